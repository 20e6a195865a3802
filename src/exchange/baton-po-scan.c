/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads PO line by line. The only state is the entry being read and the string that a following line would continue.
 */
#include "config.h"

#include "exchange/baton-po-private.h"

#include <string.h>

typedef struct
{
  GPtrArray    *entries;
  BatonPoEntry *entry;       /* begun, not yet complete; owned, nullable */
  GString      *strings[3];  /* context, source, target; owned, nullable until their keyword came */
  GString      *current;     /* the one that a bare string continues; borrowed, nullable */
  GString      *spare;       /* strings that are read and not kept: plurals */
  gboolean      fuzzy;       /* a flag for the entry that follows */
} Scan;

enum
{
  CONTEXT,
  SOURCE,
  TARGET
};

static void
entry_free (gpointer data)
{
  BatonPoEntry *entry = data;

  g_free (entry->context);
  g_free (entry->source);
  g_free (entry->target);
  g_free (entry);
}

void
baton_po_entry_free (BatonPoEntry *entry)
{
  entry_free (entry);
}

static int
read_digits (const char **text,
             guint        base,
             guint        most)
{
  int value = 0;
  guint n = 0;

  for (; n < most; n++, (*text)++)
    {
      int digit = base == 8 && (**text < '0' || **text > '7') ? -1 : g_ascii_xdigit_value (**text);

      if (digit < 0)
        break;
      value = value * (int) base + digit;
    }
  return n > 0 ? value : -1;
}

/* Appends what stands between the quotation marks; FALSE unless *text* is exactly one string. */
static gboolean
read_string (const char *text,
             GString    *string)
{
  static const char letters[] = "abfnrtv\\\"", meanings[] = "\a\b\f\n\r\t\v\\\"";

  if (*text++ != '"')
    return FALSE;
  while (*text != '"')
    {
      const char *letter;
      int value;

      if (*text == '\0')
        return FALSE;
      if (*text != '\\')
        {
          g_string_append_c (string, *text++);
          continue;
        }
      text++;
      if (*text == '\0')
        return FALSE;
      letter = strchr (letters, *text);
      if (letter != NULL)
        {
          g_string_append_c (string, meanings[letter - letters]);
          text++;
          continue;
        }
      if (*text == 'x')
        {
          text++;
          value = read_digits (&text, 16, 2);
        }
      else
        {
          value = read_digits (&text, 8, 3);
        }
      if (value <= 0 || value > 0xff)
        return FALSE;
      g_string_append_c (string, (char) value);
    }
  text++;
  return text[strspn (text, " \t")] == '\0';
}

/* (transfer full), NULL when escapes made it something else than UTF-8. */
static char *
finish_string (GString *string)
{
  return g_utf8_normalize (string->str, (gssize) string->len, G_NORMALIZE_NFC);
}

/* Puts the entry that has been read among the others. */
static BatonPoScanResult
end_entry (Scan *scan)
{
  BatonPoScanResult result = BATON_PO_SCAN_OK;

  scan->current = NULL;
  if (scan->entry == NULL)
    return BATON_PO_SCAN_OK;
  if (scan->strings[SOURCE] == NULL || scan->strings[TARGET] == NULL)
    {
      result = BATON_PO_SCAN_INCOMPLETE;
    }
  else
    {
      scan->entry->context = scan->strings[CONTEXT] != NULL ? finish_string (scan->strings[CONTEXT]) : NULL;
      scan->entry->source = finish_string (scan->strings[SOURCE]);
      scan->entry->target = finish_string (scan->strings[TARGET]);
      if (scan->entry->source == NULL || scan->entry->target == NULL || (scan->entry->context == NULL && scan->strings[CONTEXT] != NULL))
        result = BATON_PO_SCAN_BAD_STRING;
      else
        g_ptr_array_add (scan->entries, g_steal_pointer (&scan->entry));
    }
  for (guint i = 0; i < G_N_ELEMENTS (scan->strings); i++)
    {
      if (scan->strings[i] != NULL)
        g_string_free (scan->strings[i], TRUE);
      scan->strings[i] = NULL;
    }
  return result;
}

static BatonPoScanResult
read_comment (Scan       *scan,
              const char *text)
{
  BatonPoScanResult result;

  if (text[1] == '~')
    {
      /* A flag before it was of the entry that has gone, which ends here, and not of the next one. */
      if (g_str_has_prefix (text + 2 + strspn (text + 2, " \t"), "msgstr"))
        scan->fuzzy = FALSE;
      return BATON_PO_SCAN_OK;
    }
  /* A comment belongs to what follows it: a complete entry is over, an incomplete one is broken by it. */
  result = end_entry (scan);
  if (text[1] == ',')
    {
      g_auto (GStrv) flags = g_strsplit (text + 2, ",", -1);

      for (gsize i = 0; flags[i] != NULL; i++)
        if (strcmp (g_strstrip (flags[i]), "fuzzy") == 0)
          scan->fuzzy = TRUE;
    }
  return result;
}

/* What follows *keyword* and white space; NULL when the line does not begin so. */
static const char *
after_keyword (const char *text,
               const char *keyword)
{
  gsize length = strlen (keyword);

  if (strncmp (text, keyword, length) != 0 || (text[length] != ' ' && text[length] != '\t' && text[length] != '"'))
    return NULL;
  text += length;
  return text + strspn (text, " \t");
}

static BatonPoScanResult
read_keyword (Scan       *scan,
              const char *text,
              guint       line)
{
  static const char * const keywords[] = { "msgctxt", "msgid", "msgstr" };
  BatonPoScanResult result;
  const char *rest;

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      rest = after_keyword (text, keywords[i]);
      if (rest == NULL)
        continue;
      if (scan->strings[TARGET] != NULL && i != TARGET && (result = end_entry (scan)) != BATON_PO_SCAN_OK)
        return result;
      if (scan->entry == NULL)
        {
          scan->entry = g_new0 (BatonPoEntry, 1);
          scan->entry->line = line;
          scan->entry->fuzzy = scan->fuzzy;
          scan->fuzzy = FALSE;
        }
      /* In this order, each once. */
      for (guint later = i; later < G_N_ELEMENTS (scan->strings); later++)
        if (scan->strings[later] != NULL)
          return BATON_PO_SCAN_BAD_LINE;
      if (i == TARGET && scan->strings[SOURCE] == NULL)
        return BATON_PO_SCAN_INCOMPLETE;
      scan->strings[i] = g_string_new (NULL);
      scan->current = scan->strings[i];
      return read_string (rest, scan->current) ? BATON_PO_SCAN_OK : BATON_PO_SCAN_BAD_STRING;
    }

  rest = after_keyword (text, "msgid_plural");
  if (rest != NULL && scan->strings[SOURCE] != NULL && scan->strings[TARGET] == NULL)
    {
      scan->entry->plural = TRUE;
      scan->current = scan->spare;
      return read_string (rest, scan->current) ? BATON_PO_SCAN_OK : BATON_PO_SCAN_BAD_STRING;
    }
  if (g_str_has_prefix (text, "msgstr[") && scan->strings[SOURCE] != NULL && scan->entry->plural)
    {
      rest = text + strlen ("msgstr[");
      rest += strspn (rest, "0123456789");
      if (*rest != ']')
        return BATON_PO_SCAN_BAD_LINE;
      rest++;
      rest += strspn (rest, " \t");
      if (scan->strings[TARGET] == NULL)
        scan->current = scan->strings[TARGET] = g_string_new (NULL);
      else
        scan->current = scan->spare;
      return read_string (rest, scan->current) ? BATON_PO_SCAN_OK : BATON_PO_SCAN_BAD_STRING;
    }
  return BATON_PO_SCAN_BAD_LINE;
}

static BatonPoScanResult
read_line (Scan       *scan,
           const char *text,
           guint       line)
{
  text += strspn (text, " \t");
  switch (*text)
    {
    case '\0':
      return BATON_PO_SCAN_OK;
    case '#':
      return read_comment (scan, text);
    case '"':
      if (scan->current == NULL)
        return BATON_PO_SCAN_BAD_LINE;
      return read_string (text, scan->current) ? BATON_PO_SCAN_OK : BATON_PO_SCAN_BAD_STRING;
    default:
      return read_keyword (scan, text, line);
    }
}

GPtrArray *
baton_po_scan (const char        *data,
               gsize              length,
               BatonPoScanResult *result,
               guint             *line)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  Scan scan = { .entries = entries };
  const char *end = data + length, *bad;

  *line = 1;
  if (!g_utf8_validate_len (data, length, &bad))
    {
      for (const char *at = data; at < bad; at++)
        *line += *at == '\n';
      *result = BATON_PO_SCAN_NOT_UTF8;
      return NULL;
    }
  if (length >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    data += 3;

  *result = BATON_PO_SCAN_OK;
  scan.spare = g_string_new (NULL);
  for (*line = 0; data < end && *result == BATON_PO_SCAN_OK;)
    {
      const char *stop = memchr (data, '\n', (gsize) (end - data));
      const char *next = stop != NULL ? stop + 1 : end;
      g_autofree char *text = NULL;

      if (stop == NULL)
        stop = end;
      if (stop > data && stop[-1] == '\r')
        stop--;
      text = g_strndup (data, (gsize) (stop - data));
      (*line)++;
      *result = read_line (&scan, text, *line);
      data = next;
    }
  if (*result == BATON_PO_SCAN_OK)
    *result = end_entry (&scan);

  for (guint i = 0; i < G_N_ELEMENTS (scan.strings); i++)
    if (scan.strings[i] != NULL)
      g_string_free (scan.strings[i], TRUE);
  g_string_free (scan.spare, TRUE);
  if (scan.entry != NULL)
    entry_free (scan.entry);
  return *result == BATON_PO_SCAN_OK ? g_steal_pointer (&entries) : NULL;
}
