/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gettext PO format, read strictly: every line must be one that the format knows. What the entries mean is baton-po.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char     *context;   /* msgctxt; owned, nullable */
  char     *source;    /* msgid, NFC; owned */
  char     *target;    /* msgstr, NFC, "" when empty; owned */
  gboolean  fuzzy;
  gboolean  plural;    /* has a msgid_plural; *target* is then that of the first form */
  guint     line;      /* of its first keyword, from 1 */
} BatonPoEntry;

typedef enum
{
  BATON_PO_SCAN_OK,
  BATON_PO_SCAN_NOT_UTF8,
  BATON_PO_SCAN_BAD_LINE,     /* neither a comment, a keyword nor a string where one may stand */
  BATON_PO_SCAN_BAD_STRING,   /* a string that does not end, or an escape that there is not */
  BATON_PO_SCAN_INCOMPLETE    /* an entry without its source or target */
} BatonPoScanResult;

/* The entries of a file in its order, the header (an empty source without context) among them. A byte order mark and
 * CRLF are taken; obsolete entries (#~) are passed over. On failure *line* says where and NULL is returned.
 * (transfer full) of BatonPoEntry. */
GPtrArray *baton_po_scan (const char        *data,
                          gsize              length,
                          BatonPoScanResult *result,
                          guint             *line);

G_END_DECLS
