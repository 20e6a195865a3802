/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-picker.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-picker-item.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INDENT 18
#define MARGIN 9
#define SLICE_US 4000 /* of the main loop's time, for what comes later */

struct _BatonPicker
{
  AdwWindow        parent_instance;

  BatonDocument   *document;    /* owned, nullable: where the path of a thing is looked up, and new ones are made */
  GListStore      *items;       /* owned; of BatonPickerItem */
  GPtrArray       *fresh;       /* of BatonPickerItem; what was added before the window is shown, put in with one splice */
  GHashTable      *by_id;       /* id of an item → the item, borrowed */
  GPtrArray       *order;       /* of BatonPickerItem, borrowed: the chosen ones in the order of the choice */
  char            *needle;      /* owned: what is searched for, case folded */
  char            *vocabulary;  /* owned, nullable: of which terms are made in place */
  BatonKind        creates;     /* BATON_KIND_NONE: nothing is made in place */
  guint64          kinds;
  gboolean         multiple;
  gboolean         ordered;
  BatonPickerFunc  func;
  GObject         *owner;       /* weak */

  BatonPickerSource source;     /* of what comes later; NULL: nothing does */
  gpointer         source_data;
  GDestroyNotify   source_destroy;
  guint            idle;        /* source that asks it */

  GtkFilter       *filter;      /* of the list's model; borrowed */
  GtkSorter       *sorter;      /* likewise */
  GtkWidget       *search;
  GtkWidget       *list;
  GtkWidget       *stack;
  GtkWidget       *create;
  AdwWindowTitle  *title;
};

G_DEFINE_FINAL_TYPE (BatonPicker, baton_picker, ADW_TYPE_WINDOW)

/* ── What is chosen ── */

static void
finish (BatonPicker *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (self->ordered || !self->multiple)
    for (guint i = 0; i < self->order->len; i++)
      g_ptr_array_add (ids, g_strdup (baton_picker_item_get_id (self->order->pdata[i])));
  else
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
      {
        g_autoptr (BatonPickerItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

        if (baton_picker_item_get_chosen (item))
          g_ptr_array_add (ids, g_strdup (baton_picker_item_get_id (item)));
      }
  g_ptr_array_add (ids, NULL);
  if (self->owner != NULL)
    self->func ((const char * const *) ids->pdata, self->owner);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
update_title (BatonPicker *self)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u chosen", "%u chosen", self->order->len), self->order->len);

  adw_window_title_set_subtitle (self->title, self->multiple ? count : "");
}

static void
chosen_cb (BatonPickerItem *item,
           GParamSpec      *property,
           BatonPicker     *self)
{
  g_ptr_array_remove (self->order, item);
  if (baton_picker_item_get_chosen (item))
    g_ptr_array_add (self->order, item);
  update_title (self);
}

/* An ordered choice shows what is chosen first. In the model and not by a sorter, so that a row moves with one splice. */
static void
show_order (BatonPicker *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < self->order->len; i++)
    g_ptr_array_add (all, g_object_ref (self->order->pdata[i]));
  for (guint i = 0; i < n; i++)
    {
      BatonPickerItem *item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (baton_picker_item_get_chosen (item))
        g_object_unref (item);
      else
        g_ptr_array_add (all, item);
    }
  g_list_store_splice (self->items, 0, n, all->pdata, all->len);
}

static void
move (BatonPicker     *self,
      BatonPickerItem *item,
      int              by)
{
  guint index;

  if (!self->ordered || !g_ptr_array_find (self->order, item, &index) || (by < 0 && index == 0) || (by > 0 && index + 1 == self->order->len))
    return;
  g_ptr_array_steal_index (self->order, index);
  g_ptr_array_insert (self->order, (int) index + by, item);
  show_order (self);
  /* The focus stays on what moves. */
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", (guint) ((int) index + by));
}

static void
choose (BatonPicker     *self,
        BatonPickerItem *item)
{
  if (self->multiple)
    {
      baton_picker_item_set_chosen (item, !baton_picker_item_get_chosen (item));
      return;
    }
  while (self->order->len > 0)
    baton_picker_item_set_chosen (self->order->pdata[0], FALSE);
  baton_picker_item_set_chosen (item, TRUE);
  finish (self);
}

static void
activate_cb (BatonPicker *self,
             guint        position)
{
  g_autoptr (BatonPickerItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->list))), position);

  choose (self, item);
}

/* ── Rows ── */

typedef struct
{
  GtkWidget *check;   /* a button where several may be chosen, a mark where one is */
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
  baton_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
up_cb (GtkButton   *button,
       GtkListItem *list_item)
{
  move (BATON_PICKER (gtk_widget_get_root (GTK_WIDGET (button))), gtk_list_item_get_item (list_item), -1);
}

static void
down_cb (GtkButton   *button,
         GtkListItem *list_item)
{
  move (BATON_PICKER (gtk_widget_get_root (GTK_WIDGET (button))), gtk_list_item_get_item (list_item), 1);
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
      row->up = make_mover ("go-up-symbolic", _("Move up"));
      row->down = make_mover ("go-down-symbolic", _("Move down"));
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

/* ── Searching ── */

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  return baton_picker_item_get_rank (item, BATON_PICKER (user_data)->needle) < 3;
}

/* What is chosen alone stands first, as a list of GTK 4.8 cannot be opened at its middle; what begins like the text that is
 * searched for stands before what only holds it. Else the order is that of the list: sorting is stable. */
static int
rank (BatonPicker     *self,
      BatonPickerItem *item)
{
  if (*self->needle != '\0')
    return baton_picker_item_get_rank (item, self->needle);
  return self->multiple || !baton_picker_item_get_chosen (item);
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  return rank (user_data, (BatonPickerItem *) a) - rank (user_data, (BatonPickerItem *) b);
}

static GListModel *
get_shown (BatonPicker *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)));
}

static void
update_found (BatonPicker *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  gboolean exact = *name == '\0';

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), g_list_model_get_n_items (get_shown (self)) > 0 ? "list" : "nothing");
  if (self->creates == BATON_KIND_NONE)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (get_shown (self)) && !exact; i++)
    {
      g_autoptr (BatonPickerItem) item = g_list_model_get_item (get_shown (self), i);
      g_autofree char *folded = g_utf8_casefold (baton_picker_item_get_label (item), -1);

      exact = strcmp (folded, self->needle) == 0;
    }
  gtk_widget_set_visible (self->create, !exact);
  if (!exact)
    {
      /* Translators: a button that makes a new thing of this name and chooses it */
      g_autofree char *label = g_strdup_printf (_("Create “%s”"), name);

      gtk_button_set_label (GTK_BUTTON (self->create), label);
    }
}

static void
search_cb (BatonPicker *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  gboolean was_searching = *self->needle != '\0';

  g_free (self->needle);
  self->needle = g_utf8_casefold (text, -1);
  /* Rows that stay in sight are bound once more, since a search shows paths in place of the tree. */
  if (was_searching != (*self->needle != '\0'))
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

      g_list_model_items_changed (G_LIST_MODEL (self->items), 0, n, n);
    }
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  update_found (self);
}

/* Enter in the search takes the first row that is left, or makes what was not found. */
static void
search_activate_cb (BatonPicker *self)
{
  /* The entry waits a moment before it says that it has changed. */
  search_cb (self);
  if (g_list_model_get_n_items (get_shown (self)) > 0)
    activate_cb (self, 0);
  else if (gtk_widget_get_visible (self->create))
    g_signal_emit_by_name (self->create, "clicked");
}

/* ── Creating in place ── */

static BatonPickerItem *
add_item (BatonPicker *self,
          const char  *id,
          const char  *label,
          int          depth)
{
  BatonPickerItem *item = baton_picker_item_new (id, label, depth);

  g_ptr_array_add (self->fresh, item);
  g_hash_table_insert (self->by_id, (gpointer) baton_picker_item_get_id (item), item);
  g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_cb), self, 0);
  return item;
}

static void
flush (BatonPicker *self)
{
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0, self->fresh->pdata, self->fresh->len);
  g_ptr_array_set_size (self->fresh, 0);
}

static void
create_cb (BatonPicker *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  const char *id = baton_document_add (self->document, self->creates, self->vocabulary, name);
  BatonPickerItem *item;

  if (id == NULL)
    return; /* the document has said why */
  item = add_item (self, id, name, 0);
  flush (self);
  choose (self, item);
  if (self->multiple)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* ── Filling ── */

void
baton_picker_add (BatonPicker *self,
                  const char  *id,
                  const char  *label,
                  int          depth,
                  gboolean     chosen)
{
  baton_picker_item_set_chosen (add_item (self, id, label, depth), chosen);
}

void
baton_picker_add_noted (BatonPicker *self,
                        const char  *id,
                        const char  *label,
                        const char  *note,
                        gboolean     chosen)
{
  BatonPickerItem *item = add_item (self, id, label, 0);

  baton_picker_item_set_note (item, note);
  baton_picker_item_set_chosen (item, chosen);
}

static void
drop_source (BatonPicker *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->source_destroy != NULL)
    g_clear_pointer (&self->source_data, self->source_destroy);
  self->source = NULL;
}

static gboolean
add_some_cb (gpointer data)
{
  BatonPicker *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;
  gboolean more = TRUE;

  while (more && g_get_monotonic_time () < end)
    more = self->source (self, self->source_data);
  flush (self);
  update_found (self);
  if (more)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  drop_source (self);
  return G_SOURCE_REMOVE;
}

void
baton_picker_add_later (BatonPicker       *self,
                        BatonPickerSource  source,
                        gpointer           user_data,
                        GDestroyNotify     destroy)
{
  g_return_if_fail (BATON_IS_PICKER (self) && self->source == NULL);

  self->source = source;
  self->source_data = user_data;
  self->source_destroy = destroy;
  self->idle = g_idle_add (add_some_cb, self);
}

/* Whether the thing stands below the vocabulary, and how deep. */
static gboolean
belongs_to (BatonDocument     *document,
            const BatonEntity *entity,
            const char        *vocabulary,
            int               *depth)
{
  *depth = -1;
  for (int guard = 0; entity != NULL && guard < 64; guard++)
    {
      if (g_strcmp0 (baton_entity_get_id (entity), vocabulary) == 0)
        return TRUE;
      (*depth)++;
      entity = baton_document_lookup (document, baton_entity_get_parent (entity));
    }
  return vocabulary == NULL;
}

void
baton_picker_add_kinds (BatonPicker      *self,
                        BatonDocument    *document,
                        guint64           kinds,
                        const char       *vocabulary,
                        const BatonValue *chosen)
{
  g_set_object (&self->document, document);
  self->kinds |= kinds;
  g_free (self->vocabulary);
  self->vocabulary = g_strdup (vocabulary);
  if (self->kinds == BATON_KIND_BIT (ROLE))
    self->creates = BATON_KIND_ROLE;
  else if (self->kinds == BATON_KIND_BIT (TERM) && vocabulary != NULL)
    self->creates = BATON_KIND_TERM;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if ((kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
        continue;
      list = baton_program_list (baton_document_get_program (document), kind);
      for (guint i = 0; i < list->len; i++)
        {
          const char *id = baton_entity_get_id (list->pdata[i]);
          g_autofree char *name = NULL;
          int depth = 0;

          if (vocabulary != NULL && !belongs_to (document, list->pdata[i], vocabulary, &depth))
            continue;
          if (vocabulary == NULL && kind == BATON_KIND_TERM)
            belongs_to (document, list->pdata[i], NULL, &depth);
          name = baton_words_name (baton_document_get_names (document), id);
          add_item (self, id, name, vocabulary != NULL ? depth : kind == BATON_KIND_TERM ? depth - 1 : 0);
        }
    }
  /* In the order of the value, which for ordered references is theirs. What is chosen and no longer there stays chosen
   * until somebody takes it out: opening a list must not change anything. */
  for (gsize i = 0; i < baton_value_get_length (chosen); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (chosen, i));
      BatonPickerItem *item = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

      if (item == NULL && id != NULL)
        {
          g_autofree char *name = baton_words_name (baton_document_get_names (document), id);

          item = add_item (self, id, name, 0);
        }
      if (item != NULL)
        baton_picker_item_set_chosen (item, TRUE);
    }
}

void
baton_picker_present (BatonPicker *self)
{
  flush (self);
  if (self->ordered)
    show_order (self);
  update_title (self);
  update_found (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->search);
  gtk_window_present (GTK_WINDOW (self));
}

/* ── Object ── */

static gboolean
key_cb (BatonPicker     *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  BatonPickerItem *item;

  if (key == GDK_KEY_Escape)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  if (!self->ordered || (state & GDK_ALT_MASK) == 0 || (key != GDK_KEY_Up && key != GDK_KEY_Down) || focus == NULL)
    return GDK_EVENT_PROPAGATE;
  /* A row has the focus, and the box in it knows what it shows. */
  item = gtk_widget_get_first_child (focus) != NULL ? g_object_get_data (G_OBJECT (gtk_widget_get_first_child (focus)), "baton-item") : NULL;
  if (item != NULL)
    move (self, item, key == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static void
baton_picker_dispose (GObject *object)
{
  BatonPicker *self = BATON_PICKER (object);

  g_clear_weak_pointer (&self->owner);
  drop_source (self);
  G_OBJECT_CLASS (baton_picker_parent_class)->dispose (object);
}

static void
baton_picker_finalize (GObject *object)
{
  BatonPicker *self = BATON_PICKER (object);

  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->fresh);
  g_hash_table_unref (self->by_id);
  g_object_unref (self->items);
  g_clear_object (&self->document);
  g_free (self->vocabulary);
  g_free (self->needle);
  G_OBJECT_CLASS (baton_picker_parent_class)->finalize (object);
}

static void
baton_picker_class_init (BatonPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_picker_finalize;
}

static void
baton_picker_init (BatonPicker *self)
{
  self->items = g_list_store_new (BATON_TYPE_PICKER_ITEM);
  self->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_ptr_array_new ();
  self->needle = g_strdup ("");
  self->creates = BATON_KIND_NONE;
}

static GtkWidget *
make_header (BatonPicker *self,
             const char  *title)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (title, NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  if (self->multiple)
    {
      GtkWidget *done = gtk_button_new_with_mnemonic (_("_Done"));

      gtk_widget_add_css_class (done, "suggested-action");
      adw_header_bar_pack_end (ADW_HEADER_BAR (header), done);
      g_signal_connect_object (done, "clicked", G_CALLBACK (finish), self, G_CONNECT_SWAPPED);
    }
  return header;
}

static GtkWidget *
make_search (BatonPicker *self)
{
  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
  gtk_widget_set_margin_top (self->search, 6);
  gtk_widget_set_margin_bottom (self->search, 6);
  gtk_widget_set_margin_start (self->search, 12);
  gtk_widget_set_margin_end (self->search, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  return self->search;
}

static GtkWidget *
make_list (BatonPicker *self,
           const char  *title)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *nothing = gtk_label_new (_("Nothing found"));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *found;
  GtkSortListModel *sorted;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), self->filter);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (found), self->sorter);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "baton-picker");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_add_css_class (nothing, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), baton_tab_stop_new (scrolled, self->list), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  return self->stack;
}

BatonPicker *
baton_picker_new (GtkWidget       *parent,
                  const char      *title,
                  gboolean         multiple,
                  gboolean         ordered,
                  BatonPickerFunc  func,
                  GObject         *owner)
{
  BatonPicker *self = g_object_new (BATON_TYPE_PICKER, "transient-for", gtk_widget_get_root (parent), "modal", TRUE, "title", title,
                                    "default-width", 420, "default-height", 560, "destroy-with-parent", TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->multiple = multiple;
  self->ordered = ordered;
  self->func = func;
  g_set_weak_pointer (&self->owner, owner);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->create = gtk_button_new ();
  gtk_widget_set_visible (self->create, FALSE);
  gtk_widget_set_margin_top (self->create, 6);
  gtk_widget_set_margin_bottom (self->create, 6);
  gtk_widget_set_margin_start (self->create, 12);
  gtk_widget_set_margin_end (self->create, 12);
  g_signal_connect_object (self->create, "clicked", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_header (self, title));
  gtk_box_append (GTK_BOX (box), make_search (self));
  gtk_box_append (GTK_BOX (box), make_list (self, title));
  gtk_box_append (GTK_BOX (box), self->create);
  adw_window_set_content (ADW_WINDOW (self), box);
  return self;
}
