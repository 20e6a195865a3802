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
      baton_report_cell (report, baton_words_money (baton_cli_get_names (cli), accruals[i]->base));
      baton_report_cell (report, baton_words_fund_amount (baton_cli_get_names (cli), accruals[i]->fund != BATON_INDEX_NONE ? baton_replay_get_fund (replay, accruals[i]->fund) : NULL, accruals[i]->amount));
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
      baton_report_cell (report, lines[i].drops_out != BATON_DAY_NONE ? baton_words_day (lines[i].drops_out) : g_strdup ("–"));
      baton_report_cell (report, baton_words_credit (baton_cli_get_names (cli), replay, lines[i].credit));
    }
}

BatonValue *
baton_statement_to_value (BatonStatement *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  guint n_lines, n_tiers, n_accruals;
  const BatonStatementLine *lines = baton_statement_get_lines (statement, &n_lines);
  const BatonStatementTier *tiers = baton_statement_get_tiers (statement, &n_tiers);
  const BatonAccrual * const *accruals = baton_statement_get_accruals (statement, &n_accruals);
  BatonBalance balance;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "tiers");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_tiers; i++)
    {
      baton_value_builder_open_object (builder);
      baton_cli_add_string (builder, "ladder", baton_replay_get_ladder (replay, tiers[i].ladder));
      if (tiers[i].tier >= 0)
        baton_cli_add_string (builder, "tier", baton_replay_get_ladder_tier (replay, tiers[i].ladder, tiers[i].tier));
      baton_cli_add_integer (builder, "points", tiers[i].points);
      baton_cli_add_integer (builder, "missing", tiers[i].missing);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);

  if (baton_statement_get_member (statement) == BATON_INDEX_NONE)
    {
      baton_replay_get_company_balance (replay, baton_statement_get_organisation (statement), &balance);
      baton_cli_add_integer (builder, "company-balance", balance.balance);
    }
  baton_replay_get_individual_balance (replay, baton_statement_get_organisation (statement), baton_statement_get_member (statement), &balance);
  baton_cli_add_integer (builder, "individual-balance", balance.balance);

  baton_value_builder_key (builder, "accruals");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_accruals; i++)
    {
      g_autofree char *from = baton_day_format (accruals[i]->from);

      baton_value_builder_open_object (builder);
      baton_cli_add_string (builder, "fund", accruals[i]->fund != BATON_INDEX_NONE ? baton_replay_get_fund (replay, accruals[i]->fund) : NULL);
      baton_cli_add_string (builder, "from", from);
      baton_cli_add_integer (builder, "amount", accruals[i]->amount);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);

  baton_value_builder_key (builder, "events");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_lines; i++)
    {
      const BatonEvent *event = &events[lines[i].credit->event];
      g_autofree char *day = baton_day_format (event->day);

      baton_value_builder_open_object (builder);
      baton_cli_add_string (builder, "id", event->id);
      baton_cli_add_string (builder, "day", day);
      baton_cli_add_string (builder, "activity", event->subject);
      baton_cli_add_integer (builder, "tier", lines[i].credit->points[BATON_POINTS_TIER]);
      baton_cli_add_integer (builder, "company", lines[i].credit->points[BATON_POINTS_COMPANY]);
      baton_cli_add_integer (builder, "individual", lines[i].credit->points[BATON_POINTS_INDIVIDUAL]);
      baton_value_builder_close (builder);
    }
  return baton_value_builder_finish (builder);
}
