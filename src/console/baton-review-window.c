/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-window.h"

#include "console/baton-mend-button.h"
#include "console/baton-merge-window.h"
#include "console/baton-practice-server.h"
#include "console/baton-review-changes.h"
#include "console/baton-review-choice.h"
#include "console/baton-review-rows.h"

#include "incentives/baton-dated-points.h"
#include "model/baton-diff.h"
#include "model/baton-problem.h"
#include "rules/baton-difference.h"
#include "sync/baton-sync.h"
#include "sync/baton-token-store.h"
#include "words/baton-words-change.h"
#include "words/baton-words-error.h"
#include "words/baton-words-format.h"
#include "words/baton-words-problem.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

#define SETTING_SERVER "sync.server"

struct _BatonReviewWindow
{
  AdwWindow        parent_instance;

  BatonDocument   *document;      /* owned */
  BatonRemote     *remote;        /* owned; NULL before the server is known */
  GCancellable    *cancellable;   /* owned */
  BatonReviewChoice *choice;      /* what of the changes goes; owned */
  GPtrArray       *atoms;         /* of BatonAtom, from base to draft; borrowed of *choice*, NULL before the first push */
  GPtrArray       *arrived;       /* of BatonAtom, what the last pull brought into the draft; owned, NULL: nothing */
  BatonProgram    *before_pull;   /* the draft when a pull was asked for; owned */
  BatonProgram    *after_pull;    /* what *arrived* names things by; owned */
  gboolean         busy;

  AdwToastOverlay *toasts;
  GtkStack        *stack;
  GtkWidget       *preface;       /* box of groups: what matters before the changes */
  GtkWidget       *summary;       /* row in it: how many go and wait */
  GtkWidget       *all;           /* button in that: all or nothing */
  BatonReviewChanges *changes;
  GtkWidget       *reason;        /* why nothing can be pushed */
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
static void start_pull (BatonReviewWindow *self);

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

/* Why a push must wait; NULL when it need not. (transfer full) */
static char *
describe_hindrance (BatonReviewWindow *self)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);
  guint n;

  if (merge != NULL)
    {
      n = baton_merge_session_count_undecided (merge);
      return n > 0 ? g_strdup_printf (ngettext ("The server has moved on. Decide the %u conflict first, then push.",
                                                "The server has moved on. Decide the %u conflicts first, then push.", n), n)
                   : g_strdup (_("The server has moved on. Merge first, then push."));
    }
  if (self->atoms != NULL && self->atoms->len == 0)
    return g_strdup (_("There is nothing to push."));
  if (self->atoms != NULL && self->atoms->len > 0 && baton_review_choice_count_left_out (self->choice) == self->atoms->len)
    return g_strdup (_("Everything waits. Choose what to push."));
  if (baton_review_choice_get_problems (self->choice) == NULL)
    return g_strdup (_("Checking what will be pushed…"));
  if (baton_problems_have_errors (baton_review_choice_get_problems (self->choice)))
    return baton_problems_have_errors (baton_document_get_problems (self->document))
             ? g_strdup (_("Mend what is wrong first, then push."))
             : g_strdup (_("What is chosen needs changes that wait. Choose those too, then push."));
  return NULL;
}

static void
set_busy (BatonReviewWindow *self,
          gboolean           busy)
{
  g_autofree char *hindrance = describe_hindrance (self);

  self->busy = busy;
  baton_review_changes_set_frozen (self->changes, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->progress), busy);
  gtk_widget_set_visible (self->progress, busy);
  gtk_label_set_text (GTK_LABEL (self->reason), hindrance != NULL ? hindrance : "");
  gtk_widget_set_visible (self->reason, hindrance != NULL);
  gtk_widget_set_sensitive (self->push, !busy && self->remote != NULL && hindrance == NULL);
  gtk_widget_set_sensitive (self->pull, !busy && self->remote != NULL);
}

/* ── What matters before the changes ── */

/* "Influencer: view +12 −3" for each persona whose answers differ. */
static void
fill_consequences (BatonReviewWindow *self)
{
  BatonSnapshot *draft = baton_review_choice_get_snapshot (self->choice), *live = baton_document_get_live_snapshot (self->document);
  g_autoptr (GPtrArray) differences = draft != NULL && live != NULL && draft != live ? baton_difference_list (live, draft, baton_document_get_today (self->document), 1) : NULL;
  GtkWidget *group;

  if (differences == NULL || differences->len == 0)
    return;
  group = baton_review_rows_add_group (self->preface, _("What It Does to the Personas"));
  for (guint i = 0; i < differences->len; i++)
    {
      const BatonDifference *difference = differences->pdata[i];
      g_autofree char *persona = baton_words_name (baton_document_get_names (self->document), difference->persona);
      g_autofree char *action = baton_words_actions (1u << difference->action);
      /* Translators: %1$s is a persona, %2$s an action ("view"), %3$u counts content that they may do it to now, %4$u content
       * that they may no longer do it to */
      g_autofree char *line = g_strdup_printf (_("%1$s: %2$s +%3$u −%4$u"), persona, action, difference->n_allowed + difference->n_approval, difference->n_refused);

      baton_review_rows_add (group, line, NULL, difference->persona, NULL);
    }
}

/* Whether the whole draft has the problem too; if not, it comes of what waits. */
static gboolean
is_of_draft (BatonReviewWindow  *self,
             const BatonProblem *problem)
{
  GPtrArray *problems = baton_document_get_problems (self->document);

  for (guint i = 0; i < problems->len; i++)
    if (baton_problem_compare (&problems->pdata[i], &problem) == 0)
      return TRUE;
  return FALSE;
}

static void
fill_problems (BatonReviewWindow *self)
{
  GPtrArray *problems = baton_review_choice_get_problems (self->choice);
  GtkWidget *group = NULL, *waiting = NULL;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];
      g_autofree char *sentence = NULL, *place = NULL;
      gboolean of_draft;

      /* Worst first. */
      if (baton_problem_get_severity (problem) != BATON_SEVERITY_ERROR)
        break;
      of_draft = is_of_draft (self, problem);
      if (of_draft && group == NULL)
        group = baton_review_rows_add_group (self->preface, _("Must Be Mended Before a Push"));
      if (!of_draft && waiting == NULL)
        waiting = baton_review_rows_add_group (self->preface, _("Needs Changes That Wait"));
      sentence = baton_words_problem (baton_document_get_names (self->document), problem);
      place = baton_words_problem_place (baton_document_get_names (self->document), problem);
      baton_review_rows_add (of_draft ? group : waiting, sentence, place, problem->entity,
                             of_draft ? baton_mend_button_new (self->document, problem) : NULL);
    }
}

static void decide_cb (BatonReviewWindow *self);

/* The rows are made when somebody wants to see them. */
static void
arrived_expanded_cb (AdwExpanderRow    *row,
                     GParamSpec        *pspec,
                     BatonReviewWindow *self)
{
  for (guint i = 0; self->arrived != NULL && i < self->arrived->len; i++)
    {
      const BatonAtom *atom = self->arrived->pdata[i];
      g_autofree char *sentence = baton_words_atom (&(const BatonNames) { .program = self->before_pull, .presenting = baton_document_get_presenting (self->document) },
                                                     &(const BatonNames) { .program = self->after_pull, .presenting = baton_document_get_presenting (self->document) }, atom);
      GtkWidget *line = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), sentence);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 0);
      adw_expander_row_add_row (row, line);
    }
  g_signal_handlers_disconnect_by_func (row, arrived_expanded_cb, self);
}

/* The server has moved on, and the merge waits for its decisions. */
static void
fill_merge (BatonReviewWindow *self)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);
  g_autofree char *sentence = NULL;
  GtkWidget *button;
  guint n;

  if (merge == NULL)
    return;
  n = baton_merge_session_count_undecided (merge);
  sentence = g_strdup_printf (ngettext ("You and %2$s changed the same things: %1$u conflict is not decided.",
                                        "You and %2$s changed the same things: %1$u conflicts are not decided.", n),
                              n, baton_merge_session_get_revision (merge)->author);
  button = gtk_button_new_with_mnemonic (_("_Decide…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  baton_review_rows_add (baton_review_rows_add_group (self->preface, _("The Server Has Moved On")), sentence, NULL, NULL, button);
}

/* ── Points of the past ── */

/* Changed points keep what they were before today: one step in the draft, to be seen and undone like any other. */
static void
date_points_cb (BatonReviewWindow *self)
{
  const BatonProgram *live = baton_workspace_get_base (baton_document_get_workspace (self->document)), *draft = baton_document_get_program (self->document);
  BatonDay today = baton_document_get_today (self->document);
  g_autoptr (BatonProgram) dated = baton_dated_points_apply (live, draft, today);
  g_autoptr (GPtrArray) ids = baton_dated_points_list (live, draft, today);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *day = baton_words_day (today);
  /* Translators: %s is a day */
  g_autofree char *name = g_strdup_printf (C_("undoable step", "Count changed points from %s on"), day);

  if (self->busy)
    return;
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (changes, baton_change_new (baton_program_lookup (draft, ids->pdata[i]), baton_program_lookup (dated, ids->pdata[i])));
  baton_document_apply (self->document, name, changes);
}

/* What a push does to points that were earned already, and the other way. */
static void
fill_points (BatonReviewWindow *self)
{
  g_autoptr (GPtrArray) ids = baton_dated_points_list (baton_workspace_get_base (baton_document_get_workspace (self->document)),
                                                       baton_document_get_program (self->document), baton_document_get_today (self->document));
  g_autofree char *sentence = NULL;
  GtkWidget *button;

  if (ids->len == 0)
    return;
  sentence = g_strdup_printf (ngettext ("%u activity gives other points, also for what was done before today: partners may lose or gain what they have.",
                                        "%u activities give other points, also for what was done before today: partners may lose or gain what they have.", ids->len), ids->len);
  button = gtk_button_new_with_mnemonic (_("Count from _Today On"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (date_points_cb), self, G_CONNECT_SWAPPED);
  baton_review_rows_add (baton_review_rows_add_group (self->preface, _("Points of the Past")), sentence, NULL, ids->len == 1 ? ids->pdata[0] : NULL, button);
}

/* What the last pull brought, for all to see: it came without a question. */
static void
fill_arrived (BatonReviewWindow *self)
{
  g_autofree char *title = NULL;
  GtkWidget *group, *row;

  if (self->arrived == NULL || self->arrived->len == 0)
    return;
  title = g_strdup_printf (ngettext ("%u change came from the server", "%u changes came from the server", self->arrived->len), self->arrived->len);
  group = baton_review_rows_add_group (self->preface, _("Pulled"));
  row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (arrived_expanded_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* ── What will be pushed ── */

static void fill_preface (BatonReviewWindow *self);
static void say_summary (BatonReviewWindow *self);

static void
follow_choice (BatonReviewWindow *self)
{
  say_summary (self);
  set_busy (self, self->busy);
  /* What waits for a check is shown when that is done. */
  if (baton_review_choice_get_problems (self->choice) != NULL)
    fill_preface (self);
}

static void
chosen_cb (BatonReviewWindow *self,
           gboolean           goes,
           guint              n)
{
  g_autofree char *sentence = NULL;

  follow_choice (self);
  if (n == 0)
    return;
  sentence = g_strdup_printf (goes ? ngettext ("%u change that it needs goes too.", "%u changes that it needs go too.", n)
                                   : ngettext ("%u change that needs it waits too.", "%u changes that need it wait too.", n), n);
  say (self, sentence);
}

static void
all_cb (BatonReviewWindow *self)
{
  if (self->busy)
    return;
  baton_review_choice_set_all (self->choice, baton_review_choice_count_left_out (self->choice) > 0);
  baton_review_changes_show_choice (self->changes);
  follow_choice (self);
}

static void
say_summary (BatonReviewWindow *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  guint n = self->atoms != NULL ? self->atoms->len : baton_program_get_size (baton_document_get_program (self->document));
  guint n_left_out = baton_review_choice_count_left_out (self->choice);
  g_autofree char *line = NULL, *waits = NULL;

  if (baton_workspace_get_base_revision (workspace) == 0)
    line = g_strdup_printf (ngettext ("The server has nothing of this program yet: %u thing will be pushed.",
                                      "The server has nothing of this program yet: %u things will be pushed.", n), n);
  else if (n == 0)
    line = g_strdup (_("Nothing has changed since the last push or pull."));
  else
    line = g_strdup_printf (ngettext ("%u change will be pushed.", "%u changes will be pushed.", n - n_left_out), n - n_left_out);
  if (n_left_out > 0)
    waits = g_strdup_printf (ngettext ("%u change waits.", "%u changes wait.", n_left_out), n_left_out);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary), line);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->summary), waits != NULL ? waits : "");
  gtk_widget_set_visible (self->all, self->atoms != NULL && n > 0);
  gtk_button_set_label (GTK_BUTTON (self->all), n_left_out > 0 ? _("Push _All") : _("Let _All Wait"));
}

static void
fill_summary (BatonReviewWindow *self)
{
  self->all = gtk_button_new_with_mnemonic ("");
  gtk_widget_set_valign (self->all, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
  self->summary = baton_review_rows_add (baton_review_rows_add_group (self->preface, _("Changes")), "", NULL, NULL, self->all);
  say_summary (self);
}

static void
fill_preface (BatonReviewWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self)), *child;
  gboolean had_focus = self->all != NULL && focus == self->all;

  while ((child = gtk_widget_get_first_child (self->preface)) != NULL)
    gtk_box_remove (GTK_BOX (self->preface), child);
  fill_merge (self);
  fill_problems (self);
  fill_arrived (self);
  fill_points (self);
  fill_consequences (self);
  fill_summary (self);
  if (had_focus)
    gtk_widget_grab_focus (self->all);
}

/* What would be pushed has been checked. */
static void
checked_cb (BatonReviewWindow *self)
{
  fill_preface (self);
  set_busy (self, self->busy);
}

static void
fill_changes (BatonReviewWindow *self)
{
  baton_review_choice_refresh (self->choice);
  self->atoms = baton_review_choice_get_atoms (self->choice);
  fill_preface (self);
  baton_review_changes_refill (self->changes);
  set_busy (self, self->busy);
}

/* ── Push, pull, roll back ── */

static void
report (BatonReviewWindow     *self,
        const BatonPushResult *result)
{
  g_autofree char *person = NULL, *sentence = NULL;

  switch (result->outcome)
    {
    case BATON_PUSH_DONE:
      sentence = g_strdup (_("Pushed. Partners see it from now on."));
      gtk_editable_set_text (GTK_EDITABLE (self->message), "");
      break;
    case BATON_PUSH_MOVED:
      person = baton_practice_server_dup_person (result->revision->author);
      sentence = g_strdup_printf (_("%s has pushed meanwhile. That is pulled now: look at the result, then push again."), person);
      say (self, sentence);
      start_pull (self);
      return;
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
  g_autofree char *left_out = baton_review_choice_dup_left_out (self->choice);

  set_busy (self, TRUE);
  baton_sync_push_part_async (self->remote, baton_document_get_workspace (self->document), gtk_editable_get_text (GTK_EDITABLE (self->message)),
                              left_out, self->cancellable, pushed_cb, g_object_ref (self));
}

/* What the draft has now that it had not. Takes *before*. */
static void
note_arrived (BatonReviewWindow *self,
              BatonProgram      *before)
{
  g_clear_pointer (&self->arrived, g_ptr_array_unref);
  g_clear_pointer (&self->before_pull, baton_program_free);
  g_clear_pointer (&self->after_pull, baton_program_free);
  if (before == NULL)
    return;
  self->before_pull = before;
  self->after_pull = baton_program_copy (baton_document_get_program (self->document));
  self->arrived = baton_diff (self->before_pull, self->after_pull);
}

static void
taken_cb (BatonReviewWindow *self)
{
  say (self, _("Merged. Look at the result, then push. Undo takes the merge back."));
  note_arrived (self, g_steal_pointer (&self->before_pull));
  fill_changes (self);
}

static void
decide_cb (BatonReviewWindow *self)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);
  GtkWidget *window;

  if (merge == NULL)
    return;
  g_clear_pointer (&self->before_pull, baton_program_free);
  self->before_pull = baton_program_copy (baton_document_get_program (self->document));
  window = baton_merge_window_new (GTK_WINDOW (self), self->document, merge);
  g_signal_connect_object (window, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "unmap", G_CALLBACK (fill_changes), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* Decisions about the same revision stay as they are. */
static void
open_merge (BatonReviewWindow     *self,
            const BatonPullResult *answer)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);

  if (merge == NULL || baton_merge_session_get_revision (merge)->number != answer->revision->number)
    baton_document_take_merge (self->document, baton_merge_session_new (self->document, answer->revision, answer->theirs));
  decide_cb (self);
}

static void
pulled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BatonReviewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonPullResult) answer = baton_sync_pull_finish (result, &error);
  BatonProgram *before = g_steal_pointer (&self->before_pull);

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      baton_program_free (before);
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
      baton_program_free (g_steal_pointer (&before));
      open_merge (self, answer);
      return;
    }
  note_arrived (self, before);
  fill_changes (self);
  load_revisions (self);
}

static void
start_pull (BatonReviewWindow *self)
{
  set_busy (self, TRUE);
  baton_document_end_typing (self->document);
  g_clear_pointer (&self->before_pull, baton_program_free);
  self->before_pull = baton_program_copy (baton_document_get_program (self->document));
  baton_sync_pull_async (self->remote, baton_document_get_workspace (self->document), self->cancellable, pulled_cb, g_object_ref (self));
}

static void
pull_cb (BatonReviewWindow *self)
{
  start_pull (self);
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
  GtkWidget *focus;
  gboolean had_focus;

  if (revisions == NULL)
    {
      say_error (self, error);
      return;
    }
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->revisions);
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
      g_autofree char *person = baton_practice_server_dup_person (revision->author);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", time, person);
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
  /* A window whose focus is gone takes no keys, not even Escape. */
  if (had_focus)
    gtk_widget_child_focus (self->revisions, GTK_DIR_TAB_FORWARD);
}

static void
load_revisions (BatonReviewWindow *self)
{
  if (self->remote != NULL)
    baton_remote_list_revisions_async (self->remote, 0, 200, self->cancellable, revisions_cb, g_object_ref (self));
}

/* ── Which server ── */

/* Takes over *remote* (transfer full). */
static void
connected (BatonReviewWindow *self,
           BatonRemote       *remote,
           const char        *title)
{
  g_clear_object (&self->remote);
  self->remote = remote;
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
  BatonRemote *remote = baton_practice_server_connect_finish (BATON_PRACTICE_SERVER (source), result, &error);

  if (remote == NULL)
    {
      set_busy (self, FALSE);
      say_error (self, error);
      return;
    }
  connected (self, remote, _("Practice server on this computer"));
}

static void
find_server (BatonReviewWindow *self)
{
  const char *address = baton_workspace_get_setting (baton_document_get_workspace (self->document), SETTING_SERVER);
  g_autoptr (GError) error = NULL;

  if (address != NULL)
    {
      char *token = baton_token_store_lookup (address, NULL, &error);
      BatonRemote *remote;

      if (error != NULL)
        say_error (self, error);
      g_clear_error (&error);
      remote = baton_remote_new (address, token, &error);
      baton_token_free (token);
      if (remote != NULL)
        connected (self, remote, address);
      else
        say_error (self, error);
      return;
    }
  set_busy (self, TRUE);
  gtk_label_set_text (GTK_LABEL (self->server), _("Starting the practice server…"));
  baton_practice_server_connect_async (baton_document_get_practice_server (self->document), self->cancellable, practice_cb, g_object_ref (self));
}

static void
reveal_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (BatonDocument) document = g_object_ref (BATON_REVIEW_WINDOW (widget)->document);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  gtk_window_close (GTK_WINDOW (widget));
  baton_document_reveal (document, id);
}

/* What the document says while this window covers the other. */
static void
message_cb (BatonReviewWindow *self,
            const char        *sentence)
{
  say (self, sentence);
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

  g_clear_pointer (&self->arrived, g_ptr_array_unref);
  g_clear_pointer (&self->before_pull, baton_program_free);
  g_clear_pointer (&self->after_pull, baton_program_free);
  g_clear_object (&self->choice);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (baton_review_window_parent_class)->finalize (object);
}

static void
baton_review_window_class_init (BatonReviewWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_review_window_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "go.reveal", "s", reveal_action);
}

/* Escape closes the window at once. As a binding it would come after the toast overlay's, which takes it for the toast that says
 * how the push or the roll back went. */
static gboolean
key_cb (BatonReviewWindow *self,
        guint              keyval)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (keyval != GDK_KEY_Escape || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

static void
baton_review_window_init (BatonReviewWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
baton_review_window_new (GtkWindow     *parent,
                         BatonDocument *document)
{
  BatonReviewWindow *self = g_object_new (BATON_TYPE_REVIEW_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                          "default-width", 760, "default-height", 680, "title", _("Review & Push"), NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *switcher = gtk_stack_switcher_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->document = g_object_ref (document);
  self->choice = baton_review_choice_new (document);
  g_signal_connect_object (self->choice, "checked", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->preface = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->changes = BATON_REVIEW_CHANGES (baton_review_changes_new (document, self->choice));
  g_signal_connect_object (self->changes, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), self->preface);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->changes));
  self->revisions_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->revisions = adw_preferences_group_new ();
  gtk_box_append (GTK_BOX (self->revisions_box), self->revisions);
  gtk_stack_add_titled (self->stack, baton_review_rows_make_page (page), "changes", C_("page of the review", "Changes"));
  gtk_stack_add_titled (self->stack, baton_review_rows_make_page (self->revisions_box), "history", C_("page of the review", "History"));
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
  self->reason = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->reason), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0);
  gtk_widget_set_margin_start (self->reason, 12);
  gtk_widget_set_margin_end (self->reason, 12);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), bar);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (document, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (fill_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "live-changed", G_CALLBACK (fill_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "problems-changed", G_CALLBACK (fill_changes), self, G_CONNECT_SWAPPED);
  fill_changes (self);
  find_server (self);
  return GTK_WIDGET (self);
}
