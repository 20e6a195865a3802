/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-window.h"

#include "console/baton-practice-server.h"

#include "model/baton-diff.h"
#include "model/baton-problem.h"
#include "rules/baton-difference.h"
#include "sync/baton-sync.h"
#include "sync/baton-token-store.h"
#include "words/baton-words-change.h"
#include "words/baton-words-error.h"
#include "words/baton-words-problem.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

#define SETTING_SERVER "sync.server"
#define MOST_ROWS 200

struct _BatonReviewWindow
{
  AdwWindow        parent_instance;

  BatonDocument   *document;      /* owned */
  BatonRemote     *remote;        /* owned; NULL before the server is known */
  GCancellable    *cancellable;   /* owned */
  GPtrArray       *atoms;         /* of BatonAtom; owned */
  gboolean         busy;

  AdwToastOverlay *toasts;
  GtkStack        *stack;
  GtkWidget       *changes;       /* box of preferences groups */
  GtkWidget       *revisions;     /* preferences group */
  GtkWidget       *revisions_box;
  GtkWidget       *message;
  GtkWidget       *push;
  GtkWidget       *pull;
  GtkWidget       *progress;
  GtkWidget       *server;
};

G_DEFINE_FINAL_TYPE (BatonReviewWindow, baton_review_window, ADW_TYPE_WINDOW)

static void fill_changes (BatonReviewWindow *self);
static void load_revisions (BatonReviewWindow *self);

/* ── Saying and showing ── */

static void
say (BatonReviewWindow *self,
     const char        *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_error (BatonReviewWindow *self,
           const GError      *error)
{
  g_autofree char *sentence = NULL;
  const char *server = self->remote != NULL ? baton_remote_get_address (self->remote) : _("The practice server");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error->domain == BATON_REMOTE_ERROR)
    sentence = baton_words_error (baton_remote_error_get_name (error->code), server, error->message);
  else if (error->domain == BATON_STORE_ERROR)
    sentence = baton_words_error (baton_store_error_get_name (error->code), server, error->message);
  else
    sentence = baton_words_error ("failed", server, error->message);
  say (self, sentence);
}

static void
set_busy (BatonReviewWindow *self,
          gboolean           busy)
{
  self->busy = busy;
  gtk_spinner_set_spinning (GTK_SPINNER (self->progress), busy);
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_sensitive (self->push, !busy && self->remote != NULL && !baton_problems_have_errors (baton_document_get_problems (self->document)));
  gtk_widget_set_sensitive (self->pull, !busy && self->remote != NULL);
}

static void
add_row (GtkWidget  *group,
         const char *title,
         GtkWidget  *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (suffix != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
add_group (BatonReviewWindow *self,
           const char        *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->changes), group);
  return group;
}

/* ── The changes ── */

static void
take_back_cb (GtkWidget         *button,
              BatonReviewWindow *self)
{
  const BatonAtom *atom = g_object_get_data (G_OBJECT (button), "baton-atom");
  BatonChange *change = baton_diff_revert (baton_document_get_program (self->document), atom);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *sentence = NULL, *name = NULL;

  if (change == NULL)
    return;
  sentence = baton_words_atom (BATON_NAMES_OF_PROGRAM (baton_workspace_get_base (baton_document_get_workspace (self->document))),
                               baton_document_get_names (self->document), atom);
  /* Translators: the name of an undoable step; %s is the change that was taken back */
  name = g_strdup_printf (C_("undoable step", "Take back: %s"), sentence);
  g_ptr_array_add (changes, change);
  baton_document_apply (self->document, name, changes);
}

static GtkWidget *
make_take_back (BatonReviewWindow *self,
                BatonAtom         *atom)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Take This Change Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Take This Change Back"), -1);
  g_object_set_data (G_OBJECT (button), "baton-atom", atom);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_back_cb), self, 0);
  return button;
}

/* "Influencer: view +12 −3" for each persona whose answers differ. */
static void
fill_consequences (BatonReviewWindow *self)
{
  BatonSnapshot *draft = baton_document_get_snapshot (self->document), *live = baton_document_get_live_snapshot (self->document);
  g_autoptr (GPtrArray) differences = draft != live ? baton_difference_list (live, draft, baton_document_get_today (self->document), 1) : NULL;
  GtkWidget *group;

  if (differences == NULL || differences->len == 0)
    return;
  group = add_group (self, _("What It Does to the Personas"));
  for (guint i = 0; i < differences->len && i < MOST_ROWS; i++)
    {
      const BatonDifference *difference = differences->pdata[i];
      g_autofree char *persona = baton_words_name (baton_document_get_names (self->document), difference->persona);
      g_autofree char *action = baton_words_actions (1u << difference->action);
      /* Translators: %1$s is a persona, %2$s an action ("view"), %3$u counts content that they may do it to now, %4$u content
       * that they may no longer do it to */
      g_autofree char *line = g_strdup_printf (_("%1$s: %2$s +%3$u −%4$u"), persona, action, difference->n_allowed + difference->n_approval, difference->n_refused);

      add_row (group, line, NULL);
    }
}

static void
fill_problems (BatonReviewWindow *self)
{
  GPtrArray *problems = baton_document_get_problems (self->document);
  GtkWidget *group = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = NULL;

      if (baton_problem_get_severity (problems->pdata[i]) != BATON_SEVERITY_ERROR)
        continue;
      if (group == NULL)
        group = add_group (self, _("Must Be Mended Before a Push"));
      line = baton_words_problem_line (baton_document_get_names (self->document), problems->pdata[i]);
      add_row (group, line, NULL);
    }
}

static void
fill_changes (BatonReviewWindow *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  const BatonProgram *base = baton_workspace_get_base (workspace), *draft = baton_document_get_program (self->document);
  const char *section = NULL;
  GtkWidget *group = NULL, *child;

  while ((child = gtk_widget_get_first_child (self->changes)) != NULL)
    gtk_box_remove (GTK_BOX (self->changes), child);
  g_clear_pointer (&self->atoms, g_ptr_array_unref);
  fill_problems (self);
  if (baton_workspace_get_base_revision (workspace) == 0)
    {
      g_autofree char *line = g_strdup_printf (ngettext ("The server has nothing of this program yet: %u thing will be pushed.",
                                                         "The server has nothing of this program yet: %u things will be pushed.", baton_program_get_size (draft)),
                                               baton_program_get_size (draft));

      add_row (add_group (self, _("Changes")), line, NULL);
      set_busy (self, self->busy);
      return;
    }

  self->atoms = baton_diff (base, draft);
  if (self->atoms->len == 0)
    add_row (add_group (self, _("Changes")), _("Nothing has changed since the last push or pull."), NULL);
  for (guint i = 0; i < self->atoms->len; i++)
    {
      BatonAtom *atom = self->atoms->pdata[i];
      g_autofree char *sentence = baton_words_atom (BATON_NAMES_OF_PROGRAM (base), BATON_NAMES_OF_PROGRAM (draft), atom);

      if (g_strcmp0 (section, baton_words_section (atom->kind)) != 0)
        {
          section = baton_words_section (atom->kind);
          group = add_group (self, section);
        }
      add_row (group, sentence, make_take_back (self, atom));
    }
  fill_consequences (self);
  set_busy (self, self->busy);
}

/* ── Push, pull, roll back ── */

static void
report (BatonReviewWindow     *self,
        const BatonPushResult *result)
{
  g_autofree char *sentence = NULL;

  switch (result->outcome)
    {
    case BATON_PUSH_DONE:
      sentence = g_strdup_printf (_("Pushed as revision %" G_GINT64_FORMAT "."), result->revision->number);
      gtk_editable_set_text (GTK_EDITABLE (self->message), "");
      break;
    case BATON_PUSH_MOVED:
      sentence = g_strdup_printf (_("%s has pushed meanwhile. Pull, look at the result, and push again."), result->revision->author);
      break;
    case BATON_PUSH_INVALID:
    default:
      if (result->problems->len > 0)
        sentence = baton_words_problem_line (baton_document_get_names (self->document), result->problems->pdata[0]);
      else
        sentence = g_strdup (_("The server refused the program."));
      break;
    }
  say (self, sentence);
  fill_changes (self);
  load_revisions (self);
}

static void
pushed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) answer = baton_sync_push_finish (result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    say_error (self, error);
  else
    report (self, answer);
}

static void
push_cb (BatonReviewWindow *self)
{
  set_busy (self, TRUE);
  baton_sync_push_async (self->remote, baton_document_get_workspace (self->document), gtk_editable_get_text (GTK_EDITABLE (self->message)),
                         self->cancellable, pushed_cb, g_object_ref (self));
}

static void
pulled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPullResult) answer = baton_sync_pull_finish (result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      say_error (self, error);
      return;
    }
  switch (answer->outcome)
    {
    case BATON_PULL_UNCHANGED:
      say (self, _("Nothing new on the server."));
      break;
    case BATON_PULL_UPDATED:
      say (self, _("Now at the server’s last revision."));
      break;
    case BATON_PULL_MERGED:
      say (self, _("The server’s changes and yours have been merged; neither touched the same thing."));
      break;
    case BATON_PULL_CONFLICT:
    default:
      say (self, _("You and the server changed the same things. Nothing was touched: take your change back here, pull, and make it again."));
      break;
    }
  fill_changes (self);
}

static void
pull_cb (BatonReviewWindow *self)
{
  set_busy (self, TRUE);
  baton_sync_pull_async (self->remote, baton_document_get_workspace (self->document), self->cancellable, pulled_cb, g_object_ref (self));
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPushResult) answer = baton_remote_restore_finish (BATON_REMOTE (source), result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      say_error (self, error);
      return;
    }
  if (answer->outcome == BATON_PUSH_DONE)
    {
      say (self, _("Rolled back, as a new revision. It is pulled into the draft now; undo takes the draft back."));
      pull_cb (self);
      load_revisions (self);
    }
  else
    {
      report (self, answer);
    }
}

static void
head_for_restore_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRevision) head = baton_remote_get_head_finish (BATON_REMOTE (source), result, &error);
  gint64 number = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (self), "baton-restore"));
  g_autofree char *etag = NULL, *key = NULL;

  if (head == NULL)
    {
      set_busy (self, FALSE);
      say_error (self, error);
      return;
    }
  etag = baton_revision_get_etag (head);
  key = baton_remote_new_key ();
  baton_remote_restore_async (self->remote, number, "", etag, key, self->cancellable, restored_cb, g_object_ref (self));
}

static void
roll_back_cb (GtkWidget         *button,
              BatonReviewWindow *self)
{
  g_object_set_data (G_OBJECT (self), "baton-restore", g_object_get_data (G_OBJECT (button), "baton-revision"));
  set_busy (self, TRUE);
  baton_remote_get_head_async (self->remote, self->cancellable, head_for_restore_cb, g_object_ref (self));
}

static void
revisions_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = baton_remote_list_revisions_finish (BATON_REMOTE (source), result, &error);

  if (revisions == NULL)
    {
      say_error (self, error);
      return;
    }
  gtk_box_remove (GTK_BOX (self->revisions_box), self->revisions);
  self->revisions = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->revisions), _("What Was Pushed"));
  gtk_box_append (GTK_BOX (self->revisions_box), self->revisions);
  for (guint i = 0; i < revisions->len; i++)
    {
      const BatonRevision *revision = revisions->pdata[i];
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (revision->time / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
      g_autofree char *time = local != NULL ? g_date_time_format (local, "%x %X") : g_strdup ("");
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", time, revision->author);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *revision->message != '\0' ? revision->message
                                                                : revision->restored_from > 0 ? _("Rolled back") : _("Without a message"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      if (i > 0)
        {
          GtkWidget *button = gtk_button_new_with_label (_("Roll Back to This"));

          gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
          g_object_set_data (G_OBJECT (button), "baton-revision", GSIZE_TO_POINTER (revision->number));
          g_signal_connect_object (button, "clicked", G_CALLBACK (roll_back_cb), self, 0);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->revisions), row);
    }
}

static void
load_revisions (BatonReviewWindow *self)
{
  if (self->remote != NULL)
    baton_remote_list_revisions_async (self->remote, 0, 200, self->cancellable, revisions_cb, g_object_ref (self));
}

/* ── Which server ── */

static void
connected (BatonReviewWindow *self,
           const char        *address,
           const char        *token,
           gboolean           practice)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = practice ? g_strdup (_("Practice server on this computer")) : g_strdup (address);

  g_clear_object (&self->remote);
  self->remote = baton_remote_new (address, token, &error);
  if (self->remote == NULL)
    {
      say_error (self, error);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->server), title);
  set_busy (self, FALSE);
  load_revisions (self);
}

static void
practice_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = baton_practice_server_start_finish (BATON_PRACTICE_SERVER (source), result, &error);

  if (address == NULL)
    {
      set_busy (self, FALSE);
      say_error (self, error);
      return;
    }
  connected (self, address, baton_practice_server_get_token (BATON_PRACTICE_SERVER (source)), TRUE);
}

static void
find_server (BatonReviewWindow *self)
{
  const char *address = baton_workspace_get_setting (baton_document_get_workspace (self->document), SETTING_SERVER);
  g_autoptr (GError) error = NULL;

  if (address != NULL)
    {
      char *token = baton_token_store_lookup (address, NULL, &error);

      if (error != NULL)
        say_error (self, error);
      connected (self, address, token, FALSE);
      baton_token_free (token);
      return;
    }
  set_busy (self, TRUE);
  gtk_label_set_text (GTK_LABEL (self->server), _("Starting the practice server…"));
  baton_practice_server_start_async (baton_document_get_practice_server (self->document), self->cancellable, practice_cb, g_object_ref (self));
}

/* ── Object ── */

static void
baton_review_window_dispose (GObject *object)
{
  BatonReviewWindow *self = BATON_REVIEW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->remote);
  G_OBJECT_CLASS (baton_review_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_review_window_finalize (GObject *object)
{
  BatonReviewWindow *self = BATON_REVIEW_WINDOW (object);

  g_clear_pointer (&self->atoms, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (baton_review_window_parent_class)->finalize (object);
}

static void
baton_review_window_class_init (BatonReviewWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_review_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_review_window_init (BatonReviewWindow *self)
{
  self->cancellable = g_cancellable_new ();
}

/* A page of the stack: what it holds, clamped and scrolled. */
static GtkWidget *
make_page (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  gtk_widget_set_margin_top (child, 18);
  gtk_widget_set_margin_bottom (child, 18);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

GtkWidget *
baton_review_window_new (GtkWindow     *parent,
                         BatonDocument *document)
{
  BatonReviewWindow *self = g_object_new (BATON_TYPE_REVIEW_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                          "default-width", 760, "default-height", 680, "title", _("Review & Push"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *switcher = gtk_stack_switcher_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->document = g_object_ref (document);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->changes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->revisions_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->revisions = adw_preferences_group_new ();
  gtk_box_append (GTK_BOX (self->revisions_box), self->revisions);
  gtk_stack_add_titled (self->stack, make_page (self->changes), "changes", C_("page of the review", "Changes"));
  gtk_stack_add_titled (self->stack, make_page (self->revisions_box), "history", C_("page of the review", "History"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);

  self->server = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->server), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (self->server, "dim-label");
  self->progress = gtk_spinner_new ();
  self->message = gtk_entry_new ();
  gtk_widget_set_hexpand (self->message, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->message), _("What did you change, and why?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->message), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Message"), -1);
  self->pull = gtk_button_new_with_mnemonic (_("Pu_ll"));
  self->push = gtk_button_new_with_mnemonic (_("_Push"));
  gtk_widget_add_css_class (self->push, "suggested-action");
  g_signal_connect_object (self->push, "clicked", G_CALLBACK (push_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pull, "clicked", G_CALLBACK (pull_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), self->progress);
  gtk_box_append (GTK_BOX (bar), self->server);
  gtk_box_append (GTK_BOX (bar), self->message);
  gtk_box_append (GTK_BOX (bar), self->pull);
  gtk_box_append (GTK_BOX (bar), self->push);
  gtk_widget_add_css_class (bar, "toolbar");

  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (box), bar);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (fill_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "problems-changed", G_CALLBACK (fill_changes), self, G_CONNECT_SWAPPED);
  fill_changes (self);
  find_server (self);
  return GTK_WIDGET (self);
}
