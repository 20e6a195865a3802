/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of validation share: a check looks at the program only through baton_check_lookup() and its kin, so
 * that the incremental validator (baton-validator.h) learns on what each answer rests.
 *
 * A *unit* is one entity with all its own problems, or one group check, whose kinds are named in a table. A unit's
 * problems depend on nothing but what it looked up.
 */
#pragma once

#include "model/baton-audience.h"
#include "model/baton-problem.h"
#include "model/baton-program.h"

G_BEGIN_DECLS

/* Deeper trees are refused: people lose their way long before, and every walk is bounded by it. */
#define BATON_TREE_MAX_DEPTH 32

typedef enum
{
  BATON_DEPENDS_ON_BODY,      /* anything of the entity */
  BATON_DEPENDS_ON_PLACE,     /* only whether it is there, its kind and its parent */
  BATON_DEPENDS_ON_ROOTS,     /* only whether it is there, its kind, which vocabulary it hangs on, and that no chain of parents is
                               * too long or a circle */
  BATON_DEPENDS_ON_CHILDREN   /* the entities of some kind below it, with all that they hold */
} BatonDependency;

/* Told of everything that a check looked at; *id* may name nothing. */
typedef void (*BatonDependencyFunc) (const char      *id,
                                     BatonDependency  dependency,
                                     gpointer         user_data);

/* Texts of one language that still want work. */
typedef struct
{
  guint missing;
  guint stale;
} BatonTextCount;

/* Who shares a name or a code with whom (baton-namesakes.h). */
typedef struct _BatonNamesakes BatonNamesakes;

typedef struct
{
  const BatonProgram  *program;
  GPtrArray           *problems;      /* appended to */
  const char          *source_tag;    /* NULL in a program without root */
  GPtrArray           *locales;       /* borrowed entities, in order */
  GHashTable          *locale_index;  /* borrowed tag → index in *locales* + 1 */
  guint                deepest;       /* most ancestors of anything that was checked; all that are counted where a cycle was found */
  BatonTextCount      *counts;        /* by index in *locales*; added to */
  BatonNamesakes      *namesakes;     /* borrowed, of all the program; nullable: not to be asked for */
  BatonDependencyFunc  depends;       /* nullable */
  gpointer             depends_data;
} BatonCheck;

/* Fills all but *depends* and *namesakes*; *counts* is owned, as are the containers. */
void           baton_check_init           (BatonCheck         *check,
                                           const BatonProgram *program,
                                           GPtrArray          *problems);
void           baton_check_clear          (BatonCheck         *check);

BatonEntity   *baton_check_lookup         (BatonCheck         *check,
                                           const char         *id);
/* The same where it is of *kind*; NULL otherwise. *id* is nullable. */
BatonEntity   *baton_check_lookup_kind    (BatonCheck         *check,
                                           const char         *id,
                                           BatonKind           kind);
/* Only kind and parent of the answer may be looked at. */
BatonEntity   *baton_check_lookup_place   (BatonCheck         *check,
                                           const char         *id);
/* Only the kind of the answer may be looked at. Who notes that it rests on what an entity's parent hangs on, rests on all above:
 * a change goes from each to those that look at it. */
BatonEntity   *baton_check_lookup_root    (BatonCheck         *check,
                                           const char         *id);
GPtrArray     *baton_check_list_children  (BatonCheck         *check,
                                           BatonKind           kind,
                                           const char         *parent);
/* The id of the vocabulary of a term, borrowed; NULL when it hangs on none. */
const char    *baton_check_get_vocabulary (BatonCheck         *check,
                                           const char         *term);
/* Whether *term* is *ancestor* or lies below it. Both nullable. */
gboolean       baton_check_lies_below     (BatonCheck         *check,
                                           const char         *term,
                                           const char         *ancestor);

/* Whether a clause of the audience, or of an audience that it names, however far away, is such. */
typedef gboolean (*BatonClauseFunc) (const BatonClause *clause, const char *what);
gboolean       baton_check_has_clause     (BatonCheck         *check,
                                           const BatonValue   *audience,
                                           BatonClauseFunc     is_such,
                                           const char         *what);

/* Adds a problem of *entity* and gives it back to be completed. */
#define baton_check_add(check, code, entity, field, ...) \
  baton_check_take (check, baton_problem_new (BATON_PROBLEM_##code, baton_entity_get_kind (entity), baton_entity_get_id (entity), field, __VA_ARGS__))
BatonProblem  *baton_check_take           (BatonCheck         *check,
                                           BatonProblem       *problem);

/* Whether the cell of an activity ever gives points, by itself or by an exception. *cell* is nullable. */
gboolean       baton_check_can_earn       (const BatonValue   *cell);

/* One entity, in four steps. */
void           baton_check_references     (BatonCheck         *check,
                                           const BatonEntity  *entity);
void           baton_check_texts          (BatonCheck         *check,
                                           const BatonEntity  *entity);
void           baton_check_meaning        (BatonCheck         *check,
                                           const BatonEntity  *entity);
/* Whom it cannot be told apart from. */
void           baton_check_namesakes      (BatonCheck         *check,
                                           const BatonEntity  *entity);
/* Parts of baton_check_meaning(). */
void           baton_check_incentives     (BatonCheck         *check,
                                           const BatonEntity  *entity);
void           baton_check_effect         (BatonCheck         *check,
                                           const BatonEntity  *entity);
void           baton_check_audiences      (BatonCheck         *check,
                                           const BatonEntity  *entity);
void           baton_check_gain           (BatonCheck         *check,
                                           const BatonEntity  *entity);

/* The checks of several entities at once. *kinds*: BATON_KIND_BIT of all that the check looks at. Those with
 * *is_structure* are asked when a file is read, too. */
typedef struct
{
  void   (*func) (BatonCheck *check);
  guint64  kinds;
  gboolean is_structure;
} BatonGroupCheck;

const BatonGroupCheck *baton_check_get_groups (gsize *n_groups);
void           baton_check_brands         (BatonCheck         *check);
/* In baton-check-gain.c, too. */
void           baton_check_budgets        (BatonCheck         *check);
void           baton_check_promotion_groups (BatonCheck       *check);
void           baton_check_promotion_reach (BatonCheck        *check);
void           baton_check_points_earned  (BatonCheck         *check);
/* UNTRANSLATED and STALE_TEXT of every listed language; *counts* by index in *locales*. */
void           baton_check_report_counts  (BatonCheck           *check,
                                           const BatonTextCount *counts);

/* As baton_validate_shape(), with the JSON Pointer of each problem below *path* (nullable: none). */
void           baton_validate_shape_at    (const BatonEntity  *entity,
                                           const char         *path,
                                           GPtrArray          *problems);
/* Shapes aside, all that keeps a file from being read: references, trees, what must be there once. */
void           baton_validate_structure   (const BatonProgram *program,
                                           GPtrArray          *problems);

G_END_DECLS
