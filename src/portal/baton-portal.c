/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One question, one tree. The order matters in two places: incentives come before texts with placeholders, which speak of
 * tier and points, and the links of rich texts are settled last, when all texts are known.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-portal.h"

#include "model/baton-currency.h"
#include "model/baton-locale.h"
#include "portal/baton-visibility.h"

#include <string.h>

G_STATIC_ASSERT (G_STRUCT_OFFSET (BatonPortalPrivate, portal) == 0);

BatonPortal *
baton_portal_ref (const BatonPortal *portal)
{
  BatonPortalPrivate *self = (BatonPortalPrivate *) portal;

  g_return_val_if_fail (portal != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return &self->portal;
}

void
baton_portal_unref (BatonPortal *portal)
{
  BatonPortalPrivate *self = (BatonPortalPrivate *) portal;

  if (portal == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->memory);
  baton_snapshot_unref (self->portal.snapshot);
  g_free (self);
}

gboolean
baton_portal_contains (const BatonPortal *portal,
                       const char        *id)
{
  g_return_val_if_fail (portal != NULL && id != NULL, FALSE);

  return g_hash_table_contains (((const BatonPortalPrivate *) portal)->ids, id);
}

const BatonPortalText *
baton_portal_get_word (const BatonPortal *portal,
                       const char        *key)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PORTAL_WORD_KEY);
  int index = baton_schema_find_choice (field, key);

  g_return_val_if_fail (index >= 0 && index < BATON_N_PORTAL_WORDS, &portal->words[0]);

  return &portal->words[index];
}

const BatonPortalLink *
baton_portal_find_link (const BatonPortal *portal,
                        const char        *id)
{
  gsize low = 0;
  gsize high = portal->n_inner_links;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order = strcmp (portal->inner_links[middle].id, id);

      if (order == 0)
        return &portal->inner_links[middle].link;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* ── The parts that are about the whole ──────────────────────────────────────────────────────────────── */

static void
resolve_program (BatonResolver *r)
{
  const BatonEntity *root = baton_snapshot_get_root (r->snapshot);

  r->portal->program_name = baton_resolve_plain (r, NULL);
  r->portal->currency = "XXX";
  r->portal->currency_digits = 2;
  if (root == NULL)
    return;
  r->portal->program = baton_entity_get_id (root);
  r->portal->program_name = baton_resolve_text (r, root, BATON_FIELD_PROGRAM_NAME);
  r->portal->currency_digits = baton_currency_get_digits (root);
  if (baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY) != NULL)
    r->portal->currency = baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY);
}

static void
resolve_person (BatonResolver            *r,
                const BatonPortalRequest *request)
{
  const BatonEntity *persona = r->persona != NULL ? baton_snapshot_lookup_kind (r->snapshot, r->persona, BATON_KIND_PERSONA) : NULL;
  const char *person = request->person;
  const char *organisation = request->organisation;

  if (person == NULL && persona != NULL)
    person = baton_entity_get_string (persona, BATON_FIELD_PERSONA_PERSON);
  if (organisation == NULL && persona != NULL)
    organisation = baton_entity_get_string (persona, BATON_FIELD_PERSONA_ORGANISATION);
  r->portal->person = baton_resolve_plain (r, person != NULL ? baton_resolver_keep (r, g_strdup (person)) : NULL);
  r->portal->organisation = baton_resolve_plain (r, organisation != NULL ? baton_resolver_keep (r, g_strdup (organisation)) : NULL);
}

/* The program's own word; else the schema's English, which is in no language of the program. */
static void
resolve_words (BatonResolver *r)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PORTAL_WORD_KEY);
  GPtrArray *entities = baton_snapshot_list (r->snapshot, BATON_KIND_PORTAL_WORD);

  g_return_if_fail (baton_schema_count_choices (field) == BATON_N_PORTAL_WORDS);

  for (guint i = 0; i < BATON_N_PORTAL_WORDS; i++)
    r->portal->words[i] = (BatonPortalText) {
      .text = baton_label_get_text (field->choices[i].label),
      .locale = "en",
      .fallback = strcmp (r->locale, "en") != 0,
    };
  for (guint i = 0; i < entities->len; i++)
    {
      const BatonEntity *word = g_ptr_array_index (entities, i);
      int index = baton_entity_get_choice (word, BATON_FIELD_PORTAL_WORD_KEY, -1);
      BatonPortalText text = baton_resolve_text (r, word, BATON_FIELD_PORTAL_WORD_TEXT);

      if (index >= 0 && *text.text != '\0')
        r->portal->words[index] = text;
    }
}

static gpointer
keep_copy (BatonResolver *r,
           gconstpointer  source,
           gsize          size)
{
  gpointer copy = baton_resolver_alloc (r, size);

  memcpy (copy, source, size);
  return copy;
}

static void
open_page (BatonResolver     *r,
           const BatonEntity *entity)
{
  BatonPortalPage page = baton_resolve_page (r, entity);

  r->portal->page = keep_copy (r, &page, sizeof page);
  r->portal->open = BATON_PORTAL_OPEN_PAGE;
}

static void
open_target (BatonResolver     *r,
             const BatonEntity *target)
{
  BatonPortal *portal = r->portal;

  if (target == NULL || !baton_is_visible (r, target, NULL))
    return;
  switch (baton_entity_get_kind (target))
    {
    case BATON_KIND_PAGE:
      open_page (r, target);
      break;
    case BATON_KIND_CONTENT:
      {
        BatonPortalContent content = baton_resolve_content (r, target);

        portal->content = keep_copy (r, &content, sizeof content);
        portal->open = BATON_PORTAL_OPEN_CONTENT;
        break;
      }
    case BATON_KIND_COLLECTION:
      {
        BatonPortalCollection collection = baton_resolve_collection (r, target);

        portal->collection = keep_copy (r, &collection, sizeof collection);
        portal->open = BATON_PORTAL_OPEN_COLLECTION;
        break;
      }
    case BATON_KIND_WORKFLOW:
      {
        BatonPortalWorkflow workflow = baton_resolve_workflow (r, target);

        portal->workflow = keep_copy (r, &workflow, sizeof workflow);
        portal->open = BATON_PORTAL_OPEN_WORKFLOW;
        break;
      }
    case BATON_KIND_TOOL:
      {
        BatonPortalTool tool = baton_resolve_tool (r, target);

        portal->tool = keep_copy (r, &tool, sizeof tool);
        portal->open = BATON_PORTAL_OPEN_TOOL;
        break;
      }
    default:
      break;
    }
}

static void
open_what_was_asked (BatonResolver            *r,
                     const BatonPortalRequest *request)
{
  const BatonEntity *landing = baton_resolve_landing (r);

  r->portal->open = BATON_PORTAL_OPEN_NOTHING;
  if (landing != NULL)
    {
      BatonPortalItem item = baton_resolve_item (r, landing);

      r->portal->landing = keep_copy (r, &item, sizeof item);
    }
  if (r->portal->search.words != NULL)
    r->portal->open = BATON_PORTAL_OPEN_SEARCH;
  else if (request->target != NULL)
    open_target (r, baton_snapshot_lookup (r->snapshot, request->target));
  else if (landing != NULL)
    open_page (r, landing);
}

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const BatonPortalInnerLink *) a)->id, ((const BatonPortalInnerLink *) b)->id);
}

static void
settle_links (BatonResolver *r)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (BatonPortalInnerLink));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, r->linked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      BatonPortalInnerLink inner = { .link = baton_resolve_link (r, id) };

      if (inner.link.type == BATON_LINK_NONE)
        continue;
      inner.id = inner.link.target;
      g_array_append_val (links, inner);
    }
  g_array_sort (links, compare_links);
  r->portal->inner_links = baton_resolver_seal (r, links, &r->portal->n_inner_links);
}

/* What is open is marked in the navigation, and so is the landing page's item when nothing else was asked for. */
static const char *
get_open_id (const BatonPortal *portal)
{
  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE:
      return portal->page->item.id;
    case BATON_PORTAL_OPEN_CONTENT:
      return portal->content->item.id;
    case BATON_PORTAL_OPEN_COLLECTION:
      return portal->collection->item.id;
    case BATON_PORTAL_OPEN_WORKFLOW:
      return portal->workflow->item.id;
    case BATON_PORTAL_OPEN_TOOL:
      return portal->tool->item.id;
    case BATON_PORTAL_OPEN_SEARCH:
      return portal->search.profile;
    case BATON_PORTAL_OPEN_NOTHING:
    default:
      return NULL;
    }
}

void
baton_resolve_whole (BatonResolver *r)
{
  r->portal->locale = r->locale;
  r->portal->rtl = baton_locale_is_rtl (r->locale);
  r->portal->day = r->day;
  if (r->portal->person.text == NULL)
    {
      r->portal->person = baton_resolve_plain (r, NULL);
      r->portal->organisation = baton_resolve_plain (r, NULL);
    }
  resolve_program (r);
  baton_resolve_incentives (r);
  resolve_words (r);
  baton_resolve_brand (r);
}

BatonPortal *
baton_portal_resolve (BatonSnapshot            *snapshot,
                      const BatonProfile       *profile,
                      const BatonPortalRequest *request)
{
  BatonPortalPrivate *owner;
  BatonResolver r;
  g_autofree char *locale = NULL;

  g_return_val_if_fail (snapshot != NULL && profile != NULL && request != NULL, NULL);

  owner = baton_portal_private_new (snapshot);
  locale = baton_resolver_pick_locale (snapshot, request->persona, request->locale);
  baton_resolver_init (&r, owner, snapshot, profile, request->persona, request->record, locale, request->day);

  owner->portal.device = request->device;
  owner->portal.record = r.record != NULL ? baton_resolver_keep (&r, g_strdup (r.record)) : NULL;

  resolve_person (&r, request);
  baton_resolve_whole (&r);
  baton_resolve_experience (&r);
  baton_resolve_search (&r, request);
  open_what_was_asked (&r, request);
  baton_resolve_navigation (&r, get_open_id (&owner->portal));
  settle_links (&r);

  baton_resolver_clear (&r);
  return &owner->portal;
}
