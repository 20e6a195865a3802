/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Examples: for each kind something that a program could hold of it, for those who begin. They are taken from one small
 * program that is built into the library (data/samples/examples): what an example is about, with what stands below it
 * and what it refers to. What the program at hand already has is used and not added again: a vocabulary of the same
 * purpose, anything else of the same name at the same place.
 */
#pragma once

#include "model/baton-day.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *changes;    /* of BatonChange, to be made as one entry of the journal; owned */
  char      *shown;      /* the first of the things that the example is about; owned */
  GPtrArray *pictures;   /* of GBytes: what must be kept before the changes name it; owned */
} BatonExample;

/* The kind under which this kind's example goes, so that kinds with the same answer share one: a tier and its benefits come
 * with their ladder. BATON_KIND_NONE where there is no example, which is for the program itself. */
BatonKind     baton_examples_get_kind (BatonKind           kind);
/* The example of *kind* as it would be added to *program* on the day *today*. NULL where there is none. (transfer full) */
BatonExample *baton_examples_make     (const BatonProgram *program,
                                       BatonKind           kind,
                                       BatonDay            today);
void          baton_example_free      (BatonExample       *example);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonExample, baton_example_free)

G_END_DECLS
