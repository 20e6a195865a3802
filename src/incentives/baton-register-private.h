/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register as those see it who read and write it. Inside baton-register*.c only.
 */
#pragma once

#include "incentives/baton-register.h"

G_BEGIN_DECLS

/* More levels than this above an organization are a cycle or a mistake. */
#define BATON_REGISTER_MAX_LEVELS 64

typedef struct
{
  const char *id;
  guint       first;       /* of its facts */
  guint       n_facts;
} BatonRegisterSubject;

/* Ids to numbers: open addressing, at most half full. Also as it stands in a segment, where nothing but its size is known to be
 * right. */
typedef struct
{
  guint32 *slots;      /* number + 1; 0: free */
  guint32  mask;
  gboolean borrowed;
} BatonRegisterIndex;

/* What a row of an organization says of somebody who is not there: kept, for another import may bring them. */
typedef struct
{
  guint32     fact;
  const char *parent;      /* nullable */
  const char *manager;     /* nullable */
} BatonRegisterLoose;

/* A row of a member whose organization is not there, kept in the same way. */
typedef struct
{
  const char       *id;
  const char       *organisation;
  BatonMemberFacts  facts;
} BatonRegisterStray;

struct _BatonRegister
{
  gatomicrefcount  references;
  GBytes          *bytes;            /* of a segment, where texts and indices lie; NULL */
  GStringChunk    *strings;
  GHashTable      *known;            /* of *strings*, what is shared; NULL when the register is complete */
  GPtrArray       *sets;             /* the arrays behind terms and roles */
  GArray          *organisations;    /* of BatonRegisterSubject */
  GArray          *members;
  GArray          *organisation_facts;
  GArray          *member_facts;
  GArray          *loose;            /* of BatonRegisterLoose, by fact */
  GArray          *strays;           /* of BatonRegisterStray, by id and day */
  BatonRegisterIndex organisation_index;
  BatonRegisterIndex member_index;
};

/* Lists the subjects, all of them; in place of what was there. */
void                  baton_register_index_make  (BatonRegisterIndex       *index,
                                                  GArray                   *subjects);
void                  baton_register_index_clear (BatonRegisterIndex       *index);
/* The number that an id has among the subjects; BATON_INDEX_NONE where it has none, and for NULL. */
guint                 baton_register_index_find  (const BatonRegisterIndex *index,
                                                  GArray                   *subjects,
                                                  const char               *id);
/* How many slots there are for so many subjects. */
guint32               baton_register_index_size  (guint                     n_subjects);
/* Whether following the parents of the fact, on its day, leads to *organisation*, whose it is. */
gboolean              baton_register_leads_in_circle (BatonRegister        *self,
                                                      guint                 organisation,
                                                      guint                 fact);

/* (transfer full): nothing in it, and not complete. */
BatonRegister        *baton_register_new_blank   (void);
/* A copy of the register's, one for all that are equal. */
char                 *baton_register_keep        (BatonRegister *self,
                                                  const char    *text);
/* The sorted set of *ids*, each once; takes the array over. */
const char * const   *baton_register_make_set    (BatonRegister *self,
                                                  GPtrArray     *ids);
/* Nothing is added from now on; returns *self*. */
BatonRegister        *baton_register_complete    (BatonRegister *self);

G_END_DECLS
