/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-publishing-section.h"

#include "console/sections/baton-rule-sentence.h"
#include "console/widgets/baton-form.h"

#include "rules/baton-analysis.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

struct _BatonPublishingSection
{
  BatonCardsSection parent_instance;

  GHashTable    *findings;     /* rule → sentence; owned */
  BatonSnapshot *analysed;     /* the snapshot that they are of; owned, nullable */
  GCancellable  *cancellable;  /* owned */
  gboolean       analysing;

  GtkWidget     *found;        /* what the analysis says of the chosen rule */
  GtkWidget     *sentence;
  GtkWidget     *form;
};

G_DEFINE_FINAL_TYPE (BatonPublishingSection, baton_publishing_section, BATON_TYPE_CARDS_SECTION)

static BatonCardList *
get_list (BatonPublishingSection *self)
{
  return baton_cards_section_get_list (BATON_CARDS_SECTION (self));
}

static BatonDocument *
get_document (BatonPublishingSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* ── The analysis, in a thread ── */

typedef struct
{
  BatonSnapshot *snapshot;
  BatonDay       day;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  baton_snapshot_unref (question->snapshot);
  g_free (question);
}

static void
analyse_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  const Question *question = data;

  g_task_return_pointer (task, baton_analysis_run (question->snapshot, question->day, 0, cancellable), (GDestroyNotify) g_ptr_array_unref);
}

static void analyse (BatonPublishingSection *self);
static void show_found (BatonPublishingSection *self);

static void
analysed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GPtrArray) findings = g_task_propagate_pointer (G_TASK (result), NULL);
  const Question *question = g_task_get_task_data (G_TASK (result));
  BatonPublishingSection *self;

  if (findings == NULL)
    return; /* cancelled: the section is going */
  self = BATON_PUBLISHING_SECTION (source);
  self->analysing = FALSE;
  g_clear_pointer (&self->analysed, baton_snapshot_unref);
  self->analysed = baton_snapshot_ref (question->snapshot);
  g_hash_table_remove_all (self->findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const BatonFinding *finding = findings->pdata[i];
      const char *before;
      g_autofree char *sentence = NULL;

      if (finding->kind != BATON_KIND_PUBLISHING_RULE)
        continue;
      before = g_hash_table_lookup (self->findings, finding->entity);
      sentence = baton_words_finding (question->snapshot, finding);
      g_hash_table_insert (self->findings, g_strdup (finding->entity),
                           before != NULL ? g_strconcat (before, "\n", sentence, NULL) : g_strdup (sentence));
    }
  baton_card_list_refresh (get_list (self));
  show_found (self);
  analyse (self);
}

static void
analyse (BatonPublishingSection *self)
{
  BatonSnapshot *snapshot = baton_document_get_snapshot (get_document (self));
  g_autoptr (GTask) task = NULL;
  Question *question;

  if (self->analysing || self->analysed == snapshot || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->analysing = TRUE;
  question = g_new0 (Question, 1);
  question->snapshot = baton_snapshot_ref (snapshot);
  question->day = baton_document_get_today (get_document (self));
  task = g_task_new (self, self->cancellable, analysed_cb, NULL);
  g_task_set_source_tag (task, analyse);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, analyse_in_thread);
}

/* ── Showing ── */

static void
baton_publishing_section_describe (BatonCardsSection *section,
                                   const BatonEntity *rule,
                                   BatonCard         *card)
{
  BatonPublishingSection *self = BATON_PUBLISHING_SECTION (section);
  const char *name = baton_entity_get_string (rule, BATON_FIELD_PUBLISHING_RULE_NAME);
  gboolean forbids = baton_entity_get_choice (rule, BATON_FIELD_PUBLISHING_RULE_EFFECT, 0) == 1;
  BatonWindow window = baton_window_from_value (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WINDOW));
  BatonDay today = baton_document_get_today (get_document (self));
  const char *found = g_hash_table_lookup (self->findings, baton_entity_get_id (rule));
  g_autofree char *sentence = baton_words_rule (baton_document_get_names (get_document (self)), rule);

  card->icon = forbids ? "changes-prevent-symbolic" : "object-select-symbolic";
  card->title = g_strdup (name != NULL && *name != '\0' ? name : sentence);
  card->text = name != NULL && *name != '\0' ? g_strdup (sentence) : NULL;
  card->note = g_strdup (found);
  card->warning = found != NULL;
  if (baton_entity_get_boolean (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED))
    card->mark = g_strdup (C_("state of a rule", "Switched off"));
  else if (window.through < today)
    card->mark = g_strdup (C_("state of a rule", "Ended"));
  else if (window.from > today)
    card->mark = g_strdup (C_("state of a rule", "Upcoming"));
  card->dim = card->mark != NULL;
}

static void
show_found (BatonPublishingSection *self)
{
  const char *id = baton_card_list_get_selected (get_list (self));
  const char *found = id != NULL ? g_hash_table_lookup (self->findings, id) : NULL;

  gtk_widget_set_visible (self->found, found != NULL);
  gtk_label_set_text (GTK_LABEL (self->found), found != NULL ? found : "");
}

static void
baton_publishing_section_selected (BatonCardsSection *section,
                                   const char        *id)
{
  BatonPublishingSection *self = BATON_PUBLISHING_SECTION (section);

  baton_rule_sentence_set_entity (BATON_RULE_SENTENCE (self->sentence), id);
  baton_form_set_entity (BATON_FORM (self->form), id);
  show_found (self);
}

/* Who adds a rule wants to say what it says. */
static void
added_cb (BatonPublishingSection *self)
{
  baton_cards_section_show_detail (BATON_CARDS_SECTION (self));
  baton_rule_sentence_focus (BATON_RULE_SENTENCE (self->sentence));
}

/* ── Object ── */

static void
baton_publishing_section_dispose (GObject *object)
{
  g_cancellable_cancel (BATON_PUBLISHING_SECTION (object)->cancellable);
  G_OBJECT_CLASS (baton_publishing_section_parent_class)->dispose (object);
}

static void
baton_publishing_section_finalize (GObject *object)
{
  BatonPublishingSection *self = BATON_PUBLISHING_SECTION (object);

  g_hash_table_unref (self->findings);
  g_clear_pointer (&self->analysed, baton_snapshot_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (baton_publishing_section_parent_class)->finalize (object);
}

static void
baton_publishing_section_class_init (BatonPublishingSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_publishing_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_publishing_section_finalize;
  BATON_CARDS_SECTION_CLASS (klass)->describe = baton_publishing_section_describe;
  BATON_CARDS_SECTION_CLASS (klass)->selected = baton_publishing_section_selected;
}

static void
baton_publishing_section_init (BatonPublishingSection *self)
{
  self->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

BatonSection *
baton_publishing_section_new (BatonDocument *document)
{
  BatonPublishingSection *self = g_object_new (BATON_TYPE_PUBLISHING_SECTION, "document", document, NULL);
  const BatonKindInfo *info = baton_schema_get_kind (BATON_KIND_PUBLISHING_RULE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  BatonCardList *list = baton_cards_section_make_list (BATON_CARDS_SECTION (self), BATON_KIND_PUBLISHING_RULE);

  self->form = baton_form_new (document);
  baton_form_set_embedded (BATON_FORM (self->form));
  baton_form_hide_sentence (BATON_FORM (self->form));
  for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
    if (baton_rule_sentence_has (field))
      baton_form_leave_out (BATON_FORM (self->form), field);
  self->sentence = baton_rule_sentence_new (document);
  gtk_box_append (GTK_BOX (box), self->sentence);
  self->found = baton_cards_section_add_label (box, "warning");
  gtk_widget_set_visible (self->found, FALSE);
  gtk_box_append (GTK_BOX (box), self->form);
  baton_cards_section_build (BATON_CARDS_SECTION (self), "publishing",
                             _("Nothing is allowed unless a rule allows it, and a “may not” beats every “may”. Choose a rule to see and change it."), box, 300);

  g_signal_connect_object (list, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (analyse), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (analyse), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
