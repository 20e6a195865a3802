/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-xliff.h"

#include "exchange/baton-po-private.h"
#include "exchange/baton-xml-private.h"
#include "model/baton-locale.h"

#include <string.h>

#define NAMESPACE "urn:oasis:names:tc:xliff:document:2.0"
#define MAX_TEXT_BYTES (1024 * 1024)
#define MAX_UNITS 1000000

static const char *
get_source_tag (const BatonProgram *program)
{
  BatonEntity *root = baton_program_get_root (program);
  const char *tag = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;

  return tag != NULL ? tag : "en";
}

/* ── Out ── */

/* The text as XML has it: a control character, which validation complains of, would make the whole file unreadable to every tool, so a
 * mark stands in its place. (transfer full) */
static char *
escape (const char *text)
{
  g_autoptr (GString) valid = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean has = character >= 0x20 ? character != 0xFFFE && character != 0xFFFF : character == '\t' || character == '\n' || character == '\r';

      g_string_append_unichar (valid, has ? character : 0xFFFD);
    }
  return g_markup_escape_text (valid->str, (gssize) valid->len);
}

static void
append_element (GString    *xml,
                const char *indent,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = escape (text);

  g_string_append_printf (xml, "%s<%s xml:space=\"preserve\">%s</%s>\n", indent, name, escaped, name);
}

static const char *
get_segment (BatonTextState state)
{
  switch (state)
    {
    case BATON_TEXT_NEEDS_WORK:
      return "<segment state=\"initial\" subState=\"baton:needs-work\">";
    case BATON_TEXT_STALE:
      return "<segment state=\"initial\" subState=\"baton:stale\">";
    case BATON_TEXT_TRANSLATED:
      return "<segment state=\"translated\">";
    case BATON_TEXT_REVIEWED:
      return "<segment state=\"final\">";
    case BATON_TEXT_MISSING:
    case BATON_TEXT_SOURCE:
    case BATON_TEXT_NATIVE:
    case BATON_TEXT_KEPT:
    default:
      return "<segment state=\"initial\">";
    }
}

static void
append_notes (GString    *xml,
              const char *description)
{
  g_auto (GStrv) lines = g_strsplit (description, "\n", -1);

  g_string_append (xml, "      <notes>\n");
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        g_autofree char *escaped = escape (lines[i]);

        g_string_append_printf (xml, "        <note>%s</note>\n", escaped);
      }
  g_string_append (xml, "      </notes>\n");
}

static void
append_unit (GString             *xml,
             const BatonProgram  *program,
             const BatonTextUnit *unit,
             const char          *tag)
{
  const BatonValue *text = baton_entity_get (unit->entity, unit->field);
  BatonTextState state = baton_text_get_state (text, tag, get_source_tag (program));
  const char *target = baton_text_get_exact (text, tag);
  g_autofree char *description = baton_po_describe_unit (program, unit);

  if (state == BATON_TEXT_KEPT || state == BATON_TEXT_NATIVE || state == BATON_TEXT_SOURCE)
    return;
  g_string_append_printf (xml, "    <unit id=\"%s:%s\">\n", baton_entity_get_id (unit->entity), baton_schema_get_field (unit->field)->name);
  append_notes (xml, description);
  g_string_append_printf (xml, "      %s\n", get_segment (state));
  append_element (xml, "        ", "source", baton_text_get_source (text));
  if (target != NULL)
    append_element (xml, "        ", "target", target);
  g_string_append (xml, "      </segment>\n    </unit>\n");
}

char *
baton_xliff_export (const BatonProgram *program,
                    const char         *tag)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autoptr (GArray) units = baton_text_units_list (program);
  BatonEntity *root = baton_program_get_root (program);
  g_autofree char *original = escape (root != NULL ? baton_entity_get_name (root) : "Baton"), *source = escape (get_source_tag (program));

  g_string_append_printf (xml, "<xliff xmlns=\"" NAMESPACE "\" version=\"2.0\" srcLang=\"%s\" trgLang=\"%s\">\n  <file id=\"program\" original=\"%s\">\n",
                          source, tag, original);
  for (guint i = 0; i < units->len; i++)
    append_unit (xml, program, &g_array_index (units, BatonTextUnit, i), tag);
  g_string_append (xml, "  </file>\n</xliff>\n");
  return g_string_free (xml, FALSE);
}

/* ── In ── */

gboolean
baton_xliff_is (const char *data,
                gsize       length)
{
  gsize i = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < length && g_ascii_isspace (data[i]))
    i++;
  return i < length && data[i] == '<';
}

typedef struct
{
  BatonXmlReader *reader;
  BatonPoImport  *import;
  GPtrArray      *entries;
  GString        *source;
  GString        *target;
  gboolean        has_inline;
  gboolean        unfinished;
  gboolean        translated;   /* a segment has a translation */
  gboolean        in_part;      /* within a segment or what stands between two; elsewhere texts are proposals and earlier ones */
  gboolean        ignorable;    /* the part is what stands between two */
  gboolean        has_target;   /* the part has a target */
  gsize           part;         /* where the part begins in *source* */
} Scan;

/* The text of <source> or <target> up to its end; elements in it are noted, for they stand for something that is not text. */
static gboolean
read_text (Scan       *scan,
           const char *name,
           GString    *text)
{
  if (xmlTextReaderIsEmptyElement (scan->reader))
    return TRUE;
  while (xmlTextReaderRead (scan->reader) == 1)
    {
      if (baton_xml_is_end (scan->reader, name))
        return TRUE;
      if (xmlTextReaderNodeType (scan->reader) == XML_READER_TYPE_ELEMENT)
        scan->has_inline = TRUE;
      if (!baton_xml_append_text (scan->reader, text, MAX_TEXT_BYTES))
        return FALSE;
    }
  return FALSE;
}

/* "entity:field" → "entity/field"; ids have no colon. (transfer full) */
static char *
make_context (const char *id)
{
  char *context = g_strdup (id != NULL ? id : "");
  char *colon = strrchr (context, ':');

  if (colon != NULL)
    *colon = '/';
  return context;
}

static char *
normalize (const char *text)
{
  char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  return normal != NULL ? normal : g_strdup ("");
}

/* What the reader stands at, where it begins or ends a part of a unit; FALSE when that cannot be read. */
static gboolean
read_part (Scan *scan)
{
  gboolean segment = baton_xml_is_start (scan->reader, "segment"), ignorable = baton_xml_is_start (scan->reader, "ignorable");

  if (segment || ignorable)
    {
      g_autofree char *state = baton_xml_dup_attribute (scan->reader, "state");

      scan->unfinished = scan->unfinished || (segment && g_strcmp0 (state, "initial") == 0);
      scan->in_part = !xmlTextReaderIsEmptyElement (scan->reader);
      scan->ignorable = ignorable;
      scan->has_target = FALSE;
      scan->part = scan->source->len;
    }
  else if (scan->in_part && baton_xml_is_start (scan->reader, "source"))
    {
      return read_text (scan, "source", scan->source);
    }
  else if (scan->in_part && baton_xml_is_start (scan->reader, "target"))
    {
      gsize before = scan->target->len;

      scan->has_target = TRUE;
      if (!read_text (scan, "target", scan->target))
        return FALSE;
      scan->translated = scan->translated || (!scan->ignorable && scan->target->len > before);
    }
  else if (baton_xml_is_end (scan->reader, "segment") || baton_xml_is_end (scan->reader, "ignorable"))
    {
      /* A space between two sentences is the same in both languages, unless it is said otherwise. */
      if (scan->in_part && scan->ignorable && !scan->has_target)
        g_string_append (scan->target, scan->source->str + scan->part);
      scan->in_part = FALSE;
    }
  return TRUE;
}

/* A unit with all its segments: tools part texts into sentences, which belong together again. */
static gboolean
read_unit (Scan *scan)
{
  g_autofree char *id = baton_xml_dup_attribute (scan->reader, "id");
  int line = xmlTextReaderGetParserLineNumber (scan->reader);
  BatonPoEntry *entry;

  g_string_truncate (scan->source, 0);
  g_string_truncate (scan->target, 0);
  scan->has_inline = scan->unfinished = scan->translated = scan->in_part = FALSE;
  if (xmlTextReaderIsEmptyElement (scan->reader))
    return TRUE;
  while (xmlTextReaderRead (scan->reader) == 1 && !baton_xml_is_end (scan->reader, "unit"))
    if (!read_part (scan))
      return FALSE;
  if (!baton_xml_is_end (scan->reader, "unit") || scan->entries->len >= MAX_UNITS)
    return FALSE;
  if (!scan->translated)
    g_string_truncate (scan->target, 0);
  if (scan->has_inline)
    {
      baton_po_import_report (scan->import, BATON_PO_BAD_TEXT, (guint) MAX (line, 1), NULL, BATON_FIELD_NONE, "bad-markup");
      return TRUE;
    }
  entry = g_new0 (BatonPoEntry, 1);
  entry->context = make_context (id);
  entry->source = normalize (scan->source->str);
  entry->target = normalize (scan->target->str);
  entry->fuzzy = scan->unfinished && *entry->target != '\0';
  entry->line = (guint) MAX (line, 1);
  g_ptr_array_add (scan->entries, entry);
  return TRUE;
}

/* Whether the root is an XLIFF 2 for *tag*; told where it is not. */
static gboolean
check_root (Scan       *scan,
            const char *tag)
{
  g_autofree char *version = baton_xml_dup_attribute (scan->reader, "version");
  g_autofree char *language = baton_xml_dup_attribute (scan->reader, "trgLang");
  g_autofree char *canonical = language != NULL ? baton_locale_canonicalize (language) : NULL;

  if (!baton_xml_is_start (scan->reader, "xliff") || version == NULL || !g_str_has_prefix (version, "2."))
    baton_po_import_report (scan->import, BATON_PO_BAD_LINE, 1, NULL, BATON_FIELD_NONE, NULL);
  else if (language == NULL)
    baton_po_import_report (scan->import, BATON_PO_NO_HEADER, 1, NULL, BATON_FIELD_NONE, NULL);
  else if (g_strcmp0 (canonical, tag) != 0)
    baton_po_import_report (scan->import, BATON_PO_OTHER_LANGUAGE, 1, NULL, BATON_FIELD_NONE, language);
  return !scan->import->refused;
}

static gboolean
scan_file (Scan       *scan,
           const char *tag)
{
  int result;

  while ((result = xmlTextReaderRead (scan->reader)) == 1 && xmlTextReaderNodeType (scan->reader) != XML_READER_TYPE_ELEMENT)
    ;
  if (result != 1)
    return FALSE;
  if (!check_root (scan, tag))
    return TRUE;
  while ((result = xmlTextReaderRead (scan->reader)) == 1)
    if (baton_xml_is_start (scan->reader, "unit") && !read_unit (scan))
      return FALSE;
  return result == 0;
}

BatonPoImport *
baton_xliff_import (const BatonProgram *program,
                    const char         *data,
                    gsize               length,
                    const char         *tag,
                    gboolean            replace_reviewed)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_po_entry_free);
  g_autoptr (BatonXmlReader) reader = baton_xml_open (data, length);
  g_autoptr (GString) source = g_string_new (NULL);
  g_autoptr (GString) target = g_string_new (NULL);
  BatonPoImport *import = baton_po_import_new ();
  Scan scan = { .reader = reader, .import = import, .entries = entries, .source = source, .target = target };

  g_return_val_if_fail (program != NULL && data != NULL && tag != NULL, NULL);

  if (!g_utf8_validate_len (data, length, NULL))
    baton_po_import_report (import, BATON_PO_NOT_UTF8, 1, NULL, BATON_FIELD_NONE, NULL);
  else if (reader == NULL || !scan_file (&scan, tag))
    baton_po_import_report (import, BATON_PO_BAD_LINE, reader != NULL ? (guint) MAX (xmlTextReaderGetParserLineNumber (reader), 1) : 1, NULL, BATON_FIELD_NONE, NULL);
  if (!import->refused)
    baton_po_import_take (import, program, entries, 0, tag, replace_reviewed);
  return import;
}
