/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the list share: its state, the rows that follow the program (baton-card-list-rows.c), and what is done to
 * them (baton-card-list-edits.c).
 */
#pragma once

#include "console/widgets/baton-card-list.h"

#include "console/widgets/baton-card-row-private.h"
#include "console/widgets/baton-tab-stop.h"

G_BEGIN_DECLS

struct _BatonCardList
{
  AdwBin         parent_instance;

  BatonDocument *document;    /* owned */
  BatonKind      kind;
  char          *parent;      /* owned, nullable */
  gboolean       below;       /* what stands below *parent* alone */
  BatonCardFunc  func;
  gpointer       owner;       /* borrowed: it outlives this */
  GHashTable    *places;      /* id, owned → index of all that is listed; owned */
  GQueue         missing;     /* of ids, borrowed from *places*: that have no row yet */
  GHashTable    *rows;        /* id → row, borrowed from the list; owned */
  char          *selected;    /* owned, nullable */
  char          *needle;      /* owned */
  guint          idle;        /* source that words what is dirty */
  guint          making;      /* source that makes what is missing */
  gboolean       syncing;
  gboolean       added;       /* the chosen card is new, and to be kept in sight */

  GtkWidget     *bar;
  GtkWidget     *search;
  GtkWidget     *add;
  GtkWidget     *scrolled;
  GtkWidget     *list;
  GtkWidget     *stop;        /* around the list */
  GtkWidget     *detail_row;  /* NULL without a detail */
  GtkWidget     *more;
};

/* Chooses what is listed, or with NULL nothing; the row is left to who calls. */
void       baton_card_list_choose            (BatonCardList   *self,
                                              const char      *id);
/* Whether the focus is on a card itself, and not in the detail. */
gboolean   baton_card_list_is_card_focused   (BatonCardList   *self);

/* ── Rows ── */

/* The row of what is listed, made where it was not yet; NULL when it is not listed. */
GtkWidget *baton_card_list_ensure_row        (BatonCardList   *self,
                                              const char      *id);
/* Makes the rows those of the program. */
void       baton_card_list_follow            (BatonCardList   *self);
void       baton_card_list_changed_cb        (BatonCardList   *self,
                                              GPtrArray       *changes);

/* ── Edits ── */

/* Lets the row be dragged, and others be dropped beside it. */
void       baton_card_list_add_drag          (GtkWidget       *row);
/* Adds a thing that has nothing but a name. */
void       baton_card_list_add_plain         (BatonCardList   *self);
void       baton_card_list_edit_action       (GtkWidget       *widget,
                                              const char      *action,
                                              GVariant        *parameter);
gboolean   baton_card_list_key_cb            (BatonCardList   *self,
                                              guint            key,
                                              guint            code,
                                              GdkModifierType  state);
/* What is new is kept in sight while the list grows, until somebody scrolls. */
void       baton_card_list_extent_changed_cb (BatonCardList   *self);
void       baton_card_list_scrolled_cb       (BatonCardList   *self);

G_END_DECLS
