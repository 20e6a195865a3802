/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-revision.h"

#include "console/baton-review-atoms.h"
#include "console/baton-review-rows.h"
#include "console/widgets/baton-expander-row.h"
#include "model/baton-diff.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* What a row keeps, and frees with itself. */
typedef struct
{
  AdwExpanderRow    *row;         /* borrowed: it owns this */
  BatonDocument     *document;    /* owned */
  BatonReviewServer *server;      /* owned */
  GCancellable      *cancellable; /* owned; cancelled when the row goes */
  gint64             number;
  gint64             parent;
  GtkWidget         *notice;      /* the only line while there is no answer; borrowed from the row */
  gboolean           asked;
  GTask             *answer;      /* owned, nullable: has the Comparison that is shown */
} Revision;

/* The revision and the one that it followed. */
typedef struct
{
  gint64        number;
  BatonProgram *before;           /* owned */
  BatonProgram *after;            /* owned */
  GPtrArray    *atoms;            /* owned; borrow from the two */
} Comparison;

static void
revision_free (gpointer data)
{
  Revision *revision = data;

  g_cancellable_cancel (revision->cancellable);
  g_object_unref (revision->cancellable);
  g_clear_object (&revision->answer);
  g_object_unref (revision->server);
  g_object_unref (revision->document);
  g_free (revision);
}

static void
comparison_free (gpointer data)
{
  Comparison *comparison = data;

  g_clear_pointer (&comparison->atoms, g_ptr_array_unref);
  g_clear_pointer (&comparison->before, baton_program_free);
  g_clear_pointer (&comparison->after, baton_program_free);
  g_free (comparison);
}

/* ── Showing ── */

/* The line that stands there while there is nothing else to say; NULL: none. */
static void
set_notice (Revision   *revision,
            const char *sentence)
{
  if (revision->notice != NULL)
    adw_expander_row_remove (revision->row, revision->notice);
  revision->notice = sentence != NULL ? baton_review_rows_make_line (sentence) : NULL;
  if (revision->notice != NULL)
    adw_expander_row_add_row (revision->row, revision->notice);
}

static void
show (Revision   *revision,
      Comparison *comparison)
{
  set_notice (revision, comparison->atoms->len == 0 ? _("Nothing was different from what was pushed before.") : NULL);
  baton_review_atoms_add (revision->row, revision->document, comparison->before, comparison->after, comparison->atoms);
}

/* ── Asking: one program after the other, then what lies between them ── */

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Revision *revision = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      revision->answer = G_TASK (g_object_ref (result));
      show (revision, g_task_get_task_data (revision->answer));
      return;
    }
  /* Cancelled is gone with its row. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  revision->asked = FALSE;
  set_notice (revision, _("The server did not say what was changed. Fold this in and out again to ask once more."));
}

static void
compare (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Comparison *comparison = data;

  comparison->atoms = baton_diff (comparison->before, comparison->after);
  g_task_return_boolean (task, TRUE);
}

static void
program_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparison *comparison = g_task_get_task_data (task);
  GError *error = NULL;
  BatonProgram *program = baton_remote_get_program_finish (BATON_REMOTE (source), result, &error);

  if (program == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (comparison->before == NULL)
    {
      comparison->before = program;
      baton_remote_get_program_async (BATON_REMOTE (source), comparison->number, g_task_get_cancellable (task), program_cb, g_object_ref (task));
    }
  else
    {
      comparison->after = program;
      g_task_run_in_thread (task, compare);
    }
}

static void
expanded_cb (AdwExpanderRow *row,
             GParamSpec     *pspec,
             Revision       *revision)
{
  BatonRemote *remote = baton_review_server_get_remote (revision->server);
  Comparison *comparison;
  GTask *task;

  if (revision->asked || remote == NULL || !adw_expander_row_get_expanded (row))
    return;
  revision->asked = TRUE;
  set_notice (revision, _("Asking the server…"));
  comparison = g_new0 (Comparison, 1);
  comparison->number = revision->number;
  task = g_task_new (NULL, revision->cancellable, compared_cb, revision);
  g_task_set_task_data (task, comparison, comparison_free);
  baton_remote_get_program_async (remote, revision->parent, revision->cancellable, program_cb, task);
}

/* ── The row ── */

/* What it is called: its message, else what it rolled back to. (transfer full) */
static char *
make_title (BatonDocument       *document,
            const BatonRevision *pushed,
            const BatonRevision *restored)
{
  g_autofree char *message = NULL, *time = NULL;

  if (*pushed->message != '\0')
    return baton_document_dup_discreet (document, pushed->message);
  if (pushed->restored_from <= 0)
    return g_strdup (_("Without a message"));
  if (restored == NULL)
    return g_strdup (_("Rolled back"));
  time = baton_words_moment (restored->time);
  if (*restored->message == '\0')
    /* Translators: %s is when it was pushed, what the program was rolled back to */
    return g_strdup_printf (_("Rolled back to %s"), time);
  message = baton_document_dup_discreet (document, restored->message);
  /* Translators: %1$s is what somebody wrote of a push, %2$s when that was */
  return g_strdup_printf (_("Rolled back to “%1$s” of %2$s"), message, time);
}

GtkWidget *
baton_review_revision_new (BatonDocument       *document,
                           BatonReviewServer   *server,
                           const BatonRevision *pushed,
                           const BatonRevision *restored,
                           GtkWidget           *suffix)
{
  g_autofree char *person = baton_revision_dup_person (pushed), *time = baton_words_moment (pushed->time);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", time, person), *title = make_title (document, pushed, restored);
  GtkWidget *row = baton_expander_row_new ();
  Revision *revision = g_new0 (Revision, 1);

  revision->row = ADW_EXPANDER_ROW (row);
  revision->document = g_object_ref (document);
  revision->server = g_object_ref (server);
  revision->cancellable = g_cancellable_new ();
  revision->number = pushed->number;
  revision->parent = pushed->parent;
  g_object_set_data_full (G_OBJECT (row), "baton-revision", revision, revision_free);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  if (suffix != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), suffix);
  /* The first is the whole program: there is nothing that it changed. */
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), pushed->parent > 0);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), revision);
  return row;
}
