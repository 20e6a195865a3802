/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-statement-window.h"

#include "console/baton-simulation.h"
#include "console/baton-window-keys.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-selectable.h"
#include "console/widgets/baton-spinner.h"
#include "words/baton-words-format.h"
#include "words/baton-words-statement.h"

#include <glib/gi18n-lib.h>

/* A table of labels stays quick up to about this many rows; batonctl writes them all. */
#define MOST_EVENTS 500
#define MOST_PEOPLE 50
#define WIDEST 1200   /* pixels of the tables */

struct _BatonStatementWindow
{
  AdwWindow      parent_instance;

  BatonDocument *document;      /* owned */
  char          *organisation;  /* its key in the register, owned: numbers change with an import */

  GtkWidget     *title;
  GtkWidget     *stack;
  GtkWidget     *scrolled;
  GtkWidget     *box;
};

G_DEFINE_FINAL_TYPE (BatonStatementWindow, baton_statement_window, ADW_TYPE_WINDOW)

static const BatonNames *
get_names (BatonStatementWindow *self)
{
  return baton_document_get_names (self->document);
}

static void
add_heading (BatonStatementWindow *self,
             const char           *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 12);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_line (BatonStatementWindow *self,
          const char           *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  baton_selectable_make (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (self->box), label);
}

/* *texts*: bits, the columns besides the first that hold text. */
static BatonFigures *
add_figures (BatonStatementWindow *self,
             const char           *title,
             const char * const   *headings,
             guint                 texts)
{
  GtkWidget *figures = baton_figures_new (title);

  add_heading (self, title);
  gtk_box_append (GTK_BOX (self->box), figures);
  for (guint column = 0; headings[column] != NULL; column++)
    if ((texts & (1u << column)) != 0)
      baton_figures_set_text (BATON_FIGURES (figures), column);
  baton_figures_begin (BATON_FIGURES (figures), headings);
  return BATON_FIGURES (figures);
}

/* ── Parts ── */

static void
add_tiers (BatonStatementWindow *self,
           BatonStatement       *statement)
{
  guint n, n_said = 0;
  const BatonStatementTier *tiers = baton_statement_get_tiers (statement, &n);

  add_heading (self, _("Tiers"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = NULL;

      /* A ladder that the partner has never set foot on says nothing. */
      if (tiers[i].tier < 0 && tiers[i].points == 0)
        continue;
      line = baton_words_standing (get_names (self), baton_statement_get_replay (statement), &tiers[i]);
      add_line (self, line);
      n_said++;
    }
  if (n_said == 0)
    add_line (self, _("No tier, and no points towards one."));
}

static void
add_balance (BatonStatementWindow *self,
             BatonFigures         *figures,
             const char           *name,
             const BatonBalance   *balance)
{
  g_autofree char *left = baton_words_number (balance->expiring);
  g_autofree char *day = balance->expires != BATON_DAY_NONE ? baton_words_day (balance->expires) : NULL;

  baton_figures_add (figures, g_strdup (name), FALSE);
  baton_figures_add (figures, baton_words_number (balance->earned), FALSE);
  baton_figures_add (figures, baton_words_number (balance->expired), FALSE);
  baton_figures_add (figures, baton_words_number (balance->redeemed), FALSE);
  baton_figures_add (figures, baton_words_number (balance->pending), FALSE);
  baton_figures_add (figures, baton_words_number (balance->balance), TRUE);
  /* Translators: %1$s is a number of points, %2$s the day on which they expire */
  baton_figures_add (figures, day != NULL ? g_strdup_printf (C_("balance", "%1$s on %2$s"), left, day) : g_strdup ("–"), FALSE);
}

/* What the organization's people have: the points of an event are its own, its people's, and those that wait for somebody. */
static void
add_people (BatonStatementWindow *self,
            BatonFigures         *figures,
            BatonStatement       *statement)
{
  BatonReplay *replay = baton_statement_get_replay (statement);
  BatonRegister *reg = baton_replay_get_register (replay);
  g_autoptr (GArray) members = baton_register_list_members (reg, baton_statement_get_organisation (statement), baton_replay_get_through (replay));
  guint n_left_out = 0, n_said = 0;

  for (guint i = 0; i < members->len; i++)
    {
      guint member = g_array_index (members, guint, i);
      g_autofree char *name = baton_words_member (get_names (self), baton_register_get_member (reg, member)), *text = NULL;
      BatonBalance balance;

      baton_replay_get_individual_balance (replay, BATON_INDEX_NONE, member, &balance);
      if (balance.earned == 0 && balance.pending == 0 && balance.redeemed == 0)
        continue;
      if (n_said++ >= MOST_PEOPLE)
        {
          n_left_out++;
          continue;
        }
      /* Translators: %s is a person */
      text = g_strdup_printf (C_("kind of points", "Individual points, %s"), name);
      add_balance (self, figures, text, &balance);
    }
  if (n_left_out > 0)
    {
      g_autofree char *more = baton_words_count (ngettext ("%s more person has points.", "%s more people have points.", n_left_out), n_left_out);

      add_line (self, more);
    }
}

static void
add_balances (BatonStatementWindow *self,
              BatonStatement       *statement)
{
  const char *headings[] = { "", C_("balance", "Earned"), C_("balance", "Expired"), C_("balance", "Redeemed"), C_("balance", "Pending"), C_("balance", "Balance"), C_("balance", "Expires next"), NULL };
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint organisation = baton_statement_get_organisation (statement);
  BatonFigures *figures = add_figures (self, _("Balances"), headings, 0);
  BatonBalance balance;
  gboolean below_zero;

  baton_replay_get_company_balance (replay, organisation, &balance);
  add_balance (self, figures, C_("kind of points", "Company points"), &balance);
  below_zero = balance.balance < 0;
  baton_replay_get_individual_balance (replay, organisation, BATON_INDEX_NONE, &balance);
  if (balance.earned != 0 || balance.pending != 0)
    add_balance (self, figures, C_("kind of points", "Individual points, unassigned"), &balance);
  add_people (self, figures, statement);
  if (below_zero)
    add_line (self, _("More was spent than is left after points were taken back: redeeming waits until new points make up for it. The tier is not touched by that."));
}

/* What the points were spent on, the newest first. */
static void
add_redemptions (BatonStatementWindow *self,
                 BatonStatement       *statement)
{
  const char *headings[] = { C_("redemption", "Reward"), C_("statement", "Day"), C_("kind of points", "Company"), C_("kind of points", "Individual"), C_("statement", "Remarks"), NULL };
  BatonReplay *replay = baton_statement_get_replay (statement);
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  guint n;
  const BatonRedemption * const *redemptions = baton_statement_get_redemptions (statement, &n);
  BatonFigures *figures;

  if (n == 0)
    return;
  figures = add_figures (self, C_("redemption", "Spent on Rewards"), headings, 1u << 4);
  for (guint i = n; i > 0; i--)
    {
      const BatonRedemption *redemption = redemptions[i - 1];

      baton_figures_add (figures, baton_words_name (get_names (self), events[redemption->event].subject), FALSE);
      baton_figures_add (figures, baton_words_day (events[redemption->event].day), FALSE);
      for (int kind = BATON_POINTS_COMPANY; kind < BATON_N_POINTS; kind++)
        baton_figures_add (figures, baton_words_number (redemption->counts && (int) redemption->kind == kind ? redemption->points : 0), FALSE);
      baton_figures_add (figures, baton_words_redemption (get_names (self), replay, redemption), FALSE);
    }
}

static void
add_accruals (BatonStatementWindow *self,
              BatonStatement       *statement)
{
  const char *headings[] = { C_("accrual", "Period"), C_("accrual", "Fund"), C_("accrual", "On"), C_("accrual", "Credited"), NULL };
  BatonReplay *replay = baton_statement_get_replay (statement);
  guint n;
  const BatonAccrual * const *accruals = baton_statement_get_accruals (statement, &n);
  BatonFigures *figures;

  if (n == 0)
    return;
  figures = add_figures (self, _("Fees and Funds"), headings, 1u << 1);
  for (guint i = n; i > 0; i--)
    {
      const BatonAccrual *accrual = accruals[i - 1];

      baton_figures_add (figures, baton_words_window ((BatonWindow) { accrual->from, accrual->through }), FALSE);
      baton_figures_add (figures, accrual->fund == BATON_INDEX_NONE ? g_strdup (C_("accrual", "Referral fee"))
                                                                    : baton_words_name (get_names (self), baton_replay_get_fund (replay, accrual->fund)), FALSE);
      baton_figures_add (figures, accrual->unit == NULL ? baton_words_money (get_names (self), accrual->base) : g_strdup (""), FALSE);
      baton_figures_add (figures, baton_words_accrual (get_names (self), accrual), FALSE);
    }
}

static void
add_events (BatonStatementWindow *self,
            BatonStatement       *statement)
{
  const char *headings[] = { C_("statement", "Activity"), C_("statement", "Day"), C_("kind of points", "Tier"), C_("kind of points", "Company"), C_("kind of points", "Individual"), C_("statement", "Drops out"), C_("statement", "Remarks"), NULL };
  BatonReplay *replay = baton_statement_get_replay (statement);
  const BatonEvent *events = baton_history_get_events (baton_replay_get_history (replay));
  guint n;
  const BatonStatementLine *lines = baton_statement_get_lines (statement, &n);
  BatonFigures *figures;

  if (n == 0)
    {
      add_heading (self, _("Every Event"));
      add_line (self, _("Nothing happened in this time."));
      return;
    }
  figures = add_figures (self, _("Every Event, the Newest First"), headings, 1u << 5 | 1u << 6);
  for (guint i = n; i > 0 && n - i < MOST_EVENTS; i--)
    {
      const BatonCredit *credit = lines[i - 1].credit;

      baton_figures_add (figures, baton_words_credit_subject (get_names (self), replay, credit), FALSE);
      baton_figures_add (figures, baton_words_day (events[credit->event].day), FALSE);
      for (int kind = 0; kind < BATON_N_POINTS; kind++)
        baton_figures_add (figures, baton_words_number (credit->points[kind]), FALSE);
      baton_figures_add (figures, baton_words_drop_out (&lines[i - 1], baton_replay_get_through (replay)), FALSE);
      baton_figures_add (figures, baton_words_credit (get_names (self), replay, credit), FALSE);
    }
  if (n > MOST_EVENTS)
    {
      g_autofree char *more = baton_words_count (ngettext ("%s older event is left out here.", "%s older events are left out here.", n - MOST_EVENTS), n - MOST_EVENTS);

      add_line (self, more);
    }
}

/* ── Showing ── */

/* The last day that counts may be chosen anew in What-if. */
static void
show_day (BatonStatementWindow *self)
{
  BatonDay through = baton_simulation_get_through (baton_document_get_simulation (self->document)), first, last;
  g_autofree char *day = NULL, *subtitle = NULL;

  if (through == BATON_DAY_NONE && baton_history_get_span (baton_document_get_history (self->document), &first, &last))
    through = last;
  day = through != BATON_DAY_NONE ? baton_words_day (through) : NULL;
  if (day == NULL)
    subtitle = g_strdup ("");
  else if (baton_simulation_is_ahead (baton_document_get_simulation (self->document)))
    /* Translators: of a statement whose last twelve months have not come yet; %s is the last day that counts */
    subtitle = g_strdup_printf (C_("statement", "Under the draft, as if the last year came once more, through %s"), day);
  else
    /* Translators: %s is the last day that counts */
    subtitle = g_strdup_printf (C_("statement", "Under the draft, through %s"), day);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
}

static void
show (BatonStatementWindow *self)
{
  BatonSimulation *simulation = baton_document_get_simulation (self->document);
  BatonReplay *replay = baton_simulation_get_partner_replay (simulation);
  guint organisation = replay != NULL ? baton_register_find_organisation (baton_replay_get_register (replay), self->organisation) : BATON_INDEX_NONE;
  g_autofree char *name = baton_words_organisation (get_names (self), self->organisation);
  g_autoptr (BatonStatement) statement = NULL;
  double scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)));
  GtkWidget *child;

  show_day (self);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), name);
  gtk_window_set_title (GTK_WINDOW (self), name);
  if (organisation == BATON_INDEX_NONE)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), replay == NULL || baton_simulation_is_running (simulation) ? "wait" : "gone");
      return;
    }
  statement = baton_statement_new (replay, organisation, BATON_INDEX_NONE);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  add_tiers (self, statement);
  add_balances (self, statement);
  add_redemptions (self, statement);
  add_accruals (self, statement);
  add_events (self, statement);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "statement");
  /* While it was worked out, and where what had the focus is made anew, nothing takes the keys that scroll. */
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_window_set_focus (GTK_WINDOW (self), self->scrolled);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), scrolled);
}

static void
request (BatonStatementWindow *self)
{
  baton_simulation_set_partner (baton_document_get_simulation (self->document), baton_register_find_organisation (baton_document_get_register (self->document), self->organisation));
  baton_simulation_request (baton_document_get_simulation (self->document));
}

/* ── Object ── */

static void
baton_statement_window_dispose (GObject *object)
{
  BatonStatementWindow *self = BATON_STATEMENT_WINDOW (object);

  if (self->document != NULL)
    baton_simulation_set_partner (baton_document_get_simulation (self->document), BATON_INDEX_NONE);
  G_OBJECT_CLASS (baton_statement_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_statement_window_finalize (GObject *object)
{
  g_free (BATON_STATEMENT_WINDOW (object)->organisation);
  G_OBJECT_CLASS (baton_statement_window_parent_class)->finalize (object);
}

static void
baton_statement_window_class_init (BatonStatementWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_statement_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_statement_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  baton_window_keys_install (GTK_WIDGET_CLASS (klass));
}

static void
baton_statement_window_init (BatonStatementWindow *self)
{
}

/* The window of the document, which is asked for one partner at a time; NULL when none is open. Borrowed. */
static BatonStatementWindow *
find_window (BatonDocument *document)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (BATON_IS_STATEMENT_WINDOW (window) && BATON_STATEMENT_WINDOW (window)->document == document)
        return BATON_STATEMENT_WINDOW (window);
    }
  return NULL;
}

static BatonStatementWindow *
make_window (GtkWindow     *parent,
             BatonDocument *document)
{
  BatonStatementWindow *self = g_object_new (BATON_TYPE_STATEMENT_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, "default-width", 960, "default-height", 720, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *clamp = adw_clamp_new (), *gone = adw_status_page_new ();

  self->document = g_object_ref (document);
  self->title = adw_window_title_new ("", "");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_start (self->box, 18);
  gtk_widget_set_margin_end (self->box, 18);
  gtk_widget_set_margin_bottom (self->box, 24);
  /* Tables take all the room that there is before they have to scroll. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (gone), "system-users-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (gone), _("No Longer in the Register"));
  adw_status_page_set_description (ADW_STATUS_PAGE (gone), _("The register was brought anew without this partner, or there is no history."));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), baton_spinner_new (_("Working it out")), "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), self->scrolled, "statement");
  gtk_stack_add_named (GTK_STACK (self->stack), gone, "gone");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (baton_document_get_simulation (document), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  return self;
}

void
baton_statement_window_present (GtkWindow     *parent,
                                BatonDocument *document,
                                guint          organisation)
{
  BatonStatementWindow *self = find_window (document);
  const char *id = baton_register_get_organisation (baton_document_get_register (document), organisation);

  g_return_if_fail (id != NULL);

  if (self == NULL)
    self = make_window (parent, document);
  g_free (self->organisation);
  self->organisation = g_strdup (id);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  request (self);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
