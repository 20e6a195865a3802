/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replays a corpus where there is no fuzzer: every file of the folder given goes once through the target. Prints TAP,
 * one point for the whole; a target that finds something aborts, and the last "# file" says upon what.
 */
#include <gio/gio.h>

#include "fuzz/fuzz.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = argc == 2 ? g_dir_open (argv[1], 0, &error) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      g_print ("Bail out! %s\n", error != NULL ? error->message : "usage: fuzz-TARGET FOLDER");
      return 1;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  g_print ("1..1\n");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (argv[1], g_ptr_array_index (names, i), NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_print ("# %s\n", (const char *) g_ptr_array_index (names, i));
      if (!g_file_get_contents (path, &data, &length, &error))
        {
          g_print ("Bail out! %s\n", error->message);
          return 1;
        }
      LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
    }
  g_print ("%s 1 - %u inputs\n", names->len > 0 ? "ok" : "not ok", names->len);
  return names->len > 0 ? 0 : 1;
}
