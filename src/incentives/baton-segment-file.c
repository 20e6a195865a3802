/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-segment-file.h"

#include "incentives/baton-replay.h"

#include <string.h>

BatonChecksum
baton_checksum_sum (const void *bytes,
                    gsize       length)
{
  BatonChecksum sum = { 1, 0 };
  const char *at = bytes;
  guint64 word;

  for (; length >= sizeof word; at += sizeof word, length -= sizeof word)
    {
      memcpy (&word, at, sizeof word);
      sum.first += word;
      sum.second += sum.first;
    }
  if (length > 0)
    {
      word = 0;
      memcpy (&word, at, length);
      sum.first += word;
      sum.second += sum.first;
    }
  return sum;
}

gboolean
baton_checksum_equal (const BatonChecksum *a,
                      const BatonChecksum *b)
{
  return a->first == b->first && a->second == b->second;
}

GBytes *
baton_segment_map (const char *path,
                   GError    **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &trouble);

  if (file == NULL)
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE, trouble->message);
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}
