/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli-report.h"

#include "incentives/baton-dated-points.h"
#include "incentives/baton-forecast.h"
#include "incentives/baton-reckoner.h"
#include "incentives/baton-replay-one.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MOST_MONTHS 1200 /* after the last event: a hundred years */

/* An organization or member by id or by name; BATON_INDEX_NONE after having said what is wrong. */
static guint
find_partner (BatonRegister *reg,
              const char    *text,
              gboolean       member,
              BatonDay       day)
{
  guint n = member ? baton_register_get_n_members (reg) : baton_register_get_n_organisations (reg);
  guint found = member ? baton_register_find_member (reg, text) : baton_register_find_organisation (reg, text);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GPtrArray) alike = g_ptr_array_new_with_free_func (g_free);

  if (found != BATON_INDEX_NONE)
    return found;
  for (guint i = 0; i < n; i++)
    {
      const BatonOrganisationFacts *organisation = member ? NULL : baton_register_get_organisation_facts (reg, i, day);
      const BatonMemberFacts *person = member ? baton_register_get_member_facts (reg, i, day) : NULL;
      const char *name = organisation != NULL ? organisation->name : person != NULL ? person->name : NULL;
      g_autofree char *other = name != NULL ? g_utf8_casefold (name, -1) : NULL;

      if (g_strcmp0 (other, folded) != 0)
        continue;
      found = i;
      g_ptr_array_add (alike, g_strdup_printf ("“%s” (%s)", name, member ? baton_register_get_member (reg, i) : baton_register_get_organisation (reg, i)));
    }
  /* Not the first of them: a statement of somebody else's points is worse than none. */
  if (alike->len > 1)
    {
      g_autofree char *names = baton_words_join_or (alike);

      baton_cli_fail (BATON_EXIT_NOT_FOUND, _("Several things are called “%1$s”: %2$s."), text, names);
      return BATON_INDEX_NONE;
    }
  if (found == BATON_INDEX_NONE)
    baton_cli_fail (BATON_EXIT_NOT_FOUND, member ? _("The register has no member “%s”.") : _("The register has no organization “%s”."), text);
  return found;
}

static int
print (BatonCli    *cli,
       BatonReport *report,
       BatonValue  *value,
       const char  *output)
{
  g_autofree char *text = NULL;

  if (output != NULL)
    {
      g_autofree char *html = baton_report_to_html (report);

      if (baton_cli_write (output, html) != BATON_EXIT_DONE)
        return BATON_EXIT_FILE;
    }
  if (cli->json)
    {
      baton_cli_print_json (value);
      return BATON_EXIT_DONE;
    }
  if (output != NULL)
    {
      return baton_cli_say_written (cli, output);
    }
  /* Line by line, as everything is said: names of partners come from elsewhere, and may hold what controls a terminal. */
  text = baton_report_to_text (report);
  baton_cli_say ("%s", g_strchomp (text));
  return BATON_EXIT_DONE;
}

static void
fail_sum (const GError *error)
{
  baton_cli_fail (BATON_EXIT_PROBLEMS, _("A sum of points or money is larger than Baton can count (%s). Look for an amount or quantity that cannot be right."), error->message);
}

/* What concerns the organization or member. */
static BatonReplay *
replay (BatonSnapshot *snapshot,
        BatonRegister *reg,
        BatonHistory  *history,
        BatonDay       through,
        guint          organisation,
        guint          member)
{
  g_autoptr (GError) error = NULL;
  BatonReplay *made = baton_replay_new_one (snapshot, reg, history, through, organisation, member, NULL, &error);

  if (made == NULL)
    fail_sum (error);
  return made;
}

/* Percent with at most two decimals as basis points. */
static gboolean
read_percent (const char *text,
              int        *basis_points)
{
  gboolean negative = *text == '-';
  char *end = NULL;
  guint64 whole, decimals = 0;
  const char *digits = text + (negative || *text == '+');

  if (!g_ascii_isdigit (*digits))
    return FALSE;
  whole = g_ascii_strtoull (digits, &end, 10);
  if (*end == '.' || *end == ',')
    {
      const char *fraction = end + 1;

      if (!g_ascii_isdigit (fraction[0]) || strlen (fraction) > 2 || (fraction[1] != '\0' && !g_ascii_isdigit (fraction[1])))
        return FALSE;
      decimals = (fraction[0] - '0') * 10 + (fraction[1] != '\0' ? fraction[1] - '0' : 0);
      end = (char *) fraction + strlen (fraction);
    }
  if (*end != '\0' || whole > 1000 || (negative && whole * 100 + decimals > 10000))
    return FALSE;
  *basis_points = (int) (whole * 100 + decimals) * (negative ? -1 : 1);
  return TRUE;
}

static BatonReckoning *
reckon (BatonReckoner *reckoner,
        BatonSnapshot *snapshot,
        BatonDay       from,
        BatonDay       through)
{
  g_autoptr (GError) error = NULL;
  BatonReckoning *reckoning = baton_reckoner_ask (reckoner, snapshot, from, through, NULL, NULL, &error);

  if (reckoning == NULL)
    fail_sum (error);
  return reckoning;
}

/* What runs out and who gets where under *snapshot*; *forecast* has the history and the year behind it. */
static BatonYearAhead *
look_ahead (BatonSnapshot *snapshot,
            BatonReckoner *forecast,
            BatonDay       today)
{
  g_autoptr (GError) error = NULL;
  BatonYearAhead *ahead = baton_year_ahead_new_of (snapshot, baton_reckoner_need_timeline (forecast), today, NULL, &error);

  if (ahead == NULL)
    fail_sum (error);
  return ahead;
}

int
baton_cli_simulate (BatonCli *cli,
                    int       argc,
                    char    **argv)
{
  g_autofree char *organisation = NULL, *member = NULL, *output = NULL, *from_text = NULL, *points_from_text = NULL;
  g_autofree char *growth_text = NULL;
  gboolean use_live = FALSE, ahead = FALSE;
  const GOptionEntry entries[] = {
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &organisation, N_("The statement of this organization"), N_("NAME") },
    { "member", 0, 0, G_OPTION_ARG_STRING, &member, N_("The statement of this member"), N_("NAME") },
    { "live", 0, 0, G_OPTION_ARG_NONE, &use_live, N_("A statement under the live program instead of the draft"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_("Compare from this day on; a year before the end unless given"), N_("DAY") },
    { "points-from", 0, 0, G_OPTION_ARG_STRING, &points_from_text, N_("Points that the draft changes count from this day on, instead of as if always"), N_("DAY") },
    { "ahead", 0, 0, G_OPTION_ARG_NONE, &ahead, N_("The twelve months after --day, if they go as the last twelve went"), NULL },
    { "growth", 0, 0, G_OPTION_ARG_STRING, &growth_text, N_("With --ahead: by how many percent the number of events grows; may be negative"), N_("PERCENT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write a report for people (HTML)"), N_("FILE") },
    { NULL },
  };
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL, past = NULL;
  g_autoptr (BatonSnapshot) draft = NULL, live = NULL;
  g_autoptr (BatonReckoner) reckoner = NULL;
  g_autoptr (BatonReport) report = NULL;
  g_autoptr (BatonValue) value = NULL;
  int result;
  gboolean same;
  BatonDay first, last, through, today, from = BATON_DAY_NONE, points_from = BATON_DAY_NONE;
  int growth = 0;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "",
                        _("Replays register and history: what the draft would have changed against the live program (the server's last revision), or one partner's statement. "
                          "--day is the last day that counts, else the last of the history."),
                        "  batonctl simulate\n"
                        "  batonctl simulate --day 2026-06-30 -o what-if.html\n"
                        "  batonctl simulate --ahead --points-from 2027-01-01\n"
                        "  batonctl simulate --organisation \"Nordlicht GmbH\"\n"
                        "  batonctl simulate --ahead --growth 10", 0, 0))
    return BATON_EXIT_USAGE;
  if (organisation != NULL && member != NULL)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Choose one of --organisation and --member."));
  if (from_text != NULL && (from = baton_day_parse (from_text)) == BATON_DAY_NONE)
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a day of the calendar. Write it as year-month-day."), from_text);
  if (points_from_text != NULL && (points_from = baton_day_parse (points_from_text)) == BATON_DAY_NONE)
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a day of the calendar. Write it as year-month-day."), points_from_text);
  if (growth_text != NULL && (!ahead || !read_percent (growth_text, &growth)))
    return baton_cli_fail (BATON_EXIT_USAGE, ahead ? _("“%s” is not a percentage that events can grow by: from -100 to 1000, at most two decimals.")
                                                   : _("--growth %s is for --ahead."), growth_text);
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ) || !baton_cli_load_data (cli, &reg, &history))
    return BATON_EXIT_FILE;
  if (!baton_cli_get_day (cli, &through))
    return BATON_EXIT_USAGE;
  if (!baton_history_get_span (history, &first, &last))
    return baton_cli_fail (BATON_EXIT_NOT_FOUND, _("There is no history yet. Take one in with “batonctl import history FILE”."));
  if (cli->day == NULL)
    through = last;
  /* Each month's end is looked at, for every ladder. */
  if (through > baton_day_add_months (last, MOST_MONTHS))
    return baton_cli_fail (BATON_EXIT_USAGE, _("The last event is more than a hundred years before that day."));
  if (from != BATON_DAY_NONE && from > (ahead ? baton_day_add_months (through, 12) : through))
    return baton_cli_fail (BATON_EXIT_USAGE, _("What is compared would end before it begins."));
  if (use_live && organisation == NULL && member == NULL)
    return baton_cli_fail (BATON_EXIT_USAGE, _("--live is for --organisation and --member."));
  today = through;
  if (ahead)
    {
      past = g_steal_pointer (&history);
      history = baton_forecast_new (past, today, growth);
      if (!baton_cli_check_history (cli, past))
        return BATON_EXIT_FILE;
      if (from == BATON_DAY_NONE)
        from = today + 1;
      through = baton_day_add_months (through, 12);
    }
  if (from == BATON_DAY_NONE)
    from = MAX (first, baton_day_add_months (through, -12) + 1);

  baton_cli_progress (_("Replaying…"));
  draft = baton_cli_compile (cli);
  same = baton_workspace_get_base_revision (cli->workspace) == 0 || baton_workspace_count_changes (cli->workspace) == 0;
  live = same ? baton_snapshot_ref (draft) : baton_snapshot_new (baton_workspace_get_base (cli->workspace), 0);
  if (points_from != BATON_DAY_NONE && !same)
    {
      g_autoptr (BatonProgram) dated = baton_dated_points_apply (baton_workspace_get_base (cli->workspace), baton_cli_get_program (cli), points_from);

      baton_snapshot_unref (draft);
      draft = baton_snapshot_new (dated, baton_workspace_get_generation (cli->workspace));
    }
  if (organisation != NULL || member != NULL)
    {
      guint partner = find_partner (reg, organisation != NULL ? organisation : member, member != NULL, through);
      const BatonMemberFacts *facts = member != NULL && partner != BATON_INDEX_NONE ? baton_register_get_member_facts (reg, partner, through) : NULL;
      g_autoptr (BatonReplay) made = NULL;
      g_autoptr (BatonStatement) statement = NULL;
      g_autofree char *day = baton_words_day (through), *title = NULL;

      if (partner == BATON_INDEX_NONE || (member != NULL && facts == NULL))
        return BATON_EXIT_NOT_FOUND;
      made = replay (use_live ? live : draft, reg, history, through, member != NULL ? facts->organisation : partner,
                     member != NULL ? partner : BATON_INDEX_NONE);
      baton_cli_progress (NULL);
      if (!baton_cli_check_history (cli, history))
        return BATON_EXIT_FILE;
      if (made == NULL)
        return BATON_EXIT_PROBLEMS;
      statement = baton_statement_new (made, member != NULL ? facts->organisation : partner,
                                       member != NULL ? partner : BATON_INDEX_NONE);
      /* Translators: %1$s is a partner, %2$s a day */
      title = g_strdup_printf (_("Statement of %1$s on %2$s"), organisation != NULL ? organisation : member, day);
      report = baton_report_new (title);
      baton_report_statement (report, cli, statement);
      value = baton_statement_to_value (statement);
    }
  else
    {
      g_autofree char *folder = baton_data_get_folder (cli->workspace_path), *title = NULL;
      g_autoptr (BatonReckoning) draft_reckoning = NULL, live_reckoning = NULL;
      g_autoptr (BatonWhatif) whatif = NULL;
      g_autoptr (BatonYearAhead) year = NULL;

      reckoner = baton_reckoner_new (reg, history, folder);
      draft_reckoning = reckon (reckoner, draft, from, through);
      if (draft_reckoning != NULL)
        live_reckoning = same ? baton_reckoning_ref (draft_reckoning) : reckon (reckoner, live, from, through);
      whatif = live_reckoning != NULL ? baton_whatif_new (live_reckoning, draft_reckoning) : NULL;
      year = ahead && whatif != NULL ? look_ahead (draft, reckoner, today) : NULL;
      baton_cli_progress (NULL);
      if (!baton_cli_check_history (cli, history))
        return BATON_EXIT_FILE;
      if (whatif == NULL || (ahead && year == NULL))
        return BATON_EXIT_PROBLEMS;
      if (growth != 0)
        {
          g_autofree char *percent = baton_words_percent (growth);

          /* Translators: %s is a percentage, which may be negative */
          title = g_strdup_printf (_("What the draft would change in the year ahead, with a growth of %s"), percent);
        }
      report = baton_report_new (title != NULL ? title : ahead ? _("What the draft would change in the year ahead") : _("What the draft would have changed"));
      baton_report_whatif (report, cli, whatif, year, same, points_from);
      value = baton_whatif_to_value (whatif, year);
    }
  result = print (cli, report, value, output);
  if (reckoner != NULL)
    {
      /* Now that the answer is out. */
      fflush (stdout);
      baton_reckoner_keep (reckoner);
    }
  return result;
}
