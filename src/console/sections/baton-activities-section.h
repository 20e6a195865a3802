/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Motions and activities: the table (baton-activity-grid.h), and below it the form of the row that the cursor is in.
 */
#pragma once

#include "console/baton-section.h"

G_BEGIN_DECLS

#define BATON_TYPE_ACTIVITIES_SECTION (baton_activities_section_get_type ())
G_DECLARE_FINAL_TYPE (BatonActivitiesSection, baton_activities_section, BATON, ACTIVITIES_SECTION, BatonSection)

BatonSection *baton_activities_section_new (BatonDocument *document);

G_END_DECLS
