/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Postings by term, and the sets of contents made from them. What a term covers is a range of pre-order numbers, so the
 * contents below a term are the union of the postings in that range: cheap for a leaf, and no closure to keep up to date
 * when a term moves.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-content-table.h"

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

/* Words come by the dozen, so that a few new contents do not make every ground longer. */
#define SLOTS_PER_STEP 1024

/* ── The table ───────────────────────────────────────────────────────────────────────────────────────── */

BatonContentTable *
baton_content_table_new (guint n_slots,
                         guint n_terms)
{
  BatonContentTable *table = g_new0 (BatonContentTable, 1);

  g_atomic_ref_count_init (&table->refs);
  table->n_slots = n_slots;
  table->n_words = (n_slots + SLOTS_PER_STEP - 1) / SLOTS_PER_STEP * (SLOTS_PER_STEP / 64);
  table->n_terms = n_terms;
  table->present = bits_new (table->n_words);
  table->entities = g_new0 (BatonEntity *, n_slots);
  table->tags = g_new0 (BatonTermSet *, n_slots);
  table->postings = g_new0 (GArray *, n_terms);
  return table;
}

BatonContentTable *
baton_content_table_copy (const BatonContentTable *table,
                          guint                    n_slots,
                          guint                    n_terms)
{
  BatonContentTable *copy = baton_content_table_new (n_slots, n_terms);

  g_return_val_if_fail (n_slots >= table->n_slots && n_terms >= table->n_terms, copy);

  copy->n_missing = table->n_missing;
  memcpy (copy->present, table->present, table->n_words * sizeof *copy->present);
  memcpy (copy->entities, table->entities, table->n_slots * sizeof *copy->entities);
  memcpy (copy->tags, table->tags, table->n_slots * sizeof *copy->tags);
  for (guint t = 0; t < table->n_terms; t++)
    if (table->postings[t] != NULL)
      copy->postings[t] = g_array_ref (table->postings[t]);
  return copy;
}

BatonContentTable *
baton_content_table_ref (BatonContentTable *table)
{
  g_atomic_ref_count_inc (&table->refs);
  return table;
}

void
baton_content_table_unref (BatonContentTable *table)
{
  if (!g_atomic_ref_count_dec (&table->refs))
    return;

  for (guint t = 0; t < table->n_terms; t++)
    g_clear_pointer (&table->postings[t], g_array_unref);
  g_free (table->postings);
  g_free (table->order);
  g_free (table->present);
  g_free (table->entities);
  g_free (table->tags);
  g_free (table);
}

/* Where *slot* stands, or would stand, in a rising array. */
static guint
find_place (GArray  *posting,
            guint32  slot)
{
  guint low = 0;
  guint high = posting->len;

  /* Tables are mostly filled in rising order. */
  if (high > 0 && g_array_index (posting, guint32, high - 1) < slot)
    return high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (posting, guint32, middle) < slot)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_posting (BatonContentTable *table,
             BatonTerm          term,
             guint32            slot)
{
  GArray *posting = table->postings[term];

  if (posting == NULL)
    posting = table->postings[term] = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_insert_val (posting, find_place (posting, slot), slot);
}

/* Postings may be shared with other tables, so the changed one is a new one. */
static void
replace_posting (BatonContentTable *table,
                 BatonTerm          term,
                 guint32            slot,
                 gboolean           present)
{
  g_autoptr (GArray) old = g_steal_pointer (&table->postings[term]);

  if (old != NULL)
    table->postings[term] = g_array_copy (old);
  if (present)
    {
      add_posting (table, term, slot);
    }
  else if (old != NULL)
    {
      guint place = find_place (old, slot);

      if (place < old->len && g_array_index (old, guint32, place) == slot)
        g_array_remove_index (table->postings[term], place);
    }
}

void
baton_content_table_append (BatonContentTable *table,
                            guint              slot,
                            BatonEntity       *entity,
                            BatonTermSet      *tags)
{
  for (guint i = 0; i < tags->n_terms; i++)
    add_posting (table, tags->terms[i], slot);
  table->n_missing += tags->has_missing;
  table->entities[slot] = entity;
  table->tags[slot] = tags;
  bits_set (table->present, slot);
}

void
baton_content_table_set (BatonContentTable *table,
                         guint              slot,
                         BatonEntity       *entity,
                         BatonTermSet      *tags)
{
  BatonTermSet *old = table->tags[slot];

  for (guint i = 0; old != NULL && i < old->n_terms; i++)
    replace_posting (table, old->terms[i], slot, FALSE);
  for (guint i = 0; tags != NULL && i < tags->n_terms; i++)
    replace_posting (table, tags->terms[i], slot, TRUE);

  table->n_missing += (tags != NULL && tags->has_missing) - (old != NULL && old->has_missing);
  table->entities[slot] = entity;
  table->tags[slot] = tags;
  if (entity != NULL)
    bits_set (table->present, slot);
  else
    bits_clear (table->present, slot);
}

void
baton_content_table_set_order (BatonContentTable *table,
                               GArray            *slots)
{
  g_free (table->order);
  table->n_listed = slots->len;
  table->order = g_memdup2 (slots->data, slots->len * sizeof (guint32));
}

/* ── Sets of contents ────────────────────────────────────────────────────────────────────────────────── */

static inline void
add_term (const BatonContentTable *table,
          BatonTerm                term,
          BatonWord               *bits)
{
  const GArray *posting = term < table->n_terms ? table->postings[term] : NULL;

  for (guint i = 0; posting != NULL && i < posting->len; i++)
    bits_set (bits, g_array_index (posting, guint32, i));
}

static inline void
remove_term (const BatonContentTable *table,
             BatonTerm                term,
             BatonWord               *bits)
{
  const GArray *posting = term < table->n_terms ? table->postings[term] : NULL;

  for (guint i = 0; posting != NULL && i < posting->len; i++)
    bits_clear (bits, g_array_index (posting, guint32, i));
}

void
baton_content_table_add_covered (const BatonContentTable *table,
                                 const BatonTaxonomy     *taxonomy,
                                 BatonTerm                term,
                                 BatonWord               *bits)
{
  for (guint32 number = taxonomy->first[term]; number <= taxonomy->last[term]; number++)
    add_term (table, taxonomy->order[number], bits);
}

void
baton_content_table_add_tagged (const BatonContentTable *table,
                                const BatonTaxonomy     *taxonomy,
                                BatonDimension           dimension,
                                BatonWord               *bits)
{
  if (dimension == BATON_DIMENSION_NONE_INDEX)
    return;
  for (guint32 number = taxonomy->begin[dimension]; number < taxonomy->end[dimension]; number++)
    add_term (table, taxonomy->order[number], bits);
}

/* Takes away the contents with a tag of the dimension that none of the terms covers. */
static void
remove_others (const BatonContentTable *table,
               const BatonTaxonomy     *taxonomy,
               BatonDimension           dimension,
               const BatonTerm         *terms,
               gsize                    n_terms,
               BatonWord               *bits)
{
  for (guint32 number = taxonomy->begin[dimension]; number < taxonomy->end[dimension]; number++)
    {
      gboolean covered = FALSE;

      for (gsize i = 0; i < n_terms && !covered; i++)
        covered = taxonomy->first[terms[i]] <= number && number <= taxonomy->last[terms[i]];
      if (!covered)
        remove_term (table, taxonomy->order[number], bits);
    }
}

void
baton_content_table_add_own (const BatonContentTable *table,
                             const BatonTaxonomy     *taxonomy,
                             BatonDimension           dimension,
                             const BatonProfile      *profile,
                             BatonWord               *bits)
{
  gsize n_held;
  const BatonTerm *held = baton_term_set_get_dimension (profile->terms[BATON_SIDE_MEMBER], dimension, &n_held);

  if (n_held == 0)
    return;
  for (gsize i = 0; i < n_held; i++)
    baton_content_table_add_covered (table, taxonomy, held[i], bits);
  remove_others (table, taxonomy, dimension, held, n_held, bits);
}

void
baton_content_table_add_addressed (const BatonContentTable *table,
                                   const BatonTaxonomy     *taxonomy,
                                   BatonDimension           dimension,
                                   const BatonProfile      *profile,
                                   BatonWord               *bits)
{
  gsize n_held;
  const BatonTerm *held = baton_term_set_get_dimension (profile->terms[BATON_SIDE_MEMBER], dimension, &n_held);

  baton_content_table_add_tagged (table, taxonomy, dimension, bits);
  for (gsize w = 0; w < table->n_words; w++)
    bits[w] = table->present[w] & ~bits[w];
  for (gsize i = 0; i < n_held; i++)
    for (BatonTerm t = held[i]; t != BATON_TERM_NONE; t = taxonomy->parent[t])
      add_term (table, t, bits);
}

/* ── Grounds ─────────────────────────────────────────────────────────────────────────────────────────── */

static BatonGround *
ground_new_empty (gsize n_words)
{
  BatonGround *ground = g_malloc0 (sizeof *ground + MAX (n_words, 1) * sizeof *ground->bits);

  g_atomic_ref_count_init (&ground->refs);
  ground->n_words = n_words;
  return ground;
}

BatonGround *
baton_ground_copy (const BatonGround *ground,
                   gsize              n_words)
{
  BatonGround *copy = ground_new_empty (n_words);

  memcpy (copy->bits, ground->bits, MIN (n_words, ground->n_words) * sizeof *copy->bits);
  return copy;
}

BatonGround *
baton_ground_ref (BatonGround *ground)
{
  g_atomic_ref_count_inc (&ground->refs);
  return ground;
}

void
baton_ground_unref (BatonGround *ground)
{
  if (g_atomic_ref_count_dec (&ground->refs))
    g_free (ground);
}

/* The contents that meet one condition; *bits* is empty. */
static void
add_condition (const BatonContentTable *table,
               const BatonTaxonomy     *taxonomy,
               const BatonCondition    *condition,
               BatonWord               *bits)
{
  switch (condition->match)
    {
    case BATON_MATCH_ANY:
      for (guint i = 0; i < condition->n_terms; i++)
        baton_content_table_add_covered (table, taxonomy, condition->terms[i], bits);
      break;
    case BATON_MATCH_ONLY:
      if (condition->n_terms == 0)
        break;
      for (guint i = 0; i < condition->n_terms; i++)
        baton_content_table_add_covered (table, taxonomy, condition->terms[i], bits);
      remove_others (table, taxonomy, condition->dimension, condition->terms, condition->n_terms, bits);
      break;
    case BATON_MATCH_NONE:
      for (guint i = 0; i < condition->n_terms; i++)
        baton_content_table_add_covered (table, taxonomy, condition->terms[i], bits);
      for (gsize w = 0; w < table->n_words; w++)
        bits[w] = table->present[w] & ~bits[w];
      break;
    case BATON_MATCH_ALL:
      if (condition->n_missing > 0)
        break;
      baton_content_table_add_tagged (table, taxonomy, condition->dimension, bits);
      for (guint i = 0; i < condition->n_terms; i++)
        {
          g_autofree BatonWord *one = bits_new (table->n_words);

          baton_content_table_add_covered (table, taxonomy, condition->terms[i], one);
          bits_and (bits, one, table->n_words);
        }
      break;
    case BATON_N_MATCHES:
    default:
      break;
    }
}

/* Organisations are the register's: no content has one. */
void
baton_content_table_narrow (const BatonContentTable *table,
                            const BatonTaxonomy     *taxonomy,
                            const BatonCondition    *condition,
                            BatonWord               *scratch,
                            BatonWord               *bits)
{
  if (condition->type != BATON_CLAUSE_TERMS || condition->side != BATON_SIDE_CONTENT)
    return;

  if (condition->organisations != NULL)
    {
      if (condition->match != BATON_MATCH_NONE)
        memset (bits, 0, table->n_words * sizeof *bits);
      return;
    }
  memset (scratch, 0, table->n_words * sizeof *scratch);
  add_condition (table, taxonomy, condition, scratch);
  bits_and (bits, scratch, table->n_words);
}

BatonGround *
baton_ground_new (const BatonContentTable *table,
                  const BatonTaxonomy     *taxonomy,
                  const BatonRule         *rule)
{
  BatonGround *ground = ground_new_empty (table->n_words);
  g_autofree BatonWord *scratch = bits_new (table->n_words);
  const BatonAudience *audiences[] = { rule->who, rule->what };

  memcpy (ground->bits, table->present, table->n_words * sizeof *ground->bits);
  for (guint a = 0; a < G_N_ELEMENTS (audiences); a++)
    for (guint i = 0; i < audiences[a]->conditions->len; i++)
      baton_content_table_narrow (table, taxonomy, &g_array_index (audiences[a]->conditions, BatonCondition, i), scratch,
                                  ground->bits);
  return ground;
}
