/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history as columns, for replays of millions of events: for each activity its approved events in the order of
 * organization, day and id, each field an array of its own. They know nothing of a program: activities and regions are
 * kept by the ids that the history has.
 *
 * What the columns do not hold makes them *partial*, and a scan (baton-scan.h) refuses them: redemptions, deal parts with a
 * share, more than 65,535 days from the first event to the last, more than 254 regions.
 *
 * Immutable and reference-counted, free to cross threads.
 */
#pragma once

#include <gio/gio.h>

#include "incentives/baton-history.h"
#include "incentives/baton-register.h"

G_BEGIN_DECLS

typedef struct _BatonColumns BatonColumns;
typedef struct _BatonColumnsBuilder BatonColumnsBuilder;

/* One event; organization and member are numbers in the register, activity and region those that the builder gave. */
typedef struct
{
  gint64   quantity;
  gint64   amount;
  guint32  organisation;
  guint32  member;       /* BATON_INDEX_NONE: unassigned */
  BatonDay day;
  guint16  activity;
  guint8   region;       /* 0: none */
  gboolean reversed;
} BatonColumnsRow;

BatonColumnsBuilder *baton_columns_builder_new          (guint                  n_organisations,
                                                         guint                  n_members);
void                 baton_columns_builder_free         (BatonColumnsBuilder   *builder);
/* The number of an id, given now or before; G_MAXUINT when there are too many. */
guint                baton_columns_builder_add_activity (BatonColumnsBuilder   *builder,
                                                         const char            *id);
guint                baton_columns_builder_add_region   (BatonColumnsBuilder   *builder,
                                                         const char            *id);
/* Rows of one day must come in the order of their ids. */
void                 baton_columns_builder_add          (BatonColumnsBuilder   *builder,
                                                         const BatonColumnsRow *row);
/* Has the processor fetch what adding the row is going to need. */
void                 baton_columns_builder_expect       (BatonColumnsBuilder   *builder,
                                                         const BatonColumnsRow *row);
/* Which part of the input the following rows are of; where builders are joined, rows are in the order of the turns, whichever
 * builder has them. A turn has one builder. 0 to begin with. */
void                 baton_columns_builder_set_turn     (BatonColumnsBuilder   *builder,
                                                         guint64                turn);
/* Adds all rows of *other*, behind those of the same turn that are there; *other* is empty afterwards. Both must be for the same register. */
void                 baton_columns_builder_append       (BatonColumnsBuilder   *builder,
                                                         BatonColumnsBuilder   *other);
/* Notes an event that does not count, as it waits for approval: it must not be too large, either. */
void                 baton_columns_builder_add_uncounted (BatonColumnsBuilder  *builder,
                                                          gint64                quantity,
                                                          gint64                amount);
/* Some member has events of which the columns know nothing. */
void                 baton_columns_builder_set_members_move (BatonColumnsBuilder *builder);
/* What was given holds something that columns cannot. */
void                 baton_columns_builder_set_partial  (BatonColumnsBuilder   *builder);
/* (transfer full); the builder is empty afterwards. */
BatonColumns        *baton_columns_builder_finish       (BatonColumnsBuilder   *builder);

/* The columns of a history, in segments or not. NULL where it was cancelled. (transfer full) */
BatonColumns        *baton_columns_new                  (BatonRegister         *reg,
                                                         BatonHistory          *history,
                                                         GCancellable          *cancellable);
/* Whether they can be more than partial: there is nothing in the history that columns do not hold. Sooner known than they are made. */
gboolean             baton_columns_can_hold             (BatonHistory          *history);
BatonColumns        *baton_columns_ref                  (BatonColumns          *self);
void                 baton_columns_unref                (BatonColumns          *self);
gboolean             baton_columns_is_partial           (BatonColumns          *self);
guint64              baton_columns_get_n_events         (BatonColumns          *self);
guint                baton_columns_get_n_organisations  (BatonColumns          *self);
/* Memory held, in bytes. */
gsize                baton_columns_get_size             (BatonColumns          *self);
/* A sum over all bytes of the columns: the least that any reading of them costs, to compare with. */
guint64              baton_columns_sum_bytes            (BatonColumns          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonColumns, baton_columns_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonColumnsBuilder, baton_columns_builder_free)

G_END_DECLS
