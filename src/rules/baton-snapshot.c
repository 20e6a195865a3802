/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a snapshot answers about the entities themselves. How it is made is baton-snapshot-compile.c.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-snapshot-private.h"

#include <string.h>

#include "model/baton-text.h"

BatonSnapshot *
baton_snapshot_ref (BatonSnapshot *snapshot)
{
  g_atomic_ref_count_inc (&snapshot->refs);
  return snapshot;
}

void
baton_snapshot_unref (BatonSnapshot *snapshot)
{
  if (!g_atomic_ref_count_dec (&snapshot->refs))
    return;

  /* A step that could not be taken leaves a snapshot half made. */
  g_clear_pointer (&snapshot->grounds, g_ptr_array_unref);
  g_clear_pointer (&snapshot->contents, baton_content_table_unref);
  g_clear_pointer (&snapshot->rules, baton_rule_index_unref);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_clear_pointer (&snapshot->lists[kind], g_ptr_array_unref);
      g_clear_pointer (&snapshot->depths[kind], g_byte_array_unref);
    }
  g_clear_pointer (&snapshot->nodes, baton_node_table_free);
  g_clear_pointer (&snapshot->taxonomy, baton_taxonomy_unref);
  g_clear_pointer (&snapshot->locales, baton_locales_unref);
  g_free (snapshot);
}

guint64
baton_snapshot_get_generation (const BatonSnapshot *snapshot)
{
  return snapshot->generation;
}

BatonTaxonomy *
baton_snapshot_get_taxonomy (const BatonSnapshot *snapshot)
{
  return snapshot->taxonomy;
}

/* ── Entities ────────────────────────────────────────────────────────────────────────────────────────── */

BatonEntity *
baton_snapshot_get_root (const BatonSnapshot *snapshot)
{
  GPtrArray *roots = snapshot->lists[BATON_KIND_PROGRAM];

  return roots->len > 0 ? roots->pdata[0] : NULL;
}

BatonEntity *
baton_snapshot_lookup (const BatonSnapshot *snapshot,
                       const char          *id)
{
  BatonNode *node = id != NULL ? baton_node_table_lookup (snapshot->nodes, id) : NULL;

  return node != NULL ? node->entity : NULL;
}

BatonEntity *
baton_snapshot_lookup_kind (const BatonSnapshot *snapshot,
                            const char          *id,
                            BatonKind            kind)
{
  BatonEntity *entity = baton_snapshot_lookup (snapshot, id);

  return entity != NULL && baton_entity_get_kind (entity) == kind ? entity : NULL;
}

GPtrArray *
baton_snapshot_list (const BatonSnapshot *snapshot,
                     BatonKind            kind)
{
  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, NULL);

  return snapshot->lists[kind];
}

GPtrArray *
baton_snapshot_list_children (const BatonSnapshot *snapshot,
                              BatonKind            kind,
                              const char          *parent)
{
  GPtrArray *children = g_ptr_array_new ();
  GPtrArray *all = baton_snapshot_list (snapshot, kind);

  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (baton_entity_get_parent (all->pdata[i]), parent) == 0)
      g_ptr_array_add (children, all->pdata[i]);
  return children;
}

BatonTermSet *
baton_snapshot_get_tags (const BatonSnapshot *snapshot,
                         const char          *content_id)
{
  BatonNode *node = content_id != NULL ? baton_node_table_lookup (snapshot->nodes, content_id) : NULL;

  return node != NULL ? node->tags : NULL;
}

BatonAudience *
baton_snapshot_get_audience (const BatonSnapshot *snapshot,
                             const char          *entity_id,
                             BatonField           field)
{
  static BatonAudience *everybody = NULL;
  BatonNode *node = entity_id != NULL ? baton_node_table_lookup (snapshot->nodes, entity_id) : NULL;
  int index = baton_node_find_audience (field);

  g_return_val_if_fail (index >= 0, NULL);

  if (node != NULL && baton_entity_get_kind (node->entity) == baton_schema_get_field (field)->kind
      && node->audiences[index] != NULL)
    return node->audiences[index];

  /* A constant of the process, like an empty string. */
  if (g_once_init_enter (&everybody))
    g_once_init_leave (&everybody, baton_audience_new_everybody ());
  return everybody;
}

static const BatonValue *
find_named_audience (const char *id,
                     gpointer    user_data)
{
  return baton_audience_read_named (baton_snapshot_lookup_kind (user_data, id, BATON_KIND_AUDIENCE));
}

BatonAudience *
baton_audience_compile (const BatonSnapshot *snapshot,
                        const BatonValue    *value,
                        BatonSide            side)
{
  return baton_audience_compile_full (snapshot->taxonomy, value, side, find_named_audience, (gpointer) snapshot);
}

gboolean
baton_snapshot_is_shown (const BatonSnapshot *snapshot,
                         const BatonEntity   *content,
                         gint32               day)
{
  enum { DRAFT, PUBLISHED, ARCHIVED };

  return baton_entity_get_choice (content, BATON_FIELD_CONTENT_STATE, PUBLISHED) == PUBLISHED
         && baton_window_contains (baton_window_from_value (baton_entity_get (content, BATON_FIELD_CONTENT_WINDOW)), day);
}

/* ── Texts ───────────────────────────────────────────────────────────────────────────────────────────── */

const char *
baton_snapshot_get_source_locale (const BatonSnapshot *snapshot)
{
  return baton_locales_get_source (snapshot->locales);
}

const char * const *
baton_snapshot_get_locale_chain (const BatonSnapshot *snapshot,
                                 const char          *tag)
{
  return baton_locales_get_chain (snapshot->locales, tag);
}

const char *
baton_snapshot_text (const BatonSnapshot *snapshot,
                     const BatonValue    *text,
                     const char          *tag,
                     const char         **found)
{
  if (found != NULL)
    *found = NULL;
  if (text == NULL)
    return "";
  if (tag == NULL)
    return baton_text_get_source (text);
  return baton_text_lookup (text, baton_snapshot_get_locale_chain (snapshot, tag), found);
}

const char *
baton_snapshot_get_name (const BatonSnapshot *snapshot,
                         const char          *id,
                         const char          *tag)
{
  BatonEntity *entity = baton_snapshot_lookup (snapshot, id);
  BatonField field = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity))->name_field
                                    : BATON_FIELD_NONE;
  const char *name = field != BATON_FIELD_NONE
                         ? baton_snapshot_text (snapshot, baton_entity_get (entity, field), tag, NULL) : "";

  return *name != '\0' ? name : id;
}

const char *
baton_snapshot_get_word (const BatonSnapshot *snapshot,
                         const char          *key,
                         const char          *tag,
                         const char         **found)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PORTAL_WORD_KEY);
  GPtrArray *words = snapshot->lists[BATON_KIND_PORTAL_WORD];
  int choice;

  for (guint i = 0; i < words->len; i++)
    if (g_strcmp0 (baton_entity_get_string (words->pdata[i], BATON_FIELD_PORTAL_WORD_KEY), key) == 0)
      return baton_snapshot_text (snapshot, baton_entity_get (words->pdata[i], BATON_FIELD_PORTAL_WORD_TEXT), tag, found);

  if (found != NULL)
    *found = NULL;
  choice = baton_schema_find_choice (field, key);
  return choice >= 0 ? baton_label_get_text (field->choices[choice].label) : key;
}

/* ── Bytes ───────────────────────────────────────────────────────────────────────────────────────────── */

gsize
baton_snapshot_count_bytes (const BatonSnapshot *snapshot)
{
  const BatonRuleIndex *rules = snapshot->rules;
  const BatonContentTable *contents = snapshot->contents;
  gsize n_words = rules->n_rules * contents->n_words;
  gsize n_postings = 0;

  for (int half = 0; half < BATON_N_HALVES; half++)
    n_words += rules->halves[half].n_rows * rules->n_words;
  for (guint t = 0; t < contents->n_terms; t++)
    n_postings += contents->postings[t] != NULL ? contents->postings[t]->len : 0;
  return n_words * sizeof (BatonWord) + n_postings * sizeof (guint32);
}

/* Of each dimension that rules name: those that name it, and the row of one term. */
gsize
baton_snapshot_count_question_bytes (const BatonSnapshot *snapshot)
{
  const BatonRuleIndex *rules = snapshot->rules;
  gsize n_sets = 1 + BATON_N_OUTCOMES;

  for (int half = 0; half < BATON_N_HALVES; half++)
    for (guint l = 0; l < BATON_N_LAYERS; l++)
      n_sets += 2 * rules->halves[half].dimensions[l]->len;
  return n_sets * rules->n_words * sizeof (BatonWord);
}
