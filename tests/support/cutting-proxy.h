/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A proxy on loopback that passes bytes on, until it is told to cut one connection after so many bytes one way.
 */
#pragma once

#include <gio/gio.h>

typedef enum
{
  CUT_NOTHING,
  CUT_REQUEST,   /* from client to server */
  CUT_ANSWER     /* from server to client; the request gets through */
} CutWay;

typedef struct _CuttingProxy CuttingProxy;

CuttingProxy *cutting_proxy_new      (guint16       server_port);
void          cutting_proxy_free     (CuttingProxy *proxy);
guint16       cutting_proxy_get_port (CuttingProxy *proxy);
/* Cuts the next connection, that one only, when *bytes* have gone *way*. */
void          cutting_proxy_cut      (CuttingProxy *proxy,
                                      CutWay        way,
                                      gsize         bytes);
/* Whether that has happened. */
gboolean      cutting_proxy_has_cut  (CuttingProxy *proxy);
