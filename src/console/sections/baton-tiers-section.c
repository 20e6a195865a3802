/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ladder is chosen, its thresholds are dragged, and what they do is said below; the plain section of tiers follows.
 */
#include "config.h"

#include "console/sections/baton-tiers-section.h"

#include "console/baton-simulation.h"
#include "console/sections/baton-kinds-section.h"
#include "console/sections/baton-tier-answer.h"
#include "console/sections/baton-tier-scale.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-follow.h"

#include <glib/gi18n-lib.h>

struct _BatonTiersSection
{
  BatonSection  parent_instance;

  char         *ladder;      /* id; owned */
  GPtrArray    *tiers;       /* ids by threshold, lowest first; owned */
  GArray       *thresholds;  /* of gint64, those of the program; owned */
  gboolean      filling;

  GtkWidget    *ladders;     /* drop-down */
  GtkWidget    *scale;
  GtkWidget    *answer;
  GtkWidget    *kinds;       /* the plain section below */
};

G_DEFINE_FINAL_TYPE (BatonTiersSection, baton_tiers_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonTiersSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* ── Showing ── */

static int
compare_threshold (gconstpointer a,
                   gconstpointer b)
{
  gint64 left = baton_entity_get_integer (*(BatonEntity * const *) a, BATON_FIELD_TIER_THRESHOLD, 0);
  gint64 right = baton_entity_get_integer (*(BatonEntity * const *) b, BATON_FIELD_TIER_THRESHOLD, 0);

  return left < right ? -1 : left > right;
}

static void
load_tiers (BatonTiersSection *self)
{
  g_autoptr (GPtrArray) tiers = baton_program_list_children (baton_document_get_program (get_document (self)), BATON_KIND_TIER, self->ladder);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_sort (tiers, compare_threshold);
  g_ptr_array_set_size (self->tiers, 0);
  g_array_set_size (self->thresholds, 0);
  for (guint i = 0; i < tiers->len; i++)
    {
      gint64 threshold = baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0);

      g_ptr_array_add (self->tiers, g_strdup (baton_entity_get_id (tiers->pdata[i])));
      g_ptr_array_add (names, baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (tiers->pdata[i])));
      g_array_append_val (self->thresholds, threshold);
    }
  baton_tier_scale_set_handles (BATON_TIER_SCALE (self->scale), (const gint64 *) self->thresholds->data, (const char * const *) names->pdata, names->len);
  baton_tier_answer_set_tiers (BATON_TIER_ANSWER (self->answer), self->ladder, tiers);
}

static void
show (BatonTiersSection *self)
{
  const GArray *points;

  load_tiers (self);
  points = baton_tier_answer_load_points (BATON_TIER_ANSWER (self->answer));
  baton_tier_scale_set_points (BATON_TIER_SCALE (self->scale), (const gint64 *) points->data, points->len);
  baton_tier_answer_show (BATON_TIER_ANSWER (self->answer));
}

/* While a handle is held the handles stay where they are. */
static void
simulated_cb (BatonTiersSection *self)
{
  if (baton_simulation_is_supposing (baton_document_get_simulation (get_document (self))))
    baton_tier_answer_show_money (BATON_TIER_ANSWER (self->answer));
  else
    show (self);
}

static void
fill_ladders (BatonTiersSection *self)
{
  g_autoptr (GPtrArray) ladders = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_TIER_LADDER);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < ladders->len; i++)
    {
      gtk_string_list_take (names, baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (ladders->pdata[i])));
      if (g_strcmp0 (baton_entity_get_id (ladders->pdata[i]), self->ladder) == 0)
        selected = i;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->ladders), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->ladders), ladders->len > 0 ? selected : GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
  g_free (self->ladder);
  self->ladder = ladders->len > 0 ? g_strdup (baton_entity_get_id (ladders->pdata[selected])) : NULL;
}

static void
ladder_cb (BatonTiersSection *self)
{
  g_autoptr (GPtrArray) ladders = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_TIER_LADDER);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ladders));

  if (self->filling || selected >= ladders->len)
    return;
  g_free (self->ladder);
  self->ladder = g_strdup (baton_entity_get_id (ladders->pdata[selected]));
  show (self);
}

/* The tier with another threshold; NULL when it is gone. (transfer full) */
static BatonEntity *
with_threshold (BatonTiersSection *self,
                guint              handle,
                gint64             points)
{
  BatonEntity *tier = baton_document_lookup (get_document (self), self->tiers->pdata[handle]);
  g_autoptr (BatonValue) value = baton_value_new_integer (points);

  return tier != NULL ? baton_entity_with (tier, BATON_FIELD_TIER_THRESHOLD, value) : NULL;
}

/* Points where the handle was: it was let go, or Escape gave it back. */
static void
moving_cb (BatonTiersSection *self,
           guint              handle,
           gint64             points)
{
  BatonSimulation *simulation = baton_document_get_simulation (get_document (self));
  g_autoptr (BatonEntity) tier = NULL;

  if (handle >= self->thresholds->len)
    return;
  baton_tier_answer_move (BATON_TIER_ANSWER (self->answer), handle, points);
  if (points != g_array_index (self->thresholds, gint64, handle))
    tier = with_threshold (self, handle, points);
  baton_simulation_suppose (simulation, tier);
}

static void
moved_cb (BatonTiersSection *self,
          guint              handle,
          gint64             points)
{
  g_autoptr (BatonValue) value = baton_value_new_integer (points);

  baton_simulation_suppose (baton_document_get_simulation (get_document (self)), NULL);
  if (handle < self->tiers->len)
    baton_document_set (get_document (self), self->tiers->pdata[handle], BATON_FIELD_TIER_THRESHOLD, value);
}

/* A new tier begins halfway to the one above it, the highest as far above as it is from the one below: at nought it would take in
 * everybody who has no tier. */
static BatonEntity *
fill_tier_cb (BatonEntity *entity,
              gpointer     user_data)
{
  BatonTiersSection *self = user_data;
  g_autoptr (GPtrArray) tiers = NULL;
  g_autoptr (BatonValue) value = NULL;
  gint64 below = 0, second = 0, above = G_MAXINT64;
  BatonEntity *with;

  if (baton_entity_get_kind (entity) != BATON_KIND_TIER)
    return entity;
  tiers = baton_program_list_children (baton_document_get_program (get_document (self)), BATON_KIND_TIER, baton_entity_get_parent (entity));
  for (guint i = 0; i < tiers->len; i++)
    {
      gint64 threshold = baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0);

      if (g_strcmp0 (baton_entity_get_position (tiers->pdata[i]), baton_entity_get_position (entity)) > 0)
        {
          above = MIN (above, threshold);
          continue;
        }
      second = below;
      below = threshold;
    }
  if (tiers->len == 0)
    return entity;
  value = baton_value_new_integer (above != G_MAXINT64 ? below + (above - below) / 2 : MIN (below + (below - second), BATON_INTEGER_MAX));
  with = baton_entity_with (entity, BATON_FIELD_TIER_THRESHOLD, value);
  baton_entity_unref (entity);
  return with;
}

static void
document_changed_cb (BatonTiersSection *self,
                     GPtrArray         *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      BatonKind kind = baton_change_get_kind (changes->pdata[i]);

      if (kind == BATON_KIND_TIER_LADDER)
        fill_ladders (self);
      if (kind == BATON_KIND_TIER_LADDER || kind == BATON_KIND_TIER || kind == BATON_KIND_BENEFIT)
        {
          load_tiers (self);
          baton_tier_answer_show (BATON_TIER_ANSWER (self->answer));
          return;
        }
    }
}

static void
request (BatonTiersSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    baton_tier_answer_request (BATON_TIER_ANSWER (self->answer));
}

static gboolean
baton_tiers_section_reveal (BatonSection *section,
                            const char   *id)
{
  BatonTiersSection *self = BATON_TIERS_SECTION (section);

  for (BatonEntity *above = baton_document_lookup (get_document (self), id); above != NULL;
       above = baton_document_lookup (get_document (self), baton_entity_get_parent (above)))
    if (baton_entity_get_kind (above) == BATON_KIND_TIER_LADDER && g_strcmp0 (baton_entity_get_id (above), self->ladder) != 0)
      {
        g_free (self->ladder);
        self->ladder = g_strdup (baton_entity_get_id (above));
        fill_ladders (self);
        show (self);
        break;
      }
  return baton_section_reveal (BATON_SECTION (self->kinds), id);
}

static void
baton_tiers_section_finalize (GObject *object)
{
  BatonTiersSection *self = BATON_TIERS_SECTION (object);

  g_free (self->ladder);
  g_ptr_array_unref (self->tiers);
  g_array_unref (self->thresholds);
  G_OBJECT_CLASS (baton_tiers_section_parent_class)->finalize (object);
}

/* Ladders may be called after partners. */
static void
baton_tiers_section_presenting (BatonSection *section)
{
  fill_ladders (BATON_TIERS_SECTION (section));
  show (BATON_TIERS_SECTION (section));
}

static void
baton_tiers_section_class_init (BatonTiersSectionClass *klass)
{
  BATON_SECTION_CLASS (klass)->presenting = baton_tiers_section_presenting;
  G_OBJECT_CLASS (klass)->finalize = baton_tiers_section_finalize;
  BATON_SECTION_CLASS (klass)->reveal = baton_tiers_section_reveal;
}

static void
baton_tiers_section_init (BatonTiersSection *self)
{
  self->tiers = g_ptr_array_new_with_free_func (g_free);
  self->thresholds = g_array_new (FALSE, FALSE, sizeof (gint64));
}

BatonSection *
baton_tiers_section_new (BatonDocument *document)
{
  BatonTiersSection *self = g_object_new (BATON_TYPE_TIERS_SECTION, "document", document, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->ladders = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_halign (self->ladders, GTK_ALIGN_START);
  baton_drop_names_label (GTK_DROP_DOWN (self->ladders), _("Ladder"));
  self->scale = baton_tier_scale_new ();
  self->answer = baton_tier_answer_new (document);
  gtk_box_append (GTK_BOX (panel), self->ladders);
  gtk_box_append (GTK_BOX (panel), self->scale);
  gtk_box_append (GTK_BOX (panel), self->answer);
  gtk_widget_set_margin_top (panel, 12);
  gtk_widget_set_margin_bottom (panel, 12);
  gtk_widget_set_margin_start (panel, 12);
  gtk_widget_set_margin_end (panel, 12);
  self->kinds = GTK_WIDGET (baton_kinds_section_new (document, "tiers"));
  gtk_widget_set_vexpand (self->kinds, TRUE);
  baton_outline_set_fill (baton_kinds_section_get_outline (BATON_KINDS_SECTION (self->kinds)), fill_tier_cb, self);
  gtk_box_append (GTK_BOX (box), panel);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->kinds);
  adw_bin_set_child (ADW_BIN (self), baton_section_wrap_content (BATON_SECTION (self), "tiers", box));

  g_signal_connect_object (self->ladders, "notify::selected", G_CALLBACK (ladder_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scale, "moving", G_CALLBACK (moving_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scale, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  baton_follow_signal (baton_document_get_simulation (document), "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) simulated_cb);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  fill_ladders (self);
  show (self);
  return BATON_SECTION (self);
}
