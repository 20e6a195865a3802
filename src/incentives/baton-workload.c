/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generator draws from xoshiro256** in a fixed order, so that a seed names its events for ever: figures measured here
 * can be compared with figures measured elsewhere on the same events. The programs to replay them under are made in
 * baton-workload-programs.c.
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
