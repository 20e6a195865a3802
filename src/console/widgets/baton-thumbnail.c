/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-thumbnail.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define WIDTH 48
#define HEIGHT 32

struct _BatonThumbnail
{
  GtkWidget      parent_instance;

  BatonDocument *document;    /* owned */
  char          *digest;      /* of the picture; owned, nullable */
  GdkTexture    *texture;     /* owned; NULL until it is decoded, or where it cannot be */
  gboolean       asked;       /* for it */
  guint          idle;        /* source that asks */
  GCancellable  *cancellable; /* owned, while it is decoded */
};

G_DEFINE_FINAL_TYPE (BatonThumbnail, baton_thumbnail, GTK_TYPE_WIDGET)

/* ── Decoding ── */

typedef struct
{
  GBytes *bytes;   /* owned */
  int     scale;   /* of the widget */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job);
}

static void
decode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (job->bytes);
  GError *error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, WIDTH * job->scale, HEIGHT * job->scale, TRUE, cancellable, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  BatonThumbnail *self = BATON_THUMBNAIL (source);
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), NULL);

  if (pixbuf == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* no picture that can be shown, or no longer wanted */
  self->texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
ask_cb (gpointer user_data)
{
  BatonThumbnail *self = user_data;
  g_autoptr (GBytes) bytes = baton_workspace_load_asset (baton_document_get_workspace (self->document), self->digest, NULL);
  g_autoptr (GTask) task = NULL;
  Job *job;

  self->idle = 0;
  if (bytes == NULL)
    return G_SOURCE_REMOVE;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, decoded_cb, NULL);
  job = g_new (Job, 1);
  *job = (Job) { g_steal_pointer (&bytes), gtk_widget_get_scale_factor (GTK_WIDGET (self)) };
  g_task_set_source_tag (task, ask_cb);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, decode_thread);
  return G_SOURCE_REMOVE;
}

static void
forget (BatonThumbnail *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  self->asked = FALSE;
}

void
baton_thumbnail_set (BatonThumbnail *self,
                     const char     *id)
{
  const BatonEntity *asset;
  const char *digest;

  g_return_if_fail (BATON_IS_THUMBNAIL (self));

  asset = id != NULL ? baton_document_lookup (self->document, id) : NULL;
  digest = asset != NULL ? baton_value_get_member_string (baton_entity_get (asset, BATON_FIELD_ASSET_FILE), "source") : NULL;
  if (g_strcmp0 (digest, self->digest) == 0)
    return;
  forget (self);
  g_free (self->digest);
  self->digest = g_strdup (digest);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ── Widget ── */

static void
baton_thumbnail_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  BatonThumbnail *self = BATON_THUMBNAIL (widget);
  double width, height, scale;

  if (self->texture == NULL)
    {
      if (!self->asked && self->digest != NULL)
        self->idle = g_idle_add (ask_cb, self);
      self->asked = TRUE;
      return;
    }
  width = gdk_texture_get_width (self->texture);
  height = gdk_texture_get_height (self->texture);
  scale = MIN (gtk_widget_get_width (widget) / width, gtk_widget_get_height (widget) / height);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) ((gtk_widget_get_width (widget) - width * scale) / 2),
                                                    (float) ((gtk_widget_get_height (widget) - height * scale) / 2),
                                                    (float) (width * scale), (float) (height * scale)));
}

static void
baton_thumbnail_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
baton_thumbnail_dispose (GObject *object)
{
  BatonThumbnail *self = BATON_THUMBNAIL (object);

  forget (self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (baton_thumbnail_parent_class)->dispose (object);
}

static void
baton_thumbnail_finalize (GObject *object)
{
  g_free (BATON_THUMBNAIL (object)->digest);
  G_OBJECT_CLASS (baton_thumbnail_parent_class)->finalize (object);
}

static void
baton_thumbnail_class_init (BatonThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_thumbnail_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_thumbnail_finalize;
  widget_class->snapshot = baton_thumbnail_snapshot;
  widget_class->measure = baton_thumbnail_measure;
  /* The name beside it says what it is. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
baton_thumbnail_init (BatonThumbnail *self)
{
}

GtkWidget *
baton_thumbnail_new (BatonDocument *document)
{
  BatonThumbnail *self = g_object_new (BATON_TYPE_THUMBNAIL, NULL);

  self->document = g_object_ref (document);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  return GTK_WIDGET (self);
}
