/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An import of organizations or members may add terms to the program: that is a step of its journal, and the register is none of
 * the program. So that undo takes back both, what the register was before the step and after it stays beside it, named by the
 * step's number and time. Segments are never written to, so these are but other names of them; those of the last steps stay.
 *
 * The register is only turned where it still is what the step made of it.
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
/* Has it follow: for what is READY. */
gboolean           baton_data_step_turn  (const char  *folder,
                                          guint64      sequence,
                                          gint64       time_us,
                                          gboolean     undo,
                                          GError     **error);

G_END_DECLS
