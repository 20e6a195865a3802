/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All problems stand sorted in one array of plain pointers; an edit takes a few out and puts a few between. Lists that were
 * given away (BatonProblemList) are copies of those pointers, so a problem that is no longer true must live on while a list
 * from before lives: it goes to the *epoch* that began with the newest list, and each list holds its epoch, and each epoch
 * the next. So an epoch ends, and what it keeps is freed, when no list from before its problems were dropped is left.
 */
#include "config.h"

#include "model/baton-validator-private.h"

#include "model/baton-validate.h"

#include <string.h>

/* More than that many changes of the list are made in one pass over it instead of one by one. */
#define SPLICED_AT_MOST 64

/* ── Epochs ────────────────────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
baton_problem_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
}

BatonEpoch *
baton_epoch_new (void)
{
  BatonEpoch *epoch = g_new0 (BatonEpoch, 1);

  g_atomic_ref_count_init (&epoch->ref_count);
  epoch->dropped = baton_problem_array_new ();
  return epoch;
}

static BatonEpoch *
baton_epoch_ref (BatonEpoch *epoch)
{
  g_atomic_ref_count_inc (&epoch->ref_count);
  return epoch;
}

void
baton_epoch_unref (BatonEpoch *epoch)
{
  while (epoch != NULL && g_atomic_ref_count_dec (&epoch->ref_count))
    {
      BatonEpoch *next = epoch->next;

      g_ptr_array_unref (epoch->dropped);
      g_free (epoch);
      epoch = next;
    }
}

/* Moves what *problems* owns to what has been dropped. */
void
baton_validator_drop (BatonValidator *validator,
                      GPtrArray      *problems)
{
  while (problems->len > 0)
    g_ptr_array_add (validator->dropped, g_ptr_array_steal_index_fast (problems, problems->len - 1));
}

/* Nobody but lists shows what was dropped: without a list it is freed at once. */
void
baton_validator_retire_dropped (BatonValidator *validator)
{
  BatonEpoch *epoch = validator->epoch;

  if (g_atomic_ref_count_compare (&epoch->ref_count, 1))
    g_ptr_array_set_size (epoch->dropped, 0);
  else
    g_ptr_array_extend_and_steal (epoch->dropped, g_steal_pointer (&validator->dropped));
  g_clear_pointer (&validator->dropped, g_ptr_array_unref);
  validator->dropped = baton_problem_array_new ();
}

GPtrArray *
baton_problem_list_get (BatonProblemList *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  return list->problems;
}

void
baton_problem_list_free (BatonProblemList *list)
{
  if (list == NULL)
    return;
  g_ptr_array_unref (list->problems);
  baton_epoch_unref (list->epoch);
  g_free (list);
}

/* ── Sorted ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
collect (const Unit *unit,
         GPtrArray  *problems)
{
  if (unit->problems != NULL)
    g_ptr_array_extend (problems, unit->problems, NULL, NULL);
}

/* What follows from how many texts are missing or stale is said anew. */
static void
count_languages (BatonValidator *validator)
{
  BatonCheck check;

  baton_validator_drop (validator, validator->languages);
  baton_check_init (&check, validator->program, validator->languages);
  baton_check_report_counts (&check, validator->totals);
  baton_check_clear (&check);
  g_ptr_array_extend (validator->fresh, validator->languages, NULL, NULL);
}

static void
collect_all (BatonValidator *validator)
{
  GHashTableIter iter;
  gpointer unit;

  g_clear_pointer (&validator->problems, g_ptr_array_unref);
  validator->problems = g_ptr_array_new ();
  g_ptr_array_extend (validator->problems, validator->languages, NULL, NULL);
  g_hash_table_iter_init (&iter, validator->faulty);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    collect (unit, validator->problems);
  g_ptr_array_sort (validator->problems, baton_problem_compare);
}

/* The first of *sorted*, from *low* on, that does not come before *problem* or, with *after*, that comes behind it. */
static guint
find_bound (GPtrArray          *sorted,
            guint               low,
            const BatonProblem *problem,
            gboolean            after)
{
  guint high = sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = baton_problem_compare (&sorted->pdata[middle], &problem);

      if (order < 0 || (after && order == 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
compare_indices (gconstpointer a,
                 gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* Where the dropped stand among the sorted, in order. What came and went since is taken out of the fresh. (transfer full) */
static GArray *
find_dropped (BatonValidator *validator)
{
  GPtrArray *sorted = validator->problems;
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < validator->dropped->len; i++)
    {
      gpointer problem = validator->dropped->pdata[i];
      guint index = find_bound (sorted, 0, problem, FALSE);

      while (index < sorted->len && sorted->pdata[index] != problem && baton_problem_compare (&sorted->pdata[index], &problem) == 0)
        index++;
      if (index < sorted->len && sorted->pdata[index] == problem)
        g_array_append_val (indices, index);
      else
        g_ptr_array_remove (validator->fresh, problem);
    }
  g_array_sort (indices, compare_indices);
  return indices;
}

/* A few: each moves the pointers behind it, which the machine does by the hundred thousand in no time. */
static void
splice (BatonValidator *validator,
        GArray         *gone)
{
  for (guint i = gone->len; i > 0; i--)
    g_ptr_array_remove_index (validator->problems, g_array_index (gone, guint, i - 1));
  for (guint i = 0; i < validator->fresh->len; i++)
    {
      guint at = find_bound (validator->problems, 0, validator->fresh->pdata[i], TRUE);

      g_ptr_array_insert (validator->problems, (int) at, validator->fresh->pdata[i]);
    }
}

static void
append_run (GPtrArray       *array,
            gpointer        *first,
            guint            n)
{
  guint before = array->len;

  g_ptr_array_set_size (array, (int) (before + n));
  memcpy (array->pdata + before, first, sizeof *first * n);
}

/* Many: what has gone is left out and what has come put between, in one pass. What stays between two of them is copied as one. */
static void
merge_fresh (BatonValidator *validator,
             GArray         *gone)
{
  GPtrArray *old = validator->problems, *fresh = validator->fresh;
  GPtrArray *problems = g_ptr_array_sized_new (old->len + fresh->len);
  guint next_gone = 0, at = 0;

  for (guint i = 0; i <= fresh->len; i++)
    {
      guint end = i < fresh->len ? find_bound (old, at, fresh->pdata[i], TRUE) : old->len;

      while (at < end)
        {
          guint stop = next_gone < gone->len ? MIN (end, g_array_index (gone, guint, next_gone)) : end;

          append_run (problems, old->pdata + at, stop - at);
          at = stop;
          if (at < end)
            {
              at++;
              next_gone++;
            }
        }
      if (i < fresh->len)
        g_ptr_array_add (problems, fresh->pdata[i]);
    }
  g_ptr_array_unref (old);
  validator->problems = problems;
}

static void
bring_up_to_date (BatonValidator *validator)
{
  g_autoptr (GArray) gone = find_dropped (validator);

  g_ptr_array_sort (validator->fresh, baton_problem_compare);
  if (gone->len + validator->fresh->len <= SPLICED_AT_MOST)
    splice (validator, gone);
  else
    merge_fresh (validator, gone);
}

GPtrArray *
baton_validator_get_problems (BatonValidator *validator)
{
  g_return_val_if_fail (validator != NULL, NULL);

  if (validator->problems != NULL && !validator->changed)
    return validator->problems;

  count_languages (validator);
  if (validator->problems != NULL && validator->dropped->len + validator->fresh->len < validator->problems->len / 4)
    bring_up_to_date (validator);
  else
    collect_all (validator);
  baton_validator_retire_dropped (validator);
  g_ptr_array_set_size (validator->fresh, 0);
  validator->changed = FALSE;
  return validator->problems;
}

BatonProblemList *
baton_validator_dup_list (BatonValidator *validator)
{
  BatonProblemList *list;
  BatonEpoch *epoch;

  g_return_val_if_fail (validator != NULL, NULL);

  list = g_new0 (BatonProblemList, 1);
  list->problems = g_ptr_array_copy (baton_validator_get_problems (validator), NULL, NULL);
  epoch = baton_epoch_new ();
  validator->epoch->next = baton_epoch_ref (epoch);
  baton_epoch_unref (validator->epoch);
  validator->epoch = epoch;
  list->epoch = baton_epoch_ref (epoch);
  return list;
}
