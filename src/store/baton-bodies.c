/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canonical JSON leaves one way to write the frame of a program:
 *
 *   {"baton":"program","entities":{"KIND":{"ID":BODY,…},…},"schema":1}
 *
 * so the frame is compared letter by letter and of a body only the braces are counted, with strings passed over.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-bodies.h"

#include <string.h>

typedef struct
{
  const char *id;        /* in the text; ends at a quotation mark */
  const char *body;      /* NULL once taken */
  guint32     id_length;
  guint32     length;
  guint32     kind;      /* in kinds */
} Body;

struct _BatonBodies
{
  GBytes    *text;       /* owned */
  GPtrArray *kinds;      /* of owned names */
  Body      *bodies;     /* owned; how many there are the text decides */
  guint32    n_bodies;
  guint32    bodies_size;
  guint32    next;       /* after the one last taken: rows mostly come in the order of bodies */
  guint32   *slots;      /* owned: an open table, index in bodies + 1; 0: none */
  gsize      mask;       /* of its size, a power of two */
};

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static gboolean
pass (Cursor     *cursor,
      const char *text)
{
  gsize length = strlen (text);

  if ((gsize) (cursor->end - cursor->at) < length || memcmp (cursor->at, text, length) != 0)
    return FALSE;
  cursor->at += length;
  return TRUE;
}

/* A key, which has no escapes, and its colon. */
static gboolean
pass_key (Cursor      *cursor,
          const char **key,
          guint32     *length)
{
  const char *quote;

  if (!pass (cursor, "\""))
    return FALSE;
  quote = memchr (cursor->at, '"', (gsize) (cursor->end - cursor->at));
  if (quote == NULL || quote - cursor->at > 255 || memchr (cursor->at, '\\', (gsize) (quote - cursor->at)) != NULL)
    return FALSE;
  *key = cursor->at;
  *length = (guint32) (quote - cursor->at);
  cursor->at = quote + 1;
  return pass (cursor, ":");
}

static gboolean
pass_string (Cursor *cursor)
{
  const char *start = ++cursor->at;

  for (;;)
    {
      const char *quote = memchr (cursor->at, '"', (gsize) (cursor->end - cursor->at));
      const char *before = quote;

      if (quote == NULL)
        return FALSE;
      cursor->at = quote + 1;
      while (before > start && before[-1] == '\\')
        before--;
      if ((quote - before) % 2 == 0)   /* so many reverse solidi escape each other */
        return TRUE;
    }
}

static gboolean
pass_body (Cursor *cursor)
{
  guint depth = 0;

  if (cursor->at >= cursor->end || *cursor->at != '{')
    return FALSE;
  while (cursor->at < cursor->end)
    switch (*cursor->at)
      {
      case '"':
        if (!pass_string (cursor))
          return FALSE;
        break;
      case '{':
        depth++;
        cursor->at++;
        break;
      case '}':
        cursor->at++;
        if (--depth == 0)
          return TRUE;
        break;
      default:
        cursor->at++;
        break;
      }
  return FALSE;
}

static gboolean
add_body (BatonBodies *self,
          const Body  *body)
{
  if (self->n_bodies == self->bodies_size)
    {
      guint32 size = MAX (1024, 2 * self->bodies_size);
      Body *grown = g_try_renew (Body, self->bodies, size);

      if (grown == NULL)
        return FALSE;
      self->bodies = grown;
      self->bodies_size = size;
    }
  self->bodies[self->n_bodies++] = *body;
  return TRUE;
}

static gboolean
split_kind (BatonBodies *self,
            Cursor      *cursor)
{
  guint32 kind = self->kinds->len - 1;

  if (!pass (cursor, "{"))
    return FALSE;
  do
    {
      Body body = { .kind = kind };

      if (!pass_key (cursor, &body.id, &body.id_length))
        return FALSE;
      body.body = cursor->at;
      if (!pass_body (cursor))
        return FALSE;
      body.length = (guint32) (cursor->at - body.body);
      if (!add_body (self, &body))
        return FALSE;
    }
  while (pass (cursor, ","));
  return pass (cursor, "}");
}

static gboolean
split (BatonBodies *self,
       int          schema)
{
  g_autofree char *end = g_strdup_printf ("},\"schema\":%d}", schema);
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  Cursor cursor = { text, text + length };
  const char *kind;
  guint32 kind_length;

  if (length > G_MAXUINT32 || !pass (&cursor, "{\"baton\":\"program\",\"entities\":{"))
    return FALSE;
  do
    {
      if (!pass_key (&cursor, &kind, &kind_length))
        return FALSE;
      g_ptr_array_add (self->kinds, g_strndup (kind, kind_length));
      if (!split_kind (self, &cursor))
        return FALSE;
    }
  while (pass (&cursor, ","));
  return pass (&cursor, end) && cursor.at == cursor.end;
}

static gsize
hash_id (const char *id,
         gsize       length)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);   /* FNV-1a */

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) id[i]) * G_GUINT64_CONSTANT (1099511628211);
  return (gsize) (hash ^ hash >> 32);
}

/* The slot of the id, or the empty one where it would be. */
static guint32 *
find_slot (BatonBodies *self,
           const char  *id,
           gsize        length)
{
  for (gsize at = hash_id (id, length) & self->mask; ; at = (at + 1) & self->mask)
    {
      const Body *body;

      if (self->slots[at] == 0)
        return &self->slots[at];
      body = &self->bodies[self->slots[at] - 1];
      if (body->id_length == length && memcmp (body->id, id, length) == 0)
        return &self->slots[at];
    }
}

static gboolean
index_bodies (BatonBodies *self)
{
  gsize size = 16;

  while (size < 2 * (gsize) self->n_bodies)
    size *= 2;
  self->mask = size - 1;
  self->slots = g_try_new0 (guint32, size);
  if (self->slots == NULL)
    return FALSE;
  for (guint32 i = 0; i < self->n_bodies; i++)
    {
      const Body *body = &self->bodies[i];
      guint32 *slot = find_slot (self, body->id, body->id_length);

      if (*slot != 0)
        return FALSE;
      *slot = i + 1;
    }
  return TRUE;
}

BatonBodies *
baton_bodies_new (GBytes *program,
                  int     schema)
{
  g_autoptr (BatonBodies) self = g_new0 (BatonBodies, 1);

  self->text = g_bytes_ref (program);
  self->kinds = g_ptr_array_new_with_free_func (g_free);
  return split (self, schema) && index_bodies (self) ? g_steal_pointer (&self) : NULL;
}

void
baton_bodies_free (BatonBodies *self)
{
  if (self == NULL)
    return;
  g_free (self->bodies);
  g_ptr_array_unref (self->kinds);
  g_bytes_unref (self->text);
  g_free (self->slots);
  g_free (self);
}

gboolean
baton_bodies_take (BatonBodies *self,
                   const char  *id,
                   const char  *kind,
                   const char  *body,
                   gsize        length)
{
  gsize id_length = strlen (id);
  Body *mine = self->next < self->n_bodies ? &self->bodies[self->next] : NULL;

  if (mine == NULL || mine->id_length != id_length || memcmp (mine->id, id, id_length) != 0)
    {
      guint32 slot = *find_slot (self, id, id_length);

      if (slot == 0)
        return FALSE;
      mine = &self->bodies[slot - 1];
    }
  self->next = (guint32) (mine - self->bodies) + 1;
  if (mine->body == NULL || mine->length != length || memcmp (mine->body, body, length) != 0 ||
      strcmp (g_ptr_array_index (self->kinds, mine->kind), kind) != 0)
    return FALSE;
  mine->body = NULL;
  return TRUE;
}

gboolean
baton_bodies_foreach (BatonBodies      *self,
                      BatonBodiesFunc   func,
                      gpointer          user_data,
                      GError          **error)
{
  for (guint32 i = 0; i < self->n_bodies; i++)
    {
      const Body *body = &self->bodies[i];
      g_autofree char *id = NULL;

      if (body->body == NULL)
        continue;
      id = g_strndup (body->id, body->id_length);
      if (!func (id, g_ptr_array_index (self->kinds, body->kind), body->body, body->length, user_data, error))
        return FALSE;
    }
  return TRUE;
}
