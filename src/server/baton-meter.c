/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each key one number: when all that was taken will have been paid back. It may lie a minute ahead and no more, which is
 * a bucket that holds a minute's worth and fills steadily (the generic cell rate algorithm).
 */
#include "server/baton-meter.h"

#include <string.h>

#define MINUTE_US (60 * G_USEC_PER_SEC)
#define SWEEP_US G_USEC_PER_SEC    /* at most so often all keys are looked through */

struct _BatonMeter
{
  GHashTable *paid;       /* owned: char * → gint64 *, both owned; monotonic microseconds */
  guint       per_minute;
  gint64      swept;      /* when they were last looked through */
};

BatonMeter *
baton_meter_new (guint per_minute)
{
  BatonMeter *meter = g_new0 (BatonMeter, 1);

  g_return_val_if_fail (per_minute > 0, meter);
  meter->paid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  meter->per_minute = per_minute;
  return meter;
}

void
baton_meter_free (BatonMeter *meter)
{
  if (meter == NULL)
    return;
  g_clear_pointer (&meter->paid, g_hash_table_unref);
  g_free (meter);
}

static gboolean
is_paid (gpointer key,
         gpointer value,
         gpointer now)
{
  return *(gint64 *) value <= *(gint64 *) now;
}

/* Where the key's number stands; those who come when there is no room left share a place. */
static gint64 *
find_place (BatonMeter *meter,
            const char *key,
            gint64      now)
{
  gint64 *paid = g_hash_table_lookup (meter->paid, key);

  if (paid != NULL)
    return paid;
  if (g_hash_table_size (meter->paid) >= BATON_METER_MAX_KEYS / 2 && now - meter->swept >= SWEEP_US)
    {
      g_hash_table_foreach_remove (meter->paid, is_paid, &now);
      meter->swept = now;
    }
  if (g_hash_table_size (meter->paid) >= BATON_METER_MAX_KEYS - 1)
    {
      key = "";
      paid = g_hash_table_lookup (meter->paid, key);
    }
  if (paid == NULL)
    {
      paid = g_new0 (gint64, 1);
      g_hash_table_insert (meter->paid, g_strdup (key), paid);
    }
  return paid;
}

gboolean
baton_meter_take (BatonMeter *meter,
                  const char *key,
                  guint       cost,
                  gint64      now,
                  guint      *wait_s)
{
  gint64 *paid = find_place (meter, key, now);
  gint64 until = MAX (*paid, now) + MINUTE_US * MIN (cost, meter->per_minute) / meter->per_minute;

  if (until - now > MINUTE_US)
    {
      *wait_s = (guint) ((until - now - MINUTE_US + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
      return FALSE;
    }
  *paid = until;
  return TRUE;
}

guint
baton_meter_count (BatonMeter *meter)
{
  return g_hash_table_size (meter->paid);
}

char *
baton_peer_get_network (GInetAddress *address)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);
  g_autoptr (GInetAddress) network = NULL;
  guint8 prefix[16] = { 0 };

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6 || g_inet_address_get_is_loopback (address))
    return g_inet_address_to_string (address);
  if (memcmp (bytes, mapped, sizeof mapped) == 0)
    {
      network = g_inet_address_new_from_bytes (bytes + sizeof mapped, G_SOCKET_FAMILY_IPV4);
      return g_inet_address_to_string (network);
    }
  memcpy (prefix, bytes, 8);
  network = g_inet_address_new_from_bytes (prefix, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}
