/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the description of a node (baton-portal-node.c), its widget (baton-portal-node-widget.c) and the passing on of widgets from
 * one tree to the next (baton-portal-node-show.c) share.
 */
#pragma once

#include "console/preview/baton-portal-node.h"

G_BEGIN_DECLS

typedef enum
{
  NODE_BOX,
  NODE_LABEL,
  NODE_PICTURE,
  NODE_ITEM,
  NODE_FLOW,
  NODE_LEVEL,
  NODE_EXPANDER,
  NODE_SEARCH
} NodeType;

typedef enum
{
  RUNS_AS_PARENT,
  RUNS_LTR,
  RUNS_RTL
} Runs;

struct _BatonPortalNode
{
  NodeType       type;
  GtkOrientation orientation;
  int            spacing;
  int            width;
  int            height;
  guint          most_in_line;
  char          *css_class;   /* owned, nullable */

  char          *text;        /* of a label or an expander; the name of what has none; owned */
  char          *markup;      /* Pango's, of a label that is more than its text; owned, nullable */
  char          *tooltip;     /* owned, nullable */
  char          *id;          /* owned, nullable */
  char          *target;      /* of a search the words; owned, nullable */
  GdkTexture    *texture;     /* owned, nullable */
  double         value;
  double         most;
  GPtrArray     *classes;     /* besides css_class; owned, ends in NULL once shown */
  Runs           runs;
  gboolean       wide;
  gboolean       whole;       /* words are not broken */

  GPtrArray     *children;    /* owned */
  GtkWidget     *widget;      /* borrowed from where it stands; NULL before it is made */
  guint          n_made;      /* children that stand in a widget made for this node */
  gboolean       ahead;       /* the widget stands nowhere yet: it is owned */
};

/* A widget for the node, not told anything yet; *func* hears of what is done in it. (transfer floating) */
GtkWidget *baton_portal_node_make_widget     (BatonPortalNode     *self,
                                              BatonPortalNodeFunc  func,
                                              gpointer             user_data);
/* Tells the node's widget what the node says of itself; *before* (nullable) is what it was told last. */
void       baton_portal_node_show_properties (BatonPortalNode     *self,
                                              BatonPortalNode     *before);
/* Lets go of a widget when nothing else is to be done: taking a page apart takes as long as making it. */
void       baton_portal_node_drop_widget     (GtkWidget           *widget);   /* transfer full */

G_END_DECLS
