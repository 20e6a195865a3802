/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values and their builder from within. For the scanner the builder may stand on the stack, may be told to survive a lack of
 * memory, and knows at any time what is open, which is where an error in a text lies.
 */
#pragma once

#include "model/baton-value.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;    /* within the same allocation */
  BatonValue *value;  /* owned */
} BatonMember;

struct _BatonValue
{
  gatomicrefcount ref_count;
  guint32         type : 3;
  gsize           length;
  union
  {
    gint64      integer;
    char        string[1];
    BatonValue *elements[1];
    BatonMember members[1];
  } u;
};

/* Any value, not filled. NULL where the memory cannot be had and *is_careful* says that this is no reason to end; so too below. */
BatonValue *baton_value_alloc         (BatonValueType  type,
                                       gsize           payload,
                                       gsize           length,
                                       gboolean        is_careful);
BatonValue *baton_value_new_scalar    (BatonValueType  type,
                                       gint64          number,
                                       gboolean        is_careful);
BatonValue *baton_value_new_text      (const char     *string,
                                       gsize           length,
                                       gboolean        is_careful);
/* RFC 8785 sorts by UTF-16 code units. */
int         baton_value_compare_keys  (const char     *a,
                                       const char     *b);

#define BATON_BUILDER_NO_KEY G_MAXUINT32

/* A value whose container is still open, and its key as an offset in the keys. */
typedef struct
{
  BatonValue *value;        /* owned */
  guint32     key;          /* or BATON_BUILDER_NO_KEY */
} BatonBuilderItem;

/* An open container. Its items are the last ones, from *first*; its keys are the last ones, from *keys*. */
typedef struct
{
  BatonValueType type;
  gsize          first;
  guint32        keys;
  guint32        key;       /* under which it will stand in what holds it */
} BatonBuilderFrame;

/* Three stacks, one upon another with whatever is open, so that nothing is allocated but the values unless a stack outgrows
 * the room here. */
struct _BatonValueBuilder
{
  BatonBuilderItem  *items;
  BatonBuilderFrame *frames;
  char              *keys;
  gsize              n_items, items_size;
  gsize              n_frames, frames_size;
  gsize              keys_length, keys_size;
  guint32            key;              /* waits for its value */
  BatonValue        *finished;         /* owned */
  gboolean           is_careful;       /* memory that cannot be had fails it rather than the process */
  gboolean           has_failed;
  BatonBuilderItem   first_items[24];
  BatonBuilderFrame  first_frames[12];
  char               first_keys[256];
};

void       baton_value_builder_init      (BatonValueBuilder *builder,
                                          gboolean           is_careful);
void       baton_value_builder_clear     (BatonValueBuilder *builder);
void       baton_value_builder_key_len   (BatonValueBuilder *builder,
                                          const char        *key,
                                          gsize              length);
void       baton_value_builder_add_string_len (BatonValueBuilder *builder,
                                          const char        *string,
                                          gsize              length);
/* Of the innermost open object: the index of the first member, in the order of the calls, whose key an earlier one has; -1. */
gssize     baton_value_builder_find_repeated (BatonValueBuilder *builder);

G_END_DECLS
