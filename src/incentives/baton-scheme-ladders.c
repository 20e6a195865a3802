/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ladders out of a snapshot, with their tiers, pins and benefits; see baton-scheme.c.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scheme-private.h"

#include <stdlib.h>
#include <string.h>

#include "model/baton-number.h"

#define DEFAULT_LADDER_MONTHS 12

static void
read_requirements (BatonScheme       *self,
                   const BatonEntity *entity,
                   BatonTier         *tier)
{
  const BatonValue *records = baton_entity_get (entity, BATON_FIELD_TIER_REQUIREMENTS);
  BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (self->snapshot);

  tier->n_requirements = baton_value_get_length (records);
  tier->requirements = g_new0 (BatonRequirement, tier->n_requirements);
  for (guint i = 0; i < tier->n_requirements; i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);
      const char *activity = baton_value_get_member_string (record, "activity");
      const char *term = baton_value_get_member_string (record, "term");
      BatonRequirement *requirement = &tier->requirements[i];

      requirement->activity = baton_scheme_find_activity (self, activity);
      requirement->count = baton_scheme_read_column (BATON_FIELD_TIER_REQUIREMENTS, record, "count", 1);
      requirement->term = term != NULL ? baton_taxonomy_find_term (taxonomy, term) : BATON_TERM_NONE;
      requirement->impossible = (activity != NULL && requirement->activity == BATON_INDEX_NONE) ||
                                (term != NULL && requirement->term == BATON_TERM_NONE);
    }
}

static void
read_benefits (BatonScheme       *self,
               const BatonLadder *ladder,
               BatonTier         *tier)
{
  g_autoptr (GPtrArray) entities = baton_snapshot_list_children (self->snapshot, BATON_KIND_BENEFIT, tier->id);

  tier->n_benefits = entities->len;
  tier->benefits = g_new0 (BatonBenefit, tier->n_benefits);
  for (guint i = 0; i < entities->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (entities, i);
      BatonBenefit *benefit = &tier->benefits[i];

      benefit->type = baton_entity_get_choice (entity, BATON_FIELD_BENEFIT_TYPE, BATON_BENEFIT_TEXT);
      benefit->percent = baton_number_read (entity, BATON_FIELD_BENEFIT_PERCENT, 0);
      benefit->number = baton_number_read (entity, BATON_FIELD_BENEFIT_NUMBER, 0);
      benefit->fund = baton_scheme_find_fund (self, baton_entity_get_string (entity, BATON_FIELD_BENEFIT_FUND));
      benefit->unit = baton_entity_get_string (entity, BATON_FIELD_BENEFIT_UNIT);
      if (benefit->unit != NULL && *benefit->unit == '\0')
        benefit->unit = NULL;
      benefit->applies = baton_scheme_read_applies (self, baton_entity_get (entity, BATON_FIELD_BENEFIT_ACTIVITIES), ladder->counts);
      if (benefit->fund != BATON_INDEX_NONE &&
          (benefit->type == BATON_BENEFIT_FUND_PERCENT || benefit->type == BATON_BENEFIT_FUND_NUMBER))
        self->funds[benefit->fund].accrues = TRUE;
    }
}

static guint
count_in (BatonScheme *self,
          guint        fund,
          const char  *unit)
{
  for (guint i = 0; i < self->n_counted; i++)
    if (self->counted[i].fund == fund && strcmp (self->counted[i].unit, unit) == 0)
      return i;
  self->counted = g_renew (BatonCounted, self->counted, self->n_counted + 1);
  self->counted[self->n_counted] = (BatonCounted) { fund, unit };
  return self->n_counted++;
}

void
baton_scheme_read_units (BatonScheme *self)
{
  GPtrArray *entities = baton_snapshot_list (self->snapshot, BATON_KIND_BENEFIT);

  /* The unit of each number that names one, in the order of the program; then each benefit finds its own. */
  for (guint i = 0; i < entities->len; i++)
    {
      const BatonEntity *entity = g_ptr_array_index (entities, i);
      guint fund = baton_scheme_find_fund (self, baton_entity_get_string (entity, BATON_FIELD_BENEFIT_FUND));
      const char *unit = baton_entity_get_string (entity, BATON_FIELD_BENEFIT_UNIT);

      if (baton_entity_get_choice (entity, BATON_FIELD_BENEFIT_TYPE, BATON_BENEFIT_TEXT) == BATON_BENEFIT_FUND_NUMBER && fund != BATON_INDEX_NONE &&
          unit != NULL && *unit != '\0')
        count_in (self, fund, unit);
    }
  for (guint i = 0; i < self->n_ladders; i++)
    for (guint k = 0; k < self->ladders[i].n_tiers; k++)
      for (guint m = 0; m < self->ladders[i].tiers[k].n_benefits; m++)
        {
          BatonBenefit *benefit = &self->ladders[i].tiers[k].benefits[m];

          benefit->counted = BATON_INDEX_NONE;
          for (guint n = self->n_counted; n > 0 && benefit->type == BATON_BENEFIT_FUND_NUMBER; n--)
            if (self->counted[n - 1].fund == benefit->fund && (benefit->unit == NULL || strcmp (self->counted[n - 1].unit, benefit->unit) == 0))
              benefit->counted = n - 1;
        }
}

static int
compare_tiers (const void *a,
               const void *b)
{
  const BatonTier *first = a;
  const BatonTier *second = b;

  if (first->threshold != second->threshold)
    return first->threshold < second->threshold ? -1 : 1;
  return strcmp (first->id, second->id);
}

static void
read_pins (const BatonEntity *entity,
           BatonLadder       *ladder)
{
  const BatonValue *records = baton_entity_get (entity, BATON_FIELD_TIER_LADDER_PINS);

  ladder->pins = g_new0 (BatonPin, baton_value_get_length (records));
  for (guint i = 0; i < baton_value_get_length (records); i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);
      BatonPin pin = { .holder = baton_value_get_member_string (record, "holder"), .tier = -1,
                       .window = baton_window_from_value (baton_value_get_member (record, "window")) };

      for (guint k = 0; k < ladder->n_tiers; k++)
        {
          if (g_strcmp0 (ladder->tiers[k].id, baton_value_get_member_string (record, "tier")) == 0)
            pin.tier = k;
        }
      if (pin.holder != NULL && pin.tier >= 0)
        ladder->pins[ladder->n_pins++] = pin;
    }
}

void
baton_scheme_read_ladder (BatonScheme       *self,
                          const BatonEntity *entity,
                          BatonLadder       *ladder)
{
  const BatonValue *motions = baton_entity_get (entity, BATON_FIELD_TIER_LADDER_MOTIONS);
  g_autoptr (GPtrArray) tiers = NULL;

  ladder->id = baton_entity_get_id (entity);
  ladder->audience = baton_scheme_get_audience (self, entity, BATON_FIELD_TIER_LADDER_AUDIENCE);
  ladder->dynamic = baton_audience_is_dynamic (self->snapshot, baton_entity_get (entity, BATON_FIELD_TIER_LADDER_AUDIENCE));
  ladder->holder = baton_entity_get_choice (entity, BATON_FIELD_TIER_LADDER_HOLDER, BATON_HOLDER_ORGANISATION);
  ladder->counts = g_new0 (guint8, self->n_activities);
  for (guint i = 0; i < self->n_activities; i++)
    ladder->counts[i] = motions == NULL || (self->activities[i].motion != NULL && baton_value_contains (motions, self->activities[i].motion));
  ladder->window = baton_entity_get_choice (entity, BATON_FIELD_TIER_LADDER_WINDOW, BATON_LADDER_ROLLING);
  ladder->months = baton_number_read (entity, BATON_FIELD_TIER_LADDER_MONTHS, DEFAULT_LADDER_MONTHS);
  ladder->downgrade = baton_entity_get_choice (entity, BATON_FIELD_TIER_LADDER_DOWNGRADE, BATON_DOWN_EVALUATED);
  ladder->grace_months = baton_number_read (entity, BATON_FIELD_TIER_LADDER_GRACE_MONTHS, 0);
  ladder->period_end = baton_entity_get_choice (entity, BATON_FIELD_TIER_LADDER_BENEFITS_FROM, 0) == 1;

  tiers = baton_snapshot_list_children (self->snapshot, BATON_KIND_TIER, ladder->id);
  ladder->n_tiers = tiers->len;
  ladder->tiers = g_new0 (BatonTier, ladder->n_tiers);
  for (guint i = 0; i < tiers->len; i++)
    {
      const BatonEntity *tier = g_ptr_array_index (tiers, i);

      ladder->tiers[i].id = baton_entity_get_id (tier);
      ladder->tiers[i].threshold = baton_number_read (tier, BATON_FIELD_TIER_THRESHOLD, BATON_INTEGER_MAX);
      read_requirements (self, tier, &ladder->tiers[i]);
      read_benefits (self, ladder, &ladder->tiers[i]);
    }
  if (ladder->n_tiers > 1)
    qsort (ladder->tiers, ladder->n_tiers, sizeof *ladder->tiers, compare_tiers);
  read_pins (entity, ladder);
}

void
baton_scheme_clear_ladder (BatonLadder *ladder)
{
  baton_audience_unref (ladder->audience);
  for (guint i = 0; i < ladder->n_tiers; i++)
    {
      for (guint k = 0; k < ladder->tiers[i].n_benefits; k++)
        g_free (ladder->tiers[i].benefits[k].applies);
      g_free (ladder->tiers[i].benefits);
      g_free (ladder->tiers[i].requirements);
    }
  g_free (ladder->tiers);
  g_free (ladder->pins);
  g_free (ladder->counts);
}
