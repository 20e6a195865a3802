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

/* Whether the segment may have any: most have events alone, and their column of types has no width. */
static gboolean
has_types (BatonRows *rows)
{
  return rows->fields[BATON_ROWS_TYPE].width > 0 || rows->fields[BATON_ROWS_TYPE].base == BATON_EVENT_CLAIM;
}

static GArray *
find_claims (BatonHistory *history)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  BatonHistoryRows *rows = baton_history_get_rows (history);
  GPtrArray *segments = rows != NULL ? baton_history_rows_list (rows) : NULL;
  const BatonEvent *events = rows == NULL ? baton_history_get_events (history) : NULL;
  guint n = baton_history_get_n_events (history);
  gboolean any = rows == NULL;

  for (guint i = 0; rows != NULL && i < segments->len; i++)
    any |= has_types (g_ptr_array_index (segments, i));
  for (guint32 i = 0; any && i < n; i++)
    {
      BatonEventType type;
      guint32 at;

      if (rows != NULL)
        {
          guint segment = baton_history_rows_locate (rows, i, &at);

          type = (BatonEventType) baton_rows_get_value (g_ptr_array_index (segments, segment), BATON_ROWS_TYPE, at);
        }
      else
        type = events[i].type;
      if (type == BATON_EVENT_CLAIM)
        g_array_append_val (indices, i);
    }
  return indices;
}

/* Indices of all claims, rising. (transfer none) */
static GArray *
list_claims (BatonHistory *history)
{
  BatonClaimList *list = baton_history_get_claim_list (history);

  g_mutex_lock (&list->lock);
  if (list->indices == NULL)
    list->indices = find_claims (history);
  g_mutex_unlock (&list->lock);
  return list->indices;
}

/* In the order of the history. */
gboolean
baton_reckoning_enter_claims (BatonReckoning *self)
{
  BatonHistoryRows *rows = baton_history_get_rows (self->history);
  GArray *claims;

  if (!is_claimed (self->scheme))
    return TRUE;
  claims = list_claims (self->history);
  for (guint i = 0; i < claims->len; i++)
    {
      guint32 index = g_array_index (claims, guint32, i);
      g_autoptr (GStringChunk) strings = rows != NULL ? g_string_chunk_new (64) : NULL;
      BatonEvent claim;

      if (rows != NULL)
        baton_history_rows_get_event (rows, index, strings, &claim);
      else
        claim = baton_history_get_events (self->history)[index];
      if (!enter_claim (self, &claim))
        return FALSE;
    }
  return TRUE;
}
