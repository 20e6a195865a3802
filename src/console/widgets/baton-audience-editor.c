/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-audience-editor.h"

#include "console/widgets/baton-audience-meets.h"
#include "console/widgets/baton-picker.h"
#include "console/widgets/baton-wrap.h"

#include "words/baton-words-audience.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonAudienceEditor
{
  AdwBin         parent_instance;

  BatonDocument *document;   /* owned */
  BatonSide      side;
  BatonValue    *audience;   /* owned, nullable */
  int            editing;    /* clause that the picker is open for */

  GtkWidget     *flow;
  GtkWidget     *meets;      /* NULL where it is not about members */
  GtkWidget     *box;
};

G_DEFINE_FINAL_TYPE (BatonAudienceEditor, baton_audience_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rebuild (BatonAudienceEditor *self);

/* ── Changing ── */

/* Replaces the clause at *index* (NULL removes it; past the end: appends) and tells. */
static void
set_clause (BatonAudienceEditor *self,
            gsize                index,
            const BatonValue    *clause)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) audience = NULL;
  gsize n = baton_value_get_length (self->audience);

  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < n; i++)
    if (i != index)
      baton_value_builder_add (builder, baton_value_get_element (self->audience, i));
    else if (clause != NULL)
      baton_value_builder_add (builder, clause);
  if (index >= n && clause != NULL)
    baton_value_builder_add (builder, clause);
  audience = baton_value_builder_finish (builder);
  g_clear_pointer (&self->audience, baton_value_unref);
  if (baton_value_get_length (audience) > 0)
    self->audience = g_steal_pointer (&audience);
  rebuild (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->audience);
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
  BatonAudienceEditor *self = user_data;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (BatonValue) sorted = NULL;
  g_autoptr (BatonValue) value = NULL;
  BatonClause clause;

  if (!baton_audience_get_clause (self->audience, self->editing, self->side, &clause))
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) ids[i]);
  g_ptr_array_sort (list, compare_strings);
  g_ptr_array_add (list, NULL);
  sorted = baton_value_new_strv ((const char * const *) list->pdata);
  clause.ids = sorted;
  value = baton_clause_to_value (&clause, self->side);
  set_clause (self, self->editing, value);
}

static void
choose_ids (BatonAudienceEditor *self,
            int                  index)
{
  BatonClause clause;
  g_autofree char *title = NULL;
  BatonPicker *picker;
  BatonEntity *dimension;

  if (!baton_audience_get_clause (self->audience, index, self->side, &clause) || clause.type != BATON_CLAUSE_TERMS)
    return;
  self->editing = index;
  title = baton_words_dimension (baton_document_get_names (self->document), clause.dimension);
  picker = baton_picker_new (GTK_WIDGET (self), title, TRUE, FALSE, picked_cb, G_OBJECT (self));
  dimension = baton_document_lookup (self->document, clause.dimension);
  if (strcmp (clause.dimension, BATON_DIMENSION_ROLE) == 0)
    {
      baton_picker_add_kinds (picker, self->document, BATON_KIND_BIT (ROLE), NULL, clause.ids);
    }
  else if (strcmp (clause.dimension, BATON_DIMENSION_ORGANISATION) == 0)
    {
      BatonRegister *reg = baton_document_get_register (self->document);

      for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
        {
          const char *id = baton_register_get_organisation (reg, i);
          g_autofree char *name = baton_words_organisation (baton_document_get_names (self->document), id);

          baton_picker_add (picker, id, name, 0, FALSE);
        }
      /* No kinds: what is chosen, among it what has left the register. */
      baton_picker_add_kinds (picker, self->document, 0, NULL, clause.ids);
    }
  else if (dimension != NULL && baton_entity_get_kind (dimension) == BATON_KIND_TIER_LADDER)
    {
      g_autoptr (GPtrArray) tiers = baton_program_list_children (baton_document_get_program (self->document), BATON_KIND_TIER, clause.dimension);

      for (guint i = 0; i < tiers->len; i++)
        baton_picker_add (picker, baton_entity_get_id (tiers->pdata[i]), baton_entity_get_name (tiers->pdata[i]), 0,
                          baton_value_contains (clause.ids, baton_entity_get_id (tiers->pdata[i])));
    }
  else
    {
      baton_picker_add_kinds (picker, self->document, BATON_KIND_BIT (TERM), clause.dimension, clause.ids);
    }
  baton_picker_present (picker);
}

/* ── A chip's popover ── */

static int
get_index (GtkWidget *widget)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);

  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (popover), "baton-clause"));
}

static void
close_popover (GtkWidget *widget)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER)));
}

static void
choose_cb (GtkWidget           *button,
           BatonAudienceEditor *self)
{
  int index = get_index (button);

  close_popover (button);
  choose_ids (self, index);
}

static void
remove_cb (GtkWidget           *button,
           BatonAudienceEditor *self)
{
  int index = get_index (button);

  close_popover (button);
  set_clause (self, index, NULL);
}

static void
match_cb (GtkDropDown         *drop,
          GParamSpec          *pspec,
          BatonAudienceEditor *self)
{
  int index = get_index (GTK_WIDGET (drop));
  g_autoptr (BatonValue) value = NULL;
  BatonClause clause;

  if (!baton_audience_get_clause (self->audience, index, self->side, &clause) || clause.match == (BatonMatch) gtk_drop_down_get_selected (drop))
    return;
  clause.match = gtk_drop_down_get_selected (drop);
  value = baton_clause_to_value (&clause, self->side);
  close_popover (GTK_WIDGET (drop));
  set_clause (self, index, value);
}

static void
number_cb (GtkEntry            *entry,
           BatonAudienceEditor *self)
{
  int index = get_index (GTK_WIDGET (entry));
  gboolean maximum = g_object_get_data (G_OBJECT (entry), "baton-maximum") != NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (BatonValue) value = NULL;
  gint64 number = maximum ? BATON_INTEGER_MAX : -BATON_INTEGER_MAX;
  BatonClause clause;

  if (!baton_audience_get_clause (self->audience, index, self->side, &clause))
    return;
  if (*text != '\0' && !baton_words_parse_decimal (text, 0, &number))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }
  if (maximum)
    clause.maximum = number;
  else
    clause.minimum = number;
  value = baton_clause_to_value (&clause, self->side);
  close_popover (GTK_WIDGET (entry));
  set_clause (self, index, value);
}

static GtkWidget *
make_number (BatonAudienceEditor *self,
             const char          *label,
             gint64               number,
             gboolean             maximum)
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
make_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_popover (BatonAudienceEditor *self,
              const BatonClause   *clause,
              int                  index)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *button;

  g_object_set_data (G_OBJECT (popover), "baton-clause", GINT_TO_POINTER (index));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  if (clause->type == BATON_CLAUSE_TERMS)
    {
      const char *matches[] = { C_("audience", "At least one of them"), C_("audience", "All of them"), C_("audience", "Only these, nothing else"), C_("audience", "None of them"), NULL };
      GtkWidget *drop = gtk_drop_down_new_from_strings (matches);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), clause->match);
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How it must match"), -1);
      gtk_box_append (GTK_BOX (box), drop);
      button = make_button (_("_Choose…"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (choose_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
      g_signal_connect_object (drop, "notify::selected", G_CALLBACK (match_cb), self, 0);
    }
  else if (clause->type == BATON_CLAUSE_ATTRIBUTE)
    {
      gtk_box_append (GTK_BOX (box), make_number (self, _("At least"), clause->minimum, FALSE));
      gtk_box_append (GTK_BOX (box), make_number (self, _("At most"), clause->maximum, TRUE));
    }
  button = make_button (_("_Remove"));
  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_box_append (GTK_BOX (box), button);
  return popover;
}

/* ── Adding ── */

/* The parameter is "dimension:ID", "attribute:NAME" or "audience:ID". */
static void
add_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  BatonAudienceEditor *self = BATON_AUDIENCE_EDITOR (widget);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), ":", 3);
  g_autoptr (BatonValue) empty = baton_value_new_strv (NULL);
  g_autoptr (BatonValue) value = NULL;
  BatonClause clause = { .side = self->side, .minimum = -BATON_INTEGER_MAX, .maximum = BATON_INTEGER_MAX, .ids = empty };
  int index = baton_value_get_length (self->audience);

  if (strcmp (parts[0], "attribute") == 0)
    {
      clause.type = BATON_CLAUSE_ATTRIBUTE;
      clause.attribute = MAX (baton_attribute_find (parts[1]), 0);
      clause.minimum = 1;
    }
  else if (strcmp (parts[0], "audience") == 0)
    {
      clause.type = BATON_CLAUSE_NAMED;
      clause.audience = parts[1];
    }
  else
    {
      clause.type = BATON_CLAUSE_TERMS;
      clause.dimension = parts[1];
      if (parts[2] != NULL && baton_schema_find_side (parts[2]) >= 0)
        clause.side = baton_schema_find_side (parts[2]);
    }
  value = baton_clause_to_value (&clause, self->side);
  set_clause (self, index, value);
  if (clause.type == BATON_CLAUSE_TERMS)
    choose_ids (self, index);
}

static void
append_dimension (GMenu      *menu,
                  const char *label,
                  const char *id,
                  const char *side)
{
  g_autofree char *target = side != NULL ? g_strdup_printf ("dimension:%s:%s", id, side) : g_strdup_printf ("dimension:%s", id);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "audience.add", "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_add_menu (BatonAudienceEditor *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);
  g_autoptr (GPtrArray) vocabularies = baton_program_list (program, BATON_KIND_VOCABULARY);
  g_autoptr (GPtrArray) ladders = baton_program_list (program, BATON_KIND_TIER_LADDER);
  g_autoptr (GPtrArray) audiences = baton_program_list (program, BATON_KIND_AUDIENCE);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) dimensions = g_menu_new (), numbers = g_menu_new (), named = g_menu_new ();

  for (guint i = 0; i < vocabularies->len; i++)
    append_dimension (dimensions, baton_entity_get_name (vocabularies->pdata[i]), baton_entity_get_id (vocabularies->pdata[i]), NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (dimensions));
  if (self->side == BATON_SIDE_MEMBER)
    {
      g_autoptr (GMenu) people = g_menu_new ();

      append_dimension (people, C_("dimension", "Role"), BATON_DIMENSION_ROLE, NULL);
      for (guint i = 0; i < ladders->len; i++)
        append_dimension (people, baton_entity_get_name (ladders->pdata[i]), baton_entity_get_id (ladders->pdata[i]), NULL);
      append_dimension (people, C_("dimension", "Organization"), BATON_DIMENSION_ORGANISATION, NULL);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
      for (int attribute = 0; attribute < BATON_N_ATTRIBUTES; attribute++)
        {
          g_autofree char *target = g_strdup_printf ("attribute:%s", baton_attribute_get_name (attribute));
          g_autoptr (GMenuItem) item = g_menu_item_new (baton_words_attribute (attribute), NULL);

          g_menu_item_set_action_and_target (item, "audience.add", "s", target);
          g_menu_append_item (numbers, item);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (numbers));
      for (guint i = 0; i < audiences->len; i++)
        {
          g_autofree char *target = g_strdup_printf ("audience:%s", baton_entity_get_id (audiences->pdata[i]));
          g_autoptr (GMenuItem) item = g_menu_item_new (baton_entity_get_name (audiences->pdata[i]), NULL);

          g_menu_item_set_action_and_target (item, "audience.add", "s", target);
          g_menu_append_item (named, item);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (named));
    }
  return G_MENU_MODEL (menu);
}

static void
rebuild (BatonAudienceEditor *self)
{
  const BatonNames *names = baton_document_get_names (self->document);
  GtkWidget *add = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_add_menu (self);

  baton_wrap_clear (BATON_WRAP (self->flow));
  for (gsize i = 0; i < baton_value_get_length (self->audience); i++)
    {
      GtkWidget *chip = gtk_menu_button_new ();
      g_autofree char *text = NULL;
      BatonClause clause;

      if (!baton_audience_get_clause (self->audience, i, self->side, &clause))
        continue;
      text = baton_words_clause (names, &clause);
      gtk_menu_button_set_label (GTK_MENU_BUTTON (chip), text);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (chip), make_popover (self, &clause, i));
      gtk_widget_add_css_class (chip, "baton-chip");
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      baton_wrap_append (BATON_WRAP (self->flow), chip);
    }
  if (baton_value_get_length (self->audience) == 0)
    {
      g_autofree char *everybody = baton_words_audience (names, NULL, self->side);
      GtkWidget *label = gtk_label_new (everybody);

      baton_wrap_append (BATON_WRAP (self->flow), label);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (add), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), menu);
  gtk_widget_set_tooltip_text (add, _("Add a condition"));
  gtk_widget_add_css_class (add, "baton-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a condition"), -1);
  baton_wrap_append (BATON_WRAP (self->flow), add);
  if (self->meets != NULL)
    baton_audience_meets_show (BATON_AUDIENCE_MEETS (self->meets), self->audience);
}

void
baton_audience_editor_set (BatonAudienceEditor *self,
                           const BatonValue    *audience)
{
  if (baton_value_equal (self->audience, audience) && gtk_widget_get_first_child (self->flow) != NULL)
    return;
  g_clear_pointer (&self->audience, baton_value_unref);
  self->audience = audience != NULL ? baton_value_ref (audience) : NULL;
  rebuild (self);
}

static void
baton_audience_editor_dispose (GObject *object)
{
  G_OBJECT_CLASS (baton_audience_editor_parent_class)->dispose (object);
  g_clear_object (&BATON_AUDIENCE_EDITOR (object)->document);
}

static void
baton_audience_editor_finalize (GObject *object)
{
  g_clear_pointer (&BATON_AUDIENCE_EDITOR (object)->audience, baton_value_unref);
  G_OBJECT_CLASS (baton_audience_editor_parent_class)->finalize (object);
}

static void
baton_audience_editor_class_init (BatonAudienceEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_audience_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_audience_editor_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_AUDIENCE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BATON_TYPE_VALUE);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "audience.add", "s", add_action);
}

static void
baton_audience_editor_init (BatonAudienceEditor *self)
{
  self->flow = baton_wrap_new (6);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->flow);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
baton_audience_editor_new (BatonDocument *document,
                           BatonSide      side)
{
  BatonAudienceEditor *self = g_object_new (BATON_TYPE_AUDIENCE_EDITOR, NULL);

  self->document = g_object_ref (document);
  self->side = side;
  if (side == BATON_SIDE_MEMBER)
    {
      self->meets = baton_audience_meets_new (document);
      gtk_box_append (GTK_BOX (self->box), self->meets);
    }
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
