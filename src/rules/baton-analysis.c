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
  g_clear_pointer (&finding->example.member, g_ptr_array_unref);
  g_clear_pointer (&finding->example.tags, g_ptr_array_unref);
  g_free (finding);
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
  finding->others = g_ptr_array_new ();
  finding->example.action = -1;
  g_ptr_array_add (analysis->findings, finding);
  return finding;
}

const char *
baton_analysis_get_rule_id (BatonAnalysis *analysis,
                            guint          rule)
{
  return baton_entity_get_id (analysis->snapshot->lists[BATON_KIND_PUBLISHING_RULE]->pdata[rule]);
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

/* By code; each part has found its own in list order, which stays. */
static void
sort_findings (GPtrArray *findings)
{
  g_autofree gpointer *sorted = g_new (gpointer, findings->len + 1);
  guint next[BATON_N_FINDINGS + 1] = { 0 };

  for (guint i = 0; i < findings->len; i++)
    next[((const BatonFinding *) findings->pdata[i])->code + 1]++;
  for (guint code = 0; code < BATON_N_FINDINGS; code++)
    next[code + 1] += next[code];
  for (guint i = 0; i < findings->len; i++)
    sorted[next[((const BatonFinding *) findings->pdata[i])->code]++] = findings->pdata[i];
  if (findings->len > 0)
    memcpy (findings->pdata, sorted, findings->len * sizeof *sorted);
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

  analysis.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_finding_free);
  analysis.live = bits_new (snapshot->rules->n_words);
  analysis.killed = bits_new (snapshot->rules->n_words);
  analysis.met = g_new0 (BatonWord *, MAX (snapshot->rules->n_rules, 1));
  make_accesses (&analysis);

  baton_analysis_check_data (&analysis);
  baton_analysis_check_rules (&analysis);
  baton_analysis_check_pages (&analysis);
  baton_analysis_check_uses (&analysis);
  baton_analysis_check_tiers (&analysis);
  sort_findings (analysis.findings);

  g_ptr_array_unref (analysis.accesses);
  g_ptr_array_unref (analysis.profiles);
  for (guint r = 0; r < snapshot->rules->n_rules; r++)
    g_free (analysis.met[r]);
  g_free (analysis.met);
  g_free (analysis.live);
  g_free (analysis.killed);
  return analysis.findings;
}
