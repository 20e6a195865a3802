/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the edits of formatted text (baton-rich-buffer.c) and its way from and to markup (baton-rich-buffer-markup.c) share: how the
 * lines and links of the buffer are tagged.
 */
#pragma once

#include "console/widgets/baton-rich-buffer.h"

G_BEGIN_DECLS

#define BATON_RICH_BUFFER_N_LINE_TAGS 10
#define BATON_RICH_BUFFER_MAX_DEPTH 3

/* The tags that are a line's style; the first BATON_RICH_BUFFER_N_STYLES are offered. */
extern const char * const baton_rich_buffer_line_tags[BATON_RICH_BUFFER_N_LINE_TAGS];

gboolean    baton_rich_buffer_has_tag      (GtkTextBuffer      *buffer,
                                            const GtkTextIter  *iter,
                                            const char         *name);
/* Links have a tag each, known by its address. Its name. (transfer full) */
char       *baton_rich_buffer_ensure_link  (GtkTextBuffer      *buffer,
                                            const char         *address);
/* The tag of the link that *iter* stands in; NULL for none. Borrowed. *address* (out, nullable) is given. */
GtkTextTag *baton_rich_buffer_get_link_tag (const GtkTextIter  *iter,
                                            char              **address);
/* The style of the line: the first tag in it, as what is typed before its first letter has none yet; what is typed in an empty
 * line is a paragraph. */
const char *baton_rich_buffer_get_line_tag (GtkTextBuffer      *buffer,
                                            const GtkTextIter  *start);
/* The line that *iter* is in, without its end. */
void        baton_rich_buffer_get_line     (const GtkTextIter  *iter,
                                            GtkTextIter        *start,
                                            GtkTextIter        *end);
/* Whether the line holds nothing but a bullet or number that we drew. */
gboolean    baton_rich_buffer_is_bare      (GtkTextBuffer      *buffer,
                                            const GtkTextIter  *start,
                                            const GtkTextIter  *end);

G_END_DECLS
