/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can go wrong with files that come in or go out.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Codes of the domain BATON_EXCHANGE_ERROR. */
typedef enum
{
  BATON_EXCHANGE_ERROR_READ,      /* Ask for another file: it cannot be read; the message says what the system said. */
  BATON_EXCHANGE_ERROR_WRITE,     /* Ask for another place: nothing was written. */
  BATON_EXCHANGE_ERROR_INVALID,   /* Show the list of problems that came with it; nothing was taken in. */
  BATON_EXCHANGE_ERROR_TOO_LARGE, /* Report: beyond what Baton reads. */
  BATON_EXCHANGE_ERROR_NOT_TABLE, /* Ask for another file: neither separated values nor a workbook, or a damaged one. */
  BATON_EXCHANGE_ERROR_DAMAGED,   /* Report: a part of the history is damaged or missing; nothing was changed. */
  BATON_EXCHANGE_ERROR_NEWER,     /* Report: a part of the history is of another version. */
  BATON_EXCHANGE_ERROR_FULL,      /* Ask for room: nothing was written. */
  BATON_EXCHANGE_ERROR_CANCELLED, /* Say nothing, or that it was stopped: nothing was written. */
  BATON_EXCHANGE_N_ERRORS
} BatonExchangeError;

#define BATON_EXCHANGE_ERROR (baton_exchange_error_quark ())
GQuark      baton_exchange_error_quark    (void);
/* "read", "write", "invalid", "too-large", "not-table", "damaged", "newer", "full", "cancelled": stable names. */
const char *baton_exchange_error_get_name (BatonExchangeError code);

/* Reads a whole file of at most *most* bytes. (transfer full) */
GBytes     *baton_exchange_read_file      (const char  *path,
                                           gsize        most,
                                           GError     **error);
/* Writes a file so that it is there wholly or not at all: aside, synced, renamed. Parents are made. */
gboolean    baton_exchange_write_file     (const char  *path,
                                           const void  *data,
                                           gsize        length,
                                           GError     **error);
/* The same for what can be made again, as the pages of a portal can: it is not synced, which takes hundreds of them
 * from ten seconds to a fraction of one. */
gboolean    baton_exchange_write_derived_file (const char  *path,
                                               const void  *data,
                                               gsize        length,
                                               GError     **error);
/* Whether *path* leads to a device, a pipe or the like, which is written to where it stands. */
gboolean    baton_exchange_is_stream      (const char  *path);

G_END_DECLS
