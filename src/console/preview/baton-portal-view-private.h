/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the view of a portal and the description of what it shows (baton-portal-page.c) share.
 */
#pragma once

#include "console/preview/baton-portal-view.h"

#include "console/preview/baton-portal-colours.h"
#include "console/preview/baton-portal-node.h"
#include "console/preview/baton-portal-pictures.h"

G_BEGIN_DECLS

struct _BatonPortalView
{
  AdwBin                parent_instance;

  BatonPortalColours   *colours;    /* of the brand; owned */
  BatonPortalPictures  *pictures;   /* owned */
  BatonPortalNode      *shown;      /* whose widgets are here; owned, NULL before the first answer */
  BatonPortalNode      *coming;     /* what is to be shown next, while its widgets are made; owned, nullable */
  const BatonPortal    *portal;     /* borrowed while drawing */
  const BatonPortal    *other;      /* borrowed while drawing; nullable */
  guint                 n_activities; /* drawn so far */
  char                 *fallback;   /* tag of the language whose name is the next; owned, nullable */
  char                 *fallback_name; /* owned */
  const BatonNames     *names;      /* borrowed while drawing */
  char                 *reason;     /* why what should be open is not there; owned, nullable */
  gboolean              asking;
  gboolean              longer;
};

/* What is drawn of *portal*, as the names and the other portal have it. (transfer full) */
BatonPortalNode *baton_portal_page_describe (BatonPortalView *self);

G_END_DECLS
