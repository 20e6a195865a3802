/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A segment of any bytes: it is refused, or every number in it can be used.
 */
#include "fuzz/fuzz.h"

#include "incentives/baton-scan.h"
#include "incentives/baton-segment.h"
#include "incentives/baton-workload.h"

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
  return 0;
}
