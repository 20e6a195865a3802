/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-uses-index.h"

#include "console/baton-release.h"
#include "console/baton-runner.h"

#define MOST_CHANGES 500   /* of a step that is followed; some milliseconds */
#define MOST_AT_ONCE 5000  /* things of a program whose index is made where it is needed; likewise */

struct _BatonUsesIndex
{
  const BatonProgram *program;   /* borrowed: the owner's, which goes on changing */
  BatonRegister      *reg;       /* owned */
  BatonRunner        *runner;    /* owned */
  BatonUses          *uses;      /* owned; NULL while it is being made */
  GHashTable         *held;      /* ids that *reg* names, borrowed from it; owned; NULL: not listed since there is another register */
  GPtrArray          *missed;    /* of GPtrArray of BatonChange: since the program was copied for the thread */

  void              (*ready) (gpointer owner);
  gpointer            owner;     /* borrowed */
};

/* ── In the thread ── */

typedef struct
{
  BatonProgram  *program;   /* a copy */
  BatonRegister *reg;
  BatonUses     *uses;
  GHashTable    *held;
} Question;

static void
take_apart (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->uses, baton_uses_free);
  g_clear_pointer (&question->held, g_hash_table_unref);
  baton_program_free (question->program);
  baton_register_unref (question->reg);
  g_free (question);
}

/* In a thread: an index that was overtaken is as large as the one that is kept. */
static void
question_free (gpointer question)
{
  baton_release (question, take_apart);
}

static void
add_all (GHashTable         *held,
         const char * const *ids)
{
  for (; ids != NULL && *ids != NULL; ids++)
    g_hash_table_add (held, (gpointer) *ids);
}

static GHashTable *
list_held (BatonRegister *reg)
{
  GHashTable *held = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      guint n;
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      for (guint j = 0; j < n; j++)
        add_all (held, facts[j].terms);
    }
  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      guint n;
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);

      for (guint j = 0; j < n; j++)
        {
          add_all (held, facts[j].terms);
          add_all (held, facts[j].roles);
          if (facts[j].locale != NULL)
            g_hash_table_add (held, (gpointer) facts[j].locale);
        }
    }
  return held;
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;

  question->held = list_held (question->reg);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  question->uses = baton_uses_new (question->program);
  return TRUE;
}

/* ── Around it ── */

static gpointer
prepare (gpointer owner)
{
  BatonUsesIndex *self = owner;
  Question *question = g_new0 (Question, 1);

  g_ptr_array_set_size (self->missed, 0);
  question->program = baton_program_copy (self->program);
  question->reg = baton_register_ref (self->reg);
  return question;
}

static void
apply (BatonUses *uses,
       GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    baton_uses_apply (uses, changes->pdata[i]);
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonUsesIndex *self = owner;
  Question *question = data;

  if (error != NULL)
    return; /* another is being made */
  self->uses = g_steal_pointer (&question->uses);
  g_clear_pointer (&self->held, g_hash_table_unref);
  self->held = g_steal_pointer (&question->held);
  for (guint i = 0; i < self->missed->len; i++)
    apply (self->uses, self->missed->pdata[i]);
  g_ptr_array_set_size (self->missed, 0);
  self->ready (self->owner);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

static void
make_anew (BatonUsesIndex *self)
{
  baton_release (g_steal_pointer (&self->uses), (GDestroyNotify) baton_uses_free);
  baton_runner_ask (self->runner);
}

BatonUsesIndex *
baton_uses_index_new (const BatonProgram *program,
                      BatonRegister      *reg,
                      void              (*ready) (gpointer owner),
                      gpointer            owner)
{
  BatonUsesIndex *self = g_new0 (BatonUsesIndex, 1);

  self->program = program;
  self->reg = baton_register_ref (reg);
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->ready = ready;
  self->owner = owner;
  self->runner = baton_runner_new (&runner_funcs, self);
  baton_runner_ask (self->runner);
  return self;
}

void
baton_uses_index_free (BatonUsesIndex *self)
{
  baton_runner_free (self->runner);
  baton_release (self->uses, (GDestroyNotify) baton_uses_free);
  g_clear_pointer (&self->held, g_hash_table_unref);
  baton_register_unref (self->reg);
  g_ptr_array_unref (self->missed);
  g_free (self);
}

void
baton_uses_index_follow (BatonUsesIndex *self,
                         GPtrArray      *changes)
{
  if (changes->len > MOST_CHANGES)
    make_anew (self);
  else if (self->uses != NULL)
    apply (self->uses, changes);
  else
    g_ptr_array_add (self->missed, g_ptr_array_ref (changes));
}

void
baton_uses_index_replace (BatonUsesIndex *self,
                          BatonRegister  *reg)
{
  g_clear_pointer (&self->held, g_hash_table_unref);
  baton_register_unref (self->reg);
  self->reg = baton_register_ref (reg);
  make_anew (self);
}

const BatonUses *
baton_uses_index_get (BatonUsesIndex *self)
{
  return self->uses;
}

gboolean
baton_uses_index_is_held (BatonUsesIndex *self,
                          const char     *id)
{
  if (self->held == NULL)
    self->held = list_held (self->reg);
  return g_hash_table_contains (self->held, id);
}

const BatonUses *
baton_uses_index_need (BatonUsesIndex *self)
{
  if (self->uses == NULL && baton_program_get_size (self->program) <= MOST_AT_ONCE)
    {
      Question *question = prepare (self);

      baton_runner_cancel (self->runner);
      if (run (question, NULL, NULL))
        done (self, question, NULL);
      question_free (question);
    }
  return self->uses;
}
