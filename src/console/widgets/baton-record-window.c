/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-record-window.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-audience-editor.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-picker.h"

#include "model/baton-text.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-change.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 8

typedef struct
{
  BatonRecordWindow    *window;   /* borrowed */
  const BatonFieldInfo *info;
  GtkWidget            *row;      /* entry row, combo row, action row or, for audiences, the editor */
  BatonValue           *value;    /* of types that are picked; owned, nullable */
} Column;

struct _BatonRecordWindow
{
  AdwWindow      parent_instance;

  BatonDocument *document;               /* owned */
  Column         columns[MAX_COLUMNS];
  guint          n_columns;
  const BatonFieldInfo *list;            /* the columns of the list */
  guint          picking;                /* the column whose picker is open */
  GtkWidget     *sentence;               /* what stands in the columns, read as one */
  GtkWidget     *wrong;                  /* what was not understood */
};

G_DEFINE_FINAL_TYPE (BatonRecordWindow, baton_record_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Somebody of the register, where there is one to choose from. */
static gboolean
is_holder (BatonRecordWindow    *self,
           const BatonFieldInfo *info)
{
  return baton_words_is_holder (info) && baton_register_get_n_organisations (baton_document_get_register (self->document)) > 0;
}

static gboolean
is_picked (BatonRecordWindow    *self,
           const BatonFieldInfo *info)
{
  return is_holder (self, info) || info->type == BATON_TYPE_REFERENCE || info->type == BATON_TYPE_REFERENCES || info->type == BATON_TYPE_TERM_SET;
}

static gboolean
is_single (const BatonFieldInfo *info)
{
  return info->type == BATON_TYPE_REFERENCE || info->type == BATON_TYPE_TEXT;
}

static void
show_picked (Column *column)
{
  g_autofree char *text = baton_words_value (baton_document_get_names (column->window->document), column->info, column->value);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (column->row), escaped);
}

/* ── Callbacks ── */

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  BatonRecordWindow *self = user_data;
  Column *column = &self->columns[self->picking];
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) ids[i]);
  if (column->info->type == BATON_TYPE_TERM_SET) /* sets are stored sorted */
    g_ptr_array_sort (list, compare_strings);
  g_ptr_array_add (list, NULL);
  g_clear_pointer (&column->value, baton_value_unref);
  if (list->len > 1)
    column->value = is_single (column->info) ? baton_value_new_string (list->pdata[0]) : baton_value_new_strv ((const char * const *) list->pdata);
  show_picked (column);
}

static void
pick_cb (BatonRecordWindow *self,
         GtkWidget         *row)
{
  Column *column;
  BatonPicker *picker;
  g_autoptr (BatonValue) single = NULL;

  for (self->picking = 0; self->columns[self->picking].row != row; self->picking++)
    ;
  column = &self->columns[self->picking];
  if (is_single (column->info) && column->value != NULL)
    single = baton_value_new_strv ((const char * const[]) { baton_value_get_string (column->value), NULL });
  picker = baton_picker_new (row, baton_words_label (column->info->label), !is_single (column->info),
                             column->info->type == BATON_TYPE_REFERENCES, picked_cb, G_OBJECT (self));
  if (is_holder (self, column->info))
    baton_picker_add_register (picker, self->document, TRUE, single);
  else
    baton_picker_add_kinds (picker, self->document, column->info->type == BATON_TYPE_TERM_SET ? BATON_KIND_BIT (TERM) : column->info->references,
                            NULL, single != NULL ? single : column->value);
  baton_picker_present (picker);
}

static void
audience_changed_cb (BatonRecordWindow *self,
                     BatonValue        *audience,
                     GtkWidget         *editor)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].row == editor)
      {
        g_clear_pointer (&self->columns[i].value, baton_value_unref);
        self->columns[i].value = audience != NULL ? baton_value_ref (audience) : NULL;
        baton_audience_editor_set (BATON_AUDIENCE_EDITOR (editor), audience);
      }
}

/* What stands in one column; FALSE with *wrong* (out, transfer full) when it is not understood. *value* is NULL where empty. */
static gboolean
read_column (BatonRecordWindow *self,
             Column            *column,
             BatonValue       **value,
             char             **wrong)
{
  const BatonFieldInfo *info = column->info;
  BatonParseResult result = BATON_PARSE_OK;
  g_autofree char *culprit = NULL, *day = NULL;
  const char *text;

  *value = NULL;
  if (is_picked (self, info) || info->type == BATON_TYPE_AUDIENCE)
    {
      *value = column->value != NULL ? baton_value_ref (column->value) : NULL;
    }
  else if (info->type == BATON_TYPE_CHOICE)
    {
      guint offset = (info->flags & BATON_FIELD_REQUIRED) != 0 ? 0 : 1, selected = adw_combo_row_get_selected (ADW_COMBO_ROW (column->row));

      if (selected != GTK_INVALID_LIST_POSITION && selected >= offset)
        *value = baton_value_new_string (info->choices[selected - offset].value);
    }
  else
    {
      text = gtk_editable_get_text (GTK_EDITABLE (column->row));
      if (info->type == BATON_TYPE_DAY && baton_day_from_typed (text) != BATON_DAY_NONE)
        text = day = baton_day_format (baton_day_from_typed (text));
      result = baton_words_parse_value (baton_document_get_names (self->document), info, NULL, text, value, &culprit);
      if (result == BATON_PARSE_OK && *value != NULL && baton_value_is (*value, BATON_VALUE_INTEGER) &&
          (baton_value_get_integer (*value, 0) < info->minimum || (info->maximum != 0 && baton_value_get_integer (*value, 0) > info->maximum)))
        {
          g_clear_pointer (value, baton_value_unref);
          result = BATON_PARSE_NOT_UNDERSTOOD;
          culprit = g_strdup (text);
        }
    }
  if (result != BATON_PARSE_OK)
    *wrong = baton_words_parse_error (result, info, culprit);
  else if (*value == NULL && (info->flags & BATON_FIELD_REQUIRED) != 0)
    /* Translators: %s is what must be filled in: “At most” */
    *wrong = g_strdup_printf (_("“%s” is needed."), baton_words_label (info->label));
  return *wrong == NULL;
}

/* For lists of which a line reads as a sentence; what is not understood yet is left out of it. */
static void
show_sentence (BatonRecordWindow *self)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) record = NULL;
  g_autofree char *sentence = NULL;

  baton_value_builder_open_object (builder);
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autoptr (BatonValue) value = NULL;
      g_autofree char *wrong = NULL;

      if (!read_column (self, &self->columns[i], &value, &wrong))
        continue;
      baton_value_builder_key (builder, self->columns[i].info->name);
      baton_value_builder_add (builder, value);
    }
  record = baton_value_builder_finish (builder);
  sentence = baton_words_line (self->list, record);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->sentence, sentence != NULL);
}

static void
done_cb (BatonRecordWindow *self)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) record = NULL;

  baton_value_builder_open_object (builder);
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autoptr (BatonValue) value = NULL;
      g_autofree char *wrong = NULL;

      baton_invalid_mark (self->columns[i].row, FALSE);
      if (!read_column (self, &self->columns[i], &value, &wrong))
        {
          baton_invalid_mark (self->columns[i].row, TRUE);
          gtk_label_set_text (GTK_LABEL (self->wrong), wrong);
          gtk_widget_set_visible (self->wrong, TRUE);
          gtk_widget_grab_focus (self->columns[i].row);
          return;
        }
      baton_value_builder_key (builder, self->columns[i].info->name);
      baton_value_builder_add (builder, value);
    }
  record = baton_value_builder_finish (builder);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, record);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ── Rows ── */

static GtkWidget *
make_combo (const BatonFieldInfo *info,
            const BatonValue     *value)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint offset = (info->flags & BATON_FIELD_REQUIRED) != 0 ? 0 : 1;
  int choice = baton_schema_find_choice (info, baton_value_get_string (value));

  if (offset > 0)
    gtk_string_list_append (list, C_("choice", "Not set"));
  for (const BatonChoice *one = info->choices; one->value != NULL; one++)
    gtk_string_list_append (list, baton_words_label (one->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice >= 0 ? (guint) choice + offset : 0);
  return row;
}

static GtkWidget *
make_entry (BatonRecordWindow    *self,
            const BatonFieldInfo *info,
            const BatonValue     *value)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *string = baton_value_get_string (value);
  g_autofree char *text = NULL;

  if (value != NULL)
    {
      if (info->type == BATON_TYPE_TEXT)
        text = g_strdup (baton_text_get_source (value));
      else if (info->type == BATON_TYPE_WINDOW)
        {
          const char *from = baton_value_get_member_string (value, "from"), *through = baton_value_get_member_string (value, "through");

          text = g_strdup_printf ("%s..%s", from != NULL ? from : "", through != NULL ? through : "");
        }
      else
        text = string != NULL ? g_strdup (string) : baton_words_value (baton_document_get_names (self->document), info, value);
      gtk_editable_set_text (GTK_EDITABLE (row), text);
    }
  if (info->type == BATON_TYPE_DAY)
    baton_day_button_add (ADW_ENTRY_ROW (row));
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_column (BatonRecordWindow    *self,
            GtkWidget            *group,
            const BatonFieldInfo *info,
            const BatonValue     *value)
{
  Column *column = &self->columns[self->n_columns++];

  column->window = self;
  column->info = info;
  if (info->type == BATON_TYPE_AUDIENCE)
    {
      GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (baton_words_label (info->label));

      column->row = baton_audience_editor_new (self->document, info->side);
      column->value = value != NULL ? baton_value_ref (value) : NULL;
      baton_audience_editor_set (BATON_AUDIENCE_EDITOR (column->row), value);
      g_signal_connect_object (column->row, "changed", G_CALLBACK (audience_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), column->row);
      gtk_widget_set_margin_top (box, 8);
      gtk_widget_set_margin_bottom (box, 8);
      gtk_widget_set_margin_start (box, 12);
      gtk_widget_set_margin_end (box, 12);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (info->label));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      return;
    }
  if (is_picked (self, info))
    {
      column->row = adw_action_row_new ();
      column->value = value != NULL ? baton_value_ref (value) : NULL;
      adw_action_row_add_suffix (ADW_ACTION_ROW (column->row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (column->row), TRUE);
      g_signal_connect_object (column->row, "activated", G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
      show_picked (column);
    }
  else
    {
      column->row = info->type == BATON_TYPE_CHOICE ? make_combo (info, value) : make_entry (self, info, value);
      g_signal_connect_object (column->row, info->type == BATON_TYPE_CHOICE ? "notify::selected" : "changed", G_CALLBACK (show_sentence), self, G_CONNECT_SWAPPED);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (column->row), baton_words_label (info->label));
  baton_tooltip_set (column->row, info->type == BATON_TYPE_WINDOW ? _("Two days such as 2026-01-01..2026-12-31; either may be left out") : baton_words_help (info->help));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), column->row);
}

static void
baton_record_window_dispose (GObject *object)
{
  BatonRecordWindow *self = BATON_RECORD_WINDOW (object);

  G_OBJECT_CLASS (baton_record_window_parent_class)->dispose (object);
  for (guint i = 0; i < self->n_columns; i++)
    g_clear_pointer (&self->columns[i].value, baton_value_unref);
  g_clear_object (&self->document);
}

static void
baton_record_window_class_init (BatonRecordWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_record_window_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", BATON_TYPE_RECORD_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BATON_TYPE_VALUE);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_record_window_init (BatonRecordWindow *self)
{
}

BatonRecordWindow *
baton_record_window_new (GtkWidget            *parent,
                         BatonDocument        *document,
                         const char           *title,
                         const BatonFieldInfo *columns,
                         const BatonValue     *record)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  BatonRecordWindow *self = g_object_new (BATON_TYPE_RECORD_WINDOW, "modal", TRUE, "title", title, "default-width", 460,
                                          "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new (), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel")), *done = gtk_button_new_with_mnemonic (_("_Done")), *group = adw_preferences_group_new ();

  self->document = g_object_ref (document);
  self->list = columns;
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), done);
  gtk_widget_add_css_class (done, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (done, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);

  for (guint i = 0; columns[i].name != NULL && i < MAX_COLUMNS; i++)
    add_column (self, group, baton_words_meant_column (&columns[i]), baton_value_get_member (record, columns[i].name));
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  show_sentence (self);
  self->wrong = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->wrong), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->wrong), 0);
  gtk_widget_add_css_class (self->wrong, "error");
  gtk_widget_set_visible (self->wrong, FALSE);

  gtk_box_append (GTK_BOX (content), group);
  gtk_box_append (GTK_BOX (content), self->sentence);
  gtk_box_append (GTK_BOX (content), self->wrong);
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
  /* One opens it to change something, so typing goes into the first row and not to Cancel. */
  if (self->n_columns > 0)
    gtk_widget_grab_focus (self->columns[0].row);
  return self;
}
