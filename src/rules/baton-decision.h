/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publishing decisions: may this member do this to this content on this day, by which rule, and if not, what is missing.
 *
 * Nothing is allowed unless a rule allows it. A matching *may not* beats any *may*. If every matching *may* asks for
 * approval, the answer is *with approval*, by any one of the roles that they name. The deciding rule is the first in list
 * order of those that make the answer what it is: the may-nots; else the mays that ask for no approval; else all mays.
 */
#pragma once

#include "rules/baton-match.h"

G_BEGIN_DECLS

/* In the order of the choices of BATON_FIELD_PUBLISHING_RULE_ACTIONS. */
typedef enum
{
  BATON_ACTION_VIEW,
  BATON_ACTION_CREATE,
  BATON_ACTION_EDIT,
  BATON_ACTION_PUBLISH,
  BATON_ACTION_APPROVE,
  BATON_ACTION_CURATE,
  BATON_ACTION_TRANSLATE,
  BATON_ACTION_ARCHIVE,
  BATON_N_ACTIONS
} BatonAction;

typedef enum
{
  BATON_OUTCOME_NOT_PERMITTED,   /* by any rule */
  BATON_OUTCOME_FORBIDDEN,
  BATON_OUTCOME_WITH_APPROVAL,
  BATON_OUTCOME_ALLOWED,
  BATON_N_OUTCOMES
} BatonOutcome;

typedef struct
{
  BatonOutcome outcome;
  int          rule;      /* the deciding rule: index in baton_snapshot_list (…, BATON_KIND_PUBLISHING_RULE); −1 for none */
} BatonDecision;

/* Stable names: "view"…; "not-permitted", "forbidden", "with-approval", "allowed". find: −1 when there is none. */
const char    *baton_action_get_name   (BatonAction          action);
int            baton_action_find       (const char          *name);
const char    *baton_outcome_get_name  (BatonOutcome         outcome);

/* On content of the program, by id; content that does not exist has no tags. */
BatonDecision  baton_decide            (const BatonSnapshot *snapshot,
                                        const BatonProfile  *profile,
                                        BatonAction          action,
                                        const char          *content_id,
                                        BatonDay             day);
/* On content that may not exist yet: what an author is about to tag so. */
BatonDecision  baton_decide_tags       (const BatonSnapshot *snapshot,
                                        const BatonProfile  *profile,
                                        BatonAction          action,
                                        const BatonTermSet  *tags,
                                        BatonDay             day);

/* The part of a rule that was not met. */
typedef enum
{
  BATON_RULE_PART_WHO,        /* index: clause of BATON_FIELD_PUBLISHING_RULE_WHO */
  BATON_RULE_PART_WHAT,       /* index: clause of BATON_FIELD_PUBLISHING_RULE_WHAT */
  BATON_RULE_PART_OWN,        /* index: element of BATON_FIELD_PUBLISHING_RULE_OWN */
  BATON_RULE_PART_ADDRESSED,  /* index: element of BATON_FIELD_PUBLISHING_RULE_ADDRESSED */
  BATON_RULE_PART_WINDOW      /* index: 0 */
} BatonRulePart;

typedef struct
{
  BatonRulePart part;
  guint         index;
} BatonFailure;

/* A *may* about the action that did not match. */
typedef struct
{
  int           rule;
  guint         n_failures;
  BatonFailure *failures;     /* owned, in the order of BatonRulePart, then index */
} BatonNearRule;

#define BATON_MAX_NEAR_RULES 5

typedef struct
{
  BatonDecision  decision;
  guint          n_determining;
  guint          n_matching;
  guint          n_nearest;
  const int     *determining; /* all rules that make the answer what it is, in list order */
  const int     *matching;    /* all rules that match, of either effect, in list order */
  BatonNearRule *nearest;     /* not permitted: fewest failures first, then list order; owned. Else NULL */
  char         **approvers;   /* with approval: ids of the roles, any one of which must approve; sorted; owned. Else NULL */
} BatonExplanation;

/* The decision with all its reasons. (transfer full) */
BatonExplanation *baton_explain        (const BatonSnapshot *snapshot,
                                        const BatonProfile  *profile,
                                        BatonAction          action,
                                        const char          *content_id,
                                        BatonDay             day);
BatonExplanation *baton_explain_tags   (const BatonSnapshot *snapshot,
                                        const BatonProfile  *profile,
                                        BatonAction          action,
                                        const BatonTermSet  *tags,
                                        BatonDay             day);
void              baton_explanation_free (BatonExplanation  *explanation);

/* The tags of a content of the program; NULL when there is none. Borrowed. */
BatonTermSet     *baton_snapshot_get_tags (const BatonSnapshot *snapshot,
                                           const char          *content_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonExplanation, baton_explanation_free)

G_END_DECLS
