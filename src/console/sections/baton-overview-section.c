/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-overview-section.h"

#include "console/baton-falling.h"
#include "console/baton-holders.h"
#include "console/baton-main-window.h"
#include "console/baton-simulation.h"
#include "console/baton-unknown-pins.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-jump-list.h"

#include "model/baton-problem.h"
#include "rules/baton-analysis.h"
#include "words/baton-words-format.h"
#include "words/baton-words-problem.h"
#include "words/baton-words-finding.h"

#include <glib/gi18n-lib.h>

#define SOON 30 /* days within which what ends needs attention */

#define MOST_FALLS 6        /* partners about to fall, likewise */
#define MOST_SHOWN 8        /* things that need somebody, before one asks for more */
#define MOST_UNFOLDED 200   /* and after */
#define REST_MS 60          /* while answers come in */

struct _BatonOverviewSection
{
  BatonSection  parent_instance;

  GPtrArray    *findings;     /* of BatonFinding; owned, NULL before the analysis has run */
  GPtrArray    *unknown_pins; /* of BatonUnknownPins; likewise */
  BatonSnapshot *analysed;    /* the snapshot that they are of; owned */
  BatonRegister *analysed_register;   /* likewise */
  gboolean      analysing;
  GCancellable *cancellable;  /* owned */
  BatonFalling *falling;      /* owned */

  GtkWidget    *list;         /* jump list */
  gboolean      all;          /* more than the first few are shown */
  gboolean      all_falls;    /* likewise */
  guint         pending;      /* source that shows */
};

G_DEFINE_FINAL_TYPE (BatonOverviewSection, baton_overview_section, BATON_TYPE_SECTION)

static void show    (BatonOverviewSection *self);
static void refresh (BatonOverviewSection *self);

static BatonDocument *
get_document (BatonOverviewSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* ── The analysis, in a thread ── */

typedef struct
{
  BatonSnapshot *snapshot;   /* owned, and the next one */
  BatonRegister *reg;
  BatonDay       day;
  GPtrArray     *unknown_pins;   /* owned; NULL before the thread has found them */
} Analysis;

static void
analysis_free (gpointer data)
{
  Analysis *analysis = data;

  baton_snapshot_unref (analysis->snapshot);
  baton_register_unref (analysis->reg);
  g_clear_pointer (&analysis->unknown_pins, g_ptr_array_unref);
  g_free (analysis);
}

/* The program names them nowhere, but what partners have is no idle word. */
static void
drop_held (GPtrArray     *findings,
           BatonRegister *reg,
           GCancellable  *cancellable)
{
  g_autoptr (GHashTable) held = NULL;

  for (guint i = findings->len; i > 0; i--)
    {
      const BatonFinding *finding = findings->pdata[i - 1];

      if (finding->code != BATON_FINDING_TERM_UNUSED && finding->code != BATON_FINDING_ROLE_UNUSED)
        continue;
      if (held == NULL)
        held = baton_holders_list_held (reg, cancellable);
      if (g_hash_table_contains (held, finding->entity))
        g_ptr_array_remove_index (findings, i - 1);
    }
}

static void
analyse_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Analysis *analysis = data;
  GPtrArray *findings = baton_analysis_run (analysis->snapshot, analysis->day, 0, cancellable);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  drop_held (findings, analysis->reg, cancellable);
  analysis->unknown_pins = baton_unknown_pins_find (analysis->snapshot, analysis->reg, analysis->day, cancellable);
  /* No more are ever shown. */
  for (guint i = 0; i < MIN (findings->len, MOST_UNFOLDED); i++)
    g_ptr_array_add (shown, findings->pdata[i]);
  baton_analysis_illustrate (analysis->snapshot, shown, analysis->day, cancellable);
  g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
}

static void
analysed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GPtrArray *findings = g_task_propagate_pointer (G_TASK (result), NULL);
  Analysis *analysis = g_task_get_task_data (G_TASK (result));
  BatonOverviewSection *self;

  if (findings == NULL)
    return;
  self = BATON_OVERVIEW_SECTION (source);
  self->analysing = FALSE;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  g_clear_pointer (&self->unknown_pins, g_ptr_array_unref);
  self->unknown_pins = g_steal_pointer (&analysis->unknown_pins);
  g_clear_pointer (&self->analysed, baton_snapshot_unref);
  self->analysed = baton_snapshot_ref (analysis->snapshot);
  g_clear_pointer (&self->analysed_register, baton_register_unref);
  self->analysed_register = baton_register_ref (analysis->reg);
  refresh (self);
}

static void
analyse (BatonOverviewSection *self)
{
  BatonSnapshot *snapshot = baton_document_get_snapshot (get_document (self));
  BatonRegister *reg = baton_document_get_register (get_document (self));
  g_autoptr (GTask) task = NULL;
  Analysis *analysis;

  if (self->analysing || (self->analysed == snapshot && self->analysed_register == reg) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->analysing = TRUE;
  analysis = g_new (Analysis, 1);
  *analysis = (Analysis) { baton_snapshot_ref (snapshot), baton_register_ref (reg), baton_document_get_today (get_document (self)), NULL };
  task = g_task_new (self, self->cancellable, analysed_cb, NULL);
  g_task_set_source_tag (task, analyse);
  g_task_set_task_data (task, analysis, analysis_free);
  g_task_run_in_thread (task, analyse_in_thread);
}

/* ── Showing ── */

/* The groups, from above. */
enum
{
  NEEDS,
  FALLS,
  CHANGES,
  HOLDINGS
};

/* A line that jumps to a thing, or to a section when *id* is NULL. */
static void
add_line (BatonOverviewSection *self,
          guint                 group,
          const char           *icon,
          const char           *title,
          const char           *subtitle,
          const char           *id,
          const char           *section,
          const BatonProblem   *problem)
{
  const BatonJump jump = {
    .icon = icon,
    .title = title,
    .subtitle = subtitle,
    .action = id != NULL && problem != NULL ? "win.reveal-field" : id != NULL ? "win.reveal" : section != NULL ? "win.section" : NULL,
    .target = id != NULL ? id : section,
    .trailing = id != NULL || section != NULL ? "go-next-symbolic" : NULL,
    .problem = problem,
  };

  baton_jump_list_add (BATON_JUMP_LIST (self->list), group, &jump);
}

/* The lines of what needs somebody: how many there may be, how many there are, and how many have no room. */
typedef struct
{
  guint most, n, n_left;
} Room;

static gboolean
take_room (Room *room)
{
  if (room->n >= room->most)
    {
      room->n_left++;
      return FALSE;
    }
  room->n++;
  return TRUE;
}

/* What is near its last day, and promotions near their first. */
static void
add_ending (BatonOverviewSection *self,
            Room                 *room)
{
  static const struct { BatonKind kind; BatonField window; } kinds[] = {
    { BATON_KIND_PROMOTION, BATON_FIELD_PROMOTION_WINDOW },
    { BATON_KIND_ACTIVITY, BATON_FIELD_ACTIVITY_WINDOW },
    { BATON_KIND_CONTENT, BATON_FIELD_CONTENT_WINDOW },
    { BATON_KIND_REWARD, BATON_FIELD_REWARD_WINDOW },
    { BATON_KIND_PUBLISHING_RULE, BATON_FIELD_PUBLISHING_RULE_WINDOW },
  };
  BatonDay today = baton_document_get_today (get_document (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (get_document (self)), kinds[i].kind);

      for (guint j = 0; j < list->len; j++)
        {
          BatonWindow window = baton_window_from_value (baton_entity_get (list->pdata[j], kinds[i].window));
          g_autofree char *day = NULL, *name = NULL, *title = NULL;

          gboolean starts = kinds[i].kind == BATON_KIND_PROMOTION && window.from > today && window.from <= today + SOON;

          if (!starts && (window.through < today || window.through > today + SOON))
            continue;
          if (!take_room (room))
            continue;
          day = baton_words_day (starts ? window.from : window.through);
          name = baton_words_quoted_name (baton_document_get_names (get_document (self)), baton_entity_get_id (list->pdata[j]));
          /* Translators: %1$s is a thing, %2$s a day */
          title = g_strdup_printf (starts ? _("%1$s starts on %2$s.") : _("%1$s ends on %2$s."), name, day);
          add_line (self, NEEDS, "alarm-symbolic", title, baton_words_kind (kinds[i].kind), baton_entity_get_id (list->pdata[j]), NULL, NULL);
        }
    }
}

/* Budgets that are nearly or wholly spent. */
static void
add_budgets (BatonOverviewSection *self,
             Room                 *room)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (get_document (self)));
  const BatonPromotionUse *uses;
  guint n;

  if (whatif == NULL)
    return;
  uses = baton_reckoning_get_promotions (baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT), &n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = NULL, *name = NULL, *title = NULL;

      if (uses[i].warned == BATON_DAY_NONE || !take_room (room))
        continue;
      day = baton_words_day (uses[i].stopped != BATON_DAY_NONE ? uses[i].stopped : uses[i].warned);
      name = baton_words_quoted_name (baton_document_get_names (get_document (self)), uses[i].promotion);
      title = g_strdup_printf (uses[i].stopped != BATON_DAY_NONE ? _("The budget of %1$s ran out on %2$s.") : _("The budget of %1$s reached 80 %% on %2$s."), name, day);
      add_line (self, NEEDS, "dialog-warning-symbolic", title, baton_words_kind (BATON_KIND_PROMOTION), uses[i].promotion, NULL, NULL);
    }
}

/* Exceptions of ladders for somebody who is not in the register. */
static void
add_unknown_pins (BatonOverviewSection *self,
                  Room                 *room)
{
  for (guint i = 0; self->unknown_pins != NULL && i < self->unknown_pins->len; i++)
    {
      const BatonUnknownPins *unknown = self->unknown_pins->pdata[i];
      g_autofree char *name = NULL, *title = NULL, *number = NULL;

      if (!take_room (room))
        continue;
      name = baton_words_quoted_name (baton_document_get_names (get_document (self)), unknown->ladder);
      number = baton_words_number (unknown->n);
      /* Translators: %1$s is a tier ladder, an exception a tier that somebody holds whatever the points say, %2$s how many are meant */
      title = g_strdup_printf (ngettext ("%1$s has an exception for somebody who is not in the register. Correct the name or remove it.",
                                         "%1$s has exceptions for %2$s who are not in the register. Correct the names or remove them.", unknown->n),
                               name, number);
      add_line (self, NEEDS, "dialog-warning-symbolic", title,
                baton_document_get_presenting (get_document (self)) ? baton_words_kind (BATON_KIND_TIER_LADDER) : unknown->holder,
                unknown->ladder, NULL, NULL);
    }
}

static void
more_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  BATON_OVERVIEW_SECTION (widget)->all = TRUE;
  show (BATON_OVERVIEW_SECTION (widget));
}

static void
more_falls_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  BATON_OVERVIEW_SECTION (widget)->all_falls = TRUE;
  show (BATON_OVERVIEW_SECTION (widget));
}

/* A list that goes on and on says how far. */
static void
add_more (BatonOverviewSection *self,
          guint                 group,
          guint                 n_left,
          gboolean              all,
          const char           *action)
{
  /* Translators: %u counts things that need somebody and are not shown yet */
  g_autofree char *title = baton_words_count (ngettext ("%s more", "%s more", n_left), n_left);
  const BatonJump jump = { .title = title, .action = all ? NULL : action, .trailing = all ? NULL : "pan-down-symbolic" };

  baton_jump_list_add (BATON_JUMP_LIST (self->list), group, &jump);
}

static void
add_needs (BatonOverviewSection *self)
{
  Room room = { .most = self->all ? MOST_UNFOLDED : MOST_SHOWN };
  GPtrArray *problems = baton_document_get_problems (get_document (self));

  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];
      g_autofree char *sentence = NULL, *place = NULL;

      if (baton_problem_get_severity (problem) == BATON_SEVERITY_HINT)
        continue;
      if (!take_room (&room))
        continue;
      sentence = baton_words_problem (baton_document_get_names (get_document (self)), problem);
      place = baton_words_problem_place (baton_document_get_names (get_document (self)), problem);
      add_line (self, NEEDS, baton_problem_get_severity (problem) == BATON_SEVERITY_ERROR ? "dialog-error-symbolic" : "dialog-warning-symbolic",
                sentence, place, problem->entity, NULL, problem);
    }
  add_ending (self, &room);
  add_budgets (self, &room);
  add_unknown_pins (self, &room);
  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    {
      const BatonFinding *finding = self->findings->pdata[i];
      BatonNames names = baton_document_names_of_snapshot (get_document (self), self->analysed);
      g_autofree char *claim = NULL, *example = NULL;

      if (!take_room (&room))
        continue;
      claim = baton_words_finding_claim (&names, finding);
      example = baton_words_finding_example (&names, finding);
      add_line (self, NEEDS, "dialog-information-symbolic", claim, example != NULL ? example : baton_words_kind (finding->kind), finding->entity, NULL, NULL);
    }
  if (room.n_left > 0)
    add_more (self, NEEDS, room.n_left, self->all, "overview.more");
  if (room.n == 0)
    add_line (self, NEEDS, "object-select-symbolic", _("Nothing. The program is in order."), NULL, NULL, NULL, NULL);
}

/* Partners who hold a tier and, with nothing new, soon lose it; each leads to the statement that tells why. */
static void
add_falls (BatonOverviewSection *self)
{
  const BatonNames *names = baton_document_get_names (get_document (self));
  GPtrArray *falls = baton_falling_get_list (self->falling);
  guint most = self->all_falls ? MOST_UNFOLDED : MOST_FALLS;
  BatonDay first, last;
  g_autofree char *through = NULL, *description = NULL;

  if (falls == NULL || falls->len == 0 || !baton_history_get_span (baton_document_get_history (get_document (self)), &first, &last))
    return;
  through = baton_words_day (last);
  /* Translators: %s is the last day of the history */
  description = g_strdup_printf (_("If nothing new comes after %s, where the history ends."), through);
  baton_jump_list_describe (BATON_JUMP_LIST (self->list), FALLS, description);
  for (guint i = 0; i < falls->len && i < most; i++)
    {
      const BatonFall *fall = falls->pdata[i];
      int days = fall->day - baton_document_get_today (get_document (self));
      g_autofree char *holder = baton_words_isolate (baton_words_holder (names, fall->holder)), *tier = baton_words_isolate (baton_words_name (names, fall->tier)), *day = baton_words_day (fall->day);
      g_autofree char *points = baton_words_number (fall->points);
      /* Translators: %1$s is a partner, %2$s a tier */
      g_autofree char *title = g_strdup_printf (C_("fall", "%1$s loses %2$s"), holder, tier);
      /* Translators: %1$s is a day, %2$d how many days there are until it */
      g_autofree char *when = days > 0 ? g_strdup_printf (ngettext ("On %1$s, in %2$d day", "On %1$s, in %2$d days", days), day, days) : g_strdup_printf (C_("fall", "On %s"), day);
      g_autofree char *to = fall->falls_to != NULL ? baton_words_isolate (baton_words_name (names, fall->falls_to)) : NULL;
      /* Translators: %1$s is when, %2$s a tier, %3$s tier points: On 30 November 2026, in 8 days · Then Rock Star · 98 tier points today */
      g_autofree char *subtitle = to != NULL ? g_strdup_printf (C_("fall", "%1$s · Then %2$s · %3$s tier points today"), when, to, points)
                                             : g_strdup_printf (C_("fall", "%1$s · Then no tier · %2$s tier points today"), when, points);

      add_line (self, FALLS, "go-down-symbolic", title, subtitle, fall->partner, NULL, NULL);
    }
  if (falls->len > most)
    add_more (self, FALLS, falls->len - most, self->all_falls, "overview.more-falls");
}

static void
add_holdings (BatonOverviewSection *self)
{
  const BatonProgram *program = baton_document_get_program (get_document (self));

  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *line = NULL;

      for (int kind = 0; kind < BATON_N_KINDS; kind++)
        {
          guint n = (info->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0 ? baton_program_count (program, kind) : 0;

          g_autofree char *number = baton_words_number (n);

          if (n > 0)
            /* Translators: a count of things: %1$s is their name in the plural, %2$s how many */
            g_ptr_array_add (parts, g_strdup_printf (C_("count of things", "%1$s: %2$s"), baton_words_kinds (kind), number));
        }
      if (parts->len == 0 && info->kinds != 0)
        line = g_strdup (_("Nothing yet. An example is there to begin with."));
      else if (parts->len == 0)
        continue;
      for (guint i = 0; i < parts->len; i++)
        {
          g_autofree char *before = line;

          line = before != NULL ? g_strconcat (before, "  ·  ", parts->pdata[i], NULL) : g_strdup (parts->pdata[i]);
        }
      add_line (self, HOLDINGS, info->icon, baton_section_info_get_title (info), line, NULL, info->name, NULL);
    }
}

static void
show (BatonOverviewSection *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (get_document (self));
  guint n = baton_workspace_count_changes (workspace);
  g_autofree char *changes = baton_words_count (ngettext ("%s thing has changed since the last push or pull.", "%s things have changed since the last push or pull.", n), n);
  gboolean is_live = baton_workspace_get_base_revision (workspace) > 0;
  const BatonJump review = { .title = !is_live ? _("Partners see nothing yet. The first push shows them everything.") : n > 0 ? changes : _("Nothing waits to be pushed."), .action = "win.review", .button = _("Review & Push") };

  baton_jump_list_begin (BATON_JUMP_LIST (self->list));
  add_needs (self);
  add_falls (self);
  baton_jump_list_add (BATON_JUMP_LIST (self->list), CHANGES, &review);
  add_holdings (self);
  baton_jump_list_end (BATON_JUMP_LIST (self->list));
}

static gboolean
show_cb (gpointer user_data)
{
  BatonOverviewSection *self = user_data;

  self->pending = 0;
  /* Who comes back asks for it again. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
  return G_SOURCE_REMOVE;
}

/* Problems, what-if and analysis answer one after another: what they say is shown together, when the window is idle. */
static void
refresh (BatonOverviewSection *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->pending == 0)
    self->pending = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, show_cb, self, NULL);
  analyse (self);
}

/* After the what-if, whose work it shares. */
static void
simulated_cb (BatonOverviewSection *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (!baton_simulation_is_running (baton_document_get_simulation (get_document (self))))
    baton_history_answer_request (BATON_HISTORY_ANSWER (self->falling));
  refresh (self);
}

static void
mapped_cb (BatonOverviewSection *self)
{
  refresh (self);
  baton_simulation_request (baton_document_get_simulation (get_document (self)));
}

static void
baton_overview_section_dispose (GObject *object)
{
  g_cancellable_cancel (BATON_OVERVIEW_SECTION (object)->cancellable);
  g_clear_handle_id (&BATON_OVERVIEW_SECTION (object)->pending, g_source_remove);
  G_OBJECT_CLASS (baton_overview_section_parent_class)->dispose (object);
}

static void
baton_overview_section_finalize (GObject *object)
{
  BatonOverviewSection *self = BATON_OVERVIEW_SECTION (object);

  g_clear_pointer (&self->unknown_pins, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->analysed, baton_snapshot_unref);
  g_clear_pointer (&self->analysed_register, baton_register_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->falling);
  G_OBJECT_CLASS (baton_overview_section_parent_class)->finalize (object);
}

static void
baton_overview_section_class_init (BatonOverviewSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_overview_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_overview_section_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "overview.more", NULL, more_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "overview.more-falls", NULL, more_falls_action);
}

static void
baton_overview_section_init (BatonOverviewSection *self)
{
  self->cancellable = g_cancellable_new ();
}

BatonSection *
baton_overview_section_new (BatonDocument *document)
{
  BatonOverviewSection *self = g_object_new (BATON_TYPE_OVERVIEW_SECTION, "document", document, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->falling = baton_falling_new (document);
  self->list = baton_jump_list_new (document);
  baton_jump_list_add_group (BATON_JUMP_LIST (self->list), _("What Needs You Today"));
  baton_jump_list_add_group (BATON_JUMP_LIST (self->list), _("Partners About to Fall"));
  baton_jump_list_add_group (BATON_JUMP_LIST (self->list), _("Changes That Wait"));
  baton_jump_list_add_group (BATON_JUMP_LIST (self->list), _("What the Program Holds"));
  gtk_widget_set_margin_top (self->list, 18);
  gtk_widget_set_margin_bottom (self->list, 36);
  gtk_widget_set_margin_start (self->list, 12);
  gtk_widget_set_margin_end (self->list, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  g_signal_connect_object (document, "problems-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (baton_document_get_simulation (document), "changed", G_CALLBACK (simulated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->falling, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* At once, and also while another section is shown: who comes back must not see a name first. */
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show);
  g_signal_connect_object (baton_document_get_workspace (document), "notify::n-changes", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (baton_document_get_workspace (document), "notify::base-revision", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
