/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-languages-section.h"

#include "console/sections/baton-kinds-section.h"
#include "console/sections/baton-translation-editor.h"
#include "console/widgets/baton-follow.h"
#include "exchange/baton-translations.h"
#include "model/baton-rich-text.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_FILE_BYTES (64 * 1024 * 1024)
#define MOST_ISSUES_SHOWN 200
#define N_STATES (BATON_TEXT_KEPT + 1)

/* ── One text in the list ── */

#define BATON_TYPE_LISTED_TEXT (baton_listed_text_get_type ())
G_DECLARE_FINAL_TYPE (BatonListedText, baton_listed_text, BATON, LISTED_TEXT, GObject)

struct _BatonListedText
{
  GObject     parent_instance;

  char       *id;
  BatonField  field;
};

G_DEFINE_FINAL_TYPE (BatonListedText, baton_listed_text, G_TYPE_OBJECT)

static void
baton_listed_text_finalize (GObject *object)
{
  g_free (BATON_LISTED_TEXT (object)->id);
  G_OBJECT_CLASS (baton_listed_text_parent_class)->finalize (object);
}

/* Emits *changed* when its row must be drawn anew. */
static void
baton_listed_text_class_init (BatonListedTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_listed_text_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_listed_text_init (BatonListedText *self)
{
}

/* ── The section ── */

typedef enum
{
  SHOW_OPEN,     /* whatever somebody must still do something about */
  SHOW_MISSING,
  SHOW_STALE,
  SHOW_REVIEW,
  SHOW_ALL
} Show;

typedef struct
{
  char      *tag;
  guint      counts[N_STATES];
  GtkWidget *row;     /* borrowed */
  GtkWidget *label;   /* borrowed */
} Language;

struct _BatonLanguagesSection
{
  BatonSection        parent_instance;

  GPtrArray          *languages;   /* of Language */
  char               *tag;         /* the chosen one; owned, nullable */
  char               *search;      /* case-folded; owned, nullable */
  char               *edited;      /* id of the thing whose text was edited last; owned, nullable */
  BatonField          edited_field;
  Show                show;
  gboolean            filling;

  GListStore         *texts;
  GtkFilter          *filter;
  GtkSingleSelection *selection;

  GtkWidget          *stack;       /* translate, lists */
  GtkWidget          *lists;       /* the plain section */
  GtkWidget          *leaflet;
  GtkWidget          *list_box;
  GtkWidget          *view;
  GtkWidget          *empty;       /* in the place of an empty list */
  GtkWidget          *editor;
  GtkWidget          *detail;
};

G_DEFINE_FINAL_TYPE (BatonLanguagesSection, baton_languages_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonLanguagesSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

static const char *
get_source_tag (BatonLanguagesSection *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (get_document (self)));

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

static BatonTextState
get_state (BatonLanguagesSection *self,
           BatonListedText       *text)
{
  BatonEntity *entity = baton_document_lookup (get_document (self), text->id);

  return entity != NULL && self->tag != NULL ? baton_text_get_state (baton_entity_get (entity, text->field), self->tag, get_source_tag (self)) : BATON_TEXT_SOURCE;
}

/* ── Counts ── */

static void
language_free (gpointer data)
{
  Language *language = data;

  g_free (language->tag);
  g_free (language);
}

/* Adds the texts of an entity to all counts, or takes them away. */
static void
count_entity (BatonLanguagesSection *self,
              const BatonEntity     *entity,
              int                    sign)
{
  const BatonKindInfo *info = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity)) : NULL;
  const char *source_tag = get_source_tag (self);

  for (guint i = 0; info != NULL && i < info->n_fields; i++)
    {
      BatonField field = info->first_field + i;
      const BatonValue *text;

      if ((baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) == 0)
        continue;
      text = baton_entity_get (entity, field);
      if (*baton_text_get_source (text) == '\0')
        continue;
      for (guint number = 0; number < self->languages->len; number++)
        {
          Language *language = self->languages->pdata[number];

          language->counts[baton_text_get_state (text, language->tag, source_tag)] += (guint) sign;
        }
    }
}

static void
show_counts (BatonLanguagesSection *self)
{
  for (guint i = 0; i < self->languages->len; i++)
    {
      Language *language = self->languages->pdata[i];
      guint missing = language->counts[BATON_TEXT_MISSING] + language->counts[BATON_TEXT_NEEDS_WORK], stale = language->counts[BATON_TEXT_STALE];
      guint review = language->counts[BATON_TEXT_TRANSLATED], done = language->counts[BATON_TEXT_REVIEWED];
      /* Translators: how many texts of a language are in which state */
      g_autofree char *line = g_strdup_printf (_("%1$u missing · %2$u changed since · %3$u to review · %4$u done"), missing, stale, review, done);
      g_autofree char *name = baton_words_language (language->tag), *label = g_strdup_printf ("%s: %s", name, line);

      gtk_label_set_label (GTK_LABEL (language->label), line);
      gtk_accessible_update_property (GTK_ACCESSIBLE (language->row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

/* ── What is listed ── */

static gboolean
is_listed (BatonLanguagesSection *self,
           BatonTextState         state)
{
  switch (self->show)
    {
    case SHOW_OPEN:
      return state <= BATON_TEXT_TRANSLATED;
    case SHOW_MISSING:
      return state == BATON_TEXT_MISSING || state == BATON_TEXT_NEEDS_WORK;
    case SHOW_STALE:
      return state == BATON_TEXT_STALE;
    case SHOW_REVIEW:
      return state == BATON_TEXT_TRANSLATED;
    case SHOW_ALL:
    default:
      return TRUE;
    }
}

static gboolean
holds (const char *text,
       const char *folded)
{
  g_autofree char *fold = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return fold != NULL && strstr (fold, folded) != NULL;
}

static gboolean
filter_func (gpointer item,
             gpointer data)
{
  BatonLanguagesSection *self = data;
  BatonListedText *text = item;
  BatonEntity *entity = baton_document_lookup (get_document (self), text->id);
  const BatonValue *value;

  if (entity == NULL || self->tag == NULL || !is_listed (self, get_state (self, text)))
    return FALSE;
  if (self->search == NULL)
    return TRUE;
  value = baton_entity_get (entity, text->field);
  return holds (baton_text_get_source (value), self->search) || holds (baton_text_get_exact (value, self->tag), self->search)
         || holds (baton_entity_get_name (entity), self->search);
}

static void
show_selected (BatonLanguagesSection *self)
{
  BatonListedText *text = gtk_single_selection_get_selected_item (self->selection);

  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (self->editor), text != NULL ? text->id : NULL,
                                 text != NULL ? text->field : BATON_FIELD_NONE, self->tag);
  gtk_widget_set_visible (self->empty, g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0);
}

static void
refilter (BatonLanguagesSection *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_selected (self);
}

/* The list of all texts anew, the chosen one kept. */
static void
fill_texts (BatonLanguagesSection *self)
{
  g_autoptr (GArray) units = baton_text_units_list (baton_document_get_program (get_document (self)));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  BatonListedText *chosen = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *id = chosen != NULL ? g_strdup (chosen->id) : NULL;
  BatonField field = chosen != NULL ? chosen->field : BATON_FIELD_NONE;

  for (guint i = 0; i < units->len; i++)
    {
      const BatonTextUnit *unit = &g_array_index (units, BatonTextUnit, i);
      BatonListedText *text = g_object_new (BATON_TYPE_LISTED_TEXT, NULL);

      text->id = g_strdup (baton_entity_get_id (unit->entity));
      text->field = unit->field;
      g_ptr_array_add (items, text);
    }
  g_list_store_splice (self->texts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->texts)), items->pdata, items->len);
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (BatonListedText) text = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (text->field == field && g_str_equal (text->id, id))
        {
          gtk_single_selection_set_selected (self->selection, i);
          break;
        }
    }
  show_selected (self);
}

static void
choose_language (BatonLanguagesSection *self,
                 const char            *tag)
{
  if (g_strcmp0 (tag, self->tag) == 0)
    return;
  g_free (self->tag);
  self->tag = g_strdup (tag);
  refilter (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->texts)); i++)
    {
      g_autoptr (BatonListedText) text = g_list_model_get_item (G_LIST_MODEL (self->texts), i);

      g_signal_emit_by_name (text, "changed");
    }
}

static void
language_selected_cb (BatonLanguagesSection *self,
                      GtkListBoxRow         *row)
{
  if (!self->filling && row != NULL)
    choose_language (self, ((Language *) self->languages->pdata[gtk_list_box_row_get_index (row)])->tag);
}

/* The languages and their counts anew, the chosen one kept. */
static void
fill_languages (BatonLanguagesSection *self)
{
  g_autoptr (GPtrArray) locales = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_LOCALE);
  g_autoptr (GArray) units = baton_text_units_list (baton_document_get_program (get_document (self)));
  const BatonEntity *last = NULL;
  GtkListBoxRow *chosen = NULL;
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->list_box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list_box), child);
  g_ptr_array_set_size (self->languages, 0);
  for (guint i = 0; i < locales->len; i++)
    {
      const char *tag = baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *name;
      g_autofree char *words = NULL;
      Language *language;

      if (tag == NULL || g_strcmp0 (tag, get_source_tag (self)) == 0)
        continue;
      language = g_new0 (Language, 1);
      language->tag = g_strdup (tag);
      words = baton_words_language (tag);
      name = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      language->label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (language->label), 0);
      gtk_label_set_wrap (GTK_LABEL (language->label), TRUE);
      gtk_widget_add_css_class (language->label, "caption");
      gtk_widget_add_css_class (language->label, "dim-label");
      gtk_box_append (GTK_BOX (box), name);
      gtk_box_append (GTK_BOX (box), language->label);
      gtk_widget_set_margin_top (box, 6);
      gtk_widget_set_margin_bottom (box, 6);
      language->row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (language->row), box);
      gtk_list_box_append (GTK_LIST_BOX (self->list_box), language->row);
      g_ptr_array_add (self->languages, language);
      if (chosen == NULL || g_strcmp0 (tag, self->tag) == 0)
        chosen = GTK_LIST_BOX_ROW (language->row);
    }
  for (guint i = 0; i < units->len; i++)
    {
      const BatonEntity *entity = g_array_index (units, BatonTextUnit, i).entity;

      /* An entity's texts stand together. */
      if (entity != last)
        count_entity (self, entity, 1);
      last = entity;
    }
  show_counts (self);
  self->filling = FALSE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list_box), chosen);
  if (chosen == NULL)
    choose_language (self, NULL);
}

/* Which text was edited last: an undo leads to it, and not to another of the same thing. */
static void
note_edited (BatonLanguagesSection *self,
             const BatonChange     *change)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_change_get_kind (change));

  for (guint field = info->first_field; change->before != NULL && change->after != NULL && field < info->first_field + info->n_fields; field++)
    if ((baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0
        && !baton_value_equal (baton_entity_get (change->before, field), baton_entity_get (change->after, field)))
      {
        g_free (self->edited);
        self->edited = g_strdup (baton_change_get_id (change));
        self->edited_field = field;
        return;
      }
}

static void
document_changed_cb (BatonLanguagesSection *self,
                     GPtrArray             *changes)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean other_texts = FALSE, other_languages = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      BatonKind kind = baton_change_get_kind (change);

      note_edited (self, change);
      other_languages |= kind == BATON_KIND_LOCALE || kind == BATON_KIND_PROGRAM;
      other_texts |= change->before == NULL || change->after == NULL;
      if (change->before != NULL && change->after != NULL)
        {
          const BatonKindInfo *info = baton_schema_get_kind (kind);

          for (guint field = info->first_field; field < info->first_field + info->n_fields; field++)
            if ((baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0)
              other_texts |= (baton_entity_get (change->before, field) == NULL) != (baton_entity_get (change->after, field) == NULL);
        }
      g_hash_table_add (ids, (gpointer) baton_change_get_id (change));
    }
  if (other_languages)
    {
      fill_languages (self);
    }
  else
    {
      for (guint i = 0; i < changes->len; i++)
        {
          const BatonChange *change = changes->pdata[i];

          count_entity (self, change->before, -1);
          count_entity (self, change->after, 1);
        }
      show_counts (self);
    }
  if (other_texts)
    fill_texts (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->texts)); i++)
    {
      g_autoptr (BatonListedText) text = g_list_model_get_item (G_LIST_MODEL (self->texts), i);

      if (g_hash_table_contains (ids, text->id))
        g_signal_emit_by_name (text, "changed");
    }
  /* What has been finished stays in the list until one goes on, so that it can be looked at once more. */
  baton_translation_editor_refresh (BATON_TRANSLATION_EDITOR (self->editor));
}

static void
select_text (BatonLanguagesSection *self,
             guint                  position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/* On to the next that is still in the list; the finished one leaves it. */
static void
done_cb (BatonLanguagesSection *self)
{
  guint position = gtk_single_selection_get_selected (self->selection), n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (position != GTK_INVALID_LIST_POSITION && position + 1 < n)
    gtk_single_selection_set_selected (self->selection, position + 1);
  refilter (self);
  position = gtk_single_selection_get_selected (self->selection);
  if (position != GTK_INVALID_LIST_POSITION)
    select_text (self, position);
  baton_translation_editor_focus (BATON_TRANSLATION_EDITOR (self->editor));
}

/* ── Rows of the list ── */

static void
draw_row (GtkListItem *item)
{
  BatonListedText *text = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  BatonLanguagesSection *self = g_object_get_data (G_OBJECT (box), "baton-section");
  GtkWidget *source = gtk_widget_get_first_child (box), *state = gtk_widget_get_next_sibling (source);
  BatonEntity *entity = text != NULL ? baton_document_lookup (get_document (self), text->id) : NULL;
  g_autofree char *line = NULL, *label = NULL, *shown = NULL;
  const char *words;

  if (entity == NULL)
    return;
  words = baton_text_get_source (baton_entity_get (entity, text->field));
  shown = baton_schema_get_field (text->field)->type == BATON_TYPE_RICH_TEXT ? baton_rich_text_to_plain (words) : g_strdup (words);
  g_strdelimit (shown, "\n\t", ' ');
  line = g_strdup_printf ("%s · %s · %s", baton_translation_state_label (get_state (self, text)), baton_words_kind (baton_entity_get_kind (entity)), baton_words_field (text->field));
  label = g_strdup_printf ("%s: %s", shown, line);
  gtk_label_set_label (GTK_LABEL (source), shown);
  gtk_label_set_label (GTK_LABEL (state), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
setup_row_cb (BatonLanguagesSection *self,
              GtkListItem           *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  g_object_set_data (G_OBJECT (box), "baton-section", self);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (draw_row), item, G_CONNECT_SWAPPED);
  draw_row (item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), draw_row, item);
}

static void
activate_cb (BatonLanguagesSection *self)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->detail);
  baton_translation_editor_focus (BATON_TRANSLATION_EDITOR (self->editor));
}

static void
show_chosen_cb (BatonLanguagesSection *self,
                GParamSpec            *pspec,
                GtkDropDown           *drop)
{
  self->show = (Show) gtk_drop_down_get_selected (drop);
  refilter (self);
}

static void
search_changed_cb (BatonLanguagesSection *self,
                   GtkSearchEntry        *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_free (self->search);
  self->search = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  refilter (self);
}

/* ── Files ── */

static GtkFileChooserNative *
make_dialog (BatonLanguagesSection *self,
             const char            *title,
             GtkFileChooserAction   action,
             const char            *accept)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, accept, _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_filter_set_name (filter, _("Translations (PO, XLIFF)"));
  gtk_file_filter_add_suffix (filter, "po");
  gtk_file_filter_add_suffix (filter, "xlf");
  gtk_file_filter_add_suffix (filter, "xliff");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_set_data_full (G_OBJECT (dialog), "baton-tag", g_strdup (self->tag), g_free);
  return dialog;
}

/* (transfer full), NULL when the dialog was left without a choice. */
static char *
get_chosen_path (GtkNativeDialog *dialog,
                 int              response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
say_error (BatonLanguagesSection *self,
           const char            *path,
           const GError          *error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *sentence = baton_words_error (baton_exchange_error_get_name (error->code), base, error->message);

  baton_document_say (get_document (self), sentence, FALSE);
}

static void
export_response_cb (GtkNativeDialog       *dialog,
                    int                    response,
                    BatonLanguagesSection *self)
{
  g_autofree char *path = get_chosen_path (dialog, response);
  BatonDocument *document = get_document (self);
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    {
      g_autofree char *po = baton_translations_export (baton_document_get_program (document), baton_workspace_get_base (baton_document_get_workspace (document)),
                                                       g_object_get_data (G_OBJECT (dialog), "baton-tag"), path);
      g_autofree char *base = g_path_get_basename (path), *sentence = g_strdup_printf (_("The translations were written to “%s”."), base);

      if (baton_exchange_write_file (path, po, strlen (po), &error))
        baton_document_say (document, sentence, FALSE);
      else
        say_error (self, path, error);
    }
  g_object_unref (dialog);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (widget);
  GtkFileChooserNative *dialog;
  g_autofree char *file = NULL;

  if (self->tag == NULL)
    return;
  dialog = make_dialog (self, _("Export Translations"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"));
  file = g_strdup_printf ("%s.po", self->tag);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* One line of what was not taken, for people. (transfer full) */
static char *
describe_issue (BatonLanguagesSection *self,
                const BatonPoIssue    *issue)
{
  g_autofree char *name = issue->entity != NULL ? baton_words_name (baton_document_get_names (get_document (self)), issue->entity) : NULL;
  g_autofree char *language = issue->code == BATON_PO_OTHER_LANGUAGE ? baton_words_language (issue->detail) : NULL, *reason = NULL;

  switch (issue->code)
    {
    case BATON_PO_NOT_UTF8:
      reason = g_strdup (_("the file is not written in UTF-8"));
      break;
    case BATON_PO_BAD_LINE:
      reason = g_strdup (_("this line has no place in a PO file"));
      break;
    case BATON_PO_BAD_STRING:
      reason = g_strdup (_("a text does not end, or holds a sign that cannot be read"));
      break;
    case BATON_PO_INCOMPLETE:
      reason = g_strdup (_("an entry lacks its source or its translation"));
      break;
    case BATON_PO_OTHER_LANGUAGE:
      reason = g_strdup_printf (_("the file is for another language: %s"), language);
      break;
    case BATON_PO_NO_HEADER:
      reason = g_strdup (_("the file does not say which language it is for"));
      break;
    case BATON_PO_UNKNOWN_UNIT:
      reason = g_strdup (_("the program has no such text any more"));
      break;
    case BATON_PO_REPEATED_UNIT:
      reason = g_strdup (_("the text stands in the file twice; the first counts"));
      break;
    case BATON_PO_NOT_TRANSLATED:
      reason = g_strdup (_("the text is not to be translated"));
      break;
    case BATON_PO_PLURAL:
      reason = g_strdup (_("the program's texts have no plural forms"));
      break;
    case BATON_PO_PLACEHOLDERS:
      reason = issue->detail != NULL && *issue->detail != '\0' ? g_strdup_printf (_("the words in braces must be the same as in the source: %s"), issue->detail)
                                                               : g_strdup (_("the source has no words in braces"));
      break;
    case BATON_PO_BAD_TEXT:
      reason = g_strdup (_("the text is blank, too long, or holds markup that is not allowed"));
      break;
    case BATON_PO_LESSER_STATE:
      reason = g_strdup (_("unfinished in the file; the program has a finished one"));
      break;
    case BATON_PO_SOURCE_CHANGED:
      reason = g_strdup (_("made from an older source; the program has a newer translation"));
      break;
    case BATON_PO_REVIEWED:
      reason = g_strdup (_("differs from the reviewed translation"));
      break;
    case BATON_PO_N_ISSUES:
    default:
      reason = g_strdup ("");
    }
  if (name != NULL)
    return g_strdup_printf (_("Line %1$u, “%2$s”: %3$s"), issue->line, name, reason);
  return g_strdup_printf (_("Line %1$u: %2$s"), issue->line, reason);
}

typedef struct
{
  BatonLanguagesSection *self;   /* owned */
  GBytes                *bytes;
  char                  *tag;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->self);
  g_bytes_unref (import->bytes);
  g_free (import->tag);
  g_free (import);
}

/* The answer to the preview of an import; the file is compared anew with the program as it is now. */
static void
import_chosen_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  Import           *import)
{
  BatonDocument *document = get_document (import->self);
  g_autoptr (BatonPoImport) result = NULL;
  g_autofree char *language = NULL, *name = NULL, *sentence = NULL;
  gsize length;
  const char *data = g_bytes_get_data (import->bytes, &length);
  guint n;

  if (document == NULL || (!g_str_equal (response, "import") && !g_str_equal (response, "replace")))
    return;
  result = baton_translations_import (baton_document_get_program (document), data, length, import->tag, g_str_equal (response, "replace"));
  if (result->changes->len == 0)
    return;
  language = baton_words_language (import->tag);
  name = g_strdup_printf (_("Import translations into %s"), language);
  if (!baton_document_apply (document, name, result->changes))
    return;
  n = result->n_new + result->n_changed;
  sentence = g_strdup_printf (ngettext ("%1$u translation into %2$s was imported.", "%1$u translations into %2$s were imported.", n), n, language);
  baton_document_say (document, sentence, TRUE);
  refilter (import->self);
}

/* Says what the file would change before it does. */
static void
present_import (BatonLanguagesSection *self,
                const char            *tag,
                GBytes                *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (BatonPoImport) import = baton_translations_import (baton_document_get_program (get_document (self)), data, length, tag, FALSE);
  g_autofree char *language = baton_words_language (tag), *title = g_strdup_printf (_("Translations into %s"), language), *body = NULL;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), title, NULL);
  Import *asked = g_new0 (Import, 1);

  asked->self = g_object_ref (self);
  asked->bytes = g_bytes_ref (bytes);
  asked->tag = g_strdup (tag);
  body = import->refused ? g_strdup (_("This file cannot be imported."))
                         : g_strdup_printf (_("New: %1$u. Changed: %2$u. As they are: %3$u. Differing from reviewed ones: %4$u. Not taken: %5$u. Made from an older source: %6$u."),
                                            import->n_new, import->n_changed, import->n_same, import->n_conflicting, import->n_rejected, import->n_stale);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", import->changes->len + import->n_conflicting > 0 ? _("_Cancel") : _("_Close"));
  if (import->n_conflicting > 0)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "replace", _("Import and _Replace Reviewed"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
    }
  if (import->changes->len > 0)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "import", _("_Import"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
    }
  if (import->issues->len > 0)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      GtkWidget *scroll = gtk_scrolled_window_new (), *label;

      for (guint i = 0; i < MIN (import->issues->len, MOST_ISSUES_SHOWN); i++)
        {
          g_autofree char *line = describe_issue (self, import->issues->pdata[i]);

          g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
        }
      if (import->issues->len > MOST_ISSUES_SHOWN)
        g_string_append (lines, "\n…");
      label = gtk_label_new (lines->str);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), label);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 150);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroll);
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (import_chosen_cb), asked, (GClosureNotify) (void (*) (void)) import_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_response_cb (GtkNativeDialog       *dialog,
                    int                    response,
                    BatonLanguagesSection *self)
{
  g_autofree char *path = get_chosen_path (dialog, response);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = path != NULL ? baton_exchange_read_file (path, MOST_FILE_BYTES, &error) : NULL;

  if (bytes != NULL)
    present_import (self, g_object_get_data (G_OBJECT (dialog), "baton-tag"), bytes);
  else if (error != NULL)
    say_error (self, path, error);
  g_object_unref (dialog);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (widget);
  GtkFileChooserNative *dialog;

  if (self->tag == NULL)
    return;
  dialog = make_dialog (self, _("Import Translations"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (import_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ── Object ── */

/* A text of the thing among those that are listed: the one that was edited, the chosen one, or the first. */
static gboolean
reveal_text (BatonLanguagesSection *self,
             const char            *id)
{
  gboolean edited = g_strcmp0 (id, self->edited) == 0;
  BatonListedText *chosen;

  refilter (self);
  chosen = gtk_single_selection_get_selected_item (self->selection);
  if (chosen != NULL && g_str_equal (chosen->id, id) && (!edited || chosen->field == self->edited_field))
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (BatonListedText) text = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (!g_str_equal (text->id, id) || (edited && text->field != self->edited_field))
        continue;
      select_text (self, i);
      return TRUE;
    }
  return FALSE;
}

static gboolean
baton_languages_section_reveal (BatonSection *section,
                                const char   *id)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (section);

  if (!baton_section_reveal (BATON_SECTION (self->lists), id))
    return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->leaflet && reveal_text (self, id);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->lists);
  return TRUE;
}

static void
baton_languages_section_finalize (GObject *object)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (object);

  g_ptr_array_unref (self->languages);
  g_free (self->tag);
  g_free (self->search);
  g_free (self->edited);
  g_clear_object (&self->texts);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (baton_languages_section_parent_class)->finalize (object);
}

static void
baton_languages_section_class_init (BatonLanguagesSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_languages_section_finalize;
  BATON_SECTION_CLASS (klass)->reveal = baton_languages_section_reveal;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "languages.export", NULL, export_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "languages.import", NULL, import_action);
}

static void
baton_languages_section_init (BatonLanguagesSection *self)
{
  self->languages = g_ptr_array_new_with_free_func (language_free);
}

static GtkWidget *
make_file_button (const char *label,
                  const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

/* Languages above the texts of the chosen one. */
static GtkWidget *
make_list (BatonLanguagesSection *self)
{
  const char *shows[] = { C_("texts", "To do"), C_("texts", "Missing"), C_("texts", "Source changed since"), C_("texts", "To review"), C_("texts", "All texts"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *files = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *drop, *search, *languages, *scroll, *overlay;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  self->list_box = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list_box, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Languages"), -1);
  languages = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (languages), self->list_box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (languages), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (languages), 190); /* three languages with their counts */

  drop = gtk_drop_down_new_from_strings (shows);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which texts are listed"), -1);
  search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search texts"), -1);
  g_object_set (search, "placeholder-text", _("Search texts"), NULL);

  self->texts = g_list_store_new (BATON_TYPE_LISTED_TEXT);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_func, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->texts)), self->filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Texts to translate"), -1);
  scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroll, TRUE);
  self->empty = gtk_label_new (_("Nothing to do here."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_can_target (self->empty, FALSE);
  overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroll);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->empty);

  gtk_box_append (GTK_BOX (files), make_file_button (_("_Export PO…"), "languages.export"));
  gtk_box_append (GTK_BOX (files), make_file_button (_("_Import PO…"), "languages.import"));
  gtk_box_append (GTK_BOX (box), languages);
  gtk_box_append (GTK_BOX (box), files);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);

  g_signal_connect_object (self->list_box, "row-selected", G_CALLBACK (language_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (show_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static void
folded_cb (BatonLanguagesSection *self)
{
  baton_translation_editor_set_narrow (BATON_TRANSLATION_EDITOR (self->editor), adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)));
}

static void
back_cb (BatonLanguagesSection *self)
{
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_BACK);
}

BatonSection *
baton_languages_section_new (BatonDocument *document)
{
  BatonLanguagesSection *self = g_object_new (BATON_TYPE_LANGUAGES_SECTION, "document", document, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *switcher = gtk_stack_switcher_new (), *back = gtk_button_new_with_mnemonic (_("_Back to the List")), *list;

  self->editor = baton_translation_editor_new (document);
  list = make_list (self);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_halign (back, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->detail), back);
  gtk_box_append (GTK_BOX (self->detail), self->editor);
  gtk_widget_set_vexpand (self->editor, TRUE);
  gtk_widget_set_hexpand (self->detail, TRUE);
  self->leaflet = adw_leaflet_new ();
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), list);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->detail);
  g_object_bind_property (self->leaflet, "folded", back, "visible", G_BINDING_SYNC_CREATE);

  self->lists = GTK_WIDGET (baton_kinds_section_new (document, "languages"));
  self->stack = gtk_stack_new ();
  gtk_stack_add_titled (GTK_STACK (self->stack), self->leaflet, "translate", C_("languages", "Translate"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->lists, "lists", C_("languages", "Languages and Words"));
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (switcher, 6);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  fill_texts (self);
  fill_languages (self);
  folded_cb (self);
  return BATON_SECTION (self);
}
