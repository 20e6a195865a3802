/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An import of organizations or members may add terms to the program: that is a step of its journal, and the register is none of
 * the program. So that undo takes back both, what the register was before the step and after it stays beside it, named by the
 * step's number and time. Segments are never written to, so these are but other names of them; those of the last steps stay.
 *
 * The register is only turned where it still is what the step made of it, or is already what it shall be.
 *
 * Program and register are two files: a note beside the register says that both are being turned, from before the program is until
 * after the register was. Who opens the workspace and finds one has the register follow what the program is by then.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BATON_DATA_STEP_NONE,      /* it did nothing to the register */
  BATON_DATA_STEP_READY,     /* the register can follow it */
  BATON_DATA_STEP_CHANGED    /* the register has become another since */
} BatonDataStepState;

/* The register as it is now is what it was before the step, or, with *after*, what the step made of it. */
gboolean           baton_data_step_keep  (const char  *folder,
                                          guint64      sequence,
                                          gint64       time_us,
                                          gboolean     after,
                                          GError     **error);
/* Whether the register can follow when the step is undone, or done again. */
BatonDataStepState baton_data_step_look  (const char  *folder,
                                          guint64      sequence,
                                          gint64       time_us,
                                          gboolean     undo);
/* Notes that the step is about to be turned: for what is READY, before the program is. */
gboolean           baton_data_step_begin (const char  *folder,
                                          guint64      sequence,
                                          gint64       time_us,
                                          GError     **error);
/* Whether there is such a note, and of which step. */
gboolean           baton_data_step_is_begun (const char *folder,
                                          guint64     *sequence,
                                          gint64      *time_us);
/* Nothing is being turned any more. */
void               baton_data_step_end   (const char  *folder);
/* Has the register follow: for what is READY, once the program's file has it. It is on the disk then. */
gboolean           baton_data_step_turn  (const char  *folder,
                                          guint64      sequence,
                                          gint64       time_us,
                                          gboolean     undo,
                                          GError     **error);

G_END_DECLS
