/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workload's expected answers, all of them.
 */
#include "rules/baton-access-private.h"
#include "rules/baton-analysis.h"
#include "rules/baton-decision.h"
#include "rules/baton-profile-private.h"

#include "workload.h"

static Workload *workload;
static BatonSnapshot *snapshots[WORKLOAD_N_PROGRAMS];

static BatonProfile *
new_profile (guint  which,
             gint64 persona,
             BatonDay day)
{
  g_autofree char *id = workload_make_id ("persona", persona);
  BatonProfile *profile = baton_profile_new_for_persona (snapshots[which], id, day);

  g_assert_nonnull (profile);
  return profile;
}

/* FNV-1a over the numbers as four bytes each, lowest first. */
static guint64
hash_slot (guint64 hash,
           guint   number)
{
  for (int byte = 0; byte < 4; byte++)
    hash = (hash ^ ((number >> (8 * byte)) & 0xff)) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static void
check_list (BatonAccess      *access,
            BatonAction       action,
            guint             n_contents,
            const BatonValue *expected)
{
  const BatonWord *allowed = baton_access_get_bits (access, action, BATON_OUTCOME_ALLOWED);
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  gint64 rule_sum = 0;
  guint n_allowed = 0;
  g_autofree char *text = NULL;

  for (guint slot = 0; slot < n_contents; slot++)
    {
      rule_sum += baton_access_decide_slot (access, action, slot).rule + 1;
      if (bits_get (allowed, slot))
        {
          hash = hash_slot (hash, slot);
          n_allowed++;
        }
    }
  text = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hash);
  g_assert_cmpuint (n_allowed, ==, baton_value_get_member_integer (expected, "allowed", -1));
  g_assert_cmpstr (text, ==, baton_value_get_member_string (expected, "fnv"));
  g_assert_cmpint (rule_sum, ==, baton_value_get_member_integer (expected, "ruleSum", -1));
}

/* Contents that a may and a may not both match. */
static guint
count_overruled (BatonAccess *access,
                 guint        which,
                 BatonAction  action)
{
  const BatonRuleIndex *rules = snapshots[which]->rules;
  gsize n_words = snapshots[which]->contents->n_words;
  g_autofree BatonWord *may = bits_new (n_words);
  const BatonWord *matched = baton_access_get_rules (access);

  BITS_FOREACH (rule, w, rules->n_words, matched[w] & rules->actions[action][w] & rules->effects[BATON_OUTCOME_ALLOWED][w])
    bits_or (may, baton_access_get_ground (access, rule), n_words);
  bits_and (may, baton_access_get_bits (access, action, BATON_OUTCOME_FORBIDDEN), n_words);
  return bits_count (may, n_words);
}

/* Rules whose half for members the persona meets, whatever their windows say; from the rows that every answer is made from. */
static guint
count_met (guint         which,
           BatonProfile *profile)
{
  const BatonRuleIndex *rules = snapshots[which]->rules;
  g_autofree BatonWord *met = bits_new (rules->n_words);

  baton_rule_index_match_rows (rules, BATON_HALF_MEMBER, snapshots[which]->taxonomy, profile->terms[BATON_SIDE_MEMBER], met);
  return bits_count (met, rules->n_words);
}

static void
check_day (const char *name)
{
  BatonValue *day_value = baton_value_get_member (baton_value_get_member (workload->expected, "days"), name);
  BatonDay day = (BatonDay) baton_value_get_member_integer (day_value, "day", 0);
  BatonValue *personas = baton_value_get_member (day_value, "perPersona");

  for (gsize p = 0; p < baton_value_get_length (personas); p++)
    {
      BatonValue *persona = baton_value_get_element (personas, p);
      BatonValue *actions = baton_value_get_member (persona, "actions");
      BatonAccess *accesses[WORKLOAD_N_PROGRAMS];

      for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
        {
          g_autoptr (BatonProfile) profile = new_profile (which, baton_value_get_member_integer (persona, "persona", -1), day);

          g_assert_cmpuint (count_met (which, profile), ==, baton_value_get_member_integer (persona, "subjectRules", -1));
          accesses[which] = baton_access_new (snapshots[which], profile, day);
        }
      for (gsize a = 0; a < baton_value_get_length (actions); a++)
        {
          BatonValue *expected = baton_value_get_element (actions, a);
          int action;
          guint which = workload_find_program (workload, baton_value_get_key (actions, a), &action);

          check_list (accesses[which], (BatonAction) action, snapshots[which]->contents->n_slots, expected);
          g_assert_cmpuint (count_overruled (accesses[which], which, (BatonAction) action), ==,
                            baton_value_get_member_integer (expected, "overruled", -1));
        }
      for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
        baton_access_free (accesses[which]);
    }
}

static void
test_day0 (void)
{
  check_day ("day0");
}

static void
test_day1 (void)
{
  check_day ("day1");
}

static void
test_sample (void)
{
  BatonValue *sample = baton_value_get_member (workload->expected, "sample");

  for (gsize i = 0; i < baton_value_get_length (sample); i++)
    {
      BatonValue *request = baton_value_get_element (sample, i);
      BatonValue *matched = baton_value_get_member (request, "matched");
      BatonDay day = (BatonDay) baton_value_get_member_integer (request, "day", 0);
      int action;
      guint which = workload_find_program (workload, baton_value_get_member_string (request, "action"), &action);
      g_autoptr (BatonProfile) profile = new_profile (which, baton_value_get_member_integer (request, "persona", -1), day);
      g_autofree char *content = workload_make_id ("content", baton_value_get_member_integer (request, "item", -1));
      g_autoptr (BatonExplanation) explanation = baton_explain (snapshots[which], profile, (BatonAction) action, content, day);
      BatonDecision of_tags = baton_decide_tags (snapshots[which], profile, (BatonAction) action,
                                                 baton_snapshot_get_tags (snapshots[which], content), day);

      g_assert_cmpint (explanation->decision.outcome == BATON_OUTCOME_ALLOWED, ==,
                       baton_value_get_boolean (baton_value_get_member (request, "allow")));
      g_assert_cmpint (explanation->decision.rule, ==, baton_value_get_member_integer (request, "rule", -2));
      g_assert_cmpint (of_tags.outcome, ==, explanation->decision.outcome);
      g_assert_cmpint (of_tags.rule, ==, explanation->decision.rule);
      g_assert_cmpuint (explanation->n_matching, ==, baton_value_get_length (matched));
      for (guint m = 0; m < explanation->n_matching; m++)
        g_assert_cmpint (explanation->matching[m], ==,
                         baton_value_get_integer (baton_value_get_element (matched, m), -1));
    }
}

/* ── Analysis ────────────────────────────────────────────────────────────────────────────────────────── */

static GPtrArray *findings[WORKLOAD_N_PROGRAMS];

static BatonFinding *
find_finding (guint            which,
              BatonFindingCode code,
              const char      *entity)
{
  for (guint i = 0; i < findings[which]->len; i++)
    {
      BatonFinding *finding = findings[which]->pdata[i];

      if (finding->code == code && g_str_equal (finding->entity, entity))
        return finding;
    }
  return NULL;
}

/* Whether rule *rule* has actions in the program; the workload's ten are split over two. */
static gboolean
is_about_program (guint      which,
                  const char *rule)
{
  BatonEntity *entity = baton_snapshot_lookup (snapshots[which], rule);

  return baton_value_get_length (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_ACTIONS)) > 0;
}

static gboolean
has_pair (BatonFindingCode  code,
          const char       *rule,
          const char       *other)
{
  for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
    {
      BatonFinding *finding = find_finding (which, code, rule);

      if (is_about_program (which, rule)
          && (finding == NULL || !g_ptr_array_find_with_equal_func (finding->others, other, g_str_equal, NULL)))
        return FALSE;
    }
  return TRUE;
}

/* The expected pairs are exactly those found in every program in which the first rule has actions. */
static void
check_pairs (BatonFindingCode  code,
             const BatonValue *expected)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_found = 0;

  for (gsize i = 0; i < baton_value_get_length (expected); i++)
    {
      BatonValue *pair = baton_value_get_element (expected, i);
      g_autofree char *rule = workload_make_id ("rule", baton_value_get_integer (baton_value_get_element (pair, 0), -1));
      g_autofree char *other = workload_make_id ("rule", baton_value_get_integer (baton_value_get_element (pair, 1), -1));

      g_assert_true (has_pair (code, rule, other));
      g_hash_table_add (wanted, g_strconcat (rule, other, NULL));
    }
  for (guint i = 0; i < findings[0]->len + findings[1]->len; i++)
    {
      BatonFinding *finding = i < findings[0]->len ? findings[0]->pdata[i] : findings[1]->pdata[i - findings[0]->len];
      gboolean again = i >= findings[0]->len && is_about_program (0, finding->entity);

      for (guint o = 0; finding->code == code && !again && o < finding->others->len; o++)
        {
          const char *other = finding->others->pdata[o];
          g_autofree char *key = g_strconcat (finding->entity, other, NULL);

          if (!has_pair (code, finding->entity, other))
            continue;
          g_assert_true (g_hash_table_contains (wanted, key));
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, ==, baton_value_get_length (expected));
}

static void
test_containment (void)
{
  BatonValue *expected = baton_value_get_member (workload->expected, "analysis");

  check_pairs (BATON_FINDING_CONTAINED, baton_value_get_member (expected, "redundantPairs"));
  check_pairs (BATON_FINDING_KILLED, baton_value_get_member (expected, "allowKilledByDenyPairs"));
}

/* Contents on which no persona may do it. */
static guint
count_nobody_can (const char *name,
                  BatonDay    day)
{
  int action;
  guint which = workload_find_program (workload, name, &action);
  gsize n_words = snapshots[which]->contents->n_words;
  GPtrArray *personas = baton_snapshot_list (snapshots[which], BATON_KIND_PERSONA);
  g_autofree BatonWord *somebody = bits_new (n_words);

  for (guint p = 0; p < personas->len; p++)
    {
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshots[which], baton_entity_get_id (personas->pdata[p]), day);
      g_autoptr (BatonAccess) access = baton_access_new (snapshots[which], profile, day);

      bits_or (somebody, baton_access_get_bits (access, (BatonAction) action, BATON_OUTCOME_ALLOWED), n_words);
    }
  return snapshots[which]->contents->n_slots - bits_count (somebody, n_words);
}

/* The analysis has findings for three of the actions. */
static void
test_nobody_can (void)
{
  BatonValue *expected = baton_value_get_member (workload->expected, "analysis");
  BatonValue *nobody = baton_value_get_member (expected, "nobodyCan");
  BatonDay day = (BatonDay) baton_value_get_member_integer (expected, "day", 0);

  g_assert_cmpuint (baton_value_get_length (nobody), ==, 10);
  for (gsize i = 0; i < baton_value_get_length (nobody); i++)
    g_assert_cmpuint (count_nobody_can (baton_value_get_key (nobody, i), day), ==,
                      baton_value_get_integer (baton_value_get_element (nobody, i), -1));
}

static void
test_nobody (void)
{
  BatonValue *expected = baton_value_get_member (workload->expected, "analysis");
  BatonValue *nobody = baton_value_get_member (expected, "nobodyCan");
  BatonValue *ids = baton_value_get_member (expected, "nobodyCanPublishIds");
  BatonValue *personas = baton_value_get_member (expected, "personasSeeingNothing");
  guint counts[BATON_N_FINDINGS] = { 0 };

  for (guint i = 0; i < findings[0]->len; i++)
    counts[((BatonFinding *) findings[0]->pdata[i])->code]++;
  g_assert_cmpuint (counts[BATON_FINDING_NOBODY_SEES], ==, baton_value_get_member_integer (nobody, "view", -1));
  g_assert_cmpuint (counts[BATON_FINDING_NOBODY_EDITS], ==, baton_value_get_member_integer (nobody, "edit", -1));
  g_assert_cmpuint (counts[BATON_FINDING_NOBODY_PUBLISHES], ==, baton_value_get_member_integer (nobody, "publish", -1));
  g_assert_cmpuint (counts[BATON_FINDING_PERSONA_SEES_NOTHING], ==, baton_value_get_length (personas));
  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    {
      g_autofree char *id = workload_make_id ("content", baton_value_get_integer (baton_value_get_element (ids, i), -1));

      g_assert_nonnull (find_finding (0, BATON_FINDING_NOBODY_PUBLISHES, id));
    }
  for (gsize i = 0; i < baton_value_get_length (personas); i++)
    {
      g_autofree char *id = workload_make_id ("persona", baton_value_get_integer (baton_value_get_element (personas, i), -1));

      g_assert_nonnull (find_finding (0, BATON_FINDING_PERSONA_SEES_NOTHING, id));
    }
}

/* A rule matches or decides something if it does in either program. Rules whose window does not hold the day match
 * nothing; the analysis has other words for them, or none. */
static void
test_idle_rules (void)
{
  BatonValue *expected = baton_value_get_member (workload->expected, "analysis");
  BatonValue *ids = baton_value_get_member (expected, "rulesMatchingNoPersonaItemIds");
  BatonDay day = (BatonDay) baton_value_get_member_integer (expected, "day", 0);
  guint n_idle = 0;
  guint n_undeciding = 0;

  for (guint r = 0; r < snapshots[0]->rules->n_rules; r++)
    {
      g_autofree char *id = workload_make_id ("rule", r);
      gboolean open = baton_window_contains (snapshots[0]->rules->rules[r]->window, day);
      gboolean idle = TRUE;
      gboolean undeciding = TRUE;

      for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
        {
          gboolean about = is_about_program (which, id);
          gboolean idle_here = find_finding (which, BATON_FINDING_MATCHES_NOTHING_HERE, id) != NULL;

          idle &= !open || !about || idle_here;
          undeciding &= !open || !about || idle_here || find_finding (which, BATON_FINDING_NEVER_DECIDES, id) != NULL;
        }
      if (idle)
        g_assert_cmpint (baton_value_get_integer (baton_value_get_element (ids, n_idle), -1), ==, r);
      n_idle += idle;
      n_undeciding += undeciding;
    }
  g_assert_cmpuint (n_idle, ==, baton_value_get_length (ids));
  g_assert_cmpuint (n_undeciding, ==, baton_value_get_member_integer (expected, "rulesNeverDeciding", -1));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  workload = workload_new ();
  for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
    {
      snapshots[which] = baton_snapshot_new (workload->programs[which], 1);
      findings[which] = baton_analysis_run (snapshots[which], 20778, 0, NULL);
    }
  g_test_add_func ("/rules/workload/day0", test_day0);
  g_test_add_func ("/rules/workload/day1", test_day1);
  g_test_add_func ("/rules/workload/sample", test_sample);
  g_test_add_func ("/rules/workload/containment", test_containment);
  g_test_add_func ("/rules/workload/nobody", test_nobody);
  g_test_add_func ("/rules/workload/nobody-can", test_nobody_can);
  g_test_add_func ("/rules/workload/idle-rules", test_idle_rules);
  result = g_test_run ();
  for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
    {
      g_ptr_array_unref (findings[which]);
      baton_snapshot_unref (snapshots[which]);
    }
  workload_free (workload);
  return result;
}
