/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "small-program.h"

#include "model/baton-day.h"
#include "rules/baton-plain.h"

#include "fixture.h"

#define N_TERMS 3
#define N_SETS (1 << N_TERMS)

/* What members have besides terms, one for each answer that the clauses tell apart. */
static const struct
{
  const char *personas[5];
  const char *clauses[3];
} extras[] = {
  { { "", "'roles': ['r-0'], ", "'roles': ['r-1'], ", "'roles': ['r-0', 'r-1'], " },
    { "{'dimension': 'role', 'any': ['r-0']}", "{'dimension': 'role', 'none': ['r-1']}", "{'dimension': 'role', 'only': ['r-1']}" } },
  { { "", "'tiers': ['t-0'], ", "'tiers': ['t-1'], " },
    { "{'dimension': 'ladder', 'any': ['t-0']}", "{'dimension': 'ladder', 'any': ['t-0', 't-1']}", "{'dimension': 'ladder', 'all': ['t-1']}" } },
  { { "", "'tier-points': 7, ", "'tier-points': 10, ", "'tier-points': 12, ", "'tier-points': 20, " },
    { "{'attribute': 'tier-points', 'min': 10}", "{'attribute': 'tier-points', 'max': 10}", "{'attribute': 'tier-points', 'min': 5, 'max': 15}" } },
  { { "", "'joined': '2026-11-21', ", "'joined': '2026-11-16', ", "'joined': '2026-11-01', " },
    { "{'attribute': 'days-since-joining', 'min': 10}", "{'attribute': 'days-since-joining', 'max': 9}", "{'attribute': 'days-since-joining', 'min': 2}" } },
  { { "", "'organisation': 'acme', ", "'organisation': 'blue', ", "'organisation': 'other', " },
    { "{'dimension': 'organisation', 'any': ['acme']}", "{'dimension': 'organisation', 'none': ['blue']}", "{'dimension': 'organisation', 'only': ['acme', 'blue']}" } },
};

static gboolean
chance (GRand *random,
        int    percent)
{
  return g_rand_int_range (random, 0, 100) < percent;
}

static void
append_ids (GString *text,
            guint    set)
{
  const char *comma = "";

  g_string_append_c (text, '[');
  for (guint t = 0; t < N_TERMS; t++)
    if ((set >> t) & 1)
      {
        g_string_append_printf (text, "%s'v-%u'", comma, t);
        comma = ", ";
      }
  g_string_append_c (text, ']');
}

static void
append_audience (GString *text,
                 GRand   *random,
                 gboolean member,
                 guint    extra,
                 gboolean named)
{
  static const char * const words[] = { "any", "any", "all", "only", "none" };
  int n_clauses = g_rand_int_range (random, 0, 3);

  g_string_append_c (text, '[');
  for (int i = 0; i < n_clauses; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      if (member && chance (random, 40))
        {
          g_string_append (text, extras[extra].clauses[g_rand_int_range (random, 0, 3)]);
          continue;
        }
      if (named && chance (random, 20))
        {
          g_string_append_printf (text, "{'audience': 'named-%d'}", g_rand_int_range (random, 0, 3));
          continue;
        }
      g_string_append_printf (text, "{'dimension': 'v', '%s': ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      append_ids (text, (guint) g_rand_int_range (random, 1, N_SETS));
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
append_rule (GString *text,
             GRand   *random,
             guint    number,
             guint    extra)
{
  static const char * const approvals[] = { "", "", "'approval-by': ['r-0'], ", "'approval-by': ['r-1'], ", "'approval-by': ['r-0', 'r-1'], " };
  static const char * const windows[] = { "", "", "", "'window': {'through': '2026-11-21'}, ", "'window': {'from': '2026-11-21'}, ",
                                          "'window': {'from': '2026-11-22'}, ", "'window': {'through': '2026-11-20'}, " };

  g_string_append_printf (text, "%s'rule-%u': {'place': {'position': 'a%u'}, 'reason': 'x', 'actions': [%s], 'effect': '%s', ",
                          number > 0 ? ", " : "", number, number, chance (random, 30) ? "'view', 'edit'" : "'view'",
                          chance (random, 25) ? "may-not" : "may");
  g_string_append (text, approvals[g_rand_int_range (random, 0, G_N_ELEMENTS (approvals))]);
  g_string_append (text, windows[g_rand_int_range (random, 0, G_N_ELEMENTS (windows))]);
  g_string_append (text, chance (random, 30) ? "'own': ['v'], " : "");
  g_string_append (text, chance (random, 30) ? "'addressed': ['v'], " : "");
  g_string_append (text, "'who': ");
  append_audience (text, random, TRUE, extra, TRUE);
  g_string_append (text, ", 'what': ");
  append_audience (text, random, FALSE, extra, FALSE);
  g_string_append_c (text, '}');
}

static BatonProgram *
make_program (GRand *random)
{
  g_autoptr (GString) text = g_string_new ("{'vocabulary': {'v': {'place': {'position': 'a'}}}, 'role': {'r-0': {'place': {'position': 'a'}},"
                                           " 'r-1': {'place': {'position': 'b'}}}, 'tier-ladder': {'ladder': {'place': {'position': 'a'}}},"
                                           " 'tier': {'t-0': {'place': {'parent': 'ladder', 'position': 'a'}},"
                                           " 't-1': {'place': {'parent': 'ladder', 'position': 'b'}}}, 'term': {");
  guint extra = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (extras));

  for (int t = 0; t < N_TERMS; t++)
    {
      int parent = g_rand_int_range (random, -1, MAX (t, 1));
      g_autofree char *below = parent >= 0 && parent < t ? g_strdup_printf ("v-%d", parent) : g_strdup ("v");

      g_string_append_printf (text, "%s'v-%d': {'place': {'parent': '%s', 'position': 'a'}}", t > 0 ? ", " : "", t, below);
    }
  g_string_append (text, "}, 'audience': {");
  for (guint i = 0; i < 2; i++)
    {
      g_string_append_printf (text, "%s'named-%u': {'clauses': ", i > 0 ? ", " : "", i);
      append_audience (text, random, TRUE, extra, FALSE);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "}, 'persona': {");
  for (guint set = 0; set < N_SETS; set++)
    for (guint e = 0; e < G_N_ELEMENTS (extras[extra].personas) && extras[extra].personas[e] != NULL; e++)
      {
        g_string_append_printf (text, "%s'p-%u-%u': {'place': {'position': 'a'}, %s'terms': ", set + e > 0 ? ", " : "", set, e, extras[extra].personas[e]);
        append_ids (text, set);
        g_string_append_c (text, '}');
      }
  g_string_append (text, "}, 'content': {");
  for (guint set = 0; set < N_SETS; set++)
    {
      g_string_append_printf (text, "%s'c-%u': {'tags': ", set > 0 ? ", " : "", set);
      append_ids (text, set);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "}, 'publishing-rule': {");
  for (guint r = 0; r < SMALL_N_RULES; r++)
    append_rule (text, random, r, extra);
  g_string_append (text, "}}");
  return fixture_program_new (text->str);
}

/* Every rule is about viewing. */
static void
count_out (SmallProgram *small)
{
  for (BatonDay day = SMALL_TODAY - 1; day <= SMALL_TODAY + 1; day++)
    for (guint p = 0; p < small->personas->len; p++)
      for (guint c = 0; c < small->contents->len; c++, small->n_cases++)
        {
          g_autoptr (BatonPlainDecision) decision = baton_plain_decide (small->program, small->personas->pdata[p], BATON_ACTION_VIEW,
                                                                        small->contents->pdata[c], day);

          for (guint i = 0; i < decision->matching->len; i++)
            g_hash_table_add (small->matching[atoi ((char *) decision->matching->pdata[i] + 5)], GUINT_TO_POINTER (small->n_cases));
        }
}

SmallProgram *
small_program_new (guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  SmallProgram *small = g_new0 (SmallProgram, 1);

  small->program = make_program (random);
  small->personas = baton_program_list (small->program, BATON_KIND_PERSONA);
  small->contents = baton_program_list (small->program, BATON_KIND_CONTENT);
  for (guint r = 0; r < SMALL_N_RULES; r++)
    small->matching[r] = g_hash_table_new (NULL, NULL);
  count_out (small);
  return small;
}

void
small_program_free (SmallProgram *small)
{
  for (guint r = 0; r < SMALL_N_RULES; r++)
    g_hash_table_unref (small->matching[r]);
  g_ptr_array_unref (small->personas);
  g_ptr_array_unref (small->contents);
  baton_program_free (small->program);
  g_free (small);
}

BatonEntity *
small_program_get_rule (SmallProgram *small,
                        guint         rule)
{
  g_autofree char *id = g_strdup_printf ("rule-%u", rule);

  return baton_program_lookup (small->program, id);
}
