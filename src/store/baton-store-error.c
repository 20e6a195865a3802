/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The domain of the store's errors and the stable names of its codes.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-store-error.h"

G_DEFINE_QUARK (baton-store-error-quark, baton_store_error)

static const char * const names[] = {
  [BATON_STORE_ERROR_FAILED] = "failed",
  [BATON_STORE_ERROR_NOT_FOUND] = "not-found",
  [BATON_STORE_ERROR_EXISTS] = "exists",
  [BATON_STORE_ERROR_LOCKED] = "locked",
  [BATON_STORE_ERROR_READ_ONLY] = "read-only",
  [BATON_STORE_ERROR_EMPTY] = "empty",
  [BATON_STORE_ERROR_FOREIGN] = "foreign",
  [BATON_STORE_ERROR_NEWER] = "newer",
  [BATON_STORE_ERROR_DAMAGED] = "damaged",
  [BATON_STORE_ERROR_FULL] = "full",
  [BATON_STORE_ERROR_IO] = "io",
  [BATON_STORE_ERROR_STALE] = "stale",
  [BATON_STORE_ERROR_INVALID] = "invalid",
  [BATON_STORE_ERROR_TOO_LARGE] = "too-large",
  [BATON_STORE_ERROR_NO_MEMORY] = "no-memory",
  [BATON_STORE_ERROR_CLOSED] = "closed",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == BATON_STORE_N_ERRORS);

const char *
baton_store_error_get_name (BatonStoreError code)
{
  g_return_val_if_fail ((guint) code < BATON_STORE_N_ERRORS, "failed");

  return names[code];
}
