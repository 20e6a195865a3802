/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many holders are on each level of a ladder, of rows of levels that have one for each holder. Inside this room only.
 */
#pragma once

#include "incentives/baton-register.h"

G_BEGIN_DECLS

/* Who is not there yet on the first of the days compared. */
typedef struct
{
  guint32  holder;
  BatonDay since;
} BatonLateHolder;

/* (transfer full): of BatonLateHolder, by holder; all who come after *day*. */
GArray *baton_level_counts_list_late (BatonRegister *reg,
                                      gboolean       members,
                                      BatonDay       day);
/* Of the *n* holders of *levels*, each below *n_levels*, those who are there on *day*, added to *counts* by level. *late*: who is not
 * there from the beginning. */
void    baton_level_counts_add       (const guint16 *levels,
                                      gsize          n,
                                      guint          n_levels,
                                      const GArray  *late,
                                      BatonDay       day,
                                      guint         *counts);
/* The same of pairs of levels; *counts* is by the first level, then the second, which is below *n_second*. */
void    baton_level_counts_add_pairs (const guint16 *first,
                                      const guint16 *second,
                                      gsize          n,
                                      guint          n_second,
                                      const GArray  *late,
                                      BatonDay       day,
                                      guint         *counts);

G_END_DECLS
