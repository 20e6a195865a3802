/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strict scanner: the only way by which JSON from outside becomes a BatonValue. It accepts UTF-8 without a byte
 * order mark, depth up to 32, no duplicate keys, no null, integers within ±(2^53−1) in plain digits (no fraction, no
 * exponent, no leading zero, no -0), and turns strings into NFC. Everything else fails with line, column and path.
 */
#pragma once

#include "model/baton-value.h"

G_BEGIN_DECLS

typedef enum
{
  BATON_JSON_OK,
  BATON_JSON_NOT_UTF8,
  BATON_JSON_SYNTAX,
  BATON_JSON_TRUNCATED,       /* ends in the middle */
  BATON_JSON_TRAILING,        /* something follows the value */
  BATON_JSON_TOO_DEEP,
  BATON_JSON_TOO_LARGE,
  BATON_JSON_DUPLICATE_KEY,
  BATON_JSON_NULL,
  BATON_JSON_NOT_INTEGER,     /* a fraction or an exponent */
  BATON_JSON_OUT_OF_RANGE,
  BATON_JSON_BAD_STRING,      /* a control character, a lone surrogate, a bad escape or U+0000 */
  BATON_JSON_NO_MEMORY        /* nothing is wrong with it, but this machine has no room for it */
} BatonJsonCode;

#define BATON_JSON_MAX_DEPTH 32
#define BATON_JSON_MAX_BYTES (256 * 1024 * 1024)

typedef struct
{
  BatonJsonCode code;
  guint         line;     /* from 1 */
  guint         column;   /* in characters, from 1 */
  char         *path;     /* JSON Pointer of the innermost value reached, "" for the whole; owned */
} BatonJsonError;

/* (transfer full); NULL on failure, then *error* (nullable) is filled and must be cleared. */
BatonValue *baton_json_parse       (const char     *data,
                                    gsize           length,
                                    BatonJsonError *error);
/* The same for the body of one thing: its values lie in one allocation, which takes half the memory and the time, and lasts as
 * long as anybody has one of them. Of a text that is long, each value still has its own. */
BatonValue *baton_json_parse_body  (const char     *data,
                                    gsize           length,
                                    BatonJsonError *error);
void        baton_json_error_clear (BatonJsonError *error);
/* "truncated", "duplicate-key", …: stable names for exit messages and problem details. */
const char *baton_json_code_get_name (BatonJsonCode code);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatonJsonError, baton_json_error_clear)

G_END_DECLS
