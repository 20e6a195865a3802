/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-rewards-section.h"

#include "console/baton-reward-use.h"
#include "console/sections/baton-reward-prices.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-form.h"

#include "words/baton-words-audience.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define EXCHANGED 1 /* of the choice reward_pricing */

struct _BatonRewardsSection
{
  BatonCardsSection  parent_instance;

  BatonRewardUse    *use;       /* owned */

  GtkWidget         *sentence;
  GtkWidget         *cost;
  GtkWidget         *prices;
  GtkWidget         *form;
};

G_DEFINE_FINAL_TYPE (BatonRewardsSection, baton_rewards_section, BATON_TYPE_CARDS_SECTION)

static BatonDocument *
get_document (BatonRewardsSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

static const BatonNames *
get_names (BatonRewardsSection *self)
{
  return baton_document_get_names (get_document (self));
}

/* ── In words ── */

/* "500 company points", "EUR 0.50 for a point". (transfer full) */
static char *
describe_price (BatonRewardsSection *self,
                const BatonEntity   *reward)
{
  g_autofree char *amount = NULL;
  gint64 price = baton_entity_get_integer (reward, BATON_FIELD_REWARD_PRICE, -1), rate = baton_entity_get_integer (reward, BATON_FIELD_REWARD_RATE, -1);

  if (baton_entity_get_choice (reward, BATON_FIELD_REWARD_PRICING, 0) == EXCHANGED)
    {
      amount = rate >= 0 ? baton_words_money (get_names (self), rate) : NULL;
      /* Translators: what one point is exchanged for; %s is an amount of money */
      return amount != NULL ? g_strdup_printf (_("%s for a point"), amount) : g_strdup (_("No rate yet"));
    }
  if (price < 0)
    return g_strdup (_("No price yet"));
  amount = baton_words_number (price);
  /* Translators: a price; %s is a number */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s point", "%s points", (gulong) MIN (price, G_MAXINT)), amount);
}

/* "For partners · 6 in stock · approved by Marketing". (transfer full) */
static char *
describe_terms (BatonRewardsSection *self,
                const BatonEntity   *reward)
{
  g_autofree char *who = baton_words_audience (get_names (self), baton_entity_get (reward, BATON_FIELD_REWARD_AUDIENCE), BATON_SIDE_MEMBER);
  const char *role = baton_entity_get_string (reward, BATON_FIELD_REWARD_APPROVAL_BY);
  gint64 stock = baton_entity_get_integer (reward, BATON_FIELD_REWARD_STOCK, -1);
  GString *text = g_string_new (NULL);

  /* Translators: whom a reward is for; %s is an audience */
  g_string_append_printf (text, C_("audience", "For %s"), who);
  if (stock >= 0)
    {
      g_autofree char *number = baton_words_number (stock);

      g_string_append (text, " · ");
      /* Translators: of a reward; %s is a number */
      g_string_append_printf (text, _("%s in stock"), number);
    }
  if (role != NULL && baton_document_lookup (get_document (self), role) != NULL)
    {
      g_autofree char *name = baton_words_name (get_names (self), role);

      g_string_append (text, " · ");
      /* Translators: of a reward; %s is a role */
      g_string_append_printf (text, _("approved by %s"), name);
    }
  return g_string_free (text, FALSE);
}

/* "14 times in the last year: 7,000 points, EUR 3,500.00". (transfer full); NULL without a history. */
static char *
describe_use (BatonRewardsSection *self,
              const BatonEntity   *reward)
{
  const BatonRewardUses *use = baton_reward_use_get (self->use, baton_entity_get_id (reward));
  g_autofree char *points = NULL, *money = NULL, *number = NULL;

  if (!baton_reward_use_has_answer (self->use))
    return NULL;
  if (use == NULL)
    return g_strdup (_("Not redeemed in the last year"));
  points = baton_words_number (use->points);
  money = use->money >= 0 ? baton_words_money (get_names (self), use->money) : g_strdup ("–");
  number = baton_words_number (use->n);
  /* Translators: how often a reward was taken in the last year of the history, %2$s points and %3$s money in all */
  return g_strdup_printf (ngettext ("%1$s time in the last year: %2$s points, %3$s", "%1$s times in the last year: %2$s points, %3$s", use->n), number, points, money);
}

/* What sold out, or nobody has looked at, is worth a second look. */
static void
describe_state (BatonRewardsSection *self,
                const BatonEntity   *reward,
                BatonCard           *card)
{
  BatonWindow window = baton_window_from_value (baton_entity_get (reward, BATON_FIELD_REWARD_WINDOW));
  BatonDay today = baton_document_get_today (get_document (self));
  gboolean off = baton_entity_get_boolean (reward, BATON_FIELD_REWARD_DISABLED);

  if (off)
    card->mark = g_strdup (C_("state of a reward", "Switched off"));
  else if (window.through < today)
    card->mark = g_strdup (C_("state of a reward", "Ended"));
  else if (window.from > today)
    card->mark = g_strdup (C_("state of a reward", "Upcoming"));
  else if (baton_entity_get_integer (reward, BATON_FIELD_REWARD_STOCK, -1) == 0)
    card->mark = g_strdup (C_("state of a reward", "Sold out"));
  card->dim = card->mark != NULL;
  if (card->mark == NULL)
    card->mark = describe_price (self, reward);
}

static void
baton_rewards_section_describe (BatonCardsSection *section,
                                const BatonEntity *reward,
                                BatonCard         *card)
{
  BatonRewardsSection *self = BATON_REWARDS_SECTION (section);
  const char *heading = baton_entity_get_string (reward, BATON_FIELD_REWARD_SECTION);
  const char *paid = baton_words_choice (baton_schema_get_field (BATON_FIELD_REWARD_POINTS), baton_entity_get_string (reward, BATON_FIELD_REWARD_POINTS));

  /* Translators: heads a part of the catalogue of rewards: %1$s is its heading, %2$s the kind of points that pay */
  card->group = heading != NULL && *heading != '\0' ? g_strdup_printf (C_("rewards", "%1$s · %2$s"), heading, paid) : g_strdup (paid);
  card->title = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (reward));
  card->text = describe_terms (self, reward);
  card->note = describe_use (self, reward);
  describe_state (self, reward, card);
}

/* ── The chosen one ── */

static void
show_reward (BatonRewardsSection *self)
{
  const char *id = baton_card_list_get_selected (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
  BatonEntity *reward = id != NULL ? baton_document_lookup (get_document (self), id) : NULL;
  g_autofree char *price = NULL, *terms = NULL, *sentence = NULL, *use = NULL;

  if (reward == NULL)
    return;
  price = describe_price (self, reward);
  terms = describe_terms (self, reward);
  /* Translators: of a reward: %1$s is its price, %2$s who may have it and how many there are */
  sentence = g_strdup_printf (C_("rewards", "%1$s · %2$s"), price, terms);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  use = describe_use (self, reward);
  gtk_label_set_text (GTK_LABEL (self->cost), use != NULL ? use : _("Import a history to see what it cost last year."));
  baton_reward_prices_show (BATON_REWARD_PRICES (self->prices), reward);
}

static void
baton_rewards_section_selected (BatonCardsSection *section,
                                const char        *id)
{
  BatonRewardsSection *self = BATON_REWARDS_SECTION (section);

  baton_form_set_entity (BATON_FORM (self->form), id);
  show_reward (self);
}

static void
worded_anew_cb (BatonRewardsSection *self)
{
  show_reward (self);
  baton_card_list_refresh (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
}

static void
request (BatonRewardsSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    baton_history_answer_request (BATON_HISTORY_ANSWER (self->use));
}

/* ── Object ── */

static void
baton_rewards_section_finalize (GObject *object)
{
  g_clear_object (&BATON_REWARDS_SECTION (object)->use);
  G_OBJECT_CLASS (baton_rewards_section_parent_class)->finalize (object);
}

static void
baton_rewards_section_class_init (BatonRewardsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_rewards_section_finalize;
  BATON_CARDS_SECTION_CLASS (klass)->describe = baton_rewards_section_describe;
  BATON_CARDS_SECTION_CLASS (klass)->selected = baton_rewards_section_selected;
}

static void
baton_rewards_section_init (BatonRewardsSection *self)
{
}

BatonSection *
baton_rewards_section_new (BatonDocument *document)
{
  BatonRewardsSection *self = g_object_new (BATON_TYPE_REWARDS_SECTION, "document", document, NULL);
  BatonCardsSection *cards = BATON_CARDS_SECTION (self);
  GtkWidget *detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->use = baton_reward_use_new (document);
  baton_cards_section_make_list (cards, BATON_KIND_REWARD);
  self->sentence = baton_cards_section_add_label (detail, "baton-sentence");
  self->cost = baton_cards_section_add_label (detail, "dim-label");
  self->prices = baton_reward_prices_new (document);
  gtk_box_append (GTK_BOX (detail), self->prices);
  self->form = baton_form_new (document);
  baton_form_set_embedded (BATON_FORM (self->form));
  baton_form_hide_sentence (BATON_FORM (self->form));
  gtk_box_append (GTK_BOX (detail), self->form);
  baton_cards_section_set_form (cards, BATON_FORM (self->form));
  baton_cards_section_build (cards, "rewards", _("Choose one to see who may have it, and what it cost last year."), detail, 340);

  g_signal_connect_object (self->use, "changed", G_CALLBACK (worded_anew_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_reward);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_reward);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
