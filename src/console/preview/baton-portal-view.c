/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each answer is described anew as a tree of nodes, which take over the widgets of the answer before; the scroll position is
 * kept by the one who holds the view. Texts come from the program, in the member's language: nothing here is translated but
 * names for assistive technology.
 */
#include "config.h"

#include "console/preview/baton-portal-parts.h"

#include "words/baton-words-format.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (BatonPortalView, baton_portal_view, ADW_TYPE_BIN)

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

static void
item_cb (GtkWidget  *widget,
         const char *id,
         const char *target,
         gboolean    asked,
         gpointer    user_data)
{
  BatonPortalView *self = user_data;

  if (id == NULL)
    g_signal_emit (self, signals[SIGNAL_SEARCH], 0, target);
  else if (asked || self->asking || target == NULL)
    g_signal_emit (self, signals[SIGNAL_ASK], 0, id, widget);
  else if (strcmp (target, BATON_PORTAL_TARGET_SEARCH) == 0)
    g_signal_emit (self, signals[SIGNAL_SEARCH], 0, "");
  else if (g_str_has_prefix (target, BATON_PORTAL_TARGET_FILTER))
    g_signal_emit (self, signals[SIGNAL_FILTER], 0, id);
  else
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, target);
}

/* What the portal says, as it may be seen, and as long as somebody wants to see it. (transfer full) */
static char *
word_anew (const char *text,
           gpointer    user_data)
{
  BatonPortalView *self = user_data;
  g_autofree char *discreet = baton_words_discreet (self->names, text);

  return self->longer ? baton_words_lengthen (discreet, BATON_PORTAL_VIEW_LONGER) : g_steal_pointer (&discreet);
}

/* A name may begin within a tag and end outside: what names partners goes without its formats. (transfer full), nullable */
static char *
mark_anew (const char *markup,
           gpointer    user_data)
{
  BatonPortalView *self = user_data;

  return self->longer && !self->names->presenting ? baton_words_lengthen_markup (markup, BATON_PORTAL_VIEW_LONGER) : NULL;
}

void
baton_portal_view_begin (BatonPortalView   *self,
                         const BatonPortal *portal,
                         const BatonPortal *other,
                         const BatonNames  *names)
{
  g_autoptr (BatonPortalNode) box = NULL;

  g_return_if_fail (BATON_IS_PORTAL_VIEW (self));

  baton_portal_view_stop (self);
  self->portal = portal;
  self->other = other;
  self->names = names;
  baton_portal_pictures_begin (self->pictures);
  box = baton_portal_page_describe (self);
  if (names->presenting || self->longer)
    baton_portal_node_reword (box, word_anew, mark_anew, self);
  self->portal = self->other = NULL;
  self->names = NULL;
  if (!baton_portal_pictures_fetch (self->pictures))
    self->coming = g_steal_pointer (&box);
}

gboolean
baton_portal_view_make (BatonPortalView *self,
                        gint64           until_us)
{
  g_return_val_if_fail (BATON_IS_PORTAL_VIEW (self), TRUE);
  return self->coming == NULL || baton_portal_node_make (self->coming, self->shown, item_cb, self, until_us);
}

void
baton_portal_view_finish (BatonPortalView   *self,
                          const BatonPortal *portal)
{
  g_return_if_fail (BATON_IS_PORTAL_VIEW (self));

  if (self->coming == NULL)
    return;
  baton_portal_colours_load (self->colours, &portal->brand);
  adw_bin_set_child (ADW_BIN (self), baton_portal_node_show (self->coming, self->shown, item_cb, self));
  baton_portal_node_free (self->shown);
  self->shown = g_steal_pointer (&self->coming);
}

void
baton_portal_view_stop (BatonPortalView *self)
{
  g_return_if_fail (BATON_IS_PORTAL_VIEW (self));
  g_clear_pointer (&self->coming, baton_portal_node_free);
}

static void
add_mark_cb (const char *id,
             GtkWidget  *widget,
             gpointer    user_data)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, BATON_TYPE_PORTAL_VIEW);
  BatonPortalMark mark = { .id = id };

  if (view != NULL && gtk_widget_get_mapped (widget) && gtk_widget_translate_coordinates (widget, view, 0, 0, NULL, &mark.y))
    g_array_append_val ((GArray *) user_data, mark);
}

GArray *
baton_portal_view_list_marks (BatonPortalView *self)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (BatonPortalMark));

  g_return_val_if_fail (BATON_IS_PORTAL_VIEW (self), marks);

  if (self->shown != NULL)
    baton_portal_node_foreach_subject (self->shown, add_mark_cb, marks);
  return marks;
}

void
baton_portal_view_set_reason (BatonPortalView *self,
                              const char      *reason)
{
  g_return_if_fail (BATON_IS_PORTAL_VIEW (self));

  g_free (self->reason);
  self->reason = g_strdup (reason);
}

void
baton_portal_view_set_longer (BatonPortalView *self,
                              gboolean         longer)
{
  g_return_if_fail (BATON_IS_PORTAL_VIEW (self));
  self->longer = longer;
}

void
baton_portal_view_set_asking (BatonPortalView *self,
                              gboolean         asking)
{
  self->asking = asking;
}

static void
baton_portal_view_dispose (GObject *object)
{
  BatonPortalView *self = BATON_PORTAL_VIEW (object);

  g_clear_pointer (&self->colours, baton_portal_colours_free);
  g_clear_pointer (&self->pictures, baton_portal_pictures_free);
  G_OBJECT_CLASS (baton_portal_view_parent_class)->dispose (object);
}

static void
baton_portal_view_finalize (GObject *object)
{
  BatonPortalView *self = BATON_PORTAL_VIEW (object);

  g_clear_pointer (&self->coming, baton_portal_node_free);
  g_clear_pointer (&self->shown, baton_portal_node_free);
  g_free (self->fallback);
  g_free (self->fallback_name);
  g_free (self->reason);
  G_OBJECT_CLASS (baton_portal_view_parent_class)->finalize (object);
}

static void
baton_portal_view_class_init (BatonPortalViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_portal_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_portal_view_finalize;
  signals[SIGNAL_OPEN] = g_signal_new ("open", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SEARCH] = g_signal_new ("search", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FILTER] = g_signal_new ("filter", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ASK] = g_signal_new ("ask", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, GTK_TYPE_WIDGET);
  signals[SIGNAL_READY] = g_signal_new ("ready", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_portal_view_init (BatonPortalView *self)
{
  self->colours = baton_portal_colours_new ();
}

static void
pictures_ready_cb (gpointer self)
{
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

GtkWidget *
baton_portal_view_new (BatonPortalPicturesLoad load,
                       gpointer                user_data)
{
  BatonPortalView *self = g_object_new (BATON_TYPE_PORTAL_VIEW, NULL);

  self->pictures = baton_portal_pictures_new (load, user_data, pictures_ready_cb, self);
  return GTK_WIDGET (self);
}
