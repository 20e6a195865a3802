/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-main-window-parts.h"

#include "console/baton-export-window.h"
#include "console/baton-find-window.h"
#include "console/baton-from-server.h"
#include "console/baton-import-window.h"
#include "console/baton-present.h"
#include "console/baton-review-window.h"
#include "console/baton-uses-window.h"
#include "console/preview/baton-preview.h"

GtkWidget *
baton_main_window_make_preview (BatonMainWindow *self)
{
  return baton_preview_new (baton_main_window_get_document (self));
}

void
baton_main_window_present_find (BatonMainWindow *self)
{
  gtk_window_present (GTK_WINDOW (baton_find_window_new (self)));
}

void
baton_main_window_present_review (BatonMainWindow *self)
{
  gtk_window_present (GTK_WINDOW (baton_review_window_new (GTK_WINDOW (self), baton_main_window_get_document (self))));
}

void
baton_main_window_present_uses (BatonMainWindow *self,
                                const char      *id)
{
  BatonDocument *document = baton_main_window_get_document (self);

  if (baton_document_lookup (document, id) != NULL)
    gtk_window_present (GTK_WINDOW (baton_uses_window_new (GTK_WINDOW (self), document, id, baton_main_window_get_presenting (self))));
}

GtkWidget *
baton_main_window_present_import (BatonMainWindow *self)
{
  GtkWidget *window = baton_import_window_new (GTK_WINDOW (self), baton_main_window_get_document (self));

  baton_present_next (GTK_WINDOW (window));
  return window;
}

void
baton_main_window_present_from_server (BatonMainWindow *self)
{
  baton_from_server_begin (self);
}

void
baton_main_window_present_export (BatonMainWindow *self)
{
  const BatonSectionInfo *section = baton_sections_find (baton_main_window_get_section (self));
  BatonKind kind = BATON_KIND_NONE;

  for (int i = BATON_N_KINDS - 1; i >= 0 && section != NULL; i--)
    if ((section->kinds & (G_GUINT64_CONSTANT (1) << i)) != 0)
      kind = (BatonKind) i;
  /* A taxonomy is its terms. */
  if (kind == BATON_KIND_VOCABULARY)
    kind = BATON_KIND_TERM;
  else if (kind == BATON_KIND_MOTION)
    kind = BATON_KIND_ACTIVITY;
  gtk_window_present (GTK_WINDOW (baton_export_window_new (GTK_WINDOW (self), baton_main_window_get_document (self), kind)));
}
