/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-value.h"

#include "model/baton-decimal.h"
#include "model/baton-json.h"
#include "model/baton-text.h"
#include "model/baton-value-parts.h"

#include <string.h>

/* As in the schema table: context and text together, for whoever translates labels. */
#define NC_(context, text) (context "\004" text)

#define YES NC_("value", "yes")
#define NO NC_("value", "no")

static const char *
translate (const BatonTable *table,
           const char       *label)
{
  return table->label != NULL ? table->label (label) : baton_label_get_text (label);
}

static gboolean
is_same (const char *a,
         const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1), *folded_b = g_utf8_casefold (b, -1);

  return strcmp (folded_a, folded_b) == 0;
}

static guint64
get_kinds (const BatonFieldInfo *info)
{
  return info->type == BATON_TYPE_TERM_SET ? BATON_KIND_BIT (TERM) : info->references;
}

/* ── Out ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* 123450 with two digits: "1234.50". */
static char *
write_scaled (gint64 number,
              int    digits)
{
  gint64 unit = 1;
  guint64 size = (guint64) ABS (number);

  for (int i = 0; i < digits; i++)
    unit *= 10;
  if (unit == 1 || size % (guint64) unit == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, number < 0 ? "-" : "", size / (guint64) unit);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, number < 0 ? "-" : "", size / (guint64) unit, digits, size % (guint64) unit);
}

static char *
write_percent (gint64 basis_points)
{
  g_autofree char *number = write_scaled (basis_points, 2);

  if (strchr (number, '.') != NULL && g_str_has_suffix (number, "0"))
    number[strlen (number) - 1] = '\0';
  return g_strconcat (number, " %", NULL);
}

static const char *
write_choice (const BatonTable     *table,
              const BatonFieldInfo *info,
              const char           *value)
{
  int choice = baton_schema_find_choice (info, value);

  return choice >= 0 ? translate (table, info->choices[choice].label) : value;
}

static char *
write_list (const BatonTable      *table,
            const BatonTableNames *names,
            const BatonFieldInfo  *info,
            const BatonValue      *value)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *element = baton_value_get_string (baton_value_get_element (value, i));
      g_autofree char *text = info->type == BATON_TYPE_CHOICE ? g_strdup (write_choice (table, info, element)) : baton_table_names_write (names, get_kinds (info), element);

      g_string_append_printf (list, "%s%s", i > 0 ? "; " : "", text);
    }
  return g_string_free (list, FALSE);
}

static char *
write_cell (const BatonValue *points)
{
  if (points == NULL)
    return g_strdup ("");
  return baton_value_is (points, BATON_VALUE_INTEGER) ? g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (points, 0)) : g_strdup ("-");
}

static char *
write_value (const BatonTable       *table,
             const BatonTableNames  *names,
             const BatonTableColumn *column,
             const BatonValue       *value)
{
  const BatonFieldInfo *info = column->info;

  switch (info->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      if (column->locale != NULL)
        return g_strdup (baton_text_get_exact (value, column->locale));
      return g_strdup ((info->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_get_source (value) : baton_value_get_string (value));
    case BATON_TYPE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (value, 0));
    case BATON_TYPE_MONEY:
      return write_scaled (baton_value_get_integer (value, 0), baton_table_names_get_digits (names));
    case BATON_TYPE_PERCENT:
      return write_percent (baton_value_get_integer (value, 0));
    case BATON_TYPE_BOOLEAN:
      return g_strdup (translate (table, YES));
    case BATON_TYPE_CHOICE:
      return (info->flags & BATON_FIELD_MULTIPLE) != 0 ? write_list (table, names, info, value)
                                                       : g_strdup (write_choice (table, info, baton_value_get_string (value)));
    case BATON_TYPE_TERM_SET:
    case BATON_TYPE_REFERENCES:
      return write_list (table, names, info, value);
    case BATON_TYPE_REFERENCE:
      return baton_table_names_write (names, info->references, baton_value_get_string (value));
    case BATON_TYPE_CELL:
      return write_cell (baton_value_get_member (value, "value"));
    case BATON_TYPE_DAY:
    case BATON_TYPE_COLOUR:
      return g_strdup (baton_value_get_string (value));
    case BATON_TYPE_WINDOW:
    case BATON_TYPE_AUDIENCE:
    case BATON_TYPE_RECORDS:
    case BATON_TYPE_QUERY:
    case BATON_TYPE_ASSET:
    case BATON_TYPE_PLACE:
    case BATON_N_TYPES:
    default:
      return baton_value_to_json (value);
    }
}

char *
baton_table_value_write (const BatonTable       *table,
                         const BatonTableNames  *names,
                         const BatonTableColumn *column,
                         const BatonValue       *value)
{
  const BatonValue *exceptions;
  char *text;

  if (value == NULL)
    return g_strdup ("");
  switch (column->part)
    {
    case BATON_TABLE_FROM:
    case BATON_TABLE_THROUGH:
      text = g_strdup (baton_value_get_member_string (value, column->part == BATON_TABLE_FROM ? "from" : "through"));
      break;
    case BATON_TABLE_EXCEPTIONS:
      exceptions = baton_value_get_member (value, "exceptions");
      text = baton_value_get_length (exceptions) > 0 ? baton_value_to_json (exceptions) : NULL;
      break;
    case BATON_TABLE_VALUE:
    case BATON_TABLE_KEY:
    case BATON_TABLE_OWNER:
    case BATON_TABLE_BELOW:
    case BATON_TABLE_EARNED:
    default:
      text = write_value (table, names, column, value);
      break;
    }
  return text != NULL ? text : g_strdup ("");
}

/* ── In ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* Line breaks as they are stored, in NFC; in a text of one line they become spaces: they are only how the cell was wrapped. */
static char *
normalize (const char           *text,
           const BatonFieldInfo *info)
{
  g_autoptr (GString) lines = g_string_new (text);
  char *normal;

  g_string_replace (lines, "\r\n", "\n", 0);
  if (info != NULL && info->type == BATON_TYPE_TEXT && (info->flags & BATON_FIELD_LONG) == 0)
    for (char *c = lines->str; *c != '\0'; c++)
      if (*c == '\n' || *c == '\t' || *c == '\r')
        *c = ' ';
  normal = g_utf8_normalize (lines->str, -1, G_NORMALIZE_NFC);
  return normal != NULL ? normal : g_strdup (lines->str);
}

static BatonValue *
read_text (const BatonTableColumn *column,
           const BatonValue       *before,
           const char             *text)
{
  g_autofree char *written = NULL;

  if (column->locale != NULL)
    {
      const char *exact = baton_text_get_exact (before, column->locale);

      if (before == NULL || g_strcmp0 (exact, text) == 0)
        return before != NULL ? baton_value_ref (before) : NULL;
      return baton_text_with_locale (before, column->locale, text, BATON_TEXT_TRANSLATED);
    }
  if ((column->info->flags & BATON_FIELD_TRANSLATABLE) == 0)
    {
      /* Blanks around a text do not survive a spreadsheet; they are no change. */
      if (baton_value_get_string (before) == NULL)
        return baton_value_new_string (text);
      written = g_strstrip (g_strdup (baton_value_get_string (before)));
      return strcmp (written, text) == 0 ? baton_value_ref (before) : baton_value_new_string (text);
    }
  written = g_strstrip (g_strdup (baton_text_get_source (before)));
  return before != NULL && strcmp (written, text) == 0 ? baton_value_ref (before) : baton_text_with_source (before, text);
}

static const char *
read_choice (const BatonTable     *table,
             const BatonFieldInfo *info,
             const char           *text)
{
  for (const BatonChoice *choice = info->choices; choice->value != NULL; choice++)
    if (strcmp (choice->value, text) == 0 || is_same (translate (table, choice->label), text) || is_same (baton_label_get_text (choice->label), text))
      return choice->value;
  return NULL;
}

static BatonCellResult
read_element (const BatonTable      *table,
              const BatonTableNames *names,
              const BatonFieldInfo  *info,
              const char            *text,
              const char           **element,
              char                 **culprit)
{
  gboolean several = FALSE;
  BatonEntity *entity;

  if (info->type == BATON_TYPE_CHOICE)
    {
      *element = read_choice (table, info, text);
    }
  else
    {
      entity = baton_table_names_find (names, get_kinds (info), text, &several);
      *element = entity != NULL ? baton_entity_get_id (entity) : NULL;
    }
  if (*element != NULL)
    return BATON_CELL_OK;
  *culprit = g_strdup (text);
  return several ? BATON_CELL_AMBIGUOUS : BATON_CELL_NOT_FOUND;
}

/* Semicolons and line breaks part a list; commas only where there are none of those, since names may have them. */
static BatonCellResult
read_list (const BatonTable      *table,
           const BatonTableNames *names,
           const BatonFieldInfo  *info,
           const char            *text,
           BatonValue           **value,
           char                 **culprit)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;
  const char *element;
  g_autofree char *ignored = NULL;

  if (strpbrk (text, ";\n") == NULL && read_element (table, names, info, text, &element, &ignored) != BATON_CELL_OK)
    parts = g_strsplit (text, ",", -1);
  else
    parts = g_strsplit_set (text, ";\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      BatonCellResult result;

      if (*part == '\0')
        continue;
      result = read_element (table, names, info, part, &element, culprit);
      if (result != BATON_CELL_OK)
        return result;
      if (baton_strings_find (list, element) < 0)
        g_ptr_array_add (list, (gpointer) element);
    }
  if (info->type != BATON_TYPE_REFERENCES)
    g_ptr_array_sort (list, baton_strings_compare);
  *value = baton_value_from_strings (list);
  return BATON_CELL_OK;
}

static BatonCellResult
read_single (const BatonTable      *table,
             const BatonTableNames *names,
             const BatonFieldInfo  *info,
             const char            *text,
             BatonValue           **value,
             char                 **culprit)
{
  const char *element;
  BatonCellResult result = read_element (table, names, info, text, &element, culprit);

  if (result == BATON_CELL_OK)
    *value = baton_value_new_string (element);
  return result;
}

/* With a member of the object set or removed; NULL where none is left. */
static BatonValue *
set_member (const BatonValue *before,
            const char       *key,
            BatonValue       *member)
{
  BatonValue *with = baton_value_with_member (before, key, member);

  if (member != NULL)
    baton_value_unref (member);
  if (baton_value_get_length (with) == 0)
    g_clear_pointer (&with, baton_value_unref);
  return with;
}

static gboolean
read_points (const BatonValue *before,
             const char       *text,
             BatonValue      **value)
{
  gint64 number;

  if (strcmp (text, "-") == 0 || strcmp (text, "–") == 0 || strcmp (text, "—") == 0 || strcmp (text, "−") == 0 || is_same (text, "none") || is_same (text, "n/a"))
    *value = set_member (before, "value", baton_value_new_string ("none"));
  else if (strchr (text, '%') == NULL && baton_decimal_parse (text, 0, &number))
    *value = set_member (before, "value", baton_value_new_integer (number));
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_boolean (const BatonTable *table,
              const char       *text,
              BatonValue      **value)
{
  static const char * const yes[] = { "yes", "true", "x", "1", "✓" };
  static const char * const no[] = { "no", "false", "0", "-" };
  gboolean is_yes = is_same (text, translate (table, YES)), is_no = is_same (text, translate (table, NO));

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    is_yes = is_yes || is_same (text, yes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    is_no = is_no || is_same (text, no[i]);
  if (is_yes)
    *value = baton_value_new_boolean (TRUE); /* FALSE is the default and never written */
  return is_yes || is_no;
}

static BatonCellResult
read_number (const BatonTableNames *names,
             const BatonFieldInfo  *info,
             const char            *text,
             BatonValue           **value)
{
  BatonCellResult result;
  gint64 number;

  if (strchr (text, '%') != NULL && info->type != BATON_TYPE_PERCENT)
    return BATON_CELL_NOT_UNDERSTOOD;
  if (info->type == BATON_TYPE_MONEY)
    result = baton_table_names_read_amount (names, text, &number);
  else
    result = (info == baton_schema_get_field (BATON_FIELD_PROMOTION_MULTIPLIER) ? baton_decimal_parse_times (text, 0, &number)
                                                     : baton_decimal_parse (text, info->type == BATON_TYPE_INTEGER ? 0 : 2, &number)) ? BATON_CELL_OK : BATON_CELL_NOT_UNDERSTOOD;
  if (result == BATON_CELL_OK)
    *value = baton_value_new_integer (number);
  return result;
}

static BatonCellResult
read_day (const BatonTableNames *names,
          const char            *text,
          BatonValue           **value)
{
  BatonDay day;
  BatonCellResult result = baton_table_names_read_day (names, text, &day);
  g_autofree char *day_text = result == BATON_CELL_OK ? baton_day_format (day) : NULL;

  if (day_text != NULL)
    *value = baton_value_new_string (day_text);
  return result;
}

/* Types that have a text of their own, or else are written as they are stored. */
static BatonCellResult
read_plain (const BatonTable       *table,
            const BatonTableNames  *names,
            const BatonTableColumn *column,
            const BatonValue       *before,
            const char             *text,
            BatonValue            **value)
{
  g_autofree char *lower = NULL;

  switch (column->info->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      *value = read_text (column, before, text);
      return BATON_CELL_OK;
    case BATON_TYPE_BOOLEAN:
      return read_boolean (table, text, value) ? BATON_CELL_OK : BATON_CELL_NOT_UNDERSTOOD;
    case BATON_TYPE_CELL:
      return read_points (before, text, value) ? BATON_CELL_OK : BATON_CELL_NOT_UNDERSTOOD;
    case BATON_TYPE_COLOUR:
      lower = g_ascii_strdown (text, -1);
      *value = baton_value_new_string (lower);
      return BATON_CELL_OK;
    case BATON_TYPE_DAY:
      return read_day (names, text, value);
    default:
      *value = baton_json_parse (text, strlen (text), NULL);
      return *value != NULL ? BATON_CELL_OK : BATON_CELL_NOT_UNDERSTOOD;
    }
}

/* One end of a window, or the exceptions of a cell. */
static BatonCellResult
read_part (const BatonTableNames  *names,
           const BatonTableColumn *column,
           const BatonValue       *before,
           const char             *text,
           BatonValue            **value)
{
  const char *key = column->part == BATON_TABLE_FROM ? "from" : column->part == BATON_TABLE_THROUGH ? "through" : "exceptions";
  BatonCellResult result = BATON_CELL_OK;
  BatonValue *member = NULL;

  if (*text != '\0' && column->part == BATON_TABLE_EXCEPTIONS)
    {
      member = baton_json_parse (text, strlen (text), NULL);
      result = member != NULL ? BATON_CELL_OK : BATON_CELL_NOT_UNDERSTOOD;
    }
  else if (*text != '\0')
    {
      result = read_day (names, text, &member);
    }
  if (result == BATON_CELL_OK && (member != NULL || before != NULL))
    *value = set_member (before, key, member);
  return result;
}

BatonCellResult
baton_table_value_read (const BatonTable       *table,
                        const BatonTableNames  *names,
                        const BatonTableColumn *column,
                        const BatonValue       *before,
                        const char             *text,
                        BatonValue            **value,
                        char                  **culprit)
{
  g_autofree char *normal = normalize (text, column->info);
  g_autofree char *wrong = NULL;
  BatonCellResult result = BATON_CELL_OK;

  g_strstrip (normal);
  *value = NULL;
  if (column->part != BATON_TABLE_VALUE)
    result = read_part (names, column, before, normal, value);
  else if (*normal == '\0' && column->locale != NULL)
    *value = before != NULL ? baton_text_with_locale (before, column->locale, NULL, BATON_TEXT_TRANSLATED) : NULL;
  else if (*normal == '\0' && column->info->type == BATON_TYPE_CELL && before != NULL)
    *value = set_member (before, "value", NULL);
  else if (*normal == '\0')
    return BATON_CELL_OK;
  else if (column->info->type == BATON_TYPE_TERM_SET || column->info->type == BATON_TYPE_REFERENCES ||
           (column->info->type == BATON_TYPE_CHOICE && (column->info->flags & BATON_FIELD_MULTIPLE) != 0))
    result = read_list (table, names, column->info, normal, value, &wrong);
  else if (column->info->type == BATON_TYPE_REFERENCE || column->info->type == BATON_TYPE_CHOICE)
    result = read_single (table, names, column->info, normal, value, &wrong);
  else if (column->info->type == BATON_TYPE_INTEGER || column->info->type == BATON_TYPE_MONEY || column->info->type == BATON_TYPE_PERCENT)
    result = read_number (names, column->info, normal, value);
  else
    result = read_plain (table, names, column, before, normal, value);
  if (result != BATON_CELL_OK && culprit != NULL)
    *culprit = wrong != NULL ? g_steal_pointer (&wrong) : g_strdup (normal);
  return result;
}
