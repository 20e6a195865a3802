/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-main-window-parts.h"

#include "console/preview/baton-preview.h"

GtkWidget *
baton_main_window_make_preview (BatonMainWindow *self)
{
  return baton_preview_new (baton_main_window_get_document (self));
}

void
baton_main_window_present_find (BatonMainWindow *self)
{
}

void
baton_main_window_present_review (BatonMainWindow *self)
{
}
