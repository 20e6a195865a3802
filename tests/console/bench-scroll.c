/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scrolling of 100,000 terms and 5,000 activities: to a far thing, by the wheel, page by page, and by a scrollbar that is thrown
 * about. A benchmark (`meson test --benchmark`), no test: it asserts no time. It says in processor time of this thread how long
 * each step held the main loop before the toolkit drew, and how long its frame took (styles, layout, drawing).
 */
#include "console-fixture.h"
#include "console-large.h"
#include "console-look.h"

#include "words/baton-words.h"

#include "baton-resources.h"

#include <time.h>

#define N_STEPS 60
#define WHEEL 120   /* pixels that two notches scroll */

typedef struct
{
  GArray *held;    /* of double, milliseconds */
  GArray *frames;  /* likewise */
  double  began;   /* of the running phases of a frame */
  double  frame;   /* of what was drawn since the step */
} Meter;

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1000.0 + time.tv_nsec / 1e6;
}

static void
frame_begins_cb (Meter *meter)
{
  meter->began = now_ms ();
}

static void
frame_ends_cb (Meter *meter)
{
  meter->frame += now_ms () - meter->began;
}

static int
compare_ms (gconstpointer a,
            gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static void
print_one (const char *what,
           GArray     *values)
{
  g_array_sort (values, compare_ms);
  g_print ("  %s: median %5.1f, 95 in 100 within %5.1f, longest %5.1f ms", what, g_array_index (values, double, values->len / 2),
           g_array_index (values, double, values->len * 95 / 100), g_array_index (values, double, values->len - 1));
  g_array_set_size (values, 0);
}

static void
print (Meter      *meter,
       const char *what)
{
  g_print ("%-44s", what);
  print_one ("held", meter->held);
  print_one ("frame", meter->frames);
  g_print ("\n");
}

/* Whatever *step* does and the main loop does after it, drawing apart. */
static void
measure (Meter         *meter,
         void         (*step) (gpointer data, double to),
         gpointer       data,
         double         to)
{
  double began, held;

  meter->frame = 0;
  began = now_ms ();
  step (data, to);
  /* Turn by turn: the longest of them is what one waits for. */
  held = now_ms () - began;
  for (int i = 0; i < 40; i++)
    {
      double before = meter->frame, turn = now_ms ();

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      held = MAX (held, now_ms () - turn - (meter->frame - before));
    }
  g_array_append_val (meter->held, held);
  g_array_append_val (meter->frames, meter->frame);
}

static void
scroll_step (gpointer adjustment,
             double   to)
{
  gtk_adjustment_set_value (adjustment, to);
}

typedef struct
{
  ConsoleFixture *fixture;
  GPtrArray      *ids;
} Reveal;

static void
reveal_step (gpointer data,
             double   to)
{
  const Reveal *reveal = data;

  baton_main_window_reveal (BATON_MAIN_WINDOW (reveal->fixture->window), reveal->ids->pdata[(guint) to]);
}

static void
scroll_about (Meter         *meter,
              GtkAdjustment *adjustment,
              const char    *what)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  double page = gtk_adjustment_get_page_size (adjustment);
  g_autofree char *wheel = g_strdup_printf ("%s, by the wheel", what), *pages = g_strdup_printf ("%s, page by page", what);
  g_autofree char *thrown = g_strdup_printf ("%s, thrown about", what);

  g_print ("%s: %.0f pixels\n", what, gtk_adjustment_get_upper (adjustment));
  for (int i = 0; i < N_STEPS; i++)
    measure (meter, scroll_step, adjustment, i * WHEEL);
  print (meter, wheel);
  for (int i = 0; i < N_STEPS; i++)
    measure (meter, scroll_step, adjustment, i * page);
  print (meter, pages);
  for (int i = 0; i < N_STEPS; i++)
    measure (meter, scroll_step, adjustment, g_rand_double (random) * (gtk_adjustment_get_upper (adjustment) - page));
  print (meter, thrown);
}

static void
bench (ConsoleFixture *fixture,
       Meter          *meter,
       const char     *section,
       BatonKind       kind,
       GType           view,
       const char     *what)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) ids = console_list_ids (fixture, kind, NULL);
  Reveal reveal = { fixture, ids };
  g_autofree char *far = g_strdup_printf ("%s, to a far one", what);
  GtkWidget *list;

  console_show (fixture, section);
  console_fixture_iterate (1500);
  for (int i = 0; i < N_STEPS; i++)
    measure (meter, reveal_step, &reveal, g_rand_int_range (random, 0, (int) ids->len));
  print (meter, far);
  console_fixture_iterate (500);
  list = console_find_type (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window))), view);
  scroll_about (meter, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW))), what);
}

int
main (int    argc,
      char **argv)
{
  ConsoleFixture fixture = { 0 };
  Meter meter = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)), 0, 0 };
  g_autofree char *folder = NULL, *path = NULL, *command = NULL;
  GdkFrameClock *clock;

  if (!gtk_init_check ())
    {
      g_print ("There is no display, and no Xvfb to make one.\n");
      return 77;
    }
  adw_init ();
  baton_register_resource ();
  baton_words_init ();
  folder = g_dir_make_tmp ("baton-scroll-XXXXXX", NULL);
  path = g_build_filename (folder, "large.baton", NULL);
  console_large_make (path);
  console_fixture_set_up (&fixture, path);
  console_fixture_iterate (3000);
  clock = gtk_widget_get_frame_clock (fixture.window);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (frame_begins_cb), &meter);
  g_signal_connect_data (clock, "paint", G_CALLBACK (frame_ends_cb), &meter, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  bench (&fixture, &meter, "taxonomy", BATON_KIND_TERM, GTK_TYPE_LIST_VIEW, "100,000 terms");
  bench (&fixture, &meter, "activities", BATON_KIND_ACTIVITY, GTK_TYPE_COLUMN_VIEW, "5,000 activities");

  console_fixture_tear_down (&fixture, path);
  g_array_unref (meter.held);
  g_array_unref (meter.frames);
  command = g_strdup_printf ("rm -rf '%s'", folder);
  return system (command);
}
