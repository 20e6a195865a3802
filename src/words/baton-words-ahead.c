/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-ahead.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

char *
baton_words_fund_ahead (const BatonNames     *names,
                        const BatonFundAhead *ahead)
{
  g_autofree char *used = baton_words_money (names, ahead->used);
  g_autofree char *expected = baton_words_money (names, ahead->expected);
  g_autofree char *day = baton_words_day (ahead->exhausted != BATON_DAY_NONE ? ahead->exhausted : ahead->period.through);

  if (ahead->used == 0 && ahead->expected == 0)
    return g_strdup (_("Nothing is used, and nothing was in these months of last year."));
  if (ahead->used > ahead->budget)
    /* Translators: of a fund: %1$s is an amount, %2$s the day on which the budget was used up */
    return g_strdup_printf (_("%1$s used: the budget ran out on %2$s."), used, day);
  if (ahead->exhausted != BATON_DAY_NONE)
    /* Translators: of a fund: %1$s and %3$s are amounts, %2$s a day */
    return g_strdup_printf (_("%1$s used. If it goes on as last year, the budget runs out on %2$s; %3$s would be needed to the period’s end."), used, day, expected);
  /* Translators: of a fund: %1$s and %2$s are amounts, %3$s the last day of the budget's period */
  return g_strdup_printf (_("%1$s used. If it goes on as last year, it will be %2$s by %3$s: the budget lasts."), used, expected, day);
}

char *
baton_words_tiers_reached (const BatonNames *names,
                           BatonYearAhead   *ahead,
                           GPtrArray        *tiers)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = tiers->len; i > 0; i--)
    {
      int n = baton_year_ahead_count_reached (ahead, tiers->pdata[i - 1]);
      g_autofree char *tier = baton_words_isolate (baton_words_name (names, tiers->pdata[i - 1])), *number = baton_words_number (n);

      /* Translators: how many reach a tier: %1$s is the tier, %2$s how many, in a list */
      if (n > 0)
        g_ptr_array_add (parts, g_strdup_printf (C_("tiers reached", "%1$s by %2$s"), tier, number));
      else if (n == 0)
        g_ptr_array_add (parts, g_strdup_printf (C_("tiers reached", "%s by nobody"), tier));
    }
  if (parts->len == 0)
    return NULL;
  joined = baton_words_join_and (parts);
  /* Translators: %s lists tiers with how many reach them: "Gold by 3 and Silver by 20" */
  return g_strdup_printf (_("Reached in the year ahead, if it goes as the last one did: %s."), joined);
}
