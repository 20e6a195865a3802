/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the table of activities: thin handles, in the order of the motions, within a motion those of a section together.
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_ACTIVITY_ROW (baton_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonActivityRow, baton_activity_row, BATON, ACTIVITY_ROW, GObject)

struct _BatonActivityRow
{
  GObject  parent_instance;

  char    *id;       /* of the activity, or of the motion in its heading; NULL in the heading of a section */
  char    *motion;   /* id; NULL for activities without one */
  char    *heading;  /* NULL in the rows of activities */
};

/* Makes *rows* (of BatonActivityRow) list the activities whose name holds *filter* (case-folded, nullable) and the headings
 * above them. Only what differs is spliced, a row that has moved where it left and where it came. TRUE when a heading stays in its place and
 * says something else, which no signal tells. */
gboolean baton_activity_rows_follow  (GListStore    *rows,
                                      BatonDocument *document,
                                      const char    *filter);
/* The same as far as it goes until the monotonic time *until*, some rows at least; *all* (out): whether that was all. */
gboolean baton_activity_rows_follow_some (GListStore *rows,
                                      BatonDocument *document,
                                      const char    *filter,
                                      gint64         until,
                                      gboolean      *all);
/* Whether *changes* can change which rows there are with this filter, or their order. */
gboolean baton_activity_rows_concern (GPtrArray     *changes,
                                      const char    *filter);

G_END_DECLS
