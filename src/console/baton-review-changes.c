/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-changes.h"

#include "console/baton-review-rows.h"
#include "console/widgets/baton-expander-row.h"
#include "console/widgets/baton-lazy-box.h"
#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>

struct _BatonReviewChanges
{
  GtkBox             parent_instance;

  BatonDocument     *document;     /* owned */
  BatonReviewChoice *choice;       /* owned */
  GtkWidget         *rows;         /* BatonLazyBox */
  GPtrArray         *take_backs;   /* borrowed buttons, one an atom, as far as they are made */
  GPtrArray         *checks;       /* borrowed check marks, the same */
  const char        *section;      /* of the rows being made */
  GtkWidget         *group;
  gboolean           frozen;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonReviewChanges, baton_review_changes, GTK_TYPE_BOX)

/* ── Taking back ── */

static void
take_back_cb (GtkWidget          *button,
              BatonReviewChanges *self)
{
  const BatonAtom *atom = g_object_get_data (G_OBJECT (button), "baton-atom");
  const BatonProgram *base = baton_workspace_get_base (baton_document_get_workspace (self->document));
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *sentence = NULL, *name = NULL;
  BatonNames before, after;

  /* What is new and has been put to use goes only after its uses. */
  if (atom->type == BATON_ATOM_CREATED)
    {
      baton_document_remove (self->document, atom->id);
      return;
    }
  changes = baton_diff_list_revert (baton_document_get_program (self->document), base, atom);
  if (changes == NULL)
    return;
  after = baton_document_names_in_full (self->document);
  before = after;
  before.program = base;
  sentence = baton_words_atom (&before, &after, atom);
  /* Translators: the name of an undoable step; %s is the change that was taken back */
  name = g_strdup_printf (C_("undoable step", "Take back: %s"), sentence);
  baton_document_apply (self->document, name, changes);
}

static GtkWidget *
make_take_back (BatonReviewChanges *self,
                BatonAtom          *atom)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Take This Change Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Take This Change Back"), -1);
  g_object_set_data (G_OBJECT (button), "baton-atom", atom);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_back_cb), self, 0);
  g_ptr_array_add (self->take_backs, button);
  return button;
}

/* ── Choosing ── */

static void check_toggled_cb (GtkWidget          *check,
                              BatonReviewChanges *self);

void
baton_review_changes_show_choice (BatonReviewChanges *self)
{
  g_return_if_fail (BATON_IS_REVIEW_CHANGES (self));

  for (guint i = 0; i < self->checks->len; i++)
    {
      g_signal_handlers_block_by_func (self->checks->pdata[i], check_toggled_cb, self);
      gtk_check_button_set_active (self->checks->pdata[i], baton_review_choice_goes (self->choice, i));
      g_signal_handlers_unblock_by_func (self->checks->pdata[i], check_toggled_cb, self);
    }
}

static void
check_toggled_cb (GtkWidget          *check,
                  BatonReviewChanges *self)
{
  gboolean goes = gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
  guint index, n = 0;
  gboolean chosen = !self->frozen && g_ptr_array_find (self->checks, check, &index);

  if (chosen)
    n = baton_review_choice_set (self->choice, index, goes);
  baton_review_changes_show_choice (self);
  if (chosen)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, goes, n);
}

static GtkWidget *
make_check (BatonReviewChanges *self,
            const char         *sentence)
{
  GtkWidget *check = baton_review_rows_make_check (sentence, baton_review_choice_goes (self->choice, self->checks->len));

  if (!baton_review_choice_may_go (self->choice, self->checks->len))
    {
      gtk_widget_set_sensitive (check, FALSE);
      gtk_widget_set_tooltip_text (check, _("Not Yours to Push: It Waits in the Draft"));
    }
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, 0);
  g_ptr_array_add (self->checks, check);
  return check;
}

/* ── Rows ── */

/* What stands in a new thing, or stood in one that has gone, when somebody wants to see it. */
static void
contents_expanded_cb (AdwExpanderRow     *row,
                      GParamSpec         *pspec,
                      BatonReviewChanges *self)
{
  const BatonAtom *atom = g_object_get_data (G_OBJECT (row), "baton-atom");
  const BatonProgram *program = atom->entity_after != NULL ? baton_document_get_program (self->document)
                                                           : baton_workspace_get_base (baton_document_get_workspace (self->document));
  const BatonNames names = baton_document_names_of (self->document, program);
  g_auto (GStrv) lines = baton_words_contents (&names, atom->entity_after != NULL ? atom->entity_after : atom->entity_before);

  for (char **line = lines; *line != NULL; line++)
    {
      GtkWidget *content = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (content), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (content), *line);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (content), 0);
      adw_expander_row_add_row (row, content);
    }
  g_signal_handlers_disconnect_by_func (row, contents_expanded_cb, self);
}

static void
add_whole (BatonReviewChanges *self,
           BatonAtom          *atom,
           const char         *sentence)
{
  GtkWidget *row = baton_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), make_check (self, sentence));
  /* Each is put before those that are there: in the end they stand as in the other rows. */
  if (atom->entity_after != NULL)
    {
      GtkWidget *jump = baton_review_rows_make_jump (atom->id, sentence);

      gtk_widget_set_valign (jump, GTK_ALIGN_CENTER);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), jump);
    }
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_take_back (self, atom));
  g_object_set_data (G_OBJECT (row), "baton-atom", atom);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (contents_expanded_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
}

/* One change more in the list of all. */
static gboolean
add_next (BatonLazyBox *box,
          gpointer      user_data)
{
  BatonReviewChanges *self = user_data;
  const BatonProgram *base = baton_workspace_get_base (baton_document_get_workspace (self->document));
  GPtrArray *atoms = baton_review_choice_get_atoms (self->choice);
  const BatonNames base_names = baton_document_names_of (self->document, base);
  g_autofree char *sentence = NULL;
  BatonAtom *atom;

  if (atoms == NULL || self->take_backs->len >= atoms->len)
    return FALSE;
  atom = atoms->pdata[self->take_backs->len];
  if (g_strcmp0 (self->section, baton_words_section (atom->kind)) != 0)
    {
      self->section = baton_words_section (atom->kind);
      self->group = baton_review_rows_add_group (GTK_WIDGET (box), self->section);
    }
  sentence = baton_words_atom (&base_names, baton_document_get_names (self->document), atom);
  if (atom->type == BATON_ATOM_CREATED || atom->type == BATON_ATOM_DELETED)
    add_whole (self, atom, sentence);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (baton_review_rows_add (self->group, sentence, NULL, atom->id, make_take_back (self, atom))),
                               make_check (self, sentence));
  return TRUE;
}

/* The button behind that of a change that has gone, so that one can go on with the keys. */
static int
find_focus (BatonReviewChanges *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint index;

  return focus != NULL && g_ptr_array_find (self->take_backs, focus, &index) ? (int) index : -1;
}

void
baton_review_changes_refill (BatonReviewChanges *self)
{
  int focus = find_focus (self);

  g_return_if_fail (BATON_IS_REVIEW_CHANGES (self));

  if (focus >= 0)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  g_ptr_array_set_size (self->take_backs, 0);
  g_ptr_array_set_size (self->checks, 0);
  self->section = NULL;
  baton_lazy_box_restart (BATON_LAZY_BOX (self->rows));
  if (focus >= 0)
    baton_lazy_box_reach (BATON_LAZY_BOX (self->rows), (guint) focus + 1);
  if (focus >= 0 && self->take_backs->len > 0)
    gtk_widget_grab_focus (self->take_backs->pdata[MIN ((guint) focus, self->take_backs->len - 1)]);
}

void
baton_review_changes_set_frozen (BatonReviewChanges *self,
                                 gboolean            frozen)
{
  g_return_if_fail (BATON_IS_REVIEW_CHANGES (self));

  self->frozen = frozen;
}

/* ── Object ── */

static void
baton_review_changes_dispose (GObject *object)
{
  BatonReviewChanges *self = BATON_REVIEW_CHANGES (object);

  if (self->rows != NULL)
    baton_lazy_box_stop (BATON_LAZY_BOX (self->rows));
  self->rows = NULL;
  G_OBJECT_CLASS (baton_review_changes_parent_class)->dispose (object);
  g_clear_object (&self->choice);
  g_clear_object (&self->document);
}

static void
baton_review_changes_finalize (GObject *object)
{
  BatonReviewChanges *self = BATON_REVIEW_CHANGES (object);

  g_clear_pointer (&self->take_backs, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (baton_review_changes_parent_class)->finalize (object);
}

static void
baton_review_changes_class_init (BatonReviewChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_changes_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_review_changes_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BATON_TYPE_REVIEW_CHANGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_UINT);
}

static void
baton_review_changes_init (BatonReviewChanges *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->take_backs = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->rows = baton_lazy_box_new (18, add_next, self);
  gtk_box_append (GTK_BOX (self), self->rows);
}

GtkWidget *
baton_review_changes_new (BatonDocument     *document,
                          BatonReviewChoice *choice)
{
  BatonReviewChanges *self = g_object_new (BATON_TYPE_REVIEW_CHANGES, NULL);

  self->document = g_object_ref (document);
  self->choice = g_object_ref (choice);
  return GTK_WIDGET (self);
}
