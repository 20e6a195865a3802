/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the section and its list of texts (baton-languages-texts.c) share.
 */
#pragma once

#include "console/sections/baton-languages-section.h"

#include "console/sections/baton-text-list.h"

G_BEGIN_DECLS

struct _BatonLanguagesSection
{
  BatonSection        parent_instance;

  char               *search;      /* case-folded; owned, nullable */
  char               *edited;      /* id of the thing whose text was edited last; owned, nullable */
  BatonField          edited_field;
  BatonTextsShown     shown;

  GCancellable       *asking;      /* of the question whose answer is awaited; owned, NULL: none is */
  gboolean            counting;    /* that question, and those after it until one is answered, count */
  int                 progress;    /* of it, in thousandths; set by its thread */
  guint               timeout;     /* source that shows it */
  char               *wanted;      /* id to choose when the answer comes; owned, nullable */
  BatonField          wanted_field;
  BatonTextAnswer    *answer;      /* that is being put into the list; owned, NULL: none is */
  guint               fill;        /* source that does */
  guint               position;    /* where the chosen text stood */
  gboolean            filling;

  BatonTextList      *texts;
  GtkSingleSelection *selection;
  GHashTable         *bound;       /* list items with a row on them */

  GtkWidget          *stack;       /* translate, lists */
  GtkWidget          *lists;       /* the plain section */
  GtkWidget          *leaflet;
  GtkWidget          *languages;
  GtkWidget          *view;
  GtkWidget          *bar;         /* how far the search has come */
  GtkWidget          *found;       /* how many there are */
  GtkWidget          *editor;
  GtkWidget          *detail;
};

BatonDocument *baton_languages_section_get_document   (BatonLanguagesSection *self);
const char    *baton_languages_section_get_source_tag (BatonLanguagesSection *self);
/* The language that is translated into; NULL: the program has none. */
const char    *baton_languages_section_get_tag        (BatonLanguagesSection *self);
/* Shows the chosen text beside the list. */
void           baton_languages_section_show_selected  (BatonLanguagesSection *self);

/* ── The list of texts ── */

/* The list in what scrolls it. */
GtkWidget     *baton_languages_section_make_texts     (BatonLanguagesSection *self);
/* The first text from the top, but for the one at *but*, that lacks a translation of its source; G_MAXUINT: none. */
guint          baton_languages_section_find_open      (BatonLanguagesSection *self,
                                                       guint                  but);
/* Words the row anew, where its text is still there. */
void           baton_languages_section_draw_row       (GtkListItem           *item);

G_END_DECLS
