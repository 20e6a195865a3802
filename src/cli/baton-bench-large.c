/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-bench-large.h"

#include "model/baton-text.h"

#define TERMS_PER_VOCABULARY 5000
#define TERMS_PER_BRANCH 100
#define ACTIVITIES_PER_MOTION 500
#define ACTIVITIES_PER_SECTION 25

static const char * const words[] = {
  "Cloud", "Data", "Retail", "Health", "Energy", "Nordic", "Iberian", "Alpine", "Secure", "Mobile", "Public", "Industrial",
  "Harbour", "Summit", "Gateway", "Beacon", "Ledger", "Orchard", "Quarry", "Meadow", "Signal", "Anchor", "Copper", "Maple",
};

static BatonEntity *
add (BatonProgram *program,
     GRand        *random,
     BatonKind     kind,
     const char   *id,
     const char   *parent,
     char        **position)
{
  BatonField field = baton_schema_get_kind (kind)->name_field;
  g_autofree char *name = g_strdup_printf ("%s %s %d", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))],
                                           words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], g_rand_int_range (random, 1, 1000));
  g_autofree char *next = baton_position_between (*position, NULL);
  g_autoptr (BatonEntity) empty = baton_entity_new (kind, id), named = NULL, placed = NULL;
  g_autoptr (BatonValue) text = baton_text_new (name);

  named = baton_entity_with (empty, field, text);
  placed = baton_entity_with_place (named, parent, next);
  baton_program_put (program, placed);
  g_free (*position);
  *position = g_steal_pointer (&next);
  return baton_program_lookup (program, id);
}

static void
add_terms (BatonProgram *program,
           GRand        *random,
           guint         n_terms)
{
  g_autofree char *vocabulary = NULL, *branch = NULL, *above = baton_program_last_position (program, BATON_KIND_VOCABULARY, NULL), *beside = NULL, *below = NULL;

  for (guint i = 0; i < n_terms; i++)
    {
      g_autofree char *id = g_strdup_printf ("large-term-%010u", i);

      if (i % TERMS_PER_VOCABULARY == 0)
        {
          g_free (vocabulary);
          vocabulary = g_strdup_printf ("large-vocabulary-%010u", i);
          add (program, random, BATON_KIND_VOCABULARY, vocabulary, NULL, &above);
          g_clear_pointer (&beside, g_free);
        }
      if (i % TERMS_PER_BRANCH == 0)
        {
          add (program, random, BATON_KIND_TERM, id, vocabulary, &beside);
          g_free (branch);
          branch = g_strdup (id);
          g_clear_pointer (&below, g_free);
        }
      else
        {
          add (program, random, BATON_KIND_TERM, id, branch, &below);
        }
    }
}

static void
add_activities (BatonProgram *program,
                GRand        *random,
                guint         n_activities)
{
  g_autofree char *motion = NULL, *above = baton_program_last_position (program, BATON_KIND_MOTION, NULL), *below = NULL;

  for (guint i = 0; i < n_activities; i++)
    {
      g_autofree char *id = g_strdup_printf ("large-activity-%010u", i), *heading = g_strdup_printf ("Section %u", i / ACTIVITIES_PER_SECTION);
      g_autoptr (BatonValue) section = baton_text_new (heading), number = baton_value_new_integer (g_rand_int_range (random, 1, 100));
      g_autoptr (BatonValue) cell = baton_value_with_member (NULL, "value", number);
      g_autoptr (BatonEntity) headed = NULL, earning = NULL;

      if (i % ACTIVITIES_PER_MOTION == 0)
        {
          g_free (motion);
          motion = g_strdup_printf ("large-motion-%010u", i);
          add (program, random, BATON_KIND_MOTION, motion, NULL, &above);
          g_clear_pointer (&below, g_free);
        }
      headed = baton_entity_with (add (program, random, BATON_KIND_ACTIVITY, id, motion, &below), BATON_FIELD_ACTIVITY_SECTION, section);
      earning = baton_entity_with (headed, BATON_FIELD_ACTIVITY_COMPANY_POINTS, cell);
      baton_program_put (program, earning);
    }
}

void
baton_bench_large_grow (BatonProgram *program,
                        guint32       seed,
                        guint         n_terms,
                        guint         n_activities)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  add_terms (program, random, n_terms);
  add_activities (program, random, n_activities);
}
