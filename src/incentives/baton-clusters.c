/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-clusters.h"

#include <string.h>

#include "incentives/baton-history-private.h"

guint32
baton_clusters_find (guint32 *parents,
                     guint32  node)
{
  while (parents[node] != node)
    {
      parents[node] = parents[parents[node]];
      node = parents[node];
    }
  return node;
}

void
baton_clusters_join (guint32 *parents,
                     guint32  a,
                     guint32  b)
{
  a = baton_clusters_find (parents, a);
  b = baton_clusters_find (parents, b);
  /* The lower number leads, so that the result does not depend on the order of joining. */
  if (a < b)
    parents[b] = a;
  else
    parents[a] = b;
}

guint32 *
baton_clusters_new (BatonRegister *reg)
{
  guint n_organisations = baton_register_get_n_organisations (reg);
  guint n_members = baton_register_get_n_members (reg);
  guint32 *parents = g_new (guint32, MAX (n_organisations + n_members, 1));
  guint n;

  for (guint i = 0; i < n_organisations + n_members; i++)
    parents[i] = i;
  for (guint i = 0; i < n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].parent != BATON_INDEX_NONE)
          baton_clusters_join (parents, i, facts[k].parent);
    }
  for (guint i = 0; i < n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].organisation != BATON_INDEX_NONE)
          baton_clusters_join (parents, n_organisations + i, facts[k].organisation);
    }
  return parents;
}

/* ── Rows of segments ────────────────────────────────────────────────────────────────────────────────── */

void
baton_row_names_look_up (BatonRegister       *reg,
                         const BatonRowTexts *texts,
                         BatonRowNames       *names)
{
  names->organisations = g_new (guint32, (gsize) texts->n + 1);
  names->members = g_new (guint32, (gsize) texts->n + 1);
  names->organisations[0] = names->members[0] = BATON_INDEX_NONE;
  for (guint32 i = 1; i <= texts->n; i++)
    {
      const char *text = baton_row_texts_get (texts, i);

      names->organisations[i] = baton_register_find_organisation (reg, text);
      names->members[i] = baton_register_find_member (reg, text);
    }
}

void
baton_row_names_clear (BatonRowNames *names)
{
  g_free (names->organisations);
  g_free (names->members);
}

void
baton_clusters_join_rows (guint32          *parents,
                          BatonRegister    *reg,
                          BatonHistoryRows *rows)
{
  GPtrArray *segments = baton_history_rows_list (rows);
  guint n_organisations = baton_register_get_n_organisations (reg);

  for (guint i = 0; i < segments->len; i++)
    {
      BatonRows *segment = g_ptr_array_index (segments, i);
      BatonRowNames names;

      baton_row_names_look_up (reg, &segment->names, &names);
      for (guint32 row = 0; row < segment->n; row++)
        {
          guint64 organisation = (guint64) baton_rows_get_value (segment, BATON_ROWS_ORGANISATION, row);
          guint64 member = (guint64) baton_rows_get_value (segment, BATON_ROWS_MEMBER, row);
          guint32 a, b;

          if (MAX (organisation, member) > segment->names.n)
            continue;
          a = names.organisations[organisation];
          b = names.members[member];
          /* Nearly always they stand together as the register has it. */
          if (a != BATON_INDEX_NONE && b != BATON_INDEX_NONE && parents[a] != parents[n_organisations + b])
            baton_clusters_join (parents, a, n_organisations + b);
        }
      baton_row_names_clear (&names);
    }
}

/* Rows while they are picked. */
typedef struct
{
  BatonHistoryRows *rows;
  const guint32    *roots;
  guint             n_organisations;
  guint32           wanted;             /* root */
  BatonRowNames    *names;              /* by segment */
} Picking;

/* Where the organization is unknown, the member tells. */
static gboolean
is_wanted (const Picking *picking,
           guint32        index)
{
  guint32 at;
  guint place = baton_history_rows_locate (picking->rows, index, &at);
  BatonRows *segment = g_ptr_array_index (baton_history_rows_list (picking->rows), place);
  guint64 organisation = (guint64) baton_rows_get_value (segment, BATON_ROWS_ORGANISATION, at);
  guint64 member = (guint64) baton_rows_get_value (segment, BATON_ROWS_MEMBER, at);
  guint32 number;

  if (MAX (organisation, member) > segment->names.n)
    return FALSE;
  number = picking->names[place].organisations[organisation];
  if (number != BATON_INDEX_NONE)
    return picking->roots[number] == picking->wanted;
  number = picking->names[place].members[member];
  return number != BATON_INDEX_NONE && picking->roots[picking->n_organisations + number] == picking->wanted;
}

/* Reversals that somebody outside reported, of events inside. */
static GHashTable *
list_foreign_reversals (const Picking *picking)
{
  GHashTable *found = g_hash_table_new (NULL, NULL);
  guint n;
  const BatonHistoryPair *pairs = baton_history_rows_get_pairs (picking->rows, &n);

  for (guint i = 0; i < n; i++)
    if (pairs[i].original != BATON_EVENT_NONE && is_wanted (picking, pairs[i].original))
      g_hash_table_add (found, GUINT_TO_POINTER (pairs[i].reversal + 1));
  return found;
}

BatonHistory *
baton_clusters_extract (BatonRegister    *reg,
                        BatonHistoryRows *rows,
                        const guint32    *roots,
                        guint             organisation,
                        guint             member,
                        GArray           *indices)
{
  GPtrArray *segments = baton_history_rows_list (rows);
  g_autofree BatonRowNames *names = g_new0 (BatonRowNames, MAX (segments->len, 1));
  Picking picking = { .rows = rows, .roots = roots, .n_organisations = baton_register_get_n_organisations (reg), .names = names };
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  g_autoptr (GHashTable) reversals = NULL;

  picking.wanted = roots[organisation != BATON_INDEX_NONE ? organisation : picking.n_organisations + member];
  for (guint i = 0; i < segments->len; i++)
    baton_row_names_look_up (reg, &((BatonRows *) g_ptr_array_index (segments, i))->names, &names[i]);
  reversals = list_foreign_reversals (&picking);
  for (guint i = 0; i < baton_history_rows_get_n (rows); i++)
    {
      BatonEvent event;

      if (!is_wanted (&picking, i) && !g_hash_table_contains (reversals, GUINT_TO_POINTER (i + 1)))
        continue;
      baton_history_rows_get_event (rows, i, strings, &event);
      baton_history_builder_add (builder, &event);
      if (indices != NULL)
        g_array_append_val (indices, i);
    }
  for (guint i = 0; i < segments->len; i++)
    baton_row_names_clear (&names[i]);
  return baton_history_builder_finish (builder, NULL);
}
