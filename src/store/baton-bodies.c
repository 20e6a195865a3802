/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canonical JSON leaves one way to write the frame of a program:
 *
 *   {"baton":"program","entities":{"KIND":{"ID":BODY,…},…},"schema":1}
 *
 * so the frame is compared letter by letter and of a body only the braces are counted, with strings passed over.
 *
 * Rows mostly come in the order of the bodies. As long as they do, even that is saved: a row's body is one whole object, and no
 * object is the beginning of another, so where its bytes stand in the text that body ends where they do. The first row that is
 * not the next of the text has all the rest taken apart and indexed.
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

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

struct _BatonBodies
{
  GBytes    *text;       /* owned */
  char      *frame_end;  /* owned: how a program of the schema ends */
  Cursor     cursor;     /* at the next body, whose id has been passed */
  Body       upcoming;   /* that body: its id, kind and beginning */
  gboolean   ended;      /* there is none */
  gboolean   failed;     /* this is no such text, or there is no memory */
  GPtrArray *kinds;      /* of owned names */
  Body      *bodies;     /* owned: those passed; how many there are the text decides */
  guint32    n_bodies;
  guint32    bodies_size;
  guint32    next;       /* after the one last taken */
  guint32   *slots;      /* owned: an open table, index in bodies + 1; 0: none. NULL while the rows come in order */
  gsize      mask;       /* of its size, a power of two */
};

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

/* *upcoming* has been passed. */
static gboolean
add_body (BatonBodies *self)
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
  self->bodies[self->n_bodies++] = self->upcoming;
  return TRUE;
}

static gboolean
enter_kind (BatonBodies *self)
{
  const char *kind;
  guint32 length;

  if (!pass_key (&self->cursor, &kind, &length) || !pass (&self->cursor, "{"))
    return FALSE;
  g_ptr_array_add (self->kinds, g_strndup (kind, length));
  return TRUE;
}

/* To the beginning of the next body. */
static gboolean
pass_id (BatonBodies *self)
{
  self->upcoming = (Body) { .kind = self->kinds->len - 1 };
  if (!pass_key (&self->cursor, &self->upcoming.id, &self->upcoming.id_length))
    return FALSE;
  self->upcoming.body = self->cursor.at;
  return TRUE;
}

/* From behind the upcoming body to the next, or to the end. */
static gboolean
move_on (BatonBodies *self)
{
  self->upcoming.length = (guint32) (self->cursor.at - self->upcoming.body);
  if (!add_body (self))
    return FALSE;
  if (pass (&self->cursor, ","))
    return pass_id (self);
  if (!pass (&self->cursor, "}"))
    return FALSE;
  if (pass (&self->cursor, ","))
    return enter_kind (self) && pass_id (self);
  self->ended = TRUE;
  return pass (&self->cursor, self->frame_end) && self->cursor.at == self->cursor.end;
}

/* Passes the upcoming body without a row that has its bytes. */
static void
pass_upcoming (BatonBodies *self)
{
  self->failed = self->failed || !pass_body (&self->cursor) || !move_on (self);
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

/* Has the rest taken apart too, and any body found by its id. */
static void
open_rest (BatonBodies *self)
{
  self->next = self->n_bodies;
  while (!self->failed && !self->ended)
    pass_upcoming (self);
  self->failed = self->failed || !index_bodies (self);
}

gboolean
baton_bodies_finish (BatonBodies *self)
{
  /* Where each had its row, no id can have come twice. */
  if (self->slots == NULL && !self->ended && !self->failed)
    open_rest (self);
  return !self->failed;
}

BatonBodies *
baton_bodies_new (GBytes *program,
                  int     schema)
{
  BatonBodies *self = g_new0 (BatonBodies, 1);
  gsize length;
  const char *data = g_bytes_get_data (program, &length);
  const char *text = data != NULL ? data : "";   /* bytes that are none have no place either */

  self->text = g_bytes_ref (program);
  self->frame_end = g_strdup_printf ("},\"schema\":%d}", schema);
  self->kinds = g_ptr_array_new_with_free_func (g_free);
  self->cursor = (Cursor) { text, text + length };
  self->failed = length > G_MAXUINT32 || !pass (&self->cursor, "{\"baton\":\"program\",\"entities\":{") || !enter_kind (self) ||
                 !pass_id (self);
  return self;
}

void
baton_bodies_free (BatonBodies *self)
{
  if (self == NULL)
    return;
  g_free (self->bodies);
  g_free (self->frame_end);
  g_ptr_array_unref (self->kinds);
  g_bytes_unref (self->text);
  g_free (self->slots);
  g_free (self);
}

static gboolean
is_id (const Body *body,
       const char *id,
       gsize       length)
{
  return body->id_length == length && memcmp (body->id, id, length) == 0;
}

/* The row is the next of the text: whether its body is the same. */
static gboolean
take_upcoming (BatonBodies *self,
               const char  *kind,
               const char  *body,
               gsize        length)
{
  if ((gsize) (self->cursor.end - self->cursor.at) < length || memcmp (self->cursor.at, body, length) != 0 ||
      strcmp (g_ptr_array_index (self->kinds, self->upcoming.kind), kind) != 0)
    {
      pass_upcoming (self);
      return FALSE;
    }
  self->cursor.at += length;
  self->failed = !move_on (self);
  if (!self->failed)
    self->bodies[self->n_bodies - 1].body = NULL;
  return !self->failed;
}

/* The row may be any of those that have not been taken. */
static gboolean
take_any (BatonBodies *self,
          const char  *id,
          gsize        id_length,
          const char  *kind,
          const char  *body,
          gsize        length)
{
  Body *mine = self->next < self->n_bodies ? &self->bodies[self->next] : NULL;

  if (mine == NULL || !is_id (mine, id, id_length))
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
baton_bodies_take (BatonBodies *self,
                   const char  *id,
                   const char  *kind,
                   const char  *body,
                   gsize        length)
{
  gsize id_length = strlen (id);

  if (self->failed)
    return FALSE;
  if (self->slots == NULL)
    {
      if (self->ended)   /* every body has had its row, and no two rows have one id */
        return FALSE;
      if (is_id (&self->upcoming, id, id_length))
        return take_upcoming (self, kind, body, length);
      open_rest (self);
      if (self->failed)
        return FALSE;
    }
  return take_any (self, id, id_length, kind, body, length);
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
