/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char      *id;
  char      *label;
  char      *folded;
  int        depth;
  gboolean   chosen;
  GtkWidget *row;      /* borrowed; NULL before baton_picker_present() */
  GtkWidget *check;
} Item;

struct _BatonPicker
{
  AdwWindow        parent_instance;

  GPtrArray       *items;     /* of Item; owned */
  GPtrArray       *order;     /* ids in the order of the choice, borrowed from items; owned */
  gboolean         multiple;
  gboolean         ordered;
  gboolean         filling;
  BatonPickerFunc  func;
  GObject         *owner;     /* weak */

  GtkWidget       *search;
  GtkWidget       *list;
};

G_DEFINE_FINAL_TYPE (BatonPicker, baton_picker, ADW_TYPE_WINDOW)

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item->label);
  g_free (item->folded);
  g_free (item);
}

static void
finish (BatonPicker *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (self->ordered)
    {
      for (guint i = 0; i < self->order->len; i++)
        g_ptr_array_add (ids, g_strdup (self->order->pdata[i]));
    }
  else
    {
      for (guint i = 0; i < self->items->len; i++)
        if (((Item *) self->items->pdata[i])->chosen)
          g_ptr_array_add (ids, g_strdup (((Item *) self->items->pdata[i])->id));
    }
  g_ptr_array_add (ids, NULL);
  if (self->owner != NULL)
    self->func ((const char * const *) ids->pdata, self->owner);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
set_chosen (BatonPicker *self,
            Item        *item,
            gboolean     chosen)
{
  item->chosen = chosen;
  g_ptr_array_remove (self->order, item->id);
  if (chosen)
    g_ptr_array_add (self->order, item->id);
}

static Item *
get_item (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "baton-item");
}

static void
toggled_cb (GtkCheckButton *check,
            BatonPicker    *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW);

  if (!self->filling)
    set_chosen (self, get_item (row), gtk_check_button_get_active (check));
}

static void
row_activated_cb (BatonPicker   *self,
                  GtkListBoxRow *row)
{
  Item *item = get_item (GTK_WIDGET (row));

  if (self->multiple)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (item->check), !item->chosen);
      return;
    }
  for (guint i = 0; i < self->items->len; i++)
    ((Item *) self->items->pdata[i])->chosen = FALSE;
  g_ptr_array_set_size (self->order, 0);
  set_chosen (self, item, TRUE);
  finish (self);
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  BatonPicker *self = user_data;
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return strstr (get_item (GTK_WIDGET (row))->folded, needle) != NULL;
}

/* Enter in the search takes the first row that is left. */
static void
search_activate_cb (BatonPicker *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row))
      {
        row_activated_cb (self, GTK_LIST_BOX_ROW (row));
        return;
      }
}

static int
sort_cb (GtkListBoxRow *a,
         GtkListBoxRow *b,
         gpointer       user_data)
{
  BatonPicker *self = user_data;
  guint left = G_MAXUINT, right = G_MAXUINT;

  g_ptr_array_find (self->order, get_item (GTK_WIDGET (a))->id, &left);
  g_ptr_array_find (self->order, get_item (GTK_WIDGET (b))->id, &right);
  return left < right ? -1 : left > right;
}

static gboolean
key_cb (BatonPicker     *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  guint index;

  if (key == GDK_KEY_Escape)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  if (!self->ordered || row == NULL || (state & GDK_ALT_MASK) == 0 || (key != GDK_KEY_Up && key != GDK_KEY_Down) ||
      !g_ptr_array_find (self->order, get_item (row)->id, &index))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Up && index > 0)
    {
      gpointer moved = g_ptr_array_steal_index (self->order, index);

      g_ptr_array_insert (self->order, index - 1, moved);
    }
  else if (key == GDK_KEY_Down && index + 1 < self->order->len)
    {
      gpointer moved = g_ptr_array_steal_index (self->order, index);

      g_ptr_array_insert (self->order, index + 1, moved);
    }
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
  return GDK_EVENT_STOP;
}

void
baton_picker_add (BatonPicker *self,
                  const char  *id,
                  const char  *label,
                  int          depth,
                  gboolean     chosen)
{
  Item *item = g_new0 (Item, 1);

  item->id = g_strdup (id);
  item->label = g_strdup (label);
  item->folded = g_utf8_casefold (label, -1);
  item->depth = depth;
  g_ptr_array_add (self->items, item);
  if (chosen)
    set_chosen (self, item, TRUE);
}

/* Whether the term belongs to the vocabulary. */
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
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

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
          baton_picker_add (self, id, name, vocabulary != NULL ? depth : kind == BATON_KIND_TERM ? depth - 1 : 0, FALSE);
          g_hash_table_insert (by_id, ((Item *) self->items->pdata[self->items->len - 1])->id, self->items->pdata[self->items->len - 1]);
        }
    }
  /* In the order of the value, which for ordered references is theirs. */
  for (gsize i = 0; i < baton_value_get_length (chosen); i++)
    {
      Item *item = g_hash_table_lookup (by_id, baton_value_get_string (baton_value_get_element (chosen, i)));

      if (item != NULL)
        set_chosen (self, item, TRUE);
    }
}

void
baton_picker_present (BatonPicker *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *label = gtk_label_new (item->label);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_margin_start (box, 6 + 18 * MAX (item->depth, 0));
      gtk_widget_set_margin_top (box, 3);
      gtk_widget_set_margin_bottom (box, 3);
      if (self->multiple)
        {
          item->check = gtk_check_button_new ();
          gtk_widget_set_focusable (item->check, FALSE);
          gtk_check_button_set_active (GTK_CHECK_BUTTON (item->check), item->chosen);
          gtk_accessible_update_property (GTK_ACCESSIBLE (item->check), GTK_ACCESSIBLE_PROPERTY_LABEL, item->label, -1);
          g_signal_connect_object (item->check, "toggled", G_CALLBACK (toggled_cb), self, 0);
          gtk_box_append (GTK_BOX (box), item->check);
        }
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, item->label, -1);
      g_object_set_data (G_OBJECT (row), "baton-item", item);
      item->row = row;
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  if (self->ordered)
    gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), sort_cb, self, NULL);
  self->filling = FALSE;
  gtk_window_present (GTK_WINDOW (self));
}

static void
baton_picker_dispose (GObject *object)
{
  BatonPicker *self = BATON_PICKER (object);

  if (self->owner != NULL)
    g_clear_weak_pointer (&self->owner);
  if (self->list != NULL)
    gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
  self->list = NULL;
  G_OBJECT_CLASS (baton_picker_parent_class)->dispose (object);
}

static void
baton_picker_finalize (GObject *object)
{
  BatonPicker *self = BATON_PICKER (object);

  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->items);
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
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->order = g_ptr_array_new ();
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel")), *done = gtk_button_new_with_mnemonic (_("_Done"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->multiple = multiple;
  self->ordered = ordered;
  self->func = func;
  g_set_weak_pointer (&self->owner, owner);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  if (multiple)
    {
      gtk_widget_add_css_class (done, "suggested-action");
      adw_header_bar_pack_end (ADW_HEADER_BAR (header), done);
      g_signal_connect_object (done, "clicked", G_CALLBACK (finish), self, G_CONNECT_SWAPPED);
    }
  else
    {
      g_object_ref_sink (done);
      g_object_unref (done);
    }
  self->search = gtk_search_entry_new ();
  gtk_widget_set_margin_top (self->search, 6);
  gtk_widget_set_margin_bottom (self->search, 6);
  gtk_widget_set_margin_start (self->search, 12);
  gtk_widget_set_margin_end (self->search, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), gtk_label_new (_("Nothing found")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->list, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  return self;
}
