/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-points.h"

#include "console/baton-review-rows.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonReviewPoints
{
  AdwBin             parent_instance;

  BatonDocument     *document;   /* owned */
  BatonReviewChoice *choice;     /* owned */
  GtkWidget         *group;
  GtkWidget         *from_today; /* the row of the first choice */
  GtkWidget         *today;      /* its button */
};

G_DEFINE_FINAL_TYPE (BatonReviewPoints, baton_review_points, ADW_TYPE_BIN)

void
baton_review_points_refill (BatonReviewPoints *self)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *sentence = NULL, *day = NULL, *subtitle = NULL;

  g_return_if_fail (BATON_IS_REVIEW_POINTS (self));

  changes = baton_review_choice_list_dated_points (self->choice);
  gtk_widget_set_visible (GTK_WIDGET (self), changes->len > 0);
  if (changes->len == 0)
    return;
  sentence = baton_words_count (ngettext ("%s activity that is pushed gives other points than before. They count:",
                                          "%s activities that are pushed give other points than before. They count:", changes->len), changes->len);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), sentence);
  day = baton_words_day (baton_document_get_today (self->document));
  /* Translators: %s is today */
  subtitle = g_strdup_printf (_("What was done before %s keeps the points that it earned."), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->from_today), subtitle);
}

gboolean
baton_review_points_date (BatonReviewPoints *self,
                          gboolean          *is_dated)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (BATON_IS_REVIEW_POINTS (self), FALSE);
  g_return_val_if_fail (is_dated != NULL, FALSE);

  *is_dated = FALSE;
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->today)))
    return TRUE;
  changes = baton_review_choice_list_dated_points (self->choice);
  if (changes->len == 0)
    return TRUE;
  name = baton_words_dated_points (baton_document_get_today (self->document));
  *is_dated = baton_document_apply (self->document, name, changes);
  return *is_dated;
}

/* A row with a round button in front; its button in *button*. */
static GtkWidget *
add_choice (BatonReviewPoints  *self,
            const char         *title,
            const char         *subtitle,
            GtkWidget         **button)
{
  GtkWidget *row = baton_review_rows_add (self->group, title, subtitle, NULL, NULL);

  *button = gtk_check_button_new ();
  gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), *button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *button);
  return row;
}

static void
baton_review_points_dispose (GObject *object)
{
  BatonReviewPoints *self = BATON_REVIEW_POINTS (object);

  G_OBJECT_CLASS (baton_review_points_parent_class)->dispose (object);
  g_clear_object (&self->choice);
  g_clear_object (&self->document);
}

static void
baton_review_points_class_init (BatonReviewPointsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_points_dispose;
}

static void
baton_review_points_init (BatonReviewPoints *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *always;

  self->group = baton_review_rows_add_group (box, _("Points of the Past"));
  self->from_today = add_choice (self, C_("changed points count", "From today on"), "", &self->today);
  add_choice (self, C_("changed points count", "As if always"), _("Also for what was done before: partners may lose or gain what they have."), &always);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (always), GTK_CHECK_BUTTON (self->today));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->today), TRUE);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
baton_review_points_new (BatonDocument     *document,
                         BatonReviewChoice *choice)
{
  BatonReviewPoints *self = g_object_new (BATON_TYPE_REVIEW_POINTS, NULL);

  self->document = g_object_ref (document);
  self->choice = g_object_ref (choice);
  return GTK_WIDGET (self);
}
