/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The draft against the live program, in two answers of different speed: who would change tier by points alone, counted at once
 * while a handle moves or a threshold is typed; and the whole what-if with money, worked out in a thread, also for a handle
 * that is still held.
 */
#include "config.h"

#include "console/sections/baton-tiers-section.h"

#include "console/baton-ahead.h"
#include "console/baton-simulation.h"
#include "console/sections/baton-kinds-section.h"
#include "console/sections/baton-tier-scale.h"
#include "console/widgets/baton-follow.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMES 6

struct _BatonTiersSection
{
  BatonSection  parent_instance;

  char         *ladder;      /* id; owned */
  GPtrArray    *tiers;       /* ids by threshold, lowest first; owned */
  GArray       *thresholds;  /* of gint64, those of the program; owned */
  GArray       *moving;      /* of gint64, with the handle where the hand holds it; owned */
  GArray       *live;        /* of gint64, of the live program; G_MAXINT64 where it has no such tier; owned */
  GArray       *holders;     /* of guint32: numbers in the register; owned */
  GArray       *points;      /* of gint64, beside holders; owned */
  gboolean      filling;

  BatonAhead   *ahead;       /* owned */

  GtkWidget    *ladders;     /* drop-down */
  GtkWidget    *scale;
  GtkWidget    *counts;
  GtkWidget    *moves;
  GtkWidget    *gap;         /* which tier has no benefits */
  GtkWidget    *reach;       /* how many reach each in the year ahead */
  GtkWidget    *money;
  GtkWidget    *kinds;       /* the plain section below */
};

G_DEFINE_FINAL_TYPE (BatonTiersSection, baton_tiers_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonTiersSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* The tier that *points* give: how many thresholds they reach. Thresholds need not be in order while one is moved. */
static guint
evaluate (GArray *thresholds,
          gint64  points)
{
  guint level = 0;

  for (guint i = 0; i < thresholds->len; i++)
    if (points >= g_array_index (thresholds, gint64, i))
      level = i + 1;
  return level;
}

static const char *
get_tier_name (BatonTiersSection *self,
               guint              level)
{
  BatonEntity *tier = level > 0 ? baton_document_lookup (get_document (self), self->tiers->pdata[level - 1]) : NULL;

  return tier != NULL ? baton_entity_get_name (tier) : C_("tier", "No tier");
}

/* ── What it would do ── */

static char *
get_holder_name (BatonTiersSection *self,
                 BatonReckoning    *reckoning,
                 guint              ladder,
                 guint32            holder)
{
  BatonRegister *reg = baton_reckoning_get_register (reckoning);
  BatonDay through = baton_reckoning_get_through (reckoning);

  if (baton_reckoning_is_member_ladder (reckoning, ladder))
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (reg, holder, through);

      return g_strdup (facts != NULL ? facts->name : baton_register_get_member (reg, holder));
    }
  const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (reg, holder, through);

  return g_strdup (facts != NULL ? facts->name : baton_register_get_organisation (reg, holder));
}

static guint
find_ladder (BatonReckoning *reckoning,
             const char     *id)
{
  for (guint ladder = 0; ladder < baton_reckoning_get_n_ladders (reckoning); ladder++)
    if (g_strcmp0 (baton_reckoning_get_ladder (reckoning, ladder), id) == 0)
      return ladder;
  return G_MAXUINT;
}

static char *
join_names (GPtrArray *names,
            guint      n)
{
  g_autofree char *joined = baton_words_join_and (names);

  if (n <= names->len)
    return g_steal_pointer (&joined);
  /* Translators: %1$s are names, %2$u how many there are in all */
  return g_strdup_printf (_("%1$s… (%2$u in all)"), joined, n);
}

/* The first tier that gives nothing, on a ladder where others do: who rises to it would lose what they had. NULL: none. */
static const char *
find_without_benefits (BatonTiersSection *self)
{
  const BatonProgram *program = baton_document_get_program (get_document (self));
  const char *without = NULL;
  guint n_without = 0;

  for (guint i = 0; i < self->tiers->len; i++)
    {
      g_autoptr (GPtrArray) benefits = baton_program_list_children (program, BATON_KIND_BENEFIT, self->tiers->pdata[i]);

      if (benefits->len == 0 && n_without++ == 0)
        without = get_tier_name (self, i + 1);
    }
  return n_without < self->tiers->len ? without : NULL;
}

/* Whether anybody gets there: a threshold out of reach moves nobody. */
static void
show_reach (BatonTiersSection *self)
{
  BatonYearAhead *ahead = baton_ahead_get (self->ahead);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL, *text = NULL;

  for (guint level = self->tiers->len; level > 0 && ahead != NULL; level--)
    {
      int n = baton_year_ahead_count_reached (ahead, self->tiers->pdata[level - 1]);

      /* Translators: how many reach a tier: %1$s is the tier, %2$u how many, in a list */
      if (n > 0)
        g_ptr_array_add (parts, g_strdup_printf (C_("tiers reached", "%1$s by %2$u"), get_tier_name (self, level), (guint) n));
      else if (n == 0)
        g_ptr_array_add (parts, g_strdup_printf (C_("tiers reached", "%s by nobody"), get_tier_name (self, level)));
    }
  gtk_widget_set_visible (self->reach, parts->len > 0);
  if (parts->len == 0)
    return;
  joined = baton_words_join_and (parts);
  /* Translators: %s lists tiers with how many reach them: "Gold by 3 and Silver by 20" */
  text = g_strdup_printf (_("Reached in the year ahead, if it goes as the last one did: %s."), joined);
  gtk_label_set_text (GTK_LABEL (self->reach), text);
}

static void
show_gap (BatonTiersSection *self)
{
  const char *without = find_without_benefits (self);
  /* Translators: %s is a tier */
  g_autofree char *text = without != NULL ? g_strdup_printf (_("“%s” gives nothing yet. Add its benefits below."), without) : NULL;

  gtk_label_set_text (GTK_LABEL (self->gap), text != NULL ? text : "");
  gtk_widget_set_visible (self->gap, text != NULL);
}

static void
show_moves (BatonTiersSection *self)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (get_document (self)));
  BatonReckoning *reckoning = whatif != NULL ? baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT) : NULL;
  guint ladder = reckoning != NULL ? find_ladder (reckoning, self->ladder) : G_MAXUINT;
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree guint *before = g_new0 (guint, self->tiers->len + 1), *after = g_new0 (guint, self->tiers->len + 1);
  g_autoptr (GPtrArray) up = g_ptr_array_new_with_free_func (g_free), down = g_ptr_array_new_with_free_func (g_free);
  guint n_up = 0, n_down = 0;
  g_autofree char *text = NULL;

  if (ladder == G_MAXUINT)
    {
      gtk_label_set_text (GTK_LABEL (self->counts), _("Import a history to see how many partners each tier holds."));
      gtk_label_set_text (GTK_LABEL (self->moves), "");
      return;
    }
  for (guint i = 0; i < self->points->len; i++)
    {
      guint was = evaluate (self->live, g_array_index (self->points, gint64, i));
      guint is = evaluate (self->moving, g_array_index (self->points, gint64, i));

      before[was]++;
      after[is]++;
      if (is > was && n_up++ < MOST_NAMES && !baton_section_is_presenting (BATON_SECTION (self)))
        g_ptr_array_add (up, get_holder_name (self, reckoning, ladder, g_array_index (self->holders, guint32, i)));
      if (is < was && n_down++ < MOST_NAMES && !baton_section_is_presenting (BATON_SECTION (self)))
        g_ptr_array_add (down, get_holder_name (self, reckoning, ladder, g_array_index (self->holders, guint32, i)));
    }
  for (guint level = self->tiers->len + 1; level-- > 0;)
    {
      if (counts->len > 0)
        g_string_append (counts, "  ·  ");
      if (before[level] == after[level])
        g_string_append_printf (counts, "%s %u", get_tier_name (self, level), after[level]);
      else
        g_string_append_printf (counts, "%s %u → %u", get_tier_name (self, level), before[level], after[level]);
    }
  gtk_label_set_text (GTK_LABEL (self->counts), counts->str);

  if (n_up + n_down == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->moves), _("Drag a threshold, or move it with the arrow keys, to see who would move."));
      return;
    }
  if (baton_section_is_presenting (BATON_SECTION (self)))
    {
      text = g_strdup_printf (_("Against live, up: %1$u. Down: %2$u."), n_up, n_down);
    }
  else
    {
      g_autofree char *up_names = n_up > 0 ? join_names (up, n_up) : g_strdup (C_("partners", "nobody"));
      g_autofree char *down_names = n_down > 0 ? join_names (down, n_down) : g_strdup (C_("partners", "nobody"));

      /* Translators: lists of partners who would move to a higher or lower tier than under the live program */
      text = g_strdup_printf (_("Against live, up: %1$s. Down: %2$s."), up_names, down_names);
    }
  gtk_label_set_text (GTK_LABEL (self->moves), text);
}

/* "EUR 1,200.00 more". (transfer full) */
static char *
say_difference (const BatonNames *names,
                gint64            draft,
                gint64            live)
{
  g_autofree char *money = baton_words_money (names, ABS (draft - live));

  if (draft == live)
    return g_strdup (C_("an amount of money", "unchanged"));
  /* Translators: %s is an amount of money */
  return g_strdup_printf (draft > live ? C_("an amount of money", "%s more") : C_("an amount of money", "%s less"), money);
}

/* What the draft as a whole would have cost; exact, a moment later. */
static void
show_money (BatonTiersSection *self)
{
  BatonSimulation *simulation = baton_document_get_simulation (get_document (self));
  BatonWhatif *whatif = baton_simulation_get_whatif (simulation);
  const BatonNames *names = baton_document_get_names (get_document (self));
  BatonReckoningTotals live, draft;
  g_autofree char *fees = NULL, *funds = NULL, *liability = NULL, *text = NULL;

  gtk_widget_set_visible (self->money, whatif != NULL && !baton_section_is_presenting (BATON_SECTION (self)));
  if (whatif == NULL)
    return;
  baton_whatif_get_totals (whatif, BATON_WHATIF_LIVE, &live);
  baton_whatif_get_totals (whatif, BATON_WHATIF_DRAFT, &draft);
  fees = say_difference (names, draft.fees, live.fees);
  funds = say_difference (names, draft.funds, live.funds);
  liability = say_difference (names, draft.liability, live.liability);
  /* Translators: what the draft would have changed in the last year, in money */
  text = g_strdup_printf (_("The draft against live, over the last year: fees %1$s, funds %2$s, owed for points %3$s."), fees, funds, liability);
  gtk_label_set_text (GTK_LABEL (self->money), text);
  gtk_widget_set_opacity (self->money, baton_simulation_is_stale (simulation) ? 0.5 : 1);
}

/* ── Showing ── */

static void
load_points (BatonTiersSection *self)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (get_document (self)));
  BatonReckoning *reckoning = whatif != NULL ? baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT) : NULL;
  guint ladder = reckoning != NULL ? find_ladder (reckoning, self->ladder) : G_MAXUINT;
  guint n;

  g_array_set_size (self->holders, 0);
  g_array_set_size (self->points, 0);
  if (ladder != G_MAXUINT)
    {
      n = baton_reckoning_get_n_holders (reckoning, ladder);
      for (guint32 holder = 0; holder < n; holder++)
        {
          gint64 points;

          if (!baton_reckoning_climbs (reckoning, ladder, holder))
            continue;
          points = baton_reckoning_get_points (reckoning, ladder, holder);
          g_array_append_val (self->holders, holder);
          g_array_append_val (self->points, points);
        }
    }
  baton_tier_scale_set_points (BATON_TIER_SCALE (self->scale), (const gint64 *) self->points->data, self->points->len);
}

static int
compare_threshold (gconstpointer a,
                   gconstpointer b)
{
  gint64 left = baton_entity_get_integer (*(BatonEntity * const *) a, BATON_FIELD_TIER_THRESHOLD, 0);
  gint64 right = baton_entity_get_integer (*(BatonEntity * const *) b, BATON_FIELD_TIER_THRESHOLD, 0);

  return left < right ? -1 : left > right;
}

/* Where the live program, which may know neither tier nor ladder, has the threshold. */
static gint64
get_live_threshold (BatonTiersSection *self,
                    const BatonEntity *tier)
{
  const BatonProgram *base = baton_workspace_get_base (baton_document_get_workspace (get_document (self)));
  const BatonEntity *live = base != NULL ? baton_program_lookup (base, baton_entity_get_id (tier)) : NULL;

  if (base == NULL || baton_program_lookup (base, self->ladder) == NULL)
    return baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0);
  return live != NULL ? baton_entity_get_integer (live, BATON_FIELD_TIER_THRESHOLD, 0) : G_MAXINT64;
}

static void
load_tiers (BatonTiersSection *self)
{
  g_autoptr (GPtrArray) tiers = baton_program_list_children (baton_document_get_program (get_document (self)), BATON_KIND_TIER, self->ladder);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_sort (tiers, compare_threshold);
  g_ptr_array_set_size (self->tiers, 0);
  g_array_set_size (self->thresholds, 0);
  g_array_set_size (self->moving, 0);
  g_array_set_size (self->live, 0);
  for (guint i = 0; i < tiers->len; i++)
    {
      gint64 threshold = baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0);
      gint64 live = get_live_threshold (self, tiers->pdata[i]);

      g_ptr_array_add (self->tiers, g_strdup (baton_entity_get_id (tiers->pdata[i])));
      g_ptr_array_add (names, (gpointer) baton_entity_get_name (tiers->pdata[i]));
      g_array_append_val (self->thresholds, threshold);
      g_array_append_val (self->moving, threshold);
      g_array_append_val (self->live, live);
    }
  baton_tier_scale_set_handles (BATON_TIER_SCALE (self->scale), (const gint64 *) self->thresholds->data, (const char * const *) names->pdata, names->len);
}

static void
show (BatonTiersSection *self)
{
  load_tiers (self);
  load_points (self);
  show_gap (self);
  show_reach (self);
  show_moves (self);
  show_money (self);
}

/* While a handle is held the handles stay where they are. */
static void
simulated_cb (BatonTiersSection *self)
{
  if (baton_simulation_is_supposing (baton_document_get_simulation (get_document (self))))
    show_money (self);
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
      gtk_string_list_append (names, baton_entity_get_name (ladders->pdata[i]));
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

  if (handle >= self->moving->len)
    return;
  g_array_index (self->moving, gint64, handle) = points;
  show_moves (self);
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
          show_gap (self);
          show_moves (self);
          return;
        }
    }
}

static void
request (BatonTiersSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      baton_simulation_request (baton_document_get_simulation (get_document (self)));
      baton_history_answer_request (BATON_HISTORY_ANSWER (self->ahead));
    }
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

  g_clear_object (&self->ahead);
  g_free (self->ladder);
  g_ptr_array_unref (self->tiers);
  g_array_unref (self->thresholds);
  g_array_unref (self->moving);
  g_array_unref (self->live);
  g_array_unref (self->holders);
  g_array_unref (self->points);
  G_OBJECT_CLASS (baton_tiers_section_parent_class)->finalize (object);
}

static void
baton_tiers_section_presenting (BatonSection *section)
{
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
  self->moving = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->live = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->holders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

BatonSection *
baton_tiers_section_new (BatonDocument *document)
{
  BatonTiersSection *self = g_object_new (BATON_TYPE_TIERS_SECTION, "document", document, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->ladders = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_halign (self->ladders, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ladders), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ladder"), -1);
  self->scale = baton_tier_scale_new ();
  self->counts = make_label ("heading");
  self->moves = make_label (NULL);
  self->gap = make_label ("warning");
  self->reach = make_label ("dim-label");
  self->ahead = baton_ahead_new (document);
  self->money = make_label ("dim-label");
  gtk_box_append (GTK_BOX (panel), self->ladders);
  gtk_box_append (GTK_BOX (panel), self->scale);
  gtk_box_append (GTK_BOX (panel), self->counts);
  gtk_box_append (GTK_BOX (panel), self->moves);
  gtk_box_append (GTK_BOX (panel), self->money);
  gtk_box_append (GTK_BOX (panel), self->reach);
  gtk_box_append (GTK_BOX (panel), self->gap);
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
  g_signal_connect_object (self->ahead, "changed", G_CALLBACK (show_reach), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scale, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  baton_follow_signal (baton_document_get_simulation (document), "changed", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) simulated_cb);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  fill_ladders (self);
  show (self);
  return BATON_SECTION (self);
}
