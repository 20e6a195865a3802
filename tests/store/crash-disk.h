/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file as a disk holds it when the power fails: what was synced is there; of the calls since, each may have come through, or
 * not, or in part, in any order.
 */
#pragma once

#include "shim-vfs.h"

typedef enum
{
  DAMAGE_DROP,      /* nothing that was not synced came through */
  DAMAGE_KEEP,      /* all of it did, as when only the process dies */
  DAMAGE_SOME,      /* each call did or did not */
  DAMAGE_TEAR,      /* each sector did or did not; what lies past the old end may be anything */
  N_DAMAGES
} Damage;

/* What is surely there, and the calls since. */
typedef struct
{
  GByteArray *image;      /* owned; NULL: there is no file */
  GPtrArray  *pending;    /* owned, of borrowed ShimOp */
} CrashDisk;

/* The file as it may be found; NULL: there is none. (transfer full) */
GByteArray *crash_disk_settle (const CrashDisk *disk,
                               Damage           damage,
                               GRand           *random);
/* One call more. */
void        crash_disk_do     (CrashDisk       *disk,
                               const ShimOp    *op);
