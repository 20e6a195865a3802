/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-outline-rows.h"

#include "console/widgets/baton-thumbnail.h"
#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What all rows of an outline share. */
typedef struct
{
  BatonDocument     *document;   /* owned */
  guint64            kinds;
  BatonOutlineModel *model;      /* owned */
  gboolean           nested;     /* things can stand below each other: else no arrow needs room */
} Rows;

/* One row's widgets: a heading or none, below it an arrow with its indent around the name and what tells it from others, where
 * something does. */
typedef struct
{
  GtkWidget *top;
  GtkWidget *heading;
  GtkWidget *expander;
  GtkWidget *box;
  GtkWidget *thumbnail;   /* NULL unless pictures are listed */
  GtkWidget *label;
  GtkWidget *detail;   /* NULL where names alone tell things apart */

  BatonOutlineItem *item;   /* owned while bound: a tree's row forgets it when it goes */
  const char *headed;       /* the heading under which it stands, shown by it or by one above it; nullable */
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
  g_object_unref (rows->model);
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
  /* Under another heading it would not stand where it was dropped. */
  if (g_strcmp0 (baton_outline_model_get_heading (rows->model, moving), baton_outline_model_get_heading (rows->model, on)) != 0)
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

/* The heading under which the thing in the tree's row *row* stands, at the top, or what is above it. */
static const char *
find_heading (Rows           *rows,
              GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) above = g_object_ref (row);
  BatonOutlineItem *item;
  BatonEntity *entity;

  while (gtk_tree_list_row_get_depth (above) > 0)
    {
      GtkTreeListRow *parent = gtk_tree_list_row_get_parent (above);

      g_object_unref (above);
      above = parent;
    }
  item = baton_outline_item_in_row (above);
  entity = item != NULL ? baton_document_lookup (rows->document, baton_outline_item_get_id (item)) : NULL;
  return entity != NULL ? baton_outline_model_get_heading (rows->model, entity) : NULL;
}

/* The first of a part shows its heading. */
static void
draw_heading (GtkListItem *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  gpointer row = gtk_list_item_get_item (list_item);
  const char *before = NULL;

  widgets->headed = NULL;
  if (GTK_IS_TREE_LIST_ROW (row) && gtk_tree_list_row_get_depth (row) == 0)
    {
      guint position = gtk_tree_list_row_get_position (row);
      g_autoptr (GtkTreeListRow) previous = position > 0 ? g_list_model_get_item (baton_outline_model_get_tree (rows->model), position - 1) : NULL;

      widgets->headed = find_heading (rows, row);
      before = previous != NULL ? find_heading (rows, previous) : NULL;
    }
  gtk_widget_set_visible (widgets->heading, g_strcmp0 (widgets->headed, before) != 0 && widgets->headed != NULL);
  gtk_label_set_text (GTK_LABEL (widgets->heading), widgets->headed != NULL ? widgets->headed : "");
}

/* Another one stands before it now. */
static void
moved_cb (GtkListItem *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");

  if (widgets->item != NULL && gtk_list_item_get_item (list_item) != NULL)
    draw_heading (list_item);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          Rows               *rows)
{
  RowWidgets *widgets = g_new0 (RowWidgets, 1);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  widgets->top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  widgets->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (widgets->heading), 0);
  gtk_label_set_ellipsize (GTK_LABEL (widgets->heading), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (widgets->heading, "baton-sidebar-group");
  gtk_widget_set_visible (widgets->heading, FALSE);
  widgets->expander = gtk_tree_expander_new ();
  gtk_box_append (GTK_BOX (widgets->top), widgets->heading);
  gtk_box_append (GTK_BOX (widgets->top), widgets->expander);
  widgets->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  if (rows->kinds == BATON_KIND_BIT (ASSET))
    {
      widgets->thumbnail = baton_thumbnail_new (rows->document);
      gtk_widget_set_margin_end (widgets->thumbnail, 6);
      gtk_box_append (GTK_BOX (widgets->box), widgets->thumbnail);
    }
  widgets->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (widgets->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (widgets->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (widgets->label, TRUE);
  gtk_box_append (GTK_BOX (widgets->box), widgets->label);
  if (__builtin_popcountll (rows->kinds) > 1 || (rows->kinds & BATON_KIND_BIT (NAVIGATION_ITEM)) != 0)
    {
      widgets->detail = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (widgets->detail), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (widgets->detail), 20);
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
  g_signal_connect (list_item, "notify::position", G_CALLBACK (moved_cb), NULL);
  gtk_list_item_set_child (list_item, widgets->top);
}

/* Whether things of one kind alone stand where *entity* stands, so that nobody needs to be told which. */
static gboolean
is_sole_kind (Rows              *rows,
              const BatonEntity *entity)
{
  const BatonEntity *parent = baton_document_lookup (rows->document, baton_entity_get_parent (entity));
  int n = 0;

  for (int kind = 0; parent != NULL && kind < BATON_N_KINDS; kind++)
    {
      BatonField place = baton_schema_get_kind (kind)->place_field;

      n += (rows->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0 && place != BATON_FIELD_NONE &&
           (baton_schema_get_field (place)->references & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (parent))) != 0;
    }
  return n == 1;
}

/* What is not out yet, or no more, and where navigation leads: things of one name differ in that. (transfer full), nullable */
static char *
tell_apart (const BatonNames  *names,
            const BatonEntity *entity)
{
  const BatonValue *state = NULL;
  const char *target = NULL;
  g_autofree char *title = NULL, *name = NULL;

  if (baton_entity_get_kind (entity) == BATON_KIND_CONTENT)
    state = baton_entity_get (entity, BATON_FIELD_CONTENT_STATE);
  else if (baton_entity_get_kind (entity) == BATON_KIND_NAVIGATION_ITEM)
    target = baton_entity_get_string (entity, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  /* Content is published unless it says otherwise. */
  if (state != NULL && strcmp (baton_value_get_string (state), "published") != 0)
    return baton_words_value (names, baton_schema_get_field (BATON_FIELD_CONTENT_STATE), state);
  if (target == NULL || baton_names_lookup (names, target) == NULL)
    return NULL;
  title = baton_words_name (names, target);
  name = baton_words_name (names, baton_entity_get_id (entity));
  return strcmp (title, name) != 0 ? g_steal_pointer (&title) : NULL;
}

/* Behind the name: what tells it apart; of what was found, what it belongs to; in the tree its kind, where there are several.
 * (transfer full) */
static char *
make_detail (GtkListItem       *list_item,
             const BatonEntity *entity)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  gboolean in_tree = GTK_IS_TREE_LIST_ROW (gtk_list_item_get_item (list_item));
  char *apart = tell_apart (baton_document_get_names (rows->document), entity);

  if (apart != NULL)
    return apart;
  if (!in_tree && baton_entity_get_parent (entity) != NULL)
    return baton_words_name (baton_document_get_names (rows->document), baton_entity_get_parent (entity));
  return g_strdup (widgets->headed != NULL || __builtin_popcountll (rows->kinds) == 1 || (in_tree && is_sole_kind (rows, entity)) ? "" : baton_words_kind (baton_entity_get_kind (entity)));
}

static void
draw (GtkListItem *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  const char *id = get_id (list_item);
  BatonEntity *entity = baton_document_lookup (rows->document, id);
  g_autofree char *name = NULL;

  if (entity == NULL)
    return; /* it is about to leave the list */
  name = GTK_IS_TREE_LIST_ROW (gtk_list_item_get_item (list_item)) ? baton_words_name_below (baton_document_get_names (rows->document), id)
                                                                   : baton_words_name (baton_document_get_names (rows->document), id);
  gtk_label_set_text (GTK_LABEL (widgets->label), name);
  if (widgets->thumbnail != NULL)
    baton_thumbnail_set (BATON_THUMBNAIL (widgets->thumbnail), id);
  draw_heading (list_item);
  if (widgets->detail != NULL)
    {
      g_autofree char *detail = make_detail (list_item, entity);

      gtk_label_set_text (GTK_LABEL (widgets->detail), detail);
      gtk_widget_set_visible (widgets->detail, *detail != '\0');
      if (gtk_widget_get_parent (widgets->top) != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (widgets->top)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (widgets->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_parent (widgets->top) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (widgets->top)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What it shows has changed, perhaps its heading, and with it whether the next one needs one. */
static void
changed_cb (GtkListItem *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  Rows *rows = g_object_get_data (G_OBJECT (list_item), "baton-rows");
  const char *headed = widgets->headed;
  g_autoptr (GtkTreeListRow) next = NULL;

  draw (list_item);
  if (widgets->headed == headed || !GTK_IS_TREE_LIST_ROW (gtk_list_item_get_item (list_item)))
    return;
  next = g_list_model_get_item (baton_outline_model_get_tree (rows->model), gtk_list_item_get_position (list_item) + 1);
  if (next != NULL)
    g_signal_emit_by_name (baton_outline_item_in_row (next), "changed");
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
  /* A row that has left the tree since the last layout is bound once more by GTK 4.8 when the selection moves: it is nobody's. */
  if (widgets->item == NULL)
    return;
  g_signal_connect_swapped (widgets->item, "changed", G_CALLBACK (changed_cb), list_item);
  draw (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");

  if (widgets->item != NULL)
    g_signal_handlers_disconnect_by_data (widgets->item, list_item);
  /* The expander keeps its row until the next one comes: to undress it and to dress it again costs as much as all else when a list
   * is scrolled far. */
  g_clear_object (&widgets->item);
}

GtkListItemFactory *
baton_outline_rows_new (BatonDocument     *document,
                        guint64            kinds,
                        BatonOutlineModel *model)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Rows *rows = g_new0 (Rows, 1);

  rows->document = g_object_ref (document);
  rows->kinds = kinds;
  rows->model = g_object_ref (model);
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
