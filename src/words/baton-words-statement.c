/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-statement.h"

#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"

#include <glib/gi18n-lib.h>

/* What became of an event, in words; NULL where it simply counted. */
static const char *
describe_outcome (BatonCreditOutcome outcome)
{
  switch (outcome)
    {
    case BATON_CREDIT_PENDING: return C_("outcome of an event", "pending");
    case BATON_CREDIT_DECLINED: return C_("outcome of an event", "declined");
    case BATON_CREDIT_REVERSED: return C_("outcome of an event", "taken back");
    case BATON_CREDIT_REVERSAL: return C_("outcome of an event", "takes another back");
    case BATON_CREDIT_NOT_FIRST: return C_("outcome of an event", "not the first time");
    case BATON_CREDIT_NOT_IN_FORCE: return C_("outcome of an event", "not in force");
    case BATON_CREDIT_NOT_FOR: return C_("outcome of an event", "not for this partner");
    case BATON_CREDIT_UNKNOWN_ACTIVITY: return C_("outcome of an event", "unknown activity");
    case BATON_CREDIT_UNKNOWN_ORGANISATION: return C_("outcome of an event", "unknown partner");
    case BATON_CREDIT_COUNTED:
    case BATON_N_CREDIT_OUTCOMES:
    default: return NULL;
    }
}

/* "+20 company, +10 individual"; NULL when nothing is left to say. (transfer full) */
static char *
describe_points (const gint64 points[BATON_N_POINTS])
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (int kind = 0; kind < BATON_N_POINTS; kind++)
    {
      g_autofree char *number = baton_words_number (ABS (points[kind])), *signed_number = NULL;

      if (points[kind] == 0)
        continue;
      signed_number = g_strconcat (points[kind] < 0 ? "−" : "+", number, NULL);
      /* Translators: %s is a number of points with its sign, of the kind that is said here: +20 company */
      g_ptr_array_add (parts, kind == BATON_POINTS_TIER      ? g_strdup_printf (C_("points of a kind", "%s tier"), signed_number)
                              : kind == BATON_POINTS_COMPANY ? g_strdup_printf (C_("points of a kind", "%s company"), signed_number)
                                                             : g_strdup_printf (C_("points of a kind", "%s individual"), signed_number));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_("points of a kind", ", "), (char **) parts->pdata);
}

/* What the event reverses, or what reverses it; NULL. */
static const BatonEvent *
find_counterpart (BatonReplay       *replay,
                  const BatonCredit *credit)
{
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  guint32 index = credit->outcome == BATON_CREDIT_REVERSAL ? events[credit->event].original_index : events[credit->event].reversal_index;

  return index != BATON_EVENT_NONE ? &events[index] : NULL;
}

/* What of the event's points was taken back; NULL when nothing was. (transfer full) */
static char *
describe_reversal (BatonReplay       *replay,
                   const BatonCredit *credit)
{
  const BatonContribution *contributions = baton_replay_get_contributions (replay, credit);

  for (guint i = 0; i < credit->n_contributions; i++)
    if (contributions[i].type == BATON_CONTRIBUTION_REVERSAL)
      return describe_points (contributions[i].points);
  return NULL;
}

/* "taken back on 9 June 2026: −10 tier", "takes back Closed deal of 30 April 2026", "pending"; NULL where it simply counted. (transfer full) */
static char *
describe_fate (const BatonNames  *names,
               BatonReplay       *replay,
               const BatonCredit *credit)
{
  const BatonEvent *other = find_counterpart (replay, credit);
  g_autofree char *day = other != NULL ? baton_words_day (other->day) : NULL, *points = NULL, *name = NULL;

  if (other != NULL && credit->outcome == BATON_CREDIT_REVERSED)
    {
      points = describe_reversal (replay, credit);
      if (points == NULL)
        /* Translators: %s is a day */
        return g_strdup_printf (C_("outcome of an event", "taken back on %s"), day);
      /* Translators: %1$s is a day, %2$s the points that were taken back: −10 tier, −100 company */
      return g_strdup_printf (C_("outcome of an event", "taken back on %1$s: %2$s"), day, points);
    }
  if (other == NULL || credit->outcome != BATON_CREDIT_REVERSAL)
    return g_strdup (describe_outcome (credit->outcome));
  name = baton_words_isolate (baton_words_name (names, other->subject));
  /* Translators: %1$s is an activity, %2$s the day on which it was done */
  return g_strdup_printf (C_("outcome of an event", "takes back “%1$s” of %2$s"), name, day);
}

/* "cut by “At most 150 tier points for each member in a month”": the caps as they were replayed. (transfer full) */
static char *
describe_cut (BatonReplay             *replay,
              const BatonContribution *contribution)
{
  const BatonEntity *activity = baton_snapshot_lookup_kind (baton_replay_get_snapshot (replay), contribution->source, BATON_KIND_ACTIVITY);
  const BatonValue *caps = activity != NULL ? baton_entity_get (activity, BATON_FIELD_ACTIVITY_CAPS) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (gsize row = 0; row < MIN (baton_value_get_length (caps), BATON_REPLAY_CAP_BITS); row++)
    if ((contribution->units & (G_GINT64_CONSTANT (1) << row)) != 0)
      {
        g_autofree char *cap = baton_words_line (baton_schema_get_field (BATON_FIELD_ACTIVITY_CAPS)->columns, baton_value_get_element (caps, row));

        if (cap != NULL)
          g_ptr_array_add (parts, g_strdup_printf (C_("name", "“%s”"), cap));
      }
  if (parts->len == 0)
    return g_strdup (C_("contribution", "cut by a cap"));
  joined = baton_words_join_and (parts);
  /* Translators: of an event's points; %s is a cap, or several: “At most 150 tier points for each member in a month” */
  return g_strdup_printf (C_("contribution", "cut by %s"), joined);
}

/* "goal of “Summer”"; NULL for the base itself and what is said of its being taken back. (transfer full) */
static char *
describe_contribution (const BatonNames        *names,
                       BatonReplay             *replay,
                       const BatonContribution *contribution)
{
  g_autofree char *name = contribution->source != NULL ? baton_words_isolate (baton_words_name (names, contribution->source)) : g_strdup ("");

  switch (contribution->type)
    {
    case BATON_CONTRIBUTION_BASE:
    case BATON_CONTRIBUTION_REVERSAL:
      return NULL;
    case BATON_CONTRIBUTION_STEP:
      return g_strdup (C_("contribution", "step bonus"));
    case BATON_CONTRIBUTION_GOAL:
      return g_strdup_printf (C_("contribution", "goal of “%s”"), name);
    case BATON_CONTRIBUTION_CAP:
      return describe_cut (replay, contribution);
    case BATON_CONTRIBUTION_PROMOTION:
    default:
      return g_strdup_printf (C_("contribution", "“%s”"), name);
    }
}

char *
baton_words_credit (const BatonNames  *names,
                    BatonReplay       *replay,
                    const BatonCredit *credit)
{
  const BatonContribution *contributions = baton_replay_get_contributions (replay, credit);
  g_autofree char *fate = describe_fate (names, replay, credit);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (fate != NULL)
    g_ptr_array_add (parts, g_steal_pointer (&fate));
  for (guint i = 0; i < credit->n_contributions; i++)
    {
      g_autofree char *what = describe_contribution (names, replay, &contributions[i]), *points = describe_points (contributions[i].points);

      if (what != NULL && points != NULL)
        /* Translators: %1$s is a rule that adds points or takes them, %2$s how many: “Summer” +20 company */
        g_ptr_array_add (parts, g_strdup_printf (C_("contribution", "%1$s %2$s"), what, points));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_("contribution", "; "), (char **) parts->pdata);
}

char *
baton_words_credit_subject (const BatonNames  *names,
                            BatonReplay       *replay,
                            const BatonCredit *credit)
{
  const BatonEvent *event = &baton_history_get_events (baton_replay_get_history (replay))[credit->event];
  const BatonEvent *other = event->subject == NULL ? find_counterpart (replay, credit) : NULL;

  return baton_words_name (names, other != NULL ? other->subject : event->subject);
}

char *
baton_words_drop_out (const BatonStatementLine *line,
                      BatonDay                  through)
{
  g_autofree char *day = line->drops_out != BATON_DAY_NONE ? baton_words_day (line->drops_out) : NULL;

  if (day == NULL)
    return g_strdup ("–");
  /* Translators: of points in a column “Drops out”, which says otherwise the day on which they will; %s is a day in the past */
  return line->drops_out > through ? g_steal_pointer (&day) : g_strdup_printf (C_("statement", "dropped out on %s"), day);
}

/* What became of a redemption; NULL where it simply counted. (transfer full) */
static char *
describe_redemption (BatonReplay           *replay,
                     const BatonRedemption *redemption)
{
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay)), *event = &events[redemption->event];

  if (event->reversal_index != BATON_EVENT_NONE)
    {
      g_autofree char *day = baton_words_day (events[event->reversal_index].day);

      return g_strdup_printf (C_("outcome of an event", "taken back on %s"), day);
    }
  if (event->state == BATON_EVENT_PENDING)
    return g_strdup (describe_outcome (BATON_CREDIT_PENDING));
  if (event->state == BATON_EVENT_DECLINED)
    return g_strdup (describe_outcome (BATON_CREDIT_DECLINED));
  return NULL;
}

char *
baton_words_redemption (const BatonNames      *names,
                        BatonReplay           *replay,
                        const BatonRedemption *redemption)
{
  g_autofree char *fate = describe_redemption (replay, redemption);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (redemption->member != BATON_INDEX_NONE)
    g_ptr_array_add (parts, baton_words_member (names, baton_register_get_member (baton_replay_get_register (replay), redemption->member)));
  if (redemption->discount > 0)
    {
      g_autofree char *percent = baton_words_percent (redemption->discount);

      /* Translators: of what was redeemed; %s is the percentage that the tier takes off the price */
      g_ptr_array_add (parts, g_strdup_printf (C_("redemption", "%s off"), percent));
    }
  if (redemption->overdrawn)
    g_ptr_array_add (parts, g_strdup (C_("redemption", "more than there was")));
  if (fate != NULL)
    g_ptr_array_add (parts, g_steal_pointer (&fate));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_("redemption", "; "), (char **) parts->pdata);
}

char *
baton_words_counted (gint64      number,
                     const char *unit)
{
  g_autofree char *digits = baton_words_number (number);

  /* Translators: %1$s is a number, %2$s what it counts: 13 hours */
  return g_strdup_printf (C_("amount of a fund", "%1$s %2$s"), digits, unit);
}

char *
baton_words_accrual (const BatonNames   *names,
                     const BatonAccrual *accrual)
{
  return accrual->unit != NULL ? baton_words_counted (accrual->amount, accrual->unit) : baton_words_money (names, accrual->amount);
}

char *
baton_words_standing (const BatonNames         *names,
                      BatonReplay              *replay,
                      const BatonStatementTier *tier)
{
  g_autofree char *ladder = baton_words_isolate (baton_words_name (names, baton_replay_get_ladder (replay, tier->ladder)));
  g_autofree char *held = tier->tier >= 0 ? baton_words_isolate (baton_words_name (names, baton_replay_get_ladder_tier (replay, tier->ladder, tier->tier)))
                                          : g_strdup (C_("tier", "No tier"));
  g_autofree char *points = baton_words_number (tier->points);
  g_autoptr (GString) line = g_string_new (NULL);

  /* Translators: %1$s is a ladder, %2$s the tier held, %3$s a number of points */
  g_string_append_printf (line, ngettext ("%1$s: %2$s with %3$s tier point.", "%1$s: %2$s with %3$s tier points.", (gulong) ABS (tier->points)),
                          ladder, held, points);
  if (tier->pinned)
    g_string_append (line, _(" Held by exception."));
  if (tier->next >= 0)
    {
      g_autofree char *next = baton_words_isolate (baton_words_name (names, baton_replay_get_ladder_tier (replay, tier->ladder, tier->next)));
      g_autofree char *missing = baton_words_number (tier->missing);

      if (tier->missing > 0)
        /* Translators: %1$s is a number of points, %2$s a tier */
        g_string_append_printf (line, ngettext (" %1$s point is missing for %2$s.", " %1$s points are missing for %2$s.", (gulong) tier->missing),
                                missing, next);
      else
        /* Translators: %s is a tier that needs more than points, such as certificates */
        g_string_append_printf (line, _(" The points are enough for %s; what else it needs is missing."), next);
    }
  if (tier->lost != BATON_DAY_NONE)
    {
      g_autofree char *lost = baton_words_day (tier->lost);

      g_string_append_printf (line, _(" Without anything new the tier is lost on %s."), lost);
    }
  if (tier->drops != BATON_DAY_NONE)
    {
      g_autofree char *drops = baton_words_day (tier->drops);
      g_autofree char *dropping = baton_words_number (tier->dropping);
      g_autofree char *one_time = baton_words_number (tier->one_time);

      if (tier->one_time > 0)
        /* Translators: %1$s is a number of points, %2$s a day, %3$s how many of them are from one-time activities */
        g_string_append_printf (line, _(" The most points, %1$s, drop out on %2$s (%3$s of them from one-time activities)."), dropping, drops, one_time);
      else
        /* Translators: %1$s is a number of points, %2$s a day */
        g_string_append_printf (line, _(" The most points, %1$s, drop out on %2$s."), dropping, drops);
    }
  return g_strdup (line->str);
}
