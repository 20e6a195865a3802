/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows travel in batches: to the thread by one queue, back by another. A few batches go round, so that their memory is touched for
 * the first time only once and stays near. The thread ends at a batch without rows. It is started for the first full batch: what
 * is no more than that is parsed at the end, on the spot.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-row-parser.h"

#include <string.h>

#include "store/baton-change-list.h"

#define BATCH_ROWS 512
#define BATCH_BYTES (BATCH_ROWS * 384)
#define MOST_AWAY 12   /* then the owner waits for one to come back */

typedef struct
{
  gsize        id, kind, body;   /* in the batch's text */
  gsize        length;           /* of the body */
  BatonEntity *entity;           /* owned, from here on the thread's answer */
  gboolean     in_base;
} Row;

typedef struct _Batch Batch;
struct _Batch
{
  Batch *next;                   /* owned, while it is spare */
  char  *text;                   /* owned */
  gsize  text_length, text_size;
  guint  n_rows;
  Row    rows[BATCH_ROWS];
};

struct _BatonRowParser
{
  GThread      *thread;     /* NULL before the first full batch, and once joined */
  gboolean      joined;
  GAsyncQueue  *to_parse;   /* of owned Batch */
  GAsyncQueue  *parsed;     /* of owned Batch */
  Batch        *batch;      /* being filled */
  Batch        *spare;      /* owned, nullable: what came back, each the next of the other */
  guint         n_away;     /* batches that have not come back */
  BatonRowFunc  func;
  gpointer      user_data;
  gint64        schema;
  GBytes       *base;       /* owned, nullable */

  int           failed;     /* atomic */
  GError       *error;      /* the thread's until it is joined, as is bodies */
  BatonBodies  *bodies;
};

static void
batch_clear (Batch *batch)
{
  for (guint i = 0; i < batch->n_rows; i++)
    g_clear_pointer (&batch->rows[i].entity, baton_entity_unref);
  batch->text_length = 0;
  batch->n_rows = 0;
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  if (batch == NULL)
    return;
  batch_clear (batch);
  g_free (batch->text);
  g_free (batch);
}

/* An empty one: a spare one if there is any. */
static Batch *
get_batch (BatonRowParser *self)
{
  Batch *batch = self->spare;

  if (batch != NULL)
    {
      self->spare = batch->next;
      return batch;
    }
  batch = g_new (Batch, 1);
  batch->text_size = BATCH_BYTES;
  batch->text = g_malloc (batch->text_size);
  batch->text_length = 0;
  batch->n_rows = 0;
  return batch;
}

/* One that a large body has made grow is not kept. */
static void
give_back (BatonRowParser *self,
           Batch          *batch)
{
  if (batch->text_size > BATCH_BYTES)
    {
      batch_free (batch);
      return;
    }
  batch_clear (batch);
  batch->next = self->spare;
  self->spare = batch;
}

static gboolean
parse_row (BatonRowParser *self,
           const char     *text,
           Row            *row)
{
  const char *id = text + row->id, *kind = text + row->kind, *body = text + row->body;

  if (!baton_entity_parse (self->schema, id, kind, body, row->length, &row->entity, &self->error))
    return FALSE;
  row->in_base = self->bodies != NULL && row->entity != NULL && baton_bodies_take (self->bodies, id, kind, body, row->length);
  return TRUE;
}

static void
parse_base (BatonRowParser *self)
{
  /* The bytes of rows of another schema tell nothing. */
  if (self->base != NULL && self->schema == BATON_SCHEMA_VERSION)
    self->bodies = baton_bodies_new (self->base, BATON_SCHEMA_VERSION);
}

static void
finish_base (BatonRowParser *self)
{
  if (self->bodies != NULL && !g_atomic_int_get (&self->failed) && !baton_bodies_finish (self->bodies))
    g_clear_pointer (&self->bodies, baton_bodies_free);
}

static void
parse_batch (BatonRowParser *self,
             Batch          *batch)
{
  for (guint i = 0; i < batch->n_rows && self->error == NULL; i++)
    if (!parse_row (self, batch->text, &batch->rows[i]))
      g_atomic_int_set (&self->failed, TRUE);
}

static gpointer
parse_thread (gpointer data)
{
  BatonRowParser *self = data;
  gboolean done = FALSE;

  parse_base (self);
  while (!done)
    {
      Batch *batch = g_async_queue_pop (self->to_parse);

      done = batch->n_rows == 0;
      parse_batch (self, batch);
      if (done)
        finish_base (self);
      g_async_queue_push (self->parsed, batch);
    }
  return NULL;
}

BatonRowParser *
baton_row_parser_new (gint64        schema,
                      GBytes       *base,
                      BatonRowFunc  func,
                      gpointer      user_data)
{
  BatonRowParser *self = g_new0 (BatonRowParser, 1);

  self->to_parse = g_async_queue_new_full (batch_free);
  self->parsed = g_async_queue_new_full (batch_free);
  self->batch = get_batch (self);
  self->func = func;
  self->user_data = user_data;
  self->schema = schema;
  self->base = base != NULL ? g_bytes_ref (base) : NULL;
  return self;
}

static void
send_batch (BatonRowParser *self)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("baton-rows", parse_thread, self);
  g_async_queue_push (self->to_parse, self->batch);
  self->batch = get_batch (self);
  self->n_away++;
}

static void
take_batch (BatonRowParser *self,
            Batch          *batch)
{
  self->n_away--;
  for (guint i = 0; i < batch->n_rows && !g_atomic_int_get (&self->failed); i++)
    {
      Row *row = &batch->rows[i];

      self->func (batch->text + row->id, g_steal_pointer (&row->entity), row->in_base, self->user_data);
    }
  give_back (self, batch);
}

/* Room for so many bytes more. How long a body is the file says. */
static gboolean
make_room (Batch *batch,
           gsize  length)
{
  gsize wanted = batch->text_length + length;
  char *grown;

  if (wanted <= batch->text_size)
    return TRUE;
  wanted = MAX (wanted, 2 * batch->text_size);
  grown = g_try_realloc (batch->text, wanted);
  if (grown == NULL)
    return FALSE;
  batch->text = grown;
  batch->text_size = wanted;
  return TRUE;
}

static gsize
append (Batch      *batch,
        const char *bytes,
        gsize       length)
{
  gsize at = batch->text_length;

  memcpy (batch->text + at, bytes, length);
  batch->text[at + length] = '\0';
  batch->text_length += length + 1;
  return at;
}

gboolean
baton_row_parser_push (BatonRowParser  *self,
                       const char      *id,
                       const char      *kind,
                       const char      *body,
                       gsize            length,
                       GError         **error)
{
  Batch *batch = self->batch;
  Row *row = &batch->rows[batch->n_rows];
  Batch *parsed;

  if (!make_room (batch, strlen (id) + strlen (kind) + length + 3))
    {
      g_set_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NO_MEMORY, "No memory for %s", id);
      return FALSE;
    }
  row->id = append (batch, id, strlen (id));
  row->kind = append (batch, kind, strlen (kind));
  row->body = append (batch, body, length);
  row->length = length;
  row->entity = NULL;
  row->in_base = FALSE;
  if (++batch->n_rows < BATCH_ROWS)
    return TRUE;
  while ((parsed = self->n_away < MOST_AWAY ? g_async_queue_try_pop (self->parsed) : g_async_queue_pop (self->parsed)) != NULL)
    take_batch (self, parsed);
  send_batch (self);
  return !g_atomic_int_get (&self->failed) || baton_row_parser_finish (self, error);
}

/* Has the thread do what it has been sent and end; where there is none, does it. */
static void
join (BatonRowParser *self)
{
  if (self->joined)
    return;
  self->joined = TRUE;
  if (self->thread == NULL)
    {
      if (!g_atomic_int_get (&self->failed))
        {
          parse_base (self);
          parse_batch (self, self->batch);
          finish_base (self);
        }
      self->n_away++;
      take_batch (self, g_steal_pointer (&self->batch));
      return;
    }
  if (self->batch->n_rows > 0)
    send_batch (self);
  send_batch (self);
  while (self->n_away > 0)
    take_batch (self, g_async_queue_pop (self->parsed));
  g_clear_pointer (&self->thread, g_thread_join);
}

gboolean
baton_row_parser_finish (BatonRowParser  *self,
                         GError         **error)
{
  join (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

BatonBodies *
baton_row_parser_get_bodies (BatonRowParser *self)
{
  g_return_val_if_fail (self->joined, NULL);

  return self->bodies;
}

void
baton_row_parser_free (BatonRowParser *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->failed, TRUE);   /* nobody wants the rest */
  join (self);
  batch_free (self->batch);
  while (self->spare != NULL)
    batch_free (get_batch (self));
  g_async_queue_unref (self->to_parse);
  g_async_queue_unref (self->parsed);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->bodies, baton_bodies_free);
  g_clear_error (&self->error);
  g_free (self);
}
