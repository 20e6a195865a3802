/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-preview-question.h"

#include "console/baton-release.h"

#include "portal/baton-portal-html.h"

static void
take_apart (gpointer data)
{
  BatonPreviewQuestion *question = data;

  g_clear_pointer (&question->snapshot, baton_snapshot_unref);
  for (int i = 0; i < 2; i++)
    {
      g_free (question->personas[i]);
      g_free (question->shown[i]);
      g_clear_pointer (&question->portals[i], baton_portal_unref);
      g_clear_pointer (&question->whys[i], baton_why_free);
    }
  g_free (question->locale);
  g_free (question->record);
  g_free (question->target);
  g_free (question->wanted);
  g_free (question->words);
  g_strfreev (question->filters);
  g_clear_pointer (&question->index, baton_search_index_unref);
  g_free (question);
}

void
baton_preview_question_free (BatonPreviewQuestion *question)
{
  baton_release (question, take_apart);
}

BatonProfile *
baton_preview_question_make_profile (const BatonPreviewQuestion *question,
                                     int                         side)
{
  g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (question->snapshot, question->personas[side], question->day);

  if (profile == NULL)
    profile = baton_profile_new_anonymous (question->snapshot);
  return question->record != NULL ? baton_profile_with_record_id (profile, question->snapshot, question->record) : baton_profile_ref (profile);
}

BatonPortalRequest
baton_preview_question_make_request (const BatonPreviewQuestion *question,
                                     int                         side)
{
  return (BatonPortalRequest) {
    .persona = question->personas[side],
    .locale = question->locale,
    .record = question->record,
    .device = question->device,
    .day = question->day,
    .target = question->target,
    .words = question->words,
    .filters = (const char * const *) question->filters,
    .index = question->index,
  };
}

/* Every address by its own name, so that a link elsewhere makes a difference. */
static char *
name_address (BatonHrefType  type,
              const char    *id,
              gpointer       user_data)
{
  return g_strdup_printf ("%d:%s", (int) type, id != NULL ? id : "");
}

/* (transfer full) */
static char *
describe_shown (const BatonPortal *portal)
{
  const BatonPortalHtmlOptions options = { .href = name_address };
  g_autofree char *page = baton_portal_to_html (portal, &options), *brand = baton_portal_brand_stylesheet (&portal->brand);

  return g_strconcat (page, brand, NULL);
}

/* (transfer full) */
static BatonPortal *
resolve (const BatonPreviewQuestion *question,
         int                         side)
{
  g_autoptr (BatonProfile) profile = baton_preview_question_make_profile (question, side);
  BatonPortalRequest request = baton_preview_question_make_request (question, side);

  return baton_portal_resolve (question->snapshot, profile, &request);
}

/* NULL where the target is there. (transfer full) */
static BatonWhy *
ask_why (const BatonPreviewQuestion *question,
         int                         side)
{
  g_autoptr (BatonProfile) profile = NULL;
  BatonPortalRequest request = baton_preview_question_make_request (question, side);

  if (question->target == NULL || question->portals[side]->open != BATON_PORTAL_OPEN_NOTHING)
    return NULL;
  profile = baton_preview_question_make_profile (question, side);
  return baton_portal_why (question->snapshot, profile, &request, question->target);
}

/* 2: what is wanted is there; 1: only the page that it stands on; 0: neither. */
static int
rate (const BatonPreviewQuestion *question,
      const BatonPortal          *portal)
{
  if (question->target != NULL && portal->open == BATON_PORTAL_OPEN_NOTHING)
    return 0;
  if (baton_portal_contains (portal, question->wanted))
    return 2;
  return question->target != NULL ? 1 : 0;
}

/* The first of those who see most of what is wanted takes the place of the first persona, who sees less of it. */
static void
find_who_sees (BatonPreviewQuestion *question)
{
  GPtrArray *personas = baton_snapshot_list (question->snapshot, BATON_KIND_PERSONA);
  int most = rate (question, question->portals[0]);

  for (guint i = 0; most < 2 && i < personas->len; i++)
    {
      g_autofree char *before = g_steal_pointer (&question->personas[0]);
      g_autoptr (BatonPortal) portal = NULL;
      int rating;

      question->personas[0] = g_strdup (baton_entity_get_id (personas->pdata[i]));
      portal = resolve (question, 0);
      rating = rate (question, portal);
      if (rating > most)
        {
          most = rating;
          baton_portal_unref (question->portals[0]);
          question->portals[0] = g_steal_pointer (&portal);
        }
      else
        {
          g_free (question->personas[0]);
          question->personas[0] = g_steal_pointer (&before);
        }
    }
}

void
baton_preview_question_answer (BatonPreviewQuestion *question)
{
  /* Made for both sides, and for who searches next. Where that fails each answer makes its own. */
  if (question->words != NULL && question->index == NULL)
    question->index = baton_portal_index_new (question->snapshot, NULL);
  for (int i = 0; i < 2; i++)
    if (question->personas[i] != NULL)
      {
        question->portals[i] = resolve (question, i);
        if (i == 0 && question->wanted != NULL)
          find_who_sees (question);
        question->shown[i] = describe_shown (question->portals[i]);
        question->whys[i] = ask_why (question, i);
      }
}

static gboolean
have_same_filters (const BatonPreviewQuestion *a,
                   const BatonPreviewQuestion *b)
{
  static const char * const none[] = { NULL };

  return g_strv_equal (a->filters != NULL ? (const char * const *) a->filters : none, b->filters != NULL ? (const char * const *) b->filters : none);
}

gboolean
baton_preview_question_is_same_view (const BatonPreviewQuestion *a,
                                     const BatonPreviewQuestion *b)
{
  return g_strcmp0 (a->personas[0], b->personas[0]) == 0 && g_strcmp0 (a->personas[1], b->personas[1]) == 0 &&
         g_strcmp0 (a->locale, b->locale) == 0 && g_strcmp0 (a->record, b->record) == 0 && g_strcmp0 (a->target, b->target) == 0 &&
         g_strcmp0 (a->words, b->words) == 0 && have_same_filters (a, b) &&
         a->day == b->day && a->device == b->device;
}
