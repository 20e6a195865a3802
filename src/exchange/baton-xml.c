/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-xml-private.h"

#include <string.h>

static void
ignore_error (void                   *user_data,
              const char             *message,
              xmlParserSeverities     severity,
              xmlTextReaderLocatorPtr locator)
{
}

BatonXmlReader *
baton_xml_open (const char *data,
                gsize       length)
{
  BatonXmlReader *reader;

  if (data == NULL || length > G_MAXINT || memchr (data, '\0', length) != NULL || g_strstr_len (data, (gssize) length, "<!DOCTYPE") != NULL)
    return NULL;
  reader = xmlReaderForMemory (data, (int) length, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  if (reader != NULL)
    xmlTextReaderSetErrorHandler (reader, ignore_error, NULL);
  return reader;
}

gboolean
baton_xml_is_start (BatonXmlReader *reader,
                    const char     *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT && g_strcmp0 ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

gboolean
baton_xml_is_end (BatonXmlReader *reader,
                  const char     *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT && g_strcmp0 ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

char *
baton_xml_dup_attribute (BatonXmlReader *reader,
                         const char     *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  if (value != NULL)
    xmlFree (value);
  return copy;
}

gboolean
baton_xml_append_text (BatonXmlReader *reader,
                       GString        *text,
                       gsize           most)
{
  int type = xmlTextReaderNodeType (reader);
  const char *value = (const char *) xmlTextReaderConstValue (reader);

  if (value == NULL || (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA && type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE))
    return TRUE;
  if (text->len + strlen (value) > most)
    return FALSE;
  g_string_append (text, value);
  return TRUE;
}
