/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What bounds and what raises the points of an activity: its caps, its bands, and the promotions in force for the member.
 * A promotion for some events alone is left out, because a portal does not know the event.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility-private.h"

#include "model/baton-number.h"

#include <string.h>

/* Of the choice "unit". */
#define UNIT_BANDS 4

/* Of the choice "goal_measure". */
#define GOAL_AMOUNT 2

/* In the order of the choices of the column; −1 for none. */
static int
find_choice (BatonField        field,
             const BatonValue *record,
             const char       *name)
{
  const BatonFieldInfo *column = baton_schema_get_field (field)->columns;
  const char *value = baton_value_get_member_string (record, name);

  while (column->name != NULL && strcmp (column->name, name) != 0)
    column++;
  return column->name != NULL && value != NULL ? baton_schema_find_choice (column, value) : -1;
}

static void
resolve_caps (BatonResolver       *r,
              const BatonEntity   *entity,
              BatonPortalActivity *activity)
{
  const BatonValue *records = baton_entity_get (entity, BATON_FIELD_ACTIVITY_CAPS);
  GArray *caps = g_array_new (FALSE, FALSE, sizeof (BatonPortalCap));

  for (gsize i = 0; i < baton_value_get_length (records); i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);
      BatonPortalCap cap = {
        .shared = g_strcmp0 (baton_value_get_member_string (record, "holder"), "organisation") == 0,
        .period = find_choice (BATON_FIELD_ACTIVITY_CAPS, record, "period"),
        .points = find_choice (BATON_FIELD_ACTIVITY_CAPS, record, "points"),
        .most = baton_value_get_member_integer (record, "most", -1),
      };

      if (cap.period >= 0 && cap.points >= 0 && cap.most >= 0)
        g_array_append_val (caps, cap);
    }
  activity->caps = baton_resolver_seal (r, caps, &activity->n_caps);
}

static void
resolve_bands (BatonResolver       *r,
               const BatonEntity   *entity,
               BatonPortalActivity *activity)
{
  const BatonValue *records = activity->unit == UNIT_BANDS ? baton_entity_get (entity, BATON_FIELD_ACTIVITY_BANDS) : NULL;
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (BatonPortalBand));

  for (gsize i = 0; i < baton_value_get_length (records); i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);
      BatonPortalBand band = { baton_value_get_member_integer (record, "from", 0), baton_value_get_member_integer (record, "units", 0) };

      /* What earns nothing is not worth a word before the first that does. */
      if (band.units > 0 || bands->len > 0)
        g_array_append_val (bands, band);
    }
  activity->bands = baton_resolver_seal (r, bands, &activity->n_bands);
}

/* Whether the promotion is in force on the activity for the member. */
static gboolean
concerns (BatonResolver     *r,
          const BatonEntity *promotion,
          const BatonEntity *activity)
{
  const BatonValue *activities = baton_entity_get (promotion, BATON_FIELD_PROMOTION_ACTIVITIES);

  if (activities != NULL ? !baton_value_contains (activities, baton_entity_get_id (activity))
                         : baton_entity_get_choice (activity, BATON_FIELD_ACTIVITY_ONCE, -1) >= 0)
    return FALSE;
  /* Everybody's guide tells of what everybody has. */
  if (r->everybody && baton_entity_get (promotion, BATON_FIELD_PROMOTION_AUDIENCE) != NULL)
    return FALSE;
  return !baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED)
         && baton_is_in_window (r, promotion, BATON_FIELD_PROMOTION_WINDOW, NULL)
         && baton_meets (r, promotion, BATON_FIELD_PROMOTION_AUDIENCE, BATON_WHY_AUDIENCE, NULL);
}

/* Whether it gives anything: one without its number has no effect. */
static gboolean
has_effect (const BatonPortalPromotion *promotion)
{
  gboolean points = promotion->extra[0] > 0 || promotion->extra[1] > 0 || promotion->extra[2] > 0;

  switch (promotion->effect)
    {
    case 0:
      return promotion->multiplier >= 0;
    case 1:
      return points;
    case 2:
      return promotion->extra_fee > 0;
    case 3:
      return points && promotion->goal > 0;
    default:
      return FALSE;
    }
}

static void
resolve_promotions (BatonResolver       *r,
                    const BatonEntity   *entity,
                    BatonPortalActivity *activity)
{
  GPtrArray *all = baton_snapshot_list (r->snapshot, BATON_KIND_PROMOTION);
  GArray *promotions = g_array_new (FALSE, FALSE, sizeof (BatonPortalPromotion));

  for (guint i = 0; i < all->len; i++)
    {
      const BatonEntity *from = g_ptr_array_index (all, i);
      BatonPortalPromotion promotion = {
        .name = baton_resolve_text (r, from, BATON_FIELD_PROMOTION_NAME),
        .effect = baton_entity_get_choice (from, BATON_FIELD_PROMOTION_EFFECT, -1),
        .multiplier = baton_number_read (from, BATON_FIELD_PROMOTION_MULTIPLIER, -1),
        .extra = { baton_number_read (from, BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, 0),
                   baton_number_read (from, BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, 0),
                   baton_number_read (from, BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, 0) },
        .extra_fee = baton_number_read (from, BATON_FIELD_PROMOTION_EXTRA_FEE, 0),
        .goal = baton_number_read (from, BATON_FIELD_PROMOTION_GOAL_TARGET, 0),
        .amount = baton_entity_get_choice (from, BATON_FIELD_PROMOTION_GOAL_MEASURE, 0) == GOAL_AMOUNT,
        .through = baton_window_from_value (baton_entity_get (from, BATON_FIELD_PROMOTION_WINDOW)).through,
      };

      if (has_effect (&promotion) && concerns (r, from, entity))
        g_array_append_val (promotions, promotion);
    }
  activity->promotions = baton_resolver_seal (r, promotions, &activity->n_promotions);
}

void
baton_resolve_bounds (BatonResolver       *r,
                      const BatonEntity   *entity,
                      BatonPortalActivity *activity)
{
  resolve_caps (r, entity, activity);
  resolve_bands (r, entity, activity);
  resolve_promotions (r, entity, activity);
}
