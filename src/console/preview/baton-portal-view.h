/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A member's portal as widgets: the same tree that the server writes as HTML. It draws what baton_portal_resolve()
 * answered and decides nothing itself.
 *
 * Signals:
 *   open (const char *id)     a link was followed; "" for the landing page
 *   search (const char *words)   words were searched for; "" where only the search was opened
 *   filter (const char *term)   a term by which results are narrowed was chosen, or let go
 *   ask (const char *id, GtkWidget *at)   *Why is this here?* was asked of a thing
 *   ready ()                  the pictures are there for which something was put off
 */
#pragma once

#include <adwaita.h>

#include "console/preview/baton-portal-pictures.h"

#include "portal/baton-portal.h"
#include "words/baton-words.h"

/* How much longer texts are drawn where somebody asks whether there is room for a translation, in percent. */
#define BATON_PORTAL_VIEW_LONGER 40

G_BEGIN_DECLS

#define BATON_TYPE_PORTAL_VIEW (baton_portal_view_get_type ())
G_DECLARE_FINAL_TYPE (BatonPortalView, baton_portal_view, BATON, PORTAL_VIEW, AdwBin)

/* *load* gives the bytes of its pictures; nullable. */
GtkWidget *baton_portal_view_new      (BatonPortalPicturesLoad load,
                                       gpointer              user_data);
/* Begins to show *portal*, in place of what had begun before. What *other* (nullable) does not show is marked. While *names* says
 * that somebody is presenting, no amount of money is drawn and no partner is named. Nothing comes of it when pictures must be
 * decoded first. What was shown stays until baton_portal_view_finish(). */
void       baton_portal_view_begin    (BatonPortalView      *self,
                                       const BatonPortal    *portal,
                                       const BatonPortal    *other,
                                       const BatonNames     *names);
/* Makes what has begun until *until_us* of the monotonic clock; FALSE while something is missing. */
gboolean   baton_portal_view_make     (BatonPortalView      *self,
                                       gint64                until_us);
/* Shows what has begun, of the same *portal*. */
void       baton_portal_view_finish   (BatonPortalView      *self,
                                       const BatonPortal    *portal);
/* What has begun is not to be shown. */
void       baton_portal_view_stop     (BatonPortalView      *self);
/* Where the things that are shown begin, in pixels from the top. */
typedef struct
{
  const char *id;   /* borrowed from what is shown */
  double      y;
} BatonPortalMark;

/* Of BatonPortalMark, from the top to the bottom. (transfer full) */
GArray    *baton_portal_view_list_marks (BatonPortalView    *self);
/* What is said to the team below that a page is not there; NULL: nothing. From the next baton_portal_view_begin() on. */
void       baton_portal_view_set_reason (BatonPortalView    *self,
                                         const char         *reason);
/* Whether every text is drawn longer than it is, as a translation may be; from the next baton_portal_view_begin() on. */
void       baton_portal_view_set_longer (BatonPortalView    *self,
                                         gboolean            longer);
/* While asking, a click asks why instead of following the link. */
void       baton_portal_view_set_asking (BatonPortalView    *self,
                                         gboolean            asking);

G_END_DECLS
