/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two files of the register again.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-private.h"

static void
append_text (GString    *text,
             const char *field)
{
  baton_csv_append (text, field);
  g_string_append_c (text, ',');
}

static void
append_set (GString            *text,
            const char * const *set)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) set);

  append_text (text, joined);
}

static void
append_from (GString  *text,
             BatonDay  from)
{
  if (from != BATON_DAY_MIN)
    {
      g_autofree char *day = baton_day_format (from);

      g_string_append (text, day);
    }
  g_string_append_c (text, '\n');
}

char *
baton_register_write_organisations (BatonRegister *self)
{
  GString *text = g_string_new ("id,name,parent,terms,joined,manager,from\n");

  for (guint i = 0; i < self->organisations->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (self->organisations, BatonRegisterSubject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, k);
          g_autofree char *joined = facts->joined != BATON_DAY_NONE ? baton_day_format (facts->joined) : NULL;

          append_text (text, subject->id);
          append_text (text, facts->name);
          append_text (text, baton_register_get_organisation (self, facts->parent));
          append_set (text, facts->terms);
          append_text (text, joined);
          append_text (text, baton_register_get_member (self, facts->manager));
          append_from (text, facts->from);
        }
    }
  return g_string_free (text, FALSE);
}

char *
baton_register_write_members (BatonRegister *self)
{
  GString *text = g_string_new ("id,name,organisation,roles,terms,locale,from\n");

  for (guint i = 0; i < self->members->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (self->members, BatonRegisterSubject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonMemberFacts *facts = &g_array_index (self->member_facts, BatonMemberFacts, k);

          append_text (text, subject->id);
          append_text (text, facts->name);
          append_text (text, baton_register_get_organisation (self, facts->organisation));
          append_set (text, facts->roles);
          append_set (text, facts->terms);
          append_text (text, facts->locale);
          append_from (text, facts->from);
        }
    }
  return g_string_free (text, FALSE);
}
