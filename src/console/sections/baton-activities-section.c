/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activities-section.h"

#include "console/baton-tooltip.h"
#include "console/sections/baton-activity-edits.h"
#include "console/sections/baton-activity-grid.h"
#include "console/widgets/baton-form.h"

#include <glib/gi18n-lib.h>

struct _BatonActivitiesSection
{
  BatonSection  parent_instance;

  GtkWidget    *grid;
  GtkWidget    *search;
  GtkWidget    *form;
  GtkWidget    *details;   /* toggle: whether the form shows */
  GtkWidget    *revealer;  /* what a paste could not read */
  GtkWidget    *report;
  GtkWidget    *checks[BATON_ACTIVITY_GRID_N_COLUMNS];   /* of the column chooser; NULL for the name, which is always there */
  gboolean      choosing;
};

G_DEFINE_FINAL_TYPE (BatonActivitiesSection, baton_activities_section, BATON_TYPE_SECTION)

static void
selected_cb (BatonActivitiesSection *self,
             const char             *id)
{
  baton_form_set_entity (BATON_FORM (self->form), id);
}

static void
details_cb (BatonActivitiesSection *self,
            int                     column)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->details), TRUE);
  baton_form_focus (BATON_FORM (self->form), baton_activity_column_get_field (column));
}

/* Half of what there is, where nobody has drawn the line yet: left to itself, the table takes all but a few rows' height. */
static void
divide_cb (BatonActivitiesSection *self)
{
  GtkPaned *paned = GTK_PANED (gtk_widget_get_parent (self->form));
  gboolean is_set;

  g_object_get (paned, "position-set", &is_set, NULL);
  if (!is_set && gtk_widget_get_height (GTK_WIDGET (paned)) > 0 && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->details)))
    gtk_paned_set_position (paned, gtk_widget_get_height (GTK_WIDGET (paned)) / 2);
}

static void
report_cb (BatonActivitiesSection *self,
           const char             *text)
{
  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (self->report), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), text != NULL);
}

static void
close_report_cb (BatonActivitiesSection *self)
{
  report_cb (self, NULL);
}

/* What the search leaves out is shown by ending it. FALSE: there is no such row. */
static gboolean
select_row (BatonActivitiesSection *self,
            const char             *id)
{
  BatonActivityGrid *grid = BATON_ACTIVITY_GRID (self->grid);
  BatonEntity *entity = baton_document_lookup (baton_section_get_document (BATON_SECTION (self)), id);

  if (baton_activity_grid_select (grid, id))
    return TRUE;
  if (entity == NULL || (baton_entity_get_kind (entity) != BATON_KIND_ACTIVITY && baton_entity_get_kind (entity) != BATON_KIND_MOTION))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  baton_activity_grid_filter (grid, NULL);
  return baton_activity_grid_select (grid, id);
}

static void
add_cb (BatonActivitiesSection *self)
{
  BatonDocument *document = baton_section_get_document (BATON_SECTION (self));
  g_autofree char *motion = g_strdup (baton_activity_grid_get_motion (BATON_ACTIVITY_GRID (self->grid))), *id = NULL;

  if (motion == NULL)
    id = g_strdup (baton_document_add (document, BATON_KIND_MOTION, NULL, _("New motion")));
  else
    id = g_strdup (baton_document_add (document, BATON_KIND_ACTIVITY, motion, _("New activity")));
  if (id != NULL && select_row (self, id))
    baton_activity_grid_rename (BATON_ACTIVITY_GRID (self->grid));
}

static void
add_motion_cb (BatonActivitiesSection *self)
{
  g_autofree char *id = g_strdup (baton_document_add (baton_section_get_document (BATON_SECTION (self)), BATON_KIND_MOTION, NULL, _("New motion")));

  if (id != NULL && select_row (self, id))
    baton_activity_grid_rename (BATON_ACTIVITY_GRID (self->grid));
}

static void
remove_cb (BatonActivitiesSection *self)
{
  g_autofree char *id = g_strdup (baton_activity_grid_get_selected (BATON_ACTIVITY_GRID (self->grid)));

  if (id != NULL)
    baton_document_remove (baton_section_get_document (BATON_SECTION (self)), id);
}

static void
paste_cb (BatonActivitiesSection *self)
{
  baton_activity_grid_paste (BATON_ACTIVITY_GRID (self->grid));
}

static void
search_cb (BatonActivitiesSection *self,
           GtkSearchEntry         *entry)
{
  baton_activity_grid_filter (BATON_ACTIVITY_GRID (self->grid), gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* Escape ends the search and leads back to the table. */
static void
stop_search_cb (BatonActivitiesSection *self,
                GtkSearchEntry         *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (self->grid);
}

static gboolean
baton_activities_section_reveal (BatonSection *section,
                                 const char   *id)
{
  return select_row (BATON_ACTIVITIES_SECTION (section), id);
}

static void
baton_activities_section_class_init (BatonActivitiesSectionClass *klass)
{
  BATON_SECTION_CLASS (klass)->reveal = baton_activities_section_reveal;
}

static void
baton_activities_section_init (BatonActivitiesSection *self)
{
}

static GtkWidget *
add_button (BatonActivitiesSection *self,
            GtkWidget              *bar,
            GtkWidget              *button,
            const char             *icon,
            const char             *label,
            GCallback               callback)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  baton_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (callback != NULL)
    g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

/* ── Which columns ── */

/* A full table offers to hide, not to show. */
static void
show_choice (BatonActivitiesSection *self)
{
  BatonActivityGrid *grid = BATON_ACTIVITY_GRID (self->grid);

  self->choosing = TRUE;
  for (int column = 1; column < BATON_ACTIVITY_GRID_N_COLUMNS; column++)
    {
      gboolean shown = baton_activity_grid_has_column (grid, column);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[column]), shown);
      gtk_widget_set_sensitive (self->checks[column], shown || !baton_activity_grid_is_full (grid));
    }
  self->choosing = FALSE;
}

static void
check_cb (BatonActivitiesSection *self,
          GtkCheckButton         *check)
{
  if (self->choosing)
    return;
  for (int column = 1; column < BATON_ACTIVITY_GRID_N_COLUMNS; column++)
    if (self->checks[column] == GTK_WIDGET (check))
      baton_activity_grid_set_column (BATON_ACTIVITY_GRID (self->grid), column, gtk_check_button_get_active (check));
  show_choice (self);
}

static GtkWidget *
make_column_chooser (BatonActivitiesSection *self)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *hint;

  hint = gtk_label_new (_("Up to eight columns. The form of a row has the rest."));
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 28);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  for (int column = 1; column < BATON_ACTIVITY_GRID_N_COLUMNS; column++)
    {
      self->checks[column] = gtk_check_button_new_with_label (baton_activity_column_get_title (column));
      g_signal_connect_object (self->checks[column], "toggled", G_CALLBACK (check_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->checks[column]);
    }
  gtk_box_append (GTK_BOX (box), hint);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  baton_tooltip_set (button, _("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  g_signal_connect_object (popover, "show", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  return button;
}

/* ── What could not be read ── */

static GtkWidget *
make_report (BatonActivitiesSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->report = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->report), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->report), 0);
  gtk_label_set_selectable (GTK_LABEL (self->report), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->report);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 120);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  baton_tooltip_set (close, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect_object (close, "clicked", G_CALLBACK (close_report_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), close);
  gtk_widget_add_css_class (box, "baton-strip");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  return self->revealer;
}

BatonSection *
baton_activities_section_new (BatonDocument *document)
{
  BatonActivitiesSection *self = g_object_new (BATON_TYPE_ACTIVITIES_SECTION, "document", document, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3), *search;
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->search = search = gtk_search_entry_new ();
  self->grid = baton_activity_grid_new (document);
  self->form = baton_form_new (document);

  gtk_widget_add_css_class (bar, "baton-bar"); /* closer than a toolbar, for a phone's width */
  gtk_widget_set_hexpand (search, TRUE);
  g_object_set (search, "placeholder-text", _("Search activities"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search activities"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), search);
  add_button (self, bar, gtk_button_new (), "list-add-symbolic", _("Add an Activity"), G_CALLBACK (add_cb));
  add_button (self, bar, gtk_button_new (), "folder-new-symbolic", _("Add a Motion"), G_CALLBACK (add_motion_cb));
  add_button (self, bar, gtk_button_new (), "edit-paste-symbolic", _("Paste from a Spreadsheet"), G_CALLBACK (paste_cb));
  add_button (self, bar, gtk_button_new (), "user-trash-symbolic", _("Delete This Row"), G_CALLBACK (remove_cb));
  if (baton_workspace_is_read_only (baton_document_get_workspace (document)))
    for (GtkWidget *edit = gtk_widget_get_next_sibling (search); edit != NULL; edit = gtk_widget_get_next_sibling (edit))
      gtk_widget_set_sensitive (edit, FALSE);
  gtk_box_append (GTK_BOX (bar), make_column_chooser (self));
  self->details = add_button (self, bar, gtk_toggle_button_new (), "document-properties-symbolic", _("Details of This Row"), NULL);

  gtk_paned_set_start_child (GTK_PANED (paned), self->grid);
  gtk_paned_set_end_child (GTK_PANED (paned), self->form);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), TRUE);
  gtk_widget_set_size_request (self->grid, -1, 160);
  gtk_widget_set_vexpand (paned, TRUE);
  g_object_bind_property (self->details, "active", self->form, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->details, "notify::active", G_CALLBACK (divide_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), make_report (self));
  /* The bar stays: a table can be pasted into nothing. */
  gtk_box_append (GTK_BOX (box), baton_section_wrap_content (BATON_SECTION (self), "activities", paned));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->grid, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "details", G_CALLBACK (details_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
