/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of text, and everything that a person writes on one line: numbers, money, days, names of other things. Texts
 * are typed key by key; other values are taken on Enter or when the field is left, because half a day is no day.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-language-switch.h"

#include "model/baton-text.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-change.h"
#include "words/baton-words-parse.h"

struct _BatonTextRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;       /* AdwEntryRow, owned by the widget tree */
  GtkWidget     *language;  /* switch; NULL for what is not translated */
  BatonValue    *started;   /* what stood there when typing began; owned, nullable */
  gboolean       showing;
  gboolean       dirty;     /* typed, not yet taken */
};

G_DEFINE_FINAL_TYPE (BatonTextRow, baton_text_row, BATON_TYPE_FIELD_ROW)

static const BatonFieldInfo *
get_info (BatonTextRow *self)
{
  return baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
}

/* The field as it is meant in what the row shows: a number may be an amount there. */
static const BatonFieldInfo *
get_meant (BatonTextRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);

  return baton_words_meant_field (baton_document_get_names (baton_field_row_get_document (row)), baton_field_row_get_entity (row), baton_field_row_get_field (row));
}

/* What the field shows of a value, in the form in which it can be typed. (transfer full) */
static char *
to_typed (BatonTextRow     *self,
          const BatonValue *value)
{
  const BatonFieldInfo *info = get_meant (self);
  const BatonNames *names = baton_document_get_names (baton_field_row_get_document (BATON_FIELD_ROW (self)));
  const char *string = baton_value_get_string (value);

  if (value == NULL)
    return g_strdup ("");
  switch (info->type)
    {
    case BATON_TYPE_TEXT:
      return g_strdup (self->language != NULL ? baton_language_switch_get_text (BATON_LANGUAGE_SWITCH (self->language), value) : baton_text_get_source (value));
    case BATON_TYPE_DAY:
      return g_strdup (string != NULL ? string : "");
    case BATON_TYPE_WINDOW:
      {
        const char *from = baton_value_get_member_string (value, "from"), *through = baton_value_get_member_string (value, "through");

        return g_strdup_printf ("%s..%s", from != NULL ? from : "", through != NULL ? through : "");
      }
    case BATON_TYPE_REFERENCE:
      return baton_words_name (names, string);
    case BATON_TYPE_TERM_SET:
    case BATON_TYPE_REFERENCES:
      {
        g_autoptr (GString) list = g_string_new (NULL);

        for (gsize i = 0; i < baton_value_get_length (value); i++)
          {
            g_autofree char *name = baton_words_name (names, baton_value_get_string (baton_value_get_element (value, i)));

            g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name);
          }
        return g_strdup (list->str);
      }
    case BATON_TYPE_AUDIENCE:
    case BATON_TYPE_RECORDS:
    case BATON_TYPE_QUERY:
    case BATON_TYPE_ASSET:
      return baton_words_value (names, info, value);
    default:
      return baton_words_value (names, info, value);
    }
}

static gboolean
is_typed_by_key (BatonTextRow *self)
{
  return get_info (self)->type == BATON_TYPE_TEXT;
}

static void
take (BatonTextRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  BatonEntity *entity = baton_field_row_get_entity (row);
  BatonDocument *document = baton_field_row_get_document (row);
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *culprit = NULL;
  BatonParseResult result;

  if (!self->dirty || entity == NULL)
    return;
  self->dirty = FALSE;
  result = baton_words_parse_value (baton_document_get_names (document), get_meant (self),
                                    baton_entity_get (entity, baton_field_row_get_field (row)),
                                    gtk_editable_get_text (GTK_EDITABLE (self->row)), &value, &culprit);
  if (result != BATON_PARSE_OK)
    {
      g_autofree char *sentence = baton_words_parse_error (result, get_meant (self), culprit);

      baton_invalid_mark (self->row, TRUE);
      baton_document_say (document, sentence, FALSE);
      return;
    }
  baton_invalid_mark (self->row, FALSE);
  baton_field_row_set_value (row, value);
}

/* What Escape gives back. Not what stood there when the focus came: an undo may have been made since. */
static void
keep_started (BatonTextRow *self)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));
  BatonValue *value = entity != NULL ? baton_entity_get (entity, baton_field_row_get_field (BATON_FIELD_ROW (self))) : NULL;

  g_clear_pointer (&self->started, baton_value_unref);
  self->started = value != NULL ? baton_value_ref (value) : NULL;
}

/* The language that is typed in; NULL: the source. */
static const char *
get_tag (BatonTextRow *self)
{
  return self->language != NULL ? baton_language_switch_get_tag (BATON_LANGUAGE_SWITCH (self->language)) : NULL;
}

static void
changed_cb (BatonTextRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  BatonEntity *entity = baton_field_row_get_entity (row);
  g_autoptr (BatonValue) value = NULL;
  const BatonValue *before;

  if (self->showing || entity == NULL)
    return;
  if (!self->dirty)
    keep_started (self);
  self->dirty = TRUE;
  if (!is_typed_by_key (self))
    return;
  /* A text that is emptied to be typed anew keeps its translations. */
  before = baton_entity_get (entity, baton_field_row_get_field (row));
  if (self->language != NULL)
    value = baton_language_switch_with_text (BATON_LANGUAGE_SWITCH (self->language), before != NULL ? before : self->started, text);
  else if (*text != '\0')
    value = baton_value_new_string (text);
  /* A name that must be there may be empty while it is typed anew; it is refused when the field is left. */
  if (value != NULL || (get_info (self)->flags & BATON_FIELD_REQUIRED) == 0)
    baton_field_row_type_value (row, value, get_tag (self));
}

static void
focus_leave_cb (BatonTextRow *self)
{
  if (is_typed_by_key (self))
    {
      self->dirty = FALSE;
      if (baton_field_row_get_document (BATON_FIELD_ROW (self)) != NULL)
        {
          baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
          baton_field_row_refresh (BATON_FIELD_ROW (self));
        }
    }
  else if (baton_field_row_get_document (BATON_FIELD_ROW (self)) != NULL)
    {
      take (self);
    }
}

static gboolean
key_pressed_cb (BatonTextRow    *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  if (key != GDK_KEY_Escape || !self->dirty)
    return GDK_EVENT_PROPAGATE;
  self->dirty = FALSE;
  baton_invalid_mark (self->row, FALSE);
  if (is_typed_by_key (self))
    baton_field_row_type_value (BATON_FIELD_ROW (self), self->started, get_tag (self));
  baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
  baton_field_row_refresh (BATON_FIELD_ROW (self));
  return GDK_EVENT_STOP;
}

static void
baton_text_row_show (BatonFieldRow    *row,
                     const BatonValue *value)
{
  BatonTextRow *self = BATON_TEXT_ROW (row);
  BatonEntity *entity = baton_field_row_get_entity (row);
  g_autofree char *text = NULL;

  if (self->language != NULL)
    {
      baton_language_switch_show (BATON_LANGUAGE_SWITCH (self->language), entity != NULL ? baton_entity_get_id (entity) : NULL, value);
      gtk_editable_set_editable (GTK_EDITABLE (self->row), baton_language_switch_is_editable (BATON_LANGUAGE_SWITCH (self->language), value));
    }
  text = to_typed (self, value);
  baton_tooltip_set (self->row, baton_words_help (get_meant (self)->help));
  if (self->dirty && !is_typed_by_key (self))
    return; /* something is being typed; it is taken or given up later */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), text) == 0)
    return;
  self->dirty = FALSE;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  self->showing = FALSE;
}

/* The other language's text comes, and the keyboard is at it. */
static void
language_cb (BatonTextRow *self)
{
  self->dirty = FALSE;
  baton_field_row_refresh (BATON_FIELD_ROW (self));
  gtk_widget_grab_focus (self->row);
}

static void
baton_text_row_constructed (GObject *object)
{
  BatonTextRow *self = BATON_TEXT_ROW (object);
  const BatonFieldInfo *info = get_info (self);
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  G_OBJECT_CLASS (baton_text_row_parent_class)->constructed (object);
  self->row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, keys);
  /* What has no plain form is read here and edited by a row of its own. */
  if (info->type == BATON_TYPE_AUDIENCE || info->type == BATON_TYPE_RECORDS || info->type == BATON_TYPE_QUERY || info->type == BATON_TYPE_ASSET)
    gtk_editable_set_editable (GTK_EDITABLE (self->row), FALSE);
  if (info->type == BATON_TYPE_TEXT && (info->flags & BATON_FIELD_TRANSLATABLE) != 0)
    {
      self->language = baton_language_switch_new (baton_field_row_get_document (BATON_FIELD_ROW (self)), baton_words_label (info->label));
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->language);
      g_signal_connect_object (self->language, "changed", G_CALLBACK (language_cb), self, G_CONNECT_SWAPPED);
    }
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_text_row_finalize (GObject *object)
{
  BatonTextRow *self = BATON_TEXT_ROW (object);

  g_clear_pointer (&self->started, baton_value_unref);
  G_OBJECT_CLASS (baton_text_row_parent_class)->finalize (object);
}

static void
baton_text_row_class_init (BatonTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_text_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = baton_text_row_finalize;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_text_row_show;
}

static void
baton_text_row_init (BatonTextRow *self)
{
}
