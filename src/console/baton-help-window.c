/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-help-window.h"

#include "console/baton-help.h"
#include "console/baton-window-keys.h"
#include "console/widgets/baton-selectable.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUDGET_US 4000   /* of one turn, for reading pages and making their rows */

struct _BatonHelpWindow
{
  AdwWindow    parent_instance;

  AdwLeaflet  *leaflet;
  GtkWidget   *search;
  GtkListBox  *list;
  GtkWidget   *page;      /* the box that is filled anew for each page */
  GtkWidget   *scrolled;
  AdwWindowTitle *title;
  guint        n_listed;  /* pages that have their row */
  guint        listing;   /* source that makes the others */
  BatonHelpPage *filled;  /* the page that is being put there; owned, nullable */
  guint        n_filled;  /* its blocks that are there */
  guint        filling;   /* source that makes the others */
  guint        shown;     /* the page, of baton_help_pages[] */
};

G_DEFINE_FINAL_TYPE (BatonHelpWindow, baton_help_window, ADW_TYPE_WINDOW)

/* ── A page ── */

static gboolean
link_cb (GtkLabel        *label,
         const char      *uri,
         BatonHelpWindow *self)
{
  g_autofree char *id = g_strdup (uri); /* the label goes with the page that it is on */

  baton_help_window_show (self, id);
  return TRUE;
}

static GtkWidget *
make_text (BatonHelpWindow *self,
           const char      *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (strstr (markup, "<a ") == NULL)
    baton_selectable_make (GTK_LABEL (label));
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (link_cb), self, 0);
  return label;
}

static GtkWidget *
make_item (BatonHelpWindow *self,
           const char      *sign,
           const char      *markup)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *before = gtk_label_new (sign);

  gtk_widget_set_valign (before, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_add_css_class (before, "numeric");
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), make_text (self, markup));
  return box;
}

static GtkWidget *
make_block (BatonHelpWindow      *self,
            const BatonHelpBlock *block)
{
  g_autofree char *number = NULL;
  GtkWidget *widget;

  switch (block->kind)
    {
    case BATON_HELP_HEADING:
      widget = make_text (self, block->markup);
      gtk_widget_add_css_class (widget, "heading");
      return widget;
    case BATON_HELP_STEP:
      /* Translators: the number of a step in the help */
      number = g_strdup_printf (C_("help", "%u."), block->number);
      return make_item (self, number, block->markup);
    case BATON_HELP_ITEM:
      return make_item (self, "•", block->markup);
    case BATON_HELP_NOTE:
      widget = make_text (self, block->markup);
      gtk_widget_add_css_class (widget, "card");
      gtk_widget_add_css_class (widget, "baton-note");
      return widget;
    case BATON_HELP_PARAGRAPH:
    default:
      return make_text (self, block->markup);
    }
}

static void
add_see_also (BatonHelpWindow *self,
              char           **ids)
{
  GtkWidget *heading = gtk_label_new (_("See Also"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_top (heading, 12);
  gtk_box_append (GTK_BOX (self->page), heading);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (BatonHelpPage) page = baton_help_load (ids[i], NULL);
      g_autofree char *markup = page != NULL ? g_markup_printf_escaped ("<a href=\"%s\">%s</a>", page->id, page->title) : NULL;

      if (markup != NULL)
        gtk_box_append (GTK_BOX (self->page), make_text (self, markup));
    }
}

/* Forty labels that can be selected and marked take longer than a frame: some in a turn. Nothing is drawn in between. */
static gboolean
fill_cb (gpointer user_data)
{
  BatonHelpWindow *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  while (self->n_filled < self->filled->blocks->len && g_get_monotonic_time () < end)
    gtk_box_append (GTK_BOX (self->page), make_block (self, self->filled->blocks->pdata[self->n_filled++]));
  if (self->n_filled < self->filled->blocks->len || g_get_monotonic_time () >= end)
    return G_SOURCE_CONTINUE;
  if (self->filled->see_also[0] != NULL)
    add_see_also (self, self->filled->see_also);
  g_clear_pointer (&self->filled, baton_help_page_free);
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

/* Takes *page*. */
static void
show_page (BatonHelpWindow *self,
           BatonHelpPage   *page)
{
  GtkWidget *title = gtk_label_new (page->title);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->page)) != NULL)
    gtk_box_remove (GTK_BOX (self->page), child);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-1");
  gtk_box_append (GTK_BOX (self->page), title);
  g_clear_pointer (&self->filled, baton_help_page_free);
  self->filled = page;
  self->n_filled = 0;
  if (self->filling == 0)
    self->filling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_cb, self, NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  adw_window_title_set_title (self->title, page->title);
}

static void
select_shown (BatonHelpWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) self->shown);

  gtk_list_box_select_row (self->list, row);
  /* Not to the first text of the page, which would be selected by that. */
  gtk_window_set_focus (GTK_WINDOW (self), adw_leaflet_get_folded (self->leaflet) ? self->scrolled : GTK_WIDGET (row));
}

void
baton_help_window_show (BatonHelpWindow *self,
                        const char      *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonHelpPage) page = baton_help_load (id, NULL);

  if (page == NULL)
    page = baton_help_load (baton_help_pages[0], &error);
  if (page == NULL)
    {
      /* Only a translation can be broken: a test reads all of ours. */
      g_warning ("The help cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; baton_help_pages[i] != NULL; i++)
    if (strcmp (baton_help_pages[i], page->id) == 0)
      self->shown = i;
  show_page (self, g_steal_pointer (&page));
  if (self->shown < self->n_listed)
    select_shown (self);
  adw_leaflet_set_visible_child_name (self->leaflet, "page");
}

/* ── The list of pages ── */

static void
row_cb (BatonHelpWindow *self,
        GtkListBoxRow   *row)
{
  baton_help_window_show (self, baton_help_pages[gtk_list_box_row_get_index (row)]);
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  BatonHelpWindow *self = user_data;
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return strstr (g_object_get_data (G_OBJECT (row), "words"), needle) != NULL;
}

/* Enter and Down go from the search to what it has found. */
static gboolean
go_to_found (BatonHelpWindow *self)
{
  /* The entry waits a moment before it says that it has changed. */
  gtk_list_box_invalidate_filter (self->list);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row))
      return gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
search_key_cb (BatonHelpWindow *self,
               guint            key)
{
  return key == GDK_KEY_Down && go_to_found (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* Escape ends a search; the next one closes the window. */
static void
stop_search_cb (BatonHelpWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
list_page (BatonHelpWindow *self,
           const char      *id)
{
  g_autoptr (BatonHelpPage) page = baton_help_load (id, NULL);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (page != NULL ? page->title : "", -1);
  g_autofree char *summary = g_markup_escape_text (page != NULL ? page->summary : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "words", g_strdup (page != NULL ? page->words : ""), g_free);
  gtk_list_box_append (self->list, row);
}

/* All pages are read for their titles, in several turns; nothing is drawn in between. */
static gboolean
list_cb (gpointer user_data)
{
  BatonHelpWindow *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  do
    {
      list_page (self, baton_help_pages[self->n_listed]);
      if (self->n_listed++ == self->shown)
        select_shown (self);
    }
  while (baton_help_pages[self->n_listed] != NULL && g_get_monotonic_time () < end);
  if (baton_help_pages[self->n_listed] != NULL)
    return G_SOURCE_CONTINUE;
  self->listing = 0;
  return G_SOURCE_REMOVE;
}

static void
back_cb (BatonHelpWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "list");
}

static gboolean
close_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static GtkWidget *
make_sidebar (BatonHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  g_object_set (self->search, "placeholder-text", _("Search the help"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the help"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages of the help"), -1);
  gtk_widget_set_hexpand (self->search, TRUE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->search);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  g_object_bind_property (self->leaflet, "folded", header, "show-end-title-buttons", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->list, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (go_to_found), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (box, 270, -1);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), baton_tab_stop_new (scrolled, GTK_WIDGET (self->list)));
  return box;
}

static GtkWidget *
make_content (BatonHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *clamp = adw_clamp_new ();

  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->scrolled = gtk_scrolled_window_new ();
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  gtk_widget_set_tooltip_text (back, _("All pages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All pages"), -1);
  g_object_bind_property (self->leaflet, "folded", back, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_widget_set_margin_top (self->page, 24);
  gtk_widget_set_margin_bottom (self->page, 24);
  gtk_widget_set_margin_start (self->page, 18);
  gtk_widget_set_margin_end (self->page, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 620);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->page);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  return box;
}

static void
baton_help_window_dispose (GObject *object)
{
  BatonHelpWindow *self = BATON_HELP_WINDOW (object);

  g_clear_handle_id (&self->listing, g_source_remove);
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_pointer (&self->filled, baton_help_page_free);
  G_OBJECT_CLASS (baton_help_window_parent_class)->dispose (object);
}

static void
baton_help_window_class_init (BatonHelpWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_help_window_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, close_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK, close_cb, NULL);
  baton_window_keys_install (GTK_WIDGET_CLASS (klass));
}

static void
baton_help_window_init (BatonHelpWindow *self)
{
  GtkWidget *sidebar, *separator, *content;
  AdwLeafletPage *page;

  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  sidebar = make_sidebar (self);
  separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  content = make_content (self);
  adw_leaflet_page_set_name (adw_leaflet_append (self->leaflet, sidebar), "list");
  page = adw_leaflet_append (self->leaflet, separator);
  adw_leaflet_page_set_navigatable (page, FALSE);
  adw_leaflet_page_set_name (adw_leaflet_append (self->leaflet, content), "page");
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->leaflet));
  gtk_window_set_title (GTK_WINDOW (self), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 620);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  self->listing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, list_cb, self, NULL);
}

GtkWidget *
baton_help_window_new (void)
{
  return g_object_new (BATON_TYPE_HELP_WINDOW, NULL);
}
