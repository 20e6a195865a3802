/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rich text: a small allow-list of markup, read into a tree and only ever written again from that tree.
 *
 *   blocks   <p> <h2> <h3> <h4> <ul> <ol>, in lists <li>, which may hold lists
 *   inline   <b> <i> <br> <a href="https:…|mailto:…|baton:ID">, text
 *
 * Text outside a block stands in a paragraph of its own. There are no other tags, attributes, comments or entities than
 * &amp; &lt; &gt; &quot; &apos; &nbsp; and numbered ones; an & or < that cannot begin any stands for itself. A
 * placeholder {name} is plain text here (baton-placeholder.h).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BATON_RICH_TEXT_MAX_DEPTH 16

typedef enum
{
  BATON_RICH_ROOT,
  BATON_RICH_TEXT,      /* the only one with *text* */
  BATON_RICH_PARAGRAPH,
  BATON_RICH_HEADING_2,
  BATON_RICH_HEADING_3,
  BATON_RICH_HEADING_4,
  BATON_RICH_BULLETS,
  BATON_RICH_NUMBERS,
  BATON_RICH_ITEM,
  BATON_RICH_BOLD,
  BATON_RICH_ITALIC,
  BATON_RICH_BREAK,
  BATON_RICH_LINK,      /* the only one with *address* */
  BATON_N_RICH_TYPES
} BatonRichType;

typedef struct _BatonRichNode BatonRichNode;

/* Owned by the root, which is freed with baton_rich_node_free(); read-only to all others. */
struct _BatonRichNode
{
  BatonRichType  type;
  char          *text;        /* unescaped */
  char          *address;     /* unescaped; one of the three schemes */
  BatonRichNode *children;    /* the first; NULL when empty */
  BatonRichNode *next;        /* sibling */
};

/* The tree of *markup* (transfer full). NULL when it holds anything else than the list; then *refused* (out, nullable,
 * transfer full) is what was refused as the writer wrote it: "script", "onclick", "&copy;", "</b>"… */
BatonRichNode *baton_rich_text_parse        (const char          *markup,
                                             char               **refused);
void           baton_rich_node_free         (BatonRichNode       *root);
/* The tag's name ("p", "h2", "a"…); NULL for root and text. */
const char    *baton_rich_type_get_tag      (BatonRichType        type);
gboolean       baton_rich_type_is_block     (BatonRichType        type);
/* The canonical markup: parsing it again gives the same tree. (transfer full) */
char          *baton_rich_node_to_markup    (const BatonRichNode *root);
/* The words alone: a line a block, items with "• " or their number before them. (transfer full) */
char          *baton_rich_node_to_plain     (const BatonRichNode *root);
/* The same of markup; markup that cannot be parsed comes back as it is. (transfer full) */
char          *baton_rich_text_to_plain     (const char          *markup);
/* Markup that reads as *plain* does, its blank lines between paragraphs. (transfer full) */
char          *baton_rich_text_from_plain   (const char          *plain);
/* Ids of the entities that it links to, in order, each once. Empty for bad markup. (transfer full) */
char         **baton_rich_text_list_links   (const char          *markup);
/* The same markup with links to *from* leading to *to*, or, with NULL, with their words left and the link gone. NULL
 * when there is no such link or the markup is bad. (transfer full) */
char          *baton_rich_text_replace_link (const char          *markup,
                                             const char          *from,
                                             const char          *to);
/* The id that a baton: address names, borrowed from it; NULL for other addresses. */
const char    *baton_address_get_entity     (const char          *address);
/* Whether *address* is one of https: (with a host) or mailto:, without spaces, quotes and control characters. */
gboolean       baton_address_is_valid       (const char          *address);

/* Appends *text* with & < > " ' escaped, for text and for attributes in double quotes. */
void           baton_markup_append_escaped  (GString             *markup,
                                             const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonRichNode, baton_rich_node_free)

G_END_DECLS
