/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-beside-record.h"

#include "portal/baton-portal-why.h"

static gboolean
finds (BatonSnapshot            *snapshot,
       const BatonProfile       *profile,
       const BatonPortalRequest *request,
       const char               *id)
{
  BatonPortalRequest visit = *request;
  g_autoptr (BatonPortal) portal = NULL;
  g_autoptr (BatonWhy) why = NULL;

  if (baton_snapshot_lookup_kind (snapshot, id, BATON_KIND_PAGE) == NULL)
    {
      why = baton_portal_why (snapshot, profile, request, id);
      return why->shown;
    }
  visit.target = id;
  portal = baton_portal_resolve (snapshot, profile, &visit);
  return portal->open == BATON_PORTAL_OPEN_PAGE && portal->page->n_blocks > 0;
}

static gboolean
shows_collection (const BatonEntity *block,
                  const BatonEntity *collection)
{
  const char *chosen = baton_entity_get_string (block, BATON_FIELD_BLOCK_COLLECTION);

  return baton_entity_get_choice (block, BATON_FIELD_BLOCK_TYPE, -1) == BATON_BLOCK_COLLECTION &&
         (chosen == NULL || g_str_equal (chosen, baton_entity_get_id (collection)));
}

/* Whether the collection stands on the page, or is itself what is asked for or leads to. */
static gboolean
is_of (BatonSnapshot     *snapshot,
       const BatonEntity *collection,
       const char        *id)
{
  const BatonEntity *item = baton_snapshot_lookup_kind (snapshot, id, BATON_KIND_NAVIGATION_ITEM);
  const char *opened = item != NULL ? baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET) : id;
  g_autoptr (GPtrArray) blocks = NULL;

  if (opened == NULL || g_str_equal (opened, baton_entity_get_id (collection)))
    return opened != NULL;
  if (baton_snapshot_lookup_kind (snapshot, opened, BATON_KIND_BLOCK) != NULL)
    return shows_collection (baton_snapshot_lookup (snapshot, opened), collection);
  blocks = baton_snapshot_list_children (snapshot, BATON_KIND_BLOCK, opened);
  for (guint i = 0; i < blocks->len; i++)
    if (shows_collection (blocks->pdata[i], collection))
      return TRUE;
  return FALSE;
}

/* Without a sample record to try: whether a collection of *id* would be there but for the record. */
static gboolean
lacks_record (BatonSnapshot            *snapshot,
              const BatonProfile       *profile,
              const BatonPortalRequest *request,
              const char               *id)
{
  GPtrArray *collections = baton_snapshot_list (snapshot, BATON_KIND_COLLECTION);

  for (guint i = 0; i < collections->len; i++)
    if (is_of (snapshot, collections->pdata[i], id))
      {
        g_autoptr (BatonWhy) why = baton_portal_why (snapshot, profile, request, baton_entity_get_id (collections->pdata[i]));

        if (!why->shown && ((BatonWhyReason *) why->reasons->pdata[0])->code == BATON_WHY_NO_RECORD)
          return TRUE;
      }
  return FALSE;
}

/* Whether a record could be what is missing; most of what a member does not find is not for them at all. */
static gboolean
may_wait (const BatonWhy *why)
{
  for (guint i = 0; i < why->reasons->len; i++)
    switch ((int) ((BatonWhyReason *) why->reasons->pdata[i])->code)
      {
      case BATON_WHY_PARENT_HIDDEN:
      case BATON_WHY_TARGET_HIDDEN:
      case BATON_WHY_NO_TARGET:
      case BATON_WHY_EMPTY:
      case BATON_WHY_NO_RECORD:
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

gboolean
baton_portal_is_beside_record (BatonSnapshot            *snapshot,
                               const BatonProfile       *profile,
                               const BatonPortalRequest *request,
                               const char               *id)
{
  GPtrArray *records;
  BatonPortalRequest beside;

  g_return_val_if_fail (snapshot != NULL && profile != NULL && request != NULL && id != NULL, FALSE);

  beside = (BatonPortalRequest) { .persona = request->persona, .locale = request->locale, .day = request->day };
  if (baton_snapshot_lookup_kind (snapshot, id, BATON_KIND_PAGE) == NULL)
    {
      g_autoptr (BatonWhy) why = baton_portal_why (snapshot, profile, &beside, id);

      if (why->shown || !may_wait (why))
        return FALSE;
    }
  records = baton_snapshot_list (snapshot, BATON_KIND_RECORD);
  for (guint i = 0; i < records->len; i++)
    {
      beside.record = baton_entity_get_id (records->pdata[i]);
      if (finds (snapshot, profile, &beside, id))
        return TRUE;
    }
  beside.record = NULL;
  return records->len == 0 && lacks_record (snapshot, profile, &beside, id);
}
