/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all sections are made of: outlines that follow edits without losing their place, hidden widgets that catch up, and the row
 * that says whom an edit concerns. And the window's end.
 */
#include "console-look.h"

#include "console/baton-find-search.h"
#include "console/baton-find-window.h"
#include "console/baton-main-window.h"
#include "console/preview/baton-portal-view.h"
#include "console/widgets/baton-effects.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-outline.h"
#include "console/widgets/baton-outline-model.h"
#include "model/baton-text.h"

#include <string.h>

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

static void
snapshot_cb (int *n)
{
  ++*n;
}

#define N_MANY 3000

/* So many terms below a vocabulary that is there, in one step. */
static void
bring_many (BatonDocument *document,
            const char    *vocabulary)
{
  g_autofree char *position = baton_program_last_position (baton_document_get_program (document), BATON_KIND_TERM, vocabulary);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%010u", i), *name = g_strdup_printf ("Many %u", i);
      g_autoptr (BatonValue) text = baton_text_new (name);
      g_autoptr (BatonEntity) bare = baton_entity_new (BATON_KIND_TERM, id), placed = NULL, term = NULL;
      char *next = baton_position_between (position, NULL);

      g_free (position);
      position = next;
      placed = baton_entity_with_place (bare, vocabulary, position);
      term = baton_entity_with (placed, BATON_FIELD_TERM_NAME, text);
      g_ptr_array_add (changes, baton_change_new (NULL, term));
    }
  g_assert_true (baton_document_apply (document, "Bring many", changes));
}

static void
rename_many (BatonDocument *document)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%010u", i), *name = g_strdup_printf ("Other %u", i);
      BatonEntity *before = baton_document_lookup (document, id);
      g_autoptr (BatonValue) text = baton_text_new (name);
      g_autoptr (BatonEntity) after = baton_entity_with (before, BATON_FIELD_TERM_NAME, text);

      g_ptr_array_add (changes, baton_change_new (before, after));
    }
  g_assert_true (baton_document_apply (document, "Rename many", changes));
}

static gboolean
is_settled (gpointer model)
{
  return baton_outline_model_is_settled (model);
}

static gboolean
has_none_of_many (gpointer document)
{
  return baton_document_lookup (document, "many-0000000000") == NULL && baton_document_lookup (document, "many-0000002999") == NULL;
}

static gboolean
has_many (gpointer document)
{
  return !has_none_of_many (document);
}

/* What a large step brings and takes away is listed in several turns; who looks for a row has it, and an edit in the midst of it is
 * followed, too. */
static void
test_outline_large_step (ConsoleFixture *fixture,
                         gconstpointer   data)
{
  g_autoptr (BatonOutlineModel) model = baton_outline_model_new (fixture->document, TAXONOMY);
  g_autoptr (GPtrArray) vocabularies = baton_program_list_children (baton_document_get_program (fixture->document), BATON_KIND_VOCABULARY, NULL);
  g_autofree char *vocabulary = g_strdup (baton_entity_get_id (vocabularies->pdata[0]));
  GListModel *tree = baton_outline_model_get_tree (model);
  guint n_before = g_list_model_get_n_items (tree), row;
  int n_drawn = 0, n_slices = 0;
  g_autoptr (GtkTreeListRow) far = NULL;

  g_signal_connect_object (fixture->document, "changed", G_CALLBACK (baton_outline_model_follow), model, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (tree, "items-changed", G_CALLBACK (snapshot_cb), &n_slices);
  bring_many (fixture->document, vocabulary);
  g_assert_cmpuint (baton_outline_model_find (model, "many-0000000000", FALSE), !=, GTK_INVALID_LIST_POSITION);
  row = baton_outline_model_find (model, "many-0000002500", FALSE);
  g_assert_cmpuint (row, !=, GTK_INVALID_LIST_POSITION);
  console_fixture_wait_for (is_settled, model);
  /* In how many turns depends on the machine; that none of them must take them all does not. */
  g_assert_cmpint (n_slices, >, 10);
  assert_mirrors (fixture->document, model);
  g_assert_cmpuint (g_list_model_get_n_items (tree), ==, n_before + N_MANY);

  /* Rows that are there are drawn anew, each once. */
  far = g_list_model_get_item (tree, row);
  g_assert_cmpstr (baton_outline_item_get_id (baton_outline_item_in_row (far)), ==, "many-0000002500");
  g_signal_connect_swapped (baton_outline_item_in_row (far), "changed", G_CALLBACK (snapshot_cb), &n_drawn);
  rename_many (fixture->document);
  console_fixture_wait_for (is_settled, model);
  g_assert_cmpint (n_drawn, ==, 1);
  g_clear_object (&far);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);

  /* An edit where rows still go, and one where rows still come. */
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_wait_for (has_none_of_many, fixture->document);
  g_assert_nonnull (baton_document_add (fixture->document, BATON_KIND_TERM, vocabulary, "Between"));
  console_fixture_wait_for (is_settled, model);
  assert_mirrors (fixture->document, model);
  g_assert_cmpuint (g_list_model_get_n_items (tree), ==, n_before + 1);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  bring_many (fixture->document, vocabulary);
  g_assert_nonnull (baton_document_add (fixture->document, BATON_KIND_TERM, vocabulary, "Behind"));
  console_fixture_wait_for (is_settled, model);
  assert_mirrors (fixture->document, model);
  g_assert_cmpuint (g_list_model_get_n_items (tree), ==, n_before + N_MANY + 1);
}

/* What is chosen and goes with a large step makes way for what stands in its place when all has gone. */
static void
test_outline_large_choice (ConsoleFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (GPtrArray) vocabularies = baton_program_list_children (baton_document_get_program (fixture->document), BATON_KIND_VOCABULARY, NULL);
  g_autofree char *vocabulary = g_strdup (baton_entity_get_id (vocabularies->pdata[0])), *term = NULL;
  GtkWidget *outline;

  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), vocabulary);
  console_fixture_iterate (200);
  outline = find_type (fixture->window, BATON_TYPE_OUTLINE);
  g_assert_nonnull (outline);
  bring_many (fixture->document, vocabulary);
  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), "many-0000002998");
  g_assert_cmpstr (baton_outline_get_selected (BATON_OUTLINE (outline)), ==, "many-0000002998");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_wait_for (has_none_of_many, fixture->document);
  while (g_strcmp0 (baton_outline_get_selected (BATON_OUTLINE (outline)), "many-0000002998") == 0)
    g_main_context_iteration (NULL, TRUE);
  term = g_strdup (baton_outline_get_selected (BATON_OUTLINE (outline)));
  g_assert_nonnull (baton_document_lookup (fixture->document, term));

  /* What stays keeps being chosen. */
  gtk_widget_activate_action (fixture->window, "win.redo", NULL);
  console_fixture_wait_for (has_many, fixture->document);
  g_assert_true (baton_outline_select (BATON_OUTLINE (outline), term));
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_wait_for (has_none_of_many, fixture->document);
  console_fixture_iterate (500);
  g_assert_cmpstr (baton_outline_get_selected (BATON_OUTLINE (outline)), ==, term);
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

static gboolean
concerns_somebody (gpointer data)
{
  return adw_expander_row_get_enable_expansion (data);
}

/* Forbidding what was allowed concerns personas; allowing it again nobody. What is still being compared of one thing is not
 * said of the next. */
static void
test_effects (ConsoleFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) rules = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_PUBLISHING_RULE);
  g_autofree char *id = g_strdup (baton_entity_get_id (rules->pdata[0]));
  g_autoptr (BatonValue) value = baton_value_new_string ("may-not"), may = baton_value_new_string ("may");
  GtkWidget *effects, *expander;
  int n_snapshots = 0;

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

  baton_effects_set_entity (BATON_EFFECTS (effects), NULL);
  baton_effects_set_entity (BATON_EFFECTS (effects), id);
  g_signal_connect_swapped (fixture->document, "snapshot-changed", G_CALLBACK (snapshot_cb), &n_snapshots);
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PUBLISHING_RULE_EFFECT, value));
  while (n_snapshots == 0)
    g_main_context_iteration (NULL, TRUE);
  baton_effects_set_entity (BATON_EFFECTS (effects), baton_entity_get_id (rules->pdata[1]));
  console_fixture_iterate (1500);
  g_assert_false (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (expander)));

  /* What is edited in another section is not said to be of this edit when one comes back. */
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "taxonomy");
  console_fixture_iterate (50);
  n_snapshots = 0;
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PUBLISHING_RULE_EFFECT, may));
  while (n_snapshots == 0)
    g_main_context_iteration (NULL, TRUE);
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "publishing");
  console_fixture_iterate (1500);
  g_assert_true (gtk_widget_get_mapped (effects));
  g_assert_false (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (expander)));
}

static void
find_place_cb (GtkWidget *widget,
               gpointer   user_data)
{
  GtkWidget **found = user_data;

  if (*found == NULL && GTK_IS_BUTTON (widget) && g_object_get_data (G_OBJECT (widget), "baton-place") != NULL)
    *found = widget;
}

static gboolean
is_previewed (gpointer window)
{
  GtkWidget *view = find_type (window, BATON_TYPE_PORTAL_VIEW);

  return view != NULL && console_shows_text (view, "Quinces of the year");
}

/* Beside what comes into a portal is a way to look at it, not only at where the persona lands. */
static void
test_effect_place (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) rules = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_PUBLISHING_RULE);
  GtkWidget *effects, *expander, *show = NULL;
  g_autofree char *id = NULL;

  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), baton_entity_get_id (rules->pdata[0]));
  console_fixture_iterate (200);
  effects = find_type (fixture->window, BATON_TYPE_EFFECTS);
  expander = find_type (effects, ADW_TYPE_EXPANDER_ROW);
  id = g_strdup (baton_document_add (fixture->document, BATON_KIND_PAGE, NULL, "Quinces of the year"));
  console_fixture_wait_for (concerns_somebody, expander);
  console_foreach (effects, find_place_cb, &show);
  g_assert_nonnull (show);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (show), "baton-place"), ==, id);
  g_signal_emit_by_name (show, "clicked");
  console_fixture_wait_for (is_previewed, fixture->window);
}

/* A rule that is switched off changes nothing, and one is told what it would change; one that is being switched off does. */
static void
test_trial (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GPtrArray) rules = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_PUBLISHING_RULE);
  g_autofree char *id = g_strdup (baton_entity_get_id (rules->pdata[0])), *other = g_strdup (baton_entity_get_id (rules->pdata[1]));
  g_autoptr (BatonValue) off = baton_value_new_boolean (TRUE);
  GtkWidget *effects, *expander;

  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), id);
  console_fixture_iterate (200);
  effects = find_type (fixture->window, BATON_TYPE_EFFECTS);
  expander = find_type (effects, ADW_TYPE_EXPANDER_ROW);
  g_assert_true (baton_document_set (fixture->document, id, BATON_FIELD_PUBLISHING_RULE_DISABLED, off));
  console_fixture_wait_for (concerns_somebody, expander);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)), ==, "Whom This Edit Concerns");

  baton_effects_set_entity (BATON_EFFECTS (effects), other);
  g_assert_false (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (expander)));
  baton_effects_set_entity (BATON_EFFECTS (effects), id);
  console_fixture_wait_for (concerns_somebody, expander);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)), ==, "Whom It Would Concern If Switched On");
}

static gboolean
has_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* A window that is closed is out of sight at once and taken apart later, unless somebody wants its file. */
static void
test_closing (ConsoleFixture *fixture,
              gconstpointer   data)
{
  for (int wanted = 0; wanted < 2; wanted++)
    {
      gpointer window = baton_main_window_new (fixture->application, fixture->document);

      g_object_add_weak_pointer (window, &window);
      gtk_window_present (window);
      baton_main_window_show_section (window, "taxonomy");
      console_fixture_iterate (50);
      gtk_window_close (window);
      g_assert_nonnull (window);
      g_assert_false (gtk_widget_get_visible (window));
      g_assert_null (g_list_find (gtk_application_get_windows (GTK_APPLICATION (fixture->application)), window));
      gtk_window_close (window);
      if (wanted == 1)
        baton_main_window_finish_closing ();
      else
        console_fixture_wait_for (has_gone, &window);
      g_assert_null (window);
    }
}

static gboolean
shows_tiers (gpointer window)
{
  return g_strcmp0 (baton_main_window_get_section (window), "tiers") == 0;
}

/* The best first, then by name, and no more than one looks through; Enter waits for the answer; partners have no names while presenting. */
static void
test_find (ConsoleFixture *fixture,
           gconstpointer   data)
{
  for (int presenting = 0; presenting < 2; presenting++)
    {
      BatonFindSearch *search;
      guint n_partners = 0;

      baton_document_set_presenting (fixture->document, presenting);
      search = baton_find_search_new (fixture->document, "A");
      g_assert_true (baton_find_search_run (search, NULL, NULL));
      g_assert_cmpuint (search->found->len, ==, 50);
      for (guint i = 0; i < search->found->len; i++)
        {
          const BatonFound *found = search->found->pdata[i], *before = i > 0 ? search->found->pdata[i - 1] : found;

          g_assert_cmpint (before->rank, <=, found->rank);
          if (before->rank == found->rank)
            g_assert_cmpint (g_utf8_collate (before->name, found->name), <=, 0);
          n_partners += strstr (found->kind, "Partner: ") != NULL;
        }
      if (presenting)
        g_assert_cmpuint (n_partners, ==, 0);
      else
        g_assert_cmpuint (n_partners, >, 0);
      baton_find_search_free (search);
    }
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *window = baton_find_window_new (BATON_MAIN_WINDOW (fixture->window)), *entry;

      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "overview");
      gtk_window_present (GTK_WINDOW (window));
      console_fixture_iterate (i * 300);
      entry = console_find_type (window, GTK_TYPE_SEARCH_ENTRY);
      gtk_editable_set_text (GTK_EDITABLE (entry), "superhero");
      g_signal_emit_by_name (entry, "activate");
      console_fixture_wait_for (shows_tiers, fixture->window);
    }
}

static void
lay_over_cb (GtkWidget *widget,
             gpointer   n_flaps)
{
  if (!ADW_IS_FLAP (widget))
    return;
  adw_flap_set_fold_policy (ADW_FLAP (widget), ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_reveal_flap (ADW_FLAP (widget), TRUE);
  ++*(guint *) n_flaps;
}

static void
check_aside_cb (GtkWidget *widget,
                gpointer   user_data)
{
  if (ADW_IS_FLAP (widget))
    g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (widget)));
}

/* On a phone the preview lies over the section: what was found is shown, not what covers it. */
static void
test_jump_shows (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  guint n_flaps = 0;

  console_foreach (fixture->window, lay_over_cb, &n_flaps);
  g_assert_cmpuint (n_flaps, ==, 2);
  baton_main_window_jump (BATON_MAIN_WINDOW (fixture->window), console_find_named (fixture, BATON_KIND_PROMOTION, "Post sprint"), BATON_FIELD_NONE);
  g_assert_cmpstr (baton_main_window_get_section (BATON_MAIN_WINDOW (fixture->window)), ==, "promotions");
  console_foreach (fixture->window, check_aside_cb, NULL);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/frame/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (jump_shows);
  ADD (outline_follows);
  ADD (outline_large_step);
  ADD (outline_large_choice);
  ADD (outline_searches);
  ADD (follow);
  ADD (effects);
  ADD (effect_place);
  ADD (trial);
  ADD (closing);
  ADD (find);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
