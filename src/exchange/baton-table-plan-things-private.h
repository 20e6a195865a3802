/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of planning for things share: its state, and the first pass (baton-table-plan-things-identify.c).
 */
#pragma once

#include "exchange/baton-table-plan-private.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

/* What is planned with, from pass to pass. */
typedef struct
{
  const BatonProgram      *program;
  const BatonTable        *table;
  const BatonGrid         *grid;
  const BatonTableMapping *mapping;
  const BatonTableOptions *options;
  BatonTablePlan          *plan;
  BatonProgram            *copy;         /* the program as it would be */
  BatonTableNames         *names;        /* of *copy* */
  GHashTable              *by_id;        /* id → BatonTableRow */
  GHashTable              *positions;    /* parent, "" for none → the last position given below it */
  const BatonKindInfo     *kind;
  int                      name_target;
  int                      section_target;
  BatonField               section_field;
  char                    *section;      /* the heading above the present row */
  GHashTable              *remarks;      /* BatonTableRow → BatonActivityTable of the row's remarks */
  GHashTable              *sections;     /* BatonTableRow → heading above it */
} BatonThingsPlanner;

/* What the row makes of its thing, in the copy too. (transfer full) of *entity*. */
void baton_table_plan_things_set_entity (BatonThingsPlanner *planner,
                                         BatonTableRow      *row,
                                         BatonEntity        *entity);
/* Tells why the row is refused, and takes what it did to the copy back. */
void baton_table_plan_things_refuse (BatonThingsPlanner *planner,
                                     BatonTableRow      *row,
                                     BatonTableIssueCode code,
                                     int                 target,
                                     const char         *text);

/* ── Whose row it is, and where its thing stands ── */

/* The thing behind the last one below *parent*. (transfer full) */
BatonEntity *baton_table_plan_things_place (BatonThingsPlanner *planner,
                                            const BatonEntity  *entity,
                                            const char         *parent);
/* The vocabulary of a term, however deep; of other things their parent. NULL where there is none. */
const char *baton_table_plan_things_get_owner (BatonThingsPlanner *planner,
                                               const BatonEntity  *entity);
/* The id of what the row belongs to, NULL where it says nothing; FALSE after having refused it. */
gboolean baton_table_plan_things_find_owner (BatonThingsPlanner *planner,
                                             BatonTableRow      *row,
                                             const char        **owner);
/* Pass 1: finds the row’s thing in the program, or makes one; or refuses the row. */
void baton_table_plan_things_identify (BatonThingsPlanner *planner,
                                       BatonTableRow      *row);

G_END_DECLS
