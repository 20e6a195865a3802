/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Things of one kind as cards in their order: an icon, the name, a sentence, a note and a mark, as the section words them.
 * Moved by drag and by keys (Alt with the arrows), duplicated (Ctrl+D), deleted (Delete) with Undo in a toast. The detail
 * of the chosen card may open right below it. Selection, search and scroll survive edits.
 *
 * Signals:
 *   selected (const char *id)    another card is chosen; NULL: none
 *   activated (const char *id)   a card was clicked, or Enter pressed on it
 *   added (const char *id)       a thing was added with the button and is chosen; after *activated*
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "console/widgets/baton-tab-stop.h"

G_BEGIN_DECLS

#define BATON_TYPE_CARD_LIST (baton_card_list_get_type ())
G_DECLARE_FINAL_TYPE (BatonCardList, baton_card_list, BATON, CARD_LIST, AdwBin)

/* What a card shows. All texts are owned by the list afterwards; what is NULL is left out. */
typedef struct
{
  const char *icon;
  char       *group;       /* a heading that it shares with its neighbours */
  char       *title;
  char       *text;        /* a sentence */
  char       *note;        /* smaller, below it */
  gboolean    warning;     /* the note is one */
  char       *mark;        /* a word or two at the end: a state */
  const char *mark_class;  /* its style class */
  GtkWidget  *widget;      /* at the end, before the mark; made anew each time */
  gboolean    dim;         /* without effect at present */
} BatonCard;

/* Fills *card*, which is empty. */
typedef void (*BatonCardFunc) (const BatonEntity *entity,
                               BatonCard         *card,
                               gpointer           user_data);

/* *label*: what assistive technology calls the list. *func* is called with *owner*, which outlives the list. */
GtkWidget  *baton_card_list_new          (BatonDocument *document,
                                          BatonKind      kind,
                                          const char    *label,
                                          BatonCardFunc  func,
                                          gpointer       owner);
/* Shows what stands below *parent* (nullable: at the top) only; without this call, all of the kind. */
void        baton_card_list_set_parent   (BatonCardList *self,
                                          const char    *parent);
/* Puts *widget* at the beginning of the bar in place of the search. */
void        baton_card_list_set_heading  (BatonCardList *self,
                                          GtkWidget     *widget);
/* Lets *popover* (takes it) offer what can be added, in place of adding a plain thing. *label*: shown on the button; NULL: an icon alone. */
void        baton_card_list_set_add      (BatonCardList *self,
                                          GtkWidget     *popover,
                                          const char    *label);
/* Opens *detail* below the chosen card. */
void        baton_card_list_set_detail   (BatonCardList *self,
                                          GtkWidget     *detail);
/* Cards have no scrolling of their own: they stand in something that scrolls. */
void        baton_card_list_set_embedded (BatonCardList *self);
const char *baton_card_list_get_selected (BatonCardList *self);
/* Where Tab comes to its cards. Borrowed. */
BatonTabStop *baton_card_list_get_tab_stop (BatonCardList *self);
/* Chooses a card, or none for NULL. FALSE when the list does not show it. */
gboolean    baton_card_list_select       (BatonCardList *self,
                                          const char    *id);
guint       baton_card_list_get_length   (BatonCardList *self);
/* Words all cards anew; they change for other reasons than the program. */
void        baton_card_list_refresh      (BatonCardList *self);

G_END_DECLS
