/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-whatif-figures.h"

#include "console/baton-simulation.h"
#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-months-chart.h"

#include "words/baton-words-statement.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_PARTNERS 12

struct _BatonWhatifFigures
{
  GtkBox         parent_instance;

  BatonDocument *document;   /* owned */
  GHashTable    *opened;     /* set of the keys of figures that were opened; owned */
};

G_DEFINE_FINAL_TYPE (BatonWhatifFigures, baton_whatif_figures, GTK_TYPE_BOX)

static char *
name_of (BatonWhatifFigures *self,
         const char         *id)
{
  return id != NULL ? baton_words_name (baton_document_get_names (self->document), id) : g_strdup (C_("tier", "No tier"));
}

static char *
money (BatonWhatifFigures *self,
       gint64              minor)
{
  return baton_words_money (baton_document_get_names (self->document), minor);
}

static void
expanded_cb (GtkExpander        *expander,
             GParamSpec         *pspec,
             BatonWhatifFigures *self)
{
  const char *key = g_object_get_data (G_OBJECT (expander), "baton-key");

  if (gtk_expander_get_expanded (expander))
    g_hash_table_add (self->opened, g_strdup (key));
  else
    g_hash_table_remove (self->opened, key);
}

static void
add_heading (BatonWhatifFigures *self,
             const char         *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 18);
  gtk_box_append (GTK_BOX (self), label);
}

static BatonFigures *
add_figures (BatonWhatifFigures *self,
             const char         *title)
{
  GtkWidget *figures = baton_figures_new (title);

  add_heading (self, title);
  gtk_box_append (GTK_BOX (self), figures);
  return BATON_FIGURES (figures);
}

/* Figures that somebody looks for rather than at: below a line that opens. *key* says which they are, so that what was opened
 * stays open in the next answer. */
static BatonFigures *
add_folded_figures (BatonWhatifFigures *self,
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
  gtk_box_append (GTK_BOX (self), expander);
  return BATON_FIGURES (figures);
}

static void
add_line (BatonWhatifFigures *self,
          const char         *text,
          const char         *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
}

/* ── Parts ── */

static void
add_total (BatonWhatifFigures *self,
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

/* What is credited and is no money: "118 hours". */
static void
add_unit (BatonFigures *figures,
          BatonWhatif  *whatif,
          guint         unit)
{
  const char *name = baton_whatif_get_unit (whatif, unit);
  gint64 live = baton_whatif_get_unit_sum (whatif, BATON_WHATIF_LIVE, unit), draft = baton_whatif_get_unit_sum (whatif, BATON_WHATIF_DRAFT, unit);

  baton_figures_add (figures, g_strdup (_("Credited to funds")), FALSE);
  baton_figures_add (figures, baton_words_counted (live, name), FALSE);
  baton_figures_add (figures, baton_words_counted (draft, name), FALSE);
  baton_figures_add (figures, baton_words_counted (draft - live, name), draft != live);
}

static void
add_totals (BatonWhatifFigures *self,
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
  for (guint i = 0; baton_whatif_get_unit (whatif, i) != NULL; i++)
    add_unit (figures, whatif, i);
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
add_chart (BatonWhatifFigures *self,
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
  gtk_box_append (GTK_BOX (self), chart);
}

static void
add_months (BatonWhatifFigures *self,
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

          baton_figures_add (figures, baton_words_from_to (live, draft), live != draft);
        }
    }
}

/* From which tier to which, on the last day. */
static void
add_moves (BatonWhatifFigures *self,
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

          baton_figures_add (figures, baton_words_number (n), live != draft && n > 0);
        }
    }
}

static void
add_ladder (BatonWhatifFigures *self,
            BatonWhatif        *whatif,
            guint               ladder)
{
  guint up = baton_whatif_count_up (whatif, ladder), down = baton_whatif_count_down (whatif, ladder);
  g_autofree char *title = name_of (self, baton_whatif_get_ladder (whatif, ladder));
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *higher = baton_words_number (up), *lower = baton_words_number (down);
  g_autofree char *line = g_strdup_printf (_("Higher under the draft: %1$s. Lower: %2$s."), higher, lower);

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
add_ladders (BatonWhatifFigures *self,
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
add_summary (BatonWhatifFigures *self,
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
  higher = baton_words_count (ngettext ("%s partner stands higher", "%s partners stand higher", up), up);
  lower = baton_words_count (ngettext ("%s lower", "%s lower", down), down);
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
add_promotions (BatonWhatifFigures *self,
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
      baton_figures_add (figures, baton_words_number (uses[i].events), FALSE);
      baton_figures_add (figures, money (self, uses[i].spent), FALSE);
      baton_figures_add (figures, uses[i].budget > 0 ? money (self, uses[i].budget) : g_strdup ("–"), FALSE);
      baton_figures_add (figures, uses[i].stopped != BATON_DAY_NONE ? baton_words_day (uses[i].stopped) : g_strdup ("–"), uses[i].stopped != BATON_DAY_NONE);
    }
}

static char *
partner_name (BatonWhatifFigures *self,
              BatonWhatif        *whatif,
              guint               organisation)
{
  BatonRegister *reg = baton_whatif_get_register (whatif);

  return baton_words_organisation (baton_document_get_names (self->document), baton_register_get_organisation (reg, organisation));
}

static void
add_differences (BatonWhatifFigures *self,
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
      baton_figures_add_jump (figures, partner_name (self, whatif, differences[i].organisation),
                              baton_register_get_organisation (baton_whatif_get_register (whatif), differences[i].organisation));
      for (int kind = 0; kind < BATON_N_POINTS; kind++)
        baton_figures_add (figures, baton_words_number (differences[i].points[kind]), FALSE);
      baton_figures_add (figures, money (self, differences[i].money), TRUE);
    }
}

/* ── All of it ── */

/* From when through when, and what is taken to be in force. */
static void
add_premises (BatonWhatifFigures *self,
              BatonWhatif        *whatif)
{
  BatonSimulation *simulation = baton_document_get_simulation (self->document);
  BatonDay first, last;
  g_autofree char *from = baton_words_day (baton_whatif_get_from (whatif)), *through = baton_words_day (baton_whatif_get_through (whatif)), *end = NULL, *span = NULL;

  if (!baton_history_get_span (baton_document_get_history (self->document), &first, &last))
    return;
  end = baton_words_day (last);
  span = g_strdup_printf (baton_simulation_is_ahead (simulation) ? _("From %1$s through %2$s, as if the twelve months before %3$s came once more.")
                          : baton_whatif_get_through (whatif) > last ? _("From %1$s through %2$s, with nothing new after %3$s, where the history ends.")
                                                                     : _("From %1$s through %2$s, by the history of that time."),
                          from, through, end);
  add_line (self, span, "dim-label");
  if (baton_workspace_get_base_revision (baton_document_get_workspace (self->document)) == 0)
    add_line (self, _("The server has nothing of this program yet, so live and draft are the same. Push once to compare."), "dim-label");
  else
    add_line (self, baton_simulation_is_as_if_always (simulation) ? _("As if the draft had always been in force.")
                                                                  : _("Points that the draft changes count from today on; all else as if it had always been so."),
              "dim-label");
}

void
baton_whatif_figures_show (BatonWhatifFigures *self,
                           BatonWhatif        *whatif)
{
  GtkWidget *child;

  g_return_if_fail (BATON_IS_WHATIF_FIGURES (self) && whatif != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  add_premises (self, whatif);
  if (baton_workspace_get_base_revision (baton_document_get_workspace (self->document)) != 0)
    add_summary (self, whatif);
  add_totals (self, whatif);
  add_ladders (self, whatif);
  add_differences (self, whatif);
  add_promotions (self, whatif);
}

/* ── Object ── */

static void
baton_whatif_figures_finalize (GObject *object)
{
  BatonWhatifFigures *self = BATON_WHATIF_FIGURES (object);

  g_clear_object (&self->document);
  g_hash_table_unref (self->opened);
  G_OBJECT_CLASS (baton_whatif_figures_parent_class)->finalize (object);
}

static void
baton_whatif_figures_class_init (BatonWhatifFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_whatif_figures_finalize;
}

static void
baton_whatif_figures_init (BatonWhatifFigures *self)
{
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GtkWidget *
baton_whatif_figures_new (BatonDocument *document)
{
  BatonWhatifFigures *self = g_object_new (BATON_TYPE_WHATIF_FIGURES, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
