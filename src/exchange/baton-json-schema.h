/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape of a program file as JSON Schema 2020-12, made from the schema table: for editors, for other people's
 * checks, and for programs that write programs.
 */
#pragma once

#include "model/baton-value.h"

G_BEGIN_DECLS

/* Titles and descriptions are in the source language of Baton, whatever the language of the process. (transfer full) */
BatonValue *baton_json_schema_new (void);

G_END_DECLS
