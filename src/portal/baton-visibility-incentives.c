/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What keeps activities, rewards and measures from a member, and what is shown as its parent is.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-visibility-private.h"

/* ── Incentives ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_switched_on (const BatonEntity *entity,
                BatonField         field,
                GPtrArray         *reasons)
{
  return !baton_entity_get_boolean (entity, field) || baton_hide (reasons, BATON_WHY_SWITCHED_OFF, entity, NULL);
}

static gboolean
earns (BatonResolver     *r,
       const BatonEntity *activity)
{
  static const BatonField cells[] = {
    BATON_FIELD_ACTIVITY_TIER_POINTS,
    BATON_FIELD_ACTIVITY_COMPANY_POINTS,
    BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS,
  };

  if (baton_entity_get_integer (activity, BATON_FIELD_ACTIVITY_FEE, 0) > 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      BatonPortalCell cell = baton_resolve_cell (r, activity, cells[i]);

      if (cell.state == BATON_PORTAL_CELL_NUMBER && cell.value > 0)
        return TRUE;
    }
  return FALSE;
}

/* The guide for no one in particular shows the whole table, activities whose points are still open included. */
gboolean
baton_is_activity_visible (BatonResolver     *r,
                           const BatonEntity *activity,
                           GPtrArray         *reasons)
{
  const char *motion = baton_entity_get_parent (activity);

  if (motion == NULL || baton_snapshot_lookup_kind (r->snapshot, motion, BATON_KIND_MOTION) == NULL)
    return baton_hide (reasons, BATON_WHY_PARENT_HIDDEN, activity, motion);
  return is_switched_on (activity, BATON_FIELD_ACTIVITY_DISABLED, reasons)
         && baton_is_in_window (r, activity, BATON_FIELD_ACTIVITY_WINDOW, reasons)
         && baton_meets (r, activity, BATON_FIELD_ACTIVITY_AUDIENCE, BATON_WHY_AUDIENCE, reasons)
         && (r->everybody || earns (r, activity) || baton_hide (reasons, BATON_WHY_EARNS_NOTHING, activity, NULL));
}

gboolean
baton_is_motion_visible (BatonResolver     *r,
                         const BatonEntity *motion,
                         GPtrArray         *reasons)
{
  g_autoptr (GPtrArray) activities = baton_snapshot_list_children (r->snapshot, BATON_KIND_ACTIVITY, baton_entity_get_id (motion));

  for (guint i = 0; i < activities->len; i++)
    if (baton_is_activity_visible (r, g_ptr_array_index (activities, i), NULL))
      return TRUE;
  return baton_hide (reasons, BATON_WHY_EMPTY, motion, NULL);
}

gboolean
baton_is_reward_visible (BatonResolver     *r,
                         const BatonEntity *reward,
                         GPtrArray         *reasons)
{
  return is_switched_on (reward, BATON_FIELD_REWARD_DISABLED, reasons)
         && baton_is_in_window (r, reward, BATON_FIELD_REWARD_WINDOW, reasons)
         && baton_meets (r, reward, BATON_FIELD_REWARD_AUDIENCE, BATON_WHY_AUDIENCE, reasons)
         && (baton_entity_get_choice (reward, BATON_FIELD_REWARD_PRICING, 0) == 0
             || baton_entity_get_integer (reward, BATON_FIELD_REWARD_RATE, 0) > 0 || baton_hide (reasons, BATON_WHY_NO_PRICE, reward, NULL))
         && (baton_entity_get_integer (reward, BATON_FIELD_REWARD_STOCK, 1) > 0 || baton_hide (reasons, BATON_WHY_SOLD_OUT, reward, NULL));
}

/* Shown as its parent is: tiers, benefits, steps, targets of a measure. */
gboolean
baton_is_parent_visible (BatonResolver     *r,
                         const BatonEntity *entity,
                         GPtrArray         *reasons)
{
  const char *parent = baton_entity_get_parent (entity);
  const BatonEntity *above = parent != NULL ? baton_snapshot_lookup (r->snapshot, parent) : NULL;
  guint at = reasons != NULL ? reasons->len : 0;

  return (above != NULL && baton_is_visible (r, above, reasons))
         || baton_hide_because (reasons, at, BATON_WHY_PARENT_HIDDEN, entity, parent);
}

/* ── Measures ────────────────────────────────────────────────────────────────────────────────────────── */

/* A measure is shown by a dashboard that the member sees. */
gboolean
baton_is_kpi_visible (BatonResolver     *r,
                      const BatonEntity *kpi,
                      GPtrArray         *reasons)
{
  GPtrArray *dashboards = baton_snapshot_list (r->snapshot, BATON_KIND_DASHBOARD);

  for (guint i = 0; i < dashboards->len; i++)
    {
      const BatonEntity *dashboard = g_ptr_array_index (dashboards, i);

      if (baton_value_contains (baton_entity_get (dashboard, BATON_FIELD_DASHBOARD_KPIS), baton_entity_get_id (kpi))
          && baton_meets (r, dashboard, BATON_FIELD_DASHBOARD_AUDIENCE, BATON_WHY_AUDIENCE, NULL))
        return TRUE;
    }
  return baton_hide (reasons, BATON_WHY_NOT_PLACED, kpi, NULL);
}

gboolean
baton_is_dashboard_visible (BatonResolver     *r,
                            const BatonEntity *dashboard,
                            GPtrArray         *reasons)
{
  const BatonValue *kpis = baton_entity_get (dashboard, BATON_FIELD_DASHBOARD_KPIS);

  if (!baton_meets (r, dashboard, BATON_FIELD_DASHBOARD_AUDIENCE, BATON_WHY_AUDIENCE, reasons))
    return FALSE;
  for (gsize i = 0; i < baton_value_get_length (kpis); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (kpis, i));

      if (id != NULL && baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_KPI) != NULL)
        return TRUE;
    }
  return baton_hide (reasons, BATON_WHY_EMPTY, dashboard, NULL);
}

gboolean
baton_is_target_visible (BatonResolver     *r,
                         const BatonEntity *target,
                         GPtrArray         *reasons)
{
  return baton_is_parent_visible (r, target, reasons)
         && baton_is_in_window (r, target, BATON_FIELD_TARGET_WINDOW, reasons)
         && baton_meets (r, target, BATON_FIELD_TARGET_AUDIENCE, BATON_WHY_AUDIENCE, reasons);
}
