/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small whole program without problems, for tests that make one mistake at a time in it.
 */
#pragma once

#include "model/baton-program.h"

G_BEGIN_DECLS

#define ID(name) name "-0000000000"

/* Bodies of things that lack nothing, to which a test adds members. */
#define TERM(members) "{'name':{'source':'N'},'place':{'parent':'" ID ("topic") "','position':'a4'}" members "}"
#define CONTENT(members) "{'name':{'source':'N'},'body':{'source':'x'}" members "}"
#define ACTIVITY(members) "{'name':{'source':'N'},'tier-points':{'value':1},'company-points':{'value':1},'individual-points':{'value':1}," \
                          "'place':{'parent':'" ID ("motion") "','position':'a4'}" members "}"
#define LADDER(members) "{'name':{'source':'N'},'place':{'position':'a0'}" members "}"
#define ROLE(members) "{'name':{'source':'N'},'place':{'position':'a4'}" members "}"
#define PROMOTION(members) "{'name':{'source':'N'},'window':{'through':'2026-12-31'},'place':{'position':'a0'}" members "}"
#define BENEFIT(members) "{'name':{'source':'N'},'place':{'parent':'" ID ("hero") "','position':'a1'}" members "}"
#define REWARD(members) "{'name':{'source':'N'},'points':'individual'" members "}"
#define BLOCK(members) "{'place':{'parent':'" ID ("home") "','position':'a0'}" members "}"

/* One thing put into the sound program (or in the place of one of it), and the problems that it then has. */
typedef struct
{
  const char *kind;
  const char *id;
  const char *body;
  const char *expected;
} SoundCase;

/* (transfer full) */
BatonProgram *sound_program_new             (void);
/* "code kind.field[row]@locale argument…; …", in the order given. (transfer full) */
char         *sound_program_describe        (GPtrArray          *problems);
/* Exactly these problems, worst first. */
void          sound_program_assert_problems (const BatonProgram *program,
                                             const char         *expected);
void          sound_program_run_cases       (const SoundCase    *cases,
                                             gsize               n_cases);

G_END_DECLS
