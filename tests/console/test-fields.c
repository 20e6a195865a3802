/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What rows of forms do beyond typing: another language of a text, a picture from a file, points, and the jump to what a field
 * names.
 */
#include "console-look.h"

#include "console/widgets/baton-field-rows.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-language-switch.h"

#include <string.h>

typedef struct
{
  ConsoleFixture *fixture;
  BatonFieldRow  *row;       /* owned */
  GtkWidget      *window;
  char           *said;      /* the last sentence; owned */
  char           *revealed;  /* the last thing that was jumped to; owned */
  guint           steps;     /* of the journal when it was shown */
} Shown;

static void
message_cb (BatonDocument *document,
            const char    *sentence,
            gboolean       undoable,
            Shown         *shown)
{
  g_free (shown->said);
  shown->said = g_strdup (sentence);
}

static void
jump_cb (BatonDocument *document,
         const char    *id,
         int            field,
         Shown         *shown)
{
  g_free (shown->revealed);
  shown->revealed = g_strdup (id);
}

static guint
count_steps (Shown *shown)
{
  return baton_workspace_get_n_entries (baton_document_get_workspace (shown->fixture->document)) - shown->steps;
}

/* The row of a field in a window of its own, on the thing of that name. */
static Shown *
show_row (ConsoleFixture *fixture,
          BatonField      field,
          const char     *name)
{
  Shown *shown = g_new0 (Shown, 1);
  GtkWidget *list = gtk_list_box_new ();

  shown->fixture = fixture;
  shown->window = gtk_window_new ();
  shown->row = baton_field_row_new (fixture->document, field);
  gtk_list_box_append (GTK_LIST_BOX (list), baton_field_row_get_widget (shown->row));
  gtk_widget_set_valign (list, GTK_ALIGN_START); /* as high as it wants to be */
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 500, 800);
  gtk_window_set_child (GTK_WINDOW (shown->window), list);
  gtk_window_present (GTK_WINDOW (shown->window));
  baton_field_row_set_entity (shown->row, console_find_named (fixture, baton_schema_get_field (field)->kind, name));
  console_fixture_iterate (50);
  shown->steps = count_steps (shown);
  g_signal_connect (fixture->document, "message", G_CALLBACK (message_cb), shown);
  g_signal_connect (fixture->document, "jump", G_CALLBACK (jump_cb), shown);
  return shown;
}

static void
hide_row (Shown *shown)
{
  g_signal_handlers_disconnect_by_data (shown->fixture->document, shown);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_object_unref (shown->row);
  g_free (shown->said);
  g_free (shown->revealed);
  g_free (shown);
}

static const BatonValue *
get_value (Shown *shown)
{
  return baton_entity_get (baton_field_row_get_entity (shown->row), baton_field_row_get_field (shown->row));
}

/* ── Languages ── */

/* A translation is read and typed in the row of its source, which it leaves alone; another thing is shown in the source again. */
static void
test_language (ConsoleFixture *fixture,
               gconstpointer   data)
{
  Shown *shown = show_row (fixture, BATON_FIELD_TERM_NAME, "Distributor");
  GtkWidget *entry = baton_field_row_get_widget (shown->row), *language = console_find_type (entry, BATON_TYPE_LANGUAGE_SWITCH);

  g_assert_true (gtk_widget_get_visible (language));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (adw_bin_get_child (ADW_BIN (language))), GTK_ACCESSIBLE_PROPERTY_LABEL, "Language of “Name”: English, Source");
  baton_language_switch_choose (BATON_LANGUAGE_SWITCH (language), "ar");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "موزّع");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (adw_bin_get_child (ADW_BIN (language))), GTK_ACCESSIBLE_PROPERTY_LABEL, "Language of “Name”: Arabic, Done");

  gtk_editable_set_text (GTK_EDITABLE (entry), "وكيل");
  baton_document_end_typing (fixture->document);
  g_assert_cmpuint (count_steps (shown), ==, 1);
  g_assert_cmpstr (baton_text_get_source (get_value (shown)), ==, "Distributor");
  g_assert_cmpstr (baton_text_get_exact (get_value (shown), "ar"), ==, "وكيل");
  g_assert_cmpint (baton_text_get_state (get_value (shown), "ar", "en"), ==, BATON_TEXT_TRANSLATED);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (adw_bin_get_child (ADW_BIN (language))), GTK_ACCESSIBLE_PROPERTY_LABEL, "Language of “Name”: Arabic, To review");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  baton_document_end_typing (fixture->document);
  g_assert_null (baton_text_get_exact (get_value (shown), "ar"));
  g_assert_cmpstr (baton_text_get_source (get_value (shown)), ==, "Distributor");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "موزّع");

  baton_field_row_set_entity (shown->row, console_find_named (fixture, BATON_KIND_TERM, "Reseller"));
  g_assert_null (baton_language_switch_get_tag (BATON_LANGUAGE_SWITCH (language)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Reseller");
  hide_row (shown);
}

/* Each language is offered with its state. */
static void
test_states (ConsoleFixture *fixture,
             gconstpointer   data)
{
  Shown *shown = show_row (fixture, BATON_FIELD_TERM_DESCRIPTION, "Distributor");
  GtkWidget *language = console_find_type (baton_field_row_get_widget (shown->row), BATON_TYPE_LANGUAGE_SWITCH), *popover;

  g_assert_nonnull (language);
  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (language))));
  console_fixture_iterate (100);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (language)))));
  g_assert_true (console_shows_text (popover, "English"));
  g_assert_true (console_shows_text (popover, "Japanese"));
  g_assert_true (console_shows_text (popover, "Missing"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  hide_row (shown);
}

typedef struct
{
  GtkWidget *view;
  int        than;
} Height;

static gboolean
is_higher (gpointer data)
{
  Height *height = data;

  return gtk_widget_get_height (height->view) > height->than;
}

static gboolean
is_low (gpointer data)
{
  return gtk_widget_get_height (((Height *) data)->view) <= 60;
}

/* An empty text takes two lines, and what is long does not push the rest out of sight. */
static void
test_height (ConsoleFixture *fixture,
             gconstpointer   data)
{
  Shown *shown = show_row (fixture, BATON_FIELD_TERM_DESCRIPTION, "Distributor");
  Height height = { .view = console_find_type (baton_field_row_get_widget (shown->row), GTK_TYPE_TEXT_VIEW) };
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (height.view));
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_text_buffer_set_text (buffer, "", -1);
  console_fixture_wait_for (is_low, &height);
  for (int i = 0; i < 100; i++)
    {
      g_string_append (text, "One more line\n");
      if (i != 5 && i != 99)
        continue;
      height.than = gtk_widget_get_height (height.view);
      gtk_text_buffer_set_text (buffer, text->str, -1);
      console_fixture_wait_for (is_higher, &height);
    }
  console_fixture_iterate (100);
  g_assert_cmpint (gtk_widget_get_height (height.view), <=, 330);
  gtk_text_buffer_set_text (buffer, "", -1);
  console_fixture_wait_for (is_low, &height);
  hide_row (shown);
}

/* ── Points ── */

static void
test_cell (ConsoleFixture *fixture,
           gconstpointer   data)
{
  Shown *shown = show_row (fixture, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS, "LinkedIn post");
  GtkWidget *row = baton_field_row_get_widget (shown->row), *entry = console_find_type (row, GTK_TYPE_ENTRY);
  g_autofree char *before = baton_value_to_json (get_value (shown)), *undone = NULL;

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Individual points");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "5");
  gtk_editable_set_text (GTK_EDITABLE (entry), "12");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (baton_value_get_member_integer (get_value (shown), "value", 0), ==, 12);
  gtk_editable_set_text (GTK_EDITABLE (entry), "-");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (baton_value_get_member_string (get_value (shown), "value"), ==, "none");
  g_assert_cmpuint (count_steps (shown), ==, 2);

  /* What is no number is refused with a sentence, once, and changes nothing. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "a dozen");
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (strstr (shown->said, "a dozen"));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_clear_pointer (&shown->said, g_free);
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (shown->said);
  g_assert_cmpuint (count_steps (shown), ==, 2);

  /* Empty is left open, and not none. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_null (get_value (shown));
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "Left open");
  for (int i = 0; i < 3; i++)
    gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  undone = baton_value_to_json (get_value (shown));
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "5");
  hide_row (shown);
}

/* ── Pictures ── */

static gboolean
was_answered (gpointer data)
{
  Shown *shown = data;

  return shown->said != NULL || count_steps (shown) > 0;
}

static int
get_width (Shown *shown)
{
  return (int) baton_value_get_integer (baton_entity_get (baton_field_row_get_entity (shown->row), BATON_FIELD_ASSET_WIDTH), 0);
}

static gboolean
has_other_width (gpointer data)
{
  Shown *shown = data;

  return shown->said != NULL || get_width (shown) != 1200;
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          *(GtkWidget **) data = window;
          return TRUE;
        }
    }
  return FALSE;
}

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

/* A file's format and size come with it in one step; what is no picture is refused by name; what is too large is offered smaller. */
static void
test_asset (ConsoleFixture *fixture,
            gconstpointer   data)
{
  Shown *shown = show_row (fixture, BATON_FIELD_ASSET_FILE, "Alpenglow hero");
  GtkWidget *row = baton_field_row_get_widget (shown->row), *dialog;
  g_autoptr (GFile) small = make_picture (fixture, "small.png", 64, 32), wide = make_picture (fixture, "wide.png", 4200, 40), text = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "notes.png", NULL);

  g_assert_true (g_file_set_contents (path, "These are no pixels.", -1, NULL));
  text = g_file_new_for_path (path);
  baton_asset_row_take_file (BATON_ASSET_ROW (shown->row), text);
  console_fixture_wait_for (was_answered, shown);
  g_assert_nonnull (strstr (shown->said, "notes.png"));
  g_assert_cmpuint (count_steps (shown), ==, 0);
  g_clear_pointer (&shown->said, g_free);

  baton_asset_row_take_file (BATON_ASSET_ROW (shown->row), small);
  console_fixture_wait_for (was_answered, shown);
  g_assert_cmpuint (count_steps (shown), ==, 1);
  g_assert_cmpstr (baton_entity_get_string (baton_field_row_get_entity (shown->row), BATON_FIELD_ASSET_MEDIA_TYPE), ==, "image/png");
  g_assert_cmpint (get_width (shown), ==, 64);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "PNG, 64 × 32 pixels\nChoose another file to replace it");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpint (get_width (shown), ==, 1200);

  g_clear_pointer (&shown->said, g_free);
  baton_asset_row_take_file (BATON_ASSET_ROW (shown->row), wide);
  console_fixture_wait_for (has_dialog, &dialog);
  g_assert_cmpint (get_width (shown), ==, 1200);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "scale");
  gtk_window_destroy (GTK_WINDOW (dialog));
  console_fixture_wait_for (has_other_width, shown);
  g_assert_cmpint (get_width (shown), <=, 4096);
  hide_row (shown);
}

/* ── The link to what a field names ── */

static GtkWidget *
find_named_button (GtkWidget  *widget,
                   const char *name)
{
  if (GTK_IS_BUTTON (widget) && gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name) == NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named_button (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_jump (ConsoleFixture *fixture,
           gconstpointer   data)
{
  Shown *shown = show_row (fixture, BATON_FIELD_BRAND_LOGO, "House brand");
  GtkWidget *row = baton_field_row_get_widget (shown->row), *jump = find_named_button (row, "Go There"), *unset = find_named_button (row, "Unset");
  g_autofree char *logo = g_strdup (baton_value_get_string (get_value (shown)));

  g_assert_nonnull (logo);
  g_signal_emit_by_name (jump, "clicked");
  g_assert_cmpstr (shown->revealed, ==, logo);
  g_signal_emit_by_name (unset, "clicked");
  g_assert_null (get_value (shown));
  g_assert_false (gtk_widget_get_visible (jump)); /* there is nowhere to go */
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (baton_value_get_string (get_value (shown)), ==, logo);
  hide_row (shown);
}

/* New content begins as a draft; its form says so, and one step publishes it. Content without a state reads as what it is. */
static void
test_draft (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *content = g_strdup (baton_document_add (fixture->document, BATON_KIND_CONTENT, NULL, "Webhooks"));
  guint steps = baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document));
  GtkWidget *window = gtk_window_new (), *form = baton_form_new (fixture->document), *publish;

  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_STATE), ==, "draft");
  gtk_window_set_child (GTK_WINDOW (window), form);
  gtk_window_present (GTK_WINDOW (window));
  baton_form_set_entity (BATON_FORM (form), content);
  console_fixture_iterate (100);
  publish = console_find_button (form, "_Publish");
  g_assert_nonnull (publish);
  g_assert_true (gtk_widget_get_mapped (publish));
  g_signal_emit_by_name (publish, "clicked");
  console_fixture_iterate (20);
  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_STATE), ==, "published");
  g_assert_cmpuint (baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document)), ==, steps + 1);
  g_assert_false (gtk_widget_get_mapped (publish));
  baton_document_undo (fixture->document);
  console_fixture_iterate (20);
  g_assert_cmpstr (baton_entity_get_string (baton_document_lookup (fixture->document, content), BATON_FIELD_CONTENT_STATE), ==, "draft");
  g_assert_true (gtk_widget_get_mapped (publish));

  baton_document_set (fixture->document, content, BATON_FIELD_CONTENT_STATE, NULL);
  console_fixture_iterate (20);
  g_assert_false (gtk_widget_get_mapped (publish));
  baton_form_focus (BATON_FORM (form), BATON_FIELD_CONTENT_STATE); /* its row may not be made yet */
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (console_find_type (form, ADW_TYPE_COMBO_ROW))), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_problem_below (gpointer row)
{
  return gtk_widget_has_css_class (gtk_widget_get_next_sibling (row), "baton-field-problem");
}

/* What the file says of itself nobody types beside it: who is led there comes to the file, with what is wrong. */
static void
test_told_by_file (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  const char *picture = console_find_named (fixture, BATON_KIND_ASSET, "Alpenglow hero");
  GtkWidget *window = gtk_window_new (), *form = baton_form_new (fixture->document), *row;

  gtk_window_set_child (GTK_WINDOW (window), form);
  gtk_window_present (GTK_WINDOW (window));
  baton_document_set (fixture->document, picture, BATON_FIELD_ASSET_MEDIA_TYPE, NULL);
  baton_form_set_entity (BATON_FORM (form), picture);
  baton_form_focus (BATON_FORM (form), BATON_FIELD_ASSET_NOTE); /* makes all rows before it */
  g_assert_false (console_shows_text (form, "Width"));
  g_assert_true (baton_form_focus (BATON_FORM (form), BATON_FIELD_ASSET_MEDIA_TYPE));
  row = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), ADW_TYPE_ACTION_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "File");
  console_fixture_wait_for (has_problem_below, row);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/fields/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (language);
  ADD (states);
  ADD (height);
  ADD (cell);
  ADD (asset);
  ADD (told_by_file);
  ADD (jump);
  ADD (draft);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
