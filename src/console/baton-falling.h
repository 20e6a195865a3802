/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is about to lose a tier: the draft, tallied in a thread over the history as it is and with nothing new, through today
 * and through some weeks from now. Where the history ended long ago, its last day stands for today.
 */
#pragma once

#include "console/baton-history-answer.h"

G_BEGIN_DECLS

/* Somebody who holds a tier and, with nothing new, loses it. */
typedef struct
{
  char     *tier;       /* held; owned */
  char     *falls_to;   /* owned; NULL: to none */
  char     *holder;     /* id in the register; owned */
  char     *partner;    /* the organization whose statement tells why: the holder, or the member's; owned, nullable */
  BatonDay  day;        /* the first at whose end it is lost */
  gint64    points;     /* in the window that ends today */
} BatonFall;

#define BATON_TYPE_FALLING (baton_falling_get_type ())
G_DECLARE_FINAL_TYPE (BatonFalling, baton_falling, BATON, FALLING, BatonHistoryAnswer)

BatonFalling *baton_falling_new      (BatonDocument *document);
/* Of BatonFall, the soonest first, then the highest tier, then by number; borrowed until changed, NULL before the first answer. */
GPtrArray    *baton_falling_get_list (BatonFalling  *self);
/* The day that stands for today; BATON_DAY_NONE before the first answer. */
BatonDay      baton_falling_get_day  (BatonFalling  *self);

G_END_DECLS
