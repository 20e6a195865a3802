/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small parts of a resolution: memory, texts, items, pictures, the brand.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-resolver.h"

#include "model/baton-colour.h"
#include "model/baton-format.h"
#include "model/baton-locale.h"
#include "model/baton-placeholder.h"
#include "model/baton-rich-text.h"

#include <string.h>

BatonPortalPrivate *
baton_portal_private_new (BatonSnapshot *snapshot)
{
  BatonPortalPrivate *owner = g_new0 (BatonPortalPrivate, 1);

  g_atomic_ref_count_init (&owner->ref_count);
  owner->memory = g_ptr_array_new_with_free_func (g_free);
  owner->ids = g_hash_table_new (g_str_hash, g_str_equal);
  owner->portal.snapshot = baton_snapshot_ref (snapshot);
  return owner;
}

void
baton_resolver_init (BatonResolver       *r,
                     BatonPortalPrivate  *owner,
                     BatonSnapshot       *snapshot,
                     const BatonProfile  *profile,
                     const char          *persona,
                     const char          *record,
                     const char          *locale,
                     BatonDay             day)
{
  *r = (BatonResolver) { 0 };
  r->snapshot = snapshot;
  r->owner = owner;
  r->portal = &owner->portal;
  r->persona = persona;
  r->day = day;
  r->locale = baton_resolver_keep (r, g_strdup (locale));
  r->linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (record != NULL && baton_snapshot_lookup_kind (snapshot, record, BATON_KIND_RECORD) != NULL)
    {
      r->record = record;
      r->profile = baton_profile_with_record_id ((BatonProfile *) profile, snapshot, record);
    }
  else
    r->profile = baton_profile_with_record ((BatonProfile *) profile, NULL);
  r->access = baton_access_new (snapshot, r->profile, day);
  r->brand = baton_brand_resolve (snapshot, r->profile);
}

void
baton_resolver_clear (BatonResolver *r)
{
  g_clear_pointer (&r->brand, baton_brand_free);
  g_clear_pointer (&r->access, baton_access_free);
  g_clear_pointer (&r->profile, baton_profile_unref);
  g_clear_pointer (&r->linked, g_hash_table_unref);
}

char *
baton_resolver_pick_locale (const BatonSnapshot *snapshot,
                            const char          *persona,
                            const char          *asked)
{
  g_autofree char *canonical = asked != NULL ? baton_locale_canonicalize (asked) : NULL;

  if (canonical == NULL && persona != NULL)
    {
      const BatonEntity *entity = baton_snapshot_lookup_kind (snapshot, persona, BATON_KIND_PERSONA);
      const char *id = entity != NULL ? baton_entity_get_string (entity, BATON_FIELD_PERSONA_LOCALE) : NULL;
      const BatonEntity *locale = id != NULL ? baton_snapshot_lookup_kind (snapshot, id, BATON_KIND_LOCALE) : NULL;
      const char *tag = locale != NULL ? baton_entity_get_string (locale, BATON_FIELD_LOCALE_TAG) : NULL;

      canonical = tag != NULL ? baton_locale_canonicalize (tag) : NULL;
    }
  if (canonical == NULL)
    canonical = g_strdup (baton_snapshot_get_source_locale (snapshot));
  return g_steal_pointer (&canonical);
}

/* ── Memory ──────────────────────────────────────────────────────────────────────────────────────────── */

gpointer
baton_resolver_alloc (BatonResolver *r,
                      gsize          size)
{
  gpointer block = g_malloc0 (size);

  g_ptr_array_add (r->owner->memory, block);
  return block;
}

const char *
baton_resolver_keep (BatonResolver *r,
                     char          *owned)
{
  g_ptr_array_add (r->owner->memory, owned);
  return owned;
}

gpointer
baton_resolver_seal (BatonResolver *r,
                     GArray        *array,
                     gsize         *n)
{
  gpointer data;

  *n = array->len;
  if (array->len == 0)
    {
      g_array_unref (array);
      return NULL;
    }
  data = g_array_free (array, FALSE);
  g_ptr_array_add (r->owner->memory, data);
  return data;
}

/* ── Texts ───────────────────────────────────────────────────────────────────────────────────────────── */

static BatonPortalText
make_text (BatonResolver *r,
           const char    *text,
           const char    *tag,
           gboolean       kept)
{
  BatonPortalText result = { .text = text, .locale = tag };

  /* An empty text is in whatever language it is asked for. */
  if (text == NULL || *text == '\0')
    result = (BatonPortalText) { .text = "", .locale = r->locale };
  result.rtl = baton_locale_is_rtl (result.locale);
  result.fallback = !kept && strcmp (result.locale, r->locale) != 0;
  return result;
}

static BatonPortalText
resolve_value (BatonResolver    *r,
               const BatonValue *value)
{
  const char *found = NULL;
  const char *text = baton_snapshot_text (r->snapshot, value, r->locale, &found);

  if (found == NULL)
    found = baton_value_get_member_string (value, "native");
  if (found == NULL)
    found = baton_snapshot_get_source_locale (r->snapshot);
  return make_text (r, text, found, baton_value_get_boolean (baton_value_get_member (value, "kept")));
}

typedef struct
{
  BatonResolver *resolver;
  gboolean       markup;
} Filling;

static char *
give (const Filling *filling,
      const char    *text)
{
  GString *escaped;

  if (!filling->markup)
    return g_strdup (text);
  escaped = g_string_new (NULL);
  baton_markup_append_escaped (escaped, text);
  return g_string_free (escaped, FALSE);
}

/* What a placeholder stands for. Tiers are those of the first ladder that the member climbs. */
static char *
fill_cb (const char *name,
         gpointer    user_data)
{
  const Filling *filling = user_data;
  const BatonPortal *portal = filling->resolver->portal;
  const BatonPortalLadder *ladder = portal->n_ladders > 0 ? &portal->ladders[0] : NULL;

  if (strcmp (name, "program") == 0)
    return give (filling, portal->program_name.text);
  if (strcmp (name, "member") == 0)
    return give (filling, portal->person.text);
  if (strcmp (name, "organisation") == 0)
    return give (filling, portal->organisation.text);
  if (strcmp (name, "tier") == 0)
    return give (filling, ladder != NULL && ladder->held != NULL ? ladder->held->item.name.text : baton_portal_get_word (portal, "no-tier")->text);
  if (strcmp (name, "next-tier") == 0)
    return give (filling, ladder != NULL && ladder->next != NULL ? ladder->next->item.name.text : "");
  if (strcmp (name, "tier-points") == 0)
    return baton_format_number (portal->tier_points, filling->resolver->locale);
  if (strcmp (name, "company-points") == 0)
    return baton_format_number (portal->company_points, filling->resolver->locale);
  if (strcmp (name, "individual-points") == 0)
    return baton_format_number (portal->individual_points, filling->resolver->locale);
  if (strcmp (name, "points-to-next-tier") == 0)
    return baton_format_number (ladder != NULL && ladder->next != NULL ? ladder->missing : 0, filling->resolver->locale);
  return NULL;
}

/* Where nothing is to be filled in, the text stays borrowed. */
static void
fill (BatonResolver   *r,
      BatonField       field,
      BatonPortalText *text,
      gboolean         markup)
{
  Filling filling = { r, markup };

  if (baton_placeholder_get_allowed (field) == NULL || strchr (text->text, '{') == NULL)
    return;
  text->text = baton_resolver_keep (r, baton_placeholder_fill (text->text, fill_cb, &filling));
}

BatonPortalText
baton_resolve_text (BatonResolver     *r,
                    const BatonEntity *entity,
                    BatonField         field)
{
  BatonPortalText text = resolve_value (r, baton_entity_get (entity, field));

  fill (r, field, &text, FALSE);
  return text;
}

BatonPortalText
baton_resolve_rich (BatonResolver     *r,
                    const BatonEntity *entity,
                    BatonField         field)
{
  BatonPortalText text = resolve_value (r, baton_entity_get (entity, field));
  g_auto (GStrv) links = baton_rich_text_list_links (text.text);

  for (gsize i = 0; links[i] != NULL; i++)
    g_hash_table_add (r->linked, g_strdup (links[i]));
  fill (r, field, &text, TRUE);
  return text;
}

BatonPortalText
baton_resolve_plain (BatonResolver *r,
                     const char    *text)
{
  return make_text (r, text, baton_snapshot_get_source_locale (r->snapshot), TRUE);
}

static BatonPortalText
resolve_entity_name (BatonResolver     *r,
                     const BatonEntity *entity)
{
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));
  const BatonFieldInfo *field;

  if (kind->name_field == BATON_FIELD_NONE)
    return baton_resolve_plain (r, NULL);
  field = baton_schema_get_field (kind->name_field);
  if ((field->flags & BATON_FIELD_TRANSLATABLE) == 0)
    return baton_resolve_plain (r, baton_entity_get_string (entity, kind->name_field));
  return baton_resolve_text (r, entity, kind->name_field);
}

BatonPortalItem
baton_resolve_item (BatonResolver     *r,
                    const BatonEntity *entity)
{
  BatonPortalItem item = { .kind = baton_entity_get_kind (entity), .id = baton_entity_get_id (entity) };

  item.name = resolve_entity_name (r, entity);
  g_hash_table_add (r->owner->ids, (gpointer) item.id);
  return item;
}

BatonPortalText
baton_resolve_name (BatonResolver *r,
                    const char    *id)
{
  const BatonEntity *entity = id != NULL ? baton_snapshot_lookup (r->snapshot, id) : NULL;

  return entity != NULL ? resolve_entity_name (r, entity) : baton_resolve_plain (r, NULL);
}

const BatonPortalItem *
baton_resolve_terms (BatonResolver    *r,
                     const BatonValue *ids,
                     gsize            *n)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BatonPortalItem));

  for (gsize i = 0; i < baton_value_get_length (ids); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (ids, i));
      const BatonEntity *term = id != NULL ? baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_TERM) : NULL;
      BatonPortalItem item;

      if (term == NULL)
        continue;
      item = baton_resolve_item (r, term);
      g_array_append_val (items, item);
    }
  return baton_resolver_seal (r, items, n);
}

/* ── Pictures and the brand ──────────────────────────────────────────────────────────────────────────── */

BatonPortalPicture
baton_resolve_picture (BatonResolver *r,
                       const char    *asset)
{
  const BatonEntity *entity = asset != NULL ? baton_snapshot_lookup_kind (r->snapshot, asset, BATON_KIND_ASSET) : NULL;
  BatonPortalPicture picture = { 0 };
  const BatonValue *file;
  const char * const *chain;

  picture.alternative = baton_resolve_plain (r, NULL);
  if (entity == NULL)
    return picture;

  file = baton_entity_get (entity, BATON_FIELD_ASSET_FILE);
  chain = baton_snapshot_get_locale_chain (r->snapshot, r->locale);
  for (gsize i = 0; chain != NULL && chain[i] != NULL && picture.digest == NULL; i++)
    picture.digest = baton_value_get_member_string (baton_value_get_member (file, "locales"), chain[i]);
  if (picture.digest == NULL)
    picture.digest = baton_value_get_member_string (file, "source");
  if (picture.digest == NULL)
    return picture;

  picture.asset = baton_entity_get_id (entity);
  picture.media_type = baton_entity_get_string (entity, BATON_FIELD_ASSET_MEDIA_TYPE);
  picture.width = baton_entity_get_integer (entity, BATON_FIELD_ASSET_WIDTH, 0);
  picture.height = baton_entity_get_integer (entity, BATON_FIELD_ASSET_HEIGHT, 0);
  picture.alternative = baton_resolve_text (r, entity, BATON_FIELD_ASSET_ALTERNATIVE);
  g_hash_table_add (r->owner->ids, (gpointer) picture.asset);
  return picture;
}

guint32
baton_resolve_colour (const char *text)
{
  BatonColour colour;

  if (!baton_colour_parse (text, &colour))
    return BATON_PORTAL_NO_COLOUR;
  return (guint32) colour.red << 16 | (guint32) colour.green << 8 | colour.blue;
}

static const char *
get_source (const BatonEntity *from)
{
  return from != NULL ? baton_entity_get_id (from) : NULL;
}

static const BatonField colour_fields[BATON_PORTAL_N_COLOURS] = {
  [BATON_PORTAL_COLOUR_ACCENT] = BATON_FIELD_BRAND_ACCENT,
  [BATON_PORTAL_COLOUR_ON_ACCENT] = BATON_FIELD_BRAND_ON_ACCENT,
  [BATON_PORTAL_COLOUR_SURFACE] = BATON_FIELD_BRAND_SURFACE,
  [BATON_PORTAL_COLOUR_TEXT] = BATON_FIELD_BRAND_TEXT,
  [BATON_PORTAL_COLOUR_HEADER] = BATON_FIELD_BRAND_HEADER,
  [BATON_PORTAL_COLOUR_ON_HEADER] = BATON_FIELD_BRAND_ON_HEADER,
  [BATON_PORTAL_COLOUR_DARK_ACCENT] = BATON_FIELD_BRAND_DARK_ACCENT,
  [BATON_PORTAL_COLOUR_DARK_ON_ACCENT] = BATON_FIELD_BRAND_DARK_ON_ACCENT,
  [BATON_PORTAL_COLOUR_DARK_SURFACE] = BATON_FIELD_BRAND_DARK_SURFACE,
  [BATON_PORTAL_COLOUR_DARK_TEXT] = BATON_FIELD_BRAND_DARK_TEXT,
  [BATON_PORTAL_COLOUR_DARK_HEADER] = BATON_FIELD_BRAND_DARK_HEADER,
  [BATON_PORTAL_COLOUR_DARK_ON_HEADER] = BATON_FIELD_BRAND_DARK_ON_HEADER,
};

static int
find_font (const char *name)
{
  return name != NULL ? baton_schema_find_choice (baton_schema_get_field (BATON_FIELD_BRAND_FONT), name) : -1;
}

void
baton_resolve_brand (BatonResolver *r)
{
  BatonPortalBrand *brand = &r->portal->brand;
  BatonEntity *from = NULL;

  for (gsize i = 0; i < BATON_PORTAL_N_COLOURS; i++)
    {
      from = NULL;
      brand->colours[i] = baton_resolve_colour (baton_brand_get_string (r->brand, colour_fields[i], &from));
      brand->colour_sources[i] = get_source (from);
    }

  from = NULL;
  brand->logo = baton_resolve_picture (r, baton_brand_get_string (r->brand, BATON_FIELD_BRAND_LOGO, &from));
  brand->logo_source = get_source (from);
  from = NULL;
  brand->tagline = resolve_value (r, baton_brand_get (r->brand, BATON_FIELD_BRAND_TAGLINE, &from));
  brand->tagline_source = get_source (from);
  from = NULL;
  brand->font = find_font (baton_brand_get_string (r->brand, BATON_FIELD_BRAND_FONT, &from));
  brand->font_source = get_source (from);
  from = NULL;
  brand->hero = baton_resolve_picture (r, baton_brand_get_picture (r->brand, BATON_IMAGERY_HERO,
                                                                   baton_profile_get_terms (r->profile, BATON_SIDE_MEMBER), &from));
  brand->hero_source = get_source (from);
}

void
baton_resolve_brand_layer (BatonResolver *r,
                           const char    *id)
{
  const BatonEntity *entity = baton_snapshot_lookup_kind (r->snapshot, id, BATON_KIND_BRAND);
  BatonPortalBrand *brand = &r->portal->brand;

  if (entity == NULL)
    return;
  id = baton_entity_get_id (entity);
  for (gsize i = 0; i < BATON_PORTAL_N_COLOURS; i++)
    {
      guint32 colour = baton_resolve_colour (baton_entity_get_string (entity, colour_fields[i]));

      if (colour == BATON_PORTAL_NO_COLOUR)
        continue;
      brand->colours[i] = colour;
      brand->colour_sources[i] = id;
    }
  if (baton_entity_get (entity, BATON_FIELD_BRAND_LOGO) != NULL)
    {
      brand->logo = baton_resolve_picture (r, baton_entity_get_string (entity, BATON_FIELD_BRAND_LOGO));
      brand->logo_source = id;
    }
  if (baton_entity_get (entity, BATON_FIELD_BRAND_TAGLINE) != NULL)
    {
      brand->tagline = baton_resolve_text (r, entity, BATON_FIELD_BRAND_TAGLINE);
      brand->tagline_source = id;
    }
  if (find_font (baton_entity_get_string (entity, BATON_FIELD_BRAND_FONT)) >= 0)
    {
      brand->font = find_font (baton_entity_get_string (entity, BATON_FIELD_BRAND_FONT));
      brand->font_source = id;
    }
}
