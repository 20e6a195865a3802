/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the verbs of batonctl share: options, the workspace, finding things by name, answers and failures.
 *
 * A verb parses its own options with baton_cli_parse(), does its work, and returns one of the exit codes below. Answers
 * go to standard output, complaints and progress to standard error; progress only where that is a terminal.
 */
#pragma once

#include "exchange/baton-data-files.h"
#include "rules/baton-profile.h"
#include "store/baton-workspace.h"
#include "words/baton-words.h"

G_BEGIN_DECLS

/* Documented in `batonctl --help`. */
typedef enum
{
  BATON_EXIT_DONE = 0,
  BATON_EXIT_PROBLEMS = 1,     /* what was asked about has errors: validate, import */
  BATON_EXIT_USAGE = 2,        /* the command line is wrong */
  BATON_EXIT_NOT_FOUND = 3,    /* no such thing, or several of that name */
  BATON_EXIT_FILE = 4,         /* a file cannot be opened, read or written */
  BATON_EXIT_REFUSED = 5,      /* the server refused: it has moved on, the program is invalid, or the token may not */
  BATON_EXIT_UNREACHABLE = 6   /* the server did not answer; try again */
} BatonExit;

typedef struct
{
  char           *workspace_path;  /* --workspace; owned, nullable */
  gboolean        json;            /* --json */
  char           *day;             /* --day; owned, nullable */
  BatonWorkspace *workspace;       /* once opened */
} BatonCli;

typedef int (*BatonVerbFunc) (BatonCli *cli, int argc, char **argv);

typedef struct
{
  const char    *name;
  const char    *group;            /* heading of the overview */
  const char    *summary;
  BatonVerbFunc  run;
} BatonVerb;

/* The verbs, ended by a NULL name; in the order of the overview. */
extern const BatonVerb baton_verbs[];

int baton_cli_new      (BatonCli *cli, int argc, char **argv);
int baton_cli_open     (BatonCli *cli, int argc, char **argv);
int baton_cli_list     (BatonCli *cli, int argc, char **argv);
int baton_cli_show     (BatonCli *cli, int argc, char **argv);
int baton_cli_set      (BatonCli *cli, int argc, char **argv);
int baton_cli_add      (BatonCli *cli, int argc, char **argv);
int baton_cli_move     (BatonCli *cli, int argc, char **argv);
int baton_cli_remove   (BatonCli *cli, int argc, char **argv);
int baton_cli_translations (BatonCli *cli, int argc, char **argv);
int baton_cli_undo     (BatonCli *cli, int argc, char **argv);
int baton_cli_redo     (BatonCli *cli, int argc, char **argv);
int baton_cli_import   (BatonCli *cli, int argc, char **argv);
int baton_cli_export   (BatonCli *cli, int argc, char **argv);
int baton_cli_duplicates (BatonCli *cli, int argc, char **argv);
int baton_cli_validate (BatonCli *cli, int argc, char **argv);
int baton_cli_preview  (BatonCli *cli, int argc, char **argv);
int baton_cli_effects  (BatonCli *cli, int argc, char **argv);
int baton_cli_explain  (BatonCli *cli, int argc, char **argv);
int baton_cli_simulate (BatonCli *cli, int argc, char **argv);
int baton_cli_guide    (BatonCli *cli, int argc, char **argv);
int baton_cli_push     (BatonCli *cli, int argc, char **argv);
int baton_cli_pull     (BatonCli *cli, int argc, char **argv);
int baton_cli_history  (BatonCli *cli, int argc, char **argv);
int baton_cli_rollback (BatonCli *cli, int argc, char **argv);
int baton_cli_schema   (BatonCli *cli, int argc, char **argv);
int baton_cli_bench    (BatonCli *cli, int argc, char **argv);
/* The same for the subject "rules". */
int baton_cli_bench_rules (BatonCli *cli, int argc, char **argv);
/* The same for the subject "whatif". */
int baton_cli_bench_whatif (BatonCli *cli, int argc, char **argv);

/* Parses the verb's options together with those that all verbs have. What remains is in argv from 1 on; *most* is how many
 * of those the verb takes (−1: any). *usage* is what follows the verb's name, *examples* (nullable) whole lines. FALSE after
 * having said what is wrong. */
gboolean      baton_cli_parse            (BatonCli           *cli,
                                          int                *argc,
                                          char             ***argv,
                                          const GOptionEntry *entries,
                                          const char         *usage,
                                          const char         *summary,
                                          const char         *examples,
                                          int                 least,
                                          int                 most);

/* Opens --workspace, else $BATON_WORKSPACE, else the only *.baton here. FALSE after having said why not. */
gboolean      baton_cli_open_workspace   (BatonCli           *cli,
                                          BatonOpenMode       mode);
const BatonProgram *baton_cli_get_program (BatonCli          *cli);
/* Names in the draft, for words/. Valid until the next call. */
const BatonNames *baton_cli_get_names    (BatonCli           *cli);
/* Compiles the draft. (transfer full) */
BatonSnapshot *baton_cli_compile         (BatonCli           *cli);
/* Waits for the disk; says what went wrong. */
gboolean      baton_cli_flush            (BatonCli           *cli);
/* --day, else today in the program's time zone. FALSE after having said that the day is none. */
gboolean      baton_cli_get_day          (BatonCli           *cli,
                                          BatonDay           *day);
/* Finds one thing of *kinds* (bits; 0: any) by id or name; NULL after having said what is wrong. Borrowed. */
BatonEntity  *baton_cli_find             (BatonCli           *cli,
                                          guint64             kinds,
                                          const char         *text);
BatonKind     baton_cli_find_kind        (const char         *text);
/* The same where other words than kinds may stand, too: *more*, each behind a blank. */
BatonKind     baton_cli_find_kind_or     (const char         *text,
                                          const char         *more);
/* Does one entity's change as an entry named by words/, and says it. */
int           baton_cli_do_change        (BatonCli           *cli,
                                          const BatonEntity  *before,
                                          const BatonEntity  *after);
/* Register and history of the workspace. */
gboolean      baton_cli_load_data        (BatonCli           *cli,
                                          BatonRegister     **reg,
                                          BatonHistory      **history);
/* FALSE, having said so, when something damaged was read of the history: then no answer that was worked out from it holds. */
gboolean      baton_cli_check_history    (BatonCli           *cli,
                                          BatonHistory       *history);
/* The bytes of a picture of the workspace, for HTML; a BatonAssetFunc with the BatonCli as user data. */
GBytes       *baton_cli_load_asset       (const char         *digest,
                                          gpointer            cli);

/* Prints to standard output, with a line break. */
void          baton_cli_say              (const char         *format,
                                          ...) G_GNUC_PRINTF (1, 2);
/* Prints "batonctl: …" to standard error and returns *code*. */
int           baton_cli_fail             (BatonExit           code,
                                          const char         *format,
                                          ...) G_GNUC_PRINTF (2, 3);
/* The same for an error of store, exchange or sync, in words. */
int           baton_cli_fail_error       (const char         *subject,
                                          const GError       *error);
/* Prints a value as indented JSON. */
void          baton_cli_print_json       (const BatonValue   *value);
/* A page as it is, or with --json as the member "html". An exit code. */
int           baton_cli_print_page       (BatonCli           *cli,
                                          const char         *html);
/* A line of progress where standard error is a terminal; NULL wipes it. */
void          baton_cli_progress         (const char         *text);
/* Says that a file was written; an exit code. */
int           baton_cli_say_written      (BatonCli           *cli,
                                          const char         *path);
/* Writes a file and makes its folder; says what went wrong. An exit code. */
int           baton_cli_write            (const char         *path,
                                          const char         *text);
/* Appends a day as year-month-day to the object that *builder* has open; BATON_DAY_NONE is left out. */
void          baton_cli_add_day          (BatonValueBuilder  *builder,
                                          const char         *key,
                                          BatonDay            day);

G_END_DECLS
