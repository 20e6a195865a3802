/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells are labels that know which item and column they show. While they are bound they stand in a table, so that a moved
 * cursor touches the few that it concerns.
 */
#include "config.h"

#include "console/sections/baton-activity-grid-private.h"

#include "console/baton-tooltip.h"

#include <glib/gi18n-lib.h>

/* What a label shows. */
typedef struct
{
  GtkListItem *item;     /* borrowed */
  int          column;   /* as baton-activity-edits.h knows it */
} Bound;

/* Where the column stands; −1 when it is hidden. */
static int
find_place (BatonActivityGrid *self,
            int                column)
{
  for (int i = 0; i < self->n_shown; i++)
    if (self->shown[i] == column)
      return i;
  return -1;
}

static gboolean
is_selected (BatonActivityGrid *self,
             int                row,
             int                column)
{
  return row >= MIN (self->row, self->anchor_row) && row <= MAX (self->row, self->anchor_row) &&
         column >= MIN (self->column, self->anchor_column) && column <= MAX (self->column, self->anchor_column);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on && !gtk_widget_has_css_class (widget, name))
    gtk_widget_add_css_class (widget, name);
  else if (!on && gtk_widget_has_css_class (widget, name))
    gtk_widget_remove_css_class (widget, name);
}

static void
mark (BatonActivityGrid *self,
      GtkWidget         *label,
      const Bound       *bound)
{
  int row = (int) gtk_list_item_get_position (bound->item), column = find_place (self, bound->column);

  set_class (label, "baton-grid-selected", is_selected (self, row, column));
  set_class (label, "baton-grid-cursor", row == self->row && column == self->column);
}

/* The name of a cell for those who cannot see it. Assistive technology meets the widget around the label as well. */
static void
set_name (GtkWidget  *label,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_parent (label) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The row around its first cell: what goes from row to row without a cell in mind hears which activity it is at. */
static void
name_row (GtkWidget  *label,
          const char *name)
{
  GtkWidget *cell = gtk_widget_get_parent (label), *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL && gtk_widget_get_prev_sibling (cell) == NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_cell (BatonActivityGrid *self,
           GtkWidget         *label,
           const Bound       *bound)
{
  BatonActivityRow *row = gtk_list_item_get_item (bound->item);
  BatonEntity *activity = baton_activity_grid_get_activity (self, row);
  gboolean motion = row->heading != NULL && row->id != NULL;
  const BatonNames *names = baton_document_get_names (self->document);
  g_autofree char *text = activity != NULL ? baton_activity_cell_words (self->document, activity, bound->column)
                          : bound->column == 0 && row->heading != NULL ? baton_words_discreet (names, row->heading) : g_strdup ("");
  g_autofree char *of = NULL;
  g_autofree char *key = g_strdup_printf ("%s %d", row->id, bound->column);
  gboolean flagged = activity != NULL && g_hash_table_contains (self->flags, key);

  gtk_label_set_text (GTK_LABEL (label), text);
  baton_tooltip_set (label, flagged ? _("What was pasted here could not be read") : NULL);
  set_class (label, "heading", motion);
  set_class (label, "baton-grid-section", row->heading != NULL && !motion);
  set_class (label, "baton-grid-open", activity != NULL && *text == '\0' && bound->column <= (int) BATON_ACTIVITY_COLUMN_INDIVIDUAL);
  set_class (label, "baton-grid-flag", flagged);
  mark (self, label, bound);
  of = activity != NULL ? baton_words_name (names, row->id) : row->heading != NULL ? baton_words_discreet (names, row->heading) : g_strdup ("");
  name_row (label, of);
  if (activity != NULL && bound->column > 0)
    {
      /* Translators: the name of a cell for those who cannot see it: activity, column, what stands in it */
      g_autofree char *name = g_strdup_printf (C_("cell", "%1$s, %2$s: %3$s"), of,
                                               baton_activity_column_get_title (bound->column), *text != '\0' ? text : C_("cell", "open"));

      set_name (label, name);
    }
  else
    {
      set_name (label, text);
    }
}

void
baton_activity_cells_show (BatonActivityGrid *self,
                           const char        *id)
{
  GHashTableIter iter;
  gpointer label, bound;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &bound))
    {
      BatonActivityRow *row = gtk_list_item_get_item (((Bound *) bound)->item);

      if (id == NULL || g_strcmp0 (row->id, id) == 0)
        show_cell (self, label, bound);
    }
}

void
baton_activity_cells_show_those (BatonActivityGrid *self,
                                 GHashTable        *ids)
{
  GHashTableIter iter;
  gpointer label, bound;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &bound))
    {
      BatonActivityRow *row = gtk_list_item_get_item (((Bound *) bound)->item);

      if (row->id != NULL && g_hash_table_contains (ids, row->id))
        show_cell (self, label, bound);
    }
}

void
baton_activity_cells_show_headings (BatonActivityGrid *self)
{
  GHashTableIter iter;
  gpointer label, bound;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &bound))
    {
      BatonActivityRow *row = gtk_list_item_get_item (((Bound *) bound)->item);

      if (row->heading != NULL)
        show_cell (self, label, bound);
    }
}

void
baton_activity_cells_begin_splice (BatonActivityGrid *self)
{
  g_return_if_fail (self->left == NULL);
  self->left = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

void
baton_activity_cells_end_splice (BatonActivityGrid *self)
{
  g_clear_pointer (&self->left, g_hash_table_unref);
}

void
baton_activity_cells_mark (BatonActivityGrid *self)
{
  GHashTableIter iter;
  gpointer label, bound;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &bound))
    mark (self, label, bound);
}

GtkWidget *
baton_activity_cells_find (BatonActivityGrid *self)
{
  GHashTableIter iter;
  gpointer label, value;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &value))
    {
      Bound *bound = value;

      if (bound->column == self->shown[self->column] && (int) gtk_list_item_get_position (bound->item) == self->row)
        return label;
    }
  return NULL;
}

GtkWidget *
baton_activity_cells_find_in_column (BatonActivityGrid *self)
{
  GHashTableIter iter;
  gpointer label, bound;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &bound))
    if (((const Bound *) bound)->column == self->shown[self->column] && gtk_widget_get_mapped (label) && gtk_widget_get_width (label) > 0)
      return label;
  return NULL;
}

static void
pressed_cb (GtkGestureClick   *gesture,
            int                n_press,
            double             x,
            double             y,
            BatonActivityGrid *self)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const Bound *bound = g_hash_table_lookup (self->bound, label);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (bound == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  baton_activity_grid_move_to (self, (int) gtk_list_item_get_position (bound->item), find_place (self, bound->column), (state & GDK_SHIFT_MASK) != 0);
  if (n_press == 2)
    baton_activity_typing_start (self, NULL);
}

typedef struct
{
  BatonActivityGrid *grid;    /* borrowed: the factories live in its views */
  int                column;
} ColumnData;

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          ColumnData               *data)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_label_set_xalign (GTK_LABEL (label), data->column >= 1 && data->column <= 3 ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "baton-grid-cell");
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), data->grid, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         ColumnData               *data)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  Bound *bound = g_new (Bound, 1);

  bound->item = item;
  bound->column = data->column;
  g_hash_table_insert (data->grid->bound, label, bound);
  /* Who splices marks all cells when it is done. */
  if (data->grid->left == NULL || g_hash_table_lookup (data->grid->left, label) != gtk_list_item_get_item (item))
    show_cell (data->grid, label, bound);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           ColumnData               *data)
{
  if (data->grid->left != NULL)
    g_hash_table_insert (data->grid->left, gtk_list_item_get_child (item), g_object_ref (gtk_list_item_get_item (item)));
  g_hash_table_remove (data->grid->bound, gtk_list_item_get_child (item));
}

static void
free_column_data (gpointer  data,
                  GClosure *closure)
{
  g_free (data);
}

void
baton_activity_cells_add_column (BatonActivityGrid *self,
                                 GtkWidget         *view,
                                 int                column)
{
  /* Wide enough for what usually stands there; the others begin as wide as their titles need. */
  static const int widths[BATON_ACTIVITY_N_COLUMNS] = { -1, 80, 106, 112, 260, 110 };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  ColumnData *data = g_new (ColumnData, 1);
  g_autoptr (GtkColumnViewColumn) added = NULL;

  data->grid = self;
  data->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, free_column_data, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  added = gtk_column_view_column_new (baton_activity_column_get_title (column), factory);
  gtk_column_view_column_set_fixed_width (added, column < (int) BATON_ACTIVITY_N_COLUMNS ? widths[column] : 150);
  gtk_column_view_column_set_resizable (added, column > 0);
  gtk_column_view_column_set_expand (added, column == 0);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), added);
}

GtkWidget *
baton_activity_cells_make_view (BatonActivityGrid *self,
                                const char        *label)
{
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->growing)))));

  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_set_can_focus (view, FALSE); /* the keys belong to the cursor */
  gtk_widget_add_css_class (view, "data-table");
  gtk_widget_add_css_class (view, "baton-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return view;
}
