/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-grid.h"

#include "console/sections/baton-activity-edits.h"
#include "console/widgets/baton-follow.h"

#include "model/baton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── A row's handle ── */

#define BATON_TYPE_ACTIVITY_ROW (baton_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonActivityRow, baton_activity_row, BATON, ACTIVITY_ROW, GObject)

struct _BatonActivityRow
{
  GObject  parent_instance;

  char    *id;       /* of the activity, or of the motion in its heading; NULL in the heading of a section */
  char    *motion;   /* id; NULL for activities without one */
  char    *heading;  /* NULL in the rows of activities */
};

G_DEFINE_FINAL_TYPE (BatonActivityRow, baton_activity_row, G_TYPE_OBJECT)

static void
baton_activity_row_finalize (GObject *object)
{
  BatonActivityRow *self = BATON_ACTIVITY_ROW (object);

  g_free (self->id);
  g_free (self->motion);
  g_free (self->heading);
  G_OBJECT_CLASS (baton_activity_row_parent_class)->finalize (object);
}

static void
baton_activity_row_class_init (BatonActivityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_activity_row_finalize;
}

static void
baton_activity_row_init (BatonActivityRow *self)
{
}

/* ── The grid ── */

struct _BatonActivityGrid
{
  AdwBin          parent_instance;

  BatonDocument  *document;    /* owned */
  GListStore     *rows;        /* of BatonActivityRow; owned */
  GHashTable     *bound;       /* labels that show a cell → GtkListItem; both borrowed, gone with unbind */
  GHashTable     *flags;       /* "id column" of cells that a paste could not read; owned */
  char           *filter;      /* folded; NULL: all */
  char           *selected;    /* id below the cursor; owned */

  int             row, column;               /* the cursor */
  int             anchor_row, anchor_column; /* the other corner of what is selected */

  GtkWidget      *overlay;
  GtkWidget      *names;       /* the view of the first column */
  GtkWidget      *view;        /* the view of the others */
  GtkWidget      *editor;      /* GtkEntry */
  gboolean        editing;
};

G_DEFINE_FINAL_TYPE (BatonActivityGrid, baton_activity_grid, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_DETAILS,
  SIGNAL_REPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Borrowed from the list, which the grid alone changes; NULL past the end. */
static BatonActivityRow *
get_row (BatonActivityGrid *self,
         int                index)
{
  g_autoptr (BatonActivityRow) row = index >= 0 ? g_list_model_get_item (G_LIST_MODEL (self->rows), index) : NULL;

  return row;
}

static int
count_rows (BatonActivityGrid *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

static BatonEntity *
get_activity (BatonActivityGrid *self,
              BatonActivityRow  *row)
{
  return row != NULL && row->heading == NULL ? baton_document_lookup (self->document, row->id) : NULL;
}

/* ── Rows ── */

static void
append (GPtrArray  *items,
        const char *id,
        const char *motion,
        const char *heading)
{
  BatonActivityRow *row = g_object_new (BATON_TYPE_ACTIVITY_ROW, NULL);

  row->id = g_strdup (id);
  row->motion = g_strdup (motion);
  row->heading = g_strdup (heading);
  g_ptr_array_add (items, row);
}

static gboolean
is_filtered_out (BatonActivityGrid *self,
                 BatonEntity       *activity)
{
  g_autofree char *folded = NULL;

  if (self->filter == NULL)
    return FALSE;
  folded = g_utf8_casefold (baton_entity_get_name (activity), -1);
  return strstr (folded, self->filter) == NULL;
}

/* The activities of one motion, those of a section together, the sections in the order in which they first come. */
static void
append_motion (BatonActivityGrid *self,
               GPtrArray         *items,
               const BatonEntity *motion)
{
  const char *id = motion != NULL ? baton_entity_get_id (motion) : NULL;
  g_autoptr (GPtrArray) activities = baton_program_list_children (baton_document_get_program (self->document), BATON_KIND_ACTIVITY, id);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (motion != NULL)
    append (items, id, id, baton_entity_get_name (motion));
  for (guint i = 0; i < activities->len; i++)
    {
      const char *section = baton_entity_get_string (activities->pdata[i], BATON_FIELD_ACTIVITY_SECTION);
      gboolean headed = section == NULL || *section == '\0';

      if (!g_hash_table_add (seen, (gpointer) (section != NULL ? section : "")))
        continue;
      for (guint j = i; j < activities->len; j++)
        {
          if (g_strcmp0 (section, baton_entity_get_string (activities->pdata[j], BATON_FIELD_ACTIVITY_SECTION)) != 0 || is_filtered_out (self, activities->pdata[j]))
            continue;
          if (!headed)
            append (items, NULL, id, section);
          headed = TRUE;
          append (items, baton_entity_get_id (activities->pdata[j]), id, NULL);
        }
    }
}

static GPtrArray *
list_rows (BatonActivityGrid *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) motions = baton_program_list_children (baton_document_get_program (self->document), BATON_KIND_MOTION, NULL);

  for (guint i = 0; i < motions->len; i++)
    append_motion (self, items, motions->pdata[i]);
  append_motion (self, items, NULL);
  return items;
}

/* ── Cells ── */

typedef struct
{
  GtkListItem *item;    /* borrowed */
  int          column;
} Bound;

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
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_cell (BatonActivityGrid *self,
           GtkWidget         *label,
           const Bound       *bound)
{
  BatonActivityRow *row = gtk_list_item_get_item (bound->item);
  int position = gtk_list_item_get_position (bound->item);
  BatonEntity *activity = get_activity (self, row);
  gboolean motion = row->heading != NULL && row->id != NULL;
  g_autofree char *text = activity != NULL ? baton_activity_cell_words (self->document, activity, bound->column)
                                           : g_strdup (bound->column == 0 && row->heading != NULL ? row->heading : "");
  g_autofree char *key = g_strdup_printf ("%s %d", row->id, bound->column);
  gboolean flagged = activity != NULL && g_hash_table_contains (self->flags, key);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, flagged ? _("What was pasted here could not be read") : NULL);
  set_class (label, "heading", motion);
  set_class (label, "baton-grid-section", row->heading != NULL && !motion);
  set_class (label, "baton-grid-open", activity != NULL && *text == '\0' && bound->column <= BATON_ACTIVITY_COLUMN_INDIVIDUAL);
  set_class (label, "baton-grid-flag", flagged);
  set_class (label, "baton-grid-selected", is_selected (self, position, bound->column));
  set_class (label, "baton-grid-cursor", position == self->row && bound->column == self->column);
  if (activity != NULL && bound->column > 0)
    {
      /* Translators: the name of a cell for those who cannot see it: activity, column, what stands in it */
      g_autofree char *name = g_strdup_printf (C_("cell", "%1$s, %2$s: %3$s"), baton_entity_get_name (activity),
                                               baton_activity_column_get_title (bound->column), *text != '\0' ? text : C_("cell", "open"));

      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  else
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

/* Shows all that is on the screen anew. It is a few hundred labels at most. */
static void
show_cells (BatonActivityGrid *self)
{
  GHashTableIter iter;
  gpointer label, bound;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &bound))
    show_cell (self, label, bound);
}

static GtkWidget *
find_cell (BatonActivityGrid *self)
{
  GHashTableIter iter;
  gpointer label, value;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &label, &value))
    {
      Bound *bound = value;

      if (bound->column == self->column && (int) gtk_list_item_get_position (bound->item) == self->row)
        return label;
    }
  return NULL;
}

static void
rebuild (BatonActivityGrid *self)
{
  g_autoptr (GPtrArray) items = list_rows (self);
  gboolean same = (int) items->len == count_rows (self);
  int found = -1;

  for (guint i = 0; i < items->len; i++)
    {
      BatonActivityRow *row = items->pdata[i], *shown = get_row (self, i);

      if (found < 0 && self->selected != NULL && g_strcmp0 (row->id, self->selected) == 0)
        found = i;
      same = same && shown != NULL && g_strcmp0 (row->id, shown->id) == 0 && g_strcmp0 (row->heading, shown->heading) == 0 && g_strcmp0 (row->motion, shown->motion) == 0;
    }
  if (!same)
    g_list_store_splice (self->rows, 0, count_rows (self), items->pdata, items->len);
  /* The cursor stays on its activity wherever that went, or in its place when it is gone. */
  if (found >= 0 && found != self->row)
    self->row = self->anchor_row = found;
  if (self->row >= count_rows (self))
    self->row = self->anchor_row = MAX (count_rows (self) - 1, 0);
  show_cells (self);
}

/* ── The cursor ── */

static void
announce (BatonActivityGrid *self)
{
  BatonActivityRow *row = get_row (self, self->row);
  GtkWidget *cell = find_cell (self);

  if (g_strcmp0 (self->selected, row != NULL ? row->id : NULL) != 0)
    {
      g_free (self->selected);
      self->selected = g_strdup (row != NULL ? row->id : NULL);
      g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
    }
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (GTK_LABEL (cell)), -1);
}

/* GtkColumnView has no scroll-to at 4.8; the list inside it has the action. */
static void
scroll_to (BatonActivityGrid *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (G_OBJECT_TYPE_NAME (child), "GtkColumnListView") == 0)
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", (guint) self->row);
}

static void
move_to (BatonActivityGrid *self,
         int                row,
         int                column,
         gboolean           extend)
{
  self->row = CLAMP (row, 0, MAX (count_rows (self) - 1, 0));
  self->column = CLAMP (column, 0, BATON_ACTIVITY_N_COLUMNS - 1);
  if (!extend)
    {
      self->anchor_row = self->row;
      self->anchor_column = self->column;
    }
  scroll_to (self);
  show_cells (self);
  announce (self);
}

/* Ids of the activities in the rows that are selected. Borrowed from the rows. */
static GPtrArray *
list_selected (BatonActivityGrid *self,
               int                through)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (int i = MIN (self->row, self->anchor_row); i <= through; i++)
    {
      BatonActivityRow *row = get_row (self, i);

      if (row != NULL && row->heading == NULL)
        g_ptr_array_add (ids, row->id);
    }
  return ids;
}

static guint
get_selected_columns (BatonActivityGrid *self)
{
  guint columns = 0;

  for (int i = MIN (self->column, self->anchor_column); i <= MAX (self->column, self->anchor_column); i++)
    columns |= 1u << i;
  return columns;
}

/* ── The editor ── */

static void
stop_editing (BatonActivityGrid *self)
{
  self->editing = FALSE;
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
start_editing (BatonActivityGrid *self,
               const char        *replacement)
{
  BatonActivityRow *row = get_row (self, self->row);
  BatonEntity *activity = get_activity (self, row);
  GtkWidget *cell = find_cell (self);
  g_autofree char *text = NULL, *name = NULL;

  if (cell == NULL || row == NULL || baton_workspace_is_read_only (baton_document_get_workspace (self->document)))
    return;
  if (activity == NULL && (self->column != 0 || row->id == NULL))
    return;
  /* How it is earned is several fields: the form shows them; typing over the cell still reads a remark. */
  if (activity != NULL && self->column == BATON_ACTIVITY_COLUMN_EARNED && replacement == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_DETAILS], 0);
      return;
    }
  text = activity != NULL ? baton_activity_cell_typed (self->document, activity, self->column) : g_strdup (row->heading);
  name = g_strdup_printf (C_("cell", "%1$s, %2$s"), activity != NULL ? baton_entity_get_name (activity) : row->heading,
                          baton_activity_column_get_title (self->column));
  self->editing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->editor), replacement != NULL ? replacement : text);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), self->column >= 1 && self->column <= 3 ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_remove_css_class (self->editor, "error");
  gtk_widget_set_visible (self->editor, TRUE);
  gtk_widget_queue_resize (self->overlay);
  gtk_widget_grab_focus (self->editor);
  if (replacement != NULL)
    gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
  else
    gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
}

/* FALSE when what was typed is not understood: the editor stays open. */
static gboolean
commit (BatonActivityGrid *self)
{
  BatonActivityRow *row = get_row (self, self->row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->editor));
  g_autofree char *wrong = NULL, *key = NULL, *id = NULL;

  if (!self->editing)
    return TRUE;
  if (row == NULL)
    return TRUE;
  id = g_strdup (row->id);
  if (row->heading != NULL)
    {
      BatonEntity *motion = baton_document_lookup (self->document, id);
      g_autoptr (BatonValue) name = motion != NULL ? baton_text_with_source (baton_entity_get (motion, BATON_FIELD_MOTION_NAME), text) : NULL;

      if (motion != NULL && *text != '\0' && g_strcmp0 (text, row->heading) != 0)
        baton_document_set (self->document, id, BATON_FIELD_MOTION_NAME, name);
    }
  else if (!baton_activity_cell_set (self->document, id, self->column, text, &wrong))
    {
      gtk_widget_add_css_class (self->editor, "error");
      baton_document_say (self->document, wrong, FALSE);
      return FALSE;
    }
  key = g_strdup_printf ("%s %d", id, self->column);
  g_hash_table_remove (self->flags, key);
  stop_editing (self);
  return TRUE;
}

static gboolean
editor_key_cb (BatonActivityGrid *self,
               guint              keyval,
               guint              keycode,
               GdkModifierType    state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Escape:
      stop_editing (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
      if (commit (self))
        move_to (self, self->row + (shift ? -1 : 1), self->column, FALSE);
      return TRUE;
    case GDK_KEY_Up:
      if (commit (self))
        move_to (self, self->row - 1, self->column, FALSE);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (commit (self))
        move_to (self, self->row, self->column + (shift ? -1 : 1), FALSE);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A click elsewhere takes what was typed; what is not understood is given up, as the cell is no longer before one's eyes. */
static void
editor_leave_cb (BatonActivityGrid *self)
{
  if (self->editing && !commit (self))
    stop_editing (self);
}

/* The editor lies over its cell; on a cell that has scrolled away it hides in a corner until that comes back. */
static gboolean
position_editor_cb (BatonActivityGrid *self,
                    GtkWidget         *widget,
                    GdkRectangle      *allocation)
{
  GtkWidget *cell = find_cell (self);
  graphene_rect_t bounds;

  if (cell == NULL || !gtk_widget_compute_bounds (gtk_widget_get_parent (cell), self->overlay, &bounds))
    return FALSE;
  allocation->width = MAX (bounds.size.width, 64);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &allocation->height, NULL, NULL);
  allocation->x = bounds.origin.x;
  allocation->y = bounds.origin.y + (bounds.size.height - allocation->height) / 2;
  return TRUE;
}

/* ── Clipboard ── */

static void
copy (BatonActivityGrid *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int first = MIN (self->column, self->anchor_column), last = MAX (self->column, self->anchor_column);

  for (int i = MIN (self->row, self->anchor_row); i <= MAX (self->row, self->anchor_row); i++)
    {
      BatonActivityRow *row = get_row (self, i);
      BatonEntity *activity = get_activity (self, row);

      /* The heading of a motion is no section when it comes back. */
      if (row == NULL || (activity == NULL && (first > 0 || row->id != NULL)))
        continue;
      for (int column = first; column <= last; column++)
        {
          g_autofree char *cell = activity != NULL ? baton_activity_cell_typed (self->document, activity, column)
                                                   : g_strdup (column == 0 ? row->heading : "");

          if (column > first)
            g_string_append_c (text, '\t');
          baton_activity_table_append_cell (text, cell);
        }
      g_string_append_c (text, '\n');
    }
  if (text->len > 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
paste_text (BatonActivityGrid *self,
            const char        *text)
{
  g_autoptr (GPtrArray) below = list_selected (self, count_rows (self) - 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) flags = NULL;
  g_autofree char *motion = g_strdup (baton_activity_grid_get_motion (self)), *report = NULL;

  /* The rows are made anew while the paste is applied. */
  for (guint i = 0; i < below->len; i++)
    g_ptr_array_add (ids, g_strdup (below->pdata[i]));
  report = baton_activities_paste (self->document, motion, ids, MIN (self->column, self->anchor_column), text, &flags);
  g_hash_table_remove_all (self->flags);
  for (guint i = 0; i < flags->len; i++)
    {
      BatonActivityFlag *flag = flags->pdata[i];

      g_hash_table_add (self->flags, g_strdup_printf ("%s %d", flag->id, (int) flag->column));
    }
  show_cells (self);
  g_signal_emit (self, signals[SIGNAL_REPORT], 0, report);
}

static void
text_read_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BatonActivityGrid) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (self->document == NULL)
    return;
  if (text == NULL || *text == '\0')
    baton_document_say (self->document, _("There is no table on the clipboard. Copy one in a spreadsheet first."), FALSE);
  else
    paste_text (self, text);
}

void
baton_activity_grid_paste (BatonActivityGrid *self)
{
  if (!baton_workspace_is_read_only (baton_document_get_workspace (self->document)))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, text_read_cb, g_object_ref (self));
}

/* ── Keys and clicks ── */

static void
clear (BatonActivityGrid *self)
{
  g_autoptr (GPtrArray) ids = list_selected (self, MAX (self->row, self->anchor_row));

  baton_activities_clear (self->document, ids, get_selected_columns (self));
}

static void
move_row (BatonActivityGrid *self,
          int                by)
{
  BatonActivityRow *row = get_row (self, self->row), *other = get_row (self, self->row + by), *after;
  g_autofree char *before = NULL, *id = NULL, *motion = NULL;

  if (row == NULL || other == NULL || row->heading != NULL || other->heading != NULL)
    return;
  after = get_row (self, self->row + 2);
  id = g_strdup (row->id);
  motion = g_strdup (row->motion);
  before = g_strdup (by < 0 ? other->id : after != NULL && after->heading == NULL ? after->id : NULL);
  baton_document_move (self->document, id, motion, before);
}

static gboolean
control_key (BatonActivityGrid *self,
             guint              keyval)
{
  g_autoptr (GPtrArray) ids = NULL;

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_c:
      copy (self);
      return TRUE;
    case GDK_KEY_x:
      copy (self);
      clear (self);
      return TRUE;
    case GDK_KEY_v:
      baton_activity_grid_paste (self);
      return TRUE;
    case GDK_KEY_d:
      ids = list_selected (self, MAX (self->row, self->anchor_row));
      baton_activities_fill_down (self->document, ids, get_selected_columns (self));
      return TRUE;
    case GDK_KEY_a:
      self->anchor_row = self->anchor_column = 0;
      move_to (self, count_rows (self) - 1, BATON_ACTIVITY_N_COLUMNS - 1, TRUE);
      return TRUE;
    case GDK_KEY_Home:
      move_to (self, 0, 0, FALSE);
      return TRUE;
    case GDK_KEY_End:
      move_to (self, count_rows (self) - 1, self->column, FALSE);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (BatonActivityGrid *self,
        guint              keyval,
        guint              keycode,
        GdkModifierType    state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gunichar character = gdk_keyval_to_unicode (keyval);
  char typed[8] = { 0 };
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if (self->editing)
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return control_key (self, keyval);
  if ((state & GDK_ALT_MASK) != 0)
    {
      if (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
        return FALSE;
      move_row (self, keyval == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    }
  switch (keyval)
    {
    case GDK_KEY_Up: move_to (self, self->row - 1, self->column, shift); return TRUE;
    case GDK_KEY_Down: move_to (self, self->row + 1, self->column, shift); return TRUE;
    case GDK_KEY_Left: move_to (self, self->row, self->column - forward, shift); return TRUE;
    case GDK_KEY_Right: move_to (self, self->row, self->column + forward, shift); return TRUE;
    case GDK_KEY_Home: move_to (self, self->row, 0, shift); return TRUE;
    case GDK_KEY_End: move_to (self, self->row, BATON_ACTIVITY_N_COLUMNS - 1, shift); return TRUE;
    case GDK_KEY_Page_Up: move_to (self, self->row - 15, self->column, shift); return TRUE;
    case GDK_KEY_Page_Down: move_to (self, self->row + 15, self->column, shift); return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      /* Past the last column the focus leaves the table, so that nobody is caught in it. */
      if (self->column + (shift ? -1 : 1) < 0 || self->column + (shift ? -1 : 1) >= BATON_ACTIVITY_N_COLUMNS)
        return FALSE;
      move_to (self, self->row, self->column + (shift ? -1 : 1), FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2: start_editing (self, NULL); return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace: clear (self); return TRUE;
    default:
      if (character == 0 || !g_unichar_isprint (character))
        return FALSE;
      g_unichar_to_utf8 (character, typed);
      start_editing (self, typed);
      return TRUE;
    }
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
  self->row = gtk_list_item_get_position (bound->item);
  self->column = bound->column;
  move_to (self, self->row, self->column, (state & GDK_SHIFT_MASK) != 0);
  if (n_press == 2)
    start_editing (self, NULL);
}

/* ── Views ── */

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
  Bound *bound = g_new (Bound, 1);

  bound->item = item;
  bound->column = data->column;
  g_hash_table_insert (data->grid->bound, gtk_list_item_get_child (item), bound);
  show_cell (data->grid, gtk_list_item_get_child (item), bound);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           ColumnData               *data)
{
  g_hash_table_remove (data->grid->bound, gtk_list_item_get_child (item));
}

static void
free_column_data (gpointer  data,
                  GClosure *closure)
{
  g_free (data);
}

static void
add_column (BatonActivityGrid *self,
            GtkWidget         *view,
            int                column,
            int                width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  ColumnData *data = g_new (ColumnData, 1);
  g_autoptr (GtkColumnViewColumn) added = NULL;

  data->grid = self;
  data->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, free_column_data, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  added = gtk_column_view_column_new (baton_activity_column_get_title (column), factory);
  gtk_column_view_column_set_fixed_width (added, width);
  gtk_column_view_column_set_resizable (added, column > 0);
  gtk_column_view_column_set_expand (added, column == 0);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), added);
}

static GtkWidget *
make_view (BatonActivityGrid *self,
           const char        *label)
{
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)))));

  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_set_can_focus (view, FALSE); /* the keys belong to the cursor */
  gtk_widget_add_css_class (view, "data-table");
  gtk_widget_add_css_class (view, "baton-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return view;
}

static void
baton_activity_grid_dispose (GObject *object)
{
  BatonActivityGrid *self = BATON_ACTIVITY_GRID (object);

  self->editing = FALSE;
  G_OBJECT_CLASS (baton_activity_grid_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_object (&self->document);
}

static void
baton_activity_grid_finalize (GObject *object)
{
  BatonActivityGrid *self = BATON_ACTIVITY_GRID (object);

  g_hash_table_unref (self->bound);
  g_hash_table_unref (self->flags);
  g_free (self->filter);
  g_free (self->selected);
  G_OBJECT_CLASS (baton_activity_grid_parent_class)->finalize (object);
}

static void
baton_activity_grid_class_init (BatonActivityGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_activity_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_activity_grid_finalize;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", BATON_TYPE_ACTIVITY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DETAILS] = g_signal_new ("details", BATON_TYPE_ACTIVITY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REPORT] = g_signal_new ("report", BATON_TYPE_ACTIVITY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID);
}

static void
baton_activity_grid_init (BatonActivityGrid *self)
{
  self->rows = g_list_store_new (BATON_TYPE_ACTIVITY_ROW);
  self->bound = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->flags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "baton-activity-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table of activities"), -1);
}

static gboolean
scroll_to_first_column (gpointer adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* The first column stands at the right where writing runs that way, but a scrolled window begins at the left. It is scrolled
 * once it has a size, and after the allocation that gave it one. */
static void
first_size_cb (GtkAdjustment *adjustment,
               GtkWidget     *view)
{
  if (gtk_adjustment_get_page_size (adjustment) <= 0)
    return;
  g_signal_handlers_disconnect_by_func (adjustment, first_size_cb, view);
  if (gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_to_first_column, g_object_ref (adjustment), g_object_unref);
}

GtkWidget *
baton_activity_grid_new (BatonDocument *document)
{
  BatonActivityGrid *self = g_object_new (BATON_TYPE_ACTIVITY_GRID, NULL);
  static const int widths[BATON_ACTIVITY_N_COLUMNS] = { 216, 80, 106, 112, 260, 110 };
  GtkWidget *box = gtk_grid_new (), *left = gtk_scrolled_window_new (), *right = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *editor_keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->document = g_object_ref (document);
  self->names = make_view (self, _("Names of the activities"));
  self->view = make_view (self, _("Points of the activities"));
  add_column (self, self->names, 0, -1);
  for (int column = 1; column < BATON_ACTIVITY_N_COLUMNS; column++)
    add_column (self, self->view, column, widths[column]);

  /* Both views show the same rows through one adjustment, so the names stay while the rest scrolls sideways. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (right), self->view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (left), self->names);
  gtk_scrolled_window_set_vadjustment (GTK_SCROLLED_WINDOW (left), gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (right)));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (left), GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_widget_set_size_request (left, widths[0], -1);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_set_vexpand (right, TRUE);
  /* A grid allocates its children in the order in which they were attached. The right view sets the adjustment, so it must
   * come first: a left view that was allocated before would lose its allocation again and not be drawn. */
  gtk_grid_attach (GTK_GRID (box), right, 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (box), left, 0, 0, 1, 1);
  gtk_widget_set_vexpand (box, TRUE);

  self->editor = gtk_entry_new ();
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_widget_add_css_class (self->editor, "baton-grid-editor");
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->editor);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (position_editor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (right)), "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self->overlay, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (right)), "changed", G_CALLBACK (first_size_cb), self->view, 0);
  adw_bin_set_child (ADW_BIN (self), self->overlay);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_event_controller_set_propagation_phase (editor_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (editor_keys, "key-pressed", G_CALLBACK (editor_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, editor_keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (editor_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, focus);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) (void (*) (void)) rebuild);
  rebuild (self);
  return GTK_WIDGET (self);
}

/* ── From outside ── */

const char *
baton_activity_grid_get_motion (BatonActivityGrid *self)
{
  BatonActivityRow *row = get_row (self, self->row);

  return row != NULL ? row->motion : NULL;
}

const char *
baton_activity_grid_get_selected (BatonActivityGrid *self)
{
  return self->selected;
}

gboolean
baton_activity_grid_select (BatonActivityGrid *self,
                            const char        *id)
{
  for (int i = 0; i < count_rows (self); i++)
    if (g_strcmp0 (get_row (self, i)->id, id) == 0)
      {
        gtk_widget_grab_focus (GTK_WIDGET (self));
        move_to (self, i, self->column, FALSE);
        return TRUE;
      }
  return FALSE;
}

void
baton_activity_grid_rename (BatonActivityGrid *self)
{
  move_to (self, self->row, 0, FALSE);
  start_editing (self, NULL);
}

void
baton_activity_grid_filter (BatonActivityGrid *self,
                            const char        *text)
{
  g_free (self->filter);
  self->filter = text != NULL && *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  rebuild (self);
}
