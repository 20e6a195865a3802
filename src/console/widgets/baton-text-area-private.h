/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the text area and its links (baton-text-area-links.c) share.
 */
#pragma once

#include "console/widgets/baton-text-area.h"

G_BEGIN_DECLS

struct _BatonTextArea
{
  AdwBin         parent_instance;

  BatonDocument *document;   /* owned */
  GtkTextBuffer *buffer;     /* borrowed from the view */
  gboolean       formatted;
  gboolean       editable;
  gboolean       whole;      /* nothing is lost by editing it */
  gboolean       showing;
  gboolean       typed;      /* since *started* */
  char          *text;       /* what it shows; owned, nullable */
  char          *started;    /* what Escape gives back; owned, nullable */

  GtkWidget     *view;
  GtkWidget     *grows;      /* what scrolls it where it is as high as its text; NULL where it has a height of its own */
  guint          growing;    /* source that makes it so high */
  GtkWidget     *bar;        /* owned, nullable */
  GtkWidget     *bar_place;  /* weak; NULL: above the text */
  GtkWidget     *style;      /* drop-down of the line's style */
  GtkWidget     *link;       /* the button that opens the link */
  GtkWidget     *note;       /* why it cannot be edited here */
};

/* Whether formats can be given to what is chosen now. */
gboolean   baton_text_area_can_format        (BatonTextArea *self);
/* What is shown has been edited. */
void       baton_text_area_changed_cb        (BatonTextArea *self);
/* Typing has come to its end. */
void       baton_text_area_leave             (BatonTextArea *self);

/* ── Links ── */

/* What the button of the link opens, for the link that the cursor is in, or for a new one. A function for baton_chip_new(). */
GtkWidget *baton_text_area_make_link_content (GtkWidget     *chip,
                                              gpointer       owner);
/* Tells where the link below the pointer leads. */
gboolean   baton_text_area_query_tooltip_cb  (BatonTextArea *self,
                                              int            x,
                                              int            y,
                                              gboolean       keyboard,
                                              GtkTooltip    *tooltip);

G_END_DECLS
