/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register in memory. A subject (organization or member) owns a run of facts, sorted by their days, in one array for
 * all; so *what was true on day D* is a search in a few neighbouring entries. Subjects are sorted by id and numbered.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-register-private.h"

#include <string.h>

static const char * const no_terms[] = { NULL };

BatonRegister *
baton_register_new_blank (void)
{
  BatonRegister *self = g_new0 (BatonRegister, 1);

  g_atomic_ref_count_init (&self->references);
  self->strings = g_string_chunk_new (16 * 1024);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->sets = g_ptr_array_new_with_free_func (g_free);
  self->organisations = g_array_new (FALSE, FALSE, sizeof (BatonRegisterSubject));
  self->members = g_array_new (FALSE, FALSE, sizeof (BatonRegisterSubject));
  self->organisation_facts = g_array_new (FALSE, FALSE, sizeof (BatonOrganisationFacts));
  self->member_facts = g_array_new (FALSE, FALSE, sizeof (BatonMemberFacts));
  self->loose = g_array_new (FALSE, FALSE, sizeof (BatonRegisterLoose));
  self->strays = g_array_new (FALSE, FALSE, sizeof (BatonRegisterStray));
  return self;
}

char *
baton_register_keep (BatonRegister *self,
                     const char    *text)
{
  char *copy = g_hash_table_lookup (self->known, text);

  if (copy == NULL)
    {
      copy = g_string_chunk_insert (self->strings, text);
      g_hash_table_add (self->known, copy);
    }
  return copy;
}

/* What finds equal strings takes more room than they do, and nothing is added from now on. */
BatonRegister *
baton_register_complete (BatonRegister *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  return self;
}

static int
compare_strings (const void *a,
                 const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

const char * const *
baton_register_make_set (BatonRegister *self,
                         GPtrArray     *ids)
{
  const char **set;
  guint n = 0;

  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      return no_terms;
    }
  g_ptr_array_sort (ids, compare_strings);
  set = g_new0 (const char *, ids->len + 1);
  for (guint i = 0; i < ids->len; i++)
    {
      if (n == 0 || strcmp (set[n - 1], g_ptr_array_index (ids, i)) != 0)
        set[n++] = g_ptr_array_index (ids, i);
    }
  g_ptr_array_unref (ids);
  g_ptr_array_add (self->sets, set);
  return set;
}

BatonRegister *
baton_register_ref (BatonRegister *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_register_unref (BatonRegister *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  baton_register_index_clear (&self->organisation_index);
  baton_register_index_clear (&self->member_index);
  g_array_unref (self->loose);
  g_array_unref (self->strays);
  g_array_unref (self->organisations);
  g_array_unref (self->members);
  g_array_unref (self->organisation_facts);
  g_array_unref (self->member_facts);
  g_ptr_array_unref (self->sets);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

BatonRegister *
baton_register_new_empty (void)
{
  return baton_register_complete (baton_register_new_blank ());
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

guint
baton_register_get_n_organisations (BatonRegister *self)
{
  return self->organisations->len;
}

guint
baton_register_get_n_members (BatonRegister *self)
{
  return self->members->len;
}

const char *
baton_register_get_organisation (BatonRegister *self,
                                 guint          organisation)
{
  return organisation < self->organisations->len ? g_array_index (self->organisations, BatonRegisterSubject, organisation).id : NULL;
}

const char *
baton_register_get_member (BatonRegister *self,
                           guint          member)
{
  return member < self->members->len ? g_array_index (self->members, BatonRegisterSubject, member).id : NULL;
}

guint
baton_register_find_organisation (BatonRegister *self,
                                  const char    *id)
{
  return baton_register_index_find (&self->organisation_index, self->organisations, id);
}

guint
baton_register_find_member (BatonRegister *self,
                            const char    *id)
{
  return baton_register_index_find (&self->member_index, self->members, id);
}

const BatonOrganisationFacts *
baton_register_list_organisation_facts (BatonRegister *self,
                                        guint          organisation,
                                        guint         *n_facts)
{
  const BatonRegisterSubject *subject;

  *n_facts = 0;
  if (organisation >= self->organisations->len)
    return NULL;
  subject = &g_array_index (self->organisations, BatonRegisterSubject, organisation);
  *n_facts = subject->n_facts;
  return &g_array_index (self->organisation_facts, BatonOrganisationFacts, subject->first);
}

const BatonMemberFacts *
baton_register_list_member_facts (BatonRegister *self,
                                  guint          member,
                                  guint         *n_facts)
{
  const BatonRegisterSubject *subject;

  *n_facts = 0;
  if (member >= self->members->len)
    return NULL;
  subject = &g_array_index (self->members, BatonRegisterSubject, member);
  *n_facts = subject->n_facts;
  return &g_array_index (self->member_facts, BatonMemberFacts, subject->first);
}

const BatonOrganisationFacts *
baton_register_get_organisation_facts (BatonRegister *self,
                                       guint          organisation,
                                       BatonDay       day)
{
  guint n;
  const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self, organisation, &n);

  while (n > 0 && facts[n - 1].from > day)
    n--;
  return n > 0 ? &facts[n - 1] : NULL;
}

const BatonMemberFacts *
baton_register_get_member_facts (BatonRegister *self,
                                 guint          member,
                                 BatonDay       day)
{
  guint n;
  const BatonMemberFacts *facts = baton_register_list_member_facts (self, member, &n);

  while (n > 0 && facts[n - 1].from > day)
    n--;
  return n > 0 ? &facts[n - 1] : NULL;
}

gboolean
baton_register_leads_in_circle (BatonRegister *self,
                                guint          organisation,
                                guint          fact)
{
  const BatonOrganisationFacts *facts = &g_array_index (self->organisation_facts, BatonOrganisationFacts, fact);
  guint above = facts->parent;

  for (guint levels = 0; above != BATON_INDEX_NONE && above != organisation && levels < BATON_REGISTER_MAX_LEVELS; levels++)
    {
      const BatonOrganisationFacts *next = baton_register_get_organisation_facts (self, above, facts->from);

      above = next != NULL ? next->parent : BATON_INDEX_NONE;
    }
  return above != BATON_INDEX_NONE;
}

guint
baton_register_get_top (BatonRegister *self,
                        guint          organisation,
                        BatonDay       day)
{
  for (guint levels = 0; levels < BATON_REGISTER_MAX_LEVELS; levels++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self, organisation, day);

      if (facts == NULL || facts->parent == BATON_INDEX_NONE)
        break;
      organisation = facts->parent;
    }
  return organisation;
}

GArray *
baton_register_list_members (BatonRegister *self,
                             guint          organisation,
                             BatonDay       day)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->members->len; i++)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (self, i, day);

      if (facts != NULL && facts->organisation == organisation)
        g_array_append_val (found, i);
    }
  return found;
}

GArray *
baton_register_list_managed (BatonRegister *self,
                             guint          manager,
                             BatonDay       day)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->organisations->len; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self, i, day);

      if (facts != NULL && facts->manager == manager)
        g_array_append_val (found, i);
    }
  return found;
}

/* ── Terms replaced ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_contains (const char * const *set,
              const char         *id)
{
  for (; *set != NULL; set++)
    {
      if (strcmp (*set, id) == 0)
        return TRUE;
    }
  return FALSE;
}

BatonRegister *
baton_register_replace_term (BatonRegister *self,
                             const char    *term,
                             const char    *by)
{
  g_autoptr (GHashTable) successors = g_hash_table_new (g_str_hash, g_str_equal);
  const char * const to[] = { by, NULL };

  g_hash_table_insert (successors, (gpointer) term, (gpointer) to);
  return baton_register_replace_terms (self, successors);
}

guint
baton_register_count_uses (BatonRegister *self,
                           const char    *term)
{
  guint uses = 0;

  for (guint i = 0; i < self->organisation_facts->len; i++)
    uses += set_contains (g_array_index (self->organisation_facts, BatonOrganisationFacts, i).terms, term);
  for (guint i = 0; i < self->member_facts->len; i++)
    {
      const BatonMemberFacts *facts = &g_array_index (self->member_facts, BatonMemberFacts, i);

      uses += set_contains (facts->terms, term) || set_contains (facts->roles, term);
    }
  return uses;
}

/* The set with what has successors replaced, its strings those of *target*. */
static const char * const *
copy_set (BatonRegister      *target,
          const char * const *set,
          GHashTable         *successors)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (; *set != NULL; set++)
    {
      const char * const *by = g_hash_table_lookup (successors, *set);

      if (by == NULL)
        g_ptr_array_add (ids, baton_register_keep (target, *set));
      for (; by != NULL && *by != NULL; by++)
        g_ptr_array_add (ids, baton_register_keep (target, *by));
    }
  return baton_register_make_set (target, ids);
}

static void
copy_subjects (BatonRegister      *target,
               GArray             *from,
               GArray             *to,
               BatonRegisterIndex *index)
{
  for (guint i = 0; i < from->len; i++)
    {
      BatonRegisterSubject subject = g_array_index (from, BatonRegisterSubject, i);

      subject.id = baton_register_keep (target, subject.id);
      g_array_append_val (to, subject);
    }
  baton_register_index_make (index, to);
}

BatonRegister *
baton_register_replace_terms (BatonRegister *self,
                              GHashTable    *successors)
{
  BatonRegister *copy = baton_register_new_blank ();

  copy_subjects (copy, self->organisations, copy->organisations, &copy->organisation_index);
  copy_subjects (copy, self->members, copy->members, &copy->member_index);
  for (guint i = 0; i < self->organisation_facts->len; i++)
    {
      BatonOrganisationFacts facts = g_array_index (self->organisation_facts, BatonOrganisationFacts, i);

      facts.name = g_string_chunk_insert (copy->strings, facts.name);
      facts.terms = copy_set (copy, facts.terms, successors);
      g_array_append_val (copy->organisation_facts, facts);
    }
  for (guint i = 0; i < self->member_facts->len; i++)
    {
      BatonMemberFacts facts = g_array_index (self->member_facts, BatonMemberFacts, i);

      facts.name = g_string_chunk_insert (copy->strings, facts.name);
      if (facts.locale != NULL)
        {
          const char * const *by = g_hash_table_lookup (successors, facts.locale);

          facts.locale = baton_register_keep (copy, by != NULL ? by[0] : facts.locale);
        }
      facts.terms = copy_set (copy, facts.terms, successors);
      facts.roles = copy_set (copy, facts.roles, successors);
      g_array_append_val (copy->member_facts, facts);
    }
  return baton_register_complete (copy);
}
