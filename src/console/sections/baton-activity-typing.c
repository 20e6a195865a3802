/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-grid-private.h"

#include "console/widgets/baton-invalid.h"

#include "model/baton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── The editor ── */

static void
stop_editing (BatonActivityGrid *self)
{
  self->editing = FALSE;
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
baton_activity_typing_start (BatonActivityGrid *self,
                             const char        *replacement)
{
  int column = self->shown[self->column];
  BatonActivityRow *row = baton_activity_grid_get_row (self, self->row);
  BatonEntity *activity = baton_activity_grid_get_activity (self, row);
  GtkWidget *cell = baton_activity_cells_find (self);
  const BatonNames *names = baton_document_get_names (self->document);
  g_autofree char *shown = NULL, *text = NULL, *name = NULL;

  if (cell == NULL || row == NULL || baton_workspace_is_read_only (baton_document_get_workspace (self->document)))
    return;
  if (activity == NULL && column != 0)
    return;
  /* How it is earned is several fields: the form shows them; typing over the cell still reads a remark. */
  if (activity != NULL && ((column == (int) BATON_ACTIVITY_COLUMN_EARNED && replacement == NULL) || !baton_activity_column_is_typed (column)))
    {
      baton_activity_grid_ask_details (self);
      return;
    }
  /* As in the form: what is not shown while presenting is not edited either. */
  shown = activity != NULL ? baton_words_name (names, row->id) : baton_words_discreet (names, row->heading);
  if (activity != NULL ? baton_activity_cell_is_hidden (self->document, activity, column) : strcmp (shown, row->heading) != 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  text = activity != NULL ? baton_activity_cell_typed (self->document, activity, column) : g_strdup (row->heading);
  name = g_strdup_printf (C_("cell", "%1$s, %2$s"), shown, baton_activity_column_get_title (column));
  self->editing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->editor), replacement != NULL ? replacement : text);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), column >= 1 && column <= 3 ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  baton_invalid_mark (self->editor, FALSE);
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
  BatonActivityRow *row = baton_activity_grid_get_row (self, self->row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->editor));
  int column = self->shown[self->column];
  g_autofree char *wrong = NULL, *key = NULL, *id = NULL;

  if (!self->editing)
    return TRUE;
  if (row == NULL)
    return TRUE;
  id = g_strdup (row->id);
  if (row->heading != NULL && id == NULL)
    {
      g_autofree char *motion = g_strdup (row->motion), *section = g_strdup (row->heading);

      if (g_strcmp0 (text, section) != 0)
        baton_activities_rename_section (self->document, motion, section, text);
    }
  else if (row->heading != NULL)
    {
      BatonEntity *motion = baton_document_lookup (self->document, id);
      g_autoptr (BatonValue) name = motion != NULL ? baton_text_with_source (baton_entity_get (motion, BATON_FIELD_MOTION_NAME), text) : NULL;

      if (motion != NULL && *text != '\0' && g_strcmp0 (text, row->heading) != 0)
        baton_document_set (self->document, id, BATON_FIELD_MOTION_NAME, name);
    }
  else if (!baton_activity_cell_set (self->document, id, column, text, &wrong))
    {
      baton_invalid_mark (self->editor, TRUE);
      baton_document_say (self->document, wrong, FALSE);
      return FALSE;
    }
  key = g_strdup_printf ("%s %d", id, column);
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
        baton_activity_grid_move_to (self, self->row + (shift ? -1 : 1), self->column, FALSE);
      return TRUE;
    case GDK_KEY_Up:
      if (commit (self))
        baton_activity_grid_move_to (self, self->row - 1, self->column, FALSE);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (commit (self))
        baton_activity_grid_move_to (self, self->row, self->column + (shift ? -1 : 1), FALSE);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A click elsewhere takes what was typed; what is not understood is given up, as the cell is no longer before one's eyes. While
 * another window is worked in, the editor waits as it is: the focus is still in it. */
static void
editor_leave_cb (BatonActivityGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (self->editor);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->editor))
    return;
  if (self->editing && !commit (self))
    stop_editing (self);
}

/* The editor lies over its cell; on a cell that has scrolled away it hides in a corner until that comes back. */
static gboolean
position_editor_cb (BatonActivityGrid *self,
                    GtkWidget         *widget,
                    GdkRectangle      *allocation)
{
  GtkWidget *cell = baton_activity_cells_find (self);
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

void
baton_activity_typing_copy (BatonActivityGrid *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int first = MIN (self->column, self->anchor_column), last = MAX (self->column, self->anchor_column);

  for (int i = MIN (self->row, self->anchor_row); i <= MAX (self->row, self->anchor_row); i++)
    {
      BatonActivityRow *row = baton_activity_grid_get_row (self, i);
      BatonEntity *activity = baton_activity_grid_get_activity (self, row);

      /* The heading of a motion is no section when it comes back. */
      if (row == NULL || (activity == NULL && (first > 0 || row->id != NULL)))
        continue;
      for (int column = first; column <= last; column++)
        {
          g_autofree char *cell = activity != NULL ? baton_activity_cell_typed (self->document, activity, self->shown[column])
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
  g_autoptr (GPtrArray) below = baton_activity_grid_list_selected (self, baton_activity_grid_count_rows (self) - 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) flags = NULL;
  g_autofree char *motion = g_strdup (baton_activity_grid_get_motion (self)), *report = NULL;
  int first = MIN (self->column, self->anchor_column);

  /* The rows are made anew while the paste is applied. */
  for (guint i = 0; i < below->len; i++)
    g_ptr_array_add (ids, g_strdup (below->pdata[i]));
  if (self->shown[first] >= (int) BATON_ACTIVITY_N_COLUMNS)
    {
      baton_activities_paste_column (self->document, ids, self->shown[first], text);
      return;
    }
  report = baton_activities_paste (self->document, motion, ids, self->shown[first], text, &flags);
  g_hash_table_remove_all (self->flags);
  for (guint i = 0; i < flags->len; i++)
    {
      BatonActivityFlag *flag = flags->pdata[i];

      g_hash_table_add (self->flags, g_strdup_printf ("%s %d", flag->id, (int) flag->column));
    }
  baton_activity_cells_show (self, NULL);
  baton_activity_grid_report (self, report);
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

void
baton_activity_typing_clear (BatonActivityGrid *self)
{
  g_autoptr (GPtrArray) ids = baton_activity_grid_list_selected (self, MAX (self->row, self->anchor_row));

  baton_activities_clear (self->document, ids, baton_activity_grid_get_selected_columns (self));
}

void
baton_activity_typing_fill_down (BatonActivityGrid *self)
{
  g_autoptr (GPtrArray) ids = baton_activity_grid_list_selected (self, MAX (self->row, self->anchor_row));

  baton_activities_fill_down (self->document, ids, baton_activity_grid_get_selected_columns (self));
}

/* ── Construction ── */

GtkWidget *
baton_activity_typing_make_editor (BatonActivityGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->editor = gtk_entry_new ();
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_widget_add_css_class (self->editor, "baton-grid-editor");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (editor_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (editor_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, focus);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (position_editor_cb), self, G_CONNECT_SWAPPED);
  return self->editor;
}
