/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-audience-meets.h"

#include "console/baton-release.h"
#include "console/widgets/baton-follow.h"

#include "incentives/baton-register-count.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonAudienceMeets
{
  AdwBin         parent_instance;

  BatonDocument *document;      /* owned */
  GCancellable  *cancellable;   /* owned */
  BatonValue    *audience;      /* owned, nullable */
  gboolean       asked;         /* there is something to count */
  gboolean       counting;
  gboolean       count_again;

  GtkWidget     *label;
};

G_DEFINE_FINAL_TYPE (BatonAudienceMeets, baton_audience_meets, ADW_TYPE_BIN)

static void count (BatonAudienceMeets *self);

/* A question and its answer. */
typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonValue    *audience;
  BatonDay       day;
  GPtrArray     *names;           /* of the personas that are met; owned */
  guint          n_personas;      /* met or not */
  gboolean       earned;          /* tiers or points decide, of which the register knows nothing */
  BatonRegisterCount met;
} Count;

static void
take_apart (gpointer data)
{
  Count *counted = data;

  baton_snapshot_unref (counted->snapshot);
  baton_register_unref (counted->reg);
  g_clear_pointer (&counted->audience, baton_value_unref);
  g_ptr_array_unref (counted->names);
  g_free (counted);
}

static void
count_free (gpointer data)
{
  baton_release (data, take_apart);
}

/* Tiers and points are earned; the days since joining are known. */
static gboolean
asks_for_earned (const BatonValue    *value,
                 const BatonAudience *audience,
                 const BatonSnapshot *snapshot)
{
  BatonAudienceNeeds needs = baton_audience_get_needs (audience, snapshot);
  BatonClause clause;

  if (needs & BATON_AUDIENCE_NEEDS_TIERS)
    return TRUE;
  if (!(needs & BATON_AUDIENCE_NEEDS_NUMBERS))
    return FALSE;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    if (baton_audience_get_clause (value, i, BATON_SIDE_MEMBER, &clause)
        && (clause.type == BATON_CLAUSE_NAMED
            || (clause.type == BATON_CLAUSE_ATTRIBUTE && clause.attribute != BATON_ATTRIBUTE_DAYS_SINCE_JOINING)))
      return TRUE;
  return FALSE;
}

static char *
describe_personas (const Count *counted)
{
  if (counted->names->len == 0)
    return g_strdup (C_("personas", "no persona"));
  /* All their names in a row say less than that. */
  if (counted->names->len == counted->n_personas && counted->n_personas > 1)
    return g_strdup (C_("personas", "every persona"));
  return baton_words_join_and (counted->names);
}

static char *
describe (const Count *counted)
{
  const BatonRegisterCount *met = &counted->met;
  g_autofree char *personas = describe_personas (counted);
  g_autofree char *members = baton_words_number (met->n_members), *of_members = baton_words_number (met->of_members);
  g_autofree char *organisations = baton_words_number (met->n_organisations), *of_organisations = baton_words_number (met->of_organisations);

  if (counted->earned)
    /* Translators: %s lists personas */
    return g_strdup_printf (_("Meets %s. Among partners their tiers or points decide; Tiers shows how many hold each tier."), personas);
  if (met->of_members == 0)
    /* Translators: %1$s lists personas, %2$s and %3$s count organizations */
    return g_strdup_printf (_("Meets %1$s; %2$s of %3$s organizations."), personas, organisations, of_organisations);
  /* Translators: %1$s lists personas, %2$s and %3$s count people, %4$s and %5$s organizations */
  return g_strdup_printf (_("Meets %1$s; %2$s of %3$s people, at %4$s of %5$s organizations."), personas, members, of_members, organisations,
                          of_organisations);
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Count *counted = data;
  g_autoptr (BatonAudience) audience = baton_audience_compile (counted->snapshot, counted->audience, BATON_SIDE_MEMBER);
  GPtrArray *personas = baton_snapshot_list (counted->snapshot, BATON_KIND_PERSONA);

  counted->n_personas = personas->len;
  for (guint i = 0; i < personas->len; i++)
    {
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (counted->snapshot, baton_entity_get_id (personas->pdata[i]), counted->day);

      if (profile != NULL && baton_audience_matches (audience, profile, NULL))
        g_ptr_array_add (counted->names, g_strdup (baton_entity_get_name (personas->pdata[i])));
    }
  counted->earned = asks_for_earned (counted->audience, audience, counted->snapshot);
  if (!counted->earned)
    baton_register_count_audience (counted->reg, counted->snapshot, audience, counted->day, cancellable, &counted->met);
  g_task_return_boolean (task, TRUE);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  BatonAudienceMeets *self;
  Count *counted;
  g_autofree char *text = NULL, *shown = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return; /* cancelled */
  self = BATON_AUDIENCE_MEETS (source);
  counted = g_task_get_task_data (G_TASK (result));
  self->counting = FALSE;
  if (self->count_again || !self->asked)
    {
      count (self);
      return;
    }
  text = describe (counted);
  shown = baton_document_dup_discreet (self->document, text);
  gtk_label_set_text (GTK_LABEL (self->label), shown);
}

static void
count (BatonAudienceMeets *self)
{
  Count *counted;
  g_autoptr (GTask) task = NULL;

  self->count_again = self->counting;
  if (self->counting || !self->asked)
    return;
  self->counting = TRUE;
  counted = g_new0 (Count, 1);
  counted->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  counted->reg = baton_register_ref (baton_document_get_register (self->document));
  counted->audience = self->audience != NULL ? baton_value_ref (self->audience) : NULL;
  counted->day = baton_document_get_today (self->document);
  counted->names = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (self, self->cancellable, counted_cb, NULL);
  g_task_set_source_tag (task, count);
  g_task_set_task_data (task, counted, count_free);
  g_task_run_in_thread (task, count_in_thread);
}

/* Whether a condition is asked of something else than who does it: of the event, such as where it took place. */
static gboolean
asks_of_events (const BatonValue *audience)
{
  for (gsize i = 0; i < baton_value_get_length (audience); i++)
    if (g_strcmp0 (baton_value_get_member_string (baton_value_get_element (audience, i), "side"), "event") == 0)
      return TRUE;
  return FALSE;
}

void
baton_audience_meets_show (BatonAudienceMeets *self,
                           const BatonValue   *audience)
{
  g_return_if_fail (BATON_IS_AUDIENCE_MEETS (self));

  g_clear_pointer (&self->audience, baton_value_unref);
  self->audience = audience != NULL ? baton_value_ref ((BatonValue *) audience) : NULL;
  self->asked = !asks_of_events (audience);
  if (self->asked)
    count (self);
  else
    gtk_label_set_text (GTK_LABEL (self->label), _("Decided event by event: partners alone cannot be counted."));
}

static void
baton_audience_meets_dispose (GObject *object)
{
  BatonAudienceMeets *self = BATON_AUDIENCE_MEETS (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (baton_audience_meets_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_audience_meets_finalize (GObject *object)
{
  BatonAudienceMeets *self = BATON_AUDIENCE_MEETS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->audience, baton_value_unref);
  G_OBJECT_CLASS (baton_audience_meets_parent_class)->finalize (object);
}

static void
baton_audience_meets_class_init (BatonAudienceMeetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_audience_meets_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_audience_meets_finalize;
}

static void
baton_audience_meets_init (BatonAudienceMeets *self)
{
  self->cancellable = g_cancellable_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_add_css_class (self->label, "caption");
  adw_bin_set_child (ADW_BIN (self), self->label);
}

GtkWidget *
baton_audience_meets_new (BatonDocument *document)
{
  BatonAudienceMeets *self = g_object_new (BATON_TYPE_AUDIENCE_MEETS, NULL);

  self->document = g_object_ref (document);
  baton_follow_signal (document, "snapshot-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) count);
  baton_follow_signal (document, "data-changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) count);
  return GTK_WIDGET (self);
}
