/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random programs with all that a program can say, in parts that can be edited one by one.
 */
#pragma once

#include "fixture.h"

#define RANDOM_ORGANISATIONS 9
#define RANDOM_MEMBERS 17
#define RANDOM_ACTIVITIES 5
#define RANDOM_PROMOTIONS 5
#define RANDOM_LADDERS 3
#define RANDOM_DAYS 540

static const char * const random_regions[] = { "", "emea", "dach", "nordics", "apac", "elsewhere" };
static const char * const random_types[] = { "reseller", "msp", "agency" };
static const char * const random_periods[] = { "month", "fiscal-quarter", "fiscal-year" };

/* Whether promotions may have one: who has a part in it depends on all others. */
static gboolean random_budgets = TRUE;

/* Programs that are plain, nearly always; and histories that columns hold. */
static gboolean random_plain = FALSE;

static inline int
random_pick (int first,
             int last)
{
  return g_test_rand_int_range (first, last + 1);
}

static inline gboolean
random_often (int percent)
{
  return random_pick (1, 100) <= percent;
}

/* Of what is not plain. */
static inline gboolean
random_fancy (int percent)
{
  return random_pick (1, 1000) <= (random_plain ? 3 : percent * 10);
}

static inline BatonDay
random_day (void)
{
  return fixture_day ("2024-01-15") + random_pick (0, RANDOM_DAYS);
}

static inline void
random_append_day (GString    *json,
                   const char *key,
                   BatonDay    day)
{
  g_autofree char *text = baton_day_format (day);

  g_string_append_printf (json, "'%s':'%s'", key, text);
}

static inline void
random_append_window (GString *json)
{
  BatonDay from = random_day ();

  g_string_append (json, "'window':{");
  random_append_day (json, "from", from);
  if (random_often (80))
    {
      g_string_append_c (json, ',');
      random_append_day (json, "through", from + random_pick (0, 200));
    }
  g_string_append (json, "},");
}

/* *hears*: also what changes with the days: tiers, points, time. */
static inline void
random_append_audience (GString  *json,
                        gboolean  hears)
{
  g_string_append (json, "'audience':[");
  switch (random_plain && !random_fancy (100) ? 0 : random_pick (0, hears ? 8 : 4))
    {
    case 0:
      g_string_append_printf (json, "{'dimension':'region','side':'event','%s':['%s']}", random_often (70) ? "any" : "none", random_regions[random_pick (1, 4)]);
      break;
    case 1:
      g_string_append_printf (json, "{'dimension':'type','%s':['%s']}", random_often (70) ? "any" : "only", random_types[random_pick (0, 2)]);
      break;
    case 2:
      g_string_append (json, "{'dimension':'role','any':['seller']},{'dimension':'type','none':['agency']}");
      break;
    case 3:
      g_string_append (json, "{'audience':'resellers'}");
      break;
    case 4:
      g_string_append_printf (json, "{'dimension':'organisation','%s':['o%d','o%d']}", random_often (60) ? "any" : "none", random_pick (0, 8), random_pick (0, 8));
      break;
    case 5:
      g_string_append_printf (json, "{'dimension':'l%d','%s':['t%d0']}", random_pick (0, 2), random_often (50) ? "any" : "none", random_pick (0, 2));
      break;
    case 6:
      g_string_append_printf (json, "{'attribute':'tier-points','%s':%d}", random_often (60) ? "min" : "max", random_pick (5, 120));
      break;
    case 7:
      g_string_append_printf (json, "{'attribute':'%s-points','%s':%d}", random_often (60) ? "company" : "individual", random_often (60) ? "min" : "max", random_pick (5, 200));
      break;
    default:
      g_string_append_printf (json, "{'attribute':'days-since-joining','%s':%d}", random_often (60) ? "min" : "max", random_pick (10, 400));
      break;
    }
  g_string_append_c (json, ']');
}

static inline void
random_append_cell (GString    *json,
                    const char *name,
                    gboolean    hears)
{
  g_string_append_printf (json, "'%s':{", name);
  if (random_often (80))
    g_string_append_printf (json, "'value':%d", random_pick (0, 30));
  else if (random_often (50))
    g_string_append (json, "'value':'none'");
  else
    {
      g_string_append (json, "},");
      return;
    }
  if (random_often (30))
    {
      g_string_append (json, ",'exceptions':[{");
      random_append_day (json, "from", random_day ());
      g_string_append_printf (json, ",'value':%d},{", random_pick (0, 30));
      random_append_audience (json, hears);
      g_string_append_printf (json, ",'value':%d}]", random_pick (0, 30));
    }
  g_string_append (json, "},");
}

static inline char *
random_make_activity (guint index)
{
  static const char * const units[] = { "occurrence", "quantity", "quantity-step", "amount-step", "bands" };
  static const char * const kinds[] = { "tier", "company", "individual" };
  GString *json = g_string_new (NULL);
  int unit = random_pick (0, 4);

  g_string_append_printf (json, "'a%u':{", index);
  random_append_cell (json, "tier-points", TRUE);
  random_append_cell (json, "company-points", TRUE);
  random_append_cell (json, "individual-points", TRUE);
  g_string_append_printf (json, "'unit':'%s',", units[unit]);
  if (unit == 2)
    g_string_append_printf (json, "'unit-size':%d,", random_pick (1, 9));
  if (unit == 3)
    g_string_append_printf (json, "'unit-size':%d,", random_pick (100, 9000));
  if (unit == 4)
    g_string_append_printf (json, "'bands':[{'from':%d,'units':%d},{'from':%d,'units':%d}],", random_pick (0, 3), random_pick (0, 3), random_pick (4, 30), random_pick (0, 5));
  if (random_often (30))
    g_string_append_printf (json, "'step-size':%d,'step-percent':%d,", random_pick (1, 20), random_pick (1, 3000));
  if (random_often (35))
    {
      g_string_append_printf (json, "'once':'%s',", random_often (50) ? "organisation" : "member");
      if (random_often (50))
        g_string_append_printf (json, "'again':'%s','again-months':%d,", random_often (50) ? "fiscal-year" : "months", random_pick (1, 7));
      if (random_often (30))
        g_string_append (json, "'next-after-reversal':true,");
    }
  if (random_often (50))
    g_string_append_printf (json, "'fee':%d,", random_pick (1, 2000));
  if (random_fancy (35))
    {
      g_string_append_printf (json, "'caps':[{'holder':'%s','period':'%s','points':'%s','most':%d}", random_often (50) ? "organisation" : "member",
                              random_periods[random_pick (0, 2)], kinds[random_pick (0, 2)], random_pick (0, 120));
      if (random_often (40))
        g_string_append_printf (json, ",{'holder':'organisation','period':'%s','points':'%s','most':%d}", random_periods[random_pick (0, 2)], kinds[random_pick (0, 2)],
                                random_pick (0, 120));
      g_string_append (json, "],");
    }
  if (random_often (15))
    random_append_window (json);
  if (random_often (25))
    {
      random_append_audience (json, TRUE);
      g_string_append_c (json, ',');
    }
  if (random_often (5))
    g_string_append (json, "'disabled':true,");
  g_string_append_printf (json, "'place':{'parent':'%s','position':'a%u'}}", random_often (60) ? "m" : "n", index);
  return g_string_free (json, FALSE);
}

static inline char *
random_make_promotion (guint index)
{
  static const char * const measures[] = { "events", "quantity", "amount" };
  GString *json = g_string_new (NULL);
  int effect = random_plain && !random_fancy (100) ? random_pick (0, 5) : random_pick (0, 9);

  g_string_append_printf (json, "'p%u':{", index);
  if (effect < 4)
    g_string_append_printf (json, "'effect':'multiplier','multiplier':%d,", random_pick (3000, 40000));
  else if (effect < 6)
    g_string_append_printf (json, "'effect':'extra-points','extra-tier-points':%d,'extra-company-points':%d,'extra-individual-points':%d,",
                            random_pick (0, 9), random_pick (0, 9), random_pick (0, 9));
  else if (effect < 7)
    g_string_append_printf (json, "'effect':'extra-fee','extra-fee':%d,", random_pick (1, 900));
  else
    {
      int measure = random_pick (0, 2);

      g_string_append_printf (json, "'effect':'goal','goal-measure':'%s','goal-target':%d,'extra-tier-points':%d,'extra-company-points':%d,", measures[measure],
                              measure == 0 ? random_pick (1, 6) : measure == 1 ? random_pick (10, 200) : random_pick (1000, 60000), random_pick (0, 30), random_pick (0, 60));
      if (random_often (50))
        g_string_append (json, "'goal-repeats':true,");
    }
  if (random_budgets && random_fancy (45))
    g_string_append_printf (json, "'budget':%d,", random_pick (1, 60000));
  if (random_often (50))
    g_string_append_printf (json, "'group':'g%d',", random_pick (0, 1));
  if (random_often (50))
    g_string_append_printf (json, "'activities':['a%d','a%d'],", random_pick (0, 1), random_pick (2, RANDOM_ACTIVITIES - 1));
  if (random_often (60))
    random_append_window (json);
  if (random_often (40))
    {
      random_append_audience (json, TRUE);
      g_string_append_c (json, ',');
    }
  g_string_append_printf (json, "'place':{'position':'a%u'}}", index);
  return g_string_free (json, FALSE);
}

/* A ladder, its tiers and their benefits, as three texts. */
typedef struct
{
  char *ladder;
  char *tiers;
  char *benefits;
} RandomLadder;

static inline void
random_ladder_clear (RandomLadder *ladder)
{
  g_clear_pointer (&ladder->ladder, g_free);
  g_clear_pointer (&ladder->tiers, g_free);
  g_clear_pointer (&ladder->benefits, g_free);
}

static inline void
random_append_benefit (GString *json,
                       guint    ladder,
                       guint    tier,
                       guint    number)
{
  g_string_append_printf (json, "%s'b%u%u%u':{", json->len > 0 ? "," : "", ladder, tier, number);
  switch (random_pick (0, random_plain && !random_fancy (100) ? 1 : 3))
    {
    case 0:
      g_string_append_printf (json, "'type':'fee-bonus','percent':%d,", random_pick (1, 900));
      break;
    case 1:
      g_string_append_printf (json, "'type':'rewards-discount','percent':%d,", random_pick (1, 6000));
      break;
    case 2:
      g_string_append_printf (json, "'type':'fund-percent','percent':%d,'fund':'f%d',", random_pick (1, 900), random_pick (0, 1));
      break;
    default:
      g_string_append_printf (json, "'type':'fund-number','number':%d,'fund':'f%d',%s", random_pick (1, 9), random_pick (0, 1),
                              random_often (30) ? "'unit':'hours'," : random_often (30) ? "'unit':'trainings'," : "");
      break;
    }
  if (random_often (30))
    g_string_append_printf (json, "'activities':['a%d'],", random_pick (0, RANDOM_ACTIVITIES - 1));
  g_string_append_printf (json, "'place':{'parent':'t%u%u','position':'a%u'}}", ladder, tier, number);
}

static inline RandomLadder
random_make_ladder (guint index)
{
  static const char * const holders[] = { "organisation", "organisation-with-children", "member" };
  static const char * const downs[] = { "to-evaluated", "one-step", "grace" };
  GString *ladder = g_string_new (NULL);
  GString *tiers = g_string_new (NULL);
  GString *benefits = g_string_new (NULL);
  int threshold = random_often (10) ? 0 : random_pick (1, 60);

  g_string_append_printf (ladder, "'l%u':{'months':%d,'holder':'%s','window':'%s','downgrade':'%s','grace-months':%d,", index, random_pick (1, 14),
                          holders[random_fancy (67) ? random_pick (1, 2) : 0], random_fancy (30) ? "fiscal-year" : "rolling", downs[random_fancy (67) ? random_pick (1, 2) : 0],
                          random_pick (0, 3));
  if (random_plain ? !random_fancy (60) : random_often (40))
    g_string_append (ladder, "'benefits-from':'period-end',");
  if (random_often (30))
    g_string_append (ladder, "'motions':['m'],");
  if (random_fancy (30))
    {
      random_append_audience (ladder, random_often (40));
      g_string_append_c (ladder, ',');
    }
  if (random_fancy (25))
    {
      g_string_append (ladder, "'pins':[{'holder':'Partner 3',");
      random_append_window (ladder);
      g_string_append_printf (ladder, "'tier':'t%u1'},{'holder':'%s%d','tier':'t%u0'}],", index, random_often (50) ? "o" : "m", random_pick (0, 8), index);
    }
  g_string_append_printf (ladder, "'place':{'position':'a%u'}}", index);

  for (guint tier = 0; tier < 3; tier++)
    {
      g_string_append_printf (tiers, "%s't%u%u':{'threshold':%d,", tier > 0 ? "," : "", index, tier, threshold);
      if (random_fancy (20))
        g_string_append_printf (tiers, "'requirements':[{'activity':'a%d','count':%d}],", random_pick (0, RANDOM_ACTIVITIES - 1), random_pick (1, 4));
      else if (random_fancy (15))
        g_string_append_printf (tiers, "'requirements':[{'term':'%s'}],", random_types[random_pick (0, 2)]);
      g_string_append_printf (tiers, "'place':{'parent':'l%u','position':'a%u'}}", index, tier);
      for (int i = random_pick (0, 2); i > 0; i--)
        random_append_benefit (benefits, index, tier, i);
      threshold += random_pick (0, 90);
    }
  return (RandomLadder) { g_string_free (ladder, FALSE), g_string_free (tiers, FALSE), g_string_free (benefits, FALSE) };
}

static inline char *
random_make_funds (void)
{
  GString *json = g_string_new ("'fund':{");

  for (guint i = 0; i < 2; i++)
    {
      g_string_append_printf (json, "%s'f%u':{'type':'rebate','period':'%s','band-mode':'%s',", i > 0 ? "," : "", i, random_periods[random_pick (0, 2)],
                              random_often (50) ? "each" : "whole");
      if (random_often (50))
        g_string_append_printf (json, "'activities':['a%d'],", random_pick (0, RANDOM_ACTIVITIES - 1));
      if (random_fancy (60))
        g_string_append_printf (json, "'bands':[{'from':%d,'rate':%d},{'from':%d,'rate':%d}],", random_pick (0, 5000), random_pick (1, 500), random_pick (5001, 40000), random_pick (1, 900));
      if (random_often (30))
        random_append_window (json);
      if (random_often (30))
        {
          random_append_audience (json, TRUE);
          g_string_append_c (json, ',');
        }
      if (random_often (50))
        g_string_append_printf (json, "'budget':%d,", random_pick (0, 4000));
      g_string_append_printf (json, "'place':{'position':'a%u'}}", i);
    }
  g_string_append_printf (json, "},'reward':{'r0':{'points':'company','price':%d,'place':{'position':'a'}},"
                          "'r1':{'points':'individual','pricing':'exchange','rate':%d,'place':{'position':'b'}},"
                          "'r2':{'points':'individual','pricing':'exchange','place':{'position':'c'}}}",
                          random_pick (1, 60), random_pick (1, 40));
  return g_string_free (json, FALSE);
}

static inline char *
random_make_root (void)
{
  return g_strdup_printf ("'program':{'p':{'company-point-value':%d,'individual-point-value':%d,'fiscal-year-start':%d,'expiry-months':%d,'fee-period':'%s'}}",
                          random_pick (0, 100), random_pick (0, 100), random_pick (1, 12), random_pick (0, 10), random_periods[random_pick (0, 2)]);
}

typedef struct
{
  char         *activities[RANDOM_ACTIVITIES];
  char         *promotions[RANDOM_PROMOTIONS];
  RandomLadder  ladders[RANDOM_LADDERS];
  char         *funds;
  char         *root;
} RandomParts;

static inline void
random_parts_init (RandomParts *parts)
{
  for (guint i = 0; i < RANDOM_ACTIVITIES; i++)
    parts->activities[i] = random_make_activity (i);
  for (guint i = 0; i < RANDOM_PROMOTIONS; i++)
    parts->promotions[i] = random_make_promotion (i);
  for (guint i = 0; i < RANDOM_LADDERS; i++)
    parts->ladders[i] = random_make_ladder (i);
  parts->funds = random_make_funds ();
  parts->root = random_make_root ();
}

static inline void
random_parts_clear (RandomParts *parts)
{
  for (guint i = 0; i < RANDOM_ACTIVITIES; i++)
    g_free (parts->activities[i]);
  for (guint i = 0; i < RANDOM_PROMOTIONS; i++)
    g_free (parts->promotions[i]);
  for (guint i = 0; i < RANDOM_LADDERS; i++)
    random_ladder_clear (&parts->ladders[i]);
  g_free (parts->funds);
  g_free (parts->root);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RandomParts, random_parts_clear)

static inline void
random_replace (char **part,
                char  *by)
{
  g_free (*part);
  *part = by;
}

/* One edit; each kind that a manager makes. */
static inline void
random_parts_edit (RandomParts *parts)
{
  guint index;

  switch (random_pick (0, 8))
    {
    case 0:
      random_replace (&parts->root, random_make_root ());
      break;
    case 1:
      random_replace (&parts->funds, random_make_funds ());
      break;
    case 2:
    case 3:
      index = random_pick (0, RANDOM_LADDERS - 1);
      random_ladder_clear (&parts->ladders[index]);
      parts->ladders[index] = random_make_ladder (index);
      break;
    case 4:
    case 5:
      index = random_pick (0, RANDOM_PROMOTIONS - 1);
      random_replace (&parts->promotions[index], random_make_promotion (index));
      break;
    default:
      index = random_pick (0, RANDOM_ACTIVITIES - 1);
      random_replace (&parts->activities[index], random_make_activity (index));
      break;
    }
}

static inline char *
random_parts_join (const RandomParts *parts)
{
  GString *json = g_string_new ("{'vocabulary':{'region':{'purpose':'region','place':{'position':'a'}},'type':{'place':{'position':'b'}}},"
                                "'term':{'emea':{'place':{'parent':'region','position':'a'}},'dach':{'place':{'parent':'emea','position':'a'}},"
                                "'nordics':{'place':{'parent':'emea','position':'b'}},'apac':{'place':{'parent':'region','position':'b'}},"
                                "'reseller':{'place':{'parent':'type','position':'a'}},'msp':{'place':{'parent':'reseller','position':'a'}},"
                                "'agency':{'place':{'parent':'type','position':'b'}}},"
                                "'role':{'seller':{'place':{'position':'a'}},'buyer':{'place':{'position':'b'}}},"
                                "'audience':{'resellers':{'clauses':[{'dimension':'type','any':['reseller']}]}},"
                                "'motion':{'m':{'place':{'position':'a'}},'n':{'place':{'position':'b'}}},'activity':{");
  gboolean any = FALSE;

  for (guint i = 0; i < RANDOM_ACTIVITIES; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", parts->activities[i]);
  g_string_append (json, "},'promotion':{");
  for (guint i = 0; i < RANDOM_PROMOTIONS; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", parts->promotions[i]);
  g_string_append (json, "},'tier-ladder':{");
  for (guint i = 0; i < RANDOM_LADDERS; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", parts->ladders[i].ladder);
  g_string_append (json, "},'tier':{");
  for (guint i = 0; i < RANDOM_LADDERS; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", parts->ladders[i].tiers);
  g_string_append (json, "},'benefit':{");
  for (guint i = 0; i < RANDOM_LADDERS; i++)
    {
      if (*parts->ladders[i].benefits == '\0')
        continue;
      g_string_append_printf (json, "%s%s", any ? "," : "", parts->ladders[i].benefits);
      any = TRUE;
    }
  g_string_append_printf (json, "},%s,%s}", parts->funds, parts->root);
  return g_string_free (json, FALSE);
}

/* (transfer full) */
static inline BatonSnapshot *
random_parts_compile (const RandomParts *parts)
{
  g_autofree char *json = random_parts_join (parts);
  g_autoptr (BatonProgram) program = fixture_parse_program (json);

  g_test_message ("%s", json);
  return baton_snapshot_new (program, 1);
}

/* A program, some of whose numbers are as large or as small as numbers can be: validation complains, but a draft may be so. (transfer full) */
static inline BatonProgram *
random_parts_parse_extreme (const RandomParts *parts)
{
  g_autofree char *json = random_parts_join (parts);
  g_autoptr (GString) extreme = g_string_new (NULL);

  for (const char *c = json; *c != '\0'; c++)
    {
      g_string_append_c (extreme, *c);
      if (*c != ':' || !g_ascii_isdigit (c[1]) || !random_often (4))
        continue;
      g_string_append (extreme, random_often (30) ? "-9007199254740991" : "9007199254740991");
      while (g_ascii_isdigit (c[1]))
        c++;
    }
  g_test_message ("%s", extreme->str);
  return fixture_parse_program (extreme->str);
}

static inline BatonSnapshot *
random_parts_compile_extreme (const RandomParts *parts)
{
  g_autoptr (BatonProgram) program = random_parts_parse_extreme (parts);

  return baton_snapshot_new (program, 1);
}

/* ── Register and history ────────────────────────────────────────────────────────────────────────────── */
