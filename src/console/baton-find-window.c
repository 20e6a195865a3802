/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-find-window.h"

#include "console/baton-section.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_RESULTS 50

struct _BatonFindWindow
{
  AdwWindow        parent_instance;

  BatonMainWindow *window;   /* borrowed: this window goes with it */
  GtkWidget       *search;
  GtkWidget       *list;
};

G_DEFINE_FINAL_TYPE (BatonFindWindow, baton_find_window, ADW_TYPE_WINDOW)

typedef struct
{
  int          rank;    /* 0: the name is it; 1: begins with it; 2: a word of it begins with it; 3: holds it */
  char        *name;
  const char  *kind;
  char        *id;      /* of a thing; NULL for a section */
  const char  *section;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->name);
  g_free (found->id);
  g_free (found);
}

static int
rank_of (const char *name,
         const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const char *at = strstr (folded, needle);

  if (at == NULL)
    return -1;
  if (strcmp (folded, needle) == 0)
    return 0;
  return at == folded ? 1 : at[-1] == ' ' ? 2 : 3;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *left = *(const Found * const *) a, *right = *(const Found * const *) b;

  return left->rank != right->rank ? left->rank - right->rank : g_utf8_collate (left->name, right->name);
}

typedef struct
{
  BatonFindWindow *self;
  const char      *needle;
  GPtrArray       *found;
} Search;

static void
consider (gpointer data,
          gpointer user_data)
{
  Search *search = user_data;
  int rank = rank_of (baton_entity_get_name (data), search->needle);
  Found *found;

  /* What has no name of its own is found by what it belongs to. */
  if (rank < 0 || strcmp (baton_entity_get_name (data), baton_entity_get_id (data)) == 0)
    return;
  found = g_new0 (Found, 1);
  found->rank = rank;
  found->name = g_strdup (baton_entity_get_name (data));
  found->kind = baton_words_kind (baton_entity_get_kind (data));
  found->id = g_strdup (baton_entity_get_id (data));
  g_ptr_array_add (search->found, found);
}

/* Partners too, for their statements; not while presenting. */
static void
consider_partners (Search *search)
{
  BatonDocument *document = baton_main_window_get_document (search->self->window);
  BatonRegister *reg = baton_document_get_register (document);
  BatonDay today = baton_document_get_today (document);

  for (guint i = 0; i < baton_register_get_n_organisations (reg) && !baton_document_get_presenting (document); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (reg, i, today);
      int rank = facts != NULL && facts->name != NULL ? rank_of (facts->name, search->needle) : -1;
      Found *found;

      if (rank < 0)
        continue;
      found = g_new0 (Found, 1);
      found->rank = rank;
      found->name = g_strdup (facts->name);
      found->kind = _("Partner: the statement");
      found->id = g_strdup (baton_register_get_organisation (reg, i));
      g_ptr_array_add (search->found, found);
    }
}

static void
search_cb (BatonFindWindow *self)
{
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (found_free);
  Search search = { self, needle, found };
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      int rank = rank_of (baton_section_info_get_title (info), needle);
      Found *section;

      if (rank < 0)
        continue;
      section = g_new0 (Found, 1);
      section->rank = rank;
      section->name = g_strdup (baton_section_info_get_title (info));
      section->kind = _("Section");
      section->section = info->name;
      g_ptr_array_add (found, section);
    }
  if (*needle != '\0')
    baton_program_foreach (baton_document_get_program (baton_main_window_get_document (self->window)), consider, &search);
  if (*needle != '\0')
    consider_partners (&search);
  g_ptr_array_sort (found, compare_found);
  for (guint i = 0; i < found->len && i < MOST_RESULTS; i++)
    {
      const Found *result = found->pdata[i];
      g_autofree char *shown = NULL;

      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      shown = baton_document_dup_discreet (baton_main_window_get_document (self->window), result->name);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), result->kind);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "baton-id", g_strdup (result->id), g_free);
      g_object_set_data (G_OBJECT (row), "baton-section", (gpointer) result->section);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
activated_cb (BatonFindWindow *self,
              GtkListBoxRow   *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "baton-id"));
  const char *section = g_object_get_data (G_OBJECT (row), "baton-section");
  BatonMainWindow *window = self->window;

  gtk_window_destroy (GTK_WINDOW (self));
  if (id != NULL)
    baton_main_window_jump (window, id);
  else
    baton_main_window_show_section (window, section);
}

static void
entry_activated_cb (BatonFindWindow *self)
{
  GtkListBoxRow *row;

  /* Enter right after the last letter comes before the entry says that the search has changed. */
  search_cb (self);
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (row != NULL)
    activated_cb (self, row);
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
baton_find_window_class_init (BatonFindWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_find_window_init (BatonFindWindow *self)
{
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
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), gtk_label_new (_("Nothing found")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Found"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), baton_tab_stop_new (scrolled, self->list));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
  search_cb (self);
  gtk_widget_grab_focus (self->search);
  return GTK_WIDGET (self);
}
