/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of columns and of rows share: how they are mapped and what covers their bytes.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Two running sums over 64-bit words: no single changed, lost or exchanged word leaves both as they were. */
typedef struct
{
  guint64 first;
  guint64 second;
} BatonChecksum;

/* Of *length* bytes, which are filled up with zeros to whole words. */
BatonChecksum baton_checksum_sum   (const void          *bytes,
                                    gsize                length);
gboolean      baton_checksum_equal (const BatonChecksum *a,
                                    const BatonChecksum *b);
/* The file, mapped for as long as the bytes live; it may be replaced meanwhile. NULL with BATON_INCENTIVES_ERROR_STORAGE.
 * (transfer full) */
GBytes       *baton_segment_map    (const char          *path,
                                    GError             **error);

G_END_DECLS
