/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The compiler's thread. Work waits in a queue under a lock; the thread takes all of it at once, applies it to its own
 * program and publishes one snapshot. Publishing is a source attached to the owner's context: at any time at most one,
 * which delivers whatever is newest when it runs.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-compiler.h"

typedef struct
{
  BatonProgram *program;      /* a whole program to start from anew, or NULL */
  GPtrArray    *changes;      /* or the changes to apply */
  guint64       generation;
} Work;

struct _BatonCompiler
{
  /* Of the owner */
  GThread           *thread;
  GMainContext      *context;
  BatonCompilerFunc  func;
  gpointer           user_data;
  guint64            delivered;     /* generation that the callback has seen last */
  gboolean           has_delivered;

  /* Under the lock */
  GMutex             lock;
  GCond              changed;
  GQueue             queue;         /* owned Work */
  BatonSnapshot     *newest;        /* nullable */
  GSource           *delivery;      /* waiting to run; nullable */
  gboolean           ends;

  /* Of the thread */
  BatonProgram      *program;
};

static void
work_free (Work *work)
{
  g_clear_pointer (&work->program, baton_program_free);
  g_clear_pointer (&work->changes, g_ptr_array_unref);
  g_free (work);
}

static gboolean
deliver_cb (gpointer user_data)
{
  BatonCompiler *compiler = user_data;
  g_autoptr (BatonSnapshot) snapshot = NULL;
  guint64 generation;

  g_mutex_lock (&compiler->lock);
  g_clear_pointer (&compiler->delivery, g_source_unref);
  snapshot = baton_snapshot_ref (compiler->newest);
  g_mutex_unlock (&compiler->lock);

  generation = baton_snapshot_get_generation (snapshot);
  if (compiler->has_delivered && generation <= compiler->delivered)
    return G_SOURCE_REMOVE;
  compiler->delivered = generation;
  compiler->has_delivered = TRUE;
  compiler->func (snapshot, compiler->user_data);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
schedule_delivery (BatonCompiler *compiler)
{
  if (compiler->func == NULL || compiler->delivery != NULL)
    return;

  compiler->delivery = g_idle_source_new ();
  g_source_set_priority (compiler->delivery, G_PRIORITY_DEFAULT);
  g_source_set_callback (compiler->delivery, deliver_cb, compiler, NULL);
  g_source_attach (compiler->delivery, compiler->context);
}

/* Everything that waits, as one step from *base* (nullable). */
static BatonSnapshot *
compile_queue (BatonCompiler *compiler,
               BatonSnapshot *base,
               GQueue        *queue)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  gboolean anew = base == NULL;
  guint64 generation = 0;

  for (GList *link = queue->head; link != NULL; link = link->next)
    {
      Work *work = link->data;

      generation = work->generation;
      if (work->program != NULL)
        {
          g_clear_pointer (&compiler->program, baton_program_free);
          compiler->program = g_steal_pointer (&work->program);
          anew = TRUE;
          continue;
        }
      for (guint i = 0; i < work->changes->len; i++)
        {
          baton_program_apply (compiler->program, work->changes->pdata[i]);
          g_ptr_array_add (changes, work->changes->pdata[i]);
        }
    }
  if (anew)
    return baton_snapshot_new (compiler->program, generation);
  return baton_snapshot_apply (base, compiler->program, changes, generation);
}

static gpointer
run_thread (gpointer data)
{
  BatonCompiler *compiler = data;

  g_mutex_lock (&compiler->lock);
  while (!compiler->ends)
    {
      g_autoptr (BatonSnapshot) base = NULL;
      BatonSnapshot *snapshot;
      GQueue queue;

      if (g_queue_is_empty (&compiler->queue))
        {
          g_cond_wait (&compiler->changed, &compiler->lock);
          continue;
        }
      queue = compiler->queue;
      g_queue_init (&compiler->queue);
      base = compiler->newest != NULL ? baton_snapshot_ref (compiler->newest) : NULL;

      g_mutex_unlock (&compiler->lock);
      snapshot = compile_queue (compiler, base, &queue);
      g_queue_clear_full (&queue, (GDestroyNotify) work_free);
      g_mutex_lock (&compiler->lock);

      g_clear_pointer (&compiler->newest, baton_snapshot_unref);
      compiler->newest = snapshot;
      schedule_delivery (compiler);
      g_cond_broadcast (&compiler->changed);
    }
  g_mutex_unlock (&compiler->lock);
  return NULL;
}

BatonCompiler *
baton_compiler_new (GMainContext      *context,
                    BatonCompilerFunc  func,
                    gpointer           user_data)
{
  BatonCompiler *compiler = g_new0 (BatonCompiler, 1);

  compiler->context = context != NULL ? g_main_context_ref (context) : g_main_context_ref_thread_default ();
  compiler->func = func;
  compiler->user_data = user_data;
  compiler->program = baton_program_new ();
  g_mutex_init (&compiler->lock);
  g_cond_init (&compiler->changed);
  g_queue_init (&compiler->queue);
  compiler->thread = g_thread_new ("baton-compiler", run_thread, compiler);
  return compiler;
}

void
baton_compiler_free (BatonCompiler *compiler)
{
  g_mutex_lock (&compiler->lock);
  compiler->ends = TRUE;
  g_cond_broadcast (&compiler->changed);
  g_mutex_unlock (&compiler->lock);
  g_thread_join (compiler->thread);

  if (compiler->delivery != NULL)
    {
      g_source_destroy (compiler->delivery);
      g_source_unref (compiler->delivery);
    }
  g_queue_clear_full (&compiler->queue, (GDestroyNotify) work_free);
  g_clear_pointer (&compiler->newest, baton_snapshot_unref);
  baton_program_free (compiler->program);
  g_main_context_unref (compiler->context);
  g_mutex_clear (&compiler->lock);
  g_cond_clear (&compiler->changed);
  g_free (compiler);
}

static void
push_work (BatonCompiler *compiler,
           BatonProgram  *program,
           GPtrArray     *changes,
           guint64        generation)
{
  Work *work = g_new0 (Work, 1);

  work->program = program;
  work->changes = changes;
  work->generation = generation;
  g_mutex_lock (&compiler->lock);
  g_queue_push_tail (&compiler->queue, work);
  g_cond_broadcast (&compiler->changed);
  g_mutex_unlock (&compiler->lock);
}

void
baton_compiler_reset (BatonCompiler      *compiler,
                      const BatonProgram *program,
                      guint64             generation)
{
  push_work (compiler, baton_program_copy (program), NULL, generation);
}

void
baton_compiler_submit (BatonCompiler *compiler,
                       GPtrArray     *changes,
                       guint64        generation)
{
  push_work (compiler, NULL, changes, generation);
}

BatonSnapshot *
baton_compiler_wait (BatonCompiler *compiler,
                     guint64        generation)
{
  BatonSnapshot *snapshot;

  g_mutex_lock (&compiler->lock);
  while (compiler->newest == NULL || baton_snapshot_get_generation (compiler->newest) < generation)
    g_cond_wait (&compiler->changed, &compiler->lock);
  snapshot = baton_snapshot_ref (compiler->newest);
  g_mutex_unlock (&compiler->lock);
  return snapshot;
}
