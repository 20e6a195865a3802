/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A layer between SQLite and the disk that fails on demand and remembers what was written. As the default VFS of the
 * process it needs no hook in the code under test. Everything may be called while other threads use SQLite.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SHIM_FAIL_IO,     /* the call fails as a broken disk does */
  SHIM_FAIL_FULL    /* writes fail as a full disk does */
} ShimFailure;

typedef enum
{
  SHIM_WRITE,
  SHIM_TRUNCATE,
  SHIM_SYNC,
  SHIM_DELETE,
  SHIM_MARK         /* put there by the test */
} ShimOpType;

typedef struct
{
  ShimOpType  type;
  char       *path;     /* NULL for marks */
  gint64      offset;   /* of a write; size of a truncation; number of a mark */
  GBytes     *bytes;    /* of a write */
} ShimOp;

void       shim_vfs_register  (void);
void       shim_vfs_unregister (void);

/* The n-th (from 1) call from now on that would change a file fails, and with *for_ever* all after it. With *reads*, calls that
 * only look count and fail too. */
void       shim_vfs_fail_at   (guint        n,
                               gboolean     for_ever,
                               gboolean     reads,
                               ShimFailure  failure);
/* Nothing fails any more. Whether anything has since the last call of shim_vfs_fail_at(). */
gboolean   shim_vfs_stop_failing (void);

/* Remembers from now on. */
void       shim_vfs_record    (void);
void       shim_vfs_mark      (gint64       number);
/* (transfer full) of ShimOp; remembering ends. */
GPtrArray *shim_vfs_take_record (void);
