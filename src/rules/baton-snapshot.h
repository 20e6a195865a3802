/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A snapshot: a program as the engines read it. Immutable, reference-counted, questioned from any thread.
 *
 * It holds the entities in order, the taxonomy, every audience and publishing rule compiled, and the chain of
 * languages in which each locale finds its texts. A program that validation complains about compiles too: a reference to
 * what does not exist is as if it covered nothing, a named audience that does not exist is nobody.
 */
#pragma once

#include "model/baton-program.h"
#include "rules/baton-taxonomy.h"

G_BEGIN_DECLS

typedef struct _BatonSnapshot BatonSnapshot;

/* Compiles the whole program. *generation* is the caller's count of edits; it is carried, not looked at. (transfer full) */
BatonSnapshot   *baton_snapshot_new             (const BatonProgram  *program,
                                                 guint64              generation);
/* The snapshot after *changes* (BatonChange), which led from the program of *base* to *program*. It shares with *base*
 * whatever they do not touch and answers as a whole compilation would. (transfer full) */
BatonSnapshot   *baton_snapshot_apply           (BatonSnapshot       *base,
                                                 const BatonProgram  *program,
                                                 GPtrArray           *changes,
                                                 guint64              generation);
BatonSnapshot   *baton_snapshot_ref             (BatonSnapshot       *snapshot);
void             baton_snapshot_unref           (BatonSnapshot       *snapshot);
guint64          baton_snapshot_get_generation  (const BatonSnapshot *snapshot);
BatonTaxonomy   *baton_snapshot_get_taxonomy    (const BatonSnapshot *snapshot);

/* Borrowed; NULL when there is none (of that kind). */
BatonEntity     *baton_snapshot_get_root        (const BatonSnapshot *snapshot);
BatonEntity     *baton_snapshot_lookup          (const BatonSnapshot *snapshot,
                                                 const char          *id);
BatonEntity     *baton_snapshot_lookup_kind     (const BatonSnapshot *snapshot,
                                                 const char          *id,
                                                 BatonKind            kind);
/* All entities of a kind in the order of baton_program_list(). Borrowed, not to be changed; never NULL. */
GPtrArray       *baton_snapshot_list            (const BatonSnapshot *snapshot,
                                                 BatonKind            kind);
/* Those of them whose place is directly below *parent* (NULL: at the top), in order. (transfer container) of borrowed. */
GPtrArray       *baton_snapshot_list_children   (const BatonSnapshot *snapshot,
                                                 BatonKind            kind,
                                                 const char          *parent);

/* The program's own language; "en" in a program that names none. */
const char      *baton_snapshot_get_source_locale (const BatonSnapshot *snapshot);
/* The tags in which a reader of *tag* finds texts, *tag* first (baton_locale_chain() with the program's own fallbacks), up
 * to but without the source language; for a tag that the program does not list as well. Borrowed, NULL-terminated. */
const char * const *baton_snapshot_get_locale_chain (const BatonSnapshot *snapshot,
                                                     const char          *tag);
/* What a reader of *tag* is shown of a translatable text or a plain string; "" for NULL. *found* (out, nullable,
 * borrowed): the tag it was found under, NULL when it is the source. Borrowed from *text*. */
const char      *baton_snapshot_text            (const BatonSnapshot *snapshot,
                                                 const BatonValue    *text,
                                                 const char          *tag,
                                                 const char         **found);
/* What names the entity, for a reader of *tag* (NULL: of the source); its id when nothing does. Borrowed. */
const char      *baton_snapshot_get_name        (const BatonSnapshot *snapshot,
                                                 const char          *id,
                                                 const char          *tag);
/* A fixed word of the portal by its key ("your-tier"); the schema's own English when the program has none. */
const char      *baton_snapshot_get_word        (const BatonSnapshot *snapshot,
                                                 const char          *key,
                                                 const char          *tag,
                                                 const char         **found);

/* Whether members are shown the content at all, whoever they are: it is published and *day* lies in its window.
 * Decisions do not ask this; a portal asks both. */
gboolean         baton_snapshot_is_shown        (const BatonSnapshot *snapshot,
                                                 const BatonEntity   *content,
                                                 gint32               day);

/* How many bytes of sets the compiled rules are made of, and how many of them one question about one content reads. A
 * bench holds its figures to reading as many bytes once. */
gsize            baton_snapshot_count_bytes          (const BatonSnapshot *snapshot);
gsize            baton_snapshot_count_question_bytes (const BatonSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonSnapshot, baton_snapshot_unref)

G_END_DECLS
