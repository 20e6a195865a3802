/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows keep their identity over edits: the list is sorted anew and only what changed is worded anew, so that focus, scroll
 * and what is being typed in an open detail stay. Words of the other cards may have changed too (a term was renamed): they
 * follow when the main loop has nothing better to do, a few at a time. So do the cards of a long list after the first page,
 * each in its place; one that somebody asks for is made at once.
 */
#include "config.h"

#include "console/widgets/baton-card-list.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-card-row-private.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-lazy-menu.h"
#include "console/widgets/baton-row-menu.h"
#include "console/widgets/baton-tab-stop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define AT_ONCE 12            /* cards worded in one go of the main loop */
#define FIRST_BUDGET_US 3000  /* for cards made in the turn in which the list is filled: at least one */
#define BUDGET_US 5000        /* for cards of each turn after it */

struct _BatonCardList
{
  AdwBin         parent_instance;

  BatonDocument *document;    /* owned */
  BatonKind      kind;
  char          *parent;      /* owned, nullable */
  gboolean       below;       /* what stands below *parent* alone */
  BatonCardFunc  func;
  gpointer       owner;       /* borrowed: it outlives this */
  GHashTable    *places;      /* id, owned → index of all that is listed; owned */
  GQueue         missing;     /* of ids, borrowed from *places*: that have no row yet */
  GHashTable    *rows;        /* id → row, borrowed from the list; owned */
  char          *selected;    /* owned, nullable */
  char          *needle;      /* owned */
  guint          idle;        /* source that words what is dirty */
  guint          making;      /* source that makes what is missing */
  gboolean       syncing;
  gboolean       added;       /* the chosen card is new, and to be kept in sight */

  GtkWidget     *bar;
  GtkWidget     *search;
  GtkWidget     *add;
  GtkWidget     *scrolled;
  GtkWidget     *list;
  GtkWidget     *stop;        /* around the list */
  GtkWidget     *detail_row;  /* NULL without a detail */
  GtkWidget     *more;
};

G_DEFINE_FINAL_TYPE (BatonCardList, baton_card_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  SIGNAL_ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* While presenting, what a thing is called says no more of partners than anything else does. */
static void
hush (BatonCardList  *self,
      char          **text)
{
  g_autofree char *said = g_steal_pointer (text);

  *text = baton_words_discreet (baton_document_get_names (self->document), said);
}

static void
describe (BatonCardList *self,
          BatonCardRow  *row)
{
  BatonEntity *entity = baton_document_lookup (self->document, row->id);
  BatonCard card = { 0 };

  if (entity == NULL)
    return;
  self->func (entity, &card, self->owner);
  if (card.title == NULL)
    card.title = baton_words_name (baton_document_get_names (self->document), row->id);
  hush (self, &card.group);
  hush (self, &card.title);
  hush (self, &card.text);
  hush (self, &card.note);
  baton_card_row_fill (row, &card);
}

static gboolean
describe_some_cb (gpointer data)
{
  BatonCardList *self = data;
  GHashTableIter iter;
  gpointer row;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (BATON_CARD_ROW (row)->dirty)
      {
        if (n++ == AT_ONCE)
          return G_SOURCE_CONTINUE;
        describe (self, row);
      }
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
describe_later (BatonCardList *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    BATON_CARD_ROW (row)->dirty = TRUE;
  if (self->idle == 0)
    self->idle = g_idle_add (describe_some_cb, self);
}

/* The things shown, in order. (transfer container) */
static GPtrArray *
list_things (BatonCardList *self)
{
  const BatonProgram *program = baton_document_get_program (self->document);

  return self->below ? baton_program_list_children (program, self->kind, self->parent) : baton_program_list (program, self->kind);
}

static void
choose (BatonCardList *self,
        const char    *id)
{
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  self->added = FALSE;
  g_free (self->selected);
  self->selected = g_strdup (id);
  if (self->detail_row != NULL)
    {
      gtk_widget_set_visible (self->detail_row, id != NULL);
      gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
    }
  gtk_widget_set_sensitive (self->more, id != NULL);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
}

static void add_drag (GtkWidget *row);

static GtkWidget *
make_row (BatonCardList *self,
          const char    *id)
{
  GtkWidget *row = baton_card_row_new (id);

  BATON_CARD_ROW (row)->index = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id));
  g_hash_table_insert (self->rows, BATON_CARD_ROW (row)->id, row);
  add_drag (row);
  describe (self, BATON_CARD_ROW (row));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return row;
}

/* The row of what is listed; NULL when it is not. */
static GtkWidget *
ensure_row (BatonCardList *self,
            const char    *id)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, id);

  return row != NULL || !g_hash_table_contains (self->places, id) ? row : make_row (self, id);
}

/* TRUE while there is more to make. */
static gboolean
make_missing (BatonCardList *self,
              gint64         budget_us)
{
  gint64 end = g_get_monotonic_time () + budget_us;

  while (!g_queue_is_empty (&self->missing))
    {
      ensure_row (self, g_queue_pop_head (&self->missing));
      if (g_get_monotonic_time () >= end)
        break;
    }
  return !g_queue_is_empty (&self->missing);
}

static gboolean
make_missing_cb (gpointer data)
{
  BatonCardList *self = data;

  if (make_missing (self, BUDGET_US))
    return G_SOURCE_CONTINUE;
  self->making = 0;
  return G_SOURCE_REMOVE;
}

/* Makes the rows those of the program: what is new is added, what is gone removed, the rest kept. */
static void
follow (BatonCardList *self)
{
  g_autoptr (GPtrArray) things = list_things (self);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autofree char *next = NULL;
  gboolean focused = baton_tab_stop_has_focus (BATON_TAB_STOP (self->stop));
  GHashTableIter iter;
  gpointer id, row;

  self->syncing = TRUE;
  g_queue_clear (&self->missing);
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < things->len; i++)
    {
      char *thing = g_strdup (baton_entity_get_id (things->pdata[i]));

      g_hash_table_insert (self->places, thing, GUINT_TO_POINTER (i));
      row = g_hash_table_lookup (self->rows, thing);
      if (row != NULL)
        BATON_CARD_ROW (row)->index = i;
      else
        g_queue_push_tail (&self->missing, thing);
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (!g_hash_table_contains (self->places, id))
      {
        if (g_strcmp0 (self->selected, id) == 0 && things->len > 0)
          next = g_strdup (baton_entity_get_id (things->pdata[MIN (BATON_CARD_ROW (row)->index, things->len - 1)]));
        g_hash_table_iter_remove (&iter);
        g_ptr_array_add (gone, row);
      }
  for (guint i = 0; i < gone->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), gone->pdata[i]);
  if (make_missing (self, FIRST_BUDGET_US) && self->making == 0)
    self->making = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, make_missing_cb, self, NULL);
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
  self->syncing = FALSE;
  if (self->selected != NULL && !g_hash_table_contains (self->places, self->selected))
    {
      /* What stands in its place now is chosen, so that several can be deleted one after another. */
      if (next == NULL || !baton_card_list_select (self, next))
        choose (self, NULL);
      else if (focused)
        baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
    }
}

static void
document_changed_cb (BatonCardList *self,
                     GPtrArray     *changes)
{
  gboolean ours = FALSE;

  for (guint i = 0; i < changes->len; i++)
    ours |= baton_change_get_kind (changes->pdata[i]) == self->kind;
  if (ours)
    follow (self);
  for (guint i = 0; ours && i < changes->len; i++)
    {
      BatonCardRow *row = g_hash_table_lookup (self->rows, baton_change_get_id (changes->pdata[i]));

      if (row != NULL)
        describe (self, row);
    }
  describe_later (self);
}

void
baton_card_list_refresh (BatonCardList *self)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self));
  describe_later (self);
}

/* ── Order, search and choice ── */

static int
sort_cb (GtkListBoxRow *a,
         GtkListBoxRow *b,
         gpointer       user_data)
{
  BatonCardList *self = user_data;
  BatonCardRow *selected = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;
  /* The detail stands half a place below the chosen card. */
  guint detail = selected != NULL ? 2 * selected->index + 1 : G_MAXUINT;
  guint left = GTK_WIDGET (a) == self->detail_row ? detail : 2 * BATON_CARD_ROW (a)->index;
  guint right = GTK_WIDGET (b) == self->detail_row ? detail : 2 * BATON_CARD_ROW (b)->index;

  return left < right ? -1 : left > right;
}

/* The heading of a group above its first card. */
static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  BatonCardList *self = user_data;
  const char *group = GTK_WIDGET (row) != self->detail_row ? BATON_CARD_ROW (row)->group : NULL;
  GtkWidget *label;

  /* The detail stands between two cards of one group. */
  if (before != NULL && GTK_WIDGET (before) == self->detail_row)
    before = GTK_LIST_BOX_ROW (gtk_widget_get_prev_sibling (GTK_WIDGET (before)));
  if (group == NULL || (before != NULL && g_strcmp0 (BATON_CARD_ROW (before)->group, group) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "baton-sidebar-group");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  BatonCardList *self = user_data;

  return self->needle == NULL || GTK_WIDGET (row) == self->detail_row || strstr (BATON_CARD_ROW (row)->folded, self->needle) != NULL;
}

static void
search_cb (BatonCardList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

/* Escape ends the search and leads back to the list, as Enter does. */
static void
stop_search_cb (BatonCardList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  baton_tab_stop_enter (BATON_TAB_STOP (self->stop));
}

static void
search_activate_cb (BatonCardList *self)
{
  BatonCardRow *chosen = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;

  /* The entry waits a moment before it says that it has changed. */
  search_cb (self);
  if (chosen == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (chosen)))
    for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
      if (row != self->detail_row && gtk_widget_get_child_visible (row))
        {
          gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
          break;
        }
  baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
}

static void
row_selected_cb (BatonCardList *self,
                 GtkListBoxRow *row)
{
  if (!self->syncing && row != NULL && GTK_WIDGET (row) != self->detail_row)
    choose (self, BATON_CARD_ROW (row)->id);
}

static void
row_activated_cb (BatonCardList *self,
                  GtkListBoxRow *row)
{
  if (GTK_WIDGET (row) == self->detail_row)
    return;
  choose (self, BATON_CARD_ROW (row)->id);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->selected);
}

/* Whether the focus is on a card itself: keys in the open detail belong to what is edited there. */
static gboolean
is_card_focused (BatonCardList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return BATON_IS_CARD_ROW (focus) && BATON_CARD_ROW (focus)->id != NULL && gtk_widget_get_parent (focus) == self->list;
}

gboolean
baton_card_list_select (BatonCardList *self,
                        const char    *id)
{
  GtkWidget *row;

  g_return_val_if_fail (BATON_IS_CARD_LIST (self), FALSE);

  row = id != NULL ? ensure_row (self, id) : NULL;
  if (id != NULL && row == NULL)
    return FALSE;
  if (row != NULL && !gtk_widget_get_child_visible (row) && self->needle != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
  choose (self, id);
  if (row != NULL && is_card_focused (self))
    baton_tab_stop_focus_row (BATON_TAB_STOP (self->stop));
  return TRUE;
}

const char *
baton_card_list_get_selected (BatonCardList *self)
{
  g_return_val_if_fail (BATON_IS_CARD_LIST (self), NULL);
  return self->selected;
}

guint
baton_card_list_get_length (BatonCardList *self)
{
  g_return_val_if_fail (BATON_IS_CARD_LIST (self), 0);
  return g_hash_table_size (self->places);
}

/* ── Moving ── */

/* Moves *id* to where *index* is now, counted without it. */
static void
move_to (BatonCardList *self,
         const char    *id,
         guint          index)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  g_autoptr (GPtrArray) siblings = NULL;
  g_autofree char *parent = NULL, *before = NULL;
  guint own;

  if (entity == NULL || baton_schema_get_kind (self->kind)->place_field == BATON_FIELD_NONE)
    return;
  parent = g_strdup (baton_entity_get_parent (entity));
  siblings = baton_program_list_children (baton_document_get_program (self->document), self->kind, parent);
  if (!g_ptr_array_find (siblings, entity, &own) || own == index)
    return;
  g_ptr_array_remove_index (siblings, own);
  if (index < siblings->len)
    before = g_strdup (baton_entity_get_id (siblings->pdata[index]));
  baton_document_move (self->document, id, parent, before);
}

static void
move_by (BatonCardList *self,
         int            steps)
{
  BatonCardRow *row = self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;

  if (row != NULL && (steps > 0 || row->index > 0))
    {
      g_autofree char *id = g_strdup (self->selected);

      move_to (self, id, MIN (row->index + steps, g_hash_table_size (self->places) - 1));
    }
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 BatonCardRow  *row)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, paintable, x, y);
  return gdk_content_provider_new_typed (BATON_TYPE_CARD_ROW, row);
}

static void
mark_drop (BatonCardRow *row,
           int           side)
{
  baton_card_row_set_class (GTK_WIDGET (row), "baton-drop-above", side < 0);
  baton_card_row_set_class (GTK_WIDGET (row), "baton-drop-below", side > 0);
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                BatonCardRow  *row)
{
  mark_drop (row, y < gtk_widget_get_height (GTK_WIDGET (row)) / 2.0 ? -1 : 1);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target,
               BatonCardRow  *row)
{
  mark_drop (row, 0);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         BatonCardRow  *row)
{
  BatonCardRow *moving = g_value_get_object (value);
  BatonCardList *self = BATON_CARD_LIST (gtk_widget_get_ancestor (GTK_WIDGET (row), BATON_TYPE_CARD_LIST));
  guint index = row->index + (y < gtk_widget_get_height (GTK_WIDGET (row)) / 2.0 ? 0 : 1);
  g_autofree char *id = NULL;

  mark_drop (row, 0);
  if (moving == NULL || self == NULL || g_hash_table_lookup (self->rows, moving->id) != moving)
    return FALSE;
  id = g_strdup (moving->id);
  move_to (self, id, index > moving->index ? index - 1 : index);
  baton_card_list_select (self, id);
  return TRUE;
}

static void
add_drag (GtkWidget *row)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (BATON_TYPE_CARD_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), row);
  g_signal_connect (drop, "motion", G_CALLBACK (drop_motion_cb), row);
  g_signal_connect (drop, "leave", G_CALLBACK (drop_leave_cb), row);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drop));
}

/* ── Actions ── */

/* A new card stands at the end, often out of sight; it has its place only when it has been laid out, and is pushed on when
 * cards above it come to say more. It stays in sight until something else is chosen or somebody scrolls. */
static gboolean
scroll_to_added_cb (GtkWidget     *widget,
                    GdkFrameClock *clock,
                    gpointer       user_data)
{
  BatonCardList *self = BATON_CARD_LIST (widget);
  GtkWidget *row = self->added && self->selected != NULL ? g_hash_table_lookup (self->rows, self->selected) : NULL;
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  self->syncing = TRUE;
  if (row != NULL && gtk_widget_compute_bounds (row, self->list, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
  self->syncing = FALSE;
  return G_SOURCE_REMOVE;
}

static void
extent_changed_cb (BatonCardList *self)
{
  if (self->added)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_added_cb, NULL, NULL);
}

static void
scrolled_cb (BatonCardList *self)
{
  if (!self->syncing)
    self->added = FALSE;
}

static void
add_plain (BatonCardList *self)
{
  BatonField field = baton_schema_get_kind (self->kind)->name_field;
  gboolean named = field != BATON_FIELD_NONE && (baton_schema_get_field (field)->flags & BATON_FIELD_REQUIRED) != 0;
  /* Translators: name of a thing that was just added; %s is its kind. What needs no name says itself in a sentence. */
  g_autofree char *name = named ? g_strdup_printf (C_("new thing", "New: %s"), baton_words_kind (self->kind)) : NULL;
  g_autofree char *id = g_strdup (baton_document_add (self->document, self->kind, self->below ? self->parent : NULL, name));

  if (id == NULL || !baton_card_list_select (self, id))
    return;
  self->added = TRUE;
  extent_changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->selected);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, self->selected);
}

static void
edit_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  BatonCardList *self = BATON_CARD_LIST (widget);
  g_autofree char *id = g_strdup (self->selected);

  if (id == NULL)
    return;
  if (g_str_has_suffix (action, "-up"))
    move_by (self, -1);
  else if (g_str_has_suffix (action, "-down"))
    move_by (self, 1);
  else if (g_str_has_suffix (action, "duplicate"))
    {
      g_autofree char *copy = g_strdup (baton_document_duplicate (self->document, id));

      if (copy != NULL)
        baton_card_list_select (self, copy);
    }
  else
    baton_document_remove (self->document, id);
}

static gboolean
key_cb (BatonCardList   *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  const char *action = NULL;

  if (!is_card_focused (self))
    return GDK_EVENT_PROPAGATE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Up && state == GDK_ALT_MASK)
    action = "card.move-up";
  else if (key == GDK_KEY_Down && state == GDK_ALT_MASK)
    action = "card.move-down";
  else if (key == GDK_KEY_d && state == GDK_CONTROL_MASK)
    action = "card.duplicate";
  else if (key == GDK_KEY_Delete && state == 0)
    action = "card.delete";
  if (action == NULL)
    return GDK_EVENT_PROPAGATE;
  choose (self, BATON_CARD_ROW (gtk_root_get_focus (gtk_widget_get_root (self->list)))->id);
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return GDK_EVENT_STOP;
}

/* ── Object ── */

static void
baton_card_list_dispose (GObject *object)
{
  BatonCardList *self = BATON_CARD_LIST (object);

  baton_row_menu_dispose (GTK_WIDGET (object));
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->making, g_source_remove);
  if (self->list != NULL)
    {
      gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
      gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
      gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
    }
  self->list = NULL;
  G_OBJECT_CLASS (baton_card_list_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_card_list_finalize (GObject *object)
{
  BatonCardList *self = BATON_CARD_LIST (object);

  g_queue_clear (&self->missing);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->rows);
  g_free (self->parent);
  g_free (self->selected);
  g_free (self->needle);
  G_OBJECT_CLASS (baton_card_list_parent_class)->finalize (object);
}

static void
baton_card_list_class_init (BatonCardListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_card_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_card_list_finalize;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", BATON_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", BATON_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ADDED] = g_signal_new ("added", BATON_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "card.move-up", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "card.move-down", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "card.duplicate", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, edit_action);
}

static void
baton_card_list_init (BatonCardList *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->missing);
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
}

void
baton_card_list_set_parent (BatonCardList *self,
                            const char    *parent)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self));

  if (self->below && g_strcmp0 (self->parent, parent) == 0)
    return;
  choose (self, NULL);
  g_free (self->parent);
  self->parent = g_strdup (parent);
  self->below = TRUE;
  follow (self);
}

void
baton_card_list_set_heading (BatonCardList *self,
                             GtkWidget     *widget)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self));

  gtk_widget_set_visible (self->search, FALSE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_prepend (GTK_BOX (self->bar), widget);
}

void
baton_card_list_set_add (BatonCardList *self,
                         GtkWidget     *popover,
                         const char    *label)
{
  GtkWidget *button;

  g_return_if_fail (BATON_IS_CARD_LIST (self));

  button = gtk_menu_button_new ();
  if (label != NULL)
    {
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (button), content);
    }
  else
    {
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
      baton_tooltip_set (button, _("Add"));
    }
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : _("Add"), -1);
  gtk_widget_set_sensitive (button, gtk_widget_get_sensitive (self->add));
  gtk_box_insert_child_after (GTK_BOX (self->bar), button, self->add);
  gtk_box_remove (GTK_BOX (self->bar), self->add);
  self->add = button;
}

void
baton_card_list_set_detail (BatonCardList *self,
                            GtkWidget     *detail)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self) && self->detail_row == NULL);

  self->detail_row = g_object_new (BATON_TYPE_CARD_ROW, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->detail_row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->detail_row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self->detail_row), FALSE);
  gtk_widget_set_focusable (self->detail_row, FALSE);
  gtk_widget_add_css_class (self->detail_row, "baton-card-detail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->detail_row), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The chosen one"), -1);
  gtk_widget_set_visible (self->detail_row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->detail_row);
  baton_tab_stop_set_detail (BATON_TAB_STOP (self->stop), self->detail_row);
}

void
baton_card_list_set_embedded (BatonCardList *self)
{
  g_return_if_fail (BATON_IS_CARD_LIST (self));

  /* What scrolls is not asked how high it is at its width: rows that wrap would be cut off. */
  g_object_ref (self->list);
  g_object_ref (self->scrolled);
  gtk_viewport_set_child (GTK_VIEWPORT (gtk_widget_get_parent (self->list)), NULL);
  adw_bin_set_child (ADW_BIN (self->stop), self->list);
  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), self->scrolled);
  gtk_widget_set_visible (self->scrolled, FALSE);
  g_object_unref (self->scrolled);
  g_object_unref (self->list);
  gtk_widget_remove_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (self->list, "boxed-list");
}

GtkWidget *
baton_card_list_new (BatonDocument *document,
                     BatonKind      kind,
                     const char    *label,
                     BatonCardFunc  func,
                     gpointer       owner)
{
  BatonCardList *self = g_object_new (BATON_TYPE_CARD_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkAdjustment *adjustment;
  g_autoptr (GMenu) menu = g_menu_new ();

  self->document = g_object_ref (document);
  self->kind = kind;
  self->func = func;
  self->owner = owner;

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->bar, "baton-bar");
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 8);
  g_object_set (self->search, "placeholder-text", _("Search"), NULL); /* the setter is newer than our floor */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  baton_tooltip_set (self->add, _("Add"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add"), -1);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_plain), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->add, !baton_workspace_is_read_only (baton_document_get_workspace (document)));
  g_menu_append (menu, _("Duplicate"), "card.duplicate");
  if (baton_schema_get_kind (kind)->place_field != BATON_FIELD_NONE)
    {
      g_menu_append (menu, _("Move Up"), "card.move-up");
      g_menu_append (menu, _("Move Down"), "card.move-down");
    }
  g_menu_append (menu, _("Delete"), "card.delete");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  baton_lazy_menu_set (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  baton_tooltip_set (self->more, _("What can be done with the chosen thing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be done with the chosen thing"), -1);
  gtk_widget_set_sensitive (self->more, FALSE);
  gtk_box_append (GTK_BOX (self->bar), self->search);
  gtk_box_append (GTK_BOX (self->bar), self->add);
  gtk_box_append (GTK_BOX (self->bar), self->more);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), sort_cb, self, NULL);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, self, NULL);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  self->stop = baton_tab_stop_new (self->scrolled, self->list);
  baton_row_menu_attach (GTK_WIDGET (self), BATON_TAB_STOP (self->stop), self->list, G_MENU_MODEL (menu));
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->stop);
  adw_bin_set_child (ADW_BIN (self), box);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (extent_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (describe_later), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}
