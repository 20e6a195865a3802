/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiers, activities and rewards as a page shows them; the guide shows the same tables.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-page-writer.h"

#include "model/baton-format.h"

#include <string.h>

/* ── Tiers ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Colours of tiers are attributes of shapes, which a policy without inline styles allows. */
static void
write_badge (BatonPageWriter       *w,
             const BatonPortalTier *tier)
{
  g_autofree char *fill = tier->colour != BATON_PORTAL_NO_COLOUR ? g_strdup_printf ("#%06x", tier->colour) : NULL;

  baton_html_open (w->html, "svg", "class", "badge", "viewBox", "0 0 24 24", "aria-hidden", "true", "focusable", "false", NULL);
  baton_html_open (w->html, "path", "class", "ribbon", "d", "M7.5 13 5.5 22 12 18.8 18.5 22 16.5 13z", "fill", fill, NULL);
  baton_html_close (w->html);
  baton_html_open (w->html, "circle", "cx", "12", "cy", "8.5", "r", "7", "fill", fill, NULL);
  baton_html_close (w->html);
  baton_html_open (w->html, "circle", "class", "shine", "cx", "12", "cy", "8.5", "r", "4.2", NULL);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

/* Points that reach the end of the bar: the highest threshold, or the points where they go beyond. */
static gint64
get_scale (const BatonPortalLadder *ladder)
{
  return MAX (MAX (ladder->highest, ladder->points), 1);
}

static int
to_permille (gint64 value,
             gint64 scale)
{
  return (int) ((double) CLAMP (value, 0, scale) * 1000.0 / (double) scale);
}

static void
write_bar_part (BatonPageWriter *w,
                const char      *class_name,
                int              from,
                int              width)
{
  /* Shapes do not turn round with the page's direction by themselves. */
  g_autofree char *x = g_strdup_printf ("%d", w->portal->rtl ? 1000 - from - width : from);
  g_autofree char *length = g_strdup_printf ("%d", width);

  baton_html_open (w->html, "rect", "class", class_name, "x", x, "y", "0", "width", length, "height", "10", NULL);
  baton_html_close (w->html);
}

static void
write_bar (BatonPageWriter         *w,
           const BatonPortalLadder *ladder)
{
  gint64 scale = get_scale (ladder);
  g_autofree char *points = baton_format_number (ladder->points, w->portal->locale);
  g_autofree char *label = g_strdup_printf ("%s: %s", baton_portal_get_word (w->portal, "tier-points")->text, points);

  baton_html_open (w->html, "svg", "class", "bar", "viewBox", "0 0 1000 10", "preserveAspectRatio", "none", "role", "img",
                   "aria-label", label, NULL);
  write_bar_part (w, "track", 0, 1000);
  write_bar_part (w, "filled", 0, to_permille (ladder->points, scale));
  for (gsize i = 0; i < ladder->n_tiers; i++)
    if (ladder->tiers[i].threshold > 0 && ladder->tiers[i].threshold < scale)
      write_bar_part (w, "tick", MAX (to_permille (ladder->tiers[i].threshold, scale) - 2, 0), 4);
  baton_html_close (w->html);
}

/* Nothing for NULL. */
static void
write_statement (BatonPageWriter       *w,
                 const char            *class_name,
                 const BatonPortalFact *fact)
{
  if (fact == NULL)
    return;
  baton_html_open (w->html, "p", "class", class_name, NULL);
  baton_page_fact (w, fact);
  baton_html_close (w->html);
}

static void
write_standing (BatonPageWriter         *w,
                const BatonPortalLadder *ladder)
{
  g_autoptr (BatonPortalFact) next = baton_portal_make_next_tier (w->portal, ladder);

  baton_html_open (w->html, "div", "class", "tier-standing", NULL);
  baton_html_open (w->html, "p", "class", "tier-held", NULL);
  if (ladder->held != NULL)
    {
      write_badge (w, ladder->held);
      baton_html_element (w->html, "strong", NULL, &ladder->held->item.name);
    }
  else
    baton_page_word (w, "strong", NULL, "no-tier");
  baton_html_open (w->html, "span", "class", "tier-points", NULL);
  baton_page_number (w, "figure", ladder->points);
  baton_html_text (w->html, " ");
  baton_page_word (w, NULL, NULL, "tier-points");
  baton_html_close (w->html);
  baton_html_close (w->html);
  write_bar (w, ladder);
  write_statement (w, "tier-next", next);
  baton_html_close (w->html);
}

void
baton_page_tiers (BatonPageWriter         *w,
                  const BatonPortalLadder *ladder,
                  const char              *heading)
{
  baton_html_open (w->html, "ol", "class", "tiers", "role", "list", NULL);
  for (gsize i = 0; i < ladder->n_tiers; i++)
    {
      const BatonPortalTier *tier = &ladder->tiers[i];
      g_autoptr (BatonPortalFact) needed = baton_portal_make_also_needed (w->portal, tier);

      baton_html_open (w->html, "li", "class", tier->held ? "tier held" : "tier", "data-entity", tier->item.id, NULL);
      baton_html_open (w->html, heading, "class", "tier-name", NULL);
      write_badge (w, tier);
      baton_page_text (w, &tier->item.name);
      if (tier->held)
        baton_page_word (w, "span", "pill", "your-tier");
      baton_html_close (w->html);
      if (tier->threshold >= 0)
        {
          baton_html_open (w->html, "p", "class", "threshold", NULL);
          baton_page_number (w, "figure", tier->threshold);
          baton_html_text (w->html, "+ ");
          baton_page_word (w, NULL, NULL, "tier-points");
          baton_html_close (w->html);
        }
      write_statement (w, "threshold", needed);
      baton_html_element (w->html, "p", NULL, &tier->description);
      if (tier->n_benefits > 0)
        {
          baton_html_open (w->html, "ul", "class", "benefits", "aria-label", baton_portal_get_word (w->portal, "benefits")->text, NULL);
          for (gsize j = 0; j < tier->n_benefits; j++)
            baton_html_element (w->html, "li", NULL, &tier->benefits[j].item.name);
          baton_html_close (w->html);
        }
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

void
baton_page_ladder (BatonPageWriter         *w,
                   const BatonPortalLadder *ladder,
                   gboolean                 headed)
{
  baton_html_open (w->html, "div", "class", "ladder", "data-entity", ladder->item.id, NULL);
  if (headed)
    baton_html_element (w->html, "h3", NULL, &ladder->item.name);
  write_standing (w, ladder);
  baton_page_tiers (w, ladder, headed ? "h4" : "h3");
  baton_html_close (w->html);
}

/* ── Activities ──────────────────────────────────────────────────────────────────────────────────────── */

static void
write_cell (BatonPageWriter       *w,
            const BatonPortalCell *cell)
{
  baton_html_open (w->html, "td", "class", cell->state == BATON_PORTAL_CELL_NUMBER ? "points" : "points none", NULL);
  if (cell->state == BATON_PORTAL_CELL_NUMBER)
    baton_page_number (w, NULL, cell->value);
  else if (cell->state == BATON_PORTAL_CELL_NONE)
    baton_html_text (w->html, "–");
  baton_html_close (w->html);
}

static void
write_conditions (BatonPageWriter           *w,
                  const BatonPortalActivity *activity)
{
  g_autoptr (GPtrArray) facts = baton_portal_list_conditions (w->portal, activity);

  if (facts->len == 0)
    return;
  baton_html_open (w->html, "ul", "class", "conditions", NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const BatonPortalFact *fact = facts->pdata[i];

      baton_html_open (w->html, "li", "class", strcmp (fact->name, "fee") == 0 ? "fee" : NULL, NULL);
      baton_page_fact (w, fact);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

static void
write_activity (BatonPageWriter           *w,
                const BatonPortalActivity *activity)
{
  baton_html_open (w->html, "tr", "data-entity", activity->item.id, NULL);
  baton_html_open (w->html, "th", "scope", "row", NULL);
  baton_html_element (w->html, "span", "activity-name", &activity->item.name);
  baton_html_element (w->html, "span", "activity-description", &activity->description);
  write_conditions (w, activity);
  baton_html_close (w->html);
  write_cell (w, &activity->tier);
  write_cell (w, &activity->company);
  write_cell (w, &activity->individual);
  baton_html_close (w->html);
}

static void
write_column (BatonPageWriter *w,
              const char      *class_name,
              const char      *key)
{
  baton_html_open (w->html, "th", "scope", "col", "class", class_name, NULL);
  baton_page_word (w, NULL, NULL, key);
  baton_html_close (w->html);
}

static void
write_section (BatonPageWriter          *w,
               const BatonPortalSection *section)
{
  baton_html_open (w->html, "table", "class", "activities", NULL);
  baton_html_element (w->html, "caption", NULL, &section->name);
  baton_html_open (w->html, "thead", NULL);
  baton_html_open (w->html, "tr", NULL);
  write_column (w, NULL, "activity");
  write_column (w, "points", "tier-points");
  write_column (w, "points", "company-points");
  write_column (w, "points", "individual-points");
  baton_html_close (w->html);
  baton_html_close (w->html);
  baton_html_open (w->html, "tbody", NULL);
  for (gsize i = 0; i < section->n_activities; i++)
    write_activity (w, &section->activities[i]);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

void
baton_page_motion (BatonPageWriter         *w,
                   const BatonPortalMotion *motion,
                   gboolean                 headed)
{
  baton_html_open (w->html, "div", "class", "motion", "data-entity", motion->item.id, NULL);
  if (headed)
    baton_html_element (w->html, "h3", NULL, &motion->item.name);
  baton_html_element (w->html, "p", "lead", &motion->description);
  for (gsize i = 0; i < motion->n_sections; i++)
    write_section (w, &motion->sections[i]);
  baton_html_close (w->html);
}

/* ── Rewards ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_price (BatonPageWriter         *w,
             const BatonPortalReward *reward)
{
  g_autoptr (BatonPortalFact) fact = baton_portal_make_price (w->portal, reward);

  baton_html_open (w->html, "p", "class", "price", NULL);
  if (reward->price != reward->list_price)
    {
      baton_html_open (w->html, "del", NULL);
      baton_page_number (w, NULL, reward->list_price);
      baton_html_close (w->html);
      baton_html_text (w->html, " ");
    }
  baton_page_fact (w, fact);
  baton_html_close (w->html);
}

static void
write_affordability (BatonPageWriter         *w,
                     const BatonPortalReward *reward)
{
  if (reward->affordable)
    {
      baton_page_word (w, "p", "pill affordable", "affordable");
      return;
    }
  baton_html_open (w->html, "p", "class", "pill missing", NULL);
  baton_page_word (w, NULL, NULL, "not-affordable");
  baton_html_text (w->html, ": ");
  baton_page_number (w, NULL, reward->missing);
  baton_html_close (w->html);
}

static void
write_reward (BatonPageWriter         *w,
              const BatonPortalReward *reward,
              gboolean                 personal)
{
  baton_html_open (w->html, "li", "class", "card reward", "data-entity", reward->item.id, NULL);
  baton_page_picture (w, "card-picture", &reward->picture, TRUE);
  baton_html_open (w->html, "div", "class", "card-body", NULL);
  baton_html_element (w->html, *reward->section.text != '\0' ? "h4" : "h3", NULL, &reward->item.name);
  baton_html_element (w->html, "p", NULL, &reward->description);
  write_price (w, reward);
  if (personal)
    write_affordability (w, reward);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

void
baton_page_rewards (BatonPageWriter         *w,
                    const BatonPortalReward *rewards,
                    gsize                    n_rewards,
                    gboolean                 personal)
{
  for (gsize i = 0; i < n_rewards; i++)
    {
      if (baton_portal_is_section_begun (rewards, i))
        continue;
      baton_html_element (w->html, "h3", NULL, &rewards[i].section);
      baton_html_open (w->html, "ul", "class", "cards rewards", "role", "list", NULL);
      for (gsize j = i; j < n_rewards; j++)
        if (strcmp (rewards[j].section.text, rewards[i].section.text) == 0)
          write_reward (w, &rewards[j], personal);
      baton_html_close (w->html);
    }
}
