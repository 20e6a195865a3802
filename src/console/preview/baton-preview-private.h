/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the preview share: its state, which baton-preview.c asks about and draws, and the controls that set it
 * (baton-preview-controls.c).
 */
#pragma once

#include "console/preview/baton-preview.h"

#include "console/baton-runner.h"

#include "portal/baton-portal.h"

G_BEGIN_DECLS

/* At first, and at least, where the text is no larger than usual. */
#define BATON_PREVIEW_FIRST_WIDTH 350

struct _BatonPreview
{
  AdwBin            parent_instance;

  BatonDocument    *document;       /* owned */
  BatonRunner      *runner;         /* resolves; owned */

  /* the question */
  char             *personas[2];    /* owned; the second NULL: one persona alone */
  char             *beside;         /* the second one that was compared last; owned, nullable */
  char             *locale;         /* owned; NULL: the persona's own */
  char             *record;         /* owned, nullable */
  char             *target;         /* owned; NULL: the landing page */
  char             *wanted;         /* what somebody is to be shown who sees it, until it is; owned, nullable */
  char             *words;          /* that are searched for; owned; NULL: none */
  GPtrArray        *filters;        /* ids of terms that results must have; owned */
  BatonDay          day;            /* BATON_DAY_NONE: today */
  gboolean          live;
  gboolean          narrow;
  gboolean          longer;         /* texts are drawn as long as translations may be */
  gboolean          filling;

  /* the answer */
  BatonSearchIndex *index;          /* of the program that was searched last; owned, NULL: nothing is searched for */
  BatonSnapshot    *indexed;        /* that program; owned, with the index */
  BatonPortal      *portals[2];     /* owned */
  char             *shown[2];       /* what is drawn of them; owned */
  char             *reasons[2];     /* why what should be open is not there; owned, nullable */
  gboolean          drawn_dark;
  gboolean          drawn_longer;
  gboolean          drawn_presenting;

  GtkWidget        *drops[2];       /* personas */
  GtkWidget        *locale_drop;
  GtkWidget        *record_drop;
  GtkWidget        *day_entry;
  GtkWidget        *controls;
  GtkWidget        *nobody;
  GtkWidget        *sides;          /* what is drawn */
  GtkWidget        *compare;        /* toggle */
  GtkWidget        *ask;            /* toggle */
  GtkWidget        *header;
  GtkWidget        *back;           /* button: to the editor, where the preview covers it */
  GtkWidget        *width;          /* a scrolled window: how wide the pane must be */
  GtkWidget        *pane;           /* how wide it would like to be */
};

/* Asks anew, when the controls say something else or the program has changed. */
void       baton_preview_resolve       (BatonPreview *self);

/* Lets the pane be as wide as what stands in it needs at the least. */
void       baton_preview_update_width  (BatonPreview *self);

/* ── The controls ── */

/* The buttons of *header*, and the rows below it. */
void       baton_preview_fill_header   (BatonPreview *self,
                                        GtkWidget    *header,
                                        GtkWidget    *missing);
GtkWidget *baton_preview_make_controls (BatonPreview *self);
/* Lists what there is to choose from, and keeps what was chosen as long as it is there. */
void       baton_preview_fill          (BatonPreview *self);

G_END_DECLS
