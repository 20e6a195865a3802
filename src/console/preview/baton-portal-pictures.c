/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture is decoded once: its digest stands for its bytes. What shows is never dropped, so that a page with more pictures
 * than are kept is not fetched for ever.
 */
#include "config.h"

#include "console/preview/baton-portal-pictures.h"

#define MOST_KEPT 64   /* besides those that show */

struct _BatonPortalPictures
{
  BatonPortalPicturesLoad load;
  gpointer                user_data;
  void                  (*ready) (gpointer owner);
  gpointer                owner;        /* borrowed */

  GHashTable             *textures;     /* digest → GdkTexture, or NULL for what cannot be shown; owned */
  GHashTable             *wanted;       /* set of digests, since baton_portal_pictures_begin(); owned */
  GHashTable             *decoding;     /* set of digests that a thread is at; owned */
  GCancellable           *cancellable;  /* owned */
};

/* ── In the thread ── */

typedef struct
{
  char       *digest;    /* owned, as all of it */
  GBytes     *bytes;
  GdkTexture *texture;   /* NULL when the bytes are no picture that can be shown */
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_free (picture->digest);
  g_bytes_unref (picture->bytes);
  g_clear_object (&picture->texture);
  g_free (picture);
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GPtrArray *pictures = task_data;

  for (guint i = 0; i < pictures->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Picture *picture = pictures->pdata[i];

      picture->texture = gdk_texture_new_from_bytes (picture->bytes, NULL);
    }
  g_task_return_boolean (task, TRUE);
}

/* ── Around it ── */

static gboolean
is_unwanted (gpointer digest,
             gpointer texture,
             gpointer wanted)
{
  return !g_hash_table_contains (wanted, digest);
}

static void
keep (BatonPortalPictures *self,
      const char          *digest,
      GdkTexture          *texture)
{
  if (g_hash_table_size (self->textures) >= MOST_KEPT)
    g_hash_table_foreach_remove (self->textures, is_unwanted, self->wanted);
  g_hash_table_insert (self->textures, g_strdup (digest), texture != NULL ? g_object_ref (texture) : NULL);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  BatonPortalPictures *self = user_data;
  GPtrArray *pictures = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return; /* cancelled: they have gone */
  for (guint i = 0; i < pictures->len; i++)
    {
      Picture *picture = pictures->pdata[i];

      g_hash_table_remove (self->decoding, picture->digest);
      keep (self, picture->digest, picture->texture);
    }
  self->ready (self->owner);
}

static void
clear_texture (gpointer texture)
{
  g_clear_object (&texture);
}

BatonPortalPictures *
baton_portal_pictures_new (BatonPortalPicturesLoad   load,
                           gpointer                  user_data,
                           void                    (*ready) (gpointer owner),
                           gpointer                  owner)
{
  BatonPortalPictures *self = g_new0 (BatonPortalPictures, 1);

  self->load = load;
  self->user_data = user_data;
  self->ready = ready;
  self->owner = owner;
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_texture);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->decoding = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  return self;
}

void
baton_portal_pictures_free (BatonPortalPictures *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->textures);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->decoding);
  g_free (self);
}

void
baton_portal_pictures_begin (BatonPortalPictures *self)
{
  g_return_if_fail (self != NULL);
  g_hash_table_remove_all (self->wanted);
}

GdkTexture *
baton_portal_pictures_get (BatonPortalPictures *self,
                           const char          *digest)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_hash_table_add (self->wanted, g_strdup (digest));
  return g_hash_table_lookup (self->textures, digest);
}

gboolean
baton_portal_pictures_fetch (BatonPortalPictures *self)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (picture_free);
  g_autoptr (GTask) task = NULL;
  gboolean missing = FALSE;
  GHashTableIter iter;
  gpointer digest;

  g_return_val_if_fail (self != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      GBytes *bytes;

      if (g_hash_table_contains (self->textures, digest))
        continue;
      if (g_hash_table_contains (self->decoding, digest))
        {
          missing = TRUE;
          continue;
        }
      bytes = self->load != NULL ? self->load (digest, self->user_data) : NULL;
      if (bytes == NULL)
        continue; /* it may come yet, with a pull */
      missing = TRUE;
      g_hash_table_add (self->decoding, g_strdup (digest));
      g_ptr_array_add (pictures, g_new (Picture, 1));
      *(Picture *) pictures->pdata[pictures->len - 1] = (Picture) { g_strdup (digest), bytes, NULL };
    }
  if (pictures->len == 0)
    return missing;
  task = g_task_new (NULL, self->cancellable, decoded_cb, self);
  g_task_set_source_tag (task, baton_portal_pictures_fetch);
  g_task_set_task_data (task, g_steal_pointer (&pictures), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, decode_in_thread);
  return TRUE;
}
