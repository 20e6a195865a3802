/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a picker: a check or a mark, the name in its place in the tree or with the path to it, and, where the choice has an
 * order, the buttons that move it.
 */
#include "config.h"

#include "console/widgets/baton-picker-private.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-thumbnail.h"

#include <glib/gi18n-lib.h>

#define INDENT 18
#define MARGIN 9

typedef struct
{
  GtkWidget *check;   /* a button where several may be chosen, a mark where one is */
  GtkWidget *thumbnail;   /* NULL unless pictures are chosen from */
  GtkWidget *label;
  GtkWidget *path;
  GtkWidget *up;      /* NULL unless ordered */
  GtkWidget *down;
  GBinding  *binding;
  GBinding  *moving;
} Row;

/* The names of what stands above, "Region › EMEA"; NULL for what stands at the top. (transfer full) */
static char *
make_path (BatonPicker     *self,
           BatonPickerItem *item)
{
  const BatonEntity *entity = self->document != NULL ? baton_document_lookup (self->document, baton_picker_item_get_id (item)) : NULL;
  GString *path = NULL;

  for (int guard = 0; entity != NULL && guard < 64; guard++)
    {
      const char *parent = baton_entity_get_parent (entity);
      g_autofree char *name = parent != NULL ? baton_words_name (baton_document_get_names (self->document), parent) : NULL;

      if (name == NULL || g_strcmp0 (parent, self->vocabulary) == 0)
        break;
      if (path == NULL)
        path = g_string_new (NULL);
      else
        /* Translators: stands between the names of a place in a tree: Region › EMEA */
        g_string_prepend (path, C_("path", " › "));
      g_string_prepend (path, name);
      entity = baton_document_lookup (self->document, parent);
    }
  return path != NULL ? g_string_free (path, FALSE) : NULL;
}

static GtkWidget *
make_mover (const char *icon,
            const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_can_focus (button, FALSE); /* or the row would hand it the focus; Alt and the arrows move the row */
  baton_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
up_cb (GtkButton   *button,
       GtkListItem *list_item)
{
  baton_picker_move (BATON_PICKER (gtk_widget_get_root (GTK_WIDGET (button))), gtk_list_item_get_item (list_item), -1);
}

static void
down_cb (GtkButton   *button,
         GtkListItem *list_item)
{
  baton_picker_move (BATON_PICKER (gtk_widget_get_root (GTK_WIDGET (button))), gtk_list_item_get_item (list_item), 1);
}

static void
setup_cb (BatonPicker *self,
          GtkListItem *list_item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (self->multiple)
    {
      row->check = gtk_check_button_new ();
      gtk_widget_set_can_focus (row->check, FALSE); /* the row has the focus, Enter and the space key */
      gtk_box_append (GTK_BOX (box), row->check);
    }
  if (self->kinds == BATON_KIND_BIT (ASSET))
    {
      row->thumbnail = baton_thumbnail_new (self->document);
      gtk_box_append (GTK_BOX (box), row->thumbnail);
    }
  row->label = gtk_label_new (NULL);
  row->path = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->label), 0);
  gtk_label_set_xalign (GTK_LABEL (row->path), 0);
  gtk_label_set_wrap (GTK_LABEL (row->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (row->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (row->path), PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (row->path, "dim-label");
  gtk_widget_add_css_class (row->path, "caption");
  gtk_box_append (GTK_BOX (texts), row->label);
  gtk_box_append (GTK_BOX (texts), row->path);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  if (self->ordered)
    {
      row->up = make_mover ("go-up-symbolic", _("Move up (Alt+Up)"));
      row->down = make_mover ("go-down-symbolic", _("Move down (Alt+Down)"));
      g_signal_connect_object (row->up, "clicked", G_CALLBACK (up_cb), list_item, 0);
      g_signal_connect_object (row->down, "clicked", G_CALLBACK (down_cb), list_item, 0);
      g_object_bind_property (row->up, "visible", row->down, "visible", G_BINDING_SYNC_CREATE);
      gtk_box_append (GTK_BOX (box), row->up);
      gtk_box_append (GTK_BOX (box), row->down);
    }
  if (!self->multiple)
    {
      row->check = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_box_append (GTK_BOX (box), row->check);
    }
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_list_item_set_child (list_item, box);
  g_object_set_data_full (G_OBJECT (list_item), "baton-row", row, g_free);
}

static void
bind_cb (BatonPicker *self,
         GtkListItem *list_item)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), "baton-row");
  BatonPickerItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  const char *label = baton_picker_item_get_label (item);
  gboolean in_tree = *self->needle == '\0' && !self->ordered && (self->multiple || !baton_picker_item_get_chosen (item));
  int depth = in_tree ? MAX (baton_picker_item_get_depth (item), 0) : 0;
  g_autofree char *path = baton_picker_item_get_note (item) != NULL ? g_strdup (baton_picker_item_get_note (item)) : depth == 0 ? make_path (self, item) : NULL;

  g_object_set_data (G_OBJECT (box), "baton-item", item);
  if (row->thumbnail != NULL)
    baton_thumbnail_set (BATON_THUMBNAIL (row->thumbnail), baton_picker_item_get_id (item));
  gtk_label_set_text (GTK_LABEL (row->label), label);
  gtk_label_set_text (GTK_LABEL (row->path), path != NULL ? path : "");
  gtk_widget_set_visible (row->path, path != NULL);
  /* Of a path the end says most, of a note the beginning. */
  gtk_label_set_ellipsize (GTK_LABEL (row->path), baton_picker_item_get_note (item) != NULL ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_START);
  gtk_widget_set_margin_start (box, MARGIN + INDENT * depth);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->multiple)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      row->binding = g_object_bind_property (item, "chosen", row->check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
    }
  else
    {
      row->binding = g_object_bind_property (item, "chosen", row->check, "visible", G_BINDING_SYNC_CREATE);
    }
  if (row->up != NULL)
    {
      row->moving = g_object_bind_property (item, "chosen", row->up, "visible", G_BINDING_SYNC_CREATE);
    }
}

static void
unbind_cb (BatonPicker *self,
           GtkListItem *list_item)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), "baton-row");

  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), "baton-item", NULL);
  g_clear_pointer (&row->binding, g_binding_unbind);
  g_clear_pointer (&row->moving, g_binding_unbind);
}

GtkListItemFactory *
baton_picker_make_factory (BatonPicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}
