/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows against the text of a base, in every order: what is recognised as the same is just what is the same, and what is left is the rest.
 */
#include <string.h>

#include "store/baton-bodies.h"

#define N_RANDOM 3000

typedef struct
{
  char *id;
  char *kind;
  char *body;
} Thing;

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_free (thing->id);
  g_free (thing->kind);
  g_free (thing->body);
  g_free (thing);
}

static Thing *
thing_new (GRand *random,
           guint  kind,
           guint  number)
{
  static const char * const bodies[] = { "{}", "{\"a\":1}", "{\"a\":12}", "{\"a\":\"}\"}", "{\"a\":\"\\\"},\"}", "{\"a\":{\"b\":{}},\"c\":[{}]}" };
  Thing *thing = g_new (Thing, 1);

  thing->id = g_strdup_printf ("thing-%03u", number);
  thing->kind = g_strdup_printf ("kind%u", kind);
  thing->body = g_strdup (bodies[g_rand_int_range (random, 0, G_N_ELEMENTS (bodies))]);
  return thing;
}

/* Things of one to three kinds, in the order of the text. */
static GPtrArray *
make_things (GRand *random)
{
  GPtrArray *things = g_ptr_array_new_with_free_func (thing_free);
  guint n_kinds = (guint) g_rand_int_range (random, 1, 4);

  for (guint kind = 0, number = 0; kind < n_kinds; kind++)
    for (int i = g_rand_int_range (random, 1, 6); i > 0; i--)
      g_ptr_array_add (things, thing_new (random, kind, number++));
  return things;
}

static char *
write_text (GPtrArray *things)
{
  GString *text = g_string_new ("{\"baton\":\"program\",\"entities\":{");

  for (guint i = 0; i < things->len; i++)
    {
      const Thing *thing = things->pdata[i], *before = i > 0 ? things->pdata[i - 1] : NULL;

      if (before == NULL || strcmp (before->kind, thing->kind) != 0)
        g_string_append_printf (text, "%s\"%s\":{", before != NULL ? "}," : "", thing->kind);
      else
        g_string_append_c (text, ',');
      g_string_append_printf (text, "\"%s\":%s", thing->id, thing->body);
    }
  g_string_append (text, "}},\"schema\":1}");
  return g_string_free (text, FALSE);
}

static BatonBodies *
make_bodies (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return baton_bodies_new (bytes, 1);
}

static gboolean
tell_rest (const char  *id,
           const char  *kind,
           const char  *body,
           gsize        length,
           gpointer     user_data,
           GError     **error)
{
  g_autofree char *line = g_strdup_printf ("%s %s %.*s", id, kind, (int) length, body);

  g_ptr_array_add (user_data, g_steal_pointer (&line));
  return TRUE;
}

/* The rows: the things with a few left out, added, changed and moved. */
static GPtrArray *
make_rows (GRand     *random,
           GPtrArray *things)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (thing_free);
  guint unrest = (guint) g_rand_int_range (random, 0, 4);

  for (guint i = 0; i < things->len; i++)
    {
      const Thing *thing = things->pdata[i];
      Thing *row = g_new (Thing, 1);

      *row = (Thing) { g_strdup (thing->id), g_strdup (thing->kind), g_strdup (thing->body) };
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i < unrest && rows->len > 0; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (int) rows->len);
      Thing *row = rows->pdata[at];

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          g_ptr_array_remove_index (rows, at);
          break;
        case 1:
          g_ptr_array_insert (rows, (int) at, thing_new (random, 0, 500 + i));
          break;
        case 2:
          g_free (row->body);
          row->body = g_strdup ("{\"a\":1,\"b\":2}");
          break;
        case 3:
          g_free (row->kind);
          row->kind = g_strdup ("kind9");
          break;
        default:
          g_ptr_array_add (rows, g_ptr_array_steal_index (rows, at));
          break;
        }
    }
  return rows;
}

static gboolean
is_same (GPtrArray   *things,
         const Thing *row)
{
  for (guint i = 0; i < things->len; i++)
    {
      const Thing *thing = things->pdata[i];

      if (strcmp (thing->id, row->id) == 0)
        return strcmp (thing->kind, row->kind) == 0 && strcmp (thing->body, row->body) == 0;
    }
  return FALSE;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint round = 0; round < N_RANDOM; round++)
    {
      g_autoptr (GPtrArray) things = make_things (random), rows = make_rows (random, things);
      g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free), expected = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char *text = write_text (things);
      g_autoptr (BatonBodies) bodies = make_bodies (text);

      for (guint i = 0; i < rows->len; i++)
        {
          const Thing *row = rows->pdata[i];
          gboolean same = is_same (things, row);

          g_assert_cmpint (baton_bodies_take (bodies, row->id, row->kind, row->body, strlen (row->body)), ==, same);
          if (same)
            g_hash_table_add (taken, row->id);
        }
      g_assert_true (baton_bodies_finish (bodies));
      g_assert_true (baton_bodies_foreach (bodies, tell_rest, rest, NULL));
      for (guint i = 0; i < things->len; i++)
        {
          const Thing *thing = things->pdata[i];

          if (!g_hash_table_contains (taken, thing->id))
            g_ptr_array_add (expected, g_strdup_printf ("%s %s %s", thing->id, thing->kind, thing->body));
        }
      g_assert_cmpuint (rest->len, ==, expected->len);
      for (guint i = 0; i < rest->len; i++)
        g_assert_cmpstr (rest->pdata[i], ==, expected->pdata[i]);
    }
}

/* Texts that are laid out otherwise must be parsed whole, wherever that comes out. */
static void
test_refused (void)
{
  static const char * const texts[] = {
    "",
    "{}",
    "{\"baton\":\"program\",\"entities\":{},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{}},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{}}},\"schema\":2}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{}}},\"schema\":1} ",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{}}}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{} }},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":[]}},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{},\"a\":{}}},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{}},\"l\":{\"a\":{}}},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{},\"b\":{},\"b\":{}}},\"schema\":1}",
    "{\"baton\":\"program\",\"entities\":{\"k\":{\"a\":{},\"\\u0062\":{}}},\"schema\":1}",
  };

  /* With no row, with the first, and with one that the text does not have. */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint rows = 0; rows < 3; rows++)
      {
        g_autoptr (BatonBodies) bodies = make_bodies (texts[i]);

        g_test_message ("%s", texts[i]);
        if (rows > 0)
          baton_bodies_take (bodies, rows == 1 ? "a" : "z", "k", "{}", 2);
        g_assert_false (baton_bodies_finish (bodies));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/bodies/random", test_random);
  g_test_add_func ("/store/bodies/refused", test_refused);
  return g_test_run ();
}
