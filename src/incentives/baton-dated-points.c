/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The last exception that applies wins: so the live ones come first, then the draft's plain value, then the draft's own exceptions, none
 * of them earlier than the day.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-dated-points.h"

static const BatonField cells[] = { BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS };

static void
add_from (BatonValueBuilder *builder,
          BatonDay           from)
{
  g_autofree char *day = baton_day_format (from);

  baton_value_builder_set_string (builder, "from", day);
}

static gboolean
is_cell (BatonField field)
{
  for (guint k = 0; k < G_N_ELEMENTS (cells); k++)
    if (cells[k] == field)
      return TRUE;
  return FALSE;
}

/* Whether the exception only repeats, from *from* on, the plain value that stands before it. */
static gboolean
repeats (const BatonValue *exception,
         const BatonValue *value,
         BatonDay          from)
{
  const char *text = baton_value_get_member_string (exception, "from");
  BatonDay begins = text != NULL ? baton_day_parse (text) : BATON_DAY_MIN;

  return baton_value_get_member (exception, "audience") == NULL && begins != BATON_DAY_NONE && begins <= from &&
         baton_value_equal (baton_value_get_member (exception, "value"), value);
}

/* The draft's exception, but not before *from*. */
static void
add_later (BatonValueBuilder *builder,
           const BatonValue  *exception,
           BatonDay           from)
{
  const char *text = baton_value_get_member_string (exception, "from");
  BatonDay begins = text != NULL ? baton_day_parse (text) : BATON_DAY_MIN;

  baton_value_builder_open_object (builder);
  baton_value_builder_set (builder, "audience", baton_value_get_member (exception, "audience"));
  if (begins == BATON_DAY_NONE || begins > from)
    baton_value_builder_set (builder, "from", baton_value_get_member (exception, "from"));
  else
    add_from (builder, from);
  baton_value_builder_set (builder, "value", baton_value_get_member (exception, "value"));
  baton_value_builder_close (builder);
}

/* Whether the new cell says something else than the old one of a day before *from*: unless its plain value and the old exceptions
 * are the same, and what comes after those begins with that day or later. */
static gboolean
restates (const BatonValue *live,
          const BatonValue *draft,
          BatonDay          from)
{
  const BatonValue *before = baton_value_get_member (live, "exceptions"), *after = baton_value_get_member (draft, "exceptions");
  const BatonValue *was = baton_value_get_member (live, "value"), *is = baton_value_get_member (draft, "value");
  gsize n_before = baton_value_get_length (before), n_after = baton_value_get_length (after);

  if (!baton_value_equal (was, is) || n_after < n_before)
    return TRUE;
  for (gsize i = 0; i < n_after; i++)
    {
      const char *text = i < n_before ? NULL : baton_value_get_member_string (baton_value_get_element (after, i), "from");
      BatonDay begins = text != NULL ? baton_day_parse (text) : BATON_DAY_NONE;

      if (i < n_before ? !baton_value_equal (baton_value_get_element (before, i), baton_value_get_element (after, i)) : begins == BATON_DAY_NONE || begins < from)
        return TRUE;
    }
  return FALSE;
}

static BatonValue *
date_cell (const BatonValue *live,
           const BatonValue *draft,
           BatonDay          from)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  const BatonValue *before = baton_value_get_member (live, "exceptions");
  const BatonValue *after = baton_value_get_member (draft, "exceptions");
  gboolean repeated = TRUE;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "exceptions");
  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (before); i++)
    baton_value_builder_add (builder, baton_value_get_element (before, i));
  /* Where nothing comes between, the plain value need not be said again. */
  if (baton_value_get_length (before) > 0 || !baton_value_equal (baton_value_get_member (live, "value"), baton_value_get_member (draft, "value")))
    {
      baton_value_builder_open_object (builder);
      add_from (builder, from);
      baton_value_builder_set (builder, "value", baton_value_get_member (draft, "value"));
      baton_value_builder_close (builder);
    }
  for (gsize i = 0; i < baton_value_get_length (after); i++)
    {
      const BatonValue *exception = baton_value_get_element (after, i);

      repeated = repeated && repeats (exception, baton_value_get_member (draft, "value"), from);
      if (!repeated)
        add_later (builder, exception, from);
    }
  baton_value_builder_close (builder);
  baton_value_builder_set (builder, "value", baton_value_get_member (live, "value"));
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

BatonProgram *
baton_dated_points_apply (const BatonProgram *live,
                          const BatonProgram *draft,
                          BatonDay            from)
{
  BatonProgram *dated = baton_program_copy (draft);
  g_autoptr (GPtrArray) activities = baton_program_list (draft, BATON_KIND_ACTIVITY);

  for (guint i = 0; i < activities->len; i++)
    {
      BatonEntity *after = activities->pdata[i];
      BatonEntity *before = baton_program_lookup_kind (live, baton_entity_get_id (after), BATON_KIND_ACTIVITY);
      g_autoptr (BatonEntity) changed = baton_entity_ref (after);

      for (guint k = 0; before != NULL && k < G_N_ELEMENTS (cells); k++)
        {
          const BatonValue *was = baton_entity_get (before, cells[k]), *is = baton_entity_get (after, cells[k]);
          g_autoptr (BatonValue) cell = NULL;
          BatonEntity *with;

          if (baton_value_equal (was, is) || !restates (was, is, from))
            continue;
          cell = date_cell (was, is, from);
          with = baton_entity_with (changed, cells[k], cell);
          baton_entity_unref (changed);
          changed = with;
        }
      if (changed != after)
        baton_program_put (dated, changed);
    }
  return dated;
}

GPtrArray *
baton_dated_points_list (const BatonProgram *live,
                         const BatonProgram *draft,
                         BatonDay            from)
{
  g_autoptr (GPtrArray) activities = baton_program_list (draft, BATON_KIND_ACTIVITY);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < activities->len; i++)
    {
      const char *id = baton_entity_get_id (activities->pdata[i]);
      BatonEntity *before = baton_program_lookup_kind (live, id, BATON_KIND_ACTIVITY);
      gboolean other = FALSE;

      for (guint k = 0; before != NULL && k < G_N_ELEMENTS (cells) && !other; k++)
        {
          const BatonValue *was = baton_entity_get (before, cells[k]), *is = baton_entity_get (activities->pdata[i], cells[k]);

          other = !baton_value_equal (was, is) && restates (was, is, from);
        }
      if (other)
        g_ptr_array_add (ids, (gpointer) id);
    }
  return ids;
}

/* The change of *id* (borrowed as long as *by_id*) among *changes*, so far as it has got; made of the draft's when there is none yet. */
static BatonChange *
get_change (GPtrArray          *changes,
            GHashTable         *by_id,
            const BatonProgram *draft,
            const char         *id)
{
  BatonChange *change = g_hash_table_lookup (by_id, id);
  const BatonEntity *entity = baton_program_lookup (draft, id);

  if (change != NULL || entity == NULL)
    return change;
  change = baton_change_new (entity, entity);
  g_ptr_array_add (changes, change);
  g_hash_table_insert (by_id, (gpointer) id, change);
  return change;
}

GPtrArray *
baton_dated_points_list_changes (const BatonProgram *draft,
                                 GPtrArray          *atoms,
                                 const BatonPortion *portion,
                                 BatonDay            from)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atoms->len; i++)
    {
      const BatonAtom *atom = atoms->pdata[i];
      g_autoptr (BatonValue) cell = NULL;
      BatonChange *change;
      BatonEntity *with;

      if (atom->type != BATON_ATOM_FIELD || !is_cell (atom->field) || (portion != NULL && !baton_portion_goes (portion, i))
          || !restates (atom->before, atom->after, from))
        continue;
      change = get_change (changes, by_id, draft, atom->id);
      if (change == NULL)
        continue;
      cell = date_cell (atom->before, atom->after, from);
      with = baton_entity_with (change->after, atom->field, cell);
      baton_entity_unref (change->after);
      change->after = with;
    }
  return changes;
}
