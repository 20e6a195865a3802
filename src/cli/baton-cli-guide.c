/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-locale.h"
#include "portal/baton-guide.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

int
baton_cli_guide (BatonCli  *cli,
                 int        argc,
                 char     **argv)
{
  g_autofree char *locale = NULL, *brand = NULL, *persona = NULL, *output = NULL, *tag = NULL, *html = NULL;
  const GOptionEntry entries[] = {
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &locale, N_("In this language"), N_("TAG") },
    { "brand", 'b', 0, G_OPTION_ARG_STRING, &brand, N_("With this brand over the house brand"), N_("BRAND") },
    { "persona", 'p', 0, G_OPTION_ARG_STRING, &persona, N_("Only what this persona can earn, reach and redeem"), N_("PERSONA") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write to this file; else to standard output"), N_("FILE") },
    { NULL },
  };
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonProfile) profile = NULL;
  BatonGuideOptions options = { 0 };
  BatonEntity *brand_entity = NULL, *persona_entity = NULL;

  if (!baton_cli_parse (cli, &argc, &argv, entries, "", _("Writes the program guide that partners get: activities, tiers, rewards and terms, printable."),
                        "  batonctl guide -o guide.html\n"
                        "  batonctl guide --locale de --brand \"Helios Alliance\" -o leitfaden.html", 0, 0))
    return BATON_EXIT_USAGE;
  if (locale != NULL && (tag = baton_locale_canonicalize (locale)) == NULL)
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a language."), locale);
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  if (!baton_cli_get_day (cli, &options.day))
    return BATON_EXIT_USAGE;
  if ((brand != NULL && (brand_entity = baton_cli_find (cli, BATON_KIND_BIT (BRAND), brand)) == NULL) ||
      (persona != NULL && (persona_entity = baton_cli_find (cli, BATON_KIND_BIT (PERSONA), persona)) == NULL))
    return BATON_EXIT_NOT_FOUND;

  snapshot = baton_cli_compile (cli);
  if (persona_entity != NULL)
    profile = baton_profile_new_for_persona (snapshot, baton_entity_get_id (persona_entity), options.day);
  options.locale = tag;
  options.brand = brand_entity != NULL ? baton_entity_get_id (brand_entity) : NULL;
  options.asset = baton_cli_load_asset;
  options.asset_data = cli;
  html = baton_guide_to_html (snapshot, profile, &options);
  if (output == NULL)
    return baton_cli_print_page (cli, html);
  if (baton_cli_write (output, html) != BATON_EXIT_DONE)
    return BATON_EXIT_FILE;
  return baton_cli_say_written (cli, output);
}
