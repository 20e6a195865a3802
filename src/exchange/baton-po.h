/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translations as gettext PO files, one language a file, for people who translate with Poedit, Lokalize and their like.
 *
 * A unit is a translatable field of an entity; "entity/field" is its msgctxt. Kept and native texts are no units. What a
 * unit is and where it stands goes with it as a comment. How states travel:
 *
 *   missing               empty msgstr
 *   needs work            fuzzy
 *   stale                 fuzzy, with the previous source where it is known
 *   translated, reviewed  no flag
 *
 * PO cannot say "reviewed": a text that comes back as it went out keeps its state. Nothing that comes in takes a text
 * back to a lesser state. Pure functions: no file, no clock.
 */
#pragma once

#include "model/baton-program.h"
#include "model/baton-text.h"

G_BEGIN_DECLS

typedef struct
{
  const BatonEntity *entity;   /* borrowed from the program */
  BatonField         field;
} BatonTextUnit;

/* All translatable texts that are set, kept and native ones included, by kind in the order of the schema, then in the
 * order of the program. (transfer full) of BatonTextUnit, valid until the program changes. */
GArray  *baton_text_units_list (const BatonProgram *program);

/* The file for *tag*. *previous* (nullable) is an older state of the program, where sources are looked up that stale
 * texts were made from. (transfer full) */
char    *baton_po_export       (const BatonProgram *program,
                                const BatonProgram *previous,
                                const char         *tag);

/* What is reported of a file. Up to BATON_PO_NO_HEADER the file is not taken in at all. */
typedef enum
{
  BATON_PO_NOT_UTF8,
  BATON_PO_BAD_LINE,
  BATON_PO_BAD_STRING,
  BATON_PO_INCOMPLETE,
  BATON_PO_OTHER_LANGUAGE,   /* the header names another one; *detail*: which */
  BATON_PO_NO_HEADER,        /* or one that names no language */
  BATON_PO_UNKNOWN_UNIT,     /* the program has no such text (any more) */
  BATON_PO_REPEATED_UNIT,    /* the first one counts */
  BATON_PO_NOT_TRANSLATED,   /* the text is kept in all languages, or written for one */
  BATON_PO_PLURAL,           /* the program's texts have no plural forms */
  BATON_PO_PLACEHOLDERS,     /* other placeholders than the source; *detail*: those of the source */
  BATON_PO_BAD_TEXT,         /* what the field does not take: too long, not allowed markup; *detail*: the problem code's name */
  BATON_PO_LESSER_STATE,     /* unfinished in the file, finished in the program */
  BATON_PO_SOURCE_CHANGED,   /* made from an older source; the program has a newer translation */
  BATON_PO_REVIEWED,         /* differs from a reviewed text: the conflicting ones */
  BATON_PO_N_ISSUES
} BatonPoIssueCode;

typedef struct
{
  BatonPoIssueCode  code;
  guint             line;     /* from 1 */
  char             *entity;   /* id; owned, nullable */
  BatonField        field;    /* BATON_FIELD_NONE where it concerns no text of the program */
  char             *detail;   /* owned, nullable */
} BatonPoIssue;

typedef struct
{
  gboolean   refused;        /* nothing is taken in; *issues* say why */
  GPtrArray *changes;        /* of BatonChange, one an entity; owned */
  GPtrArray *issues;         /* of BatonPoIssue in the order of the file; owned */
  guint      n_new;          /* had no translation */
  guint      n_changed;      /* had another, or a lesser state */
  guint      n_same;
  guint      n_empty;        /* not translated in the file */
  guint      n_stale;        /* of new and changed: made from a source that has changed since */
  guint      n_conflicting;  /* differ from a reviewed text; taken only with *replace_reviewed* */
  guint      n_rejected;     /* all other units that are not taken */
} BatonPoImport;

/* What the file would change. With *replace_reviewed* a text that differs from a reviewed one replaces it, to be reviewed
 * again. Never NULL. (transfer full) */
BatonPoImport *baton_po_import      (const BatonProgram *program,
                                     const char         *data,
                                     gsize               length,
                                     const char         *tag,
                                     gboolean            replace_reviewed);
void           baton_po_import_free (BatonPoImport      *import);
/* "unknown-unit", "placeholders"…: stable names. */
const char    *baton_po_issue_code_get_name (BatonPoIssueCode code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPoImport, baton_po_import_free)

G_END_DECLS
