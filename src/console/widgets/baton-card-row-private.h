/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card of a card list (baton-card-list.h): the row, what it shows and what the list keeps of it.
 */
#pragma once

#include "console/widgets/baton-card-list.h"

G_BEGIN_DECLS

#define BATON_TYPE_CARD_ROW (baton_card_row_get_type ())
G_DECLARE_FINAL_TYPE (BatonCardRow, baton_card_row, BATON, CARD_ROW, GtkListBoxRow)

struct _BatonCardRow
{
  GtkListBoxRow  parent_instance;

  char          *id;        /* owned; NULL: the row of the detail */
  char          *folded;    /* what is searched; owned */
  char          *group;     /* owned, nullable */
  guint          index;     /* in the order of the program */
  gboolean       dirty;     /* to be worded anew */

  GtkWidget     *icon;
  GtkWidget     *title;
  GtkWidget     *text;
  GtkWidget     *note;
  GtkWidget     *slot;      /* what the section puts at the end */
  GtkWidget     *mark;
  const char    *mark_class;
};

GtkWidget *baton_card_row_new  (const char   *id);
/* Takes the texts of *card*. */
void       baton_card_row_fill (BatonCardRow *row,
                                BatonCard    *card);

/* Adds the style class, or takes it away: of a card, or of what is in it. */
void       baton_card_row_set_class (GtkWidget  *widget,
                                     const char *css_class,
                                     gboolean    set);

G_END_DECLS
