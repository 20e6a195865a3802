/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the incentives out of a snapshot, once. What validation would complain about is read in the way that gives least:
 * a unit without its size, a promotion without its number or a tier whose requirement names nothing has no effect. Numbers outside the
 * range of their field are brought into it, so that whoever multiplies them knows how large a product can be.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-scheme-private.h"

#include <stdlib.h>
#include <string.h>

#include "model/baton-number.h"

#define DEFAULT_EXPIRY_MONTHS 24
#define MAX_AUDIENCE_DEPTH 16

static guint
find_index (GHashTable *by_id,
            const char *id)
{
  guint found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (by_id, id)) : 0;

  return found > 0 ? found - 1 : BATON_INDEX_NONE;
}

guint
baton_scheme_find_activity (const BatonScheme *self,
                            const char        *id)
{
  return find_index (self->activity_by_id, id);
}

guint
baton_scheme_find_reward (const BatonScheme *self,
                          const char        *id)
{
  return find_index (self->reward_by_id, id);
}

guint
baton_scheme_find_fund (const BatonScheme *self,
                        const char        *id)
{
  return find_index (self->fund_by_id, id);
}

/* ── Calendar ────────────────────────────────────────────────────────────────────────────────────────── */

BatonDay
baton_window_drop_out (BatonDay day,
                       int      months)
{
  return baton_day_add_months (day, months);
}

BatonWindow
baton_period_get (BatonPeriod period,
                  BatonDay    day,
                  int         fiscal_start)
{
  BatonWindow window;

  switch (period)
    {
    case BATON_PERIOD_QUARTER:
      window.from = baton_day_get_fiscal_quarter_start (day, fiscal_start);
      window.through = baton_day_add_months (window.from, 3) - 1;
      break;
    case BATON_PERIOD_YEAR:
      window.from = baton_day_get_fiscal_year_start (day, fiscal_start);
      window.through = baton_day_add_months (window.from, 12) - 1;
      break;
    case BATON_PERIOD_MONTH:
    default:
      window.from = baton_day_get_month_start (day);
      window.through = baton_day_get_month_end (day);
      break;
    }
  return window;
}

/* An event of day E counts on day D if D < E + n months. Month ends are clamped forwards: of two days that reach the same
 * clamped day both drop out on it, so the first day that still counts follows the last E with E + n months ≤ D. */
BatonDay
baton_ladder_get_window_start (const BatonLadder *ladder,
                               BatonDay           day,
                               int                fiscal_start)
{
  BatonDay start;

  if (ladder->window == BATON_LADDER_FISCAL_YEAR)
    return baton_day_get_fiscal_year_start (day, fiscal_start);

  start = baton_day_add_months (day, -ladder->months);
  while (baton_window_drop_out (start, ladder->months) <= day)
    start++;
  return start;
}

/* ── Audiences ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_dynamic (const BatonSnapshot *snapshot,
            const BatonValue    *audience,
            guint                depth)
{
  BatonClause clause;

  for (gsize i = 0; baton_audience_get_clause (audience, i, BATON_SIDE_MEMBER, &clause); i++)
    {
      if (clause.type == BATON_CLAUSE_ATTRIBUTE)
        return TRUE;
      if (clause.type == BATON_CLAUSE_TERMS && baton_snapshot_lookup_kind (snapshot, clause.dimension, BATON_KIND_TIER_LADDER) != NULL)
        return TRUE;
      if (clause.type == BATON_CLAUSE_NAMED && depth < MAX_AUDIENCE_DEPTH)
        {
          BatonEntity *named = baton_snapshot_lookup_kind (snapshot, clause.audience, BATON_KIND_AUDIENCE);

          if (named != NULL && is_dynamic (snapshot, baton_entity_get (named, BATON_FIELD_AUDIENCE_CLAUSES), depth + 1))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
baton_audience_is_dynamic (const BatonSnapshot *snapshot,
                           const BatonValue    *audience)
{
  return is_dynamic (snapshot, audience, 0);
}

BatonAudience *
baton_scheme_get_audience (BatonScheme       *self,
                           const BatonEntity *entity,
                           BatonField         field)
{
  return baton_audience_ref (baton_snapshot_get_audience (self->snapshot, baton_entity_get_id (entity), field));
}

/* ── Activities ──────────────────────────────────────────────────────────────────────────────────────── */

/* *decided* FALSE for an absent value; "none" is decided and worth nothing. */
static void
read_cell_value (const BatonValue *value,
                 gboolean         *decided,
                 gint64           *number)
{
  *decided = value != NULL;
  *number = baton_number_limit (baton_schema_get_field (BATON_FIELD_ACTIVITY_TIER_POINTS), baton_value_get_integer (value, 0), 0);
}

static void
read_cell (BatonScheme      *self,
           const BatonValue *value,
           BatonCell        *cell)
{
  const BatonValue *exceptions = baton_value_get_member (value, "exceptions");

  read_cell_value (baton_value_get_member (value, "value"), &cell->decided, &cell->value);
  cell->n_exceptions = baton_value_get_length (exceptions);
  cell->exceptions = g_new0 (BatonCellException, cell->n_exceptions);
  for (guint i = 0; i < cell->n_exceptions; i++)
    {
      const BatonValue *exception = baton_value_get_element (exceptions, i);
      const BatonValue *audience = baton_value_get_member (exception, "audience");
      const char *from = baton_value_get_member_string (exception, "from");

      cell->exceptions[i].from = from != NULL ? baton_day_parse (from) : BATON_DAY_MIN;
      if (cell->exceptions[i].from == BATON_DAY_NONE)
        cell->exceptions[i].from = BATON_DAY_MAX;
      if (audience != NULL)
        cell->exceptions[i].audience = baton_audience_compile (self->snapshot, audience, BATON_SIDE_MEMBER);
      read_cell_value (baton_value_get_member (exception, "value"), &cell->exceptions[i].decided, &cell->exceptions[i].value);
    }
}

static int
compare_bands (const void *a,
               const void *b)
{
  const BatonBand *first = a;
  const BatonBand *second = b;

  return first->from < second->from ? -1 : first->from > second->from;
}

static const BatonFieldInfo *
find_column (BatonField  field,
             const char *name)
{
  const BatonFieldInfo *column = baton_schema_get_field (field)->columns;

  while (column->name != NULL && strcmp (column->name, name) != 0)
    column++;
  return column;
}

gint64
baton_scheme_read_column (BatonField        field,
                          const BatonValue *record,
                          const char       *column,
                          gint64            otherwise)
{
  return baton_number_limit (find_column (field, column), baton_value_get_member_integer (record, column, otherwise), otherwise);
}

static BatonBand *
read_bands (const BatonEntity *entity,
            BatonField         field,
            const char        *value,
            guint             *n_bands)
{
  const BatonValue *records = baton_entity_get (entity, field);
  BatonBand *bands;

  *n_bands = baton_value_get_length (records);
  bands = g_new0 (BatonBand, *n_bands);
  for (guint i = 0; i < *n_bands; i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);

      bands[i].from = baton_scheme_read_column (field, record, "from", 0);
      bands[i].value = baton_scheme_read_column (field, record, value, 0);
    }
  if (*n_bands > 1)
    qsort (bands, *n_bands, sizeof *bands, compare_bands);
  return bands;
}

static int
find_choice (BatonField        field,
             const BatonValue *record,
             const char       *column)
{
  return baton_schema_find_choice (find_column (field, column), baton_value_get_member_string (record, column));
}

static void
read_caps (const BatonEntity *entity,
           BatonActivity     *activity)
{
  const BatonValue *records = baton_entity_get (entity, BATON_FIELD_ACTIVITY_CAPS);

  activity->caps = g_new0 (BatonCap, baton_value_get_length (records));
  for (guint i = 0; i < baton_value_get_length (records); i++)
    {
      const BatonValue *record = baton_value_get_element (records, i);
      int holder = find_choice (BATON_FIELD_ACTIVITY_CAPS, record, "holder");
      int period = find_choice (BATON_FIELD_ACTIVITY_CAPS, record, "period");
      int points = find_choice (BATON_FIELD_ACTIVITY_CAPS, record, "points");

      if (holder < 0 || period < 0 || points < 0)
        continue;
      activity->caps[activity->n_caps].holder = holder == 0 ? BATON_HOLDER_ORGANISATION : BATON_HOLDER_MEMBER;
      activity->caps[activity->n_caps].period = period;
      activity->caps[activity->n_caps].points = points;
      activity->caps[activity->n_caps].most = baton_scheme_read_column (BATON_FIELD_ACTIVITY_CAPS, record, "most", 0);
      activity->caps[activity->n_caps].row = i;
      activity->n_caps++;
    }
}

static void
read_activity (BatonScheme       *self,
               const BatonEntity *entity,
               BatonActivity     *activity)
{
  activity->id = baton_entity_get_id (entity);
  activity->motion = baton_entity_get_parent (entity);
  activity->audience = baton_scheme_get_audience (self, entity, BATON_FIELD_ACTIVITY_AUDIENCE);
  activity->window = baton_window_from_value (baton_entity_get (entity, BATON_FIELD_ACTIVITY_WINDOW));
  activity->enabled = !baton_entity_get_boolean (entity, BATON_FIELD_ACTIVITY_DISABLED);
  read_cell (self, baton_entity_get (entity, BATON_FIELD_ACTIVITY_TIER_POINTS), &activity->cells[BATON_POINTS_TIER]);
  read_cell (self, baton_entity_get (entity, BATON_FIELD_ACTIVITY_COMPANY_POINTS), &activity->cells[BATON_POINTS_COMPANY]);
  read_cell (self, baton_entity_get (entity, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS), &activity->cells[BATON_POINTS_INDIVIDUAL]);
  activity->once = baton_entity_get_choice (entity, BATON_FIELD_ACTIVITY_ONCE, BATON_ONCE_NEVER);
  activity->again = baton_entity_get_choice (entity, BATON_FIELD_ACTIVITY_AGAIN, BATON_AGAIN_NEVER);
  activity->again_months = baton_number_read (entity, BATON_FIELD_ACTIVITY_AGAIN_MONTHS, 0);
  if (activity->again == BATON_AGAIN_MONTHS && activity->again_months == 0)
    activity->again = BATON_AGAIN_NEVER;
  activity->next_after_reversal = baton_entity_get_boolean (entity, BATON_FIELD_ACTIVITY_NEXT_AFTER_REVERSAL);
  activity->unit = baton_entity_get_choice (entity, BATON_FIELD_ACTIVITY_UNIT, BATON_UNIT_OCCURRENCE);
  activity->unit_size = baton_number_read (entity, BATON_FIELD_ACTIVITY_UNIT_SIZE, 0);
  activity->bands = read_bands (entity, BATON_FIELD_ACTIVITY_BANDS, "units", &activity->n_bands);
  activity->step_size = baton_number_read (entity, BATON_FIELD_ACTIVITY_STEP_SIZE, 0);
  activity->step_percent = baton_number_read (entity, BATON_FIELD_ACTIVITY_STEP_PERCENT, 0);
  activity->fee = baton_number_read (entity, BATON_FIELD_ACTIVITY_FEE, 0);
  read_caps (entity, activity);
}

guint8 *
baton_scheme_read_applies (BatonScheme      *self,
                           const BatonValue *references,
                           const guint8     *otherwise)
{
  guint8 *applies = g_new0 (guint8, self->n_activities);

  if (references == NULL && otherwise != NULL)
    memcpy (applies, otherwise, self->n_activities);
  for (guint i = 0; i < baton_value_get_length (references); i++)
    {
      guint activity = baton_scheme_find_activity (self, baton_value_get_string (baton_value_get_element (references, i)));

      if (activity != BATON_INDEX_NONE)
        applies[activity] = TRUE;
    }
  return applies;
}

/* ── Promotions ──────────────────────────────────────────────────────────────────────────────────────── */

static void
read_promotion (BatonScheme       *self,
                const BatonEntity *entity,
                BatonPromotion    *promotion)
{
  g_autofree guint8 *iterative = g_new0 (guint8, self->n_activities);
  const char *group = baton_entity_get_string (entity, BATON_FIELD_PROMOTION_GROUP);
  int effect = baton_entity_get_choice (entity, BATON_FIELD_PROMOTION_EFFECT, -1);

  for (guint i = 0; i < self->n_activities; i++)
    iterative[i] = self->activities[i].once == BATON_ONCE_NEVER;
  promotion->id = baton_entity_get_id (entity);
  promotion->group = group != NULL ? group : "";
  promotion->audience = baton_scheme_get_audience (self, entity, BATON_FIELD_PROMOTION_AUDIENCE);
  promotion->window = baton_window_from_value (baton_entity_get (entity, BATON_FIELD_PROMOTION_WINDOW));
  promotion->enabled = effect >= 0 && !baton_entity_get_boolean (entity, BATON_FIELD_PROMOTION_DISABLED);
  promotion->effect = MAX (effect, 0);
  promotion->multiplier = baton_number_read (entity, BATON_FIELD_PROMOTION_MULTIPLIER, BATON_WHOLE);
  promotion->extra[BATON_POINTS_TIER] = baton_number_read (entity, BATON_FIELD_PROMOTION_EXTRA_TIER_POINTS, 0);
  promotion->extra[BATON_POINTS_COMPANY] = baton_number_read (entity, BATON_FIELD_PROMOTION_EXTRA_COMPANY_POINTS, 0);
  promotion->extra[BATON_POINTS_INDIVIDUAL] = baton_number_read (entity, BATON_FIELD_PROMOTION_EXTRA_INDIVIDUAL_POINTS, 0);
  promotion->extra_fee = baton_number_read (entity, BATON_FIELD_PROMOTION_EXTRA_FEE, 0);
  promotion->measure = baton_entity_get_choice (entity, BATON_FIELD_PROMOTION_GOAL_MEASURE, BATON_MEASURE_EVENTS);
  promotion->target = baton_number_read (entity, BATON_FIELD_PROMOTION_GOAL_TARGET, 0);
  promotion->repeats = baton_entity_get_boolean (entity, BATON_FIELD_PROMOTION_GOAL_REPEATS);
  promotion->has_budget = baton_entity_get (entity, BATON_FIELD_PROMOTION_BUDGET) != NULL;
  promotion->budget = baton_number_read (entity, BATON_FIELD_PROMOTION_BUDGET, 0);
  promotion->applies = baton_scheme_read_applies (self, baton_entity_get (entity, BATON_FIELD_PROMOTION_ACTIVITIES), iterative);
  if (promotion->effect == BATON_EFFECT_GOAL && promotion->target <= 0)
    promotion->enabled = FALSE;
}

/* ── Rewards and funds ───────────────────────────────────────────────────────────────────────────────── */

static void
read_reward (BatonScheme       *self,
             const BatonEntity *entity,
             BatonReward       *reward)
{
  reward->id = baton_entity_get_id (entity);
  reward->points = baton_entity_get_choice (entity, BATON_FIELD_REWARD_POINTS, 0) == 1 ? BATON_POINTS_INDIVIDUAL : BATON_POINTS_COMPANY;
  reward->exchange = baton_entity_get_choice (entity, BATON_FIELD_REWARD_PRICING, 0) == 1;
  reward->price = baton_number_read (entity, BATON_FIELD_REWARD_PRICE, 0);
  reward->rate = baton_number_read (entity, BATON_FIELD_REWARD_RATE, 0);
  reward->audience = baton_scheme_get_audience (self, entity, BATON_FIELD_REWARD_AUDIENCE);
  reward->window = baton_window_from_value (baton_entity_get (entity, BATON_FIELD_REWARD_WINDOW));
  reward->enabled = !baton_entity_get_boolean (entity, BATON_FIELD_REWARD_DISABLED) && (!reward->exchange || reward->rate > 0);
}

static void
read_fund (BatonScheme       *self,
           const BatonEntity *entity,
           BatonFund         *fund)
{
  static const char * const given[] = { "mdf", "spiff", NULL };
  const char *type = baton_value_get_string (baton_entity_get (entity, BATON_FIELD_FUND_TYPE));

  fund->id = baton_entity_get_id (entity);
  fund->audience = baton_scheme_get_audience (self, entity, BATON_FIELD_FUND_AUDIENCE);
  fund->window = baton_window_from_value (baton_entity_get (entity, BATON_FIELD_FUND_WINDOW));
  fund->period = baton_entity_get_choice (entity, BATON_FIELD_FUND_PERIOD, BATON_PERIOD_YEAR);
  fund->has_budget = baton_entity_get (entity, BATON_FIELD_FUND_BUDGET) != NULL;
  fund->budget = baton_number_read (entity, BATON_FIELD_FUND_BUDGET, 0);
  /* Market development funds and SPIFFs are given, not earned on sales: bands that are left of another type have no effect, as
   * validation says. */
  if (!g_strv_contains (given, type != NULL ? type : ""))
    fund->bands = read_bands (entity, BATON_FIELD_FUND_BANDS, "rate", &fund->n_bands);
  fund->whole = baton_entity_get_choice (entity, BATON_FIELD_FUND_BAND_MODE, 0) == 1;
  fund->applies = baton_scheme_read_applies (self, baton_entity_get (entity, BATON_FIELD_FUND_ACTIVITIES), NULL);
  fund->accrues = fund->n_bands > 0;
}

/* ── The whole ───────────────────────────────────────────────────────────────────────────────────────── */

static void
read_root (BatonScheme *self)
{
  const BatonEntity *root = baton_snapshot_get_root (self->snapshot);

  self->fiscal_start = 1;
  self->expiry_months = DEFAULT_EXPIRY_MONTHS;
  if (root == NULL)
    return;
  self->fiscal_start = baton_number_read (root, BATON_FIELD_PROGRAM_FISCAL_YEAR_START, 1);
  self->expiry_months = baton_number_read (root, BATON_FIELD_PROGRAM_EXPIRY_MONTHS, DEFAULT_EXPIRY_MONTHS);
  self->fee_period = baton_entity_get_choice (root, BATON_FIELD_PROGRAM_FEE_PERIOD, BATON_PERIOD_MONTH);
  self->point_value[BATON_POINTS_COMPANY] = baton_number_read (root, BATON_FIELD_PROGRAM_COMPANY_POINT_VALUE, 0);
  self->point_value[BATON_POINTS_INDIVIDUAL] = baton_number_read (root, BATON_FIELD_PROGRAM_INDIVIDUAL_POINT_VALUE, 0);
}

static GPtrArray *
list (BatonScheme *self,
      BatonKind    kind,
      GHashTable  *by_id)
{
  GPtrArray *entities = baton_snapshot_list (self->snapshot, kind);

  for (guint i = 0; by_id != NULL && i < entities->len; i++)
    g_hash_table_insert (by_id, (gpointer) baton_entity_get_id (g_ptr_array_index (entities, i)), GUINT_TO_POINTER (i + 1));
  return entities;
}

BatonScheme *
baton_scheme_new (BatonSnapshot *snapshot)
{
  BatonScheme *self = g_new0 (BatonScheme, 1);
  GPtrArray *entities;

  g_atomic_ref_count_init (&self->references);
  self->snapshot = baton_snapshot_ref (snapshot);
  self->activity_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->reward_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->fund_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  read_root (self);

  /* In this order: later kinds refer to earlier ones by index. */
  entities = list (self, BATON_KIND_ACTIVITY, self->activity_by_id);
  self->n_activities = entities->len;
  self->activities = g_new0 (BatonActivity, entities->len);
  for (guint i = 0; i < entities->len; i++)
    read_activity (self, g_ptr_array_index (entities, i), &self->activities[i]);

  entities = list (self, BATON_KIND_FUND, self->fund_by_id);
  self->n_funds = entities->len;
  self->funds = g_new0 (BatonFund, entities->len);
  for (guint i = 0; i < entities->len; i++)
    read_fund (self, g_ptr_array_index (entities, i), &self->funds[i]);

  entities = list (self, BATON_KIND_PROMOTION, NULL);
  self->n_promotions = entities->len;
  self->promotions = g_new0 (BatonPromotion, entities->len);
  for (guint i = 0; i < entities->len; i++)
    read_promotion (self, g_ptr_array_index (entities, i), &self->promotions[i]);

  entities = list (self, BATON_KIND_TIER_LADDER, NULL);
  self->n_ladders = entities->len;
  self->ladders = g_new0 (BatonLadder, entities->len);
  for (guint i = 0; i < entities->len; i++)
    baton_scheme_read_ladder (self, g_ptr_array_index (entities, i), &self->ladders[i]);
  baton_scheme_read_units (self);

  entities = list (self, BATON_KIND_REWARD, self->reward_by_id);
  self->n_rewards = entities->len;
  self->rewards = g_new0 (BatonReward, entities->len);
  for (guint i = 0; i < entities->len; i++)
    read_reward (self, g_ptr_array_index (entities, i), &self->rewards[i]);
  return self;
}

BatonScheme *
baton_scheme_ref (BatonScheme *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
clear_activity (BatonActivity *activity)
{
  baton_audience_unref (activity->audience);
  for (guint kind = 0; kind < BATON_N_POINTS; kind++)
    {
      for (guint i = 0; i < activity->cells[kind].n_exceptions; i++)
        g_clear_pointer (&activity->cells[kind].exceptions[i].audience, baton_audience_unref);
      g_free (activity->cells[kind].exceptions);
    }
  g_free (activity->bands);
  g_free (activity->caps);
}

void
baton_scheme_unref (BatonScheme *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_activities; i++)
    clear_activity (&self->activities[i]);
  for (guint i = 0; i < self->n_promotions; i++)
    {
      baton_audience_unref (self->promotions[i].audience);
      g_free (self->promotions[i].applies);
    }
  for (guint i = 0; i < self->n_ladders; i++)
    baton_scheme_clear_ladder (&self->ladders[i]);
  for (guint i = 0; i < self->n_rewards; i++)
    baton_audience_unref (self->rewards[i].audience);
  for (guint i = 0; i < self->n_funds; i++)
    {
      baton_audience_unref (self->funds[i].audience);
      g_free (self->funds[i].bands);
      g_free (self->funds[i].applies);
    }
  g_free (self->activities);
  g_free (self->promotions);
  g_free (self->ladders);
  g_free (self->rewards);
  g_free (self->funds);
  g_free (self->counted);
  g_hash_table_unref (self->activity_by_id);
  g_hash_table_unref (self->reward_by_id);
  g_hash_table_unref (self->fund_by_id);
  baton_snapshot_unref (self->snapshot);
  g_free (self);
}
