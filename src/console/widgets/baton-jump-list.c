/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-jump-list.h"

#include "console/baton-mend-button.h"
#include "console/baton-tooltip.h"

#include <adwaita.h>

#define INDENT 24        /* a step of depth */
#define BUDGET_US 5000   /* for rows, of one turn: the rest follows in the next ones */

/* A line, and the row that shows it. */
typedef struct
{
  BatonJump  jump;         /* its strings and its problem are owned */
  GtkWidget *row;          /* borrowed from its group */
  GtkWidget *suffixes[4];  /* borrowed from the row; NULL where it has none */
} Line;

typedef struct
{
  GtkWidget *widget;   /* borrowed from the box */
  GPtrArray *lines;    /* of Line: with a row, and below them those that wait for one; owned */
  guint      n_rows;
  guint      n_told;
} Group;

struct _BatonJumpList
{
  GtkBox         parent_instance;

  BatonDocument *document;   /* owned */
  GPtrArray     *groups;     /* of Group; owned */
  guint          making;     /* source that makes the rows which are missing yet */
};

G_DEFINE_FINAL_TYPE (BatonJumpList, baton_jump_list, GTK_TYPE_BOX)

/* ── Lines ── */

static void
clear_jump (BatonJump *jump)
{
  g_free ((char *) jump->icon);
  g_free ((char *) jump->title);
  g_free ((char *) jump->subtitle);
  g_free ((char *) jump->action);
  g_free ((char *) jump->target);
  g_free ((char *) jump->trailing);
  g_free ((char *) jump->button);
  g_free ((char *) jump->mark);
  g_free ((char *) jump->mark_class);
  g_free ((char *) jump->tooltip);
  g_clear_pointer ((BatonProblem **) &jump->problem, baton_problem_free);
}

/* Texts as they may be seen: while presenting without the names of partners. */
static void
copy_jump (BatonJumpList   *self,
           BatonJump       *jump,
           const BatonJump *from)
{
  const BatonNames *names = baton_document_get_names (self->document);

  clear_jump (jump);
  *jump = (BatonJump) {
    .icon = g_strdup (from->icon),
    .title = baton_words_discreet (names, from->title),
    .subtitle = baton_words_discreet (names, from->subtitle),
    .action = g_strdup (from->action),
    .target = g_strdup (from->target),
    .trailing = g_strdup (from->trailing),
    .button = g_strdup (from->button),
    .mark = g_strdup (from->mark),
    .mark_class = g_strdup (from->mark_class),
    .tooltip = baton_words_discreet (names, from->tooltip),
    .depth = from->depth,
    .problem = from->problem != NULL ? baton_problem_ref (from->problem) : NULL,
  };
}

static void
line_free (gpointer data)
{
  Line *line = data;

  clear_jump (&line->jump);
  g_free (line);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->lines);
  g_free (group);
}

/* ── Rows ── */

static void
add_suffix (Line      *line,
            guint      place,
            GtkWidget *suffix)
{
  line->suffixes[place] = suffix;
  if (suffix == NULL)
    return;
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line->row), suffix);
}

static void
set_action (GtkWidget       *widget,
            const BatonJump *jump)
{
  /* The action goes first, as the target of one must not reach the other. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), NULL);
  if (jump->action != NULL && jump->target != NULL && jump->problem != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "(si)", jump->target, (int) jump->problem->field);
  else if (jump->action != NULL && jump->target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "s", jump->target);
  else
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (widget), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), jump->action);
}

static GtkWidget *
make_button (const BatonJump *jump)
{
  GtkWidget *button = gtk_button_new_with_label (jump->button);

  set_action (button, jump);
  return button;
}

static GtkWidget *
make_mark (const BatonJump *jump)
{
  GtkWidget *mark = gtk_label_new (jump->mark);

  gtk_widget_add_css_class (mark, "baton-mark");
  if (jump->mark_class != NULL)
    gtk_widget_add_css_class (mark, jump->mark_class);
  return mark;
}

/* What is at the end of the row; in the order in which it stands there. */
static void
show_suffixes (BatonJumpList *self,
               Line          *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (line->suffixes); i++)
    if (line->suffixes[i] != NULL)
      adw_action_row_remove (ADW_ACTION_ROW (line->row), line->suffixes[i]);
  add_suffix (line, 0, line->jump.problem != NULL ? baton_mend_button_new (self->document, line->jump.problem) : NULL);
  add_suffix (line, 1, line->jump.mark != NULL ? make_mark (&line->jump) : NULL);
  add_suffix (line, 2, line->jump.button != NULL ? make_button (&line->jump) : NULL);
  /* Last, so that the arrows of all rows stand below each other. */
  add_suffix (line, 3, line->jump.trailing != NULL ? gtk_image_new_from_icon_name (line->jump.trailing) : NULL);
}

/* Whether there is the same to mend: each check makes its problems anew. */
static gboolean
is_same_problem (const BatonProblem *a,
                 const BatonProblem *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->code != b->code || a->field != b->field || a->row != b->row || g_strcmp0 (a->entity, b->entity) != 0 ||
      g_strcmp0 (a->locale, b->locale) != 0)
    return FALSE;
  return a->arguments == b->arguments ||
         (a->arguments != NULL && b->arguments != NULL && g_strv_equal ((const char * const *) a->arguments, (const char * const *) b->arguments));
}

/* *before* is what the row says by now; NULL: nothing. */
static void
show_line (BatonJumpList   *self,
           Line            *line,
           const BatonJump *before)
{
  const BatonJump none = { 0 }, *jump = &line->jump;
  gboolean same_problem, same_action;

  if (before == NULL)
    before = &none;
  same_problem = is_same_problem (before->problem, jump->problem);
  same_action = same_problem && g_strcmp0 (before->action, jump->action) == 0 && g_strcmp0 (before->target, jump->target) == 0 &&
                g_strcmp0 (before->button, jump->button) == 0;
  if (g_strcmp0 (before->title, jump->title) != 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->row), jump->title);
  if (g_strcmp0 (before->subtitle, jump->subtitle) != 0)
    {
      /* Markup, whatever use-markup says, before libadwaita 1.3. */
      g_autofree char *escaped = jump->subtitle != NULL ? g_markup_escape_text (jump->subtitle, -1) : NULL;

      adw_action_row_set_subtitle (ADW_ACTION_ROW (line->row), escaped != NULL ? escaped : "");
    }
  if (g_strcmp0 (before->icon, jump->icon) != 0)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (line->row), jump->icon);
  if (!same_action)
    {
      gboolean leads = jump->action != NULL && jump->button == NULL;

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line->row), leads);
      set_action (line->row, leads ? jump : &none);
    }
  if (g_strcmp0 (before->tooltip, jump->tooltip) != 0)
    baton_tooltip_set (line->row, jump->tooltip);
  if (before->depth != jump->depth)
    gtk_widget_set_margin_start (line->row, INDENT * jump->depth);
  if (!same_action || g_strcmp0 (before->trailing, jump->trailing) != 0 ||
      g_strcmp0 (before->mark, jump->mark) != 0 || g_strcmp0 (before->mark_class, jump->mark_class) != 0)
    show_suffixes (self, line);
}

static void
make_row (BatonJumpList *self,
          Group         *group,
          Line          *line)
{
  line->row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line->row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line->row), 0);
  show_line (self, line, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group->widget), line->row);
  group->n_rows++;
}

/* TRUE while rows are missing. */
static gboolean
make_rows (BatonJumpList *self)
{
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = self->groups->pdata[i];

      while (group->n_rows < group->lines->len)
        {
          if (g_get_monotonic_time () >= end)
            return TRUE;
          make_row (self, group, group->lines->pdata[group->n_rows]);
        }
    }
  return FALSE;
}

static gboolean
make_rest_cb (gpointer user_data)
{
  BatonJumpList *self = user_data;

  if (make_rows (self))
    return G_SOURCE_CONTINUE;
  self->making = 0;
  return G_SOURCE_REMOVE;
}

/* ── Object ── */

static void
baton_jump_list_dispose (GObject *object)
{
  BatonJumpList *self = BATON_JUMP_LIST (object);

  g_clear_handle_id (&self->making, g_source_remove);
  G_OBJECT_CLASS (baton_jump_list_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_jump_list_finalize (GObject *object)
{
  g_ptr_array_unref (BATON_JUMP_LIST (object)->groups);
  G_OBJECT_CLASS (baton_jump_list_parent_class)->finalize (object);
}

static void
baton_jump_list_class_init (BatonJumpListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_jump_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_jump_list_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
baton_jump_list_init (BatonJumpList *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
}

GtkWidget *
baton_jump_list_new (BatonDocument *document)
{
  BatonJumpList *self = g_object_new (BATON_TYPE_JUMP_LIST, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 24, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}

void
baton_jump_list_add_group (BatonJumpList *self,
                           const char    *title)
{
  Group *group = g_new0 (Group, 1);

  g_return_if_fail (BATON_IS_JUMP_LIST (self));

  group->widget = adw_preferences_group_new ();
  group->lines = g_ptr_array_new_with_free_func (line_free);
  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group->widget), title);
  gtk_widget_set_visible (group->widget, FALSE);
  gtk_box_append (GTK_BOX (self), group->widget);
  g_ptr_array_add (self->groups, group);
}

void
baton_jump_list_describe (BatonJumpList *self,
                          guint          group,
                          const char    *description)
{
  g_return_if_fail (BATON_IS_JUMP_LIST (self) && group < self->groups->len);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (((Group *) self->groups->pdata[group])->widget), description);
}

void
baton_jump_list_begin (BatonJumpList *self)
{
  g_return_if_fail (BATON_IS_JUMP_LIST (self));

  for (guint i = 0; i < self->groups->len; i++)
    ((Group *) self->groups->pdata[i])->n_told = 0;
}

void
baton_jump_list_add (BatonJumpList   *self,
                     guint            index,
                     const BatonJump *jump)
{
  Group *group;
  Line *line;

  g_return_if_fail (BATON_IS_JUMP_LIST (self) && index < self->groups->len);

  group = self->groups->pdata[index];
  if (group->n_told == group->lines->len)
    g_ptr_array_add (group->lines, g_new0 (Line, 1));
  line = group->lines->pdata[group->n_told++];
  if (line->row != NULL)
    {
      BatonJump before = line->jump;

      line->jump = (BatonJump) { 0 };
      copy_jump (self, &line->jump, jump);
      show_line (self, line, &before);
      clear_jump (&before);
    }
  else
    {
      copy_jump (self, &line->jump, jump);
    }
}

void
baton_jump_list_end (BatonJumpList *self)
{
  g_return_if_fail (BATON_IS_JUMP_LIST (self));

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = self->groups->pdata[i];

      for (guint j = group->n_told; j < group->n_rows; j++)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group->widget), ((Line *) group->lines->pdata[j])->row);
      group->n_rows = MIN (group->n_rows, group->n_told);
      g_ptr_array_set_size (group->lines, group->n_told);
      gtk_widget_set_visible (group->widget, group->n_told > 0);
    }
  /* Before the frame that would show nothing, and the rest after what draws. */
  if (make_rows (self) && self->making == 0)
    self->making = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, make_rest_cb, self, NULL);
}
