/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-find-window.h"

#include "console/baton-find-search.h"
#include "console/baton-runner.h"
#include "console/baton-section.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>

#define AT_ONCE 8   /* rows that are made in one turn: about a page */

struct _BatonFindWindow
{
  AdwWindow        parent_instance;

  BatonMainWindow *window;    /* borrowed: this window goes with it */
  GtkWidget       *search;
  GtkWidget       *list;
  GtkWidget       *none;      /* says that nothing was found */
  BatonRunner     *runner;    /* owned */
  BatonFindSearch *shown;     /* what the list shows; owned, NULL before the first answer */
  GPtrArray       *rows;      /* borrowed from the list: they serve one answer after another */
  guint            n_filled;  /* rows that show what was found */
  guint            filling;   /* source that fills the others */
  gboolean         enter;     /* Enter was pressed before the answer was there */
};

G_DEFINE_FINAL_TYPE (BatonFindWindow, baton_find_window, ADW_TYPE_WINDOW)

static void activated_cb (BatonFindWindow *self, GtkListBoxRow *row);

/* ── Showing ── */

static GtkWidget *
make_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
fill_row (BatonFindWindow *self,
          guint            index)
{
  const BatonFound *found = self->shown->found->pdata[index];
  g_autofree char *name = baton_document_dup_discreet (baton_main_window_get_document (self->window), found->name);

  if (index == self->rows->len)
    {
      g_ptr_array_add (self->rows, make_row ());
      gtk_list_box_append (GTK_LIST_BOX (self->list), self->rows->pdata[index]);
    }
  adw_preferences_row_set_title (self->rows->pdata[index], name);
  adw_action_row_set_subtitle (self->rows->pdata[index], found->kind);
  gtk_widget_set_visible (self->rows->pdata[index], TRUE);
}

static void
fill_some (BatonFindWindow *self)
{
  guint end = MIN (self->n_filled + AT_ONCE, self->shown->found->len);

  while (self->n_filled < end)
    fill_row (self, self->n_filled++);
}

static gboolean
fill_cb (gpointer user_data)
{
  BatonFindWindow *self = user_data;

  fill_some (self);
  if (self->n_filled < self->shown->found->len)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
show_found (BatonFindWindow *self)
{
  guint n = self->shown->found->len;
  GtkListBoxRow *first;

  self->n_filled = 0;
  fill_some (self);
  for (guint i = self->n_filled; i < self->rows->len; i++)
    gtk_widget_set_visible (self->rows->pdata[i], FALSE);
  if (self->n_filled < n && self->filling == 0)
    self->filling = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, fill_cb, self, NULL);
  first = n > 0 ? self->rows->pdata[0] : NULL;
  gtk_widget_set_visible (self->none, n == 0);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), first);
  if (self->enter && first != NULL)
    activated_cb (self, first);
  else
    self->enter = FALSE;
}

/* ── Searching ── */

static gpointer
prepare (gpointer owner)
{
  BatonFindWindow *self = owner;

  return baton_find_search_new (baton_main_window_get_document (self->window), gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* The runner keeps the question: what it found is taken out of it. */
static void
take (BatonFindWindow *self,
      BatonFindSearch *search)
{
  BatonFindSearch *taken = g_new0 (BatonFindSearch, 1);

  *taken = *search;
  *search = (BatonFindSearch) { 0 };
  g_clear_pointer (&self->shown, baton_find_search_free);
  self->shown = taken;
  g_clear_handle_id (&self->filling, g_source_remove);
  show_found (self);
}

static void
done (gpointer      owner,
      gpointer      question,
      const GError *error)
{
  if (error == NULL)
    take (owner, question);
}

static const BatonRunnerFuncs funcs = { prepare, baton_find_search_run, done, baton_find_search_free };

static void
search_cb (BatonFindWindow *self)
{
  baton_runner_ask (self->runner);
}

static void
activated_cb (BatonFindWindow *self,
              GtkListBoxRow   *row)
{
  const BatonFound *found = self->shown->found->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *id = g_strdup (found->id);
  const char *section = found->section;
  BatonMainWindow *window = self->window;

  gtk_window_destroy (GTK_WINDOW (self));
  if (id != NULL)
    baton_main_window_jump (window, id, BATON_FIELD_NONE);
  else
    baton_main_window_show_section (window, section);
}

/* Enter right after the last letter comes before the answer, and before the entry says that the search has changed: it waits. */
static void
entry_activated_cb (BatonFindWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (self->shown != NULL && g_strcmp0 (self->shown->text, gtk_editable_get_text (GTK_EDITABLE (self->search))) == 0)
    {
      if (row != NULL)
        activated_cb (self, row);
      return;
    }
  baton_runner_ask (self->runner);
  self->enter = TRUE;
}

/* Down goes from the entry into the list. */
static gboolean
key_cb (BatonFindWindow *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  GtkListBoxRow *row;

  if (key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
baton_find_window_dispose (GObject *object)
{
  BatonFindWindow *self = BATON_FIND_WINDOW (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_handle_id (&self->filling, g_source_remove);
  G_OBJECT_CLASS (baton_find_window_parent_class)->dispose (object);
  g_clear_pointer (&self->shown, baton_find_search_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

static void
baton_find_window_class_init (BatonFindWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_find_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_find_window_init (BatonFindWindow *self)
{
  self->runner = baton_runner_new (&funcs, self);
  self->rows = g_ptr_array_new ();
}

GtkWidget *
baton_find_window_new (BatonMainWindow *parent)
{
  BatonFindWindow *self = g_object_new (BATON_TYPE_FIND_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                        "default-width", 480, "default-height", 480, "title", _("Find Anything"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->window = parent;
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find anything"), -1);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->search);
  self->list = gtk_list_box_new ();
  self->none = gtk_label_new (_("Nothing found"));
  gtk_widget_set_visible (self->none, FALSE);
  gtk_widget_set_margin_top (self->none, 18);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Found"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), baton_tab_stop_new (scrolled, self->list));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
  baton_runner_ask (self->runner);
  gtk_widget_grab_focus (self->search);
  return GTK_WIDGET (self);
}
