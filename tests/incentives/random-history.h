/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random registers and histories for the random programs.
 */
#pragma once

#include "random-program.h"

#include <glib/gstdio.h>

#include "incentives/baton-history-store.h"

static inline BatonRegister *
random_make_register (void)
{
  g_autoptr (GString) organisations = g_string_new ("id,name,parent,terms,joined,from\n");
  g_autoptr (GString) members = g_string_new ("id,name,organisation,roles,terms,from\n");

  for (int i = 0; i < RANDOM_ORGANISATIONS; i++)
    {
      gboolean late = random_often (15);

      for (int row = 0; row < (random_often (40) ? 2 : 1); row++)
        {
          g_autofree char *day = row > 0 || late ? baton_day_format (random_day () - (row > 0 ? 0 : 100)) : g_strdup ("");
          g_autofree char *joined = random_often (60) ? baton_day_format (random_day () - 200) : g_strdup ("");
          /* Trees stay trees: what is above has a lower number. */
          g_autofree char *parent = i > 0 && random_often (35) ? g_strdup_printf ("o%d", random_pick (0, i - 1)) : g_strdup ("");

          g_string_append_printf (organisations, "o%d,Partner %d,%s,%s,%s,%s\n", i, i, parent, random_often (80) ? random_types[random_pick (0, 2)] : "", joined, day);
        }
    }
  for (int i = 0; i < RANDOM_MEMBERS; i++)
    {
      for (int row = 0; row < (random_often (25) ? 2 : 1); row++)
        {
          g_autofree char *day = row > 0 ? baton_day_format (random_day ()) : g_strdup ("");

          g_string_append_printf (members, "m%d,Member %d,o%d,%s,%s,%s\n", i, i, row > 0 ? random_pick (0, RANDOM_ORGANISATIONS - 1) : i % RANDOM_ORGANISATIONS,
                                  random_often (60) ? "seller" : "buyer", random_often (20) ? random_types[random_pick (0, 2)] : "", day);
        }
    }
  return baton_register_read (organisations->str, organisations->len, members->str, members->len, NULL, NULL);
}

/* Whether quantities and amounts may be as large as numbers can be. */
static gboolean random_huge = FALSE;

/* (transfer full) */
static inline char *
random_make_number (int number)
{
  return random_huge && random_often (3) ? g_strdup ("9007199254740991") : g_strdup_printf ("%d", number);
}

static const char * const random_states[] = { "submitted", "approved", "paid", "declined", "returned" };

static inline BatonHistory *
random_make_history (guint n_events)
{
  g_autoptr (GString) csv = g_string_new ("id,type,organisation,member,activity,day,quantity,amount,region,share,state,reverses,reward,points,fund\n");
  /* Every member stays with one organization. */
  gboolean settled = random_plain && random_often (75);

  for (guint i = 0; i < n_events; i++)
    {
      int organisation = random_pick (0, RANDOM_ORGANISATIONS - settled);     /* the last is unknown */
      g_autofree char *day = baton_day_format (random_day ());
      g_autofree char *id = random_often (80) ? g_strdup_printf ("%u", i * 7919 % 1000 + 1000 * (i / 1000)) : g_strdup_printf ("e%u", i);
      g_autofree char *member = !random_often (80) ? g_strdup ("") : settled || random_often (85) ? g_strdup_printf ("m%d", organisation + (random_often (40) && organisation < RANDOM_MEMBERS - 9 ? 9 : 0))
                                                                    : g_strdup_printf ("m%d", random_pick (0, RANDOM_MEMBERS + 1));
      int kind = random_pick (1, 100);
      g_autofree char *quantity = NULL, *amount = NULL;

      if (kind <= 8 && !random_plain)
        {
          g_autofree char *points = random_often (40) ? random_make_number (random_pick (1, 80)) : g_strdup ("");
          g_autofree char *money = random_make_number (random_pick (0, 900));

          g_string_append_printf (csv, "%s,redemption,o%d,%s,,%s,%d,%s,,,%s,,r%d,%s,\n", id, organisation, member, day, random_pick (1, 2), money,
                                  random_often (10) ? "pending" : "", random_pick (0, 3), points);
          if (random_often (15))
            g_string_append_printf (csv, "y%u,redemption,o%d,,,%s,,,,,,%s,,,\n", i, organisation, day, id);
          continue;
        }
      if (kind <= 11)
        {
          g_autofree char *money = random_make_number (random_pick (0, 900));

          g_string_append_printf (csv, "%s,claim,o%d,,,%s,,%s,,,%s,,,,f%d\n", id, organisation, day, money,
                                  random_states[random_pick (0, 4)], random_pick (0, 1));
          continue;
        }
      quantity = random_make_number (random_often (5) ? random_pick (1000, 3000) : random_pick (0, 40));
      amount = random_make_number (random_pick (0, 20000));
      g_string_append_printf (csv, "%s,event,o%d,%s,a%d,%s,%s,%s,%s,%s,%s,,,,\n", id, organisation, member, random_pick (0, RANDOM_ACTIVITIES), day,
                              quantity, amount, random_regions[random_pick (0, 5)],
                              !random_plain && random_often (20) ? "3300" : "", random_often (8) ? "pending" : random_often (5) ? "declined" : "");
      if (random_often (8))
        g_string_append_printf (csv, "x%u,event,o%d,,,2025-06-30,,,,,,%s,,,\n", i, organisation, id);
    }
  return baton_history_read (csv->str, csv->len, NULL);
}

/* The history as a workspace has it: in segments, from one import or several. */
static inline BatonHistory *
random_store_history (BatonHistory *history)
{
  g_autofree char *folder = g_dir_make_tmp ("baton-tally-XXXXXX", NULL);
  g_autofree char *text = baton_history_write (history);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GDir) dir = NULL;
  guint n_files = (guint) random_pick (1, 3);
  BatonHistory *stored;
  const char *name;

  for (guint file = 0; file < n_files; file++)
    {
      g_autoptr (GString) part = g_string_new (lines[0]);
      g_autoptr (BatonHistoryImport) import = baton_history_import_new (folder, NULL, NULL, NULL, NULL, NULL);
      guint number;

      g_string_append_c (part, '\n');
      for (guint i = 1; lines[i] != NULL; i++)
        if (i % n_files == file)
          g_string_append_printf (part, "%s\n", lines[i]);
      g_assert_true (baton_history_import_read_bytes (import, part->str, part->len, NULL) && baton_history_import_finish (import, NULL) &&
                     baton_history_import_commit (import, &number, NULL));
    }
  stored = baton_history_store_open (folder, NULL);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  return stored;
}
