/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include "model/baton-locale.h"
#include "portal/baton-portal-html.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  BatonCli         *cli;
  BatonSnapshot    *snapshot;
  BatonSearchIndex *index;
  BatonDay          day;
  const char       *locale;
  const char       *record;
  const char       *words;
  BatonDevice       device;
  const char       *folder;    /* of a whole portal; NULL for a single page */
  const char       *persona;   /* whose folder it is */
  GHashTable       *pending;   /* ids of pages still to be written → themselves; a whole portal only */
  GHashTable       *written;
  GHashTable       *folders;   /* those that have been given to a persona */
  GPtrArray        *indexes;   /* the pages that their portals begin with */
} Preview;

/* The name of the persona's folder: of two that come to the same one, the second is called by its id. (transfer full) */
static char *
choose_folder (Preview           *preview,
               const BatonEntity *persona)
{
  g_autofree char *slug = baton_id_slug (baton_entity_get_name (persona));
  const char *name = *slug != '\0' && !g_hash_table_contains (preview->folders, slug) ? slug : baton_entity_get_id (persona);

  g_hash_table_add (preview->folders, g_strdup (name));
  return g_strdup (name);
}

/* Links within a folder of pages: each page is a file called by its id. A single page links nowhere. */
static char *
make_href (BatonHrefType  type,
           const char    *id,
           gpointer       user_data)
{
  Preview *preview = user_data;

  if (preview->folder == NULL)
    return NULL;
  switch (type)
    {
    case BATON_HREF_HOME:
      return g_strdup ("index.html");
    case BATON_HREF_PAGE:
    case BATON_HREF_CONTENT:
    case BATON_HREF_COLLECTION:
    case BATON_HREF_WORKFLOW:
      if (!g_hash_table_contains (preview->written, id))
        g_hash_table_add (preview->pending, g_strdup (id));
      return g_strconcat (id, ".html", NULL);
    case BATON_HREF_TOOL:
    case BATON_HREF_SEARCH:
    case BATON_HREF_ASSET:
    case BATON_HREF_STYLESHEET:
    case BATON_HREF_BRAND_STYLESHEET:
    case BATON_HREF_LOCALE:
    default:
      return NULL;
    }
}

/* The page as HTML; (transfer full). */
static char *
render (Preview           *preview,
        const BatonEntity *persona,
        const char        *target)
{
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (preview->snapshot, baton_entity_get_id (persona), preview->day);
  g_autoptr (BatonProfile) beside = preview->record != NULL ? baton_profile_with_record_id (profile, preview->snapshot, preview->record) : baton_profile_ref (profile);
  g_autofree char *day = baton_words_day (preview->day);
  /* Translators: stands above a preview; %1$s is a persona, %2$s a day */
  g_autofree char *banner = g_strdup_printf (_("Preview: %1$s, %2$s"), baton_entity_get_name (persona), day);
  BatonPortalRequest request = {
    .persona = baton_entity_get_id (persona),
    .locale = preview->locale,
    .record = preview->record,
    .device = preview->device,
    .day = preview->day,
    .target = target,
    .words = preview->words,
    .index = preview->index,
  };
  g_autoptr (BatonPortal) portal = baton_portal_resolve (preview->snapshot, beside, &request);
  BatonPortalHtmlOptions options = {
    .href = make_href,
    .href_data = preview,
    .standalone = TRUE,
    .asset = baton_cli_load_asset,
    .asset_data = preview->cli,
    .banner = banner,
  };

  return baton_portal_to_html (portal, &options);
}

/* The landing page and everything that it leads to, one file a page. */
static int
write_portal (Preview           *preview,
              const BatonEntity *persona)
{
  g_autofree char *name_of_folder = choose_folder (preview, persona);
  g_autofree char *folder = g_build_filename (preview->folder, name_of_folder, NULL);
  g_autofree char *index = g_build_filename (folder, "index.html", NULL);
  g_autofree char *html = NULL;
  int code;

  g_hash_table_remove_all (preview->pending);
  g_hash_table_remove_all (preview->written);
  html = render (preview, persona, NULL);
  code = baton_cli_write (index, html);
  while (code == BATON_EXIT_DONE && g_hash_table_size (preview->pending) > 0)
    {
      GHashTableIter iter;
      gpointer key;
      g_autofree char *id = NULL, *page = NULL, *name = NULL, *path = NULL;

      g_hash_table_iter_init (&iter, preview->pending);
      g_hash_table_iter_next (&iter, &key, NULL);
      id = g_strdup (key);
      g_hash_table_remove (preview->pending, id);
      g_hash_table_add (preview->written, g_strdup (id));
      page = render (preview, persona, id);
      name = g_strconcat (id, ".html", NULL);
      path = g_build_filename (folder, name, NULL);
      code = baton_cli_write (path, page);
    }
  if (code == BATON_EXIT_DONE && !preview->cli->json)
    baton_cli_say ("%s: %s", baton_entity_get_name (persona), index);
  g_ptr_array_add (preview->indexes, g_steal_pointer (&index));
  return code;
}

/* All portals, or that of one persona. An exit code. */
static int
write_portals (Preview           *preview,
               const BatonEntity *only)
{
  BatonCli *cli = preview->cli;
  g_autoptr (GPtrArray) personas = baton_program_list (baton_cli_get_program (cli), BATON_KIND_PERSONA);
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  for (guint i = 0; i < personas->len; i++)
    if (only == NULL || only == personas->pdata[i])
      {
        int code = write_portal (preview, personas->pdata[i]);

        if (code != BATON_EXIT_DONE)
          return code;
      }
  if (!cli->json)
    return BATON_EXIT_DONE;
  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "written");
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < preview->indexes->len; i++)
    {
      g_autofree char *name = g_filename_display_name (preview->indexes->pdata[i]);

      baton_value_builder_add_string (builder, name);
    }
  value = baton_value_builder_finish (builder);
  baton_cli_print_json (value);
  return BATON_EXIT_DONE;
}

int
baton_cli_preview (BatonCli  *cli,
                   int        argc,
                   char     **argv)
{
  g_autofree char *record = NULL, *locale = NULL, *page = NULL, *output = NULL, *folder = NULL, *device = NULL, *words = NULL, *tag = NULL, *html = NULL;
  const GOptionEntry entries[] = {
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &locale, N_("In this language; else the persona's own"), N_("TAG") },
    { "record", 'r', 0, G_OPTION_ARG_STRING, &record, N_("Beside this sample record"), N_("RECORD") },
    { "page", 'p', 0, G_OPTION_ARG_STRING, &page, N_("This page, content, collection or workflow; else the landing page"), N_("THING") },
    { "search", 's', 0, G_OPTION_ARG_STRING, &words, N_("What the member searches for"), N_("WORDS") },
    { "device", 0, 0, G_OPTION_ARG_STRING, &device, N_("wide or narrow"), N_("DEVICE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write the page to this file; else to standard output"), N_("FILE") },
    { "folder", 'f', 0, G_OPTION_ARG_FILENAME, &folder, N_("Write the whole portal, of all personas if none is named, into this folder"), N_("FOLDER") },
    { NULL },
  };
  g_autoptr (BatonSnapshot) snapshot = NULL;
  g_autoptr (BatonSearchIndex) index = NULL;
  g_autoptr (GHashTable) pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  BatonEntity *persona = NULL, *target = NULL, *beside = NULL;
  Preview preview = { cli };

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("[PERSONA]"), _("Writes the portal as a persona would see it: one page, or all pages into a folder."),
                        "  batonctl preview Influencer -o page.html\n"
                        "  batonctl preview Influencer --locale ar --page \"Influencer Hub\" -o hub.html\n"
                        "  batonctl preview --folder portal", 0, 1))
    return BATON_EXIT_USAGE;
  if (argc < 2 && folder == NULL)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Name a persona, or a folder for the portals of all."));
  if (device != NULL && strcmp (device, "wide") != 0 && strcmp (device, "narrow") != 0)
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a device: say wide or narrow."), device);
  if (locale != NULL && (tag = baton_locale_canonicalize (locale)) == NULL)
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” is not a language."), locale);
  if (!baton_cli_open_workspace (cli, BATON_OPEN_READ))
    return BATON_EXIT_FILE;
  if (!baton_cli_get_day (cli, &preview.day))
    return BATON_EXIT_USAGE;
  if ((argc > 1 && (persona = baton_cli_find (cli, BATON_KIND_BIT (PERSONA), argv[1])) == NULL) ||
      (record != NULL && (beside = baton_cli_find (cli, BATON_KIND_BIT (RECORD), record)) == NULL) ||
      (page != NULL && (target = baton_cli_find (cli, BATON_KIND_BIT (PAGE) | BATON_KIND_BIT (CONTENT) | BATON_KIND_BIT (COLLECTION) | BATON_KIND_BIT (WORKFLOW) | BATON_KIND_BIT (TOOL), page)) == NULL))
    return BATON_EXIT_NOT_FOUND;

  snapshot = baton_cli_compile (cli);
  index = baton_portal_index_new (snapshot, &error);
  if (index == NULL)
    return baton_cli_fail (BATON_EXIT_FILE, "%s", error->message);
  preview.snapshot = snapshot;
  preview.index = index;
  preview.locale = tag;
  preview.record = beside != NULL ? baton_entity_get_id (beside) : NULL;
  preview.words = words;
  preview.device = g_strcmp0 (device, "narrow") == 0 ? BATON_DEVICE_NARROW : BATON_DEVICE_WIDE;
  preview.folder = folder;
  preview.pending = pending;
  preview.written = written;
  preview.folders = folders;
  preview.indexes = indexes;

  if (folder != NULL)
    return write_portals (&preview, persona);

  html = render (&preview, persona, target != NULL ? baton_entity_get_id (target) : NULL);
  if (output == NULL)
    return baton_cli_print_page (cli, html);
  if (baton_cli_write (output, html) != BATON_EXIT_DONE)
    return BATON_EXIT_FILE;
  return baton_cli_say_written (cli, output);
}
