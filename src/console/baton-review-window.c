/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-window.h"

#include "console/baton-merge-window.h"
#include "console/baton-review-changes.h"
#include "console/baton-review-history.h"
#include "console/baton-review-preface.h"
#include "console/baton-review-rows.h"
#include "console/baton-review-server.h"
#include "console/widgets/baton-toast.h"
#include "model/baton-problem.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonReviewWindow
{
  AdwWindow           parent_instance;

  BatonDocument      *document;   /* owned */
  BatonReviewServer  *server;     /* owned */
  BatonReviewChoice  *choice;     /* what of the changes goes; owned */

  AdwToastOverlay    *toasts;
  BatonReviewPreface *preface;
  BatonReviewChanges *changes;
  BatonReviewHistory *history;
  GtkWidget          *reason;     /* why nothing can be pushed */
  GtkWidget          *message;
  GtkWidget          *push;
  GtkWidget          *pull;
  GtkWidget          *progress;
  GtkWidget          *title;      /* of the server */
  gboolean            pulls;      /* as soon as it is there */
};

G_DEFINE_FINAL_TYPE (BatonReviewWindow, baton_review_window, ADW_TYPE_WINDOW)

/* ── Saying and showing ── */

static void
say (BatonReviewWindow *self,
     const char        *sentence)
{
  AdwToast *toast = baton_toast_new (sentence);

  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Why a push must wait; NULL when it need not. (transfer full) */
static char *
describe_hindrance (BatonReviewWindow *self)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);
  GPtrArray *atoms = baton_review_choice_get_atoms (self->choice);
  const BatonStanding *standing = baton_review_choice_get_standing (self->choice);
  gboolean is_first = baton_workspace_get_base_revision (baton_document_get_workspace (self->document)) == 0;
  guint n;

  if (merge != NULL)
    {
      n = baton_merge_session_count_undecided (merge);
      return n > 0 ? baton_words_count (ngettext ("The server has moved on. Decide the %s conflict first, then push.",
                                                  "The server has moved on. Decide the %s conflicts first, then push.", n), n)
                   : g_strdup (_("The server has moved on. Merge first, then push."));
    }
  if (standing != NULL && standing->pushing == BATON_PUSHING_NOTHING)
    return g_strdup (_("This server lets you look, not push. Ask whoever runs it for a role that may."));
  if (standing != NULL && standing->pushing == BATON_PUSHING_TEXTS && is_first)
    return g_strdup (_("This server takes translations alone from you. Pull its program first; when it has none yet, somebody else must push one."));
  if (!baton_review_choice_is_compared (self->choice))
    return g_strdup (_("Comparing with the server’s last revision…"));
  if (atoms != NULL && atoms->len == 0)
    return g_strdup (_("There is nothing to push."));
  if (atoms != NULL && baton_review_choice_count_foreign (self->choice) == atoms->len)
    return g_strdup (_("This server takes translations alone from you, and none of yours is new. The rest stays in the draft."));
  if (atoms != NULL && baton_review_choice_count_left_out (self->choice) == atoms->len)
    return g_strdup (_("Everything waits. Choose what to push."));
  if (baton_review_choice_get_problems (self->choice) == NULL)
    return g_strdup (_("Checking what will be pushed…"));
  if (baton_problems_have_errors (baton_review_choice_get_problems (self->choice)))
    return baton_problems_have_errors (baton_document_get_problems (self->document))
             ? g_strdup (_("Mend what is wrong first, then push."))
             : g_strdup (_("What is chosen needs changes that wait. Choose those too, then push."));
  return NULL;
}

/* What can be done now, and why not. */
static void
show_state (BatonReviewWindow *self)
{
  g_autofree char *hindrance = describe_hindrance (self);
  gboolean busy = baton_review_server_is_busy (self->server), connected = baton_review_server_is_connected (self->server);

  baton_review_changes_set_frozen (self->changes, busy);
  gtk_label_set_text (GTK_LABEL (self->title), baton_review_server_get_title (self->server));
  gtk_spinner_set_spinning (GTK_SPINNER (self->progress), busy);
  gtk_widget_set_visible (self->progress, busy);
  gtk_label_set_text (GTK_LABEL (self->reason), hindrance != NULL ? hindrance : "");
  gtk_widget_set_visible (self->reason, hindrance != NULL);
  gtk_widget_set_sensitive (self->push, !busy && connected && hindrance == NULL);
  gtk_widget_set_sensitive (self->pull, !busy && connected);
}

/* ── What will be pushed ── */

static void
follow_choice (BatonReviewWindow *self)
{
  baton_review_preface_say_summary (self->preface);
  show_state (self);
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
  if (baton_review_server_is_busy (self->server))
    return;
  baton_review_choice_set_all (self->choice, baton_review_choice_count_left_out (self->choice) > baton_review_choice_count_foreign (self->choice));
  baton_review_changes_show_choice (self->changes);
  follow_choice (self);
}

/* What would be pushed has been checked. */
static void
checked_cb (BatonReviewWindow *self)
{
  baton_review_preface_refill (self->preface);
  show_state (self);
}

/* Base and draft have been compared. */
static void
compared_cb (BatonReviewWindow *self)
{
  baton_review_preface_refill (self->preface);
  baton_review_changes_refill (self->changes);
  show_state (self);
}

/* Base or draft has changed: they are compared anew. */
static void
refresh (BatonReviewWindow *self)
{
  baton_review_choice_refresh (self->choice);
  show_state (self);
}

/* The document has been checked, which is as much as a check of the choice where all of it goes. */
static void
problems_cb (BatonReviewWindow *self)
{
  if (!baton_review_choice_is_compared (self->choice))
    return;
  baton_review_preface_refill (self->preface);
  show_state (self);
}

/* ── Merge ── */

static void
taken_cb (BatonReviewWindow *self)
{
  say (self, baton_workspace_count_changes (baton_document_get_workspace (self->document)) > 0
               ? _("Merged. Look at the result, then push. Undo takes the merge back.")
               : _("Merged. Nothing is left to push. Undo takes the merge back."));
  baton_review_arrived_end (baton_review_preface_get_arrived (self->preface));
  refresh (self);
}

static void
decide_cb (BatonReviewWindow *self)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);
  GtkWidget *window;

  if (merge == NULL)
    return;
  baton_review_arrived_begin (baton_review_preface_get_arrived (self->preface));
  window = baton_merge_window_new (GTK_WINDOW (self), self->document, merge);
  g_signal_connect_object (window, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "unmap", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* ── Push, pull, roll back ── */

static void
push_cb (BatonReviewWindow *self)
{
  g_autofree char *left_out = baton_review_choice_dup_left_out (self->choice);
  gboolean is_dated;

  if (!baton_review_points_date (baton_review_preface_get_points (self->preface), &is_dated))
    return;
  baton_review_server_push (self->server, gtk_editable_get_text (GTK_EDITABLE (self->message)), left_out,
                            baton_review_choice_is_unseen (self->choice), is_dated ? _("Changed points count from today on.") : NULL);
}

static void
pushed_cb (BatonReviewWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->message), "");
  /* The button has nothing to push any more, and so has let the focus go. */
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (self->message);
}

/* Something may come, whoever asked for it: a push that finds the server moved on, or a roll back. */
static void
state_changed_cb (BatonReviewWindow *self)
{
  if (self->pulls && baton_review_server_is_connected (self->server) && !baton_review_server_is_busy (self->server))
    {
      self->pulls = FALSE;
      baton_review_server_pull (self->server);
    }
  if (baton_review_server_is_busy (self->server))
    baton_review_arrived_begin (baton_review_preface_get_arrived (self->preface));
  show_state (self);
}

static void
settled_cb (BatonReviewWindow *self,
            gboolean           taken)
{
  if (taken)
    baton_review_arrived_end (baton_review_preface_get_arrived (self->preface));
  refresh (self);
}

static void
roll_back_cb (BatonReviewWindow *self,
              gint64             number)
{
  if (!baton_review_server_is_busy (self->server))
    baton_review_server_restore (self->server, number);
}

static void
reveal_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (BatonDocument) document = g_object_ref (BATON_REVIEW_WINDOW (widget)->document);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  gtk_window_close (GTK_WINDOW (widget));
  baton_document_jump (document, id, BATON_FIELD_NONE);
}

static void
reveal_field_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  g_autoptr (BatonDocument) document = g_object_ref (BATON_REVIEW_WINDOW (widget)->document);
  g_autofree char *id = NULL;
  int field;

  g_variant_get (parameter, "(si)", &id, &field);
  gtk_window_close (GTK_WINDOW (widget));
  baton_document_jump (document, id, (BatonField) field);
}

/* ── Object ── */

static void
baton_review_window_dispose (GObject *object)
{
  BatonReviewWindow *self = BATON_REVIEW_WINDOW (object);

  if (self->server != NULL)
    baton_review_server_stop (self->server);
  G_OBJECT_CLASS (baton_review_window_parent_class)->dispose (object);
  g_clear_object (&self->server);
  g_clear_object (&self->choice);
  g_clear_object (&self->document);
}

static void
baton_review_window_class_init (BatonReviewWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_window_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "go.reveal", "s", reveal_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "go.reveal-field", "(si)", reveal_field_action);
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
}

static GtkWidget *
make_stack (BatonReviewWindow *self)
{
  GtkWidget *stack = gtk_stack_new (), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->preface = BATON_REVIEW_PREFACE (baton_review_preface_new (self->document, self->choice));
  self->changes = BATON_REVIEW_CHANGES (baton_review_changes_new (self->document, self->choice));
  self->history = BATON_REVIEW_HISTORY (baton_review_history_new (self->document, self->server));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->preface));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->changes));
  gtk_stack_add_titled (GTK_STACK (stack), baton_review_rows_make_page (page), "changes", C_("page of the review", "Changes"));
  gtk_stack_add_titled (GTK_STACK (stack), baton_review_rows_make_page (GTK_WIDGET (self->history)), "history", C_("page of the review", "History"));
  return stack;
}

/* The server's name stands above: beside them it would leave the message no room on a phone. */
static GtkWidget *
make_bar (BatonReviewWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->title = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (self->title, "dim-label");
  gtk_widget_add_css_class (self->title, "caption");
  self->progress = gtk_spinner_new ();
  self->message = gtk_entry_new ();
  gtk_widget_set_hexpand (self->message, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->message), _("What did you change, and why?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->message), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Message"), -1);
  self->pull = gtk_button_new_with_mnemonic (_("Pu_ll"));
  self->push = gtk_button_new_with_mnemonic (_("_Push"));
  gtk_widget_add_css_class (self->push, "suggested-action");
  gtk_entry_set_activates_default (GTK_ENTRY (self->message), TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->push);
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->progress);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  gtk_box_append (GTK_BOX (bar), self->message);
  gtk_box_append (GTK_BOX (bar), self->pull);
  gtk_box_append (GTK_BOX (bar), self->push);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}

/* The window's widgets, which the signals are about, are there. */
static void
connect_signals (BatonReviewWindow *self)
{
  g_signal_connect_object (self->push, "clicked", G_CALLBACK (push_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pull, "clicked", G_CALLBACK (baton_review_server_pull), self->server, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "compared", G_CALLBACK (compared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "checked", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preface, "decide", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preface, "all", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->changes, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "roll-back", G_CALLBACK (roll_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "said", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "state-changed", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "pushed", G_CALLBACK (pushed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "conflict", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "standing", G_CALLBACK (baton_review_choice_set_standing), self->choice, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "standing", G_CALLBACK (baton_review_history_set_standing), self->history, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "revisions", G_CALLBACK (baton_review_history_fill), self->history, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "older-revisions", G_CALLBACK (baton_review_history_append), self->history, G_CONNECT_SWAPPED);
  /* What the document says while this window covers the other. */
  g_signal_connect_object (self->document, "message", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "snapshot-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "live-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "problems-changed", G_CALLBACK (problems_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
baton_review_window_new (GtkWindow     *parent,
                         BatonDocument *document)
{
  BatonReviewWindow *self = g_object_new (BATON_TYPE_REVIEW_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                          "default-width", 760, "default-height", 680, "title", _("Review & Push"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *switcher = gtk_stack_switcher_new (), *stack;

  self->document = g_object_ref (document);
  self->choice = baton_review_choice_new (document);
  self->server = baton_review_server_new (document);
  stack = make_stack (self);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, stack);
  self->reason = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->reason), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0);
  gtk_widget_set_margin_start (self->reason, 12);
  gtk_widget_set_margin_end (self->reason, 12);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  adw_window_set_content (ADW_WINDOW (self), box);

  connect_signals (self);
  refresh (self);
  baton_review_server_find (self->server);
  return GTK_WIDGET (self);
}

void
baton_review_window_pull (BatonReviewWindow *self)
{
  g_return_if_fail (BATON_IS_REVIEW_WINDOW (self));

  self->pulls = TRUE;
  state_changed_cb (self);
}
