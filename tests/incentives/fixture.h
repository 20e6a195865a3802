/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program, a register and a history in a few lines of text. JSON is written with single quotes.
 */
#pragma once

#include <glib.h>
#include <string.h>

#include "incentives/baton-replay.h"
#include "model/baton-json.h"

typedef struct
{
  BatonSnapshot *snapshot;
  BatonRegister *reg;
  BatonHistory  *history;
  BatonReplay   *replay;
} Fixture;

/* *json*: {kind: {id: body}}. (transfer full) */
static inline BatonProgram *
fixture_parse_program (const char *json)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (json), "'", '"');
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) kinds = baton_json_parse (quoted, strlen (quoted), &error);
  BatonProgram *program = baton_program_new ();

  if (kinds == NULL)
    g_test_message ("line %u, column %u: %s", error.line, error.column, quoted);
  g_assert_nonnull (kinds);
  for (gsize i = 0; i < baton_value_get_length (kinds); i++)
    {
      BatonKind kind = baton_schema_find_kind (baton_value_get_key (kinds, i));
      const BatonValue *bodies = baton_value_get_element (kinds, i);

      g_assert_cmpint (kind, !=, BATON_KIND_NONE);
      for (gsize k = 0; k < baton_value_get_length (bodies); k++)
        {
          const char *unknown = NULL;
          g_autoptr (BatonEntity) entity = baton_entity_from_value (kind, baton_value_get_key (bodies, k),
                                                                    baton_value_get_element (bodies, k), &unknown);

          g_assert_cmpstr (unknown, ==, NULL);
          g_assert_nonnull (entity);
          baton_program_put (program, entity);
        }
    }
  return program;
}

static inline void
fixture_clear (Fixture *self)
{
  g_clear_pointer (&self->replay, baton_replay_unref);
  g_clear_pointer (&self->history, baton_history_unref);
  g_clear_pointer (&self->reg, baton_register_unref);
  g_clear_pointer (&self->snapshot, baton_snapshot_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static inline BatonDay
fixture_day (const char *day)
{
  BatonDay number = baton_day_parse (day);

  g_assert_cmpint (number, !=, BATON_DAY_NONE);
  return number;
}

static inline void
fixture_read (Fixture    *self,
              const char *program_json,
              const char *organisations,
              const char *members,
              const char *history)
{
  g_autoptr (BatonProgram) program = fixture_parse_program (program_json);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);

  self->snapshot = baton_snapshot_new (program, 1);
  self->reg = baton_register_read (organisations, strlen (organisations), members, strlen (members), bad, NULL);
  self->history = baton_history_read (history, strlen (history), bad);
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_test_message ("line %u: %s (%s)", (guint) row->line, baton_row_code_get_name (row->code), row->value);
    }
  g_assert_cmpuint (bad->len, ==, 0);
}

static inline void
fixture_init (Fixture    *self,
              const char *program_json,
              const char *organisations,
              const char *members,
              const char *history,
              const char *through)
{
  g_autoptr (GError) error = NULL;

  fixture_read (self, program_json, organisations, members, history);
  self->replay = baton_replay_new (self->snapshot, self->reg, self->history, fixture_day (through), &error);
  g_assert_no_error (error);
}

static inline guint
fixture_organisation (Fixture    *self,
                      const char *id)
{
  guint number = baton_register_find_organisation (self->reg, id);

  g_assert_cmpuint (number, !=, BATON_INDEX_NONE);
  return number;
}

static inline guint
fixture_member (Fixture    *self,
                const char *id)
{
  guint number = baton_register_find_member (self->reg, id);

  g_assert_cmpuint (number, !=, BATON_INDEX_NONE);
  return number;
}

static inline const BatonCredit *
fixture_credit (Fixture    *self,
                const char *event)
{
  const BatonCredit *credit = baton_replay_find_credit (self->replay, baton_history_find (self->history, event));

  g_assert_nonnull (credit);
  return credit;
}

/* The three kinds of points of an event and what became of it. */
#define assert_credit(self, event, expected_outcome, tier, company, individual) \
  G_STMT_START { \
    const BatonCredit *credit_ = fixture_credit (self, event); \
    g_assert_cmpint (credit_->outcome, ==, BATON_CREDIT_##expected_outcome); \
    g_assert_cmpint (credit_->points[BATON_POINTS_TIER], ==, tier); \
    g_assert_cmpint (credit_->points[BATON_POINTS_COMPANY], ==, company); \
    g_assert_cmpint (credit_->points[BATON_POINTS_INDIVIDUAL], ==, individual); \
  } G_STMT_END
