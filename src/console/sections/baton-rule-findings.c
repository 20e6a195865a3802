/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-rule-findings.h"

#include "console/baton-release.h"
#include "console/baton-runner.h"

#include "incentives/baton-finding-partners.h"
#include "words/baton-words-finding.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* Named below what is said of one rule. */
#define MOST_THINGS 6

/* A question and its answer. */
typedef struct
{
  BatonSnapshot *snapshot;   /* owned */
  BatonRegister *reg;        /* owned */
  BatonDay       day;
  GPtrArray     *findings;   /* of BatonFinding; owned, NULL before */
  GPtrArray     *partners;   /* of each, nullable: an id of the register; owned */
} Analysis;

struct _BatonRuleFindings
{
  GObject        parent_instance;

  BatonDocument *document;    /* owned */
  BatonRunner   *runner;      /* owned */
  Analysis      *analysis;    /* the last one; owned, nullable */
  GHashTable    *sentences;   /* rule → BatonRuleFinding; owned */
};

G_DEFINE_FINAL_TYPE (BatonRuleFindings, baton_rule_findings, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
finding_free (gpointer data)
{
  BatonRuleFinding *finding = data;

  g_free (finding->text);
  g_free (finding->note);
  g_ptr_array_unref (finding->things);
  g_free (finding);
}

/* ── In the thread ── */

static void
take_apart (gpointer data)
{
  Analysis *analysis = data;

  g_clear_pointer (&analysis->findings, g_ptr_array_unref);
  g_clear_pointer (&analysis->partners, g_ptr_array_unref);
  baton_snapshot_unref (analysis->snapshot);
  baton_register_unref (analysis->reg);
  g_free (analysis);
}

static void
analysis_free (gpointer data)
{
  baton_release (data, take_apart);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Analysis *analysis = data;
  g_autoptr (GPtrArray) of_rules = g_ptr_array_new ();

  analysis->findings = baton_analysis_run (analysis->snapshot, analysis->day, 0, cancellable);
  for (guint i = 0; i < analysis->findings->len; i++)
    if (((BatonFinding *) analysis->findings->pdata[i])->kind == BATON_KIND_PUBLISHING_RULE)
      g_ptr_array_add (of_rules, analysis->findings->pdata[i]);
  baton_analysis_illustrate (analysis->snapshot, of_rules, analysis->day, cancellable);
  analysis->partners = baton_finding_partners (analysis->reg, analysis->snapshot, analysis->findings, analysis->day, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* ── In words ── */

/* Whether a *may not* says itself why it is there. */
static gboolean
has_reason (const Analysis     *analysis,
            const BatonFinding *finding)
{
  const BatonEntity *rule = baton_snapshot_lookup (analysis->snapshot, finding->entity);
  const char *reason = rule != NULL ? baton_entity_get_string (rule, BATON_FIELD_PUBLISHING_RULE_REASON) : NULL;

  return (finding->code == BATON_FINDING_MEET || finding->code == BATON_FINDING_COULD_MEET) && reason != NULL && *reason != '\0';
}

/* "Wins over “A” and “B”.", "“C” wins over it.", or the whole sentence. (transfer full) */
static char *
shorten (const BatonNames   *names,
         const char         *rule,
         const BatonFinding *finding,
         const char         *sentence)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = NULL;

  if (finding->code != BATON_FINDING_MEET)
    return g_strdup (sentence);
  if (g_strcmp0 (rule, finding->entity) != 0)
    {
      name = baton_words_quoted_name (names, finding->entity);
      /* Translators: of a rule that allows something: %s, a rule that forbids it, decides where both apply */
      return g_strdup_printf (_("%s wins over it where both apply."), name);
    }
  for (guint i = 0; i < finding->others->len; i++)
    g_ptr_array_add (others, baton_words_quoted_name (names, finding->others->pdata[i]));
  name = baton_words_join_and (others);
  /* Translators: of a rule that forbids something: %s are rules that allow it */
  return g_strdup_printf (_("Wins over %s where both apply."), name);
}

/* Takes *line*. */
static void
add_line (char       **text,
          const char  *gap,
          char        *line)
{
  g_autofree char *before = g_steal_pointer (text), *last = line;

  *text = before != NULL ? g_strconcat (before, gap, last, NULL) : g_steal_pointer (&last);
}

static void
add_thing (BatonRuleFinding *said,
           const char       *rule,
           const char       *id)
{
  if (id != NULL && g_strcmp0 (id, rule) != 0 && said->things->len < MOST_THINGS
      && !g_ptr_array_find_with_equal_func (said->things, id, g_str_equal, NULL))
    g_ptr_array_add (said->things, g_strdup (id));
}

/* What a reader may want to look at next. */
static void
add_things (BatonRuleFindings  *self,
            BatonRuleFinding   *said,
            const char         *rule,
            const BatonFinding *finding)
{
  g_autoptr (GPtrArray) rules = baton_finding_list_rules (finding, self->analysis->snapshot);

  for (guint i = 0; i < rules->len; i++)
    add_thing (said, rule, rules->pdata[i]);
  add_thing (said, rule, finding->example.persona);
  add_thing (said, rule, finding->example.content);
}

static void
add (BatonRuleFindings  *self,
     const char         *rule,
     const BatonFinding *finding,
     const char         *partner)
{
  BatonNames names = baton_document_names_of_snapshot (self->document, self->analysis->snapshot);
  g_autofree char *sentence = baton_words_finding (&names, finding), *claim = baton_words_finding_claim (&names, finding), *name = NULL;
  BatonRuleFinding *said = g_hash_table_lookup (self->sentences, rule);

  if (said == NULL)
    {
      said = g_new0 (BatonRuleFinding, 1);
      said->things = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->sentences, g_strdup (rule), said);
    }
  add_line (&said->note, "\n", shorten (&names, rule, finding, claim));
  if (partner != NULL)
    {
      g_autofree char *alone = g_steal_pointer (&sentence);

      name = baton_words_isolate (baton_words_organisation (&names, partner));
      /* Translators: %1$s is a sentence, %2$s a partner of the register whom two rules concern of which one wins */
      sentence = g_strdup_printf (_("%1$s Among your partners this concerns %2$s, for one."), alone, name);
    }
  /* The sentence itself says so, with a way to mend it. */
  if (finding->code != BATON_FINDING_EXCEPTION_WITHOUT_REASON)
    add_line (&said->text, "\n\n", g_steal_pointer (&sentence));
  said->warning = said->warning || !has_reason (self->analysis, finding);
  add_things (self, said, rule, finding);
}

/* Says of a rule that another wins over what that says of it. */
static void
add_to_others (BatonRuleFindings  *self,
               const BatonFinding *finding,
               const char         *partner)
{
  for (guint i = 0; i < finding->others->len; i++)
    {
      g_autoptr (GPtrArray) alone = g_ptr_array_new ();
      BatonFinding one = *finding;

      g_ptr_array_add (alone, finding->others->pdata[i]);
      one.others = alone;
      /* The example is of one of several. */
      if (g_strcmp0 (finding->example.rule, finding->others->pdata[i]) != 0)
        {
          one.illustrated = FALSE;
          one.example = (BatonExample) { .action = -1, .day = BATON_DAY_NONE };
        }
      add (self, finding->others->pdata[i], &one, finding->others->len > 1 ? NULL : partner);
    }
}

static void
word (BatonRuleFindings *self)
{
  g_hash_table_remove_all (self->sentences);
  for (guint i = 0; self->analysis != NULL && i < self->analysis->findings->len; i++)
    {
      const BatonFinding *finding = self->analysis->findings->pdata[i];
      const char *partner = self->analysis->partners->pdata[i];

      if (finding->kind != BATON_KIND_PUBLISHING_RULE)
        continue;
      add (self, finding->entity, finding, partner);
      if (finding->code == BATON_FINDING_MEET || finding->code == BATON_FINDING_COULD_MEET)
        add_to_others (self, finding, partner);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ── On the main thread ── */

static gpointer
prepare (gpointer owner)
{
  BatonRuleFindings *self = owner;
  BatonSnapshot *snapshot = baton_document_get_snapshot (self->document);
  BatonRegister *reg = baton_document_get_register (self->document);
  Analysis *analysis;

  if (self->analysis != NULL && self->analysis->snapshot == snapshot && self->analysis->reg == reg)
    return NULL;
  analysis = g_new0 (Analysis, 1);
  analysis->snapshot = baton_snapshot_ref (snapshot);
  analysis->reg = baton_register_ref (reg);
  analysis->day = baton_document_get_today (self->document);
  return analysis;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonRuleFindings *self = owner;
  Analysis *analysis = data, *kept;

  if (error != NULL)
    return; /* overtaken */
  kept = g_memdup2 (analysis, sizeof *analysis);
  kept->snapshot = baton_snapshot_ref (analysis->snapshot);
  kept->reg = baton_register_ref (analysis->reg);
  analysis->findings = NULL;
  analysis->partners = NULL;
  g_clear_pointer (&self->analysis, analysis_free);
  self->analysis = kept;
  word (self);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, analysis_free };

void
baton_rule_findings_request (BatonRuleFindings *self)
{
  g_return_if_fail (BATON_IS_RULE_FINDINGS (self));
  baton_runner_ask (self->runner);
}

const BatonRuleFinding *
baton_rule_findings_get (BatonRuleFindings *self,
                         const char        *rule)
{
  g_return_val_if_fail (BATON_IS_RULE_FINDINGS (self), NULL);
  return g_hash_table_lookup (self->sentences, rule);
}

/* ── Object ── */

static void
baton_rule_findings_dispose (GObject *object)
{
  BatonRuleFindings *self = BATON_RULE_FINDINGS (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_rule_findings_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_rule_findings_finalize (GObject *object)
{
  BatonRuleFindings *self = BATON_RULE_FINDINGS (object);

  g_clear_pointer (&self->analysis, analysis_free);
  g_hash_table_unref (self->sentences);
  G_OBJECT_CLASS (baton_rule_findings_parent_class)->finalize (object);
}

static void
baton_rule_findings_class_init (BatonRuleFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_rule_findings_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_rule_findings_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_RULE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_rule_findings_init (BatonRuleFindings *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
  self->sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finding_free);
}

BatonRuleFindings *
baton_rule_findings_new (BatonDocument *document)
{
  BatonRuleFindings *self = g_object_new (BATON_TYPE_RULE_FINDINGS, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (word), self, G_CONNECT_SWAPPED);
  return self;
}
