/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two answers of different speed: who would change tier by points alone, counted at once while a handle moves or a threshold is
 * typed; and the whole what-if with money, worked out in a thread, also for a handle that is still held.
 */
#include "config.h"

#include "console/sections/baton-tier-answer.h"

#include "console/baton-ahead.h"
#include "console/baton-simulation.h"

#include "words/baton-words-ahead.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMES 6

struct _BatonTierAnswer
{
  GtkBox         parent_instance;

  BatonDocument *document;   /* owned */
  char          *ladder;     /* id; owned, nullable */
  GPtrArray     *tiers;      /* ids by threshold, lowest first; owned */
  GArray        *moving;     /* of gint64, with the handle where the hand holds it; owned */
  GArray        *live;       /* of gint64, of the live program; G_MAXINT64 where it has no such tier; owned */
  GArray        *gone;       /* of GoneTier, which the live program alone has, lowest first; owned */
  GArray        *holders;    /* of guint32: numbers in the register; owned */
  GArray        *points;     /* of gint64, beside holders; owned */
  BatonAhead    *ahead;      /* owned */

  GtkWidget     *counts;
  GtkWidget     *moves;
  GtkWidget     *gap;        /* which tier has no benefits */
  GtkWidget     *reach;      /* how many reach each in the year ahead */
  GtkWidget     *money;
};

G_DEFINE_FINAL_TYPE (BatonTierAnswer, baton_tier_answer, GTK_TYPE_BOX)

/* A tier that the draft has taken out. */
typedef struct
{
  char   *name;
  gint64  threshold;
  guint   below;     /* the lowest level of the draft that stood above it; one more than it has where none did */
} GoneTier;

static void
gone_tier_clear (gpointer data)
{
  g_free (((GoneTier *) data)->name);
}

/* The tier that *points* give: the highest threshold that they reach, of the tiers from the lowest to the highest, 0 where none.
 * Thresholds need not be in order while one is moved, nor in another program. */
static guint
evaluate (GArray *thresholds,
          gint64  points)
{
  gint64 reached = G_MININT64;
  guint level = 0;

  for (guint i = 0; i < thresholds->len; i++)
    {
      gint64 threshold = g_array_index (thresholds, gint64, i);

      if (points >= threshold && threshold >= reached)
        {
          reached = threshold;
          level = i + 1;
        }
    }
  return level;
}

/* The tier of the live program alone in which the points stood, as an index; −1 where it was one that the draft has too. */
static int
evaluate_gone (BatonTierAnswer *self,
               guint            level,
               gint64           points)
{
  int found = -1;

  for (guint i = 0; i < self->gone->len; i++)
    {
      gint64 threshold = g_array_index (self->gone, GoneTier, i).threshold;

      if (points >= threshold && (level == 0 || threshold > g_array_index (self->live, gint64, level - 1)))
        found = (int) i;
    }
  return found;
}

static const char *
get_tier_name (BatonTierAnswer *self,
               guint              level)
{
  BatonEntity *tier = level > 0 ? baton_document_lookup (self->document, self->tiers->pdata[level - 1]) : NULL;

  return tier != NULL ? baton_entity_get_name (tier) : C_("tier", "No tier");
}

/* ── What it would do ── */

static char *
get_holder_name (BatonTierAnswer *self,
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
  g_autofree char *joined = baton_words_join_and (names), *number = baton_words_number (n);

  if (n <= names->len)
    return g_steal_pointer (&joined);
  /* Translators: %1$s are names, %2$s how many there are in all */
  return g_strdup_printf (_("%1$s… (%2$s in all)"), joined, number);
}

/* Tiers and ladders may be called after partners. */
static void
say (BatonTierAnswer *self,
     GtkWidget       *label,
     const char      *text)
{
  g_autofree char *discreet = baton_words_discreet (baton_document_get_names (self->document), text);

  gtk_label_set_text (GTK_LABEL (label), discreet);
}

/* The first tier that gives nothing, on a ladder where others do: who rises to it would lose what they had. NULL: none. */
static const char *
find_without_benefits (BatonTierAnswer *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);
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
show_reach (BatonTierAnswer *self)
{
  BatonYearAhead *ahead = baton_ahead_get (self->ahead);
  g_autofree char *text = ahead != NULL ? baton_words_tiers_reached (baton_document_get_names (self->document), ahead, self->tiers) : NULL;

  gtk_widget_set_visible (self->reach, text != NULL);
  if (text != NULL)
    say (self, self->reach, text);
}

static void
show_gap (BatonTierAnswer *self)
{
  const char *without = find_without_benefits (self);
  /* Translators: %s is a tier */
  g_autofree char *text = without != NULL ? g_strdup_printf (_("“%s” gives nothing yet. Add its benefits below."), without) : NULL;

  say (self, self->gap, text != NULL ? text : "");
  gtk_widget_set_visible (self->gap, text != NULL);
}

static void
show_moves (BatonTierAnswer *self)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (self->document));
  BatonReckoning *reckoning = whatif != NULL ? baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT) : NULL;
  guint ladder = reckoning != NULL ? find_ladder (reckoning, self->ladder) : G_MAXUINT;
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree guint *before = g_new0 (guint, self->tiers->len + 1), *after = g_new0 (guint, self->tiers->len + 1);
  g_autoptr (GPtrArray) up = g_ptr_array_new_with_free_func (g_free), down = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *left = g_new0 (guint, self->gone->len + 1);
  guint n_up = 0, n_down = 0;
  g_autofree char *text = NULL;

  if (ladder == G_MAXUINT)
    {
      BatonDay first, last;
      gboolean has_history = baton_history_get_span (baton_document_get_history (self->document), &first, &last);

      gtk_label_set_text (GTK_LABEL (self->counts), !has_history ? _("Import a history to see how many partners each tier holds.")
                          : whatif == NULL || baton_simulation_is_stale (baton_document_get_simulation (self->document)) ? _("Counting partners…") : "");
      gtk_label_set_text (GTK_LABEL (self->moves), "");
      return;
    }
  for (guint i = 0; i < self->points->len; i++)
    {
      guint was = evaluate (self->live, g_array_index (self->points, gint64, i));
      guint is = evaluate (self->moving, g_array_index (self->points, gint64, i));
      int gone = evaluate_gone (self, was, g_array_index (self->points, gint64, i));
      /* Who held a tier that is gone stood between the two levels beside it. */
      gboolean rises = gone >= 0 ? is >= g_array_index (self->gone, GoneTier, gone).below : is > was;
      gboolean falls = gone >= 0 ? !rises : is < was;

      if (gone >= 0)
        left[gone]++;
      else
        before[was]++;
      after[is]++;
      if (rises && n_up++ < MOST_NAMES && !baton_document_get_presenting (self->document))
        g_ptr_array_add (up, get_holder_name (self, reckoning, ladder, g_array_index (self->holders, guint32, i)));
      if (falls && n_down++ < MOST_NAMES && !baton_document_get_presenting (self->document))
        g_ptr_array_add (down, get_holder_name (self, reckoning, ladder, g_array_index (self->holders, guint32, i)));
    }
  for (guint level = self->tiers->len + 1; level-- > 0;)
    {
      g_autofree char *count = baton_words_from_to (before[level], after[level]);

      g_string_append (counts, counts->len > 0 ? "  ·  " : "");
      /* Translators: %1$s is a tier, %2$s how many hold it: "Rock Star 14" */
      g_string_append_printf (counts, C_("tier", "%1$s %2$s"), get_tier_name (self, level), count);
    }
  for (guint i = self->gone->len; i-- > 0;)
    {
      g_autofree char *count = baton_words_from_to (left[i], 0);

      g_string_append (counts, counts->len > 0 ? "  ·  " : "");
      g_string_append_printf (counts, C_("tier", "%1$s %2$s"), g_array_index (self->gone, GoneTier, i).name, count);
    }
  say (self, self->counts, counts->str);

  if (n_up + n_down == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->moves), _("Drag a threshold, type it, or move it with the arrow keys, to see who would move."));
      return;
    }
  if (baton_document_get_presenting (self->document))
    {
      g_autofree char *up_number = baton_words_number (n_up), *down_number = baton_words_number (n_down);

      text = g_strdup_printf (_("Against live, up: %1$s. Down: %2$s."), up_number, down_number);
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
show_money (BatonTierAnswer *self)
{
  BatonSimulation *simulation = baton_document_get_simulation (self->document);
  BatonWhatif *whatif = baton_simulation_get_whatif (simulation);
  const BatonNames *names = baton_document_get_names (self->document);
  BatonReckoningTotals live, draft;
  g_autofree char *fees = NULL, *funds = NULL, *liability = NULL, *text = NULL;

  gtk_widget_set_visible (self->money, whatif != NULL && !baton_document_get_presenting (self->document));
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

/* ── What is known ── */

static void
load_points (BatonTierAnswer *self)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (self->document));
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
}

/* Where the live program, which may know neither tier nor ladder, has the threshold. */
static gint64
get_live_threshold (BatonTierAnswer *self,
                    const BatonEntity *tier)
{
  const BatonProgram *base = baton_workspace_get_base (baton_document_get_workspace (self->document));
  const BatonEntity *live = base != NULL ? baton_program_lookup (base, baton_entity_get_id (tier)) : NULL;

  if (base == NULL || baton_program_lookup (base, self->ladder) == NULL)
    return baton_entity_get_integer (tier, BATON_FIELD_TIER_THRESHOLD, 0);
  return live != NULL ? baton_entity_get_integer (live, BATON_FIELD_TIER_THRESHOLD, 0) : G_MAXINT64;
}

static int
compare_gone (gconstpointer a,
              gconstpointer b)
{
  const GoneTier *left = a, *right = b;

  return left->threshold < right->threshold ? -1 : left->threshold > right->threshold;
}

/* Nobody who holds a tier that is taken out may be counted as if they had held none. */
static void
load_gone (BatonTierAnswer *self)
{
  const BatonProgram *base = baton_workspace_get_base (baton_document_get_workspace (self->document));
  g_autoptr (GPtrArray) tiers = NULL;

  g_array_set_size (self->gone, 0);
  if (base == NULL || self->ladder == NULL || baton_program_lookup (base, self->ladder) == NULL)
    return;
  tiers = baton_program_list_children (base, BATON_KIND_TIER, self->ladder);
  for (guint i = 0; i < tiers->len; i++)
    {
      GoneTier gone = { NULL, baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0), self->tiers->len + 1 };

      if (g_ptr_array_find_with_equal_func (self->tiers, baton_entity_get_id (tiers->pdata[i]), g_str_equal, NULL))
        continue;
      for (guint level = self->live->len; level > 0; level--)
        if (g_array_index (self->live, gint64, level - 1) != G_MAXINT64 && g_array_index (self->live, gint64, level - 1) > gone.threshold)
          gone.below = level;
      gone.name = g_strdup (baton_entity_get_name (tiers->pdata[i]));
      g_array_append_val (self->gone, gone);
    }
  g_array_sort (self->gone, compare_gone);
}

/* ── For the section ── */

void
baton_tier_answer_set_tiers (BatonTierAnswer *self,
                             const char      *ladder,
                             GPtrArray       *tiers)
{
  g_return_if_fail (BATON_IS_TIER_ANSWER (self));

  g_free (self->ladder);
  self->ladder = g_strdup (ladder);
  g_ptr_array_set_size (self->tiers, 0);
  g_array_set_size (self->moving, 0);
  g_array_set_size (self->live, 0);
  for (guint i = 0; i < tiers->len; i++)
    {
      gint64 threshold = baton_entity_get_integer (tiers->pdata[i], BATON_FIELD_TIER_THRESHOLD, 0);
      gint64 live = get_live_threshold (self, tiers->pdata[i]);

      g_ptr_array_add (self->tiers, g_strdup (baton_entity_get_id (tiers->pdata[i])));
      g_array_append_val (self->moving, threshold);
      g_array_append_val (self->live, live);
    }
  load_gone (self);
}

void
baton_tier_answer_move (BatonTierAnswer *self,
                        guint            tier,
                        gint64           points)
{
  g_return_if_fail (BATON_IS_TIER_ANSWER (self) && tier < self->moving->len);

  g_array_index (self->moving, gint64, tier) = points;
  show_moves (self);
}

const GArray *
baton_tier_answer_load_points (BatonTierAnswer *self)
{
  g_return_val_if_fail (BATON_IS_TIER_ANSWER (self), NULL);

  load_points (self);
  return self->points;
}

void
baton_tier_answer_show (BatonTierAnswer *self)
{
  g_return_if_fail (BATON_IS_TIER_ANSWER (self));

  show_gap (self);
  show_reach (self);
  show_moves (self);
  show_money (self);
}

void
baton_tier_answer_show_money (BatonTierAnswer *self)
{
  g_return_if_fail (BATON_IS_TIER_ANSWER (self));
  show_money (self);
}

void
baton_tier_answer_request (BatonTierAnswer *self)
{
  g_return_if_fail (BATON_IS_TIER_ANSWER (self));

  baton_simulation_request (baton_document_get_simulation (self->document));
  baton_history_answer_request (BATON_HISTORY_ANSWER (self->ahead));
}

/* ── Object ── */

static void
baton_tier_answer_finalize (GObject *object)
{
  BatonTierAnswer *self = BATON_TIER_ANSWER (object);

  g_clear_object (&self->ahead);
  g_clear_object (&self->document);
  g_free (self->ladder);
  g_ptr_array_unref (self->tiers);
  g_array_unref (self->moving);
  g_array_unref (self->live);
  g_array_unref (self->gone);
  g_array_unref (self->holders);
  g_array_unref (self->points);
  G_OBJECT_CLASS (baton_tier_answer_parent_class)->finalize (object);
}

static void
baton_tier_answer_class_init (BatonTierAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_tier_answer_finalize;
}

static GtkWidget *
add_label (BatonTierAnswer *self,
           const char      *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
baton_tier_answer_init (BatonTierAnswer *self)
{
  self->tiers = g_ptr_array_new_with_free_func (g_free);
  self->moving = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->live = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->gone = g_array_new (FALSE, FALSE, sizeof (GoneTier));
  g_array_set_clear_func (self->gone, gone_tier_clear);
  self->holders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->counts = add_label (self, "heading");
  self->moves = add_label (self, NULL);
  self->money = add_label (self, "dim-label");
  self->reach = add_label (self, "dim-label");
  self->gap = add_label (self, "warning");
}

GtkWidget *
baton_tier_answer_new (BatonDocument *document)
{
  BatonTierAnswer *self = g_object_new (BATON_TYPE_TIER_ANSWER, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);

  self->document = g_object_ref (document);
  self->ahead = baton_ahead_of (document);
  g_signal_connect_object (self->ahead, "changed", G_CALLBACK (show_reach), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
