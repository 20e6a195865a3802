/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the picker share: its state, its rows (baton-picker-rows.c), and what it lists (baton-picker-fill.c).
 */
#pragma once

#include "console/widgets/baton-picker.h"

#include "console/widgets/baton-picker-item.h"

G_BEGIN_DECLS

struct _BatonPicker
{
  AdwWindow        parent_instance;

  BatonDocument   *document;    /* owned, nullable: where the path of a thing is looked up, and new ones are made */
  GListStore      *items;       /* owned; of BatonPickerItem */
  GPtrArray       *fresh;       /* of BatonPickerItem; what was added before the window is shown, put in with one splice */
  GHashTable      *by_id;       /* id of an item → the item, borrowed */
  GPtrArray       *order;       /* of BatonPickerItem, borrowed: the chosen ones in the order of the choice */
  char            *needle;      /* owned: what is searched for, case folded */
  char            *vocabulary;  /* owned, nullable: of which terms are made in place */
  BatonKind        creates;     /* BATON_KIND_NONE: nothing is made in place */
  guint64          kinds;
  gboolean         multiple;
  gboolean         ordered;
  BatonPickerFunc  func;
  GObject         *owner;       /* weak */

  BatonPickerSource source;     /* of what comes later; NULL: nothing does */
  gpointer         source_data;
  GDestroyNotify   source_destroy;
  guint            idle;        /* source that asks it */

  GtkFilter       *filter;      /* of the list's model; borrowed */
  GtkSorter       *sorter;      /* likewise */
  GtkWidget       *search;
  GtkWidget       *list;
  GtkWidget       *stack;
  GtkWidget       *create;
  AdwWindowTitle  *title;
};

/* The item has been chosen or no longer is. */
void                baton_picker_chosen_cb    (BatonPickerItem *item,
                                               GParamSpec      *property,
                                               BatonPicker     *self);
/* Moves a chosen item in an ordered choice; nothing happens at its ends. */
void                baton_picker_move         (BatonPicker     *self,
                                               BatonPickerItem *item,
                                               int              by);
/* Shows the list, or that nothing is found, and what could be made instead. */
void                baton_picker_update_found (BatonPicker     *self);

/* ── Rows ── */

/* (transfer full) */
GtkListItemFactory *baton_picker_make_factory (BatonPicker     *self);

/* ── What is listed ── */

/* Adds an item, which is listed after baton_picker_flush(). Borrowed. */
BatonPickerItem    *baton_picker_add_item     (BatonPicker     *self,
                                               const char      *id,
                                               const char      *label,
                                               int              depth);
void                baton_picker_flush        (BatonPicker     *self);
/* Nothing comes later any more. */
void                baton_picker_drop_source  (BatonPicker     *self);

G_END_DECLS
