/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking two snapshots the portal's questions, persona by persona. What cannot have changed is not asked: a persona whose
 * own form, view of the contents, and every other entity of the program are the same has the same portal.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-effect.h"

#include "portal/baton-visibility.h"

#include "model/baton-number.h"

/* Deeper than a program can stack things; a place that leads in a circle ends here. */
#define MAX_DEPTH 16

enum { BEFORE, AFTER, N_SIDES };

/* In the order of a portal. */
static const BatonKind shown_kinds[] = {
  BATON_KIND_NAVIGATION_ITEM, BATON_KIND_PAGE, BATON_KIND_BLOCK, BATON_KIND_COLLECTION, BATON_KIND_TOOL,
  BATON_KIND_WORKFLOW, BATON_KIND_TIER_LADDER, BATON_KIND_MOTION, BATON_KIND_ACTIVITY, BATON_KIND_REWARD,
  BATON_KIND_DASHBOARD,
};

typedef struct
{
  BatonPortalPrivate *owner;
  BatonResolver       resolver;
  const BatonEntity  *landing;    /* nullable */
} View;

typedef struct
{
  BatonSnapshot *snapshots[N_SIDES];
  BatonDay       day;
  guint          max_examples;
  gboolean       same_kinds[BATON_N_KINDS];
  gboolean       same_portal;     /* all entities but rules, contents, personas and brands */
  gboolean       same_words;      /* terms, roles, tiers and named audiences: what audiences are made of */
  gboolean       same_member;     /* … and the persona in hand */
  View           views[N_SIDES];  /* of the persona in hand */
} Comparison;

void
baton_effect_free (BatonEffect *effect)
{
  if (effect == NULL)
    return;

  g_ptr_array_unref (effect->decisions);
  g_array_unref (effect->appeared);
  g_array_unref (effect->disappeared);
  g_array_unref (effect->earnings);
  g_array_unref (effect->prices);
  g_array_unref (effect->tiers);
  g_array_unref (effect->brand);
  g_free (effect);
}

static BatonEffect *
effect_new (const char          *persona,
            BatonEffectPresence  presence)
{
  BatonEffect *effect = g_new0 (BatonEffect, 1);

  effect->persona = persona;
  effect->presence = presence;
  effect->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_difference_free);
  effect->appeared = g_array_new (FALSE, FALSE, sizeof (BatonEffectThing));
  effect->disappeared = g_array_new (FALSE, FALSE, sizeof (BatonEffectThing));
  effect->earnings = g_array_new (FALSE, FALSE, sizeof (BatonEffectThing));
  effect->prices = g_array_new (FALSE, FALSE, sizeof (BatonEffectThing));
  effect->tiers = g_array_new (FALSE, FALSE, sizeof (BatonEffectThing));
  effect->brand = g_array_new (FALSE, FALSE, sizeof (BatonField));
  return effect;
}

static gboolean
is_effect_empty (const BatonEffect *effect)
{
  return effect->presence == BATON_EFFECT_EDITED && effect->decisions->len == 0 && effect->appeared->len == 0
         && effect->disappeared->len == 0 && effect->earnings->len == 0 && effect->prices->len == 0
         && effect->tiers->len == 0 && effect->brand->len == 0
         && g_strcmp0 (effect->landed, effect->lands) == 0;
}

/* ── What is the same ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_same_list (const Comparison *comparison,
               BatonKind         kind)
{
  GPtrArray *before = baton_snapshot_list (comparison->snapshots[BEFORE], kind);
  GPtrArray *after = baton_snapshot_list (comparison->snapshots[AFTER], kind);

  if (before == after)
    return TRUE;
  if (before->len != after->len)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    if (before->pdata[i] != after->pdata[i] && !baton_entity_equal (before->pdata[i], after->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
compare_lists (Comparison *comparison)
{
  static const BatonKind words[] = {
    BATON_KIND_VOCABULARY, BATON_KIND_TERM, BATON_KIND_ROLE, BATON_KIND_TIER_LADDER, BATON_KIND_TIER, BATON_KIND_AUDIENCE,
  };

  comparison->same_portal = comparison->same_words = TRUE;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      comparison->same_kinds[kind] = has_same_list (comparison, kind);
      if (kind != BATON_KIND_PUBLISHING_RULE && kind != BATON_KIND_CONTENT && kind != BATON_KIND_PERSONA && kind != BATON_KIND_BRAND)
        comparison->same_portal &= comparison->same_kinds[kind];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    comparison->same_words &= comparison->same_kinds[words[i]];
}

/* Whether nothing but its own fields and the member decide on an entity of the kind; an activity stands in its motion, is raised
 * by promotions, and its fee by benefits, which lower the price of a reward. */
static gboolean
stands_alone (const Comparison *comparison,
              BatonKind         kind)
{
  return kind == BATON_KIND_TOOL || kind == BATON_KIND_WORKFLOW || kind == BATON_KIND_TIER_LADDER
         || (kind == BATON_KIND_REWARD && comparison->same_kinds[BATON_KIND_BENEFIT])
         || (kind == BATON_KIND_ACTIVITY && comparison->same_kinds[BATON_KIND_MOTION] && comparison->same_kinds[BATON_KIND_PROMOTION]
             && comparison->same_kinds[BATON_KIND_BENEFIT]);
}

/* A motion is shown for the sake of its activities. */
static gboolean
is_kind_unchanged (const Comparison *comparison,
                   BatonKind         kind)
{
  if (!comparison->same_member || !comparison->same_kinds[kind])
    return FALSE;
  return stands_alone (comparison, kind) || (kind == BATON_KIND_MOTION && comparison->same_kinds[BATON_KIND_ACTIVITY]);
}

/* ── One persona's portals ───────────────────────────────────────────────────────────────────────────── */

static gsize
count_organisations (const BatonEntity *persona)
{
  const BatonValue *manages = baton_entity_get (persona, BATON_FIELD_PERSONA_MANAGES);
  gsize n = 0;

  for (gsize i = 0; i < baton_value_get_length (manages); i++)
    n += baton_value_get_member_string (baton_value_get_element (manages, i), "name") != NULL;
  return n;
}

static void
open_view (View          *view,
           BatonSnapshot *snapshot,
           const char    *persona,
           BatonDay       day)
{
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, day);

  view->owner = baton_portal_private_new (snapshot);
  baton_resolver_init (&view->resolver, view->owner, snapshot, profile, persona, NULL,
                       baton_snapshot_get_source_locale (snapshot), day);
  view->owner->portal.n_organisations = count_organisations (baton_snapshot_lookup (snapshot, persona));
  view->landing = baton_resolve_landing (&view->resolver);
}

static void
close_view (View *view)
{
  baton_resolver_clear (&view->resolver);
  baton_portal_unref (&view->owner->portal);
}

/* Landing pages that the member does not land on are nowhere, and nor is what stands on them. */
static gboolean
is_elsewhere (const View        *view,
              const BatonEntity *page)
{
  return page != NULL && page != view->landing && baton_entity_get_kind (page) == BATON_KIND_PAGE
         && baton_entity_get_choice (page, BATON_FIELD_PAGE_USE, 0) == 0;
}

static gboolean
is_there (View              *view,
          const BatonEntity *entity)
{
  const char *parent = entity != NULL ? baton_entity_get_parent (entity) : NULL;

  if (entity == NULL || is_elsewhere (view, entity)
      || (parent != NULL && is_elsewhere (view, baton_snapshot_lookup (view->resolver.snapshot, parent))))
    return FALSE;
  return baton_is_visible (&view->resolver, entity, NULL);
}

static gboolean
has_thing (GArray     *things,
           const char *id)
{
  for (guint i = 0; i < things->len; i++)
    if (g_strcmp0 (g_array_index (things, BatonEffectThing, i).id, id) == 0)
      return TRUE;
  return FALSE;
}

/* Unless something in which it stands came or went with it, which says it all; what others stand in is asked before them. */
static void
add_thing (GArray            *things,
           BatonSnapshot     *snapshot,
           const BatonEntity *entity)
{
  BatonEffectThing thing = { .kind = baton_entity_get_kind (entity), .id = baton_entity_get_id (entity) };
  const BatonEntity *above = entity;

  for (guint depth = 0; above != NULL && depth < MAX_DEPTH; depth++)
    {
      const char *parent = baton_entity_get_parent (above);

      if (parent != NULL && has_thing (things, parent))
        return;
      above = baton_snapshot_lookup (snapshot, parent);
    }
  g_array_append_val (things, thing);
}

/* Whether the same promotions raise the activity for the member, in the same way; what they are called is not counted. */
static gboolean
is_raised_the_same (Comparison        *comparison,
                    const BatonEntity *before,
                    const BatonEntity *after)
{
  BatonPortalActivity was = { 0 };
  BatonPortalActivity is = { 0 };

  baton_resolve_bounds (&comparison->views[BEFORE].resolver, before, &was);
  baton_resolve_bounds (&comparison->views[AFTER].resolver, after, &is);
  if (was.n_promotions != is.n_promotions)
    return FALSE;
  for (gsize i = 0; i < was.n_promotions; i++)
    {
      const BatonPortalPromotion *a = &was.promotions[i];
      const BatonPortalPromotion *b = &is.promotions[i];

      if (a->effect != b->effect || a->multiplier != b->multiplier || a->extra[0] != b->extra[0] || a->extra[1] != b->extra[1]
          || a->extra[2] != b->extra[2] || a->extra_fee != b->extra_fee || a->goal != b->goal || a->amount != b->amount
          || a->through != b->through)
        return FALSE;
    }
  return TRUE;
}

static gboolean
costs_the_same (Comparison        *comparison,
                const BatonEntity *before,
                const BatonEntity *after)
{
  static const BatonField terms[] = { BATON_FIELD_REWARD_POINTS, BATON_FIELD_REWARD_PRICING, BATON_FIELD_REWARD_PRICE, BATON_FIELD_REWARD_RATE };

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    if (!baton_value_equal (baton_entity_get (before, terms[i]), baton_entity_get (after, terms[i])))
      return FALSE;
  return baton_resolve_discount (&comparison->views[BEFORE].resolver) == baton_resolve_discount (&comparison->views[AFTER].resolver);
}

static gboolean
earns_the_same (Comparison        *comparison,
                const BatonEntity *before,
                const BatonEntity *after)
{
  static const BatonField cells[] = {
    BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS,
  };
  static const BatonField terms[] = {
    BATON_FIELD_ACTIVITY_ONCE, BATON_FIELD_ACTIVITY_AGAIN, BATON_FIELD_ACTIVITY_AGAIN_MONTHS, BATON_FIELD_ACTIVITY_UNIT,
    BATON_FIELD_ACTIVITY_UNIT_SIZE, BATON_FIELD_ACTIVITY_BANDS, BATON_FIELD_ACTIVITY_STEP_SIZE, BATON_FIELD_ACTIVITY_STEP_PERCENT,
    BATON_FIELD_ACTIVITY_FEE, BATON_FIELD_ACTIVITY_CAPS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      BatonPortalCell was = baton_resolve_cell (&comparison->views[BEFORE].resolver, before, cells[i]);
      BatonPortalCell is = baton_resolve_cell (&comparison->views[AFTER].resolver, after, cells[i]);

      if (was.state != is.state || (is.state == BATON_PORTAL_CELL_NUMBER && was.value != is.value))
        return FALSE;
    }
  /* What the points are for, how often they come, what is added to them and where they end. */
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    if (!baton_value_equal (baton_entity_get (before, terms[i]), baton_entity_get (after, terms[i])))
      return FALSE;
  if (baton_number_read (after, BATON_FIELD_ACTIVITY_FEE, 0) > 0
      && baton_resolve_fee_bonus (&comparison->views[BEFORE].resolver, before) != baton_resolve_fee_bonus (&comparison->views[AFTER].resolver, after))
    return FALSE;
  return is_raised_the_same (comparison, before, after);
}

static void
compare_thing (Comparison        *comparison,
               BatonEffect       *effect,
               const BatonEntity *before,
               const BatonEntity *after)
{
  gboolean was = is_there (&comparison->views[BEFORE], before);
  gboolean is = is_there (&comparison->views[AFTER], after);

  if (is && !was)
    add_thing (effect->appeared, comparison->snapshots[AFTER], after);
  else if (was && !is)
    add_thing (effect->disappeared, comparison->snapshots[BEFORE], before);
  else if (is && baton_entity_get_kind (after) == BATON_KIND_ACTIVITY && !earns_the_same (comparison, before, after))
    add_thing (effect->earnings, comparison->snapshots[AFTER], after);
  else if (is && baton_entity_get_kind (after) == BATON_KIND_REWARD && !costs_the_same (comparison, before, after))
    add_thing (effect->prices, comparison->snapshots[AFTER], after);
}

static void
compare_kind (Comparison  *comparison,
              BatonEffect *effect,
              BatonKind    kind)
{
  GPtrArray *before = baton_snapshot_list (comparison->snapshots[BEFORE], kind);
  GPtrArray *after = baton_snapshot_list (comparison->snapshots[AFTER], kind);

  if (is_kind_unchanged (comparison, kind))
    return;
  for (guint i = 0; i < after->len; i++)
    {
      BatonEntity *was = baton_snapshot_lookup_kind (comparison->snapshots[BEFORE], baton_entity_get_id (after->pdata[i]), kind);

      if (was != after->pdata[i] || !comparison->same_member || !stands_alone (comparison, kind))
        compare_thing (comparison, effect, was, after->pdata[i]);
    }
  for (guint i = 0; i < before->len && before != after; i++)
    if (baton_snapshot_lookup_kind (comparison->snapshots[AFTER], baton_entity_get_id (before->pdata[i]), kind) == NULL)
      compare_thing (comparison, effect, before->pdata[i], NULL);
}

/* The benefits of a tier are lines on its card, in their order; there the name is what a partner reads. */
static gboolean
gives_the_same (Comparison *comparison,
                const char *tier)
{
  static const BatonField shown[] = { BATON_FIELD_BENEFIT_NAME, BATON_FIELD_BENEFIT_TYPE, BATON_FIELD_BENEFIT_PERCENT,
                                      BATON_FIELD_BENEFIT_NUMBER, BATON_FIELD_BENEFIT_UNIT, BATON_FIELD_BENEFIT_FUND };
  g_autoptr (GPtrArray) was = baton_snapshot_list_children (comparison->snapshots[BEFORE], BATON_KIND_BENEFIT, tier);
  g_autoptr (GPtrArray) is = baton_snapshot_list_children (comparison->snapshots[AFTER], BATON_KIND_BENEFIT, tier);

  if (was->len != is->len)
    return FALSE;
  for (guint i = 0; i < is->len; i++)
    for (gsize f = 0; f < G_N_ELEMENTS (shown); f++)
      if (!baton_value_equal (baton_entity_get (was->pdata[i], shown[f]), baton_entity_get (is->pdata[i], shown[f])))
        return FALSE;
  return TRUE;
}

/* Bits of what a card of the tier shows otherwise. */
static guint
list_tier_parts (Comparison        *comparison,
                 const BatonEntity *before,
                 const BatonEntity *after)
{
  static const BatonField fields[] = {
    [BATON_EFFECT_TIER_THRESHOLD] = BATON_FIELD_TIER_THRESHOLD,
    [BATON_EFFECT_TIER_REQUIREMENTS] = BATON_FIELD_TIER_REQUIREMENTS,
    [BATON_EFFECT_TIER_DESCRIPTION] = BATON_FIELD_TIER_DESCRIPTION,
    [BATON_EFFECT_TIER_COLOUR] = BATON_FIELD_TIER_COLOUR,
  };
  guint parts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!baton_value_equal (baton_entity_get (before, fields[i]), baton_entity_get (after, fields[i])))
      parts |= 1u << i;
  if (!gives_the_same (comparison, baton_entity_get_id (after)))
    parts |= 1u << BATON_EFFECT_TIER_BENEFITS;
  return parts;
}

/* Of ladders that the persona saw and sees; one that came or went says it for its tiers. */
static void
compare_ladder (Comparison  *comparison,
                BatonEffect *effect,
                const char  *ladder)
{
  BatonSnapshot **snapshots = comparison->snapshots;
  g_autoptr (GPtrArray) before = baton_snapshot_list_children (snapshots[BEFORE], BATON_KIND_TIER, ladder);
  g_autoptr (GPtrArray) after = baton_snapshot_list_children (snapshots[AFTER], BATON_KIND_TIER, ladder);

  for (guint i = 0; i < after->len; i++)
    {
      BatonEffectThing thing = { .kind = BATON_KIND_TIER, .id = baton_entity_get_id (after->pdata[i]) };
      BatonEntity *was = baton_snapshot_lookup_kind (snapshots[BEFORE], thing.id, BATON_KIND_TIER);

      if (was == NULL || g_strcmp0 (baton_entity_get_parent (was), ladder) != 0)
        add_thing (effect->appeared, snapshots[AFTER], after->pdata[i]);
      else if ((thing.parts = list_tier_parts (comparison, was, after->pdata[i])) != 0)
        g_array_append_val (effect->tiers, thing);
    }
  for (guint i = 0; i < before->len; i++)
    {
      BatonEntity *is = baton_snapshot_lookup_kind (snapshots[AFTER], baton_entity_get_id (before->pdata[i]), BATON_KIND_TIER);

      if (is == NULL || g_strcmp0 (baton_entity_get_parent (is), ladder) != 0)
        add_thing (effect->disappeared, snapshots[BEFORE], before->pdata[i]);
    }
}

static void
compare_tiers (Comparison  *comparison,
               BatonEffect *effect)
{
  GPtrArray *ladders = baton_snapshot_list (comparison->snapshots[AFTER], BATON_KIND_TIER_LADDER);
  BatonSnapshot *before = comparison->snapshots[BEFORE];

  if (comparison->same_kinds[BATON_KIND_TIER] && comparison->same_kinds[BATON_KIND_BENEFIT])
    return;
  for (guint i = 0; i < ladders->len; i++)
    {
      const char *id = baton_entity_get_id (ladders->pdata[i]);

      if (is_there (&comparison->views[AFTER], ladders->pdata[i])
          && is_there (&comparison->views[BEFORE], baton_snapshot_lookup_kind (before, id, BATON_KIND_TIER_LADDER)))
        compare_ladder (comparison, effect, id);
    }
}

/* Content that may be viewed as before, but is shown now and was not, or was and is not. */
static void
compare_contents (Comparison  *comparison,
                  BatonEffect *effect)
{
  GPtrArray *after = baton_snapshot_list (comparison->snapshots[AFTER], BATON_KIND_CONTENT);

  for (guint i = 0; i < after->len; i++)
    {
      BatonEntity *is = after->pdata[i];
      BatonEntity *was = baton_snapshot_lookup_kind (comparison->snapshots[BEFORE], baton_entity_get_id (is), BATON_KIND_CONTENT);

      if (was != NULL && was != is
          && baton_access_allows (comparison->views[BEFORE].resolver.access, BATON_ACTION_VIEW, baton_entity_get_id (is))
                 == baton_access_allows (comparison->views[AFTER].resolver.access, BATON_ACTION_VIEW, baton_entity_get_id (is)))
        compare_thing (comparison, effect, was, is);
    }
}

static void
compare_portals (Comparison  *comparison,
                 BatonEffect *effect)
{
  const View *views = comparison->views;

  effect->landed = views[BEFORE].landing != NULL ? baton_entity_get_id (views[BEFORE].landing) : NULL;
  effect->lands = views[AFTER].landing != NULL ? baton_entity_get_id (views[AFTER].landing) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    compare_kind (comparison, effect, shown_kinds[i]);
  compare_tiers (comparison, effect);
  if (!comparison->same_kinds[BATON_KIND_CONTENT])
    compare_contents (comparison, effect);
}

static gboolean
changes_view (const BatonEffect *effect)
{
  for (guint i = 0; i < effect->decisions->len; i++)
    if (((BatonDifference *) effect->decisions->pdata[i])->action == BATON_ACTION_VIEW)
      return TRUE;
  return FALSE;
}

static void
compare_persona (Comparison  *comparison,
                 BatonEffect *effect)
{
  BatonSnapshot **snapshots = comparison->snapshots;
  BatonEntity *was = baton_snapshot_lookup (snapshots[BEFORE], effect->persona);
  BatonEntity *is = baton_snapshot_lookup (snapshots[AFTER], effect->persona);
  gboolean same_persona = was == is || baton_entity_equal (was, is);
  gboolean other_portal = !same_persona || !comparison->same_portal || !comparison->same_kinds[BATON_KIND_CONTENT] || changes_view (effect);
  gboolean other_brand = !same_persona || !comparison->same_words || !comparison->same_kinds[BATON_KIND_BRAND];

  if (!other_portal && !other_brand)
    return;
  comparison->same_member = same_persona && comparison->same_words;
  for (guint side = 0; side < N_SIDES; side++)
    open_view (&comparison->views[side], snapshots[side], effect->persona, comparison->day);
  if (other_portal)
    compare_portals (comparison, effect);
  if (other_brand)
    {
      g_array_unref (effect->brand);
      effect->brand = baton_brand_list_changes (comparison->views[BEFORE].resolver.brand, comparison->views[AFTER].resolver.brand);
    }
  for (guint side = 0; side < N_SIDES; side++)
    close_view (&comparison->views[side]);
}

/* ── All of them ─────────────────────────────────────────────────────────────────────────────────────── */

/* Of contents that nobody is shown on that day, drafts above all, a rule may say what it likes. Returns how many are left, of which
 * the first stay. */
static guint
keep_shown (const Comparison *comparison,
            guint             side,
            GPtrArray        *ids)
{
  BatonSnapshot *snapshot = comparison->snapshots[side];
  guint n_shown = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      BatonEntity *content = baton_snapshot_lookup_kind (snapshot, ids->pdata[i], BATON_KIND_CONTENT);

      if (content != NULL && baton_snapshot_is_shown (snapshot, content, comparison->day))
        ids->pdata[n_shown++] = ids->pdata[i];
    }
  g_ptr_array_set_size (ids, (int) MIN (n_shown, comparison->max_examples));
  return n_shown;
}

/* FALSE when nothing is left of it. Takes a difference with all of its examples. */
static gboolean
keep_what_shows (const Comparison *comparison,
                 BatonDifference  *difference)
{
  if (difference->action == BATON_ACTION_VIEW)
    {
      difference->n_allowed = keep_shown (comparison, AFTER, difference->allowed);
      difference->n_approval = keep_shown (comparison, AFTER, difference->approval);
      difference->n_refused = keep_shown (comparison, BEFORE, difference->refused);
    }
  else
    {
      g_ptr_array_set_size (difference->allowed, (int) MIN (difference->allowed->len, comparison->max_examples));
      g_ptr_array_set_size (difference->approval, (int) MIN (difference->approval->len, comparison->max_examples));
      g_ptr_array_set_size (difference->refused, (int) MIN (difference->refused->len, comparison->max_examples));
    }
  return difference->n_allowed + difference->n_approval + difference->n_refused > 0;
}

/* Takes the persona's decisions from the front of *differences*, which is in the order in which personas are asked for. */
static void
add_effect (Comparison          *comparison,
            GPtrArray           *effects,
            const char          *persona,
            BatonEffectPresence  presence,
            GPtrArray           *differences,
            guint               *next)
{
  g_autoptr (BatonEffect) effect = effect_new (persona, presence);

  while (*next < differences->len && g_strcmp0 (((BatonDifference *) differences->pdata[*next])->persona, persona) == 0)
    {
      BatonDifference *difference = g_steal_pointer (&differences->pdata[(*next)++]);

      if (keep_what_shows (comparison, difference))
        g_ptr_array_add (effect->decisions, difference);
      else
        baton_difference_free (difference);
    }
  if (presence == BATON_EFFECT_EDITED)
    compare_persona (comparison, effect);
  if (!is_effect_empty (effect))
    g_ptr_array_add (effects, g_steal_pointer (&effect));
}

GPtrArray *
baton_effect_list (BatonSnapshot *before,
                   BatonSnapshot *after,
                   BatonDay       day,
                   guint          max_examples)
{
  GPtrArray *effects = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_effect_free);
  g_autoptr (GPtrArray) differences = baton_difference_list (before, after, day, G_MAXUINT);
  GPtrArray *old_personas = baton_snapshot_list (before, BATON_KIND_PERSONA);
  GPtrArray *personas = baton_snapshot_list (after, BATON_KIND_PERSONA);
  Comparison comparison = { .snapshots = { before, after }, .day = day, .max_examples = max_examples };
  guint next = 0;

  compare_lists (&comparison);
  for (guint p = 0; p < personas->len; p++)
    {
      const char *id = baton_entity_get_id (personas->pdata[p]);
      gboolean was = baton_snapshot_lookup_kind (before, id, BATON_KIND_PERSONA) != NULL;

      add_effect (&comparison, effects, id, was ? BATON_EFFECT_EDITED : BATON_EFFECT_CAME, differences, &next);
    }
  for (guint p = 0; p < old_personas->len; p++)
    {
      const char *id = baton_entity_get_id (old_personas->pdata[p]);

      if (baton_snapshot_lookup_kind (after, id, BATON_KIND_PERSONA) == NULL)
        add_effect (&comparison, effects, id, BATON_EFFECT_GONE, differences, &next);
    }
  return effects;
}
