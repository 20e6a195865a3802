/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reckonings of plain programs, from scans. Inside this room only.
 */
#pragma once

#include "incentives/baton-reckoning-private.h"
#include "incentives/baton-scan.h"

G_BEGIN_DECLS

/* As baton_scan_check() and baton_scan_update(), of what a snapshot has of incentives. */
BatonScanCode baton_scan_check_scheme (const BatonScheme *scheme);
gboolean   baton_scan_update_to (BatonScan            *self,
                                 BatonScheme          *scheme,
                                 BatonScanCode        *code);
/* A scan in detail under the program of *like*, for its days. NULL, with *code* (out), when it cannot be. (transfer full) */
BatonScan *baton_scan_new_like  (BatonColumns         *columns,
                                 const BatonReckoning *like,
                                 guint                 threads,
                                 BatonScanCode        *code);
/* Fills a reckoning that is empty, of the scan's program and days, but for what claims use of funds. FALSE where something is more
 * than can be counted: then the reckoning is of no use. */
gboolean   baton_scan_fill      (BatonScan            *self,
                                 BatonReckoning       *reckoning);
/* And that. FALSE on overflow. */
gboolean   baton_scan_fill_funds (BatonReckoning      *reckoning);

G_END_DECLS
