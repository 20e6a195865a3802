/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gate: a strict look at a request's header before the HTTP library sees any of it.
 *
 * The header is peeked at in the socket's own buffer until it is whole. A library that reads liberally is what smuggling
 * lives on, and SoupServer 3.2 never frees the request line of a header that it refuses (as long as the sender likes).
 * What is behind the gate is well-formed by RFC 9112: nothing folded, no bare CR or LF, no control characters, one
 * space where one belongs, a path for a target, one Host, and one way to tell where the body ends.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BATON_GATE_INCOMPLETE,
  BATON_GATE_OPEN,        /* the header is whole and well-formed */
  BATON_GATE_MALFORMED,
  BATON_GATE_AMBIGUOUS,   /* two readers could see two different ends of the request */
  BATON_GATE_TOO_LARGE    /* more than *max* bytes and still no end */
} BatonGate;

/* Judges the bytes that have come so far. Pure. */
BatonGate baton_gate_check (const char *bytes,
                            gsize       length,
                            gsize       max);

G_END_DECLS
