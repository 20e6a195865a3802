/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text of several lines, plain or formatted: the text area of baton-text-area.h below its label and, where it is translated, the
 * switch of its language.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/widgets/baton-language-switch.h"
#include "console/widgets/baton-text-area.h"

#include "model/baton-text.h"

struct _BatonLongTextRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *area;
  GtkWidget     *language;   /* NULL for what is not translated */
  BatonValue    *started;    /* what stood there when typing began; owned, nullable */
  gboolean       typing;
};

G_DEFINE_FINAL_TYPE (BatonLongTextRow, baton_long_text_row, BATON_TYPE_FIELD_ROW)

static const BatonFieldInfo *
get_info (BatonLongTextRow *self)
{
  return baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
}

/* What the text is with *typed* in the language that shows. Where that is what typing began with (Escape), it is so in all that
 * stands with the text; and one that is emptied to be typed anew keeps its translations. (transfer full) */
static BatonValue *
make_translated (BatonLongTextRow *self,
                 const BatonValue *before,
                 const char       *typed)
{
  BatonLanguageSwitch *language = BATON_LANGUAGE_SWITCH (self->language);

  if (self->started != NULL && g_strcmp0 (baton_language_switch_get_text (language, self->started), typed) == 0)
    return baton_value_ref (self->started);
  return baton_language_switch_with_text (language, before != NULL ? before : self->started, typed);
}

static void
changed_cb (BatonLongTextRow *self,
            const char       *text)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  BatonEntity *entity = baton_field_row_get_entity (row);
  BatonValue *before = entity != NULL ? baton_entity_get (entity, baton_field_row_get_field (row)) : NULL;
  g_autoptr (BatonValue) value = NULL;

  if (entity == NULL)
    return;
  if (!self->typing)
    {
      g_clear_pointer (&self->started, baton_value_unref);
      self->started = before != NULL ? baton_value_ref (before) : NULL;
      self->typing = TRUE;
    }
  if (self->language != NULL)
    value = make_translated (self, before, text);
  else if (*text != '\0')
    value = baton_value_new_string (text);
  baton_field_row_type_value (row, value, self->language != NULL ? baton_language_switch_get_tag (BATON_LANGUAGE_SWITCH (self->language)) : NULL);
}

static void
left_cb (BatonLongTextRow *self)
{
  self->typing = FALSE;
  if (baton_field_row_get_document (BATON_FIELD_ROW (self)) != NULL)
    baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
}

static void
baton_long_text_row_show (BatonFieldRow    *row,
                          const BatonValue *value)
{
  BatonLongTextRow *self = BATON_LONG_TEXT_ROW (row);
  BatonEntity *entity = baton_field_row_get_entity (row);
  const char *text = value != NULL ? baton_text_get_source (value) : "";

  if (self->language != NULL)
    {
      baton_language_switch_show (BATON_LANGUAGE_SWITCH (self->language), entity != NULL ? baton_entity_get_id (entity) : NULL, value);
      text = baton_language_switch_get_text (BATON_LANGUAGE_SWITCH (self->language), value);
      baton_text_area_set_editable (BATON_TEXT_AREA (self->area), baton_language_switch_is_editable (BATON_LANGUAGE_SWITCH (self->language), value));
    }
  baton_text_area_show (BATON_TEXT_AREA (self->area), text, get_info (self)->type == BATON_TYPE_RICH_TEXT);
}

/* The other language's text comes, and the keyboard is at it. */
static void
language_cb (BatonLongTextRow *self)
{
  self->typing = FALSE;
  baton_field_row_refresh (BATON_FIELD_ROW (self));
  gtk_widget_grab_focus (baton_text_area_get_view (BATON_TEXT_AREA (self->area)));
}

static void
baton_long_text_row_constructed (GObject *object)
{
  BatonLongTextRow *self = BATON_LONG_TEXT_ROW (object);

  G_OBJECT_CLASS (baton_long_text_row_parent_class)->constructed (object);
  self->area = baton_text_area_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), baton_words_label (get_info (self)->label), FALSE);
  g_signal_connect_object (self->area, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_block (BATON_FIELD_ROW (self), self->area);
  if ((get_info (self)->flags & BATON_FIELD_TRANSLATABLE) != 0)
    {
      self->language = baton_language_switch_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), baton_words_label (get_info (self)->label));
      baton_field_row_add_to_block (BATON_FIELD_ROW (self), self->language);
      g_signal_connect_object (self->language, "changed", G_CALLBACK (language_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
baton_long_text_row_finalize (GObject *object)
{
  g_clear_pointer (&BATON_LONG_TEXT_ROW (object)->started, baton_value_unref);
  G_OBJECT_CLASS (baton_long_text_row_parent_class)->finalize (object);
}

static void
baton_long_text_row_class_init (BatonLongTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_long_text_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = baton_long_text_row_finalize;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_long_text_row_show;
}

static void
baton_long_text_row_init (BatonLongTextRow *self)
{
}
