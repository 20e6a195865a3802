/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Examples for roles and terms that nothing names, or no persona has. That something is named nowhere cannot be shown; what comes of it
 * can. Of a role: what somebody who has it, and nothing else, meets in the portal, and by which rule, as if they had none. Of a term: the
 * rules that reach it all the same, as they name a term above it; or, if none does, a rule that names another term beside it.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-illustration.h"

#include "model/baton-references.h"
#include "rules/baton-analysis-private.h"
#include "rules/baton-profile-private.h"

typedef struct
{
  BatonIllustration *self;
  const char        *entity;    /* in hand */
} Naming;

/* ── Roles ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
note_role (const BatonReference *reference,
           gpointer              user_data)
{
  Naming *naming = user_data;
  BatonEntity *role = baton_snapshot_lookup_kind (naming->self->snapshot, reference->id, BATON_KIND_ROLE);

  if (role != NULL && reference->role != BATON_REFERENCE_PARENT
      && !g_hash_table_contains (naming->self->namers, baton_entity_get_id (role)))
    g_hash_table_insert (naming->self->namers, (char *) baton_entity_get_id (role), (char *) naming->entity);
}

/* What names the role first; one pass over everything serves all roles. */
static const char *
find_namer (BatonIllustration *self,
            const char        *role)
{
  if (self->namers == NULL)
    {
      self->namers = g_hash_table_new (g_str_hash, g_str_equal);
      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        for (guint i = 0; i < self->snapshot->lists[kind]->len; i++)
          {
            Naming naming = { self, baton_entity_get_id (self->snapshot->lists[kind]->pdata[i]) };

            baton_entity_foreach_reference (self->snapshot->lists[kind]->pdata[i], note_role, &naming);
          }
    }
  return g_hash_table_lookup (self->namers, role);
}

/* Somebody who has the role and nothing else. */
static void
illustrate_unused_role (BatonIllustration *self,
                        BatonFinding      *finding)
{
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (self->snapshot);
  g_autoptr (BatonProfile) profile = NULL;
  g_autoptr (BatonAccess) access = NULL;
  const char *content;

  baton_profile_builder_add (builder, finding->entity);
  profile = baton_profile_builder_finish (builder);
  access = baton_access_new (self->snapshot, profile, self->day);
  content = baton_illustration_find_view (self, profile, access);
  for (int side = 0; side < BATON_N_SIDES; side++)
    finding->example.terms[side] = g_ptr_array_new ();
  g_ptr_array_add (finding->example.terms[BATON_SIDE_MEMBER], (char *) finding->entity);
  if (content != NULL)
    baton_illustration_set_decision_of (self, finding, profile, access, BATON_ACTION_VIEW, content, TRUE);
}

void
baton_illustrate_role (BatonIllustration *self,
                       BatonFinding      *finding)
{
  if (finding->code == BATON_FINDING_ROLE_WITHOUT_PERSONA)
    finding->example.thing = find_namer (self, finding->entity);
  else
    illustrate_unused_role (self, finding);
}

/* ── Terms ───────────────────────────────────────────────────────────────────────────────────────────── */

const char *
baton_illustration_find_top (BatonIllustration *self,
                             const char        *id)
{
  BatonDimension dimension = baton_taxonomy_get_term_dimension (self->snapshot->taxonomy,
                                                                baton_taxonomy_find_term (self->snapshot->taxonomy, id));

  return dimension != BATON_DIMENSION_NONE_INDEX ? baton_taxonomy_get_dimension_key (self->snapshot->taxonomy, dimension) : NULL;
}

static void
note_term (const BatonReference *reference,
           gpointer              user_data)
{
  Naming *naming = user_data;
  BatonEntity *term = baton_snapshot_lookup_kind (naming->self->snapshot, reference->id, BATON_KIND_TERM);
  const char *id = term != NULL ? baton_entity_get_id (term) : NULL, *top;
  GPtrArray *rules;

  if (id == NULL)
    return;
  rules = g_hash_table_lookup (naming->self->rules_naming, id);
  if (rules == NULL)
    {
      rules = g_ptr_array_new ();
      g_hash_table_insert (naming->self->rules_naming, (char *) id, rules);
    }
  if (!g_ptr_array_find (rules, naming->entity, NULL))
    g_ptr_array_add (rules, (char *) naming->entity);
  top = baton_illustration_find_top (naming->self, id);
  if (top != NULL && !g_hash_table_contains (naming->self->rules_naming, top))
    {
      GPtrArray *first = g_ptr_array_new ();

      g_ptr_array_add (first, (char *) naming->entity);
      g_ptr_array_add (first, (char *) id);
      g_hash_table_insert (naming->self->rules_naming, (char *) top, first);
    }
}

/* One pass over the rules serves all terms. */
static void
need_rules_naming (BatonIllustration *self)
{
  GPtrArray *rules = self->snapshot->lists[BATON_KIND_PUBLISHING_RULE];

  if (self->rules_naming != NULL)
    return;
  self->rules_naming = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < rules->len; i++)
    {
      Naming naming = { self, baton_entity_get_id (rules->pdata[i]) };

      baton_entity_foreach_reference (rules->pdata[i], note_term, &naming);
    }
}

void
baton_illustrate_term (BatonIllustration *self,
                       BatonFinding      *finding)
{
  const BatonTaxonomy *taxonomy = self->snapshot->taxonomy;
  BatonTerm above = baton_taxonomy_get_term_parent (taxonomy, baton_taxonomy_find_term (taxonomy, finding->entity));
  const char *top = baton_illustration_find_top (self, finding->entity);
  GPtrArray *rules = NULL;

  need_rules_naming (self);
  for (; above != BATON_TERM_NONE && rules == NULL; above = baton_taxonomy_get_term_parent (taxonomy, above))
    {
      finding->example.thing = baton_taxonomy_get_term_id (taxonomy, above);
      rules = g_hash_table_lookup (self->rules_naming, finding->example.thing);
    }
  if (rules != NULL)
    {
      finding->example.rule = rules->pdata[0];
      for (guint i = 0; i < rules->len; i++)
        baton_finding_add_other (finding, rules->pdata[i]);
      return;
    }
  finding->example.thing = top;
  rules = top != NULL ? g_hash_table_lookup (self->rules_naming, top) : NULL;
  if (rules == NULL)
    return;
  finding->example.rule = rules->pdata[0];
  finding->example.thing = rules->pdata[1];
  baton_finding_add_other (finding, rules->pdata[0]);
}
