/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape of values, each against its entry in the schema table. Nothing of other entities is asked here.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-audience.h"
#include "model/baton-colour.h"
#include "model/baton-day.h"
#include "model/baton-shape-private.h"
#include "model/baton-validate.h"

#include <string.h>

static void check_value (BatonShape           *shape,
                         const BatonFieldInfo *info,
                         const BatonValue     *value);

/* ── Numbers, days, choices ────────────────────────────────────────────────────────────────────────────── */

static void
check_integer (BatonShape           *shape,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  gboolean is_bounded = info->minimum != 0 || info->maximum != 0;
  gint64 number = baton_value_get_integer (value, 0);

  if (!baton_shape_check_type (shape, value, BATON_VALUE_INTEGER))
    return;
  if (is_bounded && number < info->minimum)
    baton_shape_report_numbers (shape, BATON_PROBLEM_TOO_SMALL, number, info->minimum);
  if (is_bounded && number > info->maximum)
    baton_shape_report_numbers (shape, BATON_PROBLEM_TOO_LARGE, number, info->maximum);
}

static BatonDay
check_day (BatonShape       *shape,
           const BatonValue *value)
{
  BatonDay day = baton_day_parse (baton_value_get_string (value));

  if (baton_shape_check_type (shape, value, BATON_VALUE_STRING) && day == BATON_DAY_NONE)
    baton_shape_report (shape, BATON_PROBLEM_BAD_DAY, baton_value_get_string (value), NULL);
  return day;
}

static void
check_window (BatonShape       *shape,
              const BatonValue *value)
{
  static const char * const keys[] = { "from", "through", NULL };
  BatonDay days[2] = { BATON_DAY_NONE, BATON_DAY_NONE };

  if (!baton_shape_check_object (shape, value, keys))
    return;
  for (int i = 0; i < 2; i++)
    {
      const BatonValue *member = baton_value_get_member (value, keys[i]);
      gsize length = baton_shape_enter_key (shape, keys[i]);

      if (member != NULL)
        days[i] = check_day (shape, member);
      baton_shape_leave (shape, length);
    }
  if (days[0] != BATON_DAY_NONE && days[1] != BATON_DAY_NONE && days[0] > days[1])
    baton_shape_report (shape, BATON_PROBLEM_WINDOW_BACKWARDS, baton_value_get_member_string (value, "from"), baton_value_get_member_string (value, "through"));
}

static void
check_choice (BatonShape           *shape,
              const BatonFieldInfo *info,
              const BatonValue     *value)
{
  if (baton_shape_check_type (shape, value, BATON_VALUE_STRING) && baton_schema_find_choice (info, baton_value_get_string (value)) < 0)
    baton_shape_report (shape, BATON_PROBLEM_UNKNOWN_CHOICE, baton_value_get_string (value), NULL);
}

static void
check_colour (BatonShape       *shape,
              const BatonValue *value)
{
  BatonColour colour;

  if (baton_shape_check_type (shape, value, BATON_VALUE_STRING) && !baton_colour_parse (baton_value_get_string (value), &colour))
    baton_shape_report (shape, BATON_PROBLEM_BAD_COLOUR, baton_value_get_string (value), NULL);
}

/* ── Lists ─────────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_id (BatonShape       *shape,
          const BatonValue *value)
{
  if (baton_shape_check_type (shape, value, BATON_VALUE_STRING) && !baton_id_is_valid (baton_value_get_string (value)))
    baton_shape_report (shape, BATON_PROBLEM_BAD_ID, baton_value_get_string (value), NULL);
}

static void
check_once (BatonShape       *shape,
            const BatonValue *strings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < baton_value_get_length (strings); i++)
    {
      const char *string = baton_value_get_string (baton_value_get_element (strings, i));

      if (string != NULL && !g_hash_table_add (seen, (gpointer) string))
        baton_shape_report (shape, BATON_PROBLEM_TWICE, string, NULL);
    }
}

static void
check_sorted (BatonShape       *shape,
              const BatonValue *strings)
{
  for (gsize i = 1; i < baton_value_get_length (strings); i++)
    if (g_strcmp0 (baton_value_get_string (baton_value_get_element (strings, i - 1)),
                   baton_value_get_string (baton_value_get_element (strings, i))) > 0)
      {
        baton_shape_report (shape, BATON_PROBLEM_NOT_SORTED, NULL, NULL);
        return;
      }
}

static void
check_ids (BatonShape       *shape,
           const BatonValue *value,
           gboolean          is_set)
{
  if (!baton_shape_check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      gsize length = baton_shape_enter_index (shape, i);

      check_id (shape, baton_value_get_element (value, i));
      baton_shape_leave (shape, length);
    }
  check_once (shape, value);
  if (is_set)
    check_sorted (shape, value);
}

static void
check_choices (BatonShape           *shape,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  if (!baton_shape_check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  if (baton_value_get_length (value) == 0 && (info->flags & BATON_FIELD_REQUIRED))
    baton_shape_report (shape, BATON_PROBLEM_MISSING, NULL, NULL);
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      gsize length = baton_shape_enter_index (shape, i);

      check_choice (shape, info, baton_value_get_element (value, i));
      baton_shape_leave (shape, length);
    }
  check_once (shape, value);
  check_sorted (shape, value);
}

static void
check_audience (BatonShape       *shape,
                const BatonValue *value,
                BatonSide         side)
{
  int row = shape->row;

  if (!baton_shape_check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      gsize length = baton_shape_enter_index (shape, i);
      BatonClause clause;

      if (row < 0)
        shape->row = (int) i;
      if (!baton_audience_get_clause (value, i, side, &clause))
        baton_shape_report (shape, BATON_PROBLEM_BAD_AUDIENCE, NULL, NULL);
      else if (clause.type == BATON_CLAUSE_TERMS)
        {
          check_once (shape, clause.ids);
          if (baton_value_get_length (clause.ids) == 0)
            baton_shape_report (shape, BATON_PROBLEM_CLAUSE_EMPTY, NULL, NULL);
          /* Content and records are neither in a role nor are they organisations. */
          if ((clause.side == BATON_SIDE_CONTENT || clause.side == BATON_SIDE_RECORD)
              && (strcmp (clause.dimension, "role") == 0 || strcmp (clause.dimension, "organisation") == 0))
            baton_shape_report (shape, BATON_PROBLEM_CLAUSE_OF_MEMBERS, NULL, NULL);
        }
      else if (clause.type == BATON_CLAUSE_ATTRIBUTE && clause.minimum == -BATON_INTEGER_MAX && clause.maximum == BATON_INTEGER_MAX)
        baton_shape_report (shape, BATON_PROBLEM_CLAUSE_EMPTY, NULL, NULL);
      else if (clause.type == BATON_CLAUSE_ATTRIBUTE && clause.minimum > clause.maximum)
        baton_shape_report_numbers (shape, BATON_PROBLEM_RANGE_BACKWARDS, clause.minimum, clause.maximum);
      baton_shape_leave (shape, length);
    }
  shape->row = row;
}

/* ── Cells, records, the rest ──────────────────────────────────────────────────────────────────────────── */

static void
check_cell_value (BatonShape           *shape,
                  const BatonFieldInfo *info,
                  const BatonValue     *value)
{
  gsize length = baton_shape_enter_key (shape, "value");

  if (g_strcmp0 (baton_value_get_string (value), "none") != 0)
    check_integer (shape, info, value);
  baton_shape_leave (shape, length);
}

static void
check_exception (BatonShape           *shape,
                 const BatonFieldInfo *info,
                 const BatonValue     *exception)
{
  static const char * const keys[] = { "from", "audience", "value", NULL };
  const BatonValue *from = baton_value_get_member (exception, "from");
  const BatonValue *audience = baton_value_get_member (exception, "audience");
  gsize length;

  if (!baton_shape_check_object (shape, exception, keys))
    return;
  if (from != NULL)
    {
      length = baton_shape_enter_key (shape, "from");
      check_day (shape, from);
      baton_shape_leave (shape, length);
    }
  if (audience != NULL)
    {
      length = baton_shape_enter_key (shape, "audience");
      check_audience (shape, audience, BATON_SIDE_MEMBER);
      baton_shape_leave (shape, length);
    }
  if (from == NULL && baton_value_get_length (audience) == 0)
    baton_shape_report (shape, BATON_PROBLEM_EXCEPTION_UNLIMITED, NULL, NULL);
  check_cell_value (shape, info, baton_value_get_member (exception, "value"));
}

static void
check_cell (BatonShape           *shape,
            const BatonFieldInfo *info,
            const BatonValue     *value)
{
  static const char * const keys[] = { "value", "exceptions", NULL };
  const BatonValue *exceptions = baton_value_get_member (value, "exceptions");
  gsize length;

  if (!baton_shape_check_object (shape, value, keys))
    return;
  if (baton_value_get_member (value, "value") != NULL)
    check_cell_value (shape, info, baton_value_get_member (value, "value"));
  if (exceptions == NULL)
    return;
  length = baton_shape_enter_key (shape, "exceptions");
  if (baton_shape_check_type (shape, exceptions, BATON_VALUE_ARRAY))
    for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
      {
        gsize inner = baton_shape_enter_index (shape, i);

        shape->row = (int) i;
        check_exception (shape, info, baton_value_get_element (exceptions, i));
        shape->row = -1;
        baton_shape_leave (shape, inner);
      }
  baton_shape_leave (shape, length);
}

static const BatonFieldInfo *
find_column (const BatonFieldInfo *columns,
             const char           *name)
{
  for (; columns->name != NULL; columns++)
    if (strcmp (columns->name, name) == 0)
      return columns;
  return NULL;
}

static void
check_record (BatonShape           *shape,
              const BatonFieldInfo *columns,
              const BatonValue     *record)
{
  if (!baton_shape_check_type (shape, record, BATON_VALUE_OBJECT))
    return;
  for (gsize i = 0; i < baton_value_get_length (record); i++)
    {
      const char *key = baton_value_get_key (record, i);
      const BatonFieldInfo *column = find_column (columns, key);
      gsize length = baton_shape_enter_key (shape, key);

      if (column != NULL)
        check_value (shape, column, baton_value_get_element (record, i));
      else
        baton_shape_report (shape, BATON_PROBLEM_UNKNOWN_FIELD, key, NULL);
      baton_shape_leave (shape, length);
    }
  for (; columns->name != NULL; columns++)
    if ((columns->flags & BATON_FIELD_REQUIRED) && baton_value_get_member (record, columns->name) == NULL)
      baton_shape_report (shape, BATON_PROBLEM_MISSING, columns->name, NULL);
}

static void
check_records (BatonShape           *shape,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  gint64 n_rows = (gint64) baton_value_get_length (value);

  if (!baton_shape_check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  if (info->maximum > 0 && n_rows > info->maximum)
    baton_shape_report_numbers (shape, BATON_PROBLEM_TOO_LARGE, n_rows, info->maximum);
  for (gint64 i = 0; i < n_rows; i++)
    {
      gsize length = baton_shape_enter_index (shape, (gsize) i);

      shape->row = (int) i;
      check_record (shape, info->columns, baton_value_get_element (value, (gsize) i));
      shape->row = -1;
      baton_shape_leave (shape, length);
    }
}

static gboolean
is_sha256 (const BatonValue *value)
{
  const char *digest = baton_value_get_string (value);

  return digest != NULL && strlen (digest) == 64 && strspn (digest, "0123456789abcdef") == 64;
}

static void
check_asset (BatonShape       *shape,
             const BatonValue *value)
{
  static const char * const keys[] = { "source", "locales", NULL };
  const BatonValue *locales = baton_value_get_member (value, "locales");
  gsize length;

  if (!baton_shape_check_object (shape, value, keys))
    return;
  if (!is_sha256 (baton_value_get_member (value, "source")))
    baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  if (locales == NULL)
    return;
  length = baton_shape_enter_key (shape, "locales");
  if (baton_shape_check_type (shape, locales, BATON_VALUE_OBJECT))
    for (gsize i = 0; i < baton_value_get_length (locales); i++)
      {
        gsize inner = baton_shape_enter_key (shape, baton_value_get_key (locales, i));

        shape->locale = baton_value_get_key (locales, i);
        if (!baton_shape_is_locale_tag (shape->locale))
          baton_shape_report (shape, BATON_PROBLEM_BAD_LOCALE, shape->locale, NULL);
        if (!is_sha256 (baton_value_get_element (locales, i)))
          baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
        shape->locale = NULL;
        baton_shape_leave (shape, inner);
      }
  baton_shape_leave (shape, length);
}

static void
check_query (BatonShape       *shape,
             const BatonValue *value)
{
  static const char * const keys[] = { "what", "order", "most", "record", NULL };
  static const BatonFieldInfo most = { .type = BATON_TYPE_INTEGER, .minimum = 1, .maximum = 100 };

  if (!baton_shape_check_object (shape, value, keys))
    return;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);
      const BatonValue *member = baton_value_get_element (value, i);
      gsize length = baton_shape_enter_key (shape, key);

      if (strcmp (key, "what") == 0)
        check_audience (shape, member, BATON_SIDE_CONTENT);
      else if (strcmp (key, "most") == 0)
        check_integer (shape, &most, member);
      else if (strcmp (key, "record") == 0)
        check_ids (shape, member, FALSE);
      else if (baton_shape_check_type (shape, member, BATON_VALUE_STRING)
               && strcmp (baton_value_get_string (member), "newest") != 0 && strcmp (baton_value_get_string (member), "title") != 0)
        baton_shape_report (shape, BATON_PROBLEM_UNKNOWN_CHOICE, baton_value_get_string (member), NULL);
      baton_shape_leave (shape, length);
    }
}

static void
check_place (BatonShape           *shape,
             const BatonFieldInfo *info,
             const BatonValue     *value)
{
  static const char * const keys[] = { "parent", "position", NULL };
  const char *parent = baton_value_get_member_string (value, "parent");
  const char *position = baton_value_get_member_string (value, "position");
  gboolean needs_parent = info->references != 0 && (info->flags & BATON_FIELD_REQUIRED) != 0;

  if (!baton_shape_check_object (shape, value, keys))
    return;
  if (position == NULL || !baton_position_is_valid (position)
      || (parent == NULL && (needs_parent || baton_value_get_member (value, "parent") != NULL))
      || (parent != NULL && (info->references == 0 || !baton_id_is_valid (parent))))
    baton_shape_report (shape, BATON_PROBLEM_BAD_PLACE, NULL, NULL);
}

static void
check_value (BatonShape           *shape,
             const BatonFieldInfo *info,
             const BatonValue     *value)
{
  switch (info->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      baton_shape_check_text (shape, info, value);
      break;
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_PERCENT:
      check_integer (shape, info, value);
      break;
    case BATON_TYPE_DAY:
      check_day (shape, value);
      break;
    case BATON_TYPE_WINDOW:
      check_window (shape, value);
      break;
    case BATON_TYPE_BOOLEAN:
      /* False is the default, and defaults are never written. */
      if (!baton_value_get_boolean (value))
        baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
      break;
    case BATON_TYPE_CHOICE:
      if (info->flags & BATON_FIELD_MULTIPLE)
        check_choices (shape, info, value);
      else
        check_choice (shape, info, value);
      break;
    case BATON_TYPE_COLOUR:
      check_colour (shape, value);
      break;
    case BATON_TYPE_TERM_SET:
      check_ids (shape, value, TRUE);
      break;
    case BATON_TYPE_REFERENCE:
      check_id (shape, value);
      break;
    case BATON_TYPE_REFERENCES:
      check_ids (shape, value, FALSE);
      break;
    case BATON_TYPE_AUDIENCE:
      check_audience (shape, value, info->side);
      break;
    case BATON_TYPE_CELL:
      check_cell (shape, info, value);
      break;
    case BATON_TYPE_RECORDS:
      check_records (shape, info, value);
      break;
    case BATON_TYPE_ASSET:
      check_asset (shape, value);
      break;
    case BATON_TYPE_QUERY:
      check_query (shape, value);
      break;
    case BATON_TYPE_PLACE:
      check_place (shape, info, value);
      break;
    case BATON_N_TYPES:
    default:
      break;
    }
}

void
baton_validate_shape_at (const BatonEntity *entity,
                         const char        *path,
                         GPtrArray         *problems)
{
  g_autoptr (GString) pointer = path != NULL ? g_string_new (path) : NULL;
  BatonShape shape = { .entity = entity, .problems = problems, .field = BATON_FIELD_NONE, .row = -1, .path = pointer };
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const BatonFieldInfo *info;
      const BatonValue *value;

      shape.field = (BatonField) (kind->first_field + i);
      info = baton_schema_get_field (shape.field);
      value = baton_entity_get (entity, shape.field);
      if (value != NULL)
        {
          gsize length = baton_shape_enter_key (&shape, info->name);

          check_value (&shape, info, value);
          baton_shape_leave (&shape, length);
        }
      else if (info->flags & BATON_FIELD_REQUIRED)
        baton_shape_report (&shape, BATON_PROBLEM_MISSING, NULL, NULL);
    }
}

void
baton_validate_shape (const BatonEntity *entity,
                      GPtrArray         *problems)
{
  g_return_if_fail (entity != NULL && problems != NULL);

  if (!baton_id_is_valid (baton_entity_get_id (entity)))
    g_ptr_array_add (problems, baton_problem_new (BATON_PROBLEM_BAD_ID, baton_entity_get_kind (entity), baton_entity_get_id (entity),
                                                  BATON_FIELD_NONE, baton_entity_get_id (entity), NULL));
  baton_validate_shape_at (entity, NULL, problems);
}
