/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much each of those who ask may ask for: so many a minute, and as many at once. Who has had theirs is told how long
 * to wait. A key is kept only while it has something to pay back, and there is room for so many keys; those beyond share one.
 *
 * Time is a parameter. Belongs to one thread.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BATON_METER_MAX_KEYS 65536

typedef struct _BatonMeter BatonMeter;

/* *per_minute*: at least 1. */
BatonMeter *baton_meter_new       (guint        per_minute);
void        baton_meter_free      (BatonMeter  *meter);
/* Takes *cost*, at most a whole minute's, for *key* at *now*, in monotonic microseconds. FALSE, with the whole seconds to wait in
 * *wait_s*, and nothing taken, when there is not so much left. */
gboolean    baton_meter_take      (BatonMeter  *meter,
                                   const char  *key,
                                   guint        cost,
                                   gint64       now,
                                   guint       *wait_s);
guint       baton_meter_count     (BatonMeter  *meter);

/* What counts as one peer: an IPv4 address, also where it comes as IPv6; of IPv6 the first 64 bits, since whoever has one
 * address of those has them all. (transfer full) */
char       *baton_peer_get_network (GInetAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonMeter, baton_meter_free)

G_END_DECLS
