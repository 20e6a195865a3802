/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The what-if and a statement as text for a terminal, JSON, and one HTML file for people.
 */
#pragma once

#include "cli/baton-cli.h"
#include "incentives/baton-statement.h"
#include "incentives/baton-whatif.h"
#include "incentives/baton-year-ahead.h"

G_BEGIN_DECLS

/* A table that is filled cell by cell and written as text or HTML. The first row is the heading; the first column is
 * left-aligned, others right-aligned. */
typedef struct _BatonReport BatonReport;

BatonReport *baton_report_new        (const char  *title);
void         baton_report_free       (BatonReport *report);
void         baton_report_heading    (BatonReport *report,
                                      const char  *text);
void         baton_report_paragraph  (BatonReport *report,
                                      const char  *text);
/* Begins a table; *columns* are its headings, ended by NULL. */
void         baton_report_table      (BatonReport *report,
                                      const char  *first,
                                      ...) G_GNUC_NULL_TERMINATED;
void         baton_report_column     (BatonReport *report,
                                      const char  *heading);
/* A row's cells follow one another; a row ends when all columns are filled. Takes *text*. */
void         baton_report_cell       (BatonReport *report,
                                      char        *text);
/* (transfer full) */
char        *baton_report_to_text    (BatonReport *report);
char        *baton_report_to_html    (BatonReport *report);

/* Writes the comparison or the statement into *report*. *ahead* is the draft's, where the comparison is of the year ahead; nullable. */
void         baton_report_whatif     (BatonReport    *report,
                                      BatonCli       *cli,
                                      BatonWhatif    *whatif,
                                      BatonYearAhead *ahead,
                                      gboolean        same,
                                      BatonDay        points_from);
void         baton_report_statement  (BatonReport    *report,
                                      BatonCli       *cli,
                                      BatonStatement *statement);
/* The same as JSON. (transfer full) */
BatonValue  *baton_whatif_to_value   (BatonWhatif    *whatif,
                                      BatonYearAhead *ahead);
BatonValue  *baton_statement_to_value (BatonStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonReport, baton_report_free)

G_END_DECLS
