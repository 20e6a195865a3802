/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a tally asks of a program, worked out once, and audiences. An audience that asks for terms and roles gives the same
 * answer to all who are the same *who* (baton-timeline.h), so it is asked once for each. Two threads that ask at the same time
 * find the same answer.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-tally-private.h"

#include <stdlib.h>
#include <string.h>

#include "incentives/baton-register-profile.h"

enum { NOT_ASKED, NO, YES };

static void
audience_free (BatonTallyAudience *audience)
{
  g_free (audience->answers);
  g_free (audience);
}

static BatonTallyAudience *
add_audience (BatonTallyRules     *rules,
              const BatonAudience *compiled)
{
  BatonTallyAudience *audience = g_new0 (BatonTallyAudience, 1);

  audience->audience = compiled;
  audience->everybody = baton_audience_is_everybody (compiled);
  audience->needs = baton_audience_get_needs (compiled, rules->scheme->snapshot);
  if (!audience->everybody && audience->needs == BATON_AUDIENCE_NEEDS_TERMS)
    audience->answers = g_new0 (guint8, rules->timeline->whos->len);
  audience->number = rules->audiences->len;
  g_ptr_array_add (rules->audiences, audience);
  return audience;
}

static void
add_activity (BatonTallyRules *rules,
              guint            index)
{
  const BatonScheme *scheme = rules->scheme;
  const BatonActivity *activity = &scheme->activities[index];
  BatonTallyActivity *made = &rules->activities[index];

  made->audience = add_audience (rules, activity->audience);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      const BatonCell *cell = &activity->cells[kind];

      made->exceptions[kind] = g_new0 (BatonTallyAudience *, cell->n_exceptions);
      for (guint i = 0; i < cell->n_exceptions; i++)
        if (cell->exceptions[i].audience != NULL)
          made->exceptions[kind][i] = add_audience (rules, cell->exceptions[i].audience);
    }
  made->promotions = g_new (guint, scheme->n_promotions);
  made->goals = g_new (guint, scheme->n_promotions);
  for (guint i = 0; i < scheme->n_promotions; i++)
    {
      if (!scheme->promotions[i].enabled || !scheme->promotions[i].applies[index])
        continue;
      if (scheme->promotions[i].effect == BATON_EFFECT_GOAL)
        made->goals[made->n_goals++] = i;
      else
        made->promotions[made->n_promotions++] = i;
    }
}

static void
add_promotion (BatonTallyRules *rules,
               guint            index)
{
  guint group = 0;

  while (strcmp (rules->scheme->promotions[group].group, rules->scheme->promotions[index].group) != 0)
    group++;
  rules->promotion_groups[index] = group;
  rules->promotion_audiences[index] = add_audience (rules, rules->scheme->promotions[index].audience);
  rules->cut_offs[index] = BATON_EVENT_NONE;
}

static void
add_pin_day (BatonTallyRules *rules,
             BatonDay         day)
{
  if (day > rules->first && day <= rules->through)
    g_array_append_val (rules->pin_days, day);
}

static void
add_ladder (BatonTallyRules *rules,
            guint            index)
{
  const BatonLadder *ladder = &rules->scheme->ladders[index];
  BatonTallyAudience *audience = add_audience (rules, ladder->audience);

  rules->ladder_audiences[index] = audience;
  rules->tiers_sign &= ladder->n_tiers < 255;
  rules->ladder_dynamic[index] = !audience->everybody && (audience->needs & (BATON_AUDIENCE_NEEDS_TIERS | BATON_AUDIENCE_NEEDS_NUMBERS)) != 0;
  rules->daily |= rules->ladder_dynamic[index];
  rules->ladder_takes_all[index] = ladder->n_tiers > 0 && ladder->tiers[0].threshold <= 0;
  rules->ladder_required[index] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < ladder->n_pins; i++)
    {
      add_pin_day (rules, ladder->pins[i].window.from);
      if (ladder->pins[i].window.through < BATON_DAY_MAX)
        add_pin_day (rules, ladder->pins[i].window.through + 1);
    }
  for (guint i = 0; i < ladder->n_tiers; i++)
    {
      const BatonTier *tier = &ladder->tiers[i];

      for (guint k = 0; k < tier->n_requirements; k++)
        if (tier->requirements[k].activity != BATON_INDEX_NONE)
          {
            g_array_append_val (rules->ladder_required[index], tier->requirements[k].activity);
            rules->activities[tier->requirements[k].activity].required = TRUE;
          }
      for (guint k = 0; k < tier->n_benefits; k++)
        {
          rules->ladder_fee_bonus[index] |= tier->benefits[k].type == BATON_BENEFIT_FEE_BONUS;
          rules->ladder_fund_bonus[index] |= tier->benefits[k].type == BATON_BENEFIT_FUND_PERCENT || tier->benefits[k].type == BATON_BENEFIT_FUND_NUMBER;
        }
    }
}

static int
compare_days (const void *a,
              const void *b)
{
  BatonDay first = *(const BatonDay *) a;
  BatonDay second = *(const BatonDay *) b;

  return first < second ? -1 : first > second;
}

BatonTallyRules *
baton_tally_rules_new (BatonTimeline  *timeline,
                       BatonScheme    *scheme,
                       BatonReckoning *reckoning)
{
  BatonTallyRules *rules = g_new0 (BatonTallyRules, 1);

  rules->timeline = timeline;
  rules->scheme = scheme;
  rules->reckoning = reckoning;
  rules->from = reckoning->from;
  rules->through = reckoning->through;
  rules->first = timeline->first == BATON_DAY_NONE ? rules->through : MIN (timeline->first, rules->through);
  rules->audiences = g_ptr_array_new_with_free_func ((GDestroyNotify) audience_free);
  rules->pin_days = g_array_new (FALSE, FALSE, sizeof (BatonDay));

  rules->activity_of_subject = g_new (guint32, timeline->subjects->len);
  rules->reward_of_subject = g_new (guint32, timeline->subjects->len);
  for (guint i = 0; i < timeline->subjects->len; i++)
    {
      rules->activity_of_subject[i] = baton_scheme_find_activity (scheme, g_ptr_array_index (timeline->subjects, i));
      rules->reward_of_subject[i] = baton_scheme_find_reward (scheme, g_ptr_array_index (timeline->subjects, i));
    }
  rules->activities = g_new0 (BatonTallyActivity, scheme->n_activities);
  for (guint i = 0; i < scheme->n_activities; i++)
    add_activity (rules, i);
  rules->promotion_audiences = g_new0 (BatonTallyAudience *, scheme->n_promotions);
  rules->promotion_groups = g_new0 (guint, scheme->n_promotions);
  rules->cut_offs = g_new0 (guint32, scheme->n_promotions);
  rules->too_large = g_new (guint32, timeline->clusters->len);
  for (guint i = 0; i < timeline->clusters->len; i++)
    rules->too_large[i] = BATON_EVENT_NONE;
  for (guint i = 0; i < scheme->n_promotions; i++)
    add_promotion (rules, i);
  rules->ladder_audiences = g_new0 (BatonTallyAudience *, scheme->n_ladders);
  rules->ladder_dynamic = g_new0 (guint8, scheme->n_ladders);
  rules->ladder_takes_all = g_new0 (guint8, scheme->n_ladders);
  rules->ladder_fee_bonus = g_new0 (guint8, scheme->n_ladders);
  rules->ladder_fund_bonus = g_new0 (guint8, scheme->n_ladders);
  rules->ladder_required = g_new0 (GArray *, scheme->n_ladders);
  rules->first_slack = g_new0 (guint, scheme->n_ladders + 1);
  for (guint i = 0; i < scheme->n_ladders; i++)
    rules->first_slack[i + 1] = rules->first_slack[i] + scheme->ladders[i].n_tiers;
  rules->tiers_sign = scheme->n_ladders <= sizeof (guint64);
  for (guint i = 0; i < scheme->n_ladders; i++)
    add_ladder (rules, i);
  if (rules->pin_days->len > 1)
    qsort (rules->pin_days->data, rules->pin_days->len, sizeof (BatonDay), compare_days);
  baton_tally_calendar_init (rules);
  rules->fund_audiences = g_new0 (BatonTallyAudience *, scheme->n_funds);
  for (guint i = 0; i < scheme->n_funds; i++)
    rules->fund_audiences[i] = add_audience (rules, scheme->funds[i].audience);
  baton_tally_funds_init (rules);
  return rules;
}

void
baton_tally_rules_free (BatonTallyRules *rules)
{
  for (guint i = 0; i < rules->scheme->n_activities; i++)
    {
      for (guint kind = 0; kind < BATON_N_POINTS; kind++)
        g_free (rules->activities[i].exceptions[kind]);
      g_free (rules->activities[i].promotions);
      g_free (rules->activities[i].goals);
    }
  for (guint i = 0; i < rules->scheme->n_ladders; i++)
    g_array_unref (rules->ladder_required[i]);
  g_free (rules->activities);
  g_free (rules->activity_of_subject);
  g_free (rules->reward_of_subject);
  g_free (rules->promotion_audiences);
  g_free (rules->promotion_groups);
  g_free (rules->cut_offs);
  g_free (rules->too_large);
  g_clear_pointer (&rules->unpaid, g_hash_table_unref);
  g_free (rules->ladder_audiences);
  g_free (rules->ladder_dynamic);
  g_free (rules->ladder_takes_all);
  g_free (rules->ladder_fee_bonus);
  g_free (rules->ladder_fund_bonus);
  g_free (rules->ladder_required);
  g_free (rules->first_slack);
  g_free (rules->fund_audiences);
  g_free (rules->fund_periods);
  g_free (rules->first_fund_day);
  g_array_unref (rules->pin_days);
  g_ptr_array_unref (rules->audiences);
  baton_tally_calendar_clear (rules);
  g_free (rules);
}

/* ── Asking ──────────────────────────────────────────────────────────────────────────────────────────── */

static BatonProfile *
add_region (BatonTallyRun *run,
            BatonProfile  *profile,
            const char    *region)
{
  g_autoptr (BatonProfile) plain = profile;

  return region != NULL ? baton_profile_with_event (plain, baton_region_get_terms (run->regions, run->scheme->snapshot, region)) : g_steal_pointer (&plain);
}

/* The profile of anybody who is that *who*, as far as terms and roles go. */
static BatonProfile *
make_profile_of_who (BatonTallyRun *run,
                     guint32        number)
{
  const BatonWho *who = &g_array_index (run->timeline->whos, BatonWho, number);

  if (who->member != NULL)
    {
      for (const char * const *id = who->member->roles; *id != NULL; id++)
        baton_profile_builder_add (run->builder, *id);
      for (const char * const *id = who->member->terms; *id != NULL; id++)
        baton_profile_builder_add (run->builder, *id);
    }
  for (const char * const *id = who->organisation != NULL ? who->organisation->terms : NULL; id != NULL && *id != NULL; id++)
    baton_profile_builder_add_inherited (run->builder, *id);
  return add_region (run, baton_profile_builder_finish (run->builder), who->region);
}

/* Tiers and points as they were at the end of the day before. */
static void
fill_points (BatonTallyRun *run,
             guint          organisation,
             guint          member)
{
  gboolean found = FALSE;

  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      guint place = baton_tally_get_holder (run, i, organisation, member, run->day - 1);
      const BatonTallyStanding *standing = place != BATON_INDEX_NONE ? &run->standings[i][place] : NULL;

      if (standing == NULL)
        continue;
      if (standing->held >= 0)
        baton_profile_builder_add (run->builder, run->scheme->ladders[i].tiers[standing->held].id);
      if (!found && baton_tally_climbed_before (run, i, place))
        {
          baton_profile_builder_set_attribute (run->builder, BATON_ATTRIBUTE_TIER_POINTS, baton_tally_get_points_before (run, i, place));
          found = TRUE;
        }
    }
  if (organisation != BATON_INDEX_NONE)
    baton_profile_builder_set_attribute (run->builder, BATON_ATTRIBUTE_COMPANY_POINTS, baton_tally_get_company_before (run, organisation));
  if (member != BATON_INDEX_NONE)
    baton_profile_builder_set_attribute (run->builder, BATON_ATTRIBUTE_INDIVIDUAL_POINTS, baton_tally_get_individual_before (run, member));
}

/* The organization, or the member's on this day. */
static guint
get_organisation (BatonTallyRun         *run,
                  const BatonTallyAsked *asked)
{
  const BatonMemberFacts *facts;

  if (asked->organisation != BATON_INDEX_NONE || asked->member == BATON_INDEX_NONE)
    return asked->organisation;
  facts = baton_register_get_member_facts (run->reg, asked->member, run->day);
  return facts != NULL ? facts->organisation : BATON_INDEX_NONE;
}

static BatonProfile *
make_profile (BatonTallyRun         *run,
              const BatonTallyAsked *asked)
{
  guint organisation = get_organisation (run, asked);

  baton_register_fill_profile (run->reg, run->builder, organisation, asked->member, run->day);
  fill_points (run, organisation, asked->member);
  return add_region (run, baton_profile_builder_finish (run->builder), g_array_index (run->timeline->whos, BatonWho, asked->who).region);
}

/* The tiers held on all ladders the day before, as one number. */
static guint64
sign_tiers (BatonTallyRun         *run,
            const BatonTallyAsked *asked)
{
  guint organisation = get_organisation (run, asked);
  guint64 signature = 0;

  for (guint i = 0; i < run->scheme->n_ladders; i++)
    {
      guint place = baton_tally_get_holder (run, i, organisation, asked->member, run->day - 1);

      signature = signature << 8 | (guint8) (place != BATON_INDEX_NONE ? run->standings[i][place].held + 1 : 0);
    }
  return signature;
}

static gboolean
ask_profile (BatonTallyRun      *run,
             BatonTallyAsked    *asked,
             BatonTallyAudience *audience)
{
  BatonTallyEntry *known = NULL;

  /* Who it is and the tiers held, or the organization, say all that such an audience asks. */
  if (audience->needs == BATON_AUDIENCE_NEEDS_TIERS && run->rules->tiers_sign)
    known = baton_tally_map_get (&run->answers, (guint64) audience->number << 32 | asked->who, sign_tiers (run, asked), NULL);
  else if (audience->needs == BATON_AUDIENCE_NEEDS_ORGANISATION)
    known = baton_tally_map_get (&run->answers, (guint64) audience->number << 32 | asked->who, get_organisation (run, asked), NULL);
  if (known != NULL && known->first != NOT_ASKED)
    return known->first == YES;

  if (asked->profile == NULL)
    asked->profile = make_profile (run, asked);
  if (known == NULL)
    return baton_audience_matches (audience->audience, asked->profile, NULL);
  known->first = baton_audience_matches (audience->audience, asked->profile, NULL) ? YES : NO;
  return known->first == YES;
}

gboolean
baton_tally_matches (BatonTallyRun      *run,
                     BatonTallyAsked    *asked,
                     BatonTallyAudience *audience)
{
  guint8 answer;

  if (audience->everybody)
    return TRUE;
  if (audience->answers == NULL)
    return ask_profile (run, asked, audience);

  answer = __atomic_load_n (&audience->answers[asked->who], __ATOMIC_RELAXED);
  if (answer == NOT_ASKED)
    {
      g_autoptr (BatonProfile) profile = make_profile_of_who (run, asked->who);

      answer = baton_audience_matches (audience->audience, profile, NULL) ? YES : NO;
      __atomic_store_n (&audience->answers[asked->who], answer, __ATOMIC_RELAXED);
    }
  return answer == YES;
}

void
baton_tally_asked_clear (BatonTallyAsked *asked)
{
  g_clear_pointer (&asked->profile, baton_profile_unref);
}
