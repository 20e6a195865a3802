/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody's export through a pipe, of any length: with a byte order mark, line breaks in quotes, a day that there is none, and an end
 * that was cut off. Written on a thread of its own.
 */
#pragma once

#include <glib.h>
#include <signal.h>
#include <unistd.h>

#define EXPORT_PARTNERS 200
#define EXPORT_BAD_DAY_ROW 1000u
#define EXPORT_QUOTED_EVERY 977
#define EXPORT_QUOTED "Größe:\nthe \"big\" one,\nagain"

typedef struct
{
  int     fd;            /* closed at the end */
  guint64 bytes;         /* at least */
  guint64 n_rows;        /* out: with the bad one, without the last */
  guint64 n_lines;       /* out: with the header and the last */
  guint64 bad_line;      /* out: of the row without a day */
} Export;

static inline void
export_append_row (Export  *export,
                   GString *csv)
{
  guint64 id = ++export->n_rows;

  export->n_lines++;
  if (id == EXPORT_BAD_DAY_ROW)
    {
      g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",o1,m1,r1,a1,2025-02-29,1,,\n", id);
      export->bad_line = export->n_lines;
      return;
    }
  g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",o%u,m%u,r%u,a%u,2025-%02u-%02u,%u,,", id, (guint) (id * 7 % EXPORT_PARTNERS) + 1, (guint) (id % 50) + 1,
                          (guint) (id % 8) + 1, (guint) (id % 20) + 1, (guint) (id % 12) + 1, (guint) (id / 12 % 28) + 1, (guint) (id % 40));
  if (id % EXPORT_QUOTED_EVERY == 0)
    {
      g_string_append (csv, "\"Größe:\nthe \"\"big\"\" one,\nagain\"");
      export->n_lines += 2;
    }
  g_string_append_c (csv, '\n');
}

/* A GThreadFunc. */
static inline gpointer
export_write (gpointer data)
{
  Export *export = data;
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbfid,organisation,member,region,activity,day,quantity,amount,deal\r\n");
  guint64 written = 0;

  export->n_lines = 1;
  while (written < export->bytes)
    {
      while (csv->len < 256 * 1024)
        export_append_row (export, csv);
      for (gsize at = 0; at < csv->len;)
        {
          gssize n = write (export->fd, csv->str + at, csv->len - at);

          if (n <= 0)
            goto out;
          at += n;
        }
      written += csv->len;
      g_string_truncate (csv, 0);
    }
  g_string_append (csv, "99999999999,o1,m1,r1,a");
  export->n_lines++;
  if (write (export->fd, csv->str, csv->len) < 0)
    g_test_message ("the reader has gone");
out:
  close (export->fd);
  return NULL;
}
