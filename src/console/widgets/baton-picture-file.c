/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the file is too large to keep, a smaller copy of it is offered.
 */
#include "config.h"

#include "console/widgets/baton-picture-file.h"

#include <adwaita.h>

#include "console/widgets/baton-picture-scale.h"
#include "model/baton-image.h"

#include <glib/gi18n-lib.h>

/* What is larger is not read: no picture for a page is. */
#define MAX_FILE_BYTES (64 * 1024 * 1024)

typedef struct
{
  BatonDocument        *document;  /* owned */
  GtkWidget            *near;      /* weak: it may be closed while the file is read */
  char                 *purpose;   /* owned, nullable */
  char                 *name;      /* owned: of the file */
  GBytes               *bytes;     /* owned */
  BatonPictureFileFunc  func;
  GObject              *owner;     /* owned */
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->document);
  g_clear_weak_pointer (&choice->near);
  g_free (choice->purpose);
  g_free (choice->name);
  g_clear_pointer (&choice->bytes, g_bytes_unref);
  g_object_unref (choice->owner);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static Choice *
choice_new (BatonDocument        *document,
            GtkWidget            *near,
            const char           *purpose,
            BatonPictureFileFunc  func,
            GObject              *owner)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->document = g_object_ref (document);
  g_set_weak_pointer (&choice->near, near);
  choice->purpose = g_strdup (purpose);
  choice->func = func;
  choice->owner = g_object_ref (owner);
  return choice;
}

static void
refuse (Choice *choice)
{
  /* Translators: %s is a file name */
  g_autofree char *sentence = g_strdup_printf (_("“%s” cannot be used: choose a PNG, JPEG or SVG picture of at most 2 MB and 4096 pixels."), choice->name);

  baton_document_say (choice->document, sentence, FALSE);
}

/* FALSE where the workspace does not take the bytes. */
static gboolean
keep (Choice *choice,
      GBytes *bytes)
{
  BatonWorkspace *workspace = baton_document_get_workspace (choice->document);
  g_autofree char *sha256 = baton_workspace_add_asset (workspace, bytes, NULL);
  g_autoptr (GBytes) kept = sha256 != NULL ? baton_workspace_load_asset (workspace, sha256, NULL) : NULL;   /* an SVG is not kept as it came */

  if (kept == NULL)
    return FALSE;
  choice->func (choice->name, choice->purpose, sha256, kept, choice->owner);
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
  GtkRoot *root = choice->near != NULL ? gtk_widget_get_root (choice->near) : NULL;
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

/* Takes *choice*. */
static void
take (Choice *choice,
      GFile  *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  choice->name = g_file_get_basename (file);
  if (info == NULL || g_file_info_get_size (info) <= MAX_FILE_BYTES)
    {
      g_file_load_bytes_async (file, NULL, loaded_cb, choice);
      return;
    }
  refuse (choice);
  choice_free (choice);
}

void
baton_picture_file_take (BatonDocument        *document,
                         GFile                *file,
                         GtkWidget            *near,
                         const char           *purpose,
                         BatonPictureFileFunc  func,
                         GObject              *owner)
{
  take (choice_new (document, near, purpose, func, owner), file);
}

static void
response_cb (GtkFileChooserNative *chooser,
             int                   response,
             gpointer              user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    take (choice, file);
  else
    choice_free (choice);
  /* It is held by its own reference until it answers. */
  g_object_unref (chooser);
}

void
baton_picture_file_choose (BatonDocument        *document,
                           GtkWidget            *near,
                           const char           *purpose,
                           BatonPictureFileFunc  func,
                           GObject              *owner)
{
  GtkRoot *root = gtk_widget_get_root (near);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Choose a Picture"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), choice_new (document, near, purpose, func, owner));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* What a file tells of itself: put()'s order. */
static const BatonField told[] = { BATON_FIELD_ASSET_MEDIA_TYPE, BATON_FIELD_ASSET_WIDTH, BATON_FIELD_ASSET_HEIGHT };

BatonField
baton_picture_file_get_source (BatonField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (told[i] == field)
      return BATON_FIELD_ASSET_FILE;
  return field;
}

BatonEntity *
baton_picture_file_put (const BatonEntity *entity,
                        BatonField         field,
                        const char        *sha256,
                        GBytes            *bytes)
{
  g_autoptr (BatonValue) source = baton_value_new_string (sha256);
  g_autoptr (BatonValue) value = baton_value_with_member (baton_entity_get (entity, field), "source", source);
  BatonEntity *with = baton_entity_with (entity, field, value);
  BatonImageInfo info = { 0 };

  if (field != BATON_FIELD_ASSET_FILE ||
      baton_image_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info) != BATON_IMAGE_OK)
    return with;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      int size = i == 1 ? info.width : info.height;
      g_autoptr (BatonValue) member = i == 0 ? baton_value_new_string (info.media_type) : size > 0 ? baton_value_new_integer (size) : NULL;
      BatonEntity *next = baton_entity_with (with, told[i], member);

      baton_entity_unref (with);
      with = next;
    }
  return with;
}
