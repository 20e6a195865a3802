/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What partners claimed of funds that are claimed from, of a history of records or of the rows of its segments.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-private.h"
#include "incentives/baton-reckoning-private.h"

static gboolean
is_claimed (const BatonScheme *scheme)
{
  for (guint i = 0; i < scheme->n_funds; i++)
    if (!scheme->funds[i].accrues)
      return TRUE;
  return FALSE;
}

static gboolean
enter_claim (BatonReckoning   *self,
             const BatonEvent *claim)
{
  guint index = baton_scheme_find_fund (self->scheme, claim->subject);
  BatonFundUse *use = index != BATON_INDEX_NONE ? &g_array_index (self->funds, BatonFundUse, index) : NULL;
  const BatonFund *fund = use != NULL ? &self->scheme->funds[index] : NULL;

  if (use == NULL || fund->accrues || claim->day > self->through ||
      !baton_window_contains (baton_period_get (fund->period, self->through, self->scheme->fiscal_start), claim->day) ||
      (claim->state != BATON_EVENT_APPROVED && claim->state != BATON_EVENT_PAID) ||
      baton_register_find_organisation (self->reg, claim->organisation) == BATON_INDEX_NONE)
    return TRUE;
  if (!baton_add (&use->used, claim->granted))
    return FALSE;
  if (use->exhausted == BATON_DAY_NONE && fund->has_budget && use->used > fund->budget)
    use->exhausted = claim->day;
  return TRUE;
}

static gboolean
enter_rows (BatonReckoning   *self,
            BatonHistoryRows *rows)
{
  GPtrArray *segments = baton_history_rows_list (rows);
  guint n = baton_history_get_n_events (self->history);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GStringChunk) strings = NULL;
      BatonEvent event;
      guint32 at;
      guint segment = baton_history_rows_locate (rows, i, &at);

      if (baton_rows_get_value (g_ptr_array_index (segments, segment), BATON_ROWS_TYPE, at) != BATON_EVENT_CLAIM)
        continue;
      strings = g_string_chunk_new (64);
      baton_history_rows_get_event (rows, i, strings, &event);
      if (!enter_claim (self, &event))
        return FALSE;
    }
  return TRUE;
}

/* In the order of the history. */
gboolean
baton_reckoning_enter_claims (BatonReckoning *self)
{
  BatonHistoryRows *rows = baton_history_get_rows (self->history);
  const BatonEvent *events;

  if (!is_claimed (self->scheme))
    return TRUE;
  if (rows != NULL)
    return enter_rows (self, rows);
  events = baton_history_get_events (self->history);
  for (guint i = 0; i < baton_history_get_n_events (self->history); i++)
    if (events[i].type == BATON_EVENT_CLAIM && !enter_claim (self, &events[i]))
      return FALSE;
  return TRUE;
}
