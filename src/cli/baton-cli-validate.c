/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-validate.h"
#include "rules/baton-analysis.h"
#include "words/baton-words-finding.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>

static void
add_problem (BatonCli           *cli,
             BatonValueBuilder  *builder,
             const BatonProblem *problem)
{
  g_autofree char *line = baton_words_problem_line (baton_cli_get_names (cli), problem);

  if (!cli->json)
    {
      baton_cli_say ("%s: %s", baton_words_severity (baton_problem_get_severity (problem)), line);
      return;
    }
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "code", baton_problem_code_get_name (problem->code));
  baton_value_builder_set_string (builder, "severity", baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR ? "error"
                                             : baton_problem_get_severity (problem) == BATON_SEVERITY_WARNING ? "warning" : "hint");
  baton_value_builder_set_string (builder, "entity", problem->entity);
  if (problem->field != BATON_FIELD_NONE)
    baton_value_builder_set_string (builder, "field", baton_schema_get_field (problem->field)->name);
  if (problem->row >= 0)
    baton_value_builder_set_integer (builder, "row", problem->row);
  baton_value_builder_set_string (builder, "locale", problem->locale);
  baton_value_builder_set_string (builder, "text", line);
  baton_value_builder_close (builder);
}

static void
add_ids (BatonValueBuilder *builder,
         const char        *key,
         GPtrArray         *ids)
{
  if (ids == NULL)
    return;
  baton_value_builder_key (builder, key);
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < ids->len; i++)
    baton_value_builder_add_string (builder, ids->pdata[i]);
  baton_value_builder_close (builder);
}

static const char * const part_names[] = {
  [BATON_RULE_PART_WHO] = "who",
  [BATON_RULE_PART_WHAT] = "what",
  [BATON_RULE_PART_OWN] = "own",
  [BATON_RULE_PART_ADDRESSED] = "addressed",
  [BATON_RULE_PART_WINDOW] = "window",
};

/* What of *lacking* is not met: the field, and which of its clauses or names, from 0. */
static void
add_lacking (BatonValueBuilder  *builder,
             const BatonExample *example)
{
  if (example->lacking == NULL)
    return;
  baton_value_builder_key (builder, "lacking");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "entity", example->lacking);
  baton_value_builder_key (builder, "parts");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < example->failures->len; i++)
    {
      const BatonFailure *failure = &g_array_index (example->failures, BatonFailure, i);

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "part", part_names[failure->part]);
      baton_value_builder_set_integer (builder, "index", failure->index);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
  baton_value_builder_close (builder);
}

/* The member and content that could be, where none of the program are named. */
static void
add_possible (BatonValueBuilder  *builder,
              const BatonExample *example)
{
  if (example->persona != NULL || example->terms[BATON_SIDE_MEMBER] == NULL)
    return;
  baton_value_builder_key (builder, "possible");
  baton_value_builder_open_object (builder);
  for (int side = 0; side < BATON_N_SIDES; side++)
    if (example->terms[side]->len > 0)
      add_ids (builder, baton_schema_get_side_name ((BatonSide) side), example->terms[side]);
  baton_value_builder_set_string (builder, "organisation", example->organisation);
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    if ((example->known & (1u << a)) != 0)
      baton_value_builder_set_integer (builder, baton_attribute_get_name ((BatonAttribute) a), example->attributes[a]);
  baton_value_builder_close (builder);
}

static void
add_example (BatonValueBuilder  *builder,
             const BatonFinding *finding,
             const char         *text)
{
  const BatonExample *example = &finding->example;

  if (text == NULL)
    return;
  baton_value_builder_key (builder, "example");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "persona", example->persona);
  baton_value_builder_set_string (builder, "content", example->content);
  if (example->action >= 0)
    baton_value_builder_set_string (builder, "action", baton_action_get_name ((BatonAction) example->action));
  baton_cli_add_day (builder, "day", example->day);
  baton_value_builder_set_string (builder, "rule", example->rule);
  baton_value_builder_set_string (builder, "thing", example->thing);
  add_lacking (builder, example);
  add_possible (builder, example);
  baton_value_builder_set_string (builder, "text", text);
  baton_value_builder_close (builder);
}

static void
add_finding (BatonValueBuilder   *builder,
             const BatonSnapshot *snapshot,
             const BatonFinding  *finding,
             const char          *sentence)
{
  g_autofree char *example = baton_words_finding_example (BATON_NAMES_OF_SNAPSHOT (snapshot), finding);
  g_autoptr (GPtrArray) rules = baton_finding_list_rules (finding, snapshot);

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "code", baton_finding_code_get_name (finding->code));
  baton_value_builder_set_string (builder, "entity", finding->entity);
  add_ids (builder, "others", finding->others);
  add_ids (builder, "rules", rules);
  if (finding->count > 0)
    baton_value_builder_set_integer (builder, "count", finding->count);
  add_example (builder, finding, example);
  baton_value_builder_set_string (builder, "text", sentence);
  baton_value_builder_close (builder);
}

static void
add_findings (BatonCli          *cli,
              BatonValueBuilder *builder,
              BatonDay           day,
              guint             *n_findings)
{
  g_autoptr (BatonSnapshot) snapshot = baton_cli_compile (cli);
  g_autoptr (GPtrArray) findings = baton_analysis_run (snapshot, day, 0, NULL);

  baton_analysis_illustrate (snapshot, findings, day, NULL);
  *n_findings = findings->len;
  for (guint i = 0; i < findings->len; i++)
    {
      const BatonFinding *finding = findings->pdata[i];
      g_autofree char *sentence = baton_words_finding (BATON_NAMES_OF_SNAPSHOT (snapshot), finding);

      if (cli->json)
        add_finding (builder, snapshot, finding, sentence);
      else
        /* Translators: before a finding of the analysis */
        baton_cli_say ("%s: %s", C_("severity", "Finding"), sentence);
    }
}

int
baton_cli_validate (BatonCli  *cli,
                    int        argc,
                    char     **argv)
{
  gboolean without_analysis = FALSE;
  const GOptionEntry entries[] = {
    { "no-analysis", 0, 0, G_OPTION_ARG_NONE, &without_analysis, N_("Only problems, not what the rules contradict or miss"), NULL },
    { NULL },
  };
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  guint n_findings = 0;
  BatonDay day;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "", _("Lists problems, worst first, and what the rules say twice, never or against each other, each with an example. Exit code 1 where there are errors."),
                        "  batonctl validate\n  batonctl validate --json --day 2027-01-01", 0, 0))
    return BATON_EXIT_USAGE;
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  if (!baton_cli_get_day (cli, &day))
    return BATON_EXIT_USAGE;

  problems = baton_validate_program (baton_cli_get_program (cli));
  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "problems");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < problems->len; i++)
    add_problem (cli, builder, problems->pdata[i]);
  baton_value_builder_close (builder);
  baton_value_builder_key (builder, "findings");
  baton_value_builder_open_array (builder);
  if (!without_analysis)
    add_findings (cli, builder, day, &n_findings);
  value = baton_value_builder_finish (builder);
  if (cli->json)
    baton_cli_print_json (value);
  else
    /* Translators: %1$u counts problems, %2$u findings of the analysis */
    baton_cli_say (_("%1$u problems, %2$u findings."), problems->len, n_findings);
  return baton_problems_have_errors (problems) ? BATON_EXIT_PROBLEMS : BATON_EXIT_DONE;
}
