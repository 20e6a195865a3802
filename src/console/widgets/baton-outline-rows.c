/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-outline-rows.h"

#include "console/widgets/baton-outline-model.h"

#include <glib/gi18n-lib.h>

/* What all rows of an outline share. */
typedef struct
{
  BatonDocument *document;   /* owned */
  guint64        kinds;
  gboolean       nested;     /* things can stand below each other: else no arrow needs room */
} Rows;

/* One row's widgets: an arrow with its indent around the name and, where things of several kinds stand together, the kind. */
typedef struct
{
  GtkWidget *expander;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *detail;   /* NULL where there is one kind */

  BatonOutlineItem *item;   /* owned while bound: a tree's row forgets it when it goes */
} RowWidgets;

static void
row_widgets_free (gpointer data)
{
  RowWidgets *widgets = data;

  g_clear_object (&widgets->item);
  g_free (widgets);
}

static void
rows_free (gpointer  data,
           GClosure *closure)
{
  Rows *rows = data;

  g_object_unref (rows->document);
  g_free (rows);
}

/* NULL where nothing is bound. */
static const char *
get_id (GtkListItem *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");

  return widgets->item != NULL ? baton_outline_item_get_id (widgets->item) : NULL;
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 GtkListItem   *list_item)
{
  const char *id = get_id (list_item);

  return id != NULL ? gdk_content_provider_new_typed (G_TYPE_STRING, id) : NULL;
}

/* Dropped on the upper or lower edge: beside; in the middle: below, where the kinds allow it. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         GtkListItem   *list_item)
{
  const char *id = get_id (list_item);
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  BatonEntity *moving = baton_document_lookup (rows->document, g_value_get_string (value));
  BatonEntity *on = baton_document_lookup (rows->document, id);
  double part = y / MAX (gtk_widget_get_height (row), 1);
  BatonField place;
  guint64 parents;

  if (moving == NULL || on == NULL || moving == on)
    return FALSE;
  place = baton_schema_get_kind (baton_entity_get_kind (moving))->place_field;
  if (place == BATON_FIELD_NONE)
    return FALSE;
  parents = baton_schema_get_field (place)->references;
  if ((parents & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (on))) != 0 &&
      ((part > 0.25 && part < 0.75) || baton_entity_get_kind (on) != baton_entity_get_kind (moving)))
    return baton_document_move (rows->document, baton_entity_get_id (moving), id, NULL);
  if (baton_entity_get_kind (on) != baton_entity_get_kind (moving))
    return FALSE;
  if (part < 0.5)
    return baton_document_move (rows->document, baton_entity_get_id (moving), baton_entity_get_parent (on), id);

  g_autoptr (GPtrArray) siblings = baton_program_list_children (baton_document_get_program (rows->document), baton_entity_get_kind (on), baton_entity_get_parent (on));
  guint index;
  const char *next = g_ptr_array_find (siblings, on, &index) && index + 1 < siblings->len ? baton_entity_get_id (siblings->pdata[index + 1]) : NULL;
  g_autofree char *parent = g_strdup (baton_entity_get_parent (on));

  return baton_document_move (rows->document, baton_entity_get_id (moving), parent, next);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          Rows               *rows)
{
  RowWidgets *widgets = g_new0 (RowWidgets, 1);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  widgets->expander = gtk_tree_expander_new ();
  widgets->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  widgets->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (widgets->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (widgets->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (widgets->label, TRUE);
  gtk_box_append (GTK_BOX (widgets->box), widgets->label);
  if (__builtin_popcountll (rows->kinds) > 1)
    {
      widgets->detail = gtk_label_new (NULL);
      gtk_widget_add_css_class (widgets->detail, "dim-label");
      gtk_widget_add_css_class (widgets->detail, "caption");
      gtk_box_append (GTK_BOX (widgets->box), widgets->detail);
    }
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (widgets->expander), widgets->box);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_object_set_data (G_OBJECT (list_item), "baton-rows", rows);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), list_item);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), list_item);
  gtk_widget_add_controller (widgets->box, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widgets->box, GTK_EVENT_CONTROLLER (drop));
  g_object_set_data_full (G_OBJECT (list_item), "baton-row", widgets, row_widgets_free);
  gtk_list_item_set_child (list_item, widgets->expander);
}

static void
draw (GtkListItem *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  const char *id = get_id (list_item);
  BatonEntity *entity = baton_document_lookup (rows->document, id);
  g_autofree char *name = entity != NULL ? baton_words_name (baton_document_get_names (rows->document), id) : NULL;

  if (entity == NULL)
    return; /* it is about to leave the list */
  gtk_label_set_text (GTK_LABEL (widgets->label), name);
  if (widgets->detail != NULL)
    gtk_label_set_text (GTK_LABEL (widgets->detail), baton_words_kind (baton_entity_get_kind (entity)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widgets->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_parent (widgets->expander) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (widgets->expander)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  gpointer row = gtk_list_item_get_item (list_item);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (widgets->expander), rows->nested && GTK_IS_TREE_LIST_ROW (row) ? row : NULL);
  g_set_object (&widgets->item, baton_outline_item_in_row (row));
  g_signal_connect_swapped (widgets->item, "changed", G_CALLBACK (draw), list_item);
  draw (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");

  g_signal_handlers_disconnect_by_data (widgets->item, list_item);
  g_clear_object (&widgets->item);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (widgets->expander), NULL);
}

GtkListItemFactory *
baton_outline_rows_new (BatonDocument *document,
                        guint64        kinds)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Rows *rows = g_new0 (Rows, 1);

  rows->document = g_object_ref (document);
  rows->kinds = kinds;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      BatonField place = baton_schema_get_kind (kind)->place_field;

      if ((kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0 && place != BATON_FIELD_NONE)
        rows->nested = rows->nested || (baton_schema_get_field (place)->references & kinds) != 0;
    }
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), rows, rows_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
