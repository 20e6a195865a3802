/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of records: how many there are, and below each in words (baton-record-lines.h).
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-record-lines.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonRecordsRow
{
  BatonFieldRow     parent_instance;

  GtkWidget        *row;
  BatonRecordLines *lines;  /* owned */
};

G_DEFINE_FINAL_TYPE (BatonRecordsRow, baton_records_row, BATON_TYPE_FIELD_ROW)

static void
changed_cb (BatonRecordsRow *self,
            BatonValue      *records)
{
  baton_field_row_set_value (BATON_FIELD_ROW (self), records);
}

static void
baton_records_row_show (BatonFieldRow    *row,
                        const BatonValue *value)
{
  BatonRecordsRow *self = BATON_RECORDS_ROW (row);
  gsize length = baton_value_get_length (value);
  g_autofree char *count = length == 0 ? g_strdup (C_("records", "None"))
                                       : baton_words_count (ngettext ("%s entry", "%s entries", length), (gint64) length);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->row), count);
  baton_record_lines_show (self->lines, value);
}

static void
baton_records_row_constructed (GObject *object)
{
  BatonRecordsRow *self = BATON_RECORDS_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));

  G_OBJECT_CLASS (baton_records_row_parent_class)->constructed (object);
  self->row = baton_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  self->lines = baton_record_lines_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), ADW_EXPANDER_ROW (self->row), info->columns,
                                        baton_words_label (info->label), _("Add an Entry…"));
  g_signal_connect_object (self->lines, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_records_row_dispose (GObject *object)
{
  g_clear_object (&BATON_RECORDS_ROW (object)->lines);
  G_OBJECT_CLASS (baton_records_row_parent_class)->dispose (object);
}

static void
baton_records_row_class_init (BatonRecordsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_records_row_constructed;
  G_OBJECT_CLASS (klass)->dispose = baton_records_row_dispose;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_records_row_show;
}

static void
baton_records_row_init (BatonRecordsRow *self)
{
}
