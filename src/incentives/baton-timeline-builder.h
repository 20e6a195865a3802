/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A timeline while it is built, in passes: the moments, what the register says of each from which day on, who stands together, and
 * the order by cluster. Inside baton-timeline*.c only.
 */
#pragma once

#include "incentives/baton-timeline-private.h"

#include "incentives/baton-history-private.h"

G_BEGIN_DECLS

typedef struct
{
  BatonTimeline *self;
  GHashTable    *classes;          /* text of all terms → number + 1 */
  GHashTable    *who_by_key;       /* WhoKey → number + 1 */
  GHashTable    *regions;          /* id → number + 1 */
  GPtrArray     *region_ids;       /* by number, borrowed */
  GHashTable    *subject_by_id;    /* → number + 1 */
  guint32       *organisation_classes;   /* by row of facts; see *first_facts* */
  guint32       *member_classes;
  guint32       *first_organisation_facts;   /* by organization; one more at the end */
  guint32       *first_member_facts;
  guint32       *parents;          /* union-find: organizations, then members */
} BatonTimelineBuilder;

/* Tells what each row of the register's facts has in common with others. */
void baton_timeline_classify      (BatonTimelineBuilder *builder);
/* From which day on who is what. */
void baton_timeline_list_steps    (BatonTimelineBuilder *builder);
/* What of the history can count. Until baton_timeline_resolve_whos(), *who* of a moment is its region. */
void baton_timeline_list_moments  (BatonTimelineBuilder *builder);
void baton_timeline_resolve_whos  (BatonTimelineBuilder *builder);
/* The region's number + 1; 0 for none. */
guint32 baton_timeline_number_region (BatonTimelineBuilder *builder,
                                      const char           *id);
/* The number that *key* has in *table*, a new one where it is new. */
guint32 baton_timeline_intern     (GHashTable           *table,
                                   const char           *key);
int     baton_timeline_compare_days (const void         *a,
                                     const void         *b);

G_END_DECLS
