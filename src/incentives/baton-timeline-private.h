/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timelines as tallies see them. Inside this room only.
 */
#pragma once

#include "incentives/baton-timeline.h"

G_BEGIN_DECLS

/* What can count, of the history: approved and pending events, redemptions that count. Not what was declined, and not
 * reversals, which leave their mark on the original. */
typedef struct
{
  gint64          quantity;
  gint64          amount;
  gint64          points;         /* redemptions: −1 when the price gives it */
  guint32         index;          /* in the history */
  guint32         organisation;   /* BATON_INDEX_NONE: unknown */
  guint32         member;         /* BATON_INDEX_NONE: unassigned, or unknown */
  guint32         who;
  guint32         subject;        /* number in *subjects* */
  BatonDay        day;
  guint16         share;          /* basis points */
  guint8          type;           /* BatonEventType */
  guint8          pending : 1;
  guint8          reversed : 1;
} BatonMoment;

/* A subject's terms from a day on. */
typedef struct
{
  BatonDay from;
  guint32  who;
} BatonWhoStep;

/* One of each kind of asked ones; either of the facts may be NULL, and so may the region. */
typedef struct
{
  const BatonMemberFacts       *member;
  const BatonOrganisationFacts *organisation;
  const char                   *region;
} BatonWho;

typedef struct
{
  guint first_moment;
  guint n_moments;
  guint first_organisation;   /* in *organisations* */
  guint n_organisations;
  guint first_member;         /* in *members* */
  guint n_members;
  guint first_facts_day;      /* in *facts_days* */
  guint n_facts_days;
} BatonCluster;

struct _BatonTimeline
{
  gatomicrefcount  references;
  BatonRegister   *reg;
  BatonHistory    *history;
  BatonDay         first;          /* of any row of the history */
  BatonDay         last;
  GPtrArray       *subjects;       /* of ids: the history's */
  GArray          *whos;           /* of BatonWho */
  BatonMoment     *moments;        /* by cluster, then day and id */
  guint            n_moments;
  GArray          *clusters;       /* of BatonCluster */
  guint32         *organisations;  /* by cluster */
  guint32         *members;
  BatonDay        *facts_days;     /* by cluster: on which the register says something new, rising */
  guint32         *cluster_of_organisation;
  guint32         *cluster_of_member;
  guint32         *place_of_organisation;   /* within its cluster */
  guint32         *place_of_member;
  guint32         *first_step_of_organisation;   /* in *steps*; one more at the end */
  guint32         *first_step_of_member;
  GArray          *steps;          /* of BatonWhoStep */
  GMutex           lock;           /* guards what follows */
  guint32         *clusters_of;    /* by subject: clusters that have a moment of it, rising; NULL: not listed yet */
  guint32         *first_cluster_of;   /* by subject, in *clusters_of*; one more at the end */
};

/* The clusters that have a moment of the subject, rising. */
const guint32 *baton_timeline_list_clusters_of (BatonTimeline *self,
                                                guint          subject,
                                                guint         *n);
/* The *who* of an organization, or of a member, as such on *day*. */
guint32 baton_timeline_get_who_of_organisation (BatonTimeline *self,
                                                guint          organisation,
                                                BatonDay       day);
guint32 baton_timeline_get_who_of_member       (BatonTimeline *self,
                                                guint          member,
                                                BatonDay       day);

G_END_DECLS
