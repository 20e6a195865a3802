/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-incentive.h"

#include "incentives/baton-price.h"
#include "model/baton-day.h"
#include "words/baton-words-audience.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* "20 tier points and 5 company points" of the promotion's extra points; NULL when there are none. */
static char *
describe_extra_points (const BatonEntity *promotion)
{
  static const struct
  {
    BatonField  field;
    const char *singular, *plural;
  } kinds[] = {
    { BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, N_("%s tier point"), N_("%s tier points") },
    { BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, N_("%s company point"), N_("%s company points") },
    { BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, N_("%s individual point"), N_("%s individual points") },
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 points = baton_entity_get_integer (promotion, kinds[i].field, 0);

      if (points > 0)
        {
          g_autofree char *number = baton_words_number (points);
          g_auto (GStrv) parts = g_strsplit (g_dngettext (GETTEXT_PACKAGE, kinds[i].singular, kinds[i].plural, (gulong) points), "%s", 2);

          g_ptr_array_add (list, g_strconcat (parts[0], number, parts[1], NULL));
        }
    }
  return list->len > 0 ? baton_words_join_and (list) : NULL;
}

static char *
list_activities (const BatonNames  *names,
                 const BatonEntity *promotion)
{
  const BatonValue *activities = baton_entity_get (promotion, BATON_FIELD_PROMOTION_ACTIVITIES);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  if (baton_value_get_length (activities) == 0)
    return g_strdup (C_("activities of a promotion", "every activity that can be repeated"));
  for (gsize i = 0; i < baton_value_get_length (activities); i++)
    g_ptr_array_add (list, baton_words_quoted_name (names, baton_value_get_string (baton_value_get_element (activities, i))));
  return baton_words_join_and (list);
}

/* "Gives 50 company points once for an amount of EUR 1,000.00 with “Deal”" */
static char *
describe_goal (const BatonNames  *names,
               const BatonEntity *promotion,
               const char        *points,
               const char        *activities)
{
  gint64 target = baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_GOAL_TARGET, 0);
  const char *measure = baton_entity_get_string (promotion, BATON_FIELD_PROMOTION_GOAL_MEASURE);
  gboolean repeats = baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_GOAL_REPEATS);
  g_autofree char *number = baton_words_number (target);
  g_autofree char *money = baton_words_money (names, target);

  if (g_strcmp0 (measure, "amount") == 0)
    /* Translators: a goal; %1$s are points, %2$s an amount of money, %3$s the activities */
    return repeats ? g_strdup_printf (C_("promotion", "Gives %1$s for each full %2$s with %3$s"), points, money, activities)
                   : g_strdup_printf (C_("promotion", "Gives %1$s once for an amount of %2$s with %3$s"), points, money, activities);
  if (g_strcmp0 (measure, "quantity") == 0)
    /* Translators: a goal; %1$s are points, %2$s a number of what is counted, %3$s the activities */
    return repeats ? g_strdup_printf (C_("promotion", "Gives %1$s for each full quantity of %2$s with %3$s"), points, number, activities)
                   : g_strdup_printf (C_("promotion", "Gives %1$s once for a quantity of %2$s with %3$s"), points, number, activities);
  /* Translators: a goal; %1$s are points, %2$s is how many events it takes, %3$s the activities */
  return repeats ? g_strdup_printf (ngettext ("Gives %1$s for each %2$s event of %3$s", "Gives %1$s for each full %2$s events of %3$s", (gulong) target), points, number, activities)
                 : g_strdup_printf (ngettext ("Gives %1$s once for %2$s event of %3$s", "Gives %1$s once for %2$s events of %3$s", (gulong) target), points, number, activities);
}

/* How many company points a budget is worth; −1 where points have no value, where it pays no points, or while presenting, as it
 * would tell the money. */
static gint64
get_worth (const BatonNames *names,
                const char       *effect,
                gint64            budget)
{
  const BatonEntity *root = names->program != NULL ? baton_program_get_root (names->program) : names->snapshot != NULL ? baton_snapshot_get_root (names->snapshot) : NULL;
  gint64 value = root != NULL ? baton_entity_get_integer (root, BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE, 0) : 0;

  return value > 0 && !names->presenting && g_strcmp0 (effect, "extra-fee") != 0 ? budget / value : -1;
}

/* A multiplier of one, or none, and extras of nothing. */
gboolean
baton_words_promotion_gives_nothing (const BatonEntity *promotion)
{
  const char *effect = baton_entity_get_string (promotion, BATON_FIELD_PROMOTION_EFFECT);

  if (g_strcmp0 (effect, "extra-fee") == 0)
    return baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_FEE, 0) == 0;
  if (g_strcmp0 (effect, "extra-points") == 0 || g_strcmp0 (effect, "goal") == 0)
    return baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, 0) == 0
           && baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, 0) == 0
           && baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, 0) == 0;
  return baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_MULTIPLIER, 10000) == 10000;
}

char *
baton_words_promotion_use (const BatonNames  *names,
                           const BatonEntity *promotion,
                           guint64            n_events,
                           gint64             cost,
                           gboolean           happened)
{
  g_autofree char *spent = baton_words_money (names, cost);
  g_autofree char *events = baton_words_number ((gint64) n_events);

  if (cost == 0 && baton_words_promotion_gives_nothing (promotion))
    return g_strdup (_("It gives nothing yet: set what it adds or multiplies by."));
  return g_strdup_printf (happened ? ngettext ("It applied to %1$s event and cost %2$s.", "It applied to %1$s events and cost %2$s.", n_events)
                                   : ngettext ("It would have applied to %1$s event and cost %2$s.", "It would have applied to %1$s events and cost %2$s.", n_events),
                          events, spent);
}

char *
baton_words_promotion (const BatonNames  *names,
                       const BatonEntity *promotion)
{
  const char *effect = baton_entity_get_string (promotion, BATON_FIELD_PROMOTION_EFFECT);
  const BatonValue *audience = baton_entity_get (promotion, BATON_FIELD_PROMOTION_AUDIENCE);
  const BatonValue *window = baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW);
  gint64 budget = baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_BUDGET, -1);
  gint64 multiplier = baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_MULTIPLIER, 10000);
  g_autofree char *points = describe_extra_points (promotion);
  g_autofree char *activities = list_activities (names, promotion);
  g_autofree char *percent = NULL, *what = NULL;
  GString *text;

  if (g_strcmp0 (effect, "extra-fee") == 0)
    {
      percent = baton_words_percent (baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_EXTRA_FEE, 0));
      /* Translators: %1$s is a percentage, %2$s a list of activities */
      what = g_strdup_printf (C_("promotion", "Adds %1$s of the amount to the referral fee of %2$s"), percent, activities);
    }
  else if (g_strcmp0 (effect, "extra-points") == 0)
    {
      what = g_strdup_printf (C_("promotion", "Adds %1$s to %2$s"), points != NULL ? points : C_("promotion", "nothing"), activities);
    }
  else if (g_strcmp0 (effect, "goal") == 0)
    {
      what = describe_goal (names, promotion, points != NULL ? points : C_("promotion", "nothing"), activities);
    }
  else if (multiplier == 20000)
    {
      what = g_strdup_printf (C_("promotion", "Doubles the points of %s"), activities);
    }
  else if (multiplier == 30000)
    {
      what = g_strdup_printf (C_("promotion", "Triples the points of %s"), activities);
    }
  else if (baton_entity_get (promotion, BATON_FIELD_PROMOTION_MULTIPLIER) == NULL)
    {
      what = g_strdup_printf (C_("promotion", "Multiplies the points of %s, by nothing yet"), activities);
    }
  else
    {
      percent = baton_words_percent (multiplier);
      what = g_strdup_printf (C_("promotion", "Gives %1$s of the points of %2$s"), percent, activities);
    }

  text = g_string_new (what);
  if (baton_value_get_length (audience) > 0)
    {
      g_autofree char *who = baton_words_audience (names, audience, BATON_SIDE_MEMBER);

      /* Translators: continues what a promotion does; %s is an audience */
      g_string_append_printf (text, C_("promotion", " for %s"), who);
    }
  if (window != NULL)
    {
      g_autofree char *when = baton_words_window (baton_window_from_value (window));

      g_string_append_printf (text, C_("promotion", ", %s"), when);
    }
  if (budget >= 0)
    {
      gint64 worth = get_worth (names, effect, budget);
      g_autofree char *money = baton_words_money (names, budget), *number = baton_words_number (worth);

      g_string_append_printf (text, C_("promotion", "; at most %s in all"), money);
      if (worth >= 0)
        /* Translators: stands behind an amount of money; %s is a number of points */
        g_string_append_printf (text, ngettext (" (%s company point)", " (%s company points)", (gulong) worth), number);
    }
  if (baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED))
    g_string_append (text, C_("promotion", " (switched off)"));
  g_string_append (text, C_("end of a sentence", "."));
  return g_string_free (text, FALSE);
}

/* How often it counts. */
static char *
describe_once (const BatonEntity *activity)
{
  const char *once = baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_ONCE);
  const char *again = baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_AGAIN);
  gint64 months = baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS, 0);
  gboolean member = g_strcmp0 (once, "member") == 0;

  if (g_strcmp0 (again, "fiscal-year") == 0)
    return g_strdup (member ? C_("earning", "Once per member and fiscal year") : C_("earning", "Once per organization and fiscal year"));
  if (g_strcmp0 (again, "months") == 0 && member)
    return baton_words_count (g_dngettext (GETTEXT_PACKAGE, "Once per member, again after %s month", "Once per member, again after %s months", months), months);
  if (g_strcmp0 (again, "months") == 0)
    return baton_words_count (g_dngettext (GETTEXT_PACKAGE, "Once per organization, again after %s month", "Once per organization, again after %s months", months), months);
  return g_strdup (member ? C_("earning", "Once per member") : C_("earning", "Once per organization"));
}

static char *
describe_unit (const BatonNames  *names,
               const BatonEntity *activity)
{
  const char *unit = baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_UNIT);
  const char *unit_name = baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_UNIT_NAME);
  gint64 size = baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_UNIT_SIZE, 0);
  g_autofree char *number = baton_words_number (size);
  g_autofree char *money = baton_words_money (names, size);

  if (unit_name == NULL)
    unit_name = C_("earning", "unit");
  if (g_strcmp0 (unit, "quantity") == 0)
    /* Translators: %s is what is counted: lead, registration */
    return g_strdup_printf (C_("earning", "Per %s"), unit_name);
  if (g_strcmp0 (unit, "quantity-step") == 0)
    return g_strdup_printf (C_("earning", "For each full %1$s (%2$s)"), number, unit_name);
  if (g_strcmp0 (unit, "amount-step") == 0)
    return g_strdup_printf (C_("earning", "For each full %s"), money);
  if (g_strcmp0 (unit, "bands") == 0)
    /* Translators: %s is what is counted: points of customer satisfaction */
    return g_strdup_printf (C_("earning", "By bands (%s)"), unit_name);
  return NULL;
}

char *
baton_words_earning (const BatonNames  *names,
                     const BatonEntity *activity)
{
  gint64 step = baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_STEP_SIZE, 0);
  gint64 step_percent = baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_STEP_PERCENT, 0);
  gint64 fee = baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_FEE, 0);
  g_autofree char *unit = describe_unit (names, activity);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  if (baton_entity_get (activity, BATON_FIELD_ACTIVITY_ONCE) != NULL)
    g_ptr_array_add (parts, describe_once (activity));
  if (unit != NULL)
    g_ptr_array_add (parts, g_steal_pointer (&unit));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (C_("earning", "Each time")));
  if (step > 0 && step_percent > 0)
    {
      g_autofree char *percent = baton_words_percent (step_percent);
      g_autofree char *number = baton_words_number (step);

      /* Translators: %1$s is a percentage, %2$s a number */
      g_ptr_array_add (parts, g_strdup_printf (C_("earning", "%1$s more for each full %2$s"), percent, number));
    }
  if (fee > 0)
    {
      g_autofree char *percent = baton_words_percent (fee);

      g_ptr_array_add (parts, g_strdup_printf (C_("earning", "referral fee of %s"), percent));
    }
  for (guint i = 0; i < parts->len; i++)
    /* Translators: stands between the parts of how an activity is earned */
    g_string_append_printf (text, "%s%s", i > 0 ? C_("earning", "; ") : "", (char *) parts->pdata[i]);
  return g_string_free (text, FALSE);
}

/* ── Caps ── */

/* "150 tier points"; NULL where the kind of points or their number is not there. (transfer full) */
static char *
describe_most (const BatonValue *cap)
{
  static const struct { const char *kind; BatonAttribute attribute; } kinds[] = {
    { "tier", BATON_ATTRIBUTE_TIER_POINTS },
    { "company", BATON_ATTRIBUTE_COMPANY_POINTS },
    { "individual", BATON_ATTRIBUTE_INDIVIDUAL_POINTS },
  };
  const char *points = baton_value_get_member_string (cap, "points");

  for (guint i = 0; baton_value_get_member (cap, "most") != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (points, kinds[i].kind) == 0)
      return baton_words_attribute_number (kinds[i].attribute, baton_value_get_member_integer (cap, "most", 0));
  return NULL;
}

static char *
describe_cap (const BatonValue *cap)
{
  const char *holder = baton_value_get_member_string (cap, "holder"), *period = baton_value_get_member_string (cap, "period");
  g_autofree char *most = describe_most (cap);

  if (most == NULL || holder == NULL || period == NULL)
    return NULL;
  if (g_str_equal (holder, "member"))
    /* Translators: a cap; %s is a number of points: At most 150 tier points for each member in a month. Likewise the next five */
    return g_str_equal (period, "month")            ? g_strdup_printf (C_("cap", "At most %s for each member in a month"), most)
           : g_str_equal (period, "fiscal-quarter") ? g_strdup_printf (C_("cap", "At most %s for each member in a fiscal quarter"), most)
                                                    : g_strdup_printf (C_("cap", "At most %s for each member in a fiscal year"), most);
  return g_str_equal (period, "month")            ? g_strdup_printf (C_("cap", "At most %s for each organization in a month"), most)
         : g_str_equal (period, "fiscal-quarter") ? g_strdup_printf (C_("cap", "At most %s for each organization in a fiscal quarter"), most)
                                                  : g_strdup_printf (C_("cap", "At most %s for each organization in a fiscal year"), most);
}

char *
baton_words_line (const BatonFieldInfo *columns,
                  const BatonValue     *line)
{
  return columns == baton_schema_get_field (BATON_FIELD_ACTIVITY_CAPS)->columns ? describe_cap (line) : NULL;
}

/* What the number of a benefit counts: its own unit, else that of another that goes into the same fund, as they are added up. NULL:
 * money. */
static const char *
find_unit (const BatonNames  *names,
           const BatonEntity *benefit,
           const char        *fund)
{
  const char *own = baton_entity_get_string (benefit, BATON_FIELD_BENEFIT_UNIT);
  g_autoptr (GPtrArray) all = NULL;

  if (own != NULL && *own != '\0')
    return own;
  all = names->program != NULL ? baton_program_list (names->program, BATON_KIND_BENEFIT)
        : names->snapshot != NULL ? g_ptr_array_ref (baton_snapshot_list (names->snapshot, BATON_KIND_BENEFIT)) : NULL;
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const char *unit = baton_entity_get_string (all->pdata[i], BATON_FIELD_BENEFIT_UNIT);

      if (unit != NULL && *unit != '\0' && g_strcmp0 (baton_entity_get_string (all->pdata[i], BATON_FIELD_BENEFIT_TYPE), "fund-number") == 0
          && g_strcmp0 (baton_entity_get_string (all->pdata[i], BATON_FIELD_BENEFIT_FUND), fund) == 0)
        return unit;
    }
  return NULL;
}

char *
baton_words_benefit (const BatonNames  *names,
                     const BatonEntity *benefit)
{
  const char *type = baton_entity_get_string (benefit, BATON_FIELD_BENEFIT_TYPE);
  const char *fund_id = baton_entity_get_string (benefit, BATON_FIELD_BENEFIT_FUND);
  gint64 credited = baton_entity_get_integer (benefit, BATON_FIELD_BENEFIT_NUMBER, 0);
  g_autofree char *percent = baton_words_percent (baton_entity_get_integer (benefit, BATON_FIELD_BENEFIT_PERCENT, 0));
  g_autofree char *number = NULL, *fund = baton_words_isolate (baton_words_name (names, fund_id));
  const char *unit;

  if (g_strcmp0 (type, "fee-bonus") == 0)
    /* Translators: %s is a percentage that is added to another: 10 % becomes 13 % */
    return g_strdup_printf (C_("benefit", "+%s referral fee, added to the rate"), percent);
  if (g_strcmp0 (type, "rewards-discount") == 0)
    return g_strdup_printf (C_("benefit", "%s off rewards"), percent);
  /* Without a fund nothing is credited yet; the name says what it is meant to be. */
  if (fund_id == NULL)
    return g_strdup (baton_entity_get_name (benefit));
  if (g_strcmp0 (type, "fund-percent") == 0)
    return g_strdup_printf (C_("benefit", "%1$s of sales into %2$s"), percent, fund);
  if (g_strcmp0 (type, "fund-number") == 0)
    {
      unit = find_unit (names, benefit, fund_id);
      number = unit != NULL ? baton_words_number (credited) : baton_words_money (names, credited);
      if (unit == NULL)
        /* Translators: %1$s is an amount of money, %2$s a fund */
        return g_strdup_printf (C_("benefit", "%1$s into %2$s"), number, fund);
      /* Translators: %1$s is a number, %2$s its unit, %3$s a fund */
      return g_strdup_printf (C_("benefit", "%1$s %2$s into %3$s"), number, unit, fund);
    }
  return g_strdup (baton_entity_get_name (benefit));
}

char *
baton_words_rounding (gint64 price,
                      gint64 discount)
{
  g_autofree char *full = baton_words_number (price), *percent = baton_words_percent (discount);
  g_autofree char *exact = baton_words_exact (price * (10000 - discount)), *rounded = baton_words_number (baton_price_discounted (price, discount));

  /* Translators: of a reward: %1$s is a price in points, %2$s a discount ("5 %"), %3$s what remains exactly ("237.5"), %4$s what is paid ("238") */
  return g_strdup_printf (_("Prices are rounded up to whole points: %1$s less %2$s is %3$s, which costs %4$s."), full, percent, exact, rounded);
}

/* ── Two promotions ── */

/* A promotion that names no activities is for those that can be repeated. */
static gboolean
has_repeatable (const BatonNames *names,
                const BatonValue *activities)
{
  for (gsize i = 0; i < baton_value_get_length (activities); i++)
    {
      const BatonEntity *activity = baton_names_lookup (names, baton_value_get_string (baton_value_get_element (activities, i)));

      if (activity == NULL || baton_entity_get (activity, BATON_FIELD_ACTIVITY_ONCE) == NULL)
        return TRUE;
    }
  return baton_value_get_length (activities) == 0;
}

static gboolean
applies_to_one (const BatonNames  *names,
                const BatonEntity *promotion,
                const BatonEntity *other)
{
  const BatonValue *activities = baton_entity_get (promotion, BATON_FIELD_PROMOTION_ACTIVITIES);
  const BatonValue *others = baton_entity_get (other, BATON_FIELD_PROMOTION_ACTIVITIES);

  if (baton_value_get_length (activities) == 0 || baton_value_get_length (others) == 0)
    return has_repeatable (names, activities) && has_repeatable (names, others);
  for (gsize i = 0; i < baton_value_get_length (activities); i++)
    if (baton_value_contains (others, baton_value_get_string (baton_value_get_element (activities, i))))
      return TRUE;
  return FALSE;
}

static gboolean
meet (const BatonNames  *names,
      const BatonEntity *promotion,
      const BatonEntity *other)
{
  BatonWindow window = baton_window_from_value (baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW));
  BatonWindow beside = baton_window_from_value (baton_entity_get (other, BATON_FIELD_PROMOTION_WINDOW));

  return promotion != other && window.from <= beside.through && beside.from <= window.through &&
         !baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED) && !baton_entity_get_boolean (other, BATON_FIELD_PROMOTION_DISABLED) &&
         applies_to_one (names, promotion, other);
}

static gboolean
multiplies (const BatonEntity *promotion)
{
  const char *effect = baton_entity_get_string (promotion, BATON_FIELD_PROMOTION_EFFECT);

  return effect == NULL || strcmp (effect, "multiplier") == 0;
}

char *
baton_words_promotion_beside (const BatonNames  *names,
                              const BatonEntity *promotion,
                              const BatonEntity *other)
{
  const char *group = baton_entity_get_string (promotion, BATON_FIELD_PROMOTION_GROUP), *other_group = baton_entity_get_string (other, BATON_FIELD_PROMOTION_GROUP);
  gboolean one_group = g_strcmp0 (group != NULL ? group : "", other_group != NULL ? other_group : "") == 0;
  gint64 own = baton_entity_get_integer (promotion, BATON_FIELD_PROMOTION_MULTIPLIER, 10000), its = baton_entity_get_integer (other, BATON_FIELD_PROMOTION_MULTIPLIER, 10000);
  g_autofree char *name = NULL, *percent = NULL, *first = NULL, *second = NULL;

  if (!meet (names, promotion, other))
    return NULL;
  name = baton_words_isolate (baton_words_name (names, baton_entity_get_id (other)));
  if (!multiplies (promotion) || !multiplies (other))
    /* Translators: %s is another promotion */
    return g_strdup_printf (one_group ? _("“%s” runs at the same time in the same group: the better of the two applies.")
                                      : _("“%s” runs at the same time in another group: both apply."), name);
  first = baton_words_percent (own);
  second = baton_words_percent (its);
  percent = baton_words_percent (one_group ? MAX (own, its) : own + its - 10000);
  /* Translators: %1$s is another promotion, the others are percentages of points: %2$s this promotion's, %3$s the other's, %4$s both together */
  return g_strdup_printf (one_group ? _("“%1$s” runs at the same time in the same group: of %2$s and %3$s the better applies, %4$s of the points.")
                                    : _("“%1$s” runs at the same time in another group: the extra parts of %2$s and %3$s add up to %4$s of the points."),
                          name, first, second, percent);
}
