/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-card-row-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (BatonCardRow, baton_card_row, GTK_TYPE_LIST_BOX_ROW)

static void
baton_card_row_finalize (GObject *object)
{
  BatonCardRow *self = BATON_CARD_ROW (object);

  g_free (self->id);
  g_free (self->folded);
  g_free (self->group);
  G_OBJECT_CLASS (baton_card_row_parent_class)->finalize (object);
}

static void
baton_card_row_class_init (BatonCardRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_card_row_finalize;
}

static void
baton_card_row_init (BatonCardRow *self)
{
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *css_class,
           int         lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 3); /* or GTK 4.8 complains of a name of one letter, narrower than the dots */
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
baton_card_row_new (const char *id)
{
  BatonCardRow *row = g_object_new (BATON_TYPE_CARD_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  row->id = g_strdup (id);
  row->icon = gtk_image_new ();
  gtk_widget_set_valign (row->icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (row->icon, 2);
  row->title = add_label (words, NULL, 2);
  row->text = add_label (words, "dim-label", 4);
  gtk_widget_add_css_class (row->text, "caption");
  row->note = add_label (words, "caption", 4);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  row->slot = adw_bin_new ();
  gtk_widget_set_valign (row->slot, GTK_ALIGN_CENTER);
  row->mark = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->mark, "baton-mark");
  gtk_widget_set_valign (row->mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), row->slot);
  gtk_box_append (GTK_BOX (box), row->mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (GTK_WIDGET (row), "baton-card");
  return GTK_WIDGET (row);
}

static void
show_text (GtkWidget  *label,
           const char *text)
{
  gtk_widget_set_visible (label, text != NULL);
  if (text != NULL && strcmp (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

void
baton_card_row_set_class (GtkWidget  *widget,
                          const char *css_class,
                          gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

void
baton_card_row_fill (BatonCardRow *row,
                     BatonCard    *card)
{
  g_autofree char *title = card->title, *text = card->text, *note = card->note, *mark = card->mark;
  g_autoptr (GString) all = g_string_new (title);

  for (int i = 0; i < 3; i++)
    if ((const char *[]) { text, note, mark }[i] != NULL)
      g_string_append_printf (all, "%s %s", g_str_has_suffix (all->str, ".") ? "" : ".", (const char *[]) { text, note, mark }[i]);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), card->icon);
  gtk_widget_set_visible (row->icon, card->icon != NULL);
  show_text (row->title, title);
  show_text (row->text, text);
  show_text (row->note, note);
  show_text (row->mark, mark);
  baton_card_row_set_class (row->note, "warning", card->warning);
  baton_card_row_set_class (row->note, "dim-label", !card->warning);
  if (row->mark_class != NULL)
    gtk_widget_remove_css_class (row->mark, row->mark_class);
  row->mark_class = card->mark_class;
  if (row->mark_class != NULL)
    gtk_widget_add_css_class (row->mark, row->mark_class);
  adw_bin_set_child (ADW_BIN (row->slot), card->widget);
  gtk_widget_set_visible (row->slot, card->widget != NULL);
  baton_card_row_set_class (row->title, "dim-label", card->dim);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all->str, -1);
  g_free (row->folded);
  row->folded = g_utf8_casefold (all->str, -1);
  if (g_strcmp0 (row->group, card->group) != 0)
    {
      g_free (row->group);
      row->group = g_steal_pointer (&card->group);
      gtk_list_box_row_changed (GTK_LIST_BOX_ROW (row)); /* for its heading */
    }
  g_clear_pointer (&card->group, g_free);
  row->dirty = FALSE;
}
