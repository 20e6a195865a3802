/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-ahead.h"

struct _BatonAhead
{
  BatonHistoryAnswer parent_instance;
};

G_DEFINE_FINAL_TYPE (BatonAhead, baton_ahead, BATON_TYPE_HISTORY_ANSWER)

static gpointer
baton_ahead_work_out (BatonHistoryQuestion  *question,
                      GCancellable          *cancellable,
                      GError               **error)
{
  return baton_year_ahead_new (question->snapshot, question->reg, question->history, question->last, 0, cancellable, error);
}

BatonYearAhead *
baton_ahead_get (BatonAhead *self)
{
  return baton_history_answer_get (BATON_HISTORY_ANSWER (self));
}

static void
baton_ahead_class_init (BatonAheadClass *klass)
{
  BATON_HISTORY_ANSWER_CLASS (klass)->work_out = baton_ahead_work_out;
  BATON_HISTORY_ANSWER_CLASS (klass)->free_answer = (GDestroyNotify) baton_year_ahead_free;
}

static void
baton_ahead_init (BatonAhead *self)
{
}

BatonAhead *
baton_ahead_of (BatonDocument *document)
{
  static const char key[] = "baton-ahead";
  BatonAhead *self = g_object_get_data (G_OBJECT (document), key);

  if (self == NULL)
    {
      self = g_object_new (BATON_TYPE_AHEAD, NULL);
      baton_history_answer_set_document (BATON_HISTORY_ANSWER (self), document);
      g_object_set_data_full (G_OBJECT (document), key, self, g_object_unref);
    }
  return g_object_ref (self);
}
