/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growth is a matter of counting: each organization and activity carries over what is left of an event, so that the
 * forecast has whole events and the right number of them, whatever the growth. Sizes stay what they were.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-forecast.h"

#include "incentives/baton-history-private.h"

#define WHOLE 10000
#define MONTHS 12
#define PREFIX "forecast-"

gboolean
baton_forecast_is_made_up (const BatonEvent *event)
{
  return g_str_has_prefix (event->id, PREFIX);
}

gboolean
baton_forecast_is (BatonHistory *history)
{
  guint n = baton_history_get_n_events (history);

  /* What lies in segments is what happened. */
  return baton_history_get_rows (history) == NULL && n > 0 && baton_forecast_is_made_up (&baton_history_get_events (history)[n - 1]);
}

/* How often the event is repeated. */
static gint64
count_copies (GHashTable       *carried,
              const BatonEvent *event,
              int               growth)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", event->organisation, event->subject);
  gint64 *left = g_hash_table_lookup (carried, key);
  gint64 copies;

  if (left == NULL)
    {
      left = g_new0 (gint64, 1);
      g_hash_table_insert (carried, g_steal_pointer (&key), left);
    }
  *left += WHOLE + growth;
  copies = *left / WHOLE;
  *left %= WHOLE;
  return copies;
}

static void
add_copies (BatonHistoryBuilder *builder,
            const BatonEvent    *event,
            gint64               copies)
{
  for (gint64 i = 0; i < copies; i++)
    {
      g_autofree char *id = g_strdup_printf (PREFIX "%" G_GINT64_FORMAT "-%s", i + 1, event->id);
      BatonEvent copy = *event;

      copy.id = id;
      copy.day = baton_day_add_months (event->day, MONTHS);
      copy.version = 1;
      baton_history_builder_add (builder, &copy);
    }
}

static gboolean
repeats (const BatonEvent *event,
         BatonDay          today)
{
  gboolean granted = event->state == BATON_EVENT_APPROVED || (event->type == BATON_EVENT_CLAIM && event->state == BATON_EVENT_PAID);

  return granted && event->reverses == NULL &&
         event->reversal_index == BATON_EVENT_NONE && baton_day_add_months (event->day, MONTHS) > today;
}

BatonHistory *
baton_forecast_new (BatonHistory *history,
                    BatonDay      today,
                    int           growth)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();
  g_autoptr (GHashTable) carried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const BatonEvent *events = baton_history_get_events (history);
  guint n = baton_history_get_n_events (history);

  g_return_val_if_fail (growth >= -WHOLE, NULL);

  for (guint i = 0; i < n && events[i].day <= today; i++)
    baton_history_builder_add (builder, &events[i]);
  for (guint i = 0; i < n && events[i].day <= today; i++)
    {
      if (repeats (&events[i], today))
        add_copies (builder, &events[i], events[i].type == BATON_EVENT_ACTIVITY ? count_copies (carried, &events[i], growth) : 1);
    }
  return baton_history_builder_finish (builder, NULL);
}
