/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One of a few values. "Not set" is the first entry unless the field must be set, or one of the choices holds where none is set:
 * then that one shows.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include <glib/gi18n-lib.h>

#define VALUE_WIDTH 150   /* pixels; where it is longer it is cut short after all */

struct _BatonChoiceRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (BatonChoiceRow, baton_choice_row, BATON_TYPE_FIELD_ROW)

static const BatonFieldInfo *
get_info (BatonChoiceRow *self)
{
  return baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
}

/* The index of the choice that holds where the field is not set, as its help says ("… unless set"); -1: none does. */
static int
get_default (BatonChoiceRow *self)
{
  static const struct
  {
    BatonField  field;
    const char *value;
  } defaults[] = {
    { BATON_FIELD_PROGRAM_FEE_PERIOD, "month" },
    { BATON_FIELD_CONTENT_STATE, "published" },
    { BATON_FIELD_ACTIVITY_AGAIN, "never" },
    { BATON_FIELD_ACTIVITY_UNIT, "occurrence" },
    { BATON_FIELD_TIER_LADDER_HOLDER, "organisation" },
    { BATON_FIELD_TIER_LADDER_WINDOW, "rolling" },
    { BATON_FIELD_TIER_LADDER_DOWNGRADE, "evaluated" },
    { BATON_FIELD_TIER_LADDER_BENEFITS_FROM, "day-before" },
    { BATON_FIELD_REWARD_PRICING, "fixed" },
    { BATON_FIELD_FUND_PERIOD, "fiscal-year" },
    { BATON_FIELD_FUND_BAND_MODE, "marginal" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (defaults[i].field == baton_field_row_get_field (BATON_FIELD_ROW (self)))
      return baton_schema_find_choice (get_info (self), defaults[i].value);
  return -1;
}

/* How many entries stand before the choices. */
static guint
get_offset (BatonChoiceRow *self)
{
  return (get_info (self)->flags & BATON_FIELD_REQUIRED) != 0 || get_default (self) >= 0 ? 0 : 1;
}

/* The part of a combo row that shows the value. NULL where a newer libadwaita has another. */
static GtkWidget *
find_value (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "inline") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_value (child);
  return found;
}

/* The help wraps before the value is cut short; libadwaita has it the other way round. */
static void
fit_value (BatonChoiceRow *self)
{
  GtkWidget *value = find_value (self->row);
  int natural;

  if (value == NULL)
    return;
  gtk_widget_set_size_request (value, -1, -1);
  gtk_widget_measure (value, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_size_request (value, MIN (natural, VALUE_WIDTH), -1);
}

static void
selected_cb (BatonChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row)), offset = get_offset (self);
  g_autoptr (BatonValue) value = NULL;

  fit_value (self);
  if (self->showing || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected >= offset)
    value = baton_value_new_string (get_info (self)->choices[selected - offset].value);
  baton_field_row_set_value (BATON_FIELD_ROW (self), value);
}

static void
baton_choice_row_show (BatonFieldRow    *row,
                       const BatonValue *value)
{
  BatonChoiceRow *self = BATON_CHOICE_ROW (row);
  int choice = value != NULL ? baton_schema_find_choice (get_info (self), baton_value_get_string (value)) : get_default (self);

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), choice >= 0 ? (guint) choice + get_offset (self) : get_offset (self) > 0 ? 0 : GTK_INVALID_LIST_POSITION);
  self->showing = FALSE;
}

static void
baton_choice_row_constructed (GObject *object)
{
  BatonChoiceRow *self = BATON_CHOICE_ROW (object);
  const BatonFieldInfo *info = get_info (self);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  G_OBJECT_CLASS (baton_choice_row_parent_class)->constructed (object);
  self->showing = TRUE;
  if (get_offset (self) > 0)
    gtk_string_list_append (list, C_("choice", "Not set"));
  for (const BatonChoice *choice = info->choices; choice->value != NULL; choice++)
    gtk_string_list_append (list, baton_words_label (choice->label));
  self->row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), baton_words_help (info->help));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (list));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  /* The first value is selected without a word. */
  g_signal_connect_object (self->row, "map", G_CALLBACK (fit_value), self, G_CONNECT_SWAPPED);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
  self->showing = FALSE;
}

static void
baton_choice_row_class_init (BatonChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_choice_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_choice_row_show;
}

static void
baton_choice_row_init (BatonChoiceRow *self)
{
}
