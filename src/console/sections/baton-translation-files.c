/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-translation-files.h"

#include "console/sections/baton-translation-job.h"
#include "console/widgets/baton-wait.h"
#include "words/baton-words-error.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_ISSUES_SHOWN 200

/* What is being done with a file of one language. One of what may come next holds it: a dialog that asks, or the work that is
 * being waited for. */
typedef struct
{
  BatonDocument       *document;   /* owned */
  GtkWidget           *parent;     /* owned: the window that the dialogs stand before */
  char                *tag;
  char                *path;       /* NULL before it was chosen */
  BatonTranslationJob *work;       /* owned, nullable */
  BatonWait           *wait;       /* owned, nullable */
} Job;

static Job *
job_new (GtkWidget     *widget,
         BatonDocument *document,
         const char    *tag)
{
  Job *job = g_rc_box_new0 (Job);

  job->document = g_object_ref (document);
  job->parent = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));
  job->tag = g_strdup (tag);
  return job;
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->work, baton_translation_job_free);
  g_clear_pointer (&job->wait, baton_wait_free);
  g_object_unref (job->document);
  g_object_unref (job->parent);
  g_free (job->tag);
  g_free (job->path);
}

static void
job_unref (gpointer data)
{
  g_rc_box_release_full (data, job_clear);
}

static void
job_unref_with_closure (gpointer  data,
                        GClosure *closure)
{
  job_unref (data);
}

/* Given up by whoever waits: nobody is told any more. */
static void
cancelled_cb (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->work, baton_translation_job_free);
  g_clear_pointer (&job->wait, baton_wait_free);
  job_unref (job);
}

/* Whether the window has been closed meanwhile, and what was asked for there is not wanted any more. */
static gboolean
is_left (Job *job)
{
  return gtk_widget_in_destruction (job->parent) || !gtk_widget_get_visible (job->parent);
}

/* Starts the work and holds the job until it is done or given up. */
static void
start (Job                     *job,
       const char              *heading,
       gboolean                 replace_reviewed,
       BatonTranslationJobFunc  func)
{
  g_rc_box_acquire (job);
  job->wait = baton_wait_new (GTK_WINDOW (job->parent), heading, cancelled_cb, job);
  baton_translation_job_start (job->work, replace_reviewed, func, job);
}

static GtkFileChooserNative *
make_dialog (Job                  *job,
             const char           *title,
             GtkFileChooserAction  action,
             const char           *accept)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (job->parent), action, accept, _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_filter_set_name (filter, _("Translations (PO, XLIFF)"));
  gtk_file_filter_add_suffix (filter, "po");
  gtk_file_filter_add_suffix (filter, "xlf");
  gtk_file_filter_add_suffix (filter, "xliff");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  return dialog;
}

/* (transfer full), NULL when the dialog was left without a choice. */
static char *
get_chosen_path (GtkNativeDialog *dialog,
                 int              response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
say_error (Job          *job,
           const GError *error)
{
  g_autofree char *base = g_path_get_basename (job->path);
  g_autofree char *sentence = baton_words_error (baton_exchange_error_get_name (error->code), base, error->message);

  baton_document_say (job->document, sentence, FALSE);
}

static void
exported_cb (BatonTranslationJob *work,
             const GError        *error,
             gpointer             user_data)
{
  Job *job = user_data;

  g_clear_pointer (&job->wait, baton_wait_free);
  if (error != NULL)
    {
      say_error (job, error);
    }
  else
    {
      g_autofree char *base = g_path_get_basename (job->path), *sentence = g_strdup_printf (_("The translations were written to “%s”."), base);

      baton_document_say (job->document, sentence, FALSE);
    }
  job_unref (job);
}

static void
export_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    Job             *job)
{
  job->path = get_chosen_path (dialog, response);
  if (job->path != NULL)
    {
      job->work = baton_translation_job_new_export (job->document, job->tag, job->path);
      start (job, _("Writing Translations"), FALSE, exported_cb);
    }
  g_object_unref (dialog);
}

void
baton_translation_files_export (GtkWidget     *widget,
                                BatonDocument *document,
                                const char    *tag)
{
  Job *job = job_new (widget, document, tag);
  GtkFileChooserNative *dialog = make_dialog (job, _("Export Translations"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"));
  g_autofree char *file = g_strdup_printf ("%s.po", tag);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  g_signal_connect_data (dialog, "response", G_CALLBACK (export_response_cb), job, job_unref_with_closure, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* One line of what was not taken, for people. (transfer full) */
static char *
describe_issue (Job                *job,
                const BatonPoIssue *issue)
{
  g_autofree char *name = issue->entity != NULL ? baton_words_name (baton_document_get_names (job->document), issue->entity) : NULL;
  g_autofree char *language = issue->code == BATON_PO_OTHER_LANGUAGE ? baton_words_isolate (baton_words_language (issue->detail)) : NULL, *reason = NULL;

  switch (issue->code)
    {
    case BATON_PO_NOT_UTF8:
      reason = g_strdup (_("the file is not written in UTF-8"));
      break;
    case BATON_PO_BAD_LINE:
      reason = g_strdup (_("this line has no place in such a file"));
      break;
    case BATON_PO_BAD_STRING:
      reason = g_strdup (_("a text does not end, or holds a sign that cannot be read"));
      break;
    case BATON_PO_INCOMPLETE:
      reason = g_strdup (_("an entry lacks its source or its translation"));
      break;
    case BATON_PO_OTHER_LANGUAGE:
      reason = g_strdup_printf (_("the file is for another language: %s"), language);
      break;
    case BATON_PO_NO_HEADER:
      reason = g_strdup (_("the file does not say which language it is for"));
      break;
    case BATON_PO_UNKNOWN_UNIT:
      reason = g_strdup (_("the program has no such text any more"));
      break;
    case BATON_PO_REPEATED_UNIT:
      reason = g_strdup (_("the text stands in the file twice; the first counts"));
      break;
    case BATON_PO_NOT_TRANSLATED:
      reason = g_strdup (_("the text is not to be translated"));
      break;
    case BATON_PO_PLURAL:
      reason = g_strdup (_("the program's texts have no plural forms"));
      break;
    case BATON_PO_PLACEHOLDERS:
      reason = issue->detail != NULL && *issue->detail != '\0' ? g_strdup_printf (_("the words in braces must be the same as in the source: %s"), issue->detail)
                                                               : g_strdup (_("the source has no words in braces"));
      break;
    case BATON_PO_BAD_TEXT:
      reason = g_strdup (_("the text is blank, too long, or holds markup that is not allowed"));
      break;
    case BATON_PO_LESSER_STATE:
      reason = g_strdup (_("unfinished in the file; the program has a finished one"));
      break;
    case BATON_PO_SOURCE_CHANGED:
      reason = g_strdup (_("made from an older source; the program has a newer translation"));
      break;
    case BATON_PO_REVIEWED:
      reason = g_strdup (_("differs from the reviewed translation"));
      break;
    case BATON_PO_N_ISSUES:
    default:
      reason = g_strdup ("");
    }
  if (name != NULL)
    return g_strdup_printf (_("Line %1$u, “%2$s”: %3$s"), issue->line, name, reason);
  return g_strdup_printf (_("Line %1$u: %2$s"), issue->line, reason);
}

static void
import_cb (BatonTranslationJob *work,
           const GError        *error,
           gpointer             user_data)
{
  Job *job = user_data;
  BatonPoImport *import = baton_translation_job_get_import (work);
  g_autofree char *language = baton_words_isolate (baton_words_language (job->tag)), *name = NULL, *sentence = NULL;
  guint n = import->n_new + import->n_changed;

  g_clear_pointer (&job->wait, baton_wait_free);
  name = g_strdup_printf (_("Import translations into %s"), language);
  if (!is_left (job) && baton_translation_job_take (work, name))
    {
      g_autofree char *number = baton_words_number (n);

      sentence = g_strdup_printf (ngettext ("%1$s translation into %2$s was imported.", "%1$s translations into %2$s were imported.", n), number, language);
      baton_document_say (job->document, sentence, TRUE);
    }
  job_unref (job);
}

/* The answer to the preview of an import; the file is compared anew with the program as it is now. */
static void
import_chosen_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  Job              *job)
{
  if (g_str_equal (response, "import") || g_str_equal (response, "replace"))
    start (job, _("Importing Translations"), g_str_equal (response, "replace"), import_cb);
}

/* "New: 3. As they are: 941.": what there is none of is left out. (transfer full) */
static char *
describe_import (const BatonPoImport *import)
{
  const struct
  {
    const char *sentence;
    guint       n;
  } counts[] = {
    { _("New: %s."), import->n_new },
    { _("Changed: %s."), import->n_changed },
    { _("Differing from reviewed ones: %s."), import->n_conflicting },
    { _("Not taken: %s."), import->n_rejected },
    { _("Made from an older source: %s."), import->n_stale },
    { _("As they are: %s."), import->n_same },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i].n > 0)
      {
        g_autofree char *sentence = baton_words_count (counts[i].sentence, counts[i].n);

        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
      }
  if (text->len == 0)
    g_string_append (text, _("There is no translation in it."));
  return g_string_free (text, FALSE);
}

/* Says what the file would change before it does. */
static void
present_import (Job                 *job,
                const BatonPoImport *import)
{
  g_autofree char *language = baton_words_language (job->tag), *title = g_strdup_printf (_("Translations into %s"), language), *body = NULL;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (job->parent), title, NULL);

  body = import->refused ? g_strdup (_("This file cannot be imported.")) : describe_import (import);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", import->changes->len + import->n_conflicting > 0 ? _("_Cancel") : _("_Close"));
  if (import->n_conflicting > 0)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "replace", _("Import and _Replace Reviewed"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
    }
  if (import->changes->len > 0)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "import", _("_Import"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
    }
  if (import->issues->len > 0)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      GtkWidget *scroll = gtk_scrolled_window_new (), *label;

      for (guint i = 0; i < MIN (import->issues->len, MOST_ISSUES_SHOWN); i++)
        {
          g_autofree char *line = describe_issue (job, import->issues->pdata[i]);

          g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
        }
      if (import->issues->len > MOST_ISSUES_SHOWN)
        g_string_append (lines, "\n…");
      label = gtk_label_new (lines->str);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      /* As wide as the window below allows, up to a line of text: a message is narrow by itself, and these are whole sentences. */
      gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroll), CLAMP (gtk_widget_get_width (job->parent) - 120, 200, 440));
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), label);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 150);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroll);
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (import_chosen_cb), g_rc_box_acquire (job), job_unref_with_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_cb (BatonTranslationJob *work,
         const GError        *error,
         gpointer             user_data)
{
  Job *job = user_data;

  g_clear_pointer (&job->wait, baton_wait_free);
  if (error != NULL)
    say_error (job, error);
  else if (!is_left (job))
    present_import (job, baton_translation_job_get_import (work));
  job_unref (job);
}

static void
import_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    Job             *job)
{
  job->path = get_chosen_path (dialog, response);
  if (job->path != NULL)
    {
      job->work = baton_translation_job_new_import (job->document, job->tag, job->path);
      start (job, _("Reading Translations"), FALSE, read_cb);
    }
  g_object_unref (dialog);
}

void
baton_translation_files_import (GtkWidget     *widget,
                                BatonDocument *document,
                                const char    *tag)
{
  Job *job = job_new (widget, document, tag);
  GtkFileChooserNative *dialog = make_dialog (job, _("Import Translations"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));

  g_signal_connect_data (dialog, "response", G_CALLBACK (import_response_cb), job, job_unref_with_closure, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
