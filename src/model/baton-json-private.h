/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the scanner (baton-json.c) is helped with: whether the text is UTF-8 (baton-json-utf8.c), and saying where it failed
 * (baton-json-error.c).
 */
#pragma once

#include "model/baton-json.h"
#include "model/baton-value-private.h"

G_BEGIN_DECLS

/* As g_utf8_validate_len(), which takes several times as long for what is mostly ASCII. *valid_end* (out) is set on failure. */
gboolean baton_json_validate_utf8    (const char               *data,
                                      gsize                     length,
                                      const char              **valid_end);
/* The code, and line and column of *at* in the text; the path is for the caller. */
void     baton_json_error_fill       (BatonJsonError           *error,
                                      BatonJsonCode             code,
                                      const char               *start,
                                      const char               *at);
/* What is open in the builder, as a JSON Pointer (RFC 6901), with the element that is being read where *in_element*. (transfer full) */
char    *baton_json_error_dup_path   (const BatonValueBuilder  *builder,
                                      gboolean                  in_element);
/* Makes the path that of a member of what it names. */
void     baton_json_error_append_key (BatonJsonError           *error,
                                      const char               *key,
                                      gsize                     length);

G_END_DECLS
