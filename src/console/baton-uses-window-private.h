/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two parts of the window share: where a thing is used (baton-uses-window.c), and what is done with it from there
 * (baton-uses-doing.c).
 */
#pragma once

#include "console/baton-uses-window.h"

#include "console/baton-runner.h"

G_BEGIN_DECLS

struct _BatonUsesWindow
{
  AdwWindow        parent_instance;

  BatonDocument   *document;   /* owned */
  char            *id;         /* owned */
  gboolean         presenting;

  GPtrArray       *places;     /* of BatonUse, borrowed from the document's index; owned; NULL before */
  BatonRunner     *runner;     /* looks for the holders; owned */
  GArray          *holders;    /* of BatonHolder; owned; NULL before */
  guint            next;       /* of places, then holders */
  const char      *section;    /* of the rows being made */
  GtkWidget       *group;

  AdwToastOverlay *toasts;
  GtkWidget       *preface;    /* what can be done */
  GtkWidget       *list;       /* BatonLazyBox */
  GtkWidget       *spinner;    /* as long as it is being looked for */

  /* of the dialogs */
  gboolean         merging;
  char            *target;     /* of the replacement to come; owned */
  guint            replace_id; /* its source */
  char            *successor;  /* owned */
  AdwEntryRow     *entry;
  AdwActionRow    *successor_row;
};

/* The actions of the offers: replace, merge, split, end and delete. */
void baton_uses_window_install_doing (GtkWidgetClass *klass);

G_END_DECLS
