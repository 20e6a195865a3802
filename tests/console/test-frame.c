/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all sections are made of: outlines that follow edits without losing their place, hidden widgets that catch up, and
 * the row that says whom an edit concerns.
 */
#include "console-fixture.h"

#include "console/baton-main-window.h"
#include "console/widgets/baton-effects.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-outline-model.h"

#include "baton-resources.h"

#define TAXONOMY (BATON_KIND_BIT (VOCABULARY) | BATON_KIND_BIT (TERM))

/* A term with siblings behind it and a tree below it. (transfer full) */
static char *
find_branch (BatonDocument *document)
{
  g_autoptr (GPtrArray) terms = baton_program_list (baton_document_get_program (document), BATON_KIND_TERM);

  for (guint i = 0; i < terms->len; i++)
    {
      const char *id = baton_entity_get_id (terms->pdata[i]);
      g_autoptr (GPtrArray) below = baton_program_list_children (baton_document_get_program (document), BATON_KIND_TERM, id);
      g_autoptr (GPtrArray) beside = baton_program_list_children (baton_document_get_program (document), BATON_KIND_TERM, baton_entity_get_parent (terms->pdata[i]));

      if (below->len > 1 && beside->len > 2 && beside->pdata[beside->len - 1] != terms->pdata[i])
        return g_strdup (id);
    }
  g_assert_not_reached ();
}

static void
follow_cb (GtkWidget *widget,
           GPtrArray *changes)
{
  baton_outline_model_follow (g_object_get_data (G_OBJECT (widget), "model"), changes);
}

/* Every list of the model is what the program says, in order. */
static void
assert_mirrors (BatonDocument     *document,
                BatonOutlineModel *model)
{
  GListModel *tree = baton_outline_model_get_tree (model);
  g_autoptr (GPtrArray) terms = baton_program_list (baton_document_get_program (document), BATON_KIND_TERM);
  guint n_terms = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tree); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (tree, i);
      BatonEntity *entity = baton_document_lookup (document, baton_outline_item_get_id (baton_outline_item_in_row (row)));

      g_assert_nonnull (entity);
      if (baton_entity_get_kind (entity) != BATON_KIND_TERM)
        continue;
      g_assert_true (n_terms < terms->len);
      g_assert_cmpstr (baton_entity_get_id (entity), ==, baton_entity_get_id (terms->pdata[n_terms]));
      n_terms++;
    }
  g_assert_cmpuint (n_terms, ==, terms->len);
}

static void
test_outline_follows (ConsoleFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (BatonOutlineModel) model = baton_outline_model_new (fixture->document, TAXONOMY);
  g_autofree char *branch = find_branch (fixture->document), *parent = NULL, *added = NULL;
  GListModel *tree = baton_outline_model_get_tree (model);
  g_autoptr (GtkTreeListRow) row = NULL, moved = NULL;
  GtkWidget *window = gtk_window_new (), *label = gtk_label_new ("x");

  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (100);
  g_object_set_data (G_OBJECT (label), "model", model);
  baton_follow_changes (fixture->document, label, follow_cb);
  assert_mirrors (fixture->document, model);

  /* To the end of its list: the others keep their rows. */
  parent = g_strdup (baton_entity_get_parent (baton_document_lookup (fixture->document, branch)));
  g_assert_true (baton_document_move (fixture->document, branch, parent, NULL));
  assert_mirrors (fixture->document, model);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  assert_mirrors (fixture->document, model);

  /* A leaf gets its first child, and loses it again. */
  row = g_list_model_get_item (tree, baton_outline_model_find (model, branch, TRUE));
  g_assert_true (gtk_tree_list_row_get_expanded (row));
  moved = gtk_tree_list_row_get_child_row (row, 0);
  g_assert_false (gtk_tree_list_row_is_expandable (moved));
  added = g_strdup (baton_document_add (fixture->document, BATON_KIND_TERM, baton_outline_item_get_id (baton_outline_item_in_row (moved)), "Below"));
  assert_mirrors (fixture->document, model);
  g_assert_cmpuint (baton_outline_model_find (model, added, FALSE), !=, GTK_INVALID_LIST_POSITION);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  assert_mirrors (fixture->document, model);

  /* What is folded stays folded while something else is edited. */
  g_clear_object (&row);
  row = g_list_model_get_item (tree, baton_outline_model_find (model, branch, TRUE));
  gtk_tree_list_row_set_expanded (row, FALSE);
  g_free (added);
  added = g_strdup (baton_document_add (fixture->document, BATON_KIND_TERM, parent, "Beside"));
  g_clear_object (&row);
  row = g_list_model_get_item (tree, baton_outline_model_find (model, branch, FALSE));
  g_assert_false (gtk_tree_list_row_get_expanded (row));
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
found_cb (gboolean *found)
{
  *found = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_outline_searches (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (BatonOutlineModel) model = baton_outline_model_new (fixture->document, TAXONOMY);
  g_autofree char *branch = find_branch (fixture->document), *name = NULL;
  gboolean found = FALSE;

  name = g_utf8_strup (baton_entity_get_name (baton_document_lookup (fixture->document, branch)), -1);
  g_signal_connect_swapped (model, "found", G_CALLBACK (found_cb), &found);
  baton_outline_model_search (model, name);
  console_fixture_wait_for (is_true, &found);
  g_assert_cmpuint (baton_outline_model_find_found (model, branch), !=, GTK_INVALID_LIST_POSITION);
  baton_outline_model_search (model, "");
  g_assert_cmpuint (g_list_model_get_n_items (baton_outline_model_get_found (model)), ==, 0);
}

static guint n_followed;

static void
count_cb (GtkWidget *widget,
          GPtrArray *changes)
{
  n_followed += changes->len;
}

/* A widget that nobody sees is told when it is seen. */
static void
test_follow (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *label = gtk_label_new ("x");
  g_autoptr (GPtrArray) tiers = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_TIER);
  g_autofree char *id = g_strdup (baton_entity_get_id (tiers->pdata[0]));

  n_followed = 0;
  gtk_window_set_child (GTK_WINDOW (window), label);
  baton_follow_changes (fixture->document, label, count_cb);
  for (int threshold = 61; threshold < 64; threshold++)
    {
      g_autoptr (BatonValue) value = baton_value_new_integer (threshold);

      g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_TIER_THRESHOLD, value));
    }
  g_assert_cmpuint (n_followed, ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (100);
  g_assert_cmpuint (n_followed, ==, 3);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpuint (n_followed, ==, 4);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
concerns_somebody (gpointer data)
{
  return adw_expander_row_get_enable_expansion (data);
}

/* Forbidding what was allowed concerns personas; allowing it again nobody. */
static void
test_effects (ConsoleFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) rules = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_PUBLISHING_RULE);
  g_autofree char *id = g_strdup (baton_entity_get_id (rules->pdata[0]));
  g_autoptr (BatonValue) value = baton_value_new_string ("may-not");
  GtkWidget *effects, *expander;

  g_assert_cmpstr (baton_entity_get_string (rules->pdata[0], BATON_FIELD_PUBLISHING_RULE_EFFECT), ==, "may");
  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), id);
  console_fixture_iterate (200);
  effects = find_type (fixture->window, BATON_TYPE_EFFECTS);
  g_assert_nonnull (effects);
  expander = find_type (effects, ADW_TYPE_EXPANDER_ROW);
  g_assert_false (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (expander)));
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PUBLISHING_RULE_EFFECT, value));
  console_fixture_wait_for (concerns_somebody, expander);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  while (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (expander)))
    console_fixture_iterate (20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display, and no Xvfb to make one\n");
      return 0;
    }
  adw_init ();
  baton_register_resource ();
  baton_words_init ();
#define ADD(name) g_test_add ("/console/frame/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (outline_follows);
  ADD (outline_searches);
  ADD (follow);
  ADD (effects);
  return g_test_run ();
}
