/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clauses of an audience between JSON and structure.
 */
#include "config.h"

#include "model/baton-audience.h"

static const char * const match_names[] = { "any", "all", "only", "none" };
G_STATIC_ASSERT (G_N_ELEMENTS (match_names) == BATON_N_MATCHES);

static const char * const attribute_names[] = { "tier-points", "company-points", "individual-points", "days-since-joining" };
G_STATIC_ASSERT (G_N_ELEMENTS (attribute_names) == BATON_N_ATTRIBUTES);

static int
find_name (const char * const *names,
           int                 n_names,
           const char         *name)
{
  for (int i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return -1;
}

const char *
baton_match_get_name (BatonMatch match)
{
  g_return_val_if_fail ((guint) match < BATON_N_MATCHES, NULL);
  return match_names[match];
}

const char *
baton_attribute_get_name (BatonAttribute attribute)
{
  g_return_val_if_fail ((guint) attribute < BATON_N_ATTRIBUTES, NULL);
  return attribute_names[attribute];
}

int
baton_match_find (const char *name)
{
  return find_name (match_names, BATON_N_MATCHES, name);
}

int
baton_attribute_find (const char *name)
{
  return find_name (attribute_names, BATON_N_ATTRIBUTES, name);
}

static gboolean
is_array_of_strings (const BatonValue *value)
{
  if (!baton_value_is (value, BATON_VALUE_ARRAY))
    return FALSE;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    if (!baton_value_is (baton_value_get_element (value, i), BATON_VALUE_STRING))
      return FALSE;
  return TRUE;
}

/* {"dimension", one of any/all/only/none, "side"?} and nothing else. */
static gboolean
read_terms (const BatonValue *value,
            BatonClause      *clause)
{
  gboolean has_match = FALSE;

  clause->type = BATON_CLAUSE_TERMS;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);
      const BatonValue *member = baton_value_get_element (value, i);
      int match = baton_match_find (key);

      if (g_str_equal (key, "dimension") && baton_value_is (member, BATON_VALUE_STRING))
        clause->dimension = baton_value_get_string (member);
      else if (g_str_equal (key, "side") && baton_schema_find_side (baton_value_get_string (member)) >= 0)
        clause->side = (BatonSide) baton_schema_find_side (baton_value_get_string (member));
      else if (match >= 0 && !has_match && is_array_of_strings (member))
        {
          has_match = TRUE;
          clause->match = (BatonMatch) match;
          clause->ids = member;
        }
      else
        return FALSE;
    }
  return clause->dimension != NULL && has_match;
}

/* {"attribute", "min"?, "max"?} and nothing else. */
static gboolean
read_attribute (const BatonValue *value,
                BatonClause      *clause)
{
  clause->type = BATON_CLAUSE_ATTRIBUTE;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);
      const BatonValue *member = baton_value_get_element (value, i);

      if (g_str_equal (key, "attribute") && baton_attribute_find (baton_value_get_string (member)) >= 0)
        clause->attribute = (BatonAttribute) baton_attribute_find (baton_value_get_string (member));
      else if (g_str_equal (key, "min") && baton_value_is (member, BATON_VALUE_INTEGER))
        clause->minimum = baton_value_get_integer (member, 0);
      else if (g_str_equal (key, "max") && baton_value_is (member, BATON_VALUE_INTEGER))
        clause->maximum = baton_value_get_integer (member, 0);
      else
        return FALSE;
    }
  return TRUE;
}

gboolean
baton_audience_get_clause (const BatonValue *audience,
                           gsize             index,
                           BatonSide         side,
                           BatonClause      *clause)
{
  const BatonValue *value = baton_value_is (audience, BATON_VALUE_ARRAY) ? baton_value_get_element (audience, index) : NULL;

  g_return_val_if_fail (clause != NULL, FALSE);

  if (!baton_value_is (value, BATON_VALUE_OBJECT))
    return FALSE;

  *clause = (BatonClause) { .side = side, .minimum = -BATON_INTEGER_MAX, .maximum = BATON_INTEGER_MAX };
  if (baton_value_get_member (value, "dimension") != NULL)
    return read_terms (value, clause);
  if (baton_value_get_member (value, "attribute") != NULL)
    return read_attribute (value, clause);

  clause->type = BATON_CLAUSE_NAMED;
  clause->audience = baton_value_get_member_string (value, "audience");
  return clause->audience != NULL && baton_value_get_length (value) == 1;
}

BatonValue *
baton_clause_to_value (const BatonClause *clause,
                       BatonSide          field_side)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) nobody = NULL;

  g_return_val_if_fail (clause != NULL, NULL);

  baton_value_builder_open_object (builder);
  switch (clause->type)
    {
    case BATON_CLAUSE_TERMS:
      baton_value_builder_set_string (builder, "dimension", clause->dimension);
      baton_value_builder_key (builder, match_names[clause->match]);
      nobody = baton_value_new_strv (NULL);
      baton_value_builder_add (builder, clause->ids != NULL ? clause->ids : nobody);
      if (clause->side != field_side)
        baton_value_builder_set_string (builder, "side", baton_schema_get_side_name (clause->side));
      break;

    case BATON_CLAUSE_ATTRIBUTE:
      baton_value_builder_set_string (builder, "attribute", attribute_names[clause->attribute]);
      if (clause->minimum != -BATON_INTEGER_MAX)
        baton_value_builder_set_integer (builder, "min", clause->minimum);
      if (clause->maximum != BATON_INTEGER_MAX)
        baton_value_builder_set_integer (builder, "max", clause->maximum);
      break;

    case BATON_CLAUSE_NAMED:
    default:
      baton_value_builder_set_string (builder, "audience", clause->audience);
      break;
    }
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}
