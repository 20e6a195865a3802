/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-effect.h"
#include "words/baton-words-format.h"

#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

/* Names in one sentence; the rest is counted. */
#define MOST_NAMES 3

/* ── Lists of names ──────────────────────────────────────────────────────────────────────────────────── */

/* "navigation item “Deals”": what it is and how it is called. */
static char *
name_thing (const BatonNames       *names,
            const BatonEffectThing *thing)
{
  g_autofree char *name = baton_words_quoted_name (names, thing->id);

  /* Translators: %1$s is what something is ("Page"), %2$s its name in quotation marks */
  return g_strdup_printf (C_("thing with its name", "%1$s %2$s"), baton_words_kind (thing->kind), name);
}

static char *
list_things (const BatonNames *names,
             GArray           *things)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (things->len, MOST_NAMES); i++)
    g_ptr_array_add (items, name_thing (names, &g_array_index (things, BatonEffectThing, i)));
  return baton_words_join_some (items, things->len, MOST_NAMES);
}

static char *
list_contents (const BatonNames *names,
               GPtrArray        *ids,
               guint             count)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (ids->len, MOST_NAMES); i++)
    g_ptr_array_add (items, baton_words_quoted_name (names, ids->pdata[i]));
  return baton_words_join_some (items, count, MOST_NAMES);
}

static char *
list_fields (GArray *fields)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (items, (gpointer) baton_words_field (g_array_index (fields, BatonField, i)));
  return baton_words_join_and (items);
}

static const char *
name_tier_part (BatonEffectTierPart part)
{
  static const BatonField fields[] = {
    [BATON_EFFECT_TIER_THRESHOLD] = BATON_FIELD_TIER_THRESHOLD,
    [BATON_EFFECT_TIER_REQUIREMENTS] = BATON_FIELD_TIER_REQUIREMENTS,
    [BATON_EFFECT_TIER_DESCRIPTION] = BATON_FIELD_TIER_DESCRIPTION,
    [BATON_EFFECT_TIER_COLOUR] = BATON_FIELD_TIER_COLOUR,
  };

  /* Translators: what differs of a tier, among names of its fields: From tier points, Benefits and Colour */
  return part < G_N_ELEMENTS (fields) ? baton_words_field (fields[part]) : C_("difference", "Benefits");
}

/* A sentence for each of the first tiers; the rest is counted. */
static void
add_tier_lines (GPtrArray        *lines,
                const BatonNames *names,
                GArray           *tiers)
{
  for (guint i = 0; i < MIN (tiers->len, MOST_NAMES); i++)
    {
      const BatonEffectThing *tier = &g_array_index (tiers, BatonEffectThing, i);
      g_autofree char *name = name_thing (names, tier), *joined = NULL;
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();

      for (guint part = 0; part < BATON_N_EFFECT_TIER_PARTS; part++)
        if ((tier->parts & (1u << part)) != 0)
          g_ptr_array_add (parts, (gpointer) name_tier_part (part));
      joined = baton_words_join_and (parts);
      /* Translators: %1$s is a tier with its name (Tier “Gold”), %2$s what differs (From tier points and Benefits) */
      g_ptr_array_add (lines, g_strdup_printf (_("%1$s shows something else: %2$s."), name, joined));
    }
  if (tiers->len > MOST_NAMES)
    /* Translators: a sentence after others of the same kind: Tier “Gold” shows something else: Benefits. */
    g_ptr_array_add (lines, baton_words_count (ngettext ("%s more tier shows something else.", "%s more tiers show something else.", tiers->len - MOST_NAMES),
                                               tiers->len - MOST_NAMES));
}

/* ── Decisions ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_alike (const BatonDifference *one,
          const BatonDifference *other)
{
  return one->n_allowed == other->n_allowed && one->n_refused == other->n_refused && one->n_approval == other->n_approval;
}

/* What may be done to how much content now, one part for each way; *actions*: "view and edit". */
static void
add_counts (GPtrArray             *parts,
            const char            *actions,
            const BatonDifference *difference)
{
  g_autofree char *allowed = baton_words_number (difference->n_allowed), *approval = baton_words_number (difference->n_approval);
  g_autofree char *refused = baton_words_number (difference->n_refused);

  if (difference->n_allowed > 0)
    /* Translators: follows a persona and a colon; %1$s is an action or several ("view and edit"), %2$s counts content */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("may now %1$s %2$s more piece of content", "may now %1$s %2$s more pieces of content", difference->n_allowed),
                                             actions, allowed));
  if (difference->n_approval > 0)
    /* Translators: follows a persona and a colon; %1$s is an action or several ("view and edit"), %2$s counts content */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("may now %1$s %2$s piece of content with an approval", "may now %1$s %2$s pieces of content with an approval", difference->n_approval),
                                             actions, approval));
  if (difference->n_refused > 0)
    /* Translators: follows a persona and a colon; %1$s is an action or several ("view and edit"), %2$s counts content */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("may no longer %1$s %2$s piece of content", "may no longer %1$s %2$s pieces of content", difference->n_refused),
                                             actions, refused));
}

/* Decisions of one persona, those alike together. */
static void
add_differences (GPtrArray *parts,
                 GPtrArray *differences)
{
  guint said = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const BatonDifference *difference = differences->pdata[i];
      g_autofree char *actions = NULL;
      guint alike = 0;

      if ((said & (1u << difference->action)) != 0)
        continue;
      for (guint j = i; j < differences->len; j++)
        if (is_alike (difference, differences->pdata[j]))
          alike |= 1u << ((BatonDifference *) differences->pdata[j])->action;
      said |= alike;
      actions = baton_words_actions (alike);
      add_counts (parts, actions, difference);
    }
}

static void
add_decision_lines (GPtrArray             *lines,
                    const BatonNames      *before,
                    const BatonNames      *after,
                    const BatonDifference *difference)
{
  g_autofree char *action = baton_words_actions (1u << difference->action);
  g_autofree char *allowed = list_contents (after, difference->allowed, difference->n_allowed);
  g_autofree char *approval = list_contents (after, difference->approval, difference->n_approval);
  g_autofree char *refused = NULL;

  /* What is gone has its name in the program before alone. */
  refused = list_contents (before, difference->refused, difference->n_refused);
  if (difference->action == BATON_ACTION_CREATE)
    {
      /* What stands there already is an example of what may be created. */
      if (difference->n_allowed > 0)
        /* Translators: %1$s is "create", %2$s names contents and how many more there are */
        g_ptr_array_add (lines, g_strdup_printf (_("May now %1$s content like %2$s."), action, allowed));
      if (difference->n_approval > 0)
        /* Translators: %1$s is "create", %2$s names contents and how many more there are */
        g_ptr_array_add (lines, g_strdup_printf (_("May now %1$s with an approval: content like %2$s."), action, approval));
      if (difference->n_refused > 0)
        /* Translators: %1$s is "create", %2$s names contents and how many more there are */
        g_ptr_array_add (lines, g_strdup_printf (_("May no longer %1$s content like %2$s."), action, refused));
      return;
    }
  if (difference->n_allowed > 0)
    /* Translators: %1$s is an action ("view"), %2$s names contents and how many more there are */
    g_ptr_array_add (lines, g_strdup_printf (_("May now %1$s %2$s."), action, allowed));
  if (difference->n_approval > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("May now %1$s with an approval: %2$s."), action, approval));
  if (difference->n_refused > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("May no longer %1$s %2$s."), action, refused));
}

/* ── One persona ─────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe_landing (const BatonNames  *before,
                  const BatonNames  *after,
                  const BatonEffect *effect)
{
  g_autofree char *was = effect->landed != NULL ? baton_words_quoted_name (before, effect->landed) : NULL;
  g_autofree char *is = effect->lands != NULL ? baton_words_quoted_name (after, effect->lands) : NULL;

  if (g_strcmp0 (effect->landed, effect->lands) == 0)
    return NULL;
  if (is == NULL)
    return g_strdup_printf (_("lands on no page instead of %s"), was);
  if (was == NULL)
    return g_strdup_printf (_("lands on %s"), is);
  /* Translators: two landing pages */
  return g_strdup_printf (_("lands on %1$s instead of %2$s"), is, was);
}

char *
baton_words_effect (const BatonNames  *before,
                    const BatonNames  *after,
                    const BatonEffect *effect)
{
  g_autofree char *persona = baton_words_name (effect->presence == BATON_EFFECT_GONE ? before : after, effect->persona);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *landing = describe_landing (before, after, effect);
  g_autofree char *joined = NULL;

  if (effect->presence == BATON_EFFECT_GONE)
    return g_strdup_printf (_("%s: deleted"), persona);
  if (effect->presence == BATON_EFFECT_CAME)
    g_ptr_array_add (parts, g_strdup (C_("persona", "new")));
  add_differences (parts, effect->decisions);
  if (effect->appeared->len > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s part comes into the portal", "%s parts come into the portal", effect->appeared->len), effect->appeared->len));
  if (effect->disappeared->len > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s part leaves the portal", "%s parts leave the portal", effect->disappeared->len), effect->disappeared->len));
  if (landing != NULL)
    g_ptr_array_add (parts, g_steal_pointer (&landing));
  if (effect->earnings->len > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("earns otherwise for %s activity", "earns otherwise for %s activities",
                                                         effect->earnings->len), effect->earnings->len));
  if (effect->prices->len > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s reward costs something else", "%s rewards cost something else",
                                                         effect->prices->len), effect->prices->len));
  if (effect->tiers->len > 0)
    g_ptr_array_add (parts, baton_words_count (ngettext ("%s tier shows something else", "%s tiers show something else",
                                                         effect->tiers->len), effect->tiers->len));
  if (effect->brand->len > 0)
    g_ptr_array_add (parts, g_strdup (C_("difference", "looks different")));

  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the parts of what an edit changes for a persona: may no longer edit 1 piece of content; looks different */
  joined = g_strjoinv (C_("difference", "; "), (char **) parts->pdata);
  /* Translators: %1$s is a persona, %2$s what an edit changes for them */
  return g_strdup_printf (C_("difference", "%1$s: %2$s"), persona, joined);
}

GPtrArray *
baton_words_effect_lines (const BatonNames  *before,
                          const BatonNames  *after,
                          const BatonEffect *effect)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *landing = describe_landing (before, after, effect);
  g_autofree char *appeared = list_things (after, effect->appeared);
  g_autofree char *disappeared = list_things (before, effect->disappeared);
  g_autofree char *earnings = list_things (after, effect->earnings);
  g_autofree char *prices = list_things (after, effect->prices);
  g_autofree char *brand = list_fields (effect->brand);

  for (guint i = 0; i < effect->decisions->len; i++)
    add_decision_lines (lines, before, after, effect->decisions->pdata[i]);
  if (effect->appeared->len > 0)
    /* Translators: parts of the portal that a persona sees now and did not: Page “Deals” */
    g_ptr_array_add (lines, g_strdup_printf (_("Comes into the portal: %s."), appeared));
  if (effect->disappeared->len > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("Leaves the portal: %s."), disappeared));
  if (landing != NULL)
    /* Translators: %s is “lands on … instead of …” */
    g_ptr_array_add (lines, g_strdup_printf (_("The persona %s."), landing));
  if (effect->earnings->len > 0)
    g_ptr_array_add (lines, g_strdup_printf (_("Earns otherwise: %s."), earnings));
  if (effect->prices->len > 0)
    /* Translators: %s is a list of rewards */
    g_ptr_array_add (lines, g_strdup_printf (_("Costs something else: %s."), prices));
  add_tier_lines (lines, after, effect->tiers);
  if (effect->brand->len > 0)
    /* Translators: %s is a list of the fields of a brand: Logo and Accent colour */
    g_ptr_array_add (lines, g_strdup_printf (_("Looks different: %s."), brand));
  return lines;
}

char *
baton_words_effects (const BatonSnapshot *after,
                     GPtrArray           *effects)
{
  guint n_personas = baton_snapshot_list (after, BATON_KIND_PERSONA)->len;

  if (n_personas == 0)
    return g_strdup (_("Add a persona, and this says what the edit changes for them."));
  if (effects->len == 0)
    return g_strdup (_("No persona’s answers change."));
  /* Translators: %1$u personas get other answers, of %2$u that there are */
  return g_strdup_printf (ngettext ("The answers of %1$u persona of %2$u change.", "The answers of %1$u personas of %2$u change.", effects->len),
                          effects->len, MAX (n_personas, effects->len));
}
