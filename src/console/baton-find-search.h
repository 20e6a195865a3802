/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What *Find Anything* finds: sections, things of the program and partners by their names, the best first. Worked out in a thread:
 * a program of 100,000 things or a register of 50,000 partners takes longer than a frame.
 */
#pragma once

#include "console/baton-document.h"

G_BEGIN_DECLS

typedef struct
{
  int          rank;     /* 0: the name is it; 1: begins with it; 2: a word of it begins with it; 3: holds it */
  char        *name;
  const char  *kind;     /* in words */
  char        *id;       /* of a thing or a partner; NULL for a section */
  const char  *section;
} BatonFound;

typedef struct
{
  char          *text;      /* that is looked for */
  BatonProgram  *program;   /* a copy */
  BatonRegister *reg;       /* NULL: partners go without their names */
  BatonDay       today;
  GPtrArray     *found;     /* of BatonFound */
} BatonFindSearch;

/* For *text*, in *document* as it is now. (transfer full) */
BatonFindSearch *baton_find_search_new  (BatonDocument    *document,
                                         const char       *text);
void             baton_find_search_free (gpointer          search);
/* FALSE when it was cancelled. On any thread. */
gboolean         baton_find_search_run  (gpointer          search,
                                         GCancellable     *cancellable,
                                         GError          **error);

G_END_DECLS
