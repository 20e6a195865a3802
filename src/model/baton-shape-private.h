/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the checks of shapes share: the place that has been reached, and how a problem is told of it. The JSON Pointer of
 * the value under the hand is kept in a string that grows and shrinks with the walk; it is only copied when there is a
 * problem, and not kept at all for entities that come from no file.
 */
#pragma once

#include "model/baton-problem.h"
#include "model/baton-entity.h"

G_BEGIN_DECLS

typedef struct
{
  const BatonEntity *entity;
  GPtrArray         *problems;
  BatonField         field;
  int                row;     /* −1 outside lists */
  const char        *locale;  /* NULL outside translations */
  GString           *path;    /* NULL: not wanted */
} BatonShape;

void     baton_shape_report         (BatonShape           *shape,
                                     BatonProblemCode      code,
                                     const char           *first,
                                     const char           *second);
void     baton_shape_report_numbers (BatonShape           *shape,
                                     BatonProblemCode      code,
                                     gint64                value,
                                     gint64                bound);
/* Each returns what baton_shape_leave() needs to come back. */
gsize    baton_shape_enter_key      (BatonShape           *shape,
                                     const char           *key);
gsize    baton_shape_enter_index    (BatonShape           *shape,
                                     gsize                 index);
void     baton_shape_leave          (BatonShape           *shape,
                                     gsize                 length);
/* Whether *value* is of *type*; reported where it is not. */
gboolean baton_shape_check_type     (BatonShape           *shape,
                                     const BatonValue     *value,
                                     BatonValueType        type);
/* Whether it is an object with no other members than those of *keys*. */
gboolean baton_shape_check_object   (BatonShape           *shape,
                                     const BatonValue     *value,
                                     const char * const   *keys);
/* A text or rich text, translatable or not. */
void     baton_shape_check_text     (BatonShape           *shape,
                                     const BatonFieldInfo *info,
                                     const BatonValue     *value);
gboolean baton_shape_is_locale_tag  (const char           *tag);

/* How many digits the currency has after the decimal sign; −1 for what is no currency. */
int      baton_shape_get_currency_digits (const char *code);

G_END_DECLS
