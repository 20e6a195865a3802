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

struct _BatonRegister
{
  gatomicrefcount  references;
  GStringChunk    *strings;
  GHashTable      *known;            /* of *strings*, what is shared; NULL when the register is complete */
  GPtrArray       *sets;             /* the arrays behind terms and roles */
  GArray          *organisations;    /* of BatonRegisterSubject */
  GArray          *members;
  GArray          *organisation_facts;
  GArray          *member_facts;
  GHashTable      *organisation_by_id;   /* id → number + 1 */
  GHashTable      *member_by_id;
};

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
/* The number that an id has in one of the tables; BATON_INDEX_NONE where it has none. */
guint                 baton_register_find_number (GHashTable    *by_id,
                                                  const char    *id);

G_END_DECLS
