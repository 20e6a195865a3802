/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-finding.h"

#include "words/baton-words-audience.h"
#include "words/baton-words-format.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

/* Names in one sentence; the rest is counted. */
#define MOST_NAMES 3

/* Of terms below one another; a place that leads in a circle ends here. */
#define MOST_DEPTH 64

/* One sentence for each code; %1$s is the thing itself, %2$s the others, %3$s the actions, %4$s a count. */
static const char * const finding_sentences[BATON_N_FINDINGS] = {
  [BATON_FINDING_NEVER_MATCHES] = N_("%1$s can never match: no member and content meet all that it asks for. Loosen it or delete it."),
  [BATON_FINDING_ENDED] = N_("The time of %1$s has passed. Delete it or give it a new end."),
  [BATON_FINDING_CONTAINED] = N_("%1$s says nothing new: it is already said by %2$s. Delete what is not needed."),
  [BATON_FINDING_KILLED] = N_("%1$s never takes effect: all of it is forbidden by %2$s."),
  [BATON_FINDING_SHADOWED] = N_("%1$s never decides anything: %2$s together already do."),
  [BATON_FINDING_SHADOW_UNDECIDED] = N_("Whether %1$s ever decides anything was not worked out within the limit."),
  [BATON_FINDING_MEET] = N_("%1$s wins over %2$s wherever both apply: a “may not” beats every “may”."),
  [BATON_FINDING_COULD_MEET] = N_("%1$s would win over %2$s where both apply, which for now is nowhere: a “may not” beats every “may”."),
  [BATON_FINDING_EXCEPTION_WITHOUT_REASON] = N_("%1$s forbids something without a reason. Say why, so that nobody has to ask."),
  [BATON_FINDING_MATCHES_NOTHING_HERE] = N_("%1$s meets no persona and content of this program."),
  [BATON_FINDING_NEVER_DECIDES] = N_("%1$s decides nothing for the personas and content of this program."),
  [BATON_FINDING_NOBODY_SEES] = N_("No persona may view %1$s."),
  [BATON_FINDING_NOBODY_EDITS] = N_("No persona may edit %1$s."),
  [BATON_FINDING_NOBODY_PUBLISHES] = N_("No persona may publish %1$s."),
  [BATON_FINDING_PERSONA_SEES_NOTHING] = N_("%1$s may not view anything."),
  [BATON_FINDING_PERSONA_WITHOUT_PAGE] = N_("No landing page is for %1$s."),
  [BATON_FINDING_PAGE_EMPTY] = N_("There is nothing on %1$s for %2$s."),
  [BATON_FINDING_PAGE_UNREACHABLE] = N_("No persona can reach %1$s."),
  [BATON_FINDING_NAVIGATION_EMPTY] = N_("%1$s leads %2$s to nothing."),
  [BATON_FINDING_ROLE_WITHOUT_PERSONA] = N_("No persona has the role %1$s, so nobody can preview it."),
  [BATON_FINDING_ROLE_UNUSED] = N_("The role %1$s is used nowhere."),
  [BATON_FINDING_TERM_UNUSED] = N_("The term %1$s is used nowhere."),
  [BATON_FINDING_TIER_UNREACHABLE] = N_("Nobody can reach %1$s: what its ladder counts never adds up to it."),
};

/* ── Who and what ────────────────────────────────────────────────────────────────────────────────────── */

/* Names of what a member or a content has, who could be. (transfer full) */
static GPtrArray *
list_terms (const BatonNames *names,
            GPtrArray        *ids)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (list, baton_words_quoted_name (names, ids->pdata[i]));
  return list;
}

static void
add_numbers (GPtrArray          *list,
             const BatonExample *example)
{
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    if ((example->known & (1u << a)) != 0)
      g_ptr_array_add (list, baton_words_attribute_number ((BatonAttribute) a, example->attributes[a]));
}

static char *
describe_member (const BatonNames   *names,
                 const BatonExample *example)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *joined = NULL;

  if (example->persona != NULL)
    return baton_words_quoted_name (names, example->persona);
  list = list_terms (names, example->terms[BATON_SIDE_MEMBER]);
  if (example->organisation != NULL)
    g_ptr_array_add (list, *example->organisation != '\0' ? baton_words_organisation (names, example->organisation)
                                                          : g_strdup (C_("of a member", "another organization")));
  add_numbers (list, example);
  if (list->len == 0)
    return g_strdup (C_("in an example", "any member"));
  joined = baton_words_join_and (list);
  /* Translators: %s lists what somebody has who could be: “EMEA” and “Author” */
  return g_strdup_printf (C_("in an example", "a member with %s"), joined);
}

static char *
describe_content (const BatonNames   *names,
                  const BatonExample *example)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *joined = NULL;

  if (example->content != NULL)
    return baton_words_quoted_name (names, example->content);
  list = list_terms (names, example->terms[BATON_SIDE_CONTENT]);
  if (list->len == 0)
    return g_strdup (C_("in an example", "any content"));
  joined = baton_words_join_and (list);
  /* Translators: %s lists terms that a content could be tagged with */
  return g_strdup_printf (C_("in an example", "content with %s"), joined);
}

/* What is lacking, or, of a rule that nobody can meet, what it asks for. */
static char *
describe_failures (const BatonNames   *names,
                   const BatonFinding *finding,
                   gboolean            as_demands)
{
  const BatonExample *example = &finding->example;
  g_autoptr (GPtrArray) list = NULL;
  const BatonEntity *lacking = example->lacking != NULL ? baton_names_lookup (names, example->lacking) : NULL;

  if (lacking == NULL || example->failures == NULL || example->failures->len == 0)
    return g_strdup ("");
  if (!as_demands)
    return baton_words_failures (names, lacking, (const BatonFailure *) (const void *) example->failures->data, example->failures->len);
  list = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < example->failures->len; i++)
    g_ptr_array_add (list, baton_words_demand (names, lacking, &g_array_index (example->failures, BatonFailure, i)));
  return baton_words_join_and (list);
}

/* ── The example's sentence ──────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  DECIDES_NOTHING,     /* no rule decides in the example */
  DECIDES_AGAINST,
  DECIDES_WITH_APPROVAL,
  DECIDES_FOR
} Deciding;

static Deciding
get_deciding (const BatonNames   *names,
              const BatonExample *example)
{
  const BatonEntity *rule = example->rule != NULL ? baton_names_lookup (names, example->rule) : NULL;

  if (rule == NULL)
    return DECIDES_NOTHING;
  if (baton_entity_get_choice (rule, BATON_FIELD_PUBLISHING_RULE_EFFECT, 0) != 0)
    return DECIDES_AGAINST;
  return baton_value_get_length (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY)) > 0 ? DECIDES_WITH_APPROVAL : DECIDES_FOR;
}

/* In these %1$s is who, %2$s what they do ("view"), %3$s the content, %4$s the rule that decides, %5$s what is lacking, %6$s of
 * what, %7$s what else shows it, %8$s a day. */
static const char *
pick_contradiction (const BatonExample *example)
{
  if (example->failures == NULL)
    return N_("It does nothing with any content.");
  if (example->failures->len == 1)
    return N_("Nobody can be what it asks for: %5$s.");
  return N_("These cannot be true together: %5$s.");
}

static const char *
pick_about_rule (const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;

  switch ((int) finding->code)
    {
    case BATON_FINDING_NEVER_MATCHES:
      return pick_contradiction (example);
    case BATON_FINDING_ENDED:
      return N_("On its last day, %8$s, it applied when %1$s would %2$s %3$s, for example.");
    case BATON_FINDING_CONTAINED:
      return N_("For example, both apply when %1$s would %2$s %3$s.");
    case BATON_FINDING_KILLED:
      return N_("For example, %4$s forbids %1$s to %2$s %3$s.");
    case BATON_FINDING_SHADOWED:
    case BATON_FINDING_NEVER_DECIDES:
      return N_("For example, %4$s decides when %1$s would %2$s %3$s.");
    case BATON_FINDING_SHADOW_UNDECIDED:
      return example->rule != NULL ? N_("In one case %4$s decides: when %1$s would %2$s %3$s.")
                                   : N_("It applies when %1$s would %2$s %3$s, for example.");
    case BATON_FINDING_MEET:
      return example->rule != NULL ? N_("For example, %1$s may not %2$s %3$s, though %4$s allows it.")
                                   : N_("For example, %1$s may not %2$s %3$s.");
    case BATON_FINDING_COULD_MEET:
      return N_("For example, %1$s could not %2$s %3$s, though %4$s allows it.");
    case BATON_FINDING_EXCEPTION_WITHOUT_REASON:
      return example->action >= 0 ? N_("For example, it forbids %1$s to %2$s %3$s.") : pick_contradiction (example);
    case BATON_FINDING_MATCHES_NOTHING_HERE:
      return example->content != NULL ? N_("It comes nearest to %1$s and %3$s, but %5$s.") : N_("The program has no content yet.");
    default:
      return NULL;
    }
}

static const char *
pick_about_access (const BatonNames   *names,
                   const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  gboolean content = finding->kind == BATON_KIND_CONTENT;

  if (example->content == NULL)
    return N_("The program has no content yet.");
  if (example->lacking != NULL)
    return content ? N_("%6$s comes nearest for %1$s, but %5$s.") : N_("%6$s comes nearest for %3$s, but %5$s.");
  switch (get_deciding (names, example))
    {
    case DECIDES_AGAINST:
      return N_("For example, %4$s forbids %1$s to %2$s %3$s.");
    case DECIDES_WITH_APPROVAL:
      return N_("For example, %4$s lets %1$s %2$s %3$s with an approval only.");
    case DECIDES_FOR:
      return N_("%4$s lets them %2$s %3$s, for example, but that is not published or not shown today.");
    case DECIDES_NOTHING:
    default:
      return N_("No rule lets anybody %2$s anything.");
    }
}

static const char *
pick_about_page (const BatonNames   *names,
                 const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  gboolean page = finding->code == BATON_FINDING_PAGE_EMPTY;

  if (example->content != NULL)
    return get_deciding (names, example) == DECIDES_FOR ? N_("For example, %7$s leads to %3$s, which is not published or not shown today.")
                                                        : N_("For example, %7$s leads to %3$s, which %1$s may not view.");
  if (example->lacking != NULL)
    return N_("For example, %6$s is not for %1$s: %5$s.");
  if (example->thing != NULL)
    return N_("For example, nothing in %7$s can be shown to %1$s.");
  return page ? N_("The page has no blocks.") : N_("It leads nowhere, and nothing below it does.");
}

static const char *
pick_about_reach (const BatonNames   *names,
                  const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  const BatonEntity *thing = example->thing != NULL ? baton_names_lookup (names, example->thing) : NULL;

  if (example->lacking != NULL)
    return N_("%1$s comes nearest, but %6$s is not for them: %5$s.");
  if (thing != NULL && baton_entity_get_kind (thing) == BATON_KIND_PAGE)
    return N_("For example, %1$s lands on %7$s, which comes before it.");
  return N_("It is for %1$s, for example, but no navigation item leads to it.");
}

/* Of somebody who has the role and nothing else. */
static const char *
pick_about_role (const BatonNames   *names,
                 const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;

  if (example->content == NULL)
    return N_("The program has no content yet.");
  if (example->lacking != NULL)
    return N_("%6$s comes nearest for %1$s, but %5$s.");
  switch (get_deciding (names, example))
    {
    case DECIDES_AGAINST:
      return N_("For example, %4$s forbids %1$s to %2$s %3$s.");
    case DECIDES_WITH_APPROVAL:
    case DECIDES_FOR:
      return N_("For example, %4$s decides when %1$s would %2$s %3$s, and does not ask for it.");
    case DECIDES_NOTHING:
    default:
      return N_("No rule lets anybody %2$s anything.");
    }
}

static const char *
pick_about_term (const BatonNames   *names,
                 const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  const BatonEntity *thing = example->thing != NULL ? baton_names_lookup (names, example->thing) : NULL;
  const BatonEntity *term = baton_names_lookup (names, finding->entity);

  if (thing == NULL)
    return NULL;
  if (baton_entity_get_kind (thing) != BATON_KIND_TERM)
    return N_("It stands in %7$s, of which no rule names anything.");
  for (guint depth = 0; term != NULL && depth < MOST_DEPTH; depth++)
    {
      if (g_strcmp0 (baton_entity_get_parent (term), example->thing) == 0)
        return N_("%4$s concerns it all the same, as it names %7$s above it.");
      term = baton_names_lookup (names, baton_entity_get_parent (term));
    }
  return N_("%4$s names %7$s beside it, for example.");
}

/* NULL where there is nothing to say. */
static const char *
pick_pattern (const BatonNames   *names,
              const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;

  if (!finding->illustrated && (finding->code != BATON_FINDING_MEET || example->persona == NULL))
    return NULL;
  switch ((int) finding->code)
    {
    case BATON_FINDING_NOBODY_SEES:
    case BATON_FINDING_NOBODY_EDITS:
    case BATON_FINDING_NOBODY_PUBLISHES:
    case BATON_FINDING_PERSONA_SEES_NOTHING:
      return pick_about_access (names, finding);
    case BATON_FINDING_PERSONA_WITHOUT_PAGE:
      return example->lacking != NULL ? N_("%6$s comes nearest, but %5$s.") : N_("There is no landing page yet.");
    case BATON_FINDING_PAGE_EMPTY:
    case BATON_FINDING_NAVIGATION_EMPTY:
      return pick_about_page (names, finding);
    case BATON_FINDING_PAGE_UNREACHABLE:
      return pick_about_reach (names, finding);
    case BATON_FINDING_ROLE_WITHOUT_PERSONA:
      return example->thing != NULL ? N_("%7$s names it, for example.") : NULL;
    case BATON_FINDING_ROLE_UNUSED:
      return pick_about_role (names, finding);
    case BATON_FINDING_TERM_UNUSED:
      return pick_about_term (names, finding);
    case BATON_FINDING_TIER_UNREACHABLE:
      return N_("What %7$s counts adds up to %1$s points, and it takes %3$s.");
    default:
      return pick_about_rule (finding);
    }
}

/* Puts *words* into the places of *pattern*; not every sentence takes every word, so it is not for printf. */
static char *
fill (const char         *pattern,
      const char * const *words,
      guint               n_words)
{
  GString *text = g_string_new (NULL);

  for (const char *c = pattern; *c != '\0'; c++)
    if (c[0] == '%' && c[1] >= '1' && c[1] < (char) ('1' + n_words) && c[2] == '$' && c[3] == 's')
      {
        g_string_append (text, words[c[1] - '1']);
        c += 3;
      }
    else
      {
        g_string_append_c (text, *c);
      }
  return g_string_free (text, FALSE);
}

char *
baton_words_finding_example (const BatonNames   *names,
                             const BatonFinding *finding)
{
  const BatonExample *example = &finding->example;
  const char *pattern = pick_pattern (names, finding);
  gboolean tier = finding->code == BATON_FINDING_TIER_UNREACHABLE;
  const BatonEntity *entity = tier ? baton_names_lookup (names, finding->entity) : NULL;
  g_autofree char *member = NULL, *action = NULL, *content = NULL, *rule = NULL, *failures = NULL, *lacking = NULL, *thing = NULL, *day = NULL;

  if (pattern == NULL)
    return NULL;
  member = tier ? baton_words_number (finding->count) : describe_member (names, example);
  action = baton_words_actions (example->action >= 0 ? 1u << example->action : 0);
  content = tier ? baton_words_number (entity != NULL ? baton_entity_get_integer (entity, BATON_FIELD_TIER_THRESHOLD, 0) : 0)
                 : describe_content (names, example);
  rule = example->rule != NULL ? baton_words_quoted_name (names, example->rule) : g_strdup ("");
  failures = describe_failures (names, finding, finding->code == BATON_FINDING_NEVER_MATCHES || finding->code == BATON_FINDING_EXCEPTION_WITHOUT_REASON);
  lacking = example->lacking != NULL ? baton_words_quoted_name (names, example->lacking) : g_strdup ("");
  thing = example->thing != NULL ? baton_words_quoted_name (names, example->thing) : baton_words_quoted_name (names, finding->entity);
  day = example->day != BATON_DAY_NONE ? baton_words_day (example->day) : g_strdup ("");
  return fill (_(pattern), (const char * const[]) { member, action, content, rule, failures, lacking, thing, day }, 8);
}

char *
baton_words_finding_claim (const BatonNames   *names,
                           const BatonFinding *finding)
{
  const char *pattern = (guint) finding->code < BATON_N_FINDINGS ? finding_sentences[finding->code] : NULL;
  g_autofree char *entity = baton_words_quoted_name (names, finding->entity), *others = NULL;
  g_autoptr (GPtrArray) list = list_terms (names, finding->others);

  /* One name is not worth being counted instead of said. */
  others = baton_words_join_some (list, list->len, list->len <= MOST_NAMES + 1 ? list->len : MOST_NAMES);
  return fill (pattern != NULL ? _(pattern) : "%1$s", (const char * const[]) { entity, others }, 2);
}

char *
baton_words_finding (const BatonNames   *names,
                     const BatonFinding *finding)
{
  g_autofree char *claim = baton_words_finding_claim (names, finding);
  g_autofree char *example = baton_words_finding_example (names, finding);

  if (example == NULL)
    return g_steal_pointer (&claim);
  /* Translators: two sentences, what was found and an example of it */
  return g_strdup_printf (C_("finding", "%1$s %2$s"), claim, example);
}
