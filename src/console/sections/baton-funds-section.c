/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-funds-section.h"

#include "console/baton-ahead.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-form.h"

#include "incentives/baton-rebate.h"
#include "words/baton-words-ahead.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonFundsSection
{
  BatonCardsSection  parent_instance;

  BatonAhead        *ahead;      /* owned */

  GtkWidget         *sentence;
  GtkWidget         *budget;
  GtkWidget         *steps;      /* heading, figures and cliff of a rebate */
  GtkWidget         *figures;
  GtkWidget         *cliff;
  GtkWidget         *form;
};

G_DEFINE_FINAL_TYPE (BatonFundsSection, baton_funds_section, BATON_TYPE_CARDS_SECTION)

static BatonDocument *
get_document (BatonFundsSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

static const BatonNames *
get_names (BatonFundsSection *self)
{
  return baton_document_get_names (get_document (self));
}

/* ── In words ── */

/* "Rebate · EUR 10,000.00 a fiscal quarter". (transfer full) */
static char *
describe_fund (BatonFundsSection *self,
               const BatonEntity *fund)
{
  const char *type = baton_words_choice (baton_schema_get_field (BATON_FIELD_FUND_TYPE), baton_entity_get_string (fund, BATON_FIELD_FUND_TYPE));
  const BatonFieldInfo *period = baton_schema_get_field (BATON_FIELD_FUND_PERIOD);
  const char *chosen = baton_entity_get_string (fund, BATON_FIELD_FUND_PERIOD);
  gint64 budget = baton_entity_get_integer (fund, BATON_FIELD_FUND_BUDGET, -1);
  g_autofree char *money = NULL;

  if (budget < 0)
    /* Translators: of a fund; %s is its type */
    return g_strdup_printf (C_("fund", "%s · no budget"), type);
  money = baton_words_money (get_names (self), budget);
  /* Translators: of a fund: %1$s is its type, %2$s an amount of money, %3$s what it is for: "Fiscal year" */
  return g_strdup_printf (C_("fund", "%1$s · %2$s · %3$s"), type, money, baton_words_choice (period, chosen != NULL ? chosen : "fiscal-year"));
}

static const BatonFundAhead *
find_ahead (BatonFundsSection *self,
            const BatonEntity *fund)
{
  BatonYearAhead *ahead = baton_ahead_get (self->ahead);

  return ahead != NULL ? baton_year_ahead_find_fund (ahead, baton_entity_get_id (fund)) : NULL;
}

/* How long the budget lasts. (transfer full); NULL where there is nothing to say. */
static char *
describe_ahead (BatonFundsSection *self,
                const BatonEntity *fund)
{
  const BatonFundAhead *ahead = find_ahead (self, fund);

  return ahead != NULL ? baton_words_fund_ahead (get_names (self), ahead) : NULL;
}

static void
baton_funds_section_describe (BatonCardsSection *section,
                              const BatonEntity *fund,
                              BatonCard         *card)
{
  BatonFundsSection *self = BATON_FUNDS_SECTION (section);
  const BatonFundAhead *ahead = find_ahead (self, fund);

  card->title = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (fund));
  card->text = describe_fund (self, fund);
  card->note = describe_ahead (self, fund);
  card->warning = ahead != NULL && ahead->exhausted != BATON_DAY_NONE;
}

/* ── The edges of a rebate ── */

static void
add_amounts (BatonFundsSection *self,
             char              *title,
             const gint64      *amounts,
             BatonRebateMode    chosen)
{
  BatonFigures *figures = BATON_FIGURES (self->figures);

  baton_figures_add (figures, title, FALSE);
  for (int mode = 0; mode < BATON_N_REBATE_MODES; mode++)
    baton_figures_add (figures, baton_words_money (get_names (self), amounts[mode]), mode == (int) chosen);
}

/* The jump at the highest edge, where the chosen way has one. */
static void
show_cliff (BatonFundsSection     *self,
            const BatonRebateStep *step,
            BatonRebateMode        mode)
{
  g_autofree char *edge = baton_words_money (get_names (self), step->from);
  g_autofree char *below = baton_words_money (get_names (self), step->below[mode]);
  g_autofree char *at = baton_words_money (get_names (self), step->at[mode]);
  /* Translators: of a rebate: %1$s is the amount of sales, %2$s and %3$s what is paid */
  g_autofree char *text = mode == BATON_REBATE_WHOLE ? g_strdup_printf (_("At %1$s of sales the rebate jumps from %2$s to %3$s: one sale more or less decides."), edge, below, at)
                                                    : g_strdup (_("Nothing jumps: each further sale adds its own part."));

  gtk_label_set_text (GTK_LABEL (self->cliff), text);
}

static void
show_steps (BatonFundsSection *self,
            const BatonEntity *fund)
{
  const BatonFieldInfo *modes = baton_schema_get_field (BATON_FIELD_FUND_BAND_MODE);
  const char *headings[] = { C_("rebate", "Sales"), baton_words_choice (modes, modes->choices[0].value), baton_words_choice (modes, modes->choices[1].value), NULL };
  g_autoptr (GArray) steps = baton_rebate_list_steps (fund);
  BatonRebateMode mode = baton_rebate_get_mode (fund);

  gtk_widget_set_visible (self->steps, steps->len > 0);
  if (steps->len == 0)
    return;
  baton_figures_begin (BATON_FIGURES (self->figures), headings);
  for (guint i = 0; i < steps->len; i++)
    {
      const BatonRebateStep *step = &g_array_index (steps, BatonRebateStep, i);
      g_autofree char *edge = baton_words_money (get_names (self), step->from);

      /* Translators: of a rebate; %s is an amount of sales */
      add_amounts (self, g_strdup_printf (_("Just below %s"), edge), step->below, mode);
      add_amounts (self, g_strdup (edge), step->at, mode);
    }
  show_cliff (self, &g_array_index (steps, BatonRebateStep, steps->len - 1), mode);
}

/* ── The chosen one ── */

static void
show_fund (BatonFundsSection *self)
{
  const char *id = baton_card_list_get_selected (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
  BatonEntity *fund = id != NULL ? baton_document_lookup (get_document (self), id) : NULL;
  g_autofree char *sentence = NULL, *budget = NULL;
  BatonDay first, last;

  if (fund == NULL)
    return;
  sentence = describe_fund (self, fund);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  budget = describe_ahead (self, fund);
  if (budget == NULL && baton_entity_get_integer (fund, BATON_FIELD_FUND_BUDGET, -1) < 0)
    budget = g_strdup (_("Give it a budget to see when it runs out."));
  else if (budget == NULL && !baton_history_get_span (baton_document_get_history (get_document (self)), &first, &last))
    budget = g_strdup (_("Import a history to see when its budget runs out."));
  gtk_label_set_text (GTK_LABEL (self->budget), budget != NULL ? budget : _("Looking at the year ahead…"));
  show_steps (self, fund);
}

static void
baton_funds_section_selected (BatonCardsSection *section,
                              const char        *id)
{
  BatonFundsSection *self = BATON_FUNDS_SECTION (section);

  baton_form_set_entity (BATON_FORM (self->form), id);
  show_fund (self);
}

static void
worded_anew_cb (BatonFundsSection *self)
{
  show_fund (self);
  baton_card_list_refresh (baton_cards_section_get_list (BATON_CARDS_SECTION (self)));
}

static void
request (BatonFundsSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    baton_history_answer_request (BATON_HISTORY_ANSWER (self->ahead));
}

/* ── Object ── */

static void
baton_funds_section_finalize (GObject *object)
{
  g_clear_object (&BATON_FUNDS_SECTION (object)->ahead);
  G_OBJECT_CLASS (baton_funds_section_parent_class)->finalize (object);
}

static void
baton_funds_section_class_init (BatonFundsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_funds_section_finalize;
  BATON_CARDS_SECTION_CLASS (klass)->describe = baton_funds_section_describe;
  BATON_CARDS_SECTION_CLASS (klass)->selected = baton_funds_section_selected;
}

static void
baton_funds_section_init (BatonFundsSection *self)
{
}

static GtkWidget *
make_fund (BatonFundsSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *heading;

  self->sentence = baton_cards_section_add_label (box, "baton-sentence");
  self->budget = baton_cards_section_add_label (box, "dim-label");
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  heading = baton_cards_section_add_label (self->steps, "heading");
  gtk_label_set_text (GTK_LABEL (heading), _("What the Bands Pay"));
  self->figures = baton_figures_new (_("What the rebate pays"));
  gtk_box_append (GTK_BOX (self->steps), self->figures);
  self->cliff = baton_cards_section_add_label (self->steps, "dim-label");
  gtk_widget_add_css_class (self->steps, "baton-panel");
  gtk_box_append (GTK_BOX (box), self->steps);
  self->form = baton_form_new (get_document (self));
  baton_form_set_embedded (BATON_FORM (self->form));
  gtk_box_append (GTK_BOX (box), self->form);
  return box;
}

BatonSection *
baton_funds_section_new (BatonDocument *document)
{
  BatonFundsSection *self = g_object_new (BATON_TYPE_FUNDS_SECTION, "document", document, NULL);

  self->ahead = baton_ahead_of (document);
  baton_cards_section_make_list (BATON_CARDS_SECTION (self), BATON_KIND_FUND);
  baton_cards_section_build (BATON_CARDS_SECTION (self), "funds", _("Choose one to see what it holds, and when its budget runs out."), make_fund (self), 300);
  baton_cards_section_set_form (BATON_CARDS_SECTION (self), BATON_FORM (self->form));

  g_signal_connect_object (self->ahead, "changed", G_CALLBACK (worded_anew_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_fund);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_fund);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
