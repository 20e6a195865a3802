/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbering of terms, roles and tiers. Numbers stay the same over edits: what was compiled with them remains valid as
 * long as the ids that it names exist, and a moved term changes nothing but the pre-order numbers. Pre-order numbers are
 * handed out by walking down from the vocabularies without recursion; a term that is not reached so (its parent is
 * missing, or it is its own ancestor) stands alone and in no dimension, and so do those below it.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-taxonomy-private.h"

#include <string.h>

#include "model/baton-audience.h"
#include "model/baton-entity.h"

BatonTaxonomy *
baton_taxonomy_ref (BatonTaxonomy *taxonomy)
{
  g_atomic_ref_count_inc (&taxonomy->refs);
  return taxonomy;
}

void
baton_taxonomy_unref (BatonTaxonomy *taxonomy)
{
  if (!g_atomic_ref_count_dec (&taxonomy->refs))
    return;

  g_hash_table_unref (taxonomy->dimensions);
  g_ptr_array_unref (taxonomy->keys);
  baton_term_names_unref (taxonomy->names);
  g_free (taxonomy->parent);
  g_free (taxonomy->dimension);
  g_free (taxonomy->first);
  g_free (taxonomy->last);
  g_free (taxonomy->order);
  g_free (taxonomy->begin);
  g_free (taxonomy->end);
  g_free (taxonomy);
}

/* ── Making one ──────────────────────────────────────────────────────────────────────────────────────── */

/* BATON_TERM_NONE or BATON_DIMENSION_NONE_INDEX; a program without terms has no numbers to fill. */
static void
fill_with_none (guint32 *numbers,
                guint    n)
{
  for (guint i = 0; i < n; i++)
    numbers[i] = G_MAXUINT32;
}

static void
add_dimension (BatonTaxonomy *taxonomy,
               const char    *key)
{
  char *own;

  if (g_hash_table_contains (taxonomy->dimensions, key))
    return;

  own = g_strdup (key);
  g_hash_table_insert (taxonomy->dimensions, own, GUINT_TO_POINTER (taxonomy->keys->len));
  g_ptr_array_add (taxonomy->keys, own);
}

/* Keeps the numbers of the dimensions of *base* that still exist; the others become holes. */
static void
number_dimensions (BatonTaxonomy       *taxonomy,
                   const BatonTaxonomy *base,
                   GPtrArray           *vocabularies,
                   GPtrArray           *ladders)
{
  GPtrArray *lists[] = { vocabularies, ladders };

  if (base != NULL)
    {
      g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);

      g_hash_table_add (present, (char *) BATON_DIMENSION_ROLE);
      g_hash_table_add (present, (char *) BATON_DIMENSION_ORGANISATION);
      for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
        for (guint i = 0; i < lists[l]->len; i++)
          g_hash_table_add (present, (char *) baton_entity_get_id (lists[l]->pdata[i]));
      for (guint d = 0; d < base->keys->len; d++)
        {
          const char *key = base->keys->pdata[d];

          if (key != NULL && g_hash_table_contains (present, key))
            add_dimension (taxonomy, key);
          else
            g_ptr_array_add (taxonomy->keys, NULL);
        }
    }

  add_dimension (taxonomy, BATON_DIMENSION_ROLE);
  add_dimension (taxonomy, BATON_DIMENSION_ORGANISATION);
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      add_dimension (taxonomy, baton_entity_get_id (lists[l]->pdata[i]));
}

static void
set_names (BatonTaxonomy  *taxonomy,
           BatonTermNames *names)
{
  taxonomy->names = names;
  taxonomy->n_terms = names->n_ids;
  taxonomy->ids = names->ids;
}

static void
number_terms (BatonTaxonomy       *taxonomy,
              const BatonTaxonomy *base,
              GPtrArray          **lists,
              guint                n_lists)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint l = 0; l < n_lists; l++)
    for (guint i = 0; i < lists[l]->len; i++)
      g_ptr_array_add (ids, (char *) baton_entity_get_id (lists[l]->pdata[i]));
  set_names (taxonomy, baton_term_names_new (base != NULL ? base->names : NULL, ids));
}

/* Roles and tiers are flat; a term hangs below a vocabulary or another term. */
static void
place_terms (BatonTaxonomy *taxonomy,
             GPtrArray     *terms,
             GPtrArray     *roles,
             GPtrArray     *tiers)
{
  for (guint i = 0; i < terms->len; i++)
    {
      BatonTerm term = baton_taxonomy_find_term (taxonomy, baton_entity_get_id (terms->pdata[i]));
      const char *parent = baton_entity_get_parent (terms->pdata[i]);
      BatonTerm above = parent != NULL ? baton_taxonomy_find_term (taxonomy, parent) : BATON_TERM_NONE;

      taxonomy->parent[term] = above;
      if (above == BATON_TERM_NONE && parent != NULL)
        taxonomy->dimension[term] = baton_taxonomy_find_dimension (taxonomy, parent);
    }
  for (guint i = 0; i < roles->len; i++)
    {
      BatonTerm term = baton_taxonomy_find_term (taxonomy, baton_entity_get_id (roles->pdata[i]));

      taxonomy->dimension[term] = BATON_DIMENSION_ROLE_INDEX;
    }
  for (guint i = 0; i < tiers->len; i++)
    {
      BatonTerm term = baton_taxonomy_find_term (taxonomy, baton_entity_get_id (tiers->pdata[i]));
      const char *parent = baton_entity_get_parent (tiers->pdata[i]);

      if (parent != NULL)
        taxonomy->dimension[term] = baton_taxonomy_find_dimension (taxonomy, parent);
    }
}

static void
number_term (BatonTaxonomy *taxonomy,
             BatonTerm      term,
             guint32       *number)
{
  taxonomy->first[term] = ++*number;
  taxonomy->order[*number] = term;
}

/* Depth first, with *first_child* as the stack's memory: no recursion, so that depth costs nothing. */
static void
walk_tree (BatonTaxonomy   *taxonomy,
           BatonTerm        root,
           BatonTerm       *first_child,
           const BatonTerm *next_sibling,
           guint32         *number)
{
  BatonTerm t = root;

  number_term (taxonomy, t, number);
  for (;;)
    {
      BatonTerm child = first_child[t];

      if (child != BATON_TERM_NONE)
        {
          first_child[t] = next_sibling[child];
          taxonomy->dimension[child] = taxonomy->dimension[t];
          number_term (taxonomy, child, number);
          t = child;
          continue;
        }
      taxonomy->last[t] = *number;
      if (t == root)
        break;
      t = taxonomy->parent[t];
    }
}

static void
walk_trees (BatonTaxonomy *taxonomy)
{
  guint n = taxonomy->n_terms;
  guint n_dimensions = taxonomy->keys->len;
  g_autofree BatonTerm *first_child = g_new (BatonTerm, n);
  g_autofree BatonTerm *next_sibling = g_new (BatonTerm, n);
  g_autofree BatonTerm *first_root = g_new (BatonTerm, n_dimensions);
  guint32 number = 0;

  fill_with_none (first_child, n);
  fill_with_none (next_sibling, n);
  fill_with_none (first_root, n_dimensions);
  for (BatonTerm t = n; t-- > 0;)
    {
      BatonTerm *head = NULL;

      if (taxonomy->ids[t] == NULL)
        continue;
      if (taxonomy->parent[t] != BATON_TERM_NONE)
        head = &first_child[taxonomy->parent[t]];
      else if (taxonomy->dimension[t] != BATON_DIMENSION_NONE_INDEX)
        head = &first_root[taxonomy->dimension[t]];
      if (head != NULL)
        {
          next_sibling[t] = *head;
          *head = t;
        }
    }

  for (BatonDimension d = 0; d < n_dimensions; d++)
    {
      taxonomy->begin[d] = number + 1;
      for (BatonTerm root = first_root[d]; root != BATON_TERM_NONE; root = next_sibling[root])
        walk_tree (taxonomy, root, first_child, next_sibling, &number);
      taxonomy->end[d] = number + 1;
    }

  for (BatonTerm t = 0; t < n; t++)
    if (taxonomy->ids[t] != NULL && taxonomy->first[t] == 0)
      {
        taxonomy->has_loose = TRUE;
        taxonomy->parent[t] = BATON_TERM_NONE;
        taxonomy->dimension[t] = BATON_DIMENSION_NONE_INDEX;
        number_term (taxonomy, t, &number);
        taxonomy->last[t] = number;
      }
}

/* Numbers the trees that *parent* and *dimension* describe. */
static void
number_trees (BatonTaxonomy *taxonomy)
{
  taxonomy->first = g_new0 (guint32, taxonomy->n_terms);
  taxonomy->last = g_new0 (guint32, taxonomy->n_terms);
  taxonomy->order = g_new0 (BatonTerm, taxonomy->n_terms + 1);
  taxonomy->begin = g_new0 (guint32, taxonomy->keys->len);
  taxonomy->end = g_new0 (guint32, taxonomy->keys->len);
  walk_trees (taxonomy);
  /* A hole begins where nothing ends, and so neither covers nor is covered. */
  for (BatonTerm t = 0; t < taxonomy->n_terms; t++)
    if (taxonomy->ids[t] == NULL)
      taxonomy->first[t] = G_MAXUINT32;
}

BatonTaxonomy *
baton_taxonomy_new (const BatonTaxonomy *base,
                    GPtrArray           *vocabularies,
                    GPtrArray           *terms,
                    GPtrArray           *roles,
                    GPtrArray           *ladders,
                    GPtrArray           *tiers)
{
  BatonTaxonomy *taxonomy = g_new0 (BatonTaxonomy, 1);
  GPtrArray *lists[] = { terms, roles, tiers };

  g_atomic_ref_count_init (&taxonomy->refs);
  taxonomy->keys = g_ptr_array_new_with_free_func (g_free);
  taxonomy->dimensions = g_hash_table_new (g_str_hash, g_str_equal);
  number_dimensions (taxonomy, base, vocabularies, ladders);
  number_terms (taxonomy, base, lists, G_N_ELEMENTS (lists));

  taxonomy->parent = g_new (BatonTerm, taxonomy->n_terms);
  taxonomy->dimension = g_new (BatonDimension, taxonomy->n_terms);
  fill_with_none (taxonomy->parent, taxonomy->n_terms);
  fill_with_none (taxonomy->dimension, taxonomy->n_terms);
  place_terms (taxonomy, terms, roles, tiers);
  number_trees (taxonomy);
  return taxonomy;
}

/* ── A step ──────────────────────────────────────────────────────────────────────────────────────────── */

/* FALSE when it would hang in the air. */
static gboolean
hang (BatonTaxonomy *taxonomy,
      BatonEntity   *entity)
{
  BatonTerm term = baton_taxonomy_find_term (taxonomy, baton_entity_get_id (entity));
  const char *parent = baton_entity_get_parent (entity);

  taxonomy->parent[term] = BATON_TERM_NONE;
  taxonomy->dimension[term] = BATON_DIMENSION_NONE_INDEX;
  if (baton_entity_get_kind (entity) == BATON_KIND_ROLE)
    taxonomy->dimension[term] = BATON_DIMENSION_ROLE_INDEX;
  else if (parent != NULL && baton_entity_get_kind (entity) == BATON_KIND_TERM)
    taxonomy->parent[term] = baton_taxonomy_find_term (taxonomy, parent);
  if (parent != NULL && taxonomy->parent[term] == BATON_TERM_NONE && baton_entity_get_kind (entity) != BATON_KIND_ROLE)
    taxonomy->dimension[term] = baton_taxonomy_find_dimension (taxonomy, parent);
  return taxonomy->parent[term] != BATON_TERM_NONE || taxonomy->dimension[term] != BATON_DIMENSION_NONE_INDEX;
}

/* Nothing may be left below a term that is gone. */
static gboolean
has_orphans (const BatonTaxonomy *taxonomy)
{
  for (BatonTerm t = 0; t < taxonomy->n_terms; t++)
    if (taxonomy->ids[t] != NULL && taxonomy->parent[t] != BATON_TERM_NONE && taxonomy->ids[taxonomy->parent[t]] == NULL)
      return TRUE;
  return FALSE;
}

/* The base's numbers with room for new terms, which hang nowhere yet. */
static guint32 *
copy_numbers (const guint32 *numbers,
              guint          n_base,
              guint          n)
{
  guint32 *copy = g_new (guint32, n);

  memcpy (copy, numbers, n_base * sizeof *copy);
  fill_with_none (copy + n_base, n - n_base);
  return copy;
}

BatonTaxonomy *
baton_taxonomy_edit (BatonTaxonomy       *base,
                     const BatonTermEdit *edits,
                     guint                n_edits)
{
  g_autoptr (BatonTaxonomy) taxonomy = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) came = g_ptr_array_new ();

  if (base->has_loose)
    return NULL;
  for (guint i = 0; i < n_edits; i++)
    {
      if (edits[i].before == NULL)
        g_ptr_array_add (came, (char *) baton_entity_get_id (edits[i].after));
      else if (edits[i].after == NULL)
        g_ptr_array_add (gone, (char *) baton_entity_get_id (edits[i].before));
    }

  taxonomy = g_new0 (BatonTaxonomy, 1);
  g_atomic_ref_count_init (&taxonomy->refs);
  taxonomy->keys = g_ptr_array_ref (base->keys);
  taxonomy->dimensions = g_hash_table_ref (base->dimensions);
  set_names (taxonomy, gone->len + came->len > 0 ? baton_term_names_edit (base->names, gone, came) : baton_term_names_ref (base->names));
  taxonomy->parent = copy_numbers (base->parent, base->n_terms, taxonomy->n_terms);
  taxonomy->dimension = copy_numbers (base->dimension, base->n_terms, taxonomy->n_terms);
  for (guint i = 0; i < n_edits; i++)
    {
      BatonTerm term;

      if (edits[i].after != NULL)
        {
          if (!hang (taxonomy, edits[i].after))
            return NULL;
          continue;
        }
      term = baton_taxonomy_find_term (base, baton_entity_get_id (edits[i].before));
      taxonomy->parent[term] = BATON_TERM_NONE;
      taxonomy->dimension[term] = BATON_DIMENSION_NONE_INDEX;
    }
  if (gone->len > 0 && has_orphans (taxonomy))
    return NULL;
  number_trees (taxonomy);
  return taxonomy->has_loose ? NULL : g_steal_pointer (&taxonomy);
}

/* ── Questions ───────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_taxonomy_get_n_dimensions (const BatonTaxonomy *taxonomy)
{
  return taxonomy->keys->len;
}

const char *
baton_taxonomy_get_dimension_key (const BatonTaxonomy *taxonomy,
                                  BatonDimension       dimension)
{
  return dimension < taxonomy->keys->len ? taxonomy->keys->pdata[dimension] : NULL;
}

BatonDimension
baton_taxonomy_find_dimension (const BatonTaxonomy *taxonomy,
                               const char          *key)
{
  gpointer number;

  if (key != NULL && g_hash_table_lookup_extended (taxonomy->dimensions, key, NULL, &number))
    return GPOINTER_TO_UINT (number);
  return BATON_DIMENSION_NONE_INDEX;
}

guint
baton_taxonomy_get_n_terms (const BatonTaxonomy *taxonomy)
{
  return taxonomy->n_terms;
}

BatonTerm
baton_taxonomy_find_term (const BatonTaxonomy *taxonomy,
                          const char          *id)
{
  return id != NULL ? baton_term_names_lookup (taxonomy->names, id) : BATON_TERM_NONE;
}

const char *
baton_taxonomy_get_term_id (const BatonTaxonomy *taxonomy,
                            BatonTerm            term)
{
  return term < taxonomy->n_terms ? taxonomy->ids[term] : NULL;
}

BatonDimension
baton_taxonomy_get_term_dimension (const BatonTaxonomy *taxonomy,
                                   BatonTerm            term)
{
  return term < taxonomy->n_terms ? taxonomy->dimension[term] : BATON_DIMENSION_NONE_INDEX;
}

BatonTerm
baton_taxonomy_get_term_parent (const BatonTaxonomy *taxonomy,
                                BatonTerm            term)
{
  return term < taxonomy->n_terms ? taxonomy->parent[term] : BATON_TERM_NONE;
}

gboolean
baton_taxonomy_covers (const BatonTaxonomy *taxonomy,
                       BatonTerm            by,
                       BatonTerm            term)
{
  return by < taxonomy->n_terms && term < taxonomy->n_terms && covers (taxonomy, by, term);
}
