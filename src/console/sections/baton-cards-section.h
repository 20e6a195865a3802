/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of a section around a list of cards: the cards at the left, at the right the chosen one, else a hint on what to
 * choose; while there is nothing, an example. What derives from it words the cards and makes the detail.
 */
#pragma once

#include "console/baton-section.h"
#include "console/widgets/baton-card-list.h"
#include "console/widgets/baton-form.h"

G_BEGIN_DECLS

#define BATON_TYPE_CARDS_SECTION (baton_cards_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (BatonCardsSection, baton_cards_section, BATON, CARDS_SECTION, BatonSection)

struct _BatonCardsSectionClass
{
  BatonSectionClass parent_class;

  /* Fills *card*, which is empty. */
  void (*describe)  (BatonCardsSection *self,
                     const BatonEntity *entity,
                     BatonCard         *card);
  /* Another one is chosen; NULL: none. */
  void (*selected)  (BatonCardsSection *self,
                     const char        *id);
  /* A card was clicked, or Enter pressed on it; the detail is shown already. */
  void (*activated) (BatonCardsSection *self,
                     const char        *id);
  /* One was added, and is chosen; unless overridden, the focus goes to its name in the form. */
  void (*added)     (BatonCardsSection *self,
                     const char        *id);
};

/* The list, to be made first: *kind* is what the cards are. Borrowed. */
BatonCardList *baton_cards_section_make_list (BatonCardsSection *self,
                                              BatonKind          kind);
/* Puts the frame together. *name*: of the section in the sidebar. *hint*: what to choose. *detail*: scrolls, in the middle of its
 * place. *width*: of the list, in pixels. */
void           baton_cards_section_build     (BatonCardsSection *self,
                                              const char        *name,
                                              const char        *hint,
                                              GtkWidget         *detail,
                                              int                width);
/* The form in *detail*, in which what was added is named. Borrowed for the section's life. */
void           baton_cards_section_set_form  (BatonCardsSection *self,
                                              BatonForm         *form);
BatonCardList *baton_cards_section_get_list  (BatonCardsSection *self);
/* Shows the detail where there is room for one of both only. */
void           baton_cards_section_show_detail (BatonCardsSection *self);
/* Puts *widget* below the list. */
void           baton_cards_section_add_foot  (BatonCardsSection *self,
                                              GtkWidget         *widget);
/* A line of text for a detail, at the end of *box*. */
GtkWidget     *baton_cards_section_add_label (GtkWidget         *box,
                                              const char        *css_class);

G_END_DECLS
