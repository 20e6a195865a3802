/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-history.h"

#include "console/baton-review-revision.h"

#include <glib/gi18n-lib.h>

struct _BatonReviewHistory
{
  GtkBox             parent_instance;

  BatonDocument     *document;  /* owned */
  BatonReviewServer *server;    /* owned */
  GtkWidget         *group;
};

enum
{
  SIGNAL_ROLL_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonReviewHistory, baton_review_history, GTK_TYPE_BOX)

static void
roll_back_cb (GtkWidget          *button,
              BatonReviewHistory *self)
{
  g_signal_emit (self, signals[SIGNAL_ROLL_BACK], 0, (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "baton-revision")));
}

/* The one of that number, where the list goes back to it. (nullable) */
static const BatonRevision *
find_revision (GPtrArray *revisions,
               gint64     number)
{
  for (guint i = 0; i < revisions->len; i++)
    if (((const BatonRevision *) revisions->pdata[i])->number == number)
      return revisions->pdata[i];
  return NULL;
}

static GtkWidget *
make_row (BatonReviewHistory  *self,
          GPtrArray           *revisions,
          const BatonRevision *revision,
          gboolean             is_last)
{
  const BatonRevision *restored = find_revision (revisions, revision->restored_from);
  GtkWidget *button;

  if (is_last)
    return baton_review_revision_new (self->document, self->server, revision, restored, NULL);
  button = gtk_button_new_with_label (_("Roll Back to This"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "baton-revision", GSIZE_TO_POINTER (revision->number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (roll_back_cb), self, 0);
  return baton_review_revision_new (self->document, self->server, revision, restored, button);
}

void
baton_review_history_fill (BatonReviewHistory *self,
                           GPtrArray          *revisions)
{
  GtkRoot *root;
  GtkWidget *focus;
  gboolean had_focus;

  g_return_if_fail (BATON_IS_REVIEW_HISTORY (self) && revisions != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  if (self->group != NULL)
    gtk_box_remove (GTK_BOX (self), self->group);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("What Was Pushed"));
  gtk_box_append (GTK_BOX (self), self->group);
  for (guint i = 0; i < revisions->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), make_row (self, revisions, revisions->pdata[i], i == 0));
  /* A window whose focus is gone takes no keys, not even Escape. */
  if (had_focus)
    gtk_widget_child_focus (self->group, GTK_DIR_TAB_FORWARD);
}

static void
baton_review_history_dispose (GObject *object)
{
  BatonReviewHistory *self = BATON_REVIEW_HISTORY (object);

  G_OBJECT_CLASS (baton_review_history_parent_class)->dispose (object);
  g_clear_object (&self->server);
  g_clear_object (&self->document);
}

static void
baton_review_history_class_init (BatonReviewHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_history_dispose;
  signals[SIGNAL_ROLL_BACK] = g_signal_new ("roll-back", BATON_TYPE_REVIEW_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
baton_review_history_init (BatonReviewHistory *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
baton_review_history_new (BatonDocument     *document,
                          BatonReviewServer *server)
{
  BatonReviewHistory *self = g_object_new (BATON_TYPE_REVIEW_HISTORY, NULL);

  self->document = g_object_ref (document);
  self->server = g_object_ref (server);
  return GTK_WIDGET (self);
}
