/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links in a formatted text: to a thing of the program or to an address, made, followed, changed and taken away.
 */
#include "config.h"

#include "console/widgets/baton-text-area-private.h"

#include "console/widgets/baton-chip.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-rich-buffer.h"

#include "model/baton-references.h"
#include "model/baton-rich-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where the link at the cursor or in the selection leads; NULL: there is none. (transfer full) */
static char *
get_link (BatonTextArea *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  return baton_rich_buffer_get_link (self->buffer, &start, NULL, NULL);
}

/* An address in words: the quoted name of what it leads to, or itself. (transfer full) */
static char *
describe_address (BatonTextArea *self,
                  const char    *address)
{
  const char *id = baton_address_get_entity (address);

  if (id != NULL && baton_document_lookup (self->document, id) == NULL)
    /* Translators: follows "Leads to" */
    return g_strdup (_("something that the program does not have any more"));
  return id != NULL ? baton_words_quoted_name (baton_document_get_names (self->document), id) : g_strdup (address);
}

static void
set_link (BatonTextArea *self,
          const char    *address,
          const char    *words)
{
  if (!baton_text_area_can_format (self))
    return;
  baton_text_area_leave (self);
  self->showing = TRUE;
  baton_rich_buffer_set_link (self->buffer, address, words);
  self->showing = FALSE;
  baton_text_area_changed_cb (self);
  baton_text_area_leave (self);
  gtk_widget_grab_focus (self->view);
}

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  BatonTextArea *self = user_data;
  g_autofree char *address = NULL, *name = NULL;

  if (ids[0] == NULL || baton_document_lookup (self->document, ids[0]) == NULL)
    return;
  address = g_strconcat ("baton:", ids[0], NULL);
  name = baton_words_name (baton_document_get_names (self->document), ids[0]);
  set_link (self, address, name);
}

static void
pick_cb (GtkWidget     *button,
         BatonTextArea *self)
{
  BatonPicker *picker = baton_picker_new (GTK_WIDGET (self), _("Link To"), FALSE, FALSE, picked_cb, G_OBJECT (self));
  g_autofree char *address = get_link (self);
  const char *id = address != NULL ? baton_address_get_entity (address) : NULL;
  g_autoptr (BatonValue) chosen = id != NULL ? baton_value_new_strv ((const char * const[]) { id, NULL }) : NULL;

  baton_chip_close (button);
  baton_picker_add_kinds (picker, self->document, BATON_LINK_KINDS, NULL, chosen);
  baton_picker_present (picker);
}

static void
address_cb (GtkEntry      *entry,
            BatonTextArea *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  /* What people type of an address; the portal has no links that are not encrypted. */
  g_autofree char *address = strchr (typed, ':') != NULL ? g_strdup (typed)
                             : strchr (typed, '@') != NULL ? g_strconcat ("mailto:", typed, NULL) : g_strconcat ("https://", typed, NULL);

  if (baton_address_get_entity (address) != NULL || !baton_address_is_valid (address))
    {
      baton_invalid_mark (GTK_WIDGET (entry), TRUE);
      baton_document_say (self->document, _("An address begins with “https://” or “mailto:” and has no spaces in it."), FALSE);
      return;
    }
  baton_chip_close (GTK_WIDGET (entry));
  set_link (self, address, typed);
}

static void
go_cb (GtkWidget     *button,
       BatonTextArea *self)
{
  g_autofree char *address = get_link (self);

  baton_chip_close (button);
  if (address != NULL && baton_address_get_entity (address) != NULL)
    baton_document_jump (self->document, baton_address_get_entity (address), BATON_FIELD_NONE);
}

static void
unlink_cb (GtkWidget     *button,
           BatonTextArea *self)
{
  baton_chip_close (button);
  set_link (self, NULL, NULL);
}

GtkWidget *
baton_text_area_make_link_content (GtkWidget *chip,
                                   gpointer   owner)
{
  BatonTextArea *self = owner;
  g_autofree char *address = get_link (self), *words = address != NULL ? describe_address (self, address) : NULL;
  const char *id = address != NULL ? baton_address_get_entity (address) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *entry = gtk_entry_new (), *button;

  if (words != NULL)
    {
      /* Translators: %s is a web address, or the name of something in the program in quotation marks */
      g_autofree char *leads = g_strdup_printf (_("Leads to %s"), words);
      GtkWidget *label = gtk_label_new (leads);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 26);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Web or mail address"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Web or mail address"), -1);
  gtk_widget_set_direction (entry, GTK_TEXT_DIR_LTR);
  if (address != NULL && id == NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), address);
  g_signal_connect_object (entry, "activate", G_CALLBACK (address_cb), self, 0);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), baton_chip_make_button (_("Something of the _Program…"), G_CALLBACK (pick_cb), self));
  if (id != NULL)
    gtk_box_append (GTK_BOX (box), baton_chip_make_button (_("_Go There"), G_CALLBACK (go_cb), self));
  if (address != NULL)
    {
      button = baton_chip_make_button (_("_Remove the Link"), G_CALLBACK (unlink_cb), self);
      gtk_widget_add_css_class (button, "error");
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

void
baton_text_area_edit_link (BatonTextArea *self)
{
  g_return_if_fail (BATON_IS_TEXT_AREA (self));

  if (baton_text_area_can_format (self))
    baton_chip_open (self->link);
}

/* Where a link leads is said where the pointer rests on it. */
gboolean
baton_text_area_query_tooltip_cb (BatonTextArea *self,
                                  int            x,
                                  int            y,
                                  gboolean       keyboard,
                                  GtkTooltip    *tooltip)
{
  g_autofree char *address = NULL, *words = NULL;
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (!self->formatted || keyboard)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &iter, buffer_x, buffer_y))
    return FALSE;
  address = baton_rich_buffer_get_link (self->buffer, &iter, NULL, NULL);
  if (address == NULL)
    return FALSE;
  words = describe_address (self, address);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}
