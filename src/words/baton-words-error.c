/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

/* {1} is the file or address, {2} what the system said. */
static const struct
{
  const char *name;
  const char *sentence;
} sentences[] = {
  /* Workspace files */
  { "failed", N_("{1}: this did not work ({2}).") },
  { "not-found", N_("{1} is not there. Check the name, or choose another.") },
  { "exists", N_("{1} is there already. Choose another name.") },
  { "locked", N_("{1} is open in another window or program. Close it there, or look at a copy.") },
  { "read-only", N_("{1} may only be read. Save a copy where you may write.") },
  { "empty", N_("{1} is empty, as after a copy that failed. Copy it again, or use a backup.") },
  { "foreign", N_("{1} is not a workspace of Baton. Choose another file, or import it.") },
  { "newer", N_("{1} was written by a newer Baton. Update Baton to open it.") },
  { "damaged", N_("{1} is damaged. Nothing was changed; use a backup.") },
  { "full", N_("There is no room left for {1}. Make room; nothing is lost meanwhile.") },
  { "io", N_("{1} cannot be reached ({2}). Try again, or save a copy elsewhere.") },
  { "stale", N_("{1} has changed meanwhile. Look again and repeat the step.") },
  { "invalid", N_("{1} cannot be taken in as it is.") },
  { "too-large", N_("{1} is larger than Baton takes.") },
  { "not-table", N_("{1} is no table that can be read: it must be a workbook (XLSX), or values between commas, semicolons or tabs.") },
  { "no-memory", N_("There is not enough memory for {1}. Close other programs and try again; nothing was changed.") },
  { "closed", N_("{1} has been closed.") },
  { "cancelled", N_("Stopped. Nothing was changed.") },
  /* Other files */
  { "read", N_("{1} cannot be read ({2}).") },
  { "write", N_("{1} cannot be written ({2}). Choose another place.") },
  /* The server */
  { "address", N_("“{1}” is not an address that a program may be sent to. It must begin with https://, unless it is this machine.") },
  { "unreachable", N_("{1} does not answer. Your changes are safe; try again later.") },
  { "tls", N_("{1} cannot prove that it is who it says. Nothing was sent; ask whoever runs it.") },
  { "unauthorised", N_("{1} asks who you are. Give a token that it knows.") },
  { "not-allowed", N_("{1} does not let you do this. Ask for a role that may.") },
  { "not-yours", N_("{1} takes translations alone from you, and “{2}” has changed beyond them. Let that wait, or ask for a role that may push it.") },
  { "not-yours-nameless", N_("{1} takes translations alone from you, and more than that has changed. Let the rest wait, or ask for a role that may push it.") },
  { "not-on-server", N_("{1} has no such thing. Check the address, and what you asked it for.") },
  { "too-large-to-send", N_("What was sent is larger than {1} takes. Use smaller pictures, a shorter message, or ask whoever runs it.") },
  { "server-full", N_("The disk of {1} is full. Nothing was written; tell whoever runs it, then try again.") },
  { "busy", N_("{1} is busy. Nothing was written; try again in a moment.") },
  { "protocol", N_("{1} does not answer as a server of Baton would ({2}). Check the address.") },
  { "other-program", N_("{1} holds another program, “{2}”, and two programs cannot become one. Nothing was touched: create a new workspace, pull there, and import what you want to keep of this one.") },
  { "different", N_("{1} was asked for something else under the same key before. Push again.") },
};

static const struct
{
  const char *name;
  const char *sentence;
} row_sentences[] = {
  { "bad-header", N_("the first line does not name the columns as they are expected (“{2}”)") },
  { "not-utf8", N_("the text is not in UTF-8") },
  { "not-utf-8", N_("the text is not in UTF-8") },
  { "bad-quotes", N_("a quotation mark is not closed, or something follows it") },
  { "truncated", N_("the file ends in the middle of the line") },
  { "too-few-fields", N_("the line has too few fields") },
  { "too-many-fields", N_("the line has too many fields") },
  { "missing", N_("this must be filled in") },
  { "too-long", N_("“{2}” is too long") },
  { "bad-day", N_("“{2}” is not a day; write year-month-day") },
  { "bad-number", N_("“{2}” is not a whole number in plain digits") },
  { "large-number", N_("“{2}” is larger than any number that may stand here; look for a digit too many") },
  { "bad-choice", N_("“{2}” is none of the words that may stand here") },
  { "conflict", N_("“{2}” stood there before with other content; raise its version to amend it") },
  { "twice", N_("“{2}” stands there twice") },
  { "unknown-organisation", N_("there is no organization “{2}”") },
  { "unknown-member", N_("there is no member “{2}”") },
  { "unknown-event", N_("“{2}” takes back something that is not there") },
  { "cycle", N_("“{2}” would be above itself") },
  { "unexpected", N_("“{2}” means nothing in a row of this type; leave it empty") },
  { "bad-object", N_("the line is not one object in braces (“{2}”)") },
  { "unknown-field", N_("there is no field “{2}”") },
};

/* Puts *first* and *second* for {1} and {2}. */
static char *
fill (const char *sentence,
      const char *first,
      const char *second)
{
  GString *text = g_string_new (NULL);

  for (const char *c = sentence; *c != '\0'; c++)
    if (c[0] == '{' && (c[1] == '1' || c[1] == '2') && c[2] == '}')
      {
        g_string_append (text, c[1] == '1' ? first : second);
        c += 2;
      }
    else
      {
        g_string_append_c (text, *c);
      }
  return g_string_free (text, FALSE);
}

char *
baton_words_error (const char *name,
                   const char *subject,
                   const char *detail)
{
  if (g_strcmp0 (name, "not-yours") == 0 && (detail == NULL || *detail == '\0'))
    name = "not-yours-nameless";
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (sentences[i].name, name) == 0)
      return fill (_(sentences[i].sentence), subject, detail != NULL ? detail : "");
  return fill (_("{1}: this did not work ({2})."), subject, detail != NULL ? detail : name);
}

static char *
describe_row_code (const char *name,
                   const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (row_sentences); i++)
    if (g_strcmp0 (row_sentences[i].name, name) == 0)
      return fill (_(row_sentences[i].sentence), "", value != NULL ? value : "");
  return g_strdup (name);
}

char *
baton_words_row_code (const char *name,
                      const char *value)
{
  g_autofree char *what = describe_row_code (name, value);

  /* Translators: a sentence about a row of a table; %s is what is wrong with it, "this must be filled in" for example */
  return g_strdup_printf (_("It cannot be taken in: %s."), what);
}

char *
baton_words_bad_row (const char *name,
                     guint64     line,
                     guint       column,
                     const char *value)
{
  g_autofree char *what = describe_row_code (name, value);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);

  if (column > 0)
    /* Translators: a place in a table; %1$s is the line, %2$u the column, %3$s what is wrong there */
    return g_strdup_printf (_("Line %1$s, column %2$u: %3$s."), number, column, what);
  return g_strdup_printf (_("Line %1$s: %2$s."), number, what);
}
