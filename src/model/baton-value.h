/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BatonValue: an immutable, reference-counted JSON value.
 *
 * Everything that an entity holds is made of these. They are shared freely between threads (the count is atomic);
 * an edit makes new ones that share what did not change. There is no null: absent means unset.
 * Every getter accepts NULL and a value of another type and then gives the neutral answer, so that bodies can be
 * read without a ladder of checks; what is stored has been checked against the schema before.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _BatonValue BatonValue;

typedef enum
{
  BATON_VALUE_BOOLEAN,
  BATON_VALUE_INTEGER,  /* within ±(2^53−1) */
  BATON_VALUE_STRING,   /* UTF-8, NFC */
  BATON_VALUE_ARRAY,
  BATON_VALUE_OBJECT    /* members sorted by the UTF-16 code units of their keys, as RFC 8785 wants them */
} BatonValueType;

#define BATON_INTEGER_MAX G_GINT64_CONSTANT (9007199254740991)

#define BATON_TYPE_VALUE (baton_value_get_type ())
GType           baton_value_get_type     (void) G_GNUC_CONST;

BatonValue     *baton_value_ref          (const BatonValue *value);
void            baton_value_unref        (BatonValue       *value);

/* Constructors; all (transfer full). Strings are copied. */
BatonValue     *baton_value_new_boolean  (gboolean          value);
BatonValue     *baton_value_new_integer  (gint64            value);
BatonValue     *baton_value_new_string   (const char       *value);
BatonValue     *baton_value_new_string_len (const char     *value,
                                          gsize             length);
/* An array of the given strings; (nullable) makes an empty one. */
BatonValue     *baton_value_new_strv     (const char * const *strings);

gboolean        baton_value_is           (const BatonValue *value,
                                          BatonValueType    type);
BatonValueType  baton_value_get_value_type (const BatonValue *value);
gboolean        baton_value_get_boolean  (const BatonValue *value);
/* The integer, or *otherwise* when *value* is NULL or none. */
gint64          baton_value_get_integer  (const BatonValue *value,
                                          gint64            otherwise);
/* The string, borrowed; NULL when *value* is none. */
const char     *baton_value_get_string   (const BatonValue *value);
/* Bytes of a string, elements of an array, members of an object; else 0. */
gsize           baton_value_get_length   (const BatonValue *value);
/* Element of an array or member value of an object by index, borrowed; NULL past the end. */
BatonValue     *baton_value_get_element  (const BatonValue *value,
                                          gsize             index);
/* Key of the member at *index*; NULL past the end or when *value* is no object. */
const char     *baton_value_get_key      (const BatonValue *value,
                                          gsize             index);
/* Member of an object by key, borrowed; NULL when absent. */
BatonValue     *baton_value_get_member   (const BatonValue *value,
                                          const char       *key);
/* Shorthands for the member's string or integer. */
const char     *baton_value_get_member_string (const BatonValue *value,
                                               const char       *key);
gint64          baton_value_get_member_integer (const BatonValue *value,
                                                const char       *key,
                                                gint64            otherwise);
/* Whether an array of strings holds *string*. */
gboolean        baton_value_contains     (const BatonValue *value,
                                          const char       *string);

/* A copy of the object (NULL counts as empty) with one member set or, where *member* is NULL, removed. (transfer full) */
BatonValue     *baton_value_with_member  (const BatonValue *value,
                                          const char       *key,
                                          const BatonValue *member);

/* Both NULL are equal. */
gboolean        baton_value_equal        (const BatonValue *a,
                                          const BatonValue *b);

/* Canonical JSON (RFC 8785): keys sorted, no white space, integers in plain digits. */
void            baton_value_append_json  (const BatonValue *value,
                                          GString          *json);
char           *baton_value_to_json      (const BatonValue *value);
/* The same with two spaces of indentation and a line break at the end, for people. */
char           *baton_value_to_pretty_json (const BatonValue *value);
/* SHA-256 of the canonical JSON, 64 lower-case hexadecimal digits. (transfer full) */
char           *baton_value_digest       (const BatonValue *value);

/* Assembles a value from the outside in:
 *
 *   baton_value_builder_open_object (b); baton_value_builder_set_string (b, "from", "…");
 *   baton_value_builder_close (b); value = baton_value_builder_finish (b);
 *
 * Members may come in any order; a key given twice makes baton_value_builder_close() return FALSE and keeps the first.
 */
typedef struct _BatonValueBuilder BatonValueBuilder;

BatonValueBuilder *baton_value_builder_new (void);
void            baton_value_builder_free (BatonValueBuilder *builder);
void            baton_value_builder_open_object (BatonValueBuilder *builder);
void            baton_value_builder_open_array (BatonValueBuilder *builder);
gboolean        baton_value_builder_close (BatonValueBuilder *builder);
void            baton_value_builder_key  (BatonValueBuilder *builder,
                                          const char        *key);
void            baton_value_builder_add_boolean (BatonValueBuilder *builder,
                                                 gboolean           value);
void            baton_value_builder_add_integer (BatonValueBuilder *builder,
                                                 gint64             value);
void            baton_value_builder_add_string (BatonValueBuilder *builder,
                                                const char        *value);
/* Adds another reference to *value*; NULL adds nothing and, after a key, drops the key. */
void            baton_value_builder_add  (BatonValueBuilder *builder,
                                          const BatonValue  *value);
/* A key and its value in one; a *value* that is NULL leaves the member out. */
void            baton_value_builder_set_boolean (BatonValueBuilder *builder,
                                                 const char        *key,
                                                 gboolean           value);
void            baton_value_builder_set_integer (BatonValueBuilder *builder,
                                                 const char        *key,
                                                 gint64             value);
void            baton_value_builder_set_string (BatonValueBuilder *builder,
                                                const char        *key,
                                                const char        *value);
void            baton_value_builder_set  (BatonValueBuilder *builder,
                                          const char        *key,
                                          const BatonValue  *value);
/* The finished value (transfer full), NULL when nothing was added; everything open is closed. The builder is empty again. */
BatonValue     *baton_value_builder_finish (BatonValueBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonValue, baton_value_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonValueBuilder, baton_value_builder_free)

G_END_DECLS
