/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-translation-editor.h"

#include "console/baton-main-window.h"
#include "console/baton-tooltip.h"
#include "console/sections/baton-translation-aids.h"
#include "console/sections/baton-translation-context.h"
#include "console/sections/baton-translation-marks.h"
#include "console/widgets/baton-language-switch.h"
#include "console/widgets/baton-text-area.h"
#include "console/widgets/baton-wrap.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonTranslationEditor
{
  AdwBin          parent_instance;

  BatonDocument  *document;   /* owned */
  char           *id;         /* owned; NULL: nothing is shown */
  BatonField      field;
  char           *tag;        /* owned */
  BatonTextState  started;    /* the state before the first key */
  gboolean        typed;
  BatonValue     *before;     /* what stood there when the text came; owned, nullable */

  GtkWidget      *title;
  GtkWidget      *subtitle;
  GtkWidget      *context;
  GtkWidget      *hint;
  GtkWidget      *bar;        /* the translation's formats, where both texts stand beside each other */
  GtkWidget      *panes;
  GtkWidget      *labels[2];  /* source, target */
  GtkWidget      *areas[2];
  GtkWidget      *marks;      /* what the translation lacks of the source's marks */
  GtkWidget      *buttons;
  GtkWidget      *aids;
};

G_DEFINE_FINAL_TYPE (BatonTranslationEditor, baton_translation_editor, ADW_TYPE_BIN)

enum
{
  SOURCE,
  TARGET
};

enum
{
  SIGNAL_DONE,
  SIGNAL_STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_source_tag (BatonTranslationEditor *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self->document));

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

static BatonValue *
get_value (BatonTranslationEditor *self)
{
  BatonEntity *entity = self->id != NULL ? baton_document_lookup (self->document, self->id) : NULL;

  return entity != NULL ? baton_entity_get (entity, self->field) : NULL;
}

/* What the state means for the one who translates. NULL: nothing that the label does not say. */
static const char *
get_hint (BatonTextState state)
{
  switch (state)
    {
    case BATON_TEXT_MISSING:
      return _("Not translated yet. Partners read the source, or the language that this one falls back to.");
    case BATON_TEXT_NEEDS_WORK:
      return _("Not shown to partners until it is marked as translated.");
    case BATON_TEXT_STALE:
      return _("The source has changed since this was translated. Partners still see the old translation.");
    case BATON_TEXT_TRANSLATED:
      return _("Shown to partners. Somebody should review it.");
    case BATON_TEXT_NATIVE:
      return _("Written for one language alone: there is nothing to translate.");
    case BATON_TEXT_KEPT:
      return _("The same in all languages, as a brand name is: there is nothing to translate.");
    case BATON_TEXT_REVIEWED:
    case BATON_TEXT_SOURCE:
    default:
      return _("Translated and reviewed.");
    }
}

static void
set_pane_language (BatonTranslationEditor *self,
                   int                     pane,
                   const char             *tag)
{
  GtkWidget *view = baton_text_area_get_view (BATON_TEXT_AREA (self->areas[pane]));
  g_autofree char *language = tag != NULL ? baton_words_language (tag) : g_strdup (_("Source"));
  g_autofree char *label = pane == SOURCE ? g_strdup_printf (C_("translation", "%s (source)"), language) : g_strdup (language);

  gtk_label_set_label (GTK_LABEL (self->labels[pane]), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_direction (view, tag != NULL && baton_locale_is_rtl (tag) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

/* GTK lays an empty text out by the keyboard; the first letter decides from then on. */
static void
place_cursor (BatonTranslationEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (baton_text_area_get_view (BATON_TEXT_AREA (self->areas[TARGET])));
  gboolean empty = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (view)) == 0;

  gtk_text_view_set_justification (view, empty && gtk_widget_get_direction (GTK_WIDGET (view)) == GTK_TEXT_DIR_RTL ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
}

/* "Tier · Name · in Influencer ladder" */
static char *
describe (BatonTranslationEditor *self,
          BatonEntity            *entity)
{
  const char *parent = baton_entity_get_parent (entity);
  const char *kind = baton_words_kind (baton_entity_get_kind (entity)), *field = baton_words_field (self->field);
  g_autofree char *above = NULL;

  if (parent == NULL)
    return g_strdup_printf (C_("translation", "%1$s · %2$s"), kind, field);
  above = baton_words_quoted_name (baton_document_get_names (self->document), parent);
  /* Translators: a kind of thing, one of its fields, and what the thing belongs to */
  return g_strdup_printf (C_("translation", "%1$s · %2$s · in %3$s"), kind, field, above);
}

/* What is longer than the field takes is refused when it is pushed: better told here. NULL: it fits. (transfer full) */
static char *
describe_length (BatonTranslationEditor *self,
                 const char             *target)
{
  const BatonFieldInfo *info = baton_schema_get_field (self->field);
  glong length = g_utf8_strlen (target, -1);

  if (info->type != BATON_TYPE_TEXT || info->maximum <= 0 || length <= info->maximum)
    return NULL;
  /* Translators: how many characters a text has, and how many its field takes */
  return g_strdup_printf (ngettext ("Too long: it has %1$d character, and %2$d fit.", "Too long: it has %1$d characters, and %2$d fit.", (gulong) length),
                          (int) length, (int) info->maximum);
}

/* An empty translation lacks everything, which need not be said. */
static void
show_marks (BatonTranslationEditor *self,
            const char             *source,
            const char             *target)
{
  gboolean any = target != NULL && *target != '\0';
  g_autofree char *marks = any ? baton_translation_marks_compare (baton_document_get_names (self->document), self->field, source, target) : NULL;
  g_autofree char *length = any ? describe_length (self, target) : NULL;
  g_autofree char *text = g_strjoin (marks != NULL && length != NULL ? " " : "", marks != NULL ? marks : "", length != NULL ? length : "", NULL);

  gtk_widget_set_visible (self->marks, *text != '\0');
  gtk_label_set_label (GTK_LABEL (self->marks), text);
}

/* Shows both texts as they may be seen. TRUE: one of them names partners while presenting, so that neither is edited. */
static gboolean
show_texts (BatonTranslationEditor *self,
            const char             *source,
            const char             *target,
            gboolean                formatted)
{
  const char *texts[] = { source, target != NULL ? target : "" };
  gboolean hidden = FALSE;

  for (int pane = 0; pane < 2; pane++)
    {
      g_autofree char *discreet = baton_words_discreet (baton_document_get_names (self->document), texts[pane]);

      hidden |= strcmp (discreet, texts[pane]) != 0;
      baton_text_area_show (BATON_TEXT_AREA (self->areas[pane]), discreet, formatted);
    }
  return hidden;
}

void
baton_translation_editor_refresh (BatonTranslationEditor *self)
{
  BatonEntity *entity;
  BatonValue *value;
  BatonTextState state;
  gboolean editable, formatted = self->field != BATON_FIELD_NONE && baton_schema_get_field (self->field)->type == BATON_TYPE_RICH_TEXT;
  const char *target;
  g_autofree char *name = NULL, *subtitle = NULL, *context = NULL, *hint = NULL;

  g_return_if_fail (BATON_IS_TRANSLATION_EDITOR (self));

  entity = self->id != NULL ? baton_document_lookup (self->document, self->id) : NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self), entity != NULL);
  if (entity == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->title), _("No Text Chosen"));
      gtk_label_set_label (GTK_LABEL (self->subtitle), "");
      gtk_label_set_label (GTK_LABEL (self->context), "");
      gtk_label_set_label (GTK_LABEL (self->hint), "");
      for (int pane = 0; pane < 2; pane++)
        baton_text_area_show (BATON_TEXT_AREA (self->areas[pane]), "", FALSE);
      gtk_widget_set_visible (self->marks, FALSE);
      baton_translation_aids_show (BATON_TRANSLATION_AIDS (self->aids), NULL, BATON_FIELD_NONE, NULL);
      return;
    }
  value = baton_entity_get (entity, self->field);
  state = baton_text_get_state (value, self->tag, get_source_tag (self));
  editable = state != BATON_TEXT_KEPT && state != BATON_TEXT_NATIVE && state != BATON_TEXT_SOURCE;
  target = editable ? baton_text_get_exact (value, self->tag) : baton_text_get_source (value);

  name = baton_words_name (baton_document_get_names (self->document), self->id);
  subtitle = describe (self, entity);
  context = baton_translation_context_describe (baton_document_get_names (self->document), entity, self->field);
  hint = g_strdup_printf ("<b>%s.</b> %s", baton_translation_state_label (state), get_hint (state));
  gtk_label_set_label (GTK_LABEL (self->title), name);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  gtk_label_set_label (GTK_LABEL (self->context), context);
  gtk_label_set_markup (GTK_LABEL (self->hint), hint);
  set_pane_language (self, SOURCE, get_source_tag (self));
  set_pane_language (self, TARGET, self->tag);
  editable = !show_texts (self, baton_text_get_source (value), target, formatted) && editable;
  baton_text_area_set_editable (BATON_TEXT_AREA (self->areas[TARGET]), editable);
  place_cursor (self);
  gtk_widget_set_sensitive (self->buttons, editable);
  show_marks (self, baton_text_get_source (value), editable ? target : NULL);
  baton_translation_aids_show (BATON_TRANSLATION_AIDS (self->aids), editable ? self->id : NULL, self->field, self->tag);
}

void
baton_translation_editor_show (BatonTranslationEditor *self,
                               const char             *id,
                               BatonField              field,
                               const char             *tag)
{
  BatonValue *value;

  g_return_if_fail (BATON_IS_TRANSLATION_EDITOR (self));
  g_return_if_fail (id == NULL || tag != NULL);

  if (g_strcmp0 (id, self->id) == 0 && field == self->field && g_strcmp0 (tag, self->tag) == 0)
    return;
  baton_document_end_typing (self->document);
  g_free (self->id);
  self->id = g_strdup (id);
  self->field = field;
  g_free (self->tag);
  self->tag = g_strdup (tag);
  self->typed = FALSE;
  value = get_value (self);
  g_clear_pointer (&self->before, baton_value_unref);
  self->before = value != NULL ? baton_value_ref (value) : NULL;
  self->started = id != NULL ? baton_text_get_state (value, tag, get_source_tag (self)) : BATON_TEXT_MISSING;
  baton_translation_editor_refresh (self);
}

void
baton_translation_editor_set_narrow (BatonTranslationEditor *self,
                                     gboolean                narrow)
{
  g_return_if_fail (BATON_IS_TRANSLATION_EDITOR (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* Above one of two columns it would take two lines, and the texts would not begin side by side. */
  baton_text_area_set_bar_place (BATON_TEXT_AREA (self->areas[TARGET]), narrow ? NULL : self->bar);
}

void
baton_translation_editor_focus (BatonTranslationEditor *self)
{
  g_return_if_fail (BATON_IS_TRANSLATION_EDITOR (self));

  gtk_widget_grab_focus (baton_text_area_get_view (BATON_TEXT_AREA (self->areas[TARGET])));
}

/* ── Edits ── */

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* A key. A text that partners already see stays shown and asks for review; one that is being written waits. */
static void
changed_cb (BatonTranslationEditor *self,
            const char             *text)
{
  BatonEntity *entity = self->id != NULL ? baton_document_lookup (self->document, self->id) : NULL;
  BatonTextState state = self->started == BATON_TEXT_MISSING || self->started == BATON_TEXT_NEEDS_WORK ? BATON_TEXT_NEEDS_WORK : BATON_TEXT_TRANSLATED;
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonEntity) after = NULL;

  if (entity == NULL)
    return;
  value = baton_text_with_locale (baton_entity_get (entity, self->field), self->tag, is_blank (text) ? NULL : text, state);
  after = baton_entity_with (entity, self->field, value);
  self->typed = TRUE;
  baton_document_type (self->document, after, self->field, self->tag);
}

/* Gives the text its state and goes on. A reviewed text that was not touched is not made less by Ctrl+Enter. */
static void
finish (BatonTranslationEditor *self,
        BatonTextState          state)
{
  BatonValue *value = get_value (self);
  g_autofree char *text = NULL;
  BatonEntity *entity = self->id != NULL ? baton_document_lookup (self->document, self->id) : NULL;

  if (value == NULL || !gtk_widget_get_sensitive (self->buttons))
    return;
  text = baton_text_area_dup_text (BATON_TEXT_AREA (self->areas[TARGET]));
  if (!is_blank (text) && !(state == BATON_TEXT_TRANSLATED && baton_text_get_state (value, self->tag, get_source_tag (self)) == BATON_TEXT_REVIEWED))
    {
      g_autoptr (BatonValue) text_after = baton_text_with_locale (value, self->tag, text, state);
      g_autoptr (BatonEntity) after = baton_entity_with (entity, self->field, text_after);

      /* As a last key: what was typed and what it is now are one step. */
      if (!baton_entity_equal (entity, after) && !baton_document_type (self->document, after, self->field, self->tag))
        return;
    }
  baton_document_end_typing (self->document);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
translated_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  finish (BATON_TRANSLATION_EDITOR (widget), BATON_TEXT_TRANSLATED);
}

static void
reviewed_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  finish (BATON_TRANSLATION_EDITOR (widget), BATON_TEXT_REVIEWED);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  BatonTranslationEditor *self = BATON_TRANSLATION_EDITOR (widget);

  if (self->id == NULL)
    return;
  baton_text_area_replace (BATON_TEXT_AREA (self->areas[TARGET]), baton_text_get_source (get_value (self)));
  baton_translation_editor_focus (self);
}

static void
preview_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  BatonTranslationEditor *self = BATON_TRANSLATION_EDITOR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->id != NULL && BATON_IS_MAIN_WINDOW (root))
    baton_main_window_show_in_preview (BATON_MAIN_WINDOW (root), self->id, self->tag);
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  BatonTranslationEditor *self = BATON_TRANSLATION_EDITOR (widget);

  if (self->id != NULL)
    gtk_widget_activate_action (widget, "win.reveal", "s", self->id);
}

/* A translation from elsewhere, as if typed. */
static void
use_cb (BatonTranslationEditor *self,
        const char             *text)
{
  baton_text_area_replace (BATON_TEXT_AREA (self->areas[TARGET]), text);
  baton_translation_editor_focus (self);
}

static void
left_cb (BatonTranslationEditor *self)
{
  if (self->document != NULL)
    baton_document_end_typing (self->document);
}

/* Enter with Ctrl is taken before the text view makes a line of it; a page with Alt leaves the text as it is; Escape gives back what stood there. */
static gboolean
key_pressed_cb (BatonTranslationEditor *self,
                guint                   key,
                guint                   code,
                GdkModifierType         state)
{
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    {
      finish (self, (state & GDK_SHIFT_MASK) != 0 ? BATON_TEXT_REVIEWED : BATON_TEXT_TRANSLATED);
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Page_Down || key == GDK_KEY_Page_Up) && (state & GDK_ALT_MASK) != 0)
    {
      g_signal_emit (self, signals[SIGNAL_STEP], 0, key == GDK_KEY_Page_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape && self->typed && self->id != NULL)
    {
      BatonEntity *entity = baton_document_lookup (self->document, self->id);
      g_autoptr (BatonEntity) back = entity != NULL ? baton_entity_with (entity, self->field, self->before) : NULL;

      self->typed = FALSE;
      if (back != NULL)
        baton_document_type (self->document, back, self->field, self->tag);
      baton_document_end_typing (self->document);
      baton_translation_editor_refresh (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* ── Object ── */

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_pane (BatonTranslationEditor *self,
           int                     pane)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->labels[pane] = make_label ("caption-heading");
  self->areas[pane] = baton_text_area_new (self->document, "", TRUE);
  baton_text_area_set_editable (BATON_TEXT_AREA (self->areas[pane]), pane == TARGET);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), self->labels[pane]);
  gtk_box_append (GTK_BOX (box), self->areas[pane]);
  return box;
}

static GtkWidget *
make_button (const char *label,
             const char *tooltip,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  baton_tooltip_set (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
baton_translation_editor_dispose (GObject *object)
{
  BatonTranslationEditor *self = BATON_TRANSLATION_EDITOR (object);

  G_OBJECT_CLASS (baton_translation_editor_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_translation_editor_finalize (GObject *object)
{
  BatonTranslationEditor *self = BATON_TRANSLATION_EDITOR (object);

  g_free (self->id);
  g_free (self->tag);
  g_clear_pointer (&self->before, baton_value_unref);
  G_OBJECT_CLASS (baton_translation_editor_parent_class)->finalize (object);
}

static void
baton_translation_editor_class_init (BatonTranslationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_translation_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_translation_editor_finalize;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_install_action (widget_class, "translation.translated", NULL, translated_action);
  gtk_widget_class_install_action (widget_class, "translation.reviewed", NULL, reviewed_action);
  gtk_widget_class_install_action (widget_class, "translation.copy-source", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "translation.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "translation.go", NULL, go_action);
}

static void
baton_translation_editor_init (BatonTranslationEditor *self)
{
  self->field = BATON_FIELD_NONE;
}

GtkWidget *
baton_translation_editor_new (BatonDocument *document)
{
  BatonTranslationEditor *self = g_object_new (BATON_TYPE_TRANSLATION_EDITOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *looks = baton_wrap_new (6), *states = baton_wrap_new (6), *translated;
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->document = g_object_ref (document);
  self->title = make_label ("title-3");
  self->subtitle = make_label ("dim-label");
  self->context = make_label ("caption");
  gtk_widget_add_css_class (self->context, "dim-label");
  self->hint = make_label (NULL);
  self->marks = make_label ("warning");
  self->bar = adw_bin_new ();
  gtk_widget_set_halign (self->bar, GTK_ALIGN_END);
  gtk_widget_set_visible (self->bar, FALSE);
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->panes), TRUE);
  gtk_box_append (GTK_BOX (self->panes), make_pane (self, SOURCE));
  gtk_box_append (GTK_BOX (self->panes), make_pane (self, TARGET));

  self->aids = baton_translation_aids_new (document);
  g_signal_connect_object (self->aids, "use", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  self->buttons = states;
  translated = make_button (_("_Translated"), _("Translated, and on to the next (Ctrl+Enter)"), "translation.translated");
  gtk_widget_add_css_class (translated, "suggested-action");
  baton_wrap_append (BATON_WRAP (states), translated);
  baton_wrap_append (BATON_WRAP (states), make_button (_("_Reviewed"), _("Reviewed, and on to the next (Ctrl+Shift+Enter)"), "translation.reviewed"));
  baton_wrap_append (BATON_WRAP (states), make_button (_("_Copy Source"), _("Begin with the words of the source"), "translation.copy-source"));
  baton_wrap_append (BATON_WRAP (looks), make_button (_("Show in _Preview"), _("See the text on its page in this language"), "translation.preview"));
  baton_wrap_append (BATON_WRAP (looks), make_button (_("_Go There"), _("Open what the text belongs to where it is edited"), "translation.go"));

  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->subtitle);
  gtk_box_append (GTK_BOX (box), self->context);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->panes);
  gtk_box_append (GTK_BOX (box), self->marks);
  gtk_box_append (GTK_BOX (box), states);
  gtk_box_append (GTK_BOX (box), looks);
  gtk_box_append (GTK_BOX (box), self->aids);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->areas[TARGET], "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->areas[TARGET], "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  /* Before the text area takes Escape for itself: here it gives back the state as well. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->areas[TARGET], keys);
  baton_translation_editor_refresh (self);
  return GTK_WIDGET (self);
}
