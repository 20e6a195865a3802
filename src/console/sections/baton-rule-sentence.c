/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-rule-sentence.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-audience-chips.h"
#include "console/widgets/baton-audience-meets.h"
#include "console/widgets/baton-chip.h"
#include "console/widgets/baton-field-checks.h"
#include "console/widgets/baton-field-problems.h"
#include "console/widgets/baton-field-row.h"
#include "console/widgets/baton-follow.h"

#include "model/baton-field-effect.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

#define FIRST BATON_FIELD_PUBLISHING_RULE_NAME
#define WHO BATON_FIELD_PUBLISHING_RULE_WHO
#define WHAT BATON_FIELD_PUBLISHING_RULE_WHAT
#define EFFECT BATON_FIELD_PUBLISHING_RULE_EFFECT
#define DISABLED BATON_FIELD_PUBLISHING_RULE_DISABLED
#define APPROVAL BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY
#define N_FIELDS (BATON_FIELD_PUBLISHING_RULE_PLACE - FIRST + 1)

struct _BatonRuleSentence
{
  AdwBin              parent_instance;

  BatonDocument      *document;          /* owned */
  char               *id;                /* owned, nullable */
  GArray             *order;             /* of BatonRuleWords; owned */
  BatonField          pending;           /* a part that is being added; NONE */
  guint               idle;              /* source that takes a part away again that was not filled */

  BatonAudienceChips *who;               /* owned */
  BatonAudienceChips *what;              /* owned */
  GtkWidget          *parts[N_FIELDS];   /* chips by field − FIRST, or NULL; borrowed */
  GtkWidget          *add;
  GtkWidget          *wrap;
  GtkWidget          *off;               /* says that the rule is switched off, with a button that switches it on */
  GtkWidget          *meets;
  GtkWidget          *problems;
};

G_DEFINE_FINAL_TYPE (BatonRuleSentence, baton_rule_sentence, ADW_TYPE_BIN)

static void show (BatonRuleSentence *self);

static BatonEntity *
get_rule (BatonRuleSentence *self)
{
  return self->id != NULL ? baton_document_lookup (self->document, self->id) : NULL;
}

gboolean
baton_rule_sentence_has (BatonField field)
{
  return field >= FIRST && field < FIRST + N_FIELDS && field != BATON_FIELD_PUBLISHING_RULE_NAME && field != BATON_FIELD_PUBLISHING_RULE_DISABLED
         && field != BATON_FIELD_PUBLISHING_RULE_NOTE && field != BATON_FIELD_PUBLISHING_RULE_PLACE;
}

static const char *
get_label (BatonField field)
{
  return baton_words_label (baton_schema_get_field (field)->label);
}

/* ── May, may not, needs approval ── */

typedef enum
{
  MAY,
  MAY_NOT,
  MAY_WITH_APPROVAL,
  N_EFFECTS
} Effect;

static Effect
get_effect (BatonRuleSentence *self,
            const BatonEntity *rule)
{
  if (baton_entity_get_choice (rule, EFFECT, 0) == 1)
    return MAY_NOT;
  return self->pending == APPROVAL || baton_value_get_length (baton_entity_get (rule, APPROVAL)) > 0 ? MAY_WITH_APPROVAL : MAY;
}

/* Adds a part that has no value yet: its chip opens at once, and goes again when it is left empty. */
static void
begin_part (BatonRuleSentence *self,
            BatonField         field)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  self->pending = field;
  show (self);
  baton_chip_open (self->parts[field - FIRST]);
}

static void
effect_cb (GtkCheckButton    *check,
           BatonRuleSentence *self)
{
  Effect effect = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "baton-effect"));
  BatonEntity *rule = get_rule (self);
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonEntity) after = NULL, without = NULL;

  if (rule == NULL || !gtk_check_button_get_active (check) || get_effect (self, rule) == effect)
    return;
  value = baton_value_new_string (baton_schema_get_field (EFFECT)->choices[effect == MAY_NOT ? 1 : 0].value);
  after = baton_entity_with (rule, EFFECT, value);
  /* Who needs no approval, or may not at all, asks nobody. */
  without = baton_entity_with (after, APPROVAL, NULL);
  if (baton_document_put (self->document, effect == MAY_WITH_APPROVAL ? after : without) && effect == MAY_WITH_APPROVAL)
    {
      baton_chip_close (GTK_WIDGET (check));
      begin_part (self, APPROVAL);
    }
}

static GtkWidget *
make_effects (BatonRuleSentence *self)
{
  const char *labels[N_EFFECTS] = { get_label (EFFECT), NULL, C_("effect of a publishing rule", "may, with approval") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *first = NULL;

  for (int i = 0; i < 2; i++)
    labels[i] = baton_words_label (baton_schema_get_field (EFFECT)->choices[i].label);
  for (int effect = 0; effect < N_EFFECTS; effect++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (labels[effect]);

      if (first == NULL)
        first = check;
      else
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), get_effect (self, get_rule (self)) == (Effect) effect);
      g_object_set_data (G_OBJECT (check), "baton-effect", GINT_TO_POINTER (effect));
      g_signal_connect_object (check, "toggled", G_CALLBACK (effect_cb), self, 0);
      gtk_box_append (GTK_BOX (box), check);
    }
  return box;
}

/* ── What a chip opens ── */

/* The row of a form for the field, in a popover. */
static GtkWidget *
make_field (BatonRuleSentence *self,
            BatonField         field)
{
  BatonFieldRow *row = baton_field_row_new (self->document, field);
  GtkWidget *list = gtk_list_box_new (), *widget = baton_field_row_get_widget (row);

  baton_field_row_set_entity (row, self->id);
  if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, get_label (field), -1);
  gtk_widget_set_size_request (list, 280, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), widget);
  g_object_set_data_full (G_OBJECT (list), "baton-row", row, g_object_unref);
  return list;
}

static BatonField
get_field_of (BatonRuleSentence *self,
              GtkWidget         *chip)
{
  for (int i = 0; i < N_FIELDS; i++)
    if (chip != NULL && self->parts[i] == chip)
      return FIRST + i;
  return BATON_FIELD_NONE;
}

static void
remove_cb (GtkWidget         *button,
           BatonRuleSentence *self)
{
  BatonField field = get_field_of (self, gtk_widget_get_ancestor (button, GTK_TYPE_MENU_BUTTON));

  baton_chip_close (button);
  if (field == BATON_FIELD_NONE || self->id == NULL)
    return;
  gtk_widget_grab_focus (self->add); /* the chip goes */
  baton_document_set (self->document, self->id, field, NULL);
}

static gboolean
give_up_pending_cb (gpointer data)
{
  BatonRuleSentence *self = data;

  self->idle = 0;
  self->pending = BATON_FIELD_NONE;
  show (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the chip would go while its popover closes. Another's may close later than the new part's opened. */
static void
content_unmapped_cb (GtkWidget         *content,
                     BatonRuleSentence *self)
{
  if (self->pending != BATON_FIELD_NONE && self->idle == 0 && get_field_of (self, gtk_widget_get_ancestor (content, GTK_TYPE_MENU_BUTTON)) == self->pending)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, give_up_pending_cb, self, NULL);
}

static GtkWidget *
make_content (GtkWidget *chip,
              gpointer   owner)
{
  BatonRuleSentence *self = owner;
  BatonField field = get_field_of (self, chip);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *help, *button;
  const BatonFieldInfo *info;

  if (field == BATON_FIELD_NONE || get_rule (self) == NULL)
    return box;
  info = baton_schema_get_field (field);
  help = gtk_label_new (baton_words_help (info->help));
  gtk_label_set_wrap (GTK_LABEL (help), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (help), 36);
  gtk_label_set_xalign (GTK_LABEL (help), 0);
  gtk_widget_add_css_class (help, "caption");
  gtk_widget_add_css_class (help, "dim-label");
  gtk_box_append (GTK_BOX (box), help);
  if (field == EFFECT)
    gtk_box_append (GTK_BOX (box), make_effects (self));
  else if (field == BATON_FIELD_PUBLISHING_RULE_WINDOW || field == BATON_FIELD_PUBLISHING_RULE_REASON)
    gtk_box_append (GTK_BOX (box), make_field (self, field));
  else
    gtk_box_append (GTK_BOX (box), baton_field_checks_new (self->document, self->id, field));
  if ((info->flags & BATON_FIELD_REQUIRED) == 0)
    {
      button = baton_chip_make_button (_("_Remove"), G_CALLBACK (remove_cb), self);
      gtk_widget_add_css_class (button, "error");
      gtk_box_append (GTK_BOX (box), button);
    }
  g_signal_connect_object (box, "unmap", G_CALLBACK (content_unmapped_cb), self, 0);
  return box;
}

/* ── Adding a part ── */

static void
add_cb (GSimpleAction     *action,
        GVariant          *parameter,
        BatonRuleSentence *self)
{
  int field = g_variant_get_int32 (parameter);

  if (get_rule (self) != NULL && baton_rule_sentence_has (field))
    begin_part (self, field);
}

/* What the rule does not say yet, and what it would change: a refusal needs nobody's approval. */
static GtkWidget *
make_menu (GtkWidget *chip,
           gpointer   owner)
{
  BatonRuleSentence *self = owner;
  BatonEntity *rule = get_rule (self);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; rule != NULL && i < self->order->len; i++)
    {
      BatonField field = g_array_index (self->order, BatonRuleWords, i).field;
      g_autofree char *part = field != BATON_FIELD_NONE ? baton_words_rule_part (baton_document_get_names (self->document), rule, field) : NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (field == BATON_FIELD_NONE || part != NULL || !baton_field_has_effect (rule, field))
        continue;
      item = g_menu_item_new (get_label (field), NULL);
      g_menu_item_set_action_and_target (item, "rule.add", "i", (int) field);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (chip), G_MENU_MODEL (menu));
  return NULL;
}

/* ── In force or not ── */

static void
switch_on_cb (BatonRuleSentence *self)
{
  BatonEntity *rule = get_rule (self);
  g_autoptr (BatonEntity) after = rule != NULL ? baton_entity_with (rule, DISABLED, NULL) : NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *sentence = NULL, *name = NULL;
  BatonNames names;

  if (after == NULL)
    return;
  names = baton_document_names_in_full (self->document);
  sentence = baton_words_rule (&names, after);
  /* Translators: the name of an undoable step; %s is a publishing rule */
  name = g_strdup_printf (C_("undoable step", "Switch on: %s"), sentence);
  g_ptr_array_add (changes, baton_change_new (rule, after));
  gtk_widget_grab_focus (self->add); /* the button goes */
  baton_document_apply (self->document, name, changes);
}

static GtkWidget *
make_off (BatonRuleSentence *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label, *button = gtk_button_new_with_mnemonic (_("Switch _On"));

  label = gtk_label_new (_("Switched off, so nothing changes yet. When the sentence says what you mean, switch it on."));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (switch_on_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "baton-off");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* ── Showing ── */

/* The chip of a part behind *before*; the words of one that is only being added are its label. The chip. */
static GtkWidget *
place_part (BatonRuleSentence *self,
            BatonField         field,
            const char        *text,
            GtkWidget         *before)
{
  GtkWidget **chip = &self->parts[field - FIRST];

  if (*chip == NULL)
    *chip = baton_chip_new (make_content, self);
  baton_chip_show (*chip, get_label (field), text != NULL ? text : get_label (field));
  baton_wrap_place (BATON_WRAP (self->wrap), *chip, before);
  return *chip;
}

static void
remove_part (BatonRuleSentence *self,
             BatonField         field)
{
  GtkWidget *chip = self->parts[field - FIRST];
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (chip == NULL)
    return;
  self->parts[field - FIRST] = NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, chip))
    gtk_widget_grab_focus (self->add);
  gtk_widget_unparent (chip);
}

static void
show_parts (BatonRuleSentence *self,
            const BatonEntity *rule)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < self->order->len; i++)
    {
      BatonField field = g_array_index (self->order, BatonRuleWords, i).field;
      g_autofree char *text = NULL;

      if (field == WHO || field == WHAT)
        {
          before = baton_audience_chips_place (field == WHO ? self->who : self->what, baton_entity_get (rule, field), before);
        }
      else if (field == BATON_FIELD_NONE)
        {
          /* Words of the language between the parts; made once, they only have to stand in their place. */
          GtkWidget *words = g_object_get_data (G_OBJECT (self->wrap), g_array_index (self->order, BatonRuleWords, i).words);

          baton_wrap_place (BATON_WRAP (self->wrap), words, before);
          before = words;
        }
      else if ((text = baton_words_rule_part (baton_document_get_names (self->document), rule, field)) != NULL || field == self->pending)
        {
          before = place_part (self, field, text, before);
        }
      else
        {
          remove_part (self, field);
        }
    }
  baton_wrap_place (BATON_WRAP (self->wrap), self->add, before);
}

static void
show_problems (BatonRuleSentence *self)
{
  baton_field_problems_list (self->document, self->id, baton_rule_sentence_has, self->problems);
}

static void
show (BatonRuleSentence *self)
{
  BatonEntity *rule = get_rule (self);

  gtk_widget_set_visible (self->wrap, rule != NULL);
  gtk_widget_set_sensitive (self->wrap, !baton_workspace_is_read_only (baton_document_get_workspace (self->document)));
  gtk_widget_set_visible (self->off, rule != NULL && baton_entity_get_boolean (rule, DISABLED));
  gtk_widget_set_sensitive (self->off, gtk_widget_get_sensitive (self->wrap));
  if (rule == NULL)
    return;
  show_parts (self, rule);
  baton_audience_meets_show (BATON_AUDIENCE_MEETS (self->meets), baton_entity_get (rule, WHO));
}

static void
document_changed_cb (BatonRuleSentence *self,
                     GPtrArray         *changes)
{
  if (self->id != NULL)
    show (self);
}

static void
who_cb (BatonRuleSentence *self,
        BatonValue        *audience)
{
  if (self->id != NULL)
    baton_document_set (self->document, self->id, WHO, audience);
}

static void
what_cb (BatonRuleSentence *self,
         BatonValue        *audience)
{
  if (self->id != NULL)
    baton_document_set (self->document, self->id, WHAT, audience);
}

void
baton_rule_sentence_set_entity (BatonRuleSentence *self,
                                const char        *id)
{
  g_return_if_fail (BATON_IS_RULE_SENTENCE (self));

  if (g_strcmp0 (id, self->id) != 0)
    {
      g_clear_handle_id (&self->idle, g_source_remove);
      self->pending = BATON_FIELD_NONE;
      g_free (self->id);
      self->id = g_strdup (id);
    }
  show (self);
  show_problems (self);
}

void
baton_rule_sentence_focus (BatonRuleSentence *self)
{
  g_return_if_fail (BATON_IS_RULE_SENTENCE (self));

  for (GtkWidget *chip = gtk_widget_get_first_child (self->wrap); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    if (gtk_widget_get_visible (chip) && gtk_widget_grab_focus (chip))
      return;
}

/* ── Object ── */

static void
baton_rule_sentence_dispose (GObject *object)
{
  BatonRuleSentence *self = BATON_RULE_SENTENCE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  G_OBJECT_CLASS (baton_rule_sentence_parent_class)->dispose (object);
  g_clear_object (&self->who);
  g_clear_object (&self->what);
  g_clear_object (&self->document);
}

static void
baton_rule_sentence_finalize (GObject *object)
{
  BatonRuleSentence *self = BATON_RULE_SENTENCE (object);

  g_array_unref (self->order);
  g_free (self->id);
  G_OBJECT_CLASS (baton_rule_sentence_parent_class)->finalize (object);
}

static void
baton_rule_sentence_class_init (BatonRuleSentenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_rule_sentence_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_rule_sentence_finalize;
}

static void
baton_rule_sentence_init (BatonRuleSentence *self)
{
  self->pending = BATON_FIELD_NONE;
  self->order = baton_words_rule_order ();
}

GtkWidget *
baton_rule_sentence_new (BatonDocument *document)
{
  BatonRuleSentence *self = g_object_new (BATON_TYPE_RULE_SENTENCE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("add", G_VARIANT_TYPE_INT32);

  self->document = g_object_ref (document);
  self->wrap = baton_wrap_new (6);
  gtk_widget_add_css_class (self->wrap, "baton-sentence");
  self->who = baton_audience_chips_new (document, BATON_SIDE_MEMBER, get_label (WHO), BATON_WRAP (self->wrap));
  self->what = baton_audience_chips_new (document, BATON_SIDE_CONTENT, get_label (WHAT), BATON_WRAP (self->wrap));
  for (guint i = 0; i < self->order->len; i++)
    {
      const BatonRuleWords *part = &g_array_index (self->order, BatonRuleWords, i);

      if (part->field == BATON_FIELD_NONE)
        g_object_set_data (G_OBJECT (self->wrap), part->words, gtk_label_new (part->words));
    }
  self->add = baton_chip_new (make_menu, self);
  /* Translators: the chip that adds to the sentence of a rule: from when, with whose approval… */
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add), C_("publishing rule", "more…"));
  baton_tooltip_set (self->add, _("Say more in this rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Say more in this rule"), -1);
  g_signal_connect_object (action, "activate", G_CALLBACK (add_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (self->add, "rule", G_ACTION_GROUP (group));
  baton_wrap_append (BATON_WRAP (self->wrap), self->add);
  self->meets = baton_audience_meets_new (document);
  gtk_widget_set_margin_start (self->meets, 6);
  self->problems = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->problems), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->problems, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is wrong with the rule"), -1);
  self->off = make_off (self);
  gtk_box_append (GTK_BOX (box), self->wrap);
  gtk_box_append (GTK_BOX (box), self->off);
  gtk_box_append (GTK_BOX (box), self->meets);
  gtk_box_append (GTK_BOX (box), self->problems);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->who, "changed", G_CALLBACK (who_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->what, "changed", G_CALLBACK (what_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show);
  baton_follow_signal (document, "problems-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_problems);
  return GTK_WIDGET (self);
}
