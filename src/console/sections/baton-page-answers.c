/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-page-answers.h"

#include "console/baton-runner.h"

#include "portal/baton-beside-record.h"
#include "portal/baton-portal-why.h"

typedef struct
{
  GHashTable *landing;   /* page → GPtrArray of names */
  GHashTable *blocks;    /* block → BatonBlockAnswer */
  GPtrArray  *readers;
  GPtrArray  *lost;
} Answer;

struct _BatonPageAnswers
{
  GObject        parent_instance;

  BatonDocument *document;      /* owned */
  BatonRunner   *runner;        /* owned */
  char          *page;          /* owned, nullable */
  char          *answered_page; /* that the answer is about; owned, nullable */
  Answer        *answer;        /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (BatonPageAnswers, baton_page_answers, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
block_answer_free (gpointer data)
{
  BatonBlockAnswer *answer = data;

  g_ptr_array_unref (answer->shown);
  g_ptr_array_unref (answer->record);
  g_ptr_array_unref (answer->empty);
  g_ptr_array_unref (answer->hidden);
  g_free (answer);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_hash_table_unref (answer->landing);
  g_hash_table_unref (answer->blocks);
  g_ptr_array_unref (answer->readers);
  g_ptr_array_unref (answer->lost);
  g_free (answer);
}

/* ── In the thread ── */

typedef struct
{
  BatonSnapshot *snapshot;
  char          *page;      /* nullable */
  BatonDay       day;
  Answer        *answer;    /* NULL before there is one */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  baton_snapshot_unref (question->snapshot);
  g_clear_pointer (&question->answer, answer_free);
  g_free (question->page);
  g_free (question);
}

static void
add_name (GPtrArray         *names,
          const BatonEntity *persona)
{
  g_ptr_array_add (names, g_strdup (baton_entity_get_name (persona)));
}

static BatonBlockAnswer *
ensure_block (Answer     *answer,
              const char *id)
{
  BatonBlockAnswer *block = g_hash_table_lookup (answer->blocks, id);

  if (block == NULL)
    {
      block = g_new0 (BatonBlockAnswer, 1);
      block->shown = g_ptr_array_new_with_free_func (g_free);
      block->record = g_ptr_array_new_with_free_func (g_free);
      block->empty = g_ptr_array_new_with_free_func (g_free);
      block->hidden = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (answer->blocks, g_strdup (id), block);
    }
  return block;
}

/* Whether the block is away because nothing fills it, rather than not for the persona. */
static gboolean
is_empty (const BatonWhy *why)
{
  for (guint i = 0; i < why->reasons->len; i++)
    if (((const BatonWhyReason *) why->reasons->pdata[i])->code == BATON_WHY_EMPTY)
      return TRUE;
  return FALSE;
}

static void
ask_blocks (const Question           *question,
            Answer                   *answer,
            const BatonEntity        *persona,
            const BatonProfile       *profile,
            const BatonPortalRequest *request,
            const BatonPortal        *portal)
{
  g_autoptr (GPtrArray) blocks = baton_snapshot_list_children (question->snapshot, BATON_KIND_BLOCK, question->page);

  for (guint i = 0; i < blocks->len; i++)
    {
      const char *id = baton_entity_get_id (blocks->pdata[i]);
      BatonBlockAnswer *block = ensure_block (answer, id);
      g_autoptr (BatonWhy) why = NULL;
      GPtrArray *names = block->shown;
      gboolean shown = FALSE;

      for (gsize j = 0; j < portal->page->n_blocks && !shown; j++)
        shown = g_strcmp0 (portal->page->blocks[j].item.id, id) == 0;
      if (!shown)
        {
          why = baton_portal_why (question->snapshot, profile, request, id);
          names = !is_empty (why) ? block->hidden : baton_portal_is_beside_record (question->snapshot, profile, request, id) ? block->record : block->empty;
        }
      add_name (names, persona);
    }
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;
  GPtrArray *personas = baton_snapshot_list (question->snapshot, BATON_KIND_PERSONA);
  Answer *answer = g_new0 (Answer, 1);

  question->answer = answer;
  answer->landing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  answer->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, block_answer_free);
  answer->readers = g_ptr_array_new_with_free_func (g_free);
  answer->lost = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < personas->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const BatonEntity *persona = personas->pdata[i];
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (question->snapshot, baton_entity_get_id (persona), question->day);
      BatonPortalRequest request = { .persona = baton_entity_get_id (persona), .day = question->day, .target = question->page };
      g_autoptr (BatonPortal) portal = profile != NULL ? baton_portal_resolve (question->snapshot, profile, &request) : NULL;
      GPtrArray *names;

      if (portal == NULL)
        continue;
      if (portal->landing == NULL)
        {
          add_name (answer->lost, persona);
        }
      else
        {
          names = g_hash_table_lookup (answer->landing, portal->landing->id);
          if (names == NULL)
            {
              names = g_ptr_array_new_with_free_func (g_free);
              g_hash_table_insert (answer->landing, g_strdup (portal->landing->id), names);
            }
          add_name (names, persona);
        }
      if (question->page != NULL && portal->open == BATON_PORTAL_OPEN_PAGE && g_strcmp0 (portal->page->item.id, question->page) == 0)
        {
          g_ptr_array_add (answer->readers, g_strdup (baton_entity_get_id (persona)));
          ask_blocks (question, answer, persona, profile, &request, portal);
        }
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* ── On the main thread ── */

static gpointer
prepare (gpointer owner)
{
  BatonPageAnswers *self = owner;
  Question *question = g_new0 (Question, 1);

  question->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  question->page = g_strdup (self->page);
  question->day = baton_document_get_today (self->document);
  return question;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonPageAnswers *self = owner;
  Question *question = data;

  if (error != NULL)
    return; /* overtaken */
  g_clear_pointer (&self->answer, answer_free);
  self->answer = g_steal_pointer (&question->answer);
  g_free (self->answered_page);
  self->answered_page = g_steal_pointer (&question->page);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

void
baton_page_answers_request (BatonPageAnswers *self)
{
  g_return_if_fail (BATON_IS_PAGE_ANSWERS (self));
  baton_runner_ask (self->runner);
}

void
baton_page_answers_set_page (BatonPageAnswers *self,
                             const char       *page)
{
  g_return_if_fail (BATON_IS_PAGE_ANSWERS (self));

  if (g_strcmp0 (self->page, page) == 0)
    return;
  g_free (self->page);
  self->page = g_strdup (page);
  baton_page_answers_request (self);
}

GPtrArray *
baton_page_answers_get_landing (BatonPageAnswers *self,
                                const char       *page)
{
  g_return_val_if_fail (BATON_IS_PAGE_ANSWERS (self), NULL);
  return self->answer != NULL ? g_hash_table_lookup (self->answer->landing, page) : NULL;
}

GPtrArray *
baton_page_answers_get_readers (BatonPageAnswers *self)
{
  g_return_val_if_fail (BATON_IS_PAGE_ANSWERS (self), NULL);
  return self->answer != NULL && g_strcmp0 (self->page, self->answered_page) == 0 ? self->answer->readers : NULL;
}

GPtrArray *
baton_page_answers_get_lost (BatonPageAnswers *self)
{
  g_return_val_if_fail (BATON_IS_PAGE_ANSWERS (self), NULL);
  return self->answer != NULL ? self->answer->lost : NULL;
}

const BatonBlockAnswer *
baton_page_answers_get_block (BatonPageAnswers *self,
                              const char       *block)
{
  g_return_val_if_fail (BATON_IS_PAGE_ANSWERS (self), NULL);
  return self->answer != NULL ? g_hash_table_lookup (self->answer->blocks, block) : NULL;
}

/* ── Object ── */

static void
baton_page_answers_dispose (GObject *object)
{
  BatonPageAnswers *self = BATON_PAGE_ANSWERS (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_page_answers_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_page_answers_finalize (GObject *object)
{
  BatonPageAnswers *self = BATON_PAGE_ANSWERS (object);

  g_clear_pointer (&self->answer, answer_free);
  g_free (self->page);
  g_free (self->answered_page);
  G_OBJECT_CLASS (baton_page_answers_parent_class)->finalize (object);
}

static void
baton_page_answers_class_init (BatonPageAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_page_answers_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_page_answers_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_PAGE_ANSWERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_page_answers_init (BatonPageAnswers *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
}

BatonPageAnswers *
baton_page_answers_new (BatonDocument *document)
{
  BatonPageAnswers *self = g_object_new (BATON_TYPE_PAGE_ANSWERS, NULL);

  self->document = g_object_ref (document);
  return self;
}
