/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture: a small view of it and a button that takes another from a file; a file can be dropped on the row, too. Format and
 * size of the picture's entry are set with it, as one step. Where the file is too large to keep, a smaller copy of it is offered.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-picture-scale.h"
#include "model/baton-image.h"

#include <glib/gi18n-lib.h>

/* What is larger is not read: no picture for a page is. */
#define MAX_FILE_BYTES (64 * 1024 * 1024)

struct _BatonAssetRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  GtkWidget     *picture;
};

G_DEFINE_FINAL_TYPE (BatonAssetRow, baton_asset_row, BATON_TYPE_FIELD_ROW)

/* The entry with the picture; where it keeps format and size beside the file, they are said anew. (transfer full) */
static BatonEntity *
with_picture (BatonAssetRow     *self,
              const BatonEntity *entity,
              const char        *sha256,
              GBytes            *bytes)
{
  BatonField field = baton_field_row_get_field (BATON_FIELD_ROW (self));
  g_autoptr (BatonValue) source = baton_value_new_string (sha256);
  g_autoptr (BatonValue) value = baton_value_with_member (baton_entity_get (entity, field), "source", source);
  BatonEntity *with = baton_entity_with (entity, field, value);
  BatonImageInfo info = { 0 };

  if (field != BATON_FIELD_ASSET_FILE ||
      baton_image_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info) != BATON_IMAGE_OK)
    return with;
  for (int i = 0; i < 3; i++)
    {
      const BatonField fields[] = { BATON_FIELD_ASSET_MEDIA_TYPE, BATON_FIELD_ASSET_WIDTH, BATON_FIELD_ASSET_HEIGHT };
      int size = i == 1 ? info.width : info.height;
      g_autoptr (BatonValue) member = i == 0 ? baton_value_new_string (info.media_type) : size > 0 ? baton_value_new_integer (size) : NULL;
      BatonEntity *next = baton_entity_with (with, fields[i], member);

      baton_entity_unref (with);
      with = next;
    }
  return with;
}

/* A file on its way into the program: read, perhaps made smaller, kept. */
typedef struct
{
  BatonAssetRow *self;    /* owned */
  char          *id;      /* owned: of the entry that the row showed when the file was chosen */
  char          *name;    /* owned: of the file */
  GBytes        *bytes;   /* owned */
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->self);
  g_free (choice->id);
  g_free (choice->name);
  g_clear_pointer (&choice->bytes, g_bytes_unref);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
refuse (Choice *choice)
{
  /* Translators: %s is a file name */
  g_autofree char *sentence = g_strdup_printf (_("“%s” cannot be used: choose a PNG, JPEG or SVG picture of at most 2 MB and 4096 pixels."), choice->name);

  baton_document_say (baton_field_row_get_document (BATON_FIELD_ROW (choice->self)), sentence, FALSE);
}

/* FALSE where the workspace does not take the bytes. */
static gboolean
keep (Choice *choice,
      GBytes *bytes)
{
  BatonFieldRow *row = BATON_FIELD_ROW (choice->self);
  BatonWorkspace *workspace = baton_document_get_workspace (baton_field_row_get_document (row));
  BatonEntity *entity = baton_field_row_get_entity (row);
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (BatonEntity) after = NULL;

  /* While the file was read the entry may have been left or deleted: then there is nothing to put the picture into. */
  if (entity == NULL || g_strcmp0 (baton_entity_get_id (entity), choice->id) != 0)
    return TRUE;
  sha256 = baton_workspace_add_asset (workspace, bytes, NULL);
  kept = sha256 != NULL ? baton_workspace_load_asset (workspace, sha256, NULL) : NULL;   /* an SVG is not kept as it came */
  if (kept == NULL)
    return FALSE;
  after = with_picture (choice->self, entity, sha256, kept);
  baton_document_put (baton_field_row_get_document (row), after);
  return TRUE;
}

static void
scaled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GBytes) smaller = baton_picture_scale_finish (result, NULL);

  if (smaller == NULL || !keep (choice, smaller))
    refuse (choice);
}

static void
offer_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   gpointer          user_data)
{
  Choice *choice = user_data;

  if (strcmp (response, "scale") == 0)
    baton_picture_scale_async (choice->bytes, NULL, scaled_cb, choice);
  else
    choice_free (choice);
}

/* Takes *choice*. */
static void
offer_smaller (Choice               *choice,
               const BatonImageInfo *info)
{
  GtkRoot *root = gtk_widget_get_root (choice->self->row);
  g_autofree char *size = g_format_size (g_bytes_get_size (choice->bytes));
  /* Translators: %s is a file name */
  g_autofree char *title = g_strdup_printf (_("“%s” Is Too Large"), choice->name);
  /* Translators: width and height in pixels, and a size such as “8 MB” */
  g_autofree char *body = g_strdup_printf (_("It has %1$d × %2$d pixels and %3$s. Partners' pages take pictures of up to 4096 pixels a side and 2 MB. A smaller copy can be used instead; the file stays as it is."),
                                           info->width, info->height, size);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, title, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "scale", _("Use a _Smaller Copy"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "scale", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "scale");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (offer_response_cb), choice);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
can_be_smaller (BatonImageCode        code,
                const BatonImageInfo *info)
{
  return (code == BATON_IMAGE_TOO_WIDE || code == BATON_IMAGE_TOO_HEAVY) && info->media_type != NULL &&
         strcmp (info->media_type, "image/svg+xml") != 0 && (gint64) info->width * info->height <= BATON_PICTURE_MAX_PIXELS;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  BatonImageInfo info = { 0 };
  BatonImageCode code;

  choice->bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, NULL);
  if (choice->bytes == NULL)
    {
      refuse (choice);
      return;
    }
  code = baton_image_check (g_bytes_get_data (choice->bytes, NULL), g_bytes_get_size (choice->bytes), &info);
  if (can_be_smaller (code, &info))
    offer_smaller (g_steal_pointer (&choice), &info);
  else if (!keep (choice, choice->bytes))
    refuse (choice);
}

void
baton_asset_row_take_file (BatonAssetRow *self,
                           GFile         *file)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (Choice) choice = NULL;

  if (entity == NULL)
    return;
  choice = g_new0 (Choice, 1);
  choice->self = g_object_ref (self);
  choice->id = g_strdup (baton_entity_get_id (entity));
  choice->name = g_file_get_basename (file);
  if (info != NULL && g_file_info_get_size (info) > MAX_FILE_BYTES)
    refuse (choice);
  else
    g_file_load_bytes_async (file, NULL, loaded_cb, g_steal_pointer (&choice));
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
response_cb (BatonAssetRow        *self,
             int                   response,
             GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  /* The dialog is held by its own reference from activated_cb() until it answers. */
  if (file != NULL)
    baton_asset_row_take_file (self, file);
  g_object_unref (chooser);
}

static void
activated_cb (BatonAssetRow *self)
{
  GtkRoot *root = gtk_widget_get_root (self->row);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Choose a Picture"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
baton_asset_row_show (BatonFieldRow    *row,
                      const BatonValue *value)
{
  BatonAssetRow *self = BATON_ASSET_ROW (row);
  const char *sha256 = baton_value_get_member_string (value, "source");
  g_autoptr (GBytes) bytes = sha256 != NULL ? baton_workspace_load_asset (baton_document_get_workspace (baton_field_row_get_document (row)), sha256, NULL) : NULL;
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, NULL) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), value == NULL     ? _("No picture yet: choose a file")
                                                           : texture == NULL ? _("The picture is missing: choose its file again")
                                                                             : _("Choose another file to replace it"));
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
