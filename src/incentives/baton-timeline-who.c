/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What audiences may hear of whoever is asked, from which day on: the terms and roles that the register knows of them, as numbers.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-timeline-builder.h"

#include <stdlib.h>
#include <string.h>

/* The who of somebody of whom nothing is known. */
#define WHO_NOBODY 0

/* Classes and region, each + 1; 0 where there is none. */
typedef struct
{
  guint32 member_class;
  guint32 organisation_class;
  guint32 region;
} WhoKey;

guint32
baton_timeline_intern (GHashTable *table,
                       const char *key)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  if (known > 0)
    return known - 1;
  g_hash_table_insert (table, g_strdup (key), GUINT_TO_POINTER (g_hash_table_size (table) + 1));
  return g_hash_table_size (table) - 1;
}

static guint32
intern_class (BatonTimelineBuilder *builder,
              const char * const   *roles,
              const char * const   *terms)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (; roles != NULL && *roles != NULL; roles++)
    g_string_append_printf (key, "%s\n", *roles);
  g_string_append_c (key, '\n');
  for (; *terms != NULL; terms++)
    g_string_append_printf (key, "%s\n", *terms);
  return baton_timeline_intern (builder->classes, key->str);
}

static void
classify_facts (BatonTimelineBuilder *builder)
{
  BatonRegister *reg = builder->self->reg;
  guint n_organisations = baton_register_get_n_organisations (reg);
  guint n_members = baton_register_get_n_members (reg);
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) member_classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;

  builder->first_organisation_facts = g_new (guint32, n_organisations + 1);
  builder->first_member_facts = g_new (guint32, n_members + 1);
  for (guint i = 0; i < n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      builder->first_organisation_facts[i] = classes->len;
      for (guint k = 0; k < n; k++)
        {
          guint32 number = intern_class (builder, NULL, facts[k].terms);

          g_array_append_val (classes, number);
        }
    }
  builder->first_organisation_facts[n_organisations] = classes->len;
  for (guint i = 0; i < n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);

      builder->first_member_facts[i] = member_classes->len;
      for (guint k = 0; k < n; k++)
        {
          guint32 number = intern_class (builder, facts[k].roles, facts[k].terms);

          g_array_append_val (member_classes, number);
        }
    }
  builder->first_member_facts[n_members] = member_classes->len;
  builder->organisation_classes = (guint32 *) (gpointer) g_array_steal (classes, NULL);
  builder->member_classes = (guint32 *) (gpointer) g_array_steal (member_classes, NULL);
}

static guint
hash_who (gconstpointer data)
{
  const WhoKey *key = data;

  return (key->member_class * 0x9E3779B1u ^ key->organisation_class) * 0x85EBCA77u ^ key->region;
}

static gboolean
whos_equal (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, sizeof (WhoKey)) == 0;
}

guint32
baton_timeline_number_region (BatonTimelineBuilder *builder,
                              const char           *id)
{
  guint32 number;

  if (id == NULL)
    return 0;
  number = baton_timeline_intern (builder->regions, id);
  if (number == builder->region_ids->len)
    g_ptr_array_add (builder->region_ids, (gpointer) id);
  return number + 1;
}

/* The who of a member (BATON_INDEX_NONE: of the organization as such) on *day*, as baton_register_fill_profile() has it. */
static guint32
find_who (BatonTimelineBuilder *builder,
          guint                 organisation,
          guint                 member,
          guint32               region,
          BatonDay              day)
{
  BatonTimeline *self = builder->self;
  BatonWho who = { .member = baton_register_get_member_facts (self->reg, member, day), .region = region > 0 ? g_ptr_array_index (builder->region_ids, region - 1) : NULL };
  WhoKey key = { .region = region };
  guint known, n;

  if (organisation == BATON_INDEX_NONE && who.member != NULL)
    organisation = who.member->organisation;
  who.organisation = baton_register_get_organisation_facts (self->reg, organisation, day);
  if (who.member != NULL)
    key.member_class = 1 + builder->member_classes[builder->first_member_facts[member] + (who.member - baton_register_list_member_facts (self->reg, member, &n))];
  if (who.organisation != NULL)
    key.organisation_class = 1 + builder->organisation_classes[builder->first_organisation_facts[organisation] +
                                                               (who.organisation - baton_register_list_organisation_facts (self->reg, organisation, &n))];

  known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->who_by_key, &key));
  if (known > 0)
    return known - 1;
  g_array_append_val (self->whos, who);
  g_hash_table_insert (builder->who_by_key, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (self->whos->len));
  return self->whos->len - 1;
}

void
baton_timeline_classify (BatonTimelineBuilder *builder)
{
  builder->who_by_key = g_hash_table_new_full (hash_who, whos_equal, g_free, NULL);
  classify_facts (builder);
  /* WHO_NOBODY. */
  find_who (builder, BATON_INDEX_NONE, BATON_INDEX_NONE, 0, BATON_DAY_MIN);
}

static void
add_step (BatonTimeline *self,
          guint32        first,
          BatonDay       from,
          guint32        who)
{
  BatonWhoStep step = { from, who };

  if (self->steps->len == first || g_array_index (self->steps, BatonWhoStep, self->steps->len - 1).who != who)
    g_array_append_val (self->steps, step);
}

int
baton_timeline_compare_days (const void *a,
                             const void *b)
{
  BatonDay first = *(const BatonDay *) a;
  BatonDay second = *(const BatonDay *) b;

  return first < second ? -1 : first > second;
}

/* All days on which a member's own facts change, or those of an organization that it belongs to at some time. */
static void
list_member_days (BatonRegister *reg,
                  guint          member,
                  GArray        *days)
{
  guint n, n_theirs;
  const BatonMemberFacts *facts = baton_register_list_member_facts (reg, member, &n);

  g_array_set_size (days, 0);
  for (guint i = 0; i < n; i++)
    {
      const BatonOrganisationFacts *theirs;

      g_array_append_val (days, facts[i].from);
      if (facts[i].organisation == BATON_INDEX_NONE)
        continue;
      theirs = baton_register_list_organisation_facts (reg, facts[i].organisation, &n_theirs);
      for (guint k = 0; k < n_theirs; k++)
        g_array_append_val (days, theirs[k].from);
    }
  if (days->len > 1)
    qsort (days->data, days->len, sizeof (BatonDay), baton_timeline_compare_days);
}

void
baton_timeline_list_steps (BatonTimelineBuilder *builder)
{
  BatonTimeline *self = builder->self;
  guint n_organisations = baton_register_get_n_organisations (self->reg);
  guint n_members = baton_register_get_n_members (self->reg);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  guint n;

  self->first_step_of_organisation = g_new (guint32, n_organisations + 1);
  self->first_step_of_member = g_new (guint32, n_members + 1);
  for (guint i = 0; i < n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self->reg, i, &n);

      self->first_step_of_organisation[i] = self->steps->len;
      for (guint k = 0; k < n; k++)
        add_step (self, self->first_step_of_organisation[i], facts[k].from, find_who (builder, i, BATON_INDEX_NONE, 0, facts[k].from));
    }
  self->first_step_of_organisation[n_organisations] = self->steps->len;
  for (guint i = 0; i < n_members; i++)
    {
      list_member_days (self->reg, i, days);
      self->first_step_of_member[i] = self->steps->len;
      for (guint k = 0; k < days->len; k++)
        {
          BatonDay day = g_array_index (days, BatonDay, k);

          add_step (self, self->first_step_of_member[i], day, find_who (builder, BATON_INDEX_NONE, i, 0, day));
        }
    }
  self->first_step_of_member[n_members] = self->steps->len;
}

static guint32
find_step (BatonTimeline *self,
           guint32        first,
           guint32        end,
           BatonDay       day)
{
  while (end > first)
    {
      const BatonWhoStep *step = &g_array_index (self->steps, BatonWhoStep, --end);

      if (step->from <= day)
        return step->who;
    }
  return WHO_NOBODY;
}

guint32
baton_timeline_get_who_of_organisation (BatonTimeline *self,
                                        guint          organisation,
                                        BatonDay       day)
{
  return find_step (self, self->first_step_of_organisation[organisation], self->first_step_of_organisation[organisation + 1], day);
}

guint32
baton_timeline_get_who_of_member (BatonTimeline *self,
                                  guint          member,
                                  BatonDay       day)
{
  return find_step (self, self->first_step_of_member[member], self->first_step_of_member[member + 1], day);
}

/* Cluster by cluster: whose facts are asked lie close together then, which with millions of moments is most of the time. Until now
 * *who* has been the region. */
void
baton_timeline_resolve_whos (BatonTimelineBuilder *builder)
{
  BatonTimeline *self = builder->self;

  for (guint i = 0; i < self->n_moments; i++)
    {
      BatonMoment *moment = &self->moments[i];

      if (moment->organisation != BATON_INDEX_NONE && moment->type == BATON_EVENT_ACTIVITY)
        moment->who = find_who (builder, moment->organisation, moment->member, moment->who, moment->day);
    }
}
