/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-reach.h"

#include "portal/baton-beside-record.h"
#include "portal/baton-portal-why.h"

struct _BatonReach
{
  BatonSnapshot *snapshot;   /* owned */
  GPtrArray     *personas;   /* of BatonEntity; the snapshot's */
  GPtrArray     *pages;      /* likewise */
  GPtrArray     *items;      /* likewise */
  guint8        *states;     /* of BatonReachState: persona by persona, a thing each; owned */
  guint8        *landing;    /* by persona: there is a page to come in by; owned */
};

static guint8 *
get_states (BatonReach *self,
            guint       persona)
{
  return self->states + (gsize) persona * baton_reach_get_n_things (self);
}

/* ── One persona ── */

static BatonReachState
ask_page (BatonReach         *self,
          const BatonProfile *profile,
          const BatonPortal  *home,
          const char         *persona,
          BatonDay            day,
          const char         *page)
{
  BatonPortalRequest request = { .persona = persona, .day = day, .target = page };
  g_autoptr (BatonWhy) why = baton_portal_why (self->snapshot, profile, &request, page);
  g_autoptr (BatonPortal) portal = NULL;

  if (!why->shown)
    return BATON_REACH_HIDDEN;
  portal = baton_portal_resolve (self->snapshot, profile, &request);
  if (portal->open != BATON_PORTAL_OPEN_PAGE || portal->page->n_blocks == 0)
    return baton_portal_is_beside_record (self->snapshot, profile, &request, page) ? BATON_REACH_BESIDE_RECORD : BATON_REACH_EMPTY;
  if (home->landing != NULL && g_strcmp0 (home->landing->id, page) == 0)
    return BATON_REACH_LANDS;
  return why->places->len > 0 ? BATON_REACH_SHOWN : BATON_REACH_UNREACHABLE;
}

static gboolean
is_among (const BatonPortalNavigation *items,
          gsize                        n_items,
          const char                  *id)
{
  for (gsize i = 0; i < n_items; i++)
    if (g_strcmp0 (items[i].item.id, id) == 0 || is_among (items[i].children, items[i].n_children, id))
      return TRUE;
  return FALSE;
}

/* An item is as good as the page to which it leads. */
static BatonReachState
ask_item (BatonReach               *self,
          const BatonProfile       *profile,
          const BatonPortalRequest *request,
          const BatonPortal        *home,
          const guint8             *pages,
          const BatonEntity        *item)
{
  const char *target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);

  if (!is_among (home->navigation, home->n_navigation, baton_entity_get_id (item)))
    return baton_portal_is_beside_record (self->snapshot, profile, request, baton_entity_get_id (item)) ? BATON_REACH_BESIDE_RECORD : BATON_REACH_HIDDEN;
  for (guint i = 0; target != NULL && i < self->pages->len; i++)
    if (g_str_equal (baton_entity_get_id (self->pages->pdata[i]), target))
      return pages[i] == BATON_REACH_EMPTY || pages[i] == BATON_REACH_BESIDE_RECORD ? pages[i] : BATON_REACH_SHOWN;
  return BATON_REACH_SHOWN;
}

static void
ask_persona (BatonReach   *self,
             guint         index,
             BatonDay      day,
             GCancellable *cancellable)
{
  const char *persona = baton_entity_get_id (self->personas->pdata[index]);
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (self->snapshot, persona, day);
  BatonPortalRequest request = { .persona = persona, .day = day };
  g_autoptr (BatonPortal) home = profile != NULL ? baton_portal_resolve (self->snapshot, profile, &request) : NULL;
  guint8 *states = get_states (self, index);

  if (home == NULL)
    return;
  self->landing[index] = home->landing != NULL;
  for (guint i = 0; i < self->pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    states[i] = ask_page (self, profile, home, persona, day, baton_entity_get_id (self->pages->pdata[i]));
  for (guint i = 0; i < self->items->len && !g_cancellable_is_cancelled (cancellable); i++)
    states[self->pages->len + i] = ask_item (self, profile, &request, home, states, self->items->pdata[i]);
}

/* ── The answer ── */

BatonReach *
baton_reach_new (BatonSnapshot *snapshot,
                 BatonDay       day,
                 GCancellable  *cancellable)
{
  g_autoptr (BatonReach) self = g_new0 (BatonReach, 1);

  self->snapshot = baton_snapshot_ref (snapshot);
  self->personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA);
  self->pages = baton_snapshot_list (snapshot, BATON_KIND_PAGE);
  self->items = baton_snapshot_list (snapshot, BATON_KIND_NAVIGATION_ITEM);
  self->states = g_new0 (guint8, (gsize) self->personas->len * baton_reach_get_n_things (self) + 1);
  self->landing = g_new0 (guint8, self->personas->len + 1);
  for (guint i = 0; i < self->personas->len && !g_cancellable_is_cancelled (cancellable); i++)
    ask_persona (self, i, day, cancellable);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

void
baton_reach_free (BatonReach *self)
{
  g_free (self->states);
  g_free (self->landing);
  baton_snapshot_unref (self->snapshot);
  g_free (self);
}

BatonSnapshot *
baton_reach_get_snapshot (BatonReach *self)
{
  return self->snapshot;
}

guint
baton_reach_get_n_personas (BatonReach *self)
{
  return self->personas->len;
}

const char *
baton_reach_get_persona (BatonReach *self,
                         guint       persona)
{
  g_return_val_if_fail (persona < self->personas->len, NULL);
  return baton_entity_get_id (self->personas->pdata[persona]);
}

gboolean
baton_reach_has_landing (BatonReach *self,
                         guint       persona)
{
  g_return_val_if_fail (persona < self->personas->len, FALSE);
  return self->landing[persona];
}

guint
baton_reach_get_n_things (BatonReach *self)
{
  return self->pages->len + self->items->len;
}

const char *
baton_reach_get_thing (BatonReach *self,
                       guint       thing)
{
  g_return_val_if_fail (thing < baton_reach_get_n_things (self), NULL);
  return baton_entity_get_id (thing < self->pages->len ? self->pages->pdata[thing] : self->items->pdata[thing - self->pages->len]);
}

BatonReachState
baton_reach_get (BatonReach *self,
                 guint       persona,
                 guint       thing)
{
  g_return_val_if_fail (persona < self->personas->len && thing < baton_reach_get_n_things (self), BATON_REACH_HIDDEN);
  return (BatonReachState) get_states (self, persona)[thing];
}

gboolean
baton_reach_is_problem (BatonReachState state)
{
  return state == BATON_REACH_EMPTY || state == BATON_REACH_UNREACHABLE;
}

guint
baton_reach_count_problems (BatonReach *self,
                            guint       persona)
{
  guint n = 0;

  g_return_val_if_fail (persona < self->personas->len, 0);
  for (guint i = 0; i < baton_reach_get_n_things (self); i++)
    n += baton_reach_is_problem (baton_reach_get (self, persona, i));
  return n + !self->landing[persona];
}
