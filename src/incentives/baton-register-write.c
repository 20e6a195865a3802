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

static char *
write_organisations (BatonRegister *self,
                     gboolean       with_loose)
{
  GString *text = g_string_new ("id,name,parent,terms,joined,manager,from\n");
  guint next = with_loose ? 0 : self->loose->len;

  for (guint i = 0; i < self->organisations->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (self->organisations, BatonRegisterSubject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, k);
          g_autofree char *joined = facts->joined != BATON_DAY_NONE ? baton_day_format (facts->joined) : NULL;
          BatonRegisterLoose loose = { k, NULL, NULL };

          if (next < self->loose->len && g_array_index (self->loose, BatonRegisterLoose, next).fact == k)
            loose = g_array_index (self->loose, BatonRegisterLoose, next++);
          append_text (text, subject->id);
          append_text (text, facts->name);
          append_text (text, loose.parent != NULL ? loose.parent : baton_register_get_organisation (self, facts->parent));
          append_set (text, facts->terms);
          append_text (text, joined);
          append_text (text, loose.manager != NULL ? loose.manager : baton_register_get_member (self, facts->manager));
          append_from (text, facts->from);
        }
    }
  return g_string_free (text, FALSE);
}

char *
baton_register_write_organisations (BatonRegister *self)
{
  return write_organisations (self, FALSE);
}

static void
append_member (GString                *text,
               const char             *id,
               const char             *organisation,
               const BatonMemberFacts *facts)
{
  append_text (text, id);
  append_text (text, facts->name);
  append_text (text, organisation);
  append_set (text, facts->roles);
  append_set (text, facts->terms);
  append_text (text, facts->locale);
  append_from (text, facts->from);
}

static char *
write_members (BatonRegister *self,
               gboolean       with_strays)
{
  GString *text = g_string_new ("id,name,organisation,roles,terms,locale,from\n");

  for (guint i = 0; i < self->members->len; i++)
    {
      const BatonRegisterSubject *subject = &g_array_index (self->members, BatonRegisterSubject, i);

      for (guint k = subject->first; k < subject->first + subject->n_facts; k++)
        {
          const BatonMemberFacts *facts = &g_array_index (self->member_facts, BatonMemberFacts, k);

          append_member (text, subject->id, baton_register_get_organisation (self, facts->organisation), facts);
        }
    }
  for (guint i = 0; with_strays && i < self->strays->len; i++)
    {
      const BatonRegisterStray *stray = &g_array_index (self->strays, BatonRegisterStray, i);

      append_member (text, stray->id, stray->organisation, &stray->facts);
    }
  return g_string_free (text, FALSE);
}

char *
baton_register_write_members (BatonRegister *self)
{
  return write_members (self, FALSE);
}

/* ── Rows that wait ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_register_is_empty (BatonRegister *self)
{
  return self->organisations->len == 0 && self->strays->len == 0;
}

char *
baton_register_write_file (BatonRegister *self,
                           gboolean       organisations)
{
  return organisations ? write_organisations (self, TRUE) : write_members (self, TRUE);
}

void
baton_register_forget_strays (BatonRegister *self)
{
  g_array_set_size (self->strays, 0);
}

void
baton_register_report_waiting (BatonRegister *self,
                               GPtrArray     *bad_rows)
{
  for (guint i = 0; i < self->loose->len; i++)
    {
      const BatonRegisterLoose *loose = &g_array_index (self->loose, BatonRegisterLoose, i);

      if (loose->parent != NULL)
        g_ptr_array_add (bad_rows, baton_bad_row_new (0, 0, BATON_ROW_UNKNOWN_ORGANISATION, loose->parent, -1));
      if (loose->manager != NULL)
        g_ptr_array_add (bad_rows, baton_bad_row_new (0, 0, BATON_ROW_UNKNOWN_MEMBER, loose->manager, -1));
    }
  for (guint i = 0; i < self->strays->len; i++)
    g_ptr_array_add (bad_rows, baton_bad_row_new (0, 0, BATON_ROW_UNKNOWN_ORGANISATION, g_array_index (self->strays, BatonRegisterStray, i).organisation, -1));
}
