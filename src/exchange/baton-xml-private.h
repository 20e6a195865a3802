/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XML from strangers. A document type is the only door to entities and other files, so a text that has one is not parsed at all;
 * libxml2 runs without network and with its own limits of depth and size.
 */
#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

typedef xmlTextReader BatonXmlReader;

/* Reads UTF-8 alone, whatever the text says of itself, so that no other spelling can hide a document type. *data* must outlive the
 * reader. NULL when it is refused. (transfer full) */
BatonXmlReader *baton_xml_open          (const char     *data,
                                         gsize           length);
/* Whether the reader stands at the beginning or the end of an element of that name, in whatever namespace. */
gboolean        baton_xml_is_start      (BatonXmlReader *reader,
                                         const char     *name);
gboolean        baton_xml_is_end        (BatonXmlReader *reader,
                                         const char     *name);
/* (transfer full), nullable */
char           *baton_xml_dup_attribute (BatonXmlReader *reader,
                                         const char     *name);
/* Appends what the reader stands at where that is text; FALSE when *text* would grow beyond *most* bytes. */
gboolean        baton_xml_append_text   (BatonXmlReader *reader,
                                         GString        *text,
                                         gsize           most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonXmlReader, xmlFreeTextReader)

G_END_DECLS
