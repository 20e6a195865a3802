/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-application.h"

#include "baton-help-resources.h"
#include "baton-resources.h"
#include "console/baton-welcome-window.h"
#include "console/baton-first-revision.h"
#include "console/baton-help-window.h"
#include "console/baton-help.h"
#include "console/baton-main-window.h"
#include "console/baton-pictures.h"
#include "console/baton-preferences-window.h"
#include "console/baton-present.h"
#include "console/baton-trace.h"
#include "model/baton-problem.h"
#include "sync/baton-create.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonApplication
{
  AdwApplication  parent_instance;

  BatonTrace     *trace;      /* owned; NULL unless asked for */
  char           *pictures;  /* the folder that asked for them; owned, nullable */
};

G_DEFINE_FINAL_TYPE (BatonApplication, baton_application, ADW_TYPE_APPLICATION)

/* ── Saying things ── */

static void
say (BatonApplication *self,
     const char       *sentence)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (BATON_IS_MAIN_WINDOW (window))
    baton_main_window_say (BATON_MAIN_WINDOW (window), sentence, FALSE);
  else if (BATON_IS_WELCOME_WINDOW (window))
    baton_welcome_window_say (BATON_WELCOME_WINDOW (window), sentence);
  else
    g_message ("%s", sentence);
}

static void
say_error (BatonApplication *self,
           const char       *path,
           const GError     *error)
{
  const char *name = error->domain == BATON_STORE_ERROR ? baton_store_error_get_name (error->code)
                     : error->domain == BATON_EXCHANGE_ERROR ? baton_exchange_error_get_name (error->code) : "failed";
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *sentence = baton_words_error (name, base, error->message);

  say (self, sentence);
}

/* (transfer full), NULL after the user has been told that the file is on no disk of this computer. */
static char *
dup_path (BatonApplication *self,
          GFile            *file)
{
  char *path = g_file_get_path (file);

  if (path == NULL)
    {
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *sentence = g_strdup_printf (_("“%s” is not on a disk of this computer. A workspace must be."), base);

      say (self, sentence);
    }
  return path;
}

/* ── Windows ── */

static void
present_welcome (BatonApplication *self)
{
  gtk_window_present (GTK_WINDOW (baton_welcome_window_new (ADW_APPLICATION (self))));
}

/* Takes *workspace*. The document that the new window shows, borrowed. */
static BatonDocument *
present_workspace (BatonApplication *self,
                   BatonWorkspace   *workspace)
{
  g_autofree char *path = g_strdup (baton_workspace_get_path (workspace));
  g_autoptr (BatonDocument) document = baton_document_new (workspace);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *window = baton_main_window_new (ADW_APPLICATION (self), document);

  gtk_window_present (GTK_WINDOW (window));
  if (self->pictures != NULL)
    baton_pictures_take (BATON_MAIN_WINDOW (window), self->pictures);
  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
    }
  if (BATON_IS_WELCOME_WINDOW (active))
    gtk_window_destroy (active);
  return document; /* the window holds it */
}

static BatonMainWindow *
find_window (BatonApplication *self,
             const char       *path)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL; link = link->next)
    if (BATON_IS_MAIN_WINDOW (link->data) &&
        g_strcmp0 (baton_workspace_get_path (baton_document_get_workspace (baton_main_window_get_document (link->data))), path) == 0)
      return link->data;
  return NULL;
}

static gboolean
open_path (BatonApplication *self,
           const char       *path)
{
  BatonMainWindow *window = find_window (self, path);
  BatonWorkspace *workspace;
  g_autoptr (GError) error = NULL;

  baton_main_window_finish_closing ();
  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return TRUE;
    }
  workspace = baton_workspace_open (path, BATON_OPEN_EDIT, &error);
  /* Open elsewhere, or on a medium that may only be read: a copy to look at, and a strip that says so. */
  if (workspace == NULL && (g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_LOCKED) ||
                            g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_READ_ONLY)))
    {
      g_clear_error (&error);
      workspace = baton_workspace_open (path, BATON_OPEN_READ, &error);
    }
  if (workspace == NULL)
    {
      GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

      /* Whoever opens it from a file manager looks elsewhere. */
      if (active != NULL)
        gtk_window_present (active);
      else
        present_welcome (self);
      say_error (self, path, error);
      return FALSE;
    }
  present_workspace (self, workspace);
  return TRUE;
}

/* What the program in a new file is called: as the file is, which its owner has just named. (transfer full) */
static char *
name_program (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  gboolean has_suffix = g_str_has_suffix (base, BATON_WORKSPACE_SUFFIX);
  g_autofree char *plain = g_strndup (base, strlen (base) - (has_suffix ? strlen (BATON_WORKSPACE_SUFFIX) : 0));

  return g_filename_display_name (plain);
}

/* The document of the new workspace, borrowed; NULL after the user has been told why not. *name*: of the program, nullable. */
static BatonDocument *
create (BatonApplication *self,
        const char       *path,
        const char       *sample,
        const char       *name,
        gboolean          with_data)
{
  g_autofree char *source = baton_sample_get_path (sample);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  BatonWorkspace *workspace;

  baton_main_window_finish_closing ();
  workspace = baton_create_workspace (path, source, name, with_data, problems, &error);
  if (workspace != NULL)
    return present_workspace (self, workspace);
  say_error (self, error->domain == BATON_EXCHANGE_ERROR ? source : path, error);
  return NULL;
}

/* ── Actions ── */

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  present_welcome (user_data);
}

/* The sample lives in the user's data folder: tried once, it is there again the next time, changes and all. */
static void
try_sample_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  BatonApplication *self = user_data;
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "baton", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.baton", NULL);
  BatonDocument *document;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_path (self, path);
      return;
    }
  document = create (self, path, "influencer", NULL, TRUE);
  if (document != NULL)
    baton_first_revision_push (document);
}

/* (transfer full), NULL when nothing was chosen. */
static char *
dup_chosen_path (BatonApplication *self,
                 GtkNativeDialog  *dialog,
                 int               response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  return file != NULL ? dup_path (self, file) : NULL;
}

#define DIALOG_TEMPLATE "baton-template"
#define DIALOG_ACTION "baton-action"

static void
place_response_cb (GtkNativeDialog  *dialog,
                   int               response,
                   BatonApplication *self)
{
  g_autofree char *chosen = dup_chosen_path (self, dialog, response);
  const char *action = g_object_get_data (G_OBJECT (dialog), DIALOG_ACTION);

  if (chosen != NULL)
    {
      /* Without its ending it would not be found again: Open lists what has it. */
      g_autofree char *path = g_strconcat (chosen, g_str_has_suffix (chosen, BATON_WORKSPACE_SUFFIX) ? NULL : BATON_WORKSPACE_SUFFIX, NULL);
      g_autofree char *name = name_program (path);
      BatonDocument *document = create (self, path, g_object_get_data (G_OBJECT (dialog), DIALOG_TEMPLATE), name, FALSE);

      if (document != NULL && action != NULL)
        gtk_widget_activate_action (GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))), action, NULL);
    }
  g_object_unref (dialog);
}

/* Makes a workspace of *template* in a place of the user's choice; its window begins with *action* (nullable). */
static void
ask_for_place (BatonApplication *self,
               const char       *template,
               const char       *action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Where Shall the Workspace Be?"), gtk_application_get_active_window (GTK_APPLICATION (self)),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Create"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), C_("file name", "Partner Program.baton"));
  g_object_set_data_full (G_OBJECT (dialog), DIALOG_TEMPLATE, g_strdup (template), g_free);
  g_object_set_data_full (G_OBJECT (dialog), DIALOG_ACTION, g_strdup (action), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (place_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
new_from_template_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  ask_for_place (user_data, g_variant_get_string (parameter, NULL), NULL);
}

static void
open_response_cb (GtkNativeDialog  *dialog,
                  int               response,
                  BatonApplication *self)
{
  g_autofree char *path = dup_chosen_path (self, dialog, response);

  if (path != NULL)
    open_path (self, path);
  g_object_unref (dialog);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  BatonApplication *self = user_data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a Workspace"), gtk_application_get_active_window (GTK_APPLICATION (self)),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Workspaces of Baton"));
  gtk_file_filter_add_pattern (filter, "*" BATON_WORKSPACE_SUFFIX);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_unref (filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_path_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  open_path (user_data, g_variant_get_string (parameter, NULL));
}

/* A spreadsheet needs a program to belong to: an empty one, in a place of the user's choice, opened at the import. */
static void
bring_spreadsheet_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  ask_for_place (user_data, "empty", "win.import-data");
}

/* What colleagues have pushed is pulled into a workspace of one's own. */
static void
from_server_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  ask_for_place (user_data, "empty", "win.from-server");
}

/* NULL where the schema is not installed, as when run from a build folder. (transfer full) */
static GSettings *
get_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new (APP_ID) : NULL;
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  g_autoptr (GSettings) settings = get_settings ();

  baton_present_next (GTK_WINDOW (baton_preferences_window_new (window, BATON_IS_MAIN_WINDOW (window) ? baton_main_window_get_document (BATON_MAIN_WINDOW (window)) : NULL, settings)));
}

/* One window of help for each window of work; it opens at the section that is being worked in. */
static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *active = gtk_application_get_active_window (user_data);
  const char *page = BATON_IS_MAIN_WINDOW (active) ? baton_help_find_section (baton_main_window_get_section (BATON_MAIN_WINDOW (active)))
                                                   : baton_help_pages[0];
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *help = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels) && help == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (BATON_IS_HELP_WINDOW (window) && gtk_window_get_transient_for (window) == active)
        help = GTK_WIDGET (window);
    }
  if (help == NULL)
    {
      help = baton_help_window_new ();
      gtk_window_set_transient_for (GTK_WINDOW (help), active);
      gtk_window_set_destroy_with_parent (GTK_WINDOW (help), TRUE);
    }
  baton_help_window_show (BATON_HELP_WINDOW (help), page);
  baton_present_next (GTK_WINDOW (help));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", "Baton",
                         "application-icon", APP_ID,
                         "version", VERSION,
                         "developer-name", _("The Baton founders"),
                         "copyright", "© 2026 The Baton founders",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("The console from which a company conducts its partner ecosystem."),
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (user_data), (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  /* Each window may refuse, when its changes are not on disk; one may go with another. */
  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
  g_list_free_full (windows, g_object_unref);
}

static const GActionEntry actions[] = {
  { "new-window", new_window_action, NULL, NULL, NULL, { 0 } },
  { "try-sample", try_sample_action, NULL, NULL, NULL, { 0 } },
  { "new-from-template", new_from_template_action, "s", NULL, NULL, { 0 } },
  { "open", open_action, NULL, NULL, NULL, { 0 } },
  { "open-path", open_path_action, "s", NULL, NULL, { 0 } },
  { "bring-spreadsheet", bring_spreadsheet_action, NULL, NULL, NULL, { 0 } },
  { "from-server", from_server_action, NULL, NULL, NULL, { 0 } },
  { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
  { "help", help_action, NULL, NULL, NULL, { 0 } },
  { "about", about_action, NULL, NULL, NULL, { 0 } },
  { "quit", quit_action, NULL, NULL, NULL, { 0 } },
};

static const struct
{
  const char *action;
  const char *keys[3];
} shortcuts[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.open", { "<Control>o" } },
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.help", { "F1" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.find", { "<Control>k" } },
  { "win.review", { "<Control><Shift>p" } },
  { "win.toggle-preview", { "F9" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.save-copy", { "<Control><Shift>s" } },
  { "window.close", { "<Control>w" } },
};

/* ── Object ── */

static void
baton_application_startup (GApplication *application)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *scheme = NULL;

  G_APPLICATION_CLASS (baton_application_parent_class)->startup (application);
  settings = get_settings ();
  scheme = settings != NULL ? g_settings_get_string (settings, "color-scheme") : NULL;
  if (g_strcmp0 (scheme, "light") == 0 || g_strcmp0 (scheme, "dark") == 0)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), *scheme == 'l' ? ADW_COLOR_SCHEME_FORCE_LIGHT : ADW_COLOR_SCHEME_FORCE_DARK);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, (const char * const *) shortcuts[i].keys);
  gtk_window_set_default_icon_name (APP_ID);
}

static void
baton_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    present_welcome (BATON_APPLICATION (application));
}

static void
baton_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = dup_path (BATON_APPLICATION (application), files[i]);

      if (path != NULL)
        open_path (BATON_APPLICATION (application), path);
    }
}

static int
baton_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("baton %s\n", VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "trace"))
    {
      /* What is measured is this process, not the one that is running already. */
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
      BATON_APPLICATION (application)->trace = baton_trace_new ();
    }
  if (g_variant_dict_lookup (options, "pictures", "^ay", &BATON_APPLICATION (application)->pictures))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (!g_variant_dict_contains (options, "sample"))
    return -1;
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_action_group_activate_action (G_ACTION_GROUP (application), "try-sample", NULL);
  return -1; /* activate then brings its window forward */
}

static void
baton_application_dispose (GObject *object)
{
  g_clear_object (&BATON_APPLICATION (object)->trace);
  g_clear_pointer (&BATON_APPLICATION (object)->pictures, g_free);
  G_OBJECT_CLASS (baton_application_parent_class)->dispose (object);
}

static void
baton_application_class_init (BatonApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_application_dispose;
  application_class->startup = baton_application_startup;
  application_class->activate = baton_application_activate;
  application_class->open = baton_application_open;
  application_class->handle_local_options = baton_application_handle_local_options;
}

static void
baton_application_init (BatonApplication *self)
{
  const GOptionEntry options[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the sample program"), NULL },
    { "trace", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print how long each edit held the window"), NULL },
    { "pictures", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Save a picture of every section in a folder, and end"), N_("FOLDER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version, and end"), NULL },
    { NULL },
  };

  baton_register_resource ();
  baton_help_register_resource ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

BatonApplication *
baton_application_new (void)
{
  return g_object_new (BATON_TYPE_APPLICATION, "application-id", APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/batonconsole/Baton", NULL);
}
