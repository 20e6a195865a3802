/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-whatif-section.h"

#include "console/baton-simulation.h"
#include "console/baton-tooltip.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-picker.h"

#include "incentives/baton-statement.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_PARTNERS 12
#define SETTLE_MS 100 /* until what was added has its place */

struct _BatonWhatifSection
{
  BatonSection  parent_instance;

  guint         partner;     /* number in the register of the statement; BATON_INDEX_NONE */
  gboolean      revealing;   /* the statement is to be scrolled to when it is there */

  GtkWidget    *stack;
  GtkWidget    *box;         /* what is shown; filled anew with each answer */
  GtkWidget    *scrolled;
  GtkWidget    *statement;   /* the statement's figures in the box; NULL while there are none */
  guint         scrolling;   /* source that scrolls to them */
  GtkWidget    *day;
  GtkWidget    *spinner;
  GtkWidget    *cancel;
};

G_DEFINE_FINAL_TYPE (BatonWhatifSection, baton_whatif_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonWhatifSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

static char *
name_of (BatonWhatifSection *self,
         const char         *id)
{
  return id != NULL ? baton_words_name (baton_document_get_names (get_document (self)), id) : g_strdup (C_("tier", "No tier"));
}

static char *
money (BatonWhatifSection *self,
       gint64              minor)
{
  return baton_words_money (baton_document_get_names (get_document (self)), minor);
}

static BatonFigures *
add_figures (BatonWhatifSection *self,
             const char         *title)
{
  GtkWidget *label = gtk_label_new (title), *figures = baton_figures_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 12);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), figures);
  return BATON_FIGURES (figures);
}

static void
add_line (BatonWhatifSection *self,
          const char         *text,
          const char         *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
}

/* ── Parts ── */

static void
add_total (BatonWhatifSection *self,
           BatonFigures       *figures,
           const char         *name,
           gint64              live,
           gint64              draft,
           gboolean            is_money)
{
  baton_figures_add (figures, g_strdup (name), FALSE);
  baton_figures_add (figures, is_money ? money (self, live) : baton_words_number (live), FALSE);
  baton_figures_add (figures, is_money ? money (self, draft) : baton_words_number (draft), FALSE);
  baton_figures_add (figures, is_money ? money (self, draft - live) : baton_words_number (draft - live), draft != live);
}

static void
add_totals (BatonWhatifSection *self,
            BatonWhatif        *whatif)
{
  const char *headings[] = { "", C_("what-if", "Live"), C_("what-if", "Draft"), C_("what-if", "Difference"), NULL };
  BatonFigures *figures = add_figures (self, _("Points and Money"));
  BatonReckoningTotals live, draft;

  baton_whatif_get_totals (whatif, BATON_WHATIF_LIVE, &live);
  baton_whatif_get_totals (whatif, BATON_WHATIF_DRAFT, &draft);
  baton_figures_begin (figures, headings);
  add_total (self, figures, C_("kind of points", "Tier points"), live.earned[BATON_POINTS_TIER], draft.earned[BATON_POINTS_TIER], FALSE);
  add_total (self, figures, C_("kind of points", "Company points"), live.earned[BATON_POINTS_COMPANY], draft.earned[BATON_POINTS_COMPANY], FALSE);
  add_total (self, figures, C_("kind of points", "Individual points"), live.earned[BATON_POINTS_INDIVIDUAL], draft.earned[BATON_POINTS_INDIVIDUAL], FALSE);
  add_total (self, figures, _("Owed for points"), live.liability, draft.liability, TRUE);
  add_total (self, figures, _("Referral fees"), live.fees, draft.fees, TRUE);
  add_total (self, figures, _("Credited to funds"), live.funds, draft.funds, TRUE);
}

static void
add_ladder (BatonWhatifSection *self,
            BatonWhatif        *whatif,
            guint               ladder)
{
  guint n_levels = baton_whatif_get_n_levels (whatif, ladder), up = baton_whatif_count_up (whatif, ladder), down = baton_whatif_count_down (whatif, ladder);
  g_autofree char *title = name_of (self, baton_whatif_get_ladder (whatif, ladder));
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = g_strdup_printf (_("Higher under the draft: %1$u. Lower: %2$u."), up, down);
  BatonFigures *figures = add_figures (self, title);

  g_ptr_array_add (headings, g_strdup (C_("what-if", "At the end of")));
  for (guint level = 0; level < n_levels; level++)
    g_ptr_array_add (headings, name_of (self, baton_whatif_get_level (whatif, ladder, level)));
  g_ptr_array_add (headings, NULL);
  baton_figures_begin (figures, (const char * const *) headings->pdata);
  for (guint day = 0; day < baton_whatif_get_n_days (whatif); day++)
    {
      baton_figures_add (figures, baton_words_day (baton_whatif_get_day (whatif, day)), FALSE);
      for (guint level = 0; level < n_levels; level++)
        {
          guint live = baton_whatif_count (whatif, BATON_WHATIF_LIVE, ladder, day, level);
          guint draft = baton_whatif_count (whatif, BATON_WHATIF_DRAFT, ladder, day, level);

          baton_figures_add (figures, live == draft ? g_strdup_printf ("%u", live) : g_strdup_printf ("%u → %u", live, draft), live != draft);
        }
    }
  add_line (self, line, up + down == 0 ? "dim-label" : NULL);
  if (up + down == 0)
    return;

  g_autofree char *matrix = g_strdup_printf (C_("what-if", "%s: from Where to Where"), title);

  figures = add_figures (self, matrix);
  g_free (headings->pdata[0]);
  headings->pdata[0] = g_strdup (C_("what-if", "Live, then draft"));
  baton_figures_begin (figures, (const char * const *) headings->pdata);
  for (guint live = 0; live < n_levels; live++)
    {
      baton_figures_add (figures, name_of (self, baton_whatif_get_level (whatif, ladder, live)), FALSE);
      for (guint draft = 0; draft < n_levels; draft++)
        {
          guint n = baton_whatif_count_moves (whatif, ladder, live, draft);

          baton_figures_add (figures, g_strdup_printf ("%u", n), live != draft && n > 0);
        }
    }
}

static void
add_promotions (BatonWhatifSection *self,
                BatonWhatif        *whatif)
{
  const char *headings[] = { C_("what-if", "Promotion"), C_("what-if", "Events"), C_("what-if", "Spent"), C_("what-if", "Budget"), C_("what-if", "Stopped on"), NULL };
  guint n;
  const BatonPromotionUse *uses = baton_reckoning_get_promotions (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n);
  BatonFigures *figures;

  if (n == 0)
    return;
  figures = add_figures (self, _("Promotions under the Draft"));
  baton_figures_begin (figures, headings);
  for (guint i = 0; i < n; i++)
    {
      baton_figures_add (figures, name_of (self, uses[i].promotion), FALSE);
      baton_figures_add (figures, g_strdup_printf ("%u", uses[i].events), FALSE);
      baton_figures_add (figures, money (self, uses[i].spent), FALSE);
      baton_figures_add (figures, uses[i].budget > 0 ? money (self, uses[i].budget) : g_strdup ("–"), FALSE);
      baton_figures_add (figures, uses[i].stopped != BATON_DAY_NONE ? baton_words_day (uses[i].stopped) : g_strdup ("–"), uses[i].stopped != BATON_DAY_NONE);
    }
}

static char *
partner_name (BatonWhatifSection *self,
              BatonWhatif        *whatif,
              guint               organisation)
{
  BatonRegister *reg = baton_whatif_get_register (whatif);

  return baton_words_organisation (baton_document_get_names (get_document (self)), baton_register_get_organisation (reg, organisation));
}

static void
add_differences (BatonWhatifSection *self,
                 BatonWhatif        *whatif)
{
  const char *headings[] = { C_("what-if", "Partner"), C_("kind of points", "Tier"), C_("kind of points", "Company"), C_("kind of points", "Individual"), C_("what-if", "In money"), NULL };
  guint n;
  const BatonWhatifDifference *differences = baton_whatif_get_differences (whatif, &n);
  BatonFigures *figures;

  if (n == 0)
    return;
  figures = add_figures (self, _("Who Gains and Who Loses Most"));
  baton_figures_begin (figures, headings);
  for (guint i = 0; i < n; i++)
    {
      if (i >= MOST_PARTNERS && i + MOST_PARTNERS < n)
        continue;
      baton_figures_add (figures, partner_name (self, whatif, differences[i].organisation), FALSE);
      for (int kind = 0; kind < BATON_N_POINTS; kind++)
        baton_figures_add (figures, baton_words_number (differences[i].points[kind]), FALSE);
      baton_figures_add (figures, money (self, differences[i].money), TRUE);
    }
}

/* ── One partner's statement ── */

static void
add_statement (BatonWhatifSection *self,
               BatonWhatif        *whatif)
{
  const char *headings[] = { C_("statement", "Activity"), C_("statement", "Day"), C_("kind of points", "Tier"), C_("kind of points", "Company"), C_("kind of points", "Individual"), C_("statement", "Drops out"), NULL };
  BatonReplay *replay = baton_simulation_get_partner_replay (baton_document_get_simulation (get_document (self)));
  const BatonEvent *events;
  g_autoptr (BatonStatement) statement = NULL;
  g_autofree char *name = NULL, *title = NULL, *company = NULL, *line = NULL;
  const BatonStatementLine *lines;
  const BatonStatementTier *tiers;
  BatonBalance balance;
  BatonFigures *figures;
  guint n_lines, n_tiers;

  if (replay == NULL || self->partner == BATON_INDEX_NONE || self->partner >= baton_register_get_n_organisations (baton_replay_get_register (replay)))
    return;
  events = baton_history_get_events (baton_replay_get_history (replay));
  statement = baton_statement_new (replay, self->partner, BATON_INDEX_NONE);
  name = partner_name (self, whatif, self->partner);
  title = g_strdup_printf (_("Statement of %s under the Draft"), name);
  figures = add_figures (self, title);
  self->statement = GTK_WIDGET (figures);
  baton_figures_begin (figures, headings);
  lines = baton_statement_get_lines (statement, &n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      const BatonCredit *credit = lines[i].credit;

      /* The first column gives way where there is little room. */
      baton_figures_add (figures, name_of (self, events[credit->event].subject), FALSE);
      baton_figures_add (figures, baton_words_day (events[credit->event].day), FALSE);
      for (int kind = 0; kind < BATON_N_POINTS; kind++)
        baton_figures_add (figures, baton_words_number (credit->points[kind]), FALSE);
      baton_figures_add (figures, lines[i].drops_out != BATON_DAY_NONE ? baton_words_day (lines[i].drops_out) : g_strdup ("–"), FALSE);
    }
  tiers = baton_statement_get_tiers (statement, &n_tiers);
  for (guint i = 0; i < n_tiers; i++)
    {
      g_autofree char *ladder = name_of (self, baton_replay_get_ladder (replay, tiers[i].ladder));
      g_autofree char *tier = name_of (self, tiers[i].tier >= 0 ? baton_replay_get_ladder_tier (replay, tiers[i].ladder, tiers[i].tier) : NULL);
      g_autofree char *points = baton_words_number (tiers[i].points);
      g_autofree char *lost = tiers[i].lost != BATON_DAY_NONE ? baton_words_day (tiers[i].lost) : NULL;
      g_autofree char *stands = g_strdup_printf (_("%1$s: %2$s with %3$s tier points."), ladder, tier, points);
      g_autofree char *falls = lost != NULL ? g_strdup_printf (_("%1$s Without anything new the tier is lost on %2$s."), stands, lost) : g_strdup (stands);

      add_line (self, falls, NULL);
    }
  baton_replay_get_company_balance (replay, self->partner, &balance);
  company = baton_words_number (balance.balance);
  line = g_strdup_printf (_("Company points left: %s."), company);
  add_line (self, line, NULL);
}

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  BatonWhatifSection *self = user_data;

  if (ids[0] == NULL)
    return;
  self->partner = baton_register_find_organisation (baton_document_get_register (get_document (self)), ids[0]);
  baton_simulation_set_partner (baton_document_get_simulation (get_document (self)), self->partner);
}

static void
statement_cb (BatonWhatifSection *self)
{
  BatonRegister *reg = baton_document_get_register (get_document (self));
  const char *ids[] = { baton_register_get_organisation (reg, self->partner), NULL };
  g_autoptr (BatonValue) chosen = baton_value_new_strv (ids);
  BatonPicker *picker = baton_picker_new (GTK_WIDGET (self), _("Whose Statement?"), FALSE, FALSE, picked_cb, G_OBJECT (self));

  baton_picker_add_register (picker, get_document (self), FALSE, chosen);
  baton_picker_present (picker);
}

/* ── Showing ── */

static gboolean
scroll_cb (gpointer data)
{
  BatonWhatifSection *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  GtkWidget *heading = self->statement != NULL ? gtk_widget_get_prev_sibling (self->statement) : NULL;
  graphene_point_t at;

  self->scrolling = 0;
  if (heading != NULL && gtk_widget_compute_point (heading, self->box, &GRAPHENE_POINT_INIT (0, 0), &at))
    gtk_adjustment_set_value (adjustment, at.y);
  return G_SOURCE_REMOVE;
}

/* Once the box has its new size. */
static void
scroll_to_statement (BatonWhatifSection *self)
{
  if (!self->revealing || self->statement == NULL)
    return;
  self->revealing = FALSE;
  if (self->scrolling == 0)
    self->scrolling = g_timeout_add (SETTLE_MS, scroll_cb, self);
}

static void
show (BatonWhatifSection *self)
{
  BatonSimulation *simulation = baton_document_get_simulation (get_document (self));
  BatonWhatif *whatif = baton_simulation_get_whatif (simulation);
  gboolean stale = baton_simulation_is_stale (simulation);
  BatonDay first, last;
  GtkWidget *child;
  gboolean has_history = baton_history_get_span (baton_document_get_history (get_document (self)), &first, &last);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_history ? "figures" : "empty");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), baton_simulation_is_running (simulation));
  gtk_widget_set_visible (self->cancel, baton_simulation_is_running (simulation));
  gtk_widget_set_opacity (self->box, stale ? 0.6 : 1);
  if (whatif == NULL || stale)
    return;
  self->statement = NULL;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  g_autofree char *from = baton_words_day (baton_whatif_get_from (whatif));
  g_autofree char *through = baton_words_day (baton_whatif_get_through (whatif));
  g_autofree char *span = g_strdup_printf (_("From %1$s through %2$s, by the history of that time."), from, through);

  add_line (self, span, "dim-label");
  if (baton_document_get_live_snapshot (get_document (self)) == baton_document_get_snapshot (get_document (self)))
    add_line (self, _("The server has nothing of this program yet, so live and draft are the same. Push once to compare."), "dim-label");
  add_totals (self, whatif);
  for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
    add_ladder (self, whatif, ladder);
  add_differences (self, whatif);
  add_promotions (self, whatif);
  add_statement (self, whatif);
  scroll_to_statement (self);
}

static void
request (BatonWhatifSection *self)
{
  show (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    baton_simulation_request (baton_document_get_simulation (get_document (self)));
}

static void
day_cb (BatonWhatifSection *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day));
  BatonDay day = baton_day_parse (text);

  if (*text != '\0' && day == BATON_DAY_NONE)
    {
      gtk_widget_add_css_class (self->day, "error");
      return;
    }
  gtk_widget_remove_css_class (self->day, "error");
  baton_simulation_set_through (baton_document_get_simulation (get_document (self)), day);
}

static void
cancel_cb (BatonWhatifSection *self)
{
  baton_simulation_cancel (baton_document_get_simulation (get_document (self)));
}

static void
baton_whatif_section_dispose (GObject *object)
{
  g_clear_handle_id (&BATON_WHATIF_SECTION (object)->scrolling, g_source_remove);
  G_OBJECT_CLASS (baton_whatif_section_parent_class)->dispose (object);
}

static void
baton_whatif_section_presenting (BatonSection *section)
{
  show (BATON_WHATIF_SECTION (section));
}

/* An organization of the register: its statement, and the way to it. */
static gboolean
baton_whatif_section_reveal (BatonSection *section,
                             const char   *id)
{
  BatonWhatifSection *self = BATON_WHATIF_SECTION (section);
  guint partner = baton_register_find_organisation (baton_document_get_register (get_document (self)), id);

  if (partner == BATON_INDEX_NONE)
    return FALSE;
  self->partner = partner;
  self->revealing = TRUE;
  baton_simulation_set_partner (baton_document_get_simulation (get_document (self)), partner);
  show (self);
  return TRUE;
}

static void
baton_whatif_section_class_init (BatonWhatifSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_whatif_section_dispose;
  BATON_SECTION_CLASS (klass)->presenting = baton_whatif_section_presenting;
  BATON_SECTION_CLASS (klass)->reveal = baton_whatif_section_reveal;
}

static void
baton_whatif_section_init (BatonWhatifSection *self)
{
  self->partner = BATON_INDEX_NONE;
}

BatonSection *
baton_whatif_section_new (BatonDocument *document)
{
  BatonWhatifSection *self = g_object_new (BATON_TYPE_WHATIF_SECTION, "document", document, NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty = adw_status_page_new (), *statement = gtk_button_new_with_mnemonic (_("_Statement of a Partner…")), *clamp = adw_clamp_new (), *import = gtk_button_new_with_label (_("Import…"));

  self->scrolled = gtk_scrolled_window_new ();
  self->stack = gtk_stack_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->spinner = gtk_spinner_new ();
  self->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  self->day = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day), C_("day of the what-if", "Last day of the history"));
  baton_tooltip_set (self->day, _("The last day that counts (year-month-day)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The last day that counts"), -1);
  gtk_widget_set_hexpand (self->day, TRUE);
  gtk_box_append (GTK_BOX (bar), self->day);
  gtk_box_append (GTK_BOX (bar), statement);
  gtk_box_append (GTK_BOX (bar), self->spinner);
  gtk_box_append (GTK_BOX (bar), self->cancel);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 36);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), bar);
  gtk_box_append (GTK_BOX (page), self->scrolled);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No History Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("Import what your partners did last year, and see what a change would have done to them."));
  gtk_widget_set_halign (import, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (import, "pill");
  gtk_widget_add_css_class (import, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import-data");
  adw_status_page_set_child (ADW_STATUS_PAGE (empty), import);
  gtk_stack_add_named (GTK_STACK (self->stack), page, "figures");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  adw_bin_set_child (ADW_BIN (self), self->stack);

  g_signal_connect_object (self->day, "activate", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (statement, "clicked", G_CALLBACK (statement_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "snapshot-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) request);
  baton_follow_signal (document, "data-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) request);
  baton_follow_signal (baton_document_get_simulation (document), "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  show (self);
  return BATON_SECTION (self);
}
