/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-report.h"

#include "words/baton-words-format.h"
#include "words/baton-words-statement.h"

#include <glib/gi18n-lib.h>

static void
add_tiers (BatonReport    *report,
           BatonCli       *cli,
           BatonStatement *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint n;
  const BatonStatementTier *tiers = baton_statement_get_tiers (statement, &n);

  baton_report_heading (report, _("Tiers"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = baton_words_standing (baton_cli_get_names (cli), replay, &tiers[i]);

      baton_report_paragraph (report, line);
    }
}

/* *member*: whose points they are; BATON_INDEX_NONE: no member's. */
static const char *
describe_kind (BatonPoints kind,
               guint       member)
{
  if (kind == BATON_POINTS_COMPANY)
    return C_("kind of points", "Company points");
  return member != BATON_INDEX_NONE ? C_("kind of points", "Individual points") : C_("kind of points", "Individual points, unassigned");
}

static void
add_balances (BatonReport    *report,
              BatonCli       *cli,
              BatonStatement *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint organisation = baton_statement_get_organisation (statement), member = baton_statement_get_member (statement);
  guint n_lots, n_accruals;
  const BatonLot * const *lots = baton_statement_get_lots (statement, &n_lots);
  const BatonAccrual * const *accruals = baton_statement_get_accruals (statement, &n_accruals);

  baton_report_heading (report, _("Balances"));
  baton_report_table (report, "", C_("balance", "Earned"), C_("balance", "Expired"), C_("balance", "Redeemed"), C_("balance", "Pending"), C_("balance", "Balance"), NULL);
  for (int kind = BATON_POINTS_COMPANY; kind <= BATON_POINTS_INDIVIDUAL; kind++)
    {
      BatonBalance balance;

      if (kind == BATON_POINTS_COMPANY && member != BATON_INDEX_NONE)
        continue;
      if (kind == BATON_POINTS_COMPANY)
        baton_replay_get_company_balance (replay, organisation, &balance);
      else
        baton_replay_get_individual_balance (replay, organisation, member, &balance);
      baton_report_cell (report, g_strdup (describe_kind (kind, member)));
      baton_report_cell (report, baton_words_number (balance.earned));
      baton_report_cell (report, baton_words_number (balance.expired));
      baton_report_cell (report, baton_words_number (balance.redeemed));
      baton_report_cell (report, baton_words_number (balance.pending));
      baton_report_cell (report, baton_words_number (balance.balance));
    }

  baton_report_heading (report, _("What is left, by expiry"));
  baton_report_table (report, C_("lot", "Points"), C_("lot", "Earned on"), C_("lot", "Left"), C_("lot", "Expires on"), NULL);
  for (guint i = 0; i < n_lots; i++)
    {
      baton_report_cell (report, g_strdup (describe_kind (lots[i]->kind, lots[i]->member)));
      baton_report_cell (report, baton_words_day (lots[i]->day));
      baton_report_cell (report, baton_words_number (lots[i]->earned - lots[i]->spent - lots[i]->expired));
      baton_report_cell (report, lots[i]->expires < BATON_DAY_MAX ? baton_words_day (lots[i]->expires) : g_strdup (C_("lot", "never")));
    }

  baton_report_heading (report, _("Fees and funds"));
  baton_report_table (report, C_("accrual", "Period"), C_("accrual", "Fund"), C_("accrual", "On"), C_("accrual", "Credited"), NULL);
  for (guint i = 0; i < n_accruals; i++)
    {
      baton_report_cell (report, baton_words_window ((BatonWindow) { accruals[i]->from, accruals[i]->through }));
      baton_report_cell (report, accruals[i]->fund == BATON_INDEX_NONE ? g_strdup (C_("accrual", "Referral fee"))
                                 : baton_words_name (baton_cli_get_names (cli), baton_replay_get_fund (replay, accruals[i]->fund)));
      baton_report_cell (report, accruals[i]->unit == NULL ? baton_words_money (baton_cli_get_names (cli), accruals[i]->base) : g_strdup (""));
      baton_report_cell (report, baton_words_accrual (baton_cli_get_names (cli), accruals[i]));
    }
}

void
baton_report_statement (BatonReport    *report,
                        BatonCli       *cli,
                        BatonStatement *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  guint n;
  const BatonStatementLine *lines = baton_statement_get_lines (statement, &n);

  add_tiers (report, cli, statement);
  add_balances (report, cli, statement);
  baton_report_heading (report, _("Every event"));
  baton_report_table (report, C_("statement", "Day"), C_("statement", "Activity"), C_("statement", "Quantity"), C_("kind of points", "Tier"),
                      C_("kind of points", "Company"), C_("kind of points", "Individual"), C_("statement", "Drops out"), C_("statement", "Remarks"), NULL);
  for (guint i = 0; i < n; i++)
    {
      const BatonEvent *event = &events[lines[i].credit->event];

      baton_report_cell (report, baton_words_day (event->day));
      baton_report_cell (report, baton_words_credit_subject (baton_cli_get_names (cli), replay, lines[i].credit));
      baton_report_cell (report, baton_words_number (event->quantity));
      for (int kind = 0; kind < BATON_N_POINTS; kind++)
        baton_report_cell (report, baton_words_number (lines[i].credit->points[kind]));
      baton_report_cell (report, baton_words_drop_out (&lines[i], baton_replay_get_through (replay)));
      baton_report_cell (report, baton_words_credit (baton_cli_get_names (cli), replay, lines[i].credit));
    }
}

/* ── As JSON ── */

static const char * const point_keys[] = { "tier", "company", "individual" };
G_STATIC_ASSERT (G_N_ELEMENTS (point_keys) == BATON_N_POINTS);

static const char * const outcome_names[] = {
  "counted", "pending", "declined", "reversed", "reversal", "not-first", "not-in-force", "not-for", "unknown-activity", "unknown-organisation",
};
G_STATIC_ASSERT (G_N_ELEMENTS (outcome_names) == BATON_N_CREDIT_OUTCOMES);

static const char * const contribution_names[] = { "base", "step", "promotion", "goal", "cap", "reversal" };
G_STATIC_ASSERT (G_N_ELEMENTS (contribution_names) == BATON_N_CONTRIBUTIONS);

static void
add_points_value (BatonValueBuilder *builder,
                  const gint64       points[BATON_N_POINTS])
{
  for (int kind = 0; kind < BATON_N_POINTS; kind++)
    baton_value_builder_set_integer (builder, point_keys[kind], points[kind]);
}

static void
add_tiers_value (BatonValueBuilder *builder,
                 BatonStatement    *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint n;
  const BatonStatementTier *tiers = baton_statement_get_tiers (statement, &n);

  baton_value_builder_key (builder, "tiers");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    {
      const BatonStatementTier *tier = &tiers[i];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "ladder", baton_replay_get_ladder (replay, tier->ladder));
      if (tier->tier >= 0)
        baton_value_builder_set_string (builder, "tier", baton_replay_get_ladder_tier (replay, tier->ladder, tier->tier));
      baton_value_builder_set_boolean (builder, "pinned", tier->pinned);
      baton_value_builder_set_integer (builder, "points", tier->points);
      if (tier->next >= 0)
        baton_value_builder_set_string (builder, "next", baton_replay_get_ladder_tier (replay, tier->ladder, tier->next));
      baton_value_builder_set_integer (builder, "missing", tier->missing);
      baton_cli_add_day (builder, "points-fall", tier->points_fall);
      baton_cli_add_day (builder, "lost", tier->lost);
      if (tier->lost != BATON_DAY_NONE && tier->falls_to >= 0)
        baton_value_builder_set_string (builder, "falls-to", baton_replay_get_ladder_tier (replay, tier->ladder, tier->falls_to));
      if (tier->drops != BATON_DAY_NONE)
        {
          baton_cli_add_day (builder, "drops", tier->drops);
          baton_value_builder_set_integer (builder, "dropping", tier->dropping);
          baton_value_builder_set_integer (builder, "one-time", tier->one_time);
        }
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

/* What led to a balance, and the balance, which has stood beside it from the beginning. */
static void
add_balance_value (BatonValueBuilder  *builder,
                   const char         *key,
                   const char         *balance_key,
                   const BatonBalance *balance)
{
  baton_value_builder_set_integer (builder, balance_key, balance->balance);
  baton_value_builder_key (builder, key);
  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "earned", balance->earned);
  baton_value_builder_set_integer (builder, "expired", balance->expired);
  baton_value_builder_set_integer (builder, "redeemed", balance->redeemed);
  baton_value_builder_set_integer (builder, "pending", balance->pending);
  baton_value_builder_close (builder);
}

static void
add_balances_value (BatonValueBuilder *builder,
                    BatonStatement    *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint organisation = baton_statement_get_organisation (statement), member = baton_statement_get_member (statement);
  BatonBalance balance;

  if (member == BATON_INDEX_NONE)
    {
      baton_replay_get_company_balance (replay, organisation, &balance);
      add_balance_value (builder, "company-points", "company-balance", &balance);
    }
  baton_replay_get_individual_balance (replay, organisation, member, &balance);
  add_balance_value (builder, "individual-points", "individual-balance", &balance);
}

static void
add_lots_value (BatonValueBuilder *builder,
                BatonStatement    *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  guint n;
  const BatonLot * const *lots = baton_statement_get_lots (statement, &n);

  baton_value_builder_key (builder, "lots");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    {
      const BatonLot *lot = lots[i];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "kind", point_keys[lot->kind]);
      if (lot->member != BATON_INDEX_NONE)
        baton_value_builder_set_string (builder, "member", baton_register_get_member (baton_replay_get_register (replay), lot->member));
      baton_value_builder_set_string (builder, "event", events[lot->event].id);
      baton_cli_add_day (builder, "day", lot->day);
      baton_value_builder_set_integer (builder, "left", lot->earned - lot->spent - lot->expired);
      /* What never expires has no day. */
      if (lot->expires < BATON_DAY_MAX)
        baton_cli_add_day (builder, "expires", lot->expires);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

static void
add_accruals_value (BatonValueBuilder *builder,
                    BatonStatement    *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint n;
  const BatonAccrual * const *accruals = baton_statement_get_accruals (statement, &n);

  baton_value_builder_key (builder, "accruals");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    {
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "fund", accruals[i]->fund != BATON_INDEX_NONE ? baton_replay_get_fund (replay, accruals[i]->fund) : NULL);
      baton_cli_add_day (builder, "from", accruals[i]->from);
      baton_cli_add_day (builder, "through", accruals[i]->through);
      baton_value_builder_set_integer (builder, "base", accruals[i]->base);
      baton_value_builder_set_integer (builder, "amount", accruals[i]->amount);
      if (accruals[i]->unit != NULL)
        baton_value_builder_set_string (builder, "unit", accruals[i]->unit);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

static void
add_contributions_value (BatonValueBuilder *builder,
                         BatonReplay       *replay,
                         const BatonCredit *credit)
{
  const BatonContribution *contributions = baton_replay_get_contributions (replay, credit);

  baton_value_builder_key (builder, "contributions");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < credit->n_contributions; i++)
    {
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "type", contribution_names[contributions[i].type]);
      baton_value_builder_set_string (builder, "source", contributions[i].source);
      add_points_value (builder, contributions[i].points);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

static void
add_events_value (BatonValueBuilder *builder,
                  BatonStatement    *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  guint n;
  const BatonStatementLine *lines = baton_statement_get_lines (statement, &n);

  baton_value_builder_key (builder, "events");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    {
      const BatonCredit *credit = lines[i].credit;
      const BatonEvent *event = &events[credit->event];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "id", event->id);
      baton_cli_add_day (builder, "day", event->day);
      baton_value_builder_set_string (builder, "activity", event->subject);
      baton_value_builder_set_integer (builder, "quantity", event->quantity);
      baton_value_builder_set_string (builder, "outcome", outcome_names[credit->outcome]);
      if (credit->outcome == BATON_CREDIT_REVERSAL && event->original_index != BATON_EVENT_NONE)
        baton_value_builder_set_string (builder, "reverses", events[event->original_index].id);
      if (credit->outcome == BATON_CREDIT_REVERSED && event->reversal_index != BATON_EVENT_NONE)
        baton_value_builder_set_string (builder, "reversed-by", events[event->reversal_index].id);
      add_points_value (builder, credit->points);
      baton_cli_add_day (builder, "drops-out", lines[i].drops_out);
      add_contributions_value (builder, replay, credit);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

BatonValue *
baton_statement_to_value (BatonStatement *statement)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  add_tiers_value (builder, statement);
  add_balances_value (builder, statement);
  add_lots_value (builder, statement);
  add_accruals_value (builder, statement);
  add_events_value (builder, statement);
  return baton_value_builder_finish (builder);
}
