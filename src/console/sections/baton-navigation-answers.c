/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-navigation-answers.h"

#include "console/baton-runner.h"
#include "portal/baton-beside-record.h"
#include "portal/baton-portal-why.h"
#include "portal/baton-portal.h"
#include "words/baton-words-rule.h"

struct _BatonNavigationAnswers
{
  GObject        parent_instance;

  BatonDocument *document;     /* owned */
  BatonRunner   *runner;       /* owned */
  GHashTable    *answers;      /* item → BatonNavigationAnswer; owned, NULL before the first answer */
  char          *persona;      /* owned, nullable */
  guint          n_personas;
};

G_DEFINE_FINAL_TYPE (BatonNavigationAnswers, baton_navigation_answers, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
answer_free (gpointer data)
{
  BatonNavigationAnswer *answer = data;

  g_ptr_array_unref (answer->readers);
  g_free (answer->why);
  g_free (answer);
}

/* ── In the thread ── */

typedef struct
{
  BatonSnapshot *snapshot;
  char          *persona;    /* nullable */
  BatonDay       day;
  guint          n_personas; /* the answer, as what follows */
  GHashTable    *answers;    /* NULL before there are any */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  baton_snapshot_unref (question->snapshot);
  g_clear_pointer (&question->answers, g_hash_table_unref);
  g_free (question->persona);
  g_free (question);
}

/* Notes for every item of the portal, at any depth, that the persona sees it. */
static void
note_shown (GHashTable                  *answers,
            const BatonPortalNavigation *items,
            gsize                        n_items,
            const char                  *persona)
{
  for (gsize i = 0; i < n_items; i++)
    {
      BatonNavigationAnswer *answer = g_hash_table_lookup (answers, items[i].item.id);

      if (answer != NULL)
        g_ptr_array_add (answer->readers, g_strdup (persona));
      note_shown (answers, items[i].children, items[i].n_children, persona);
    }
}

static gboolean
opens_empty_page (Question          *question,
                  const BatonProfile *profile,
                  const BatonEntity *item)
{
  BatonPortalRequest request = { .persona = question->persona, .day = question->day, .target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET) };
  g_autoptr (BatonPortal) portal = NULL;

  if (request.target == NULL || baton_snapshot_lookup_kind (question->snapshot, request.target, BATON_KIND_PAGE) == NULL)
    return FALSE;
  portal = baton_portal_resolve (question->snapshot, profile, &request);
  return portal->open == BATON_PORTAL_OPEN_PAGE && portal->page->n_blocks == 0;
}

static void
ask_in_detail (Question           *question,
               GHashTable         *answers,
               const BatonProfile *profile,
               GCancellable       *cancellable)
{
  GPtrArray *items = baton_snapshot_list (question->snapshot, BATON_KIND_NAVIGATION_ITEM);
  BatonPortalRequest request = { .persona = question->persona, .day = question->day };

  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      BatonNavigationAnswer *answer = g_hash_table_lookup (answers, baton_entity_get_id (items->pdata[i]));
      g_autoptr (BatonWhy) why = baton_portal_why (question->snapshot, profile, &request, baton_entity_get_id (items->pdata[i]));

      answer->shown = why->shown;
      answer->why = baton_words_why (BATON_NAMES_OF_SNAPSHOT (question->snapshot), why);
      answer->empty = why->shown && opens_empty_page (question, profile, items->pdata[i]);
      answer->record = answer->empty && baton_portal_is_beside_record (question->snapshot, profile, &request, baton_entity_get_string (items->pdata[i], BATON_FIELD_NAVIGATION_ITEM_TARGET));
      answer->empty &= !answer->record;
    }
}

/* Of an item that the persona does not see, and nobody before them: whether they do beside a record. */
static void
ask_beside_record (Question           *question,
                   GHashTable         *answers,
                   const BatonProfile *profile,
                   const char         *persona,
                   GCancellable       *cancellable)
{
  BatonPortalRequest request = { .persona = persona, .day = question->day };
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &id, &value) && !g_cancellable_is_cancelled (cancellable))
    {
      BatonNavigationAnswer *answer = value;

      if (answer->readers->len == 0 && !answer->record)
        answer->record = baton_portal_is_beside_record (question->snapshot, profile, &request, id);
    }
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;
  GPtrArray *personas = baton_snapshot_list (question->snapshot, BATON_KIND_PERSONA), *items = baton_snapshot_list (question->snapshot, BATON_KIND_NAVIGATION_ITEM);
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);

  for (guint i = 0; i < items->len; i++)
    {
      BatonNavigationAnswer *answer = g_new0 (BatonNavigationAnswer, 1);

      answer->readers = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (answers, g_strdup (baton_entity_get_id (items->pdata[i])), answer);
    }
  question->n_personas = personas->len;
  for (guint i = 0; i < personas->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *id = baton_entity_get_id (personas->pdata[i]);
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (question->snapshot, id, question->day);
      BatonPortalRequest request = { .persona = id, .day = question->day };
      g_autoptr (BatonPortal) portal = profile != NULL ? baton_portal_resolve (question->snapshot, profile, &request) : NULL;

      if (portal == NULL)
        continue;
      note_shown (answers, portal->navigation, portal->n_navigation, id);
      if (g_strcmp0 (id, question->persona) == 0)
        ask_in_detail (question, answers, profile, cancellable);
    }
  for (guint i = 0; i < personas->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *id = baton_entity_get_id (personas->pdata[i]);
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (question->snapshot, id, question->day);

      if (profile != NULL)
        ask_beside_record (question, answers, profile, id, cancellable);
    }
  question->answers = answers;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* ── On the main thread ── */

static gpointer
prepare (gpointer owner)
{
  BatonNavigationAnswers *self = owner;
  Question *question = g_new0 (Question, 1);

  question->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  question->persona = g_strdup (self->persona);
  question->day = baton_document_get_today (self->document);
  return question;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonNavigationAnswers *self = owner;
  Question *question = data;

  if (error != NULL)
    return; /* overtaken */
  g_clear_pointer (&self->answers, g_hash_table_unref);
  self->answers = g_steal_pointer (&question->answers);
  self->n_personas = question->n_personas;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

void
baton_navigation_answers_request (BatonNavigationAnswers *self)
{
  g_return_if_fail (BATON_IS_NAVIGATION_ANSWERS (self));
  baton_runner_ask (self->runner);
}

void
baton_navigation_answers_set_persona (BatonNavigationAnswers *self,
                                      const char             *persona)
{
  g_return_if_fail (BATON_IS_NAVIGATION_ANSWERS (self));

  if (g_strcmp0 (self->persona, persona) == 0)
    return;
  g_free (self->persona);
  self->persona = g_strdup (persona);
  baton_navigation_answers_request (self);
}

const BatonNavigationAnswer *
baton_navigation_answers_get (BatonNavigationAnswers *self,
                              const char             *item)
{
  g_return_val_if_fail (BATON_IS_NAVIGATION_ANSWERS (self), NULL);
  return self->answers != NULL ? g_hash_table_lookup (self->answers, item) : NULL;
}

guint
baton_navigation_answers_get_n_personas (BatonNavigationAnswers *self)
{
  return self->n_personas;
}

/* ── Object ── */

static void
baton_navigation_answers_dispose (GObject *object)
{
  BatonNavigationAnswers *self = BATON_NAVIGATION_ANSWERS (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_navigation_answers_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_navigation_answers_finalize (GObject *object)
{
  BatonNavigationAnswers *self = BATON_NAVIGATION_ANSWERS (object);

  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_free (self->persona);
  G_OBJECT_CLASS (baton_navigation_answers_parent_class)->finalize (object);
}

static void
baton_navigation_answers_class_init (BatonNavigationAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_navigation_answers_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_navigation_answers_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_NAVIGATION_ANSWERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_navigation_answers_init (BatonNavigationAnswers *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
}

BatonNavigationAnswers *
baton_navigation_answers_new (BatonDocument *document)
{
  BatonNavigationAnswers *self = g_object_new (BATON_TYPE_NAVIGATION_ANSWERS, NULL);

  self->document = g_object_ref (document);
  return self;
}
