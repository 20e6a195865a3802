/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list is flat: the visible rows in the order of the tree, each a thin handle with id and depth. That keeps a
 * hundred thousand terms cheap, and makes selection, search and drag a matter of indexes.
 */
#include "config.h"

#include "console/widgets/baton-outline.h"

#include "model/baton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── A row's handle ── */

#define BATON_TYPE_OUTLINE_ITEM (baton_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (BatonOutlineItem, baton_outline_item, BATON, OUTLINE_ITEM, GObject)

struct _BatonOutlineItem
{
  GObject   parent_instance;

  char     *id;
  int       depth;
  gboolean  has_children;
};

G_DEFINE_FINAL_TYPE (BatonOutlineItem, baton_outline_item, G_TYPE_OBJECT)

static void
baton_outline_item_finalize (GObject *object)
{
  g_free (BATON_OUTLINE_ITEM (object)->id);
  G_OBJECT_CLASS (baton_outline_item_parent_class)->finalize (object);
}

static void
baton_outline_item_class_init (BatonOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_outline_item_finalize;
}

static void
baton_outline_item_init (BatonOutlineItem *self)
{
}

/* ── The outline ── */

struct _BatonOutline
{
  AdwBin              parent_instance;

  BatonDocument      *document;    /* owned */
  guint64             kinds;
  GListStore         *rows;        /* of BatonOutlineItem; owned */
  GtkSingleSelection *selection;   /* owned by the view */
  GHashTable         *folded;      /* ids whose children are hidden; owned */
  char               *selected;    /* owned */
  gboolean            rebuilding;

  GtkWidget          *list;
  GtkWidget          *search;
  GtkWidget          *add;         /* menu button */
  GtkWidget          *empty;       /* status page */
  GtkWidget          *stack;
};

G_DEFINE_FINAL_TYPE (BatonOutline, baton_outline, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rebuild (BatonOutline *self);

static gboolean
is_shown (BatonOutline *self,
          BatonKind     kind)
{
  return (self->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0;
}

/* ── Rows ── */

static gboolean
matches (BatonOutline      *self,
         const BatonEntity *entity,
         const char        *needle)
{
  g_autofree char *name = baton_words_name (baton_document_get_names (self->document), baton_entity_get_id (entity));
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return strstr (folded, needle) != NULL;
}

static void
append (BatonOutline      *self,
        GPtrArray         *items,
        const BatonEntity *entity,
        int                depth,
        gboolean           has_children)
{
  BatonOutlineItem *item = g_object_new (BATON_TYPE_OUTLINE_ITEM, NULL);

  item->id = g_strdup (baton_entity_get_id (entity));
  item->depth = depth;
  item->has_children = has_children;
  g_ptr_array_add (items, item);
}

/* Children of all shown kinds below *parent*: by the order of the kinds, then of the list. */
static GPtrArray *
list_below (BatonOutline *self,
            const char   *parent)
{
  GPtrArray *below = g_ptr_array_new ();

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) children = NULL;

      if (!is_shown (self, kind))
        continue;
      children = baton_program_list_children (baton_document_get_program (self->document), kind, parent);
      for (guint i = 0; i < children->len; i++)
        g_ptr_array_add (below, children->pdata[i]);
    }
  return below;
}

static void
append_tree (BatonOutline      *self,
             GPtrArray         *items,
             GHashTable        *seen,
             const BatonEntity *entity,
             int                depth)
{
  const char *id = baton_entity_get_id (entity);
  g_autoptr (GPtrArray) children = NULL;

  if (!g_hash_table_add (seen, (gpointer) id))
    return;
  children = list_below (self, id);
  append (self, items, entity, depth, children->len > 0);
  if (g_hash_table_contains (self->folded, id))
    return;
  for (guint i = 0; i < children->len; i++)
    append_tree (self, items, seen, children->pdata[i], depth + 1);
}

static guint
find_row (BatonOutline *self,
          const char   *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n && id != NULL; i++)
    {
      g_autoptr (BatonOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (strcmp (item->id, id) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
rebuild (BatonOutline *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint row;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if (!is_shown (self, kind))
        continue;
      list = baton_program_list (program, kind);
      for (guint i = 0; i < list->len; i++)
        {
          BatonEntity *parent = baton_program_lookup (program, baton_entity_get_parent (list->pdata[i]));

          if (*needle != '\0')
            {
              if (matches (self, list->pdata[i], needle))
                append (self, items, list->pdata[i], 0, FALSE);
            }
          /* Roots: what stands below nothing that is shown here. */
          else if (parent == NULL || !is_shown (self, baton_entity_get_kind (parent)))
            {
              append_tree (self, items, seen, list->pdata[i], 0);
            }
        }
    }

  self->rebuilding = TRUE;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), items->pdata, items->len);
  row = find_row (self, self->selected);
  gtk_single_selection_set_selected (self->selection, row);
  self->rebuilding = FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), items->len > 0 || *needle != '\0' ? "list" : "empty");
}

static void
document_changed_cb (BatonOutline *self,
                     GPtrArray    *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (is_shown (self, baton_change_get_kind (changes->pdata[i])))
      {
        rebuild (self);
        if (self->selected != NULL && baton_document_lookup (self->document, self->selected) == NULL)
          {
            g_clear_pointer (&self->selected, g_free);
            g_signal_emit (self, signals[SIGNAL_SELECTED], 0, NULL);
          }
        return;
      }
}

static void
selection_cb (BatonOutline *self)
{
  BatonOutlineItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->rebuilding || item == NULL || g_strcmp0 (item->id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (item->id);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
}

/* ── One row's widget: an indent, a fold button, the name ── */

typedef struct
{
  GtkWidget *fold;
  GtkWidget *label;
  GtkWidget *detail;
} RowWidgets;

static void
fold_cb (GtkButton   *button,
         GtkListItem *list_item)
{
  BatonOutlineItem *item = gtk_list_item_get_item (list_item);
  BatonOutline *self = BATON_OUTLINE (gtk_widget_get_ancestor (GTK_WIDGET (button), BATON_TYPE_OUTLINE));

  if (item == NULL || self == NULL)
    return;
  if (!g_hash_table_remove (self->folded, item->id))
    g_hash_table_add (self->folded, g_strdup (item->id));
  rebuild (self);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 GtkListItem   *list_item)
{
  BatonOutlineItem *item = gtk_list_item_get_item (list_item);

  return item != NULL ? gdk_content_provider_new_typed (G_TYPE_STRING, item->id) : NULL;
}

/* Dropped on the upper or lower edge: beside; in the middle: below, where the kinds allow it. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         GtkListItem   *list_item)
{
  BatonOutlineItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  BatonOutline *self = BATON_OUTLINE (gtk_widget_get_ancestor (row, BATON_TYPE_OUTLINE));
  BatonEntity *moving = baton_document_lookup (self->document, g_value_get_string (value));
  BatonEntity *on = item != NULL ? baton_document_lookup (self->document, item->id) : NULL;
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
    return baton_document_move (self->document, baton_entity_get_id (moving), item->id, NULL);
  if (baton_entity_get_kind (on) != baton_entity_get_kind (moving))
    return FALSE;
  if (part < 0.5)
    return baton_document_move (self->document, baton_entity_get_id (moving), baton_entity_get_parent (on), item->id);

  g_autoptr (GPtrArray) siblings = baton_program_list_children (baton_document_get_program (self->document), baton_entity_get_kind (on), baton_entity_get_parent (on));
  guint index;
  const char *next = g_ptr_array_find (siblings, on, &index) && index + 1 < siblings->len ? baton_entity_get_id (siblings->pdata[index + 1]) : NULL;
  g_autofree char *parent = g_strdup (baton_entity_get_parent (on));

  return baton_document_move (self->document, baton_entity_get_id (moving), parent, next);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  RowWidgets *widgets = g_new0 (RowWidgets, 1);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  widgets->fold = gtk_button_new ();
  gtk_widget_add_css_class (widgets->fold, "flat");
  gtk_widget_add_css_class (widgets->fold, "baton-fold");
  gtk_widget_set_focusable (widgets->fold, FALSE);
  widgets->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (widgets->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (widgets->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (widgets->label, TRUE);
  widgets->detail = gtk_label_new (NULL);
  gtk_widget_add_css_class (widgets->detail, "dim-label");
  gtk_widget_add_css_class (widgets->detail, "caption");
  gtk_box_append (GTK_BOX (box), widgets->fold);
  gtk_box_append (GTK_BOX (box), widgets->label);
  gtk_box_append (GTK_BOX (box), widgets->detail);
  g_signal_connect (widgets->fold, "clicked", G_CALLBACK (fold_cb), list_item);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), list_item);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), list_item);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (drop));
  g_object_set_data_full (G_OBJECT (list_item), "baton-row", widgets, g_free);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         BatonOutline       *self)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "baton-row");
  BatonOutlineItem *item = gtk_list_item_get_item (list_item);
  BatonEntity *entity = baton_document_lookup (self->document, item->id);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  gboolean folded = g_hash_table_contains (self->folded, item->id);
  g_autofree char *name = baton_words_name (baton_document_get_names (self->document), item->id);

  gtk_label_set_text (GTK_LABEL (widgets->label), name);
  gtk_widget_set_margin_start (box, 16 * item->depth);
  gtk_widget_set_opacity (widgets->fold, item->has_children ? 1 : 0);
  gtk_widget_set_sensitive (widgets->fold, item->has_children);
  gtk_button_set_icon_name (GTK_BUTTON (widgets->fold), folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widgets->fold), GTK_ACCESSIBLE_PROPERTY_LABEL, folded ? _("Unfold") : _("Fold"), -1);
  gtk_label_set_text (GTK_LABEL (widgets->detail),
                      entity != NULL && __builtin_popcountll (self->kinds) > 1 ? baton_words_kind (baton_entity_get_kind (entity)) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ── Actions ── */

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

/* Whether things of *kind* can stand below *parent*, or at the top for NULL. */
static gboolean
can_stand_below (BatonKind          kind,
                 const BatonEntity *parent)
{
  BatonField place = baton_schema_get_kind (kind)->place_field;

  if (parent == NULL)
    return place == BATON_FIELD_NONE || (baton_schema_get_field (place)->flags & BATON_FIELD_REQUIRED) == 0;
  return place != BATON_FIELD_NONE && (baton_schema_get_field (place)->references & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (parent))) != 0;
}

static void
add_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  BatonKind kind = baton_schema_find_kind (g_variant_get_string (parameter, NULL));
  BatonEntity *parent = baton_document_lookup (self->document, self->selected);
  g_autofree char *name = NULL, *parent_id = NULL;
  const char *id;

  if (kind == BATON_KIND_NONE)
    return;
  /* Below the chosen thing where that is possible, else beside it, else at the top. */
  while (parent != NULL && !can_stand_below (kind, parent))
    parent = baton_document_lookup (self->document, baton_entity_get_parent (parent));
  if (parent == NULL && !can_stand_below (kind, NULL))
    {
      g_autofree char *sentence = g_strdup_printf (_("Choose first what the new thing (%s) belongs to."), baton_words_kind (kind));

      baton_document_say (self->document, sentence, FALSE);
      return;
    }
  /* Translators: name of a thing that was just added; %s is its kind */
  name = g_strdup_printf (C_("new thing", "New: %s"), baton_words_kind (kind));
  parent_id = parent != NULL ? g_strdup (baton_entity_get_id (parent)) : NULL;
  if (parent_id != NULL)
    g_hash_table_remove (self->folded, parent_id);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  id = baton_document_add (self->document, kind, parent_id, name);
  if (id != NULL)
    baton_outline_select (self, id);
}

static void
delete_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  guint row = find_row (self, self->selected);
  g_autofree char *id = g_strdup (self->selected);

  if (id == NULL || !baton_document_remove (self->document, id))
    return;
  /* The next row is chosen, so that several can be deleted one after another. */
  if (row < g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    gtk_single_selection_set_selected (self->selection, row);
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

static void
rename_done_cb (GtkWidget *entry,
                GtkPopover *popover)
{
  gtk_popover_popdown (popover);
}

static void
rename_closed_cb (GtkPopover *popover,
                  GtkWidget  *entry)
{
  BatonOutline *self = BATON_OUTLINE (gtk_widget_get_ancestor (GTK_WIDGET (popover), BATON_TYPE_OUTLINE));
  BatonEntity *entity = self != NULL ? baton_document_lookup (self->document, self->selected) : NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (entity != NULL && *text != '\0' && g_strcmp0 (text, baton_entity_get_name (entity)) != 0)
    {
      BatonField field = baton_schema_get_kind (baton_entity_get_kind (entity))->name_field;
      g_autoptr (BatonValue) value = (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0
                                       ? baton_text_with_source (baton_entity_get (entity, field), text) : baton_value_new_string (text);

      baton_document_set (self->document, self->selected, field, value);
    }
  gtk_widget_unparent (GTK_WIDGET (popover));
}

static void
rename_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  BatonOutline *self = BATON_OUTLINE (widget);
  BatonEntity *entity = baton_document_lookup (self->document, self->selected);
  GtkWidget *popover, *entry, *focus;
  graphene_rect_t bounds;

  if (entity == NULL || baton_schema_get_kind (baton_entity_get_kind (entity))->name_field == BATON_FIELD_NONE)
    return;
  popover = gtk_popover_new ();
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), baton_entity_get_name (entity));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New name"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_widget_set_parent (popover, widget);
  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->list) && gtk_widget_compute_bounds (focus, widget, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  g_signal_connect (entry, "activate", G_CALLBACK (rename_done_cb), popover);
  g_signal_connect (popover, "closed", G_CALLBACK (rename_closed_cb), entry);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}

/* ── Object ── */

static void
baton_outline_dispose (GObject *object)
{
  BatonOutline *self = BATON_OUTLINE (object);

  G_OBJECT_CLASS (baton_outline_parent_class)->dispose (object);
  g_clear_object (&self->rows);
  g_clear_object (&self->document);
}

static void
baton_outline_finalize (GObject *object)
{
  BatonOutline *self = BATON_OUTLINE (object);

  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_free (self->selected);
  G_OBJECT_CLASS (baton_outline_parent_class)->finalize (object);
}

static void
baton_outline_class_init (BatonOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_outline_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_outline_finalize;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", BATON_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "outline.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "outline.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "outline.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "outline.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "outline.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "outline.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "outline.move-in", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "outline.move-out", NULL, move_action);
}

static void
baton_outline_init (BatonOutline *self)
{
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_list_store_new (BATON_TYPE_OUTLINE_ITEM);
}

static void
add_shortcut (GtkWidget       *list,
              guint            key,
              GdkModifierType  modifiers,
              const char      *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_named_action_new (action)));
  gtk_widget_add_controller (list, controller);
}

static GMenuModel *
make_add_menu (BatonOutline *self)
{
  GMenu *menu = g_menu_new ();

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if (is_shown (self, kind) && (baton_schema_get_kind (kind)->flags & BATON_KIND_SINGLE) == 0)
      {
        g_autofree char *action = g_strdup_printf ("outline.add::%s", baton_schema_get_kind (kind)->name);

        g_menu_append (menu, baton_words_kind (kind), action);
      }
  return G_MENU_MODEL (menu);
}

GtkWidget *
baton_outline_new (BatonDocument *document,
                   guint64        kinds)
{
  BatonOutline *self = g_object_new (BATON_TYPE_OUTLINE, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GMenu) more_menu = g_menu_new ();

  self->document = g_object_ref (document);
  self->kinds = kinds;
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", _("Search"), NULL); /* the setter is newer than our floor */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  gtk_widget_set_tooltip_text (self->add, _("Add"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add"), -1);
  menu = make_add_menu (self);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add), menu);
  gtk_widget_set_visible (self->add, g_menu_model_get_n_items (menu) > 0);

  g_menu_append (more_menu, _("Rename…"), "outline.rename");
  g_menu_append (more_menu, _("Duplicate"), "outline.duplicate");
  g_menu_append (more_menu, _("Move Up"), "outline.move-up");
  g_menu_append (more_menu, _("Move Down"), "outline.move-down");
  g_menu_append (more_menu, _("Move Below the One Before"), "outline.move-in");
  g_menu_append (more_menu, _("Move Out"), "outline.move-out");
  g_menu_append (more_menu, _("Delete"), "outline.delete");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), G_MENU_MODEL (more_menu));
  gtk_widget_set_tooltip_text (more, _("What can be done with the chosen thing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be done with the chosen thing"), -1);

  gtk_box_append (GTK_BOX (bar), self->search);
  gtk_box_append (GTK_BOX (bar), self->add);
  gtk_box_append (GTK_BOX (bar), more);
  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_bottom (bar, 6);
  gtk_widget_set_margin_start (bar, 6);
  gtk_widget_set_margin_end (bar, 6);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outline"), -1);
  add_shortcut (self->list, GDK_KEY_F2, 0, "outline.rename");
  add_shortcut (self->list, GDK_KEY_Delete, 0, "outline.delete");
  add_shortcut (self->list, GDK_KEY_Up, GDK_ALT_MASK, "outline.move-up");
  add_shortcut (self->list, GDK_KEY_Down, GDK_ALT_MASK, "outline.move-down");
  add_shortcut (self->list, GDK_KEY_Right, GDK_ALT_MASK, "outline.move-in");
  add_shortcut (self->list, GDK_KEY_Left, GDK_ALT_MASK, "outline.move-out");
  add_shortcut (self->list, GDK_KEY_d, GDK_CONTROL_MASK, "outline.duplicate");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->empty = adw_status_page_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("Nothing Here Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), _("Add the first with the button above."));
  gtk_widget_add_css_class (self->empty, "compact");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  rebuild (self);
  return GTK_WIDGET (self);
}

const char *
baton_outline_get_selected (BatonOutline *self)
{
  return self->selected;
}

gboolean
baton_outline_select (BatonOutline *self,
                      const char   *id)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  guint row;

  if (entity == NULL || !is_shown (self, baton_entity_get_kind (entity)))
    return FALSE;
  for (BatonEntity *above = entity; above != NULL; above = baton_document_lookup (self->document, baton_entity_get_parent (above)))
    if (above != entity)
      g_hash_table_remove (self->folded, baton_entity_get_id (above));
  rebuild (self);
  row = find_row (self, id);
  if (row == GTK_INVALID_LIST_POSITION)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      rebuild (self);
      row = find_row (self, id);
    }
  if (row == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, row);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
  return TRUE;
}
