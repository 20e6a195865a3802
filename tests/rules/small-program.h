/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs small enough that everybody and everything that could be is counted out: one vocabulary on both sides, one
 * more thing that members have (roles, a tier, points, a day of joining, an organization), three days. Every member is a
 * persona, every content is there. Rules say *own*, *addressed*, windows, approvals and named audiences.
 */
#pragma once

#include "rules/baton-analysis.h"

#define SMALL_TODAY 20778
#define SMALL_N_DAYS 3
#define SMALL_N_RULES 8

typedef struct
{
  BatonProgram *program;
  GPtrArray    *personas;      /* of BatonEntity */
  GPtrArray    *contents;
  guint         n_cases;       /* days × personas × contents, in that order */
  GHashTable   *matching[SMALL_N_RULES];   /* by rule: the numbers of the cases that it matches */
} SmallProgram;

SmallProgram *small_program_new      (guint             seed);
void          small_program_free     (SmallProgram     *small);
BatonEntity  *small_program_get_rule (SmallProgram     *small,
                                      guint             rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmallProgram, small_program_free)
