/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batonctl bench rules: measures the rules on a program that it makes itself, after checking them against the plain engine.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include "cli/baton-bench-figures.h"
#include "cli/baton-bench-program.h"
#include "portal/baton-effect.h"
#include "rules/baton-analysis.h"
#include "rules/baton-plain.h"

#include <glib/gi18n-lib.h>

#define N_RUNS 15
/* Of what takes long. */
#define N_FEW_RUNS 3
#define N_TERMS 5000
#define N_CONTENTS 10000
#define N_PERSONAS 50

typedef struct
{
  guint          n_rules;
  GArray        *figures;      /* BatonBenchFigure */
  BatonProgram  *program;
  BatonSnapshot *snapshot;
  GPtrArray     *profiles;
  GRand         *random;
  guint          n_findings;   /* of the analysis, and … */
  guint          n_undecided;  /* … how many of them say that the search reached its limit */
  guint64        sink;         /* what is computed must be used, or the compiler leaves it out */
} Bench;

/* ── Questions ───────────────────────────────────────────────────────────────────────────────────────── */

/* The same number of bytes, read once as words: what no engine can beat by much. */
static gint64
scan_bytes (Bench *bench,
            gsize  n_bytes)
{
  gsize n_words = MAX (n_bytes / sizeof (guint64), 1);
  g_autofree guint64 *words = g_new0 (guint64, n_words);
  g_autoptr (GArray) times = baton_bench_times_new ();

  for (int run = 0; run < N_RUNS; run++)
    {
      gint64 begun = baton_bench_get_cpu_ns ();

      for (gsize i = 0; i < n_words; i++)
        bench->sink += ((volatile guint64 *) words)[i];
      baton_bench_times_append (times, begun, 1);
    }
  return baton_bench_times_get_median (times);
}

static void
measure_lists (Bench *bench)
{
  g_autoptr (GArray) single = baton_bench_times_new ();
  g_autoptr (GArray) all = baton_bench_times_new ();
  gsize n_bytes = 0;

  for (int run = 0; run < N_RUNS; run++)
    {
      gint64 begun = baton_bench_get_cpu_ns ();

      n_bytes = 0;
      for (guint p = 0; p < bench->profiles->len; p++)
        {
          gint64 begun_persona = baton_bench_get_cpu_ns ();
          g_autoptr (BatonAccess) access = baton_access_new (bench->snapshot, bench->profiles->pdata[p], BATON_BENCH_DAY);

          bench->sink += baton_access_count (access, BATON_ACTION_VIEW, BATON_OUTCOME_ALLOWED);
          baton_bench_times_append (single, begun_persona, 1);
          for (int action = 0; action < BATON_N_ACTIONS; action++)
            {
              bench->sink += baton_access_count (access, action, BATON_OUTCOME_ALLOWED);
              n_bytes += baton_access_count_bytes (access, action);
            }
        }
      baton_bench_times_append (all, begun, 1);
    }
  baton_bench_figures_add (bench->figures, "list", N_("One persona's list for one action"), single,
              scan_bytes (bench, n_bytes / bench->profiles->len / BATON_N_ACTIONS));
  baton_bench_figures_add (bench->figures, "all-lists", N_("All personas' lists for all actions"), all, scan_bytes (bench, n_bytes));
}

#define N_QUESTIONS 1000

static void
explain_all (Bench       *bench,
             BatonAccess *access,
             GPtrArray   *contents,
             GArray      *times)
{
  gint64 begun = baton_bench_get_cpu_ns ();

  for (guint i = 0; i < contents->len; i++)
    {
      g_autoptr (BatonExplanation) explanation = baton_access_explain (access, BATON_ACTION_VIEW, baton_entity_get_id (contents->pdata[i]));

      bench->sink += explanation->n_determining;
    }
  if (contents->len > 0)
    baton_bench_times_append (times, begun, contents->len);
}

/* One member after the other, so that every run asks other rules. */
static void
measure_decisions (Bench *bench)
{
  GPtrArray *contents = baton_snapshot_list (bench->snapshot, BATON_KIND_CONTENT);
  guint n = MIN (contents->len, N_QUESTIONS);
  gint64 scan = scan_bytes (bench, baton_snapshot_count_question_bytes (bench->snapshot));
  g_autoptr (GArray) prepared = baton_bench_times_new ();
  g_autoptr (GArray) anew = baton_bench_times_new ();
  g_autoptr (GArray) explained = baton_bench_times_new ();
  g_autoptr (GArray) nearest = baton_bench_times_new ();

  for (int run = 0; run < N_RUNS; run++)
    {
      BatonProfile *profile = bench->profiles->pdata[run % bench->profiles->len];
      g_autoptr (BatonAccess) access = baton_access_new (bench->snapshot, profile, BATON_BENCH_DAY);
      g_autoptr (GPtrArray) decided = g_ptr_array_new ();
      g_autoptr (GPtrArray) refused = g_ptr_array_new ();
      gint64 begun;

      for (guint c = 0; c < contents->len; c++)
        {
          gboolean none = baton_access_decide (access, BATON_ACTION_VIEW, baton_entity_get_id (contents->pdata[c])).rule < 0;

          if ((none ? refused : decided)->len < (none ? N_QUESTIONS / 50 : N_QUESTIONS))
            g_ptr_array_add (none ? refused : decided, contents->pdata[c]);
        }
      begun = baton_bench_get_cpu_ns ();
      for (guint c = 0; c < n; c++)
        bench->sink += (guint) baton_access_decide (access, BATON_ACTION_VIEW, baton_entity_get_id (contents->pdata[c])).rule;
      baton_bench_times_append (prepared, begun, n);

      begun = baton_bench_get_cpu_ns ();
      for (guint c = 0; c < n; c++)
        bench->sink += (guint) baton_decide (bench->snapshot, profile, BATON_ACTION_VIEW,
                                             baton_entity_get_id (contents->pdata[c]), BATON_BENCH_DAY).rule;
      baton_bench_times_append (anew, begun, n);
      explain_all (bench, access, decided, explained);
      explain_all (bench, access, refused, nearest);
    }
  baton_bench_figures_add (bench->figures, "decision", N_("One decision with its rule, for a member already looked at"), prepared, scan);
  baton_bench_figures_add (bench->figures, "decision-anew", N_("One decision with its rule, for any member"), anew, scan);
  baton_bench_figures_add (bench->figures, "explanation", N_("One decision with all its rules"), explained, scan);
  baton_bench_figures_add (bench->figures, "nearest", N_("One refusal with the nearest rules"), nearest, scan);
}

static const struct
{
  const char *name;
  const char *label;
} edits[BATON_BENCH_N_EDITS] = {
  [BATON_BENCH_EDIT_RULE] = { "edit-rule", N_("A changed rule compiled") },
  [BATON_BENCH_EDIT_RULE_ADDED] = { "edit-rule-added", N_("A new rule compiled") },
  [BATON_BENCH_EDIT_RULE_MOVED] = { "edit-rule-moved", N_("A rule moved in its list compiled") },
  [BATON_BENCH_EDIT_TAGS] = { "edit-tags", N_("Changed tags compiled") },
  [BATON_BENCH_EDIT_CONTENT_ADDED] = { "edit-content-added", N_("New content compiled") },
  [BATON_BENCH_EDIT_PERSONA] = { "edit-persona", N_("A changed persona compiled") },
  [BATON_BENCH_EDIT_TERM_RENAMED] = { "edit-term-renamed", N_("A renamed term compiled") },
  [BATON_BENCH_EDIT_TERM_MOVED] = { "edit-term-moved", N_("A moved term compiled") },
  [BATON_BENCH_EDIT_TERM_ADDED] = { "edit-term-added", N_("A new term compiled") },
};

/* Makes the edit and brings program and snapshot to it. (transfer full): the snapshot before. */
static BatonSnapshot *
make_edit (Bench          *bench,
           BatonBenchEdit  edit,
           GArray         *times)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  BatonSnapshot *before = bench->snapshot;
  gint64 begun;

  g_ptr_array_add (changes, baton_bench_program_edit (bench->program, edit, bench->random));
  baton_program_apply (bench->program, changes->pdata[0]);
  begun = baton_bench_get_cpu_ns ();
  bench->snapshot = baton_snapshot_apply (before, bench->program, changes, 0);
  if (times != NULL)
    baton_bench_times_append (times, begun, 1);
  return before;
}

static void
measure_edits (Bench *bench)
{
  gint64 scan = scan_bytes (bench, baton_snapshot_count_bytes (bench->snapshot));
  g_autoptr (GArray) times = baton_bench_times_new ();
  g_autoptr (GArray) effects = baton_bench_times_new ();

  for (int edit = 0; edit < BATON_BENCH_N_EDITS; edit++)
    {
      for (int run = 0; run < N_RUNS; run++)
        {
          g_autoptr (BatonSnapshot) before = make_edit (bench, edit, times);

          if (edit == BATON_BENCH_EDIT_RULE)
            {
              gint64 begun = baton_bench_get_cpu_ns ();
              g_autoptr (GPtrArray) list = baton_effect_list (before, bench->snapshot, BATON_BENCH_DAY, 3);

              baton_bench_times_append (effects, begun, 1);
              bench->sink += list->len;
            }
        }
      baton_bench_figures_add (bench->figures, edits[edit].name, edits[edit].label, times, scan);
      if (edit == BATON_BENCH_EDIT_RULE)
        baton_bench_figures_add (bench->figures, "effect", N_("What that changes for every persona and action"), effects, scan);
    }
}

/* Cancelled before it began, the analysis leaves out the search for covers by several rules and does all else. */
static void
measure_analysis (Bench *bench)
{
  gint64 scan = scan_bytes (bench, baton_snapshot_count_bytes (bench->snapshot));
  g_autoptr (GCancellable) without_search = g_cancellable_new ();
  g_autoptr (GArray) plain = baton_bench_times_new (), whole = baton_bench_times_new (), examples = baton_bench_times_new ();

  g_cancellable_cancel (without_search);
  for (int run = 0; run < N_FEW_RUNS; run++)
    {
      gint64 begun = baton_bench_get_cpu_ns ();
      g_autoptr (GPtrArray) without = baton_analysis_run (bench->snapshot, BATON_BENCH_DAY, 0, without_search);
      g_autoptr (GPtrArray) findings = NULL;

      baton_bench_times_append (plain, begun, 1);
      begun = baton_bench_get_cpu_ns ();
      findings = baton_analysis_run (bench->snapshot, BATON_BENCH_DAY, 0, NULL);
      baton_bench_times_append (whole, begun, 1);
      begun = baton_bench_get_cpu_ns ();
      baton_analysis_illustrate (bench->snapshot, findings, BATON_BENCH_DAY, NULL);
      baton_bench_times_append (examples, begun, 1);
      bench->sink += without->len;
      bench->n_findings = findings->len;
      bench->n_undecided = 0;
      for (guint i = 0; i < findings->len; i++)
        bench->n_undecided += ((BatonFinding *) findings->pdata[i])->code == BATON_FINDING_SHADOW_UNDECIDED;
    }
  baton_bench_figures_add (bench->figures, "analysis-without-search", N_("The analysis but for rules that several others cover together"), plain, scan);
  baton_bench_figures_add (bench->figures, "analysis", N_("The whole analysis"), whole, scan);
  baton_bench_figures_add (bench->figures, "examples", N_("An example for each of its findings"), examples, scan);
}

static void
measure (Bench *bench)
{
  GPtrArray *personas;
  g_autoptr (GArray) times = baton_bench_times_new ();

  bench->program = baton_bench_program_new (bench->n_rules, N_TERMS, bench->n_rules, N_CONTENTS, N_PERSONAS);
  for (int run = 0; run < N_FEW_RUNS; run++)
    {
      gint64 begun = baton_bench_get_cpu_ns ();

      g_clear_pointer (&bench->snapshot, baton_snapshot_unref);
      bench->snapshot = baton_snapshot_new (bench->program, 0);
      baton_bench_times_append (times, begun, 1);
    }
  baton_bench_figures_add (bench->figures, "compile", N_("The whole program compiled"), times,
              scan_bytes (bench, baton_snapshot_count_bytes (bench->snapshot)));

  bench->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_profile_unref);
  personas = baton_snapshot_list (bench->snapshot, BATON_KIND_PERSONA);
  for (guint p = 0; p < personas->len; p++)
    g_ptr_array_add (bench->profiles, baton_profile_new_for_persona (bench->snapshot, baton_entity_get_id (personas->pdata[p]),
                                                                     BATON_BENCH_DAY));
  measure_lists (bench);
  measure_decisions (bench);
  measure_edits (bench);
  measure_analysis (bench);
}

static void
clear_bench (Bench *bench)
{
  g_clear_pointer (&bench->figures, g_array_unref);
  g_clear_pointer (&bench->profiles, g_ptr_array_unref);
  g_clear_pointer (&bench->snapshot, baton_snapshot_unref);
  g_clear_pointer (&bench->program, baton_program_free);
  g_clear_pointer (&bench->random, g_rand_free);
}

/* ── The check ───────────────────────────────────────────────────────────────────────────────────────── */

/* Compares every answer with the plain engine's; returns how many there were, 0 when one differs. */
static guint
check_answers (BatonProgram  *program,
               BatonSnapshot *snapshot)
{
  GPtrArray *rules = baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE);
  GPtrArray *contents = baton_snapshot_list (snapshot, BATON_KIND_CONTENT);
  GPtrArray *personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA);
  guint n_answers = 0;

  for (guint p = 0; p < personas->len; p++)
    {
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, baton_entity_get_id (personas->pdata[p]),
                                                                        BATON_BENCH_DAY);
      g_autoptr (BatonAccess) access = baton_access_new (snapshot, profile, BATON_BENCH_DAY);

      for (guint c = 0; c < contents->len; c++)
        for (int action = 0; action < BATON_N_ACTIONS; action++)
          {
            const char *id = baton_entity_get_id (contents->pdata[c]);
            g_autoptr (BatonPlainDecision) plain = baton_plain_decide (program, personas->pdata[p], action, contents->pdata[c],
                                                                       BATON_BENCH_DAY);
            g_autoptr (BatonExplanation) explanation = baton_access_explain (access, action, id);
            BatonDecision fast = baton_access_decide (access, action, id);
            const char *rule = fast.rule >= 0 ? baton_entity_get_id (rules->pdata[fast.rule]) : NULL;

            if (fast.outcome != plain->outcome || g_strcmp0 (rule, plain->rule) != 0
                || explanation->decision.outcome != fast.outcome || explanation->decision.rule != fast.rule
                || explanation->n_matching != plain->matching->len)
              return 0;
            n_answers++;
          }
    }
  return n_answers;
}

/* A small program, compiled whole and then after one edit of every sort. */
static guint
check_small (void)
{
  Bench bench = { .program = baton_bench_program_new (1, 300, 120, 20, 6) };
  guint n_answers;

  bench.random = g_rand_new_with_seed (1);
  bench.snapshot = baton_snapshot_new (bench.program, 0);
  n_answers = check_answers (bench.program, bench.snapshot);
  for (int edit = 0; edit < BATON_BENCH_N_EDITS && n_answers > 0; edit++)
    {
      g_autoptr (BatonSnapshot) before = make_edit (&bench, edit, NULL);
      guint n = check_answers (bench.program, bench.snapshot);

      n_answers = n > 0 ? n_answers + n : 0;
    }
  clear_bench (&bench);
  return n_answers;
}

/* ── Answers ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
print_figures (const Bench *bench)
{
  baton_cli_say (_("%u rules, %u contents, %u personas, %u terms:"), bench->n_rules, (guint) N_CONTENTS, (guint) N_PERSONAS, (guint) N_TERMS);
  baton_bench_figures_print (bench->figures);
  /* Translators: %1$u counts what the analysis of the rules found, %2$u how much of it is that a search was given up */
  baton_cli_say (_("%1$u findings; %2$u rules were not decided within the limit."), bench->n_findings, bench->n_undecided);
}

static void
add_json (const Bench       *bench,
          BatonValueBuilder *builder)
{
  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "rules", bench->n_rules);
  baton_value_builder_set_integer (builder, "contents", N_CONTENTS);
  baton_value_builder_set_integer (builder, "personas", N_PERSONAS);
  baton_value_builder_set_integer (builder, "terms", N_TERMS);
  baton_bench_figures_add_json (bench->figures, builder);
  baton_value_builder_set_integer (builder, "findings", bench->n_findings);
  baton_value_builder_set_integer (builder, "not-decided", bench->n_undecided);
  baton_value_builder_close (builder);
}

static void
run_rules (BatonCli          *cli,
           guint              n_rules,
           BatonValueBuilder *builder)
{
  Bench bench = { .n_rules = n_rules };
  g_autofree char *progress = g_strdup_printf (_("Measuring with %u rules…"), n_rules);

  baton_cli_progress (progress);
  bench.figures = g_array_new (FALSE, FALSE, sizeof (BatonBenchFigure));
  bench.random = g_rand_new_with_seed (1);
  measure (&bench);
  baton_cli_progress (NULL);
  if (cli->json)
    add_json (&bench, builder);
  else
    print_figures (&bench);
  clear_bench (&bench);
}

int
baton_cli_bench_rules (BatonCli  *cli,
                       int        argc,
                       char     **argv)
{
  int n_rules = G_MININT;
  gboolean whole_table = FALSE;
  const GOptionEntry entries[] = {
    { "rules", 'n', 0, G_OPTION_ARG_INT, &n_rules, N_("How many publishing rules; unless given, 2000, and 20,000 for the table"), N_("NUMBER") },
    { "table", 0, 0, G_OPTION_ARG_NONE, &whole_table, N_("One list a size, from a hundredth of the rules to all"), NULL },
    { NULL },
  };
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  guint n_checked;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "rules",
                        _("Measures how fast publishing rules are compiled, asked, edited and analysed on this machine, on a program that it makes itself. "
                          "Times are those of one core, the median of 15 runs, of 3 for the analysis and the whole program compiled. Aims are for 2,000 rules."),
                        "  batonctl bench rules\n  batonctl bench rules --table --json", 1, 1))
    return BATON_EXIT_USAGE;
  if (n_rules == G_MININT)
    n_rules = whole_table ? 20000 : 2000;
  if (n_rules < 1 || n_rules > 1000000)
    return baton_cli_fail (BATON_EXIT_USAGE, _("The number of rules is from 1 to a million."));

  n_checked = check_small ();
  if (n_checked == 0)
    return baton_cli_fail (BATON_EXIT_PROBLEMS, _("The fast engine and the plain one disagree. Please report this."));
  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "checked", n_checked);
  baton_value_builder_key (builder, "tables");
  baton_value_builder_open_array (builder);
  if (!cli->json)
    baton_cli_say (ngettext ("%u answer agrees with the plain engine.", "%u answers agree with the plain engine.", n_checked), n_checked);
  for (int divisor = whole_table ? 100 : 1; divisor > 0; divisor /= 10)
    run_rules (cli, (guint) MAX (n_rules / divisor, 1), builder);
  if (cli->json)
    {
      value = baton_value_builder_finish (builder);
      baton_cli_print_json (value);
    }
  return BATON_EXIT_DONE;
}
