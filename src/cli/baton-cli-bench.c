/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures the document at several sizes on this machine and disk, beside what SQLite and a plain JSON parser need for
 * the same. For those who work on Baton; figures in README.md come from here.
 */
#include "config.h"

#include "cli/baton-cli.h"

#include "cli/baton-bench-problems.h"

#include "model/baton-diff.h"
#include "model/baton-merge.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"
#include "model/baton-validator.h"
#include "store/baton-commit-pace.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <malloc.h>
#include <string.h>

#define N_EDITS 200
#define N_RUNS 5              /* of what takes long: the median counts */
#define N_CHANGED 100         /* entities in which two programs differ, for diff and merge */
#define TERMS_PER_LIST 200

typedef enum
{
  FIGURE_OPEN,
  FIGURE_EDIT,
  FIGURE_ACKNOWLEDGED,
  FIGURE_COMMIT,
  FIGURE_UNDO,
  FIGURE_DIGEST,
  FIGURE_DIFF,
  FIGURE_DIFF_APART,
  FIGURE_MERGE,
  FIGURE_VALIDATE,
  FIGURE_PROBLEMS,
  FIGURE_PROBLEMS_TERM_RENAMED,   /* these in the order of BatonBenchProblems */
  FIGURE_PROBLEMS_TERM_MOVED,
  FIGURE_PROBLEMS_POINTS,
  FIGURE_PROBLEMS_RULE,
  FIGURE_PARSE,
  N_FIGURES
} Figure;

/* What a figure is told in terms of, and the most that it may take at 100,000 things: 0 where there is no such aim. Every figure but
 * the two peers has one or the other. */
static const struct { const char *key; const char *label; Figure peer; gint64 aim_us; } figures[N_FIGURES] = {
  [FIGURE_OPEN] = { "open", N_("open"), FIGURE_PARSE, 300000 },
  [FIGURE_EDIT] = { "edit", N_("edit, in memory"), FIGURE_COMMIT, 1000 },
  [FIGURE_ACKNOWLEDGED] = { "acknowledged", N_("edit, on disk"), FIGURE_COMMIT, 0 },
  [FIGURE_COMMIT] = { "commit", N_("SQLite's own commit"), N_FIGURES, 0 },
  [FIGURE_UNDO] = { "undo", N_("undo"), FIGURE_COMMIT, 1000 },
  [FIGURE_DIGEST] = { "digest", N_("digest"), FIGURE_PARSE, 0 },
  [FIGURE_DIFF] = { "diff", N_("compare, 100 changes"), FIGURE_PARSE, 20000 },
  [FIGURE_DIFF_APART] = { "diff-apart", N_("the same, if read apart"), FIGURE_PARSE, 0 },
  [FIGURE_MERGE] = { "merge", N_("merge, 100 changes each"), FIGURE_PARSE, 0 },
  [FIGURE_VALIDATE] = { "validate", N_("validate all"), FIGURE_PARSE, 0 },
  [FIGURE_PROBLEMS] = { "problems", N_("problems after an edit"), FIGURE_PARSE, 5000 },
  [FIGURE_PROBLEMS_TERM_RENAMED] = { "problems-term-renamed", N_("problems, term renamed *"), FIGURE_PARSE, 5000 },
  [FIGURE_PROBLEMS_TERM_MOVED] = { "problems-term-moved", N_("problems, term moved *"), FIGURE_PARSE, 5000 },
  [FIGURE_PROBLEMS_POINTS] = { "problems-points", N_("problems, points changed *"), FIGURE_PARSE, 5000 },
  [FIGURE_PROBLEMS_RULE] = { "problems-rule", N_("problems, rule changed *"), FIGURE_PARSE, 5000 },
  [FIGURE_PARSE] = { "parse", N_("plain parse of the same bytes"), N_FIGURES, 0 },
};

#define AIM_BYTES 1024   /* an entity */

typedef struct
{
  gint64 median_us[N_FIGURES];
  gint64 bytes_per_entity;
  guint  n_entities;
} Result;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gint64
median (gint64 *times_us,
        guint   n)
{
  qsort (times_us, n, sizeof *times_us, compare_times);
  return times_us[n / 2];
}

static char *
numbered_id (const char *slug,
             guint       number)
{
  return g_strdup_printf ("%s-%010u", slug, number);
}

static BatonEntity *
make_term (guint       number,
           const char *suffix)
{
  g_autofree char *id = numbered_id ("term", number);
  g_autofree char *list = numbered_id ("list", number / TERMS_PER_LIST);
  g_autofree char *position = g_strdup_printf ("%07uV", number);
  g_autofree char *name = g_strdup_printf ("Term %u%s", number, suffix);
  g_autofree char *german = g_strdup_printf ("Begriff %u für alle Partner", number);
  g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_TERM, id);
  g_autoptr (BatonEntity) placed = baton_entity_with_place (bare, list, position);
  g_autoptr (BatonValue) source = baton_text_new (name);
  g_autoptr (BatonValue) text = baton_text_with_locale (source, "de", german, BATON_TEXT_REVIEWED);

  return baton_entity_with (placed, BATON_FIELD_TERM_NAME, text);
}

/* A program of *n* entities, nearly all of them terms. */
static BatonProgram *
make_program (guint n)
{
  BatonProgram *program = baton_program_new ();
  guint n_lists = n / TERMS_PER_LIST + 1;
  g_autoptr (BatonEntity) root = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000000");

  baton_program_put (program, root);
  for (guint i = 0; i < n_lists; i++)
    {
      g_autofree char *id = numbered_id ("list", i);
      g_autofree char *position = g_strdup_printf ("%06uV", i);
      g_autofree char *name = g_strdup_printf ("List %u", i);
      g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_VOCABULARY, id);
      g_autoptr (BatonEntity) placed = baton_entity_with_place (bare, NULL, position);
      g_autoptr (BatonValue) text = baton_text_new (name);
      g_autoptr (BatonEntity) list = baton_entity_with (placed, BATON_FIELD_VOCABULARY_NAME, text);

      baton_program_put (program, list);
    }
  for (guint i = 0; baton_program_get_size (program) < n && i < n_lists * TERMS_PER_LIST; i++)
    {
      g_autoptr (BatonEntity) term = make_term (i, "");

      baton_program_put (program, term);
    }
  return program;
}

/* A copy in which every so many-th term is renamed, beginning with *first*. */
static BatonProgram *
rename_some (const BatonProgram *program,
             guint               first)
{
  BatonProgram *renamed = baton_program_copy (program);
  guint stride = MAX (2, baton_program_get_size (program) / (N_CHANGED + 2));

  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autoptr (BatonEntity) term = make_term (first + i * stride, " renamed");

      if (baton_program_lookup (renamed, baton_entity_get_id (term)) != NULL)
        baton_program_put (renamed, term);
    }
  return renamed;
}

static gboolean
edit_and_undo (BatonWorkspace  *workspace,
               Result          *result,
               GError         **error)
{
  gint64 edit_us[N_EDITS], acknowledged_us[N_EDITS], undo_us[N_EDITS];

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autofree char *suffix = g_strdup_printf (" at edit %u", i);
      g_autoptr (BatonEntity) term = make_term (i % 50, suffix);
      gint64 start = g_get_monotonic_time ();

      if (!baton_workspace_put (workspace, "Rename", term, error))
        return FALSE;
      edit_us[i] = g_get_monotonic_time () - start;
      if (!baton_workspace_flush (workspace, error))
        return FALSE;
      acknowledged_us[i] = g_get_monotonic_time () - start;
    }
  for (guint i = 0; i < N_EDITS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      if (!baton_workspace_undo (workspace, error))
        return FALSE;
      undo_us[i] = g_get_monotonic_time () - start;
    }
  result->median_us[FIGURE_EDIT] = median (edit_us, N_EDITS);
  result->median_us[FIGURE_ACKNOWLEDGED] = median (acknowledged_us, N_EDITS);
  result->median_us[FIGURE_UNDO] = median (undo_us, N_EDITS);
  return baton_workspace_flush (workspace, error);
}

static gint64
since (gint64 *start)
{
  gint64 now = g_get_monotonic_time ();
  gint64 elapsed = now - *start;

  *start = now;
  return elapsed;
}

static void
put_twin_cb (gpointer entity,
             gpointer program)
{
  g_autoptr (BatonValue) body = baton_entity_to_value (entity);

  baton_program_take (program, baton_entity_from_value (baton_entity_get_kind (entity), baton_entity_get_id (entity), body, NULL));
}

/* What needs only the program. */
static void
measure_program (const BatonProgram *program,
                 Result             *result)
{
  static const Figure measured[] = { FIGURE_PARSE, FIGURE_DIGEST, FIGURE_DIFF, FIGURE_DIFF_APART, FIGURE_MERGE, FIGURE_VALIDATE };
  g_autoptr (BatonProgram) mine = rename_some (program, 0);
  g_autoptr (BatonProgram) theirs = rename_some (program, 1);
  g_autoptr (BatonProgram) apart = baton_program_new ();
  g_autoptr (BatonValue) value = baton_program_to_value (program);
  g_autofree char *json = baton_value_to_json (value);
  gint64 times_us[N_FIGURES][N_RUNS];

  baton_program_foreach (mine, put_twin_cb, apart);
  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autofree char *digest = NULL;
      g_autoptr (GPtrArray) differences = NULL;
      g_autoptr (GPtrArray) same_differences = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      BatonMerge *merge;
      gint64 start = g_get_monotonic_time ();

      json_parser_load_from_data (parser, json, (gssize) strlen (json), NULL);
      times_us[FIGURE_PARSE][run] = since (&start);
      digest = baton_program_digest (program);
      times_us[FIGURE_DIGEST][run] = since (&start);
      differences = baton_diff (program, mine);
      times_us[FIGURE_DIFF][run] = since (&start);
      same_differences = baton_diff (program, apart);
      times_us[FIGURE_DIFF_APART][run] = since (&start);
      merge = baton_merge_new (program, mine, theirs);
      times_us[FIGURE_MERGE][run] = since (&start);
      baton_merge_free (merge);
      since (&start);
      problems = baton_validate_program (program);
      times_us[FIGURE_VALIDATE][run] = since (&start);
    }
  for (guint i = 0; i < G_N_ELEMENTS (measured); i++)
    result->median_us[measured[i]] = median (times_us[measured[i]], N_RUNS);
}

/* From an edit to a list of all problems that another thread can show. The program has one at nearly every thing: a text in a language that is not listed. */
static void
measure_problems (const BatonProgram *original,
                  Result             *result)
{
  g_autoptr (BatonProgram) program = baton_program_copy (original);
  g_autoptr (BatonValidator) validator = baton_validator_new (program);
  guint n_terms = baton_program_get_size (program) - baton_program_get_size (program) / TERMS_PER_LIST - 10;
  BatonProblemList *list;
  gint64 times_us[N_EDITS];

  list = baton_validator_dup_list (validator);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autofree char *suffix = g_strdup_printf (" at edit %u", i);
      /* Here and there, as nobody edits things in the order of their ids. */
      g_autoptr (BatonEntity) term = make_term (i * 7919 % n_terms, suffix);
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
      gint64 start;

      g_ptr_array_add (changes, baton_change_new (baton_program_lookup (program, baton_entity_get_id (term)), term));
      baton_program_apply (program, g_ptr_array_index (changes, 0));
      start = g_get_monotonic_time ();
      baton_validator_apply (validator, changes);
      baton_problem_list_free (list);
      list = baton_validator_dup_list (validator);
      times_us[i] = since (&start);
    }
  baton_problem_list_free (list);
  result->median_us[FIGURE_PROBLEMS] = median (times_us, N_EDITS);
}

/* The same in a program of *n* terms, with activities and rules; FALSE where they are not the problems of a full run. */
static gboolean
measure_problems_of_many (guint    n,
                          Result  *result,
                          GError **error)
{
  double ms[BATON_BENCH_N_PROBLEMS];

  if (!baton_bench_problems_measure (n, ms))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The problems after the edits are not those of a full run."));
      return FALSE;
    }
  for (guint i = 0; i < BATON_BENCH_N_PROBLEMS; i++)
    result->median_us[FIGURE_PROBLEMS_TERM_RENAMED + i] = (gint64) (ms[i] * 1000);
  return TRUE;
}

static gsize
bytes_in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* The last of the runs stays open. */
static gboolean
measure_open (const char      *path,
              BatonWorkspace **workspace,
              Result          *result,
              GError         **error)
{
  gint64 times_us[N_RUNS];

  for (guint run = 0; run < N_RUNS; run++)
    {
      gsize before;
      gint64 start;

      if (*workspace != NULL && !baton_workspace_close (*workspace, error))
        return FALSE;
      g_clear_object (workspace);
      before = bytes_in_use ();
      start = g_get_monotonic_time ();
      *workspace = baton_workspace_open (path, BATON_OPEN_EDIT, error);
      if (*workspace == NULL)
        return FALSE;
      times_us[run] = since (&start);
      result->n_entities = baton_program_get_size (baton_workspace_get_program (*workspace));
      result->bytes_per_entity = (gint64) (bytes_in_use () - before) / result->n_entities;
    }
  result->median_us[FIGURE_OPEN] = median (times_us, N_RUNS);
  return TRUE;
}

static gboolean
measure (const char  *folder,
         guint        n,
         Result      *result,
         GError     **error)
{
  g_autofree char *path = g_strdup_printf ("%s/bench-%u" BATON_WORKSPACE_SUFFIX, folder, n);
  g_autofree char *commits = g_build_filename (folder, "commits", NULL);
  g_autoptr (BatonWorkspace) workspace = NULL;
  gint64 commit_us[N_EDITS];
  gboolean done;

  {
    g_autoptr (BatonProgram) program = make_program (n);
    g_autofree char *digest = baton_program_digest (program);
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
    g_autoptr (BatonWorkspace) made = baton_workspace_create (path, program, error);

    /* As after a pull: the base is in memory too. */
    if (made == NULL || !baton_workspace_pull (made, "Pull", nothing, 1, digest, program, error) ||
        !baton_workspace_close (made, error))
      return FALSE;
  }
  done = measure_open (path, &workspace, result, error) && edit_and_undo (workspace, result, error) &&
         baton_commit_pace_measure (commits, N_EDITS, commit_us, error);
  if (done)
    {
      result->median_us[FIGURE_COMMIT] = median (commit_us, N_EDITS);
      measure_program (baton_workspace_get_program (workspace), result);
      measure_problems (baton_workspace_get_program (workspace), result);
      done = baton_workspace_close (workspace, error) && measure_problems_of_many (n, result, error);
    }
  g_unlink (path);
  return done;
}

/* In thousandths of its peer. */
static gint64
get_per_mille (const Result *result,
               Figure        figure)
{
  return 1000 * result->median_us[figure] / MAX (1, result->median_us[figures[figure].peer]);
}

static void
print_results (BatonCli     *cli,
               const Result *results,
               guint         n_results)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%-32s", _("things in the program"));
  for (guint i = 0; i < n_results; i++)
    g_string_append_printf (line, "%23u", results[i].n_entities);
  g_string_append_printf (line, "   %s", _("at most, of 100,000"));
  baton_cli_say ("%s", line->str);
  for (guint figure = 0; figure < N_FIGURES; figure++)
    {
      g_string_printf (line, "%-32s", _(figures[figure].label));
      for (guint i = 0; i < n_results; i++)
        {
          g_string_append_printf (line, "%11.3f ms", (double) results[i].median_us[figure] / 1000);
          if (figures[figure].peer != N_FIGURES)
            g_string_append_printf (line, "%8.3f×", (double) get_per_mille (&results[i], figure) / 1000);
          else
            g_string_append_printf (line, "%9s", "");
        }
      if (figures[figure].aim_us != 0)
        g_string_append_printf (line, "   %.0f ms", (double) figures[figure].aim_us / 1000);
      baton_cli_say ("%s", g_strchomp (line->str));
    }
  g_string_printf (line, "%-32s", _("memory for each thing"));
  for (guint i = 0; i < n_results; i++)
    g_string_append_printf (line, "%12" G_GINT64_FORMAT " B%9s", results[i].bytes_per_entity, "");
  g_string_append_printf (line, "   %d B", AIM_BYTES);
  baton_cli_say ("%s", line->str);
  baton_cli_say ("%s", _("*: with so many terms, a twentieth as many activities, and rules, content and personas that name terms."));
  baton_cli_say ("%s", _("×: edits and undo in commits of one row by SQLite itself; all else in plain parses of the program as JSON."));
}

static void
print_json (const Result *results,
            guint         n_results)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_results; i++)
    {
      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "entities", results[i].n_entities);
      for (guint figure = 0; figure < N_FIGURES; figure++)
        {
          g_autofree char *us = g_strconcat (figures[figure].key, "-us", NULL), *aim = g_strconcat (figures[figure].key, "-aim-us", NULL);
          g_autofree char *ratio = NULL;

          baton_value_builder_set_integer (builder, us, results[i].median_us[figure]);
          if (figures[figure].aim_us != 0)
            baton_value_builder_set_integer (builder, aim, figures[figure].aim_us);
          if (figures[figure].peer == N_FIGURES)
            continue;
          ratio = g_strdup_printf ("%s-per-mille-of-%s", figures[figure].key, figures[figures[figure].peer].key);
          baton_value_builder_set_integer (builder, ratio, get_per_mille (&results[i], figure));
        }
      baton_value_builder_set_integer (builder, "bytes-per-entity", results[i].bytes_per_entity);
      baton_value_builder_set_integer (builder, "bytes-per-entity-aim", AIM_BYTES);
      baton_value_builder_close (builder);
    }
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
}

int
baton_cli_bench (BatonCli  *cli,
                 int        argc,
                 char     **argv)
{
  static const guint default_sizes[] = { 1000, 10000, 100000 };
  g_autofree char *folder = NULL;
  Result results[G_N_ELEMENTS (default_sizes)] = { 0 };
  guint n_results = 0;
  gint64 size = 0;
  const GOptionEntry entries[] = {
    { "size", 0, 0, G_OPTION_ARG_INT64, &size, N_("Only a program of so many things"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (argc > 1 && strcmp (argv[1], "rules") == 0)
    return baton_cli_bench_rules (cli, argc, argv);
  if (argc > 1 && strcmp (argv[1], "whatif") == 0)
    return baton_cli_bench_whatif (cli, argc, argv);
  if (!baton_cli_parse (cli, &argc, &argv, entries, "document|rules|whatif", _("Measures how fast a program is opened, edited, compared and checked on this machine."),
                        "  batonctl bench document\n  batonctl bench document --size 5000 --json\n  batonctl bench rules\n  batonctl bench whatif", 1, 1))
    return BATON_EXIT_USAGE;
  if (strcmp (argv[1], "document") != 0)
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” cannot be measured; “document”, “rules” and “whatif” can."), argv[1]);
  if (size < 0 || size > 1000000)
    return baton_cli_fail (BATON_EXIT_USAGE, _("The size is a number up to a million."));

  folder = g_dir_make_tmp ("baton-bench-XXXXXX", &error);
  for (guint i = 0; error == NULL && i < (size > 0 ? 1 : G_N_ELEMENTS (default_sizes)); i++)
    {
      guint n = size > 0 ? (guint) MAX (size, 400) : default_sizes[i];
      g_autofree char *progress = g_strdup_printf ("%u…", n);

      baton_cli_progress (progress);
      if (measure (folder, n, &results[i], &error))
        n_results++;
    }
  baton_cli_progress (NULL);
  if (folder != NULL)
    g_rmdir (folder);
  if (error != NULL)
    return baton_cli_fail_error ("bench", error);
  if (cli->json)
    print_json (results, n_results);
  else
    print_results (cli, results, n_results);
  return BATON_EXIT_DONE;
}
