/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-field-problems.h"

#include "console/baton-mend-button.h"
#include "console/widgets/baton-invalid.h"
#include "console/widgets/baton-picture-file.h"

#include "words/baton-words-problem.h"

#include <adwaita.h>

#define CSS_CLASS "baton-field-problem"

static GtkWidget *
get_next_row (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  return next != NULL && gtk_widget_has_css_class (next, CSS_CLASS) ? next : NULL;
}

static GtkWidget *
make_row (BatonDocument      *document,
          const BatonProblem *problem)
{
  gboolean error = baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR;
  g_autofree char *sentence = baton_words_problem (baton_document_get_names (document), problem);
  GtkWidget *row = adw_action_row_new (), *mend = baton_mend_button_new (document, problem);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_add_css_class (row, CSS_CLASS);
  if (mend != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mend);
  return row;
}

static GPtrArray *
find (BatonDocument *document,
      const char    *id,
      gboolean       without_effect)
{
  GPtrArray *problems = baton_document_get_problems (document);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; id != NULL && i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];

      if (g_strcmp0 (problem->entity, id) == 0
          && (baton_problem_get_severity (problem) != BATON_SEVERITY_HINT || (without_effect && problem->code == BATON_PROBLEM_WITHOUT_EFFECT)))
        g_ptr_array_add (list, problems->pdata[i]);
    }
  return list;
}

/* Hints are not for the form. */
GPtrArray *
baton_field_problems_find (BatonDocument *document,
                           const char    *id)
{
  return find (document, id, FALSE);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Where Tab was going when what it had come to went away: to what is said there now, or else on. */
static void
focus_after (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  while (next != NULL && !gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
    next = gtk_widget_get_next_sibling (next);
  if (next == NULL)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

void
baton_field_problems_show (BatonDocument *document,
                           GPtrArray     *problems,
                           BatonField     field,
                           GtkWidget     *row)
{
  GtkWidget *box = gtk_widget_get_parent (row), *old;
  gboolean had_focus = FALSE, wrong = FALSE;
  int at;

  if (!GTK_IS_LIST_BOX (box))
    return;
  while ((old = get_next_row (row)) != NULL)
    {
      had_focus = had_focus || has_focus (old);
      gtk_list_box_remove (GTK_LIST_BOX (box), old);
    }
  at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  for (guint i = 0; i < problems->len; i++)
    if (baton_picture_file_get_source (((const BatonProblem *) problems->pdata[i])->field) == field)
      {
        gtk_list_box_insert (GTK_LIST_BOX (box), make_row (document, problems->pdata[i]), ++at);
        wrong |= baton_problem_get_severity (problems->pdata[i]) == BATON_SEVERITY_ERROR;
      }
  baton_invalid_tell (row, wrong);
  if (had_focus)
    focus_after (row);
}

void
baton_field_problems_list (BatonDocument *document,
                           const char    *id,
                           gboolean     (*concerns) (BatonField field),
                           GtkWidget     *box)
{
  BatonEntity *entity = id != NULL ? baton_document_lookup (document, id) : NULL;
  const BatonKindInfo *info = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity)) : NULL;
  g_autoptr (GPtrArray) problems = find (document, id, TRUE);
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (box), old);
  for (guint i = 0; info != NULL && i < info->n_fields; i++)
    if (concerns (info->first_field + i))
      for (guint j = 0; j < problems->len; j++)
        if (((const BatonProblem *) problems->pdata[j])->field == info->first_field + i)
          gtk_list_box_append (GTK_LIST_BOX (box), make_row (document, problems->pdata[j]));
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
}
