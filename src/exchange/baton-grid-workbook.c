/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workbooks (Office Open XML, ECMA-376): a zip of XML parts. Of it are read the list of sheets, the formats that tell days
 * and percentages from numbers, the shared texts, and one sheet; formulas count as the value that was last worked out.
 *
 * The file comes from strangers. Parts are unpacked up to a bound, whatever the zip says of their size, and read as
 * baton-xml-private.h reads what comes from strangers.
 */
#include "config.h"

#include "exchange/baton-grid.h"

#include "exchange/baton-xml-private.h"
#include "model/baton-day.h"

#include <archive.h>
#include <archive_entry.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ENTRIES 4096
#define MAX_PART_BYTES (128 * 1024 * 1024)
#define MAX_TEXT_BYTES (1024 * 1024)   /* of one cell; spreadsheets take 32,767 characters */
#define MAX_SHARED 4194304

typedef struct archive Zip;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Zip, archive_read_free)

typedef enum
{
  STYLE_PLAIN,
  STYLE_DAY,
  STYLE_PERCENT
} Style;

/* Those that each workbook has at the same place. The sheet is where one of them says. */
typedef enum
{
  PART_WORKBOOK,
  PART_RELATIONS,
  PART_STYLES,
  PART_SHARED,
  N_PARTS
} Part;

static const char * const part_names[N_PARTS] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml" };

typedef struct
{
  const char *data;
  gsize       length;
  GBytes     *parts[N_PARTS];   /* NULL for what is not there */
  GPtrArray  *shared;       /* of texts */
  GArray     *styles;       /* of Style, by index of a cell's style */
  GPtrArray  *sheet_names;  /* visible ones */
  char       *part;         /* of the sheet wanted */
  gboolean    from_1904;
} Workbook;

static gboolean
fail (GError    **error,
      const char *what)
{
  g_set_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_NOT_TABLE, "%s", what);
  return FALSE;
}

static gboolean
fail_too_large (GError **error)
{
  g_set_error_literal (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_TOO_LARGE, "");
  return FALSE;
}

/* ── The zip ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Unpacks what is left of the entry; NULL when it is damaged or larger than it may be. */
static GBytes *
unpack (Zip     *zip,
        GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16 * 1024];
  la_ssize_t n;

  while ((n = archive_read_data (zip, buffer, sizeof buffer)) > 0)
    {
      if (bytes->len + (gsize) n > MAX_PART_BYTES)
        {
          fail_too_large (error);
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  if (n < 0)
    {
      fail (error, "zip");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* The parts of those names, each NULL when there is none, in one go through the zip: to open it costs more than most parts. */
static gboolean
read_parts (const Workbook     *book,
            const char * const *names,
            guint               n_names,
            GBytes            **parts,
            GError            **error)
{
  g_autoptr (Zip) zip = archive_read_new ();
  struct archive_entry *entry;
  guint n_entries = 0, n_left = n_names;
  int result = ARCHIVE_EOF;

  archive_read_support_format_zip_seekable (zip);
  if (archive_read_open_memory (zip, book->data, book->length) != ARCHIVE_OK)
    return fail (error, "zip");
  while (n_left > 0 && ((result = archive_read_next_header (zip, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN))
    {
      const char *path = archive_entry_pathname_utf8 (entry);

      if (++n_entries > MAX_ENTRIES)
        return fail_too_large (error);
      for (guint i = 0; path != NULL && i < n_names; i++)
        {
          if (parts[i] != NULL || g_ascii_strcasecmp (path, names[i]) != 0)
            continue;
          if (archive_entry_is_encrypted (entry))
            return fail (error, "encrypted");
          parts[i] = unpack (zip, error);
          if (parts[i] == NULL)
            return FALSE;
          n_left--;
          break;
        }
    }
  return n_left == 0 || result == ARCHIVE_EOF || fail (error, "zip");
}

/* ── XML ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* A reader of the part, which stays the caller's. */
static BatonXmlReader *
open_xml (GBytes  *part,
          GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (part, &length);
  BatonXmlReader *reader = baton_xml_open (data, length);

  if (reader == NULL)
    fail (error, "xml");
  return reader;
}

static gint64
get_number (BatonXmlReader *reader,
            const char     *name,
            gint64          otherwise)
{
  g_autofree char *text = baton_xml_dup_attribute (reader, name);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL) ? number : otherwise;
}

static gboolean
append_text (GString         *text,
             BatonXmlReader  *reader,
             GError         **error)
{
  return baton_xml_append_text (reader, text, MAX_TEXT_BYTES) || fail_too_large (error);
}

/* The next node, or FALSE at the end; also where what follows is no XML, with *error* then: half of a part is none. */
static gboolean
read_next (BatonXmlReader *reader,
           GError        **error)
{
  int result = xmlTextReaderRead (reader);

  return result == 1 || (result < 0 && fail (error, "xml"));
}

/* The character that "_x000D_" stands for at *c*; 0 where it is no such thing. */
static gunichar
read_escape (const char *c)
{
  char digits[5] = { 0 };
  gunichar character;

  if (c[0] != '_' || c[1] != 'x' || !g_ascii_isxdigit (c[2]) || !g_ascii_isxdigit (c[3]) || !g_ascii_isxdigit (c[4]) || !g_ascii_isxdigit (c[5]) || c[6] != '_')
    return 0;
  memcpy (digits, c + 2, 4);
  character = (gunichar) strtoul (digits, NULL, 16);
  return g_unichar_validate (character) ? character : 0;
}

/* "_x000D_" stands for a character that XML has not got, "_x005F_" for the underscore before such a thing. Each is longer than what it
 * stands for, so the text shrinks where it is. */
static void
decode_escapes (GString *text)
{
  char *to = text->str;

  for (const char *c = text->str; c < text->str + text->len;)
    {
      gunichar character = read_escape (c);

      if (character == 0)
        {
          *to++ = *c++;
          continue;
        }
      to += g_unichar_to_utf8 (character, to);
      c += strlen ("_x000D_");
    }
  g_string_truncate (text, (gsize) (to - text->str));
}

/* ── The parts ───────────────────────────────────────────────────────────────────────────────────────── */

/* The target of a relation of the workbook: "worksheets/sheet1.xml" → "xl/worksheets/sheet1.xml". */
static char *
find_target (const Workbook *book,
             const char     *relation,
             GError        **error)
{
  GBytes *part = book->parts[PART_RELATIONS];
  g_autoptr (BatonXmlReader) reader = part != NULL ? open_xml (part, error) : NULL;

  while (reader != NULL && read_next (reader, error))
    {
      g_autofree char *id = baton_xml_is_start (reader, "Relationship") ? baton_xml_dup_attribute (reader, "Id") : NULL;
      g_autofree char *target = NULL;

      if (id == NULL || g_strcmp0 (id, relation) != 0)
        continue;
      target = baton_xml_dup_attribute (reader, "Target");
      if (target != NULL)
        return *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
    }
  if (error != NULL && *error == NULL)
    fail (error, "sheet");
  return NULL;
}

static gboolean
read_sheets (Workbook    *book,
             const char  *wanted,
             GError     **error)
{
  GBytes *part = book->parts[PART_WORKBOOK];
  g_autoptr (BatonXmlReader) reader = NULL;
  g_autofree char *relation = NULL;

  if (part == NULL)
    return fail (error, "workbook");
  reader = open_xml (part, error);
  while (reader != NULL && read_next (reader, error))
    {
      g_autofree char *name = NULL, *state = NULL;

      if (baton_xml_is_start (reader, "workbookPr"))
        {
          g_autofree char *date = baton_xml_dup_attribute (reader, "date1904");

          book->from_1904 = g_strcmp0 (date, "1") == 0 || g_strcmp0 (date, "true") == 0;
        }
      if (!baton_xml_is_start (reader, "sheet") || book->sheet_names->len >= 1000)
        continue;
      name = baton_xml_dup_attribute (reader, "name");
      state = baton_xml_dup_attribute (reader, "state");
      if (name == NULL || (state != NULL && strcmp (state, "visible") != 0 && g_strcmp0 (name, wanted) != 0))
        continue;
      if (relation == NULL && (wanted == NULL || strcmp (name, wanted) == 0))
        relation = baton_xml_dup_attribute (reader, "r:id");
      g_ptr_array_add (book->sheet_names, g_steal_pointer (&name));
    }
  if (*error != NULL)
    return FALSE;
  if (relation == NULL)
    return fail (error, "sheet");
  book->part = find_target (book, relation, error);
  return book->part != NULL;
}

/* Whether a format shows days: one of d, m, y outside quotes, brackets and escapes. Beside hours or seconds, m are minutes. */
static Style
read_format (const char *code)
{
  gboolean quoted = FALSE, bracketed = FALSE, has_month = FALSE, has_clock = FALSE;
  Style style = STYLE_PLAIN;

  if (strcmp (code, "General") == 0)
    return STYLE_PLAIN;
  for (const char *c = code; *c != '\0'; c++)
    {
      if (*c == '"')
        quoted = !quoted;
      else if (*c == '\\' && c[1] != '\0')
        c++;
      else if (!quoted && *c == '[')
        {
          bracketed = TRUE;
          /* "[h]": hours that go on beyond a day. "[Red]" is none. */
          has_clock = has_clock || (c[1] != '\0' && strchr ("hmsHMS", c[1]) != NULL && (c[2] == ']' || g_ascii_tolower (c[2]) == g_ascii_tolower (c[1])));
        }
      else if (*c == ']')
        bracketed = FALSE;
      else if (!quoted && !bracketed && strchr ("dyDY", *c) != NULL)
        return STYLE_DAY;
      else if (!quoted && !bracketed && (*c == 'm' || *c == 'M'))
        has_month = TRUE;
      else if (!quoted && !bracketed && strchr ("hsHS", *c) != NULL)
        has_clock = TRUE;
      else if (!quoted && !bracketed && *c == '%')
        style = STYLE_PERCENT;
    }
  return has_month && !has_clock ? STYLE_DAY : style;
}

static Style
get_built_in_format (gint64 id)
{
  if (id == 9 || id == 10)
    return STYLE_PERCENT;
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58) ? STYLE_DAY : STYLE_PLAIN;
}

static gboolean
read_styles (Workbook *book,
             GError  **error)
{
  GBytes *part = book->parts[PART_STYLES];
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  g_autoptr (BatonXmlReader) reader = part != NULL ? open_xml (part, error) : NULL;
  gboolean in_cells = FALSE;

  while (reader != NULL && read_next (reader, error))
    {
      if (baton_xml_is_start (reader, "numFmt"))
        {
          g_autofree char *code = baton_xml_dup_attribute (reader, "formatCode");

          if (code != NULL)
            g_hash_table_insert (formats, GINT_TO_POINTER (get_number (reader, "numFmtId", -1)), GINT_TO_POINTER (read_format (code) + 1));
        }
      if (baton_xml_is_start (reader, "cellXfs"))
        in_cells = TRUE;
      if (baton_xml_is_end (reader, "cellXfs"))
        in_cells = FALSE;
      if (in_cells && baton_xml_is_start (reader, "xf") && book->styles->len < 65536)
        {
          gint64 id = get_number (reader, "numFmtId", 0);
          int own = GPOINTER_TO_INT (g_hash_table_lookup (formats, GINT_TO_POINTER (id)));
          Style style = own > 0 ? (Style) (own - 1) : get_built_in_format (id);

          g_array_append_val (book->styles, style);
        }
    }
  return *error == NULL;
}

static gboolean
read_shared (Workbook *book,
             GError  **error)
{
  GBytes *part = book->parts[PART_SHARED];
  g_autoptr (BatonXmlReader) reader = part != NULL ? open_xml (part, error) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_text = FALSE, spoken = FALSE;

  while (reader != NULL && read_next (reader, error))
    {
      if (baton_xml_is_start (reader, "si"))
        g_string_truncate (text, 0);
      if (baton_xml_is_start (reader, "rPh"))
        spoken = !xmlTextReaderIsEmptyElement (reader); /* how it is spoken, in Japanese */
      if (baton_xml_is_end (reader, "rPh"))
        spoken = FALSE;
      if (baton_xml_is_start (reader, "t"))
        in_text = !xmlTextReaderIsEmptyElement (reader);
      if (baton_xml_is_end (reader, "t"))
        in_text = FALSE;
      if (in_text && !spoken && !append_text (text, reader, error))
        return FALSE;
      if (baton_xml_is_end (reader, "si") || (baton_xml_is_start (reader, "si") && xmlTextReaderIsEmptyElement (reader)))
        {
          if (book->shared->len >= MAX_SHARED)
            return fail_too_large (error);
          decode_escapes (text);
          g_ptr_array_add (book->shared, g_strdup (text->str));
        }
    }
  return *error == NULL;
}

/* ── The sheet ───────────────────────────────────────────────────────────────────────────────────────── */

/* "AB12" → 27; G_MAXUINT when there are no letters or too many. */
static guint
get_column (const char *reference)
{
  guint column = 0;
  guint n = 0;

  for (; g_ascii_isalpha (*reference) && n < 4; reference++, n++)
    column = column * 26 + (guint) (g_ascii_toupper (*reference) - 'A') + 1;
  return n == 0 || n > 3 ? G_MAXUINT : column - 1;
}

/* Fifteen digits are what spreadsheets keep. Three decimals get a fourth, so that nobody takes 1.234 for thousands. */
static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *point;

  if (number > -9007199254740992.0 && number < 9007199254740992.0)
    {
      g_ascii_formatd (buffer, sizeof buffer, "%.6f", number);
      point = strchr (buffer, '.');
      for (gsize length = strlen (buffer); point != NULL && length > 0 && (buffer[length - 1] == '0' || buffer[length - 1] == '.'); length--)
        {
          gboolean done = buffer[length - 1] == '.';

          buffer[length - 1] = '\0';
          if (done)
            break;
        }
      point = strchr (buffer, '.');
      return g_strconcat (strcmp (buffer, "-0") == 0 ? "0" : buffer, point != NULL && strlen (point + 1) == 3 ? "0" : "", NULL);
    }
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

/* Days since the end of 1899, with a 29 February 1900 that there never was; or since 1904. */
static char *
format_serial (const Workbook *book,
               double          serial)
{
  BatonDay epoch = book->from_1904 ? baton_day_new (1904, 1, 1) : baton_day_new (1899, 12, 30);
  gint64 day;

  /* Before it becomes a whole number: what is none, and what no integer holds, has no such value. */
  if (!(serial >= 0 && serial <= 2958465))
    return format_number (serial);
  day = (gint64) serial;
  if (!book->from_1904 && day < 60)
    day++;
  return baton_day_format ((BatonDay) (epoch + day));
}

/* NULL for a shared text that there is not. (transfer full) */
static char *
make_cell (const Workbook *book,
           const char     *type,
           gint64          style,
           const char     *text)
{
  Style shown = style >= 0 && style < book->styles->len ? g_array_index (book->styles, Style, style) : STYLE_PLAIN;
  char *end = NULL;
  double number;

  if (g_strcmp0 (type, "s") == 0)
    {
      gint64 index;

      if (*text == '\0')
        return g_strdup ("");
      return g_ascii_string_to_signed (text, 10, 0, (gint64) book->shared->len - 1, &index, NULL) ? g_strdup (book->shared->pdata[index]) : NULL;
    }
  if (g_strcmp0 (type, "b") == 0)
    return g_strdup (strcmp (text, "1") == 0 ? "true" : "false");
  if (g_strcmp0 (type, "d") == 0)
    return g_strndup (text, 10);
  if (type != NULL && strcmp (type, "n") != 0)
    return g_strdup (text);
  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number))
    return g_strdup (text);
  if (shown == STYLE_DAY)
    return format_serial (book, number);
  if (shown == STYLE_PERCENT)
    {
      g_autofree char *percent = format_number (number * 100);

      return g_strconcat (percent, " %", NULL);
    }
  return format_number (number);
}

typedef struct
{
  char   *cells[BATON_GRID_MAX_COLUMNS];   /* owned */
  guint   n_cells;
  guint64 line;
} Line;

static void
finish_line (BatonGrid *grid,
             Line      *line)
{
  if (line->n_cells > 0)
    baton_grid_add_row (grid, line->line, (const char * const *) line->cells, line->n_cells);
  for (guint i = 0; i < line->n_cells; i++)
    g_clear_pointer (&line->cells[i], g_free);
  line->n_cells = 0;
}

/* Reads the cell at which *reader* stands, to its end. */
static gboolean
read_cell (const Workbook  *book,
           BatonXmlReader  *reader,
           Line            *line,
           guint           *next,
           GError         **error)
{
  g_autofree char *reference = baton_xml_dup_attribute (reader, "r");
  g_autofree char *type = baton_xml_dup_attribute (reader, "t");
  g_autofree char *cell = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 style = get_number (reader, "s", -1);
  guint column = reference != NULL ? get_column (reference) : *next;
  gboolean in_text = FALSE;

  *next = column == G_MAXUINT ? column : column + 1;
  if (xmlTextReaderIsEmptyElement (reader))
    return TRUE;
  while (read_next (reader, error) && !baton_xml_is_end (reader, "c"))
    {
      if (baton_xml_is_start (reader, "v") || baton_xml_is_start (reader, "t"))
        in_text = !xmlTextReaderIsEmptyElement (reader);
      if (baton_xml_is_end (reader, "v") || baton_xml_is_end (reader, "t"))
        in_text = FALSE;
      if (in_text && !append_text (text, reader, error))
        return FALSE;
    }
  if (g_strcmp0 (type, "inlineStr") == 0 || g_strcmp0 (type, "str") == 0)
    decode_escapes (text);
  if (*error != NULL)
    return FALSE;
  cell = make_cell (book, type, style, text->str);
  if (cell == NULL)
    return fail (error, "text");
  if (*cell == '\0')
    return TRUE;
  if (column >= BATON_GRID_MAX_COLUMNS)
    return fail_too_large (error);
  g_free (line->cells[column]);
  line->cells[column] = g_steal_pointer (&cell);
  line->n_cells = MAX (line->n_cells, column + 1);
  return TRUE;
}

static gboolean
read_sheet (const Workbook *book,
            BatonGrid      *grid,
            GError        **error)
{
  g_autoptr (GBytes) part = NULL;
  g_autoptr (BatonXmlReader) reader = NULL;
  Line line = { .line = 0 };
  guint next = 0;
  guint64 last = 0;
  int result = 0;
  gboolean good;

  if (read_parts (book, (const char * const *) &book->part, 1, &part, error) && part != NULL)
    reader = open_xml (part, error);
  good = reader != NULL;
  while (good && (result = xmlTextReaderRead (reader)) == 1)
    {
      if (baton_xml_is_start (reader, "row"))
        {
          finish_line (grid, &line);
          line.line = (guint64) get_number (reader, "r", (gint64) (last + 1));
          last = line.line;
          next = 0;
          good = baton_grid_get_n_rows (grid) < BATON_GRID_MAX_ROWS || fail_too_large (error);
        }
      if (good && baton_xml_is_start (reader, "c"))
        good = read_cell (book, reader, &line, &next, error);
    }
  finish_line (grid, &line);
  if (good && result < 0)
    good = fail (error, "xml");
  if (!good && error != NULL && *error == NULL)
    fail (error, "sheet");
  return good;
}

BatonGrid *
baton_grid_read_workbook (const char  *data,
                          gsize        length,
                          const char  *sheet,
                          GError     **error)
{
  g_autoptr (BatonGrid) grid = baton_grid_new ();
  g_autoptr (GError) local = NULL;
  Workbook book = { .data = data, .length = length };
  gboolean good;

  book.shared = g_ptr_array_new_with_free_func (g_free);
  book.styles = g_array_new (FALSE, FALSE, sizeof (Style));
  book.sheet_names = g_ptr_array_new_with_free_func (g_free);
  good = read_parts (&book, part_names, N_PARTS, book.parts, &local) && read_sheets (&book, sheet, &local) && read_styles (&book, &local) && read_shared (&book, &local) && read_sheet (&book, grid, &local);
  g_ptr_array_add (book.sheet_names, NULL);
  baton_grid_set_sheets (grid, (const char * const *) book.sheet_names->pdata);
  g_ptr_array_unref (book.shared);
  g_array_unref (book.styles);
  g_ptr_array_unref (book.sheet_names);
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&book.parts[i], g_bytes_unref);
  g_free (book.part);
  if (good)
    return g_steal_pointer (&grid);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
