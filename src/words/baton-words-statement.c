/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-statement.h"

#include "words/baton-words-format.h"

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

char *
baton_words_credit (const BatonNames  *names,
                    BatonReplay       *replay,
                    const BatonCredit *credit)
{
  const BatonContribution *contributions = baton_replay_get_contributions (replay, credit);
  g_autoptr (GString) text = g_string_new (describe_outcome (credit->outcome));

  for (guint i = 0; i < credit->n_contributions; i++)
    {
      const BatonContribution *contribution = &contributions[i];
      g_autofree char *name = contribution->source != NULL ? baton_words_name (names, contribution->source) : g_strdup ("");

      if (contribution->type == BATON_CONTRIBUTION_BASE || contribution->type == BATON_CONTRIBUTION_REVERSAL)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      switch (contribution->type)
        {
        case BATON_CONTRIBUTION_STEP:
          g_string_append (text, C_("contribution", "step bonus"));
          break;
        case BATON_CONTRIBUTION_GOAL:
          g_string_append_printf (text, C_("contribution", "goal of “%s”"), name);
          break;
        case BATON_CONTRIBUTION_CAP:
          g_string_append (text, C_("contribution", "cut by a cap"));
          break;
        case BATON_CONTRIBUTION_PROMOTION:
        default:
          g_string_append_printf (text, C_("contribution", "“%s”"), name);
          break;
        }
      g_string_append_printf (text, " %+" G_GINT64_FORMAT "/%+" G_GINT64_FORMAT "/%+" G_GINT64_FORMAT, contribution->points[BATON_POINTS_TIER],
                              contribution->points[BATON_POINTS_COMPANY], contribution->points[BATON_POINTS_INDIVIDUAL]);
    }
  return g_strdup (text->str);
}

char *
baton_words_standing (const BatonNames         *names,
                      BatonReplay              *replay,
                      const BatonStatementTier *tier)
{
  g_autofree char *ladder = baton_words_name (names, baton_replay_get_ladder (replay, tier->ladder));
  g_autofree char *held = tier->tier >= 0 ? baton_words_name (names, baton_replay_get_ladder_tier (replay, tier->ladder, tier->tier))
                                          : g_strdup (C_("tier", "No tier"));
  g_autofree char *points = baton_words_number (tier->points);
  g_autoptr (GString) line = g_string_new (NULL);

  /* Translators: %1$s is a ladder, %2$s the tier held, %3$s a number of points */
  g_string_append_printf (line, _("%1$s: %2$s with %3$s tier points."), ladder, held, points);
  if (tier->pinned)
    g_string_append (line, _(" Held by exception."));
  if (tier->next >= 0)
    {
      g_autofree char *next = baton_words_name (names, baton_replay_get_ladder_tier (replay, tier->ladder, tier->next));
      g_autofree char *missing = baton_words_number (tier->missing);

      if (tier->missing > 0)
        /* Translators: %1$s is a number of points, %2$s a tier */
        g_string_append_printf (line, _(" %1$s points are missing for %2$s."), missing, next);
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
