/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why a member sees something, or does not: codes, ids and numbers; words/ makes the sentences.
 */
#pragma once

#include "portal/baton-portal.h"
#include "rules/baton-decision.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_WHY_SHOWN,              /* nothing keeps it from the member */
  BATON_WHY_PERMITTED,          /* content: *rule* allows the view */
  BATON_WHY_NO_SUCH_THING,      /* no entity has this id */
  BATON_WHY_NEVER_SHOWN,        /* entities of its kind are not part of any portal */
  BATON_WHY_AUDIENCE,           /* *field* of *entity*: clause *clause* is not met */
  BATON_WHY_NOT_PERMITTED,      /* content: no rule allows the view; *explanation* names the nearest */
  BATON_WHY_FORBIDDEN,          /* content: *rule* forbids the view */
  BATON_WHY_NEEDS_APPROVAL,     /* content: the view is allowed with an approval only; *rule* says so */
  BATON_WHY_OUTSIDE_WINDOW,     /* *window* of *entity* does not hold the day */
  BATON_WHY_NOT_PUBLISHED,      /* content: its state is *number*, an index of the choice "content_state" */
  BATON_WHY_SWITCHED_OFF,       /* *entity* is switched off */
  BATON_WHY_SOLD_OUT,           /* reward: its stock is 0 */
  BATON_WHY_NO_PRICE,           /* reward: exchanged, but at no rate */
  BATON_WHY_EARNS_NOTHING,      /* activity: no points and no fee for this member on this day */
  BATON_WHY_PARENT_HIDDEN,      /* *other*, in which it stands, is hidden; the reasons that follow are about *other* */
  BATON_WHY_TARGET_HIDDEN,      /* navigation: *other*, to which it leads, is hidden; the reasons that follow are about *other* */
  BATON_WHY_NO_TARGET,          /* navigation: it leads nowhere and nothing below it is shown */
  BATON_WHY_EARLIER_PAGE,       /* landing page: *other* comes before it and is for the member too */
  BATON_WHY_EMPTY,              /* block, collection or motion: nothing that fills it may be viewed */
  BATON_WHY_NO_RECORD,          /* collection: shown beside a record only, and none is open */
  BATON_WHY_RECORD,             /* collection: clause *clause* about the record is not met */
  BATON_WHY_NOT_PLACED,         /* content: it may be viewed, but nothing that this member sees leads to it but search */
  BATON_WHY_N_CODES
} BatonWhyCode;

typedef struct
{
  BatonWhyCode   code;
  char          *entity;     /* id of what the reason is about; owned */
  char          *other;      /* id; owned, nullable */
  BatonField     field;      /* AUDIENCE, RECORD: the audience's; else BATON_FIELD_NONE */
  int            clause;     /* AUDIENCE, RECORD: index of the first clause that failed; −1 else */
  char          *rule;       /* PERMITTED, FORBIDDEN, NEEDS_APPROVAL: id of the deciding publishing rule; owned, nullable */
  BatonWindow    window;     /* OUTSIDE_WINDOW */
  gint64         number;     /* NOT_PUBLISHED */
  BatonExplanation *explanation;  /* where a rule or the lack of one decided: the whole answer; owned, nullable */
} BatonWhyReason;

typedef struct
{
  gboolean   shown;       /* it is there for the member */
  GPtrArray *reasons;     /* of BatonWhyReason, from the outside in; at least one */
  GPtrArray *places;      /* of char *: ids of the pages, blocks, collections and navigation items by which the member comes to it */
} BatonWhy;

/* The request's target and words do not matter; record, locale and day do. (transfer full), never NULL. */
BatonWhy   *baton_portal_why          (BatonSnapshot            *snapshot,
                                       const BatonProfile       *profile,
                                       const BatonPortalRequest *request,
                                       const char               *id);
void        baton_why_free            (BatonWhy                 *why);
/* "shown", "audience", …: stable names for JSON and tests. */
const char *baton_why_code_get_name   (BatonWhyCode              code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonWhy, baton_why_free)

G_END_DECLS
