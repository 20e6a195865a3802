/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of entities and their copies: each says what was put into it, whatever is written to the others, also while other
 * threads read and write theirs.
 */
#include "model/baton-entity-table.h"

#define N_TABLES 4
#define N_IDS 12000   /* more than fit into few parts */

static void
tell_cb (gpointer entity,
         gpointer user_data)
{
  const char *id = baton_entity_get_id (entity);

  /* Each once. */
  g_assert_true (g_hash_table_insert (user_data, (gpointer) id, entity));
}

static void
assert_same (const BatonEntityTable *table,
             GHashTable             *model)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, entity;

  g_assert_cmpuint (table->size, ==, g_hash_table_size (model));
  baton_entity_table_foreach (table, tell_cb, told);
  g_assert_cmpuint (g_hash_table_size (told), ==, table->size);
  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    {
      g_assert_true (baton_entity_table_lookup (table, id) == entity);
      g_assert_true (g_hash_table_lookup (told, id) == entity);
    }
  g_assert_null (baton_entity_table_lookup (table, "absent"));
}

typedef struct
{
  GHashTable *before;
  GHashTable *after;
  GHashTable *told;    /* borrowed ids */
} Pair;

static void
tell_pair_cb (BatonEntity *before,
              BatonEntity *after,
              gpointer     user_data)
{
  Pair *pair = user_data;
  const char *id = baton_entity_get_id (after != NULL ? after : before);

  g_assert_true (before != after);
  g_assert_true (g_hash_table_lookup (pair->before, id) == before);
  g_assert_true (g_hash_table_lookup (pair->after, id) == after);
  g_assert_true (g_hash_table_add (pair->told, (gpointer) id));
}

/* Whatever they share: all in which they differ is told, each once, and nothing else. */
static void
assert_different (const BatonEntityTable *before,
                  GHashTable             *before_model,
                  const BatonEntityTable *after,
                  GHashTable             *after_model)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  Pair pair = { before_model, after_model, told };
  GHashTable *models[] = { before_model, after_model };

  baton_entity_table_foreach_different (before, after, tell_pair_cb, &pair);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      GHashTableIter iter;
      gpointer id, entity;

      g_hash_table_iter_init (&iter, models[i]);
      while (g_hash_table_iter_next (&iter, &id, &entity))
        g_assert_true (g_hash_table_contains (told, id) == (g_hash_table_lookup (models[1 - i], id) != entity));
    }
}

static GHashTable *
copy_model (GHashTable *model)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) baton_entity_unref);
  GHashTableIter iter;
  gpointer id, entity;

  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    g_hash_table_insert (copy, g_strdup (id), baton_entity_ref (entity));
  return copy;
}

static char *
draw_id (void)
{
  return g_strdup_printf ("thing-%06d", g_test_rand_int_range (0, N_IDS));
}

static void
put (BatonEntityTable *table,
     GHashTable       *model)
{
  g_autofree char *id = draw_id ();
  BatonEntity *entity = baton_entity_new (BATON_KIND_TERM, id);

  g_hash_table_insert (model, g_strdup (id), baton_entity_ref (entity));
  baton_entity_table_take (table, entity);
}

static void
test_copies (void)
{
  BatonEntityTable tables[N_TABLES] = { { NULL } };
  GHashTable *models[N_TABLES];

  for (int i = 0; i < N_TABLES; i++)
    models[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) baton_entity_unref);
  for (int round = 0; round < 40; round++)
    {
      int one = g_test_rand_int_range (0, N_TABLES), other = g_test_rand_int_range (0, N_TABLES);

      if (one != other)
        {
          baton_entity_table_clear (&tables[other]);
          baton_entity_table_copy (&tables[one], &tables[other]);
          g_hash_table_unref (models[other]);
          models[other] = copy_model (models[one]);
        }
      for (int step = g_test_rand_int_range (0, 2) == 0 ? 20 : 3000; step > 0; step--)
        {
          int which = g_test_rand_int_range (0, N_TABLES);

          if (g_test_rand_int_range (0, 4) > 0)
            {
              put (&tables[which], models[which]);
            }
          else
            {
              g_autofree char *id = draw_id ();

              g_hash_table_remove (models[which], id);
              baton_entity_table_remove (&tables[which], id);
            }
        }
      for (int i = 0; i < N_TABLES; i++)
        assert_same (&tables[i], models[i]);
      assert_different (&tables[one], models[one], &tables[other], models[other]);
    }
  for (int i = 0; i < N_TABLES; i++)
    {
      baton_entity_table_clear (&tables[i]);
      g_hash_table_unref (models[i]);
    }
}

typedef struct
{
  BatonEntityTable table;   /* owned */
  guint            index;
} Share;

/* Writes all over its copy, and finds there what it wrote and, where it did not, what was there. */
static gpointer
write_thread (gpointer data)
{
  Share *share = data;

  for (guint i = share->index; i < N_IDS; i += 7)
    {
      g_autofree char *id = g_strdup_printf ("thing-%06u", i);

      baton_entity_table_take (&share->table, baton_entity_new (BATON_KIND_ROLE, id));
    }
  for (guint i = 0; i < N_IDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("thing-%06u", i);
      const BatonEntity *entity = baton_entity_table_lookup (&share->table, id);

      g_assert_nonnull (entity);
      g_assert_cmpint (baton_entity_get_kind (entity), ==, i >= share->index && (i - share->index) % 7 == 0 ? BATON_KIND_ROLE : BATON_KIND_TERM);
    }
  baton_entity_table_clear (&share->table);
  return NULL;
}

static void
test_threads (void)
{
  BatonEntityTable table = { NULL };
  Share shares[4];
  GThread *threads[G_N_ELEMENTS (shares)];

  for (guint i = 0; i < N_IDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("thing-%06u", i);

      baton_entity_table_take (&table, baton_entity_new (BATON_KIND_TERM, id));
    }
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      baton_entity_table_copy (&table, &shares[i].table);
      shares[i].index = i;
    }
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    threads[i] = g_thread_new (NULL, write_thread, &shares[i]);
  baton_entity_table_clear (&table);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    g_thread_join (threads[i]);
}

/* Room that is made at once is the room that would have been made in steps: tables of one size are compared part by part. */
static void
test_reserve (void)
{
  for (guint size = 0; size < 3000; size = size * 3 / 2 + 1)
    {
      BatonEntityTable grown = { NULL }, reserved = { NULL };

      baton_entity_table_reserve (&reserved, size);
      for (guint i = 0; i < size; i++)
        {
          g_autofree char *id = g_strdup_printf ("term-%010u", i);

          baton_entity_table_take (&grown, baton_entity_new (BATON_KIND_TERM, id));
          baton_entity_table_take (&reserved, baton_entity_new (BATON_KIND_TERM, id));
        }
      g_assert_cmpuint (reserved.n_parts, ==, grown.n_parts);
      g_assert_cmpuint (reserved.size, ==, size);
      baton_entity_table_reserve (&reserved, size / 2);   /* never fewer */
      g_assert_cmpuint (reserved.n_parts, ==, grown.n_parts);
      baton_entity_table_clear (&grown);
      baton_entity_table_clear (&reserved);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/entity-table/copies", test_copies);
  g_test_add_func ("/model/entity-table/threads", test_threads);
  g_test_add_func ("/model/entity-table/reserve", test_reserve);
  return g_test_run ();
}
