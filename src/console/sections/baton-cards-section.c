/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-cards-section.h"

#include "console/widgets/baton-empty-page.h"
#include "console/widgets/baton-list-detail.h"

#define DETAIL_WIDTH 720

typedef struct
{
  BatonKind  kind;
  GtkWidget *list;
  GtkWidget *beside;
  GtkWidget *side;      /* the list and what stands below it */
  GtkWidget *stack;   /* the detail, or what to choose */
  BatonForm *form;    /* borrowed; NULL: the detail has none */
} BatonCardsSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BatonCardsSection, baton_cards_section, BATON_TYPE_SECTION)

static void
describe (const BatonEntity *entity,
          BatonCard         *card,
          gpointer           user_data)
{
  BATON_CARDS_SECTION_GET_CLASS (user_data)->describe (user_data, entity, card);
}

static void
selected_cb (BatonCardsSection *self,
             const char        *id)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);

  BATON_CARDS_SECTION_GET_CLASS (self)->selected (self, id);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), id != NULL ? "detail" : "none");
}

static void
activated_cb (BatonCardsSection *self,
              const char        *id)
{
  baton_cards_section_show_detail (self);
  BATON_CARDS_SECTION_GET_CLASS (self)->activated (self, id);
}

static void
baton_cards_section_real_activated (BatonCardsSection *self,
                                    const char        *id)
{
}

static void
added_cb (BatonCardsSection *self,
          const char        *id)
{
  BATON_CARDS_SECTION_GET_CLASS (self)->added (self, id);
}

/* What was just added is called "New: Reward": its name comes first. */
static void
baton_cards_section_real_added (BatonCardsSection *self,
                                const char        *id)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);
  BatonField name = baton_schema_get_kind (priv->kind)->name_field;

  baton_cards_section_show_detail (self);
  if (priv->form != NULL && name != BATON_FIELD_NONE)
    baton_form_focus (priv->form, name);
}

static gboolean
baton_cards_section_reveal (BatonSection *section,
                            const char   *id)
{
  BatonCardsSection *self = BATON_CARDS_SECTION (section);

  if (!baton_card_list_select (baton_cards_section_get_list (self), id))
    return FALSE;
  baton_cards_section_show_detail (self);
  return TRUE;
}

static void
baton_cards_section_class_init (BatonCardsSectionClass *klass)
{
  BATON_SECTION_CLASS (klass)->reveal = baton_cards_section_reveal;
  klass->activated = baton_cards_section_real_activated;
  klass->added = baton_cards_section_real_added;
}

static void
baton_cards_section_init (BatonCardsSection *self)
{
}

BatonCardList *
baton_cards_section_make_list (BatonCardsSection *self,
                               BatonKind          kind)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);

  priv->kind = kind;
  priv->list = baton_card_list_new (baton_section_get_document (BATON_SECTION (self)), kind, baton_words_kinds (kind), describe, self);
  return BATON_CARD_LIST (priv->list);
}

void
baton_cards_section_build (BatonCardsSection *self,
                           const char        *name,
                           const char        *hint,
                           GtkWidget         *detail,
                           int                width)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);
  const BatonSectionInfo *info = baton_sections_find (name);
  GtkWidget *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new (), *none, *page;

  none = baton_empty_page_new (baton_section_get_document (BATON_SECTION (self)), G_GUINT64_CONSTANT (1) << priv->kind, info->icon,
                               baton_section_info_get_title (info), hint, NULL);
  gtk_widget_add_css_class (detail, "baton-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), DETAIL_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), detail);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  priv->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (priv->stack), none, "none");
  gtk_stack_add_named (GTK_STACK (priv->stack), scrolled, "detail");
  priv->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (priv->list, TRUE);
  gtk_box_append (GTK_BOX (priv->side), priv->list);
  priv->beside = baton_list_detail_new (priv->side, priv->stack, width);
  page = baton_section_wrap_content (BATON_SECTION (self), name, priv->beside);
  adw_bin_set_child (ADW_BIN (self), page);
  g_signal_connect_object (page, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->list, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->list, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->list, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (none, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
}

void
baton_cards_section_set_form (BatonCardsSection *self,
                              BatonForm         *form)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);

  priv->form = form;
}

BatonCardList *
baton_cards_section_get_list (BatonCardsSection *self)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);

  return BATON_CARD_LIST (priv->list);
}

void
baton_cards_section_show_detail (BatonCardsSection *self)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);

  baton_list_detail_show_detail (BATON_LIST_DETAIL (priv->beside));
}

void
baton_cards_section_add_foot (BatonCardsSection *self,
                              GtkWidget         *widget)
{
  BatonCardsSectionPrivate *priv = baton_cards_section_get_instance_private (self);

  gtk_box_append (GTK_BOX (priv->side), widget);
}

GtkWidget *
baton_cards_section_add_label (GtkWidget  *box,
                               const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}
