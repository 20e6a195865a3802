/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Term sets: a few terms, sorted so that those of one dimension lie together. Holders have a handful of terms, so a
 * dimension is found by walking, and all of it is one block of memory.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

static inline gboolean
goes_before (const BatonTaxonomy *taxonomy,
             BatonTerm            one,
             BatonTerm            other)
{
  BatonDimension one_dimension = taxonomy->dimension[one];
  BatonDimension other_dimension = taxonomy->dimension[other];

  return one_dimension != other_dimension ? one_dimension < other_dimension : one < other;
}

static int
compare_terms (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const BatonTaxonomy *taxonomy = user_data;
  BatonTerm one = *(const BatonTerm *) a;
  BatonTerm other = *(const BatonTerm *) b;

  return goes_before (taxonomy, one, other) ? -1 : one != other;
}

/* A call for each comparison costs more than a handful of terms is worth. */
#define MAX_INSERTED 16

static void
sort_terms (BatonTaxonomy *taxonomy,
            BatonTerm     *terms,
            guint          n_terms)
{
  if (n_terms > MAX_INSERTED)
    {
      g_qsort_with_data (terms, (int) n_terms, sizeof *terms, compare_terms, taxonomy);
      return;
    }
  for (guint i = 1; i < n_terms; i++)
    {
      BatonTerm term = terms[i];
      guint place = i;

      for (; place > 0 && goes_before (taxonomy, term, terms[place - 1]); place--)
        terms[place] = terms[place - 1];
      terms[place] = term;
    }
}

BatonTermSet *
baton_term_set_new_from_terms (BatonTaxonomy   *taxonomy,
                               const BatonTerm *terms,
                               gsize            n_terms)
{
  BatonTermSet *set = g_malloc (sizeof *set + n_terms * (sizeof *set->terms + sizeof *set->dimensions));
  guint kept = 0;

  g_atomic_ref_count_init (&set->refs);
  set->n_terms = 0;
  set->terms = (BatonTerm *) (set + 1);
  set->dimensions = (BatonDimension *) (set->terms + n_terms);
  for (gsize i = 0; i < n_terms; i++)
    if (baton_taxonomy_get_term_id (taxonomy, terms[i]) != NULL)
      set->terms[set->n_terms++] = terms[i];
  set->has_missing = set->n_terms < n_terms;
  sort_terms (taxonomy, set->terms, set->n_terms);
  for (guint i = 0; i < set->n_terms; i++)
    if (i == 0 || set->terms[i] != set->terms[i - 1])
      set->terms[kept++] = set->terms[i];
  set->n_terms = kept;

  for (guint i = 0; i < kept; i++)
    set->dimensions[i] = taxonomy->dimension[set->terms[i]];
  return set;
}

BatonTermSet *
baton_term_set_new (BatonTaxonomy    *taxonomy,
                    const BatonValue *ids)
{
  gsize length = baton_value_is (ids, BATON_VALUE_ARRAY) ? baton_value_get_length (ids) : 0;
  g_autofree BatonTerm *terms = g_new (BatonTerm, length);

  for (gsize i = 0; i < length; i++)
    terms[i] = baton_taxonomy_find_term (taxonomy, baton_value_get_string (baton_value_get_element (ids, i)));
  return baton_term_set_new_from_terms (taxonomy, terms, length);
}

BatonTermSet *
baton_term_set_ref (BatonTermSet *set)
{
  g_atomic_ref_count_inc (&set->refs);
  return set;
}

void
baton_term_set_unref (BatonTermSet *set)
{
  if (g_atomic_ref_count_dec (&set->refs))
    g_free (set);
}

const BatonTerm *
baton_term_set_get (const BatonTermSet *set,
                    gsize              *n_terms)
{
  *n_terms = set != NULL ? set->n_terms : 0;
  return set != NULL ? set->terms : NULL;
}

const BatonTerm *
baton_term_set_get_dimension (const BatonTermSet *set,
                              BatonDimension      dimension,
                              gsize              *n_terms)
{
  guint begin = 0;
  guint end;

  *n_terms = 0;
  if (set == NULL || dimension == BATON_DIMENSION_NONE_INDEX)
    return NULL;

  while (begin < set->n_terms && set->dimensions[begin] < dimension)
    begin++;
  for (end = begin; end < set->n_terms && set->dimensions[end] == dimension;)
    end++;
  *n_terms = end - begin;
  return set->terms + begin;
}
