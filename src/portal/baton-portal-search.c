/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search: the index of all content in all of the program's languages, and one member's results within what they may view.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility.h"

#include "model/baton-rich-text.h"

#include <string.h>

/* More results than anybody reads; a page of them stays small. */
#define MOST_RESULTS 50

/* ── The index ───────────────────────────────────────────────────────────────────────────────────────── */

/* Every language of the program, the source among them. (transfer full) */
static GPtrArray *
list_locales (const BatonSnapshot *snapshot)
{
  GPtrArray *entities = baton_snapshot_list (snapshot, BATON_KIND_LOCALE);
  GPtrArray *tags = g_ptr_array_new ();

  g_ptr_array_add (tags, (gpointer) baton_snapshot_get_source_locale (snapshot));
  for (guint i = 0; i < entities->len; i++)
    {
      const char *tag = baton_entity_get_string (g_ptr_array_index (entities, i), BATON_FIELD_LOCALE_TAG);

      if (tag != NULL && !g_ptr_array_find_with_equal_func (tags, tag, g_str_equal, NULL))
        g_ptr_array_add (tags, (gpointer) tag);
    }
  return tags;
}

/* What a reader of *tag* is shown; *own* (inout) becomes TRUE where it is written for just that language. */
static const char *
read_text (const BatonSnapshot *snapshot,
           const BatonEntity   *entity,
           BatonField           field,
           const char          *tag,
           gboolean            *own)
{
  const char *found = NULL;
  const char *text = baton_snapshot_text (snapshot, baton_entity_get (entity, field), tag, &found);

  *own = *own || g_strcmp0 (found, tag) == 0;
  return text;
}

/* Boosts and filters by a term mean everything below it too. */
static void
add_tags (BatonSearchBuilder  *builder,
          const BatonSnapshot *snapshot,
          const char          *id)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (snapshot);
  gsize n = 0;
  const BatonTerm *terms = baton_term_set_get (baton_snapshot_get_tags (snapshot, id), &n);

  for (gsize i = 0; i < n; i++)
    for (BatonTerm term = terms[i]; term != BATON_TERM_NONE; term = baton_taxonomy_get_term_parent (taxonomy, term))
      {
        const char *term_id = baton_taxonomy_get_term_id (taxonomy, term);

        if (term_id != NULL)
          baton_search_builder_tag (builder, id, term_id);
      }
}

/* In a language in which nothing of it is written, a content is not entered: it is searched in the next of the reader's
 * languages, and at last in the source. A term is searched by its name and its other words. */
static void
add_content (BatonSearchBuilder  *builder,
             const BatonSnapshot *snapshot,
             const BatonEntity   *content,
             const char          *tag)
{
  gboolean own = strcmp (tag, baton_snapshot_get_source_locale (snapshot)) == 0;
  const char *title = read_text (snapshot, content, BATON_FIELD_CONTENT_NAME, tag, &own);
  const char *summary = read_text (snapshot, content, BATON_FIELD_CONTENT_SUMMARY, tag, &own);
  const char *markup = read_text (snapshot, content, BATON_FIELD_CONTENT_BODY, tag, &own);
  const BatonValue *tags = baton_entity_get (content, BATON_FIELD_CONTENT_TAGS);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *body = NULL;

  for (gsize i = 0; i < baton_value_get_length (tags); i++)
    {
      const char *term_id = baton_value_get_string (baton_value_get_element (tags, i));
      const BatonEntity *term = term_id != NULL ? baton_snapshot_lookup_kind (snapshot, term_id, BATON_KIND_TERM) : NULL;

      if (term == NULL)
        continue;
      g_string_append (words, read_text (snapshot, term, BATON_FIELD_TERM_NAME, tag, &own));
      g_string_append_c (words, '\n');
      g_string_append (words, read_text (snapshot, term, BATON_FIELD_TERM_SYNONYMS, tag, &own));
      g_string_append_c (words, '\n');
    }
  if (!own)
    return;
  body = baton_rich_text_to_plain (markup);
  baton_search_builder_add (builder, baton_entity_get_id (content), tag, title, summary, body, words->str);
}

BatonSearchIndex *
baton_portal_index_new (BatonSnapshot  *snapshot,
                        GError        **error)
{
  g_autoptr (BatonSearchBuilder) builder = baton_search_builder_new ();
  g_autoptr (GPtrArray) locales = NULL;
  GPtrArray *contents;

  g_return_val_if_fail (snapshot != NULL, NULL);

  locales = list_locales (snapshot);
  contents = baton_snapshot_list (snapshot, BATON_KIND_CONTENT);
  for (guint i = 0; i < contents->len; i++)
    {
      const BatonEntity *content = g_ptr_array_index (contents, i);

      add_tags (builder, snapshot, baton_entity_get_id (content));
      for (guint j = 0; j < locales->len; j++)
        add_content (builder, snapshot, content, g_ptr_array_index (locales, j));
    }
  return baton_search_builder_finish (builder, error);
}

/* ── One member's results ────────────────────────────────────────────────────────────────────────────── */

static const BatonEntity *
find_profile (BatonResolver *r)
{
  GPtrArray *profiles = baton_snapshot_list (r->snapshot, BATON_KIND_SEARCH_PROFILE);

  for (guint i = 0; i < profiles->len; i++)
    if (baton_is_visible (r, g_ptr_array_index (profiles, i), NULL))
      return g_ptr_array_index (profiles, i);
  return NULL;
}

static gboolean
is_tagged (BatonResolver *r,
           const char    *content,
           const char    *term)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  BatonTerm wanted = baton_taxonomy_find_term (taxonomy, term);
  gsize n = 0;
  const BatonTerm *terms = baton_term_set_get (baton_snapshot_get_tags (r->snapshot, content), &n);

  for (gsize i = 0; i < n && wanted != BATON_TERM_NONE; i++)
    if (baton_taxonomy_covers (taxonomy, wanted, terms[i]))
      return TRUE;
  return FALSE;
}

static gboolean
passes_filters (BatonResolver      *r,
                const char         *content,
                const char * const *filters)
{
  for (gsize i = 0; filters != NULL && filters[i] != NULL; i++)
    if (!is_tagged (r, content, filters[i]))
      return FALSE;
  return TRUE;
}

/* The ids that may be found: viewable and within the filters. (transfer full) */
static GHashTable *
list_allowed (BatonResolver      *r,
              const char * const *filters)
{
  GPtrArray *contents = baton_snapshot_list (r->snapshot, BATON_KIND_CONTENT);
  GHashTable *allowed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < contents->len; i++)
    {
      const BatonEntity *content = g_ptr_array_index (contents, i);

      if (passes_filters (r, baton_entity_get_id (content), filters) && baton_is_viewable (r, content, NULL))
        g_hash_table_add (allowed, (gpointer) baton_entity_get_id (content));
    }
  return allowed;
}

/* The reader's languages, then the source. (transfer container) */
static GPtrArray *
list_chain (BatonResolver *r)
{
  const char * const *chain = baton_snapshot_get_locale_chain (r->snapshot, r->locale);
  GPtrArray *tags = g_ptr_array_new ();

  for (gsize i = 0; chain != NULL && chain[i] != NULL; i++)
    g_ptr_array_add (tags, (gpointer) chain[i]);
  g_ptr_array_add (tags, (gpointer) baton_snapshot_get_source_locale (r->snapshot));
  g_ptr_array_add (tags, NULL);
  return tags;
}

static GArray *
read_boosts (const BatonEntity *profile)
{
  const BatonValue *rows = profile != NULL ? baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_BOOSTS) : NULL;
  GArray *boosts = g_array_new (FALSE, FALSE, sizeof (BatonSearchBoost));

  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    {
      const BatonValue *row = baton_value_get_element (rows, i);
      BatonSearchBoost boost = { baton_value_get_member_string (row, "term"), (int) baton_value_get_member_integer (row, "weight", 0) };

      if (boost.term != NULL)
        g_array_append_val (boosts, boost);
    }
  return boosts;
}

static GArray *
read_pins (const BatonEntity *profile)
{
  const BatonValue *rows = profile != NULL ? baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_PINNED) : NULL;
  GArray *pins = g_array_new (FALSE, FALSE, sizeof (BatonSearchPin));

  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    {
      const BatonValue *row = baton_value_get_element (rows, i);
      BatonSearchPin pin = { baton_value_get_member_string (row, "words"), baton_value_get_member_string (row, "content") };

      if (pin.words != NULL && pin.id != NULL)
        g_array_append_val (pins, pin);
    }
  return pins;
}

static GPtrArray *
read_synonyms (const BatonEntity *profile)
{
  const BatonValue *rows = profile != NULL ? baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_SYNONYMS) : NULL;
  GPtrArray *synonyms = g_ptr_array_new ();

  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    {
      const char *words = baton_value_get_member_string (baton_value_get_element (rows, i), "words");

      if (words != NULL)
        g_ptr_array_add (synonyms, (gpointer) words);
    }
  g_ptr_array_add (synonyms, NULL);
  return synonyms;
}

static void
append_result (BatonResolver *r,
               GArray        *results,
               const char    *id,
               gboolean       pinned)
{
  const BatonEntity *entity = baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_CONTENT);
  BatonPortalContent content;

  /* The index may be older than the snapshot: what has gone since is passed over. */
  if (entity == NULL)
    return;
  content = baton_resolve_content (r, entity);
  content.pinned = pinned;
  g_array_append_val (results, content);
}

static void
find_words (BatonResolver            *r,
            const BatonPortalRequest *request,
            const BatonEntity        *profile,
            GHashTable               *allowed,
            GArray                   *results)
{
  g_autoptr (BatonSearchIndex) index = request->index != NULL ? baton_search_index_ref (request->index)
                                                              : baton_portal_index_new (r->snapshot, NULL);
  g_autoptr (GPtrArray) chain = list_chain (r);
  g_autoptr (GArray) boosts = read_boosts (profile);
  g_autoptr (GArray) pins = read_pins (profile);
  g_autoptr (GPtrArray) synonyms = read_synonyms (profile);
  g_autoptr (GArray) hits = NULL;
  BatonSearchQuery query = {
    .words = request->words,
    .locales = (const char * const *) chain->pdata,
    .allowed = allowed,
    .boosts = (const BatonSearchBoost *) (gpointer) boosts->data,
    .n_boosts = boosts->len,
    .pins = (const BatonSearchPin *) (gpointer) pins->data,
    .n_pins = pins->len,
    .synonyms = (const char * const *) synonyms->pdata,
    .most = MOST_RESULTS,
  };

  if (index != NULL)
    hits = baton_search_index_query (index, &query, NULL);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const BatonSearchHit *hit = &g_array_index (hits, BatonSearchHit, i);

      append_result (r, results, hit->id, hit->pinned);
    }
}

/* Filters without words list all that passes them. */
static void
list_filtered (BatonResolver *r,
               GHashTable    *allowed,
               GArray        *results)
{
  GPtrArray *contents = baton_snapshot_list (r->snapshot, BATON_KIND_CONTENT);

  for (guint i = 0; i < contents->len && results->len < MOST_RESULTS; i++)
    {
      const char *id = baton_entity_get_id (g_ptr_array_index (contents, i));

      if (g_hash_table_contains (allowed, id))
        append_result (r, results, id, FALSE);
    }
}

/* ── Filters ─────────────────────────────────────────────────────────────────────────────────────────── */

/* How many of the results have each term, or one below it: BatonTerm → guint. (transfer full) */
static GHashTable *
count_terms (BatonResolver           *r,
             const BatonPortalSearch *search)
{
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < search->n_results; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
      gsize n = 0;
      const BatonTerm *terms = baton_term_set_get (baton_snapshot_get_tags (r->snapshot, search->results[i].item.id), &n);

      for (gsize j = 0; j < n; j++)
        for (BatonTerm term = terms[j]; term != BATON_TERM_NONE; term = baton_taxonomy_get_term_parent (taxonomy, term))
          {
            gpointer key = GUINT_TO_POINTER (term);

            if (g_hash_table_add (seen, key))
              g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
          }
    }
  return counts;
}

/* Those by which what was found can be narrowed, and those that were chosen: a term that all of it has is no choice. */
static BatonPortalFacet
resolve_facet (BatonResolver      *r,
               GHashTable         *counts,
               const BatonEntity  *vocabulary,
               const char * const *filters)
{
  BatonPortalFacet facet = { .item = { .kind = BATON_KIND_VOCABULARY, .id = baton_entity_get_id (vocabulary) } };
  GPtrArray *terms = baton_snapshot_list (r->snapshot, BATON_KIND_TERM);
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (r->snapshot);
  BatonDimension dimension = baton_taxonomy_find_dimension (taxonomy, facet.item.id);
  GArray *resolved = g_array_new (FALSE, FALSE, sizeof (BatonPortalFacetTerm));

  for (guint i = 0; i < terms->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (terms, i);
      BatonTerm number = baton_taxonomy_find_term (taxonomy, baton_entity_get_id (entity));
      BatonPortalFacetTerm term = { 0 };

      if (number == BATON_TERM_NONE || baton_taxonomy_get_term_dimension (taxonomy, number) != dimension)
        continue;
      term.count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (number)));
      term.chosen = filters != NULL && g_strv_contains (filters, baton_entity_get_id (entity));
      if ((term.count == 0 || term.count >= r->portal->search.n_results) && !term.chosen)
        continue;
      term.item = baton_resolve_item (r, entity);
      g_array_append_val (resolved, term);
    }
  facet.terms = baton_resolver_seal (r, resolved, &facet.n_terms);
  if (facet.n_terms > 0)
    facet.item = baton_resolve_item (r, vocabulary);
  return facet;
}

static void
resolve_facets (BatonResolver      *r,
                BatonPortalSearch  *search,
                const BatonEntity  *profile,
                const char * const *filters)
{
  const BatonValue *vocabularies = profile != NULL ? baton_entity_get (profile, BATON_FIELD_SEARCH_PROFILE_FACETS) : NULL;
  g_autoptr (GHashTable) counts = count_terms (r, search);
  GArray *facets = g_array_new (FALSE, FALSE, sizeof (BatonPortalFacet));

  for (gsize i = 0; i < baton_value_get_length (vocabularies); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (vocabularies, i));
      const BatonEntity *vocabulary = id != NULL ? baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_VOCABULARY) : NULL;
      BatonPortalFacet facet;

      if (vocabulary == NULL)
        continue;
      facet = resolve_facet (r, counts, vocabulary, filters);
      if (facet.n_terms > 0)
        g_array_append_val (facets, facet);
    }
  search->facets = baton_resolver_seal (r, facets, &search->n_facets);
}

void
baton_resolve_search (BatonResolver            *r,
                      const BatonPortalRequest *request)
{
  BatonPortalSearch *search = &r->portal->search;
  const BatonEntity *profile = find_profile (r);
  gboolean has_filters = request->filters != NULL && request->filters[0] != NULL;
  g_autoptr (GHashTable) allowed = NULL;
  GArray *results;

  search->profile = profile != NULL ? baton_entity_get_id (profile) : NULL;
  if (request->words == NULL && !has_filters)
    return;

  search->words = baton_resolver_keep (r, g_utf8_make_valid (request->words != NULL ? request->words : "", -1));
  allowed = list_allowed (r, request->filters);
  results = g_array_new (FALSE, FALSE, sizeof (BatonPortalContent));
  if (*search->words != '\0')
    find_words (r, request, profile, allowed, results);
  else if (has_filters)
    list_filtered (r, allowed, results);
  search->results = baton_resolver_seal (r, results, &search->n_results);
  resolve_facets (r, search, profile, request->filters);
}
