/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-day-button.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-nested-popover.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

BatonDay
baton_day_from_typed (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  BatonDay day = baton_day_parse (stripped);
  int year, month, day_of_month, length = 0;
  GDate date;

  if (day != BATON_DAY_NONE || *stripped == '\0')
    return day;
  /* With dots the day comes first everywhere, also where it comes second between slashes. */
  if (sscanf (stripped, "%2d.%2d.%4d%n", &day_of_month, &month, &year, &length) == 3 && stripped[length] == '\0' && year >= 1000)
    return baton_day_new (year, month, day_of_month);
  g_date_clear (&date, 1);
  g_date_set_parse (&date, stripped);
  return g_date_valid (&date) ? baton_day_new (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date)) : BATON_DAY_NONE;
}

gboolean
baton_day_read (GtkWidget     *entry,
                BatonDocument *document,
                BatonDay      *day)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean wrong;

  *day = baton_day_from_typed (text);
  wrong = *day == BATON_DAY_NONE && *text != '\0';
  /* Said once, not each time that the focus goes by. */
  if (wrong && !baton_invalid_is_marked (entry))
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” is not a day. Write it as 2026-12-31, or leave it empty."), text);

      baton_document_say (document, sentence, FALSE);
    }
  baton_invalid_mark (entry, wrong);
  return !wrong;
}

static void
take_cb (GtkEditable *editable,
         GtkButton   *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  GtkWidget *calendar = gtk_widget_get_first_child (gtk_widget_get_parent (GTK_WIDGET (button)));
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_editable_set_text (editable, text);
  g_signal_emit_by_name (editable, ADW_IS_ENTRY_ROW (editable) ? "entry-activated" : "activate");
}

/* The calendar opens on the day that is typed. */
static void
show_cb (GtkWidget   *box,
         GtkEditable *editable)
{
  BatonDay day = baton_day_from_typed (gtk_editable_get_text (editable));
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;

  if (day == BATON_DAY_NONE)
    return;
  baton_day_get_date (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 12, 0, 0);
  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (gtk_widget_get_first_child (box)), date);
}

/* A calendar is some fifty widgets, and most are never opened: it is made when it is. */
static void
open_cb (GtkMenuButton *button,
         gpointer       editable)
{
  GtkWidget *popover, *box, *calendar, *take;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  calendar = gtk_calendar_new ();
  take = gtk_button_new_with_mnemonic (_("_Take This Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"), -1);
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), take);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  /* A click on a day only selects it, so that the keys may wander over the months. */
  g_signal_connect_object (take, "clicked", G_CALLBACK (take_cb), editable, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "map", G_CALLBACK (show_cb), editable, 0);
  baton_nested_popover_make (popover, GTK_WIDGET (button), calendar);
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
baton_day_button_new (GtkEditable *editable)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_cb, editable, NULL);
  baton_tooltip_set (button, _("Choose in a Calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose in a Calendar"), -1);
  return button;
}

void
baton_day_button_add (AdwEntryRow *row)
{
  GtkWidget *button = baton_day_button_new (GTK_EDITABLE (row));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (row, button);
}
