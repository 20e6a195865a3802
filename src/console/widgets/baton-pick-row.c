/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * References, term sets and choices of several: the names in one line, and a picker behind it.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-thumbnail.h"

#include "words/baton-words-change.h"
#include "words/baton-words-standard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonPickRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  GtkWidget     *thumbnail;   /* NULL unless it is a picture */
  GtkWidget     *unset;
  GtkWidget     *jump;
};

G_DEFINE_FINAL_TYPE (BatonPickRow, baton_pick_row, BATON_TYPE_FIELD_ROW)

static const BatonFieldInfo *
get_info (BatonPickRow *self)
{
  return baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
}

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
  BatonPickRow *self = user_data;
  const BatonFieldInfo *info = get_info (self);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (BatonValue) value = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) ids[i]);
  if (info->type != BATON_TYPE_REFERENCES) /* sets are stored sorted */
    g_ptr_array_sort (list, compare_strings);
  g_ptr_array_add (list, NULL);
  if (list->len > 1 && info->type == BATON_TYPE_INTEGER)
    value = baton_value_new_integer (g_ascii_strtoll (list->pdata[0], NULL, 10));
  else if (list->len > 1 && info->type == BATON_TYPE_TEXT)
    value = baton_value_new_string (list->pdata[0]);
  else if (list->len > 1)
    value = info->type == BATON_TYPE_REFERENCE ? baton_value_new_string (list->pdata[0]) : baton_value_new_strv ((const char * const *) list->pdata);
  baton_field_row_set_value (BATON_FIELD_ROW (self), value);
}

/* Whether one thing is chosen and not several. */
static gboolean
is_single (const BatonFieldInfo *info)
{
  return info->type == BATON_TYPE_REFERENCE || info->standard != BATON_STANDARD_NONE;
}

/* What a published standard lists, or, of languages, the program. */
static void
add_standard (BatonPickRow     *self,
              BatonPicker      *picker,
              const BatonValue *value)
{
  BatonDocument *document = baton_field_row_get_document (BATON_FIELD_ROW (self));
  const BatonFieldInfo *info = get_info (self);
  g_autofree char *number = baton_value_is (value, BATON_VALUE_INTEGER) ? g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (value, 0)) : NULL;
  const char *chosen = number != NULL ? number : baton_value_get_string (value);
  gboolean found = chosen == NULL;

  if (info->standard == BATON_STANDARD_PROGRAM_LANGUAGE)
    {
      g_autoptr (GPtrArray) languages = baton_program_list (baton_document_get_program (document), BATON_KIND_LOCALE);

      for (guint i = 0; i < languages->len; i++)
        {
          const char *tag = baton_entity_get_string (languages->pdata[i], BATON_FIELD_LOCALE_TAG);
          g_autofree char *name = tag != NULL ? baton_words_language (tag) : NULL;

          if (tag == NULL)
            continue;
          baton_picker_add (picker, tag, name, 0, g_strcmp0 (tag, chosen) == 0);
          found |= g_strcmp0 (tag, chosen) == 0;
        }
    }
  else
    {
      g_autoptr (GPtrArray) list = baton_words_list_standard (info->standard);

      for (guint i = 0; i < list->len; i++)
        {
          const BatonStandardValue *one = list->pdata[i];

          baton_picker_add (picker, one->value, one->name, 0, g_strcmp0 (one->value, chosen) == 0);
          found |= g_strcmp0 (one->value, chosen) == 0;
        }
    }
  if (!found)
    {
      g_autofree char *name = baton_words_standard (info->standard, chosen);

      baton_picker_add (picker, chosen, name, 0, TRUE);
    }
}

static void
activated_cb (BatonPickRow *self)
{
  const BatonFieldInfo *info = get_info (self);
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));
  const BatonValue *value = entity != NULL ? baton_entity_get (entity, baton_field_row_get_field (BATON_FIELD_ROW (self))) : NULL;
  BatonPicker *picker;
  g_autoptr (BatonValue) single = NULL;

  if (entity == NULL)
    return;
  picker = baton_picker_new (self->row, baton_words_label (info->label), !is_single (info), info->type == BATON_TYPE_REFERENCES, picked_cb, G_OBJECT (self));
  if (info->standard != BATON_STANDARD_NONE)
    {
      add_standard (self, picker, value);
    }
  else if (info->type == BATON_TYPE_CHOICE)
    {
      for (const BatonChoice *choice = info->choices; choice->value != NULL; choice++)
        baton_picker_add (picker, choice->value, baton_words_label (choice->label), 0, baton_value_contains (value, choice->value));
    }
  else
    {
      if (info->type == BATON_TYPE_REFERENCE && value != NULL)
        single = baton_value_new_strv ((const char * const[]) { baton_value_get_string (value), NULL });
      baton_picker_add_kinds (picker, baton_field_row_get_document (BATON_FIELD_ROW (self)),
                              info->type == BATON_TYPE_TERM_SET ? BATON_KIND_BIT (TERM) : info->references, NULL, single != NULL ? single : value);
    }
  baton_picker_present (picker);
}

static void
unset_cb (BatonPickRow *self)
{
  baton_field_row_set_value (BATON_FIELD_ROW (self), NULL);
}

static void
jump_cb (BatonPickRow *self)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));
  const char *id = entity != NULL ? baton_value_get_string (baton_entity_get (entity, baton_field_row_get_field (BATON_FIELD_ROW (self)))) : NULL;
  g_autofree char *target = g_strdup (id);

  if (target != NULL)
    baton_document_jump (baton_field_row_get_document (BATON_FIELD_ROW (self)), target, BATON_FIELD_NONE);
}

static void
baton_pick_row_show (BatonFieldRow    *row,
                     const BatonValue *value)
{
  BatonPickRow *self = BATON_PICK_ROW (row);
  g_autofree char *text = baton_words_value (baton_document_get_names (baton_field_row_get_document (row)), get_info (self), value);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), escaped);
  if (self->thumbnail != NULL)
    {
      baton_thumbnail_set (BATON_THUMBNAIL (self->thumbnail), baton_value_get_string (value));
      gtk_widget_set_visible (self->thumbnail, value != NULL);
    }
  gtk_widget_set_visible (self->unset, value != NULL && (get_info (self)->flags & BATON_FIELD_REQUIRED) == 0);
  gtk_widget_set_visible (self->jump, value != NULL && get_info (self)->type == BATON_TYPE_REFERENCE);
}

static GtkWidget *
make_button (BatonPickRow *self,
             const char   *icon,
             const char   *label,
             GCallback     callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  baton_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), button);
  return button;
}

static void
baton_pick_row_constructed (GObject *object)
{
  BatonPickRow *self = BATON_PICK_ROW (object);
  const BatonFieldInfo *info = get_info (self);

  G_OBJECT_CLASS (baton_pick_row_parent_class)->constructed (object);
  self->row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  if (info->references == BATON_KIND_BIT (ASSET))
    {
      self->thumbnail = baton_thumbnail_new (baton_field_row_get_document (BATON_FIELD_ROW (self)));
      adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->thumbnail);
    }
  self->unset = make_button (self, "edit-clear-symbolic", _("Unset"), G_CALLBACK (unset_cb));
  self->jump = make_button (self, "go-jump-symbolic", _("Go There"), G_CALLBACK (jump_cb));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_pick_row_class_init (BatonPickRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_pick_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_pick_row_show;
}

static void
baton_pick_row_init (BatonPickRow *self)
{
}
