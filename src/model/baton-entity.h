/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entity: one thing of the program (a term, a rule, a tier…). Immutable and reference-counted, free to cross threads;
 * an edit makes a new one under the same id. Its fields are kept by their number in the schema, so code reads them by a
 * symbol that the compiler checks: baton_entity_get (entity, BATON_FIELD_TIER_THRESHOLD).
 */
#pragma once

#include "model/baton-schema.h"
#include "model/baton-value.h"

G_BEGIN_DECLS

typedef struct _BatonEntity BatonEntity;

#define BATON_TYPE_ENTITY (baton_entity_get_type ())
GType        baton_entity_get_type    (void) G_GNUC_CONST;

/* Without any field. (transfer full) */
BatonEntity *baton_entity_new         (BatonKind          kind,
                                       const char        *id);
BatonEntity *baton_entity_ref         (const BatonEntity *entity);
void         baton_entity_unref       (BatonEntity       *entity);

BatonKind    baton_entity_get_kind    (const BatonEntity *entity);
const char  *baton_entity_get_id      (const BatonEntity *entity);
/* The field's value, borrowed; NULL when unset. *field* must be one of the entity's kind. */
BatonValue  *baton_entity_get         (const BatonEntity *entity,
                                       BatonField         field);
gboolean     baton_entity_get_boolean (const BatonEntity *entity,
                                       BatonField         field);
gint64       baton_entity_get_integer (const BatonEntity *entity,
                                       BatonField         field,
                                       gint64             otherwise);
/* A plain text, choice, colour, day or reference; for a translatable text its source. NULL when unset. */
const char  *baton_entity_get_string  (const BatonEntity *entity,
                                       BatonField         field);
/* Index of a choice in its table, or *otherwise* when unset. */
int          baton_entity_get_choice  (const BatonEntity *entity,
                                       BatonField         field,
                                       int                otherwise);
/* Of the place: NULL when the kind has none or the entity stands at the top. */
const char  *baton_entity_get_parent  (const BatonEntity *entity);
const char  *baton_entity_get_position (const BatonEntity *entity);
/* The source of what names it for people; its id when it has no name. */
const char  *baton_entity_get_name    (const BatonEntity *entity);

/* A copy with one field set or, with NULL, unset. (transfer full) */
BatonEntity *baton_entity_with        (const BatonEntity *entity,
                                       BatonField         field,
                                       const BatonValue  *value);
/* A copy at another place. *parent* may be NULL. (transfer full) */
BatonEntity *baton_entity_with_place  (const BatonEntity *entity,
                                       const char        *parent,
                                       const char        *position);
/* A copy under another id; references from elsewhere are not touched. (transfer full) */
BatonEntity *baton_entity_with_id     (const BatonEntity *entity,
                                       const char        *id);

/* The body as a JSON object with the schema's names, the place included. (transfer full) */
BatonValue  *baton_entity_to_value    (const BatonEntity *entity);
/* The entity of a body. Unknown members make it NULL and set *unknown* (out, nullable, borrowed from *body*); the
 * members' values are not looked at (baton-validate.h does that). (transfer full) */
BatonEntity *baton_entity_from_value  (BatonKind          kind,
                                       const char        *id,
                                       const BatonValue  *body,
                                       const char       **unknown);
/* Both NULL are equal. */
gboolean     baton_entity_equal       (const BatonEntity *a,
                                       const BatonEntity *b);

/* An id made of *name* (a transliterated slug of up to 40 characters) and 10 random Crockford base-32 characters.
 * *random* gives the randomness so that tests and generators can repeat it; NULL uses the system's. (transfer full) */
char        *baton_id_new             (const char *name,
                                       GRand      *random);
/* The slug alone; "x" when nothing of *name* can be transliterated. (transfer full) */
char        *baton_id_slug            (const char *name);
gboolean     baton_id_is_valid        (const char *id);

/* A base-62 key strictly between two others; NULL means the beginning or the end. Compared bytewise. (transfer full);
 * NULL when *before* is not less than *after* or either is no key. */
char        *baton_position_between   (const char *before,
                                       const char *after);
gboolean     baton_position_is_valid  (const char *position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonEntity, baton_entity_unref)

G_END_DECLS
