/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What somebody does while the power may fail: each scenario plays once on a workspace, and says which states it was in.
 */
#pragma once

#include "store-fixture.h"

typedef struct
{
  StoreFixture    fixture;
  BatonWorkspace *workspace;
  GPtrArray      *states;     /* of owned digests of store_describe(), in the order in which they were made */
  GRand          *random;
} CrashRun;

typedef struct
{
  const char *name;
  void      (*play) (CrashRun *run);
  guint32     seed;
  guint       stride;      /* each how many calls the power fails */
  gboolean    is_old;      /* a Baton of before wrote the file */
  gboolean    is_left;     /* the file is as a crash leaves it, with a log */
  gboolean    only_file;   /* not where the log is written */
} CrashScenario;

extern const CrashScenario crash_scenarios[];
extern const guint n_crash_scenarios;

/* The workspace is in a new state, which is acknowledged. */
void crash_run_step (CrashRun *run);
