/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From and through: a row that says the window in words, and below it a day for each side. Either may be empty: open.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-invalid.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonWindowRow
{
  BatonFieldRow  parent_instance;

  GtkWidget     *row;
  GtkWidget     *from;
  GtkWidget     *through;
};

G_DEFINE_FINAL_TYPE (BatonWindowRow, baton_window_row, BATON_TYPE_FIELD_ROW)

/* Takes one side over; FALSE when what stands there is no day. */
static gboolean
take_side (BatonWindowRow  *self,
           GtkWidget       *entry,
           BatonValue     **window,
           const char      *key)
{
  g_autofree char *formatted = NULL;
  g_autoptr (BatonValue) side = NULL;
  BatonValue *with;
  BatonDay day;

  if (!baton_day_read (entry, baton_field_row_get_document (BATON_FIELD_ROW (self)), &day))
    return FALSE;
  formatted = day != BATON_DAY_NONE ? baton_day_format (day) : NULL;
  side = formatted != NULL ? baton_value_new_string (formatted) : NULL;
  with = baton_value_with_member (*window, key, side);
  g_clear_pointer (window, baton_value_unref);
  *window = with;
  return TRUE;
}

static void
take_cb (BatonWindowRow *self)
{
  BatonEntity *entity = baton_field_row_get_entity (BATON_FIELD_ROW (self));
  g_autoptr (BatonValue) window = NULL;

  if (entity == NULL || !take_side (self, self->from, &window, "from") || !take_side (self, self->through, &window, "through"))
    return;
  if (baton_value_get_length (window) == 0)
    g_clear_pointer (&window, baton_value_unref);
  if (!baton_value_equal (window, baton_entity_get (entity, baton_field_row_get_field (BATON_FIELD_ROW (self)))))
    baton_field_row_set_value (BATON_FIELD_ROW (self), window);
}

/* What was typed goes first; with nothing to take back, Escape is for what the row stands in. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));

  baton_field_row_refresh (user_data);
  return strcmp (typed, gtk_editable_get_text (GTK_EDITABLE (widget))) != 0;
}

static void
show_side (GtkWidget        *entry,
           const BatonValue *window,
           const char       *key)
{
  const char *day = baton_value_get_member_string (window, key);

  baton_invalid_mark (entry, FALSE);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), day != NULL ? day : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), day != NULL ? day : "");
}

static void
baton_window_row_show (BatonFieldRow    *row,
                       const BatonValue *value)
{
  BatonWindowRow *self = BATON_WINDOW_ROW (row);
  g_autofree char *words = baton_words_window (baton_window_from_value (value));

  show_side (self->from, value, "from");
  show_side (self->through, value, "through");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->row), words);
}

static GtkWidget *
make_side (BatonWindowRow *self,
           const char     *title)
{
  GtkWidget *entry = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_shortcut_controller_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  baton_tooltip_set (entry, _("A day such as 2026-12-31; empty for open"));
  baton_day_button_add (ADW_ENTRY_ROW (entry));
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  /* Of the text, not of the row: Tab leads from the day to the calendar's button, which is in the row, too. */
  g_signal_connect_object (focus, "leave", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))), focus);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (entry, keys);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), entry);
  return entry;
}

static void
baton_window_row_constructed (GObject *object)
{
  BatonWindowRow *self = BATON_WINDOW_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));

  G_OBJECT_CLASS (baton_window_row_parent_class)->constructed (object);
  self->row = baton_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), baton_words_label (info->label));
  baton_tooltip_set (self->row, baton_words_help (info->help));
  self->from = make_side (self, C_("window", "From"));
  self->through = make_side (self, C_("window", "Through"));
  baton_field_row_set_widget (BATON_FIELD_ROW (self), self->row);
}

static void
baton_window_row_class_init (BatonWindowRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_window_row_constructed;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_window_row_show;
}

static void
baton_window_row_init (BatonWindowRow *self)
{
}
