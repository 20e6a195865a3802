/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-translation-aids.h"

#include "console/baton-runner.h"
#include "console/baton-tooltip.h"
#include "console/sections/baton-source-diff.h"
#include "console/sections/baton-text-query.h"

#include "model/baton-rich-text.h"
#include "model/baton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_SAME 3
#define MOST_NAMES 8
#define LEAST_NAME 3      /* characters of a name that is worth looking for */
#define LOOK_UP_EVERY 256 /* entities between two looks at whether to go on */

struct _BatonTranslationAids
{
  AdwBin         parent_instance;

  BatonDocument *document;   /* owned */
  BatonRunner   *runner;     /* owned */
  char          *id;         /* owned, nullable */
  BatonField     field;
  char          *tag;        /* owned, nullable */
  char          *source;     /* what the shown answer is about; owned, nullable */
  char          *past;       /* a source of before, which the journal has; owned, nullable */
  gboolean       looked;     /* the journal has been looked through for it */

  GtkWidget     *change;     /* what has changed in the source */
  GtkWidget     *diff;
  GtkWidget     *unknown;    /* said in place of both where nobody knows */
  GtkWidget     *same;       /* heading of the translations below */
  GtkWidget     *list;
  GtkWidget     *names;
};

G_DEFINE_FINAL_TYPE (BatonTranslationAids, baton_translation_aids, ADW_TYPE_BIN)

enum
{
  SIGNAL_USE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GPtrArray *entities;   /* owned refs */
  char      *id;
  char      *source;     /* as it is stored */
  char      *plain;      /* without marks */
  char      *tag;
  char      *source_tag;
  char      *path;       /* of the workspace, where its past is to be looked through; nullable */
  char      *stamp;      /* of the source that the translation was made from */
  BatonField field;

  GPtrArray *same;       /* answer: translations, each once; owned */
  GPtrArray *names;      /* answer: name, its translation, by turns; owned */
  char      *past;       /* answer: the source that the translation was made from; owned, nullable */
} Question;

static const BatonValue *
get_text (BatonTranslationAids *self,
          const BatonProgram   *program)
{
  const BatonEntity *entity = self->id != NULL ? baton_program_lookup (program, self->id) : NULL;

  return entity != NULL ? baton_entity_get (entity, self->field) : NULL;
}

static char *
to_plain (BatonField  field,
          const char *text)
{
  return baton_schema_get_field (field)->type == BATON_TYPE_RICH_TEXT ? baton_rich_text_to_plain (text) : g_strdup (text);
}

static const char *
get_source_tag (BatonTranslationAids *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self->document));

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

/* Of the source that the translation was made from. Borrowed, nullable. */
static const char *
get_stamp (BatonTranslationAids *self,
           const BatonValue     *text)
{
  return baton_value_get_member_string (baton_value_get_member (baton_value_get_member (text, "locales"), self->tag), "source");
}

static gboolean
has_stamp (const char *source,
           const char *stamp)
{
  g_autofree char *digest = source != NULL ? baton_text_source_digest (source) : NULL;

  return digest != NULL && g_strcmp0 (digest, stamp) == 0;
}

/* ── Looking through the program ── */

static gpointer
prepare (gpointer owner)
{
  BatonTranslationAids *self = owner;
  const BatonProgram *program = baton_document_get_program (self->document);
  const BatonValue *text = get_text (self, program);
  Question *question;

  if (text == NULL)
    return NULL;
  question = g_new0 (Question, 1);
  question->entities = baton_text_query_list_entities (program);
  question->id = g_strdup (self->id);
  question->source = g_strdup (baton_text_get_source (text));
  question->plain = to_plain (self->field, question->source);
  question->tag = g_strdup (self->tag);
  question->source_tag = g_strdup (get_source_tag (self));
  if (baton_text_get_state (text, self->tag, question->source_tag) == BATON_TEXT_STALE)
    {
      question->path = g_strdup (baton_workspace_get_path (baton_document_get_workspace (self->document)));
      question->stamp = g_strdup (get_stamp (self, text));
      question->field = self->field;
    }
  question->same = g_ptr_array_new_with_free_func (g_free);
  question->names = g_ptr_array_new_with_free_func (g_free);
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->entities);
  g_ptr_array_unref (question->same);
  g_ptr_array_unref (question->names);
  g_free (question->id);
  g_free (question->source);
  g_free (question->plain);
  g_free (question->tag);
  g_free (question->source_tag);
  g_free (question->path);
  g_free (question->stamp);
  g_free (question->past);
  g_free (question);
}

/* A translation that members are shown; NULL: there is none. */
static const char *
get_translation (Question         *question,
                 const BatonValue *text)
{
  BatonTextState state = baton_text_get_state (text, question->tag, question->source_tag);

  return state == BATON_TEXT_TRANSLATED || state == BATON_TEXT_REVIEWED ? baton_text_get_exact (text, question->tag) : NULL;
}

/* Whether *name* stands in *text* as a word of its own, or as several. */
static gboolean
has_word (const char *text,
          const char *name)
{
  gsize length = strlen (name);

  for (const char *at = strstr (text, name); at != NULL; at = strstr (at + 1, name))
    if ((at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)))) && !g_unichar_isalnum (g_utf8_get_char (at + length)))
      return TRUE;
  return FALSE;
}

static void
look_into (Question          *question,
           const BatonEntity *entity)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
    {
      const BatonValue *text = (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_entity_get (entity, field) : NULL;
      const char *translation = text != NULL ? get_translation (question, text) : NULL, *source;

      if (translation == NULL)
        continue;
      source = baton_text_get_source (text);
      if (strcmp (source, question->source) == 0)
        {
          if (strcmp (baton_entity_get_id (entity), question->id) != 0 && question->same->len < MOST_SAME
              && !g_ptr_array_find_with_equal_func (question->same, translation, g_str_equal, NULL))
            g_ptr_array_add (question->same, g_strdup (translation));
        }
      else if (field == info->name_field && question->names->len < 2 * MOST_NAMES && g_utf8_strlen (source, LEAST_NAME) >= LEAST_NAME
               && has_word (question->plain, source) && !g_ptr_array_find_with_equal_func (question->names, source, g_str_equal, NULL))
        {
          g_ptr_array_add (question->names, g_strdup (source));
          g_ptr_array_add (question->names, g_strdup (translation));
        }
    }
}

static gboolean
is_translated_source (const BatonEntity *entity,
                      gpointer           data)
{
  const Question *question = data;

  return has_stamp (baton_text_get_source (baton_entity_get (entity, question->field)), question->stamp);
}

/* What somebody else's push has changed is in the server's program as it is now: what it was before, only the journal knows. */
static void
look_back (Question *question)
{
  g_autoptr (BatonEntity) before = question->path != NULL ? baton_workspace_find_in_past (question->path, question->id, is_translated_source, question, NULL) : NULL;

  if (before != NULL)
    question->past = g_strdup (baton_text_get_source (baton_entity_get (before, question->field)));
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;

  look_back (question);
  for (guint i = 0; i < question->entities->len; i++)
    {
      if (i % LOOK_UP_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      look_into (question, question->entities->pdata[i]);
    }
  return TRUE;
}

static void
use_cb (GtkButton            *button,
        BatonTranslationAids *self)
{
  g_signal_emit (self, signals[SIGNAL_USE], 0, g_object_get_data (G_OBJECT (button), "baton-text"));
}

static void
add_same (BatonTranslationAids *self,
          const char           *translation)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);
  g_autofree char *plain = to_plain (self->field, translation);
  /* Translators: %s is a translation that a button takes over */
  g_autofree char *name = g_strdup_printf (_("Use “%s”"), plain);

  gtk_label_set_text (GTK_LABEL (label), plain);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  baton_tooltip_set (button, _("Take this translation over"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "baton-text", g_strdup (translation), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_cb), self, 0);
  gtk_box_append (GTK_BOX (self->list), button);
}

static void
show_answer (BatonTranslationAids *self,
             GPtrArray            *same,
             GPtrArray            *names)
{
  g_autoptr (GString) line = g_string_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; same != NULL && i < same->len; i++)
    add_same (self, same->pdata[i]);
  for (guint i = 0; names != NULL && i + 1 < names->len; i += 2)
    /* Translators: a name in the language of the source, and what it is called in another one */
    g_string_append_printf (line, C_("name in two languages", "%1$s “%2$s” → “%3$s”"), line->len > 0 ? " ·" : "", (const char *) names->pdata[i], (const char *) names->pdata[i + 1]);
  if (line->len > 0)
    g_string_prepend (line, _("Names in this text:"));
  gtk_widget_set_visible (self->same, same != NULL && same->len > 0);
  gtk_widget_set_visible (self->list, same != NULL && same->len > 0);
  gtk_widget_set_visible (self->names, line->len > 0);
  gtk_label_set_text (GTK_LABEL (self->names), line->str);
}


/* ── What has changed ── */

/* The source that the translation was made from, where the server's program still has it or the journal was found to. */
static const char *
find_translated_source (BatonTranslationAids *self,
                        const BatonValue     *text)
{
  const BatonValue *served = get_text (self, baton_workspace_get_base (baton_document_get_workspace (self->document)));
  const char *stamp = get_stamp (self, text);

  if (served != NULL && has_stamp (baton_text_get_source (served), stamp))
    return baton_text_get_source (served);
  return has_stamp (self->past, stamp) ? self->past : NULL;
}

static void
show_change (BatonTranslationAids *self,
             const BatonValue     *text)
{
  gboolean stale = text != NULL && baton_text_get_state (text, self->tag, get_source_tag (self)) == BATON_TEXT_STALE;
  const char *before = stale ? find_translated_source (self, text) : NULL;

  gtk_widget_set_visible (self->unknown, stale && before == NULL && self->looked);
  gtk_widget_set_visible (self->change, before != NULL);
  gtk_widget_set_visible (self->diff, before != NULL);
  if (before != NULL)
    {
      g_autofree char *old = to_plain (self->field, before), *new = to_plain (self->field, baton_text_get_source (text));
      g_autofree char *markup = baton_source_diff_markup (old, new), *label = g_strdup_printf (_("Before: %s"), old);

      gtk_label_set_markup (GTK_LABEL (self->diff), markup);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->diff), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
    }
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonTranslationAids *self = owner;
  Question *question = data;

  if (error != NULL)
    return;
  show_answer (self, question->same, question->names);
  g_free (self->past);
  self->past = g_steal_pointer (&question->past);
  self->looked = TRUE;
  show_change (self, get_text (self, baton_document_get_program (self->document)));
}

void
baton_translation_aids_show (BatonTranslationAids *self,
                             const char           *id,
                             BatonField            field,
                             const char           *tag)
{
  const BatonValue *text;
  const char *source;
  gboolean other;

  g_return_if_fail (BATON_IS_TRANSLATION_AIDS (self));

  other = g_strcmp0 (id, self->id) != 0 || field != self->field || g_strcmp0 (tag, self->tag) != 0;
  if (other)
    {
      g_free (self->id);
      self->id = g_strdup (id);
      self->field = field;
      g_free (self->tag);
      self->tag = g_strdup (tag);
      show_answer (self, NULL, NULL);
      g_clear_pointer (&self->past, g_free);
      self->looked = FALSE;
    }
  text = get_text (self, baton_document_get_program (self->document));
  source = text != NULL ? baton_text_get_source (text) : NULL;
  show_change (self, text);
  /* Not with every key of the translation. */
  if (!other && g_strcmp0 (source, self->source) == 0)
    return;
  g_free (self->source);
  self->source = g_strdup (source);
  if (source != NULL && *source != '\0')
    baton_runner_ask (self->runner);
  else
    baton_runner_cancel (self->runner);
}

/* ── Object ── */

static void
baton_translation_aids_dispose (GObject *object)
{
  BatonTranslationAids *self = BATON_TRANSLATION_AIDS (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_translation_aids_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_translation_aids_finalize (GObject *object)
{
  BatonTranslationAids *self = BATON_TRANSLATION_AIDS (object);

  g_free (self->id);
  g_free (self->tag);
  g_free (self->source);
  g_free (self->past);
  G_OBJECT_CLASS (baton_translation_aids_parent_class)->finalize (object);
}

static void
baton_translation_aids_class_init (BatonTranslationAidsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_translation_aids_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_translation_aids_finalize;
  signals[SIGNAL_USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
baton_translation_aids_init (BatonTranslationAids *self)
{
  self->field = BATON_FIELD_NONE;
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
baton_translation_aids_new (BatonDocument *document)
{
  static const BatonRunnerFuncs funcs = { prepare, run, done, question_free };
  BatonTranslationAids *self = g_object_new (BATON_TYPE_TRANSLATION_AIDS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->document = g_object_ref (document);
  self->runner = baton_runner_new (&funcs, self);
  self->change = add_label (box, _("What has changed in the source since this was translated:"), "caption-heading");
  self->diff = add_label (box, NULL, NULL);
  self->unknown = add_label (box, _("What the source said before is not kept here: read both texts side by side."), NULL);
  self->same = add_label (box, _("The same text is translated elsewhere as:"), "caption-heading");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->list, FALSE);
  gtk_box_append (GTK_BOX (box), self->list);
  self->names = add_label (box, NULL, "dim-label");
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
