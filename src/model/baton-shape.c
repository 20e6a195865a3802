/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Telling of a shape's problems, and where they are.
 */
#include "config.h"

#include "model/baton-shape-private.h"

void
baton_shape_report (BatonShape      *shape,
                    BatonProblemCode code,
                    const char      *first,
                    const char      *second)
{
  BatonProblem *problem = baton_problem_new (code, baton_entity_get_kind (shape->entity), baton_entity_get_id (shape->entity),
                                             shape->field, first, second, NULL);

  problem->row = shape->row;
  problem->locale = g_strdup (shape->locale);
  problem->path = shape->path != NULL ? g_strdup (shape->path->str) : NULL;
  g_ptr_array_add (shape->problems, problem);
}

void
baton_shape_report_numbers (BatonShape      *shape,
                            BatonProblemCode code,
                            gint64           value,
                            gint64           bound)
{
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, bound);

  baton_shape_report (shape, code, first, second);
}

/* Returns what leave() needs to come back. */
gsize
baton_shape_enter_key (BatonShape *shape,
                       const char *key)
{
  gsize length = shape->path != NULL ? shape->path->len : 0;

  if (shape->path == NULL)
    return 0;
  g_string_append_c (shape->path, '/');
  for (; *key != '\0'; key++)
    if (*key == '~')
      g_string_append (shape->path, "~0");
    else if (*key == '/')
      g_string_append (shape->path, "~1");
    else
      g_string_append_c (shape->path, *key);
  return length;
}

gsize
baton_shape_enter_index (BatonShape *shape,
                         gsize       index)
{
  gsize length = shape->path != NULL ? shape->path->len : 0;

  if (shape->path != NULL)
    g_string_append_printf (shape->path, "/%" G_GSIZE_FORMAT, index);
  return length;
}

void
baton_shape_leave (BatonShape *shape,
                   gsize       length)
{
  if (shape->path != NULL)
    g_string_truncate (shape->path, length);
}

gboolean
baton_shape_check_type (BatonShape       *shape,
                        const BatonValue *value,
                        BatonValueType    type)
{
  if (baton_value_is (value, type))
    return TRUE;
  baton_shape_report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  return FALSE;
}

/* Whether *value* is an object with no other members than those of *keys*. */
gboolean
baton_shape_check_object (BatonShape         *shape,
                          const BatonValue   *value,
                          const char * const *keys)
{
  gboolean ok = baton_shape_check_type (shape, value, BATON_VALUE_OBJECT);

  for (gsize i = 0; ok && i < baton_value_get_length (value); i++)
    if (!g_strv_contains (keys, baton_value_get_key (value, i)))
      {
        gsize length = baton_shape_enter_key (shape, baton_value_get_key (value, i));

        baton_shape_report (shape, BATON_PROBLEM_UNKNOWN_FIELD, baton_value_get_key (value, i), NULL);
        baton_shape_leave (shape, length);
        ok = FALSE;
      }
  return ok;
}
