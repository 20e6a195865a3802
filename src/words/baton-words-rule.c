/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-rule.h"

#include "words/baton-words-audience.h"
#include "words/baton-words-format.h"
#include "words/baton-words-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper than any tree may be; a place that leads in a circle ends here. */
#define MAX_DEPTH 33

static char *
list_actions (guint    actions,
              gboolean any)
{
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_PUBLISHING_RULE_ACTIONS);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int action = 0; action < BATON_N_ACTIONS; action++)
    if ((actions & (1u << action)) != 0)
      g_ptr_array_add (names, (gpointer) baton_words_label (field->choices[action].label));
  return any ? baton_words_join_or (names) : baton_words_join_and (names);
}

char *
baton_words_actions (guint actions)
{
  return list_actions (actions, FALSE);
}

static gboolean
forbids (const BatonEntity *rule)
{
  return baton_entity_get_choice (rule, BATON_FIELD_PUBLISHING_RULE_EFFECT, 0) == 1;
}

/* "their own region and solution" of a list of vocabularies. */
static char *
list_vocabularies (const BatonNames *names,
                   const BatonValue *ids,
                   gboolean          any)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    g_ptr_array_add (list, baton_words_isolate (baton_words_name (names, baton_value_get_string (baton_value_get_element (ids, i)))));
  return any ? baton_words_join_or (list) : baton_words_join_and (list);
}

char *
baton_words_rule_part (const BatonNames  *names,
                       const BatonEntity *rule,
                       BatonField         field)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);
  const BatonValue *value = baton_entity_get (rule, field);
  g_autofree char *list = NULL;
  guint bits = 0;

  switch ((int) field)
    {
    case BATON_FIELD_PUBLISHING_RULE_WHO:
    case BATON_FIELD_PUBLISHING_RULE_WHAT:
      return baton_words_audience (names, value, info->side);
    case BATON_FIELD_PUBLISHING_RULE_EFFECT:
      return g_strdup (baton_words_label (info->choices[baton_entity_get_choice (rule, field, 0)].label));
    case BATON_FIELD_PUBLISHING_RULE_ACTIONS:
      for (gsize i = 0; i < baton_value_get_length (value); i++)
        {
          int action = baton_schema_find_choice (info, baton_value_get_string (baton_value_get_element (value, i)));

          if (action >= 0)
            bits |= 1u << action;
        }
      return bits != 0 ? list_actions (bits, forbids (rule)) : g_strdup (C_("actions of a rule", "do nothing with"));
    case BATON_FIELD_PUBLISHING_RULE_REASON:
      /* Translators: ends a publishing rule; %s is a reason as somebody has written it */
      return value != NULL ? g_strdup_printf (C_("publishing rule", "because: %s"), baton_value_get_string (value)) : NULL;
    case BATON_FIELD_PUBLISHING_RULE_WINDOW:
      return value != NULL ? baton_words_window (baton_window_from_value (value)) : NULL;
    default:
      break;
    }
  if (baton_value_get_length (value) == 0)
    return NULL;
  list = list_vocabularies (names, value, field == BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY);
  switch ((int) field)
    {
    case BATON_FIELD_PUBLISHING_RULE_OWN:
      /* Translators: continues a publishing rule; %s is a list of vocabularies: Region and Solution */
      return g_strdup_printf (C_("publishing rule", "only within their own %s"), list);
    case BATON_FIELD_PUBLISHING_RULE_ADDRESSED:
      return g_strdup_printf (C_("publishing rule", "addressed to them by %s"), list);
    case BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY:
      return g_strdup_printf (C_("publishing rule", "with approval by %s"), list);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The fields that a rule's sentence must have, numbered as in its pattern, and those that it may have, in their order. */
static const BatonField required_parts[] = { BATON_FIELD_PUBLISHING_RULE_WHO, BATON_FIELD_PUBLISHING_RULE_EFFECT, BATON_FIELD_PUBLISHING_RULE_ACTIONS,
                                             BATON_FIELD_PUBLISHING_RULE_WHAT };
static const BatonField optional_parts[] = { BATON_FIELD_PUBLISHING_RULE_OWN, BATON_FIELD_PUBLISHING_RULE_ADDRESSED, BATON_FIELD_PUBLISHING_RULE_WINDOW,
                                             BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY, BATON_FIELD_PUBLISHING_RULE_REASON };

static void
add_part (GArray     *parts,
          BatonField  field,
          const char *words,
          gsize       length)
{
  BatonRuleWords part = { .field = field };

  part.words = length > 0 ? g_strndup (words, length) : NULL;
  if (part.words != NULL)
    g_strstrip (part.words);
  if (field != BATON_FIELD_NONE || (part.words != NULL && *part.words != '\0'))
    g_array_append_val (parts, part);
  else
    g_free (part.words);
}

static void
clear_part (gpointer part)
{
  g_free (((BatonRuleWords *) part)->words);
}

GArray *
baton_words_rule_order (void)
{
  /* Translators: the order of the parts of a publishing rule; %1$s is who, %2$s "may" or "may not", %3$s what they do
   * ("create and edit"), %4$s the content. Words may stand between them. */
  const char *pattern = C_("publishing rule", "%1$s %2$s %3$s %4$s"), *words = pattern;
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (BatonRuleWords));

  g_array_set_clear_func (parts, clear_part);
  for (const char *p = pattern; *p != '\0'; p++)
    if (p[0] == '%' && p[1] >= '1' && p[1] <= '4' && p[2] == '$' && p[3] == 's')
      {
        add_part (parts, BATON_FIELD_NONE, words, p - words);
        add_part (parts, required_parts[p[1] - '1'], NULL, 0);
        p += 3;
        words = p + 1;
      }
  add_part (parts, BATON_FIELD_NONE, words, strlen (words));
  for (guint i = 0; i < G_N_ELEMENTS (optional_parts); i++)
    add_part (parts, optional_parts[i], NULL, 0);
  return parts;
}

/* A part as it stands in a whole sentence. Who must not do something is "nobody" where that is everybody: "everybody may not" could
 * be read as if some may. */
static char *
get_part (const BatonNames  *names,
          const BatonEntity *rule,
          BatonField         field)
{
  gboolean nobody = forbids (rule) && baton_value_get_length (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WHO)) == 0;

  if (nobody && field == BATON_FIELD_PUBLISHING_RULE_WHO)
    /* Translators: who may do something with content: nobody may edit all content */
    return g_strdup (C_("publishing rule", "nobody"));
  if (nobody && field == BATON_FIELD_PUBLISHING_RULE_EFFECT)
    return g_strdup (baton_words_label (baton_schema_get_field (field)->choices[0].label));
  if (forbids (rule) && field == BATON_FIELD_PUBLISHING_RULE_WHAT)
    return baton_words_any_content (names, baton_entity_get (rule, field));
  return baton_words_rule_part (names, rule, field);
}

char *
baton_words_rule (const BatonNames  *names,
                  const BatonEntity *rule)
{
  g_autoptr (GArray) order = baton_words_rule_order ();
  g_autofree char *first = NULL, *capital = NULL;
  GString *sentence = g_string_new (NULL);
  char *result;

  for (guint i = 0; i < order->len; i++)
    {
      const BatonRuleWords *part = &g_array_index (order, BatonRuleWords, i);
      gboolean optional = part->field >= BATON_FIELD_PUBLISHING_RULE_OWN && part->field != BATON_FIELD_NONE;
      g_autofree char *text = NULL;

      /* The reason is for those who look at the rule itself. */
      if (part->field == BATON_FIELD_PUBLISHING_RULE_REASON)
        continue;
      text = part->field == BATON_FIELD_NONE ? g_strdup (part->words) : get_part (names, rule, part->field);
      if (text == NULL)
        continue;
      if (sentence->len > 0)
        /* Translators: joins what a publishing rule may say besides: …, only within their own Region, with approval by Marketing */
        g_string_append (sentence, optional ? C_("publishing rule", ", ") : " ");
      g_string_append (sentence, text);
    }
  if (baton_entity_get_boolean (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED))
    g_string_append (sentence, C_("publishing rule", " (switched off)"));

  /* A sentence begins with a capital, where the script has them. */
  first = g_utf8_substring (sentence->str, 0, 1);
  capital = g_utf8_strup (first, -1);
  result = g_strconcat (capital, sentence->str + strlen (first), NULL);
  g_string_free (sentence, TRUE);
  return result;
}

/* The rule at *index* of the list, by its name or its whole sentence, in quotation marks. */
static char *
quote_rule (const BatonNames    *names,
            const BatonSnapshot *snapshot,
            int                  index)
{
  GPtrArray *rules = baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE);

  if (index < 0 || (guint) index >= rules->len)
    return g_strdup ("");
  return baton_words_quoted_name (names, baton_entity_get_id (rules->pdata[index]));
}

char *
baton_words_decision (const BatonNames    *names,
                      const BatonSnapshot *snapshot,
                      BatonDecision        decision)
{
  g_autofree char *rule = quote_rule (names, snapshot, decision.rule);

  switch (decision.outcome)
    {
    case BATON_OUTCOME_ALLOWED:
      return g_strdup_printf (_("Allowed by %s."), rule);
    case BATON_OUTCOME_WITH_APPROVAL:
      return g_strdup_printf (_("Allowed by %s, with an approval."), rule);
    case BATON_OUTCOME_FORBIDDEN:
      return g_strdup_printf (_("Forbidden by %s."), rule);
    case BATON_OUTCOME_NOT_PERMITTED:
    case BATON_N_OUTCOMES:
    default:
      return g_strdup (_("Not permitted by any rule."));
    }
}

/* The audience over members of such an entity, which is no rule; NONE where it has none. */
static BatonField
find_audience_field (BatonKind kind)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      BatonField field = (BatonField) (info->first_field + i);

      if (baton_schema_get_field (field)->type == BATON_TYPE_AUDIENCE && baton_schema_get_field (field)->side == BATON_SIDE_MEMBER)
        return field;
    }
  return BATON_FIELD_NONE;
}

/* The clause of its audience; NULL where there is none. */
static char *
describe_clause (const BatonNames  *names,
                 const BatonEntity *entity,
                 BatonRulePart      part,
                 guint              index)
{
  BatonKind kind = baton_entity_get_kind (entity);
  BatonField field = part == BATON_RULE_PART_WHAT ? BATON_FIELD_PUBLISHING_RULE_WHAT : find_audience_field (kind);
  BatonClause clause;

  if (field == BATON_FIELD_NONE
      || !baton_audience_get_clause (baton_entity_get (entity, field), index, baton_schema_get_field (field)->side, &clause))
    return NULL;
  return baton_words_clause (names, &clause);
}

/* The vocabulary that the part of the rule names. */
static char *
name_vocabulary (const BatonNames  *names,
                 const BatonEntity *rule,
                 BatonField         field,
                 guint              index)
{
  return baton_words_name (names, baton_value_get_string (baton_value_get_element (baton_entity_get (rule, field), index)));
}

static char *
describe_failure (const BatonNames   *names,
                  const BatonEntity  *entity,
                  const BatonFailure *failure)
{
  g_autofree char *what = NULL;

  switch (failure->part)
    {
    case BATON_RULE_PART_WHO:
      what = describe_clause (names, entity, failure->part, failure->index);
      if (what == NULL)
        break;
      return g_strdup_printf (_("the member would have to be: %s"), what);
    case BATON_RULE_PART_WHAT:
      what = describe_clause (names, entity, failure->part, failure->index);
      if (what == NULL)
        break;
      return g_strdup_printf (_("the content would have to be: %s"), what);
    case BATON_RULE_PART_OWN:
      what = name_vocabulary (names, entity, BATON_FIELD_PUBLISHING_RULE_OWN, failure->index);
      /* Translators: %s is a vocabulary: Region */
      return g_strdup_printf (_("the content lies outside the member’s own %s"), what);
    case BATON_RULE_PART_ADDRESSED:
      what = name_vocabulary (names, entity, BATON_FIELD_PUBLISHING_RULE_ADDRESSED, failure->index);
      return g_strdup_printf (_("the content is meant for another %s than the member’s"), what);
    case BATON_RULE_PART_WINDOW:
      what = baton_words_window (baton_window_from_value (baton_entity_get (entity, BATON_FIELD_PUBLISHING_RULE_WINDOW)));
      return g_strdup_printf (_("the rule applies %s only"), what);
    default:
      break;
    }
  return g_strdup (_("something that the rule asks for is missing"));
}

char *
baton_words_failures (const BatonNames   *names,
                      const BatonEntity  *entity,
                      const BatonFailure *failures,
                      guint               n_failures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_failures; i++)
    {
      g_autofree char *failure = describe_failure (names, entity, &failures[i]);

      if (i > 0)
        /* Translators: stands between several reasons why a rule does not apply */
        g_string_append (text, C_("reasons", "; "));
      g_string_append (text, failure);
    }
  return g_string_free (text, FALSE);
}

char *
baton_words_demand (const BatonNames   *names,
                    const BatonEntity  *rule,
                    const BatonFailure *part)
{
  g_autofree char *what = NULL;

  switch (part->part)
    {
    case BATON_RULE_PART_OWN:
      what = name_vocabulary (names, rule, BATON_FIELD_PUBLISHING_RULE_OWN, part->index);
      return g_strdup_printf (C_("publishing rule", "only within their own %s"), what);
    case BATON_RULE_PART_ADDRESSED:
      what = name_vocabulary (names, rule, BATON_FIELD_PUBLISHING_RULE_ADDRESSED, part->index);
      return g_strdup_printf (C_("publishing rule", "addressed to them by %s"), what);
    case BATON_RULE_PART_WINDOW:
      return baton_words_window (baton_window_from_value (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WINDOW)));
    case BATON_RULE_PART_WHO:
    case BATON_RULE_PART_WHAT:
    default:
      what = describe_clause (names, rule, part->part, part->index);
      if (what == NULL)
        return g_strdup (_("something that cannot be read"));
      /* Translators: what a publishing rule asks of members, or of content; %s as in “Region is EMEA” */
      return g_strdup_printf (part->part == BATON_RULE_PART_WHO ? C_("publishing rule", "members: %s") : C_("publishing rule", "content: %s"), what);
    }
}

/* By its name, since its whole sentence would say again what is missing. */
static void
append_near_rule (GString             *text,
                  const BatonNames    *names,
                  const BatonNearRule *near,
                  gboolean             first)
{
  GPtrArray *rules = baton_snapshot_list (names->snapshot, BATON_KIND_PUBLISHING_RULE);
  g_autofree char *rule = NULL, *failures = NULL;

  if (near->rule < 0 || (guint) near->rule >= rules->len)
    return;
  failures = baton_words_failures (names, rules->pdata[near->rule], near->failures, near->n_failures);
  rule = baton_words_quoted_name (names, baton_entity_get_id (rules->pdata[near->rule]));
  if (first)
    /* Translators: %1$s is a publishing rule, %2$s what keeps it from applying: “the member would have to be: Reseller” */
    g_string_append_printf (text, _("\n%1$s comes nearest, but %2$s."), rule, failures);
  else
    g_string_append_printf (text, _("\n%1$s comes near, too, but %2$s."), rule, failures);
}

/* Appends the reasons below a decision: the other rules that decide, approvers, or the nearest rules. */
static void
append_explanation (GString                *text,
                    const BatonNames       *names,
                    const BatonExplanation *explanation)
{
  GPtrArray *rules = baton_snapshot_list (names->snapshot, BATON_KIND_PUBLISHING_RULE);

  if (explanation->approvers != NULL && explanation->approvers[0] != NULL)
    {
      g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *joined = NULL;

      for (guint i = 0; explanation->approvers[i] != NULL; i++)
        g_ptr_array_add (roles, baton_words_isolate (baton_words_name (names, explanation->approvers[i])));
      joined = baton_words_join_or (roles);
      /* Translators: %s is a list of roles */
      g_string_append_printf (text, _("\nMust be approved by %s."), joined);
    }
  for (guint i = 0; i < explanation->n_determining; i++)
    {
      int index = explanation->determining[i];
      g_autofree char *sentence = NULL;

      if (index < 0 || (guint) index >= rules->len)
        continue;
      sentence = baton_words_rule (names, rules->pdata[index]);
      /* Translators: %1$u is the number of a rule in its list, %2$s the rule as a sentence */
      g_string_append_printf (text, _("\nRule %1$u: %2$s."), (guint) index + 1, sentence);
    }
  for (guint i = 0; i < explanation->n_nearest; i++)
    append_near_rule (text, names, &explanation->nearest[i], i == 0);
}

char *
baton_words_explanation (const BatonNames       *names,
                         const BatonExplanation *explanation)
{
  g_autofree char *decision = baton_words_decision (names, names->snapshot, explanation->decision);
  GString *text = g_string_new (decision);

  append_explanation (text, names, explanation);
  return g_string_free (text, FALSE);
}

/* One line where the thing, or what is led to, is not for everybody: this member is among those. */
static void
append_whom (GString           *text,
             const BatonNames  *names,
             const BatonEntity *entity,
             gboolean           is_target)
{
  BatonField field = entity != NULL ? find_audience_field (baton_entity_get_kind (entity)) : BATON_FIELD_NONE;
  const BatonValue *audience = field != BATON_FIELD_NONE ? baton_entity_get (entity, field) : NULL;
  g_autofree char *name = NULL, *whom = NULL;

  if (baton_value_get_length (audience) == 0)
    return;
  name = baton_words_quoted_name (names, baton_entity_get_id (entity));
  whom = baton_words_audience (names, audience, BATON_SIDE_MEMBER);
  if (is_target)
    /* Translators: “it” is a navigation item; %1$s is what it opens, %2$s an audience: “Partner home”, which is for Influencers in EMEA */
    g_string_append_printf (text, _("It leads to %1$s, which is for %2$s, and this member is one of them."), name, whom);
  else
    /* Translators: %1$s is a page, a block, a navigation item…, %2$s an audience: “Partner home” is for Influencers in EMEA */
    g_string_append_printf (text, _("%1$s is for %2$s, and this member is one of them."), name, whom);
  g_string_append_c (text, '\n');
}

static void
append_whom_around (GString           *text,
                    const BatonNames  *names,
                    const BatonEntity *entity,
                    int                depth)
{
  const char *parent = entity != NULL ? baton_entity_get_parent (entity) : NULL;
  const BatonEntity *around = parent != NULL ? baton_snapshot_lookup (names->snapshot, parent) : NULL;

  if (around == NULL || depth == MAX_DEPTH)
    return;
  append_whom_around (text, names, around, depth + 1);
  append_whom (text, names, around, FALSE);
}

/* For whom the thing is, what it stands in, and what it leads to, from the outside in. (transfer full) */
static char *
describe_shown (const BatonNames *names,
                const char       *id)
{
  const BatonEntity *entity = baton_snapshot_lookup (names->snapshot, id);
  gboolean leads = entity != NULL && baton_entity_get_kind (entity) == BATON_KIND_NAVIGATION_ITEM;
  const char *target = leads ? baton_entity_get_string (entity, BATON_FIELD_NAVIGATION_ITEM_TARGET) : NULL;
  g_autofree char *name = baton_words_quoted_name (names, id);
  GString *text = g_string_new (NULL);

  append_whom_around (text, names, entity, 0);
  append_whom (text, names, entity, FALSE);
  if (target != NULL)
    append_whom (text, names, baton_snapshot_lookup (names->snapshot, target), TRUE);
  if (text->len == 0)
    g_string_append_printf (text, _("Nothing keeps %s from this member."), name);
  else
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static char *
describe_why (const BatonNames     *names,
              const BatonWhyReason *reason)
{
  g_autofree char *entity = baton_words_quoted_name (names, reason->entity);
  g_autofree char *other = reason->other != NULL ? baton_words_quoted_name (names, reason->other) : g_strdup ("");
  g_autofree char *rule = reason->rule != NULL ? baton_words_quoted_name (names, reason->rule) : g_strdup ("");
  g_autofree char *what = NULL;
  BatonEntity *subject = baton_snapshot_lookup (names->snapshot, reason->entity);
  BatonClause clause;

  switch (reason->code)
    {
    case BATON_WHY_SHOWN:
      return describe_shown (names, reason->entity);
    case BATON_WHY_PERMITTED:
      return g_strdup_printf (_("%1$s may be viewed: %2$s allows it."), entity, rule);
    case BATON_WHY_NO_SUCH_THING:
      return g_strdup (_("The program holds no such thing."));
    case BATON_WHY_NEVER_SHOWN:
      return g_strdup_printf (_("%s is not part of any portal."), entity);
    case BATON_WHY_AUDIENCE:
    case BATON_WHY_RECORD:
      if (subject != NULL && reason->field != BATON_FIELD_NONE && reason->clause >= 0 &&
          baton_audience_get_clause (baton_entity_get (subject, reason->field), reason->clause,
                                     baton_schema_get_field (reason->field)->side, &clause))
        what = baton_words_clause (names, &clause);
      if (what == NULL)
        return reason->code == BATON_WHY_RECORD ? g_strdup_printf (_("%s is shown beside other records."), entity) : g_strdup_printf (_("%s is for others."), entity);
      if (reason->code == BATON_WHY_RECORD)
        return g_strdup_printf (_("%1$s is shown beside other records: %2$s."), entity, what);
      return g_strdup_printf (_("%1$s is for others: %2$s."), entity, what);
    case BATON_WHY_NOT_PERMITTED:
      return g_strdup_printf (_("No rule lets this member view %s."), entity);
    case BATON_WHY_FORBIDDEN:
      return g_strdup_printf (_("%1$s forbids this member to view %2$s."), rule, entity);
    case BATON_WHY_NEEDS_APPROVAL:
      return g_strdup_printf (_("%1$s may be viewed with an approval only: %2$s."), entity, rule);
    case BATON_WHY_OUTSIDE_WINDOW:
      what = baton_words_window (reason->window);
      return g_strdup_printf (_("%1$s is shown %2$s only."), entity, what);
    case BATON_WHY_NOT_PUBLISHED:
      return reason->number == 2 ? g_strdup_printf (_("%s is archived."), entity) : g_strdup_printf (_("%s is not published yet."), entity);
    case BATON_WHY_SWITCHED_OFF:
      return g_strdup_printf (_("%s is switched off."), entity);
    case BATON_WHY_SOLD_OUT:
      return g_strdup_printf (_("%s is sold out."), entity);
    case BATON_WHY_NO_PRICE:
      return g_strdup_printf (_("%s is exchanged for money, but no rate is set."), entity);
    case BATON_WHY_EARNS_NOTHING:
      return g_strdup_printf (_("%s earns this member nothing on this day."), entity);
    case BATON_WHY_PARENT_HIDDEN:
      return g_strdup_printf (_("%1$s stands in %2$s, which is not shown."), entity, other);
    case BATON_WHY_TARGET_HIDDEN:
      return g_strdup_printf (_("%1$s leads to %2$s, which is not shown."), entity, other);
    case BATON_WHY_NO_TARGET:
      return g_strdup_printf (_("%s leads nowhere, and nothing below it is shown."), entity);
    case BATON_WHY_EARLIER_PAGE:
      return g_strdup_printf (_("%2$s comes before %1$s and is for this member too."), entity, other);
    case BATON_WHY_EMPTY:
      return g_strdup_printf (_("Nothing that would fill %s may be viewed by this member."), entity);
    case BATON_WHY_NO_RECORD:
      return g_strdup_printf (_("%s is shown beside a record only, and none is open."), entity);
    case BATON_WHY_NOT_PLACED:
      return g_strdup_printf (_("%s may be viewed, but nothing that this member sees leads to it; search finds it."), entity);
    case BATON_WHY_N_CODES:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
baton_words_why (const BatonNames *names,
                 const BatonWhy   *why)
{
  GString *text = g_string_new (why->shown ? _("Shown.") : _("Not shown."));

  for (guint i = 0; i < why->reasons->len; i++)
    {
      const BatonWhyReason *reason = why->reasons->pdata[i];
      g_autofree char *line = describe_why (names, reason);

      g_string_append_printf (text, "\n%s", line);
      if (reason->explanation != NULL)
        append_explanation (text, names, reason->explanation);
    }
  if (why->places->len > 0)
    {
      g_autoptr (GPtrArray) places = baton_words_list_places (names, why->places);
      g_autofree char *joined = baton_words_join_and (places);

      /* Translators: %s is a list of pages, blocks and navigation items */
      g_string_append_printf (text, _("\nThis member comes to it by %s."), joined);
    }
  return g_string_free (text, FALSE);
}
