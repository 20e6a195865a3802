/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-table.h"

#include "words/baton-words-error.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* {1} is the heading of the column, {2} what stands in the cell, {3} the number of another row. */
static const struct
{
  const char *name;
  const char *sentence;
} sentences[] = {
  { "no-name", N_("The name is missing. Write it in “{1}”.") },
  { "no-key", N_("The key is missing, by which this row is known again, such as the number of the claim or deal. Choose the column that holds it, or fill in the cell.") },
  { "no-owner", N_("It does not say what it belongs to. Fill in “{1}”, or choose one for all rows.") },
  { "not-understood", N_("“{2}” in “{1}” is not understood. Correct it, or leave the cell empty.") },
  { "not-found", N_("Nothing is called “{2}” (in “{1}”). Add it first, or correct the name.") },
  { "ambiguous", N_("Several things are called “{2}” (in “{1}”). Write what it stands below before it: “Region > {2}”.") },
  { "unclear", N_("“{2}” in “{1}” may be a thousand or a fraction, and no other amount here tells which. Write 1234.000 for a thousand, 1.2340 for a fraction.") },
  { "unclear-day", N_("“{2}” in “{1}” may have the day or the month first, and no other day here tells which. Write the year first: 2026-03-31.") },
  { "several", N_("Several things are called “{2}”. Export them first: the column “Key” of that file tells them apart.") },
  { "twice", N_("Row {3} is about the same. Leave one of the two out.") },
  { "bad-key", N_("“{2}” is not a key of such a thing. Leave “{1}” empty for new ones.") },
  { "too-many-terms", N_("“{1}” has more than a thousand different values that are new, “{2}” among them. That is hardly a vocabulary: leave the column out.") },
  { "owner-created", N_("“{2}” is added too.") },
  { "total", N_("It looks like a sum of other rows, so it is left out. If it is one of its own, give it a key in a column of its own.") },
  { "likely-duplicate", N_("“{2}” is there already and called nearly the same. Is it the same?") },
};

static char *
fill (const char *sentence,
      const char *heading,
      const char *text,
      guint64     line)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);
  GString *filled = g_string_new (NULL);

  for (const char *c = sentence; *c != '\0'; c++)
    if (c[0] == '{' && c[1] >= '1' && c[1] <= '3' && c[2] == '}')
      {
        g_string_append (filled, c[1] == '1' ? heading : c[1] == '2' ? text : number);
        c += 2;
      }
    else
      {
        g_string_append_c (filled, *c);
      }
  return g_string_free (filled, FALSE);
}

/* A cell may hold a whole page; its beginning tells which it is. */
static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= 60)
    return g_strdup (text != NULL ? text : "");
  start = g_utf8_substring (text, 0, 59);
  return g_strconcat (start, "…", NULL);
}

char *
baton_words_table_issue (const BatonNames   *names,
                         const char         *name,
                         const char         *heading,
                         const char         *text,
                         guint64             line,
                         const BatonProblem *problem)
{
  g_autofree char *shown = shorten (text);

  if (problem != NULL)
    {
      g_autofree char *sentence = baton_words_problem (names, problem);

      /* Translators: %1$s is the heading of a column, %2$s a sentence about what stands there */
      return heading != NULL ? g_strdup_printf (_("“%1$s”: %2$s"), heading, sentence) : g_steal_pointer (&sentence);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].name, name) == 0)
      return fill (_(sentences[i].sentence), heading != NULL ? heading : "", shown, line);
  return baton_words_row_code (name, shown);
}
