/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-language-switch.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-chip.h"

#include <glib/gi18n-lib.h>

#define MOST_HEIGHT 320 /* of the list of languages */

struct _BatonLanguageSwitch
{
  AdwBin         parent_instance;

  BatonDocument *document;   /* owned */
  char          *label;      /* owned */
  char          *id;         /* of what the text belongs to; owned, nullable */
  char          *tag;        /* owned; NULL: the source */
  BatonValue    *text;       /* that is shown; owned, nullable */

  GtkWidget     *button;
};

G_DEFINE_FINAL_TYPE (BatonLanguageSwitch, baton_language_switch, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *
baton_translation_state_label (BatonTextState state)
{
  switch (state)
    {
    case BATON_TEXT_MISSING:
      return C_("translation", "Missing");
    case BATON_TEXT_NEEDS_WORK:
      return C_("translation", "Unfinished");
    case BATON_TEXT_STALE:
      return C_("translation", "Source changed since");
    case BATON_TEXT_TRANSLATED:
      return C_("translation", "To review");
    case BATON_TEXT_REVIEWED:
      return C_("translation", "Done");
    case BATON_TEXT_NATIVE:
      return C_("translation", "Written for one language");
    case BATON_TEXT_KEPT:
      return C_("translation", "The same in all languages");
    case BATON_TEXT_SOURCE:
    default:
      return C_("translation", "Source");
    }
}

static const char *
get_source_tag (BatonLanguageSwitch *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self->document));

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

/* The languages of the program besides that of the source, in order. (transfer container) of borrowed tags. */
static GPtrArray *
list_tags (BatonLanguageSwitch *self)
{
  g_autoptr (GPtrArray) locales = baton_program_list (baton_document_get_program (self->document), BATON_KIND_LOCALE);
  GPtrArray *tags = g_ptr_array_new ();

  for (guint i = 0; i < locales->len; i++)
    {
      const char *tag = baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG);

      if (tag != NULL && g_strcmp0 (tag, get_source_tag (self)) != 0)
        g_ptr_array_add (tags, (gpointer) tag);
    }
  return tags;
}

static BatonTextState
get_state (BatonLanguageSwitch *self,
           const BatonValue    *text)
{
  return self->tag != NULL ? baton_text_get_state (text, self->tag, get_source_tag (self)) : BATON_TEXT_SOURCE;
}

/* ── The list ── */

static void
chosen_cb (GtkWidget           *button,
           BatonLanguageSwitch *self)
{
  const char *tag = g_object_get_data (G_OBJECT (button), "baton-tag");

  baton_chip_close (button);
  baton_language_switch_choose (self, tag);
}

static GtkWidget *
make_choice (BatonLanguageSwitch *self,
             const char          *tag)
{
  const char *shown = tag != NULL ? tag : get_source_tag (self);
  g_autofree char *name = shown != NULL ? baton_words_language (shown) : g_strdup (_("Source"));
  const char *state = baton_translation_state_label (tag != NULL ? baton_text_get_state (self->text, tag, get_source_tag (self)) : BATON_TEXT_SOURCE);
  g_autofree char *label = g_strdup_printf ("%s: %s", name, state);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18), *left = gtk_label_new (name), *right = gtk_label_new (state);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (right, "dim-label");
  gtk_widget_add_css_class (right, "caption");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "baton-tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, 0);
  return button;
}

static GtkWidget *
make_choices (GtkWidget *chip,
              gpointer   owner)
{
  BatonLanguageSwitch *self = owner;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GPtrArray) tags = list_tags (self);

  gtk_box_append (GTK_BOX (box), make_choice (self, NULL));
  for (guint i = 0; i < tags->len; i++)
    gtk_box_append (GTK_BOX (box), make_choice (self, tags->pdata[i]));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

/* ── Showing ── */

/* The source needs no word; another language is said, lest somebody takes it for the source. */
static void
update_button (BatonLanguageSwitch *self)
{
  const char *shown = self->tag != NULL ? self->tag : get_source_tag (self);
  g_autofree char *name = shown != NULL ? baton_words_language (shown) : g_strdup (_("Source"));
  /* Translators: the name of a field, a language, and how far the translation is: “Language of Name: German, to review” */
  g_autofree char *label = g_strdup_printf (_("Language of “%1$s”: %2$s, %3$s"), self->label, name, baton_translation_state_label (get_state (self, self->text)));

  if (self->tag != NULL)
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), name);
  else
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "preferences-desktop-locale-symbolic");
  baton_tooltip_set (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
baton_language_switch_show (BatonLanguageSwitch *self,
                            const char          *id,
                            const BatonValue    *text)
{
  g_autoptr (GPtrArray) tags = NULL;

  g_return_if_fail (BATON_IS_LANGUAGE_SWITCH (self));

  tags = list_tags (self);
  if (g_strcmp0 (id, self->id) != 0 || (self->tag != NULL && !g_ptr_array_find_with_equal_func (tags, self->tag, g_str_equal, NULL)))
    g_clear_pointer (&self->tag, g_free);
  g_free (self->id);
  self->id = g_strdup (id);
  g_clear_pointer (&self->text, baton_value_unref);
  self->text = text != NULL ? baton_value_ref ((BatonValue *) text) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), tags->len > 0);
  update_button (self);
}

const char *
baton_language_switch_get_tag (BatonLanguageSwitch *self)
{
  g_return_val_if_fail (BATON_IS_LANGUAGE_SWITCH (self), NULL);

  return self->tag;
}

void
baton_language_switch_choose (BatonLanguageSwitch *self,
                              const char          *tag)
{
  g_return_if_fail (BATON_IS_LANGUAGE_SWITCH (self));

  if (g_strcmp0 (tag, self->tag) == 0)
    return;
  baton_document_end_typing (self->document);
  g_free (self->tag);
  self->tag = g_strdup (tag);
  update_button (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const char *
baton_language_switch_get_text (BatonLanguageSwitch *self,
                                const BatonValue    *text)
{
  const char *exact;

  if (self->tag == NULL || !baton_language_switch_is_editable (self, text))
    return text != NULL ? baton_text_get_source (text) : "";
  exact = baton_text_get_exact (text, self->tag);
  return exact != NULL ? exact : "";
}

BatonValue *
baton_language_switch_with_text (BatonLanguageSwitch *self,
                                 const BatonValue    *text,
                                 const char          *typed)
{
  if (self->tag != NULL)
    return baton_text_with_locale (text, self->tag, *typed != '\0' ? typed : NULL, BATON_TEXT_TRANSLATED);
  return *typed != '\0' ? baton_text_with_source (text, typed) : NULL;
}

gboolean
baton_language_switch_is_editable (BatonLanguageSwitch *self,
                                   const BatonValue    *text)
{
  BatonTextState state = get_state (self, text);

  return self->tag == NULL || (text != NULL && state != BATON_TEXT_NATIVE && state != BATON_TEXT_KEPT);
}

/* ── Object ── */

static void
baton_language_switch_dispose (GObject *object)
{
  G_OBJECT_CLASS (baton_language_switch_parent_class)->dispose (object);
  g_clear_object (&BATON_LANGUAGE_SWITCH (object)->document);
}

static void
baton_language_switch_finalize (GObject *object)
{
  BatonLanguageSwitch *self = BATON_LANGUAGE_SWITCH (object);

  g_free (self->label);
  g_free (self->id);
  g_free (self->tag);
  g_clear_pointer (&self->text, baton_value_unref);
  G_OBJECT_CLASS (baton_language_switch_parent_class)->finalize (object);
}

static void
baton_language_switch_class_init (BatonLanguageSwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_language_switch_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_language_switch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_language_switch_init (BatonLanguageSwitch *self)
{
}

GtkWidget *
baton_language_switch_new (BatonDocument *document,
                           const char    *label)
{
  BatonLanguageSwitch *self = g_object_new (BATON_TYPE_LANGUAGE_SWITCH, NULL);

  self->document = g_object_ref (document);
  self->label = g_strdup (label);
  self->button = baton_chip_new (make_choices, self);
  gtk_widget_remove_css_class (self->button, "baton-chip");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), self->button);
  update_button (self);
  return GTK_WIDGET (self);
}
