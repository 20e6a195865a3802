/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits of what is chosen in an outline: moved among its siblings and between levels, renamed in place, duplicated, deleted.
 */
#include "config.h"

#include "console/widgets/baton-outline-private.h"

#include "console/widgets/baton-row-menu.h"
#include "console/widgets/baton-tab-stop.h"

#include "model/baton-text.h"

#include <glib/gi18n-lib.h>

/* ── Moving ── */

static void
move_by (BatonOutline *self,
         int           steps)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->selected);
  g_autoptr (GPtrArray) siblings = NULL;
  g_autofree char *parent = NULL;
  guint index;
  gint64 target;

  if (entity == NULL || baton_schema_get_kind (baton_entity_get_kind (entity))->place_field == BATON_FIELD_NONE)
    return;
  parent = g_strdup (baton_entity_get_parent (entity));
  siblings = baton_program_list_children (baton_document_get_program (self->document), baton_entity_get_kind (entity), parent);
  /* One step is one line of the list, where headings part what stands together in the program. */
  for (guint i = siblings->len; i-- > 0;)
    if (g_strcmp0 (baton_outline_model_get_heading (self->model, siblings->pdata[i]), baton_outline_model_get_heading (self->model, entity)) != 0)
      g_ptr_array_remove_index (siblings, i);
  if (!g_ptr_array_find (siblings, entity, &index))
    return;
  target = (gint64) index + (steps > 0 ? steps + 1 : steps);
  if (target < 0 || target > siblings->len)
    return;
  baton_document_move (self->document, self->selected, parent, target < siblings->len ? baton_entity_get_id (siblings->pdata[target]) : NULL);
}

/* Below the one before it, or beside the one above it. */
static void
indent (BatonOutline *self,
        gboolean      deeper)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->selected);
  BatonEntity *parent;
  g_autoptr (GPtrArray) siblings = NULL;
  guint index;
  guint64 parents;

  if (entity == NULL || baton_schema_get_kind (baton_entity_get_kind (entity))->place_field == BATON_FIELD_NONE)
    return;
  parents = baton_schema_get_field (baton_schema_get_kind (baton_entity_get_kind (entity))->place_field)->references;
  parent = baton_document_lookup (self->document, baton_entity_get_parent (entity));
  siblings = baton_program_list_children (baton_document_get_program (self->document), baton_entity_get_kind (entity), baton_entity_get_parent (entity));
  if (!g_ptr_array_find (siblings, entity, &index))
    return;
  if (deeper && index > 0 && (parents & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (entity))) != 0)
    {
      baton_document_move (self->document, self->selected, baton_entity_get_id (siblings->pdata[index - 1]), NULL);
    }
  else if (!deeper && parent != NULL && baton_entity_get_kind (parent) == baton_entity_get_kind (entity))
    {
      g_autofree char *above = g_strdup (baton_entity_get_parent (parent));
      g_autoptr (GPtrArray) uncles = baton_program_list_children (baton_document_get_program (self->document), baton_entity_get_kind (parent), above);
      const char *next = g_ptr_array_find (uncles, parent, &index) && index + 1 < uncles->len ? baton_entity_get_id (uncles->pdata[index + 1]) : NULL;

      baton_document_move (self->document, self->selected, above, next);
    }
}

static void
move_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);

  if (g_str_has_suffix (action, "-up"))
    move_by (self, -1);
  else if (g_str_has_suffix (action, "-down"))
    move_by (self, 1);
  else
    indent (self, g_str_has_suffix (action, "-in"));
}

/* ── Renaming ── */

static void
rename_done_cb (GtkWidget *entry,
                GtkPopover *popover)
{
  gtk_popover_popdown (popover);
}

/* Escape gives the old name back. */
static gboolean
rename_key_cb (GtkWidget       *entry,
               guint            key,
               guint            code,
               GdkModifierType  state)
{
  if (key == GDK_KEY_Escape)
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  return GDK_EVENT_PROPAGATE;
}

static void
rename_closed_cb (GtkPopover *popover,
                  GtkWidget  *entry)
{
  BatonOutline *self = BATON_OUTLINE (gtk_widget_get_ancestor (GTK_WIDGET (popover), BATON_TYPE_OUTLINE));
  /* What it was opened on: another thing may be chosen by now. */
  const char *id = g_object_get_data (G_OBJECT (popover), "baton-id");
  BatonEntity *entity = self != NULL ? baton_document_lookup (self->document, id) : NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (entity != NULL && *text != '\0' && g_strcmp0 (text, baton_entity_get_name (entity)) != 0)
    {
      BatonField field = baton_schema_get_kind (baton_entity_get_kind (entity))->name_field;
      g_autoptr (BatonValue) value = (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0
                                       ? baton_text_with_source (baton_entity_get (entity, field), text) : baton_value_new_string (text);

      baton_document_set (self->document, id, field, value);
    }
  if (self != NULL)
    baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
  baton_row_menu_drop_popover (GTK_WIDGET (popover));
}

static void
rename_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  BatonEntity *entity = baton_document_lookup (self->document, self->selected);
  GtkEventController *keys;
  GtkWidget *popover, *entry, *focus;
  graphene_rect_t bounds;

  if (entity == NULL || baton_schema_get_kind (baton_entity_get_kind (entity))->name_field == BATON_FIELD_NONE)
    return;
  popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (popover), "baton-id", g_strdup (self->selected), g_free);
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), baton_entity_get_name (entity));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New name"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_widget_set_parent (popover, widget);
  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->list) && gtk_widget_compute_bounds (focus, widget, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (rename_key_cb), entry);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect (entry, "activate", G_CALLBACK (rename_done_cb), popover);
  g_signal_connect (popover, "closed", G_CALLBACK (rename_closed_cb), entry);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}

/* ── Copies and deletion ── */

static void
delete_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  g_autofree char *id = g_strdup (self->selected);

  if (id != NULL)
    baton_document_remove (self->document, id);
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  const char *id = self->selected != NULL ? baton_document_duplicate (self->document, self->selected) : NULL;

  if (id != NULL)
    baton_outline_select (self, id);
}

void
baton_outline_install_edits (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "outline.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "outline.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (klass, "outline.rename", NULL, rename_action);
  gtk_widget_class_install_action (klass, "outline.move-up", NULL, move_action);
  gtk_widget_class_install_action (klass, "outline.move-down", NULL, move_action);
  gtk_widget_class_install_action (klass, "outline.move-in", NULL, move_action);
  gtk_widget_class_install_action (klass, "outline.move-out", NULL, move_action);
}
