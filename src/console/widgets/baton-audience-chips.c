/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-audience-chips.h"

#include "console/widgets/baton-chip.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-picker.h"

#include "words/baton-words-audience.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonAudienceChips
{
  GObject        parent_instance;

  BatonDocument *document;   /* owned */
  BatonSide      side;
  char          *part;       /* owned, nullable */
  BatonValue    *audience;   /* owned, nullable */
  BatonClause    picking;    /* what the picker chooses for; its dimension is *dimension* */
  char          *dimension;  /* owned */
  gsize          index;      /* which clause that is; past the end: a new one */

  BatonWrap     *wrap;       /* borrowed */
  GPtrArray     *chips;      /* a clause each; borrowed from the wrap */
  GtkWidget     *whole;      /* "everybody"; borrowed */
  GtkWidget     *add;        /* borrowed */
};

G_DEFINE_FINAL_TYPE (BatonAudienceChips, baton_audience_chips, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Changing ── */

/* Replaces the clause at *index* (NULL removes it; past the end: appends) and tells. */
static void
set_clause (BatonAudienceChips *self,
            gsize               index,
            const BatonValue   *clause)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) audience = NULL;
  gsize n = baton_value_get_length (self->audience);
  gboolean adds = index >= n;

  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < n; i++)
    if (i != index)
      baton_value_builder_add (builder, baton_value_get_element (self->audience, i));
    else if (clause != NULL)
      baton_value_builder_add (builder, clause);
  if (adds && clause != NULL)
    baton_value_builder_add (builder, clause);
  audience = baton_value_builder_finish (builder);
  /* What follows moves up into the chip of what goes; where nothing follows, the focus must not fall out of the sentence. */
  if (clause == NULL && index + 1 == self->chips->len)
    gtk_widget_grab_focus (self->add);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, baton_value_get_length (audience) > 0 ? audience : NULL);
  if (adds && self->chips->len > 0)
    gtk_widget_grab_focus (self->chips->pdata[self->chips->len - 1]);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
picked_cb (const char * const *ids,
           gpointer            user_data)
{
  BatonAudienceChips *self = user_data;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (BatonValue) sorted = NULL;
  g_autoptr (BatonValue) value = NULL;
  BatonClause now;

  /* What was being edited may have been undone behind the picker. */
  if (self->index < baton_value_get_length (self->audience)
      && (!baton_audience_get_clause (self->audience, self->index, self->side, &now) || now.type != BATON_CLAUSE_TERMS
          || !g_str_equal (now.dimension, self->dimension)))
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) ids[i]);
  if (list->len == 0)
    return; /* a condition that names nothing meets nobody: that is never meant */
  g_ptr_array_sort (list, compare_strings);
  g_ptr_array_add (list, NULL);
  sorted = baton_value_new_strv ((const char * const *) list->pdata);
  self->picking.dimension = self->dimension;
  self->picking.ids = sorted;
  value = baton_clause_to_value (&self->picking, self->side);
  self->picking.ids = NULL;
  set_clause (self, self->index, value);
}

/* Chooses the terms of *clause*, which is, or will be, the one at *index*. */
static void
choose_ids (BatonAudienceChips *self,
            const BatonClause  *clause,
            gsize               index)
{
  g_autofree char *title = baton_words_dimension (baton_document_get_names (self->document), clause->dimension);
  BatonPicker *picker = baton_picker_new (GTK_WIDGET (self->wrap), title, TRUE, FALSE, picked_cb, G_OBJECT (self));
  BatonEntity *dimension = baton_document_lookup (self->document, clause->dimension);

  self->index = index;
  self->picking = *clause;
  g_free (self->dimension);
  self->dimension = g_strdup (clause->dimension);
  if (strcmp (clause->dimension, BATON_DIMENSION_ROLE) == 0)
    {
      baton_picker_add_kinds (picker, self->document, BATON_KIND_BIT (ROLE), NULL, clause->ids);
    }
  else if (strcmp (clause->dimension, BATON_DIMENSION_ORGANISATION) == 0)
    {
      baton_picker_add_register (picker, self->document, FALSE, clause->ids);
    }
  else if (dimension != NULL && baton_entity_get_kind (dimension) == BATON_KIND_TIER_LADDER)
    {
      g_autoptr (GPtrArray) tiers = baton_program_list_children (baton_document_get_program (self->document), BATON_KIND_TIER, clause->dimension);

      for (guint i = 0; i < tiers->len; i++)
        {
          const char *id = baton_entity_get_id (tiers->pdata[i]);
          g_autofree char *name = baton_words_name (baton_document_get_names (self->document), id);

          baton_picker_add (picker, id, name, 0, FALSE);
        }
      baton_picker_choose (picker, self->document, clause->ids);
    }
  else
    {
      baton_picker_add_kinds (picker, self->document, BATON_KIND_BIT (TERM), clause->dimension, clause->ids);
    }
  self->picking.ids = NULL;
  baton_picker_present (picker);
}

/* ── A chip's popover ── */

/* The clause that *widget*, a chip or within its popover, is about. */
static gboolean
get_clause_of (BatonAudienceChips *self,
               GtkWidget          *widget,
               guint              *index,
               BatonClause        *clause)
{
  GtkWidget *chip = gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON);

  return g_ptr_array_find (self->chips, chip, index) && baton_audience_get_clause (self->audience, *index, self->side, clause);
}

static void
choose_cb (GtkWidget          *button,
           BatonAudienceChips *self)
{
  BatonClause clause;
  guint index;

  if (!get_clause_of (self, button, &index, &clause))
    return;
  baton_chip_close (button);
  choose_ids (self, &clause, index);
}

static void
remove_cb (GtkWidget          *button,
           BatonAudienceChips *self)
{
  BatonClause clause;
  guint index;

  if (!get_clause_of (self, button, &index, &clause))
    return;
  baton_chip_close (button);
  set_clause (self, index, NULL);
}

static void
match_cb (GtkDropDown        *drop,
          GParamSpec         *pspec,
          BatonAudienceChips *self)
{
  g_autoptr (BatonValue) value = NULL;
  BatonClause clause;
  guint index;

  if (!get_clause_of (self, GTK_WIDGET (drop), &index, &clause) || clause.match == (BatonMatch) gtk_drop_down_get_selected (drop))
    return;
  clause.match = gtk_drop_down_get_selected (drop);
  value = baton_clause_to_value (&clause, self->side);
  set_clause (self, index, value);
}

static void
number_cb (GtkEntry           *entry,
           BatonAudienceChips *self)
{
  gboolean maximum = g_object_get_data (G_OBJECT (entry), "baton-maximum") != NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  gint64 number = maximum ? BATON_INTEGER_MAX : -BATON_INTEGER_MAX;
  g_autoptr (BatonValue) value = NULL;
  BatonClause clause;
  guint index;

  if (!get_clause_of (self, GTK_WIDGET (entry), &index, &clause))
    return;
  if (*text != '\0' && !baton_words_parse_decimal (text, 0, &number))
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” is not a number."), text);

      baton_invalid_mark (GTK_WIDGET (entry), TRUE);
      baton_document_say (self->document, sentence, FALSE);
      return;
    }
  if (maximum)
    clause.maximum = number;
  else
    clause.minimum = number;
  value = baton_clause_to_value (&clause, self->side);
  baton_chip_close (GTK_WIDGET (entry));
  set_clause (self, index, value);
}

static GtkWidget *
make_number (BatonAudienceChips *self,
             const char         *label,
             gint64              number,
             gboolean            maximum)
{
  GtkWidget *entry = gtk_entry_new ();
  gboolean open = maximum ? number >= BATON_INTEGER_MAX : number <= -BATON_INTEGER_MAX;
  g_autofree char *text = open ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, number);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (maximum)
    g_object_set_data (G_OBJECT (entry), "baton-maximum", entry);
  g_signal_connect_object (entry, "activate", G_CALLBACK (number_cb), self, 0);
  return entry;
}

static GtkWidget *
make_content (GtkWidget *chip,
              gpointer   owner)
{
  BatonAudienceChips *self = owner;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *button;
  BatonClause clause;
  guint index;

  if (!get_clause_of (self, chip, &index, &clause))
    return box;
  if (clause.type == BATON_CLAUSE_TERMS)
    {
      const char *matches[] = { C_("audience", "At least one of them"), C_("audience", "All of them"), C_("audience", "Only these, nothing else"), C_("audience", "None of them"), NULL };
      GtkWidget *drop = gtk_drop_down_new_from_strings (matches);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), clause.match);
      baton_drop_names_label (GTK_DROP_DOWN (drop), _("How it must match"));
      gtk_box_append (GTK_BOX (box), drop);
      gtk_box_append (GTK_BOX (box), baton_chip_make_button (_("_Choose…"), G_CALLBACK (choose_cb), self));
      g_signal_connect_object (drop, "notify::selected", G_CALLBACK (match_cb), self, 0);
    }
  else if (clause.type == BATON_CLAUSE_ATTRIBUTE)
    {
      gtk_box_append (GTK_BOX (box), make_number (self, _("At least"), clause.minimum, FALSE));
      gtk_box_append (GTK_BOX (box), make_number (self, _("At most"), clause.maximum, TRUE));
    }
  button = baton_chip_make_button (_("_Remove"), G_CALLBACK (remove_cb), self);
  gtk_widget_add_css_class (button, "error");
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* ── Adding ── */

/* The parameter is "dimension:ID", "attribute:NAME" or "audience:ID". */
static void
add_cb (GSimpleAction      *action,
        GVariant           *parameter,
        BatonAudienceChips *self)
{
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), ":", 2);
  BatonClause clause = { .side = self->side, .minimum = -BATON_INTEGER_MAX, .maximum = BATON_INTEGER_MAX };
  gsize index = baton_value_get_length (self->audience);
  g_autoptr (BatonValue) value = NULL;

  if (strcmp (parts[0], "dimension") == 0)
    {
      clause.type = BATON_CLAUSE_TERMS;
      clause.dimension = parts[1];
      choose_ids (self, &clause, index);
      return;
    }
  if (strcmp (parts[0], "attribute") == 0)
    {
      clause.type = BATON_CLAUSE_ATTRIBUTE;
      clause.attribute = MAX (baton_attribute_find (parts[1]), 0);
      clause.minimum = 1;
    }
  else
    {
      clause.type = BATON_CLAUSE_NAMED;
      clause.audience = parts[1];
    }
  value = baton_clause_to_value (&clause, self->side);
  set_clause (self, index, value);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *what,
             const char *id)
{
  g_autofree char *target = g_strdup_printf ("%s:%s", what, id);
  g_autoptr (GString) plain = g_string_new (label);
  g_autoptr (GMenuItem) item = NULL;

  /* A menu takes one of them for the key. */
  g_string_replace (plain, "_", "__", 0);
  item = g_menu_item_new (plain->str, NULL);
  g_menu_item_set_action_and_target (item, "audience.add", "s", target);
  g_menu_append_item (menu, item);
}

static void
append_kind (GMenu         *menu,
             BatonDocument *document,
             BatonKind      kind,
             const char    *what)
{
  g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (document), kind);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *name = baton_words_name (baton_document_get_names (document), baton_entity_get_id (list->pdata[i]));

      append_item (menu, name, what, baton_entity_get_id (list->pdata[i]));
    }
}

/* As it stands in a list and not in a sentence. */
static const char *
name_attribute (BatonAttribute attribute)
{
  const char *names[BATON_N_ATTRIBUTES] = {
    [BATON_ATTRIBUTE_TIER_POINTS] = C_("dimension", "Tier points"),
    [BATON_ATTRIBUTE_COMPANY_POINTS] = C_("dimension", "Company points"),
    [BATON_ATTRIBUTE_INDIVIDUAL_POINTS] = C_("dimension", "Individual points"),
    [BATON_ATTRIBUTE_DAYS_SINCE_JOINING] = C_("dimension", "Days since joining"),
  };

  return names[attribute];
}

/* The menu is made when it is opened: what a program offers may have changed. */
static GtkWidget *
make_menu (GtkWidget *chip,
           gpointer   owner)
{
  BatonAudienceChips *self = owner;
  g_autoptr (GMenu) menu = g_menu_new (), dimensions = g_menu_new ();

  append_kind (dimensions, self->document, BATON_KIND_VOCABULARY, "dimension");
  if (self->side == BATON_SIDE_MEMBER)
    {
      g_autoptr (GMenu) people = g_menu_new (), tiers = g_menu_new (), numbers = g_menu_new (), named = g_menu_new ();

      /* What is asked for most comes first: the menu is longer than most screens. */
      append_item (people, C_("dimension", "Role"), "dimension", BATON_DIMENSION_ROLE);
      append_item (people, C_("dimension", "Organization"), "dimension", BATON_DIMENSION_ORGANISATION);
      append_kind (named, self->document, BATON_KIND_AUDIENCE, "audience");
      append_kind (tiers, self->document, BATON_KIND_TIER_LADDER, "dimension");
      for (int attribute = 0; attribute < BATON_N_ATTRIBUTES; attribute++)
        append_item (numbers, name_attribute (attribute), "attribute", baton_attribute_get_name (attribute));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
      g_menu_append_section (menu, baton_words_kinds (BATON_KIND_VOCABULARY), G_MENU_MODEL (dimensions));
      g_menu_append_section (menu, baton_words_kinds (BATON_KIND_AUDIENCE), G_MENU_MODEL (named));
      g_menu_append_section (menu, baton_words_kinds (BATON_KIND_TIER_LADDER), G_MENU_MODEL (tiers));
      g_menu_append_section (menu, C_("dimension", "Numbers"), G_MENU_MODEL (numbers));
    }
  else
    {
      g_menu_append_section (menu, NULL, G_MENU_MODEL (dimensions));
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (chip), G_MENU_MODEL (menu));
  return NULL;
}

/* ── Showing ── */

/* Delete on a chip takes its condition away. */
static gboolean
key_cb (BatonAudienceChips    *self,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        GtkEventControllerKey *keys)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip));
  guint index;

  if ((key != GDK_KEY_Delete && key != GDK_KEY_BackSpace) || (popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover)))
      || !g_ptr_array_find (self->chips, chip, &index))
    return GDK_EVENT_PROPAGATE;
  set_clause (self, index, NULL);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_chip (BatonAudienceChips *self)
{
  GtkWidget *chip = baton_chip_new (make_content, self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (chip, keys);
  baton_wrap_append (self->wrap, chip);
  return chip;
}

GtkWidget *
baton_audience_chips_place (BatonAudienceChips *self,
                            const BatonValue   *audience,
                            GtkWidget          *before)
{
  const BatonNames *names = baton_document_get_names (self->document);
  const char *beginning;
  g_autoptr (GArray) order = NULL;

  g_return_val_if_fail (BATON_IS_AUDIENCE_CHIPS (self), NULL);

  if (audience != NULL)
    baton_value_ref (audience);
  g_clear_pointer (&self->audience, baton_value_unref);
  self->audience = (BatonValue *) audience;
  while (self->chips->len > baton_value_get_length (audience))
    {
      gtk_widget_unparent (self->chips->pdata[self->chips->len - 1]);
      g_ptr_array_remove_index (self->chips, self->chips->len - 1);
    }
  while (self->chips->len < baton_value_get_length (audience))
    g_ptr_array_add (self->chips, make_chip (self));

  order = baton_words_order_clauses (names, audience, self->side, &beginning);
  gtk_widget_set_visible (self->whole, beginning != NULL);
  gtk_label_set_text (GTK_LABEL (self->whole), beginning != NULL ? beginning : "");
  baton_wrap_place (self->wrap, self->whole, before);
  before = self->whole;
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      g_autofree char *text = NULL;
      BatonClause clause;

      baton_audience_get_clause (audience, index, self->side, &clause);
      text = baton_words_clause (names, &clause);
      baton_chip_show (self->chips->pdata[index], self->part, text);
      baton_wrap_place (self->wrap, self->chips->pdata[index], before);
      before = self->chips->pdata[index];
    }
  baton_wrap_place (self->wrap, self->add, before);
  return self->add;
}

/* ── Object ── */

static void
baton_audience_chips_finalize (GObject *object)
{
  BatonAudienceChips *self = BATON_AUDIENCE_CHIPS (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->audience, baton_value_unref);
  g_ptr_array_unref (self->chips);
  g_free (self->dimension);
  g_free (self->part);
  G_OBJECT_CLASS (baton_audience_chips_parent_class)->finalize (object);
}

static void
baton_audience_chips_class_init (BatonAudienceChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_audience_chips_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_AUDIENCE_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BATON_TYPE_VALUE);
}

static void
baton_audience_chips_init (BatonAudienceChips *self)
{
  self->chips = g_ptr_array_new ();
}

BatonAudienceChips *
baton_audience_chips_new (BatonDocument *document,
                          BatonSide      side,
                          const char    *part,
                          BatonWrap     *wrap)
{
  BatonAudienceChips *self = g_object_new (BATON_TYPE_AUDIENCE_CHIPS, NULL);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("add", G_VARIANT_TYPE_STRING);
  g_autofree char *name = NULL;

  self->document = g_object_ref (document);
  self->side = side;
  self->part = g_strdup (part);
  self->wrap = wrap;
  self->whole = gtk_label_new (NULL);
  baton_wrap_append (wrap, self->whole);
  self->add = baton_chip_new (make_menu, self);
  /* Translators: %s is a part of a sentence: "Who" */
  name = part != NULL ? g_strdup_printf (_("%s: add a condition"), part) : g_strdup (_("Add a condition"));
  baton_chip_show_plus (self->add, name);
  g_signal_connect_object (action, "activate", G_CALLBACK (add_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (self->add, "audience", G_ACTION_GROUP (group));
  baton_wrap_append (wrap, self->add);
  return self;
}
