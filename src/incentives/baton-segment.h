/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns in a file, ready to be scanned where they lie. A segment is written aside, synced and renamed, so that there is
 * the old one or the new one and never half of either. Every byte is covered by a checksum, and every number that leads
 * to another is checked, before the first value is used.
 */
#pragma once

#include "incentives/baton-columns.h"

G_BEGIN_DECLS

/* Writes the columns to *path* in place of what may be there. FALSE with BATON_INCENTIVES_ERROR_STORAGE (a full disk, for
 * example); then what was there is as it was. */
gboolean      baton_columns_save (BatonColumns *self,
                                  const char   *path,
                                  GError      **error);
/* NULL with BATON_INCENTIVES_ERROR_STORAGE, _DAMAGED or _VERSION. The file stays mapped for as long as the columns live;
 * it may be replaced meanwhile. (transfer full) */
BatonColumns *baton_columns_load (const char   *path,
                                  GError      **error);
/* The same of bytes in memory, which are kept and must not change. (transfer full) */
BatonColumns *baton_columns_load_bytes (GBytes  *bytes,
                                        GError **error);

G_END_DECLS
