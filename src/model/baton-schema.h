/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema: what kinds a program has and which fields each kind has. The table itself is baton-schema-table.h;
 * this header gives its symbols, which the compiler checks, and its entries.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The schema number that a program file carries. Files with a newer one are refused, older ones are upgraded. */
#define BATON_SCHEMA_VERSION 1

/* BATON_KIND_PROGRAM, BATON_KIND_TERM, …; in the order of the table. */
typedef enum
{
#define BATON_KIND(SYMBOL, name, area, flags, label, plural) BATON_KIND_##SYMBOL,
#include "model/baton-schema-table.h"
  BATON_N_KINDS
} BatonKind;

#define BATON_KIND_NONE ((BatonKind) -1)
#define BATON_KIND_BIT(SYMBOL) (G_GUINT64_CONSTANT (1) << BATON_KIND_##SYMBOL)

/* BATON_FIELD_TERM_NAME, …; numbered through all kinds, so one number names kind and field. */
typedef enum
{
#define BATON_FIELD(KIND, SYMBOL, name, TYPE, flags, minimum, maximum, extra, label, help) BATON_FIELD_##KIND##_##SYMBOL,
#include "model/baton-schema-table.h"
  BATON_N_FIELDS
} BatonField;

#define BATON_FIELD_NONE ((BatonField) -1)

typedef enum
{
  BATON_AREA_PROGRAM,
  BATON_AREA_FOUNDATIONS,
  BATON_AREA_RULES,
  BATON_AREA_EXPERIENCE,
  BATON_AREA_INCENTIVES,
  BATON_AREA_MEASURE,
  BATON_AREA_MAPPING,
  BATON_N_AREAS
} BatonArea;

/* The shapes of their JSON:
 *   text        "…", or translatable {"source","native"?,"kept"?,"locales":{tag:{"text","state","source"}}?} (baton-text.h)
 *   rich text   as text; the text is a small allow-list of markup (baton-rich-text.h)
 *   integer, money (minor units), percent (basis points)   integer
 *   day         "YYYY-MM-DD"
 *   window      {"from"?: day, "through"?: day}, both included
 *   boolean     true (false is the default and never written)
 *   choice      "value", or with BATON_FIELD_MULTIPLE a sorted array of them
 *   colour      "#rrggbb" in lower case
 *   term set    sorted array of term ids
 *   reference   id;  references: array of ids in order, no id twice
 *   audience    array of clauses (baton-audience.h)
 *   cell        {"value"?: integer or "none", "exceptions"?: [{"from"?: day, "audience"?: audience, "value": integer or "none"}]};
 *               without value: undecided
 *   records     array of objects with the columns as keys
 *   asset       {"source": sha256, "locales"?: {tag: sha256}}
 *   query       {"what"?: audience over content, "order"?: "newest"|"title", "most"?: 1…100, "record"?: [vocabulary ids
 *               in which the content must share a term with the record]}
 *   place       {"parent"?: id, "position": base-62 key}
 */
typedef enum
{
  BATON_TYPE_TEXT,
  BATON_TYPE_RICH_TEXT,
  BATON_TYPE_INTEGER,
  BATON_TYPE_MONEY,
  BATON_TYPE_PERCENT,
  BATON_TYPE_DAY,
  BATON_TYPE_WINDOW,
  BATON_TYPE_BOOLEAN,
  BATON_TYPE_CHOICE,
  BATON_TYPE_COLOUR,
  BATON_TYPE_TERM_SET,
  BATON_TYPE_REFERENCE,
  BATON_TYPE_REFERENCES,
  BATON_TYPE_AUDIENCE,
  BATON_TYPE_CELL,
  BATON_TYPE_RECORDS,
  BATON_TYPE_ASSET,
  BATON_TYPE_QUERY,
  BATON_TYPE_PLACE,
  BATON_N_TYPES
} BatonType;

typedef enum
{
  BATON_FIELD_REQUIRED = 1 << 0,
  BATON_FIELD_TRANSLATABLE = 1 << 1,
  BATON_FIELD_MULTIPLE = 1 << 2,   /* a choice of several */
  BATON_FIELD_LONG = 1 << 3,       /* a text of several lines */
  BATON_FIELD_UNIQUE = 1 << 4,     /* no two entities of the kind share the value */
  BATON_FIELD_DISCREET = 1 << 5    /* names a partner, or is an amount of money: not shown while presenting; money always is */
} BatonFieldFlags;

typedef enum
{
  BATON_KIND_SINGLE = 1 << 0,      /* exactly one in a program */
  BATON_KIND_ORDERED = 1 << 1,     /* has a place */
  BATON_KIND_HAS_HISTORY = 1 << 2  /* events may refer to it: ended or given a successor, never deleted once it has one */
} BatonKindFlags;

/* Whose terms an audience asks about. The side of a field is that of its clauses unless a clause names another. */
typedef enum
{
  BATON_SIDE_MEMBER,
  BATON_SIDE_CONTENT,
  BATON_SIDE_EVENT,
  BATON_SIDE_RECORD,
  BATON_N_SIDES
} BatonSide;

/* The published standard that a value keeps to. What people read of such a value is seldom what is stored. */
typedef enum
{
  BATON_STANDARD_NONE,
  BATON_STANDARD_LANGUAGE,          /* a language tag of BCP 47 */
  BATON_STANDARD_PROGRAM_LANGUAGE,  /* the same, one of the program's languages */
  BATON_STANDARD_TIME_ZONE,         /* a name of the IANA time zone database that is a place */
  BATON_STANDARD_CURRENCY,          /* a code of ISO 4217 */
  BATON_STANDARD_MONTH,             /* 1, January, to 12 */
  BATON_STANDARD_ADDRESS            /* an address of the web or of mail */
} BatonStandard;

typedef struct
{
  const char *value;   /* as stored */
  const char *label;   /* context\004text, to be translated with baton_label_context_length() */
} BatonChoice;

typedef struct _BatonFieldInfo BatonFieldInfo;

/* A field of a kind, or a column of a record list. */
struct _BatonFieldInfo
{
  const char           *name;        /* as stored */
  BatonType             type;
  BatonFieldFlags       flags;
  gint64                minimum;
  gint64                maximum;     /* numbers: the largest value; texts: characters; lists: elements; 0: no bound of its own */
  const BatonChoice    *choices;     /* ended by {NULL} */
  guint64               references;  /* BATON_KIND_BIT of the kinds that a reference, or a place's parent, may name */
  const BatonFieldInfo *columns;     /* ended by a NULL name */
  BatonSide             side;
  BatonStandard         standard;
  const char           *label;       /* context\004text */
  const char           *help;        /* without context */
  BatonKind             kind;        /* BATON_KIND_NONE for columns */
};

typedef struct
{
  const char     *name;              /* as stored */
  BatonArea       area;
  BatonKindFlags  flags;
  const char     *label;             /* context\004text */
  const char     *plural;            /* context\004text */
  BatonField      first_field;
  guint           n_fields;
  BatonField      name_field;        /* the field that names it for people; BATON_FIELD_NONE where it has none */
  BatonField      place_field;       /* BATON_FIELD_NONE where it has none */
} BatonKindInfo;

const BatonKindInfo  *baton_schema_get_kind    (BatonKind             kind);
const BatonFieldInfo *baton_schema_get_field   (BatonField            field);
/* BATON_KIND_NONE or BATON_FIELD_NONE when there is none of that name. */
BatonKind             baton_schema_find_kind   (const char           *name);
BatonField            baton_schema_find_field  (BatonKind             kind,
                                                const char           *name);
/* Index of *value* among the choices of *field*, or -1; the order of the table, so that engines can switch on it. */
int                   baton_schema_find_choice (const BatonFieldInfo *field,
                                                const char           *value);
guint                 baton_schema_count_choices (const BatonFieldInfo *field);
/* Whether the field, or a column of it, is not for everybody's eyes: an amount of money, or a partner of the register. */
gboolean              baton_schema_is_discreet (const BatonFieldInfo *field);
/* "member", "content", "event", "record"; find returns -1 for anything else. */
const char           *baton_schema_get_side_name (BatonSide           side);
int                   baton_schema_find_side   (const char           *name);
/* The part of a label after its context, in the source language. */
const char           *baton_label_get_text     (const char           *label);
/* The offset for g_dpgettext(): 0 when the label has no context. */
gsize                 baton_label_get_offset   (const char           *label);

G_END_DECLS
