/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the rules come to for the personas and contents that there are.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

/* What a may not takes back. */
typedef struct
{
  guint       n_cases;     /* personas and contents, over all actions */
  guint       persona;     /* of the first case */
  BatonAction action;
  guint       slot;
} Meeting;

typedef struct
{
  BatonAnalysis        *analysis;
  const BatonRuleIndex *rules;
  gsize                 n_words;       /* of sets of contents */
  BatonWord            *about;         /* rules that are switched on and about some action */
  BatonWord            *matching;      /* … that match somebody and something */
  BatonWord            *deciding;      /* rules that decide something */
  BatonWord            *can[BATON_N_ACTIONS];   /* contents on which some persona may act, with approval or without */
  BatonWord            *scratch;
  Meeting              *meetings;      /* by may not */
} Tally;

static const char *
get_id (BatonAnalysis *analysis,
        BatonKind      kind,
        guint          index)
{
  return baton_entity_get_id (analysis->snapshot->lists[kind]->pdata[index]);
}

/* The lowest bit that both have; there must be one. */
static guint
find_common_bit (const BatonWord *bits,
                 const BatonWord *other,
                 gsize            n_words)
{
  for (gsize w = 0; w < n_words; w++)
    if ((bits[w] & other[w]) != 0)
      return (guint) (w * 64) + (guint) __builtin_ctzll (bits[w] & other[w]);
  g_return_val_if_reached (0);
}

/* ── One persona ─────────────────────────────────────────────────────────────────────────────────────── */

static void
tally_matching (Tally       *tally,
                BatonAccess *access)
{
  const BatonRuleIndex *rules = tally->rules;
  const BatonWord *met = baton_access_get_rules (access);

  BITS_FOREACH (rule, w, rules->n_words, met[w] & tally->about[w] & ~tally->matching[w])
    if (!bits_is_empty (baton_access_get_ground (access, rule), tally->n_words))
      bits_set (tally->matching, rule);
}

/* A rule decides what the rules of its effect before it have left over. */
static void
tally_deciding (Tally        *tally,
                BatonAccess  *access,
                BatonAction   action,
                BatonOutcome  outcome)
{
  const BatonRuleIndex *rules = tally->rules;
  const BatonWord *met = baton_access_get_rules (access);
  BatonWord *left = tally->scratch;
  gsize n_open = rules->n_words;

  /* What comes behind the last rule that is not known to decide need not be looked at. */
  while (n_open > 0 && (met[n_open - 1] & rules->actions[action][n_open - 1] & rules->effects[outcome][n_open - 1] & ~tally->deciding[n_open - 1]) == 0)
    n_open--;
  if (n_open == 0)
    return;
  memcpy (left, baton_access_get_bits (access, action, outcome), tally->n_words * sizeof *left);
  BITS_FOREACH (rule, w, n_open, met[w] & rules->actions[action][w] & rules->effects[outcome][w])
    {
      const BatonWord *ground = baton_access_get_ground (access, rule);

      if (!bits_get (tally->deciding, rule) && bits_intersect (left, ground, tally->n_words))
        bits_set (tally->deciding, rule);
      bits_and_not (left, ground, tally->n_words);
      if (bits_is_empty (left, tally->n_words))
        return;
    }
}

/* Pairs that have met for another persona or action are not asked again; the cases are counted for all mays together. */
static void
tally_meetings (Tally       *tally,
                BatonAccess *access,
                guint        persona,
                BatonAction  action)
{
  const BatonRuleIndex *rules = tally->rules;
  const BatonWord *met = baton_access_get_rules (access);
  const BatonWord *forbidden = rules->effects[BATON_OUTCOME_FORBIDDEN];
  const BatonWord *any;

  if (bits_is_empty (baton_access_get_bits (access, action, BATON_OUTCOME_FORBIDDEN), tally->n_words))
    return;
  any = baton_access_get_may_bits (access, action);
  BITS_FOREACH (may_not, w, rules->n_words, met[w] & rules->actions[action][w] & forbidden[w])
    {
      const BatonWord *denied = baton_access_get_ground (access, may_not);
      BatonWord **mays = &tally->analysis->met[may_not];
      Meeting *meeting = &tally->meetings[may_not];

      if (!bits_intersect (any, denied, tally->n_words))
        continue;
      if (*mays == NULL)
        {
          *mays = bits_new (rules->n_words);
          *meeting = (Meeting) { 0, persona, action, find_common_bit (any, denied, tally->n_words) };
        }
      meeting->n_cases += bits_count_common (any, denied, tally->n_words);
      BITS_FOREACH (may, v, rules->n_words, met[v] & rules->actions[action][v] & ~forbidden[v] & ~(*mays)[v])
        if (bits_intersect (baton_access_get_ground (access, may), denied, tally->n_words))
          bits_set (*mays, may);
    }
}

static void
tally_persona (Tally *tally,
               guint  persona)
{
  BatonAccess *access = tally->analysis->accesses->pdata[persona];

  tally_matching (tally, access);
  for (int action = 0; action < BATON_N_ACTIONS; action++)
    {
      for (BatonOutcome outcome = BATON_OUTCOME_FORBIDDEN; outcome < BATON_N_OUTCOMES; outcome++)
        tally_deciding (tally, access, action, outcome);
      bits_or (tally->can[action], baton_access_get_bits (access, action, BATON_OUTCOME_ALLOWED), tally->n_words);
      bits_or (tally->can[action], baton_access_get_bits (access, action, BATON_OUTCOME_WITH_APPROVAL), tally->n_words);
      tally_meetings (tally, access, persona, action);
      /* What pages show is asked later; of the rest the next persona's sets take the memory while it is near. */
      if (action != BATON_ACTION_VIEW)
        baton_access_drop_bits (access, action);
    }
}

/* ── Findings ────────────────────────────────────────────────────────────────────────────────────────── */

static void
report_rules (Tally *tally)
{
  BatonAnalysis *analysis = tally->analysis;

  BITS_FOREACH (r, w, tally->rules->n_words, tally->about[w] & ~(tally->matching[w] & tally->deciding[w]))
    {
      const BatonRule *rule = tally->rules->rules[r];

      /* What is off, over or yet to come has its reason. */
      if (baton_window_contains (rule->window, analysis->day))
        baton_analysis_add (analysis,
                            bits_get (tally->matching, r) ? BATON_FINDING_NEVER_DECIDES : BATON_FINDING_MATCHES_NOTHING_HERE,
                            BATON_KIND_PUBLISHING_RULE, get_id (analysis, BATON_KIND_PUBLISHING_RULE, r))->actions = rule->actions;
    }
}

static void
report_meetings (Tally *tally)
{
  BatonAnalysis *analysis = tally->analysis;
  const BatonRuleIndex *rules = tally->rules;

  for (guint may_not = 0; may_not < rules->n_rules; may_not++)
    {
      const Meeting *meeting = &tally->meetings[may_not];
      BatonFinding *finding;

      if (analysis->met[may_not] == NULL)
        continue;
      finding = baton_analysis_add (analysis, BATON_FINDING_MEET, BATON_KIND_PUBLISHING_RULE,
                                    get_id (analysis, BATON_KIND_PUBLISHING_RULE, may_not));
      finding->example.persona = get_id (analysis, BATON_KIND_PERSONA, meeting->persona);
      finding->example.content = baton_entity_get_id (analysis->snapshot->contents->entities[meeting->slot]);
      finding->example.action = (int) meeting->action;
      finding->count = meeting->n_cases;
      BITS_FOREACH (may, w, rules->n_words, analysis->met[may_not][w])
        {
          baton_finding_add_other (finding, get_id (analysis, BATON_KIND_PUBLISHING_RULE, may));
          finding->actions |= rules->rules[may]->actions & rules->rules[may_not]->actions;
        }
    }
}

static void
report_contents (Tally *tally)
{
  static const struct
  {
    BatonAction      action;
    BatonFindingCode code;
  } questions[] = {
    { BATON_ACTION_VIEW, BATON_FINDING_NOBODY_SEES },
    { BATON_ACTION_EDIT, BATON_FINDING_NOBODY_EDITS },
    { BATON_ACTION_PUBLISH, BATON_FINDING_NOBODY_PUBLISHES },
  };
  BatonAnalysis *analysis = tally->analysis;
  const BatonContentTable *contents = analysis->snapshot->contents;

  for (guint i = 0; i < contents->n_listed; i++)
    {
      guint32 slot = contents->order[i];

      if (i + BATON_ANALYSIS_AHEAD < contents->n_listed)
        __builtin_prefetch (contents->entities[contents->order[i + BATON_ANALYSIS_AHEAD]]);
      for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
        if (!bits_get (tally->can[questions[q].action], slot))
          baton_analysis_add (analysis, questions[q].code, BATON_KIND_CONTENT,
                              baton_entity_get_id (contents->entities[slot]))->actions = 1u << questions[q].action;
    }
}

/* Whether any of the contents is shown on the day. That is asked of few: most personas see the first that they may. *asked*
 * and *shown* keep the answers. */
static gboolean
is_any_shown (Tally           *tally,
              const BatonWord *seen,
              BatonWord       *asked,
              BatonWord       *shown)
{
  BatonAnalysis *analysis = tally->analysis;

  if (bits_intersect (shown, seen, tally->n_words))
    return TRUE;
  BITS_FOREACH (slot, w, tally->n_words, seen[w] & ~asked[w])
    {
      bits_set (asked, slot);
      if (baton_snapshot_is_shown (analysis->snapshot, analysis->snapshot->contents->entities[slot], analysis->day))
        {
          bits_set (shown, slot);
          return TRUE;
        }
    }
  return FALSE;
}

static void
report_personas (Tally *tally)
{
  BatonAnalysis *analysis = tally->analysis;
  g_autofree BatonWord *asked = bits_new (tally->n_words), *shown = bits_new (tally->n_words);

  for (guint p = 0; p < analysis->accesses->len; p++)
    if (!is_any_shown (tally, baton_access_get_bits (analysis->accesses->pdata[p], BATON_ACTION_VIEW, BATON_OUTCOME_ALLOWED), asked, shown))
      baton_analysis_add (analysis, BATON_FINDING_PERSONA_SEES_NOTHING, BATON_KIND_PERSONA, get_id (analysis, BATON_KIND_PERSONA, p));
}

void
baton_analysis_check_data (BatonAnalysis *analysis)
{
  Tally tally = { .analysis = analysis, .rules = analysis->snapshot->rules, .n_words = analysis->snapshot->contents->n_words };

  tally.about = bits_new (tally.rules->n_words);
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    bits_or (tally.about, tally.rules->actions[a], tally.rules->n_words);
  tally.matching = bits_new (tally.rules->n_words);
  tally.deciding = bits_new (tally.rules->n_words);
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    tally.can[a] = bits_new (tally.n_words);
  tally.scratch = bits_new (tally.n_words);
  tally.meetings = g_new0 (Meeting, MAX (tally.rules->n_rules, 1));

  for (guint p = 0; p < analysis->accesses->len; p++)
    tally_persona (&tally, p);
  /* Without personas nothing can be said of nobody. */
  if (analysis->accesses->len > 0)
    {
      report_rules (&tally);
      report_meetings (&tally);
      report_contents (&tally);
      report_personas (&tally);
    }

  g_free (tally.about);
  g_free (tally.matching);
  g_free (tally.deciding);
  for (int a = 0; a < BATON_N_ACTIONS; a++)
    g_free (tally.can[a]);
  g_free (tally.scratch);
  g_free (tally.meetings);
}
