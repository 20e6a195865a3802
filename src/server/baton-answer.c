/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers and refusals: see baton-answer.h.
 */
#include "config.h"

#include "server/baton-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PROBLEMS 200
/* Not resolvable on purpose: RFC 9457 allows it, and nobody has to keep a page alive. */
#define TYPE_PREFIX "urn:baton:problem:"

typedef struct
{
  const char *slug;
  guint       status;
  const char *title;
} RefusalInfo;

static const RefusalInfo refusals[] = {
#define BATON_REFUSAL(SYMBOL, slug, status, title) [BATON_REFUSAL_##SYMBOL] = { slug, status, title },
#include "server/baton-refusal-table.h"
};
G_STATIC_ASSERT (G_N_ELEMENTS (refusals) == BATON_N_REFUSALS);

const char *
baton_refusal_get_slug (BatonRefusal refusal)
{
  g_return_val_if_fail (refusal < BATON_N_REFUSALS, NULL);
  return refusals[refusal].slug;
}

guint
baton_refusal_get_status (BatonRefusal refusal)
{
  g_return_val_if_fail (refusal < BATON_N_REFUSALS, 500);
  return refusals[refusal].status;
}

BatonAnswer *
baton_answer_new (void)
{
  BatonAnswer *answer = g_new0 (BatonAnswer, 1);

  answer->headers = g_ptr_array_new_with_free_func (g_free);
  return answer;
}

void
baton_answer_free (BatonAnswer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->headers);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer->instance);
  g_free (answer);
}

static gboolean
is_header_value (const char *value)
{
  for (const char *at = value; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return FALSE;
  return TRUE;
}

static guint
find_header (const BatonAnswer *answer,
             const char        *name)
{
  guint i;

  for (i = 0; i < answer->headers->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (answer->headers, i), name) == 0)
      break;
  return i;
}

void
baton_answer_set_header (BatonAnswer *answer,
                         const char  *name,
                         const char  *value)
{
  guint at = find_header (answer, name);

  if (!is_header_value (value))
    return;
  if (at < answer->headers->len)
    {
      g_free (g_ptr_array_index (answer->headers, at + 1));
      g_ptr_array_index (answer->headers, at + 1) = g_strdup (value);
      return;
    }
  g_ptr_array_add (answer->headers, g_strdup (name));
  g_ptr_array_add (answer->headers, g_strdup (value));
}

const char *
baton_answer_get_header (const BatonAnswer *answer,
                         const char        *name)
{
  guint at = find_header (answer, name);

  return at < answer->headers->len ? g_ptr_array_index (answer->headers, at + 1) : NULL;
}

void
baton_answer_set_body (BatonAnswer *answer,
                       guint        status,
                       const char  *media_type,
                       GBytes      *body)
{
  GBytes *kept = body != NULL ? g_bytes_ref (body) : NULL;

  answer->status = status;
  g_clear_pointer (&answer->body, g_bytes_unref);
  answer->body = kept;
  if (media_type != NULL)
    baton_answer_set_header (answer, "Content-Type", media_type);
}

void
baton_answer_take_text (BatonAnswer *answer,
                        guint        status,
                        const char  *media_type,
                        char        *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  baton_answer_set_body (answer, status, media_type, body);
}

void
baton_answer_set_json (BatonAnswer      *answer,
                       guint             status,
                       const BatonValue *value)
{
  baton_answer_take_text (answer, status, BATON_MEDIA_JSON, baton_value_to_json (value));
}

void
baton_answer_refuse (BatonAnswer      *answer,
                     BatonRefusal      refusal,
                     const BatonValue *extra)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;
  const RefusalInfo *info = &refusals[refusal];
  g_autofree char *type = g_strconcat (TYPE_PREFIX, info->slug, NULL);

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "type", type);
  baton_value_builder_set_string (builder, "title", _(info->title));
  baton_value_builder_set_integer (builder, "status", info->status);
  baton_value_builder_set_string (builder, "instance", answer->instance);
  for (gsize i = 0; i < baton_value_get_length (extra); i++)
    {
      baton_value_builder_key (builder, baton_value_get_key (extra, i));
      baton_value_builder_add (builder, baton_value_get_element (extra, i));
    }
  baton_value_builder_close (builder);
  value = baton_value_builder_finish (builder);

  baton_answer_take_text (answer, info->status, BATON_MEDIA_PROBLEM, baton_value_to_json (value));
  baton_answer_set_header (answer, "Cache-Control", "no-store");
  switch (refusal)
    {
    case BATON_REFUSAL_UNAUTHORISED:
      baton_answer_set_header (answer, "WWW-Authenticate", "Bearer realm=\"baton\"");
      break;
    case BATON_REFUSAL_IN_FLIGHT:
    case BATON_REFUSAL_BUSY:
      baton_answer_set_header (answer, "Retry-After", "1");
      break;
    case BATON_REFUSAL_RATE_LIMITED:
      baton_answer_set_header (answer, "Retry-After", "30");
      break;
    default:
      break;
    }
}

static const char *
severity_name (BatonSeverity severity)
{
  switch (severity)
    {
    case BATON_SEVERITY_ERROR:
      return "error";
    case BATON_SEVERITY_WARNING:
      return "warning";
    case BATON_SEVERITY_HINT:
    default:
      return "hint";
    }
}

/* The names are the schema's, so that a client of another version can still say where the problem lies. */
static void
add_problem (BatonValueBuilder  *builder,
             const BatonProblem *problem)
{
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "rule", baton_problem_code_get_name (problem->code));
  baton_value_builder_set_string (builder, "severity", severity_name (baton_problem_get_severity (problem)));
  if (problem->kind != BATON_KIND_NONE)
    baton_value_builder_set_string (builder, "kind", baton_schema_get_kind (problem->kind)->name);
  baton_value_builder_set_string (builder, "entity", problem->entity);
  if (problem->field != BATON_FIELD_NONE)
    baton_value_builder_set_string (builder, "field", baton_schema_get_field (problem->field)->name);
  baton_value_builder_set_string (builder, "locale", problem->locale);
  if (problem->row >= 0)
    baton_value_builder_set_integer (builder, "row", problem->row);
  baton_value_builder_set_string (builder, "pointer", problem->path);
  if (problem->arguments != NULL && problem->arguments[0] != NULL)
    {
      baton_value_builder_key (builder, "arguments");
      baton_value_builder_open_array (builder);
      for (char **argument = problem->arguments; *argument != NULL; argument++)
        baton_value_builder_add_string (builder, *argument);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

BatonValue *
baton_answer_problems (GPtrArray *problems)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  guint n = MIN (problems->len, MAX_PROBLEMS);

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "errors");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n; i++)
    add_problem (builder, g_ptr_array_index (problems, i));
  baton_value_builder_close (builder);
  if (problems->len > n)
    baton_value_builder_set_integer (builder, "more", problems->len - n);
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}
