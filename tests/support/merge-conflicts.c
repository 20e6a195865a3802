/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/merge-conflicts.h"

char *
merge_describe_conflicts (BatonMerge *merge)
{
  static const char * const names[] = { "field", "order", "place", "cycle", "delete-edit", "duplicate-id" };
  GPtrArray *conflicts = baton_merge_get_conflicts (merge);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const BatonConflict *conflict = g_ptr_array_index (conflicts, i);

      g_string_append_printf (text, "%s %s%s%s%s%s%s%s;", names[conflict->type], conflict->id,
                              conflict->field != BATON_FIELD_NONE ? "." : "",
                              conflict->field != BATON_FIELD_NONE ? baton_schema_get_field (conflict->field)->name : "",
                              conflict->locale != NULL ? "@" : "", conflict->locale != NULL ? conflict->locale : "",
                              conflict->element != NULL ? " " : "", conflict->element != NULL ? conflict->element : "");
    }
  return g_string_free (text, FALSE);
}

void
merge_assert_conflicts (BatonMerge *merge,
                        const char *expected)
{
  g_autofree char *found = merge_describe_conflicts (merge);

  g_assert_cmpstr (found, ==, expected);
}
