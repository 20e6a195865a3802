/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answering and closing: see baton-farewell.h.
 */
#include "server/baton-farewell.h"

/* How much is read and thrown away at most. */
#define LINGER_BYTES (256 * 1024)

typedef struct
{
  GIOStream       *stream;       /* owned */
  BatonConnection *connection;   /* borrowed: it lives as long as the stream */
  GBytes          *bytes;        /* owned */
  gsize            drained;
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  g_io_stream_close (farewell->stream, NULL, NULL);
  g_object_unref (farewell->stream);
  g_bytes_unref (farewell->bytes);
  g_free (farewell);
}

static void drain (Farewell *farewell);

static void
drained_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Farewell *farewell = user_data;
  gssize n = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    farewell->drained += n;
  /* The deadline of the linger phase ends this at the latest: the socket is shut down, and the skip returns 0. */
  if (n > 0 && farewell->drained < LINGER_BYTES)
    drain (farewell);
  else
    farewell_free (farewell);
}

static void
drain (Farewell *farewell)
{
  g_input_stream_skip_async (g_io_stream_get_input_stream (farewell->stream), 16 * 1024, G_PRIORITY_DEFAULT, NULL,
                             drained_cb, farewell);
}

static void
said_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Farewell *farewell = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      farewell_free (farewell);
      return;
    }
  baton_connection_end_output (farewell->connection);
  drain (farewell);
}

void
baton_farewell_say (GIOStream       *stream,
                    BatonConnection *connection,
                    GBytes          *bytes)
{
  Farewell *farewell = g_new0 (Farewell, 1);

  farewell->stream = stream;
  farewell->connection = connection;
  farewell->bytes = bytes;
  baton_connection_enter (connection, BATON_PHASE_LINGER);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), G_PRIORITY_DEFAULT, NULL, said_cb, farewell);
}
