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

/* Values that came together from one text may lie in one allocation, a pack, and are then counted together: it lasts as long as
 * anybody has one of them. Nothing in a pack refers to a value outside it. */
typedef union
{
  gatomicrefcount ref_count;
  guint64         alignment;
} BatonPackHead;

struct _BatonValue
{
  gatomicrefcount ref_count;   /* where it stands alone */
  guint32         type : 3;
  guint32         pack : 29;   /* how many guint64 before it the head of its pack stands; 0: it stands alone */
  gsize           length;
  union
  {
    gint64      integer;
    char        string[1];
    BatonValue *elements[1];
  } u;                         /* none of them larger than the least payload: the struct never reaches beyond its allocation */
};

/* Those of an object: its payload. */
static inline BatonMember *
baton_value_members (const BatonValue *value)
{
  return (BatonMember *) (gpointer) &value->u;
}

/* A value that stands alone, not filled. NULL where the memory cannot be had and *is_careful* says that this is no reason to
 * end. */
BatonValue *baton_value_alloc         (BatonValueType  type,
                                       gsize           payload,
                                       gsize           length,
                                       gboolean        is_careful);
/* The bytes that a value of so much payload takes. */
gsize       baton_value_get_size      (gsize           payload);
void        baton_value_fill_string   (BatonValue     *value,
                                       const char     *string,
                                       gsize           length);
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
  guint64           *pack;             /* borrowed room in which the values are made, its head first; NULL: each stands alone */
  gsize              pack_used, pack_size;   /* in guint64 */
  BatonBuilderItem   first_items[24];
  BatonBuilderFrame  first_frames[12];
  char               first_keys[256];
};

void       baton_value_builder_init      (BatonValueBuilder *builder,
                                          gboolean           is_careful);
/* The same in *room* of *size* guint64. What is finished must be taken out by baton_value_builder_finish_pack(). */
void       baton_value_builder_init_pack (BatonValueBuilder *builder,
                                          guint64           *room,
                                          gsize              size);
/* The finished value in an allocation of its own. (transfer full); NULL when it has failed or there is no memory. */
BatonValue *baton_value_builder_finish_pack (BatonValueBuilder *builder);
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
