/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-record-lines.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-record-window.h"

#include "words/baton-words-amount.h"
#include "words/baton-words-change.h"
#include "words/baton-words-incentive.h"

#include <glib/gi18n-lib.h>

struct _BatonRecordLines
{
  GObject               parent_instance;

  BatonDocument        *document;  /* owned */
  AdwExpanderRow       *row;       /* borrowed */
  const BatonFieldInfo *columns;
  char                 *title;     /* owned */
  char                 *add_label; /* owned */
  BatonValue           *records;   /* owned, nullable */
  GPtrArray            *lines;     /* of rows, borrowed from *row* */
  gsize                 editing;   /* the record whose window is open; past the end: a new one */
};

G_DEFINE_FINAL_TYPE (BatonRecordLines, baton_record_lines, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "At most 150 tier points for each organization in a month", "From: 50 · Times: 2". (transfer full) */
static char *
describe (BatonRecordLines *self,
          const BatonValue *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *sentence = baton_words_line (self->columns, record);

  if (sentence != NULL)
    return sentence;
  for (const BatonFieldInfo *column = self->columns; column->name != NULL; column++)
    {
      const BatonValue *value = baton_value_get_member (record, column->name);
      g_autofree char *words = NULL;

      if (value == NULL)
        continue;
      words = baton_words_value (baton_document_get_names (self->document), baton_words_meant_column (column), value);
      g_string_append (text, text->len > 0 ? " · " : "");
      /* Translators: a column of a list and what stands in it: “At most: 50” */
      g_string_append_printf (text, C_("record", "%1$s: %2$s"), baton_words_label (column->label), words);
    }
  return g_strdup (text->str);
}

/* The list with the record at *index* replaced, inserted (past the end) or, where *record* is NULL, removed; then *moved* up by one. */
static void
change (BatonRecordLines *self,
        gsize             index,
        const BatonValue *record,
        gboolean          up)
{
  gsize length = baton_value_get_length (self->records);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) records = NULL;

  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < length; i++)
    {
      gsize from = !up ? i : i + 1 == index ? index : i == index ? index - 1 : i;

      if (from != index || up)
        baton_value_builder_add (builder, baton_value_get_element (self->records, from));
      else if (record != NULL)
        baton_value_builder_add (builder, record);
    }
  if (index >= length && record != NULL)
    baton_value_builder_add (builder, record);
  records = baton_value_builder_finish (builder);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, baton_value_get_length (records) > 0 ? records : NULL);
}

/* ── Callbacks ── */

static gsize
find_line (BatonRecordLines *self,
           GtkWidget        *inside)
{
  guint index = 0;

  g_ptr_array_find (self->lines, gtk_widget_get_ancestor (inside, ADW_TYPE_ACTION_ROW), &index);
  return index;
}

static void
done_cb (BatonRecordLines *self,
         BatonValue       *record)
{
  if (!baton_value_equal (record, baton_value_get_element (self->records, self->editing)))
    change (self, self->editing, record, FALSE);
}

static void
activated_cb (BatonRecordLines *self,
              GtkWidget        *line)
{
  BatonRecordWindow *window;

  self->editing = find_line (self, line);
  window = baton_record_window_new (GTK_WIDGET (self->row), self->document, self->title, self->columns, baton_value_get_element (self->records, self->editing));
  g_signal_connect_object (window, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
remove_cb (BatonRecordLines *self,
           GtkWidget        *button)
{
  change (self, find_line (self, button), NULL, FALSE);
}

static void
up_cb (BatonRecordLines *self,
       GtkWidget        *button)
{
  change (self, find_line (self, button), NULL, TRUE);
}

/* ── Lines ── */

static void
add_button (BatonRecordLines *self,
            GtkWidget        *line,
            const char       *icon,
            const char       *label,
            GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  baton_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), button);
}

static GtkWidget *
add_line (BatonRecordLines *self,
          const char       *title)
{
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  g_signal_connect_object (line, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->row, line);
  g_ptr_array_add (self->lines, line);
  return line;
}

static void
baton_record_lines_dispose (GObject *object)
{
  G_OBJECT_CLASS (baton_record_lines_parent_class)->dispose (object);
  g_clear_object (&BATON_RECORD_LINES (object)->document);
}

static void
baton_record_lines_finalize (GObject *object)
{
  BatonRecordLines *self = BATON_RECORD_LINES (object);

  g_free (self->title);
  g_free (self->add_label);
  g_clear_pointer (&self->records, baton_value_unref);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (baton_record_lines_parent_class)->finalize (object);
}

static void
baton_record_lines_class_init (BatonRecordLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_record_lines_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_record_lines_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_RECORD_LINES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BATON_TYPE_VALUE);
}

static void
baton_record_lines_init (BatonRecordLines *self)
{
  self->lines = g_ptr_array_new ();
}

BatonRecordLines *
baton_record_lines_new (BatonDocument        *document,
                        AdwExpanderRow       *row,
                        const BatonFieldInfo *columns,
                        const char           *title,
                        const char           *add_label)
{
  BatonRecordLines *self = g_object_new (BATON_TYPE_RECORD_LINES, NULL);

  self->document = g_object_ref (document);
  self->row = row;
  self->columns = columns;
  self->title = g_strdup (title);
  self->add_label = g_strdup (add_label);
  return self;
}

void
baton_record_lines_show (BatonRecordLines *self,
                         const BatonValue *records)
{
  GtkWidget *add;

  if (self->lines->len > 0 && baton_value_equal (self->records, records))
    return;
  if (records != NULL)
    baton_value_ref (records);
  g_clear_pointer (&self->records, baton_value_unref);
  self->records = (BatonValue *) records;
  for (guint i = 0; i < self->lines->len; i++)
    adw_expander_row_remove (self->row, self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
  for (gsize i = 0; i < baton_value_get_length (records); i++)
    {
      g_autofree char *words = describe (self, baton_value_get_element (records, i));
      GtkWidget *line = add_line (self, words);

      if (i > 0)
        add_button (self, line, "go-up-symbolic", _("Move Up"), G_CALLBACK (up_cb));
      add_button (self, line, "user-trash-symbolic", _("Remove"), G_CALLBACK (remove_cb));
    }
  add = add_line (self, self->add_label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (add), gtk_image_new_from_icon_name ("list-add-symbolic"));
}
