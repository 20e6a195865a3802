/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-change.h"

#include "model/baton-day.h"
#include "model/baton-text.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-audience.h"
#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-standard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_SHOWN 80 /* characters of a long text that a line shows */

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');

  if (g_utf8_strlen (line, -1) > TEXT_SHOWN)
    {
      g_autofree char *start = g_utf8_substring (line, 0, TEXT_SHOWN);

      return g_strconcat (start, "…", NULL);
    }
  return g_steal_pointer (&line);
}

/* "-", "open" or the number. */
static char *
describe_points (const BatonValue *value)
{
  if (value == NULL)
    return g_strdup (C_("points of a cell", "open"));
  if (baton_value_is (value, BATON_VALUE_STRING))
    return g_strdup (C_("points of a cell", "-"));
  return baton_words_number (baton_value_get_integer (value, 0));
}

char *
baton_words_cell (const BatonNames *names,
                  const BatonValue *cell)
{
  const BatonValue *exceptions = baton_value_get_member (cell, "exceptions");
  g_autofree char *points = describe_points (baton_value_get_member (cell, "value"));
  g_autoptr (GString) text = g_string_new (points);

  for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
    {
      const BatonValue *exception = baton_value_get_element (exceptions, i);
      const BatonValue *audience = baton_value_get_member (exception, "audience");
      BatonDay from = baton_day_parse (baton_value_get_member_string (exception, "from"));
      g_autofree char *value = describe_points (baton_value_get_member (exception, "value"));
      g_autofree char *day = from != BATON_DAY_NONE ? baton_words_day (from) : NULL;
      g_autofree char *who = audience != NULL ? baton_words_audience (names, audience, BATON_SIDE_MEMBER) : NULL;

      g_string_append (text, i == 0 ? " (" : "; ");
      if (day != NULL && who != NULL)
        /* Translators: an exception to points; %1$s the points, %2$s a day, %3$s an audience */
        g_string_append_printf (text, C_("exception to points", "%1$s from %2$s for %3$s"), value, day, who);
      else if (day != NULL)
        g_string_append_printf (text, C_("exception to points", "%1$s from %2$s"), value, day);
      else
        g_string_append_printf (text, C_("exception to points", "%1$s for %2$s"), value, who != NULL ? who : "");
    }
  if (baton_value_get_length (exceptions) > 0)
    g_string_append_c (text, ')');
  return g_strdup (text->str);
}

static char *
join_names (const BatonNames *names,
            const BatonValue *ids)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    g_ptr_array_add (list, baton_words_isolate (baton_words_name (names, baton_value_get_string (baton_value_get_element (ids, i)))));
  return baton_words_join_and (list);
}

static char *
describe_records (const BatonNames     *names,
                  const BatonFieldInfo *field,
                  const BatonValue     *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    {
      const BatonValue *row = baton_value_get_element (rows, i);
      g_autofree char *sentence = baton_words_line (field->columns, row);
      guint n = 0;

      if (i > 0)
        g_string_append (text, "; ");
      if (sentence != NULL)
        {
          g_string_append_printf (text, C_("name", "“%s”"), sentence);
          continue;
        }
      for (const BatonFieldInfo *column = field->columns; column != NULL && column->name != NULL; column++)
        {
          const BatonValue *value = baton_value_get_member (row, column->name);
          g_autofree char *shown = NULL;

          if (value == NULL)
            continue;
          shown = baton_words_value (names, baton_words_meant_column (column), value);
          /* Translators: a column of a list and what stands in it: From 50 */
          g_string_append_printf (text, n++ > 0 ? C_("list", ", %1$s %2$s") : C_("list", "%1$s %2$s"), baton_words_label (column->label), shown);
        }
    }
  return g_strdup (text->str);
}

static char *
describe_query (const BatonNames *names,
                const BatonValue *query)
{
  g_autofree char *what = baton_words_audience (names, baton_value_get_member (query, "what"), BATON_SIDE_CONTENT);
  gint64 most = baton_value_get_member_integer (query, "most", 0);
  const char *order = baton_value_get_member_string (query, "order");
  g_autofree char *ordered = g_strcmp0 (order, "newest") == 0 ? g_strdup_printf (C_("query", "%s, newest first"), what)
                             : g_strcmp0 (order, "title") == 0 ? g_strdup_printf (C_("query", "%s, by title"), what)
                                                               : g_strdup (what);
  g_autofree char *number = baton_words_number (most);

  /* Translators: %1$s is which content, %2$s a number */
  return most > 0 ? g_strdup_printf (C_("query", "%1$s, at most %2$s"), ordered, number) : g_steal_pointer (&ordered);
}

char *
baton_words_value (const BatonNames     *names,
                   const BatonFieldInfo *field,
                   const BatonValue     *value)
{
  const char *string = baton_value_get_string (value);

  if (value == NULL)
    return g_strdup (C_("value", "not set"));
  if (names != NULL && string != NULL && baton_words_is_holder (field))
    return baton_words_isolate (baton_words_holder (names, string));
  if (names != NULL && names->presenting && field->type != BATON_TYPE_RECORDS && baton_schema_is_discreet (field))
    return g_strdup (BATON_WORDS_HIDDEN);

  if (field->standard != BATON_STANDARD_NONE && field->standard != BATON_STANDARD_ADDRESS)
    {
      g_autofree char *number = string == NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (value, 0)) : NULL;

      return baton_words_standard (field->standard, string != NULL ? string : number);
    }

  switch (field->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      {
        g_autofree char *discreet = baton_words_discreet (names, baton_text_get_source (value)), *line = shorten (discreet);

        return g_strdup_printf (C_("name", "“%s”"), line);
      }
    case BATON_TYPE_INTEGER:
      return baton_words_number (baton_value_get_integer (value, 0));
    case BATON_TYPE_MONEY:
      return baton_words_money (names, baton_value_get_integer (value, 0));
    case BATON_TYPE_PERCENT:
      return baton_words_percent (baton_value_get_integer (value, 0));
    case BATON_TYPE_DAY:
      return baton_day_parse (string) != BATON_DAY_NONE ? baton_words_day (baton_day_parse (string)) : g_strdup (string != NULL ? string : "");
    case BATON_TYPE_WINDOW:
      return baton_words_window (baton_window_from_value (value));
    case BATON_TYPE_BOOLEAN:
      return g_strdup (baton_value_get_boolean (value) ? C_("value", "yes") : C_("value", "no"));
    case BATON_TYPE_CHOICE:
      if (baton_value_is (value, BATON_VALUE_ARRAY))
        {
          g_autoptr (GPtrArray) list = g_ptr_array_new ();

          for (gsize i = 0; i < baton_value_get_length (value); i++)
            {
              const char *choice = baton_value_get_string (baton_value_get_element (value, i));

              if (choice != NULL)
                g_ptr_array_add (list, (gpointer) baton_words_choice (field, choice));
            }
          return baton_words_join_and (list);
        }
      return g_strdup (string != NULL ? baton_words_choice (field, string) : "");
    case BATON_TYPE_COLOUR:
      return g_strdup (string != NULL ? string : "");
    case BATON_TYPE_TERM_SET:
    case BATON_TYPE_REFERENCES:
      return join_names (names, value);
    case BATON_TYPE_REFERENCE:
      return baton_words_quoted_name (names, string);
    case BATON_TYPE_AUDIENCE:
      return baton_words_audience (names, value, field->side);
    case BATON_TYPE_CELL:
      return baton_words_cell (names, value);
    case BATON_TYPE_RECORDS:
      return describe_records (names, field, value);
    case BATON_TYPE_ASSET:
      return g_strdup (C_("value", "a picture"));
    case BATON_TYPE_QUERY:
      return describe_query (names, value);
    case BATON_TYPE_PLACE:
      {
        const char *parent = baton_value_get_member_string (value, "parent");

        return parent != NULL ? baton_words_quoted_name (names, parent) : g_strdup (C_("place", "the top"));
      }
    case BATON_N_TYPES:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* The one language in which a text differs; NULL where it is the source that does, or several. Borrowed from either */
static const char *
find_language (const BatonValue *before,
               const BatonValue *after)
{
  const BatonValue *sides[] = { baton_value_get_member (before, "locales"), baton_value_get_member (after, "locales") };
  const char *found = NULL;

  if (g_strcmp0 (baton_text_get_source (before), baton_text_get_source (after)) != 0)
    return NULL;
  for (guint side = 0; side < 2; side++)
    for (gsize i = 0; sides[side] != NULL && i < baton_value_get_length (sides[side]); i++)
      {
        const char *tag = baton_value_get_key (sides[side], i);

        if (baton_value_equal (baton_value_get_member (sides[side], tag), baton_value_get_member (sides[1 - side], tag)))
          continue;
        if (found != NULL && strcmp (found, tag) != 0)
          return NULL;
        found = tag;
      }
  return found;
}

static gboolean
has_name (const BatonEntity *entity)
{
  return strcmp (baton_entity_get_name (entity), baton_entity_get_id (entity)) != 0;
}

/* A nameless thing goes by its kind: a journal is no place for ids. */
static char *
name_in_step (const BatonEntity *entity)
{
  if (!has_name (entity))
    return g_strdup (baton_words_kind (baton_entity_get_kind (entity)));
  return baton_entity_get_kind (entity) == BATON_KIND_LOCALE ? baton_words_isolate (baton_words_language (baton_entity_get_name (entity)))
                                                              : baton_words_isolate (g_strdup (baton_entity_get_name (entity)));
}

char *
baton_words_entry_name (const BatonNames  *names,
                        const BatonEntity *before,
                        const BatonEntity *after)
{
  const BatonEntity *either = after != NULL ? after : before;
  BatonKind kind = baton_entity_get_kind (either);
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  g_autofree char *shown = name_in_step (either);
  gboolean named = has_name (either);
  BatonField changed = BATON_FIELD_NONE;
  guint n_changed = 0;
  g_autofree char *value = NULL;
  const char *tag = NULL;

  if (before == NULL)
    /* Translators: the name of an undoable step; %1$s is a kind of thing, %2$s its name */
    return g_strdup_printf (C_("undoable step", "Add %1$s “%2$s”"), baton_words_kind (kind), shown);
  if (after == NULL)
    return g_strdup_printf (C_("undoable step", "Delete %1$s “%2$s”"), baton_words_kind (kind), shown);

  for (guint i = 0; i < info->n_fields; i++)
    if (!baton_value_equal (baton_entity_get (before, info->first_field + i), baton_entity_get (after, info->first_field + i)))
      {
        changed = info->first_field + i;
        n_changed++;
      }
  if (n_changed != 1)
    return g_strdup_printf (C_("undoable step", "Change “%s”"), shown);
  if (changed == info->place_field)
    return g_strdup_printf (C_("undoable step", "Move “%s”"), shown);
  if (changed == info->name_field && named && has_name (before) && strcmp (baton_entity_get_name (before), baton_entity_get_name (after)) != 0)
    {
      g_autofree char *old = name_in_step (before);

      return g_strdup_printf (C_("undoable step", "Rename “%1$s” to “%2$s”"), old, shown);
    }

  switch (baton_schema_get_field (changed)->type)
    {
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_PERCENT:
    case BATON_TYPE_DAY:
    case BATON_TYPE_CHOICE:
    case BATON_TYPE_CELL:
    case BATON_TYPE_COLOUR:
      value = baton_words_value (names, baton_words_meant_field (names, after, changed), baton_entity_get (after, changed));
      /* Translators: the name of an undoable step; %1$s is a field, %2$s the thing's name, %3$s the new value */
      return g_strdup_printf (C_("undoable step", "Change %1$s of “%2$s” to %3$s"), baton_words_field (changed), shown, value);
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      if ((baton_schema_get_field (changed)->flags & BATON_FIELD_TRANSLATABLE) != 0)
        tag = find_language (baton_entity_get (before, changed), baton_entity_get (after, changed));
      value = tag != NULL ? baton_words_isolate (baton_words_language (tag)) : NULL;
      if (value != NULL)
        /* Translators: the name of an undoable step; %1$s is a field, %2$s the thing's name, %3$s a language */
        return g_strdup_printf (C_("undoable step", "Change %1$s of “%2$s” in %3$s"), baton_words_field (changed), shown, value);
      break;
    default:
      break;
    }
  return g_strdup_printf (C_("undoable step", "Change %1$s of “%2$s”"), baton_words_field (changed), shown);
}

char *
baton_words_dated_points (BatonDay from)
{
  g_autofree char *day = baton_words_day (from);

  /* Translators: %s is a day */
  return g_strdup_printf (C_("undoable step", "Count changed points from %s on"), day);
}

char *
baton_words_step (const char *name)
{
  gboolean number = name != NULL && *name != '\0' && strspn (name, "0123456789") == strlen (name);

  return number ? g_strdup (C_("undoable step", "Pull from the server")) : g_strdup (name);
}
