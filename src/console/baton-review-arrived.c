/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-arrived.h"

#include "console/baton-review-atoms.h"
#include "console/baton-review-rows.h"
#include "console/baton-runner.h"
#include "console/widgets/baton-expander-row.h"
#include "model/baton-diff.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* Two states of the draft, and what lies between them. */
typedef struct
{
  BatonProgram *before;   /* owned */
  BatonProgram *after;    /* owned */
  GPtrArray    *atoms;    /* owned; the answer */
} Arrival;

struct _BatonReviewArrived
{
  AdwBin         parent_instance;

  BatonDocument *document;   /* owned */
  BatonRunner   *runner;     /* owned */
  BatonProgram  *before;     /* owned; the draft when it began; NULL: nothing has */
  Arrival       *arrival;    /* owned; what is shown; NULL: nothing */
};

G_DEFINE_FINAL_TYPE (BatonReviewArrived, baton_review_arrived, ADW_TYPE_BIN)

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  g_clear_pointer (&arrival->atoms, g_ptr_array_unref);
  g_clear_pointer (&arrival->before, baton_program_free);
  g_clear_pointer (&arrival->after, baton_program_free);
  g_free (arrival);
}

/* The rows are made when somebody wants to see them. */
static void
expanded_cb (AdwExpanderRow     *row,
             GParamSpec         *pspec,
             BatonReviewArrived *self)
{
  baton_review_atoms_add (row, self->document, self->arrival->before, self->arrival->after, self->arrival->atoms);
  g_signal_handlers_disconnect_by_func (row, expanded_cb, self);
}

static void
fill (BatonReviewArrived *self)
{
  guint n = self->arrival != NULL ? self->arrival->atoms->len : 0;
  g_autofree char *title = baton_words_count (ngettext ("%s change came from the server", "%s changes came from the server", n), n);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = baton_expander_row_new ();

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (baton_review_rows_add_group (box, _("Pulled"))), row);
  adw_bin_set_child (ADW_BIN (self), box);
}

static gpointer
prepare (gpointer owner)
{
  BatonReviewArrived *self = owner;
  Arrival *arrival;

  if (self->before == NULL)
    return NULL;
  arrival = g_new0 (Arrival, 1);
  arrival->before = g_steal_pointer (&self->before);
  arrival->after = baton_program_copy (baton_document_get_program (self->document));
  return arrival;
}

static gboolean
run (gpointer       question,
     GCancellable  *cancellable,
     GError       **error)
{
  Arrival *arrival = question;

  arrival->atoms = baton_diff (arrival->before, arrival->after);
  return TRUE;
}

static void
done (gpointer      owner,
      gpointer      question,
      const GError *error)
{
  BatonReviewArrived *self = owner;
  Arrival *arrival = question;

  if (error != NULL)
    return;
  g_clear_pointer (&self->arrival, arrival_free);
  self->arrival = g_new (Arrival, 1);
  *self->arrival = *arrival;
  *arrival = (Arrival) { NULL };
  fill (self);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, arrival_free };

void
baton_review_arrived_begin (BatonReviewArrived *self)
{
  g_return_if_fail (BATON_IS_REVIEW_ARRIVED (self));

  g_clear_pointer (&self->before, baton_program_free);
  self->before = baton_program_copy (baton_document_get_program (self->document));
}

void
baton_review_arrived_end (BatonReviewArrived *self)
{
  g_return_if_fail (BATON_IS_REVIEW_ARRIVED (self));

  baton_runner_ask (self->runner);
}

static void
baton_review_arrived_dispose (GObject *object)
{
  BatonReviewArrived *self = BATON_REVIEW_ARRIVED (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_review_arrived_parent_class)->dispose (object);
  g_clear_pointer (&self->before, baton_program_free);
  g_clear_pointer (&self->arrival, arrival_free);
  g_clear_object (&self->document);
}

static void
baton_review_arrived_class_init (BatonReviewArrivedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_arrived_dispose;
}

static void
baton_review_arrived_init (BatonReviewArrived *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
baton_review_arrived_new (BatonDocument *document)
{
  BatonReviewArrived *self = g_object_new (BATON_TYPE_REVIEW_ARRIVED, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
