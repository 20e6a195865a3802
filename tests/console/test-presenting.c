/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Presenting: in no section, and in no window that is opened from one, does a label name an organization of the register or
 * say an amount of money; and switched off again, both are there.
 */
#include "console-look.h"

#include "console/baton-export-window.h"
#include "console/baton-find-window.h"
#include "console/baton-import-window.h"
#include "console/baton-merge-session.h"
#include "console/baton-merge-window.h"
#include "console/baton-reach-window.h"
#include "console/baton-review-changes.h"
#include "console/baton-review-choice.h"
#include "console/baton-review-window.h"
#include "console/baton-simulation.h"
#include "console/baton-statement-window.h"
#include "console/baton-uses-window.h"
#include "console/widgets/baton-picker.h"
#include "model/baton-audience.h"
#include "model/baton-text.h"

#include <string.h>

typedef struct
{
  GHashTable *partners;   /* casefolded names of the register */
  GRegex     *money;
  const char *where;
  guint       n_labels;
  guint       n_partners; /* found */
  guint       n_money;
  gboolean    complain;
  char        path[512];  /* of the widget at hand */
} Walk;

static void
check_text (Walk       *walk,
            const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GHashTableIter iter;
  gpointer name;

  walk->n_labels++;
  if (g_regex_match (walk->money, text, 0, NULL))
    {
      walk->n_money++;
      if (walk->complain)
        g_test_message ("%s: money in “%s”", walk->where, text);
    }
  g_hash_table_iter_init (&iter, walk->partners);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strstr (folded, name) != NULL)
      {
        walk->n_partners++;
        if (walk->complain)
          g_test_message ("%s: a partner in “%s”%s", walk->where, text, walk->path);
        break;
      }
}

static void
check_widget (GtkWidget *widget,
              gpointer   user_data)
{
  Walk *walk = user_data;

  walk->path[0] = '\0';
  for (GtkWidget *above = walk->complain ? widget : NULL; above != NULL; above = gtk_widget_get_parent (above))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (above), "Baton") || above == widget)
      {
        g_strlcat (walk->path, " < ", sizeof walk->path);
        g_strlcat (walk->path, G_OBJECT_TYPE_NAME (above), sizeof walk->path);
      }
  if (GTK_IS_LABEL (widget))
    check_text (walk, gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    check_text (walk, gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : "");
  else if (GTK_IS_TEXT (widget))
    check_text (walk, gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    check_text (walk, gtk_widget_get_tooltip_text (widget));
}

static gboolean
has_answered (gpointer data)
{
  BatonSimulation *simulation = baton_document_get_simulation (data);

  return baton_simulation_get_whatif (simulation) != NULL && !baton_simulation_is_stale (simulation);
}

static void
walk_find (ConsoleFixture *fixture,
           Walk           *walk)
{
  GtkWidget *find = baton_find_window_new (BATON_MAIN_WINDOW (fixture->window));

  walk->where = "find";
  gtk_window_present (GTK_WINDOW (find));
  gtk_editable_set_text (GTK_EDITABLE (console_find_type (find, GTK_TYPE_SEARCH_ENTRY)), "all about");
  console_fixture_iterate (400);
  console_foreach (find, check_widget, walk);
  gtk_window_destroy (GTK_WINDOW (find));
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (toplevel, type))
        return toplevel;
    }
  return NULL;
}

static gboolean
has_statement (gpointer window)
{
  return console_shows_text (window, "Every Event");
}

static void
walk_statement (ConsoleFixture *fixture,
                Walk           *walk)
{
  BatonRegister *reg = baton_document_get_register (fixture->document);

  walk->where = "statement";
  baton_statement_window_present (GTK_WINDOW (fixture->window), fixture->document, baton_register_find_organisation (reg, "o-003"));
  console_fixture_wait_for (has_statement, find_toplevel (BATON_TYPE_STATEMENT_WINDOW));
  console_foreach (find_toplevel (BATON_TYPE_STATEMENT_WINDOW), check_widget, walk);
  gtk_window_destroy (GTK_WINDOW (find_toplevel (BATON_TYPE_STATEMENT_WINDOW)));
}

static gboolean
has_plan (gpointer window)
{
  GtkWidget *preview = console_find_button (window, "_Preview");

  return preview != NULL && gtk_widget_is_sensitive (preview);
}

/* A sheet that is brought names partners, whatever the register knows of them: in what it is shown by, and row by row. */
static void
walk_import (ConsoleFixture *fixture,
             Walk           *walk)
{
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (fixture->window), fixture->document);
  g_autofree char *path = g_build_filename (fixture->folder, "partners.csv", NULL);
  g_autoptr (GString) sheet = g_string_new ("id,name,joined\n");
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, walk->partners);
  for (int i = 0; i < 20 && g_hash_table_iter_next (&iter, &name, NULL); i++)
    g_string_append_printf (sheet, "new-%d,%s,%s\n", i, (char *) name, i % 2 == 0 ? "2026-01-02" : (char *) name);
  g_assert_true (g_file_set_contents (path, sheet->str, -1, NULL));
  walk->where = "import, columns";
  gtk_window_present (GTK_WINDOW (window));
  baton_import_window_open (BATON_IMPORT_WINDOW (window), path);
  console_fixture_wait_for (has_plan, window);
  console_foreach (window, check_widget, walk);
  walk->where = "import, preview";
  gtk_widget_activate_action (window, "default.activate", NULL);
  console_fixture_iterate (600);
  console_foreach (window, check_widget, walk);
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

static void
walk_window (Walk       *walk,
             const char *where,
             GtkWidget  *window)
{
  walk->where = where;
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (600);
  console_foreach (window, check_widget, walk);
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

/* Where a term is used names who has it; whoever is chosen from the register is somebody. */
static void
walk_windows (ConsoleFixture *fixture,
              Walk           *walk)
{
  BatonPicker *picker = baton_picker_new (fixture->window, "Partners", TRUE, FALSE, NULL, G_OBJECT (fixture->document));

  walk_window (walk, "uses", baton_uses_window_new (GTK_WINDOW (fixture->window), fixture->document, console_find_named (fixture, BATON_KIND_TERM, "Distributor"), walk->complain));
  baton_reach_window_present (GTK_WINDOW (fixture->window), fixture->document);
  walk_window (walk, "reach", find_toplevel (BATON_TYPE_REACH_WINDOW));
  baton_picker_add_register (picker, fixture->document, FALSE, NULL);
  baton_picker_present (picker);
  walk_window (walk, "picker", GTK_WIDGET (picker));
  walk_import (fixture, walk);
}

/* Both sides changed a budget and a name in which a partner's stands, and who pushed has named one, too. */
static void
walk_merge (ConsoleFixture *fixture,
            Walk           *walk)
{
  g_autoptr (GPtrArray) promotions = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
  const char *id = promotions->pdata[0];
  g_autoptr (BatonProgram) theirs = baton_program_copy (baton_document_get_program (fixture->document));
  g_autoptr (BatonValue) mine = baton_value_new_integer (765400), other = baton_value_new_integer (876500);
  g_autoptr (BatonEntity) richer = baton_entity_with (baton_program_lookup (theirs, id), BATON_FIELD_PROMOTION_BUDGET, other), named = NULL;
  g_autoptr (BatonValue) my_name = NULL, their_name = NULL;
  g_autofree char *digest = NULL, *message = NULL, *my_text = NULL, *their_text = NULL;
  BatonRevision revision = { .number = 2, .parent = 1, .author = (char *) "Ana" };
  BatonRegister *reg = baton_document_get_register (fixture->document);
  const char *partner = baton_register_get_organisation_facts (reg, baton_register_find_organisation (reg, "o-003"), BATON_DAY_MAX)->name;

  message = g_strdup_printf ("EUR 8,765 for %s", partner);
  my_text = g_strdup_printf ("With %s", partner);
  their_text = g_strdup_printf ("Without %s", partner);
  my_name = baton_text_new (my_text);
  their_name = baton_text_new (their_text);
  named = baton_entity_with (richer, BATON_FIELD_PROMOTION_NAME, their_name);
  baton_program_put (theirs, named);
  revision.message = message;
  revision.digest = digest = baton_program_digest (theirs);
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PROMOTION_BUDGET, mine));
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PROMOTION_NAME, my_name));
  baton_document_take_merge (fixture->document, baton_merge_session_new (fixture->document, &revision, theirs));
  walk_window (walk, "merge", baton_merge_window_new (GTK_WINDOW (fixture->window), fixture->document, baton_document_get_merge (fixture->document)));
  baton_document_take_merge (fixture->document, NULL);
  g_assert_true (baton_workspace_undo (baton_document_get_workspace (fixture->document), NULL));
  g_assert_true (baton_workspace_undo (baton_document_get_workspace (fixture->document), NULL));
}

static void
expand_cb (GtkWidget *widget,
           gpointer   data)
{
  if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
}

/* What a new thing holds is folded out. */
static void
walk_changes (ConsoleFixture *fixture,
              Walk           *walk)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *digest = baton_program_digest (baton_workspace_get_program (workspace));
  g_autoptr (GPtrArray) promotions = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
  g_autoptr (BatonValue) budget = baton_value_new_integer (765400);
  g_autoptr (BatonReviewChoice) choice = baton_review_choice_new (fixture->document);
  GtkWidget *window, *changes;

  g_assert_true (baton_workspace_pushed (workspace, "First", 1, digest, baton_workspace_get_program (workspace), NULL, NULL));
  g_assert_true (baton_document_set (fixture->document, baton_document_duplicate (fixture->document, promotions->pdata[0]), BATON_FIELD_PROMOTION_BUDGET, budget));
  baton_review_choice_refresh (choice);
  window = gtk_window_new ();
  changes = baton_review_changes_new (fixture->document, choice);
  gtk_window_set_child (GTK_WINDOW (window), changes);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (600);
  baton_review_changes_refill (BATON_REVIEW_CHANGES (changes));
  console_fixture_iterate (300);
  g_assert_nonnull (console_find_type (window, ADW_TYPE_EXPANDER_ROW));
  console_foreach (window, expand_cb, NULL);
  walk_window (walk, "changes, folded out", window);
}

static void
message_cb (char      **message,
            const char *sentence)
{
  g_free (*message);
  *message = g_strdup (sentence);
}

/* What a toast says, whoever worded it. */
static void
walk_toast (ConsoleFixture *fixture,
            Walk           *walk)
{
  GHashTableIter iter;
  gpointer name;
  g_autofree char *sentence = NULL, *message = NULL;
  gulong handler = g_signal_connect_swapped (fixture->document, "message", G_CALLBACK (message_cb), &message);

  walk->where = "toast";
  g_hash_table_iter_init (&iter, walk->partners);
  g_assert_true (g_hash_table_iter_next (&iter, &name, NULL));
  sentence = g_strdup_printf ("The server does not take EUR 120 of %s.", (char *) name);
  baton_document_say (fixture->document, sentence, FALSE);
  check_text (walk, message);
  g_signal_handler_disconnect (fixture->document, handler);
}

/* Visits every section and a thing of each of its kinds. */
static void
walk_sections (ConsoleFixture *fixture,
               Walk           *walk)
{
  GtkWidget *review;

  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), info->name);
      console_fixture_iterate (20);
      console_fixture_wait_for (has_answered, fixture->document);
      walk->where = info->name;
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) ids = NULL;

          if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
            continue;
          ids = console_list_ids (fixture, kind, NULL);
          /* All promotions, funds and ladders; of the others one is like the next. */
          for (guint i = 0; i < ids->len && (i == 0 || kind == BATON_KIND_PROMOTION || kind == BATON_KIND_FUND || kind == BATON_KIND_TIER_LADDER); i++)
            {
              baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), ids->pdata[i]);
              console_fixture_iterate (20);
              console_foreach (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window))), check_widget, walk);
            }
        }
      console_fixture_iterate (50);
      console_foreach (fixture->window, check_widget, walk);
    }

  walk->where = "preview of a page";
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) personas = console_list_ids (fixture, BATON_KIND_PERSONA, NULL);
      g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL);

      baton_main_window_show_persona (BATON_MAIN_WINDOW (fixture->window), personas->pdata[i], pages->pdata[i]);
      console_fixture_iterate (300);
      console_foreach (fixture->window, check_widget, walk);
    }
  walk_find (fixture, walk);
  walk_statement (fixture, walk);
  walk_windows (fixture, walk);
  walk_toast (fixture, walk);
  walk_changes (fixture, walk);
  walk_merge (fixture, walk);
  walk_window (walk, "export", baton_export_window_new (GTK_WINDOW (fixture->window), fixture->document, BATON_KIND_NONE));

  walk->where = "review";
  review = baton_review_window_new (GTK_WINDOW (fixture->window), fixture->document);
  gtk_window_present (GTK_WINDOW (review));
  console_fixture_iterate (50);
  console_foreach (review, check_widget, walk);
  gtk_window_destroy (GTK_WINDOW (review));
  console_fixture_iterate (20);
}

static gboolean
has_data (gpointer data)
{
  return baton_register_get_n_organisations (baton_document_get_register (data)) > 0;
}

/* Everybody at one organization. (transfer full) */
static BatonValue *
make_audience (const char *organisation)
{
  g_autoptr (BatonValue) ids = baton_value_new_strv ((const char * const[]) { organisation, NULL });
  BatonClause clause = { .type = BATON_CLAUSE_TERMS, .side = BATON_SIDE_MEMBER, .dimension = BATON_DIMENSION_ORGANISATION, .match = BATON_MATCH_ANY, .ids = ids };
  g_autoptr (BatonValue) value = baton_clause_to_value (&clause, BATON_SIDE_MEMBER);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_array (builder);
  baton_value_builder_add (builder, value);
  return baton_value_builder_finish (builder);
}

/* Puts the name into what things of each kind are called, and into what they say: their titles stand in lists, cards, menus, the
 * preview and what is found. */
static void
name_partner (ConsoleFixture *fixture,
              const char     *partner)
{
  static const BatonField fields[] = {
    BATON_FIELD_PERSONA_NAME, BATON_FIELD_PAGE_NAME, BATON_FIELD_PAGE_INTRODUCTION, BATON_FIELD_NAVIGATION_ITEM_NAME, BATON_FIELD_BLOCK_NAME,
    BATON_FIELD_CONTENT_NAME, BATON_FIELD_CONTENT_SUMMARY, BATON_FIELD_COLLECTION_NAME, BATON_FIELD_PROMOTION_NAME, BATON_FIELD_REWARD_NAME,
    BATON_FIELD_FUND_NAME, BATON_FIELD_TIER_NAME, BATON_FIELD_BENEFIT_NAME, BATON_FIELD_BRAND_NAME, BATON_FIELD_TERM_NAME, BATON_FIELD_ROLE_NAME,
    BATON_FIELD_ACTIVITY_NAME, BATON_FIELD_WORKFLOW_NAME, BATON_FIELD_TOOL_NAME, BATON_FIELD_KPI_NAME,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const BatonFieldInfo *info = baton_schema_get_field (fields[i]);
      g_autoptr (GPtrArray) ids = NULL;

      for (int kind = 0; kind < BATON_N_KINDS && ids == NULL; kind++)
        {
          const BatonKindInfo *of = baton_schema_get_kind (kind);

          if (fields[i] >= of->first_field && fields[i] < of->first_field + of->n_fields)
            ids = console_list_ids (fixture, kind, NULL);
        }
      for (guint j = 0; j < MIN (ids->len, 2); j++)
        {
          g_autofree char *plain = g_strdup_printf ("%u. All about %s here", j, partner), *rich = g_strdup_printf ("<p>%s</p>", plain);
          g_autoptr (BatonValue) value = (info->flags & BATON_FIELD_TRANSLATABLE) == 0 ? baton_value_new_string (plain)
                                         : baton_text_new (info->type == BATON_TYPE_RICH_TEXT ? rich : plain);

          g_assert_true (baton_document_set (fixture->document, ids->pdata[j], fields[i], value));
        }
    }
}

static void
test_nothing_is_told (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (GHashTable) partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) money = g_regex_new ("(EUR|€)\\h?[−-]?\\d|\\d\\h?(EUR|€)", 0, 0, NULL);
  Walk hidden = { .partners = partners, .money = money, .complain = TRUE };
  Walk told = { .partners = partners, .money = money };
  g_autoptr (GPtrArray) promotions = NULL;
  g_autoptr (BatonValue) budget = baton_value_new_integer (123456), audience = NULL;
  const char *partner = NULL;
  BatonRegister *reg;

  console_fixture_wait_for (has_data, fixture->document);
  reg = baton_document_get_register (fixture->document);
  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (reg, i, BATON_DAY_MAX);

      g_autofree char *folded = facts != NULL ? g_utf8_casefold (facts->name, -1) : NULL;

      /* The company whose program it is. */
      if (folded == NULL || strcmp (folded, "cadenza") == 0)
        continue;
      g_hash_table_add (partners, g_steal_pointer (&folded));
      if (audience == NULL)
        {
          audience = make_audience (baton_register_get_organisation (reg, i));
          partner = facts->name;
        }
    }
  g_assert_cmpuint (g_hash_table_size (partners), >, 100);

  /* A promotion for one partner, and the name of a step that says an amount. */
  promotions = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
  g_assert_true (baton_document_set (fixture->document, promotions->pdata[0], BATON_FIELD_PROMOTION_BUDGET, budget));
  g_assert_true (baton_document_set (fixture->document, promotions->pdata[0], BATON_FIELD_PROMOTION_AUDIENCE, audience));
  name_partner (fixture, partner);
  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  g_assert_true (baton_main_window_get_presenting (BATON_MAIN_WINDOW (fixture->window)));
  walk_sections (fixture, &hidden);
  g_assert_cmpuint (hidden.n_labels, >, 2000);
  g_assert_cmpuint (hidden.n_partners, ==, 0);
  g_assert_cmpuint (hidden.n_money, ==, 0);

  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  walk_sections (fixture, &told);
  g_assert_cmpuint (told.n_partners, >, 0);
  g_assert_cmpuint (told.n_money, >, 0);
}

static void
add_tests (void)
{
  g_test_add ("/console/presenting/nothing-is-told", ConsoleFixture, NULL, console_fixture_set_up, test_nothing_is_told, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
