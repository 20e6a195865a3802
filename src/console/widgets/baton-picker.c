/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window, what is chosen in it, and the search: which rows are left, and what can be made where none is.
 */
#include "config.h"

#include "console/widgets/baton-picker-private.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-picture-file.h"
#include "console/widgets/baton-tab-stop.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  g_autofree char *count = baton_words_count (ngettext ("%s chosen", "%s chosen", self->order->len), self->order->len);

  adw_window_title_set_subtitle (self->title, self->multiple ? count : "");
}

void
baton_picker_chosen_cb (BatonPickerItem *item,
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

void
baton_picker_move (BatonPicker     *self,
                   BatonPickerItem *item,
                   int              by)
{
  guint index;

  if (!self->ordered || !g_ptr_array_find (self->order, item, &index) || (by < 0 && index == 0) || (by > 0 && index + 1 == self->order->len))
    return;
  g_ptr_array_steal_index (self->order, index);
  g_ptr_array_insert (self->order, (int) index + by, item);
  show_order (self);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", (guint) ((int) index + by));
  /* The focus goes with what moves: GTK would leave it at the place. */
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_first_child (row) != NULL && g_object_get_data (G_OBJECT (gtk_widget_get_first_child (row)), "baton-item") == item)
      gtk_widget_grab_focus (row);
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

void
baton_picker_update_found (BatonPicker *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  gboolean exact = *name == '\0';

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), g_list_model_get_n_items (get_shown (self)) > 0 ? "list" : "nothing");
  if (self->creates == BATON_KIND_ASSET)
    {
      gtk_button_set_label (GTK_BUTTON (self->create), _("From a File…"));
      gtk_widget_set_visible (self->create, TRUE);
    }
  if (self->creates == BATON_KIND_NONE || self->creates == BATON_KIND_ASSET)
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
  baton_picker_update_found (self);
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

/* The file has become a picture of the program, called as the file was. */
static void
picture_cb (const char *file,
            const char *purpose,
            const char *sha256,
            GBytes     *bytes,
            gpointer    owner)
{
  BatonPicker *self = owner;
  const char *dot = strrchr (file, '.');
  g_autofree char *name = dot != NULL && dot > file ? g_strndup (file, dot - file) : g_strdup (file);
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr (BatonEntity) empty = NULL, picture = NULL, alone = NULL;
  g_autoptr (BatonDocument) document = g_object_ref (self->document);
  BatonPickerItem *item;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return; /* it was closed while the file was read */
  empty = baton_document_make (self->document, BATON_KIND_ASSET, NULL, NULL, valid);
  picture = baton_picture_file_put (empty, BATON_FIELD_ASSET_FILE, sha256, bytes);
  item = baton_picker_add_item (self, baton_entity_get_id (picture), valid, 0);
  baton_picker_flush (self);
  /* It goes with the edit that chooses it. What is chosen only to be kept, in a window of its own, makes no edit yet. */
  baton_document_take_companion (document, baton_entity_ref (picture));
  choose (self, item);
  alone = baton_document_steal_companion (document);
  if (alone != NULL)
    baton_document_put (document, alone);
}

void
baton_picker_take_file (BatonPicker *self,
                        GFile       *file)
{
  g_return_if_fail (BATON_IS_PICKER (self));

  if (self->creates == BATON_KIND_ASSET)
    baton_picture_file_take (self->document, file, GTK_WIDGET (self), NULL, picture_cb, G_OBJECT (self));
}

static gboolean
drop_cb (BatonPicker  *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || self->creates != BATON_KIND_ASSET)
    return FALSE;
  baton_picker_take_file (self, files->data);
  return TRUE;
}

static void
create_cb (BatonPicker *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  const char *id;
  BatonPickerItem *item;

  if (self->creates == BATON_KIND_ASSET)
    {
      baton_picture_file_choose (self->document, GTK_WIDGET (self), NULL, picture_cb, G_OBJECT (self));
      return;
    }
  id = baton_document_add (self->document, self->creates, self->vocabulary, name);
  if (id == NULL)
    return; /* the document has said why */
  item = baton_picker_add_item (self, id, name, 0);
  baton_picker_flush (self);
  choose (self, item);
  if (self->multiple)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

void
baton_picker_present (BatonPicker *self)
{
  baton_picker_flush (self);
  if (self->ordered)
    show_order (self);
  update_title (self);
  baton_picker_update_found (self);
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
  /* Enter alone ticks what was found; with Ctrl it ends the choice wherever the focus is. */
  if (self->multiple && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK)
    {
      finish (self);
      return GDK_EVENT_STOP;
    }
  /* A row has the focus, and the box in it knows what it shows. */
  item = focus != NULL && gtk_widget_get_parent (focus) == self->list && gtk_widget_get_first_child (focus) != NULL
         ? g_object_get_data (G_OBJECT (gtk_widget_get_first_child (focus)), "baton-item") : NULL;
  if (item == NULL)
    return GDK_EVENT_PROPAGATE;
  /* The list has no selection, so that its own space key does nothing; where there are boxes to tick, space ticks. */
  if (self->multiple && (key == GDK_KEY_space || key == GDK_KEY_KP_Space) && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    {
      choose (self, item);
      return GDK_EVENT_STOP;
    }
  if (!self->ordered || (state & GDK_ALT_MASK) == 0 || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  baton_picker_move (self, item, key == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static void
baton_picker_dispose (GObject *object)
{
  BatonPicker *self = BATON_PICKER (object);

  g_clear_weak_pointer (&self->owner);
  baton_picker_drop_source (self);
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
      baton_tooltip_set (done, _("Done (Ctrl+Enter)"));
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
  GtkFilterListModel *found;
  GtkSortListModel *sorted;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), self->filter);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (found), self->sorter);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted))), baton_picker_make_factory (self));
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
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->multiple = multiple;
  self->ordered = ordered;
  self->func = func;
  g_set_weak_pointer (&self->owner, owner);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
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
