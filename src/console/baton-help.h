/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of the help: Mallard files (projectmallard.org), so that Yelp shows them too, and here the part of Mallard
 * that they use, read for our own window. A machine without Yelp, and a Flatpak, have the help as well.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BATON_HELP_ERROR (baton_help_error_quark ())
GQuark baton_help_error_quark (void);

typedef enum
{
  BATON_HELP_PARAGRAPH,
  BATON_HELP_HEADING,
  BATON_HELP_STEP,      /* of a numbered list */
  BATON_HELP_ITEM,      /* of a plain list */
  BATON_HELP_NOTE
} BatonHelpBlockKind;

typedef struct
{
  BatonHelpBlockKind  kind;
  guint               number;   /* of a step, from 1 */
  char               *markup;   /* owned; Pango markup; links are <a href="PAGE"> */
} BatonHelpBlock;

typedef struct
{
  char      *id;        /* owned */
  char      *title;     /* owned */
  char      *summary;   /* owned; one line */
  GPtrArray *blocks;    /* owned; of BatonHelpBlock */
  GStrv      see_also;  /* owned; ids of pages */
  char      *words;     /* owned; all text, case folded, for searching */
} BatonHelpPage;

/* The ids of all pages in reading order, the start page first; ended by NULL. */
extern const char * const baton_help_pages[];

/* The page for a section of the sidebar. Never NULL. */
const char    *baton_help_find_section (const char     *section);
/* In the user's language where there is a translation, else in English. NULL with BATON_HELP_ERROR or a GMarkupError
 * when there is no such page or it cannot be read. (transfer full) */
BatonHelpPage *baton_help_load         (const char     *id,
                                        GError        **error);
void           baton_help_page_free    (BatonHelpPage  *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHelpPage, baton_help_page_free)

G_END_DECLS
