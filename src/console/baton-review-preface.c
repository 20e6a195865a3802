/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-preface.h"

#include "console/baton-mend-button.h"
#include "console/baton-merge-session.h"
#include "console/baton-review-consequences.h"
#include "console/baton-review-rows.h"
#include "console/widgets/baton-lazy-box.h"
#include "model/baton-problem.h"
#include "words/baton-words-format.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

struct _BatonReviewPreface
{
  GtkBox             parent_instance;

  BatonDocument     *document;   /* owned */
  BatonReviewChoice *choice;     /* owned */
  GtkWidget         *arrived;    /* BatonReviewArrived */
  GtkWidget         *points;     /* BatonReviewPoints */
  GtkWidget         *above;      /* box of groups, made anew: the merge */
  GtkWidget         *problems;   /* BatonLazyBox: what hinders a push */
  GtkWidget         *group;      /* of the problem rows being made */
  guint              n_looked_at;  /* of the problems, in the present half */
  gboolean           is_waiting; /* the second half: those that come of what waits */
  GtkWidget         *consequences; /* BatonReviewConsequences */
  GtkWidget         *below;      /* box of groups, made anew: the summary */
  GtkWidget         *summary;    /* row in that: how many go and wait */
  GtkWidget         *all;        /* button in the row: all or nothing */
};

enum
{
  SIGNAL_DECIDE,
  SIGNAL_ALL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonReviewPreface, baton_review_preface, GTK_TYPE_BOX)

/* ── What hinders a push ── */

/* Whether the whole draft has the problem too; if not, it comes of what waits. */
static gboolean
is_of_draft (BatonReviewPreface *self,
             const BatonProblem *problem)
{
  GPtrArray *problems = baton_document_get_problems (self->document);

  return problems == baton_review_choice_get_problems (self->choice)
         || (problems->len > 0 && bsearch (&problem, problems->pdata, problems->len, sizeof (gpointer), baton_problem_compare) != NULL);
}

/* The next error of the present half; NULL when there is none. Worst come first. */
static const BatonProblem *
find_next_problem (BatonReviewPreface *self)
{
  GPtrArray *problems = baton_review_choice_get_problems (self->choice);

  while (problems != NULL && self->n_looked_at < problems->len)
    {
      const BatonProblem *problem = problems->pdata[self->n_looked_at++];

      if (baton_problem_get_severity (problem) != BATON_SEVERITY_ERROR)
        return NULL;
      if (is_of_draft (self, problem) != self->is_waiting)
        return problem;
    }
  return NULL;
}

/* One problem more: first those of the draft, then those that come of what waits. */
static gboolean
add_next_problem (BatonLazyBox *box,
                  gpointer      user_data)
{
  BatonReviewPreface *self = user_data;
  const BatonProblem *problem = find_next_problem (self);
  g_autofree char *sentence = NULL, *place = NULL;
  GtkWidget *row;

  if (problem == NULL && !self->is_waiting)
    {
      self->is_waiting = TRUE;
      self->group = NULL;
      self->n_looked_at = 0;
      problem = find_next_problem (self);
    }
  if (problem == NULL)
    return FALSE;
  if (self->group == NULL)
    self->group = baton_review_rows_add_group (GTK_WIDGET (box), self->is_waiting ? _("Needs Changes That Wait") : _("Must Be Mended Before a Push"));
  sentence = baton_words_problem (baton_document_get_names (self->document), problem);
  place = baton_words_problem_place (baton_document_get_names (self->document), problem);
  row = baton_review_rows_add (self->group, sentence, place, problem->entity, self->is_waiting ? NULL : baton_mend_button_new (self->document, problem));
  if (problem->entity != NULL)
    baton_review_rows_lead_to (row, problem->entity, problem->field);
  return TRUE;
}

static void
fill_problems (BatonReviewPreface *self)
{
  GPtrArray *problems = baton_review_choice_get_problems (self->choice);

  self->group = NULL;
  self->n_looked_at = 0;
  self->is_waiting = FALSE;
  baton_lazy_box_restart (BATON_LAZY_BOX (self->problems));
  gtk_widget_set_visible (self->problems, problems != NULL && baton_problems_have_errors (problems));
}

static void
decide_cb (BatonReviewPreface *self)
{
  g_signal_emit (self, signals[SIGNAL_DECIDE], 0);
}

/* The server has moved on, and the merge waits for its decisions. */
static void
fill_merge (BatonReviewPreface *self)
{
  BatonMergeSession *merge = baton_document_get_merge (self->document);
  g_autofree char *sentence = NULL;
  GtkWidget *button;
  guint n;

  if (merge == NULL)
    return;
  n = baton_merge_session_count_undecided (merge);
  sentence = g_strdup_printf (ngettext ("Here and by %2$s the same was changed: %1$u conflict is not decided.",
                                        "Here and by %2$s the same was changed: %1$u conflicts are not decided.", n),
                              n, baton_merge_session_get_revision (merge)->author);
  button = gtk_button_new_with_mnemonic (_("_Decide…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  baton_review_rows_add (baton_review_rows_add_group (self->above, _("The Server Has Moved On")), sentence, NULL, NULL, button);
}

/* ── How much goes ── */

static void
all_cb (BatonReviewPreface *self)
{
  g_signal_emit (self, signals[SIGNAL_ALL], 0);
}

/* What this server takes, where that is not all; *some* of what has changed is not of it. NULL: nothing to say. (transfer full) */
static char *
describe_standing (BatonReviewPreface *self,
                   gboolean            some)
{
  const BatonStanding *standing = baton_review_choice_get_standing (self->choice);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *languages = NULL;

  if (standing == NULL || standing->pushing != BATON_PUSHING_TEXTS)
    return NULL;
  for (guint i = 0; standing->languages[i] != NULL; i++)
    g_ptr_array_add (names, baton_words_isolate (baton_words_language (standing->languages[i])));
  languages = baton_words_join_and (names);
  if (names->len == 0)
    return g_strdup (some ? _("This server takes translations alone from you; the rest stays in the draft.") : _("This server takes translations alone from you."));
  /* Translators: %s is a list of languages: "German and Arabic" */
  return g_strdup_printf (some ? _("This server takes translations alone from you, into %s; the rest stays in the draft.")
                               : _("This server takes translations alone from you, into %s."),
                          languages);
}

/* "3 changes wait." and, where that is so, why; NULL when none does and everything may. (transfer full) */
static char *
describe_waiting (BatonReviewPreface *self)
{
  guint n = baton_review_choice_count_left_out (self->choice), n_foreign = baton_review_choice_count_foreign (self->choice);
  g_autofree char *waits = n > 0 ? baton_words_count (ngettext ("%s change waits.", "%s changes wait.", n), n) : NULL;
  g_autofree char *why = n == 0 || n_foreign > 0 ? describe_standing (self, n_foreign > 0) : NULL;

  if (waits != NULL && why != NULL)
    return g_strdup_printf (C_("two sentences", "%1$s %2$s"), waits, why);
  return waits != NULL ? g_steal_pointer (&waits) : g_steal_pointer (&why);
}

static void
say_summary (BatonReviewPreface *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  GPtrArray *atoms = baton_review_choice_get_atoms (self->choice);
  guint n = atoms != NULL ? atoms->len : baton_program_get_size (baton_document_get_program (self->document));
  guint n_left_out = baton_review_choice_count_left_out (self->choice);
  g_autofree char *line = NULL, *waits = describe_waiting (self);

  if (baton_workspace_get_base_revision (workspace) == 0)
    line = baton_words_count (ngettext ("The server has nothing of this program yet: %s thing will be pushed.",
                                        "The server has nothing of this program yet: %s things will be pushed.", n), n);
  else if (atoms == NULL)
    line = g_strdup (_("Comparing with the server’s last revision…"));
  else if (n == 0)
    line = g_strdup (_("Nothing has changed since the last push or pull."));
  else
    line = baton_words_count (ngettext ("%s change will be pushed.", "%s changes will be pushed.", n - n_left_out), n - n_left_out);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary), line);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->summary), waits != NULL ? waits : "");
  gtk_widget_set_visible (self->all, atoms != NULL && n > baton_review_choice_count_foreign (self->choice));
  gtk_button_set_label (GTK_BUTTON (self->all), n_left_out > baton_review_choice_count_foreign (self->choice) ? _("Push _All") : _("Let _All Wait"));
}

static void
fill_summary (BatonReviewPreface *self)
{
  self->all = gtk_button_new_with_mnemonic ("");
  gtk_widget_set_valign (self->all, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
  self->summary = baton_review_rows_add (baton_review_rows_add_group (self->below, _("Changes")), "", NULL, NULL, self->all);
  say_summary (self);
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  gtk_widget_set_visible (box, FALSE);
}

/* A box without children would take its spacing. */
static void
show_filled (GtkWidget *box)
{
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
}

void
baton_review_preface_refill (BatonReviewPreface *self)
{
  GtkRoot *root;
  gboolean had_focus;

  g_return_if_fail (BATON_IS_REVIEW_PREFACE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  had_focus = root != NULL && self->all != NULL && gtk_root_get_focus (root) == self->all;
  empty (self->above);
  empty (self->below);
  fill_merge (self);
  show_filled (self->above);
  fill_problems (self);
  baton_review_points_refill (BATON_REVIEW_POINTS (self->points));
  baton_review_consequences_refill (BATON_REVIEW_CONSEQUENCES (self->consequences));
  fill_summary (self);
  show_filled (self->below);
  if (had_focus)
    gtk_widget_grab_focus (self->all);
}

void
baton_review_preface_say_summary (BatonReviewPreface *self)
{
  g_return_if_fail (BATON_IS_REVIEW_PREFACE (self));

  say_summary (self);
  baton_review_points_refill (BATON_REVIEW_POINTS (self->points));
}

BatonReviewArrived *
baton_review_preface_get_arrived (BatonReviewPreface *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_PREFACE (self), NULL);

  return BATON_REVIEW_ARRIVED (self->arrived);
}

BatonReviewPoints *
baton_review_preface_get_points (BatonReviewPreface *self)
{
  g_return_val_if_fail (BATON_IS_REVIEW_PREFACE (self), NULL);

  return BATON_REVIEW_POINTS (self->points);
}

/* ── Object ── */

static void
baton_review_preface_dispose (GObject *object)
{
  BatonReviewPreface *self = BATON_REVIEW_PREFACE (object);

  if (self->problems != NULL)
    baton_lazy_box_stop (BATON_LAZY_BOX (self->problems));
  self->problems = NULL;
  G_OBJECT_CLASS (baton_review_preface_parent_class)->dispose (object);
  g_clear_object (&self->choice);
  g_clear_object (&self->document);
}

static void
baton_review_preface_class_init (BatonReviewPrefaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_preface_dispose;
  signals[SIGNAL_DECIDE] = g_signal_new ("decide", BATON_TYPE_REVIEW_PREFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ALL] = g_signal_new ("all", BATON_TYPE_REVIEW_PREFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_review_preface_init (BatonReviewPreface *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->above = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->problems = baton_lazy_box_new (18, add_next_problem, self);
  self->below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
}

GtkWidget *
baton_review_preface_new (BatonDocument     *document,
                          BatonReviewChoice *choice)
{
  BatonReviewPreface *self = g_object_new (BATON_TYPE_REVIEW_PREFACE, NULL);

  self->document = g_object_ref (document);
  self->choice = g_object_ref (choice);
  self->arrived = baton_review_arrived_new (document);
  self->points = baton_review_points_new (document, choice);
  gtk_box_append (GTK_BOX (self), self->above);
  gtk_box_append (GTK_BOX (self), self->problems);
  gtk_box_append (GTK_BOX (self), self->arrived);
  gtk_box_append (GTK_BOX (self), self->points);
  self->consequences = baton_review_consequences_new (document, choice);
  gtk_box_append (GTK_BOX (self), self->consequences);
  gtk_box_append (GTK_BOX (self), self->below);
  baton_review_preface_refill (self);
  return GTK_WIDGET (self);
}
