/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture: a small view of it and a button that takes another from a file; a file can be dropped on the row, too. Format and
 * size of the picture's entry are set with it, as one step, and said here: the file knows them, and nobody else.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-picture-file.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonAssetRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  GtkWidget     *picture;
};

G_DEFINE_FINAL_TYPE (BatonAssetRow, baton_asset_row, BATON_TYPE_FIELD_ROW)

/* While the file was read the entry may have been left or deleted: then there is nothing to put the picture into. */
static void
taken_cb (const char *name,
          const char *id,
          const char *sha256,
          GBytes     *bytes,
          gpointer    owner)
{
  BatonFieldRow *row = owner;
  BatonEntity *entity = baton_field_row_get_entity (row);
  g_autoptr (BatonEntity) after = NULL;

  if (entity == NULL || g_strcmp0 (baton_entity_get_id (entity), id) != 0)
    return;
  after = baton_picture_file_put (entity, baton_field_row_get_field (row), sha256, bytes);
  baton_document_put (baton_field_row_get_document (row), after);
}

void
baton_asset_row_take_file (BatonAssetRow *self,
                           GFile         *file)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));

  if (entity != NULL)
    baton_picture_file_take (baton_field_row_get_document (BATON_FIELD_ROW (self)), file, self->row, baton_entity_get_id (entity), taken_cb, G_OBJECT (self));
}

static gboolean
drop_cb (BatonAssetRow *self,
         const GValue  *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || !gtk_widget_is_sensitive (self->row))
    return FALSE;
  baton_asset_row_take_file (self, files->data);
  return TRUE;
}

static void
activated_cb (BatonAssetRow *self)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));

  if (entity != NULL)
    baton_picture_file_choose (baton_field_row_get_document (BATON_FIELD_ROW (self)), self->row, baton_entity_get_id (entity), taken_cb, G_OBJECT (self));
}

/* What the file is, as far as its entry says; NULL: it does not. (transfer full) */
static char *
dup_facts (BatonFieldRow *row)
{
  BatonEntity *entity = baton_field_row_get_entity (row);
  const BatonValue *media_type = entity != NULL ? baton_entity_get (entity, BATON_FIELD_ASSET_MEDIA_TYPE) : NULL;
  gint64 width = entity != NULL ? baton_entity_get_integer (entity, BATON_FIELD_ASSET_WIDTH, 0) : 0;
  gint64 height = entity != NULL ? baton_entity_get_integer (entity, BATON_FIELD_ASSET_HEIGHT, 0) : 0;
  g_autofree char *format = NULL, *across = NULL, *down = NULL;

  if (media_type == NULL)
    return NULL;
  format = baton_words_value (baton_document_get_names (baton_field_row_get_document (row)), baton_schema_get_field (BATON_FIELD_ASSET_MEDIA_TYPE), media_type);
  across = baton_words_number (width);
  down = baton_words_number (height);
  if (width == 0 || height == 0)
    return g_steal_pointer (&format);
  /* Translators: the format of a picture, its width and its height. */
  return g_strdup_printf (C_("picture", "%s, %s × %s pixels"), format, across, down);
}

static void
baton_asset_row_show (BatonFieldRow    *row,
                      const BatonValue *value)
{
  BatonAssetRow *self = BATON_ASSET_ROW (row);
  const char *sha256 = baton_value_get_member_string (value, "source");
  g_autoptr (GBytes) bytes = sha256 != NULL ? baton_workspace_load_asset (baton_document_get_workspace (baton_field_row_get_document (row)), sha256, NULL) : NULL;
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, NULL) : NULL;

  const char *to_do = value == NULL     ? _("No picture yet: choose a file")
                      : texture == NULL ? _("The picture is missing: choose its file again")
                                        : _("Choose another file to replace it");
  g_autofree char *facts = dup_facts (row), *subtitle = facts != NULL ? g_strdup_printf ("%s\n%s", facts, to_do) : g_strdup (to_do);

  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), subtitle);
}

static void
baton_asset_row_constructed (GObject *object)
{
  BatonAssetRow *self = BATON_ASSET_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  G_OBJECT_CLASS (baton_asset_row_parent_class)->constructed (object);
  self->row = adw_action_row_new ();
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, GTK_EVENT_CONTROLLER (drop));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_size_request (self->picture, 72, 48);
  gtk_widget_set_margin_top (self->picture, 6);
  gtk_widget_set_margin_bottom (self->picture, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The picture"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->row), self->picture);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), gtk_image_new_from_icon_name ("document-open-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_asset_row_class_init (BatonAssetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_asset_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_asset_row_show;
}

static void
baton_asset_row_init (BatonAssetRow *self)
{
}
