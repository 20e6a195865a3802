/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of an outline's model share: its state, the order in which things stand (baton-outline-order.c), and the search
 * (baton-outline-search.c).
 */
#pragma once

#include "console/widgets/baton-outline-model.h"

G_BEGIN_DECLS

#define BATON_OUTLINE_UNFOLDED_AT_MOST 3000   /* more than so many things begin folded */

struct _BatonOutlineItem
{
  GObject     parent_instance;

  char       *id;
  GHashTable *items;         /* id → item, of the tree; owned; NULL in what was found */
  GListStore *siblings;      /* that it stands in; borrowed: it holds the item */
  GListStore *children;      /* owned; NULL until unfolded, and in leaves */
  gboolean    has_children;
};

struct _BatonOutlineModel
{
  GObject           parent_instance;

  BatonDocument    *document;               /* owned */
  guint64           kinds;
  guint64           below[BATON_N_KINDS];   /* kinds that are shown and can stand below one of this kind */
  guint64           elsewhere;              /* kinds that can stand below one that is not shown */
  gboolean          headed;                 /* the top has headings */

  GListStore       *roots;                  /* owned */
  GtkTreeListModel *tree;                   /* owned */
  GHashTable       *items;                  /* borrowed id → borrowed item of the tree; owned */

  GListStore       *found;                  /* owned */
  char             *needle;                 /* folded; NULL: no search */
  GPtrArray        *queue;                  /* of BatonEntity, held: still to be searched; owned, nullable */
  guint             next;
  GPtrArray        *hits;                   /* of BatonEntity, borrowed from the queue */
  guint             slice;                  /* source */

  GPtrArray        *late;                   /* of BatonOutlineLate: what comes and goes in slices, one of a store; owned */
  GPtrArray        *redrawn;                /* of BatonEntity, held: whose rows are still to be drawn anew; owned */
  guint             late_slice;             /* source */
  gint64            follow_began;           /* monotonic, while changes are taken over: what that takes is not there for rows; else 0 */
};

typedef struct _BatonOutlineLate BatonOutlineLate;

/* More rows than that come, or go, in slices. */
#define BATON_OUTLINE_AT_ONCE 256

#define BIT(kind) (G_GUINT64_CONSTANT (1) << (kind))

/* ── What stands below what ── */

/* What is shown below *parent*: by the order of the kinds, then of the list. Of borrowed entities. (transfer full) */
GPtrArray   *baton_outline_order_list_below (BatonOutlineModel *self,
                                             const BatonEntity *parent);
gboolean     baton_outline_order_has_below  (BatonOutlineModel *self,
                                             const BatonEntity *entity);
/* The shown thing that it stands below; NULL at the top. Borrowed. */
BatonEntity *baton_outline_order_get_above  (BatonOutlineModel *self,
                                             const BatonEntity *entity);
/* A GCompareFunc over pointers to entities: by their headings. */
int          baton_outline_order_compare    (gconstpointer      a,
                                             gconstpointer      b);
/* What stands at the top. Of borrowed entities. (transfer full) */
GPtrArray   *baton_outline_order_list_roots (BatonOutlineModel *self);

/* ── The search ── */

/* Looks for the needle from the beginning. */
void         baton_outline_search_begin     (BatonOutlineModel *self);
void         baton_outline_search_end       (BatonOutlineModel *self);
/* Lists what was found: BatonEntity, borrowed. */
void         baton_outline_model_take_hits  (BatonOutlineModel *self,
                                             GPtrArray         *hits);

/* ── Large steps ── */

/* Lists *entities* (BatonEntity, borrowed) in the place of *n_removed* rows. */
void         baton_outline_model_splice     (BatonOutlineModel *self,
                                             GListStore        *store,
                                             guint              position,
                                             guint              n_removed,
                                             gpointer          *entities,
                                             guint              n_added);
/* The same in slices. Nothing of the store may be under way. */
void         baton_outline_late_splice      (BatonOutlineModel *self,
                                             GListStore        *store,
                                             guint              position,
                                             guint              n_gone,
                                             gpointer          *entities,
                                             guint              n_new);
/* Has the row of the thing drawn anew, if it is listed by then. */
void         baton_outline_late_redraw      (BatonOutlineModel *self,
                                             BatonEntity       *entity);
/* What is under way in the store is given up; whoever calls this compares it anew. */
void         baton_outline_late_forget      (BatonOutlineModel *self,
                                             GListStore        *store);
/* Brings the store as far as the thing has its row; FALSE where it is not on its way. */
gboolean     baton_outline_late_bring       (BatonOutlineModel *self,
                                             GListStore        *store,
                                             const char        *id);
void         baton_outline_late_init        (BatonOutlineModel *self);
void         baton_outline_late_clear       (BatonOutlineModel *self);

G_END_DECLS
