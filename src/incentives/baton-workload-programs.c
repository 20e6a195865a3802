/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The programs of the measurements: the live one, and what is asked of it, each an edit of its own.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-workload.h"

#include <string.h>

typedef struct
{
  gint64   points[3];        /* tier, company, individual */
  gboolean once;
  gboolean by_quantity;
  gint64   step_size;
  gint64   step_percent;     /* basis points */
  gint64   fee;
} Terms;

static const Terms live_terms[BATON_WORKLOAD_N_ACTIVITIES] = {
  { { 0, 5, 5 }, TRUE },                             /* first sign-in to the portal */
  { { 10, 50, 10 }, TRUE },                          /* set-up completed */
  { { 5, 20, 10 }, TRUE },                           /* marketplace listing */
  { { 5, 20, 0 }, TRUE },                            /* account overlap mapped */
  { { 0, 0, 10 }, TRUE },                            /* key content seen */
  { { 0, 20, 10 } },                                 /* accepted introduction */
  { { 5, 40, 20 } },                                 /* accepted opportunity */
  { { 10, 100, 50 }, .fee = 1000 },                  /* closed deal */
  { { 0, 20, 10 } },                                 /* referral to an alliance partner */
  { { 0, 40, 20 } },                                 /* deal won for an alliance partner */
  { { 0, 0, 5 } },                                   /* post */
  { { 0, 10, 10 }, .step_size = 50, .step_percent = 1000 },   /* blog post */
  { { 1, 20, 0 }, .by_quantity = TRUE },             /* sales-qualified leads */
  { { 0, 2, 1 }, .by_quantity = TRUE },              /* leads of a campaign */
  { { 0, 5, 5 } },                                   /* e-learning */
  { { 2, 20, 20 } },                                 /* technical training */
  { { 1, 10, 0 } },                                  /* satisfaction survey */
  { { 0, 1, 0 }, .by_quantity = TRUE },              /* marketplace leads */
  { { 5, 50, 0 }, TRUE },                            /* security review */
  { { 1, 15, 5 }, .step_size = 50, .step_percent = 1000 },    /* joint webinar */
};

typedef struct
{
  guint       activity;
  guint       region;        /* 0: all */
  const char *from;
  const char *through;
  gint64      multiplier;    /* basis points */
} Campaign;

static const Campaign live_campaign = { 7, 3, "2025-04-01", "2025-06-30", 15000 };
static const Campaign draft_campaigns[] = {
  { 7, 3, "2025-10-01", "2025-12-31", 20000 },
  { 12, 0, "2025-11-10", "2025-12-14", 12500 },
  { 12, 5, "2025-12-01", "2025-12-31", 30000 },
};

/* Begins an entity of *kind* in *program*; its body is what the builder is then given. */
static BatonValueBuilder *
begin (void)
{
  BatonValueBuilder *builder = baton_value_builder_new ();

  baton_value_builder_open_object (builder);
  return builder;
}

static void
add_number (BatonValueBuilder *builder,
            const char        *key,
            gint64             value)
{
  if (value == 0)
    return;
  baton_value_builder_set_integer (builder, key, value);
}

static void
add_name (BatonValueBuilder *builder,
          const char        *name)
{
  baton_value_builder_key (builder, "name");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "source", name);
  baton_value_builder_close (builder);
}

static void
put (BatonProgram      *program,
     BatonKind          kind,
     const char        *id,
     const char        *parent,
     guint              position,
     BatonValueBuilder *builder)
{
  g_autoptr (BatonValue) body = NULL;
  g_autoptr (BatonEntity) entity = NULL;
  const char *unknown = NULL;

  if (position > 0)
    {
      char key[3] = { 'a' + (char) (position / 10), 'a' + (char) (position % 10), '\0' };

      baton_value_builder_key (builder, "place");
      baton_value_builder_open_object (builder);
      if (parent != NULL)
        baton_value_builder_set_string (builder, "parent", parent);
      baton_value_builder_set_string (builder, "position", key);
      baton_value_builder_close (builder);
    }
  body = baton_value_builder_finish (builder);
  entity = baton_entity_from_value (kind, id, body, &unknown);
  g_assert (entity != NULL);
  baton_program_put (program, entity);
  baton_value_builder_free (builder);
}

/* A list of one record. */
static void
begin_record (BatonValueBuilder *builder,
              const char        *key)
{
  baton_value_builder_key (builder, key);
  baton_value_builder_open_array (builder);
  baton_value_builder_open_object (builder);
}

static void
end_record (BatonValueBuilder *builder)
{
  baton_value_builder_close (builder);
  baton_value_builder_close (builder);
}

static void
put_root (BatonProgram *program)
{
  BatonValueBuilder *builder = begin ();

  add_name (builder, "Workload");
  baton_value_builder_set_string (builder, "source-locale", "en");
  baton_value_builder_set_string (builder, "time-zone", "UTC");
  baton_value_builder_set_string (builder, "currency", "EUR");
  add_number (builder, "company-point-value", 100);
  add_number (builder, "individual-point-value", 50);
  baton_value_builder_set_integer (builder, "expiry-months", 0);
  baton_value_builder_set_string (builder, "fee-period", "fiscal-year");
  put (program, BATON_KIND_PROGRAM, "workload", NULL, 0, builder);
}

static void
put_regions (BatonProgram *program)
{
  BatonValueBuilder *builder = begin ();

  add_name (builder, "Region");
  baton_value_builder_set_string (builder, "purpose", "region");
  put (program, BATON_KIND_VOCABULARY, "region", NULL, 1, builder);
  for (guint i = 1; i <= BATON_WORKLOAD_N_REGIONS; i++)
    {
      char id[8];

      g_snprintf (id, sizeof id, "r%u", i);
      builder = begin ();
      add_name (builder, id);
      put (program, BATON_KIND_TERM, id, "region", i, builder);
    }
}

static void
put_activity (BatonProgram *program,
              guint         number,
              const Terms  *terms,
              gboolean      is_general)
{
  static const char * const cells[] = { "tier-points", "company-points", "individual-points" };
  BatonValueBuilder *builder = begin ();
  char id[8];

  g_snprintf (id, sizeof id, "a%u", number);
  add_name (builder, id);
  for (guint kind = 0; kind < 3; kind++)
    {
      baton_value_builder_key (builder, cells[kind]);
      baton_value_builder_open_object (builder);
      baton_value_builder_set_integer (builder, "value", terms->points[kind]);
      baton_value_builder_close (builder);
    }
  if (terms->once)
    baton_value_builder_set_string (builder, "once", "organisation");
  if (terms->by_quantity)
    baton_value_builder_set_string (builder, "unit", "quantity");
  add_number (builder, "step-size", terms->step_size);
  add_number (builder, "step-percent", terms->step_percent);
  add_number (builder, "fee", terms->fee);
  if (is_general && terms->by_quantity)
    {
      begin_record (builder, "caps");
      baton_value_builder_set_string (builder, "holder", "organisation");
      baton_value_builder_set_string (builder, "period", "month");
      baton_value_builder_set_string (builder, "points", "company");
      add_number (builder, "most", 2000);
      end_record (builder);
    }
  put (program, BATON_KIND_ACTIVITY, id, "motion", number, builder);
}

static void
put_campaign (BatonProgram   *program,
              guint           number,
              const Campaign *campaign)
{
  BatonValueBuilder *builder = begin ();
  char id[8], name[8];

  g_snprintf (name, sizeof name, "a%u", campaign->activity);
  baton_value_builder_key (builder, "activities");
  baton_value_builder_open_array (builder);
  baton_value_builder_add_string (builder, name);
  baton_value_builder_close (builder);
  if (campaign->region > 0)
    {
      g_snprintf (name, sizeof name, "r%u", campaign->region);
      baton_value_builder_key (builder, "audience");
      baton_value_builder_open_array (builder);
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "dimension", "region");
      baton_value_builder_set_string (builder, "side", "event");
      baton_value_builder_key (builder, "any");
      baton_value_builder_open_array (builder);
      baton_value_builder_add_string (builder, name);
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
    }
  baton_value_builder_key (builder, "window");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "from", campaign->from);
  baton_value_builder_set_string (builder, "through", campaign->through);
  baton_value_builder_close (builder);
  baton_value_builder_set_string (builder, "effect", "multiplier");
  add_number (builder, "multiplier", campaign->multiplier);
  g_snprintf (id, sizeof id, "p%u", number);
  add_name (builder, id);
  put (program, BATON_KIND_PROMOTION, id, NULL, number, builder);
}

static void
put_ladder (BatonProgram *program,
            const gint64 *thresholds,
            gboolean      is_general)
{
  static const gint64 bonuses[] = { 150, 300, 500 };
  BatonValueBuilder *builder = begin ();

  add_name (builder, "Tiers");
  if (is_general)
    {
      baton_value_builder_set_string (builder, "downgrade", "grace");
      add_number (builder, "grace-months", 2);
    }
  else
    baton_value_builder_set_string (builder, "benefits-from", "period-end");
  put (program, BATON_KIND_TIER_LADDER, "ladder", NULL, 1, builder);
  for (guint i = 0; i < 3; i++)
    {
      char id[8], benefit[8];

      g_snprintf (id, sizeof id, "t%u", i + 1);
      builder = begin ();
      add_name (builder, id);
      add_number (builder, "threshold", thresholds[i]);
      if (is_general && i == 2)
        {
          begin_record (builder, "requirements");
          baton_value_builder_set_string (builder, "activity", "a13");
          add_number (builder, "count", 2);
          end_record (builder);
        }
      put (program, BATON_KIND_TIER, id, "ladder", i + 1, builder);
      g_snprintf (benefit, sizeof benefit, "b%u", i + 1);
      builder = begin ();
      add_name (builder, benefit);
      baton_value_builder_set_string (builder, "type", "fee-bonus");
      add_number (builder, "percent", bonuses[i]);
      put (program, BATON_KIND_BENEFIT, benefit, id, 1, builder);
    }
}

/* A promotion whose budget runs out within the year, and a goal for those who hold a tier. */
static void
put_offers (BatonProgram *program)
{
  BatonValueBuilder *builder = begin ();

  add_name (builder, "Offer");
  baton_value_builder_set_string (builder, "effect", "extra-points");
  add_number (builder, "extra-company-points", 5);
  add_number (builder, "budget", 500000);
  baton_value_builder_set_string (builder, "group", "offers");
  put (program, BATON_KIND_PROMOTION, "offer", NULL, 8, builder);
  builder = begin ();
  add_name (builder, "Goal");
  baton_value_builder_set_string (builder, "effect", "goal");
  baton_value_builder_set_string (builder, "goal-measure", "events");
  add_number (builder, "goal-target", 40);
  add_number (builder, "extra-company-points", 100);
  begin_record (builder, "audience");
  baton_value_builder_set_string (builder, "dimension", "ladder");
  baton_value_builder_key (builder, "any");
  baton_value_builder_open_array (builder);
  baton_value_builder_add_string (builder, "t1");
  baton_value_builder_close (builder);
  end_record (builder);
  put (program, BATON_KIND_PROMOTION, "goal", NULL, 9, builder);
}

static void
put_tier (BatonProgram *program,
          const char   *ladder,
          guint         number,
          gint64        threshold,
          gint64        bonus)
{
  BatonValueBuilder *builder = begin ();
  char id[16], benefit[16];

  g_snprintf (id, sizeof id, "%s-t%u", ladder, number);
  add_name (builder, id);
  add_number (builder, "threshold", threshold);
  put (program, BATON_KIND_TIER, id, ladder, number, builder);
  g_snprintf (benefit, sizeof benefit, "%s-b%u", ladder, number);
  builder = begin ();
  add_name (builder, benefit);
  baton_value_builder_set_string (builder, "type", "fee-bonus");
  add_number (builder, "percent", bonus);
  put (program, BATON_KIND_BENEFIT, benefit, id, 1, builder);
}

/* Six more, each of another sort. */
static void
put_more_ladders (BatonProgram *program)
{
  static const struct
  {
    const char *id, *holder, *window, *downgrade;
    guint       months;
    gint64      first;
  } ladders[] = {
    { "tree", "organisation-with-children", "rolling", "to-evaluated", 12, 80 },
    { "member", "member", "rolling", "to-evaluated", 12, 10 },
    { "fiscal", "organisation", "fiscal-year", "to-evaluated", 12, 40 },
    { "step", "organisation", "rolling", "one-step", 6, 30 },
    { "short", "organisation", "rolling", "grace", 3, 15 },
    { "pinned", "organisation", "rolling", "to-evaluated", 24, 120 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ladders); i++)
    {
      BatonValueBuilder *builder = begin ();

      add_name (builder, ladders[i].id);
      baton_value_builder_set_string (builder, "holder", ladders[i].holder);
      baton_value_builder_set_string (builder, "window", ladders[i].window);
      baton_value_builder_set_string (builder, "downgrade", ladders[i].downgrade);
      add_number (builder, "months", ladders[i].months);
      add_number (builder, "grace-months", strcmp (ladders[i].downgrade, "grace") == 0 ? 1 : 0);
      if (strcmp (ladders[i].id, "pinned") == 0)
        {
          begin_record (builder, "pins");
          baton_value_builder_set_string (builder, "holder", "1");
          baton_value_builder_set_string (builder, "tier", "pinned-t3");
          end_record (builder);
        }
      put (program, BATON_KIND_TIER_LADDER, ladders[i].id, NULL, i + 2, builder);
      for (guint k = 1; k <= 3; k++)
        put_tier (program, ladders[i].id, k, ladders[i].first * (1 << (k - 1)), 10 * k);
    }
}

/* What the program has in place of the live one's cells. */
static void
edit_terms (Terms                *terms,
            BatonWorkloadProgram  which)
{
  switch (which)
    {
    case BATON_WORKLOAD_CELL:
    case BATON_WORKLOAD_GENERAL_CELL:
      terms[12].points[0] = 2;
      break;
    case BATON_WORKLOAD_ACTIVITY:
      terms[12].points[0] = 2;
      terms[12].points[1] = 25;
      break;
    case BATON_WORKLOAD_FREQUENT:
      terms[10] = (Terms) { { 1, 2, 7 }, .step_size = 1, .step_percent = 1000 };
      break;
    default:
      break;
    }
}

static void
edit_terms_of_draft (Terms *terms)
{
  terms[1].once = FALSE;
  terms[7] = (Terms) { { 15, 120, 50 }, .fee = 1000 };
  terms[10].points[2] = 7;
  terms[11].points[0] = 1;
  terms[11].step_percent = 1500;
  terms[13].points[1] = 3;
  terms[16].points[0] = 5;
  terms[16].once = TRUE;
}

static void
put_campaigns (BatonProgram         *program,
               BatonWorkloadProgram  which,
               gboolean              is_draft)
{
  Campaign live = live_campaign;

  for (guint i = 0; is_draft && i < G_N_ELEMENTS (draft_campaigns); i++)
    put_campaign (program, i + 1, &draft_campaigns[i]);
  if (is_draft)
    return;
  if (which == BATON_WORKLOAD_PROMOTION)
    live = (Campaign) { live.activity, live.region, "2025-04-01", "2025-09-30", 20000 };
  if (which == BATON_WORKLOAD_AUDIENCE)
    live.region = 4;
  put_campaign (program, 1, &live);
}

BatonProgram *
baton_workload_make_program (BatonWorkloadProgram which)
{
  static const gint64 live_thresholds[] = { 50, 100, 200 };
  static const gint64 other_thresholds[] = { 60, 120, 250 };
  static const gint64 draft_thresholds[] = { 55, 110, 210 };
  BatonProgram *program = baton_program_new ();
  Terms terms[BATON_WORKLOAD_N_ACTIVITIES];
  gboolean has_ladders = which == BATON_WORKLOAD_LADDERS || which == BATON_WORKLOAD_LADDERS_THRESHOLDS;
  gboolean is_general = which == BATON_WORKLOAD_GENERAL || which == BATON_WORKLOAD_GENERAL_CELL || has_ladders;
  gboolean is_draft = which == BATON_WORKLOAD_DRAFT || is_general;
  BatonValueBuilder *builder = begin ();

  memcpy (terms, live_terms, sizeof terms);
  if (is_draft)
    edit_terms_of_draft (terms);
  edit_terms (terms, which);

  put_root (program);
  put_regions (program);
  add_name (builder, "Motion");
  put (program, BATON_KIND_MOTION, "motion", NULL, 1, builder);
  for (guint i = 0; i < BATON_WORKLOAD_N_ACTIVITIES; i++)
    put_activity (program, i + 1, &terms[i], is_general);
  put_campaigns (program, which, is_draft);
  put_ladder (program,
              which == BATON_WORKLOAD_THRESHOLDS || which == BATON_WORKLOAD_LADDERS_THRESHOLDS ? other_thresholds : is_draft ? draft_thresholds : live_thresholds,
              is_general);
  if (has_ladders)
    put_more_ladders (program);
  if (is_general)
    put_offers (program);
  return program;
}
