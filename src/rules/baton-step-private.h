/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step from one snapshot to the next, for the files that take it together; baton-snapshot-apply.c tells how.
 */
#pragma once

#include "rules/baton-profile-private.h"
#include "rules/baton-snapshot-private.h"

G_BEGIN_DECLS

typedef struct
{
  BatonSnapshot      *base;
  BatonSnapshot      *next;
  const BatonProgram *program;
  GHashTable         *changed;                      /* ids whose entity is another than in the base; borrowed keys */
  gboolean            touched[BATON_N_KINDS];       /* some entity of the kind changed */
  gboolean            restructured[BATON_N_KINDS];  /* … came, went, or has another place */
  guint               n_moved[BATON_N_KINDS];       /* how many did, G_MAXUINT where what they stand below did, and … */
  BatonEntity        *moved_from[BATON_N_KINDS];    /* … the last one before and … */
  BatonEntity        *moved_to[BATON_N_KINDS];      /* … after; borrowed, NULL where it is not */
  gboolean            terms_came_or_went;
  gboolean            terms_went;
  gboolean            terms_moved;
  GPtrArray          *old_rules;                    /* BatonRule that were compiled anew, and … */
  GPtrArray          *new_rules;                    /* … what they became; borrowed */
  int                 rule_before;                  /* the number of the one rule that came, went or moved in the base */
  int                 rule_after;                   /* … and in the next; −1 for none */
  GPtrArray          *old_contents;                 /* BatonNode of contents that went or were compiled anew; owned */
  GPtrArray          *new_contents;                 /* BatonNode of contents that came or were compiled anew; borrowed */
} BatonStep;

/* The parts of the step, in their order; lists and taxonomy are made before. */
void baton_step_make_nodes      (BatonStep     *step);
void baton_step_make_contents   (BatonStep     *step);
void baton_step_make_rules      (BatonStep     *step);
void baton_step_make_grounds    (BatonStep     *step);

/* Puts *after* in the place of *before*, if it is there. */
void baton_step_replace_pointer (gpointer      *pointers,
                                 guint          n_pointers,
                                 gconstpointer  before,
                                 gpointer       after);

G_END_DECLS
