/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the room: what the parts of a page share while it is written.
 */
#pragma once

#include "portal/baton-html.h"
#include "portal/baton-portal-facts.h"
#include "portal/baton-portal-html.h"

G_BEGIN_DECLS

typedef struct
{
  BatonHtml                    *html;
  const BatonPortal            *portal;
  const BatonPortalHtmlOptions *options;
} BatonPageWriter;

/* (transfer full); NULL where the caller has no such page. */
char *baton_page_href          (BatonPageWriter             *w,
                                BatonHrefType                type,
                                const char                  *id);
/* The address that a link leads to. (transfer full), nullable. */
char *baton_page_link_href     (BatonPageWriter             *w,
                                const BatonPortalLink       *link);
/* A fixed word as an element; *tag* NULL: as plain text in a span only where it is in another language. */
void  baton_page_word          (BatonPageWriter             *w,
                                const char                  *tag,
                                const char                  *class_name,
                                const char                  *key);
void  baton_page_text          (BatonPageWriter             *w,
                                const BatonPortalText       *text);
void  baton_page_fact          (BatonPageWriter             *w,
                                const BatonPortalFact       *fact);
void  baton_page_number        (BatonPageWriter             *w,
                                const char                  *class_name,
                                gint64                       value);
void  baton_page_percent       (BatonPageWriter             *w,
                                gint64                       basis_points);
void  baton_page_rich          (BatonPageWriter             *w,
                                const char                  *class_name,
                                const BatonPortalText       *markup,
                                int                          level);
/* Nothing for a picture that is not there. *decorative*: what it shows is said beside it. */
void  baton_page_picture       (BatonPageWriter             *w,
                                const char                  *class_name,
                                const BatonPortalPicture    *picture,
                                gboolean                     decorative);
/* One of the choice "icon"; nothing for NULL. */
void  baton_page_icon          (BatonPageWriter             *w,
                                const char                  *icon);
/* The element that opens a link to an entity's page, or a span where there is none; close it with baton_html_close(). */
void  baton_page_open_link     (BatonPageWriter             *w,
                                const char                  *class_name,
                                BatonHrefType                type,
                                const char                  *id);

/* *heading*: "h2", "h3"…, one below the heading that the cards stand under. */
void  baton_page_cards         (BatonPageWriter             *w,
                                const BatonPortalContent    *contents,
                                gsize                        n_contents,
                                const char                  *heading);
void  baton_page_block         (BatonPageWriter             *w,
                                const BatonPortalBlock      *block);
void  baton_page_workflow      (BatonPageWriter             *w,
                                const BatonPortalWorkflow   *workflow,
                                gboolean                     headed);
void  baton_page_search_form   (BatonPageWriter             *w,
                                const char                  *class_name);
void  baton_page_results       (BatonPageWriter             *w);

/* Tier progress: the member's own standing, then all tiers with their benefits. */
void  baton_page_ladder        (BatonPageWriter             *w,
                                const BatonPortalLadder     *ladder,
                                gboolean                     headed);
void  baton_page_tiers         (BatonPageWriter             *w,
                                const BatonPortalLadder     *ladder,
                                const char                  *heading);
void  baton_page_motion        (BatonPageWriter             *w,
                                const BatonPortalMotion     *motion,
                                gboolean                     headed);
/* *personal*: with what the member can afford; else a price list. */
void  baton_page_rewards       (BatonPageWriter             *w,
                                const BatonPortalReward     *rewards,
                                gsize                        n_rewards,
                                gboolean                     personal);

/* Doctype, html, head and the opened body. *title* is the page's own; *extra_css* (nullable) an addition. */
void  baton_page_begin         (BatonPageWriter             *w,
                                const BatonPortalText       *title,
                                const char                  *body_class,
                                const char                  *extra_css);

G_END_DECLS
