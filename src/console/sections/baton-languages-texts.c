/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of texts in Languages: a row says the source, and below it how far the translation is and where the text stands.
 */
#include "config.h"

#include "console/sections/baton-languages-section-private.h"

#include "console/sections/baton-translation-editor.h"
#include "console/widgets/baton-language-switch.h"
#include "console/widgets/baton-tab-stop.h"

#include "model/baton-rich-text.h"
#include "model/baton-text.h"

#include <glib/gi18n-lib.h>

void
baton_languages_section_draw_row (GtkListItem *item)
{
  BatonListedText *text = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  BatonLanguagesSection *self = g_object_get_data (G_OBJECT (box), "baton-section");
  GtkWidget *source = gtk_widget_get_first_child (box), *state = gtk_widget_get_next_sibling (source);
  BatonEntity *entity = text != NULL ? baton_document_lookup (baton_languages_section_get_document (self), baton_listed_text_get_id (text)) : NULL;
  g_autofree char *line = NULL, *label = NULL, *plain = NULL, *shown = NULL;
  BatonTextState number;
  const BatonValue *value;
  BatonField field;

  if (entity == NULL)
    return;
  field = baton_listed_text_get_field (text);
  value = baton_entity_get (entity, field);
  number = baton_languages_section_get_tag (self) != NULL ? baton_text_get_state (value, baton_languages_section_get_tag (self), baton_languages_section_get_source_tag (self)) : BATON_TEXT_SOURCE;
  plain = baton_schema_get_field (field)->type == BATON_TYPE_RICH_TEXT ? baton_rich_text_to_plain (baton_text_get_source (value))
                                                                       : g_strdup (baton_text_get_source (value));
  g_strdelimit (plain, "\n\t", ' ');
  shown = baton_words_discreet (baton_document_get_names (baton_languages_section_get_document (self)), plain);
  line = g_strdup_printf ("%s · %s · %s", baton_translation_state_label (number), baton_words_kind (baton_entity_get_kind (entity)), baton_words_field (field));
  label = g_strdup_printf ("%s: %s", shown, line);
  gtk_label_set_label (GTK_LABEL (source), shown);
  gtk_label_set_label (GTK_LABEL (state), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
setup_row_cb (BatonLanguagesSection *self,
              GtkListItem           *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  g_object_set_data (G_OBJECT (box), "baton-section", self);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (BatonLanguagesSection *self,
             GtkListItem           *item)
{
  g_hash_table_add (self->bound, item);
  baton_languages_section_draw_row (item);
}

static void
unbind_row_cb (BatonLanguagesSection *self,
               GtkListItem           *item)
{
  g_hash_table_remove (self->bound, item);
}

static void
activate_cb (BatonLanguagesSection *self)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->detail);
  baton_translation_editor_focus (BATON_TRANSLATION_EDITOR (self->editor));
}

/* In a narrow window a click is enough, also on what is chosen already. */
static void
clicked_cb (BatonLanguagesSection *self,
            int                    n_press,
            double                 x,
            double                 y)
{
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  if (adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)) && picked != NULL && picked != self->view &&
      gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->detail);
}

GtkWidget *
baton_languages_section_make_texts (BatonLanguagesSection *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->texts = baton_text_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->texts)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Texts to translate"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroll, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (baton_languages_section_show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
  return baton_tab_stop_new (scroll, self->view);
}

guint
baton_languages_section_find_open (BatonLanguagesSection *self,
                                   guint                  but)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BatonListedText) text = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      BatonEntity *entity = baton_document_lookup (baton_languages_section_get_document (self), baton_listed_text_get_id (text));
      const BatonValue *value = entity != NULL ? baton_entity_get (entity, baton_listed_text_get_field (text)) : NULL;
      BatonTextState state = baton_text_get_state (value, baton_languages_section_get_tag (self), baton_languages_section_get_source_tag (self));

      if (i != but && value != NULL && (state == BATON_TEXT_MISSING || state == BATON_TEXT_NEEDS_WORK || state == BATON_TEXT_STALE))
        return i;
    }
  return G_MAXUINT;
}
