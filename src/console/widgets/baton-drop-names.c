/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-drop-names.h"

#include <glib/gi18n-lib.h>

static gboolean
offers (GListModel         *model,
        const char * const *names)
{
  guint n = g_strv_length ((char **) names);

  if (!GTK_IS_STRING_LIST (model) || g_list_model_get_n_items (model) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), names[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
baton_drop_names_set (GtkDropDown        *drop,
                      const char * const *names)
{
  g_autoptr (GtkStringList) list = NULL;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop), FALSE);

  if (offers (gtk_drop_down_get_model (drop), names))
    return FALSE;
  list = gtk_string_list_new (names);
  gtk_drop_down_set_model (drop, G_LIST_MODEL (list));
  return TRUE;
}

/* ── Rows ── */

static void
setup_chosen_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_chosen_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL), *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             GtkDropDown              *drop)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), name);
  /* The popover closes at each choice, and its rows are bound anew when it opens: nothing to follow. */
  gtk_widget_set_opacity (gtk_widget_get_last_child (box), gtk_list_item_get_position (item) == gtk_drop_down_get_selected (drop) ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
baton_drop_names_shrink (GtkDropDown *drop)
{
  g_autoptr (GtkListItemFactory) chosen = gtk_signal_list_item_factory_new (), rows = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop));

  g_signal_connect (chosen, "setup", G_CALLBACK (setup_chosen_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (bind_chosen_cb), NULL);
  g_signal_connect (rows, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row_cb), drop, 0);
  gtk_drop_down_set_factory (drop, chosen);
  gtk_drop_down_set_list_factory (drop, rows);
}

/* ── For assistive technology ── */

/* The button is the drop-down's own, and GTK 4.8 gives it no name. */
static void
name_button_cb (GtkDropDown *drop,
                GParamSpec  *pspec,
                const char  *label)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop));
  gpointer chosen = gtk_drop_down_get_selected_item (drop);
  g_autofree char *name = NULL;

  if (GTK_IS_STRING_OBJECT (chosen))
    /* Translators: of a drop-down: %1$s is what is chosen by it ("Persona"), %2$s what is chosen ("Marketing Manager") */
    name = g_strdup_printf (C_("choice", "%1$s: %2$s"), label, gtk_string_object_get_string (chosen));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : label, -1);
}

static void
free_label (gpointer  label,
            GClosure *closure)
{
  g_free (label);
}

void
baton_drop_names_label (GtkDropDown *drop,
                        const char  *label)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop) && label != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_data (drop, "notify::selected-item", G_CALLBACK (name_button_cb), g_strdup (label), free_label, 0);
  name_button_cb (drop, NULL, label);
}
