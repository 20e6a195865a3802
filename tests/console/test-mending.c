/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong is told to who does not see it, and who goes to mend it comes to the field itself.
 */
#include "console-look.h"

#include "console/baton-review-window.h"
#include "console/baton-section.h"
#include "console/sections/baton-activity-grid-private.h"
#include "console/widgets/baton-field-row.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-outline.h"

static gboolean
is_invalid (GtkWidget *widget)
{
  return gtk_test_accessible_check_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE) == NULL;
}

/* What is typed and what is kept may each be wrong; the end of one is not the end of the other. */
static void
test_two_reasons (ConsoleFixture *fixture,
                  gconstpointer   data)
{
  GtkWidget *entry = g_object_ref_sink (gtk_entry_new ());

  g_assert_false (is_invalid (entry));
  baton_invalid_mark (entry, TRUE);
  g_assert_true (is_invalid (entry));
  g_assert_true (is_invalid (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)))));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  baton_invalid_tell (entry, TRUE);
  baton_invalid_mark (entry, FALSE);
  g_assert_true (is_invalid (entry));
  g_assert_false (baton_invalid_is_marked (entry));
  baton_invalid_tell (entry, FALSE);
  g_assert_false (is_invalid (entry));
  g_assert_false (is_invalid (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)))));
  g_object_unref (entry);
}

static void
find_marked_cb (GtkWidget *widget,
                gpointer   user_data)
{
  if (gtk_widget_has_css_class (widget, "error") && GTK_IS_EDITABLE (widget))
    {
      g_assert_true (is_invalid (widget));
      *(GtkWidget **) user_data = widget;
    }
}

/* A number that is none, typed in a form. */
static void
test_typed (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (BatonFieldRow) row = baton_field_row_new (fixture->document, BATON_FIELD_TIER_THRESHOLD);
  GtkWidget *window = gtk_window_new (), *list = gtk_list_box_new (), *widget = baton_field_row_get_widget (row), *found = NULL;

  gtk_list_box_append (GTK_LIST_BOX (list), widget);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  baton_field_row_set_entity (row, console_find_named (fixture, BATON_KIND_TIER, "Superhero"));
  console_fixture_iterate (50);
  gtk_editable_set_text (GTK_EDITABLE (widget), "many");
  g_signal_emit_by_name (widget, "entry-activated");
  console_foreach (list, find_marked_cb, &found);
  g_assert_true (found == widget);
  gtk_editable_set_text (GTK_EDITABLE (widget), "140");
  g_signal_emit_by_name (widget, "entry-activated");
  g_assert_false (is_invalid (widget));
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

static GtkEventController *
find_keys (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        return controller; /* the widget holds it */
    }
  g_assert_not_reached ();
}

/* What cannot be read stays in the cell, which says so. */
static void
test_cell (ConsoleFixture *fixture,
           gconstpointer   data)
{
  BatonActivityGrid *grid = BATON_ACTIVITY_GRID (console_find_type (console_show (fixture, "activities"), BATON_TYPE_ACTIVITY_GRID));
  const char *id = baton_activity_grid_get_row (grid, 1)->id != NULL ? baton_activity_grid_get_row (grid, 1)->id : baton_activity_grid_get_row (grid, 2)->id;

  gboolean handled = FALSE;

  g_assert_true (baton_activity_grid_select (grid, id));
  console_fixture_iterate (200);
  for (grid->column = 0; baton_activity_column_get_field (grid->shown[grid->column]) != BATON_FIELD_ACTIVITY_TIER_POINTS;)
    grid->column++;
  baton_activity_typing_start (grid, "many");
  g_assert_true (grid->editing);
  g_assert_false (is_invalid (grid->editor));
  g_signal_emit_by_name (find_keys (grid->editor), "key-pressed", GDK_KEY_Return, 0, 0, &handled);
  g_assert_true (grid->editing);
  g_assert_true (is_invalid (grid->editor));
  baton_activity_typing_start (grid, "12");
  g_assert_false (is_invalid (grid->editor));
}

/* ── Going there ── */

static gboolean
focus_is_in_form (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (data));

  return focus != NULL && gtk_widget_get_ancestor (focus, BATON_TYPE_FORM) != NULL;
}

/* On a row, which may come some frames later. */
static gboolean
focus_is_beside_form (gpointer data)
{
  return gtk_root_get_focus (GTK_ROOT (data)) != NULL && !focus_is_in_form (data);
}

/* The row of the field in which the focus is; NULL where it is in none. */
static const char *
get_focused_title (ConsoleFixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;

  return row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

/* On the first visit and on later ones, from wherever the focus was; without a field it comes to the thing in its list. */
static void
test_jump (ConsoleFixture *fixture,
           gconstpointer   data)
{
  const struct
  {
    BatonKind   kind;
    BatonField  field;
    const char *title;
  } places[] = {
    { BATON_KIND_TERM, BATON_FIELD_TERM_DESCRIPTION, "Description" },
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_NAME, "Name" },
    { BATON_KIND_REWARD, BATON_FIELD_REWARD_NAME, "Name" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GPtrArray) ids = console_list_ids (fixture, places[i / 2].kind, NULL);

      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "overview");
      console_fixture_iterate (50);
      baton_document_jump (fixture->document, ids->pdata[ids->len / 2], places[i / 2].field);
      console_fixture_wait_for (focus_is_in_form, fixture->window);
      console_fixture_iterate (200);
      g_assert_true (focus_is_in_form (fixture->window));
      g_assert_cmpstr (get_focused_title (fixture), ==, places[i / 2].title);
      baton_document_jump (fixture->document, ids->pdata[0], BATON_FIELD_NONE);
      console_fixture_wait_for (focus_is_beside_form, fixture->window);
    }
}

static gboolean
has_rows (gpointer form)
{
  return console_find_type (form, ADW_TYPE_ENTRY_ROW) != NULL;
}

/* A form that is taken apart ends without rows, and shows them again where somebody does want to see the thing. */
static void
test_shed (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) ids = console_list_ids (fixture, BATON_KIND_REWARD, NULL);
  const BatonKindInfo *info = baton_schema_get_kind (BATON_KIND_REWARD);
  GtkWidget *window = gtk_window_new (), *form = baton_form_new (fixture->document);
  guint turns = 0;

  gtk_window_set_child (GTK_WINDOW (window), form);
  gtk_window_present (GTK_WINDOW (window));
  baton_form_set_entity (BATON_FORM (form), ids->pdata[0]);
  console_fixture_wait_for (has_rows, form);
  baton_form_focus (BATON_FORM (form), info->first_field + info->n_fields - 1); /* makes all that are missing yet */
  while (baton_form_shed (BATON_FORM (form)))
    turns++;
  g_assert_cmpuint (turns, >, 1);
  g_assert_false (has_rows (form));
  baton_form_set_entity (BATON_FORM (form), ids->pdata[1]);
  console_fixture_wait_for (has_rows, form);
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

/* What Review & Push says that must be mended leads to its field, and the window is gone. */
static void
test_review (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GPtrArray) ids = console_list_ids (fixture, BATON_KIND_REWARD, NULL);
  GtkWidget *review = baton_review_window_new (GTK_WINDOW (fixture->window), fixture->document);

  gtk_window_present (GTK_WINDOW (review));
  console_fixture_iterate (100);
  gtk_widget_activate_action (review, "go.reveal-field", "(si)", ids->pdata[0], (int) BATON_FIELD_REWARD_NAME);
  console_fixture_wait_for (focus_is_in_form, fixture->window);
  g_assert_cmpstr (get_focused_title (fixture), ==, "Name");
}

/* ── Renaming ── */

static GtkWidget *
find_popover (GtkWidget *outline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (outline); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      return child;
  return NULL;
}

/* The new name goes to what it was asked for, whatever is chosen when the popover closes. */
static void
test_rename (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *one = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Distributor"));
  g_autofree char *other = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Reseller"));
  BatonOutline *outline = BATON_OUTLINE (console_find_type (console_show (fixture, "taxonomy"), BATON_TYPE_OUTLINE));
  GtkWidget *popover;

  g_assert_true (baton_outline_select (outline, one));
  console_fixture_iterate (100);
  gtk_widget_activate_action (GTK_WIDGET (outline), "outline.rename", NULL);
  console_fixture_iterate (50);
  popover = find_popover (GTK_WIDGET (outline));
  g_assert_nonnull (popover);
  gtk_editable_set_text (GTK_EDITABLE (gtk_popover_get_child (GTK_POPOVER (popover))), "Wholesaler");
  g_assert_true (baton_outline_select (outline, other));
  gtk_popover_popdown (GTK_POPOVER (popover));
  console_fixture_iterate (100);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, one)), ==, "Wholesaler");
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, other)), ==, "Reseller");
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/mending/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (two_reasons);
  ADD (typed);
  ADD (cell);
  ADD (jump);
  ADD (shed);
  ADD (review);
  ADD (rename);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
