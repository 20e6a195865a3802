/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-effects.h"

#include "console/baton-release.h"
#include "console/baton-runner.h"
#include "console/baton-tooltip.h"
#include "console/widgets/baton-expander-row.h"
#include "store/baton-change-list.h"
#include "rules/baton-difference.h"
#include "words/baton-words-effect.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_EXAMPLES 3
#define MOST_NAMES 4       /* of personas in the summary */
#define MOST_PERSONAS 12   /* that have a row; the summary counts all */

struct _BatonEffects
{
  AdwBin          parent_instance;

  BatonDocument  *document;      /* owned */
  BatonRunner    *runner;        /* owned */
  char           *id;            /* owned */
  BatonSnapshot  *before;        /* owned; NULL: nothing is being edited */
  gboolean        elsewhere;     /* something has been edited while this was out of sight */

  GtkWidget      *expander;      /* one row; the personas unfold from it, so that the form below keeps its place */
  GPtrArray      *rows;          /* of those personas; borrowed */
};

G_DEFINE_FINAL_TYPE (BatonEffects, baton_effects, ADW_TYPE_BIN)

gboolean
baton_effects_concern (BatonKind kind)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (baton_schema_get_field (info->first_field + i)->type == BATON_TYPE_AUDIENCE)
      return TRUE;
  return kind == BATON_KIND_BLOCK || kind == BATON_KIND_TERM || kind == BATON_KIND_ROLE;
}

/* ── Comparing, in a thread ── */

/* The effects borrow from the snapshots. */
typedef struct
{
  BatonSnapshot *before;
  BatonSnapshot *after;    /* NULL until *trial* is compiled */
  BatonProgram  *trial;    /* owned; the program of *before* with the rule switched on; NULL: what was edited is compared */
  GPtrArray     *change;   /* that switches it on; owned, with *trial* */
  BatonDay       day;
  GPtrArray     *effects;
} Comparison;

static void
take_apart (gpointer data)
{
  Comparison *comparison = data;

  g_clear_pointer (&comparison->effects, g_ptr_array_unref);
  baton_snapshot_unref (comparison->before);
  g_clear_pointer (&comparison->after, baton_snapshot_unref);
  g_clear_pointer (&comparison->change, g_ptr_array_unref);
  g_clear_pointer (&comparison->trial, baton_program_free);
  g_free (comparison);
}

static void
comparison_free (gpointer data)
{
  baton_release (data, take_apart);
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Comparison *comparison = data;

  if (comparison->trial != NULL)
    comparison->after = baton_snapshot_apply (comparison->before, comparison->trial, comparison->change, baton_snapshot_get_generation (comparison->before));
  comparison->effects = baton_effect_list (comparison->before, comparison->after, comparison->day, MOST_EXAMPLES);
  return TRUE;
}

static void
show_cb (GtkWidget    *button,
         BatonEffects *self)
{
  const char *place = g_object_get_data (G_OBJECT (button), "baton-place");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-persona", "(ss)", g_object_get_data (G_OBJECT (button), "baton-persona"),
                              place != NULL ? place : "");
}

/* The page of the thing, or of what it stands on; NULL where it has none and is seen from every page. */
static const char *
find_place (BatonSnapshot *snapshot,
            const char    *id)
{
  const BatonEntity *entity;

  while (id != NULL && (entity = baton_snapshot_lookup (snapshot, id)) != NULL)
    {
      BatonKind kind = baton_entity_get_kind (entity);

      if (kind == BATON_KIND_PAGE || kind == BATON_KIND_CONTENT || kind == BATON_KIND_COLLECTION || kind == BATON_KIND_WORKFLOW)
        return id;
      id = baton_entity_get_parent (entity);
    }
  return NULL;
}

/* Where the first of what the row says can be looked at; NULL: where the persona lands. */
static const char *
find_first_place (BatonSnapshot     *after,
                  const BatonEffect *effect)
{
  const char *place = NULL;

  for (guint i = 0; place == NULL && i < effect->decisions->len; i++)
    {
      const BatonDifference *difference = effect->decisions->pdata[i];

      if (difference->action == BATON_ACTION_VIEW && difference->allowed->len > 0)
        place = difference->allowed->pdata[0];
    }
  for (guint i = 0; place == NULL && i < effect->appeared->len; i++)
    place = find_place (after, g_array_index (effect->appeared, BatonEffectThing, i).id);
  return place;
}

static GtkWidget *
make_row (BatonEffects      *self,
          const Comparison  *comparison,
          const BatonEffect *effect)
{
  BatonNames before = baton_document_names_of_snapshot (self->document, comparison->before), after = baton_document_names_of_snapshot (self->document, comparison->after);
  g_autofree char *name = baton_words_name (effect->presence == BATON_EFFECT_GONE ? &before : &after, effect->persona), *show = NULL, *text = NULL;
  g_autoptr (GPtrArray) lines = baton_words_effect_lines (&before, &after, effect);
  GtkWidget *row = adw_action_row_new (), *button;

  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 8);
  if (effect->presence == BATON_EFFECT_GONE)
    return row;
  button = gtk_button_new_from_icon_name ("view-reveal-symbolic");
  /* Translators: %s is a persona */
  show = g_strdup_printf (_("Show %s in the preview"), name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  baton_tooltip_set (button, show);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, show, -1);
  g_object_set_data_full (G_OBJECT (button), "baton-persona", g_strdup (effect->persona), g_free);
  g_object_set_data_full (G_OBJECT (button), "baton-place", g_strdup (find_first_place (comparison->after, effect)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
clear_rows (BatonEffects *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self->expander), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_title (BatonEffects *self,
            gboolean      trial)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), trial ? _("Whom It Would Concern If Switched On") : _("Whom This Edit Concerns"));
}

static void
show (BatonEffects     *self,
      const Comparison *comparison)
{
  g_autofree char *summary = baton_words_effects (comparison->after, comparison->effects), *joined = NULL, *subtitle = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  clear_rows (self);
  show_title (self, comparison->trial != NULL);
  for (guint i = 0; i < MIN (comparison->effects->len, MOST_PERSONAS); i++)
    {
      GtkWidget *row = make_row (self, comparison, comparison->effects->pdata[i]);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->expander), row);
      g_ptr_array_add (self->rows, row);
      g_ptr_array_add (names, g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))));
    }
  if (comparison->effects->len > MOST_PERSONAS)
    {
      guint n = comparison->effects->len - MOST_PERSONAS;
      /* Translators: personas beside those that are listed */
      g_autofree char *more = baton_words_count (ngettext ("%s more persona", "%s more personas", n), n);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), more);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->expander), row);
      g_ptr_array_add (self->rows, row);
    }
  /* More names than a line holds would only say over again what unfolds below. */
  joined = names->len > 0 && names->len <= MOST_NAMES ? baton_words_join_and (names) : NULL;
  subtitle = joined != NULL ? g_strdup_printf ("%s %s", summary, joined) : g_strdup (summary);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->expander), subtitle);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->expander), names->len > 0);
}

/* A rule that is switched off changes nothing: compared is what it would change. NULL where the thing is no such rule, or was
 * switched off just now. */
static Comparison *
prepare_trial (BatonEffects  *self,
               BatonSnapshot *snapshot)
{
  BatonEntity *rule = self->id != NULL ? baton_snapshot_lookup_kind (snapshot, self->id, BATON_KIND_PUBLISHING_RULE) : NULL;
  BatonEntity *was = rule != NULL && self->before != NULL ? baton_snapshot_lookup (self->before, self->id) : NULL;
  Comparison *comparison;
  g_autoptr (BatonEntity) on = NULL;

  /* The snapshot comes after the edit: with the next one this is asked anew. */
  if (rule == NULL || !baton_entity_get_boolean (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED) ||
      (was != NULL && !baton_entity_get_boolean (was, BATON_FIELD_PUBLISHING_RULE_DISABLED)) ||
      !baton_entity_equal (rule, baton_document_lookup (self->document, self->id)))
    return NULL;
  on = baton_entity_with (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED, NULL);
  comparison = g_new0 (Comparison, 1);
  comparison->before = baton_snapshot_ref (snapshot);
  comparison->change = baton_change_list_new ();
  g_ptr_array_add (comparison->change, baton_change_new (rule, on));
  comparison->trial = baton_program_copy (baton_document_get_program (self->document));
  baton_program_put (comparison->trial, on);
  comparison->day = baton_document_get_today (self->document);
  return comparison;
}

static gpointer
prepare (gpointer owner)
{
  BatonEffects *self = owner;
  BatonSnapshot *after = baton_document_get_snapshot (self->document);
  Comparison *comparison = gtk_widget_get_mapped (GTK_WIDGET (self)) ? prepare_trial (self, after) : NULL;

  if (comparison != NULL)
    return comparison;
  if (self->before == NULL || self->before == after || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return NULL;
  comparison = g_new0 (Comparison, 1);
  comparison->before = baton_snapshot_ref (self->before);
  comparison->after = baton_snapshot_ref (after);
  comparison->day = baton_document_get_today (self->document);
  return comparison;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  if (error == NULL)
    show (owner, data);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, comparison_free };

static void
compare (BatonEffects *self)
{
  baton_runner_ask (self->runner);
}

/* From here on, what is compared is the program as it is now. */
static void
begin (BatonEffects *self)
{
  baton_runner_cancel (self->runner);
  self->elsewhere = FALSE;
  g_clear_pointer (&self->before, baton_snapshot_unref);
  self->before = self->id != NULL ? baton_snapshot_ref (baton_document_get_snapshot (self->document)) : NULL;
  clear_rows (self);
  show_title (self, FALSE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->expander), FALSE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->expander), FALSE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->expander), _("Nothing has been edited yet."));
}

/* What is edited elsewhere meanwhile is not this edit. */
static void
changed_cb (BatonEffects *self,
            GPtrArray    *changes)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->elsewhere = TRUE;
}

static void
map_cb (BatonEffects *self)
{
  if (self->elsewhere)
    begin (self);
  compare (self);
}

void
baton_effects_set_entity (BatonEffects *self,
                          const char   *id)
{
  g_return_if_fail (BATON_IS_EFFECTS (self));

  if (g_strcmp0 (id, self->id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  begin (self);
  compare (self);
}

/* ── Object ── */

static void
baton_effects_dispose (GObject *object)
{
  BatonEffects *self = BATON_EFFECTS (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  g_clear_pointer (&self->before, baton_snapshot_unref);
  G_OBJECT_CLASS (baton_effects_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_effects_finalize (GObject *object)
{
  BatonEffects *self = BATON_EFFECTS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->id);
  G_OBJECT_CLASS (baton_effects_parent_class)->finalize (object);
}

static void
baton_effects_class_init (BatonEffectsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_effects_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_effects_finalize;
}

static void
baton_effects_init (BatonEffects *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->runner = baton_runner_new (&runner_funcs, self);
  self->rows = g_ptr_array_new ();
  self->expander = baton_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->expander), FALSE);
  show_title (self, FALSE);
  adw_expander_row_set_icon_name (ADW_EXPANDER_ROW (self->expander), "system-users-symbolic");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Personas whose answers change"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), self->expander);
  adw_bin_set_child (ADW_BIN (self), list);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
baton_effects_new (BatonDocument *document)
{
  BatonEffects *self = g_object_new (BATON_TYPE_EFFECTS, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (compare), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
