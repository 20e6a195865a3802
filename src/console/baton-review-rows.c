/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-rows.h"

#include <glib/gi18n-lib.h>

GtkWidget *
baton_review_rows_add_group (GtkWidget  *box,
                             const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

GtkWidget *
baton_review_rows_make (const char *title,
                        const char *subtitle,
                        const char *id,
                        GtkWidget  *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    {
      /* As it is: what says that the title has no markup says so of the subtitle, too. */
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    }
  if (suffix != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  if (id != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "go.reveal");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  return row;
}

GtkWidget *
baton_review_rows_add (GtkWidget  *group,
                       const char *title,
                       const char *subtitle,
                       const char *id,
                       GtkWidget  *suffix)
{
  GtkWidget *row = baton_review_rows_make (title, subtitle, id, suffix);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

void
baton_review_rows_lead_to (GtkWidget  *row,
                           const char *id,
                           BatonField  field)
{
  /* The action goes first, as the target of one must not reach the other. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(si)", id, (int) field);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "go.reveal-field");
}

GtkWidget *
baton_review_rows_make_check (const char *name,
                              gboolean    active)
{
  GtkWidget *check = gtk_check_button_new ();
  /* Translators: the name of a check mark; %s is a change: "Push: “Superhero” now starts at 120 points, was 100." */
  g_autofree char *label = g_strdup_printf (_("Push: %s"), name);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_widget_set_tooltip_text (check, _("Push It Now, or Let It Wait"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return check;
}

GtkWidget *
baton_review_rows_make_jump (const char *id,
                             const char *what)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  /* Translators: the name of a button; %s is what it leads to, such as a change: "“Reseller” is now called “Dealer”." */
  g_autofree char *label = g_strdup_printf (_("Show where it is edited: %s"), what);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Show It Where It Is Edited"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "go.reveal");
  return button;
}

GtkWidget *
baton_review_rows_make_line (const char *sentence)
{
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 0);
  return line;
}

GtkWidget *
baton_review_rows_make_page (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  gtk_widget_set_margin_top (child, 18);
  gtk_widget_set_margin_bottom (child, 18);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
