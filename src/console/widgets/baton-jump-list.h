/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Groups of lines that each lead to a thing or a section. What is listed is told anew whenever it may have changed: rows whose
 * line is the same stay as they are, with the focus, others are told theirs, and those that are missing are made a few in a
 * turn of the main loop.
 */
#pragma once

#include "console/baton-document.h"
#include "model/baton-problem.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BATON_TYPE_JUMP_LIST (baton_jump_list_get_type ())
G_DECLARE_FINAL_TYPE (BatonJumpList, baton_jump_list, BATON, JUMP_LIST, GtkBox)

typedef struct
{
  const char         *icon;       /* nullable, as all strings but the title */
  const char         *title;
  const char         *subtitle;
  const char         *action;     /* what the row does, or its button where *button* names one */
  const char         *target;     /* a string that the action takes; of a problem with the number of its field */
  const char         *trailing;   /* icon at the end */
  const char         *mark;       /* a word or two at the end */
  const char         *mark_class; /* how they look */
  const char         *tooltip;
  const char         *button;
  const BatonProblem *problem;    /* with a button for its mend, if it has one */
  int                 depth;      /* of those that stand below each other */
} BatonJump;

/* *document* makes the mends. */
GtkWidget *baton_jump_list_new       (BatonDocument   *document);
/* A group below those that there are, hidden while nothing is listed in it. *title*: nullable. */
void       baton_jump_list_add_group (BatonJumpList   *self,
                                      const char      *title);
void       baton_jump_list_describe  (BatonJumpList   *self,
                                      guint            group,
                                      const char      *description);
/* Begins to tell what is listed. */
void       baton_jump_list_begin     (BatonJumpList   *self);
/* The next line of *group*; all is copied. */
void       baton_jump_list_add       (BatonJumpList   *self,
                                      guint            group,
                                      const BatonJump *jump);
/* Shows what was told. */
void       baton_jump_list_end       (BatonJumpList   *self);

G_END_DECLS
