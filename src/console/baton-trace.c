/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main loop is watched by a source of the highest priority that never fires: GLib asks it whether it is ready before
 * anything else when a turn begins to wait (prepare), and again before anything else when the wait is over (check). From
 * check to the next prepare the loop was held. What the toolkit spends on rendering within that time is taken off, as it
 * grows with the window and not with the edit: the update phase of a frame clock, in which GTK works out the styles of all
 * widgets that one change may concern, its layout and paint phases, and the measuring of a whole window, which GDK asks for
 * (GdkToplevel::compute-size) in the layout phase and on X11 in an idle of its own before it. What we do at the beat of the
 * clock ourselves is next to nothing.
 */
#include "config.h"

#include "console/baton-trace.h"

#include "console/baton-main-window.h"

#ifdef HAVE_SYSPROF
#include <sysprof-capture.h>
#endif

#include <glib/gi18n-lib.h>
#include <time.h>

#define HELD_US 16000         /* a frame at 60 Hz */
#define AFTERMATH_US 1000000  /* as long after an edit a long turn is taken for its consequence */

/* Microseconds by the clock on the wall, and by the processor: where others use the machine too, the first alone misleads. */
typedef struct
{
  gint64 wall;
  gint64 processor;   /* of this thread */
} Span;

struct _BatonTrace
{
  GObject    parent_instance;

  GSource   *source;      /* owned */
  gulong     hook;        /* on the signal at which measuring begins */
  gint64     limit_us;    /* longer turns are late */

  /* this turn */
  Span       started;     /* zero before the first wait */
  Span       phase;       /* when the frame's phase began that is running */
  Span       measuring;   /* when the measuring of a window began */
  Span       measured;    /* since the phase began: in *layout* already */
  Span       layout;      /* and styles, before it */
  Span       paint;
  GString   *what;        /* what was done in it */

  /* over all turns in which something was done */
  char      *last;        /* what was done last; owned, nullable */
  gint64     last_us;
  guint      n_done;
  guint      n_late;
  GArray    *held;        /* of gint64, microseconds */
};

G_DEFINE_FINAL_TYPE (BatonTrace, baton_trace, G_TYPE_OBJECT)

/* ── A turn ── */

static void
note (BatonTrace *self,
      const char *what)
{
  if (self->what->len > 0)
    g_string_append (self->what, " + ");
  g_string_append (self->what, what);
}

static Span
now (void)
{
  struct timespec processor = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &processor);
  return (Span) { g_get_monotonic_time (), processor.tv_sec * G_USEC_PER_SEC + processor.tv_nsec / 1000 };
}

/* Adds what has passed since *from*. */
static void
add (Span       *sum,
     const Span *from,
     const Span *to)
{
  sum->wall += to->wall - from->wall;
  sum->processor += to->processor - from->processor;
}

static void
end_turn (BatonTrace *self)
{
  Span end = now (), held = { 0 };
  gboolean late, done = self->what->len > 0;

  add (&held, &self->started, &end);
  held.wall -= self->layout.wall + self->paint.wall;
  held.processor -= self->layout.processor + self->paint.processor;
  late = held.wall > self->limit_us;
  if (done || late)
    {
      const char *consequence = self->last != NULL && end.wall - self->last_us < AFTERMATH_US ? self->last : NULL;
      g_autofree char *after = consequence != NULL ? g_strdup_printf (_("after: %s"), consequence) : NULL;
      const char *what = done ? self->what->str : after != NULL ? after : _("no edit");

      /* Translators: a line of a measurement: how long the window could not answer, what was done, how much of that the processor
       * worked, and what the toolkit took besides; all in milliseconds */
      g_print (_("%8.1f ms %s %s  (processor %.1f, layout %.1f, drawing %.1f)\n"), held.wall / 1000.0, late ? "!" : " ", what, held.processor / 1000.0,
               self->layout.wall / 1000.0, self->paint.wall / 1000.0);
#ifdef HAVE_SYSPROF
      sysprof_collector_mark (self->started.wall * 1000, (end.wall - self->started.wall) * 1000, "baton", late ? "late turn" : "turn", what);
#endif
      self->n_late += late ? 1 : 0;
    }
  if (done)
    {
      g_array_append_val (self->held, held.wall);
      self->n_done++;
      g_free (self->last);
      self->last = g_strdup (self->what->str);
      self->last_us = end.wall;
      g_string_truncate (self->what, 0);
    }
  self->layout = self->paint = (Span) { 0 };
}

typedef struct
{
  GSource     source;
  BatonTrace *trace;   /* borrowed: the trace destroys its source */
} TurnSource;

static gboolean
turn_prepare (GSource *source,
              int     *timeout)
{
  BatonTrace *self = ((TurnSource *) source)->trace;

  *timeout = -1;
  if (self->started.wall != 0)
    end_turn (self);
  self->started = (Span) { 0 };
  return FALSE;
}

static gboolean
turn_check (GSource *source)
{
  BatonTrace *self = ((TurnSource *) source)->trace;

  self->started = now ();
  self->layout = self->paint = (Span) { 0 }; /* a window that is shown outside of any turn is laid out there, too */
  return FALSE;
}

static gboolean
turn_dispatch (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs turn_funcs = { turn_prepare, turn_check, turn_dispatch, NULL, NULL, NULL };

/* ── Phases of a frame: each begins when the handlers of the one before are through ── */

static void
phase_begins_cb (BatonTrace *self)
{
  self->phase = now ();
  self->measured = (Span) { 0 };
}

/* Update, then layout. */
static void
phase_ends_cb (BatonTrace *self)
{
  Span end = now ();

  add (&self->layout, &self->phase, &end);
  self->layout.wall -= self->measured.wall;
  self->layout.processor -= self->measured.processor;
  phase_begins_cb (self);
}

/* The window's own handler was connected before any of ours could be, so the beginning is heard by a hook on the signal. */
static gboolean
measuring_begins_cb (GSignalInvocationHint *hint,
                     guint                  n_values,
                     const GValue          *values,
                     gpointer               user_data)
{
  ((BatonTrace *) user_data)->measuring = now ();
  return G_SOURCE_CONTINUE;
}

static void
measuring_ends_cb (BatonTrace *self)
{
  Span end = now ();

  add (&self->layout, &self->measuring, &end);
  add (&self->measured, &self->measuring, &end);
}

static void
paint_ends_cb (BatonTrace *self)
{
  Span end = now ();

  add (&self->paint, &self->phase, &end);
}

/* ── What is done ── */

static void
changed_cb (BatonTrace    *self,
            GPtrArray     *changes,
            BatonDocument *document)
{
  const char *name = baton_workspace_get_undo_name (baton_document_get_workspace (document));

  note (self, name != NULL ? name : _("everything undone"));
}

static void
snapshot_changed_cb (BatonTrace *self)
{
  note (self, _("[compiled]"));
}

static void
problems_changed_cb (BatonTrace *self)
{
  note (self, _("[checked]"));
}

static void
section_cb (BatonTrace      *self,
            GParamSpec      *pspec,
            BatonMainWindow *window)
{
  g_autofree char *section = NULL, *words = NULL;

  g_object_get (window, "section", &section, NULL);
  words = g_strdup_printf (_("[shows %s]"), section);
  note (self, words);
}

static void
data_changed_cb (BatonTrace *self)
{
  note (self, _("[register and history]"));
}

static void
live_changed_cb (BatonTrace *self)
{
  note (self, _("[what is live]"));
}

static void
unrealize_cb (BatonTrace *self,
              GtkWidget  *window)
{
  const char *title = gtk_window_get_title (GTK_WINDOW (window));
  /* Translators: in a measurement: a window is closed; %s is its title */
  g_autofree char *words = g_strdup_printf (_("[closes %s]"), title != NULL ? title : G_OBJECT_TYPE_NAME (window));

  note (self, words);
}

/* A window has its clock, and ours its document, once it is realized. */
static void
realize_cb (BatonTrace *self,
            GtkWidget  *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  const char *title = gtk_window_get_title (GTK_WINDOW (window));
  /* Translators: in a measurement: a window is opened; %s is its title */
  g_autofree char *words = g_strdup_printf (_("[opens %s]"), title != NULL ? title : G_OBJECT_TYPE_NAME (window));

  note (self, words);

  /* A frame need not have an update. */
  g_signal_connect_object (clock, "before-paint", G_CALLBACK (phase_begins_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (clock, "update", G_CALLBACK (phase_ends_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (clock, "layout", G_CALLBACK (phase_ends_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (clock, "paint", G_CALLBACK (paint_ends_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "compute-size", G_CALLBACK (measuring_ends_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (BATON_IS_MAIN_WINDOW (window))
    {
      BatonDocument *document = baton_main_window_get_document (BATON_MAIN_WINDOW (window));

      g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "problems-changed", G_CALLBACK (problems_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "data-changed", G_CALLBACK (data_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "live-changed", G_CALLBACK (live_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (window, "notify::section", G_CALLBACK (section_cb), self, G_CONNECT_SWAPPED);
    }
}

/* Dialogs, too, which no application knows of. */
static void
windows_changed_cb (BatonTrace *self,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GListModel *windows)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_realized (window))
        continue; /* what was there before the trace is not followed */
      g_signal_connect_object (window, "realize", G_CALLBACK (realize_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      g_signal_connect_object (window, "unrealize", G_CALLBACK (unrealize_cb), self, G_CONNECT_SWAPPED);
    }
}

/* ── Object ── */

static int
compare_us (gconstpointer a,
            gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
print_summary (BatonTrace *self)
{
  if (self->held->len == 0)
    return;
  g_array_sort (self->held, compare_us);
  /* Translators: the sum of a measurement; %1$u counts turns of the main loop in which something was done, the others are milliseconds and a count */
  g_print (_("%1$u turns with something done: median %2$.1f ms, 95 in 100 within %3$.1f ms, longest %4$.1f ms; %5$u turns over %6$d ms\n"), self->n_done,
           g_array_index (self->held, gint64, self->held->len / 2) / 1000.0, g_array_index (self->held, gint64, self->held->len * 95 / 100) / 1000.0,
           g_array_index (self->held, gint64, self->held->len - 1) / 1000.0, self->n_late, (int) (self->limit_us / 1000));
}

static void
baton_trace_finalize (GObject *object)
{
  BatonTrace *self = BATON_TRACE (object);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_signal_remove_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), self->hook);
  print_summary (self);
  g_string_free (self->what, TRUE);
  g_array_unref (self->held);
  g_free (self->last);
  G_OBJECT_CLASS (baton_trace_parent_class)->finalize (object);
}

static void
baton_trace_class_init (BatonTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_trace_finalize;
}

static void
baton_trace_init (BatonTrace *self)
{
  self->limit_us = HELD_US;
  self->what = g_string_new (NULL);
  self->held = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->source = g_source_new (&turn_funcs, sizeof (TurnSource));
  ((TurnSource *) self->source)->trace = self;
  g_source_set_name (self->source, "baton-trace");
  g_source_set_priority (self->source, G_MININT);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  g_type_default_interface_unref (g_type_default_interface_ref (GDK_TYPE_TOPLEVEL)); /* it has its signals from then on */
  self->hook = g_signal_add_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0, measuring_begins_cb, self, NULL);
}

BatonTrace *
baton_trace_new (void)
{
  BatonTrace *self = g_object_new (BATON_TYPE_TRACE, NULL);

  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
baton_trace_set_limit (BatonTrace *self,
                       gint64      microseconds)
{
  g_return_if_fail (BATON_IS_TRACE (self) && microseconds > 0);

  self->limit_us = microseconds;
}
