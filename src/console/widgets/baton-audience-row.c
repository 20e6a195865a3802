/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audience of a form: the editor of baton-audience-editor.h below its label.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/widgets/baton-audience-editor.h"

struct _BatonAudienceRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *editor;
};

G_DEFINE_FINAL_TYPE (BatonAudienceRow, baton_audience_row, BATON_TYPE_FIELD_ROW)

static void
changed_cb (BatonAudienceRow *self,
            BatonValue       *audience)
{
  baton_field_row_set_value (BATON_FIELD_ROW (self), audience);
}

static void
baton_audience_row_show (BatonFieldRow    *row,
                         const BatonValue *value)
{
  baton_audience_editor_set (BATON_AUDIENCE_EDITOR (BATON_AUDIENCE_ROW (row)->editor), value);
}

static void
baton_audience_row_constructed (GObject *object)
{
  BatonAudienceRow *self = BATON_AUDIENCE_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));

  G_OBJECT_CLASS (baton_audience_row_parent_class)->constructed (object);
  self->editor = baton_audience_editor_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), info->side);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_block (BATON_FIELD_ROW (self), self->editor);
}

static void
baton_audience_row_class_init (BatonAudienceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_audience_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_audience_row_show;
}

static void
baton_audience_row_init (BatonAudienceRow *self)
{
}
