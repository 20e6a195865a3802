/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "exchange/baton-program-file.h"
#include "words/baton-words-effect.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Contents that --json names for each decision, unless it is said otherwise; the text names the first few. */
#define DEFAULT_EXAMPLES 3

enum { BEFORE, AFTER, N_PROGRAMS };

typedef struct
{
  BatonCli      *cli;
  const char    *names[N_PROGRAMS];       /* as they were given; NULL: the live program, the draft */
  BatonSnapshot *snapshots[N_PROGRAMS];   /* owned */
} Comparison;

/* ── The two programs ────────────────────────────────────────────────────────────────────────────────── */

static int
read_workspace (const char     *path,
                BatonSnapshot **snapshot)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonWorkspace) workspace = baton_workspace_open (path, BATON_OPEN_READ, &error);

  if (workspace == NULL)
    return baton_cli_fail_error (path, error);
  *snapshot = baton_snapshot_new (baton_workspace_get_program (workspace), 0);
  return BATON_EXIT_DONE;
}

static int
read_program_file (const char     *path,
                   BatonSnapshot **snapshot)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonProgramFile) file = baton_program_file_read (path, problems, &error);
  int code;

  if (file != NULL)
    {
      *snapshot = baton_snapshot_new (file->program, 0);
      return BATON_EXIT_DONE;
    }
  code = baton_cli_fail_error (path, error);
  for (guint i = 0; i < problems->len; i++)
    if (baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR)
      {
        g_autofree char *line = baton_words_problem_line (NULL, problems->pdata[i]);

        baton_cli_fail (code, "%s", line);
      }
  return code;
}

static int
read_programs (Comparison *comparison)
{
  BatonCli *cli = comparison->cli;
  int code = BATON_EXIT_DONE;

  for (guint i = 0; i < N_PROGRAMS && code == BATON_EXIT_DONE; i++)
    {
      const char *path = comparison->names[i];

      if (path != NULL)
        {
          code = g_str_has_suffix (path, BATON_WORKSPACE_SUFFIX) ? read_workspace (path, &comparison->snapshots[i])
                                                                 : read_program_file (path, &comparison->snapshots[i]);
          continue;
        }
      if (cli->workspace == NULL && !baton_cli_open_workspace (cli, BATON_OPEN_READ))
        return BATON_EXIT_FILE;
      comparison->snapshots[i] = i == AFTER ? baton_cli_compile (cli) : baton_snapshot_new (baton_workspace_get_base (cli->workspace), 0);
    }
  return code;
}

/* ── One persona alone ───────────────────────────────────────────────────────────────────────────────── */

/* The id of the persona by id or name, in either program; NULL for none. Borrowed. */
static const char *
find_persona (const Comparison *comparison,
              const char       *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (int i = AFTER; i >= BEFORE; i--)
    {
      GPtrArray *personas = baton_snapshot_list (comparison->snapshots[i], BATON_KIND_PERSONA);

      for (guint p = 0; p < personas->len; p++)
        {
          const char *id = baton_entity_get_id (personas->pdata[p]);
          g_autofree char *name = baton_words_name (BATON_NAMES_OF_SNAPSHOT (comparison->snapshots[i]), id);
          g_autofree char *folded_name = g_utf8_casefold (name, -1);

          if (strcmp (id, text) == 0 || strcmp (folded_name, folded) == 0)
            return id;
        }
    }
  return NULL;
}

static void
keep_persona (GPtrArray  *effects,
              const char *persona)
{
  for (guint i = effects->len; i-- > 0;)
    if (strcmp (((BatonEffect *) effects->pdata[i])->persona, persona) != 0)
      g_ptr_array_remove_index (effects, i);
}

/* ── Saying it ───────────────────────────────────────────────────────────────────────────────────────── */

static void
print_effect (const Comparison  *comparison,
              const BatonEffect *effect)
{
  const BatonNames *before = BATON_NAMES_OF_SNAPSHOT (comparison->snapshots[BEFORE]);
  const BatonNames *after = BATON_NAMES_OF_SNAPSHOT (comparison->snapshots[AFTER]);
  g_autofree char *line = baton_words_effect (before, after, effect);
  g_autoptr (GPtrArray) lines = baton_words_effect_lines (before, after, effect);

  baton_cli_say ("%s", line);
  for (guint i = 0; i < lines->len; i++)
    baton_cli_say ("  %s", (const char *) lines->pdata[i]);
}

static void
add_contents (BatonValueBuilder *builder,
              const char        *key,
              guint              count,
              GPtrArray         *examples)
{
  if (count == 0)
    return;
  baton_value_builder_key (builder, key);
  baton_value_builder_open_object (builder);
  baton_value_builder_set_integer (builder, "count", count);
  baton_value_builder_key (builder, "examples");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < examples->len; i++)
    baton_value_builder_add_string (builder, examples->pdata[i]);
  baton_value_builder_close (builder);
  baton_value_builder_close (builder);
}

static void
add_decisions (BatonValueBuilder *builder,
               GPtrArray         *decisions)
{
  baton_value_builder_key (builder, "decisions");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < decisions->len; i++)
    {
      const BatonDifference *difference = decisions->pdata[i];

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "action", baton_action_get_name (difference->action));
      add_contents (builder, "allowed", difference->n_allowed, difference->allowed);
      add_contents (builder, "refused", difference->n_refused, difference->refused);
      add_contents (builder, "with-approval", difference->n_approval, difference->approval);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

static void
add_things (BatonValueBuilder *builder,
            const char        *key,
            GArray            *things)
{
  if (things->len == 0)
    return;
  baton_value_builder_key (builder, key);
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < things->len; i++)
    baton_value_builder_add_string (builder, g_array_index (things, BatonEffectThing, i).id);
  baton_value_builder_close (builder);
}

static void
add_brand (BatonValueBuilder *builder,
           GArray            *fields)
{
  if (fields->len == 0)
    return;
  baton_value_builder_key (builder, "brand");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < fields->len; i++)
    baton_value_builder_add_string (builder, baton_schema_get_field (g_array_index (fields, BatonField, i))->name);
  baton_value_builder_close (builder);
}

static void
print_json (const Comparison *comparison,
            GPtrArray        *effects,
            const char       *summary)
{
  static const char * const presences[] = { [BATON_EFFECT_EDITED] = NULL, [BATON_EFFECT_CAME] = "new", [BATON_EFFECT_GONE] = "deleted" };
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "personas");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < effects->len; i++)
    {
      const BatonEffect *effect = effects->pdata[i];
      g_autofree char *line = baton_words_effect (BATON_NAMES_OF_SNAPSHOT (comparison->snapshots[BEFORE]),
                                                  BATON_NAMES_OF_SNAPSHOT (comparison->snapshots[AFTER]), effect);

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "persona", effect->persona);
      baton_value_builder_set_string (builder, "presence", presences[effect->presence]);
      add_decisions (builder, effect->decisions);
      add_things (builder, "appeared", effect->appeared);
      add_things (builder, "disappeared", effect->disappeared);
      if (g_strcmp0 (effect->landed, effect->lands) != 0)
        {
          baton_value_builder_set_string (builder, "landed", effect->landed);
          baton_value_builder_set_string (builder, "lands", effect->lands);
        }
      add_things (builder, "earnings", effect->earnings);
      add_things (builder, "prices", effect->prices);
      add_things (builder, "tiers", effect->tiers);
      add_brand (builder, effect->brand);
      baton_value_builder_set_string (builder, "text", line);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
  baton_value_builder_set_string (builder, "text", summary);
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
}

static int
compare (Comparison *comparison,
         const char *persona,
         int         n_examples)
{
  BatonCli *cli = comparison->cli;
  g_autoptr (GPtrArray) effects = NULL;
  g_autofree char *summary = NULL;
  const char *id = persona != NULL ? find_persona (comparison, persona) : NULL;
  BatonDay day;

  if (!baton_cli_get_day (cli, &day))
    return BATON_EXIT_USAGE;
  if (persona != NULL && id == NULL)
    return baton_cli_fail (BATON_EXIT_NOT_FOUND, _("There is no persona “%s” in either program."), persona);

  effects = baton_effect_list (comparison->snapshots[BEFORE], comparison->snapshots[AFTER], day,
                               cli->json ? (guint) n_examples : MAX ((guint) n_examples, DEFAULT_EXAMPLES));
  summary = baton_words_effects (comparison->snapshots[AFTER], effects);
  if (id != NULL)
    keep_persona (effects, id);
  if (cli->json)
    {
      print_json (comparison, effects, summary);
      return BATON_EXIT_DONE;
    }
  if (comparison->names[BEFORE] == NULL && baton_workspace_get_base_revision (cli->workspace) == 0)
    baton_cli_say ("%s", _("This program has never been pushed, so there is nothing live, and everything is new."));
  for (guint i = 0; i < effects->len; i++)
    print_effect (comparison, effects->pdata[i]);
  if (id != NULL && effects->len == 0)
    baton_cli_say ("%s", _("Nothing changes for this persona."));
  baton_cli_say ("%s", summary);
  return BATON_EXIT_DONE;
}

int
baton_cli_effects (BatonCli  *cli,
                   int        argc,
                   char     **argv)
{
  g_autofree char *persona = NULL;
  int n_examples = DEFAULT_EXAMPLES;
  const GOptionEntry entries[] = {
    { "persona", 0, 0, G_OPTION_ARG_STRING, &persona, N_("Only what changes for this persona"), N_("NAME") },
    { "examples", 0, 0, G_OPTION_ARG_INT, &n_examples, N_("How many contents --json names for each decision (3)"), N_("N") },
    { NULL },
  };
  Comparison comparison = { .cli = cli };
  int code;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("[BEFORE [AFTER]]"),
                        _("Says what a change does to every persona: what they may now view, edit or publish, may no longer, or may with an approval, "
                          "with examples; and what comes into their portal and leaves it. Compares the live program (the server's last revision) with "
                          "the draft, a program file or workspace with the draft, or one with another."),
                        "  batonctl effects\n  batonctl effects before.json\n  batonctl effects before.json after.json --persona Influencer --json", 0, 2))
    return BATON_EXIT_USAGE;
  if (n_examples < 0)
    return baton_cli_fail (BATON_EXIT_USAGE, _("--examples counts contents: 0 or more."));

  comparison.names[BEFORE] = argc > 1 ? argv[1] : NULL;
  comparison.names[AFTER] = argc > 2 ? argv[2] : NULL;
  code = read_programs (&comparison);
  if (code == BATON_EXIT_DONE)
    code = compare (&comparison, persona, n_examples);
  for (guint i = 0; i < N_PROGRAMS; i++)
    g_clear_pointer (&comparison.snapshots[i], baton_snapshot_unref);
  return code;
}
