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

/* A case in point: a persona or the terms of a member who could be, a content or the tags of one that could be. */
typedef struct
{
  const char  *persona;   /* id; nullable */
  const char  *content;   /* id; nullable */
  int          action;    /* BatonAction; −1 when it is about none */
  GPtrArray   *member;    /* ids of terms, roles and tiers; nullable */
  GPtrArray   *tags;      /* ids of terms; nullable */
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
  BatonExample     example;
} BatonFinding;

#define BATON_ANALYSIS_DEFAULT_LIMIT 20000

/* All findings on *day*, by code, then list order. *limit* bounds the steps of each search for a cover by several rules
 * (0: the default). When *cancellable* (nullable) is cancelled, what is left of those searches counts as not decided.
 * (transfer full) of BatonFinding. */
GPtrArray   *baton_analysis_run       (BatonSnapshot      *snapshot,
                                       BatonDay            day,
                                       guint               limit,
                                       GCancellable       *cancellable);
const char  *baton_finding_code_get_name (BatonFindingCode code);
void         baton_finding_free       (BatonFinding       *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonFinding, baton_finding_free)

G_END_DECLS
