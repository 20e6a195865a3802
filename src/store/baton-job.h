/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the writer has to do: a job is a list of statements with their values, written all or none. Every statement
 * replaces or deletes by key, so a job can be done again after a failure. The values are immutable, so making a job
 * costs the owner's thread no serialising; that happens on the writer's.
 */
#pragma once

#include "model/baton-program.h"
#include "store/baton-database.h"

G_BEGIN_DECLS

typedef struct _BatonJob BatonJob;

typedef enum
{
  BATON_FORWARD,
  BATON_INVERSE
} BatonDirection;

BatonJob *baton_job_new         (void);
void      baton_job_free        (BatonJob           *job);
gboolean  baton_job_is_empty    (const BatonJob     *job);

/* Begins the next statement; the calls below give its values from the first on. */
void      baton_job_add         (BatonJob           *job,
                                 BatonStatement      statement);
void      baton_job_bind_null   (BatonJob           *job);
void      baton_job_bind_int    (BatonJob           *job,
                                 gint64              value);
/* Copied; NULL binds NULL. */
void      baton_job_bind_text   (BatonJob           *job,
                                 const char         *text);
/* Taken. */
void      baton_job_bind_taken  (BatonJob           *job,
                                 char               *text);
void      baton_job_bind_blob   (BatonJob           *job,
                                 GBytes             *bytes);
/* The entity's body as canonical JSON. */
void      baton_job_bind_body   (BatonJob           *job,
                                 const BatonEntity  *entity);
/* The changes' one side (baton-change-list.h); the array must not change any more. */
void      baton_job_bind_changes (BatonJob          *job,
                                  GPtrArray         *changes,
                                  BatonDirection     direction);
/* The whole program as canonical JSON; copied. */
void      baton_job_bind_program (BatonJob           *job,
                                  const BatonProgram *program);

/* Shorthands. */
void      baton_job_put_entity  (BatonJob           *job,
                                 const BatonEntity  *entity);
/* All of it, sorted: rows in the order of their index, and of the bodies of a base, are read fastest. */
void      baton_job_put_program (BatonJob           *job,
                                 const BatonProgram *program);
void      baton_job_put_changes (BatonJob           *job,
                                 GPtrArray          *changes);
void      baton_job_put_meta    (BatonJob           *job,
                                 const char         *key,
                                 const char         *value);
void      baton_job_put_meta_int (BatonJob          *job,
                                  const char        *key,
                                  gint64             value);

/* Runs the statements, within the transaction that is open. */
gboolean  baton_job_run         (const BatonJob     *job,
                                 BatonDatabase      *database,
                                 GError            **error);
/* All jobs in one transaction; rolled back when one fails. What was committed to a file that has gone from its place has failed
 * too: jobs may be run again, they say what shall be and not what shall be added. */
gboolean  baton_job_run_all     (GPtrArray          *jobs,
                                 BatonDatabase      *database,
                                 GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonJob, baton_job_free)

G_END_DECLS
