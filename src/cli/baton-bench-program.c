/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up programs.
 */
#include "config.h"

#include "cli/baton-bench-program.h"

#include "model/baton-day.h"
#include "rules/baton-decision.h"

#define MAX_DEPTH 6

/* Shares of the terms, in thousandths; the first six are of members, and region is of both sides. */
static const struct
{
  const char *id;
  guint       share;
} vocabularies[] = {
  { "bench-role", 12 }, { "bench-entity", 8 }, { "bench-type", 32 }, { "bench-region", 120 }, { "bench-tier", 4 },
  { "bench-alliance", 24 }, { "bench-content", 20 }, { "bench-solution", 240 }, { "bench-industry", 140 },
  { "bench-language", 20 }, { "bench-topic", 260 }, { "bench-brand", 120 },
};

#define FIRST_REGION 3
#define N_MEMBER 6
static const guint content_dimensions[] = { 6, 7, 8, FIRST_REGION, 9, 10, 11 };

static guint
pick (GRand *random,
      guint  n)
{
  return (guint) g_rand_int_range (random, 0, (gint32) MAX (n, 1));
}

static guint
count_terms (guint vocabulary,
             guint n_terms)
{
  return MAX (n_terms * vocabularies[vocabulary].share / 1000, 2);
}

static char *
make_term_id (guint vocabulary,
              guint number)
{
  return g_strdup_printf ("%s-%05u", vocabularies[vocabulary].id, number);
}

static void
add_place (BatonValueBuilder *builder,
           const char        *parent,
           guint              number)
{
  g_autofree char *position = g_strdup_printf ("a%06uz", number);

  baton_value_builder_key (builder, "place");
  baton_value_builder_open_object (builder);
  if (parent != NULL)
    baton_value_builder_set_string (builder, "parent", parent);
  baton_value_builder_set_string (builder, "position", position);
  baton_value_builder_close (builder);
}

static void
add_name (BatonValueBuilder *builder,
          const char        *name)
{
  baton_value_builder_key (builder, "name");
  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "source", name);
  baton_value_builder_close (builder);
}

/* Closes the body that *builder* has open and makes the entity of it. */
static BatonEntity *
finish (BatonValueBuilder *builder,
        BatonKind          kind,
        const char        *id)
{
  g_autoptr (BatonValue) body = NULL;

  baton_value_builder_close (builder);
  body = baton_value_builder_finish (builder);
  return baton_entity_from_value (kind, id, body, NULL);
}

static void
put (BatonProgram *program,
     BatonEntity  *entity)
{
  baton_program_put (program, entity);
  baton_entity_unref (entity);
}

static void
add_vocabulary (BatonProgram      *program,
                BatonValueBuilder *builder,
                GRand             *random,
                guint              vocabulary,
                guint              n_terms)
{
  guint n = count_terms (vocabulary, n_terms);
  g_autofree guint *depths = g_new0 (guint, n);

  baton_value_builder_open_object (builder);
  add_name (builder, vocabularies[vocabulary].id);
  baton_value_builder_set_string (builder, "purpose", "other");
  baton_value_builder_set_boolean (builder, "multiple", TRUE);
  add_place (builder, NULL, vocabulary);
  put (program, finish (builder, BATON_KIND_VOCABULARY, vocabularies[vocabulary].id));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = make_term_id (vocabulary, i);
      guint above = i > 4 ? pick (random, i) : 0;
      gboolean root = i <= 4 || depths[above] + 1 >= MAX_DEPTH;
      g_autofree char *parent = root ? g_strdup (vocabularies[vocabulary].id) : make_term_id (vocabulary, above);

      depths[i] = root ? 0 : depths[above] + 1;
      baton_value_builder_open_object (builder);
      add_name (builder, id);
      add_place (builder, parent, i);
      put (program, finish (builder, BATON_KIND_TERM, id));
    }
}

/* One to *most* terms of a vocabulary, sorted, as strings of the array that *builder* has open. */
static void
add_terms (BatonValueBuilder *builder,
           GRand             *random,
           guint              vocabulary,
           guint              n_terms,
           guint              most)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n = count_terms (vocabulary, n_terms);
  guint wanted = MIN (1 + pick (random, most), n);

  for (guint i = 0; i < wanted; i++)
    {
      char *id = make_term_id (vocabulary, pick (random, n));

      if (g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_free (id);
      else
        g_ptr_array_add (ids, id);
    }
  g_ptr_array_sort (ids, (GCompareFunc) (void (*) (void)) g_strcmp0);
  for (guint i = 0; i < ids->len; i++)
    baton_value_builder_add_string (builder, ids->pdata[i]);
}

static void
add_audience (BatonValueBuilder *builder,
              GRand             *random,
              const char        *key,
              const guint       *dimensions,
              guint              n_dimensions,
              guint              n_terms)
{
  guint n_clauses = 1 + pick (random, 3);
  guint first = pick (random, n_dimensions);

  baton_value_builder_key (builder, key);
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_clauses; i++)
    {
      guint vocabulary = dimensions[(first + i * 2) % n_dimensions];

      if (i > 0 && vocabulary == dimensions[first])
        break;
      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "dimension", vocabularies[vocabulary].id);
      baton_value_builder_key (builder, "any");
      baton_value_builder_open_array (builder);
      add_terms (builder, random, vocabulary, n_terms, 2);
      baton_value_builder_close (builder);
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

static BatonEntity *
make_rule (BatonValueBuilder *builder,
           GRand             *random,
           guint              number,
           guint              n_terms)
{
  static const guint member_dimensions[N_MEMBER] = { 0, 1, 2, 3, 4, 5 };
  g_autofree char *id = g_strdup_printf ("rule-%06u", number);
  guint actions = 1u << pick (random, BATON_N_ACTIONS) | 1u << pick (random, BATON_N_ACTIONS);

  baton_value_builder_open_object (builder);
  baton_value_builder_set_string (builder, "effect", pick (random, 7) == 0 ? "may-not" : "may");
  baton_value_builder_key (builder, "actions");
  baton_value_builder_open_array (builder);
  for (int action = 0; action < BATON_N_ACTIONS; action++)
    if ((actions & (1u << action)) != 0)
      baton_value_builder_add_string (builder, baton_action_get_name (action));
  baton_value_builder_close (builder);
  add_audience (builder, random, "who", member_dimensions, G_N_ELEMENTS (member_dimensions), n_terms);
  add_audience (builder, random, "what", content_dimensions, G_N_ELEMENTS (content_dimensions), n_terms);
  if (pick (random, 5) == 0)
    {
      g_autofree char *day = baton_day_format (BATON_BENCH_DAY + (BatonDay) pick (random, 200) - 100);

      baton_value_builder_key (builder, "window");
      baton_value_builder_open_object (builder);
      baton_value_builder_key (builder, pick (random, 2) == 0 ? "from" : "through");
      baton_value_builder_add_string (builder, day);
      baton_value_builder_close (builder);
    }
  add_place (builder, NULL, number);
  return finish (builder, BATON_KIND_PUBLISHING_RULE, id);
}

static BatonEntity *
make_holder (BatonValueBuilder *builder,
             GRand             *random,
             BatonKind          kind,
             guint              number,
             guint              n_terms)
{
  gboolean persona = kind == BATON_KIND_PERSONA;
  g_autofree char *id = g_strdup_printf ("%s-%06u", persona ? "persona" : "content", number);

  baton_value_builder_open_object (builder);
  add_name (builder, id);
  baton_value_builder_key (builder, persona ? "terms" : "tags");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < (persona ? N_MEMBER : G_N_ELEMENTS (content_dimensions)); i++)
    if (persona || pick (random, 4) != 0)
      add_terms (builder, random, persona ? i : content_dimensions[i], n_terms, persona ? 2 : 3);
  baton_value_builder_close (builder);
  if (persona)
    add_place (builder, NULL, number);
  return finish (builder, kind, id);
}

BatonProgram *
baton_bench_program_new (guint32 seed,
                         guint   n_terms,
                         guint   n_rules,
                         guint   n_contents,
                         guint   n_personas)
{
  BatonProgram *program = baton_program_new ();
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint v = 0; v < G_N_ELEMENTS (vocabularies); v++)
    add_vocabulary (program, builder, random, v, n_terms);
  for (guint i = 0; i < n_rules; i++)
    put (program, make_rule (builder, random, i, n_terms));
  for (guint i = 0; i < n_contents; i++)
    put (program, make_holder (builder, random, BATON_KIND_CONTENT, i, n_terms));
  for (guint i = 0; i < n_personas; i++)
    put (program, make_holder (builder, random, BATON_KIND_PERSONA, i, n_terms));
  return program;
}

static BatonEntity *
pick_entity (const BatonProgram *program,
             BatonKind           kind,
             GRand              *random)
{
  g_autoptr (GPtrArray) list = baton_program_list (program, kind);

  return list->pdata[pick (random, list->len)];
}

/* The last that was added tells the number of the next. */
static guint
count_entities (const BatonProgram *program,
                BatonKind           kind)
{
  g_autoptr (GPtrArray) list = baton_program_list (program, kind);

  return list->len;
}

static gboolean
is_below (const BatonProgram *program,
          const BatonEntity  *entity,
          const BatonEntity  *above)
{
  while (entity != NULL && entity != above)
    entity = baton_entity_get_parent (entity) != NULL ? baton_program_lookup (program, baton_entity_get_parent (entity)) : NULL;
  return entity == above;
}

static BatonEntity *
find_vocabulary (const BatonProgram *program,
                 BatonEntity        *term)
{
  while (term != NULL && baton_entity_get_kind (term) == BATON_KIND_TERM)
    term = baton_program_lookup (program, baton_entity_get_parent (term));
  return term;
}

/* A term below another of its vocabulary that it does not stand above; (transfer full). */
static BatonEntity *
move_term (const BatonProgram *program,
           BatonEntity        *term,
           GRand              *random)
{
  for (guint attempt = 0; attempt < 1000; attempt++)
    {
      BatonEntity *other = pick_entity (program, BATON_KIND_TERM, random);

      if (find_vocabulary (program, other) == find_vocabulary (program, term) && !is_below (program, other, term))
        return baton_entity_with_place (term, baton_entity_get_id (other), baton_entity_get_position (term));
    }
  return baton_entity_ref (term);
}

BatonChange *
baton_bench_program_edit (const BatonProgram *program,
                          BatonBenchEdit      edit,
                          GRand              *random)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonEntity) after = NULL;
  guint n_terms = count_entities (program, BATON_KIND_TERM);
  guint n_rules = count_entities (program, BATON_KIND_PUBLISHING_RULE);
  guint n_contents = count_entities (program, BATON_KIND_CONTENT);
  g_autofree char *position = NULL;
  BatonEntity *some;

  switch (edit)
    {
    case BATON_BENCH_EDIT_RULE:
      after = make_rule (builder, random, pick (random, n_rules), n_terms);
      break;
    case BATON_BENCH_EDIT_RULE_ADDED:
      after = make_rule (builder, random, n_rules, n_terms);
      break;
    case BATON_BENCH_EDIT_RULE_MOVED:
      some = pick_entity (program, BATON_KIND_PUBLISHING_RULE, random);
      position = baton_position_between (baton_entity_get_position (pick_entity (program, BATON_KIND_PUBLISHING_RULE, random)), NULL);
      after = baton_entity_with_place (some, NULL, position);
      break;
    case BATON_BENCH_EDIT_TAGS:
      after = make_holder (builder, random, BATON_KIND_CONTENT, pick (random, n_contents), n_terms);
      break;
    case BATON_BENCH_EDIT_CONTENT_ADDED:
      after = make_holder (builder, random, BATON_KIND_CONTENT, n_contents, n_terms);
      break;
    case BATON_BENCH_EDIT_PERSONA:
      after = make_holder (builder, random, BATON_KIND_PERSONA, pick (random, count_entities (program, BATON_KIND_PERSONA)), n_terms);
      break;
    case BATON_BENCH_EDIT_TERM_RENAMED:
      some = pick_entity (program, BATON_KIND_TERM, random);
      after = baton_entity_with (some, BATON_FIELD_TERM_NAME,
                                 baton_entity_get (pick_entity (program, BATON_KIND_TERM, random), BATON_FIELD_TERM_NAME));
      break;
    case BATON_BENCH_EDIT_TERM_MOVED:
      after = move_term (program, pick_entity (program, BATON_KIND_TERM, random), random);
      break;
    case BATON_BENCH_EDIT_TERM_ADDED:
      {
        g_autofree char *id = g_strdup_printf ("bench-added-%05u", n_terms);

        after = baton_entity_with_id (pick_entity (program, BATON_KIND_TERM, random), id);
      }
      break;
    case BATON_BENCH_N_EDITS:
    default:
      g_return_val_if_reached (NULL);
    }
  return baton_change_new (baton_program_lookup (program, baton_entity_get_id (after)), after);
}
