/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The languages to translate into, each with how many of its texts are missing, changed since, to review and done.
 *
 * Signal: chosen ()   another language is chosen, or none
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_LANGUAGE_LIST (baton_language_list_get_type ())
G_DECLARE_FINAL_TYPE (BatonLanguageList, baton_language_list, BATON, LANGUAGE_LIST, AdwBin)

/* Empty until it is filled. */
GtkWidget          *baton_language_list_new        (BatonDocument     *document);
/* The languages of the program anew, the chosen one kept, without counts. */
void                baton_language_list_fill       (BatonLanguageList *self);
/* Their tags, borrowed until it is filled again, and the chosen one's (borrowed, NULL: there is none). */
const char * const *baton_language_list_get_tags   (BatonLanguageList *self);
const char         *baton_language_list_get_chosen (BatonLanguageList *self);
/* Shows *counts*: a row of BATON_TEXT_N_STATES for each tag (baton-text-query.h). */
void                baton_language_list_set_counts (BatonLanguageList *self,
                                                    const guint       *counts);
/* Keeps the counts right over *changes* (of BatonChange). */
void                baton_language_list_follow     (BatonLanguageList *self,
                                                    GPtrArray         *changes);

G_END_DECLS
