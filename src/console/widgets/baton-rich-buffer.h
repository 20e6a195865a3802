/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formatted text in a GtkTextBuffer: a line a block, its style a tag over the whole line, bold, italic and links tags within;
 * a break is U+2028. Bullets and numbers are drawn as text that is skipped on the way back. Markup that does not fit this
 * (a list four deep, a heading within a list) is shown, and said to be lost on the way back.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The styles of lines, in the order in which they are offered; deeper lists follow and are only ever read. */
#define BATON_RICH_BUFFER_N_STYLES 6

/* Gives the buffer its tags; once, before all else. */
void     baton_rich_buffer_set_up     (GtkTextBuffer      *buffer);
/* Shows *markup*. FALSE when something of it would be lost on the way back. */
gboolean baton_rich_buffer_load       (GtkTextBuffer      *buffer,
                                       const char         *markup);
/* Canonical markup of what it holds; "" when it is empty. (transfer full) */
char    *baton_rich_buffer_save       (GtkTextBuffer      *buffer);
/* The style of the line at *iter*, of the first BATON_RICH_BUFFER_N_STYLES. */
guint    baton_rich_buffer_get_style  (GtkTextBuffer      *buffer,
                                       const GtkTextIter  *iter);
/* Gives all lines of the selection, or the one of the cursor, that style. */
void     baton_rich_buffer_set_style  (GtkTextBuffer      *buffer,
                                       guint               style);
/* Makes the selection, or the word at the cursor, bold ("b") or italic ("i"), or takes that from it. FALSE: there is no word. */
gboolean baton_rich_buffer_toggle     (GtkTextBuffer      *buffer,
                                       const char         *tag);
/* The address of the link at *iter* or directly before it, and its extent (both out, nullable); NULL where there is none.
 * (transfer full) */
char    *baton_rich_buffer_get_link   (GtkTextBuffer      *buffer,
                                       const GtkTextIter  *iter,
                                       GtkTextIter        *start,
                                       GtkTextIter        *end);
/* Lets the selection, else the link at the cursor, else *words*, which are then written there, lead to *address*; NULL takes
 * the link away and leaves its words. */
void     baton_rich_buffer_set_link   (GtkTextBuffer      *buffer,
                                       const char         *address,
                                       const char         *words);
/* Enter in a list: the next item begins, or, in an empty one, the list ends. FALSE when the cursor is in no list. */
gboolean baton_rich_buffer_break_item (GtkTextBuffer      *buffer);

/* Lets the numbers of numbered lists count on, as far as they do not after an edit. */
void     baton_rich_buffer_renumber   (GtkTextBuffer      *buffer);

G_END_DECLS
