/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps of single entities, and those from one program to another.
 */
#include "config.h"

#include "model/baton-program.h"

#include <string.h>

BatonChange *
baton_change_new (const BatonEntity *before,
                  const BatonEntity *after)
{
  BatonChange *change = g_new0 (BatonChange, 1);

  g_return_val_if_fail (before != NULL || after != NULL, change);
  g_return_val_if_fail (before == NULL || after == NULL ||
                        strcmp (baton_entity_get_id (before), baton_entity_get_id (after)) == 0, change);

  change->before = before != NULL ? baton_entity_ref (before) : NULL;
  change->after = after != NULL ? baton_entity_ref (after) : NULL;
  return change;
}

BatonChange *
baton_change_inverse (const BatonChange *change)
{
  return baton_change_new (change->after, change->before);
}

void
baton_change_free (BatonChange *change)
{
  if (change == NULL)
    return;
  baton_entity_unref (change->before);
  baton_entity_unref (change->after);
  g_free (change);
}

const char *
baton_change_get_id (const BatonChange *change)
{
  return baton_entity_get_id (change->after != NULL ? change->after : change->before);
}

BatonKind
baton_change_get_kind (const BatonChange *change)
{
  return baton_entity_get_kind (change->after != NULL ? change->after : change->before);
}

typedef struct
{
  BatonProgram *result;
  GPtrArray    *changes;   /* nullable */
} Rebase;

static void
rebase_cb (BatonEntity *before,
           BatonEntity *after,
           gpointer     user_data)
{
  Rebase *rebase = user_data;

  if (baton_entity_equal (before, after))
    return;
  if (rebase->changes != NULL)
    g_ptr_array_add (rebase->changes, baton_change_new (before, after));
  if (after != NULL)
    baton_program_put (rebase->result, after);
  else
    baton_program_remove (rebase->result, baton_entity_get_id (before));
}

BatonProgram *
baton_program_rebase (const BatonProgram *program,
                      const BatonProgram *over,
                      GPtrArray          *changes)
{
  Rebase rebase = { baton_program_copy (over), changes };

  baton_program_foreach_different (over, program, rebase_cb, &rebase);
  return rebase.result;
}
