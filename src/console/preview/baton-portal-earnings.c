/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiers, activities and rewards, in the same words as on a page of the portal.
 */
#include "config.h"

#include "console/preview/baton-portal-parts.h"

#include "model/baton-format.h"
#include "portal/baton-portal-facts.h"

#include <string.h>

#define SLASH "\302\240/\302\240" /* between numbers that stay on one line */

/* ── Tiers ── */

/* What it takes, and what it gives: each benefit can be asked about. */
static void
append_tier (BatonPortalView       *self,
             BatonPortalNode       *box,
             const BatonPortalTier *tier)
{
  g_autofree char *threshold = baton_format_number (tier->threshold, self->portal->locale), *line = NULL, *asked = NULL;
  g_autoptr (BatonPortalFact) needed = baton_portal_make_also_needed (self->portal, tier);
  BatonPortalNode *name = baton_portal_part_new_text (self, &tier->item.name, "heading"), *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);

  if (tier->threshold >= 0)
    line = g_strdup_printf (tier->held ? "%s+ %s  ·  %s" : "%s+ %s", threshold, baton_portal_part_get_word (self, "tier-points"),
                            baton_portal_part_get_word (self, "your-tier"));
  else if (tier->held)
    line = g_strdup (baton_portal_part_get_word (self, "your-tier"));
  baton_portal_node_append (inner, name);
  if (line != NULL)
    baton_portal_node_append (inner, baton_portal_part_new_label (self, line, "caption"));
  if (needed != NULL)
    {
      asked = baton_portal_fact_to_text (needed, NULL);
      baton_portal_node_append (inner, baton_portal_part_new_label (self, asked, "caption"));
    }
  baton_portal_part_append_text (self, inner, &tier->description, NULL);
  baton_portal_node_append (box, baton_portal_part_new_item (self, &tier->item, NULL, inner));
  for (gsize i = 0; i < tier->n_benefits; i++)
    if (*tier->benefits[i].item.name.text != '\0')
      {
        BatonPortalNode *benefit = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);
        BatonPortalNode *text = baton_portal_part_new_text (self, &tier->benefits[i].item.name, NULL);

        baton_portal_node_set_wide (text);
        baton_portal_node_append (benefit, baton_portal_part_new_label (self, "•", NULL));
        baton_portal_node_append (benefit, text);
        baton_portal_node_append (box, baton_portal_part_new_item (self, &tier->benefits[i].item, NULL, benefit));
      }
}

void
baton_portal_part_append_ladder (BatonPortalView         *self,
                                 BatonPortalNode         *box,
                                 const BatonPortalLadder *ladder,
                                 gboolean                 headed)
{
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 6, NULL), *item;
  g_autofree char *points = baton_format_number (ladder->points, self->portal->locale);
  g_autofree char *line = NULL, *next = NULL;
  gint64 most = MAX (ladder->highest, 1);
  g_autoptr (BatonPortalFact) fact = baton_portal_make_next_tier (self->portal, ladder);

  line = g_strdup_printf ("%s  ·  %s %s", ladder->held != NULL ? ladder->held->item.name.text : baton_portal_part_get_word (self, "no-tier"), points,
                          baton_portal_part_get_word (self, "tier-points"));
  if (headed)
    baton_portal_part_append_text (self, inner, &ladder->item.name, "heading");
  baton_portal_node_append (inner, baton_portal_part_new_label (self, line, NULL));
  baton_portal_node_append (inner, baton_portal_node_new_level (CLAMP (ladder->points, 0, most), most, line));
  if (fact != NULL)
    {
      next = baton_portal_fact_to_text (fact, NULL);
      baton_portal_node_append (inner, baton_portal_part_new_label (self, next, "caption"));
    }
  item = baton_portal_part_new_item (self, &ladder->item, NULL, inner);
  baton_portal_node_add_class (item, "card");
  baton_portal_node_append (box, item);
  for (gsize i = 0; i < ladder->n_tiers; i++)
    append_tier (self, box, &ladder->tiers[i]);
}

/* ── Activities ── */

static char *
describe_cell (const BatonPortalCell *cell,
               const char            *locale)
{
  return cell->state == BATON_PORTAL_CELL_NUMBER ? baton_format_number (cell->value, locale) : g_strdup ("–");
}

/* *order* says which of the three numbers is which. */
static void
append_activity (BatonPortalView           *self,
                 BatonPortalNode           *box,
                 const BatonPortalActivity *activity,
                 const char                *order)
{
  const char *locale = self->portal->locale;
  BatonPortalNode *row = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL), *words = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  g_autofree char *tier = describe_cell (&activity->tier, locale);
  g_autofree char *company = describe_cell (&activity->company, locale);
  g_autofree char *individual = describe_cell (&activity->individual, locale);
  g_autofree char *points = g_strdup_printf ("%s" SLASH "%s" SLASH "%s", tier, company, individual);
  g_autoptr (GPtrArray) conditions = baton_portal_list_conditions (self->portal, activity);
  BatonPortalNode *label = baton_portal_node_new_label (points, "numeric");

  baton_portal_node_set_rtl (label, FALSE);
  baton_portal_node_append (words, baton_portal_part_new_text (self, &activity->item.name, NULL));
  baton_portal_part_append_text (self, words, &activity->description, "caption");
  baton_portal_part_append_facts (self, words, conditions);
  baton_portal_node_set_wide (words);
  baton_portal_node_set_whole (label);
  baton_portal_node_set_tooltip (label, order);
  baton_portal_node_append (row, words);
  baton_portal_node_append (row, label);
  baton_portal_node_append (box, baton_portal_part_new_item (self, &activity->item, NULL, row));
}

void
baton_portal_part_append_motion (BatonPortalView         *self,
                                 BatonPortalNode         *box,
                                 const BatonPortalMotion *motion)
{
  g_autofree char *order = g_strdup_printf ("%s / %s / %s", baton_portal_part_get_word (self, "tier-points"), baton_portal_part_get_word (self, "company-points"),
                                            baton_portal_part_get_word (self, "individual-points"));
  g_autofree char *columns = g_strdup_printf ("%s  ·  %s", baton_portal_part_get_word (self, "activity"), order);
  gsize n_left = 0;

  baton_portal_node_append (box, baton_portal_part_new_text (self, &motion->item.name, "heading"));
  baton_portal_part_append_text (self, box, &motion->description, NULL);
  if (self->n_activities < BATON_PORTAL_MOST_LISTED)
    baton_portal_node_append (box, baton_portal_part_new_label (self, columns, "caption"));
  for (gsize section = 0; section < motion->n_sections; section++)
    {
      if (self->n_activities < BATON_PORTAL_MOST_LISTED)
        baton_portal_part_append_text (self, box, &motion->sections[section].name, "caption-heading");
      for (gsize i = 0; i < motion->sections[section].n_activities; i++)
        {
          if (self->n_activities >= BATON_PORTAL_MOST_LISTED)
            {
              n_left++;
              continue;
            }
          append_activity (self, box, &motion->sections[section].activities[i], order);
          self->n_activities++;
        }
    }
  baton_portal_part_append_rest (self, box, n_left, 0);
}

/* ── Rewards ── */

/* "120 → 96 company points", and what an exchange gives. (transfer full) */
static char *
describe_price (BatonPortalView         *self,
                const BatonPortalReward *reward)
{
  g_autoptr (BatonPortalFact) fact = baton_portal_make_price (self->portal, reward);
  g_autofree char *price = baton_portal_fact_to_text (fact, self->names->presenting ? BATON_WORDS_HIDDEN : NULL);
  g_autofree char *before = baton_format_number (reward->list_price, self->portal->locale);

  if (reward->price == reward->list_price)
    return g_steal_pointer (&price);
  return g_strdup_printf (self->portal->rtl ? "%s ← %s" : "%s → %s", before, price);
}

static void
append_reward (BatonPortalView         *self,
               BatonPortalNode         *box,
               const BatonPortalReward *reward)
{
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 3, NULL), *row = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL);
  BatonPortalNode *name = baton_portal_part_new_text (self, &reward->item.name, NULL), *label;
  g_autofree char *price = describe_price (self, reward), *missing = NULL, *line = NULL;

  baton_portal_part_append_picture (self, inner, &reward->picture, 72);
  baton_portal_node_set_wide (name);
  label = baton_portal_part_new_label (self, price, "numeric");
  if (!reward->affordable)
    baton_portal_node_add_class (label, "dim-label");
  baton_portal_node_append (row, name);
  baton_portal_node_append (row, label);
  baton_portal_node_append (inner, row);
  baton_portal_part_append_text (self, inner, &reward->description, "caption");
  missing = baton_format_number (reward->missing, self->portal->locale);
  line = reward->affordable ? g_strdup (baton_portal_part_get_word (self, "affordable"))
                            : g_strdup_printf ("%s: %s", baton_portal_part_get_word (self, "not-affordable"), missing);
  baton_portal_node_append (inner, baton_portal_part_new_label (self, line, "caption"));
  baton_portal_node_append (box, baton_portal_part_new_item (self, &reward->item, NULL, inner));
}

void
baton_portal_part_append_rewards (BatonPortalView         *self,
                                  BatonPortalNode         *box,
                                  const BatonPortalReward *rewards,
                                  gsize                    n_rewards)
{
  for (gsize i = 0; i < n_rewards; i++)
    {
      if (baton_portal_is_section_begun (rewards, i))
        continue;
      baton_portal_part_append_text (self, box, &rewards[i].section, "heading");
      for (gsize j = i; j < n_rewards; j++)
        if (strcmp (rewards[j].section.text, rewards[i].section.text) == 0)
          append_reward (self, box, &rewards[j]);
    }
}
