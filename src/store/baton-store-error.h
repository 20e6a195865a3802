/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can go wrong with a workspace file. Each code is a different choice for the caller; the message of the error is
 * for the log, not for people (words/ has a sentence per code).
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Codes of the domain BATON_STORE_ERROR. An open that fails with any of them has left the file as it was. */
typedef enum
{
  BATON_STORE_ERROR_FAILED,      /* Report: nothing below fits; the message says what the system said. */
  BATON_STORE_ERROR_NOT_FOUND,   /* Ask for another place: there is no such file, asset, entry or setting. */
  BATON_STORE_ERROR_EXISTS,      /* Ask for another name: a new file never replaces one. */
  BATON_STORE_ERROR_LOCKED,      /* Offer to read a copy: another window or program has it open. */
  BATON_STORE_ERROR_READ_ONLY,   /* Offer to read a copy: the file or its folder may not be written, or was opened to read. */
  BATON_STORE_ERROR_EMPTY,       /* Report: the file has no bytes, as after a failed download or copy. */
  BATON_STORE_ERROR_FOREIGN,     /* Report: the file is something else than a workspace. */
  BATON_STORE_ERROR_NEWER,       /* Ask to update Baton: written by a later version. */
  BATON_STORE_ERROR_DAMAGED,     /* Offer a backup: the file is a workspace, but does not hold together. */
  BATON_STORE_ERROR_FULL,        /* Ask to make room, then flush again: no space, or over the quota. */
  BATON_STORE_ERROR_IO,          /* Retry, then offer to save a copy elsewhere: the disk or mount failed. */
  BATON_STORE_ERROR_STALE,       /* Recompute and repeat: a change starts from something else than what is there now. */
  BATON_STORE_ERROR_INVALID,     /* Report: a change, picture or key that can never be stored. */
  BATON_STORE_ERROR_TOO_LARGE,   /* Offer to scale down: a picture beyond the limits. */
  BATON_STORE_ERROR_NO_MEMORY,   /* Ask to close something and repeat: nothing is wrong with the file. */
  BATON_STORE_ERROR_CLOSED,      /* Programmer: the workspace has been closed. */
  BATON_STORE_N_ERRORS
} BatonStoreError;

#define BATON_STORE_ERROR (baton_store_error_quark ())
GQuark      baton_store_error_quark    (void);
/* "locked", "read-only", …: stable names for exit messages and --json. */
const char *baton_store_error_get_name (BatonStoreError code);

G_END_DECLS
