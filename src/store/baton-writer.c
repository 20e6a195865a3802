/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two threads share a struct under one lock: the owner adds jobs and waits, the writer takes all jobs at once. While a
 * transaction is being synced new jobs gather and go into the next, so the screen leads the disk by about two syncs
 * however fast somebody types.
 *
 *   owner:   push → queue                 writer: queue → waiting → COMMIT → written = last ticket
 *            flush: wanted++ and wait             a failed try: error set, waiting kept, next try after RETRY_MS
 *
 * Invariants: *waiting* belongs to the writer's thread alone; *written* never falls; a job leaves *waiting* only after its
 * COMMIT has returned.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-writer.h"

#define RETRY_MS 1000

typedef struct
{
  BatonJob *job;
  guint64   ticket;
} Queued;

typedef struct
{
  BatonWriterFunc   func;
  gpointer          user_data;
  GError          **error;
  gboolean          result;
  gboolean          done;
} Call;

struct _BatonWriter
{
  /* Set once. */
  GThread           *thread;
  GMainContext      *context;
  BatonWriterReport  report;
  gpointer           user_data;

  GMutex             mutex;
  GCond              to_writer;
  GCond              to_owner;

  /* Under the mutex. */
  GQueue             queue;            /* of owned Queued */
  Call              *call;             /* borrowed from the waiting owner */
  GSource           *report_source;    /* owned; while a report is on its way */
  GError            *error;            /* owned; of the last try, NULL when that succeeded */
  guint64            pushed;           /* last ticket given */
  guint64            written;
  guint64            n_wanted;         /* flushes asked for */
  guint64            n_tried;          /* flushes that a try begun later has answered */
  gboolean           closing;

  /* The writer's thread alone. */
  BatonDatabase     *database;
  GPtrArray         *waiting;          /* of owned BatonJob */
  guint64            waiting_ticket;   /* of the last of them */
};

static gboolean
report_cb (gpointer user_data)
{
  BatonWriter *writer = user_data;

  g_mutex_lock (&writer->mutex);
  g_clear_pointer (&writer->report_source, g_source_unref);
  g_mutex_unlock (&writer->mutex);
  writer->report (writer->user_data);
  return G_SOURCE_REMOVE;
}

/* With the mutex held. Not g_main_context_invoke(), which would run the callback here while no loop runs there. */
static void
send_report (BatonWriter *writer)
{
  if (writer->report_source != NULL || writer->closing)
    return;
  writer->report_source = g_idle_source_new ();
  g_source_set_priority (writer->report_source, G_PRIORITY_DEFAULT);
  g_source_set_callback (writer->report_source, report_cb, writer, NULL);
  g_source_attach (writer->report_source, writer->context);
}

static void
take_queue (BatonWriter *writer)
{
  Queued *queued;

  while ((queued = g_queue_pop_head (&writer->queue)) != NULL)
    {
      g_ptr_array_add (writer->waiting, queued->job);
      writer->waiting_ticket = queued->ticket;
      g_free (queued);
    }
}

/* With the mutex held; lets it go while the disk works. */
static void
try_to_write (BatonWriter *writer)
{
  guint64 answered = writer->n_wanted;
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  take_queue (writer);
  if (writer->waiting->len > 0)
    {
      g_mutex_unlock (&writer->mutex);
      done = baton_job_run_all (writer->waiting, writer->database, &error);
      if (done)
        g_ptr_array_set_size (writer->waiting, 0);
      g_mutex_lock (&writer->mutex);
    }
  if (done && writer->written != writer->waiting_ticket)
    {
      writer->written = writer->waiting_ticket;
      send_report (writer);
    }
  if ((error != NULL) != (writer->error != NULL) ||
      (error != NULL && !g_error_matches (error, writer->error->domain, writer->error->code)))
    {
      if (error != NULL)
        g_info ("Cannot write: %s", error->message);
      send_report (writer);
    }
  g_clear_error (&writer->error);
  writer->error = g_steal_pointer (&error);
  writer->n_tried = answered;
  g_cond_broadcast (&writer->to_owner);
}

static void
answer_call (BatonWriter *writer)
{
  Call *call = writer->call;

  take_queue (writer);
  g_mutex_unlock (&writer->mutex);
  call->result = call->func (writer->database, writer->waiting, call->user_data, call->error);
  g_mutex_lock (&writer->mutex);
  call->done = TRUE;
  writer->call = NULL;
  g_cond_broadcast (&writer->to_owner);
}

static gpointer
writer_thread (gpointer data)
{
  BatonWriter *writer = data;

  g_mutex_lock (&writer->mutex);
  for (;;)
    {
      gint64 retry_at = g_get_monotonic_time () + RETRY_MS * G_TIME_SPAN_MILLISECOND;
      gboolean retry = FALSE;

      while (!retry && writer->call == NULL && !writer->closing && writer->n_wanted == writer->n_tried &&
             (writer->error != NULL || writer->queue.length == 0))
        {
          /* After a failure new jobs only gather: a full disk is asked again once a second, not at each key. */
          if (writer->error != NULL)
            retry = !g_cond_wait_until (&writer->to_writer, &writer->mutex, retry_at);
          else
            g_cond_wait (&writer->to_writer, &writer->mutex);
        }
      if (writer->call != NULL)
        answer_call (writer);
      if (writer->error == NULL || retry || writer->closing || writer->n_wanted != writer->n_tried)
        try_to_write (writer);
      if (writer->closing && writer->queue.length == 0)
        break;
    }
  g_mutex_unlock (&writer->mutex);
  return NULL;
}

BatonWriter *
baton_writer_new (BatonDatabase     *database,
                  BatonWriterReport  report,
                  gpointer           user_data)
{
  BatonWriter *writer = g_new0 (BatonWriter, 1);

  g_mutex_init (&writer->mutex);
  g_cond_init (&writer->to_writer);
  g_cond_init (&writer->to_owner);
  g_queue_init (&writer->queue);
  writer->context = g_main_context_ref_thread_default ();
  writer->report = report;
  writer->user_data = user_data;
  writer->database = database;
  writer->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_job_free);
  writer->thread = g_thread_new ("baton-writer", writer_thread, writer);
  return writer;
}

void
baton_writer_push (BatonWriter *writer,
                   BatonJob    *job,
                   guint64      ticket)
{
  Queued *queued = g_new (Queued, 1);

  queued->job = job;
  queued->ticket = ticket;
  g_mutex_lock (&writer->mutex);
  g_assert (ticket > writer->pushed);
  writer->pushed = ticket;
  g_queue_push_tail (&writer->queue, queued);
  g_cond_signal (&writer->to_writer);
  g_mutex_unlock (&writer->mutex);
}

gboolean
baton_writer_flush (BatonWriter  *writer,
                    GError      **error)
{
  guint64 wanted, mine;
  gboolean done;

  g_mutex_lock (&writer->mutex);
  wanted = writer->pushed;
  if (writer->written < wanted)
    {
      mine = ++writer->n_wanted;
      g_cond_signal (&writer->to_writer);
      while (writer->n_tried < mine)
        g_cond_wait (&writer->to_owner, &writer->mutex);
    }
  done = writer->written >= wanted;
  if (!done)
    g_propagate_error (error, g_error_copy (writer->error));
  g_mutex_unlock (&writer->mutex);
  return done;
}

guint64
baton_writer_get_state (BatonWriter  *writer,
                        GError      **error_out)
{
  guint64 written;

  g_mutex_lock (&writer->mutex);
  written = writer->written;
  *error_out = writer->error != NULL ? g_error_copy (writer->error) : NULL;
  g_mutex_unlock (&writer->mutex);
  return written;
}

gboolean
baton_writer_call (BatonWriter      *writer,
                   BatonWriterFunc   func,
                   gpointer          user_data,
                   GError          **error)
{
  Call call = { func, user_data, error };

  g_mutex_lock (&writer->mutex);
  writer->call = &call;
  g_cond_signal (&writer->to_writer);
  while (!call.done)
    g_cond_wait (&writer->to_owner, &writer->mutex);
  g_mutex_unlock (&writer->mutex);
  return call.result;
}

void
baton_writer_free (BatonWriter *writer)
{
  Queued *queued;

  if (writer == NULL)
    return;
  g_mutex_lock (&writer->mutex);
  writer->closing = TRUE;
  g_cond_signal (&writer->to_writer);
  g_mutex_unlock (&writer->mutex);
  g_thread_join (writer->thread);

  if (writer->report_source != NULL)
    {
      g_source_destroy (writer->report_source);
      g_source_unref (writer->report_source);
    }
  while ((queued = g_queue_pop_head (&writer->queue)) != NULL)
    {
      baton_job_free (queued->job);
      g_free (queued);
    }
  g_ptr_array_unref (writer->waiting);
  baton_database_close (writer->database);
  g_clear_error (&writer->error);
  g_main_context_unref (writer->context);
  g_cond_clear (&writer->to_owner);
  g_cond_clear (&writer->to_writer);
  g_mutex_clear (&writer->mutex);
  g_free (writer);
}
