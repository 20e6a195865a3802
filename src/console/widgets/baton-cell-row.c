/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A cell of points: a number, "-" for none, empty for not decided; and below it the exceptions, each with the day from
 * which, or those for whom, it applies. The last that applies wins, so their order can be changed.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-record-lines.h"

#include "words/baton-words-change.h"
#include "words/baton-words-format.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>

struct _BatonCellRow
{
  BatonFieldRow     parent_instance;

  GtkWidget        *row;
  GtkWidget        *entry;
  BatonRecordLines *lines;    /* owned */
};

G_DEFINE_FINAL_TYPE (BatonCellRow, baton_cell_row, BATON_TYPE_FIELD_ROW)

#define NC_CONTEXT(context, text) (context "\004" text)

/* An exception as the lines show it. Its value is a cell there, because that is what reads "-". */
static const BatonFieldInfo exception_columns[] = {
  { .name = "value", .type = BATON_TYPE_CELL, .flags = BATON_FIELD_REQUIRED, .kind = BATON_KIND_NONE,
    .label = NC_CONTEXT ("column", "Points"), .help = "A number, or - for none" },
  { .name = "from", .type = BATON_TYPE_DAY, .kind = BATON_KIND_NONE, .label = NC_CONTEXT ("column", "From"), .help = "Counts from this day on" },
  { .name = "audience", .type = BATON_TYPE_AUDIENCE, .kind = BATON_KIND_NONE, .side = BATON_SIDE_MEMBER, .label = NC_CONTEXT ("column", "For"),
    .help = "Counts for these only" },
  { .name = NULL },
};

/* The strings of the table above, where xgettext finds them. */
G_GNUC_UNUSED static const char * const exception_words[] = {
  NC_("column", "Points"), N_("A number, or - for none"), NC_("column", "From"), N_("Counts from this day on"), NC_("column", "For"), N_("Counts for these only"),
};

/* Wraps ({"value": 5} as the value) or unwraps each exception's value; NULL for none. (transfer full) */
static BatonValue *
convert (const BatonValue *exceptions,
         gboolean          wrap)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  if (baton_value_get_length (exceptions) == 0)
    return NULL;
  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
    {
      const BatonValue *exception = baton_value_get_element (exceptions, i), *value = baton_value_get_member (exception, "value");
      g_autoptr (BatonValue) wrapped = wrap ? baton_value_with_member (NULL, "value", value) : NULL;
      g_autoptr (BatonValue) with = baton_value_with_member (exception, "value", wrap ? wrapped : baton_value_get_member (value, "value"));

      baton_value_builder_add (builder, with);
    }
  return baton_value_builder_finish (builder);
}

static const BatonValue *
get_cell (BatonCellRow *self)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));

  return entity != NULL ? baton_entity_get (entity, baton_field_row_get_field (BATON_FIELD_ROW (self))) : NULL;
}

static void
set_cell (BatonCellRow     *self,
          const BatonValue *cell)
{
  if (baton_value_get_length (cell) == 0)
    cell = NULL;
  if (!baton_value_equal (cell, get_cell (self)))
    baton_field_row_set_value (BATON_FIELD_ROW (self), cell);
}

static void
lines_changed_cb (BatonCellRow *self,
                  BatonValue   *lines)
{
  g_autoptr (BatonValue) exceptions = convert (lines, FALSE);
  g_autoptr (BatonValue) cell = baton_value_with_member (get_cell (self), "exceptions", exceptions);

  set_cell (self, cell);
}

static void
take_cb (BatonCellRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (row));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (BatonValue) parsed = NULL, cell = NULL;
  g_autofree char *culprit = NULL;
  BatonParseResult result;

  if (baton_field_row_get_entity (row) == NULL)
    return;
  result = baton_words_parse_value (baton_document_get_names (baton_field_row_get_document (row)), info, NULL, text, &parsed, &culprit);
  if (result != BATON_PARSE_OK)
    {
      g_autofree char *sentence = baton_words_parse_error (result, info, culprit);

      /* Said once, not each time that the focus goes by. */
      if (!baton_invalid_is_marked (self->entry))
        baton_document_say (baton_field_row_get_document (row), sentence, FALSE);
      baton_invalid_mark (self->entry, TRUE);
      return;
    }
  baton_invalid_mark (self->entry, FALSE);
  cell = baton_value_with_member (get_cell (self), "value", baton_value_get_member (parsed, "value"));
  set_cell (self, cell);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  baton_field_row_refresh (user_data);
  return TRUE;
}

static void
baton_cell_row_show (BatonFieldRow    *row,
                     const BatonValue *value)
{
  BatonCellRow *self = BATON_CELL_ROW (row);
  const BatonValue *points = baton_value_get_member (value, "value");
  g_autoptr (BatonValue) lines = convert (baton_value_get_member (value, "exceptions"), TRUE);
  g_autofree char *text = points == NULL                                  ? g_strdup ("")
                          : baton_value_is (points, BATON_VALUE_INTEGER) ? g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (points, 0))
                                                                         : g_strdup ("-");
  guint n = baton_value_get_length (lines);
  g_autofree char *count = n > 0 ? baton_words_count (ngettext ("%s exception", "%s exceptions", n), n) : NULL;

  baton_invalid_mark (self->entry, FALSE);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->row), count != NULL ? count : points == NULL ? C_("points", "Left open") : "");
  baton_record_lines_show (self->lines, lines);
}

static void
baton_cell_row_constructed (GObject *object)
{
  BatonCellRow *self = BATON_CELL_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_shortcut_controller_new ();

  G_OBJECT_CLASS (baton_cell_row_parent_class)->constructed (object);
  self->row = baton_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  baton_tooltip_set (self->entry, _("A number, - for none, empty for not decided"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (self->entry, keys);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self->row), self->entry);
  self->lines = baton_record_lines_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), ADW_EXPANDER_ROW (self->row), exception_columns,
                                        _("Exception"), _("Add an Exception…"));
  g_signal_connect_object (self->lines, "changed", G_CALLBACK (lines_changed_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_cell_row_dispose (GObject *object)
{
  g_clear_object (&BATON_CELL_ROW (object)->lines);
  G_OBJECT_CLASS (baton_cell_row_parent_class)->dispose (object);
}

static void
baton_cell_row_class_init (BatonCellRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_cell_row_constructed;
  G_OBJECT_CLASS (klass)->dispose = baton_cell_row_dispose;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_cell_row_show;
}

static void
baton_cell_row_init (BatonCellRow *self)
{
}
