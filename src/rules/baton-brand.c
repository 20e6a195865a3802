/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laying brands over each other.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-brand.h"

#include "rules/baton-taxonomy-private.h"

#define FIRST_FIELD BATON_FIELD_BRAND_NAME
#define N_BRAND_FIELDS (BATON_FIELD_BRAND_PLACE - BATON_FIELD_BRAND_NAME + 1)

typedef struct
{
  int          use;     /* BatonImagery */
  BatonTerm    term;    /* BATON_TERM_NONE: for all */
  const char  *asset;   /* borrowed from the layer */
  BatonEntity *from;
} Picture;

struct _BatonBrand
{
  BatonSnapshot *snapshot;
  GPtrArray     *layers;                    /* borrowed from the snapshot */
  BatonEntity   *from[N_BRAND_FIELDS];      /* the last layer that sets the field; borrowed */
  GArray        *pictures;                  /* Picture; one for each use and term */
};

/* Note and place are the team's, the audience says for whom, and imagery is layered picture by picture. */
static gboolean
is_laid_whole (BatonField field)
{
  return field != BATON_FIELD_BRAND_AUDIENCE && field != BATON_FIELD_BRAND_IMAGERY
         && field != BATON_FIELD_BRAND_NOTE && field != BATON_FIELD_BRAND_PLACE;
}

static void
lay_picture (BatonBrand       *brand,
             BatonEntity      *layer,
             const BatonValue *row)
{
  const char *use = baton_value_get_member_string (row, "use");
  const char *term = baton_value_get_member_string (row, "term");
  const BatonFieldInfo *column = baton_schema_get_field (BATON_FIELD_BRAND_IMAGERY)->columns;
  Picture picture = {
    .use = use != NULL ? baton_schema_find_choice (&column[0], use) : -1,
    .term = baton_taxonomy_find_term (baton_snapshot_get_taxonomy (brand->snapshot), term),
    .asset = baton_value_get_member_string (row, "asset"),
    .from = layer,
  };

  if (picture.use < 0 || picture.asset == NULL || (term != NULL && picture.term == BATON_TERM_NONE))
    return;
  for (guint i = 0; i < brand->pictures->len; i++)
    {
      Picture *below = &g_array_index (brand->pictures, Picture, i);

      if (below->use == picture.use && below->term == picture.term)
        {
          *below = picture;
          return;
        }
    }
  g_array_append_val (brand->pictures, picture);
}

static void
lay (BatonBrand  *brand,
     BatonEntity *layer)
{
  BatonValue *imagery = baton_entity_get (layer, BATON_FIELD_BRAND_IMAGERY);

  g_ptr_array_add (brand->layers, layer);
  for (guint i = 0; i < N_BRAND_FIELDS; i++)
    if (is_laid_whole (FIRST_FIELD + i) && baton_entity_get (layer, FIRST_FIELD + i) != NULL)
      brand->from[i] = layer;
  for (gsize row = 0; row < baton_value_get_length (imagery); row++)
    lay_picture (brand, layer, baton_value_get_element (imagery, row));
}

BatonBrand *
baton_brand_resolve (BatonSnapshot      *snapshot,
                     const BatonProfile *profile)
{
  BatonBrand *brand = g_new0 (BatonBrand, 1);
  GPtrArray *all = baton_snapshot_list (snapshot, BATON_KIND_BRAND);

  brand->snapshot = baton_snapshot_ref (snapshot);
  brand->layers = g_ptr_array_new ();
  brand->pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  for (guint i = 0; i < all->len; i++)
    if (baton_audience_matches (baton_snapshot_get_audience (snapshot, baton_entity_get_id (all->pdata[i]),
                                                             BATON_FIELD_BRAND_AUDIENCE),
                                profile, NULL))
      lay (brand, all->pdata[i]);
  return brand;
}

void
baton_brand_free (BatonBrand *brand)
{
  g_array_unref (brand->pictures);
  g_ptr_array_unref (brand->layers);
  baton_snapshot_unref (brand->snapshot);
  g_free (brand);
}

GPtrArray *
baton_brand_get_layers (const BatonBrand *brand)
{
  return brand->layers;
}

BatonValue *
baton_brand_get (const BatonBrand  *brand,
                 BatonField         field,
                 BatonEntity      **from)
{
  BatonEntity *layer;

  g_return_val_if_fail (field >= FIRST_FIELD && field < FIRST_FIELD + N_BRAND_FIELDS, NULL);

  layer = brand->from[field - FIRST_FIELD];
  if (from != NULL)
    *from = layer;
  return layer != NULL ? baton_entity_get (layer, field) : NULL;
}

const char *
baton_brand_get_string (const BatonBrand  *brand,
                        BatonField         field,
                        BatonEntity      **from)
{
  BatonEntity *layer = NULL;

  baton_brand_get (brand, field, &layer);
  if (from != NULL)
    *from = layer;
  return layer != NULL ? baton_entity_get_string (layer, field) : NULL;
}

/* How far *term* stands above the nearest of *terms*: 0 for the same, −1 when it covers none. */
static int
get_distance (const BatonTaxonomy *taxonomy,
              BatonTerm            term,
              const BatonTermSet  *terms)
{
  gsize n_terms;
  const BatonTerm *held = baton_term_set_get (terms, &n_terms);
  int nearest = -1;

  for (gsize i = 0; i < n_terms; i++)
    {
      int distance = 0;

      if (!covers (taxonomy, term, held[i]))
        continue;
      for (BatonTerm t = held[i]; t != term; t = taxonomy->parent[t])
        distance++;
      if (nearest < 0 || distance < nearest)
        nearest = distance;
    }
  return nearest;
}

const char *
baton_brand_get_picture (const BatonBrand    *brand,
                         BatonImagery         use,
                         const BatonTermSet  *terms,
                         BatonEntity        **from)
{
  const BatonTaxonomy *taxonomy = baton_snapshot_get_taxonomy (brand->snapshot);
  const Picture *best = NULL;
  int best_distance = G_MAXINT;

  for (guint i = 0; i < brand->pictures->len; i++)
    {
      const Picture *picture = &g_array_index (brand->pictures, Picture, i);
      int distance;

      if (picture->use != (int) use)
        continue;
      distance = picture->term == BATON_TERM_NONE ? G_MAXINT - 1 : get_distance (taxonomy, picture->term, terms);
      if (distance >= 0 && distance < best_distance)
        {
          best = picture;
          best_distance = distance;
        }
    }
  if (from != NULL)
    *from = best != NULL ? best->from : NULL;
  return best != NULL ? best->asset : NULL;
}

/* ── What changed ────────────────────────────────────────────────────────────────────────────────────── */

static const Picture *
find_same_picture (const BatonBrand *brand,
                   const Picture    *picture,
                   const char       *term)
{
  for (guint i = 0; i < brand->pictures->len; i++)
    {
      const Picture *other = &g_array_index (brand->pictures, Picture, i);

      if (other->use == picture->use && g_strcmp0 (other->asset, picture->asset) == 0
          && g_strcmp0 (baton_taxonomy_get_term_id (baton_snapshot_get_taxonomy (brand->snapshot), other->term), term) == 0)
        return other;
    }
  return NULL;
}

/* Terms are compared by id: the two may speak in the numbers of different taxonomies. */
static gboolean
has_same_pictures (const BatonBrand *one,
                   const BatonBrand *other)
{
  if (one->pictures->len != other->pictures->len)
    return FALSE;
  for (guint i = 0; i < one->pictures->len; i++)
    {
      const Picture *picture = &g_array_index (one->pictures, Picture, i);
      const char *term = baton_taxonomy_get_term_id (baton_snapshot_get_taxonomy (one->snapshot), picture->term);

      if (find_same_picture (other, picture, term) == NULL)
        return FALSE;
    }
  return TRUE;
}

GArray *
baton_brand_list_changes (const BatonBrand *before,
                          const BatonBrand *after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (BatonField));

  for (BatonField field = FIRST_FIELD; field < FIRST_FIELD + N_BRAND_FIELDS; field++)
    {
      gboolean same = TRUE;

      /* What the team calls the brand is not seen. */
      if (field == BATON_FIELD_BRAND_IMAGERY)
        same = has_same_pictures (before, after);
      else if (field != BATON_FIELD_BRAND_NAME && is_laid_whole (field))
        same = baton_value_equal (baton_brand_get (before, field, NULL), baton_brand_get (after, field, NULL));
      if (!same)
        g_array_append_val (changes, field);
    }
  return changes;
}
