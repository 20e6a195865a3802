/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-whatif-section.h"

#include "console/baton-simulation.h"
#include "console/baton-statement-window.h"
#include "console/baton-tooltip.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-months-chart.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-wrap.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_PARTNERS 12

struct _BatonWhatifSection
{
  BatonSection  parent_instance;

  GHashTable   *opened;      /* set of the keys of figures that were opened */

  GtkWidget    *stack;
  GtkWidget    *scrolled;
  GtkWidget    *box;         /* what is shown; filled anew with each answer */
  GtkWidget    *day;
  GtkWidget    *spinner;
  GtkWidget    *cancel;
  GtkWidget    *always;
  GtkWidget    *ahead;
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

static void
expanded_cb (GtkExpander        *expander,
             GParamSpec         *pspec,
             BatonWhatifSection *self)
{
  const char *key = g_object_get_data (G_OBJECT (expander), "baton-key");

  if (gtk_expander_get_expanded (expander))
    g_hash_table_add (self->opened, g_strdup (key));
  else
    g_hash_table_remove (self->opened, key);
}

static void
add_heading (BatonWhatifSection *self,
             const char         *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 18);
  gtk_box_append (GTK_BOX (self->box), label);
}

static BatonFigures *
add_figures (BatonWhatifSection *self,
             const char         *title)
{
  GtkWidget *figures = baton_figures_new (title);

  add_heading (self, title);
  gtk_box_append (GTK_BOX (self->box), figures);
  return BATON_FIGURES (figures);
}

/* Figures that somebody looks for rather than at: below a line that opens. *key* says which they are, so that what was opened
 * stays open in the next answer. */
static BatonFigures *
add_folded_figures (BatonWhatifSection *self,
                    const char         *key,
                    const char         *title,
                    const char         *label)
{
  GtkWidget *expander = gtk_expander_new (title), *figures = baton_figures_new (label);
  /* Translators: what assistive technology calls figures that can be unfolded: %1$s is what they are, %2$s a tier ladder */
  g_autofree char *name = g_strdup_printf (C_("what-if", "%1$s, %2$s"), title, label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_expander_set_child (GTK_EXPANDER (expander), figures);
  /* Folded, the figures are in no window, but GTK 4.8 would let Tab look into them and complain. */
  g_object_bind_property (expander, "expanded", figures, "can-focus", G_BINDING_SYNC_CREATE);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), g_hash_table_contains (self->opened, key));
  g_object_set_data_full (G_OBJECT (expander), "baton-key", g_strdup (key), g_free);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), expander);
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

/* Whether anybody holds a tier of the ladder in any month: of the others there is nothing to see. */
static gboolean
is_climbed (BatonWhatif *whatif,
            guint        ladder)
{
  for (guint day = 0; day < baton_whatif_get_n_days (whatif); day++)
    for (guint level = 1; level < baton_whatif_get_n_levels (whatif, ladder); level++)
      if (baton_whatif_count (whatif, BATON_WHATIF_LIVE, ladder, day, level) + baton_whatif_count (whatif, BATON_WHATIF_DRAFT, ladder, day, level) > 0)
        return TRUE;
  return FALSE;
}

/* "Jan": below a column of the chart. (transfer full) */
static char *
name_month (BatonDay day)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  baton_day_get_date (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, 1, 12, 0, 0);
  return date != NULL ? g_date_time_format (date, "%b") : g_strdup ("");
}

static void
add_chart (BatonWhatifSection *self,
           BatonWhatif        *whatif,
           guint               ladder,
           const char         *title,
           GPtrArray          *levels)
{
  guint n_levels = baton_whatif_get_n_levels (whatif, ladder);
  g_autofree guint *counts = g_new (guint, 2 * (gsize) n_levels);
  /* Translators: %s is a tier ladder */
  g_autofree char *label = g_strdup_printf (C_("what-if", "%s by month, as columns; the figures follow"), title);
  GtkWidget *chart = baton_months_chart_new (label);

  baton_months_chart_begin (BATON_MONTHS_CHART (chart), (const char * const *) levels->pdata);
  for (guint day = 0; day < baton_whatif_get_n_days (whatif); day++)
    {
      g_autofree char *full = baton_words_day (baton_whatif_get_day (whatif, day)), *mark = name_month (baton_whatif_get_day (whatif, day));

      for (guint level = 0; level < n_levels; level++)
        {
          counts[level] = baton_whatif_count (whatif, BATON_WHATIF_LIVE, ladder, day, level);
          counts[n_levels + level] = baton_whatif_count (whatif, BATON_WHATIF_DRAFT, ladder, day, level);
        }
      baton_months_chart_add (BATON_MONTHS_CHART (chart), full, mark, counts, counts + n_levels);
    }
  gtk_box_append (GTK_BOX (self->box), chart);
}

static void
add_months (BatonWhatifSection *self,
            BatonWhatif        *whatif,
            guint               ladder,
            const char         *title,
            GPtrArray          *levels)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  BatonFigures *figures = add_folded_figures (self, baton_whatif_get_ladder (whatif, ladder), C_("what-if", "Figures by Month"), title);

  g_ptr_array_add (headings, (gpointer) C_("what-if", "At the end of"));
  g_ptr_array_extend (headings, levels, NULL, NULL);
  baton_figures_begin (figures, (const char * const *) headings->pdata);
  for (guint day = 0; day < baton_whatif_get_n_days (whatif); day++)
    {
      baton_figures_add (figures, baton_words_day (baton_whatif_get_day (whatif, day)), FALSE);
      for (guint level = 0; level < baton_whatif_get_n_levels (whatif, ladder); level++)
        {
          guint live = baton_whatif_count (whatif, BATON_WHATIF_LIVE, ladder, day, level);
          guint draft = baton_whatif_count (whatif, BATON_WHATIF_DRAFT, ladder, day, level);

          baton_figures_add (figures, live == draft ? g_strdup_printf ("%u", live) : g_strdup_printf ("%u → %u", live, draft), live != draft);
        }
    }
}

/* From which tier to which, on the last day. */
static void
add_moves (BatonWhatifSection *self,
           BatonWhatif        *whatif,
           guint               ladder,
           const char         *title,
           GPtrArray          *levels)
{
  guint n_levels = baton_whatif_get_n_levels (whatif, ladder);
  g_autofree char *label = g_strdup_printf (C_("what-if", "%s: from Where to Where"), title);
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  BatonFigures *figures = add_figures (self, label);

  g_ptr_array_add (headings, (gpointer) C_("what-if", "Live, then draft"));
  g_ptr_array_extend (headings, levels, NULL, NULL);
  baton_figures_begin (figures, (const char * const *) headings->pdata);
  for (guint live = 0; live < n_levels; live++)
    {
      baton_figures_add (figures, g_strdup (levels->pdata[live]), FALSE);
      for (guint draft = 0; draft < n_levels; draft++)
        {
          guint n = baton_whatif_count_moves (whatif, ladder, live, draft);

          baton_figures_add (figures, g_strdup_printf ("%u", n), live != draft && n > 0);
        }
    }
}

static void
add_ladder (BatonWhatifSection *self,
            BatonWhatif        *whatif,
            guint               ladder)
{
  guint up = baton_whatif_count_up (whatif, ladder), down = baton_whatif_count_down (whatif, ladder);
  g_autofree char *title = name_of (self, baton_whatif_get_ladder (whatif, ladder));
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = g_strdup_printf (_("Higher under the draft: %1$u. Lower: %2$u."), up, down);

  for (guint level = 0; level < baton_whatif_get_n_levels (whatif, ladder); level++)
    g_ptr_array_add (levels, name_of (self, baton_whatif_get_level (whatif, ladder, level)));
  g_ptr_array_add (levels, NULL);
  add_heading (self, title);
  add_chart (self, whatif, ladder, title, levels);
  if (up + down > 0)
    add_line (self, line, NULL);
  add_months (self, whatif, ladder, title, levels);
  if (up + down > 0)
    add_moves (self, whatif, ladder, title, levels);
}

/* Those on which the draft moves somebody come first; those on which nobody stands are named and no more. */
static void
add_ladders (BatonWhatifSection *self,
             BatonWhatif        *whatif)
{
  g_autoptr (GString) unclimbed = g_string_new (NULL);

  for (int moved = 1; moved >= 0; moved--)
    for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
      if (is_climbed (whatif, ladder) && (baton_whatif_count_up (whatif, ladder) + baton_whatif_count_down (whatif, ladder) > 0) == (moved == 1))
        add_ladder (self, whatif, ladder);
  for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
    if (!is_climbed (whatif, ladder))
      {
        g_autofree char *name = name_of (self, baton_whatif_get_ladder (whatif, ladder));

        g_string_append_printf (unclimbed, "%s%s", unclimbed->len > 0 ? C_("between names", ", ") : "", name);
      }
  if (unclimbed->len > 0)
    {
      /* Translators: %s is one or several tier ladders */
      g_autofree char *line = g_strdup_printf (_("Nobody holds a tier of: %s."), unclimbed->str);

      add_line (self, line, "dim-label");
    }
}

/* The answer in one line: who moves and what it costs. */
static void
add_summary (BatonWhatifSection *self,
             BatonWhatif        *whatif)
{
  BatonReckoningTotals live, draft;
  guint up = 0, down = 0, n;
  g_autofree char *text = NULL, *higher = NULL, *lower = NULL, *cost = NULL;
  gint64 difference;

  baton_whatif_get_totals (whatif, BATON_WHATIF_LIVE, &live);
  baton_whatif_get_totals (whatif, BATON_WHATIF_DRAFT, &draft);
  baton_whatif_get_differences (whatif, &n);
  difference = draft.liability + draft.fees + draft.funds - live.liability - live.fees - live.funds;
  for (guint ladder = 0; ladder < baton_whatif_get_n_ladders (whatif); ladder++)
    {
      up += baton_whatif_count_up (whatif, ladder);
      down += baton_whatif_count_down (whatif, ladder);
    }
  if (up + down + n == 0 && difference == 0)
    {
      add_line (self, _("Under the draft everybody stands as under the live program. Move a threshold in Tiers or change points in Activities, and what it would have done shows here."), "title-4");
      return;
    }
  cost = money (self, ABS (difference));
  higher = g_strdup_printf (ngettext ("%u partner stands higher", "%u partners stand higher", up), up);
  lower = g_strdup_printf (ngettext ("%u lower", "%u lower", down), down);
  if (difference == 0)
    /* Translators: %1$s is "3 partners stand higher", %2$s "5 lower" */
    text = g_strdup_printf (C_("what-if", "Under the draft %1$s and %2$s; it costs the same."), higher, lower);
  else if (difference > 0)
    /* Translators: %3$s is an amount of money */
    text = g_strdup_printf (C_("what-if", "Under the draft %1$s and %2$s; it costs %3$s more."), higher, lower, cost);
  else
    text = g_strdup_printf (C_("what-if", "Under the draft %1$s and %2$s; it costs %3$s less."), higher, lower, cost);
  add_line (self, text, "title-4");
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
present_statement (BatonWhatifSection *self,
                   guint               partner)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  baton_statement_window_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, get_document (self), partner);
}

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  BatonWhatifSection *self = user_data;
  guint partner;

  if (ids[0] == NULL)
    return;
  partner = baton_register_find_organisation (baton_document_get_register (get_document (self)), ids[0]);
  if (partner != BATON_INDEX_NONE)
    present_statement (self, partner);
}

static void
statement_cb (BatonWhatifSection *self)
{
  BatonPicker *picker = baton_picker_new (GTK_WIDGET (self), _("Whose Statement?"), FALSE, FALSE, picked_cb, G_OBJECT (self));

  baton_picker_add_register (picker, get_document (self), FALSE, NULL);
  baton_picker_present (picker);
}

/* ── Showing ── */

static void
show (BatonWhatifSection *self)
{
  BatonSimulation *simulation = baton_document_get_simulation (get_document (self));
  BatonWhatif *whatif = baton_simulation_get_whatif (simulation);
  gboolean stale = baton_simulation_is_stale (simulation);
  BatonDay first, last;
  GtkWidget *child;
  double scrolled;
  gboolean has_history = baton_history_get_span (baton_document_get_history (get_document (self)), &first, &last);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_history ? "figures" : "empty");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), baton_simulation_is_running (simulation));
  gtk_widget_set_visible (self->cancel, baton_simulation_is_running (simulation));
  gtk_widget_set_opacity (self->box, stale ? 0.6 : 1);
  if (whatif == NULL || stale)
    return;
  scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)));
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);

  g_autofree char *from = baton_words_day (baton_whatif_get_from (whatif));
  g_autofree char *through = baton_words_day (baton_whatif_get_through (whatif));
  g_autofree char *end = baton_words_day (last);
  g_autofree char *span = g_strdup_printf (baton_simulation_is_ahead (simulation) ? _("From %1$s through %2$s, as if the twelve months before %3$s came once more.")
                                           : baton_whatif_get_through (whatif) > last ? _("From %1$s through %2$s, with nothing new after %3$s, where the history ends.")
                                                                                      : _("From %1$s through %2$s, by the history of that time."),
                                           from, through, end);

  add_line (self, span, "dim-label");
  if (baton_workspace_get_base_revision (baton_document_get_workspace (get_document (self))) == 0)
    add_line (self, _("The server has nothing of this program yet, so live and draft are the same. Push once to compare."), "dim-label");
  else
    {
      add_line (self, baton_simulation_is_as_if_always (simulation) ? _("As if the draft had always been in force.")
                                                                    : _("Points that the draft changes count from today on; all else as if it had always been so."),
                "dim-label");
      add_summary (self, whatif);
    }
  add_totals (self, whatif);
  add_ladders (self, whatif);
  add_differences (self, whatif);
  add_promotions (self, whatif);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), scrolled);
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
  BatonDay day = baton_day_from_typed (text);

  if (*text != '\0' && day == BATON_DAY_NONE)
    {
      gtk_widget_add_css_class (self->day, "error");
      return;
    }
  gtk_widget_remove_css_class (self->day, "error");
  baton_simulation_set_through (baton_document_get_simulation (get_document (self)), day);
}

static void
always_cb (BatonWhatifSection *self)
{
  baton_simulation_set_as_if_always (baton_document_get_simulation (get_document (self)), gtk_check_button_get_active (GTK_CHECK_BUTTON (self->always)));
}

static void
ahead_cb (BatonWhatifSection *self)
{
  baton_simulation_set_ahead (baton_document_get_simulation (get_document (self)), gtk_check_button_get_active (GTK_CHECK_BUTTON (self->ahead)));
}

static void
cancel_cb (BatonWhatifSection *self)
{
  baton_simulation_cancel (baton_document_get_simulation (get_document (self)));
}

static void
baton_whatif_section_presenting (BatonSection *section)
{
  show (BATON_WHATIF_SECTION (section));
}

/* An organization of the register: its statement. */
static gboolean
baton_whatif_section_reveal (BatonSection *section,
                             const char   *id)
{
  BatonWhatifSection *self = BATON_WHATIF_SECTION (section);
  guint partner = baton_register_find_organisation (baton_document_get_register (get_document (self)), id);

  if (partner == BATON_INDEX_NONE)
    return FALSE;
  present_statement (self, partner);
  return TRUE;
}

static void
baton_whatif_section_finalize (GObject *object)
{
  g_hash_table_unref (BATON_WHATIF_SECTION (object)->opened);
  G_OBJECT_CLASS (baton_whatif_section_parent_class)->finalize (object);
}

static void
baton_whatif_section_class_init (BatonWhatifSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_whatif_section_finalize;
  BATON_SECTION_CLASS (klass)->presenting = baton_whatif_section_presenting;
  BATON_SECTION_CLASS (klass)->reveal = baton_whatif_section_reveal;
}

static void
baton_whatif_section_init (BatonWhatifSection *self)
{
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BatonSection *
baton_whatif_section_new (BatonDocument *document)
{
  BatonWhatifSection *self = g_object_new (BATON_TYPE_WHATIF_SECTION, "document", document, NULL);
  GtkWidget *bar = baton_wrap_new (9), *checks = baton_wrap_new (9), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *day = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
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
  gtk_editable_set_width_chars (GTK_EDITABLE (self->day), 18);
  gtk_widget_set_hexpand (self->day, TRUE);
  gtk_widget_add_css_class (day, "linked");
  gtk_box_append (GTK_BOX (day), self->day);
  gtk_box_append (GTK_BOX (day), baton_day_button_new (GTK_EDITABLE (self->day)));
  baton_wrap_append (BATON_WRAP (bar), day);
  baton_wrap_append (BATON_WRAP (bar), statement);
  baton_wrap_append (BATON_WRAP (bar), self->spinner);
  baton_wrap_append (BATON_WRAP (bar), self->cancel);
  gtk_widget_add_css_class (bar, "baton-bar");
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 36);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  self->always = gtk_check_button_new_with_mnemonic (C_("what-if", "As if _always"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->always), baton_simulation_is_as_if_always (baton_document_get_simulation (document)));
  baton_tooltip_set (self->always, _("Otherwise points that the draft changes count from today on, and the past keeps what it earned"));
  self->ahead = gtk_check_button_new_with_mnemonic (C_("what-if", "_Year ahead"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->ahead), baton_simulation_is_ahead (baton_document_get_simulation (document)));
  baton_tooltip_set (self->ahead, _("The twelve months after the history, as if the last twelve came once more: with what drops out, expires and runs out"));
  baton_wrap_append (BATON_WRAP (checks), self->always);
  baton_wrap_append (BATON_WRAP (checks), self->ahead);
  gtk_widget_set_margin_start (checks, 12);
  gtk_widget_set_margin_bottom (checks, 6);
  gtk_box_append (GTK_BOX (page), bar);
  gtk_box_append (GTK_BOX (page), checks);
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
  g_signal_connect_object (self->always, "toggled", G_CALLBACK (always_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ahead, "toggled", G_CALLBACK (ahead_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "snapshot-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) request);
  baton_follow_signal (document, "data-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) request);
  baton_follow_signal (baton_document_get_simulation (document), "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  show (self);
  return BATON_SECTION (self);
}
