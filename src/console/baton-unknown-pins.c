/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-unknown-pins.h"

static void
unknown_pins_free (gpointer data)
{
  BatonUnknownPins *unknown = data;

  g_free (unknown->ladder);
  g_free (unknown->holder);
  g_free (unknown);
}

/* An exception names its holder by id or by name, as the engine reads it. */
static void
drop_by_id (GHashTable    *holders,
            BatonRegister *reg,
            gboolean       members)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, holders);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if ((members ? baton_register_find_member (reg, id) : baton_register_find_organisation (reg, id)) != BATON_INDEX_NONE)
      g_hash_table_iter_remove (&iter);
}

static void
drop_by_name (GHashTable    *holders,
              BatonRegister *reg,
              gboolean       members,
              GCancellable  *cancellable)
{
  guint n = members ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg), n_facts;

  for (guint i = 0; i < n && g_hash_table_size (holders) > 0 && !g_cancellable_is_cancelled (cancellable); i++)
    if (members)
      {
        const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n_facts);

        for (guint j = 0; j < n_facts; j++)
          if (facts[j].name != NULL)
            g_hash_table_remove (holders, facts[j].name);
      }
    else
      {
        const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n_facts);

        for (guint j = 0; j < n_facts; j++)
          if (facts[j].name != NULL)
            g_hash_table_remove (holders, facts[j].name);
      }
}

/* Whom the ladder's exceptions name that are not over: a set of borrowed texts. */
static GHashTable *
list_holders (const BatonValue *pins,
              BatonDay          day)
{
  GHashTable *holders = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < baton_value_get_length (pins); i++)
    {
      const BatonValue *pin = baton_value_get_element (pins, i);
      const char *holder = baton_value_get_member_string (pin, "holder");

      if (holder != NULL && baton_window_from_value (baton_value_get_member (pin, "window")).through >= day)
        g_hash_table_add (holders, (gpointer) holder);
    }
  return holders;
}

static BatonUnknownPins *
check_ladder (const BatonEntity *ladder,
              BatonRegister     *reg,
              BatonDay           day,
              GCancellable      *cancellable)
{
  const BatonValue *pins = baton_entity_get (ladder, BATON_FIELD_TIER_LADDER_PINS);
  gboolean members = g_strcmp0 (baton_entity_get_string (ladder, BATON_FIELD_TIER_LADDER_HOLDER), "member") == 0;
  g_autoptr (GHashTable) holders = list_holders (pins, day);
  BatonUnknownPins *unknown;

  drop_by_id (holders, reg, members);
  drop_by_name (holders, reg, members, cancellable);
  if (g_hash_table_size (holders) == 0)
    return NULL;
  unknown = g_new0 (BatonUnknownPins, 1);
  unknown->ladder = g_strdup (baton_entity_get_id (ladder));
  for (gsize i = 0; i < baton_value_get_length (pins) && unknown->holder == NULL; i++)
    {
      const char *holder = baton_value_get_member_string (baton_value_get_element (pins, i), "holder");

      if (holder != NULL && g_hash_table_contains (holders, holder))
        unknown->holder = g_strdup (holder);
    }
  unknown->n = g_hash_table_size (holders);
  return unknown;
}

GPtrArray *
baton_unknown_pins_find (BatonSnapshot *snapshot,
                         BatonRegister *reg,
                         BatonDay       day,
                         GCancellable  *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (unknown_pins_free);
  const GPtrArray *ladders = baton_snapshot_list (snapshot, BATON_KIND_TIER_LADDER);

  if (baton_register_get_n_organisations (reg) == 0)
    return found;
  for (guint i = 0; i < ladders->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      BatonUnknownPins *unknown = check_ladder (g_ptr_array_index (ladders, i), reg, day, cancellable);

      /* Who stopped halfway knows nothing of the rest. */
      if (unknown != NULL && !g_cancellable_is_cancelled (cancellable))
        g_ptr_array_add (found, unknown);
      else if (unknown != NULL)
        unknown_pins_free (unknown);
    }
  return found;
}
