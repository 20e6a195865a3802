/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a server's answers mean: see baton-remote-answer.h.
 */
#include "sync/baton-remote-answer.h"

#include <string.h>

#include "model/baton-json.h"
#include "model/baton-problem.h"

#define PROBLEM_PREFIX "urn:baton:problem:"

BatonValue *
baton_remote_parse (const BatonResponse *response)
{
  gsize length;
  const char *data = g_bytes_get_data (response->body, &length);

  return baton_json_parse (data, length, NULL);
}

const char *
baton_remote_get_slug (const BatonValue *value)
{
  const char *type = baton_value_get_member_string (value, "type");

  return type != NULL && g_str_has_prefix (type, PROBLEM_PREFIX) ? type + strlen (PROBLEM_PREFIX) : "";
}

gpointer
baton_remote_refuse (const BatonResponse  *response,
                     const BatonValue     *value,
                     GError              **error)
{
  static const struct
  {
    guint            status;
    BatonRemoteError code;
  } codes[] = {
    { 401, BATON_REMOTE_ERROR_UNAUTHORISED },
    { 403, BATON_REMOTE_ERROR_NOT_ALLOWED },
    { 404, BATON_REMOTE_ERROR_NOT_FOUND },
    { 413, BATON_REMOTE_ERROR_TOO_LARGE },
    { 414, BATON_REMOTE_ERROR_TOO_LARGE },
    { 421, BATON_REMOTE_ERROR_ADDRESS },
    { 429, BATON_REMOTE_ERROR_BUSY },
    { 431, BATON_REMOTE_ERROR_TOO_LARGE },
    { 409, BATON_REMOTE_ERROR_BUSY },
    { 502, BATON_REMOTE_ERROR_BUSY },
    { 503, BATON_REMOTE_ERROR_BUSY },
    { 504, BATON_REMOTE_ERROR_BUSY },
    { 507, BATON_REMOTE_ERROR_FULL },
  };
  const char *slug = baton_remote_get_slug (value);
  BatonRemoteError code = response->status >= 500 ? BATON_REMOTE_ERROR_FAILED : BATON_REMOTE_ERROR_PROTOCOL;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].status == response->status)
      code = codes[i].code;
  if (strcmp (slug, "not-yours") == 0)
    {
      const char *name = baton_value_get_member_string (value, "name");

      g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_NOT_YOURS, name != NULL ? name : "");
      return NULL;
    }
  if (strcmp (slug, "idempotency-reused") == 0)
    code = BATON_REMOTE_ERROR_DIFFERENT;
  g_set_error (error, BATON_REMOTE_ERROR, code, "status %u %s", response->status, slug);
  return NULL;
}

gpointer
baton_remote_fail_protocol (GError     **error,
                            const char  *what)
{
  g_set_error_literal (error, BATON_REMOTE_ERROR, BATON_REMOTE_ERROR_PROTOCOL, what);
  return NULL;
}

static int
find_problem_code (const char *name)
{
  for (guint i = 0; i < BATON_N_PROBLEMS; i++)
    if (g_strcmp0 (baton_problem_code_get_name (i), name) == 0)
      return (int) i;
  return -1;
}

static char **
read_arguments (const BatonValue *array)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  for (gsize i = 0; i < baton_value_get_length (array); i++)
    {
      const char *argument = baton_value_get_string (baton_value_get_element (array, i));

      g_ptr_array_add (arguments, g_strdup (argument != NULL ? argument : ""));
    }
  g_ptr_array_add (arguments, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&arguments), FALSE);
}

/* NULL for a problem that this version does not know. */
static BatonProblem *
read_problem (const BatonValue *value)
{
  int code = find_problem_code (baton_value_get_member_string (value, "rule"));
  const char *kind_name = baton_value_get_member_string (value, "kind");
  const char *field_name = baton_value_get_member_string (value, "field");
  BatonKind kind = kind_name != NULL ? baton_schema_find_kind (kind_name) : BATON_KIND_NONE;
  BatonField field = kind != BATON_KIND_NONE && field_name != NULL ? baton_schema_find_field (kind, field_name)
                                                                   : BATON_FIELD_NONE;
  BatonProblem *problem;

  if (code < 0)
    return NULL;
  problem = baton_problem_new ((BatonProblemCode) code, kind, baton_value_get_member_string (value, "entity"), field, NULL);
  problem->locale = g_strdup (baton_value_get_member_string (value, "locale"));
  problem->row = (int) CLAMP (baton_value_get_member_integer (value, "row", -1), -1, G_MAXINT);
  problem->path = g_strdup (baton_value_get_member_string (value, "pointer"));
  g_strfreev (problem->arguments);
  problem->arguments = read_arguments (baton_value_get_member (value, "arguments"));
  return problem;
}

void
baton_remote_read_problems (const BatonValue *value,
                            BatonPushResult  *result)
{
  const BatonValue *errors = baton_value_get_member (value, "errors");

  result->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  result->n_more = (guint) CLAMP (baton_value_get_member_integer (value, "more", 0), 0, G_MAXINT);
  for (gsize i = 0; i < baton_value_get_length (errors); i++)
    {
      BatonProblem *problem = read_problem (baton_value_get_element (errors, i));

      if (problem != NULL)
        g_ptr_array_add (result->problems, problem);
      else
        result->n_more++;
    }
}
