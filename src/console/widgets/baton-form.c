/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-form.h"

#include "console/widgets/baton-effects.h"
#include "console/widgets/baton-field-problems.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-picture-file.h"
#include "console/widgets/baton-publish-strip.h"

#include "model/baton-field-effect.h"

#include "words/baton-words-incentive.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

#define FIRST_BUDGET_US 2000   /* for rows, of the turn in which a thing is chosen: the rest follows in the next ones */
#define BUDGET_US 4000         /* of each of those */
#define SHED_ROWS 2            /* that are taken away at a time */

struct _BatonForm
{
  AdwBin         parent_instance;

  BatonDocument *document;                /* owned */
  char          *id;                      /* owned */
  GtkWidget     *stack;                   /* a page a kind */
  GtkWidget     *pages[BATON_N_KINDS];    /* borrowed from the stack; NULL until needed */
  GtkWidget     *groups[BATON_N_KINDS];   /* that the rows stand in */
  GtkLabel      *sentences[BATON_N_KINDS];
  GtkWidget     *unpublished;             /* on the page of content: says that members do not see it */
  GtkWidget     *effects[BATON_N_KINDS];  /* NULL where an edit concerns nobody */
  GtkWidget     *uses[BATON_N_KINDS];     /* the row that leads to where the thing is used */
  BatonFieldRow *rows[BATON_N_FIELDS];    /* owned; NULL until needed */
  gboolean       left_out[BATON_N_FIELDS];
  guint          making;   /* source that makes the rows which are missing yet */
  gboolean       embedded;
  gboolean       silent;   /* without the sentence */
};

G_DEFINE_FINAL_TYPE (BatonForm, baton_form, ADW_TYPE_BIN)

/* What the thing says as one sentence; NULL where it says none. (transfer full) */
static char *
get_sentence (BatonForm         *self,
              const BatonEntity *entity)
{
  const BatonNames *names = baton_document_get_names (self->document);

  switch (baton_entity_get_kind (entity))
    {
    case BATON_KIND_PUBLISHING_RULE: return baton_words_rule (names, entity);
    case BATON_KIND_PROMOTION: return baton_words_promotion (names, entity);
    case BATON_KIND_ACTIVITY: return baton_words_earning (names, entity);
    case BATON_KIND_BENEFIT: return baton_words_benefit (names, entity);
    default: return NULL;
    }
}

/* What the thing's type has no use for is not asked, unless it is set. */
static void
show_relevant (BatonForm         *self,
               const BatonEntity *entity)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
    if (self->rows[field] != NULL)
      gtk_widget_set_visible (baton_field_row_get_widget (self->rows[field]),
                              baton_entity_get (entity, field) != NULL || baton_field_has_effect (entity, field));
}

static void
show_sentence (BatonForm *self)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->id);
  g_autofree char *sentence = NULL;

  if (entity == NULL || self->sentences[baton_entity_get_kind (entity)] == NULL)
    return;
  show_relevant (self, entity);
  if (baton_entity_get_kind (entity) == BATON_KIND_CONTENT)
    baton_publish_strip_set_entity (BATON_PUBLISH_STRIP (self->unpublished), self->id);
  sentence = self->silent ? NULL : get_sentence (self, entity);
  gtk_widget_set_visible (GTK_WIDGET (self->sentences[baton_entity_get_kind (entity)]), sentence != NULL);
  if (sentence != NULL)
    gtk_label_set_text (self->sentences[baton_entity_get_kind (entity)], sentence);
}

/* Below each row what is wrong with its field. */
static void
show_problems (BatonForm *self)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->id);
  const BatonKindInfo *info;
  g_autoptr (GPtrArray) problems = NULL;

  if (entity == NULL)
    return;
  info = baton_schema_get_kind (baton_entity_get_kind (entity));
  problems = baton_field_problems_find (self->document, self->id);
  for (guint i = 0; i < info->n_fields; i++)
    if (self->rows[info->first_field + i] != NULL)
      baton_field_problems_show (self->document, problems, info->first_field + i, baton_field_row_get_widget (self->rows[info->first_field + i]));
}

static GtkWidget *
make_uses_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Where It Is Used…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Replace, merge, split, end or retire it"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* The target first: the action takes one. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.uses");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

/* Makes the row of a field, and shows in it what the others show. *problems*: of the entity. */
static void
make_row (BatonForm  *self,
          BatonField  field,
          GPtrArray  *problems)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->id);
  GtkWidget *widget;

  self->rows[field] = baton_field_row_new (self->document, field);
  widget = baton_field_row_get_widget (self->rows[field]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->groups[baton_schema_get_field (field)->kind]), widget);
  if (entity == NULL || baton_entity_get_kind (entity) != baton_schema_get_field (field)->kind)
    return;
  baton_field_row_set_entity (self->rows[field], self->id);
  gtk_widget_set_visible (widget, baton_entity_get (entity, field) != NULL || baton_field_has_effect (entity, field));
  baton_field_problems_show (self->document, problems, field, widget);
}

/* Makes rows of *kind* in their order, through *last* and then for as long as *budget_us*. FALSE when all are made. */
static gboolean
make_rows (BatonForm  *self,
           BatonKind   kind,
           BatonField  last,
           gint64      budget_us)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  gint64 end = g_get_monotonic_time () + budget_us;
  g_autoptr (GPtrArray) problems = NULL;

  for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
    {
      if (self->rows[field] != NULL || field == info->place_field || self->left_out[field] || baton_picture_file_get_source (field) != field)
        continue;
      if (field > last && g_get_monotonic_time () >= end)
        return TRUE;
      if (problems == NULL)
        problems = baton_field_problems_find (self->document, self->id);
      make_row (self, field, problems);
    }
  return FALSE;
}

static gboolean
make_rest_cb (gpointer user_data)
{
  BatonForm *self = user_data;
  BatonEntity *entity = baton_document_lookup (self->document, self->id);

  if (entity != NULL && make_rows (self, baton_entity_get_kind (entity), 0, BUDGET_US))
    return G_SOURCE_CONTINUE;
  self->making = 0;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
make_page (BatonForm *self,
           BatonKind  kind)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *sentence = gtk_label_new (NULL), *group = adw_preferences_group_new ();
  GtkWidget *scrolled, *clamp;

  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_widget_add_css_class (sentence, "baton-sentence");
  self->sentences[kind] = GTK_LABEL (sentence);
  gtk_box_append (GTK_BOX (box), sentence);
  if (kind == BATON_KIND_CONTENT)
    {
      self->unpublished = baton_publish_strip_new (self->document);
      gtk_box_append (GTK_BOX (box), self->unpublished);
    }
  self->groups[kind] = group;
  gtk_box_append (GTK_BOX (box), group);
  /* Behind the fields: who chooses a thing is at its first field at once. */
  if (baton_effects_concern (kind))
    {
      self->effects[kind] = baton_effects_new (self->document);
      gtk_box_append (GTK_BOX (box), self->effects[kind]);
    }
  if (!self->embedded && (info->flags & BATON_KIND_SINGLE) == 0)
    {
      GtkWidget *uses = adw_preferences_group_new ();

      self->uses[kind] = make_uses_row ();
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (uses), self->uses[kind]);
      gtk_box_append (GTK_BOX (box), uses);
    }
  /* What it stands in then scrolls, and is as wide as all of its parts are to be. */
  if (self->embedded)
    {
      gtk_stack_add_named (GTK_STACK (self->stack), box, info->name);
      return box;
    }
  scrolled = gtk_scrolled_window_new ();
  clamp = adw_clamp_new ();
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 36);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, info->name);
  return scrolled;
}

void
baton_form_leave_out (BatonForm  *self,
                      BatonField  field)
{
  self->left_out[field] = TRUE;
}

void
baton_form_hide_sentence (BatonForm *self)
{
  self->silent = TRUE;
}

void
baton_form_set_embedded (BatonForm *self)
{
  self->embedded = TRUE;
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
}

void
baton_form_set_entity (BatonForm  *self,
                       const char *id)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  const BatonKindInfo *info;
  gboolean other = g_strcmp0 (self->id, id) != 0;
  BatonKind kind;

  if (other)
    {
      baton_document_end_typing (self->document);
      g_free (self->id);
      self->id = g_strdup (id);
    }
  gtk_widget_set_visible (self->stack, entity != NULL);
  if (entity == NULL)
    return;
  kind = baton_entity_get_kind (entity);
  info = baton_schema_get_kind (kind);
  if (self->pages[kind] == NULL)
    self->pages[kind] = make_page (self, kind);
  /* The rows of the thing that is shown already have followed it themselves. */
  for (guint i = 0; other && i < info->n_fields; i++)
    if (self->rows[info->first_field + i] != NULL)
      baton_field_row_set_entity (self->rows[info->first_field + i], self->id);
  /* The first at once, as the focus may go there, and what else is quickly made. */
  if (self->making == 0 && make_rows (self, kind, info->first_field, FIRST_BUDGET_US))
    self->making = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, make_rest_cb, self, NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->pages[kind]);
  if (self->effects[kind] != NULL)
    baton_effects_set_entity (BATON_EFFECTS (self->effects[kind]), id);
  if (self->uses[kind] != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->uses[kind]), "s", self->id);
  show_sentence (self);
  show_problems (self);
}

const char *
baton_form_get_entity (BatonForm *self)
{
  return self->id;
}

gboolean
baton_form_focus (BatonForm  *self,
                  BatonField  field)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->id);

  g_return_val_if_fail (BATON_IS_FORM (self), FALSE);

  if (entity == NULL || baton_entity_get_kind (entity) != baton_schema_get_field (field)->kind)
    return FALSE;
  field = baton_picture_file_get_source (field);
  make_rows (self, baton_schema_get_field (field)->kind, field, 0);
  /* What is wrong is asked, even where the thing's type has no use for it: else it could not be mended. */
  return self->rows[field] != NULL && gtk_widget_child_focus (baton_field_row_get_widget (self->rows[field]), GTK_DIR_TAB_FORWARD);
}

gboolean
baton_form_shed (BatonForm *self)
{
  guint n = 0;

  g_return_val_if_fail (BATON_IS_FORM (self), FALSE);

  g_clear_handle_id (&self->making, g_source_remove);
  for (int field = 0; field < BATON_N_FIELDS && n < SHED_ROWS; field++)
    if (self->rows[field] != NULL)
      {
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->groups[baton_schema_get_field (field)->kind]), baton_field_row_get_widget (self->rows[field]));
        g_clear_object (&self->rows[field]);
        n++;
      }
  return n > 0;
}

static void
baton_form_dispose (GObject *object)
{
  BatonForm *self = BATON_FORM (object);

  g_clear_handle_id (&self->making, g_source_remove);
  G_OBJECT_CLASS (baton_form_parent_class)->dispose (object);
  for (int field = 0; field < BATON_N_FIELDS; field++)
    g_clear_object (&self->rows[field]);
  g_clear_object (&self->document);
}

static void
baton_form_finalize (GObject *object)
{
  g_free (BATON_FORM (object)->id);
  G_OBJECT_CLASS (baton_form_parent_class)->finalize (object);
}

static void
baton_form_class_init (BatonFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_form_finalize;
}

static void
baton_form_init (BatonForm *self)
{
  self->stack = gtk_stack_new ();
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

GtkWidget *
baton_form_new (BatonDocument *document)
{
  BatonForm *self = g_object_new (BATON_TYPE_FORM, NULL);

  self->document = g_object_ref (document);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) (void (*) (void)) show_sentence);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_sentence);
  baton_follow_signal (document, "problems-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show_problems);
  return GTK_WIDGET (self);
}
