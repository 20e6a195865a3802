/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the preview: the parts of which a portal's page is described, and what they are made of.
 */
#pragma once

#include "console/preview/baton-portal-view-private.h"

G_BEGIN_DECLS

/* Targets that are no things: where words are searched for, and what leaves or brings back a term among the filters (its id behind). */
#define BATON_PORTAL_TARGET_SEARCH "search:"
#define BATON_PORTAL_TARGET_FILTER "filter:"

#define BATON_PORTAL_MOST_LISTED 120    /* contents of one list, and activities of a page: 5,000 rows would take seconds to make */

/* Makes *child* (transfer full) a thing that can be opened and asked about. (transfer full) */
BatonPortalNode *baton_portal_part_new_item   (BatonPortalView             *self,
                                               const BatonPortalItem       *item,
                                               const char                  *target,
                                               BatonPortalNode             *child);
/* Texts of the program, not translated here; in the portal's own direction. (transfer full) */
BatonPortalNode *baton_portal_part_new_label  (BatonPortalView             *self,
                                               const char                  *text,
                                               const char                  *css_class);
/* A text, with the language that it fell back to behind it. (transfer full) */
BatonPortalNode *baton_portal_part_new_text   (BatonPortalView             *self,
                                               const BatonPortalText       *text,
                                               const char                  *css_class);
/* NULL where there is none, or none yet. (transfer full) */
BatonPortalNode *baton_portal_part_new_picture (BatonPortalView            *self,
                                               const BatonPortalPicture    *picture,
                                               int                          width,
                                               int                          height);
/* Each appends nothing for nothing. */
void baton_portal_part_append_text      (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalText       *text,
                                         const char                  *css_class);
void baton_portal_part_append_rich      (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalText       *text);
void baton_portal_part_append_picture   (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalPicture    *picture,
                                         int                          height);
/* Statements on one line (baton-portal-facts.h). */
void baton_portal_part_append_facts     (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         GPtrArray                   *facts);
void baton_portal_part_append_tags      (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalItem       *tags,
                                         gsize                        n_tags);
/* How many more a list would show. */
void baton_portal_part_append_rest      (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         gsize                        n,
                                         gsize                        n_shown);
/* A fixed word as the member reads it. Borrowed. */
const char *baton_portal_part_get_word  (BatonPortalView             *self,
                                         const char                  *key);

/* Lists (baton-portal-blocks.c) */
void baton_portal_part_append_contents  (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalContent    *contents,
                                         gsize                        n_contents);
/* *open*: it is what the page is about. */
void baton_portal_part_append_collection (BatonPortalView            *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalCollection *collection,
                                         gboolean                     open);
void baton_portal_part_append_tool      (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalTool       *tool);
void baton_portal_part_append_workflow  (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalWorkflow   *workflow,
                                         gboolean                     open);
void baton_portal_part_append_block     (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalBlock      *block);

/* What is earned (baton-portal-earnings.c) */
/* *headed*: it is one of several. */
void baton_portal_part_append_ladder    (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalLadder     *ladder,
                                         gboolean                     headed);
void baton_portal_part_append_motion    (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalMotion     *motion);
void baton_portal_part_append_rewards   (BatonPortalView             *self,
                                         BatonPortalNode             *box,
                                         const BatonPortalReward     *rewards,
                                         gsize                        n_rewards);

G_END_DECLS
