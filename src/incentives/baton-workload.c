/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generator draws from xoshiro256** in a fixed order, so that a seed names its events for ever: figures measured here
 * can be compared with figures measured elsewhere on the same events.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-workload.h"

#include <math.h>
#include <string.h>

#include "model/baton-day.h"

#define GUIDE_SIZE (1u << 20)
#define ZIPF_EXPONENT (-0.8)

/* How often each activity happens, from 1. */
static const guint8 weights[BATON_WORKLOAD_N_ACTIVITIES + 1] = { 0, 2, 1, 1, 1, 2, 8, 6, 3, 5, 2, 25, 10, 8, 5, 5, 4, 6, 4, 1, 3 };

struct _BatonWorkload
{
  guint64  state[4];
  guint64  n_events;
  guint64  next;           /* events given so far */
  guint32  n_partners;
  guint32  n_members;
  double  *cumulated;      /* by rank: weight of the partners up to it */
  double   total;
  guint32 *partner_of_rank;
  guint32 *guide;          /* where to begin looking in *cumulated* */
  guint32 *first_member;   /* by partner */
  guint8  *n_members_of;
  guint8  *region_of;
  guint8   activities[128];
  guint    n_weights;
};

static guint64
rotate (guint64 x,
        int     bits)
{
  return x << bits | x >> (64 - bits);
}

static guint64
draw (BatonWorkload *self)
{
  guint64 *s = self->state;
  guint64 result = rotate (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate (s[3], 45);
  return result;
}

/* Evenly among 0 … n − 1. */
static guint32
draw_below (BatonWorkload *self,
            guint32        n)
{
  return (guint32) (((draw (self) >> 32) * (guint64) n) >> 32);
}

static void
seed_state (BatonWorkload *self,
            guint64        seed)
{
  for (guint i = 0; i < 4; i++)
    {
      guint64 z;

      seed += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
      z = seed;
      z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
      z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
      self->state[i] = z ^ (z >> 31);
    }
}

static void
rank_partners (BatonWorkload *self)
{
  guint32 rank = 0;

  for (guint32 i = 0; i < self->n_partners; i++)
    {
      self->total += pow (i + 1.0, ZIPF_EXPONENT);
      self->cumulated[i] = self->total;
    }
  for (guint32 i = 0; i < self->n_partners; i++)
    self->partner_of_rank[i] = i + 1;
  for (guint32 i = self->n_partners - 1; i > 0; i--)
    {
      guint32 other = draw_below (self, i + 1);
      guint32 partner = self->partner_of_rank[i];

      self->partner_of_rank[i] = self->partner_of_rank[other];
      self->partner_of_rank[other] = partner;
    }
  for (guint32 i = 0; i <= GUIDE_SIZE; i++)
    {
      double x = self->total * i / GUIDE_SIZE;

      while (rank < self->n_partners - 1 && self->cumulated[rank] < x)
        rank++;
      self->guide[i] = rank;
    }
}

static void
staff_partners (BatonWorkload *self)
{
  for (guint32 rank = 0; rank < self->n_partners; rank++)
    {
      guint32 partner = self->partner_of_rank[rank];
      double place = (double) rank / self->n_partners;

      self->n_members_of[partner] = place < 0.01 ? 24 : place < 0.1 ? 10 : 1 + draw_below (self, 5);
      self->region_of[partner] = 1 + draw_below (self, BATON_WORKLOAD_N_REGIONS);
    }
  for (guint32 partner = 1; partner <= self->n_partners; partner++)
    {
      self->first_member[partner] = self->n_members + 1;
      self->n_members += self->n_members_of[partner];
    }
}

BatonWorkload *
baton_workload_new (guint64 n_events,
                    guint32 n_partners,
                    guint64 seed)
{
  BatonWorkload *self;

  g_return_val_if_fail (n_partners > 0 && n_partners <= 10000000, NULL);

  self = g_new0 (BatonWorkload, 1);
  self->n_events = n_events;
  self->n_partners = n_partners;
  self->cumulated = g_new (double, n_partners);
  self->partner_of_rank = g_new (guint32, n_partners);
  self->guide = g_new (guint32, GUIDE_SIZE + 1);
  self->first_member = g_new0 (guint32, n_partners + 1);
  self->n_members_of = g_new0 (guint8, n_partners + 1);
  self->region_of = g_new0 (guint8, n_partners + 1);
  seed_state (self, seed);
  rank_partners (self);
  staff_partners (self);
  for (guint activity = 1; activity <= BATON_WORKLOAD_N_ACTIVITIES; activity++)
    {
      for (guint i = 0; i < weights[activity]; i++)
        self->activities[self->n_weights++] = activity;
    }
  return self;
}

void
baton_workload_free (BatonWorkload *self)
{
  if (self == NULL)
    return;
  g_free (self->cumulated);
  g_free (self->partner_of_rank);
  g_free (self->guide);
  g_free (self->first_member);
  g_free (self->n_members_of);
  g_free (self->region_of);
  g_free (self);
}

guint32
baton_workload_get_n_members (BatonWorkload *self)
{
  return self->n_members;
}

static guint32
draw_partner (BatonWorkload *self)
{
  double x = (double) (draw (self) >> 11) * 0x1p-53 * self->total;
  guint32 rank = self->guide[(guint32) (x / self->total * GUIDE_SIZE)];

  while (rank < self->n_partners - 1 && self->cumulated[rank] < x)
    rank++;
  return self->partner_of_rank[rank];
}

/* Quantities are registrations, leads or sales-qualified leads; amounts are deals in cents. */
static void
draw_size (BatonWorkload      *self,
           BatonWorkloadEvent *event)
{
  guint32 scale;

  event->quantity = 1;
  event->amount = 0;
  switch (event->activity)
    {
    case 8:
      scale = draw_below (self, 8);
      event->amount = 100000 + draw_below (self, 100000u << scale);
      break;
    case 12:
      scale = draw_below (self, 4);
      event->quantity = draw_below (self, scale == 3 ? 600 : scale == 2 ? 250 : 80);
      break;
    case 13:
      event->quantity = 1 + draw_below (self, 5);
      break;
    case 14:
      event->quantity = 1 + draw_below (self, 200);
      break;
    case 18:
      event->quantity = 1 + draw_below (self, 40);
      break;
    case 20:
      event->quantity = 10 + draw_below (self, 400);
      break;
    default:
      break;
    }
}

gboolean
baton_workload_next (BatonWorkload      *self,
                     BatonWorkloadEvent *event)
{
  gint64 day;
  guint32 late;

  if (self->next == self->n_events)
    return FALSE;
  event->partner = draw_partner (self);
  event->member = self->first_member[event->partner] + draw_below (self, self->n_members_of[event->partner]);
  event->region = draw_below (self, 10) > 0 ? self->region_of[event->partner] : 1 + draw_below (self, BATON_WORKLOAD_N_REGIONS);
  event->activity = self->activities[draw_below (self, self->n_weights)];
  day = (gint64) (self->next * BATON_WORKLOAD_N_DAYS / self->n_events);
  late = draw_below (self, 100);
  if (late < 30)
    day -= 1 + draw_below (self, 20);
  else if (late < 31)
    day -= 21 + draw_below (self, 60);
  event->day = (guint32) MAX (day, 0);
  draw_size (self, event);
  self->next++;
  return TRUE;
}

BatonColumns *
baton_workload_make_columns (BatonWorkload *self)
{
  g_autoptr (BatonColumnsBuilder) builder = baton_columns_builder_new (self->n_partners, self->n_members);
  BatonWorkloadEvent event;
  char id[8];

  for (guint i = 1; i <= BATON_WORKLOAD_N_ACTIVITIES; i++)
    {
      g_snprintf (id, sizeof id, "a%u", i);
      baton_columns_builder_add_activity (builder, id);
    }
  for (guint i = 1; i <= BATON_WORKLOAD_N_REGIONS; i++)
    {
      g_snprintf (id, sizeof id, "r%u", i);
      baton_columns_builder_add_region (builder, id);
    }
  while (baton_workload_next (self, &event))
    {
      BatonColumnsRow row = { .quantity = event.quantity, .amount = event.amount, .organisation = event.partner - 1,
                              .member = event.member - 1, .day = BATON_WORKLOAD_FIRST_DAY + (BatonDay) event.day,
                              .activity = event.activity - 1, .region = event.region };

      baton_columns_builder_add (builder, &row);
    }
  return baton_columns_builder_finish (builder);
}

const char *
baton_workload_get_csv_header (void)
{
  return "id,organisation,member,region,activity,day,quantity,amount\n";
}

gboolean
baton_workload_append_csv (BatonWorkload *self,
                           GString       *csv,
                           gsize          most_bytes)
{
  BatonWorkloadEvent event;
  gsize start = csv->len;

  while (csv->len - start < most_bytes && baton_workload_next (self, &event))
    {
      int year, month, day;

      baton_day_get_date (BATON_WORKLOAD_FIRST_DAY + (BatonDay) event.day, &year, &month, &day);
      g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",o%u,m%u,r%u,a%u,%04d-%02d-%02d,%u,%u\n", self->next, event.partner, event.member,
                              event.region, event.activity, year, month, day, event.quantity, event.amount);
    }
  return csv->len > start;
}

void
baton_workload_make_register (BatonWorkload  *self,
                              char          **organisations,
                              char          **members)
{
  GString *first = g_string_new ("id,name\n");
  GString *second = g_string_new ("id,name,organisation\n");

  for (guint32 partner = 1; partner <= self->n_partners; partner++)
    {
      g_string_append_printf (first, "o%u,Partner %u\n", partner, partner);
      for (guint32 i = 0; i < self->n_members_of[partner]; i++)
        g_string_append_printf (second, "m%u,Member %u,o%u\n", self->first_member[partner] + i, self->first_member[partner] + i, partner);
    }
  *organisations = g_string_free (first, FALSE);
  *members = g_string_free (second, FALSE);
}

/* ── Programs ────────────────────────────────────────────────────────────────────────────────────────── */

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

static const Campaign live_campaigns[] = { { 7, 3, "2025-04-01", "2025-06-30", 15000 } };
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
add_string (BatonValueBuilder *builder,
            const char        *key,
            const char        *value)
{
  baton_value_builder_key (builder, key);
  baton_value_builder_add_string (builder, value);
}

static void
add_number (BatonValueBuilder *builder,
            const char        *key,
            gint64             value)
{
  if (value == 0)
    return;
  baton_value_builder_key (builder, key);
  baton_value_builder_add_integer (builder, value);
}

static void
add_name (BatonValueBuilder *builder,
          const char        *name)
{
  baton_value_builder_key (builder, "name");
  baton_value_builder_open_object (builder);
  add_string (builder, "source", name);
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
        add_string (builder, "parent", parent);
      add_string (builder, "position", key);
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
  add_string (builder, "source-locale", "en");
  add_string (builder, "time-zone", "UTC");
  add_string (builder, "currency", "EUR");
  add_number (builder, "company-point-value", 100);
  add_number (builder, "individual-point-value", 50);
  baton_value_builder_key (builder, "expiry-months");
  baton_value_builder_add_integer (builder, 0);
  add_string (builder, "fee-period", "fiscal-year");
  put (program, BATON_KIND_PROGRAM, "workload", NULL, 0, builder);
}

static void
put_regions (BatonProgram *program)
{
  BatonValueBuilder *builder = begin ();

  add_name (builder, "Region");
  add_string (builder, "purpose", "region");
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
      baton_value_builder_key (builder, "value");
      baton_value_builder_add_integer (builder, terms->points[kind]);
      baton_value_builder_close (builder);
    }
  if (terms->once)
    add_string (builder, "once", "organisation");
  if (terms->by_quantity)
    add_string (builder, "unit", "quantity");
  add_number (builder, "step-size", terms->step_size);
  add_number (builder, "step-percent", terms->step_percent);
  add_number (builder, "fee", terms->fee);
  if (is_general && terms->by_quantity)
    {
      begin_record (builder, "caps");
      add_string (builder, "holder", "organisation");
      add_string (builder, "period", "month");
      add_string (builder, "points", "company");
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
      add_string (builder, "dimension", "region");
      add_string (builder, "side", "event");
      baton_value_builder_key (builder, "any");
      baton_value_builder_open_array (builder);
      baton_value_builder_add_string (builder, name);
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
    }
  baton_value_builder_key (builder, "window");
  baton_value_builder_open_object (builder);
  add_string (builder, "from", campaign->from);
  add_string (builder, "through", campaign->through);
  baton_value_builder_close (builder);
  add_string (builder, "effect", "multiplier");
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
      add_string (builder, "downgrade", "grace");
      add_number (builder, "grace-months", 2);
    }
  else
    {
      add_string (builder, "benefits-from", "period-end");
    }
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
          add_string (builder, "activity", "a13");
          add_number (builder, "count", 2);
          end_record (builder);
        }
      put (program, BATON_KIND_TIER, id, "ladder", i + 1, builder);
      g_snprintf (benefit, sizeof benefit, "b%u", i + 1);
      builder = begin ();
      add_name (builder, benefit);
      add_string (builder, "type", "fee-bonus");
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
  add_string (builder, "effect", "extra-points");
  add_number (builder, "extra-company-points", 5);
  add_number (builder, "budget", 500000);
  add_string (builder, "group", "offers");
  put (program, BATON_KIND_PROMOTION, "offer", NULL, 8, builder);
  builder = begin ();
  add_name (builder, "Goal");
  add_string (builder, "effect", "goal");
  add_string (builder, "goal-measure", "events");
  add_number (builder, "goal-target", 40);
  add_number (builder, "extra-company-points", 100);
  begin_record (builder, "audience");
  add_string (builder, "dimension", "ladder");
  baton_value_builder_key (builder, "any");
  baton_value_builder_open_array (builder);
  baton_value_builder_add_string (builder, "t1");
  baton_value_builder_close (builder);
  end_record (builder);
  put (program, BATON_KIND_PROMOTION, "goal", NULL, 9, builder);
}

BatonProgram *
baton_workload_make_program (BatonWorkloadProgram which)
{
  static const gint64 thresholds[BATON_WORKLOAD_N_PROGRAMS][3] = { { 50, 100, 200 }, { 60, 120, 250 }, { 50, 100, 200 }, { 55, 110, 210 }, { 55, 110, 210 } };
  BatonProgram *program = baton_program_new ();
  Terms terms[BATON_WORKLOAD_N_ACTIVITIES];
  gboolean is_general = which == BATON_WORKLOAD_GENERAL;
  gboolean is_draft = which == BATON_WORKLOAD_DRAFT || is_general;
  BatonValueBuilder *builder = begin ();

  memcpy (terms, live_terms, sizeof terms);
  if (which == BATON_WORKLOAD_ACTIVITY)
    {
      terms[12].points[0] = 2;
      terms[12].points[1] = 25;
    }
  if (is_draft)
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

  put_root (program);
  put_regions (program);
  add_name (builder, "Motion");
  put (program, BATON_KIND_MOTION, "motion", NULL, 1, builder);
  for (guint i = 0; i < BATON_WORKLOAD_N_ACTIVITIES; i++)
    put_activity (program, i + 1, &terms[i], is_general);
  for (guint i = 0; i < (is_draft ? G_N_ELEMENTS (draft_campaigns) : G_N_ELEMENTS (live_campaigns)); i++)
    put_campaign (program, i + 1, is_draft ? &draft_campaigns[i] : &live_campaigns[i]);
  put_ladder (program, thresholds[which], is_general);
  if (is_general)
    put_offers (program);
  return program;
}
