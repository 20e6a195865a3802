/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The languages of a snapshot and the chains in which they find texts. Shared by snapshots until a language or the
 * program's own entry is edited. Chains for tags that the program does not list are made when first asked for, under a
 * lock. Private to this room.
 */
#pragma once

#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef struct _BatonLocales BatonLocales;

BatonLocales       *baton_locales_new       (const BatonEntity *root,
                                             GPtrArray         *locales);
BatonLocales       *baton_locales_ref       (BatonLocales      *locales);
void                baton_locales_unref     (BatonLocales      *locales);
const char         *baton_locales_get_source (BatonLocales     *locales);
/* Ends before the source language: nothing is looked for beyond it. */
const char * const *baton_locales_get_chain (BatonLocales      *locales,
                                             const char        *tag);

G_END_DECLS
