/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-audience.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
baton_words_dimension (const BatonNames *names,
                       const char       *dimension)
{
  if (g_strcmp0 (dimension, BATON_DIMENSION_ROLE) == 0)
    return g_strdup (C_("dimension", "Role"));
  if (g_strcmp0 (dimension, BATON_DIMENSION_ORGANISATION) == 0)
    return g_strdup (C_("dimension", "Organization"));
  return baton_words_name (names, dimension);
}

const char *
baton_words_attribute (BatonAttribute attribute)
{
  switch (attribute)
    {
    case BATON_ATTRIBUTE_TIER_POINTS:
      return C_("attribute", "tier points");
    case BATON_ATTRIBUTE_COMPANY_POINTS:
      return C_("attribute", "company points");
    case BATON_ATTRIBUTE_INDIVIDUAL_POINTS:
      return C_("attribute", "individual points");
    case BATON_ATTRIBUTE_DAYS_SINCE_JOINING:
      return C_("attribute", "days since joining");
    case BATON_N_ATTRIBUTES:
    default:
      g_return_val_if_reached ("");
    }
}

char *
baton_words_attribute_number (BatonAttribute attribute,
                              gint64         number)
{
  g_autofree char *digits = baton_words_number (number);
  gulong n = (gulong) ABS (number);

  /* Translators: these are said of a member; %s is a number */
  switch (attribute)
    {
    case BATON_ATTRIBUTE_TIER_POINTS:
      return g_strdup_printf (ngettext ("%s tier point", "%s tier points", n), digits);
    case BATON_ATTRIBUTE_COMPANY_POINTS:
      return g_strdup_printf (ngettext ("%s company point", "%s company points", n), digits);
    case BATON_ATTRIBUTE_INDIVIDUAL_POINTS:
      return g_strdup_printf (ngettext ("%s individual point", "%s individual points", n), digits);
    case BATON_ATTRIBUTE_DAYS_SINCE_JOINING:
      return g_strdup_printf (ngettext ("%s day since joining", "%s days since joining", n), digits);
    case BATON_N_ATTRIBUTES:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static GPtrArray *
list_names (const BatonNames *names,
            const char       *dimension,
            const BatonValue *ids)
{
  gboolean partners = g_strcmp0 (dimension, BATON_DIMENSION_ORGANISATION) == 0;
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (ids, i));

      if (id != NULL)
        g_ptr_array_add (list, baton_words_isolate (partners ? baton_words_organisation (names, id) : baton_words_name (names, id)));
    }
  return list;
}

/* When the ids are a tier of the ladder and all tiers above it: the lowest one. NULL otherwise. */
static const char *
find_lowest_of_all_above (const BatonNames *names,
                          const BatonValue *ids)
{
  const char *lowest = NULL, *ladder = NULL;
  gint64 threshold = G_MAXINT64;
  g_autoptr (GPtrArray) tiers = NULL;
  guint above = 0;

  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (ids, i));
      BatonEntity *tier = baton_names_lookup (names, id);

      if (tier == NULL || baton_entity_get_kind (tier) != BATON_KIND_TIER)
        return NULL;
      if (baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0) < threshold)
        {
          threshold = baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0);
          lowest = id;
          ladder = baton_entity_get_parent (tier);
        }
    }
  if (lowest == NULL)
    return NULL;

  tiers = names->program != NULL ? baton_program_list_children (names->program, BATON_KIND_TIER, ladder)
                                 : baton_snapshot_list_children (names->snapshot, BATON_KIND_TIER, ladder);
  for (guint i = 0; i < tiers->len; i++)
    if (baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0) >= threshold)
      {
        if (!baton_value_contains (ids, baton_entity_get_id (tiers->pdata[i])))
          return NULL;
        above++;
      }
  return above > 1 ? lowest : NULL;
}

static char *
describe_attribute (const BatonClause *clause)
{
  g_autofree char *least = baton_words_number (clause->minimum);
  g_autofree char *minimum = baton_words_attribute_number (clause->attribute, clause->minimum);
  g_autofree char *maximum = baton_words_attribute_number (clause->attribute, clause->maximum);

  if (clause->minimum > -BATON_INTEGER_MAX && clause->minimum == clause->maximum)
    /* Translators: %s is "5 tier points", "1 day since joining"…, here and in the next three */
    return g_strdup_printf (C_("audience", "with exactly %s"), minimum);
  if (clause->minimum > -BATON_INTEGER_MAX && clause->maximum < BATON_INTEGER_MAX)
    /* Translators: %1$s is a number, %2$s a greater one and what it counts: "30 days since joining" */
    return g_strdup_printf (C_("audience", "with %1$s to %2$s"), least, maximum);
  if (clause->minimum > -BATON_INTEGER_MAX)
    return g_strdup_printf (C_("audience", "with at least %s"), minimum);
  if (clause->maximum < BATON_INTEGER_MAX)
    return g_strdup_printf (C_("audience", "with at most %s"), maximum);
  return g_strdup_printf (C_("audience", "with any number of %s"), baton_words_attribute (clause->attribute));
}

static gboolean
is_about_members (const char *purpose)
{
  return g_strcmp0 (purpose, "entity-type") == 0 || g_strcmp0 (purpose, "partner-type") == 0 || g_strcmp0 (purpose, "program-status") == 0;
}

/* The pattern in which terms of a vocabulary read: "in %s" for regions, "%s" for types. */
static const char *
get_phrase (const BatonNames *names,
            const char       *dimension,
            BatonSide         side)
{
  BatonEntity *vocabulary = baton_names_lookup (names, dimension);
  const char *purpose = vocabulary != NULL && baton_entity_get_kind (vocabulary) == BATON_KIND_VOCABULARY
                          ? baton_entity_get_string (vocabulary, BATON_FIELD_VOCABULARY_PURPOSE) : NULL;

  if (g_strcmp0 (purpose, "region") == 0)
    return side == BATON_SIDE_CONTENT ? C_("audience", "for %s") : C_("audience", "in %s");
  if (g_strcmp0 (purpose, "language") == 0)
    return C_("audience", "in %s");
  if (g_strcmp0 (purpose, "topic") == 0)
    return C_("audience", "about %s");
  if (g_strcmp0 (purpose, "solution") == 0 || g_strcmp0 (purpose, "industry") == 0)
    return side == BATON_SIDE_MEMBER ? C_("audience", "in the field of %s") : C_("audience", "for %s");
  if (g_strcmp0 (purpose, "alliance") == 0)
    return C_("audience", "of the alliance %s");
  if (g_strcmp0 (purpose, "journey-stage") == 0)
    return C_("audience", "at the stage %s");
  if (g_strcmp0 (purpose, "certification") == 0)
    return C_("audience", "certified for %s");
  if (g_strcmp0 (dimension, BATON_DIMENSION_ORGANISATION) == 0)
    return C_("audience", "at %s");
  /* What is said of a member is what a content is for; only its own type is what it is. */
  if (side == BATON_SIDE_CONTENT && is_about_members (purpose))
    return C_("audience", "for %s");
  if (g_strcmp0 (purpose, "other") == 0)
    return NULL;
  return "%s";
}

/* A one-%s pattern of ours, filled. */
static char *
fill (const char *pattern,
      const char *what)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strconcat (parts[0], what, parts[1], NULL);
}

char *
baton_words_clause (const BatonNames  *names,
                    const BatonClause *clause)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *joined = NULL, *phrase = NULL, *dimension = NULL;
  const char *pattern, *lowest;

  if (clause->type == BATON_CLAUSE_ATTRIBUTE)
    return describe_attribute (clause);
  if (clause->type == BATON_CLAUSE_NAMED)
    return baton_words_name (names, clause->audience);

  list = list_names (names, clause->dimension, clause->ids);
  if (list->len == 0)
    {
      dimension = baton_words_dimension (names, clause->dimension);
      if (clause->match == BATON_MATCH_NONE || clause->match == BATON_MATCH_ALL)
        return g_strdup_printf (C_("audience", "whatever the %s"), dimension);
      return clause->side == BATON_SIDE_MEMBER ? g_strdup_printf (C_("audience", "nobody (no %s chosen)"), dimension)
                                               : g_strdup_printf (C_("audience", "nothing (no %s chosen)"), dimension);
    }

  lowest = clause->match == BATON_MATCH_ANY || clause->match == BATON_MATCH_NONE ? find_lowest_of_all_above (names, clause->ids) : NULL;
  if (lowest != NULL)
    {
      g_autofree char *tier = baton_words_name (names, lowest);

      /* Translators: %s is the name of a tier */
      joined = g_strdup_printf (C_("audience", "%s or above"), tier);
    }
  else
    {
      joined = clause->match == BATON_MATCH_ALL ? baton_words_join_and (list) : baton_words_join_or (list);
    }

  pattern = get_phrase (names, clause->dimension, clause->side);
  if (pattern != NULL)
    {
      phrase = fill (pattern, joined);
    }
  else
    {
      dimension = baton_words_dimension (names, clause->dimension);
      /* Translators: %1$s is what is chosen from, "Deal stage" for example, %2$s what is chosen */
      phrase = g_strdup_printf (C_("audience", "%1$s: %2$s"), dimension, joined);
    }

  switch (clause->match)
    {
    case BATON_MATCH_ALL:
      if (list->len > 2)
        /* Translators: %s lists three things or more, of which somebody has every one: EMEA, APAC and LATAM */
        return g_strdup_printf (C_("audience", "%s at once"), phrase);
      return list->len > 1 ? g_strdup_printf (C_("audience", "both %s"), phrase) : g_steal_pointer (&phrase);
    case BATON_MATCH_ONLY:
      return g_strdup_printf (C_("audience", "only %s"), phrase);
    case BATON_MATCH_NONE:
      return g_strdup_printf (C_("audience", "not %s"), phrase);
    case BATON_MATCH_ANY:
    case BATON_N_MATCHES:
    default:
      return g_steal_pointer (&phrase);
    }
}

/* Who they are comes first, then where and how far, last what they are not: the order in which one would say it. */
static int
get_rank (const BatonNames  *names,
          const BatonClause *clause)
{
  BatonEntity *vocabulary;
  const char *purpose;

  if (clause->type == BATON_CLAUSE_NAMED)
    return 0;
  if (clause->type == BATON_CLAUSE_ATTRIBUTE)
    return 7;
  if (clause->match == BATON_MATCH_NONE)
    return 8;
  if (g_strcmp0 (clause->dimension, BATON_DIMENSION_ROLE) == 0)
    return 1;
  vocabulary = baton_names_lookup (names, clause->dimension);
  if (vocabulary == NULL || baton_entity_get_kind (vocabulary) != BATON_KIND_VOCABULARY)
    return 6; /* tiers, organizations */
  purpose = baton_entity_get_string (vocabulary, BATON_FIELD_VOCABULARY_PURPOSE);
  if (clause->side == BATON_SIDE_CONTENT && is_about_members (purpose))
    return 4;
  if (g_strcmp0 (purpose, "content-type") == 0 || g_strcmp0 (purpose, "program-status") == 0)
    return 2;
  if (g_strcmp0 (purpose, "partner-type") == 0 || g_strcmp0 (purpose, "entity-type") == 0)
    return 3;
  if (g_strcmp0 (purpose, "region") == 0)
    return 5;
  return 4;
}

/* Whether the clause names whom or what it is about, so that a sentence can begin with it. */
static gboolean
is_noun (const BatonNames  *names,
         const BatonClause *clause,
         int                rank)
{
  BatonEntity *dimension;

  if (rank <= 3 || (clause->type == BATON_CLAUSE_TERMS && baton_value_get_length (clause->ids) == 0))
    return TRUE;
  if (rank != 6)
    return clause->type == BATON_CLAUSE_TERMS && clause->match != BATON_MATCH_NONE && get_phrase (names, clause->dimension, clause->side) == NULL;
  dimension = baton_names_lookup (names, clause->dimension);
  return dimension != NULL && baton_entity_get_kind (dimension) == BATON_KIND_TIER_LADDER;
}

static const char *
get_whole (BatonSide side)
{
  switch (side)
    {
    case BATON_SIDE_CONTENT:
      return C_("audience", "all content");
    case BATON_SIDE_EVENT:
      return C_("audience", "every event");
    case BATON_SIDE_RECORD:
      return C_("audience", "every record");
    case BATON_SIDE_MEMBER:
    case BATON_N_SIDES:
    default:
      return C_("audience", "everybody");
    }
}

GArray *
baton_words_order_clauses (const BatonNames  *names,
                           const BatonValue  *audience,
                           BatonSide          side,
                           const char       **beginning)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  *beginning = get_whole (side);
  for (int rank = 0; rank <= 8; rank++)
    for (guint i = 0; i < baton_value_get_length (audience); i++)
      {
        BatonClause clause;

        if (!baton_audience_get_clause (audience, i, side, &clause) || get_rank (names, &clause) != rank)
          continue;
        if (order->len == 0 && is_noun (names, &clause, rank))
          *beginning = NULL;
        g_array_append_val (order, i);
      }
  return order;
}

/* *whole* (nullable): what to say of all, in place of the usual. */
static char *
say_audience (const BatonNames *names,
              const BatonValue *audience,
              BatonSide         side,
              const char       *whole)
{
  const char *beginning;
  g_autoptr (GArray) order = baton_words_order_clauses (names, audience, side, &beginning);
  GString *sentence;

  if (beginning != NULL && whole != NULL)
    beginning = whole;
  sentence = g_string_new (order->len == 0 ? beginning : NULL);
  for (guint i = 0; i < order->len; i++)
    {
      BatonClause clause;
      g_autofree char *part = NULL;

      baton_audience_get_clause (audience, g_array_index (order, guint, i), side, &clause);
      part = baton_words_clause (names, &clause);
      if (i > 0)
        /* Translators: stands between the parts of an audience: Influencers, in EMEA, not in France */
        g_string_append (sentence, C_("audience", ", "));
      else if (beginning != NULL)
        /* Translators: begins an audience: everybody in EMEA; %s is "everybody" or "all content" */
        g_string_append_printf (sentence, get_rank (names, &clause) == 8 ? C_("audience", "%s, ") : C_("audience", "%s "), beginning);
      g_string_append (sentence, part);
    }
  return g_string_free (sentence, FALSE);
}

char *
baton_words_audience (const BatonNames *names,
                      const BatonValue *audience,
                      BatonSide         side)
{
  return say_audience (names, audience, side, NULL);
}

char *
baton_words_any_content (const BatonNames *names,
                         const BatonValue *audience)
{
  /* Translators: what a member may not do something with: Customers may not view any content */
  return say_audience (names, audience, BATON_SIDE_CONTENT, C_("audience", "any content"));
}
