/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing from many things: by a search, in an order, a new one in place, a picture from its file; and what is chosen and has
 * gone stays chosen, in its place, until somebody takes it out.
 */
#include "console-look.h"

#include "console/widgets/baton-audience-editor.h"
#include "console/widgets/baton-chip.h"
#include "console/widgets/baton-field-row.h"
#include "console/widgets/baton-picker.h"
#include "model/baton-audience.h"

static GFile *
make_picture (ConsoleFixture *fixture,
              const char     *name,
              int             width,
              int             height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  return g_file_new_for_path (path);
}

typedef struct
{
  guint  calls;
  GStrv  ids;
} Picked;

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  Picked *picked = g_object_get_data (user_data, "picked");

  picked->calls++;
  g_strfreev (picked->ids);
  picked->ids = g_strdupv ((char **) ids);
}

static BatonPicker *
open_picker (ConsoleFixture *fixture,
             Picked         *picked,
             gboolean        ordered,
             const char     *vocabulary,
             const char     *chosen)
{
  BatonPicker *picker = baton_picker_new (fixture->window, "Types", TRUE, ordered, picked_cb, G_OBJECT (fixture->document));
  g_autoptr (BatonValue) value = chosen != NULL ? baton_value_new_strv ((const char * const[]) { chosen, NULL }) : NULL;

  g_object_set_data (G_OBJECT (fixture->document), "picked", picked);
  baton_picker_add_kinds (picker, fixture->document, BATON_KIND_BIT (TERM), vocabulary, value);
  baton_picker_present (picker);
  console_fixture_iterate (100);
  return picker;
}

static void
search_for (BatonPicker *picker,
            const char  *text)
{
  GtkWidget *search = console_find_type (GTK_WIDGET (picker), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "search-changed");
  console_fixture_iterate (60);
}

static void
press (GtkWidget       *window,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      /* The search's own, which takes what is typed anywhere, needs a real event. */
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
      if (handled)
        return;
    }
}

static gboolean
has_picked (gpointer data)
{
  return ((Picked *) data)->calls > 0;
}

typedef struct
{
  BatonWorkspace *workspace;
  guint           n;
} Stepped;

static gboolean
has_stepped (gpointer data)
{
  Stepped *stepped = data;

  return baton_workspace_get_n_entries (stepped->workspace) >= stepped->n;
}

/* Where a picture is chosen, a new one comes from its file, as a step of its own, and is chosen. */
static void
test_picture (ConsoleFixture *fixture,
              gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  guint steps = baton_workspace_get_n_entries (workspace);
  BatonPicker *picker = baton_picker_new (fixture->window, "Logo", FALSE, FALSE, picked_cb, G_OBJECT (fixture->document));
  g_autoptr (GFile) file = make_picture (fixture, "Contoso logo.png", 64, 32);
  Picked picked = { 0 };
  BatonEntity *made;

  g_object_set_data (G_OBJECT (fixture->document), "picked", &picked);
  baton_picker_add_kinds (picker, fixture->document, BATON_KIND_BIT (ASSET), NULL, NULL);
  baton_picker_present (picker);
  console_fixture_iterate (100);
  g_assert_nonnull (console_find_button (GTK_WIDGET (picker), "From a File…"));
  baton_picker_take_file (picker, file);
  console_fixture_wait_for (has_picked, &picked);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, steps + 1);
  made = baton_document_lookup (fixture->document, picked.ids[0]);
  g_assert_nonnull (made);
  g_assert_cmpstr (baton_entity_get_name (made), ==, "Contoso logo");
  g_assert_cmpint (baton_entity_get_integer (made, BATON_FIELD_ASSET_WIDTH, 0), ==, 64);
  g_strfreev (picked.ids);
}

/* Chosen in a row, the picture and what shows it are one step: one undo takes back both. */
static void
test_brought (ConsoleFixture *fixture,
              gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autofree char *content = g_strdup (console_find_named (fixture, BATON_KIND_CONTENT, "Hello from Lyon"));
  g_autoptr (BatonFieldRow) row = baton_field_row_new (fixture->document, BATON_FIELD_CONTENT_PICTURE);
  g_autoptr (GtkWidget) widget = g_object_ref_sink (baton_field_row_get_widget (row));
  g_autofree char *before = g_strdup (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_PICTURE));
  g_autofree char *after = NULL;
  g_autoptr (GFile) file = make_picture (fixture, "beach.png", 64, 32);
  guint steps = baton_workspace_get_n_entries (workspace);
  GListModel *windows = gtk_window_get_toplevels ();
  BatonPicker *picker = NULL;
  Stepped stepped = { workspace, steps + 1 };

  baton_field_row_set_entity (row, content);
  g_signal_emit_by_name (widget, "activated");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (BATON_IS_PICKER (window))
        picker = BATON_PICKER (window);
    }
  g_assert_nonnull (picker);
  baton_picker_take_file (picker, file);
  console_fixture_wait_for (has_stepped, &stepped);
  console_fixture_iterate (20);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, steps + 1);
  after = g_strdup (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_PICTURE));
  g_assert_cmpstr (after, !=, before);
  g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, after)), ==, "beach");
  baton_document_undo (fixture->document);
  console_fixture_iterate (20);
  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_PICTURE), ==, before);
  g_assert_null (baton_document_lookup (fixture->document, after));
}

/* A search finds in the tree and shows where it stands; Enter takes what it finds; Escape changes nothing; what is not there is
 * made in place, in the vocabulary, as a step of its own; Enter with Ctrl ends the choice. */
static void
test_search (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *vocabulary = g_strdup (console_find_named (fixture, BATON_KIND_VOCABULARY, "Partner type"));
  g_autofree char *reseller = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Reseller"));
  guint steps = baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document));
  Picked picked = { 0 };
  BatonPicker *picker = open_picker (fixture, &picked, FALSE, vocabulary, reseller);
  GtkWidget *create, *row;

  g_assert_true (console_shows_text (GTK_WIDGET (picker), "1 chosen"));
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "Consultancy"));
  search_for (picker, "consult");
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "Services partner")); /* the path to what was found */
  g_assert_false (console_shows_text (GTK_WIDGET (picker), "Reseller"));
  press (GTK_WIDGET (picker), GDK_KEY_Escape, 0);
  console_fixture_iterate (50);
  g_assert_cmpuint (picked.calls, ==, 0);

  picker = open_picker (fixture, &picked, FALSE, vocabulary, reseller);
  search_for (picker, "consult");
  g_signal_emit_by_name (console_find_type (GTK_WIDGET (picker), GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "2 chosen"));

  /* Space ticks the row that has the focus, and takes the tick away. */
  row = gtk_widget_get_first_child (console_find_type (GTK_WIDGET (picker), GTK_TYPE_LIST_VIEW));
  gtk_widget_grab_focus (row);
  press (GTK_WIDGET (picker), GDK_KEY_space, 0);
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "1 chosen"));
  press (GTK_WIDGET (picker), GDK_KEY_space, 0);
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "2 chosen"));
  search_for (picker, "Franchisee");
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "Nothing found"));
  create = console_find_button (GTK_WIDGET (picker), "Create “Franchisee”");
  g_assert_true (gtk_widget_get_mapped (create));
  g_signal_emit_by_name (create, "clicked");
  console_fixture_iterate (50);
  g_assert_true (console_shows_text (GTK_WIDGET (picker), "3 chosen"));
  g_assert_cmpuint (baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document)), ==, steps + 1);
  press (GTK_WIDGET (picker), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (picked.calls, ==, 1);
  g_assert_cmpuint (g_strv_length (picked.ids), ==, 3);
  g_assert_true (g_strv_contains ((const char * const *) picked.ids, reseller));
  g_assert_true (g_strv_contains ((const char * const *) picked.ids, console_find_named (fixture, BATON_KIND_TERM, "Franchisee")));
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, console_find_named (fixture, BATON_KIND_TERM, "Franchisee"))), ==, vocabulary);
  g_strfreev (picked.ids);
}

/* An ordered choice keeps the order in which it was made, not that of the tree, and its buttons change it. */
static void
test_order (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *vocabulary = g_strdup (console_find_named (fixture, BATON_KIND_VOCABULARY, "Partner type"));
  g_autofree char *distributor = g_strdup (console_find_named (fixture, BATON_KIND_TERM, "Distributor"));
  Picked picked = { 0 };
  BatonPicker *picker = open_picker (fixture, &picked, TRUE, vocabulary, distributor);

  search_for (picker, "Reseller");
  g_signal_emit_by_name (console_find_type (GTK_WIDGET (picker), GTK_TYPE_SEARCH_ENTRY), "activate");
  search_for (picker, "");
  g_signal_emit_by_name (console_find_button (GTK_WIDGET (picker), "_Done"), "clicked");
  g_assert_cmpuint (g_strv_length (picked.ids), ==, 2);
  g_assert_cmpstr (picked.ids[0], ==, distributor);
  g_assert_cmpstr (picked.ids[1], ==, console_find_named (fixture, BATON_KIND_TERM, "Reseller"));
  g_strfreev (picked.ids);
}

/* ── What has gone, and what has its place ── */

static BatonPicker *
find_picker (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (BATON_IS_PICKER (window))
        return BATON_PICKER (window);
    }
  return NULL;
}

static gboolean
has_picker (gpointer data)
{
  return find_picker () != NULL;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
find_chip_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **found = user_data;

  if (*found == NULL && GTK_IS_MENU_BUTTON (widget) && gtk_widget_has_css_class (widget, "baton-chip") && gtk_widget_get_visible (widget))
    *found = widget;
}

static void
keep_cb (BatonAudienceEditor *editor,
         BatonValue          *audience,
         BatonValue         **kept)
{
  g_clear_pointer (kept, baton_value_unref);
  *kept = audience != NULL ? baton_value_ref (audience) : NULL;
}

/* A tier that was deleted is still named by the audience: the list has it, and Done leaves it in. */
static void
test_deleted_tier (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) ladders = console_list_ids (fixture, BATON_KIND_TIER_LADDER, NULL);
  g_autoptr (GPtrArray) tiers = console_list_ids (fixture, BATON_KIND_TIER, ladders->pdata[0]);
  g_autoptr (BatonValue) ids = baton_value_new_strv ((const char * const[]) { tiers->pdata[0], "tier-that-has-gone", NULL });
  BatonClause clause = { .type = BATON_CLAUSE_TERMS, .side = BATON_SIDE_MEMBER, .dimension = ladders->pdata[0], .match = BATON_MATCH_ANY, .ids = ids };
  g_autoptr (BatonValue) value = baton_clause_to_value (&clause, BATON_SIDE_MEMBER), audience = NULL, kept = NULL;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  GtkWidget *window = gtk_window_new (), *editor = baton_audience_editor_new (fixture->document, BATON_SIDE_MEMBER), *chip = NULL;
  BatonClause now;

  baton_value_builder_open_array (builder);
  baton_value_builder_add (builder, value);
  audience = baton_value_builder_finish (builder);
  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  baton_audience_editor_set (BATON_AUDIENCE_EDITOR (editor), audience);
  g_signal_connect (editor, "changed", G_CALLBACK (keep_cb), &kept);
  console_fixture_iterate (50);
  console_foreach (editor, find_chip_cb, &chip);
  baton_chip_open (chip);
  console_fixture_wait_for (is_mapped, gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip)));
  g_signal_emit_by_name (console_find_button (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip))), "_Choose…"), "clicked");
  console_fixture_wait_for (has_picker, NULL);
  g_assert_true (console_shows_text (GTK_WIDGET (find_picker ()), "2 chosen"));
  g_signal_emit_by_name (console_find_button (GTK_WIDGET (find_picker ()), "_Done"), "clicked");
  g_assert_nonnull (kept);
  g_assert_true (baton_audience_get_clause (kept, 0, BATON_SIDE_MEMBER, &now));
  g_assert_cmpuint (baton_value_get_length (now.ids), ==, 2);
  g_assert_true (baton_value_contains (now.ids, "tier-that-has-gone"));
  g_assert_true (baton_value_contains (now.ids, tiers->pdata[0]));
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

static void
find_record_cb (GtkWidget *widget,
                gpointer   user_data)
{
  if (ADW_IS_ACTION_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "Shares with the record") == 0)
    *(GtkWidget **) user_data = widget;
}

/* What a query shares with the record keeps the order in which it was named; to open the list and leave it is no edit. */
static void
test_query_keeps_order (ConsoleFixture *fixture,
                        gconstpointer   data)
{
  g_autoptr (GPtrArray) vocabularies = console_list_ids (fixture, BATON_KIND_VOCABULARY, NULL), blocks = console_list_ids (fixture, BATON_KIND_BLOCK, NULL);
  const char * const backwards[] = { vocabularies->pdata[2], vocabularies->pdata[0], NULL };
  g_autoptr (BatonValue) record = baton_value_new_strv (backwards), query = NULL;
  g_autoptr (BatonFieldRow) row = baton_field_row_new (fixture->document, BATON_FIELD_BLOCK_QUERY);
  GtkWidget *window = gtk_window_new (), *list = gtk_list_box_new ();
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  const BatonValue *now;
  GtkWidget *record_row = NULL;
  guint steps;

  query = baton_value_with_member (baton_entity_get (baton_document_lookup (fixture->document, blocks->pdata[0]), BATON_FIELD_BLOCK_QUERY), "record", record);
  g_assert_true (baton_document_set (fixture->document, blocks->pdata[0], BATON_FIELD_BLOCK_QUERY, query));
  steps = baton_workspace_get_n_entries (workspace);
  gtk_list_box_append (GTK_LIST_BOX (list), baton_field_row_get_widget (row));
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  baton_field_row_set_entity (row, blocks->pdata[0]);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (baton_field_row_get_widget (row)), TRUE);
  console_fixture_iterate (100);
  console_foreach (list, find_record_cb, &record_row);
  g_assert_nonnull (record_row);
  g_signal_emit_by_name (record_row, "activated");
  console_fixture_wait_for (has_picker, NULL);
  g_signal_emit_by_name (console_find_button (GTK_WIDGET (find_picker ()), "_Done"), "clicked");
  now = baton_value_get_member (baton_entity_get (baton_document_lookup (fixture->document, blocks->pdata[0]), BATON_FIELD_BLOCK_QUERY), "record");
  g_assert_true (baton_value_equal (now, record));
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, steps);
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/picker/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (picture);
  ADD (brought);
  ADD (search);
  ADD (order);
  ADD (deleted_tier);
  ADD (query_keeps_order);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
