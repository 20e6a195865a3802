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

/* Writes what a segment has to the file; where it fails, it says why. */
typedef gboolean (* BatonSegmentWrite) (int       fd,
                                        gpointer  user_data,
                                        GError  **error);

/* Writes a segment aside, syncs it, and gives it its name: it is there wholly or not at all, whenever the power fails. FALSE with
 * BATON_INCENTIVES_ERROR_FULL where there is no room, else BATON_INCENTIVES_ERROR_STORAGE. */
gboolean      baton_segment_save   (const char          *path,
                                    BatonSegmentWrite    write,
                                    gpointer             user_data,
                                    GError             **error);
/* So that a new name, or one that went, is on the disk too: of *path*, in its folder. */
void          baton_segment_sync_name (const char       *path);
/* Writes all of it. */
gboolean      baton_segment_write  (int                  fd,
                                    const void          *bytes,
                                    gsize                length,
                                    GError             **error);

G_END_DECLS
