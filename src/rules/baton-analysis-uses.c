/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is named nowhere: roles and terms. And exceptions that do not say why.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-analysis-private.h"

#include "model/baton-references.h"

typedef struct
{
  const BatonTaxonomy *taxonomy;
  BatonWord           *used;        /* by term */
  BatonWord           *of_persona;
  gboolean             is_persona;  /* the entity in hand */
} Uses;

static void
note_reference (const BatonReference *reference,
                gpointer              user_data)
{
  static const guint64 kinds = G_GUINT64_CONSTANT (1) << BATON_KIND_TERM | G_GUINT64_CONSTANT (1) << BATON_KIND_ROLE
                               | G_GUINT64_CONSTANT (1) << BATON_KIND_TIER;
  Uses *uses = user_data;
  BatonTerm term;

  if ((reference->kinds & kinds) == 0 || reference->role == BATON_REFERENCE_PARENT)
    return;
  term = baton_taxonomy_find_term (uses->taxonomy, reference->id);
  if (term == BATON_TERM_NONE)
    return;
  bits_set (uses->used, term);
  if (uses->is_persona)
    bits_set (uses->of_persona, term);
}

/* The tags of the contents, of which there are many, are known by their postings. */
static void
note_tags (const BatonContentTable *contents,
           Uses                    *uses)
{
  for (BatonTerm t = 0; t < contents->n_terms; t++)
    if (contents->postings[t] != NULL && contents->postings[t]->len > 0)
      bits_set (uses->used, t);
}

static void
note_audience (const BatonAudience *audience,
               Uses                *uses)
{
  for (guint i = 0; i < audience->conditions->len; i++)
    {
      const BatonCondition *condition = &g_array_index (audience->conditions, BatonCondition, i);

      for (guint j = 0; j < condition->n_terms; j++)
        bits_set (uses->used, condition->terms[j]);
    }
}

/* Rules are many too, and what they name has been compiled, but for what is named where it does not belong. What they name
 * through an audience has its use there. */
static void
note_rules (const BatonRuleIndex *rules,
            GPtrArray            *list,
            Uses                 *uses)
{
  for (guint r = 0; r < rules->n_rules; r++)
    {
      const BatonRule *rule = rules->rules[r];

      if (rule->who->has_missing || rule->what->has_missing)
        {
          baton_entity_foreach_reference (list->pdata[r], note_reference, uses);
          continue;
        }
      note_audience (rule->who, uses);
      note_audience (rule->what, uses);
      for (guint i = 0; rule->approvers != NULL && rule->approvers[i] != NULL; i++)
        {
          BatonTerm role = baton_taxonomy_find_term (uses->taxonomy, rule->approvers[i]);

          if (role != BATON_TERM_NONE)
            bits_set (uses->used, role);
        }
    }
}

/* The fields of the kind in which something can be named, but for its place. (transfer full) of BatonField */
static GArray *
list_naming_fields (BatonKind kind)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (BatonField));

  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = (BatonField) (info->first_field + i);

      switch (baton_schema_get_field (field)->type)
        {
        case BATON_TYPE_TERM_SET:
        case BATON_TYPE_REFERENCE:
        case BATON_TYPE_REFERENCES:
        case BATON_TYPE_AUDIENCE:
        case BATON_TYPE_CELL:
        case BATON_TYPE_RECORDS:
        case BATON_TYPE_QUERY:
        case BATON_TYPE_RICH_TEXT:
          g_array_append_val (fields, field);
          break;
        default:
          break;
        }
    }
  return fields;
}

/* Of most terms there is nothing to walk. */
static void
note_kind (GPtrArray *list,
           BatonKind  kind,
           Uses      *uses)
{
  g_autoptr (GArray) fields = list_naming_fields (kind);

  uses->is_persona = kind == BATON_KIND_PERSONA;
  for (guint i = 0; i < list->len; i++)
    {
      if (i + BATON_ANALYSIS_AHEAD < list->len)
        __builtin_prefetch (list->pdata[i + BATON_ANALYSIS_AHEAD]);
      for (guint j = 0; j < fields->len; j++)
        if (baton_entity_get (list->pdata[i], g_array_index (fields, BatonField, j)) != NULL)
          {
            baton_entity_foreach_reference (list->pdata[i], note_reference, uses);
            break;
          }
    }
}

/* A term that stands above one in use is in use itself. */
static gboolean
is_used_below (const Uses *uses,
               BatonTerm   term)
{
  const BatonTaxonomy *taxonomy = uses->taxonomy;

  for (guint32 number = taxonomy->first[term]; number <= taxonomy->last[term]; number++)
    if (bits_get (uses->used, taxonomy->order[number]))
      return TRUE;
  return FALSE;
}

static void
report_roles (BatonAnalysis *analysis,
              Uses          *uses)
{
  GPtrArray *roles = analysis->snapshot->lists[BATON_KIND_ROLE];

  for (guint i = 0; i < roles->len; i++)
    {
      const char *id = baton_entity_get_id (roles->pdata[i]);
      BatonTerm role = baton_taxonomy_find_term (uses->taxonomy, id);

      if (!bits_get (uses->used, role))
        baton_analysis_add (analysis, BATON_FINDING_ROLE_UNUSED, BATON_KIND_ROLE, id);
      else if (!bits_get (uses->of_persona, role))
        baton_analysis_add (analysis, BATON_FINDING_ROLE_WITHOUT_PERSONA, BATON_KIND_ROLE, id);
    }
}

static void
report_terms (BatonAnalysis *analysis,
              Uses          *uses)
{
  GPtrArray *terms = analysis->snapshot->lists[BATON_KIND_TERM];
  g_autoptr (GHashTable) unused = g_hash_table_new (NULL, NULL);

  /* Numbers tell faster than ids, but not the order. Roles and tiers are in no list of terms. */
  for (BatonTerm t = 0; t < uses->taxonomy->n_terms; t++)
    if (uses->taxonomy->ids[t] != NULL && !is_used_below (uses, t))
      g_hash_table_add (unused, baton_snapshot_lookup (analysis->snapshot, uses->taxonomy->ids[t]));
  for (guint i = 0; i < terms->len && g_hash_table_size (unused) > 0; i++)
    if (g_hash_table_contains (unused, terms->pdata[i]))
      baton_analysis_add (analysis, BATON_FINDING_TERM_UNUSED, BATON_KIND_TERM, baton_entity_get_id (terms->pdata[i]));
}

static void
report_exceptions (BatonAnalysis *analysis)
{
  const BatonRuleIndex *rules = analysis->snapshot->rules;
  GPtrArray *list = analysis->snapshot->lists[BATON_KIND_PUBLISHING_RULE];

  BITS_FOREACH (r, w, rules->n_words, rules->effects[BATON_OUTCOME_FORBIDDEN][w])
    {
      const char *reason = baton_entity_get_string (list->pdata[r], BATON_FIELD_PUBLISHING_RULE_REASON);

      if (rules->rules[r]->enabled && (reason == NULL || *reason == '\0'))
        baton_analysis_add (analysis, BATON_FINDING_EXCEPTION_WITHOUT_REASON, BATON_KIND_PUBLISHING_RULE,
                            baton_entity_get_id (list->pdata[r]))->actions = rules->rules[r]->actions;
    }
}

void
baton_analysis_check_uses (BatonAnalysis *analysis)
{
  const BatonTaxonomy *taxonomy = analysis->snapshot->taxonomy;
  Uses uses = { .taxonomy = taxonomy };

  uses.used = bits_new (BATON_BITS_WORDS (taxonomy->n_terms));
  uses.of_persona = bits_new (BATON_BITS_WORDS (taxonomy->n_terms));
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if (kind != BATON_KIND_CONTENT && kind != BATON_KIND_PUBLISHING_RULE)
      note_kind (analysis->snapshot->lists[kind], (BatonKind) kind, &uses);
  uses.is_persona = FALSE;
  note_rules (analysis->snapshot->rules, analysis->snapshot->lists[BATON_KIND_PUBLISHING_RULE], &uses);
  note_tags (analysis->snapshot->contents, &uses);
  report_roles (analysis, &uses);
  report_terms (analysis, &uses);
  report_exceptions (analysis);
  g_free (uses.used);
  g_free (uses.of_persona);
}
