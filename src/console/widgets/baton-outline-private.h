/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the outline share: its state, and the edits of what is chosen (baton-outline-edits.c). The choice is theirs
 * to read and the outline's to make.
 */
#pragma once

#include "console/widgets/baton-growing-list.h"
#include "console/widgets/baton-outline.h"
#include "console/widgets/baton-outline-model.h"

G_BEGIN_DECLS

struct _BatonOutline
{
  AdwBin              parent_instance;

  BatonDocument      *document;    /* owned */
  guint64             kinds;
  BatonOutlineModel  *model;       /* owned */
  BatonGrowingList   *tree;        /* of *model*, as far as it has rows; owned */
  GtkSingleSelection *selection;   /* owned by the view */
  char               *selected;    /* id; owned */
  guint               gone_row;    /* where it stood when it went with a large step */
  gboolean            following;   /* the list changes, not the choice */
  guint               scrolling;   /* source that scrolls to what is chosen */
  guint               waiting;     /* tick callback of a list that has no size yet */
  BatonOutlineFill    fill;        /* nullable */
  gpointer            fill_data;   /* borrowed */

  GtkWidget          *list;
  GtkWidget          *stop;        /* around the list */
  GtkWidget          *search;
  GtkWidget          *add;         /* menu button */
  GMenu              *add_menu;    /* of it; owned */
  GtkWidget          *empty;       /* status page */
  GtkWidget          *stack;
};

/* Deleting, duplicating, moving and renaming what is chosen. */
void baton_outline_install_edits (GtkWidgetClass *klass);

G_END_DECLS
