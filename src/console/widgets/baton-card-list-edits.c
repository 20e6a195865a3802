/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to cards in the list: they are moved, by dragging and by keys, added, duplicated and deleted.
 */
#include "config.h"

#include "console/widgets/baton-card-list-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROOM 12 /* pixels around a card that is scrolled to */

/* ── Moving ── */

/* Moves *id* to where *index* is now, counted without it. */
static void
move_to (BatonCardList *self,
         const char    *id,
         guint          index)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  g_autoptr (GPtrArray) siblings = NULL;
  g_autofree char *parent = NULL, *before = NULL;
  guint own;

  if (entity == NULL || baton_schema_get_kind (self->kind)->place_field == BATON_FIELD_NONE)
    return;
  parent = g_strdup (baton_entity_get_parent (entity));
  siblings = baton_program_list_children (baton_document_get_program (self->document), self->kind, parent);
  if (!g_ptr_array_find (siblings, entity, &own) || own == index)
    return;
  g_ptr_array_remove_index (siblings, own);
  if (index < siblings->len)
    before = g_strdup (baton_entity_get_id (siblings->pdata[index]));
  baton_document_move (self->document, id, parent, before);
}

/* Past the next card that is seen: those that the search hides are no step that anybody could follow. Without a search all are, though
 * some may not be made yet. */
static void
move_by (BatonCardList *self,
         int            steps)
{
  BatonCardRow *row = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;
  GtkWidget *other = GTK_WIDGET (row);

  if (row != NULL && self->needle == NULL)
    {
      g_autofree char *id = g_strdup (self->selected);

      if (steps > 0 || row->index > 0)
        move_to (self, id, MIN (row->index + steps, g_hash_table_size (self->places) - 1));
      return;
    }
  while (other != NULL && (other == GTK_WIDGET (row) || !BATON_IS_CARD_ROW (other) || !gtk_widget_get_child_visible (other)))
    other = steps > 0 ? gtk_widget_get_next_sibling (other) : gtk_widget_get_prev_sibling (other);
  if (other != NULL)
    {
      g_autofree char *id = g_strdup (self->selected);

      move_to (self, id, BATON_CARD_ROW (other)->index);
    }
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 BatonCardRow  *row)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, paintable, x, y);
  return gdk_content_provider_new_typed (BATON_TYPE_CARD_ROW, row);
}

static void
mark_drop (BatonCardRow *row,
           int           side)
{
  baton_card_row_set_class (GTK_WIDGET (row), "baton-drop-above", side < 0);
  baton_card_row_set_class (GTK_WIDGET (row), "baton-drop-below", side > 0);
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                BatonCardRow  *row)
{
  mark_drop (row, y < gtk_widget_get_height (GTK_WIDGET (row)) / 2.0 ? -1 : 1);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target,
               BatonCardRow  *row)
{
  mark_drop (row, 0);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         BatonCardRow  *row)
{
  BatonCardRow *moving = g_value_get_object (value);
  BatonCardList *self = BATON_CARD_LIST (gtk_widget_get_ancestor (GTK_WIDGET (row), BATON_TYPE_CARD_LIST));
  guint index = row->index + (y < gtk_widget_get_height (GTK_WIDGET (row)) / 2.0 ? 0 : 1);
  g_autofree char *id = NULL;

  mark_drop (row, 0);
  if (moving == NULL || self == NULL || g_hash_table_lookup (self->rows, moving->id) != moving)
    return FALSE;
  id = g_strdup (moving->id);
  move_to (self, id, index > moving->index ? index - 1 : index);
  baton_card_list_select (self, id);
  return TRUE;
}

void
baton_card_list_add_drag (GtkWidget *row)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (BATON_TYPE_CARD_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), row);
  g_signal_connect (drop, "motion", G_CALLBACK (drop_motion_cb), row);
  g_signal_connect (drop, "leave", G_CALLBACK (drop_leave_cb), row);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drop));
}

/* ── Actions ── */

/* A new card stands at the end, often out of sight; it has its place only when it has been laid out, and is pushed on when
 * cards above it come to say more. It stays in sight until something else is chosen or somebody scrolls. */
static gboolean
scroll_to_added_cb (GtkWidget     *widget,
                    GdkFrameClock *clock,
                    gpointer       user_data)
{
  BatonCardList *self = BATON_CARD_LIST (widget);
  GtkWidget *row = self->added && self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  self->syncing = TRUE;
  /* The list and its rows have edges of their own, which their coordinates do not count. */
  if (row != NULL && gtk_widget_compute_bounds (row, gtk_widget_get_parent (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y - ROOM,
                               gtk_adjustment_get_value (adjustment) + bounds.origin.y + bounds.size.height + ROOM);
  self->syncing = FALSE;
  return G_SOURCE_REMOVE;
}

void
baton_card_list_extent_changed_cb (BatonCardList *self)
{
  if (self->added)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_added_cb, NULL, NULL);
}

void
baton_card_list_scrolled_cb (BatonCardList *self)
{
  if (!self->syncing)
    self->added = FALSE;
}

/* Shows it, and its name to be written; *id* nullable. */
static void
choose_added (BatonCardList *self,
              const char    *id)
{
  if (id == NULL || !baton_card_list_select (self, id))
    return;
  self->added = TRUE;
  baton_card_list_extent_changed_cb (self);
  g_signal_emit_by_name (self, "activated", self->selected);
  g_signal_emit_by_name (self, "added", self->selected);
}

void
baton_card_list_add_plain (BatonCardList *self)
{
  BatonField field = baton_schema_get_kind (self->kind)->name_field;
  gboolean named = field != BATON_FIELD_NONE && (baton_schema_get_field (field)->flags & BATON_FIELD_REQUIRED) != 0;
  /* Translators: name of a thing that was just added; %s is its kind. What needs no name says itself in a sentence. */
  g_autofree char *name = named ? g_strdup_printf (C_("new thing", "New: %s"), baton_words_kind (self->kind)) : NULL;
  g_autofree char *id = g_strdup (baton_document_add (self->document, self->kind, self->below ? self->parent : NULL, name));

  choose_added (self, id);
}

void
baton_card_list_edit_action (GtkWidget  *widget,
                             const char *action,
                             GVariant   *parameter)
{
  BatonCardList *self = BATON_CARD_LIST (widget);
  g_autofree char *id = g_strdup (self->selected);

  if (id == NULL)
    return;
  if (g_str_has_suffix (action, "-up"))
    move_by (self, -1);
  else if (g_str_has_suffix (action, "-down"))
    move_by (self, 1);
  else if (g_str_has_suffix (action, "duplicate"))
    {
      g_autofree char *copy = g_strdup (baton_document_duplicate (self->document, id));

      choose_added (self, copy);
    }
  else
    baton_document_remove (self->document, id);
}

/* What stands below the chosen card is a row of the list that takes no focus: GTK would stop at it, and do nothing for a key. */
static gboolean
step_over_detail (BatonCardList *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_root_get_focus (gtk_widget_get_root (self->list)));
  GtkListBoxRow *below = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (row) + 1);

  if (below == NULL || GTK_WIDGET (below) != self->detail_row || !gtk_widget_get_visible (self->detail_row))
    return GDK_EVENT_PROPAGATE;
  do
    below = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (below) + 1);
  while (below != NULL && !gtk_widget_get_child_visible (GTK_WIDGET (below)));
  if (below != NULL)
    {
      gtk_list_box_select_row (list, below);
      gtk_widget_grab_focus (GTK_WIDGET (below));
    }
  return GDK_EVENT_STOP;
}

gboolean
baton_card_list_key_cb (BatonCardList   *self,
                        guint            key,
                        guint            code,
                        GdkModifierType  state)
{
  const char *action = NULL;

  if (!baton_card_list_is_card_focused (self))
    return GDK_EVENT_PROPAGATE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if ((key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && state == 0)
    return step_over_detail (self);
  if (key == GDK_KEY_Up && state == GDK_ALT_MASK)
    action = "card.move-up";
  else if (key == GDK_KEY_Down && state == GDK_ALT_MASK)
    action = "card.move-down";
  else if (key == GDK_KEY_d && state == GDK_CONTROL_MASK)
    action = "card.duplicate";
  else if (key == GDK_KEY_Delete && state == 0)
    action = "card.delete";
  if (action == NULL)
    return GDK_EVENT_PROPAGATE;
  baton_card_list_choose (self, BATON_CARD_ROW (gtk_root_get_focus (gtk_widget_get_root (self->list)))->id);
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return GDK_EVENT_STOP;
}
