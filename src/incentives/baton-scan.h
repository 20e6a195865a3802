/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fast what-if: what a program gives to all of a history in columns, as totals and tiers, in milliseconds for millions of
 * events; and asked again after an edit, only for what the edit touches. Exact: equal to a plain replay, which the tests prove.
 *
 * It answers for *plain* programs: no caps, budgets, goals, pins, requirements or funds with accruals; audiences of
 * everybody or of the event's region; ladders of organizations over rolling months that fall at month ends to what the
 * points give; fee bonuses by the tier at the period's end. For others it says what keeps it from answering. Whoever wants an answer
 * for any program asks a reckoner (baton-reckoner.h), which asks a scan or else a tally.
 */
#pragma once

#include "incentives/baton-columns.h"
#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

typedef struct _BatonScan BatonScan;

/* Why a scan cannot answer. */
typedef enum
{
  BATON_SCAN_PLAIN,            /* it can */
  BATON_SCAN_PARTIAL,          /* the columns are partial */
  BATON_SCAN_DAYS,             /* the days asked for do not rise, some but the last is no month end, or there are too many */
  BATON_SCAN_AUDIENCE,
  BATON_SCAN_CAP,
  BATON_SCAN_PROMOTION,        /* a budget, a goal or an extra fee */
  BATON_SCAN_LADDER,
  BATON_SCAN_BENEFIT,
  BATON_SCAN_FUND,
  BATON_SCAN_MEMBERS_MOVE,     /* once per member, and a member has events of several organizations */
  BATON_SCAN_TOO_LARGE,        /* a sum could go beyond 2^53−1, or too many cases of one activity */
  BATON_N_SCAN_CODES
} BatonScanCode;

/* Whether scans decide the program of *snapshot* exactly, whatever the history: what they need of that is known by its columns alone
 * (baton_columns_is_partial(), members that move, sums that are too large). */
BatonScanCode baton_scan_check           (BatonSnapshot  *snapshot);
/* Scans *columns* under *snapshot*. *days*: month ends in rising order, of which the last may be any day; nothing after that counts. *from*: the
 * first day whose points and fees are summed. *threads*: how many to use; 0 for as many as there are processors. NULL, with
 * *code* (out), when the program is not plain. (transfer full) */
BatonScan  *baton_scan_new               (BatonColumns   *columns,
                                          BatonSnapshot  *snapshot,
                                          const BatonDay *days,
                                          guint           n_days,
                                          BatonDay        from,
                                          guint           threads,
                                          BatonScanCode  *code);
void        baton_scan_free              (BatonScan      *self);
/* Answers for another program, reading only the activities for which it differs. What it cannot answer leaves it as it was. */
gboolean    baton_scan_update            (BatonScan      *self,
                                          BatonSnapshot  *snapshot,
                                          BatonScanCode  *code);
/* How many activities were read anew by the last call. */
guint       baton_scan_get_n_read        (BatonScan      *self);
const char *baton_scan_code_get_name     (BatonScanCode   code);

/* Of the whole, from *from* through the last day. */
gint64      baton_scan_get_earned        (BatonScan      *self,
                                          guint           kind);
/* Points that have not expired on the last day, whenever they were earned. */
gint64      baton_scan_get_open          (BatonScan      *self,
                                          guint           kind);
/* What is left of company and individual points on the last day, at their value, in minor units. */
gint64      baton_scan_get_liability     (BatonScan      *self);
/* Referral fees of all periods that end on *from* or later, whole or so far, in minor units. */
gint64      baton_scan_get_fees          (BatonScan      *self);

guint       baton_scan_get_n_ladders     (BatonScan      *self);
/* How many organizations are on the level (0: none; else the tier, lowest first) at the end of days[day]. */
guint       baton_scan_count             (BatonScan      *self,
                                          guint           ladder,
                                          guint           day,
                                          guint           level);
gint64      baton_scan_get_points        (BatonScan      *self,
                                          guint           ladder,
                                          guint           organisation,
                                          guint           day);
guint       baton_scan_get_level         (BatonScan      *self,
                                          guint           ladder,
                                          guint           organisation,
                                          guint           day);
/* How many are on *live* here and on *draft* there, at the end of the last day. */
guint       baton_scan_count_moves       (BatonScan      *live,
                                          BatonScan      *draft,
                                          guint           ladder,
                                          guint           live_level,
                                          guint           draft_level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonScan, baton_scan_free)

G_END_DECLS
