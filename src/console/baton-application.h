/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application: one instance, a window for each workspace, what is done without one.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BATON_TYPE_APPLICATION (baton_application_get_type ())
G_DECLARE_FINAL_TYPE (BatonApplication, baton_application, BATON, APPLICATION, AdwApplication)

BatonApplication *baton_application_new (void);

G_END_DECLS
