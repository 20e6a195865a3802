/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days in entry rows: typed as 2026-12-31 or as the locale writes short dates, or chosen in a calendar.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"
#include "model/baton-day.h"

G_BEGIN_DECLS

/* A calendar for an entry or an entry row, which has to outlive it. Choosing a day writes it there and emits
 * "activate", of a row "entry-activated". (transfer floating) */
GtkWidget *baton_day_button_new (GtkEditable *editable);
/* Adds a calendar to an entry row. */
void       baton_day_button_add (AdwEntryRow *row);
/* The day that a person typed; BATON_DAY_NONE for what is none, the empty text included. */
BatonDay   baton_day_from_typed (const char  *text);
/* Reads the day in the entry or entry row; BATON_DAY_NONE where it is empty. FALSE where there is no day: then the entry is marked, and
 * *document* says so once. */
gboolean   baton_day_read       (GtkWidget     *entry,
                                 BatonDocument *document,
                                 BatonDay      *day);

G_END_DECLS
