/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-languages-section-private.h"

#include "console/baton-tooltip.h"
#include "console/sections/baton-kinds-section.h"
#include "console/sections/baton-language-list.h"
#include "console/sections/baton-text-list.h"
#include "console/sections/baton-translation-editor.h"
#include "console/sections/baton-translation-files.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-empty-page.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-language-switch.h"
#include "console/widgets/baton-tab-stop.h"
#include "model/baton-rich-text.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRESS_AFTER_MS 150 /* an answer that comes sooner needs no bar */

G_DEFINE_FINAL_TYPE (BatonLanguagesSection, baton_languages_section, BATON_TYPE_SECTION)

BatonDocument *
baton_languages_section_get_document (BatonLanguagesSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

const char *
baton_languages_section_get_source_tag (BatonLanguagesSection *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (baton_languages_section_get_document (self)));

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

/* Whether the language of the source is among the languages. */
static gboolean
has_source_language (BatonLanguagesSection *self)
{
  g_autoptr (GPtrArray) locales = baton_program_list (baton_document_get_program (baton_languages_section_get_document (self)), BATON_KIND_LOCALE);

  for (guint i = 0; i < locales->len; i++)
    if (g_strcmp0 (baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG), baton_languages_section_get_source_tag (self)) == 0)
      return TRUE;
  return FALSE;
}

/* The language that is translated into; NULL: the program has none. */
const char *
baton_languages_section_get_tag (BatonLanguagesSection *self)
{
  return baton_language_list_get_chosen (BATON_LANGUAGE_LIST (self->languages));
}

/* ── Asking which texts there are ── */

void
baton_languages_section_show_selected (BatonLanguagesSection *self)
{
  BatonListedText *text = gtk_single_selection_get_selected_item (self->selection);
  const char *tag = baton_languages_section_get_tag (self);

  if (self->filling)
    return;
  if (tag == NULL)
    text = NULL;
  baton_translation_editor_show (BATON_TRANSLATION_EDITOR (self->editor), text != NULL ? baton_listed_text_get_id (text) : NULL,
                                 text != NULL ? baton_listed_text_get_field (text) : BATON_FIELD_NONE, tag);
}

static void
select_text (BatonLanguagesSection *self,
             guint                  position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

static void
show_found (BatonLanguagesSection *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->texts));
  g_autofree char *number = baton_words_number (n), *sentence = NULL;

  /* Translators: %s is how many texts are listed */
  sentence = n > 0 ? g_strdup_printf (ngettext ("%s text", "%s texts", n), number) : g_strdup (_("Nothing to do here."));
  gtk_label_set_label (GTK_LABEL (self->found), sentence);
}

/* The second half: the texts of the answer come in, and what is wanted is chosen, or what stands in its place. */
static gboolean
fill_cb (gpointer data)
{
  BatonLanguagesSection *self = data;
  guint position = GTK_INVALID_LIST_POSITION, n = self->answer->texts->len;

  self->fill = 0;
  baton_text_list_take (self->texts, g_array_ref (self->answer->texts));
  g_clear_pointer (&self->answer, baton_text_answer_free);
  if (self->wanted != NULL)
    position = baton_text_list_find (self->texts, self->wanted, self->wanted_field);
  if (position == GTK_INVALID_LIST_POSITION && n > 0)
    position = MIN (self->position, n - 1);
  g_clear_pointer (&self->wanted, g_free);
  self->wanted_field = BATON_FIELD_NONE;
  if (position != GTK_INVALID_LIST_POSITION)
    select_text (self, position);
  self->filling = FALSE;
  baton_languages_section_show_selected (self);
  show_found (self);
  return G_SOURCE_REMOVE;
}

/* Puts the answer into the list, in two turns of the main loop before the next frame: the first takes the old texts out. A
 * selection, and a view, that lose items and get others at once look for each old one among all the new. */
static void
take_answer (BatonLanguagesSection *self,
             BatonTextAnswer       *answer)
{
  BatonListedText *chosen = gtk_single_selection_get_selected_item (self->selection);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->wanted == NULL && chosen != NULL)
    {
      self->wanted = g_strdup (baton_listed_text_get_id (chosen));
      self->wanted_field = baton_listed_text_get_field (chosen);
    }
  g_clear_pointer (&self->answer, baton_text_answer_free);
  self->answer = answer;
  if (self->fill != 0)
    return; /* the texts are out already */
  self->position = position != GTK_INVALID_LIST_POSITION ? position : 0;
  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  baton_text_list_take (self->texts, baton_text_answer_new_texts ());
  self->fill = g_idle_add_full (G_PRIORITY_DEFAULT, fill_cb, self, NULL);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (source);
  g_autoptr (BatonTextAnswer) answer = baton_text_query_finish (result);

  if (answer == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return; /* something else has been asked since, or the section is going */
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_widget_set_visible (self->bar, FALSE);
  if (answer->counts != NULL)
    {
      self->counting = FALSE;
      baton_language_list_set_counts (BATON_LANGUAGE_LIST (self->languages), answer->counts);
    }
  take_answer (self, g_steal_pointer (&answer));
}

static gboolean
progress_cb (gpointer data)
{
  BatonLanguagesSection *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), g_atomic_int_get (&self->progress) / 1000.0);
  gtk_widget_set_visible (self->bar, TRUE);
  return G_SOURCE_CONTINUE;
}

/* Asks anew for what is to be listed; the list stands until the answer comes. */
static void
ask (BatonLanguagesSection *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  g_atomic_int_set (&self->progress, 0);
  if (self->timeout == 0)
    self->timeout = g_timeout_add (PROGRESS_AFTER_MS, progress_cb, self);
  baton_text_query_run (baton_languages_section_get_document (self), baton_languages_section_get_tag (self), baton_language_list_get_tags (BATON_LANGUAGE_LIST (self->languages)), self->counting,
                        self->shown, self->search, &self->progress, self->asking, answered_cb, self);
}

static void
chosen_cb (BatonLanguagesSection *self)
{
  baton_languages_section_show_selected (self);
  ask (self);
}

/* ── Following the document ── */

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

/* Whether there are other texts than before: one has come or gone. */
static gboolean
changes_list (const BatonChange *change)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_change_get_kind (change));

  if (change->before == NULL || change->after == NULL)
    return TRUE;
  for (guint field = info->first_field; field < info->first_field + info->n_fields; field++)
    if ((baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0
        && (baton_entity_get (change->before, field) == NULL) != (baton_entity_get (change->after, field) == NULL))
      return TRUE;
  return FALSE;
}

/* Those of the entities *ids*; NULL: all. */
static void
redraw_rows (BatonLanguagesSection *self,
             GHashTable            *ids)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      BatonListedText *text = gtk_list_item_get_item (item);

      if (text != NULL && (ids == NULL || g_hash_table_contains (ids, baton_listed_text_get_id (text))))
        baton_languages_section_draw_row (item);
    }
}

static void
presenting_cb (BatonLanguagesSection *self)
{
  redraw_rows (self, NULL);
  baton_translation_editor_refresh (BATON_TRANSLATION_EDITOR (self->editor));
}

static void
document_changed_cb (BatonLanguagesSection *self,
                     GPtrArray             *changes)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  /* Many at once come from a file: then it is the list that matters and not the one text that is being worked at. */
  gboolean other_texts = changes->len > 1, other_languages = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      BatonKind kind = baton_change_get_kind (change);

      note_edited (self, change);
      other_languages |= kind == BATON_KIND_LOCALE || kind == BATON_KIND_PROGRAM;
      other_texts |= changes_list (change);
      g_hash_table_add (ids, (gpointer) baton_change_get_id (change));
    }
  if (other_languages)
    {
      self->counting = TRUE;
      baton_language_list_fill (BATON_LANGUAGE_LIST (self->languages));
    }
  baton_language_list_follow (BATON_LANGUAGE_LIST (self->languages), changes);
  if (other_texts || other_languages || self->counting)
    ask (self);
  redraw_rows (self, ids);
  /* What has been finished stays in the list until one goes on, so that it can be looked at once more. */
  baton_translation_editor_refresh (BATON_TRANSLATION_EDITOR (self->editor));
}

/* To the text before or after, which is left as it is. */
static void
step_cb (BatonLanguagesSection *self,
         int                    step)
{
  guint position = gtk_single_selection_get_selected (self->selection), n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (position != GTK_INVALID_LIST_POSITION && (step > 0 ? position + 1 < n : position > 0))
    select_text (self, position + step);
  baton_translation_editor_focus (BATON_TRANSLATION_EDITOR (self->editor));
}

/* On to the next in the list, and from its end to what is still open above; the finished one leaves it. */
static void
done_cb (BatonLanguagesSection *self)
{
  BatonListedText *text = gtk_single_selection_get_selected_item (self->selection);
  guint position = gtk_single_selection_get_selected (self->selection), n = g_list_model_get_n_items (G_LIST_MODEL (self->selection)), open;
  BatonEntity *entity = text != NULL ? baton_document_lookup (baton_languages_section_get_document (self), baton_listed_text_get_id (text)) : NULL;
  gboolean finished = entity != NULL && !baton_text_query_matches (entity, baton_listed_text_get_field (text), baton_languages_section_get_tag (self), baton_languages_section_get_source_tag (self), self->shown, self->search);

  if (text != NULL && position + 1 < n)
    select_text (self, position + 1);
  else if (text != NULL && (open = baton_languages_section_find_open (self, position)) != G_MAXUINT)
    select_text (self, open);
  else if (finished && position > 0)
    select_text (self, position - 1);
  if (finished)
    baton_text_list_remove (self->texts, position);
  show_found (self);
  baton_translation_editor_focus (BATON_TRANSLATION_EDITOR (self->editor));
}

/* ── Which texts ── */

static void
show_chosen_cb (BatonLanguagesSection *self,
                GParamSpec            *pspec,
                GtkDropDown           *drop)
{
  self->shown = (BatonTextsShown) gtk_drop_down_get_selected (drop);
  ask (self);
}

static void
search_changed_cb (BatonLanguagesSection *self,
                   GtkSearchEntry        *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_free (self->search);
  self->search = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  ask (self);
}

/* Escape ends the search and leads back to the texts. */
static void
stop_search_cb (BatonLanguagesSection *self,
                GtkSearchEntry        *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  baton_tab_stop_enter (BATON_TAB_STOP (gtk_widget_get_ancestor (self->view, BATON_TYPE_TAB_STOP)));
}

/* ── Object ── */

static void
file_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (widget);
  const char *tag = baton_languages_section_get_tag (self);

  if (tag != NULL && g_str_has_suffix (name, "export"))
    baton_translation_files_export (widget, baton_languages_section_get_document (self), tag);
  else if (tag != NULL)
    baton_translation_files_import (widget, baton_languages_section_get_document (self), tag);
}

/* A text of the thing among those that are listed: the one that was edited, the chosen one, or the first. */
static gboolean
reveal_text (BatonLanguagesSection *self,
             const char            *id)
{
  BatonListedText *chosen = gtk_single_selection_get_selected_item (self->selection);
  BatonEntity *entity = baton_document_lookup (baton_languages_section_get_document (self), id);
  BatonField wanted = g_strcmp0 (id, self->edited) == 0 ? self->edited_field : BATON_FIELD_NONE;
  const BatonKindInfo *info = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity)) : NULL;
  guint position;

  if (entity == NULL || baton_languages_section_get_tag (self) == NULL)
    return FALSE;
  if (chosen != NULL && g_str_equal (baton_listed_text_get_id (chosen), id) && (wanted == BATON_FIELD_NONE || baton_listed_text_get_field (chosen) == wanted))
    return TRUE;
  position = baton_text_list_find (self->texts, id, wanted);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      select_text (self, position);
      return TRUE;
    }
  /* What was finished has left the list; undone, it belongs there again. */
  for (guint field = info->first_field; field < info->first_field + info->n_fields; field++)
    if ((wanted == BATON_FIELD_NONE || field == wanted)
        && baton_text_query_matches (entity, field, baton_languages_section_get_tag (self), baton_languages_section_get_source_tag (self), self->shown, self->search))
      {
        g_free (self->wanted);
        self->wanted = g_strdup (id);
        self->wanted_field = field;
        ask (self);
        return TRUE;
      }
  return FALSE;
}

/* Who translates may never look at them. */
static BatonSection *
ensure_lists (BatonLanguagesSection *self)
{
  if (adw_bin_get_child (ADW_BIN (self->lists)) == NULL)
    adw_bin_set_child (ADW_BIN (self->lists), GTK_WIDGET (baton_kinds_section_new (baton_languages_section_get_document (self), "languages")));
  return BATON_SECTION (adw_bin_get_child (ADW_BIN (self->lists)));
}

static gboolean
baton_languages_section_reveal (BatonSection *section,
                                const char   *id)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (section);

  if (!baton_section_reveal (ensure_lists (self), id))
    return gtk_stack_get_visible_child (GTK_STACK (self->stack)) != self->lists && reveal_text (self, id);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->lists);
  return TRUE;
}

static void
baton_languages_section_dispose (GObject *object)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->fill, g_source_remove);
  g_clear_pointer (&self->answer, baton_text_answer_free);
  G_OBJECT_CLASS (baton_languages_section_parent_class)->dispose (object);
}

static void
baton_languages_section_finalize (GObject *object)
{
  BatonLanguagesSection *self = BATON_LANGUAGES_SECTION (object);

  g_free (self->search);
  g_free (self->edited);
  g_free (self->wanted);
  g_clear_object (&self->texts);
  g_clear_object (&self->selection);
  g_hash_table_unref (self->bound);
  G_OBJECT_CLASS (baton_languages_section_parent_class)->finalize (object);
}

static void
baton_languages_section_class_init (BatonLanguagesSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_languages_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_languages_section_finalize;
  BATON_SECTION_CLASS (klass)->reveal = baton_languages_section_reveal;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "languages.export", NULL, file_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "languages.import", NULL, file_action);
}

static void
baton_languages_section_init (BatonLanguagesSection *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->wanted_field = BATON_FIELD_NONE;
  self->counting = TRUE;
}

static GtkWidget *
make_file_button (const char *label,
                  const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  baton_tooltip_set (button, _("As PO or XLIFF, for the tools that translators use: the file’s ending, .po or .xlf, says which"));
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

/* Languages above the texts of the chosen one. */
static GtkWidget *
make_list (BatonLanguagesSection *self)
{
  const char *shows[] = { C_("texts", "To do"), C_("texts", "Missing"), C_("texts", "Source changed since"), C_("texts", "To review"),
                          C_("texts", "Not to translate"), C_("texts", "All texts"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *files = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *drop, *search, *bin;

  self->languages = baton_language_list_new (baton_languages_section_get_document (self));
  drop = gtk_drop_down_new_from_strings (shows);
  baton_drop_names_label (GTK_DROP_DOWN (drop), _("Which texts are listed"));
  search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search texts"), -1);
  g_object_set (search, "placeholder-text", _("Search texts"), NULL);
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Looking through the texts"), -1);
  gtk_widget_set_visible (self->bar, FALSE);
  self->found = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->found), 0);
  gtk_widget_add_css_class (self->found, "caption");
  gtk_widget_add_css_class (self->found, "dim-label");
  gtk_widget_set_margin_start (self->found, 6);

  gtk_box_append (GTK_BOX (files), make_file_button (_("_Export Texts…"), "languages.export"));
  gtk_box_append (GTK_BOX (files), make_file_button (_("_Import Texts…"), "languages.import"));
  gtk_box_append (GTK_BOX (box), self->languages);
  gtk_box_append (GTK_BOX (box), files);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->found);
  gtk_box_append (GTK_BOX (box), baton_languages_section_make_texts (self));
  gtk_widget_set_size_request (box, 280, -1);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  /* Tab goes by places: without this, which begins as high as the detail does, it would come to the detail first. */
  bin = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (bin), box);

  g_signal_connect_object (self->languages, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (show_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  return bin;
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *switcher = gtk_stack_switcher_new (), *back = gtk_button_new_with_mnemonic (_("_Back to the List"));
  GtkWidget *scroll = gtk_scrolled_window_new (), *list, *translate;

  self->editor = baton_translation_editor_new (document);
  list = make_list (self);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_halign (back, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->detail), back);
  /* Folded, both texts stand one below the other, and with all that there is to say of them they are higher than a small screen. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroll), TRUE); /* else the list takes what there is */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->editor);
  gtk_box_append (GTK_BOX (self->detail), scroll);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_hexpand (self->detail, TRUE);
  self->leaflet = adw_leaflet_new ();
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), list);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->detail);
  g_object_bind_property (self->leaflet, "folded", back, "visible", G_BINDING_SYNC_CREATE);

  self->lists = adw_bin_new ();
  g_signal_connect_object (self->lists, "map", G_CALLBACK (ensure_lists), self, G_CONNECT_SWAPPED);
  self->stack = gtk_stack_new ();
  translate = baton_empty_page_new (document, BATON_KIND_BIT (LOCALE), baton_sections_find ("languages")->icon, _("One Language"), NULL, self->leaflet);
  if (has_source_language (self))
    baton_empty_page_set_least (BATON_EMPTY_PAGE (translate), 2); /* into which nothing is translated */
  gtk_stack_add_titled (GTK_STACK (self->stack), translate, "translate", C_("languages", "Translate"));
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
  g_signal_connect_object (self->editor, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) presenting_cb);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  show_found (self);
  baton_language_list_fill (BATON_LANGUAGE_LIST (self->languages));
  folded_cb (self);
  return BATON_SECTION (self);
}
