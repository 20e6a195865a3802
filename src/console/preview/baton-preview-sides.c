/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One side leads: the one that the reader scrolled last. The other follows from mark to mark, the marks being the tops of the
 * blocks that both show, and the two ends; between two marks it follows in proportion. A side that only got another size does
 * not lead: then its value changes within the allocation, and the follower is placed after it.
 */
#include "config.h"

#include "console/preview/baton-preview-sides.h"

#define NARROW 340
#define WIDE 1200
#define SLICE_US 4000   /* of a turn, while a page is made */

/* What a turn does for each side; nothing of either is seen before both are made. */
typedef enum
{
  STAGE_BEGIN,
  STAGE_MAKE,
  STAGE_FINISH,
  N_STAGES
} Stage;

struct _BatonPreviewSides
{
  AdwBin        parent_instance;

  GtkWidget    *scrolled[2];
  GtkWidget    *clamps[2];
  GtkWidget    *views[2];      /* NULL once taken away */
  char         *opened[2];     /* what each has open; owned, NULL: the side is not there */
  int           leader;
  guint         placing;       /* source that places the follower */
  guint         showing;       /* source that goes on with what is to be shown */
  Stage         stage;
  int           side;          /* of which something is to be done next */
  BatonPortal  *portals[2];    /* to be shown; owned, NULL when they are */
  const BatonNames *names;     /* borrowed, with them */
  gboolean      following;     /* the value changes because the other's did */
};

G_DEFINE_FINAL_TYPE (BatonPreviewSides, baton_preview_sides, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_SEARCH,
  SIGNAL_FILTER,
  SIGNAL_ASK,
  SIGNAL_READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Together ── */

static GtkAdjustment *
get_adjustment (BatonPreviewSides *self,
                int                side)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled[side]));
}

static double
get_end (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* Where the follower has to stand while the leader stands at *value*. */
static double
map_value (BatonPreviewSides *self,
           double             value)
{
  GtkAdjustment *leading = get_adjustment (self, self->leader), *following = get_adjustment (self, 1 - self->leader);
  double from = 0, to = 0, next_from = get_end (leading), next_to = get_end (following);
  g_autoptr (GArray) marks = baton_portal_view_list_marks (BATON_PORTAL_VIEW (self->views[self->leader]));
  g_autoptr (GArray) others = baton_portal_view_list_marks (BATON_PORTAL_VIEW (self->views[1 - self->leader]));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  /* What stands there twice is met where it stands first. */
  for (guint i = others->len; i-- > 0;)
    g_hash_table_insert (places, (gpointer) g_array_index (others, BatonPortalMark, i).id, &g_array_index (others, BatonPortalMark, i));
  for (guint i = 0; i < marks->len; i++)
    {
      const BatonPortalMark *mark = &g_array_index (marks, BatonPortalMark, i), *other = g_hash_table_lookup (places, mark->id);

      /* What stands in another order leads nowhere, and what is near the end never comes to the top. */
      if (other == NULL || mark->y <= from || other->y <= to || mark->y >= next_from || other->y >= next_to)
        continue;
      if (mark->y > value)
        {
          next_from = mark->y;
          next_to = other->y;
          break;
        }
      from = mark->y;
      to = other->y;
    }
  return next_from > from ? to + (value - from) * (next_to - to) / (next_from - from) : to;
}

static gboolean
are_together (BatonPreviewSides *self)
{
  return self->views[0] != NULL && self->views[1] != NULL && self->opened[0] != NULL && g_strcmp0 (self->opened[0], self->opened[1]) == 0 &&
         gtk_widget_get_mapped (self->scrolled[0]) && gtk_widget_get_mapped (self->scrolled[1]);
}

static void
follow (BatonPreviewSides *self)
{
  if (!are_together (self))
    return;
  self->following = TRUE;
  gtk_adjustment_set_value (get_adjustment (self, 1 - self->leader), map_value (self, gtk_adjustment_get_value (get_adjustment (self, self->leader))));
  self->following = FALSE;
}

static gboolean
place_cb (gpointer user_data)
{
  BatonPreviewSides *self = user_data;

  self->placing = 0;
  follow (self);
  return G_SOURCE_REMOVE;
}

/* The sizes are known after the layout: before the next frame is drawn, but not within this one. */
static void
adjustment_changed_cb (BatonPreviewSides *self)
{
  if (self->placing == 0)
    self->placing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_cb, self, NULL);
}

static void
value_changed_cb (GtkAdjustment     *adjustment,
                  BatonPreviewSides *self)
{
  if (self->following || self->placing != 0)
    return;
  self->leader = adjustment == get_adjustment (self, 1) ? 1 : 0;
  follow (self);
}

/* ── Showing ── */

/* (transfer full), NULL for no portal; where nothing is open, both say so. */
static char *
name_opened (const BatonPortal *portal)
{
  const char *id = "";

  if (portal == NULL)
    return NULL;
  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE: id = portal->page->item.id; break;
    case BATON_PORTAL_OPEN_CONTENT: id = portal->content->item.id; break;
    case BATON_PORTAL_OPEN_COLLECTION: id = portal->collection->item.id; break;
    case BATON_PORTAL_OPEN_WORKFLOW: id = portal->workflow->item.id; break;
    case BATON_PORTAL_OPEN_TOOL: id = portal->tool->item.id; break;
    case BATON_PORTAL_OPEN_SEARCH: id = "search"; break;
    default: break;
    }
  return g_strdup (id);
}

static void
finish_side (BatonPreviewSides *self,
             int                side)
{
  GtkAdjustment *adjustment = get_adjustment (self, side);
  double value = gtk_adjustment_get_value (adjustment);
  g_autofree char *before = g_steal_pointer (&self->opened[side]);

  self->opened[side] = name_opened (self->portals[side]);
  /* Another page begins at its top. */
  if (g_strcmp0 (before, self->opened[side]) != 0)
    value = 0;
  gtk_widget_set_visible (self->scrolled[side], self->portals[side] != NULL);
  if (self->portals[side] == NULL)
    return;
  baton_portal_view_finish (BATON_PORTAL_VIEW (self->views[side]), self->portals[side]);
  self->following = TRUE;
  gtk_adjustment_set_value (adjustment, value);
  self->following = FALSE;
}

static void
stop_showing (BatonPreviewSides *self)
{
  g_clear_handle_id (&self->showing, g_source_remove);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->portals[i], baton_portal_unref);
      if (self->views[i] != NULL)
        baton_portal_view_stop (BATON_PORTAL_VIEW (self->views[i]));
    }
  self->names = NULL;
}

/* FALSE when the time is over before this stage of this side is done. */
static gboolean
do_stage (BatonPreviewSides *self,
          gint64             until_us)
{
  BatonPortalView *view = BATON_PORTAL_VIEW (self->views[self->side]);

  if (self->stage == STAGE_FINISH)
    finish_side (self, self->side);
  else if (self->portals[self->side] == NULL)
    return TRUE;
  else if (self->stage == STAGE_BEGIN)
    baton_portal_view_begin (view, self->portals[self->side], self->portals[1 - self->side], self->names);
  else
    return baton_portal_view_make (view, until_us);
  return TRUE;
}

static void
cover (BatonPreviewSides *self,
       gboolean           covered)
{
  for (int i = 0; i < 2; i++)
    gtk_widget_set_visible (self->clamps[i], !covered);
}

/* A whole page takes more than a frame's time to make: what there is to do is done in turns, all before the next frame is drawn. */
static gboolean
show_some_cb (gpointer user_data)
{
  BatonPreviewSides *self = user_data;
  gint64 until_us = g_get_monotonic_time () + SLICE_US;

  do
    {
      if (!do_stage (self, until_us))
        return G_SOURCE_CONTINUE;
      self->side = 1 - self->side;
      if (self->side == 0)
        self->stage++;
      if (self->stage == N_STAGES)
        {
          self->showing = 0;
          stop_showing (self);
          cover (self, FALSE);
          return G_SOURCE_REMOVE;
        }
    }
  while (g_get_monotonic_time () < until_us);
  return G_SOURCE_CONTINUE;
}

void
baton_preview_sides_set_reasons (BatonPreviewSides *self,
                                 char              *reasons[2])
{
  g_return_if_fail (BATON_IS_PREVIEW_SIDES (self));

  for (int i = 0; i < 2; i++)
    baton_portal_view_set_reason (BATON_PORTAL_VIEW (self->views[i]), reasons[i]);
}

void
baton_preview_sides_show (BatonPreviewSides *self,
                          BatonPortal       *portals[2],
                          const BatonNames  *names,
                          gboolean           longer)
{
  g_return_if_fail (BATON_IS_PREVIEW_SIDES (self));

  stop_showing (self);
  if (portals[1] == NULL)
    self->leader = 0;
  for (int i = 0; i < 2; i++)
    baton_portal_view_set_longer (BATON_PORTAL_VIEW (self->views[i]), longer);
  for (int i = 0; i < 2; i++)
    self->portals[i] = portals[i] != NULL ? baton_portal_ref (portals[i]) : NULL;
  self->names = names;
  self->stage = STAGE_BEGIN;
  self->side = 0;
  /* Most edits are shown at once. */
  if (show_some_cb (self) == G_SOURCE_CONTINUE)
    self->showing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_some_cb, self, NULL);
}

void
baton_preview_sides_cover (BatonPreviewSides *self)
{
  g_return_if_fail (BATON_IS_PREVIEW_SIDES (self));
  stop_showing (self);
  cover (self, TRUE);
}

void
baton_preview_sides_set_narrow (BatonPreviewSides *self,
                                gboolean           narrow)
{
  for (int i = 0; i < 2; i++)
    adw_clamp_set_maximum_size (ADW_CLAMP (self->clamps[i]), narrow ? NARROW : WIDE);
}

void
baton_preview_sides_set_asking (BatonPreviewSides *self,
                                gboolean           asking)
{
  for (int i = 0; i < 2; i++)
    baton_portal_view_set_asking (BATON_PORTAL_VIEW (self->views[i]), asking);
}

gboolean
baton_preview_sides_shed (BatonPreviewSides *self)
{
  stop_showing (self);
  for (int i = 1; i >= 0; i--)
    if (self->views[i] != NULL)
      {
        adw_clamp_set_child (ADW_CLAMP (self->clamps[i]), NULL);
        self->views[i] = NULL;
        return TRUE;
      }
  return FALSE;
}

/* ── Object ── */

static void
open_cb (BatonPreviewSides *self,
         const char        *id)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, id);
}

static void
search_cb (BatonPreviewSides *self,
           const char        *words)
{
  g_signal_emit (self, signals[SIGNAL_SEARCH], 0, words);
}

static void
filter_cb (BatonPreviewSides *self,
           const char        *term)
{
  g_signal_emit (self, signals[SIGNAL_FILTER], 0, term);
}

static void
ask_cb (GtkWidget         *view,
        const char        *id,
        GtkWidget         *at,
        BatonPreviewSides *self)
{
  g_signal_emit (self, signals[SIGNAL_ASK], 0, view == self->views[1] ? 1 : 0, id, at);
}

static void
ready_cb (BatonPreviewSides *self)
{
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
baton_preview_sides_dispose (GObject *object)
{
  BatonPreviewSides *self = BATON_PREVIEW_SIDES (object);

  g_clear_handle_id (&self->placing, g_source_remove);
  stop_showing (self);
  self->views[0] = self->views[1] = NULL;
  G_OBJECT_CLASS (baton_preview_sides_parent_class)->dispose (object);
}

static void
baton_preview_sides_finalize (GObject *object)
{
  g_free (BATON_PREVIEW_SIDES (object)->opened[0]);
  g_free (BATON_PREVIEW_SIDES (object)->opened[1]);
  G_OBJECT_CLASS (baton_preview_sides_parent_class)->finalize (object);
}

static void
baton_preview_sides_class_init (BatonPreviewSidesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_preview_sides_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_preview_sides_finalize;
  signals[SIGNAL_OPEN] = g_signal_new ("open", BATON_TYPE_PREVIEW_SIDES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SEARCH] = g_signal_new ("search", BATON_TYPE_PREVIEW_SIDES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FILTER] = g_signal_new ("filter", BATON_TYPE_PREVIEW_SIDES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ASK] = g_signal_new ("ask", BATON_TYPE_PREVIEW_SIDES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, GTK_TYPE_WIDGET);
  signals[SIGNAL_READY] = g_signal_new ("ready", BATON_TYPE_PREVIEW_SIDES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_preview_sides_init (BatonPreviewSides *self)
{
}

GtkWidget *
baton_preview_sides_new (BatonPortalPicturesLoad load,
                         gpointer                user_data)
{
  BatonPreviewSides *self = g_object_new (BATON_TYPE_PREVIEW_SIDES, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (int i = 0; i < 2; i++)
    {
      self->views[i] = baton_portal_view_new (load, user_data);
      self->clamps[i] = adw_clamp_new ();
      self->scrolled[i] = gtk_scrolled_window_new ();
      adw_clamp_set_maximum_size (ADW_CLAMP (self->clamps[i]), WIDE);
      adw_clamp_set_child (ADW_CLAMP (self->clamps[i]), self->views[i]);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled[i]), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled[i]), self->clamps[i]);
      gtk_widget_set_hexpand (self->scrolled[i], TRUE);
      gtk_widget_set_visible (self->scrolled[i], i == 0);
      gtk_box_append (GTK_BOX (box), self->scrolled[i]);
      g_signal_connect_object (self->views[i], "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->views[i], "search", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->views[i], "filter", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->views[i], "ask", G_CALLBACK (ask_cb), self, 0);
      g_signal_connect_object (self->views[i], "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (get_adjustment (self, i), "changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (get_adjustment (self, i), "value-changed", G_CALLBACK (value_changed_cb), self, 0);
    }
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
