/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-merge-window.h"

#include "console/baton-conflict-card.h"
#include "console/baton-review-rows.h"
#include "console/widgets/baton-lazy-box.h"
#include "console/widgets/baton-toast.h"
#include "model/baton-diff.h"
#include "model/baton-problem.h"
#include "words/baton-words-change.h"
#include "words/baton-words-error.h"
#include "words/baton-words-format.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>

struct _BatonMergeWindow
{
  AdwWindow          parent_instance;

  BatonDocument     *document;   /* owned */
  BatonMergeSession *session;    /* owned */

  /* What the list goes through: conflicts, then what went together by itself. */
  guint              next_conflict;
  GPtrArray         *silent[2];  /* of BatonAtom; owned; theirs, mine */
  guint              side;
  guint              next_atom;
  const char        *section;    /* of the rows being added */
  GtkWidget         *group;

  AdwToastOverlay   *toasts;
  GtkWidget         *list;       /* BatonLazyBox */
  GtkWidget         *problems;   /* a box above it */
  GtkWidget         *state;
  GtkWidget         *take;
};

G_DEFINE_FINAL_TYPE (BatonMergeWindow, baton_merge_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── The list ── */

static void
add_heading (BatonLazyBox *box,
             const char   *title,
             guint         n)
{
  g_autofree char *number = baton_words_number (n), *text = g_strdup_printf (C_("heading with a count", "%1$s (%2$s)"), title, number);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 18);
  gtk_widget_add_css_class (label, "title-2");
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_atom (BatonMergeWindow *self,
          const BatonAtom  *atom)
{
  const BatonMergeNames *names = baton_merge_session_get_names (self->session);
  const BatonNames base = baton_document_names_of (self->document, names->base);
  const BatonNames changed = baton_document_names_of (self->document, self->side == 0 ? names->theirs : names->mine);
  g_autofree char *sentence = baton_words_atom (&base, &changed, atom);
  const char *section = baton_words_section (atom->kind);

  if (self->section == NULL || !g_str_equal (self->section, section))
    {
      self->section = section;
      self->group = baton_review_rows_add_group (self->list, section);
    }
  baton_review_rows_add (self->group, sentence, NULL, baton_document_lookup (self->document, atom->id) != NULL ? atom->id : NULL, NULL);
}

static gboolean
add_next (BatonLazyBox *box,
          gpointer      user_data)
{
  BatonMergeWindow *self = user_data;
  GPtrArray *conflicts = baton_merge_session_get_conflicts (self->session);

  if (self->next_conflict < conflicts->len)
    {
      gtk_box_append (GTK_BOX (box), baton_conflict_card_new (self->document, self->session, conflicts->pdata[self->next_conflict++]));
      return TRUE;
    }
  while (self->side < G_N_ELEMENTS (self->silent) && self->next_atom == self->silent[self->side]->len)
    {
      self->side++;
      self->next_atom = 0;
      self->section = NULL;
    }
  if (self->side == G_N_ELEMENTS (self->silent))
    return FALSE;
  if (self->next_atom == 0)
    add_heading (box, self->side == 0 ? _("Comes From the Server Without a Question") : _("Stays of Your Changes"), self->silent[self->side]->len);
  add_atom (self, self->silent[self->side]->pdata[self->next_atom++]);
  return TRUE;
}

static void
fill (BatonMergeWindow *self)
{
  for (guint side = 0; side < G_N_ELEMENTS (self->silent); side++)
    {
      g_clear_pointer (&self->silent[side], g_ptr_array_unref);
      self->silent[side] = baton_merge_session_list_silent (self->session, side == 0);
    }
  self->next_conflict = 0;
  self->side = 0;
  self->next_atom = 0;
  self->section = NULL;
  self->group = NULL;
  baton_lazy_box_restart (BATON_LAZY_BOX (self->list));
}

static void
fill_problems (BatonMergeWindow *self)
{
  GPtrArray *problems = baton_merge_session_get_problems (self->session);
  const BatonNames names = baton_document_names_of (self->document, baton_merge_session_get_result (self->session));
  GtkWidget *child, *group;

  while ((child = gtk_widget_get_first_child (self->problems)) != NULL)
    gtk_box_remove (GTK_BOX (self->problems), child);
  gtk_widget_set_visible (self->problems, problems != NULL && problems->len > 0);
  if (problems == NULL || problems->len == 0)
    return;
  group = baton_review_rows_add_group (self->problems, _("Right on Either Side, but Not Together"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Merge first, then mend these: until then a push is held back."));
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];
      g_autofree char *line = baton_words_problem_line (&names, problem);

      baton_review_rows_add (group, line, NULL, baton_document_lookup (self->document, problem->entity) != NULL ? problem->entity : NULL, NULL);
    }
}

static void
update (BatonMergeWindow *self)
{
  guint n = baton_merge_session_count_undecided (self->session);
  gboolean busy = baton_merge_session_is_busy (self->session);
  g_autofree char *sentence = NULL;

  if (busy)
    sentence = g_strdup (_("Merging…"));
  else if (n > 0)
    sentence = baton_words_count (ngettext ("%s conflict is not decided. Until then nothing is merged and nothing can be pushed.",
                                            "%s conflicts are not decided. Until then nothing is merged and nothing can be pushed.", n), n);
  else
    sentence = g_strdup (_("Everything is decided."));
  gtk_label_set_text (GTK_LABEL (self->state), sentence);
  gtk_widget_set_sensitive (self->take, n == 0 && !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.undo", baton_merge_session_can_undo (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.redo", baton_merge_session_can_redo (self->session));
}

/* A decision can settle other conflicts or bring new ones: then the list is made anew. */
static void
session_changed_cb (BatonMergeWindow *self,
                    gboolean          anew)
{
  GPtrArray *conflicts = baton_merge_session_get_conflicts (self->session);
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); BATON_IS_CONFLICT_CARD (child); child = gtk_widget_get_next_sibling (child), n++)
    if (n >= conflicts->len || !baton_conflict_card_is_of (BATON_CONFLICT_CARD (child), conflicts->pdata[n]))
      anew = TRUE;
  /* Where all cards are made, another one would have to go before what follows them. */
  if (anew || (n < conflicts->len && n == self->next_conflict && self->side + self->next_atom > 0))
    fill (self);
  update (self);
}

/* ── Doing ── */

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree GWeakRef *window = user_data;
  g_autoptr (BatonMergeWindow) self = g_weak_ref_get (window);
  g_autoptr (GError) error = NULL;
  gboolean taken = baton_merge_session_take_finish (BATON_MERGE_SESSION (source), result, &error);

  g_weak_ref_clear (window);
  if (self == NULL || self->list == NULL)
    return; /* it has been closed meanwhile */
  if (taken)
    {
      g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *file = g_path_get_basename (baton_workspace_get_path (baton_document_get_workspace (self->document)));
      g_autofree char *sentence = baton_words_error (error->domain == BATON_STORE_ERROR ? baton_store_error_get_name (error->code) : "failed", file, error->message);

      adw_toast_overlay_add_toast (self->toasts, baton_toast_new (sentence));
    }
}

static void
take_cb (BatonMergeWindow *self)
{
  GWeakRef *window = g_new (GWeakRef, 1);

  g_weak_ref_init (window, self);
  baton_merge_session_take_async (self->session, taken_cb, window);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  baton_merge_session_undo (BATON_MERGE_WINDOW (widget)->session);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  baton_merge_session_redo (BATON_MERGE_WINDOW (widget)->session);
}

/* The document keeps the decisions: whoever goes to look at a thing finds them again. */
static void
reveal_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BatonMergeWindow *self = BATON_MERGE_WINDOW (widget);
  g_autoptr (BatonDocument) document = g_object_ref (self->document);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL && gtk_widget_get_ancestor (GTK_WIDGET (parent), ADW_TYPE_APPLICATION_WINDOW) == NULL)
    gtk_window_close (parent);
  baton_document_jump (document, id, BATON_FIELD_NONE);
}

/* ── Object ── */

static void
baton_merge_window_dispose (GObject *object)
{
  BatonMergeWindow *self = BATON_MERGE_WINDOW (object);

  if (self->list != NULL)
    baton_lazy_box_stop (BATON_LAZY_BOX (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (baton_merge_window_parent_class)->dispose (object);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
}

static void
baton_merge_window_finalize (GObject *object)
{
  BatonMergeWindow *self = BATON_MERGE_WINDOW (object);

  for (guint side = 0; side < G_N_ELEMENTS (self->silent); side++)
    g_clear_pointer (&self->silent[side], g_ptr_array_unref);
  G_OBJECT_CLASS (baton_merge_window_parent_class)->finalize (object);
}

static void
baton_merge_window_class_init (BatonMergeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_merge_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_merge_window_finalize;
  gtk_widget_class_install_action (widget_class, "merge.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "merge.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "go.reveal", "s", reveal_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "merge.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "merge.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  signals[SIGNAL_TAKEN] = g_signal_new ("taken", BATON_TYPE_MERGE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_merge_window_init (BatonMergeWindow *self)
{
}

static GtkWidget *
make_icon_button (const char *icon,
                  const char *label,
                  const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* "Ana pushed “Autumn tiers”. What follows …" (transfer full) */
static char *
describe_revision (BatonDocument       *document,
                   const BatonRevision *revision)
{
  g_autofree char *message = baton_document_dup_discreet (document, revision->message);

  if (*message != '\0')
    /* Translators: %1$s is a person, %2$s what that person wrote about the push */
    return g_strdup_printf (_("%1$s pushed “%2$s”. What follows was changed there and here; everything else has gone together."), revision->author, message);
  /* Translators: %s is a person */
  return g_strdup_printf (_("%s pushed a newer revision. What follows was changed there and here; everything else has gone together."), revision->author);
}

GtkWidget *
baton_merge_window_new (GtkWindow         *parent,
                        BatonDocument     *document,
                        BatonMergeSession *session)
{
  BatonMergeWindow *self = g_object_new (BATON_TYPE_MERGE_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                         "default-width", 720, "default-height", 680, "title", _("Decide the Conflicts"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), *intro;
  g_autofree char *sentence = describe_revision (document, baton_merge_session_get_revision (session));

  self->document = g_object_ref (document);
  self->session = g_object_ref (session);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_icon_button ("edit-undo-symbolic", _("Take the Last Decision Back"), "merge.undo"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_icon_button ("edit-redo-symbolic", _("Decide So Again"), "merge.redo"));

  intro = gtk_label_new (sentence);
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_xalign (GTK_LABEL (intro), 0);
  self->problems = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->list = baton_lazy_box_new (24, add_next, self);
  gtk_box_append (GTK_BOX (page), intro);
  gtk_box_append (GTK_BOX (page), self->problems);
  gtk_box_append (GTK_BOX (page), self->list);
  adw_toast_overlay_set_child (self->toasts, baton_review_rows_make_page (page));

  self->state = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->state), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->state), 0);
  gtk_widget_set_hexpand (self->state, TRUE);
  self->take = gtk_button_new_with_mnemonic (_("_Merge"));
  gtk_widget_add_css_class (self->take, "suggested-action");
  gtk_widget_set_valign (self->take, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), self->state);
  gtk_box_append (GTK_BOX (bar), self->take);
  gtk_widget_add_css_class (bar, "toolbar");

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (box), bar);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "problems-changed", G_CALLBACK (fill_problems), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "busy-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  fill (self);
  fill_problems (self);
  update (self);
  if (BATON_IS_CONFLICT_CARD (gtk_widget_get_first_child (self->list)))
    baton_conflict_card_focus (BATON_CONFLICT_CARD (gtk_widget_get_first_child (self->list)));
  return GTK_WIDGET (self);
}
