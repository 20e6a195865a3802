/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The analysis: its parts one after the other, and their findings in order.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

const char *
baton_finding_code_get_name (BatonFindingCode code)
{
  static const char * const names[] = {
#define BATON_FINDING(SYMBOL, name, entity, others) name,
#include "rules/baton-finding-table.h"
  };

  g_return_val_if_fail ((guint) code < BATON_N_FINDINGS, NULL);
  return names[code];
}

void
baton_finding_free (BatonFinding *finding)
{
  if (finding == NULL)
    return;

  g_ptr_array_unref (finding->others);
  g_clear_pointer (&finding->example.failures, g_array_unref);
  for (int side = 0; side < BATON_N_SIDES; side++)
    g_clear_pointer (&finding->example.terms[side], g_ptr_array_unref);
  g_free (finding);
}

/* Most findings are about nothing else: they share one list, which stays empty. (transfer full) */
static GPtrArray *
ref_no_others (void)
{
  static GPtrArray *none;

  if (g_once_init_enter (&none))
    g_once_init_leave (&none, g_ptr_array_new ());
  return g_ptr_array_ref (none);
}

void
baton_finding_add_other (BatonFinding *finding,
                         const char   *id)
{
  if (finding->others->len == 0)
    {
      g_ptr_array_unref (finding->others);
      finding->others = g_ptr_array_new ();
    }
  g_ptr_array_add (finding->others, (char *) id);
}

BatonFinding *
baton_analysis_add (BatonAnalysis    *analysis,
                    BatonFindingCode  code,
                    BatonKind         kind,
                    const char       *entity)
{
  BatonFinding *finding = g_new0 (BatonFinding, 1);

  finding->code = code;
  finding->kind = kind;
  finding->entity = entity;
  finding->others = ref_no_others ();
  finding->example.action = -1;
  finding->example.day = BATON_DAY_NONE;
  if (analysis->findings[code] == NULL)
    analysis->findings[code] = g_ptr_array_new ();
  g_ptr_array_add (analysis->findings[code], finding);
  return finding;
}

const char *
baton_analysis_get_rule_id (BatonAnalysis *analysis,
                            guint          rule)
{
  return baton_entity_get_id (analysis->snapshot->lists[BATON_KIND_PUBLISHING_RULE]->pdata[rule]);
}

static void
add_rule (GPtrArray           *rules,
          const BatonSnapshot *snapshot,
          const char          *id)
{
  if (id != NULL && baton_snapshot_lookup_kind (snapshot, id, BATON_KIND_PUBLISHING_RULE) != NULL
      && !g_ptr_array_find_with_equal_func (rules, id, g_str_equal, NULL))
    g_ptr_array_add (rules, (char *) id);
}

GPtrArray *
baton_finding_list_rules (const BatonFinding  *finding,
                          const BatonSnapshot *snapshot)
{
  GPtrArray *rules = g_ptr_array_new ();

  add_rule (rules, snapshot, finding->entity);
  for (guint i = 0; i < finding->others->len; i++)
    add_rule (rules, snapshot, finding->others->pdata[i]);
  add_rule (rules, snapshot, finding->example.rule);
  add_rule (rules, snapshot, finding->example.lacking);
  return rules;
}

static void
make_accesses (BatonAnalysis *analysis)
{
  GPtrArray *personas = analysis->snapshot->lists[BATON_KIND_PERSONA];

  analysis->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_profile_unref);
  analysis->accesses = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_access_free);
  for (guint i = 0; i < personas->len; i++)
    {
      BatonProfile *profile = baton_profile_new_for_persona (analysis->snapshot, baton_entity_get_id (personas->pdata[i]),
                                                             analysis->day);

      g_ptr_array_add (analysis->profiles, profile);
      g_ptr_array_add (analysis->accesses, baton_access_new (analysis->snapshot, profile, analysis->day));
    }
}

/* By code; each part has found its own in list order. (transfer full) */
static GPtrArray *
collect_findings (BatonAnalysis *analysis)
{
  GPtrArray *findings;
  guint n = 0;

  for (guint code = 0; code < BATON_N_FINDINGS; code++)
    n += analysis->findings[code] != NULL ? analysis->findings[code]->len : 0;
  findings = g_ptr_array_new_full (n, (GDestroyNotify) baton_finding_free);
  for (guint code = 0; code < BATON_N_FINDINGS; code++)
    if (analysis->findings[code] != NULL)
      g_ptr_array_extend_and_steal (findings, analysis->findings[code]);
  return findings;
}

GPtrArray *
baton_analysis_run (BatonSnapshot *snapshot,
                    BatonDay       day,
                    guint          limit,
                    GCancellable  *cancellable)
{
  BatonAnalysis analysis = {
    .snapshot = snapshot,
    .day = day,
    .limit = limit != 0 ? limit : BATON_ANALYSIS_DEFAULT_LIMIT,
    .cancellable = cancellable,
  };
  GPtrArray *findings;

  analysis.live = bits_new (snapshot->rules->n_words);
  analysis.killed = bits_new (snapshot->rules->n_words);
  analysis.met = g_new0 (BatonWord *, MAX (snapshot->rules->n_rules, 1));
  make_accesses (&analysis);

  baton_analysis_check_data (&analysis);
  baton_analysis_check_rules (&analysis);
  baton_analysis_check_pages (&analysis);
  baton_analysis_check_uses (&analysis);
  baton_analysis_check_tiers (&analysis);
  findings = collect_findings (&analysis);

  g_ptr_array_unref (analysis.accesses);
  g_ptr_array_unref (analysis.profiles);
  for (guint r = 0; r < snapshot->rules->n_rules; r++)
    g_free (analysis.met[r]);
  g_free (analysis.met);
  g_free (analysis.live);
  g_free (analysis.killed);
  return findings;
}
