/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-drop-names.h"

static gboolean
offers (GListModel         *model,
        const char * const *names)
{
  guint n = g_strv_length ((char **) names);

  if (!GTK_IS_STRING_LIST (model) || g_list_model_get_n_items (model) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), names[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
baton_drop_names_set (GtkDropDown        *drop,
                      const char * const *names)
{
  g_autoptr (GtkStringList) list = NULL;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop), FALSE);

  if (offers (gtk_drop_down_get_model (drop), names))
    return FALSE;
  list = gtk_string_list_new (names);
  gtk_drop_down_set_model (drop, G_LIST_MODEL (list));
  return TRUE;
}
