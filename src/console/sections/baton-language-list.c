/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-language-list.h"

#include "console/sections/baton-text-query.h"
#include "console/widgets/baton-tab-stop.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pixels of a language with its counts. */
#define ROW_HEIGHT 63

struct _BatonLanguageList
{
  AdwBin         parent_instance;

  BatonDocument *document;   /* owned */
  GPtrArray     *tags;       /* of char *, ended by NULL; owned */
  GPtrArray     *labels;     /* what each row says, borrowed from the list */
  guint         *counts;     /* tag × state; NULL: not counted yet */
  char          *chosen;     /* owned, nullable */
  gboolean       filling;

  GtkWidget     *list;
  GtkWidget     *scroll;
};

G_DEFINE_FINAL_TYPE (BatonLanguageList, baton_language_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_source_tag (BatonLanguageList *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self->document));

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

/* *sentence*: with %s, for the number. */
static void
add_count (GString    *line,
           const char *sentence,
           guint       n)
{
  g_autofree char *number = baton_words_number (n);
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);
  g_autofree char *count = g_strjoinv (number, parts);

  if (n == 0)
    return;
  if (line->len > 0)
    /* Translators: stands between the counts of a language: 3 missing · 1 to review */
    g_string_append (line, C_("texts", " · "));
  g_string_append (line, count);
}

/* What there is to do comes first; of what there is none, nothing is said. */
static char *
describe_counts (const guint *counts)
{
  guint missing = counts[BATON_TEXT_MISSING] + counts[BATON_TEXT_NEEDS_WORK], stale = counts[BATON_TEXT_STALE];
  guint open = counts[BATON_TEXT_TRANSLATED], done = counts[BATON_TEXT_REVIEWED], kept = counts[BATON_TEXT_NATIVE] + counts[BATON_TEXT_KEPT];
  GString *line = g_string_new (NULL);

  add_count (line, ngettext ("%s missing", "%s missing", missing), missing);
  /* Translators: texts whose source has changed since they were translated */
  add_count (line, ngettext ("%s changed since", "%s changed since", stale), stale);
  add_count (line, ngettext ("%s to review", "%s to review", open), open);
  add_count (line, ngettext ("%s done", "%s done", done), done);
  /* Translators: texts that were written for one language, or that are the same in all, as a brand name is */
  add_count (line, ngettext ("%s not to translate", "%s not to translate", kept), kept);
  if (line->len == 0)
    g_string_append (line, _("No texts yet"));
  return g_string_free (line, FALSE);
}

static void
show_counts (BatonLanguageList *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const guint *counts = self->counts != NULL ? &self->counts[i * BATON_TEXT_N_STATES] : NULL;
      GtkWidget *row = gtk_widget_get_ancestor (self->labels->pdata[i], GTK_TYPE_LIST_BOX_ROW);
      g_autofree char *name = baton_words_language (self->tags->pdata[i]), *line = NULL, *label = NULL;

      line = counts != NULL ? describe_counts (counts) : g_strdup (_("Counting…"));
      label = g_strdup_printf ("%s: %s", name, line);
      gtk_label_set_label (GTK_LABEL (self->labels->pdata[i]), line);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static void
choose (BatonLanguageList *self,
        const char        *tag)
{
  if (g_strcmp0 (tag, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (tag);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
row_selected_cb (BatonLanguageList *self,
                 GtkListBoxRow     *row)
{
  if (!self->filling && row != NULL)
    choose (self, self->tags->pdata[gtk_list_box_row_get_index (row)]);
}

static GtkWidget *
make_row (BatonLanguageList *self,
          const char        *tag)
{
  g_autofree char *words = baton_words_language (tag);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *name = gtk_label_new (words), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_ptr_array_add (self->labels, label);
  return row;
}

void
baton_language_list_fill (BatonLanguageList *self)
{
  g_autoptr (GPtrArray) locales = NULL;
  GtkListBoxRow *chosen = NULL;
  GtkWidget *child;

  g_return_if_fail (BATON_IS_LANGUAGE_LIST (self));

  locales = baton_program_list (baton_document_get_program (self->document), BATON_KIND_LOCALE);
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  g_ptr_array_set_size (self->tags, 0);
  g_ptr_array_set_size (self->labels, 0);
  g_clear_pointer (&self->counts, g_free);
  for (guint i = 0; i < locales->len; i++)
    {
      const char *tag = baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG);
      GtkWidget *row;

      if (tag == NULL || g_strcmp0 (tag, get_source_tag (self)) == 0)
        continue;
      row = make_row (self, tag);
      g_ptr_array_add (self->tags, g_strdup (tag));
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (chosen == NULL || g_strcmp0 (tag, self->chosen) == 0)
        chosen = GTK_LIST_BOX_ROW (row);
    }
  /* All of up to three languages with their counts in two lines, and of a fourth enough to see that there are more. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroll), (int) MIN (MAX (self->tags->len, 1) * ROW_HEIGHT, 3.5 * ROW_HEIGHT));
  g_ptr_array_add (self->tags, NULL);
  show_counts (self);
  self->filling = FALSE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), chosen);
  if (chosen == NULL)
    choose (self, NULL);
}

const char * const *
baton_language_list_get_tags (BatonLanguageList *self)
{
  g_return_val_if_fail (BATON_IS_LANGUAGE_LIST (self), NULL);

  return (const char * const *) self->tags->pdata;
}

const char *
baton_language_list_get_chosen (BatonLanguageList *self)
{
  g_return_val_if_fail (BATON_IS_LANGUAGE_LIST (self), NULL);

  return self->chosen;
}

void
baton_language_list_set_counts (BatonLanguageList *self,
                                const guint       *counts)
{
  g_return_if_fail (BATON_IS_LANGUAGE_LIST (self));

  g_free (self->counts);
  self->counts = g_memdup2 (counts, sizeof (guint) * self->labels->len * BATON_TEXT_N_STATES);
  show_counts (self);
}

void
baton_language_list_follow (BatonLanguageList *self,
                            GPtrArray         *changes)
{
  g_return_if_fail (BATON_IS_LANGUAGE_LIST (self));

  if (self->counts == NULL)
    return; /* what counts now is told to begin again */
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];

      baton_text_query_count (change->before, baton_language_list_get_tags (self), get_source_tag (self), self->counts, -1);
      baton_text_query_count (change->after, baton_language_list_get_tags (self), get_source_tag (self), self->counts, 1);
    }
  show_counts (self);
}

/* ── Object ── */

static void
baton_language_list_dispose (GObject *object)
{
  BatonLanguageList *self = BATON_LANGUAGE_LIST (object);

  self->filling = TRUE; /* rows that go choose no other */
  G_OBJECT_CLASS (baton_language_list_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_language_list_finalize (GObject *object)
{
  BatonLanguageList *self = BATON_LANGUAGE_LIST (object);

  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->labels);
  g_free (self->counts);
  g_free (self->chosen);
  G_OBJECT_CLASS (baton_language_list_parent_class)->finalize (object);
}

static void
baton_language_list_class_init (BatonLanguageListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_language_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_language_list_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BATON_TYPE_LANGUAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_language_list_init (BatonLanguageList *self)
{
  self->tags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->tags, NULL);
  self->labels = g_ptr_array_new ();
}

GtkWidget *
baton_language_list_new (BatonDocument *document)
{
  BatonLanguageList *self = g_object_new (BATON_TYPE_LANGUAGE_LIST, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->document = g_object_ref (document);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Languages"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->scroll = scroll;
  adw_bin_set_child (ADW_BIN (self), baton_tab_stop_new (scroll, self->list));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
