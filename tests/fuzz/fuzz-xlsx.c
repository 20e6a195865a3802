/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workbooks of any bytes. The reader either gives rows within its bounds or an error, never both and never neither. What is
 * no zip is packed into one as the sheet, so that the XML is reached without having to guess a zip.
 */
#include "fuzz/fuzz.h"

#include "exchange/baton-grid.h"

#include <string.h>

/* A zip of stored entries, as small as can be. */
static void
append_number (GByteArray *zip,
               guint64     number,
               guint       bytes)
{
  for (guint i = 0; i < bytes; i++)
    {
      guint8 byte = (guint8) (number >> (8 * i));

      g_byte_array_append (zip, &byte, 1);
    }
}

static guint32
count_crc (const guint8 *data,
           gsize         length)
{
  static guint32 table[256];
  guint32 crc = G_MAXUINT32;

  for (guint32 i = 0; table[255] == 0 && i < G_N_ELEMENTS (table); i++)
    {
      table[i] = i;
      for (int bit = 0; bit < 8; bit++)
        table[i] = (table[i] >> 1) ^ ((table[i] & 1) != 0 ? 0xEDB88320u : 0);
    }
  for (gsize i = 0; i < length; i++)
    crc = (crc >> 8) ^ table[(crc ^ data[i]) & 0xff];
  return ~crc;
}

static void
append_entry (GByteArray   *zip,
              GByteArray   *directory,
              const char   *name,
              const guint8 *data,
              gsize         length)
{
  guint32 offset = zip->len, crc = count_crc (data, length);

  append_number (zip, 0x04034b50, 4);
  append_number (directory, 0x02014b50, 4);
  append_number (directory, 20, 2);
  for (int i = 0; i < 2; i++)
    {
      GByteArray *to = i == 0 ? zip : directory;

      append_number (to, 20, 2);
      append_number (to, 0, 2);
      append_number (to, 0, 2);
      append_number (to, 0, 4);
      append_number (to, crc, 4);
      append_number (to, length, 4);
      append_number (to, length, 4);
      append_number (to, strlen (name), 2);
      append_number (to, 0, 2);
    }
  append_number (directory, 0, 2);
  append_number (directory, 0, 2);
  append_number (directory, 0, 2);
  append_number (directory, 0, 4);
  append_number (directory, offset, 4);
  g_byte_array_append (zip, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (directory, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip, data, (guint) length);
}

static GByteArray *
pack (const guint8 *data,
      gsize         length)
{
  static const char workbook[] = "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='1'/></sheets></workbook>";
  static const char relations[] = "<Relationships><Relationship Id='1' Target='s.xml'/></Relationships>";
  static const char styles[] = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='9'/></cellXfs></styleSheet>";
  static const char shared[] = "<sst><si><t>one</t></si><si><r><t>two</t></r></si></sst>";
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  GByteArray *zip = g_byte_array_new ();
  guint32 start;

  append_entry (zip, directory, "xl/workbook.xml", (const guint8 *) workbook, strlen (workbook));
  append_entry (zip, directory, "xl/_rels/workbook.xml.rels", (const guint8 *) relations, strlen (relations));
  append_entry (zip, directory, "xl/styles.xml", (const guint8 *) styles, strlen (styles));
  append_entry (zip, directory, "xl/sharedStrings.xml", (const guint8 *) shared, strlen (shared));
  append_entry (zip, directory, "xl/s.xml", data, length);
  start = zip->len;
  g_byte_array_append (zip, directory->data, directory->len);
  append_number (zip, 0x06054b50, 4);
  append_number (zip, 0, 4);
  append_number (zip, 5, 2);
  append_number (zip, 5, 2);
  append_number (zip, directory->len, 4);
  append_number (zip, start, 4);
  append_number (zip, 0, 2);
  return zip;
}

static void
check (const guint8 *data,
       gsize         length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonGrid) grid = baton_grid_read_workbook ((const char *) data, length, NULL, &error);

  g_assert_true ((grid == NULL) == (error != NULL));
  if (grid == NULL)
    return;
  g_assert_cmpuint (baton_grid_get_n_columns (grid), <=, BATON_GRID_MAX_COLUMNS);
  for (guint row = 0; row < baton_grid_get_n_rows (grid); row++)
    for (guint column = 0; column < baton_grid_get_n_columns (grid); column++)
      g_assert_true (g_utf8_validate (baton_grid_get (grid, row, column), -1, NULL));
}

/* The zip's reader asks for the time zone with each entry, which is a file wherever the environment does not say it. */
static void __attribute__ ((constructor))
set_time_zone (void)
{
  g_setenv ("TZ", "UTC0", TRUE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  if (size >= 4 && memcmp (data, "PK", 2) == 0)
    {
      check (data, size);
    }
  else
    {
      g_autoptr (GByteArray) zip = pack (data, size);

      check (zip->data, zip->len);
    }
  return 0;
}
