/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-translation-job.h"

#include "console/baton-runner.h"

#include <string.h>

#define MOST_FILE_BYTES (64 * 1024 * 1024)

struct _BatonTranslationJob
{
  BatonDocument           *document;    /* owned */
  BatonRunner             *runner;      /* owned */
  char                    *tag;
  char                    *path;
  gboolean                 exporting;
  gboolean                 replace;
  GBytes                  *bytes;       /* what was read; owned, NULL before */
  BatonPoImport           *import;      /* owned, NULL before */
  BatonStep               *step;        /* that takes it in; owned, NULL before and where it changes nothing */

  BatonTranslationJobFunc  func;
  gpointer                 user_data;   /* borrowed */
};

/* ── In the thread ── */

typedef struct
{
  BatonProgram  *program;    /* a copy */
  BatonProgram  *previous;   /* likewise; only to export */
  guint64        generation; /* of the program */
  char          *tag;
  char          *path;
  gboolean       exporting;
  gboolean       replace;
  GBytes        *bytes;
  BatonPoImport *import;
  BatonStep     *step;       /* likewise, to import */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  baton_program_free (question->program);
  g_clear_pointer (&question->previous, baton_program_free);
  g_clear_pointer (&question->bytes, g_bytes_unref);
  g_clear_pointer (&question->import, baton_po_import_free);
  g_clear_pointer (&question->step, baton_step_free_aside);
  g_free (question->tag);
  g_free (question->path);
  g_free (question);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;
  const char *text;
  gsize length;

  if (question->exporting)
    {
      g_autofree char *file = baton_translations_export (question->program, question->previous, question->tag, question->path);

      return !g_cancellable_set_error_if_cancelled (cancellable, error) && baton_exchange_write_file (question->path, file, strlen (file), error);
    }
  if (question->bytes == NULL)
    question->bytes = baton_exchange_read_file (question->path, MOST_FILE_BYTES, error);
  if (question->bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  text = g_bytes_get_data (question->bytes, &length);
  question->import = baton_translations_import (question->program, text, length, question->tag, question->replace);
  if (question->import->changes->len == 0)
    g_clear_pointer (&question->step, baton_step_free);
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         (question->step == NULL || baton_step_run (question->step, question->import->changes, NULL, error));
}

/* ── Around it ── */

static gpointer
prepare (gpointer owner)
{
  BatonTranslationJob *self = owner;
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  const BatonProgram *base = self->exporting ? baton_workspace_get_base (workspace) : NULL;
  Question *question = g_new0 (Question, 1);

  question->program = baton_program_copy (baton_document_get_program (self->document));
  question->previous = base != NULL ? baton_program_copy (base) : NULL;
  question->generation = baton_workspace_get_generation (workspace);
  question->step = self->exporting ? NULL : baton_step_new (workspace);
  question->tag = g_strdup (self->tag);
  question->path = g_strdup (self->path);
  question->exporting = self->exporting;
  question->replace = self->replace;
  question->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  return question;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonTranslationJob *self = owner;
  Question *question = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->bytes == NULL && question->bytes != NULL)
    self->bytes = g_bytes_ref (question->bytes);
  if (error == NULL && !self->exporting)
    {
      if (question->generation != baton_workspace_get_generation (baton_document_get_workspace (self->document)))
        {
          baton_runner_ask (self->runner);
          return;
        }
      g_clear_pointer (&self->import, baton_po_import_free);
      self->import = g_steal_pointer (&question->import);
      g_clear_pointer (&self->step, baton_step_free_aside);
      self->step = g_steal_pointer (&question->step);
    }
  self->func (self, error, self->user_data);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

static BatonTranslationJob *
job_new (BatonDocument *document,
         const char    *tag,
         const char    *path,
         gboolean       exporting)
{
  BatonTranslationJob *self = g_new0 (BatonTranslationJob, 1);

  self->document = g_object_ref (document);
  self->runner = baton_runner_new (&runner_funcs, self);
  self->tag = g_strdup (tag);
  self->path = g_strdup (path);
  self->exporting = exporting;
  return self;
}

BatonTranslationJob *
baton_translation_job_new_export (BatonDocument *document,
                                  const char    *tag,
                                  const char    *path)
{
  return job_new (document, tag, path, TRUE);
}

BatonTranslationJob *
baton_translation_job_new_import (BatonDocument *document,
                                  const char    *tag,
                                  const char    *path)
{
  return job_new (document, tag, path, FALSE);
}

void
baton_translation_job_free (BatonTranslationJob *self)
{
  baton_runner_free (self->runner);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->import, baton_po_import_free);
  g_clear_pointer (&self->step, baton_step_free_aside);
  g_object_unref (self->document);
  g_free (self->tag);
  g_free (self->path);
  g_free (self);
}

void
baton_translation_job_start (BatonTranslationJob     *self,
                             gboolean                 replace_reviewed,
                             BatonTranslationJobFunc  func,
                             gpointer                 user_data)
{
  self->replace = replace_reviewed;
  self->func = func;
  self->user_data = user_data;
  baton_runner_ask (self->runner);
}

BatonPoImport *
baton_translation_job_get_import (BatonTranslationJob *self)
{
  return self->import;
}

gboolean
baton_translation_job_take (BatonTranslationJob *self,
                            const char          *name)
{
  return self->step != NULL && baton_document_apply_step (self->document, name, self->step);
}
