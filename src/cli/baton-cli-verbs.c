/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include <glib/gi18n-lib.h>

const BatonVerb baton_verbs[] = {
  { "new", N_("Workspace"), N_("Make a workspace, empty or from a sample, template or program file"), baton_cli_new },
  { "open", N_("Workspace"), N_("Say what a workspace holds and what needs attention"), baton_cli_open },
  { "import", N_("Workspace"), N_("Take in a program, a spreadsheet, a register or a history"), baton_cli_import },
  { "export", N_("Workspace"), N_("Write the program as a file or a folder, or things as a spreadsheet"), baton_cli_export },
  { "translations", N_("Workspace"), N_("Write texts for translators, or take their work in"), baton_cli_translations },
  { "list", N_("Program"), N_("List the things of a kind"), baton_cli_list },
  { "show", N_("Program"), N_("Show one thing with all its fields"), baton_cli_show },
  { "set", N_("Program"), N_("Change one field"), baton_cli_set },
  { "add", N_("Program"), N_("Add a thing"), baton_cli_add },
  { "move", N_("Program"), N_("Move a thing within its list or below another"), baton_cli_move },
  { "remove", N_("Program"), N_("Delete a thing that nothing uses"), baton_cli_remove },
  { "undo", N_("Program"), N_("Take the last step back"), baton_cli_undo },
  { "redo", N_("Program"), N_("Do again what was undone"), baton_cli_redo },
  { "validate", N_("Consequences"), N_("List problems, and what the rules contradict or miss"), baton_cli_validate },
  { "duplicates", N_("Consequences"), N_("List who is likely in the register twice"), baton_cli_duplicates },
  { "preview", N_("Consequences"), N_("Write the portal as a persona would see it"), baton_cli_preview },
  { "effects", N_("Consequences"), N_("Say what a change does to every persona"), baton_cli_effects },
  { "explain", N_("Consequences"), N_("Say why a persona may or may not do or see something"), baton_cli_explain },
  { "simulate", N_("Consequences"), N_("Replay the history: tiers, points, money, and what the draft would change"), baton_cli_simulate },
  { "guide", N_("Consequences"), N_("Write the program guide for partners"), baton_cli_guide },
  { "push", N_("Server"), N_("Send the draft to the server as a new revision"), baton_cli_push },
  { "pull", N_("Server"), N_("Fetch the server's last revision and merge it"), baton_cli_pull },
  { "history", N_("Server"), N_("List the steps of the workspace or the revisions of the server"), baton_cli_history },
  { "rollback", N_("Server"), N_("Make an earlier revision the newest one"), baton_cli_rollback },
  { "schema", N_("Baton itself"), N_("Write the shape of program files as JSON Schema"), baton_cli_schema },
  { "bench", N_("Baton itself"), N_("Measure Baton on this machine"), baton_cli_bench },
  { NULL },
};
