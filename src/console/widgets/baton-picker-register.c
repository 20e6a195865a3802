/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register in a picker: partners and people by name, with what tells two of one name apart.
 */
#include "config.h"

#include "console/widgets/baton-picker.h"

#include "console/baton-simulation.h"

#include <glib/gi18n-lib.h>

#define AT_ONCE 20 /* between two looks at the clock */

typedef struct
{
  BatonDocument *document;  /* owned */
  BatonRegister *reg;       /* owned */
  BatonValue    *chosen;    /* owned, nullable: ids that are listed already */
  guint          next;
  guint          n;         /* organizations, and behind them people */
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_object_unref (listing->document);
  baton_register_unref (listing->reg);
  g_clear_pointer (&listing->chosen, baton_value_unref);
  g_free (listing);
}

static void
add_part (GString    *note,
          const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  /* Translators: stands between what is said of a partner: Germany · Influencer · Superhero */
  g_string_append_printf (note, "%s%s", note->len > 0 ? C_("note on a partner", " · ") : "", part);
}

static void
add_terms (GString            *note,
           BatonDocument      *document,
           const char * const *terms)
{
  for (guint i = 0; terms != NULL && terms[i] != NULL; i++)
    {
      g_autofree char *name = baton_document_lookup (document, terms[i]) != NULL ? baton_words_name (baton_document_get_names (document), terms[i]) : NULL;

      add_part (note, name);
    }
}

/* The tiers held at the end of the history under the draft, where that is known by now. */
static void
add_tiers (GString       *note,
           BatonDocument *document,
           BatonRegister *reg,
           guint          holder,
           gboolean       member)
{
  BatonWhatif *whatif = baton_simulation_get_whatif (baton_document_get_simulation (document));
  BatonReckoning *reckoning = whatif != NULL && baton_whatif_get_register (whatif) == reg ? baton_whatif_get_reckoning (whatif, BATON_WHATIF_DRAFT) : NULL;

  for (guint ladder = 0; reckoning != NULL && ladder < baton_reckoning_get_n_ladders (reckoning); ladder++)
    {
      int tier;
      const char *id;
      g_autofree char *name = NULL;

      if (!baton_reckoning_is_member_ladder (reckoning, ladder) != !member)
        continue;
      tier = baton_reckoning_get_tier (reckoning, ladder, holder, baton_reckoning_get_n_days (reckoning) - 1);
      id = tier >= 0 ? baton_reckoning_get_ladder_tier (reckoning, ladder, tier) : NULL;
      name = id != NULL && baton_document_lookup (document, id) != NULL ? baton_words_name (baton_document_get_names (document), id) : NULL;
      add_part (note, name);
    }
}

static void
add_one (BatonPicker *picker,
         Listing     *listing,
         guint        index,
         gboolean     chosen)
{
  const BatonNames *names = baton_document_get_names (listing->document);
  guint n_organisations = baton_register_get_n_organisations (listing->reg);
  gboolean member = index >= n_organisations;
  const char *id = member ? baton_register_get_member (listing->reg, index - n_organisations) : baton_register_get_organisation (listing->reg, index);
  g_autofree char *label = member ? baton_words_member (names, id) : baton_words_organisation (names, id);
  g_autoptr (GString) note = g_string_new (NULL);

  if (!chosen && baton_value_contains (listing->chosen, id))
    return;
  if (member)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (listing->reg, index - n_organisations, BATON_DAY_MAX);
      const char *organisation = facts != NULL && facts->organisation != BATON_INDEX_NONE ? baton_register_get_organisation (listing->reg, facts->organisation) : NULL;
      g_autofree char *name = organisation != NULL ? baton_words_organisation (names, organisation) : NULL;

      add_part (note, name);
      add_terms (note, listing->document, facts != NULL ? facts->roles : NULL);
    }
  else
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (listing->reg, index, BATON_DAY_MAX);

      add_terms (note, listing->document, facts != NULL ? facts->terms : NULL);
    }
  add_tiers (note, listing->document, listing->reg, member ? index - n_organisations : index, member);
  baton_picker_add_noted (picker, id, label, note->len > 0 ? note->str : NULL, chosen);
}

static gboolean
add_some (BatonPicker *picker,
          gpointer     data)
{
  Listing *listing = data;

  for (guint i = 0; i < AT_ONCE && listing->next < listing->n; i++)
    add_one (picker, listing, listing->next++, FALSE);
  return listing->next < listing->n;
}

void
baton_picker_add_register (BatonPicker      *self,
                           BatonDocument    *document,
                           gboolean          people,
                           const BatonValue *chosen)
{
  Listing *listing = g_new0 (Listing, 1);
  BatonRegister *reg = baton_document_get_register (document);
  guint n_organisations = baton_register_get_n_organisations (reg);

  listing->document = g_object_ref (document);
  listing->reg = baton_register_ref (reg);
  listing->chosen = chosen != NULL ? baton_value_ref (chosen) : NULL;
  listing->n = n_organisations + (people ? baton_register_get_n_members (reg) : 0);
  for (gsize i = 0; i < baton_value_get_length (chosen); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (chosen, i));
      guint number = baton_register_find_organisation (reg, id);

      if (number == BATON_INDEX_NONE && people && baton_register_find_member (reg, id) != BATON_INDEX_NONE)
        number = n_organisations + baton_register_find_member (reg, id);
      if (number != BATON_INDEX_NONE)
        add_one (self, listing, number, TRUE);
      else
        baton_picker_add_noted (self, id, id, _("Not in the register"), TRUE);
    }
  baton_picker_add_later (self, add_some, listing, listing_free);
}
