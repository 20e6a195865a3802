/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-publishing-section.h"

#include "console/sections/baton-rule-findings.h"
#include "console/sections/baton-rule-sentence.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-wrap.h"

#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

struct _BatonPublishingSection
{
  BatonCardsSection  parent_instance;

  BatonRuleFindings *findings;   /* owned */

  GtkWidget         *found;      /* what the analysis says of the chosen rule */
  GtkWidget         *things;     /* buttons that lead to what it names */
  GtkWidget         *sentence;
  GtkWidget         *form;
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
  const BatonRuleFinding *found = baton_rule_findings_get (self->findings, baton_entity_get_id (rule));
  g_autofree char *sentence = baton_words_rule (baton_document_get_names (get_document (self)), rule);

  card->icon = forbids ? "changes-prevent-symbolic" : "object-select-symbolic";
  card->title = g_strdup (name != NULL && *name != '\0' ? name : sentence);
  card->text = name != NULL && *name != '\0' ? g_strdup (sentence) : NULL;
  card->note = found != NULL ? g_strdup (found->note) : NULL;
  card->warning = found != NULL && found->warning;
  if (baton_entity_get_boolean (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED))
    card->mark = g_strdup (C_("state of a rule", "Switched off"));
  else if (window.through < today)
    card->mark = g_strdup (C_("state of a rule", "Ended"));
  else if (window.from > today)
    card->mark = g_strdup (C_("state of a rule", "Upcoming"));
  card->dim = card->mark != NULL;
}

static void
show_things (BatonPublishingSection *self,
             GPtrArray              *ids)
{
  const BatonNames *names = baton_document_get_names (get_document (self));
  BatonWrap *wrap = BATON_WRAP (self->things);
  GtkWidget *heading = gtk_label_new (C_("before links to what a text names", "Look at"));

  baton_wrap_clear (wrap);
  gtk_widget_set_visible (self->things, ids != NULL && ids->len > 0);
  gtk_widget_add_css_class (heading, "dim-label");
  gtk_widget_add_css_class (heading, "caption");
  baton_wrap_append (wrap, heading);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autofree char *name = baton_words_name (names, ids->pdata[i]);
      GtkWidget *button = gtk_button_new_with_label (name);

      /* The whole name where there is room for it, and no wider than the editor. */
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "baton-small-chip");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.reveal");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", (const char *) ids->pdata[i]);
      baton_wrap_append (wrap, button);
    }
}

static void
show_found (BatonPublishingSection *self)
{
  const char *id = baton_card_list_get_selected (get_list (self));
  const BatonRuleFinding *found = id != NULL ? baton_rule_findings_get (self->findings, id) : NULL;

  show_things (self, found != NULL ? found->things : NULL);
  gtk_widget_set_visible (self->found, found != NULL && found->text != NULL);
  gtk_label_set_text (GTK_LABEL (self->found), found != NULL && found->text != NULL ? found->text : "");
  gtk_widget_remove_css_class (self->found, "warning");
  gtk_widget_remove_css_class (self->found, "dim-label");
  if (found != NULL)
    gtk_widget_add_css_class (self->found, found->warning ? "warning" : "dim-label");
}

static void
found_cb (BatonPublishingSection *self)
{
  baton_card_list_refresh (get_list (self));
  show_found (self);
}

static void
request (BatonPublishingSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    baton_rule_findings_request (self->findings);
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
baton_publishing_section_added (BatonCardsSection *section,
                                const char        *id)
{
  baton_cards_section_show_detail (section);
  baton_rule_sentence_focus (BATON_RULE_SENTENCE (BATON_PUBLISHING_SECTION (section)->sentence));
}

/* ── Object ── */

static void
baton_publishing_section_finalize (GObject *object)
{
  g_clear_object (&BATON_PUBLISHING_SECTION (object)->findings);
  G_OBJECT_CLASS (baton_publishing_section_parent_class)->finalize (object);
}

static void
baton_publishing_section_class_init (BatonPublishingSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_publishing_section_finalize;
  BATON_CARDS_SECTION_CLASS (klass)->describe = baton_publishing_section_describe;
  BATON_CARDS_SECTION_CLASS (klass)->selected = baton_publishing_section_selected;
  BATON_CARDS_SECTION_CLASS (klass)->added = baton_publishing_section_added;
}

static void
baton_publishing_section_init (BatonPublishingSection *self)
{
}

BatonSection *
baton_publishing_section_new (BatonDocument *document)
{
  BatonPublishingSection *self = g_object_new (BATON_TYPE_PUBLISHING_SECTION, "document", document, NULL);
  const BatonKindInfo *info = baton_schema_get_kind (BATON_KIND_PUBLISHING_RULE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->findings = baton_rule_findings_new (document);
  baton_cards_section_make_list (BATON_CARDS_SECTION (self), BATON_KIND_PUBLISHING_RULE);
  self->form = baton_form_new (document);
  baton_form_set_embedded (BATON_FORM (self->form));
  baton_form_hide_sentence (BATON_FORM (self->form));
  for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
    if (baton_rule_sentence_has (field))
      baton_form_leave_out (BATON_FORM (self->form), field);
  self->sentence = baton_rule_sentence_new (document);
  gtk_box_append (GTK_BOX (box), self->sentence);
  self->found = baton_cards_section_add_label (box, "dim-label");
  gtk_widget_set_visible (self->found, FALSE);
  self->things = baton_wrap_new (6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->things), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What this is about"), -1);
  gtk_widget_set_visible (self->things, FALSE);
  gtk_box_append (GTK_BOX (box), self->things);
  gtk_box_append (GTK_BOX (box), self->form);
  baton_cards_section_build (BATON_CARDS_SECTION (self), "publishing",
                             _("Nothing is allowed unless a rule allows it, and a “may not” beats every “may”. Choose a rule to see and change it."), box, 300);

  g_signal_connect_object (self->findings, "changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
