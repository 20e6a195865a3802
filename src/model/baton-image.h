/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a picture is, told from its first bytes: PNG, JPEG or SVG, and its size. Nothing is decoded; an SVG is read to its end,
 * for what may be in it. The same check runs wherever a picture is kept: console, batonctl and server. Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BATON_IMAGE_MAX_BYTES (2 * 1024 * 1024)
#define BATON_IMAGE_MAX_SIDE 4096   /* pixels */

typedef enum
{
  BATON_IMAGE_OK,
  BATON_IMAGE_UNKNOWN,      /* neither PNG nor JPEG nor SVG, whatever its name says */
  BATON_IMAGE_BROKEN,       /* one of them, but cut off or malformed where its size should stand */
  BATON_IMAGE_TOO_HEAVY,    /* over BATON_IMAGE_MAX_BYTES */
  BATON_IMAGE_TOO_WIDE,     /* a side over BATON_IMAGE_MAX_SIDE: may be offered scaled down */
  BATON_IMAGE_FOREIGN,      /* an SVG that is not in the form which baton_image_prepare() gives it */
  BATON_IMAGE_N_CODES
} BatonImageCode;

typedef struct
{
  const char *media_type;   /* "image/png", "image/jpeg" or "image/svg+xml": the choices of an asset's media type; static */
  int         width;        /* pixels; 0 when an SVG states none */
  int         height;
} BatonImageInfo;

/* Fills *info* (nullable) for OK and TOO_WIDE, and for TOO_HEAVY where the size could be read; else leaves it alone. */
BatonImageCode baton_image_check         (const guint8   *data,
                                          gsize           length,
                                          BatonImageInfo *info);
/* The bytes as they may be kept: a PNG or JPEG as it is, an SVG rewritten (baton-svg.h). NULL where they may not, and *code* says
 * why; *info* (nullable) as above. (transfer full) */
GBytes        *baton_image_prepare       (GBytes         *bytes,
                                          BatonImageInfo *info,
                                          BatonImageCode *code);
/* "unknown", "broken", "too-heavy", …: stable names for exit messages and problem details. */
const char    *baton_image_code_get_name (BatonImageCode  code);

G_END_DECLS
