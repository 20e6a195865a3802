/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A schema 0 that there never was, so that the way from an old schema to today's is tested before there is an old one: a term
 * was a "tag" with a "title" that was a plain string, and there was a kind "note", which is nothing today.
 */
#pragma once

#include "model/baton-upgrade.h"

extern const BatonUpgradeStep old_schema_steps[];
