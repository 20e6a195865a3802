/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-consequences.h"

#include "console/baton-review-rows.h"
#include "console/widgets/baton-expander-row.h"
#include "portal/baton-effect.h"
#include "words/baton-words-effect.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* More rows than these fold into one. */
#define MOST_ROWS 3

struct _BatonReviewConsequences
{
  AdwBin             parent_instance;

  BatonDocument     *document;   /* owned */
  BatonReviewChoice *choice;     /* owned */
  GPtrArray         *list;       /* of Alike, as the rows show them; owned */
  char              *open;       /* what of them is unfolded: its title, so that it stays so when the choice changes; owned, nullable */
};

G_DEFINE_FINAL_TYPE (BatonReviewConsequences, baton_review_consequences, ADW_TYPE_BIN)

/* ── Who is changed alike ── */

/* Personas that a push changes alike. */
typedef struct
{
  char      *text;       /* what it does to them, a sentence a line; owned */
  GPtrArray *names;      /* of the personas, as they are shown; owned */
  GPtrArray *ids;        /* of the personas; NULL for those that are deleted; owned */
} Alike;

static void
alike_free (Alike *alike)
{
  g_free (alike->text);
  g_ptr_array_unref (alike->names);
  g_ptr_array_unref (alike->ids);
  g_free (alike);
}

static char *
describe (const BatonNames  *before,
          const BatonNames  *after,
          const BatonEffect *effect)
{
  g_autoptr (GPtrArray) lines = baton_words_effect_lines (before, after, effect);

  if (effect->presence == BATON_EFFECT_GONE)
    g_ptr_array_insert (lines, 0, g_strdup (_("The persona is deleted.")));
  else if (effect->presence == BATON_EFFECT_CAME)
    g_ptr_array_insert (lines, 0, g_strdup (_("The persona is new.")));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* In the order of the first of each. */
static void
fill_list (BatonReviewConsequences *self,
           GPtrArray               *effects)
{
  BatonNames before = baton_document_names_of_snapshot (self->document, baton_review_choice_get_before (self->choice));
  BatonNames after = baton_document_names_of_snapshot (self->document, baton_review_choice_get_after (self->choice));
  g_autoptr (GHashTable) by_text = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < effects->len; i++)
    {
      const BatonEffect *effect = effects->pdata[i];
      gboolean gone = effect->presence == BATON_EFFECT_GONE;
      g_autofree char *text = describe (&before, &after, effect);
      Alike *alike = g_hash_table_lookup (by_text, text);

      if (alike == NULL)
        {
          alike = g_new (Alike, 1);
          *alike = (Alike) { g_steal_pointer (&text), g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free) };
          g_hash_table_insert (by_text, alike->text, alike);
          g_ptr_array_add (self->list, alike);
        }
      g_ptr_array_add (alike->names, baton_words_name (gone ? &before : &after, effect->persona));
      g_ptr_array_add (alike->ids, gone ? NULL : g_strdup (effect->persona));
    }
}

/* ── Rows ── */

/* The rows within are made when somebody wants to see them. */
static void
fill_row (BatonReviewConsequences *self,
          AdwExpanderRow          *row)
{
  const Alike *alike = g_object_get_data (G_OBJECT (row), "baton-alike");

  if (g_object_get_data (G_OBJECT (row), "baton-filled") != NULL)
    return;
  g_object_set_data (G_OBJECT (row), "baton-filled", row);
  for (guint i = 0; alike != NULL && i < alike->ids->len; i++)
    adw_expander_row_add_row (row, baton_review_rows_make (alike->names->pdata[i], NULL, alike->ids->pdata[i], NULL));
  if (alike != NULL)
    return;
  /* All of them: those alike stand in one row here, each with their name. */
  for (guint i = 0; i < self->list->len; i++)
    {
      g_autofree char *names = NULL;

      alike = self->list->pdata[i];
      names = baton_words_join_and (alike->names);
      adw_expander_row_add_row (row, baton_review_rows_make (names, alike->text, alike->ids->len == 1 ? alike->ids->pdata[0] : NULL, NULL));
    }
}

static void
expanded_cb (BatonReviewConsequences *self,
             GParamSpec              *pspec,
             AdwExpanderRow          *row)
{
  g_clear_pointer (&self->open, g_free);
  if (!adw_expander_row_get_expanded (row))
    return;
  self->open = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  fill_row (self, row);
}

/* A row that unfolds to *alike*; NULL: to all. */
static GtkWidget *
make_fold (BatonReviewConsequences *self,
           const char              *title,
           const Alike             *alike)
{
  GtkWidget *row = baton_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (alike != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), alike->text);
  g_object_set_data (G_OBJECT (row), "baton-alike", (gpointer) alike);
  if (g_strcmp0 (self->open, title) == 0)
    {
      fill_row (self, ADW_EXPANDER_ROW (row));
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_rows (BatonReviewConsequences *self,
          AdwPreferencesGroup     *group)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Alike *alike = self->list->pdata[i];
      g_autofree char *title = NULL;

      if (alike->ids->len == 1)
        {
          adw_preferences_group_add (group, baton_review_rows_make (alike->names->pdata[0], alike->text, alike->ids->pdata[0], NULL));
          continue;
        }
      title = baton_words_count (ngettext ("%s persona alike", "%s personas alike", alike->ids->len), alike->ids->len);
      adw_preferences_group_add (group, make_fold (self, title, alike));
    }
}

void
baton_review_consequences_refill (BatonReviewConsequences *self)
{
  GPtrArray *effects;
  GtkWidget *box;
  AdwPreferencesGroup *group;
  g_autofree char *title = NULL;

  g_return_if_fail (BATON_IS_REVIEW_CONSEQUENCES (self));

  effects = baton_review_choice_get_effects (self->choice);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_ptr_array_set_size (self->list, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), effects != NULL && effects->len > 0);
  if (effects == NULL || effects->len == 0)
    return;
  fill_list (self, effects);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  group = ADW_PREFERENCES_GROUP (baton_review_rows_add_group (box, _("What It Does to the Personas")));
  if (self->list->len <= MOST_ROWS)
    {
      add_rows (self, group);
    }
  else
    {
      title = baton_words_effects (baton_review_choice_get_after (self->choice), effects);
      adw_preferences_group_add (group, make_fold (self, title, NULL));
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

/* ── Object ── */

static void
baton_review_consequences_dispose (GObject *object)
{
  BatonReviewConsequences *self = BATON_REVIEW_CONSEQUENCES (object);

  G_OBJECT_CLASS (baton_review_consequences_parent_class)->dispose (object);
  g_clear_object (&self->choice);
  g_clear_object (&self->document);
}

static void
baton_review_consequences_finalize (GObject *object)
{
  BatonReviewConsequences *self = BATON_REVIEW_CONSEQUENCES (object);

  g_ptr_array_unref (self->list);
  g_free (self->open);
  G_OBJECT_CLASS (baton_review_consequences_parent_class)->finalize (object);
}

static void
baton_review_consequences_class_init (BatonReviewConsequencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_review_consequences_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_review_consequences_finalize;
}

static void
baton_review_consequences_init (BatonReviewConsequences *self)
{
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) alike_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
baton_review_consequences_new (BatonDocument     *document,
                               BatonReviewChoice *choice)
{
  BatonReviewConsequences *self = g_object_new (BATON_TYPE_REVIEW_CONSEQUENCES, NULL);

  self->document = g_object_ref (document);
  self->choice = g_object_ref (choice);
  return GTK_WIDGET (self);
}
