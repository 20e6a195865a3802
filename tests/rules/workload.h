/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workload of tests/data/policy as programs: one for its first eight actions and one for the last two.
 */
#pragma once

#include "model/baton-program.h"

#define WORKLOAD_N_PROGRAMS 2

typedef struct
{
  BatonValue   *workload;
  BatonValue   *expected;
  BatonProgram *programs[WORKLOAD_N_PROGRAMS];
} Workload;

Workload   *workload_new           (void);
void        workload_free          (Workload *workload);
/* Which of the two programs has the action, and what it is called there. */
guint       workload_find_program  (Workload   *workload,
                                    const char *action,
                                    int        *translated);
/* Ids of what the workload numbers; "rule-00012" and so on. (transfer full) */
char       *workload_make_id       (const char *kind,
                                    gint64      number);
/* The number in such an id. */
int         workload_get_number    (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Workload, workload_free)
