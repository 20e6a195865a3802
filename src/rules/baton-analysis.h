/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The analysis of a whole program: what its rules say twice, never or against each other, and what the personas miss.
 * Every finding is exact; a question whose search would go beyond the limit is named as not decided, never guessed.
 */
#pragma once

#include <gio/gio.h>

#include "rules/baton-access.h"

G_BEGIN_DECLS

typedef enum
{
#define BATON_FINDING(SYMBOL, name, entity, others) BATON_FINDING_##SYMBOL,
#include "rules/baton-finding-table.h"
  BATON_N_FINDINGS
} BatonFindingCode;

/* A case in point: a persona, or what a member has who could be; a content, or the tags of one that could be; and who or
 * what decides there. What does not belong to the finding stays NULL. */
typedef struct
{
  const char  *persona;                       /* id */
  const char  *content;                       /* id */
  int          action;                        /* BatonAction; −1 when it is about none */
  BatonDay     day;                           /* of the case; BATON_DAY_NONE when it is about none */
  const char  *rule;                          /* id of the rule that decides there */
  const char  *thing;                         /* id of what else shows it: the finding's code says what */
  const char  *lacking;                       /* id of what does not apply there: a rule, page, block or navigation item … */
  GArray      *failures;                      /* … and BatonFailure: the parts of it that are not met. Of others than rules: WHO */
  /* Of a member and content that could be, where persona and content are NULL */
  GPtrArray   *terms[BATON_N_SIDES];          /* ids of terms, roles and tiers */
  const char  *organisation;                  /* id in the register; "" for any that no rule names */
  gint64       attributes[BATON_N_ATTRIBUTES];
  guint        known;                         /* bits of 1 << BatonAttribute: the numbers that matter */
} BatonExample;

/* Strings are borrowed from the snapshot, which the caller keeps. */
typedef struct
{
  BatonFindingCode code;
  BatonKind        kind;     /* of *entity* */
  const char      *entity;
  GPtrArray       *others;   /* ids; never NULL */
  guint            actions;  /* bits of 1 << BatonAction that it is about; 0 for none */
  guint            count;    /* how many cases there are, where they are counted; else 0 */
  BatonExample     example;  /* empty but for rules that meet until … */
  gboolean         illustrated;   /* … baton_analysis_illustrate() has been here */
} BatonFinding;

#define BATON_ANALYSIS_DEFAULT_LIMIT 20000

/* All findings on *day*, by code, then list order, without examples. *limit* bounds the steps of each search for a cover by several rules
 * (0: the default). When *cancellable* (nullable) is cancelled, what is left of those searches counts as not decided.
 * (transfer full) of BatonFinding. */
GPtrArray   *baton_analysis_run       (BatonSnapshot      *snapshot,
                                       BatonDay            day,
                                       guint               limit,
                                       GCancellable       *cancellable);
/* Gives each finding of baton_analysis_run() of that snapshot and day its example, and findings about contents and personas
 * the rules concerned as their *others*: what costs more than finding them, and is not asked of those that nobody reads.
 * *findings* may be some of them; once for a finding. Those that are left when *cancellable* (nullable) is cancelled stay without. */
void         baton_analysis_illustrate (BatonSnapshot      *snapshot,
                                        GPtrArray          *findings,
                                        BatonDay            day,
                                        GCancellable       *cancellable);
/* The publishing rules that the finding is about or names, each once: ids, borrowed. (transfer container) */
GPtrArray   *baton_finding_list_rules  (const BatonFinding *finding,
                                        const BatonSnapshot *snapshot);
const char  *baton_finding_code_get_name (BatonFindingCode code);
void         baton_finding_free       (BatonFinding       *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonFinding, baton_finding_free)

G_END_DECLS
