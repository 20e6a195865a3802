/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-promotions-section.h"

#include "console/baton-ahead.h"
#include "console/baton-promotion-trial.h"
#include "console/baton-simulation.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-form.h"

#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"

#include <glib/gi18n-lib.h>

struct _BatonPromotionsSection
{
  BatonCardsSection    parent_instance;

  BatonPromotionTrial *trial;      /* owned */
  BatonAhead          *ahead;      /* owned */

  GtkWidget           *sentence;
  GtkWidget           *over;       /* which days were tried */
  GtkWidget           *figures;
  GtkWidget           *budget;
  GtkWidget           *beside;     /* what comes of others that run at the same time */
  GtkWidget           *form;
};

G_DEFINE_FINAL_TYPE (BatonPromotionsSection, baton_promotions_section, BATON_TYPE_CARDS_SECTION)

static BatonDocument *
get_document (BatonPromotionsSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* ── Cards ── */

/* What the replay of the draft says of it; NULL without a history. */
static const BatonPromotionUse *
find_use (BatonPromotionsSection *self,
          const char             *id)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (get_document (self)));
  const BatonPromotionUse *uses;
  guint n;

  if (whatif == NULL)
    return NULL;
  uses = baton_reckoning_get_promotions (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (uses[i].promotion, id) == 0)
      return &uses[i];
  return NULL;
}

/* The day on which the budget would run out, if the year goes on as the last one went. */
static BatonDay
find_end (BatonPromotionsSection *self,
          const char             *id)
{
  BatonYearAhead *ahead = baton_ahead_get (self->ahead);
  const BatonPromotionUse *use = ahead != NULL ? baton_year_ahead_find_promotion (ahead, id) : NULL;

  return use != NULL ? use->stopped : BATON_DAY_NONE;
}

/* Whether partners know it: what else is tried on a history of before it was made. */
static gboolean
is_live (BatonPromotionsSection *self,
         const char             *id)
{
  const BatonProgram *base = baton_workspace_get_base (baton_document_get_workspace (get_document (self)));

  return base != NULL && id != NULL && baton_program_lookup (base, id) != NULL;
}

/* "71 % of the budget is used; it would run out on 4 May 2027." *id*: of the promotion, where *use* is of the history as it was;
 * NULL where it is of a trial. (transfer full); NULL without a budget. */
static char *
describe_budget (BatonPromotionsSection  *self,
                 const BatonPromotionUse *use,
                 const char              *id,
                 gboolean                 happened)
{
  BatonDay end = id != NULL ? find_end (self, id) : BATON_DAY_NONE;
  g_autofree char *percent = NULL, *day = NULL;

  if (use == NULL || use->budget <= 0)
    return NULL;
  if (use->stopped != BATON_DAY_NONE)
    {
      day = baton_words_day (use->stopped);
      return g_strdup_printf (happened ? _("The budget ran out on %s") : _("The budget would have run out on %s"), day);
    }
  percent = baton_words_percent ((gint64) ((double) use->spent / use->budget * 100) * 100);
  if (end == BATON_DAY_NONE)
    return g_strdup_printf (happened ? _("%s of the budget is used") : _("%s of the budget would have been used"), percent);
  day = baton_words_day (end);
  /* Translators: %1$s is a percentage, %2$s a day */
  return g_strdup_printf (_("%1$s of the budget is used; it runs out on %2$s if the year goes on as the last one"), percent, day);
}

static void
baton_promotions_section_describe (BatonCardsSection *section,
                                   const BatonEntity *promotion,
                                   BatonCard         *card)
{
  BatonPromotionsSection *self = BATON_PROMOTIONS_SECTION (section);
  BatonWindow window = baton_window_from_value (baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW));
  BatonDay today = baton_document_get_today (get_document (self));
  const BatonPromotionUse *use = find_use (self, baton_entity_get_id (promotion));

  card->title = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (promotion));
  card->text = baton_words_promotion (baton_document_get_names (get_document (self)), promotion);
  card->note = describe_budget (self, use, baton_entity_get_id (promotion), is_live (self, baton_entity_get_id (promotion)));
  card->warning = (use != NULL && use->warned != BATON_DAY_NONE) || find_end (self, baton_entity_get_id (promotion)) != BATON_DAY_NONE;
  if (baton_entity_get_boolean (promotion, BATON_FIELD_PROMOTION_DISABLED))
    {
      card->mark = g_strdup (C_("state of a promotion", "Switched off"));
      card->dim = TRUE;
    }
  else if (window.through < today)
    {
      card->mark = g_strdup (C_("state of a promotion", "Ended"));
      card->dim = TRUE;
    }
  else if (baton_entity_get (promotion, BATON_FIELD_PROMOTION_NAME) == NULL || baton_words_promotion_gives_nothing (promotion))
    {
      /* Whatever its days say, nobody would call it running: it was just added. */
      card->mark = baton_entity_get (promotion, BATON_FIELD_PROMOTION_NAME) == NULL ? g_strdup (C_("state of a promotion", "No name yet"))
                                                                                     : g_strdup (C_("state of a promotion", "Gives nothing yet"));
      card->mark_class = "warning";
    }
  else if (window.from > today)
    {
      card->mark = g_strdup (C_("state of a promotion", "Upcoming"));
    }
  else
    {
      card->mark = g_strdup (C_("state of a promotion", "Running"));
      card->mark_class = "success";
    }
}

/* ── The chosen one ── */

/* One line for each promotion that meets this one; of one that has not ended, those that have are past meeting. */
static void
show_beside (BatonPromotionsSection *self,
             const BatonEntity      *promotion)
{
  g_autoptr (GPtrArray) others = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_PROMOTION);
  g_autoptr (GString) text = g_string_new (NULL);
  BatonDay today = baton_document_get_today (get_document (self));
  gboolean ended = baton_window_from_value (baton_entity_get (promotion, BATON_FIELD_PROMOTION_WINDOW)).through < today;

  for (guint i = 0; i < others->len; i++)
    {
      g_autofree char *line = !ended && baton_window_from_value (baton_entity_get (others->pdata[i], BATON_FIELD_PROMOTION_WINDOW)).through < today ? NULL
                              : baton_words_promotion_beside (baton_document_get_names (get_document (self)), promotion, others->pdata[i]);

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (GTK_LABEL (self->beside), text->str);
  gtk_widget_set_visible (self->beside, text->len > 0);
}

static void
show_sentence (BatonPromotionsSection *self)
{
  const char *id = baton_card_list_get_selected (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
  BatonEntity *promotion = id != NULL ? baton_document_lookup (get_document (self), id) : NULL;
  g_autofree char *sentence = NULL;

  if (promotion == NULL)
    return;
  sentence = baton_words_promotion (baton_document_get_names (get_document (self)), promotion);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  show_beside (self, promotion);
}

static void
add_line (BatonPromotionsSection *self,
          const char             *what,
          char                   *without,
          char                   *with,
          gboolean                differs)
{
  BatonFigures *figures = BATON_FIGURES (self->figures);

  baton_figures_add (figures, g_strdup (what), FALSE);
  baton_figures_add (figures, without, FALSE);
  baton_figures_add (figures, with, differs);
}

static void
show_trial (BatonPromotionsSection *self)
{
  const char *headings[] = { "", C_("trial of a promotion", "Without it"), C_("trial of a promotion", "With it"), NULL };
  const char *kinds[] = { C_("kind of points", "Tier points"), C_("kind of points", "Company points"), C_("kind of points", "Individual points") };
  const BatonPromotionTrialResult *result = baton_promotion_trial_get_result (self->trial);
  const BatonNames *names = baton_document_get_names (get_document (self));
  g_autofree char *window = NULL, *days = NULL, *over = NULL, *budget = NULL;
  gboolean happened;
  BatonDay first, last;

  gtk_widget_set_opacity (self->figures, baton_promotion_trial_is_running (self->trial) ? 0.5 : 1);
  gtk_widget_set_visible (self->figures, result != NULL);
  gtk_widget_set_visible (self->budget, FALSE);
  if (result == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->over), baton_history_get_span (baton_document_get_history (get_document (self)), &first, &last)
                                                    ? _("Trying it on last year…") : _("Import a history to see what it would have given and cost."));
      return;
    }
  window = baton_words_window (result->window);
  days = baton_words_window ((BatonWindow) { result->from, result->through });
  /* Translators: %1$s is when a promotion would have run, a year earlier than it will; %2$s the days that are compared; both read "from … through …" */
  over = result->shifted ? g_strdup_printf (_("Had it run %1$s, in the history %2$s:"), window, days)
                         : g_strdup_printf (_("In the history %s:"), days);
  gtk_label_set_text (GTK_LABEL (self->over), over);
  baton_figures_begin (BATON_FIGURES (self->figures), headings);
  for (int kind = 0; kind < BATON_N_POINTS; kind++)
    add_line (self, kinds[kind], baton_words_number (result->without.earned[kind]), baton_words_number (result->with.earned[kind]),
              result->with.earned[kind] != result->without.earned[kind]);
  add_line (self, _("Referral fees"), baton_words_money (names, result->without.fees), baton_words_money (names, result->with.fees), result->with.fees != result->without.fees);
  add_line (self, _("Credited to funds"), baton_words_money (names, result->without.funds), baton_words_money (names, result->with.funds), result->with.funds != result->without.funds);
  add_line (self, _("Owed for points"), baton_words_money (names, result->without.liability), baton_words_money (names, result->with.liability),
            result->with.liability != result->without.liability);
  happened = !result->shifted && is_live (self, baton_card_list_get_selected (baton_cards_section_get_list (BATON_CARDS_SECTION (self))));
  budget = describe_budget (self, &result->use, NULL, happened);
  {
    const char *id = baton_card_list_get_selected (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
    BatonEntity *promotion = id != NULL ? baton_document_lookup (get_document (self), id) : NULL;
    g_autofree char *line = promotion != NULL ? baton_words_promotion_use (names, promotion, result->use.events, result->use.spent, happened) : g_strdup ("");
    /* Translators: a sentence, then “15 % of the budget is used” or the like, which becomes a second one */
    g_autofree char *all = budget != NULL ? g_strdup_printf (C_("promotion", "%1$s %2$s."), line, budget) : g_strdup (line);

    gtk_label_set_text (GTK_LABEL (self->budget), all);
    gtk_widget_set_visible (self->budget, TRUE);
  }
}

static void
baton_promotions_section_selected (BatonCardsSection *section,
                                   const char        *id)
{
  BatonPromotionsSection *self = BATON_PROMOTIONS_SECTION (section);

  baton_form_set_entity (BATON_FORM (self->form), id);
  baton_promotion_trial_set (self->trial, id);
  show_sentence (self);
  show_trial (self);
}

static void
request (BatonPromotionsSection *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  baton_simulation_request (baton_document_get_simulation (get_document (self)));
  baton_promotion_trial_request (self->trial);
  baton_history_answer_request (BATON_HISTORY_ANSWER (self->ahead));
}

static void
worded_anew_cb (BatonPromotionsSection *self)
{
  show_sentence (self);
  show_trial (self);
}

static void
simulated_cb (BatonPromotionsSection *self)
{
  baton_card_list_refresh (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
}

/* ── Object ── */

static void
baton_promotions_section_finalize (GObject *object)
{
  g_clear_object (&BATON_PROMOTIONS_SECTION (object)->trial);
  g_clear_object (&BATON_PROMOTIONS_SECTION (object)->ahead);
  G_OBJECT_CLASS (baton_promotions_section_parent_class)->finalize (object);
}

static void
baton_promotions_section_class_init (BatonPromotionsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_promotions_section_finalize;
  BATON_CARDS_SECTION_CLASS (klass)->describe = baton_promotions_section_describe;
  BATON_CARDS_SECTION_CLASS (klass)->selected = baton_promotions_section_selected;
}

static void
baton_promotions_section_init (BatonPromotionsSection *self)
{
}

static GtkWidget *
make_promotion (BatonPromotionsSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->sentence = baton_cards_section_add_label (box, "baton-sentence");
  self->beside = baton_cards_section_add_label (box, "warning");
  self->over = baton_cards_section_add_label (panel, "heading");
  self->figures = baton_figures_new (_("What it would have given and cost"));
  gtk_box_append (GTK_BOX (panel), self->figures);
  self->budget = baton_cards_section_add_label (panel, "dim-label");
  gtk_widget_add_css_class (panel, "baton-panel");
  gtk_box_append (GTK_BOX (box), panel);
  gtk_box_append (GTK_BOX (box), self->form);
  return box;
}

BatonSection *
baton_promotions_section_new (BatonDocument *document)
{
  BatonPromotionsSection *self = g_object_new (BATON_TYPE_PROMOTIONS_SECTION, "document", document, NULL);

  self->trial = baton_promotion_trial_new (document);
  self->ahead = baton_ahead_of (document);
  baton_cards_section_make_list (BATON_CARDS_SECTION (self), BATON_KIND_PROMOTION);
  self->form = baton_form_new (document);
  baton_form_set_embedded (BATON_FORM (self->form));
  baton_form_hide_sentence (BATON_FORM (self->form));
  baton_cards_section_set_form (BATON_CARDS_SECTION (self), BATON_FORM (self->form));
  baton_cards_section_build (BATON_CARDS_SECTION (self), "promotions", _("Choose one to see what it gives, and what it would have cost last year."),
                             make_promotion (self), 280);

  g_signal_connect_object (self->trial, "changed", G_CALLBACK (show_trial), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ahead, "changed", G_CALLBACK (simulated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (baton_document_get_simulation (document), "changed", G_CALLBACK (simulated_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_sentence);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) worded_anew_cb);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
