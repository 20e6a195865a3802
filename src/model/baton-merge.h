/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three-way merge: what I did and what they did since a common base, field by field, language by language, element by
 * element. Only true conflicts are asked about, and nothing is dropped in silence:
 *
 *   field        both set it otherwise (for a text: its source, or one language)
 *   order        both moved one element of an ordered list to different neighbours
 *   place        both moved it to different places
 *   cycle        the moves of both together would set something below itself
 *   delete-edit  one deleted what the other changed, or put something below, or refers to
 *   duplicate-id both made something under one id
 *
 * Until a conflict is decided the result holds what the base held (for delete-edit what was not deleted, for
 * duplicate-id one of the two), so that it is always a forest without dangling references, and does not depend on which
 * side is whose. Laws, proven by test-merge:
 * merge (b, x, b) = merge (b, b, x) = merge (b, x, x) = x without conflicts, and the conflicts of merge (b, m, t) are
 * those of merge (b, t, m) with the sides exchanged.
 */
#pragma once

#include "model/baton-problem.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_CONFLICT_FIELD,
  BATON_CONFLICT_ORDER,
  BATON_CONFLICT_PLACE,
  BATON_CONFLICT_CYCLE,
  BATON_CONFLICT_DELETE_EDIT,
  BATON_CONFLICT_DUPLICATE_ID,
  BATON_N_CONFLICTS
} BatonConflictType;

typedef enum
{
  BATON_MERGE_UNDECIDED,
  BATON_MERGE_MINE,
  BATON_MERGE_THEIRS,
  BATON_MERGE_BOTH,    /* record lists and long texts: theirs, then mine */
  BATON_MERGE_VALUE    /* another value of the field, of the language's entry, or another place */
} BatonMergeChoice;

typedef struct
{
  BatonConflictType type;
  BatonKind         kind;
  char             *id;       /* of the entity; owned */
  BatonField        field;    /* BATON_FIELD_NONE for delete-edit and duplicate-id */
  char             *locale;   /* of a text or asset, NULL for its source; owned */
  char             *element;  /* ORDER: owned */
  char            **path;     /* CYCLE: the ids from the entity up to itself; owned */
  BatonValue       *base;     /* of the field, the language's entry, or the place; owned, NULL when unset */
  BatonValue       *mine;
  BatonValue       *theirs;
  BatonEntity      *my_entity;     /* owned; NULL when I deleted it */
  BatonEntity      *their_entity;  /* owned; NULL when they deleted it */
  guint             choices;  /* 1 << BATON_MERGE_MINE and so on */
  BatonMergeChoice  choice;
} BatonConflict;

typedef struct _BatonMerge BatonMerge;

/* The three are borrowed and must stay unchanged while the merge lives. */
BatonMerge         *baton_merge_new             (const BatonProgram  *base,
                                                 const BatonProgram  *mine,
                                                 const BatonProgram  *theirs);
void                baton_merge_free            (BatonMerge          *merge);
/* All conflicts, decided or not, by kind, id, field. Borrowed, of BatonConflict; valid until the next decision. */
GPtrArray          *baton_merge_get_conflicts   (BatonMerge          *merge);
guint               baton_merge_count_undecided (BatonMerge          *merge);
/* Decides a conflict of baton_merge_get_conflicts(), or with UNDECIDED takes the decision back. *value* (nullable, for
 * VALUE) NULL unsets. A decision may settle other conflicts or bring new ones. FALSE when *choice* is not one of the
 * conflict's. */
gboolean            baton_merge_decide          (BatonMerge          *merge,
                                                 const BatonConflict *conflict,
                                                 BatonMergeChoice     choice,
                                                 const BatonValue    *value);
/* Decisions between these two are worked out together, once, whatever their number: result and conflicts are those of before
 * until then. */
void                baton_merge_hold            (BatonMerge          *merge);
void                baton_merge_go_on           (BatonMerge          *merge);
/* The result as decided so far. Borrowed, valid until the next decision. */
const BatonProgram *baton_merge_get_program     (BatonMerge          *merge);
/* The errors of the result that neither side has by itself: what each did makes sense, but not both together.
 * (transfer full) of BatonProblem. */
GPtrArray          *baton_merge_list_problems   (BatonMerge          *merge);
/* The same of programs by themselves, for a thread that has copies. (transfer full) */
GPtrArray          *baton_merge_find_problems   (const BatonProgram  *mine,
                                                 const BatonProgram  *theirs,
                                                 const BatonProgram  *merged);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonMerge, baton_merge_free)

G_END_DECLS
