/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the analysis share.
 */
#pragma once

#include "rules/baton-access-private.h"
#include "rules/baton-analysis.h"
#include "rules/baton-region.h"

G_BEGIN_DECLS

typedef struct
{
  BatonSnapshot  *snapshot;      /* borrowed */
  BatonDay        day;
  guint           limit;
  GCancellable   *cancellable;   /* nullable */
  GPtrArray      *findings[BATON_N_FINDINGS];   /* by code, of owned BatonFinding, each in list order; NULL while empty */
  BatonWord      *live;          /* rules that are switched on and can match somebody */
  BatonWord      *killed;        /* mays that a may not forbids wherever they match */
  BatonWord     **met;           /* by may not: the mays that it met, a set; owned, NULL for none */
  GPtrArray      *profiles;      /* owned BatonProfile, by persona in list order */
  GPtrArray      *accesses;      /* owned BatonAccess, by persona in list order */
} BatonAnalysis;

/* Entities lie all over the memory: where all of a list are visited, the one that is so far ahead is fetched already. */
#define BATON_ANALYSIS_AHEAD 16

BatonFinding *baton_analysis_add         (BatonAnalysis    *analysis,
                                          BatonFindingCode  code,
                                          BatonKind         kind,
                                          const char       *entity);
/* Adds to the finding's others; *id* is borrowed from the snapshot. */
void          baton_finding_add_other    (BatonFinding     *finding,
                                          const char       *id);
const char   *baton_analysis_get_rule_id (BatonAnalysis    *analysis,
                                          guint             rule);
/* The parts, in the order in which they build on each other. */
void          baton_analysis_check_data  (BatonAnalysis    *analysis);
void          baton_analysis_check_rules (BatonAnalysis    *analysis);
void          baton_analysis_check_pages (BatonAnalysis    *analysis);
void          baton_analysis_check_uses  (BatonAnalysis    *analysis);
void          baton_analysis_check_tiers (BatonAnalysis    *analysis);

G_END_DECLS
