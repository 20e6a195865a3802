/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Presenting: in no section, and in no window that is opened from one, does a label name an organization of the register or
 * say an amount of money; and switched off again, both are there.
 */
#include "console-look.h"

#include "console/baton-review-window.h"
#include "console/baton-simulation.h"
#include "model/baton-audience.h"

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
          g_test_message ("%s: a partner in “%s”", walk->where, text);
        break;
      }
}

static void
check_widget (GtkWidget *widget,
              gpointer   user_data)
{
  Walk *walk = user_data;

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

static void
test_nothing_is_told (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (GHashTable) partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) money = g_regex_new ("(EUR|€)\\h?[−-]?\\d|\\d\\h?(EUR|€)", 0, 0, NULL);
  Walk hidden = { .partners = partners, .money = money, .complain = TRUE };
  Walk told = { .partners = partners, .money = money };
  g_autoptr (GPtrArray) promotions = NULL;
  g_autoptr (BatonValue) budget = baton_value_new_integer (123456), value = NULL, audience = NULL;
  g_autofree char *json = NULL, *said = NULL;
  BatonRegister *reg;

  console_fixture_wait_for (has_data, fixture->document);
  reg = baton_document_get_register (fixture->document);
  /* What the program itself says to its readers ("From blog to stage: …") is no secret. */
  value = baton_program_to_value (baton_document_get_program (fixture->document));
  json = baton_value_to_json (value);
  said = g_utf8_casefold (json, -1);
  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (reg, i, BATON_DAY_MAX);

      g_autofree char *folded = facts != NULL ? g_utf8_casefold (facts->name, -1) : NULL;

      if (folded == NULL || strstr (said, folded) != NULL)
        continue;
      g_hash_table_add (partners, g_steal_pointer (&folded));
      if (audience == NULL)
        audience = make_audience (baton_register_get_organisation (reg, i));
    }
  g_assert_cmpuint (g_hash_table_size (partners), >, 100);

  /* A promotion for one partner, and the name of a step that says an amount. */
  promotions = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
  g_assert_true (baton_document_set (fixture->document, promotions->pdata[0], BATON_FIELD_PROMOTION_BUDGET, budget));
  g_assert_true (baton_document_set (fixture->document, promotions->pdata[0], BATON_FIELD_PROMOTION_AUDIENCE, audience));
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

/* The journal keeps the whole name of a step that was done while presenting. */
static void
test_steps_are_named_in_full (ConsoleFixture *fixture,
                              gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) promotions = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
  g_autoptr (BatonValue) budget = baton_value_new_integer (765400);
  g_autofree char *discreet = NULL;

  gtk_widget_activate_action (fixture->window, "win.presenting", NULL);
  g_assert_true (baton_document_set (fixture->document, promotions->pdata[0], BATON_FIELD_PROMOTION_BUDGET, budget));
  g_assert_nonnull (strstr (baton_workspace_get_undo_name (workspace), "7654.00"));
  discreet = baton_document_dup_discreet (fixture->document, baton_workspace_get_undo_name (workspace));
  g_assert_null (strstr (discreet, "7654"));
  g_assert_nonnull (strstr (discreet, "•••"));
}

static void
add_tests (void)
{
  g_test_add ("/console/presenting/nothing-is-told", ConsoleFixture, NULL, console_fixture_set_up, test_nothing_is_told, console_fixture_tear_down);
  g_test_add ("/console/presenting/steps-are-named-in-full", ConsoleFixture, NULL, console_fixture_set_up, test_steps_are_named_in_full, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
