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
  GPtrArray         *revisions; /* of BatonRevision, those of the rows; owned */
  GPtrArray         *buttons;   /* that roll back; owned refs */
  gboolean           may_roll;  /* back, as far as is known */
  GtkWidget         *group;
  GtkWidget         *older;     /* the button of the last row; NULL without older ones */
  GtkWidget         *older_row;
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
  gtk_widget_set_visible (button, self->may_roll);
  g_ptr_array_add (self->buttons, g_object_ref_sink (button));
  g_object_set_data (G_OBJECT (button), "baton-revision", GSIZE_TO_POINTER (revision->number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (roll_back_cb), self, 0);
  return baton_review_revision_new (self->document, self->server, revision, restored, button);
}

static void
older_cb (BatonReviewHistory *self)
{
  const BatonRevision *last = self->revisions->pdata[self->revisions->len - 1];

  gtk_widget_set_sensitive (self->older, FALSE);
  baton_review_server_list_older (self->server, last->number);
}

/* What is not shown is said to be there, and one press away. */
static void
add_older_row (BatonReviewHistory *self)
{
  const BatonRevision *last = self->revisions->len > 0 ? self->revisions->pdata[self->revisions->len - 1] : NULL;

  self->older = self->older_row = NULL;
  if (last == NULL || last->parent == 0)
    return;
  self->older_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->older_row), _("More was pushed before"));
  self->older = gtk_button_new_with_mnemonic (_("Show _Older"));
  gtk_widget_set_valign (self->older, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->older_row), self->older);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->older_row);
  g_signal_connect_object (self->older, "clicked", G_CALLBACK (older_cb), self, G_CONNECT_SWAPPED);
}

static void
add_rows (BatonReviewHistory *self,
          GPtrArray          *revisions)
{
  guint first = self->revisions->len;

  for (guint i = 0; i < revisions->len; i++)
    g_ptr_array_add (self->revisions, baton_revision_copy (revisions->pdata[i]));
  for (guint i = first; i < self->revisions->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), make_row (self, self->revisions, self->revisions->pdata[i], i == 0));
  add_older_row (self);
}

void
baton_review_history_append (BatonReviewHistory *self,
                             GPtrArray          *revisions)
{
  gboolean had_focus;

  g_return_if_fail (BATON_IS_REVIEW_HISTORY (self) && revisions != NULL);

  /* The list was filled anew since, and ends elsewhere. */
  if (self->older == NULL || gtk_widget_get_sensitive (self->older))
    return;
  had_focus = gtk_widget_get_root (GTK_WIDGET (self)) != NULL && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL;
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->older_row);
  add_rows (self, revisions);
  /* The button that was pressed is gone: its successor takes the keys. */
  if (had_focus)
    gtk_widget_child_focus (self->group, GTK_DIR_TAB_FORWARD);
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
  g_ptr_array_set_size (self->revisions, 0);
  g_ptr_array_set_size (self->buttons, 0);
  add_rows (self, revisions);
  /* A window whose focus is gone takes no keys, not even Escape. */
  if (had_focus)
    gtk_widget_child_focus (self->group, GTK_DIR_TAB_FORWARD);
}

void
baton_review_history_set_standing (BatonReviewHistory  *self,
                                   const BatonStanding *standing)
{
  g_return_if_fail (BATON_IS_REVIEW_HISTORY (self) && standing != NULL);

  self->may_roll = standing->pushing == BATON_PUSHING_ALL;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_visible (self->buttons->pdata[i], self->may_roll);
}

static void
baton_review_history_dispose (GObject *object)
{
  BatonReviewHistory *self = BATON_REVIEW_HISTORY (object);

  G_OBJECT_CLASS (baton_review_history_parent_class)->dispose (object);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
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
  self->revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_revision_free);
  self->buttons = g_ptr_array_new_with_free_func (g_object_unref);
  self->may_roll = TRUE;
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
