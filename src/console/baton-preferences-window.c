/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-preferences-window.h"

#include "console/widgets/baton-toast.h"
#include "sync/baton-remote.h"
#include "sync/baton-token-store.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

struct _BatonPreferencesWindow
{
  AdwPreferencesWindow  parent_instance;

  BatonDocument        *document;   /* owned, nullable */
  GSettings            *settings;   /* owned, nullable */

  GtkWidget            *page;
  GtkWidget            *look;       /* group of the appearance */
  GtkWidget            *group;      /* of the next two; not there without a document, and before its turn */
  GtkWidget            *server;
  GtkWidget            *token;
  guint                 making;     /* source that makes the group */
};

G_DEFINE_FINAL_TYPE (BatonPreferencesWindow, baton_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char * const schemes[] = { "system", "light", "dark" };

static void
scheme_cb (AdwComboRow            *row,
           GParamSpec             *pspec,
           BatonPreferencesWindow *self)
{
  static const AdwColorScheme values[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  guint selected = adw_combo_row_get_selected (row);

  if (selected >= G_N_ELEMENTS (values))
    return;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), values[selected]);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "color-scheme", schemes[selected]);
}

static void
say (BatonPreferencesWindow *self,
     const char             *sentence)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), baton_toast_new (sentence));
}

/* Empty: back to the practice server. */
static void
server_cb (BatonPreferencesWindow *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->server));
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRemote) remote = *address != '\0' ? baton_remote_new (address, NULL, &error) : NULL;

  if (error != NULL)
    {
      g_autofree char *sentence = baton_words_error (baton_remote_error_get_name (error->code), address, error->message);

      say (self, sentence);
      return;
    }
  baton_workspace_set_setting (baton_document_get_workspace (self->document), BATON_SETTING_SERVER, *address != '\0' ? address : NULL, NULL);
  gtk_widget_set_sensitive (self->token, *address != '\0');
}

static void
token_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (BatonPreferencesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean in_keyring, saved = baton_token_store_save_finish (result, &in_keyring, &error);

  if (self->token == NULL)
    return; /* the window has been closed */
  gtk_widget_set_sensitive (self->token, TRUE);
  if (saved)
    {
      const char *token = gtk_editable_get_text (GTK_EDITABLE (self->token));

      say (self, *token == '\0' ? _("The token was forgotten.")
                 : in_keyring  ? _("The token is kept in the keyring.")
                               : _("The token is kept in a file that only you can read: there is no keyring here."));
      gtk_editable_set_text (GTK_EDITABLE (self->token), "");
    }
  else
    {
      g_autofree char *sentence = baton_words_error ("failed", gtk_editable_get_text (GTK_EDITABLE (self->server)), error->message);

      say (self, sentence);
    }
}

/* The keyring may ask to be unlocked first, for as long as that takes. */
static void
token_cb (BatonPreferencesWindow *self)
{
  const char *token = gtk_editable_get_text (GTK_EDITABLE (self->token));

  gtk_widget_set_sensitive (self->token, FALSE);
  baton_token_store_save_async (gtk_editable_get_text (GTK_EDITABLE (self->server)), *token != '\0' ? token : NULL, NULL, token_saved_cb, g_object_ref (self));
}

static void
baton_preferences_window_dispose (GObject *object)
{
  BatonPreferencesWindow *self = BATON_PREFERENCES_WINDOW (object);

  g_clear_handle_id (&self->making, g_source_remove);
  g_clear_object (&self->settings);
  self->token = NULL;
  G_OBJECT_CLASS (baton_preferences_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_preferences_window_class_init (BatonPreferencesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_preferences_window_dispose;
}

static void
baton_preferences_window_init (BatonPreferencesWindow *self)
{
}

/* The two entries take long to make: they follow in a turn of their own, before anything is drawn. */
static void
make_group (BatonPreferencesWindow *self)
{
  GtkWidget *server = adw_preferences_group_new ();
  const char *address = baton_workspace_get_setting (baton_document_get_workspace (self->document), BATON_SETTING_SERVER);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (server), _("Server of This Workspace"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (server), _("Empty: a practice server on this computer."));
  self->server = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->server), _("Address"));
  gtk_editable_set_text (GTK_EDITABLE (self->server), address != NULL ? address : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->server), TRUE);
  self->token = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->token), _("Token"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->token), TRUE);
  gtk_widget_set_sensitive (self->token, address != NULL);
  g_signal_connect_object (self->server, "apply", G_CALLBACK (server_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->token, "apply", G_CALLBACK (token_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (server), self->server);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (server), self->token);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (server));
  self->group = server;
}

static gboolean
make_group_cb (gpointer user_data)
{
  BatonPreferencesWindow *self = user_data;

  self->making = 0;
  make_group (self);
  return G_SOURCE_REMOVE;
}

GtkWidget *
baton_preferences_window_new (GtkWindow     *parent,
                              BatonDocument *document,
                              GSettings     *settings)
{
  BatonPreferencesWindow *self = g_object_new (BATON_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE, "search-enabled", FALSE, NULL);
  const char *labels[] = { C_("colour scheme", "As the Desktop"), C_("colour scheme", "Light"), C_("colour scheme", "Dark"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);
  GtkWidget *page = adw_preferences_page_new (), *look = adw_preferences_group_new (), *scheme = adw_combo_row_new ();
  AdwColorScheme present = adw_style_manager_get_color_scheme (adw_style_manager_get_default ());

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (look), _("Appearance"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (scheme), _("Colours"));
  adw_combo_row_set_model (ADW_COMBO_ROW (scheme), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), present == ADW_COLOR_SCHEME_FORCE_LIGHT ? 1 : present == ADW_COLOR_SCHEME_FORCE_DARK ? 2 : 0);
  g_signal_connect_object (scheme, "notify::selected", G_CALLBACK (scheme_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (look), scheme);
  self->look = look;
  self->page = page;
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (look));

  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->making = g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_group_cb, self, NULL);
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));
  return GTK_WIDGET (self);
}

void
baton_preferences_window_ask_for_server (BatonPreferencesWindow *self)
{
  g_return_if_fail (BATON_IS_PREFERENCES_WINDOW (self));
  g_return_if_fail (self->document != NULL);

  g_clear_handle_id (&self->making, g_source_remove);
  if (self->group == NULL)
    make_group (self);
  gtk_window_set_title (GTK_WINDOW (self), _("From a Server"));
  gtk_widget_set_visible (self->look, FALSE);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                         _("Whoever runs the server tells you both. Apply each, then close this window: the program is pulled."));
  gtk_widget_grab_focus (self->server);
}
