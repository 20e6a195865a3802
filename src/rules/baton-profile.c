/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Profiles: members as the engines see them.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-profile-private.h"
#include "rules/baton-taxonomy-private.h"

/* Points that nobody has given are none; how long ago somebody joined is unknown until it is said. */
#define KNOWN_FROM_THE_START ((1u << BATON_ATTRIBUTE_TIER_POINTS) | (1u << BATON_ATTRIBUTE_COMPANY_POINTS) \
                              | (1u << BATON_ATTRIBUTE_INDIVIDUAL_POINTS))

struct _BatonProfileBuilder
{
  BatonTaxonomy *taxonomy;
  GArray        *own;         /* BatonTerm */
  GArray        *inherited;   /* BatonTerm */
  char          *organisation;
  gint64         attributes[BATON_N_ATTRIBUTES];
  guint          known;
};

BatonProfile *
baton_profile_ref (BatonProfile *profile)
{
  g_atomic_ref_count_inc (&profile->refs);
  return profile;
}

void
baton_profile_unref (BatonProfile *profile)
{
  if (!g_atomic_ref_count_dec (&profile->refs))
    return;

  for (int side = 0; side < BATON_N_SIDES; side++)
    g_clear_pointer (&profile->terms[side], baton_term_set_unref);
  baton_taxonomy_unref (profile->taxonomy);
  g_free (profile->organisation);
  g_free (profile);
}

static BatonProfile *
copy_with (BatonProfile *profile,
           BatonSide     side,
           BatonTermSet *terms)
{
  BatonProfile *copy = g_memdup2 (profile, sizeof *profile);

  g_atomic_ref_count_init (&copy->refs);
  baton_taxonomy_ref (copy->taxonomy);
  copy->organisation = g_strdup (profile->organisation);
  copy->terms[side] = terms;
  for (int s = 0; s < BATON_N_SIDES; s++)
    if (copy->terms[s] != NULL)
      baton_term_set_ref (copy->terms[s]);
  return copy;
}

BatonProfile *
baton_profile_with_event (BatonProfile *profile,
                          BatonTermSet *event)
{
  return copy_with (profile, BATON_SIDE_EVENT, event);
}

BatonProfile *
baton_profile_with_record (BatonProfile *profile,
                           BatonTermSet *record)
{
  return copy_with (profile, BATON_SIDE_RECORD, record);
}

BatonProfile *
baton_profile_with_record_id (BatonProfile        *profile,
                              const BatonSnapshot *snapshot,
                              const char          *record_id)
{
  BatonEntity *record = record_id != NULL ? baton_snapshot_lookup_kind (snapshot, record_id, BATON_KIND_RECORD) : NULL;
  g_autoptr (BatonTermSet) terms = NULL;

  if (record != NULL)
    terms = baton_term_set_new (profile->taxonomy, baton_entity_get (record, BATON_FIELD_RECORD_TERMS));
  return copy_with (profile, BATON_SIDE_RECORD, terms);
}

BatonProfile *
baton_profile_new_anonymous (const BatonSnapshot *snapshot)
{
  g_autoptr (BatonProfileBuilder) builder = baton_profile_builder_new (snapshot);

  return baton_profile_builder_finish (builder);
}

static void
add_all (BatonProfileBuilder *builder,
         const BatonValue    *ids)
{
  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    baton_profile_builder_add (builder, baton_value_get_string (baton_value_get_element (ids, i)));
}

BatonProfile *
baton_profile_new_for_persona (const BatonSnapshot *snapshot,
                               const char          *persona_id,
                               BatonDay             day)
{
  static const BatonField points[] = {
    [BATON_ATTRIBUTE_TIER_POINTS] = BATON_FIELD_PERSONA_TIER_POINTS,
    [BATON_ATTRIBUTE_COMPANY_POINTS] = BATON_FIELD_PERSONA_COMPANY_POINTS,
    [BATON_ATTRIBUTE_INDIVIDUAL_POINTS] = BATON_FIELD_PERSONA_INDIVIDUAL_POINTS,
  };
  BatonEntity *persona = baton_snapshot_lookup_kind (snapshot, persona_id, BATON_KIND_PERSONA);
  g_autoptr (BatonProfileBuilder) builder = NULL;
  BatonDay joined;

  if (persona == NULL)
    return NULL;

  builder = baton_profile_builder_new (snapshot);
  add_all (builder, baton_entity_get (persona, BATON_FIELD_PERSONA_TERMS));
  add_all (builder, baton_entity_get (persona, BATON_FIELD_PERSONA_ROLES));
  add_all (builder, baton_entity_get (persona, BATON_FIELD_PERSONA_TIERS));
  baton_profile_builder_set_organisation (builder, baton_entity_get_string (persona, BATON_FIELD_PERSONA_ORGANISATION));
  for (guint a = 0; a < G_N_ELEMENTS (points); a++)
    baton_profile_builder_set_attribute (builder, a, baton_entity_get_integer (persona, points[a], 0));
  joined = baton_day_parse (baton_entity_get_string (persona, BATON_FIELD_PERSONA_JOINED));
  if (joined != BATON_DAY_NONE)
    baton_profile_builder_set_attribute (builder, BATON_ATTRIBUTE_DAYS_SINCE_JOINING, (gint64) day - joined);
  return baton_profile_builder_finish (builder);
}

BatonTaxonomy *
baton_profile_get_taxonomy (const BatonProfile *profile)
{
  return profile->taxonomy;
}

BatonTermSet *
baton_profile_get_terms (const BatonProfile *profile,
                         BatonSide           side)
{
  return profile->terms[side];
}

const char *
baton_profile_get_organisation (const BatonProfile *profile)
{
  return profile->organisation;
}

BatonTerm
baton_profile_get_tier (const BatonProfile *profile,
                        BatonDimension      ladder)
{
  gsize n_terms;
  const BatonTerm *terms = baton_term_set_get_dimension (profile->terms[BATON_SIDE_MEMBER], ladder, &n_terms);

  return n_terms > 0 ? terms[0] : BATON_TERM_NONE;
}

gboolean
baton_profile_get_attribute (const BatonProfile *profile,
                             BatonAttribute      attribute,
                             gint64             *value)
{
  *value = profile->attributes[attribute];
  return (profile->known & (1u << attribute)) != 0;
}

/* ── Building ────────────────────────────────────────────────────────────────────────────────────────── */

BatonProfileBuilder *
baton_profile_builder_new (const BatonSnapshot *snapshot)
{
  BatonProfileBuilder *builder = g_new0 (BatonProfileBuilder, 1);

  builder->taxonomy = baton_taxonomy_ref (baton_snapshot_get_taxonomy (snapshot));
  builder->own = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  builder->inherited = g_array_new (FALSE, FALSE, sizeof (BatonTerm));
  builder->known = KNOWN_FROM_THE_START;
  return builder;
}

void
baton_profile_builder_free (BatonProfileBuilder *builder)
{
  baton_taxonomy_unref (builder->taxonomy);
  g_array_unref (builder->own);
  g_array_unref (builder->inherited);
  g_free (builder->organisation);
  g_free (builder);
}

void
baton_profile_builder_add_term (BatonProfileBuilder *builder,
                                BatonTerm            term)
{
  if (baton_taxonomy_get_term_id (builder->taxonomy, term) != NULL)
    g_array_append_val (builder->own, term);
}

void
baton_profile_builder_add (BatonProfileBuilder *builder,
                           const char          *id)
{
  baton_profile_builder_add_term (builder, baton_taxonomy_find_term (builder->taxonomy, id));
}

void
baton_profile_builder_add_inherited_term (BatonProfileBuilder *builder,
                                          BatonTerm            term)
{
  if (baton_taxonomy_get_term_id (builder->taxonomy, term) != NULL)
    g_array_append_val (builder->inherited, term);
}

void
baton_profile_builder_add_inherited (BatonProfileBuilder *builder,
                                     const char          *id)
{
  baton_profile_builder_add_inherited_term (builder, baton_taxonomy_find_term (builder->taxonomy, id));
}

void
baton_profile_builder_set_organisation (BatonProfileBuilder *builder,
                                        const char          *organisation)
{
  g_free (builder->organisation);
  builder->organisation = g_strdup (organisation);
}

void
baton_profile_builder_set_attribute (BatonProfileBuilder *builder,
                                     BatonAttribute       attribute,
                                     gint64               value)
{
  builder->attributes[attribute] = value;
  builder->known |= 1u << attribute;
}

static gboolean
has_dimension (GArray         *terms,
               guint           n_terms,
               BatonTaxonomy  *taxonomy,
               BatonDimension  dimension)
{
  for (guint i = 0; i < n_terms; i++)
    if (taxonomy->dimension[g_array_index (terms, BatonTerm, i)] == dimension)
      return TRUE;
  return FALSE;
}

BatonProfile *
baton_profile_builder_finish (BatonProfileBuilder *builder)
{
  BatonProfile *profile = g_new0 (BatonProfile, 1);
  guint n_own = builder->own->len;

  for (guint i = 0; i < builder->inherited->len; i++)
    {
      BatonTerm term = g_array_index (builder->inherited, BatonTerm, i);

      if (!has_dimension (builder->own, n_own, builder->taxonomy, builder->taxonomy->dimension[term]))
        g_array_append_val (builder->own, term);
    }

  g_atomic_ref_count_init (&profile->refs);
  profile->taxonomy = baton_taxonomy_ref (builder->taxonomy);
  profile->terms[BATON_SIDE_MEMBER] = baton_term_set_new_from_terms (builder->taxonomy,
                                                                     (BatonTerm *) (void *) builder->own->data,
                                                                     builder->own->len);
  profile->organisation = g_steal_pointer (&builder->organisation);
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    profile->attributes[a] = builder->attributes[a];
  profile->known = builder->known;

  g_array_set_size (builder->own, 0);
  g_array_set_size (builder->inherited, 0);
  builder->known = KNOWN_FROM_THE_START;
  for (int a = 0; a < BATON_N_ATTRIBUTES; a++)
    builder->attributes[a] = 0;
  return profile;
}
