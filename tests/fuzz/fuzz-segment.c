/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A segment of any bytes, of columns, of rows or of the register: it is refused, or every number in it can be used.
 */
#include "fuzz/fuzz.h"

#include "incentives/baton-rows.h"
#include "incentives/baton-scan.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-workload.h"

static void
fuzz_rows (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRows) rows = baton_rows_open_bytes (bytes, &error);

  g_assert_true ((rows == NULL) == (error != NULL));
  for (guint32 i = 0; rows != NULL && i < MIN (rows->n, 100000); i++)
    {
      char buffer[24];
      BatonRow row;

      baton_rows_get (rows, i, &row);
      g_assert_true (row.type < BATON_N_EVENT_TYPES && row.state < BATON_N_EVENT_STATES);
      (void) baton_row_texts_get (&rows->names, row.organisation);
      (void) baton_row_id_get_text (row.id, &rows->ids, buffer);
      (void) baton_row_id_get_text (row.reverses, &rows->ids, buffer);
    }
}

static void
fuzz_register (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonRegister) reg = baton_register_open_bytes (bytes, &error);
  g_autofree char *organisations = NULL;
  g_autofree char *members = NULL;

  g_assert_true ((reg == NULL) == (error != NULL));
  if (reg == NULL)
    return;
  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    g_assert_cmpuint (baton_register_get_top (reg, i, BATON_DAY_MAX), <, baton_register_get_n_organisations (reg));
  (void) baton_register_find_organisation (reg, "o-1");
  (void) baton_register_find_member (reg, "m-1");
  organisations = baton_register_write_file (reg, TRUE);
  members = baton_register_write_file (reg, FALSE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BatonColumns) columns = baton_columns_load_bytes (bytes, &error);

  g_assert_true ((columns == NULL) == (error != NULL));
  if (columns != NULL && baton_columns_get_n_organisations (columns) < 100000)
    {
      g_autoptr (BatonProgram) program = baton_workload_make_program (BATON_WORKLOAD_DRAFT);
      g_autoptr (BatonSnapshot) snapshot = baton_snapshot_new (program, 1);
      BatonDay day = baton_day_new (2025, 12, 31);
      BatonScanCode code;
      g_autoptr (BatonScan) scan = baton_scan_new (columns, snapshot, &day, 1, day - 365, 1, &code);

      g_assert_true ((scan == NULL) == (code != BATON_SCAN_PLAIN));
    }
  fuzz_rows (bytes);
  fuzz_register (bytes);
  return 0;
}
