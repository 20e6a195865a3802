/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one way by which HTML is written. It knows three contexts: text, attribute and address. Names of tags and
 * attributes are constants of the code; everything else is escaped, and addresses that could run or fetch something are
 * refused. There is no way to write raw markup, a style or a script.
 */
#pragma once

#include <glib.h>

#include "portal/baton-portal.h"

G_BEGIN_DECLS

typedef struct _BatonHtml BatonHtml;

/* *locale* is the page's: elements with text of another one say so. *rtl* is its direction. */
BatonHtml *baton_html_new         (const char            *locale,
                                   gboolean               rtl);
void       baton_html_free        (BatonHtml             *html);
/* Closes what is open. Frees *html*. (transfer full) */
char      *baton_html_finish      (BatonHtml             *html);

/* Opens an element. Pairs of name and value follow, ended by NULL; a value that is NULL leaves its attribute out, "" writes
 * the name alone. "href", "src" and "action" are addresses: one that is refused is left out. */
void       baton_html_open        (BatonHtml             *html,
                                   const char            *tag,
                                   ...) G_GNUC_NULL_TERMINATED;
/* An element without content or end: img, input, meta, link, br, and the shapes inside an svg. */
void       baton_html_void        (BatonHtml             *html,
                                   const char            *tag,
                                   ...) G_GNUC_NULL_TERMINATED;
void       baton_html_close       (BatonHtml             *html);
void       baton_html_text        (BatonHtml             *html,
                                   const char            *text);
void       baton_html_number      (BatonHtml             *html,
                                   gint64                 number);

/* <tag class="…">text</tag>, with lang and dir where the text is in another language than the page. Nothing for "". */
void       baton_html_element     (BatonHtml             *html,
                                   const char            *tag,
                                   const char            *class_name,
                                   const BatonPortalText *text);
/* The same with plain text in the page's language. Nothing for NULL or "". */
void       baton_html_plain       (BatonHtml             *html,
                                   const char            *tag,
                                   const char            *class_name,
                                   const char            *text);
/* A name of a person or a company: of unknown language and direction. */
void       baton_html_name        (BatonHtml             *html,
                                   const char            *class_name,
                                   const char            *name);

typedef char *(*BatonHtmlLinkFunc) (const char *id,
                                    gpointer    user_data);

/* Rich text in a div of *class_name*. Headings begin at *level* (2…6). *link* gives the address of an entity (transfer
 * full), NULL for none: then the words stay and the link goes. Markup that is not of the allow-list is written as text. */
void       baton_html_rich        (BatonHtml             *html,
                                   const char            *class_name,
                                   const BatonPortalText *markup,
                                   int                    level,
                                   BatonHtmlLinkFunc      link,
                                   gpointer               user_data);

/* A stylesheet of ours inside a style element, written as it is: its text is made by this room from constants and typed
 * values. *css* that could end the element is refused. */
void       baton_html_stylesheet  (BatonHtml             *html,
                                   const char            *css);
/* Whether the address may stand in a page: https, mailto, relative; for pictures also data:image/. */
gboolean   baton_html_is_address  (const char            *address,
                                   gboolean               picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonHtml, baton_html_free)

G_END_DECLS
