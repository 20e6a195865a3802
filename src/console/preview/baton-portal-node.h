/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a preview is to show, as a tree of plain descriptions, and the widgets that show it. A new tree takes over the
 * widgets of the one before wherever it says the same or nearly the same, so that an edit of one text sets one label: making,
 * styling and measuring the widgets of a whole page is what costs.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _BatonPortalNode BatonPortalNode;

/* An item was clicked (*asked*: with the other button, to ask about it). Without an *id* it was searched for the words *target*. */
typedef void (*BatonPortalNodeFunc) (GtkWidget  *widget,
                                     const char *id,
                                     const char *target,
                                     gboolean    asked,
                                     gpointer    user_data);

/* *css_class* (nullable) belongs to what a node is: with another one it is another widget. All texts are copied. */
BatonPortalNode *baton_portal_node_new_box      (GtkOrientation   orientation,
                                                 int              spacing,
                                                 const char      *css_class);
BatonPortalNode *baton_portal_node_new_label    (const char      *text,
                                                 const char      *css_class);
/* Shows a label's text as *markup* of Pango does, unless it is reworded. A link opens, or asks about, what its address "baton:ID"
 * names. */
void             baton_portal_node_set_markup   (BatonPortalNode *self,
                                                 const char      *markup);
/* *width* and *height* in pixels, −1 for its own. */
BatonPortalNode *baton_portal_node_new_picture  (GdkTexture      *texture,
                                                 const char      *alternative,
                                                 int              width,
                                                 int              height);
/* What can be opened (*target*, nullable) and asked about, with one child; *name* is for assistive technology. */
BatonPortalNode *baton_portal_node_new_item     (const char      *id,
                                                 const char      *target,
                                                 const char      *name);
/* Where words can be typed to search for; *words* (nullable) are those that were. *name* stands in it while it is empty. */
BatonPortalNode *baton_portal_node_new_search   (const char      *words,
                                                 const char      *name);
BatonPortalNode *baton_portal_node_new_flow     (guint            most_in_line);
BatonPortalNode *baton_portal_node_new_level    (double           value,
                                                 double           most,
                                                 const char      *name);
/* With one child. */
BatonPortalNode *baton_portal_node_new_expander (const char      *label);
/* A tree whose widgets nobody took over leaves them where they are. */
void             baton_portal_node_free         (BatonPortalNode *self);

void             baton_portal_node_append       (BatonPortalNode *self,
                                                 BatonPortalNode *child);   /* transfer full */
/* What a box is about: it lends its widgets to none that is about something else. */
void             baton_portal_node_set_subject  (BatonPortalNode *self,
                                                 const char      *id);
void             baton_portal_node_add_class    (BatonPortalNode *self,
                                                 const char      *css_class);
void             baton_portal_node_set_tooltip  (BatonPortalNode *self,
                                                 const char      *text);
/* A label keeps the room for its longest word: none is broken to give others more. */
void             baton_portal_node_set_whole    (BatonPortalNode *self);
/* Takes the room that is left. */
void             baton_portal_node_set_wide     (BatonPortalNode *self);
/* In which direction the node and all below it run that were not told otherwise before. */
void             baton_portal_node_set_rtl      (BatonPortalNode *self,
                                                 gboolean         rtl);

/* Words every text of the tree anew, tooltips too, before it is shown. *func* gives the words for a text (transfer full), and
 * *markup_func* (nullable) those for its markup where they are others; NULL: the text goes without. */
void             baton_portal_node_reword       (BatonPortalNode *self,
                                                 char          *(*func) (const char *text, gpointer user_data),
                                                 char          *(*markup_func) (const char *markup, gpointer user_data),
                                                 gpointer         user_data);

/* Makes ahead of baton_portal_node_show() with the same *before* the widgets that *before* cannot lend, until *until_us* of the
 * monotonic clock, but one at least; nothing that is seen changes. FALSE while some are missing. */
gboolean         baton_portal_node_make         (BatonPortalNode *self,
                                                 BatonPortalNode *before,
                                                 BatonPortalNodeFunc func,
                                                 gpointer         user_data,
                                                 gint64           until_us);

/* The widget of the tree (floating where it is new): that of *before* (nullable) where both can share one. *before* is
 * used up but for baton_portal_node_free(). */
GtkWidget       *baton_portal_node_show         (BatonPortalNode *self,
                                                 BatonPortalNode *before,
                                                 BatonPortalNodeFunc func,
                                                 gpointer         user_data);

/* Calls *func* for what is about something: items, and boxes with a subject. Only of a tree that is shown. */
typedef void (*BatonPortalNodeSubjectFunc) (const char *id,
                                            GtkWidget  *widget,
                                            gpointer    user_data);
void             baton_portal_node_foreach_subject (BatonPortalNode           *self,
                                                    BatonPortalNodeSubjectFunc func,
                                                    gpointer                   user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPortalNode, baton_portal_node_free)

G_END_DECLS
