/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/baton-cli.h"

#include <glib/gi18n-lib.h>

/* Whether *above* is *entity* or stands above it. */
static gboolean
is_above (const BatonProgram *program,
          const BatonEntity  *above,
          const BatonEntity  *entity)
{
  for (int depth = 0; entity != NULL && depth < 64; depth++, entity = baton_program_lookup (program, baton_entity_get_parent (entity)))
    if (entity == above)
      return TRUE;
  return FALSE;
}

int
baton_cli_move (BatonCli  *cli,
                int        argc,
                char     **argv)
{
  g_autofree char *below = NULL, *before_text = NULL, *after_text = NULL, *position = NULL;
  gboolean top = FALSE;
  const GOptionEntry entries[] = {
    { "below", 0, 0, G_OPTION_ARG_STRING, &below, N_("To the end of what stands below this"), N_("THING") },
    { "before", 0, 0, G_OPTION_ARG_STRING, &before_text, N_("Directly before this"), N_("THING") },
    { "after", 0, 0, G_OPTION_ARG_STRING, &after_text, N_("Directly after this"), N_("THING") },
    { "top", 0, 0, G_OPTION_ARG_NONE, &top, N_("To the end of the topmost level"), NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) siblings = NULL;
  g_autoptr (BatonEntity) moved = NULL;
  BatonEntity *entity, *anchor = NULL, *parent = NULL;
  const char *parent_id;
  guint64 parents;
  BatonKind kind;

  if (!baton_cli_parse (cli, &argc, &argv, entries, _("THING"), _("Moves a thing within its list or below another."),
                        "  batonctl move DACH --below Europe\n"
                        "  batonctl move \"Learning Hub\" --before \"Influencer Hub\"", 1, 1))
    return BATON_EXIT_USAGE;
  if ((below != NULL) + (before_text != NULL) + (after_text != NULL) + top != 1)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Say where to: one of --below, --before, --after and --top."));
  if (!baton_cli_open_workspace (cli, BATON_OPEN_EDIT))
    return BATON_EXIT_FILE;
  entity = baton_cli_find (cli, 0, argv[1]);
  if (entity == NULL)
    return BATON_EXIT_NOT_FOUND;
  kind = baton_entity_get_kind (entity);
  if (baton_schema_get_kind (kind)->place_field == BATON_FIELD_NONE)
    return baton_cli_fail (BATON_EXIT_USAGE, _("Things of this kind stand in no order."));
  parents = baton_schema_get_field (baton_schema_get_kind (kind)->place_field)->references;

  if (before_text != NULL || after_text != NULL)
    {
      anchor = baton_cli_find (cli, G_GUINT64_CONSTANT (1) << kind, before_text != NULL ? before_text : after_text);
      if (anchor == NULL)
        return BATON_EXIT_NOT_FOUND;
      parent = baton_program_lookup (baton_cli_get_program (cli), baton_entity_get_parent (anchor));
    }
  else if (below != NULL)
    {
      parent = baton_cli_find (cli, 0, below);
      if (parent == NULL)
        return BATON_EXIT_NOT_FOUND;
      if ((parents & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (parent))) == 0)
        return baton_cli_fail (BATON_EXIT_USAGE, _("It cannot stand below “%s”."), baton_entity_get_name (parent));
    }
  if (is_above (baton_cli_get_program (cli), entity, parent))
    return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” cannot stand below itself."), baton_entity_get_name (entity));

  parent_id = parent != NULL ? baton_entity_get_id (parent) : NULL;
  siblings = baton_program_list_children (baton_cli_get_program (cli), kind, parent_id);
  g_ptr_array_remove (siblings, entity);
  if (anchor != NULL)
    {
      guint index = 0;
      const BatonEntity *previous, *next;

      if (!g_ptr_array_find (siblings, anchor, &index))
        return baton_cli_fail (BATON_EXIT_USAGE, _("“%s” cannot stand beside itself."), baton_entity_get_name (entity));
      previous = before_text == NULL ? anchor : index > 0 ? siblings->pdata[index - 1] : NULL;
      next = before_text != NULL ? anchor : index + 1 < siblings->len ? siblings->pdata[index + 1] : NULL;
      position = baton_position_between (previous != NULL ? baton_entity_get_position (previous) : NULL,
                                         next != NULL ? baton_entity_get_position (next) : NULL);
    }
  if (position == NULL)
    position = baton_program_last_position (baton_cli_get_program (cli), kind, parent_id);
  moved = baton_entity_with_place (entity, parent_id, position);
  return baton_cli_do_change (cli, entity, moved);
}
