/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-translations.h"

#include "exchange/baton-xliff.h"

char *
baton_translations_export (const BatonProgram *program,
                           const BatonProgram *previous,
                           const char         *tag,
                           const char         *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".xlf") || g_str_has_suffix (lower, ".xliff"))
    return baton_xliff_export (program, tag);
  return baton_po_export (program, previous, tag);
}

BatonPoImport *
baton_translations_import (const BatonProgram *program,
                           const char         *data,
                           gsize               length,
                           const char         *tag,
                           gboolean            replace_reviewed)
{
  if (baton_xliff_is (data, length))
    return baton_xliff_import (program, data, length, tag, replace_reviewed);
  return baton_po_import (program, data, length, tag, replace_reviewed);
}
