/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-portal-facts.h"

#include "model/baton-format.h"

#include <string.h>

/* ── Statements ──────────────────────────────────────────────────────────────────────────────────────── */

static void
piece_clear (gpointer piece)
{
  g_free (((BatonPortalPiece *) piece)->owned);
}

static BatonPortalFact *
fact_new (const char *name)
{
  BatonPortalFact *fact = g_new (BatonPortalFact, 1);

  fact->name = name;
  fact->pieces = g_array_new (FALSE, FALSE, sizeof (BatonPortalPiece));
  g_array_set_clear_func (fact->pieces, piece_clear);
  return fact;
}

void
baton_portal_fact_free (BatonPortalFact *fact)
{
  g_array_unref (fact->pieces);
  g_free (fact);
}

char *
baton_portal_fact_to_text (const BatonPortalFact *fact,
                           const char            *hidden)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < fact->pieces->len; i++)
    {
      const BatonPortalPiece *piece = &g_array_index (fact->pieces, BatonPortalPiece, i);

      g_string_append (line, piece->money && hidden != NULL ? hidden : piece->text.text);
    }
  return g_string_free (line, FALSE);
}

static void
add_text (BatonPortalFact       *fact,
          const BatonPortalText *text)
{
  g_array_append_val (fact->pieces, ((BatonPortalPiece) { .text = *text }));
}

static void
add_word (BatonPortalFact   *fact,
          const BatonPortal *portal,
          const char        *key)
{
  add_text (fact, baton_portal_get_word (portal, key));
}

/* Signs and figures, as the portal's language writes them; takes *owned*. */
static void
add_figure (BatonPortalFact   *fact,
            const BatonPortal *portal,
            char              *owned,
            gboolean           money)
{
  g_array_append_val (fact->pieces, ((BatonPortalPiece) { { owned, portal->locale, portal->rtl, FALSE }, FALSE, money, owned }));
}

/* *signs*: of the code. */
static void
add_signs (BatonPortalFact   *fact,
           const BatonPortal *portal,
           const char        *signs)
{
  add_text (fact, &(BatonPortalText) { signs, portal->locale, portal->rtl, FALSE });
}

static void
add_number (BatonPortalFact   *fact,
            const BatonPortal *portal,
            gint64             number)
{
  add_figure (fact, portal, baton_format_number (number, portal->locale), FALSE);
}

static void
add_percent (BatonPortalFact   *fact,
             const BatonPortal *portal,
             gint64             basis_points)
{
  add_figure (fact, portal, baton_format_percent (basis_points, portal->locale), FALSE);
}

static void
add_money (BatonPortalFact   *fact,
           const BatonPortal *portal,
           gint64             amount)
{
  add_figure (fact, portal, baton_format_money (amount, portal->currency, portal->currency_digits, portal->locale), TRUE);
}

/* Adds a statement of the word alone. (transfer none) */
static BatonPortalFact *
begin (GPtrArray         *facts,
       const BatonPortal *portal,
       const char        *name,
       const char        *word)
{
  BatonPortalFact *fact = fact_new (name);

  g_ptr_array_add (facts, fact);
  if (word != NULL)
    add_word (fact, portal, word);
  return fact;
}

/* ── Activities ──────────────────────────────────────────────────────────────────────────────────────── */

static void
add_once (GPtrArray                 *facts,
          const BatonPortal         *portal,
          const BatonPortalActivity *activity)
{
  BatonPortalFact *fact;

  if (activity->once < 0)
    return;
  fact = begin (facts, portal, "once", "once");
  if (activity->again == 1)
    {
      add_signs (fact, portal, " ");
      add_word (fact, portal, "each-fiscal-year");
    }
  else if (activity->again == 2 && activity->again_months > 0)
    {
      add_signs (fact, portal, ", ");
      add_word (fact, portal, "after-months");
      add_signs (fact, portal, ": ");
      add_number (fact, portal, activity->again_months);
    }
}

/* "per Lead", "per 50 Registrations", "per €1,000". The units are in the order of the choice "unit". */
static void
add_unit (GPtrArray                 *facts,
          const BatonPortal         *portal,
          const BatonPortalActivity *activity)
{
  BatonPortalFact *fact;

  if (activity->unit == 0 || (activity->unit != 3 && *activity->unit_name.text == '\0'))
    return;
  fact = begin (facts, portal, "unit", "per");
  add_signs (fact, portal, " ");
  if (activity->unit == 2 && activity->unit_size > 0)
    {
      add_number (fact, portal, activity->unit_size);
      add_signs (fact, portal, " ");
    }
  if (activity->unit == 3 && activity->unit_size > 0)
    add_money (fact, portal, activity->unit_size);
  else
    add_text (fact, &activity->unit_name);
}

/* "10% extra credit per 50 Registrations" */
static void
add_step_bonus (GPtrArray                 *facts,
                const BatonPortal         *portal,
                const BatonPortalActivity *activity)
{
  BatonPortalFact *fact;

  if (activity->step_size <= 0 || activity->step_percent <= 0)
    return;
  fact = begin (facts, portal, "step-bonus", NULL);
  add_percent (fact, portal, activity->step_percent);
  add_signs (fact, portal, " ");
  add_word (fact, portal, "extra-credit");
  add_signs (fact, portal, " ");
  add_word (fact, portal, "per");
  add_signs (fact, portal, " ");
  add_number (fact, portal, activity->step_size);
  add_signs (fact, portal, " ");
  add_text (fact, &activity->unit_name);
}

/* "from 70 Points: × 2" */
static void
add_bands (GPtrArray                 *facts,
           const BatonPortal         *portal,
           const BatonPortalActivity *activity)
{
  for (gsize i = 0; i < activity->n_bands; i++)
    {
      BatonPortalFact *fact = begin (facts, portal, "band", "from");

      add_signs (fact, portal, " ");
      add_number (fact, portal, activity->bands[i].from);
      if (*activity->unit_name.text != '\0')
        {
          add_signs (fact, portal, " ");
          add_text (fact, &activity->unit_name);
        }
      add_signs (fact, portal, ": × ");
      add_number (fact, portal, activity->bands[i].units);
    }
}

/* In the order of the choice "point_kind". */
static const char * const point_words[] = { "tier-points", "company-points", "individual-points" };

/* "at most 40 individual points each month" */
static void
add_caps (GPtrArray                 *facts,
          const BatonPortal         *portal,
          const BatonPortalActivity *activity)
{
  static const char * const period_words[] = { "each-month", "each-fiscal-quarter", "each-fiscal-year" };

  for (gsize i = 0; i < activity->n_caps; i++)
    {
      const BatonPortalCap *cap = &activity->caps[i];
      BatonPortalFact *fact = begin (facts, portal, "cap", "at-most");

      add_signs (fact, portal, " ");
      add_number (fact, portal, cap->most);
      add_signs (fact, portal, " ");
      add_word (fact, portal, point_words[cap->points]);
      add_signs (fact, portal, " ");
      add_word (fact, portal, period_words[cap->period]);
      if (cap->shared)
        {
          add_signs (fact, portal, " ");
          add_word (fact, portal, "for-organisation");
        }
    }
}

/* "× 2", "× 150 %", "+10 company points, +5 individual points", "referral fee +2 %"; a goal says first what is to be reached. */
static void
add_effect (BatonPortalFact            *fact,
            const BatonPortal          *portal,
            const BatonPortalPromotion *promotion)
{
  const char *before = "";

  if (promotion->effect == 0)
    {
      add_signs (fact, portal, "× ");
      if (promotion->multiplier % 10000 == 0)
        add_number (fact, portal, promotion->multiplier / 10000);
      else
        add_percent (fact, portal, promotion->multiplier);
      return;
    }
  if (promotion->effect == 2)
    {
      add_word (fact, portal, "referral-fee");
      add_signs (fact, portal, " +");
      add_percent (fact, portal, promotion->extra_fee);
      return;
    }
  if (promotion->effect == 3)
    {
      add_word (fact, portal, "target");
      add_signs (fact, portal, " ");
      if (promotion->amount)
        add_money (fact, portal, promotion->goal);
      else
        add_number (fact, portal, promotion->goal);
      before = ", ";
    }
  for (gsize i = 0; i < G_N_ELEMENTS (promotion->extra); i++)
    if (promotion->extra[i] > 0)
      {
        add_signs (fact, portal, before);
        add_signs (fact, portal, "+");
        add_number (fact, portal, promotion->extra[i]);
        add_signs (fact, portal, " ");
        add_word (fact, portal, point_words[i]);
        before = ", ";
      }
}

/* "Summer of introductions: × 2, until 31 August 2026" */
static void
add_promotions (GPtrArray                 *facts,
                const BatonPortal         *portal,
                const BatonPortalActivity *activity)
{
  for (gsize i = 0; i < activity->n_promotions; i++)
    {
      const BatonPortalPromotion *promotion = &activity->promotions[i];
      BatonPortalFact *fact = begin (facts, portal, "promotion", NULL);

      add_text (fact, &promotion->name);
      add_signs (fact, portal, ": ");
      add_effect (fact, portal, promotion);
      if (promotion->through != BATON_DAY_MAX)
        {
          add_signs (fact, portal, ", ");
          add_word (fact, portal, "until");
          add_signs (fact, portal, " ");
          add_figure (fact, portal, baton_format_day (promotion->through, portal->locale), FALSE);
        }
    }
}

static void
add_fee (GPtrArray                 *facts,
         const BatonPortal         *portal,
         const BatonPortalActivity *activity)
{
  BatonPortalFact *fact;

  if (activity->fee <= 0)
    return;
  fact = begin (facts, portal, "fee", "referral-fee");
  add_signs (fact, portal, ": ");
  add_percent (fact, portal, activity->fee);
  if (activity->fee_bonus > 0)
    {
      add_signs (fact, portal, " + ");
      add_percent (fact, portal, activity->fee_bonus);
    }
}

GPtrArray *
baton_portal_list_conditions (const BatonPortal         *portal,
                              const BatonPortalActivity *activity)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_portal_fact_free);

  add_once (facts, portal, activity);
  add_unit (facts, portal, activity);
  add_bands (facts, portal, activity);
  add_step_bonus (facts, portal, activity);
  add_fee (facts, portal, activity);
  add_caps (facts, portal, activity);
  add_promotions (facts, portal, activity);
  return facts;
}

/* ── Tiers ───────────────────────────────────────────────────────────────────────────────────────────── */

/* Sets off the piece that was added last. */
static void
set_off (BatonPortalFact *fact)
{
  g_array_index (fact->pieces, BatonPortalPiece, fact->pieces->len - 1).figure = TRUE;
}

/* "Training × 2", "Certified", "Training × 2, Certified" */
static void
add_requirement (BatonPortalFact              *fact,
                 const BatonPortal            *portal,
                 const BatonPortalRequirement *requirement)
{
  if (*requirement->activity.text != '\0')
    {
      add_text (fact, &requirement->activity);
      if (requirement->count > 1)
        {
          add_signs (fact, portal, " × ");
          add_number (fact, portal, requirement->count);
        }
    }
  if (*requirement->activity.text != '\0' && *requirement->term.text != '\0')
    add_signs (fact, portal, ", ");
  if (*requirement->term.text != '\0')
    add_text (fact, &requirement->term);
}

/* Whether there was anything to add. */
static gboolean
add_requirements (BatonPortalFact       *fact,
                  const BatonPortal     *portal,
                  const BatonPortalTier *tier,
                  gboolean               open_only,
                  const char            *before)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < tier->n_requirements; i++)
    {
      if (open_only && tier->requirements[i].met)
        continue;
      add_signs (fact, portal, any ? ", " : before);
      if (!any)
        {
          add_word (fact, portal, "also-needed");
          add_signs (fact, portal, ": ");
        }
      add_requirement (fact, portal, &tier->requirements[i]);
      any = TRUE;
    }
  return any;
}

BatonPortalFact *
baton_portal_make_next_tier (const BatonPortal       *portal,
                             const BatonPortalLadder *ladder)
{
  BatonPortalFact *fact;

  if (ladder->next == NULL && ladder->held == NULL)
    return NULL;
  fact = fact_new ("next-tier");
  if (ladder->next == NULL)
    {
      add_word (fact, portal, "highest-tier");
      return fact;
    }
  add_word (fact, portal, ladder->missing > 0 ? "points-to-next-tier" : "points-suffice");
  add_signs (fact, portal, " (");
  add_text (fact, &ladder->next->item.name);
  add_signs (fact, portal, ")");
  if (ladder->missing > 0)
    {
      add_signs (fact, portal, ": ");
      add_number (fact, portal, ladder->missing);
      set_off (fact);
    }
  add_requirements (fact, portal, ladder->next, TRUE, ". ");
  return fact;
}

BatonPortalFact *
baton_portal_make_also_needed (const BatonPortal     *portal,
                               const BatonPortalTier *tier)
{
  g_autoptr (BatonPortalFact) fact = fact_new ("also-needed");

  return add_requirements (fact, portal, tier, FALSE, "") ? g_steal_pointer (&fact) : NULL;
}

/* ── Steps, rewards, measures ────────────────────────────────────────────────────────────────────────── */

static void
add_step_fact (GPtrArray             *facts,
               const BatonPortal     *portal,
               const char            *word,
               const BatonPortalText *text)
{
  BatonPortalFact *fact;

  if (*text->text == '\0')
    return;
  fact = begin (facts, portal, word, word);
  add_signs (fact, portal, ": ");
  add_text (fact, text);
}

GPtrArray *
baton_portal_list_step_facts (const BatonPortal     *portal,
                              const BatonPortalStep *step)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_portal_fact_free);

  add_step_fact (facts, portal, "done-by", &step->owner);
  add_step_fact (facts, portal, "approved-by", &step->approval_by);
  if (step->days >= 0)
    {
      BatonPortalFact *fact = begin (facts, portal, "within-days", "within-days");

      add_signs (fact, portal, ": ");
      add_number (fact, portal, step->days);
    }
  if (step->activity.id != NULL)
    add_step_fact (facts, portal, "ways-to-earn", &step->activity.name);
  return facts;
}

BatonPortalFact *
baton_portal_make_price (const BatonPortal       *portal,
                         const BatonPortalReward *reward)
{
  BatonPortalFact *fact = fact_new ("price");

  add_number (fact, portal, reward->price);
  set_off (fact);
  add_signs (fact, portal, " ");
  add_word (fact, portal, reward->points == 0 ? "company-points" : "individual-points");
  if (!reward->exchange)
    return fact;
  add_signs (fact, portal, " = ");
  add_money (fact, portal, reward->rate);
  set_off (fact);
  if (reward->discount > 0)
    {
      add_signs (fact, portal, " (");
      add_percent (fact, portal, -reward->discount);
      add_signs (fact, portal, ")");
    }
  return fact;
}

gboolean
baton_portal_is_section_begun (const BatonPortalReward *rewards,
                               gsize                    at)
{
  for (gsize i = 0; i < at; i++)
    if (strcmp (rewards[i].section.text, rewards[at].section.text) == 0)
      return TRUE;
  return FALSE;
}

/* The units are in the order of the choice "kpi_unit". */
char *
baton_portal_format_target (const BatonPortal    *portal,
                            const BatonPortalKpi *kpi,
                            gint64                value)
{
  switch (kpi->unit)
    {
    case 1:
      return baton_format_money (value, portal->currency, portal->currency_digits, portal->locale);
    case 2:
      return baton_format_percent (value, portal->locale);
    default:
      return baton_format_number (value, portal->locale);
    }
}

/* ── Pages ───────────────────────────────────────────────────────────────────────────────────────────── */

/* The word that heads a block without a heading of its own; NULL where the block speaks for itself. */
static const char *
get_heading_word (BatonBlockType type)
{
  switch (type)
    {
    case BATON_BLOCK_SEARCH:
      return "search";
    case BATON_BLOCK_TIERS:
      return "your-tier";
    case BATON_BLOCK_ACTIVITIES:
      return "ways-to-earn";
    case BATON_BLOCK_REWARDS:
      return "rewards";
    case BATON_BLOCK_TOOLS:
      return "tools";
    case BATON_BLOCK_WORKFLOWS:
      return "workflows";
    case BATON_BLOCK_ORGANISATIONS:
      return "your-organisations";
    case BATON_BLOCK_TEXT:
    case BATON_BLOCK_HERO:
    case BATON_BLOCK_ANNOUNCEMENT:
    case BATON_BLOCK_CONTENT:
    case BATON_BLOCK_COLLECTION:
    case BATON_BLOCK_DASHBOARD:
    case BATON_N_BLOCK_TYPES:
    default:
      return NULL;
    }
}

const BatonPortalText *
baton_portal_get_block_heading (const BatonPortal      *portal,
                                const BatonPortalBlock *block)
{
  const char *word = get_heading_word (block->type);

  if (*block->item.name.text != '\0')
    return &block->item.name;
  if (block->type == BATON_BLOCK_DASHBOARD && block->dashboard != NULL)
    return &block->dashboard->item.name;
  return word != NULL ? baton_portal_get_word (portal, word) : NULL;
}

gboolean
baton_portal_speaks_of_points (const BatonPortalPage *page)
{
  for (gsize i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].type == BATON_BLOCK_TIERS || page->blocks[i].type == BATON_BLOCK_ACTIVITIES
        || page->blocks[i].type == BATON_BLOCK_REWARDS)
      return TRUE;
  return FALSE;
}
