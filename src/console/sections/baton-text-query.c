/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-text-query.h"

#include <string.h>

#define LOOK_UP_EVERY 256 /* entities between two looks at whether to go on */

typedef struct
{
  GPtrArray       *entities;    /* owned refs, in order */
  char            *tag;
  GStrv            tags;
  char            *source_tag;
  char            *search;
  gboolean         count;
  BatonTextsShown  shown;
  int             *progress;    /* borrowed, nullable */
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_clear_pointer (&query->entities, g_ptr_array_unref);
  g_free (query->tag);
  g_strfreev (query->tags);
  g_free (query->source_tag);
  g_free (query->search);
  g_free (query);
}

void
baton_text_answer_free (BatonTextAnswer *answer)
{
  g_array_unref (answer->texts);
  g_free (answer->counts);
  g_free (answer);
}

static void
clear_text (gpointer data)
{
  g_clear_pointer (&((BatonFoundText *) data)->entity, baton_entity_unref);
}

GArray *
baton_text_answer_new_texts (void)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (BatonFoundText));

  g_array_set_clear_func (texts, clear_text);
  return texts;
}

static gboolean
is_shown (BatonTextsShown shown,
          BatonTextState  state)
{
  switch (shown)
    {
    case BATON_TEXTS_OPEN:
      return state <= BATON_TEXT_TRANSLATED;
    case BATON_TEXTS_MISSING:
      return state == BATON_TEXT_MISSING || state == BATON_TEXT_NEEDS_WORK;
    case BATON_TEXTS_STALE:
      return state == BATON_TEXT_STALE;
    case BATON_TEXTS_REVIEW:
      return state == BATON_TEXT_TRANSLATED;
    case BATON_TEXTS_KEPT:
      return state == BATON_TEXT_NATIVE || state == BATON_TEXT_KEPT;
    case BATON_TEXTS_ALL:
    default:
      return TRUE;
    }
}

static gboolean
holds (const char *text,
       const char *folded)
{
  g_autofree char *fold = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return fold != NULL && strstr (fold, folded) != NULL;
}

/* Whether the field of the entity is a text at all. */
static gboolean
is_text (const BatonEntity *entity,
         BatonField         field)
{
  return (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0 && *baton_text_get_source (baton_entity_get (entity, field)) != '\0';
}

gboolean
baton_text_query_matches (const BatonEntity *entity,
                          BatonField         field,
                          const char        *tag,
                          const char        *source_tag,
                          BatonTextsShown    shown,
                          const char        *search)
{
  const BatonValue *text = baton_entity_get (entity, field);

  if (!is_text (entity, field) || (shown != BATON_TEXTS_ALL && !is_shown (shown, baton_text_get_state (text, tag, source_tag))))
    return FALSE;
  return search == NULL || holds (baton_text_get_source (text), search) || holds (baton_text_get_exact (text, tag), search)
         || holds (baton_entity_get_name (entity), search);
}

void
baton_text_query_count (const BatonEntity  *entity,
                        const char * const *tags,
                        const char         *source_tag,
                        guint              *counts,
                        int                 sign)
{
  const BatonKindInfo *info = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity)) : NULL;

  for (guint i = 0; info != NULL && i < info->n_fields; i++)
    if (is_text (entity, info->first_field + i))
      for (guint number = 0; tags[number] != NULL; number++)
        counts[number * BATON_TEXT_N_STATES + baton_text_get_state (baton_entity_get (entity, info->first_field + i), tags[number], source_tag)] += (guint) sign;
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Query *query = data;
  BatonTextAnswer *answer = g_new0 (BatonTextAnswer, 1);

  answer->texts = baton_text_answer_new_texts ();
  if (query->count)
    answer->counts = g_new0 (guint, g_strv_length (query->tags) * BATON_TEXT_N_STATES + 1);
  for (guint i = 0; i < query->entities->len; i++)
    {
      const BatonEntity *entity = query->entities->pdata[i];
      const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));

      if (i % LOOK_UP_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      if (i % LOOK_UP_EVERY == 0 && query->progress != NULL)
        g_atomic_int_set (query->progress, (int) (1000 * (guint64) i / query->entities->len));
      if (query->count)
        baton_text_query_count (entity, (const char * const *) query->tags, query->source_tag, answer->counts, 1);
      for (guint field = info->first_field; query->tag != NULL && field < info->first_field + info->n_fields; field++)
        if (baton_text_query_matches (entity, field, query->tag, query->source_tag, query->shown, query->search))
          {
            BatonFoundText text = { baton_entity_ref (entity), field };

            g_array_append_val (answer->texts, text);
          }
    }
  /* Here, not on the main loop: there may be many. */
  g_clear_pointer (&query->entities, g_ptr_array_unref);
  g_task_return_pointer (task, answer, (GDestroyNotify) baton_text_answer_free);
}

static gpointer
ref_entity (gconstpointer entity,
            gpointer      data)
{
  return baton_entity_ref (entity);
}

GPtrArray *
baton_text_query_list_entities (const BatonProgram *program)
{
  GPtrArray *entities = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      gboolean any = FALSE;

      for (guint i = 0; i < info->n_fields; i++)
        any |= (baton_schema_get_field (info->first_field + i)->flags & BATON_FIELD_TRANSLATABLE) != 0;
      if (any)
        {
          g_autoptr (GPtrArray) list = baton_program_list (program, kind);

          g_ptr_array_extend (entities, list, (GCopyFunc) ref_entity, NULL);
        }
    }
  return entities;
}

void
baton_text_query_run (BatonDocument       *document,
                      const char          *tag,
                      const char * const  *tags,
                      gboolean             count,
                      BatonTextsShown      shown,
                      const char          *search,
                      int                 *progress,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             source)
{
  const BatonProgram *program = baton_document_get_program (document);
  BatonEntity *root = baton_program_get_root (program);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Query *query = g_new0 (Query, 1);

  query->entities = baton_text_query_list_entities (program);
  query->tag = g_strdup (tag);
  query->tags = g_strdupv ((char **) tags);
  query->source_tag = root != NULL ? g_strdup (baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE)) : NULL;
  query->search = g_strdup (search);
  query->count = count;
  query->shown = shown;
  query->progress = progress;
  g_task_set_source_tag (task, baton_text_query_run);
  g_task_set_task_data (task, query, query_free);
  g_task_run_in_thread (task, run_in_thread);
}

BatonTextAnswer *
baton_text_query_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
