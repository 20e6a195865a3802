/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-conflict-card.h"

#include "console/baton-review-rows.h"
#include "console/widgets/baton-field-row.h"
#include "console/widgets/baton-picker.h"

#include "model/baton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BatonConflictCard
{
  AdwBin             parent_instance;

  BatonDocument     *document;   /* owned */
  BatonMergeSession *session;    /* owned */
  char              *key;        /* of the conflict; owned */
  GtkWidget         *group;
  GtkCheckButton    *checks[BATON_MERGE_VALUE + 1];   /* NULL where there is no such choice */
  GtkWidget         *editor;     /* row of the new value; NULL until it is asked for */
  BatonFieldRow     *field_row;  /* that makes it; owned, NULL for languages and places */
  gboolean           showing;    /* what the session says: nobody clicked */
};

G_DEFINE_FINAL_TYPE (BatonConflictCard, baton_conflict_card, ADW_TYPE_BIN)

static const BatonConflict *
get_conflict (BatonConflictCard *self)
{
  return baton_merge_session_find (self->session, self->key);
}

/* ── Another value ── */

static void
value_cb (const BatonValue *value,
          gpointer          user_data)
{
  BatonConflictCard *self = user_data;

  baton_merge_session_decide (self->session, self->key, BATON_MERGE_VALUE, value);
}

/* What the session holds as the value: in the result, which has it. NULL when unset. Borrowed. */
static const BatonValue *
get_chosen_value (BatonConflictCard   *self,
                  const BatonConflict *conflict)
{
  const BatonEntity *entity = baton_program_lookup (baton_merge_session_get_result (self->session), conflict->id);
  const BatonValue *value = entity != NULL ? baton_entity_get (entity, conflict->field) : NULL;

  return conflict->locale != NULL ? baton_value_get_member (baton_value_get_member (value, "locales"), conflict->locale) : value;
}

/* A text in one language: made for the source that I see, and to be reviewed. */
static void
language_changed_cb (BatonConflictCard *self)
{
  const BatonConflict *conflict = get_conflict (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->editor));
  g_autoptr (BatonValue) whole = NULL;

  if (self->showing || conflict == NULL || conflict->my_entity == NULL)
    return;
  whole = baton_text_with_locale (baton_entity_get (conflict->my_entity, conflict->field), conflict->locale, *text != '\0' ? text : NULL,
                                  BATON_TEXT_TRANSLATED);
  baton_merge_session_decide (self->session, self->key, BATON_MERGE_VALUE,
                              baton_value_get_member (baton_value_get_member (whole, "locales"), conflict->locale));
}

static void
parent_picked_cb (const char * const *ids,
                  gpointer            user_data)
{
  BatonConflictCard *self = user_data;
  const BatonConflict *conflict = get_conflict (self);
  const BatonProgram *result = baton_merge_session_get_result (self->session);
  const char *parent = ids[0] != NULL && *ids[0] != '\0' ? ids[0] : NULL;
  g_autofree char *position = NULL;
  g_autoptr (BatonEntity) moved = NULL;

  if (conflict == NULL || conflict->my_entity == NULL)
    return;
  position = baton_program_last_position (result, conflict->kind, parent);
  moved = baton_entity_with_place (conflict->my_entity, parent, position);
  baton_merge_session_decide (self->session, self->key, BATON_MERGE_VALUE, baton_entity_get (moved, conflict->field));
}

static gboolean
is_below (const BatonProgram *program,
          const char         *id,
          const char         *above)
{
  for (int depth = 0; id != NULL && depth < 64; depth++)
    {
      const BatonEntity *entity = baton_program_lookup (program, id);

      if (g_str_equal (id, above))
        return TRUE;
      id = entity != NULL ? baton_entity_get_parent (entity) : NULL;
    }
  return FALSE;
}

static void
pick_parent_cb (BatonConflictCard *self)
{
  const BatonConflict *conflict = get_conflict (self);
  const BatonProgram *result = baton_merge_session_get_result (self->session);
  const BatonNames names = baton_document_names_of (self->document, result);
  const BatonFieldInfo *field;
  BatonPicker *picker;

  if (conflict == NULL)
    return;
  field = baton_schema_get_field (conflict->field);
  picker = baton_picker_new (GTK_WIDGET (self), _("Move To"), FALSE, FALSE, parent_picked_cb, G_OBJECT (self));
  if ((field->flags & BATON_FIELD_REQUIRED) == 0)
    baton_picker_add (picker, "", C_("place", "the top"), 0, FALSE);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) list = (field->references & (G_GUINT64_CONSTANT (1) << kind)) != 0 ? baton_program_list (result, kind) : NULL;

      for (guint i = 0; list != NULL && i < list->len; i++)
        {
          const char *id = baton_entity_get_id (list->pdata[i]);
          g_autofree char *name = baton_words_name (&names, id);

          if (!is_below (result, id, conflict->id))
            baton_picker_add (picker, id, name, 0, FALSE);
        }
    }
  baton_picker_present (picker);
}

/* The field as the schema makes it, in an entity that holds the value; not in the document. */
static void
add_field_row (BatonConflictCard   *self,
               const BatonConflict *conflict)
{
  g_autoptr (BatonEntity) scratch = baton_entity_with (conflict->my_entity, conflict->field, get_chosen_value (self, conflict));

  self->field_row = baton_field_row_new (self->document, conflict->field);
  self->editor = baton_field_row_get_widget (self->field_row);
  baton_field_row_set_scratch (self->field_row, scratch, value_cb, self);
}

static void
add_editor (BatonConflictCard   *self,
            const BatonConflict *conflict)
{
  const BatonFieldInfo *field = baton_schema_get_field (conflict->field);

  if (field->type == BATON_TYPE_PLACE)
    {
      self->editor = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->editor), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->editor), _("Move To…"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->editor), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self->editor), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect_object (self->editor, "activated", G_CALLBACK (pick_parent_cb), self, G_CONNECT_SWAPPED);
    }
  else if (conflict->locale != NULL)
    {
      g_autofree char *language = baton_words_language (conflict->locale);

      self->editor = adw_entry_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->editor), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->editor), language);
      g_signal_connect_object (self->editor, "changed", G_CALLBACK (language_changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      add_field_row (self, conflict);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->editor);
}

static void
show_value (BatonConflictCard   *self,
            const BatonConflict *conflict)
{
  const BatonValue *value = get_chosen_value (self, conflict);

  if (self->editor == NULL)
    add_editor (self, conflict);
  if (self->field_row != NULL)
    {
      const BatonEntity *shown = baton_field_row_get_entity (self->field_row);

      /* What is being typed is not overwritten by its own echo. */
      if (shown == NULL || !baton_value_equal (baton_entity_get (shown, conflict->field), value))
        {
          g_autoptr (BatonEntity) scratch = baton_entity_with (conflict->my_entity, conflict->field, value);

          baton_field_row_set_scratch (self->field_row, scratch, value_cb, self);
        }
    }
  else if (conflict->locale != NULL)
    {
      const char *text = baton_value_get_member_string (value, "text");

      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->editor)), text != NULL ? text : "") != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->editor), text != NULL ? text : "");
    }
  else
    {
      const char *parent = baton_value_get_member_string (value, "parent");
      const BatonNames names = baton_document_names_of (self->document, baton_merge_session_get_result (self->session));
      g_autofree char *name = parent != NULL ? baton_words_name (&names, parent)
                                             : g_strdup (C_("place", "the top"));
      g_autofree char *escaped = g_markup_escape_text (name, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->editor), escaped);
    }
}

/* ── The choices ── */

static void
show (BatonConflictCard *self)
{
  const BatonConflict *conflict = get_conflict (self);

  if (conflict == NULL)
    return;
  self->showing = TRUE;
  for (guint choice = 0; choice < G_N_ELEMENTS (self->checks); choice++)
    if (self->checks[choice] != NULL)
      gtk_check_button_set_active (self->checks[choice], choice == conflict->choice);
  if (conflict->choice == BATON_MERGE_VALUE)
    show_value (self, conflict);
  if (self->editor != NULL)
    gtk_widget_set_visible (self->editor, conflict->choice == BATON_MERGE_VALUE);
  self->showing = FALSE;
}

static void
toggled_cb (BatonConflictCard *self,
            GtkCheckButton    *check)
{
  const BatonConflict *conflict = get_conflict (self);
  BatonMergeChoice choice = BATON_MERGE_UNDECIDED;

  if (self->showing || conflict == NULL || !gtk_check_button_get_active (check))
    return;
  while (self->checks[choice] != check)
    choice++;
  /* Another value begins as mine. */
  baton_merge_session_decide (self->session, self->key, choice,
                              choice != BATON_MERGE_VALUE ? NULL : conflict->mine != NULL ? conflict->mine : conflict->theirs);
}

static void
add_choice (BatonConflictCard   *self,
            const BatonConflict *conflict,
            BatonMergeChoice     choice,
            GtkCheckButton     **first)
{
  const BatonMergeNames *names = baton_merge_session_get_names (self->session);
  g_autofree char *side = baton_words_conflict_side (names, conflict, choice);
  g_autofree char *title = NULL;
  GtkWidget *check = gtk_check_button_new (), *row = adw_action_row_new ();

  switch (choice)
    {
    case BATON_MERGE_MINE:
      title = g_strdup_printf (C_("choice in a conflict", "Mine: %s"), side);
      break;
    case BATON_MERGE_THEIRS:
      title = names->who != NULL
                /* Translators: %1$s is a person, %2$s what that person set */
                ? g_strdup_printf (C_("choice in a conflict", "%1$s’s: %2$s"), names->who, side)
                : g_strdup_printf (C_("choice in a conflict", "The server’s: %s"), side);
      break;
    case BATON_MERGE_BOTH:
      title = g_steal_pointer (&side);
      break;
    case BATON_MERGE_VALUE:
    case BATON_MERGE_UNDECIDED:
    default:
      title = g_strdup (conflict->type == BATON_CONFLICT_PLACE ? C_("choice in a conflict", "Another place") : C_("choice in a conflict", "Another value"));
      break;
    }
  if (*first == NULL)
    *first = GTK_CHECK_BUTTON (check);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *first);
  self->checks[choice] = GTK_CHECK_BUTTON (check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

/* A picture in one language has no row to choose another. */
static gboolean
can_have_value (const BatonConflict *conflict)
{
  return conflict->my_entity != NULL && (conflict->locale == NULL || baton_schema_get_field (conflict->field)->type != BATON_TYPE_ASSET);
}

/* ── Object ── */

static void
baton_conflict_card_dispose (GObject *object)
{
  BatonConflictCard *self = BATON_CONFLICT_CARD (object);

  if (self->field_row != NULL)
    baton_field_row_set_scratch (self->field_row, NULL, NULL, NULL);
  G_OBJECT_CLASS (baton_conflict_card_parent_class)->dispose (object);
  g_clear_object (&self->field_row);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
}

static void
baton_conflict_card_finalize (GObject *object)
{
  g_free (BATON_CONFLICT_CARD (object)->key);
  G_OBJECT_CLASS (baton_conflict_card_parent_class)->finalize (object);
}

static void
baton_conflict_card_class_init (BatonConflictCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_conflict_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_conflict_card_finalize;
}

static void
baton_conflict_card_init (BatonConflictCard *self)
{
}

GtkWidget *
baton_conflict_card_new (BatonDocument       *document,
                         BatonMergeSession   *session,
                         const BatonConflict *conflict)
{
  BatonConflictCard *self = g_object_new (BATON_TYPE_CONFLICT_CARD, NULL);
  const BatonMergeNames *names = baton_merge_session_get_names (session);
  g_autofree char *place = baton_words_conflict_place (names, conflict);
  g_autofree char *sentence = baton_words_conflict (names, conflict);
  g_autofree char *before = baton_words_conflict_side (names, conflict, BATON_MERGE_UNDECIDED);
  g_autofree char *base = NULL, *title = g_markup_escape_text (place, -1), *description = g_markup_escape_text (sentence, -1);
  GtkCheckButton *first = NULL;
  GtkWidget *row;

  self->document = g_object_ref (document);
  self->session = g_object_ref (session);
  self->key = baton_merge_session_make_key (conflict);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), description);
  if (baton_document_lookup (document, conflict->id) != NULL)
    adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->group), baton_review_rows_make_jump (conflict->id, place));

  /* Translators: what stood there before both changed it */
  base = g_strdup_printf (C_("choice in a conflict", "Before: %s"), before);
  row = baton_review_rows_add (self->group, base, NULL, NULL, NULL);
  gtk_widget_add_css_class (row, "dim-label");
  for (BatonMergeChoice choice = BATON_MERGE_MINE; choice <= BATON_MERGE_VALUE; choice++)
    if ((conflict->choices & (1u << choice)) != 0 && (choice != BATON_MERGE_VALUE || can_have_value (conflict)))
      add_choice (self, conflict, choice, &first);
  adw_bin_set_child (ADW_BIN (self), self->group);
  g_signal_connect_object (session, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

void
baton_conflict_card_focus (BatonConflictCard *self)
{
  GtkCheckButton *best = NULL;

  g_return_if_fail (BATON_IS_CONFLICT_CARD (self));

  for (guint choice = 0; choice < G_N_ELEMENTS (self->checks); choice++)
    if (self->checks[choice] != NULL && (best == NULL || gtk_check_button_get_active (self->checks[choice])))
      best = self->checks[choice];
  if (best != NULL)
    gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (best), GTK_TYPE_LIST_BOX_ROW));
}

gboolean
baton_conflict_card_is_of (BatonConflictCard   *self,
                           const BatonConflict *conflict)
{
  g_autofree char *key = baton_merge_session_make_key (conflict);

  return strcmp (key, self->key) == 0;
}
