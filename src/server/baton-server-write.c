/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Push, restore and dry run: whatever makes, or would make, a revision.
 *
 * A write is looked at in the order of what it costs: its key (was it answered before?), its condition (has the head
 * moved?), then the program. The transaction asks the first two again, since both may change meanwhile.
 */
#include "server/baton-server-private.h"

#include <string.h>

#include "model/baton-json.h"
#include "model/baton-program-assets.h"
#include "model/baton-text-scope.h"
#include "model/baton-validate.h"

/* ── One write at a time under one key ───────────────────────────────────────────────────────────────── */

static gboolean
enter_flight (BatonServer *server,
              const char  *flight)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  return g_hash_table_add (server->in_flight, g_strdup (flight));
}

static void
leave_flight (BatonServer *server,
              const char  *flight)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  g_hash_table_remove (server->in_flight, flight);
}

/* ── What is wrong with a program ────────────────────────────────────────────────────────────────────── */

static void
check_assets (BatonServer        *server,
              const BatonProgram *program,
              GPtrArray          *problems)
{
  g_autoptr (GHashTable) digests = baton_program_list_assets (program);
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (digests, NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer digest, id;

  /* Touched first: what is found below is then there when the revision is written, too. */
  if (!baton_archive_touch_assets (server->archive, names, &error))
    {
      g_autofree char *line = g_strdup_printf ("error=\"%s\"", error->message);

      server->options.log (line, server->options.user_data);
    }
  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, &digest, &id))
    if (!baton_archive_has_asset (server->archive, digest))
      g_ptr_array_add (problems, baton_problem_new (BATON_PROBLEM_ASSET_MISSING, BATON_KIND_ASSET, id,
                                                    BATON_FIELD_ASSET_FILE, (const char *) digest, NULL));
}

/* All problems of the program in *json*, in *problems* (out, transfer full), and the program unless it cannot even be
 * read. (transfer full) */
static BatonProgram *
judge_program (BatonServer  *server,
               const char   *json,
               gsize         length,
               GPtrArray   **problems)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = baton_program_parse (json, length, found);

  if (program != NULL)
    {
      g_ptr_array_unref (found);
      found = baton_validate_program (program);
      check_assets (server, program, found);
      g_ptr_array_sort (found, baton_problem_compare);
    }
  *problems = g_steal_pointer (&found);
  return g_steal_pointer (&program);
}

static void
refuse_invalid (BatonAnswer *answer,
                GPtrArray   *problems)
{
  g_autoptr (BatonValue) extra = baton_answer_problems (problems);

  baton_answer_refuse (answer, BATON_REFUSAL_VALIDATION_FAILED, extra);
}

/* ── Who may push what ───────────────────────────────────────────────────────────────────────────────── */

/* The program of the head; an empty one before the first. (transfer full); NULL with *error*. */
static BatonProgram *
load_head_program (BatonServer  *server,
                   GError      **error)
{
  g_autoptr (BatonArchiveRevision) head = baton_archive_get_head (server->archive, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GBytes) bytes = NULL;
  BatonProgram *program;

  if (head == NULL)
    return NULL;
  if (head->number == 0)
    return baton_program_new ();
  bytes = baton_archive_load_program (server->archive, head->digest, error);
  if (bytes == NULL)
    return NULL;
  program = baton_program_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), problems);
  if (program == NULL)
    g_set_error_literal (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_DAMAGED, "the head's program cannot be read");
  return program;
}

/* Names the first of what was not theirs to change, and the languages whose texts are. */
static void
refuse_foreign (BatonAnswer        *answer,
                const BatonAtom    *atom,
                const char * const *languages)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) extra = NULL;
  const BatonEntity *entity = atom->entity_after != NULL ? atom->entity_after : atom->entity_before;
  const char *name = baton_entity_get_name (entity);

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "kind", baton_schema_get_kind (atom->kind)->name);
  baton_value_builder_set_string (builder, "entity", atom->id);
  /* Without a name it goes by its id, which is told already. */
  baton_value_builder_set_string (builder, "name", strcmp (name, atom->id) != 0 ? name : NULL);
  baton_value_builder_set_string (builder, "field",
                                  atom->field != BATON_FIELD_NONE ? baton_schema_get_field (atom->field)->name : NULL);
  baton_value_builder_set_string (builder, "locale", atom->locale);
  baton_server_set_languages (builder, languages);
  baton_value_builder_close (builder);
  extra = baton_value_builder_finish (builder);
  baton_answer_refuse (answer, BATON_REFUSAL_NOT_YOURS, extra);
}

/* Whether who asks may make *program* of what the head holds. Should the head move meanwhile, the transaction says so: it is
 * asked about the head of the request's condition, or not done. */
static gboolean
check_scope (BatonServer        *server,
             const BatonRequest *request,
             const BatonProgram *program,
             BatonAnswer        *answer)
{
  g_autoptr (BatonProgram) head = NULL;
  g_autoptr (GPtrArray) atoms = NULL;
  g_auto (GStrv) languages = NULL;
  const BatonAtom *foreign;
  g_autoptr (GError) error = NULL;

  if (baton_may (request->role, BATON_SERVER_ACTION_PUSH, &(BatonCircumstances) { 0 }))
    return TRUE;
  languages = baton_archive_dup_languages (server->archive, request->actor, &error);
  if (languages != NULL)
    head = load_head_program (server, &error);
  if (head == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return FALSE;
    }
  atoms = baton_diff (head, program);
  foreign = baton_text_scope_find ((const char * const *) languages, atoms);
  if (foreign == NULL)
    return TRUE;
  refuse_foreign (answer, foreign, (const char * const *) languages);
  return FALSE;
}

/* ── What was sent ───────────────────────────────────────────────────────────────────────────────────── */

static void
refuse_json (BatonAnswer          *answer,
             const BatonJsonError *error)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) extra = NULL;

  baton_value_builder_open_object (builder);
  if (error->code != BATON_JSON_OK)
    {
      baton_value_builder_set_string (builder, "rule", baton_json_code_get_name (error->code));
      baton_value_builder_set_integer (builder, "line", error->line);
      baton_value_builder_set_integer (builder, "column", error->column);
    }
  baton_value_builder_close (builder);
  extra = baton_value_builder_finish (builder);
  baton_answer_refuse (answer, BATON_REFUSAL_BAD_JSON, extra);
}

/* Messages are shown wherever revisions are listed, on terminals too: line breaks and tabs are all that may control anything. */
static gboolean
is_message (const BatonValue *message)
{
  for (const char *at = baton_value_get_string (message); at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (*at != '\n' && *at != '\t' && g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return baton_value_is (message, BATON_VALUE_STRING);
}

/* {"message"?: text, "program"?: object} and nothing else; NULL when refused. (transfer full) */
static BatonValue *
read_envelope (const BatonRequest *request,
               BatonAnswer        *answer,
               gboolean            with_program)
{
  gsize length;
  const char *data = g_bytes_get_data (request->body, &length);
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) envelope = baton_json_parse (data, length, &error);
  const BatonValue *message = baton_value_get_member (envelope, "message");
  const BatonValue *program = baton_value_get_member (envelope, "program");
  gsize n_known = (message != NULL) + (program != NULL);

  if (!baton_value_is (envelope, BATON_VALUE_OBJECT) || baton_value_get_length (envelope) != n_known ||
      (message != NULL && !is_message (message)) ||
      (program != NULL) != with_program || (with_program && !baton_value_is (program, BATON_VALUE_OBJECT)))
    {
      refuse_json (answer, &error);
      return NULL;
    }
  if (message != NULL && g_utf8_strlen (baton_value_get_string (message), -1) > BATON_SERVER_MAX_MESSAGE)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_TOO_LARGE, NULL);
      return NULL;
    }
  return g_steal_pointer (&envelope);
}

static const char *
envelope_message (const BatonValue *envelope)
{
  const char *message = baton_value_get_member_string (envelope, "message");

  return message != NULL ? message : "";
}

/* ── The write itself ────────────────────────────────────────────────────────────────────────────────── */

static void
refuse_moved (BatonAnswer                *answer,
              const BatonArchiveRevision *head)
{
  g_autoptr (BatonValue) value = baton_archive_revision_to_value (head);
  g_autoptr (BatonValue) extra = baton_value_with_member (NULL, "head", value);
  g_autofree char *etag = baton_archive_revision_get_etag (head);

  baton_answer_refuse (answer, BATON_REFUSAL_HEAD_MOVED, extra);
  baton_answer_set_header (answer, "ETag", etag);
}

/* 201 with the revision, and beside it the warnings and hints, which do not keep a program from being pushed. */
static void
answer_created (const BatonArchiveRevision *revision,
                BatonAnswer                *answer,
                gpointer                    user_data)
{
  g_autoptr (BatonValue) problems = baton_answer_problems (user_data);
  g_autoptr (BatonValue) value = baton_archive_revision_to_value (revision);
  g_autofree char *etag = baton_archive_revision_get_etag (revision);
  g_autofree char *location = g_strdup_printf ("/v1/revisions/%" G_GINT64_FORMAT, revision->number);

  for (gsize i = 0; i < baton_value_get_length (problems); i++)
    {
      BatonValue *with = baton_value_with_member (value, baton_value_get_key (problems, i),
                                                  baton_value_get_element (problems, i));

      baton_value_unref (value);
      value = with;
    }
  baton_answer_set_json (answer, 201, value);
  baton_answer_set_header (answer, "Location", location);
  baton_answer_set_header (answer, "ETag", etag);
}

/* Judges the program in *json* and makes it the next revision. */
static void
publish (BatonServer        *server,
         const BatonRequest *request,
         const BatonWrite   *write,
         const char         *json,
         gsize               length,
         const char         *message,
         gint64              restored_from,
         BatonAnswer        *answer)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (BatonProgram) program = judge_program (server, json, length, &problems);
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonArchiveRevision) revision = NULL;
  g_autoptr (BatonAnswer) created = baton_answer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  BatonPublishOutcome outcome;
  GPtrArray *headers;
  char *canonical;

  if (program != NULL && !check_scope (server, request, program, answer))
    return;
  if (program == NULL || baton_problems_have_errors (problems))
    {
      refuse_invalid (answer, problems);
      return;
    }

  value = baton_program_to_value (program);
  canonical = baton_value_to_json (value);
  bytes = g_bytes_new_take (canonical, strlen (canonical));
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!baton_archive_publish (server->archive, write, request->if_match, bytes, digest, message, restored_from,
                              answer_created, problems, &outcome, &revision, created, &error))
    {
      baton_server_fail (server, request, answer, error);
      return;
    }

  switch (outcome)
    {
    case BATON_PUBLISH_DONE:
    case BATON_PUBLISH_REPLAYED:
      /* Only what was committed is answered: a failed commit must not leave a 201 behind. */
      baton_answer_set_body (answer, created->status, NULL, created->body);
      headers = created->headers;
      for (guint i = 0; i < headers->len; i += 2)
        baton_answer_set_header (answer, g_ptr_array_index (headers, i), g_ptr_array_index (headers, i + 1));
      break;
    case BATON_PUBLISH_MOVED:
      refuse_moved (answer, revision);
      break;
    case BATON_PUBLISH_REUSED:
    default:
      baton_answer_refuse (answer, BATON_REFUSAL_IDEMPOTENCY_REUSED, NULL);
      break;
    }
}

/* Whether the write may go on: its key is new and the head is the one that it was made for. Else it is answered. */
static gboolean
check_conditions (BatonServer        *server,
                  const BatonRequest *request,
                  const BatonWrite   *write,
                  BatonAnswer        *answer)
{
  g_autoptr (BatonArchiveRevision) head = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;
  BatonKeyState state;

  if (!baton_archive_check_key (server->archive, write, &state, answer, &error))
    {
      baton_server_fail (server, request, answer, error);
      return FALSE;
    }
  if (state == BATON_KEY_REUSED)
    baton_answer_refuse (answer, BATON_REFUSAL_IDEMPOTENCY_REUSED, NULL);
  if (state != BATON_KEY_FRESH)
    return FALSE;

  head = baton_archive_get_head (server->archive, &error);
  if (head == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return FALSE;
    }
  etag = baton_archive_revision_get_etag (head);
  if (strcmp (etag, request->if_match) == 0)
    return TRUE;
  refuse_moved (answer, head);
  return FALSE;
}

typedef void (*WriteFunc) (BatonServer        *server,
                           const BatonRequest *request,
                           const BatonWrite   *write,
                           BatonAnswer        *answer);

/* What every write begins with. */
static void
guard_write (BatonServer        *server,
             const BatonRequest *request,
             const char         *action,
             const char         *target,
             BatonAnswer        *answer,
             WriteFunc           func)
{
  g_autofree char *body_digest = NULL;
  g_autofree char *flight = NULL;
  BatonWrite write;

  if (request->idempotency_key == NULL)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_IDEMPOTENCY_MISSING, NULL);
      return;
    }
  /* "*" would match any head: last wins, which is what the condition is there to prevent. */
  if (request->if_match == NULL || strcmp (request->if_match, "*") == 0)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_PRECONDITION_REQUIRED, NULL);
      return;
    }
  flight = g_strconcat (request->actor, "\n", request->idempotency_key, NULL);
  if (!enter_flight (server, flight))
    {
      baton_answer_refuse (answer, BATON_REFUSAL_IN_FLIGHT, NULL);
      return;
    }

  body_digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request->body);
  write = (BatonWrite) {
    .actor = request->actor,
    .role = baton_role_get_name (request->role),
    .request = request->id,
    .action = action,
    .target = target,
    .key = request->idempotency_key,
    .body_digest = body_digest,
  };
  if (check_conditions (server, request, &write, answer))
    func (server, request, &write, answer);
  leave_flight (server, flight);
}

static void
push (BatonServer        *server,
      const BatonRequest *request,
      const BatonWrite   *write,
      BatonAnswer        *answer)
{
  g_autoptr (BatonValue) envelope = read_envelope (request, answer, TRUE);
  g_autofree char *json = NULL;

  if (envelope == NULL)
    return;
  json = baton_value_to_json (baton_value_get_member (envelope, "program"));
  publish (server, request, write, json, strlen (json), envelope_message (envelope), 0, answer);
}

void
baton_server_push (gpointer            data,
                   const BatonRequest *request,
                   BatonAnswer        *answer)
{
  guard_write (data, request, "push", "POST /v1/revisions", answer, push);
}

static void
restore (BatonServer        *server,
         const BatonRequest *request,
         const BatonWrite   *write,
         BatonAnswer        *answer)
{
  gint64 number = baton_server_parse_number (request->parameters[0]);
  g_autoptr (BatonArchiveRevision) revision = NULL;
  g_autoptr (BatonValue) envelope = NULL;
  g_autoptr (GBytes) program = NULL;
  g_autoptr (GError) error = NULL;

  revision = baton_archive_get_revision (server->archive, number, &error);
  if (revision != NULL)
    program = baton_archive_load_program (server->archive, revision->digest, &error);
  if (program == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return;
    }
  envelope = read_envelope (request, answer, FALSE);
  if (envelope != NULL)
    publish (server, request, write, g_bytes_get_data (program, NULL), g_bytes_get_size (program),
             envelope_message (envelope), number, answer);
}

void
baton_server_restore (gpointer            data,
                      const BatonRequest *request,
                      BatonAnswer        *answer)
{
  g_autofree char *target = g_strdup_printf ("POST /v1/revisions/%s/restore", request->parameters[0]);

  guard_write (data, request, "restore", target, answer, restore);
}

void
baton_server_validate (gpointer            data,
                       const BatonRequest *request,
                       BatonAnswer        *answer)
{
  BatonServer *server = data;
  g_autoptr (BatonValue) envelope = read_envelope (request, answer, TRUE);
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (BatonValue) listed = NULL;
  g_autoptr (BatonValue) valid = NULL;
  g_autoptr (BatonValue) value = NULL;
  g_autofree char *json = NULL;

  if (envelope == NULL)
    return;
  json = baton_value_to_json (baton_value_get_member (envelope, "program"));
  program = judge_program (server, json, strlen (json), &problems);
  listed = baton_answer_problems (problems);
  valid = baton_value_new_boolean (program != NULL && !baton_problems_have_errors (problems));
  value = baton_value_with_member (listed, "valid", valid);
  baton_answer_set_json (answer, 200, value);
}
