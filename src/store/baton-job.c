/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements with their values, kept until a transaction with them has been committed.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-job.h"

#include <string.h>

#include "store/baton-change-list.h"

#define MAX_VALUES 10

typedef enum
{
  VALUE_NULL,
  VALUE_INT,
  VALUE_TEXT,
  VALUE_BLOB,
  VALUE_BODY,
  VALUE_FORWARD,
  VALUE_INVERSE,
  VALUE_PROGRAM
} ValueType;

typedef struct
{
  ValueType type;
  gint64    number;
  gpointer  pointer;   /* owned, as the type says */
} Value;

typedef struct
{
  BatonStatement statement;
  guint          n_values;
  Value          values[MAX_VALUES];
} Step;

struct _BatonJob
{
  GArray *steps;   /* owned, of Step */
};

static void
clear_step (gpointer data)
{
  Step *step = data;

  for (guint i = 0; i < step->n_values; i++)
    {
      Value *value = &step->values[i];

      switch (value->type)
        {
        case VALUE_TEXT:
          g_free (value->pointer);
          break;
        case VALUE_BLOB:
          g_bytes_unref (value->pointer);
          break;
        case VALUE_BODY:
          baton_entity_unref (value->pointer);
          break;
        case VALUE_FORWARD:
        case VALUE_INVERSE:
          g_ptr_array_unref (value->pointer);
          break;
        case VALUE_PROGRAM:
          baton_program_free (value->pointer);
          break;
        case VALUE_NULL:
        case VALUE_INT:
        default:
          break;
        }
    }
}

BatonJob *
baton_job_new (void)
{
  BatonJob *job = g_new0 (BatonJob, 1);

  job->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (job->steps, clear_step);
  return job;
}

void
baton_job_free (BatonJob *job)
{
  if (job == NULL)
    return;
  g_array_unref (job->steps);
  g_free (job);
}

gboolean
baton_job_is_empty (const BatonJob *job)
{
  return job->steps->len == 0;
}

void
baton_job_add (BatonJob       *job,
               BatonStatement  statement)
{
  Step step = { .statement = statement };

  g_array_append_val (job->steps, step);
}

static void
bind (BatonJob  *job,
      ValueType  type,
      gint64     number,
      gpointer   pointer)
{
  Step *step = &g_array_index (job->steps, Step, job->steps->len - 1);

  g_assert (step->n_values < MAX_VALUES);
  step->values[step->n_values++] = (Value) { type, number, pointer };
}

void
baton_job_bind_null (BatonJob *job)
{
  bind (job, VALUE_NULL, 0, NULL);
}

void
baton_job_bind_int (BatonJob *job,
                    gint64    value)
{
  bind (job, VALUE_INT, value, NULL);
}

void
baton_job_bind_text (BatonJob   *job,
                     const char *text)
{
  baton_job_bind_taken (job, g_strdup (text));
}

void
baton_job_bind_taken (BatonJob *job,
                      char     *text)
{
  bind (job, text != NULL ? VALUE_TEXT : VALUE_NULL, 0, text);
}

void
baton_job_bind_blob (BatonJob *job,
                     GBytes   *bytes)
{
  bind (job, VALUE_BLOB, 0, g_bytes_ref (bytes));
}

void
baton_job_bind_body (BatonJob          *job,
                     const BatonEntity *entity)
{
  bind (job, VALUE_BODY, 0, baton_entity_ref (entity));
}

void
baton_job_bind_changes (BatonJob       *job,
                        GPtrArray      *changes,
                        BatonDirection  direction)
{
  bind (job, direction == BATON_FORWARD ? VALUE_FORWARD : VALUE_INVERSE, 0, g_ptr_array_ref (changes));
}

void
baton_job_bind_program (BatonJob           *job,
                        const BatonProgram *program)
{
  bind (job, VALUE_PROGRAM, 0, baton_program_copy (program));
}

void
baton_job_put_entity (BatonJob          *job,
                      const BatonEntity *entity)
{
  baton_job_add (job, BATON_STATEMENT_PUT_ENTITY);
  baton_job_bind_text (job, baton_entity_get_id (entity));
  baton_job_bind_text (job, baton_schema_get_kind (baton_entity_get_kind (entity))->name);
  baton_job_bind_text (job, baton_entity_get_parent (entity));
  baton_job_bind_text (job, baton_entity_get_position (entity));
  baton_job_bind_body (job, entity);
}

static void
collect (gpointer data,
         gpointer user_data)
{
  g_ptr_array_add (user_data, data);
}

static int
compare_entities (gconstpointer a,
                  gconstpointer b)
{
  const BatonEntity *left = *(const BatonEntity * const *) a, *right = *(const BatonEntity * const *) b;
  int order = strcmp (baton_schema_get_kind (baton_entity_get_kind (left))->name, baton_schema_get_kind (baton_entity_get_kind (right))->name);

  return order != 0 ? order : strcmp (baton_entity_get_id (left), baton_entity_get_id (right));
}

void
baton_job_put_program (BatonJob           *job,
                       const BatonProgram *program)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_sized_new (baton_program_get_size (program));

  baton_program_foreach (program, collect, entities);
  g_ptr_array_sort (entities, compare_entities);
  for (guint i = 0; i < entities->len; i++)
    baton_job_put_entity (job, g_ptr_array_index (entities, i));
}

void
baton_job_put_changes (BatonJob  *job,
                       GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = g_ptr_array_index (changes, i);

      if (change->after != NULL)
        {
          baton_job_put_entity (job, change->after);
          continue;
        }
      baton_job_add (job, BATON_STATEMENT_REMOVE_ENTITY);
      baton_job_bind_text (job, baton_change_get_id (change));
    }
}

void
baton_job_put_meta (BatonJob   *job,
                    const char *key,
                    const char *value)
{
  baton_job_add (job, value != NULL ? BATON_STATEMENT_PUT_META : BATON_STATEMENT_REMOVE_META);
  baton_job_bind_text (job, key);
  if (value != NULL)
    baton_job_bind_text (job, value);
}

void
baton_job_put_meta_int (BatonJob   *job,
                        const char *key,
                        gint64      value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  baton_job_put_meta (job, key, text);
}

static int
bind_json (sqlite3_stmt *statement,
           int           index,
           BatonValue   *value)
{
  GString *json = g_string_new (NULL);
  gsize length;

  baton_value_append_json (value, json);
  baton_value_unref (value);
  length = json->len;
  return sqlite3_bind_text64 (statement, index, g_string_free (json, FALSE), length, g_free, SQLITE_UTF8);
}

static int
bind_value (sqlite3_stmt *statement,
            int           index,
            const Value  *value)
{
  switch (value->type)
    {
    case VALUE_INT:
      return sqlite3_bind_int64 (statement, index, value->number);
    case VALUE_TEXT:
      return sqlite3_bind_text64 (statement, index, value->pointer, strlen (value->pointer), SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BLOB:
      {
        gsize size;
        const void *data = g_bytes_get_data (value->pointer, &size);

        /* A NULL pointer would bind NULL; no bytes are still a value. */
        return sqlite3_bind_blob64 (statement, index, data != NULL ? data : "", size, SQLITE_STATIC);
      }
    case VALUE_BODY:
      return bind_json (statement, index, baton_entity_to_value (value->pointer));
    case VALUE_FORWARD:
      return bind_json (statement, index, baton_change_list_to_value (value->pointer, BATON_FORWARD));
    case VALUE_INVERSE:
      return bind_json (statement, index, baton_change_list_to_value (value->pointer, BATON_INVERSE));
    case VALUE_PROGRAM:
      return bind_json (statement, index, baton_program_to_value (value->pointer));
    case VALUE_NULL:
    default:
      return sqlite3_bind_null (statement, index);
    }
}

static gboolean
run_step (const Step     *step,
          BatonDatabase  *database,
          GError        **error)
{
  sqlite3_stmt *statement = baton_database_get (database, step->statement, error);
  gboolean done;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < step->n_values; i++)
    {
      int result = bind_value (statement, (int) i + 1, &step->values[i]);

      if (result != SQLITE_OK)
        return baton_database_fail (database, result, error);
    }
  done = baton_database_run (database, statement, error);
  sqlite3_clear_bindings (statement);   /* the values may go before the statement is used again */
  return done;
}

gboolean
baton_job_run (const BatonJob  *job,
               BatonDatabase   *database,
               GError         **error)
{
  for (guint i = 0; i < job->steps->len; i++)
    if (!run_step (&g_array_index (job->steps, Step, i), database, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_bare (BatonDatabase   *database,
          BatonStatement   which,
          GError         **error)
{
  sqlite3_stmt *statement = baton_database_get (database, which, error);

  return statement != NULL && baton_database_run (database, statement, error);
}

gboolean
baton_job_run_all (GPtrArray      *jobs,
                   BatonDatabase  *database,
                   GError        **error)
{
  gboolean done;

  /* One that could not be rolled back, for want of memory, is rolled back now. */
  done = (sqlite3_get_autocommit (database->handle) || run_bare (database, BATON_STATEMENT_ROLLBACK, error)) &&
         run_bare (database, BATON_STATEMENT_BEGIN, error);

  for (guint i = 0; done && i < jobs->len; i++)
    done = baton_job_run (g_ptr_array_index (jobs, i), database, error);
  done = done && run_bare (database, BATON_STATEMENT_COMMIT, error);
  /* Some failures have already rolled back; a ROLLBACK that fails as well leaves nothing open either. */
  if (!sqlite3_get_autocommit (database->handle))
    run_bare (database, BATON_STATEMENT_ROLLBACK, NULL);
  return done && baton_database_check_place (database, error);
}
