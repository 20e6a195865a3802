/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-report.h"

#include "incentives/baton-forecast.h"
#include "words/baton-words-statement.h"
#include "words/baton-words-ahead.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_PARTNERS 15 /* winners, and losers */

static const char * const point_names[BATON_N_POINTS] = {
  NC_("kind of points", "Tier points"), NC_("kind of points", "Company points"), NC_("kind of points", "Individual points"),
};

static char *
name_of (BatonCli   *cli,
         const char *id)
{
  const BatonProgram *base = baton_workspace_get_base (cli->workspace);

  if (id == NULL)
    return g_strdup (C_("tier", "No tier"));
  /* What the draft no longer has goes by the name that it has live. */
  if (baton_program_lookup (baton_cli_get_program (cli), id) == NULL && base != NULL)
    return baton_words_name (BATON_NAMES_OF_PROGRAM (base), id);
  return baton_words_name (baton_cli_get_names (cli), id);
}

static char *
difference (gint64 live,
            gint64 draft)
{
  g_autofree char *number = baton_words_number (draft - live);

  return draft > live ? g_strconcat ("+", number, NULL) : g_steal_pointer (&number);
}

static void
add_total (BatonReport *report,
           BatonCli    *cli,
           const char  *name,
           gint64       live,
           gint64       draft,
           gboolean     money)
{
  baton_report_cell (report, g_strdup (name));
  baton_report_cell (report, money ? baton_words_money (baton_cli_get_names (cli), live) : baton_words_number (live));
  baton_report_cell (report, money ? baton_words_money (baton_cli_get_names (cli), draft) : baton_words_number (draft));
  baton_report_cell (report, money ? baton_words_money (baton_cli_get_names (cli), draft - live) : difference (live, draft));
}

static void
add_totals (BatonReport *report,
            BatonCli    *cli,
            BatonWhatif *whatif)
{
  BatonReckoningTotals live, draft;

  baton_whatif_get_totals (whatif, BATON_WHATIF_LIVE, &live);
  baton_whatif_get_totals (whatif, BATON_WHATIF_DRAFT, &draft);
  baton_report_heading (report, _("Points and money"));
  baton_report_table (report, "", C_("what-if", "Live"), C_("what-if", "Draft"), C_("what-if", "Difference"), NULL);
  for (int kind = 0; kind < BATON_N_POINTS; kind++)
    add_total (report, cli, g_dpgettext2 (GETTEXT_PACKAGE, "kind of points", point_names[kind]), live.earned[kind], draft.earned[kind], FALSE);
  add_total (report, cli, _("Redeemed"), live.redeemed[BATON_POINTS_COMPANY] + live.redeemed[BATON_POINTS_INDIVIDUAL],
             draft.redeemed[BATON_POINTS_COMPANY] + draft.redeemed[BATON_POINTS_INDIVIDUAL], FALSE);
  add_total (report, cli, _("Expired"), live.expired[BATON_POINTS_COMPANY] + live.expired[BATON_POINTS_INDIVIDUAL],
             draft.expired[BATON_POINTS_COMPANY] + draft.expired[BATON_POINTS_INDIVIDUAL], FALSE);
  add_total (report, cli, _("Owed for points"), live.liability, draft.liability, TRUE);
  add_total (report, cli, _("Referral fees"), live.fees, draft.fees, TRUE);
  add_total (report, cli, _("Credited to funds"), live.funds, draft.funds, TRUE);
  for (guint i = 0; baton_whatif_get_unit (whatif, i) != NULL; i++)
    {
      const char *unit = baton_whatif_get_unit (whatif, i);
      gint64 before = baton_whatif_get_unit_sum (whatif, BATON_WHATIF_LIVE, i), after = baton_whatif_get_unit_sum (whatif, BATON_WHATIF_DRAFT, i);

      baton_report_cell (report, g_strdup (_("Credited to funds")));
      baton_report_cell (report, baton_words_counted (before, unit));
      baton_report_cell (report, baton_words_counted (after, unit));
      baton_report_cell (report, baton_words_counted (after - before, unit));
    }
}

/* Partners on each tier, month by month; "live → draft" where they differ. */
static void
add_tiers (BatonReport *report,
           BatonCli    *cli,
           BatonWhatif *whatif,
           guint        ladder)
{
  guint n_levels = baton_whatif_get_n_levels (whatif, ladder);
  g_autofree char *name = name_of (cli, baton_whatif_get_ladder (whatif, ladder));

  baton_report_heading (report, name);
  baton_report_table (report, C_("what-if", "At the end of"), NULL);
  for (guint level = 0; level < n_levels; level++)
    {
      g_autofree char *tier = name_of (cli, baton_whatif_get_level (whatif, ladder, level));

      baton_report_column (report, tier);
    }
  for (guint day = 0; day < baton_whatif_get_n_days (whatif); day++)
    {
      baton_report_cell (report, baton_words_day (baton_whatif_get_day (whatif, day)));
      for (guint level = 0; level < n_levels; level++)
        {
          guint live = baton_whatif_count (whatif, BATON_WHATIF_LIVE, ladder, day, level);
          guint draft = baton_whatif_count (whatif, BATON_WHATIF_DRAFT, ladder, day, level);

          baton_report_cell (report, baton_words_from_to (live, draft));
        }
    }
}

static void
add_moves (BatonReport *report,
           BatonCli    *cli,
           BatonWhatif *whatif,
           guint        ladder)
{
  guint n_levels = baton_whatif_get_n_levels (whatif, ladder);
  g_autofree char *sentence = g_strdup_printf (_("Higher under the draft: %1$u. Lower: %2$u."), baton_whatif_count_up (whatif, ladder), baton_whatif_count_down (whatif, ladder));

  baton_report_paragraph (report, sentence);
  if (baton_whatif_count_up (whatif, ladder) + baton_whatif_count_down (whatif, ladder) == 0)
    return;
  /* Translators: heads the first column of a table: tiers under the live program are rows, those under the draft columns */
  baton_report_table (report, C_("what-if", "Live, then draft"), NULL);
  for (guint level = 0; level < n_levels; level++)
    {
      g_autofree char *tier = name_of (cli, baton_whatif_get_level (whatif, ladder, level));

      baton_report_column (report, tier);
    }
  for (guint live = 0; live < n_levels; live++)
    {
      baton_report_cell (report, name_of (cli, baton_whatif_get_level (whatif, ladder, live)));
      for (guint draft = 0; draft < n_levels; draft++)
        baton_report_cell (report, g_strdup_printf ("%u", baton_whatif_count_moves (whatif, ladder, live, draft)));
    }
}

/* How many reach each tier of the ladder in the year ahead. */
static void
add_reach (BatonReport    *report,
           BatonCli       *cli,
           BatonWhatif    *whatif,
           guint           ladder,
           BatonYearAhead *ahead)
{
  g_autoptr (GPtrArray) tiers = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint level = 1; level < baton_whatif_get_n_levels (whatif, ladder); level++)
    g_ptr_array_add (tiers, (gpointer) baton_whatif_get_level (whatif, ladder, level));
  text = baton_words_tiers_reached (baton_cli_get_names (cli), ahead, tiers);
  if (text != NULL)
    baton_report_paragraph (report, text);
}

/* How long the budgets of funds last; those without are left out. */
static void
add_funds (BatonReport    *report,
           BatonCli       *cli,
           BatonWhatif    *whatif,
           BatonYearAhead *ahead)
{
  guint n;
  const BatonFundUse *funds = baton_reckoning_get_funds (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n);

  baton_report_heading (report, _("Budgets of funds under the draft"));
  for (guint i = 0; i < n; i++)
    {
      const BatonFundAhead *fund = baton_year_ahead_find_fund (ahead, funds[i].fund);
      g_autofree char *name = name_of (cli, funds[i].fund);
      g_autofree char *text = fund != NULL ? baton_words_fund_ahead (baton_cli_get_names (cli), fund) : NULL;
      /* Translators: %1$s is a fund, %2$s a sentence that says how long its budget lasts */
      g_autofree char *line = text != NULL ? g_strdup_printf (C_("fund", "%1$s: %2$s"), name, text) : NULL;

      if (line != NULL)
        baton_report_paragraph (report, line);
    }
}

static void
add_partners (BatonReport *report,
              BatonCli    *cli,
              BatonWhatif *whatif)
{
  guint n;
  const BatonWhatifDifference *differences = baton_whatif_get_differences (whatif, &n);
  BatonRegister *reg = baton_whatif_get_register (whatif);

  baton_report_heading (report, _("Who gains and who loses most"));
  if (n == 0)
    {
      baton_report_paragraph (report, _("Nobody."));
      return;
    }
  baton_report_table (report, C_("what-if", "Partner"), C_("kind of points", "Tier points"), C_("kind of points", "Company points"),
                      C_("kind of points", "Individual points"), C_("what-if", "In money"), NULL);
  for (guint i = 0; i < n; i++)
    {
      const BatonOrganisationFacts *facts;

      if (i >= MOST_PARTNERS && i + MOST_PARTNERS < n)
        continue;
      facts = baton_register_get_organisation_facts (reg, differences[i].organisation, baton_whatif_get_through (whatif));
      baton_report_cell (report, g_strdup (facts != NULL ? facts->name : baton_register_get_organisation (reg, differences[i].organisation)));
      for (int kind = 0; kind < BATON_N_POINTS; kind++)
        baton_report_cell (report, difference (0, differences[i].points[kind]));
      baton_report_cell (report, baton_words_money (baton_cli_get_names (cli), differences[i].money));
    }
}

void
baton_report_whatif (BatonReport    *report,
                     BatonCli       *cli,
                     BatonWhatif    *whatif,
                     BatonYearAhead *ahead,
                     gboolean        same,
                     BatonDay        points_from)
{
  g_autofree char *from = baton_words_day (baton_whatif_get_from (whatif));
  g_autofree char *through = baton_words_day (baton_whatif_get_through (whatif));
  /* Translators: %1$s is the first day that is compared, %2$s the last */
  g_autofree char *span = g_strdup_printf (baton_forecast_is (baton_reckoning_get_history (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT))) ? _("From %1$s through %2$s, as if the twelve months before came once more.")
                                                               : _("From %1$s through %2$s, by the history of that time."), from, through);
  guint n_promotions;
  const BatonPromotionUse *promotions = baton_reckoning_get_promotions (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n_promotions);

  baton_report_paragraph (report, span);
  if (same)
    {
      baton_report_paragraph (report, _("Live and draft are the same program."));
    }
  else if (points_from == BATON_DAY_NONE)
    {
      baton_report_paragraph (report, _("As if the draft had always been in force."));
    }
  else
    {
      g_autofree char *day = baton_words_day (points_from);
      /* Translators: %s is a day */
      g_autofree char *text = g_strdup_printf (_("Points that the draft changes count from %s on; all else as if it had always been so."), day);

      baton_report_paragraph (report, text);
    }
  add_totals (report, cli, whatif);
  for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
    {
      add_tiers (report, cli, whatif, ladder);
      add_moves (report, cli, whatif, ladder);
      if (ahead != NULL)
        add_reach (report, cli, whatif, ladder, ahead);
    }

  baton_report_heading (report, _("Promotions under the draft"));
  baton_report_table (report, C_("what-if", "Promotion"), C_("what-if", "Events"), C_("what-if", "Spent"), C_("what-if", "Budget"), C_("what-if", "Stopped on"), NULL);
  for (guint i = 0; i < n_promotions; i++)
    {
      baton_report_cell (report, name_of (cli, promotions[i].promotion));
      baton_report_cell (report, g_strdup_printf ("%u", promotions[i].events));
      baton_report_cell (report, baton_words_money (baton_cli_get_names (cli), promotions[i].spent));
      baton_report_cell (report, promotions[i].budget > 0 ? baton_words_money (baton_cli_get_names (cli), promotions[i].budget) : g_strdup ("–"));
      baton_report_cell (report, promotions[i].stopped != BATON_DAY_NONE ? baton_words_day (promotions[i].stopped) : g_strdup ("–"));
    }
  if (ahead != NULL)
    add_funds (report, cli, whatif, ahead);
  add_partners (report, cli, whatif);
}

static void
add_totals_value (BatonValueBuilder *builder,
                  const char        *key,
                  BatonWhatif       *whatif,
                  BatonWhatifSide    side)
{
  BatonReckoningTotals totals;

  baton_whatif_get_totals (whatif, side, &totals);
  baton_value_builder_key (builder, key);
  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "tier-points", totals.earned[BATON_POINTS_TIER]);
  baton_value_builder_set_integer (builder, "company-points", totals.earned[BATON_POINTS_COMPANY]);
  baton_value_builder_set_integer (builder, "individual-points", totals.earned[BATON_POINTS_INDIVIDUAL]);
  baton_value_builder_set_integer (builder, "liability", totals.liability);
  baton_value_builder_set_integer (builder, "fees", totals.fees);
  baton_value_builder_set_integer (builder, "funds", totals.funds);
  /* What is no money: 13 hours. */
  baton_value_builder_key (builder, "units");
  baton_value_builder_open_object (builder);
  for (guint i = 0; baton_whatif_get_unit (whatif, i) != NULL; i++)
    baton_value_builder_set_integer (builder, baton_whatif_get_unit (whatif, i), baton_whatif_get_unit_sum (whatif, side, i));
  baton_value_builder_close (builder);
  baton_value_builder_close (builder);
}

/* What becomes of promotions under the draft. */
static void
add_promotions_value (BatonValueBuilder *builder,
                      BatonWhatif       *whatif)
{
  guint n;
  const BatonPromotionUse *uses = baton_reckoning_get_promotions (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n);

  baton_value_builder_key (builder, "promotions");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    {
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "promotion", uses[i].promotion);
      baton_value_builder_set_integer (builder, "events", uses[i].events);
      baton_value_builder_set_integer (builder, "spent", uses[i].spent);
      if (uses[i].budget > 0)
        baton_value_builder_set_integer (builder, "budget", uses[i].budget);
      baton_cli_add_day (builder, "stopped", uses[i].stopped);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

/* For each ladder its tiers with how many reach them. */
static void
add_reach_value (BatonValueBuilder *builder,
                 BatonWhatif       *whatif,
                 BatonYearAhead    *ahead)
{
  baton_value_builder_key (builder, "reached");
  baton_value_builder_open_object (builder);
  for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
    {
      baton_value_builder_key (builder, baton_whatif_get_ladder (whatif, ladder));
      baton_value_builder_open_object (builder);
      for (guint level = 1; level < baton_whatif_get_n_levels (whatif, ladder); level++)
        {
          const char *tier = baton_whatif_get_level (whatif, ladder, level);
          int n = baton_year_ahead_count_reached (ahead, tier);

          /* Not one that the live program alone has. */
          if (n >= 0)
            baton_value_builder_set_integer (builder, tier, n);
        }
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

static void
add_funds_value (BatonValueBuilder *builder,
                 BatonWhatif       *whatif,
                 BatonYearAhead    *ahead)
{
  guint n;
  const BatonFundUse *uses = baton_reckoning_get_funds (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n);

  baton_value_builder_key (builder, "funds");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    {
      const BatonFundAhead *fund = baton_year_ahead_find_fund (ahead, uses[i].fund);

      if (fund == NULL)
        continue;
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "fund", uses[i].fund);
      baton_cli_add_day (builder, "from", fund->period.from);
      baton_cli_add_day (builder, "through", fund->period.through);
      baton_value_builder_set_integer (builder, "budget", fund->budget);
      baton_value_builder_set_integer (builder, "used", fund->used);
      baton_value_builder_set_integer (builder, "expected", fund->expected);
      baton_cli_add_day (builder, "exhausted", fund->exhausted);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

BatonValue *
baton_whatif_to_value (BatonWhatif    *whatif,
                       BatonYearAhead *ahead)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  baton_cli_add_day (builder, "from", baton_whatif_get_from (whatif));
  baton_cli_add_day (builder, "through", baton_whatif_get_through (whatif));
  add_totals_value (builder, "live", whatif, BATON_WHATIF_LIVE);
  add_totals_value (builder, "draft", whatif, BATON_WHATIF_DRAFT);
  baton_value_builder_key (builder, "ladders");
  baton_value_builder_open_object (builder);
  for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
    {
      guint n_levels = baton_whatif_get_n_levels (whatif, ladder);

      baton_value_builder_key (builder, baton_whatif_get_ladder (whatif, ladder));
      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "up", baton_whatif_count_up (whatif, ladder));
      baton_value_builder_set_integer (builder, "down", baton_whatif_count_down (whatif, ladder));
      baton_value_builder_key (builder, "levels");
      baton_value_builder_open_array (builder);
      for (guint level = 0; level < n_levels; level++)
        baton_value_builder_add_string (builder, level > 0 ? baton_whatif_get_level (whatif, ladder, level) : "");
      baton_value_builder_close (builder);
      baton_value_builder_key (builder, "moves");
      baton_value_builder_open_array (builder);
      for (guint live = 0; live < n_levels; live++)
        {
          baton_value_builder_open_array (builder);
          for (guint draft = 0; draft < n_levels; draft++)
            baton_value_builder_add_integer (builder, baton_whatif_count_moves (whatif, ladder, live, draft));
          baton_value_builder_close (builder);
        }
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
  add_promotions_value (builder, whatif);
  if (ahead != NULL)
    {
      baton_value_builder_key (builder, "year-ahead");
      baton_value_builder_open_object (builder);
      add_funds_value (builder, whatif, ahead);
      add_reach_value (builder, whatif, ahead);
    }
  return baton_value_builder_finish (builder);
}
