/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-program.h"

#include "model/baton-audience.h"
#include "model/baton-day.h"

#define N_VOCABULARIES 3
#define N_TERMS 18
#define N_ROLES 4
#define N_TIERS 3
#define N_AUDIENCES 4
#define N_PERSONAS 6
#define N_CONTENTS 14
#define N_RULES 12

static gboolean
chance (GRand *random,
        int    percent)
{
  return g_rand_int_range (random, 0, 100) < percent;
}

static guint
pick (GRand *random,
      guint  n)
{
  return (guint) g_rand_int_range (random, 0, (gint32) n);
}

static char *
name_one (const char *prefix,
          guint       number)
{
  return g_strdup_printf ("%s-%02u", prefix, number);
}

static BatonValue *
new_text (const char *source)
{
  BatonValueBuilder *builder = baton_value_builder_new ();
  BatonValue *text;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "source");
  baton_value_builder_add_string (builder, source);
  text = baton_value_builder_finish (builder);
  baton_value_builder_free (builder);
  return text;
}

static void
set (BatonEntity **entity,
     BatonField    field,
     BatonValue   *value)
{
  BatonEntity *changed = baton_entity_with (*entity, field, value);

  baton_entity_unref (*entity);
  *entity = changed;
  if (value != NULL)
    baton_value_unref (value);
}

static void
place (BatonEntity **entity,
       const char   *parent,
       GRand        *random)
{
  g_autofree char *position = g_strdup_printf ("%c%c", 'a' + (char) pick (random, 26), 'a' + (char) pick (random, 26));
  BatonEntity *placed = baton_entity_with_place (*entity, parent, position);

  baton_entity_unref (*entity);
  *entity = placed;
}

/* Up to *most* different ids, sorted; at least one when *least* is 1. One in thirty names nothing. */
static BatonValue *
pick_ids (GRand      *random,
          const char *prefix,
          guint       n,
          guint       least,
          guint       most)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint wanted = least + pick (random, most - least + 1);

  for (guint i = 0; i < n && ids->len < wanted; i++)
    if (pick (random, n - i) < wanted - ids->len)
      g_ptr_array_add (ids, name_one (prefix, chance (random, 3) ? 90 + i % 10 : i));
  g_ptr_array_add (ids, NULL);
  return baton_value_new_strv ((const char * const *) ids->pdata);
}

static void
add_terms_clause (BatonValueBuilder *builder,
                  GRand             *random,
                  BatonSide          field_side)
{
  static const char * const words[] = { "any", "any", "any", "all", "only", "none" };
  g_autoptr (BatonValue) ids = NULL;
  gboolean member = field_side == BATON_SIDE_MEMBER;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "dimension");
  if (member && chance (random, 35))
    {
      baton_value_builder_add_string (builder, BATON_DIMENSION_ROLE);
      ids = pick_ids (random, "role", N_ROLES, 1, 2);
    }
  else if (member && chance (random, 15))
    {
      baton_value_builder_add_string (builder, "ladder-00");
      ids = pick_ids (random, "tier", N_TIERS, 1, 2);
    }
  else if (member && chance (random, 8))
    {
      baton_value_builder_add_string (builder, BATON_DIMENSION_ORGANISATION);
      ids = pick_ids (random, "organisation", 3, 1, 2);
    }
  else
    {
      g_autofree char *vocabulary = name_one ("vocabulary", pick (random, N_VOCABULARIES + (chance (random, 3) ? 1 : 0)));

      baton_value_builder_add_string (builder, vocabulary);
      /* From all vocabularies, so that some of them name terms of another. */
      ids = pick_ids (random, "term", N_TERMS, 1, 7);
    }
  baton_value_builder_key (builder, words[pick (random, G_N_ELEMENTS (words))]);
  baton_value_builder_add (builder, ids);
  if (chance (random, 6))
    {
      baton_value_builder_key (builder, "side");
      baton_value_builder_add_string (builder, baton_schema_get_side_name (pick (random, BATON_N_SIDES)));
    }
  baton_value_builder_close (builder);
}

static BatonValue *
new_audience (GRand     *random,
              BatonSide  side,
              guint      most)
{
  BatonValueBuilder *builder = baton_value_builder_new ();
  guint n_clauses = pick (random, most + 1);
  BatonValue *audience;

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_clauses; i++)
    {
      if (side == BATON_SIDE_MEMBER && chance (random, 8))
        {
          g_autofree char *id = name_one ("audience", pick (random, N_AUDIENCES + 1));

          baton_value_builder_open_object (builder);
          baton_value_builder_key (builder, "audience");
          baton_value_builder_add_string (builder, id);
          baton_value_builder_close (builder);
        }
      else if (side == BATON_SIDE_MEMBER && chance (random, 8))
        {
          baton_value_builder_open_object (builder);
          baton_value_builder_key (builder, "attribute");
          baton_value_builder_add_string (builder, baton_attribute_get_name (pick (random, BATON_N_ATTRIBUTES)));
          baton_value_builder_key (builder, chance (random, 50) ? "min" : "max");
          baton_value_builder_add_integer (builder, pick (random, 100));
          baton_value_builder_close (builder);
        }
      else
        {
          add_terms_clause (builder, random, side);
        }
    }
  audience = baton_value_builder_finish (builder);
  baton_value_builder_free (builder);
  return audience;
}

static BatonEntity *
new_rule (const char *id,
          GRand      *random)
{
  static const char * const actions[] = { "edit", "publish", "view" };
  BatonEntity *rule = baton_entity_new (BATON_KIND_PUBLISHING_RULE, id);
  const char *chosen[G_N_ELEMENTS (actions) + 1] = { NULL };
  guint n_chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (chance (random, 60))
      chosen[n_chosen++] = actions[i];
  set (&rule, BATON_FIELD_PUBLISHING_RULE_ACTIONS, baton_value_new_strv (chosen));
  set (&rule, BATON_FIELD_PUBLISHING_RULE_EFFECT, baton_value_new_string (chance (random, 80) ? "may" : "may-not"));
  set (&rule, BATON_FIELD_PUBLISHING_RULE_WHO, new_audience (random, BATON_SIDE_MEMBER, 3));
  set (&rule, BATON_FIELD_PUBLISHING_RULE_WHAT, new_audience (random, BATON_SIDE_CONTENT, 2));
  if (chance (random, 12))
    set (&rule, BATON_FIELD_PUBLISHING_RULE_OWN, pick_ids (random, "vocabulary", N_VOCABULARIES, 1, 2));
  if (chance (random, 12))
    set (&rule, BATON_FIELD_PUBLISHING_RULE_ADDRESSED, pick_ids (random, "vocabulary", N_VOCABULARIES, 1, 2));
  if (chance (random, 30))
    set (&rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY, pick_ids (random, "role", N_ROLES, 1, 2));
  if (chance (random, 5))
    set (&rule, BATON_FIELD_PUBLISHING_RULE_DISABLED, baton_value_new_boolean (TRUE));
  if (chance (random, 30))
    {
      BatonValueBuilder *builder = baton_value_builder_new ();
      g_autofree char *day = baton_day_format (RANDOM_PROGRAM_DAY + (BatonDay) pick (random, 5) - 2);

      baton_value_builder_open_object (builder);
      baton_value_builder_key (builder, chance (random, 50) ? "from" : "through");
      baton_value_builder_add_string (builder, day);
      set (&rule, BATON_FIELD_PUBLISHING_RULE_WINDOW, baton_value_builder_finish (builder));
      baton_value_builder_free (builder);
    }
  place (&rule, NULL, random);
  return rule;
}

static BatonEntity *
new_persona (const char *id,
             GRand      *random)
{
  BatonEntity *persona = baton_entity_new (BATON_KIND_PERSONA, id);

  set (&persona, BATON_FIELD_PERSONA_NAME, new_text (id));
  set (&persona, BATON_FIELD_PERSONA_TERMS, pick_ids (random, "term", N_TERMS, 0, 6));
  set (&persona, BATON_FIELD_PERSONA_ROLES, pick_ids (random, "role", N_ROLES, 0, 2));
  set (&persona, BATON_FIELD_PERSONA_TIERS, pick_ids (random, "tier", N_TIERS, 0, 1));
  if (chance (random, 50))
    {
      char *organisation = name_one ("organisation", pick (random, 3));

      set (&persona, BATON_FIELD_PERSONA_ORGANISATION, baton_value_new_string (organisation));
      g_free (organisation);
    }
  if (chance (random, 70))
    set (&persona, BATON_FIELD_PERSONA_TIER_POINTS, baton_value_new_integer (pick (random, 100)));
  if (chance (random, 50))
    {
      char *day = baton_day_format (RANDOM_PROGRAM_DAY - (BatonDay) pick (random, 100));

      set (&persona, BATON_FIELD_PERSONA_JOINED, baton_value_new_string (day));
      g_free (day);
    }
  place (&persona, NULL, random);
  return persona;
}

static BatonEntity *
new_content (const char *id,
             GRand      *random)
{
  BatonEntity *content = baton_entity_new (BATON_KIND_CONTENT, id);

  set (&content, BATON_FIELD_CONTENT_NAME, new_text (id));
  set (&content, BATON_FIELD_CONTENT_TAGS, pick_ids (random, "term", N_TERMS, 0, 6));
  return content;
}

/* Below a term of a lower number or a vocabulary; now and then below itself or nothing. */
static BatonEntity *
new_term (const char *id,
          guint       number,
          GRand      *random)
{
  BatonEntity *term = baton_entity_new (BATON_KIND_TERM, id);
  g_autofree char *parent = NULL;

  if (number > 0 && chance (random, 60))
    parent = name_one ("term", pick (random, chance (random, 4) ? N_TERMS : number));
  else
    parent = name_one ("vocabulary", pick (random, N_VOCABULARIES + (chance (random, 3) ? 1 : 0)));
  set (&term, BATON_FIELD_TERM_NAME, new_text (id));
  place (&term, parent, random);
  return term;
}

static BatonEntity *
new_entity (BatonKind  kind,
            guint      number,
            GRand     *random)
{
  g_autofree char *id = NULL;
  BatonEntity *entity;

  switch ((int) kind)
    {
    case BATON_KIND_TERM:
      id = name_one ("term", number);
      return new_term (id, number, random);
    case BATON_KIND_PUBLISHING_RULE:
      id = name_one ("rule", number);
      return new_rule (id, random);
    case BATON_KIND_PERSONA:
      id = name_one ("persona", number);
      return new_persona (id, random);
    case BATON_KIND_CONTENT:
      id = name_one ("content", number);
      return new_content (id, random);
    case BATON_KIND_AUDIENCE:
      id = name_one ("audience", number);
      entity = baton_entity_new (kind, id);
      set (&entity, BATON_FIELD_AUDIENCE_NAME, new_text (id));
      set (&entity, BATON_FIELD_AUDIENCE_CLAUSES, new_audience (random, BATON_SIDE_MEMBER, 2));
      return entity;
    case BATON_KIND_TIER:
      id = name_one ("tier", number);
      entity = baton_entity_new (kind, id);
      place (&entity, "ladder-00", random);
      return entity;
    default:
      id = name_one (kind == BATON_KIND_ROLE ? "role" : kind == BATON_KIND_VOCABULARY ? "vocabulary" : "ladder", number);
      entity = baton_entity_new (kind, id);
      place (&entity, NULL, random);
      return entity;
    }
}

static const struct
{
  BatonKind kind;
  guint     n;
  guint     weight;   /* how often an edit is about it */
} kinds[] = {
  { BATON_KIND_VOCABULARY, N_VOCABULARIES, 1 },
  { BATON_KIND_TERM, N_TERMS, 20 },
  { BATON_KIND_ROLE, N_ROLES, 4 },
  { BATON_KIND_TIER_LADDER, 1, 1 },
  { BATON_KIND_TIER, N_TIERS, 3 },
  { BATON_KIND_AUDIENCE, N_AUDIENCES, 10 },
  { BATON_KIND_PERSONA, N_PERSONAS, 10 },
  { BATON_KIND_CONTENT, N_CONTENTS, 20 },
  { BATON_KIND_PUBLISHING_RULE, N_RULES, 30 },
};

BatonProgram *
random_program_new (GRand *random)
{
  BatonProgram *program = baton_program_new ();

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < kinds[k].n; i++)
      {
        g_autoptr (BatonEntity) entity = new_entity (kinds[k].kind, i, random);

        baton_program_put (program, entity);
      }
  return program;
}

BatonChange *
random_program_edit (BatonProgram *program,
                     GRand        *random)
{
  guint weight = 0, chosen, k = 0;
  g_autoptr (BatonEntity) after = NULL;
  BatonEntity *before;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    weight += kinds[i].weight;
  chosen = pick (random, weight);
  while (chosen >= kinds[k].weight)
    chosen -= kinds[k++].weight;

  /* Numbers past the end become additions. */
  after = new_entity (kinds[k].kind, pick (random, kinds[k].n + 2), random);
  before = baton_program_lookup (program, baton_entity_get_id (after));
  if (before != NULL && chance (random, 20))
    return baton_change_new (before, NULL);
  return baton_change_new (before, after);
}
