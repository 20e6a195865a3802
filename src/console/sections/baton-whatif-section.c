/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-whatif-section.h"

#include "console/baton-simulation.h"
#include "console/baton-statement-window.h"
#include "console/baton-tooltip.h"
#include "console/sections/baton-whatif-figures.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-wrap.h"

#include <glib/gi18n-lib.h>

#define CHECK_INSET 2   /* pixels: a check begins where the field above it does */

struct _BatonWhatifSection
{
  BatonSection  parent_instance;

  GtkWidget    *stack;
  GtkWidget    *scrolled;
  GtkWidget    *figures;
  GtkWidget    *day;
  GtkWidget    *spinner;
  GtkWidget    *cancel;
  GtkWidget    *always;
  GtkWidget    *ahead;
  gboolean      presenting;   /* whether the figures that are shown are worded so */
};

G_DEFINE_FINAL_TYPE (BatonWhatifSection, baton_whatif_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonWhatifSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
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
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  gboolean stale = baton_simulation_is_stale (simulation);
  BatonDay first, last;
  double scrolled;
  gboolean has_history = baton_history_get_span (baton_document_get_history (get_document (self)), &first, &last);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_history ? "figures" : "empty");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), baton_simulation_is_running (simulation));
  gtk_widget_set_visible (self->cancel, baton_simulation_is_running (simulation));
  gtk_widget_set_opacity (self->figures, stale ? 0.6 : 1);
  if (whatif == NULL || (stale && baton_document_get_presenting (get_document (self)) == self->presenting))
    return;
  self->presenting = baton_document_get_presenting (get_document (self));
  scrolled = gtk_adjustment_get_value (adjustment);
  baton_whatif_figures_show (BATON_WHATIF_FIGURES (self->figures), whatif);
  gtk_adjustment_set_value (adjustment, scrolled);
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
  BatonDay day;

  if (baton_day_read (self->day, get_document (self), &day))
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
baton_whatif_section_class_init (BatonWhatifSectionClass *klass)
{
  BATON_SECTION_CLASS (klass)->presenting = baton_whatif_section_presenting;
  BATON_SECTION_CLASS (klass)->reveal = baton_whatif_section_reveal;
}

static void
baton_whatif_section_init (BatonWhatifSection *self)
{
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
  self->figures = baton_whatif_figures_new (document);
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
  gtk_widget_set_margin_start (self->figures, 12);
  gtk_widget_set_margin_end (self->figures, 12);
  gtk_widget_set_margin_bottom (self->figures, 36);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->figures);
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
  gtk_widget_set_margin_start (checks, CHECK_INSET);
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
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  show (self);
  return BATON_SECTION (self);
}
