/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the room: what the parts of a resolution share. A resolver lives for one question; what it allocates
 * belongs to the portal that it fills.
 *
 * Whether something is shown is decided in baton-visibility.c and nowhere else; the tree asks it for the answer, *why*
 * for the reasons.
 */
#pragma once

#include "portal/baton-portal.h"
#include "rules/baton-access.h"
#include "rules/baton-brand.h"

G_BEGIN_DECLS

typedef struct
{
  BatonPortal      portal;       /* first: this is what users hold */
  gatomicrefcount  ref_count;
  GPtrArray       *memory;       /* everything that the tree points to and the snapshot does not own */
  GHashTable      *ids;          /* set of the ids in the tree; borrowed from the snapshot */
} BatonPortalPrivate;

typedef struct
{
  BatonSnapshot            *snapshot;     /* borrowed from the portal */
  BatonProfile             *profile;      /* owned; with the record's terms */
  gboolean                  everybody;    /* audiences are passed over: the program guide for no one in particular */
  const char               *persona;      /* nullable */
  const char               *record;       /* nullable: id of a record that exists */
  const char               *locale;       /* in the portal's memory */
  BatonDay                  day;
  BatonAccess              *access;       /* owned */
  BatonBrand               *brand;        /* owned; nullable for everybody */
  BatonPortalPrivate       *owner;
  BatonPortal              *portal;       /* &owner->portal */
  GHashTable               *linked;       /* set of ids that rich texts link to; owned strings */
  guint                     depth;        /* of collections and navigation, against cycles in programs with mistakes */
} BatonResolver;

/* *profile* is referenced. *locale* must be canonical. */
void        baton_resolver_init        (BatonResolver       *r,
                                        BatonPortalPrivate  *owner,
                                        BatonSnapshot       *snapshot,
                                        const BatonProfile  *profile,
                                        const char          *persona,
                                        const char          *record,
                                        const char          *locale,
                                        BatonDay             day);
void        baton_resolver_clear       (BatonResolver       *r);
/* The tag that a request is answered in: its own, the persona's, the source locale. (transfer full) */
char       *baton_resolver_pick_locale (const BatonSnapshot *snapshot,
                                        const char          *persona,
                                        const char          *asked);

BatonPortalPrivate *baton_portal_private_new (BatonSnapshot *snapshot);

/* Memory that lives as long as the portal; zeroed. */
gpointer    baton_resolver_alloc       (BatonResolver       *r,
                                        gsize                size);
const char *baton_resolver_keep        (BatonResolver       *r,
                                        char                *owned);
/* Takes the array; its elements live as long as the portal. NULL when it is empty. */
gpointer    baton_resolver_seal        (BatonResolver       *r,
                                        GArray              *array,
                                        gsize               *n);

BatonPortalText    baton_resolve_text    (BatonResolver     *r,
                                          const BatonEntity *entity,
                                          BatonField         field);
/* The same; what the text links to is noted, to be settled at the end. */
BatonPortalText    baton_resolve_rich    (BatonResolver     *r,
                                          const BatonEntity *entity,
                                          BatonField         field);
/* A text that is the same in all languages. */
BatonPortalText    baton_resolve_plain   (BatonResolver     *r,
                                          const char        *text);
/* Notes the entity as part of the tree. */
BatonPortalItem    baton_resolve_item    (BatonResolver     *r,
                                          const BatonEntity *entity);
/* The name of the entity *id*; "" for NULL or none. Does not make it part of the tree. */
BatonPortalText    baton_resolve_name    (BatonResolver     *r,
                                          const char        *id);
/* The picture of an asset by its id; nothing for NULL or none. */
BatonPortalPicture baton_resolve_picture (BatonResolver     *r,
                                          const char        *asset);
/* Terms by the array of ids; those that do not exist are left out. */
const BatonPortalItem *baton_resolve_terms (BatonResolver    *r,
                                            const BatonValue *ids,
                                            gsize            *n);
/* 0xrrggbb of "#rrggbb"; BATON_PORTAL_NO_COLOUR for anything else. */
guint32            baton_resolve_colour  (const char        *text);
void               baton_resolve_brand   (BatonResolver     *r);
/* Lays one brand over what is there, whatever its audience. */
void               baton_resolve_brand_layer (BatonResolver *r,
                                              const char    *brand);

/* What belongs to no page: program, incentives, words, brand. For the guide; a portal has more. */
void                  baton_resolve_whole       (BatonResolver     *r);

/* Content */
BatonPortalContent    baton_resolve_content     (BatonResolver     *r,
                                                 const BatonEntity *content);
/* What a query finds among what the member may view, in its order. (transfer container) of borrowed BatonEntity. */
GPtrArray            *baton_resolve_query       (BatonResolver     *r,
                                                 const BatonValue  *query);
/* The viewable contents of a collection: chosen ones, then those of its query. (transfer container) */
GPtrArray            *baton_resolve_collected   (BatonResolver     *r,
                                                 const BatonEntity *collection);
BatonPortalCollection baton_resolve_collection  (BatonResolver     *r,
                                                 const BatonEntity *collection);
BatonPortalTool       baton_resolve_tool        (BatonResolver     *r,
                                                 const BatonEntity *tool);
BatonPortalWorkflow   baton_resolve_workflow    (BatonResolver     *r,
                                                 const BatonEntity *workflow);
/* Fills the portal's lists: contextual collections, tools, workflows, organizations, dashboards. */
void                  baton_resolve_experience  (BatonResolver     *r);

/* Navigation and pages */
void                  baton_resolve_navigation  (BatonResolver     *r,
                                                 const char        *open);
BatonPortalPage       baton_resolve_page        (BatonResolver     *r,
                                                 const BatonEntity *page);
/* The page on which the member lands; NULL when there is none. */
BatonEntity          *baton_resolve_landing     (BatonResolver     *r);

/* Incentives: fills ladders, motions and rewards, in this order. */
void                  baton_resolve_incentives  (BatonResolver     *r);
/* What the activity earns this member on the day. */
BatonPortalCell       baton_resolve_cell        (BatonResolver     *r,
                                                 const BatonEntity *activity,
                                                 BatonField         field);
/* What the benefits of the tiers held add to the activity's fee, and the discount that they give on rewards; basis points. */
gint64                baton_resolve_fee_bonus   (BatonResolver       *r,
                                                 const BatonEntity   *activity);
gint64                baton_resolve_discount    (BatonResolver       *r);
/* Fills the activity's caps, bands and promotions. */
void                  baton_resolve_bounds      (BatonResolver       *r,
                                                 const BatonEntity   *entity,
                                                 BatonPortalActivity *activity);
/* Index of the tier held on a ladder among its tiers by threshold; the tiers are put into *tiers* (transfer container). −1 for none. */
int                   baton_resolve_held        (BatonResolver     *r,
                                                 const BatonEntity *ladder,
                                                 GPtrArray        **tiers);

/* Whether a ladder counts the points of one of *motions* (NULL or empty: of any). */
gboolean              baton_ladder_concerns      (const BatonEntity *ladder,
                                                 const BatonValue  *motions);

/* Search */
void                  baton_resolve_search      (BatonResolver            *r,
                                                 const BatonPortalRequest *request);

/* Where *id* leads; type NONE unless it is there for this member. */
BatonPortalLink       baton_resolve_link        (BatonResolver     *r,
                                                 const char        *id);

G_END_DECLS
