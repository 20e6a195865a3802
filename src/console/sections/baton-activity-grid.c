/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-grid-private.h"

#include "console/sections/baton-activity-panes.h"

#include "console/widgets/baton-follow.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUDGET_US 4000    /* of one turn, for rows that come and go; the last of them come on top */
#define FIRST_ROWS 12     /* made at once; the others follow when these are drawn */
#define MOST_SHOWN_SINGLY 64   /* of the changes of a step */
#define MOST_COLUMNS 8   /* each costs a widget for every row on the screen */
#define SETTING_COLUMNS "console.activity-columns"

G_DEFINE_FINAL_TYPE (BatonActivityGrid, baton_activity_grid, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_DETAILS,
  SIGNAL_REPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

BatonActivityRow *
baton_activity_grid_get_row (BatonActivityGrid *self,
                             int                index)
{
  g_autoptr (BatonActivityRow) row = index >= 0 ? g_list_model_get_item (G_LIST_MODEL (self->rows), index) : NULL;

  return row;
}

int
baton_activity_grid_count_rows (BatonActivityGrid *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

BatonEntity *
baton_activity_grid_get_activity (BatonActivityGrid *self,
                                  BatonActivityRow  *row)
{
  return row != NULL && row->heading == NULL ? baton_document_lookup (self->document, row->id) : NULL;
}

void
baton_activity_grid_ask_details (BatonActivityGrid *self)
{
  g_signal_emit (self, signals[SIGNAL_DETAILS], 0, self->shown[self->column]);
}

void
baton_activity_grid_report (BatonActivityGrid *self,
                            const char        *text)
{
  g_signal_emit (self, signals[SIGNAL_REPORT], 0, text);
}

/* ── Rows ── */

static int
find_id (BatonActivityGrid *self,
         const char        *id)
{
  for (int i = 0; id != NULL && i < baton_activity_grid_count_rows (self); i++)
    if (g_strcmp0 (baton_activity_grid_get_row (self, i)->id, id) == 0)
      return i;
  return -1;
}

/* The cursor stays on its activity wherever that went, or in its place when it is gone. */
static gboolean
rebuild_some (BatonActivityGrid *self,
              gint64             until)
{
  BatonActivityRow *under = NULL;
  gboolean reworded, all;
  int found;

  baton_activity_cells_begin_splice (self);
  reworded = baton_activity_rows_follow_some (self->rows, self->document, self->filter, until, &all);
  baton_activity_cells_end_splice (self);
  if (reworded)
    baton_activity_cells_show_headings (self);
  under = baton_activity_grid_get_row (self, self->row);
  if (self->selected != NULL && (under == NULL || g_strcmp0 (under->id, self->selected) != 0))
    {
      found = find_id (self, self->selected);
      if (found >= 0)
        self->row = self->anchor_row = found;
    }
  if (self->row >= baton_activity_grid_count_rows (self))
    self->row = self->anchor_row = MAX (baton_activity_grid_count_rows (self) - 1, 0);
  /* New rows are bound by the views; rows that only stand elsewhere now are not. */
  baton_activity_cells_mark (self);
  return all;
}

static gboolean
follow_cb (gpointer user_data)
{
  BatonActivityGrid *self = user_data;

  if (!rebuild_some (self, g_get_monotonic_time () + BUDGET_US))
    return G_SOURCE_CONTINUE;
  self->following = 0;
  return G_SOURCE_REMOVE;
}

/* The rows of a large step come and go in several turns, drawn in between. */
static void
rebuild (BatonActivityGrid *self)
{
  if (self->following == 0 && !rebuild_some (self, g_get_monotonic_time () + BUDGET_US))
    self->following = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, follow_cb, self, NULL);
}

/* Who looks for one row needs them all. */
static void
finish_following (BatonActivityGrid *self)
{
  if (self->following == 0)
    return;
  g_clear_handle_id (&self->following, g_source_remove);
  rebuild_some (self, G_MAXINT64);
}

static void
document_changed_cb (GtkWidget *widget,
                     GPtrArray *changes)
{
  BatonActivityGrid *self = BATON_ACTIVITY_GRID (widget);

  if (baton_activity_rows_concern (changes, self->filter))
    rebuild (self);
  /* After a large step in one go: each thing would be looked for in every row. What is gone shows nothing any more. */
  if (changes->len > MOST_SHOWN_SINGLY)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < changes->len; i++)
        if (((BatonChange *) changes->pdata[i])->after != NULL)
          g_hash_table_add (ids, (gpointer) baton_change_get_id (changes->pdata[i]));
      baton_activity_cells_show_those (self, ids);
      return;
    }
  for (guint i = 0; i < changes->len; i++)
    baton_activity_cells_show (self, baton_change_get_id (changes->pdata[i]));
}

static void
show_cells (BatonActivityGrid *self)
{
  baton_activity_cells_show (self, NULL);
}

/* ── The cursor ── */

static void
announce (BatonActivityGrid *self)
{
  BatonActivityRow *row = baton_activity_grid_get_row (self, self->row);
  GtkWidget *cell = baton_activity_cells_find (self);

  if (g_strcmp0 (self->selected, row != NULL ? row->id : NULL) != 0)
    {
      g_free (self->selected);
      self->selected = g_strdup (row != NULL ? row->id : NULL);
      g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
    }
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (GTK_LABEL (cell)), -1);
}

/* A column is as far to the side in every row: any that is laid out tells where the cursor's is. The names do not scroll. */
static void
scroll_sideways (BatonActivityGrid *self)
{
  GtkWidget *label = self->shown[self->column] != BATON_ACTIVITY_COLUMN_NAME ? baton_activity_cells_find_in_column (self) : NULL;
  GtkWidget *cell = label != NULL ? gtk_widget_get_parent (label) : NULL;
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view));
  graphene_rect_t bounds;
  double left;

  if (cell == NULL || !gtk_widget_compute_bounds (cell, self->view, &bounds))
    return;
  left = bounds.origin.x + gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, left, left + bounds.size.width);
}

/* GtkColumnView has no scroll-to at 4.8; the list inside it has the action. It wants rows that have been laid out, so it
 * waits until what is going on is over. */
static gboolean
scroll_cb (gpointer user_data)
{
  BatonActivityGrid *self = user_data;

  self->scroll = 0;
  baton_growing_list_reach (self->growing, self->row);
  if (baton_activity_grid_count_rows (self) == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)) || gtk_widget_get_height (self->view) == 0)
    return G_SOURCE_REMOVE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (G_OBJECT_TYPE_NAME (child), "GtkColumnListView") == 0)
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", (guint) self->row);
  scroll_sideways (self);
  return G_SOURCE_REMOVE;
}

static void
scroll_to (BatonActivityGrid *self)
{
  if (self->scroll == 0)
    self->scroll = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, scroll_cb, self, NULL);
}

void
baton_activity_grid_move_to (BatonActivityGrid *self,
                             int                row,
                             int                column,
                             gboolean           extend)
{
  self->row = CLAMP (row, 0, MAX (baton_activity_grid_count_rows (self) - 1, 0));
  self->column = CLAMP (column, 0, self->n_shown - 1);
  if (!extend)
    {
      self->anchor_row = self->row;
      self->anchor_column = self->column;
    }
  scroll_to (self);
  baton_activity_cells_mark (self);
  announce (self);
}

GPtrArray *
baton_activity_grid_list_selected (BatonActivityGrid *self,
                                   int                through)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (int i = MIN (self->row, self->anchor_row); i <= through; i++)
    {
      BatonActivityRow *row = baton_activity_grid_get_row (self, i);

      if (row != NULL && row->heading == NULL)
        g_ptr_array_add (ids, row->id);
    }
  return ids;
}

guint
baton_activity_grid_get_selected_columns (BatonActivityGrid *self)
{
  guint columns = 0;

  for (int i = MIN (self->column, self->anchor_column); i <= MAX (self->column, self->anchor_column); i++)
    columns |= 1u << self->shown[i];
  return columns;
}

/* ── Keys ── */

static void
move_row (BatonActivityGrid *self,
          int                by)
{
  BatonActivityRow *row = baton_activity_grid_get_row (self, self->row), *other = baton_activity_grid_get_row (self, self->row + by), *after;
  g_autofree char *before = NULL, *id = NULL, *motion = NULL;

  if (row == NULL || other == NULL || row->heading != NULL || other->heading != NULL)
    return;
  after = baton_activity_grid_get_row (self, self->row + 2);
  id = g_strdup (row->id);
  motion = g_strdup (row->motion);
  before = g_strdup (by < 0 ? other->id : after != NULL && after->heading == NULL ? after->id : NULL);
  baton_document_move (self->document, id, motion, before);
}

static gboolean
control_key (BatonActivityGrid *self,
             guint              keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_c:
      baton_activity_typing_copy (self);
      return TRUE;
    case GDK_KEY_x:
      baton_activity_typing_copy (self);
      baton_activity_typing_clear (self);
      return TRUE;
    case GDK_KEY_v:
      baton_activity_grid_paste (self);
      return TRUE;
    case GDK_KEY_d:
      baton_activity_typing_fill_down (self);
      return TRUE;
    case GDK_KEY_a:
      self->anchor_row = self->anchor_column = 0;
      baton_activity_grid_move_to (self, baton_activity_grid_count_rows (self) - 1, self->n_shown - 1, TRUE);
      return TRUE;
    case GDK_KEY_Home:
      baton_activity_grid_move_to (self, 0, 0, FALSE);
      return TRUE;
    case GDK_KEY_End:
      baton_activity_grid_move_to (self, baton_activity_grid_count_rows (self) - 1, self->column, FALSE);
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
  finish_following (self);
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
    case GDK_KEY_Up: baton_activity_grid_move_to (self, self->row - 1, self->column, shift); return TRUE;
    case GDK_KEY_Down: baton_activity_grid_move_to (self, self->row + 1, self->column, shift); return TRUE;
    case GDK_KEY_Left: baton_activity_grid_move_to (self, self->row, self->column - forward, shift); return TRUE;
    case GDK_KEY_Right: baton_activity_grid_move_to (self, self->row, self->column + forward, shift); return TRUE;
    case GDK_KEY_Home: baton_activity_grid_move_to (self, self->row, 0, shift); return TRUE;
    case GDK_KEY_End: baton_activity_grid_move_to (self, self->row, self->n_shown - 1, shift); return TRUE;
    case GDK_KEY_Page_Up: baton_activity_grid_move_to (self, self->row - 15, self->column, shift); return TRUE;
    case GDK_KEY_Page_Down: baton_activity_grid_move_to (self, self->row + 15, self->column, shift); return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      /* Past the last column the focus leaves the table, so that nobody is caught in it. */
      if (self->column + (shift ? -1 : 1) < 0 || self->column + (shift ? -1 : 1) >= self->n_shown)
        return FALSE;
      baton_activity_grid_move_to (self, self->row, self->column + (shift ? -1 : 1), FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2: baton_activity_typing_start (self, NULL); return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace: baton_activity_typing_clear (self); return TRUE;
    default:
      if (character == 0 || !g_unichar_isprint (character))
        return FALSE;
      g_unichar_to_utf8 (character, typed);
      baton_activity_typing_start (self, typed);
      return TRUE;
    }
}

/* ── Columns ── */

/* The saved choice, or what the table of a spreadsheet has and the two that are looked at most. */
static void
load_columns (BatonActivityGrid *self)
{
  const char *saved = baton_workspace_get_setting (baton_document_get_workspace (self->document), SETTING_COLUMNS);
  g_auto (GStrv) names = saved != NULL ? g_strsplit (saved, " ", -1) : NULL;

  self->shown[0] = BATON_ACTIVITY_COLUMN_NAME;
  self->n_shown = 1;
  for (int column = 1; column < BATON_ACTIVITY_GRID_N_COLUMNS; column++)
    if (self->n_shown < MOST_COLUMNS
        && (names != NULL ? g_strv_contains ((const char * const *) names, baton_schema_get_field (baton_activity_column_get_field (column))->name)
                          : column < (int) BATON_ACTIVITY_N_COLUMNS + 2))
      self->shown[self->n_shown++] = column;
}

static void
show_columns (BatonActivityGrid *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), column);
    }
  for (int i = 1; i < self->n_shown; i++)
    baton_activity_cells_add_column (self, self->view, self->shown[i]);
  baton_activity_grid_move_to (self, self->row, self->column, FALSE);
}

gboolean
baton_activity_grid_has_column (BatonActivityGrid *self,
                                int                column)
{
  g_return_val_if_fail (BATON_IS_ACTIVITY_GRID (self), FALSE);

  for (int i = 0; i < self->n_shown; i++)
    if (self->shown[i] == column)
      return TRUE;
  return FALSE;
}

gboolean
baton_activity_grid_is_full (BatonActivityGrid *self)
{
  g_return_val_if_fail (BATON_IS_ACTIVITY_GRID (self), TRUE);
  return self->n_shown >= MOST_COLUMNS;
}

void
baton_activity_grid_set_column (BatonActivityGrid *self,
                                int                column,
                                gboolean           shown)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_if_fail (BATON_IS_ACTIVITY_GRID (self));

  if (shown == baton_activity_grid_has_column (self, column) || (shown && baton_activity_grid_is_full (self)))
    return;
  for (int other = 1; other < BATON_ACTIVITY_GRID_N_COLUMNS; other++)
    if (other == column ? shown : baton_activity_grid_has_column (self, other))
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", baton_schema_get_field (baton_activity_column_get_field (other))->name);
  baton_workspace_set_setting (baton_document_get_workspace (self->document), SETTING_COLUMNS, names->str, NULL);
  load_columns (self);
  show_columns (self);
}

/* ── Object ── */

static void
baton_activity_grid_dispose (GObject *object)
{
  BatonActivityGrid *self = BATON_ACTIVITY_GRID (object);

  self->editing = FALSE;
  g_clear_handle_id (&self->scroll, g_source_remove);
  g_clear_handle_id (&self->following, g_source_remove);
  G_OBJECT_CLASS (baton_activity_grid_parent_class)->dispose (object);
  g_clear_object (&self->growing);
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
  signals[SIGNAL_DETAILS] = g_signal_new ("details", BATON_TYPE_ACTIVITY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_REPORT] = g_signal_new ("report", BATON_TYPE_ACTIVITY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID);
}

static void
baton_activity_grid_init (BatonActivityGrid *self)
{
  self->rows = g_list_store_new (BATON_TYPE_ACTIVITY_ROW);
  self->growing = baton_growing_list_new (g_object_ref (G_LIST_MODEL (self->rows)));
  baton_growing_list_set_first (self->growing, FIRST_ROWS);
  self->bound = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->flags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "baton-activity-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table of activities"), -1);
}

/* The editor goes with its cell. Without one nothing is asked for: the value also changes while the views are allocated, and
 * who asks then takes the allocation away that they are being given. */
static void
scrolled_cb (BatonActivityGrid *self)
{
  if (self->editing)
    gtk_widget_queue_allocate (self->overlay);
}

GtkWidget *
baton_activity_grid_new (BatonDocument *document)
{
  BatonActivityGrid *self = g_object_new (BATON_TYPE_ACTIVITY_GRID, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->document = g_object_ref (document);
  self->names = baton_activity_cells_make_view (self, _("Names of the activities"));
  self->view = baton_activity_cells_make_view (self, _("Points of the activities"));
  load_columns (self);
  baton_activity_cells_add_column (self, self->names, BATON_ACTIVITY_COLUMN_NAME);
  for (int i = 1; i < self->n_shown; i++)
    baton_activity_cells_add_column (self, self->view, self->shown[i]);

  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), baton_activity_panes_new (self->names, self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), baton_activity_typing_make_editor (self));
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->overlay);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  baton_follow_changes (document, GTK_WIDGET (self), document_changed_cb);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_cells);
  rebuild_some (self, G_MAXINT64);
  return GTK_WIDGET (self);
}

/* ── From outside ── */

const char *
baton_activity_grid_get_motion (BatonActivityGrid *self)
{
  BatonActivityRow *row = baton_activity_grid_get_row (self, self->row);

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
  int row = find_id (self, id);

  if (row < 0)
    {
      finish_following (self);
      row = find_id (self, id);
    }
  if (row < 0)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  baton_activity_grid_move_to (self, row, self->column, FALSE);
  return TRUE;
}

void
baton_activity_grid_rename (BatonActivityGrid *self)
{
  baton_activity_grid_move_to (self, self->row, 0, FALSE);
  baton_activity_typing_start (self, NULL);
}

void
baton_activity_grid_filter (BatonActivityGrid *self,
                            const char        *text)
{
  g_free (self->filter);
  self->filter = text != NULL && *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  rebuild (self);
}
