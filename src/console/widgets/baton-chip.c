/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-chip.h"

#include "console/baton-tooltip.h"

typedef struct
{
  BatonChipFunc  func;
  gpointer       owner;   /* borrowed */
} Maker;

/* Words that a chip takes on when its popover closes. */
#define LATER "baton-later"

/* The focus must not fall out of the sentence when what held it goes. */
static void
closed_cb (GtkWidget  *chip,
           GtkPopover *popover)
{
  GtkRoot *root = gtk_widget_get_root (chip);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const char *later = g_object_get_data (G_OBJECT (chip), LATER);

  if (later != NULL)
    gtk_label_set_text (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (chip))), later);
  g_object_set_data (G_OBJECT (chip), LATER, NULL);

  if (root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (popover))))
    gtk_widget_grab_focus (chip);
}

static void
make_popover_cb (GtkMenuButton *chip,
                 gpointer       data)
{
  const Maker *maker = data;
  GtkWidget *popover, *content = maker->func (GTK_WIDGET (chip), maker->owner);

  if (content == NULL)
    return; /* it has put a menu there */
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), chip, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (chip, popover);
}

GtkWidget *
baton_chip_new (BatonChipFunc func,
                gpointer      owner)
{
  GtkWidget *chip = gtk_menu_button_new ();
  Maker *maker = g_new (Maker, 1);

  *maker = (Maker) { func, owner };
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (chip), make_popover_cb, maker, g_free);
  gtk_widget_add_css_class (chip, "baton-chip");
  return chip;
}

void
baton_chip_show (GtkWidget  *chip,
                 const char *part,
                 const char *text)
{
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (chip));
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip));
  g_autofree char *name = NULL;

  if (label == NULL)
    {
      label = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (chip), label);
      /* GTK puts it into the middle, where lines that wrap would begin anywhere. */
      gtk_widget_set_halign (gtk_widget_get_parent (label), GTK_ALIGN_FILL);
    }
  /* A chip that grows may wrap into the next line, and its popover would go with it from under the pointer. */
  if (popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover)))
    {
      g_object_set_data_full (G_OBJECT (chip), LATER, g_strdup (text), g_free);
    }
  else
    {
      g_object_set_data (G_OBJECT (chip), LATER, NULL);
      gtk_label_set_text (GTK_LABEL (label), text);
    }
  name = part != NULL ? g_strdup_printf ("%s: %s", part, text) : g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
baton_chip_show_plus (GtkWidget  *chip,
                      const char *name)
{
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (chip), "list-add-symbolic");
  gtk_widget_add_css_class (chip, "baton-plus");
  baton_tooltip_set (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const char *
baton_chip_get_text (GtkWidget *chip)
{
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (chip));

  const char *later = g_object_get_data (G_OBJECT (chip), LATER);

  if (later != NULL)
    return later;
  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

void
baton_chip_open (GtkWidget *chip)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (chip));
}

void
baton_chip_close (GtkWidget *widget)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

GtkWidget *
baton_chip_make_button (const char *label,
                        GCallback   clicked,
                        gpointer    owner)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, owner, 0);
  return button;
}
