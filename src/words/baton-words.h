/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The room of words: what model and engines say in codes and numbers becomes sentences for people here, in the language
 * of the process. What members read is never made here: the program's own texts are.
 */
#pragma once

#include "incentives/baton-register.h"
#include "rules/baton-snapshot.h"

G_BEGIN_DECLS

/* Where names are looked up: in a program or in a snapshot, whichever is given; with neither, ids stand for names. */
typedef struct
{
  const BatonProgram  *program;
  const BatonSnapshot *snapshot;
  BatonRegister       *reg;         /* nullable: of the organizations that audiences name */
  gboolean             presenting;  /* partners go without their names, and money is not said */
  GHashTable          *partners;    /* nullable: names that are not said then, see baton_words_list_partners() */
} BatonNames;

/* Stands for what is not said while presenting. */
#define BATON_WORDS_HIDDEN "•••"

#define BATON_NAMES_OF_PROGRAM(program_) (&(const BatonNames) { .program = (program_) })
#define BATON_NAMES_OF_SNAPSHOT(snapshot_) (&(const BatonNames) { .snapshot = (snapshot_) })

/* Binds the text domain; once, before any other function of this room. */
void         baton_words_init           (void);
/* A label of the schema table ("field\004Name") in the user's language. Borrowed, for ever. */
const char  *baton_words_label          (const char       *label);
/* A help text of the schema table. */
const char  *baton_words_help           (const char       *help);
/* "Activity", "Activities", "Tier points". */
const char  *baton_words_kind           (BatonKind         kind);
const char  *baton_words_kinds          (BatonKind         kind);
const char  *baton_words_field          (BatonField        field);
/* The label of a stored choice; *value* itself when there is none. */
const char  *baton_words_choice         (const BatonFieldInfo *field,
                                         const char       *value);
/* "Activities", "Tiers", "Publishing rules": the section of the console that a kind belongs to. */
const char  *baton_words_section        (BatonKind         kind);

/* An organization of the register: its last known name, its id where the register is not known; while presenting a number
 * that stays the same. (transfer full) */
char        *baton_words_organisation   (const BatonNames *names,
                                         const char       *id);
/* The same for a member. */
char        *baton_words_member         (const BatonNames *names,
                                         const char       *id);
/* An organization or a member, whichever the register knows under that id. (transfer full) */
char        *baton_words_holder         (const BatonNames *names,
                                         const char       *id);
/* The names of all organizations and members of the register, as a set for *partners* of BatonNames; but those which stand in
 * *own* (nullable), what the program is called: the company that runs it is in its register, too. (transfer full) */
GHashTable  *baton_words_list_partners  (BatonRegister    *reg,
                                         const char       *own);
/* A text of the program as it may be shown: while presenting without the names of partners that stand in it. (transfer full) */
char        *baton_words_discreet       (const BatonNames *names,
                                         const char       *text);
/* Whether a field, or a column, holds the id of somebody in the register: a text that is not for everybody's eyes. */
gboolean     baton_words_is_holder      (const BatonFieldInfo *field);
/* What a language is called in the user's own: "German". (transfer full) */
char        *baton_words_language       (const char       *tag);

BatonEntity *baton_names_lookup         (const BatonNames *names,
                                         const char       *id);
/* What names the entity for people: its name; for a nameless one what it is and what it belongs to. Never an id unless there
 * is no such entity. (transfer full) */
char        *baton_words_name           (const BatonNames *names,
                                         const char       *id);
/* The same in a row that stands below what it belongs to: a nameless one does not repeat that. (transfer full) */
char        *baton_words_name_below     (const BatonNames *names,
                                         const char       *id);
/* “Influencer” with the quotation marks of the language. (transfer full) */
char        *baton_words_quoted_name    (const BatonNames *names,
                                         const char       *id);
/* What tells it apart from others of its name: "leads to “Customer Home”", "on “Community”"; NULL where nothing does. (transfer full) */
char        *baton_words_whereabouts    (const BatonNames *names,
                                         const char       *id);
/* "A, B and C" or "A, B or C". *items*: of strings. (transfer full) */
char        *baton_words_join_and       (GPtrArray        *items);
char        *baton_words_join_or        (GPtrArray        *items);
/* "A, B, C and 9 more", of *count* of which *items*, owned strings, holds the first; *most* are said. (transfer full) */
char        *baton_words_join_some      (GPtrArray        *items,
                                         guint             count,
                                         guint             most);

G_END_DECLS
