/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a persona would see, as pages for a browser.
 *
 * A page is drawn wholly from one revision, the head unless "r" names another; its stylesheet of the brand carries that
 * revision in its address, so that a push between the two requests does not mix them.
 */
#include "config.h"

#include "server/baton-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/baton-format.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"
#include "portal/baton-html.h"
#include "portal/baton-portal-html.h"
#include "portal/baton-portal.h"

#define LONG_LIFE "private, max-age=31536000, immutable"

/* ── Revisions ready to be drawn ─────────────────────────────────────────────────────────────────────── */

static void
shown_clear (BatonShownRevision *shown)
{
  g_clear_pointer (&shown->snapshot, baton_snapshot_unref);
  g_clear_pointer (&shown->index, baton_search_index_unref);
  shown->number = 0;
}

/* Puts the entry at *from* before the others. */
static void
bring_forward (BatonServer *server,
               guint        from)
{
  BatonShownRevision shown = server->shown[from];

  memmove (server->shown + 1, server->shown, from * sizeof shown);
  server->shown[0] = shown;
}

static gboolean
find_shown (BatonServer         *server,
            gint64               number,
            BatonShownRevision  *shown)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  for (guint i = 0; i < BATON_SHOWN_REVISIONS; i++)
    if (server->shown[i].number == number)
      {
        bring_forward (server, i);
        shown->number = number;
        shown->snapshot = baton_snapshot_ref (server->shown[0].snapshot);
        shown->index = server->shown[0].index != NULL ? baton_search_index_ref (server->shown[0].index) : NULL;
        return TRUE;
      }
  return FALSE;
}

static void
keep_shown (BatonServer              *server,
            const BatonShownRevision *shown)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  /* Two workers may have made the same; the later one simply takes the place of an older revision. */
  bring_forward (server, BATON_SHOWN_REVISIONS - 1);
  shown_clear (&server->shown[0]);
  server->shown[0].number = shown->number;
  server->shown[0].snapshot = baton_snapshot_ref (shown->snapshot);
  server->shown[0].index = shown->index != NULL ? baton_search_index_ref (shown->index) : NULL;
}

static gboolean
compile_revision (BatonServer         *server,
                  gint64               number,
                  const char          *digest,
                  BatonShownRevision  *shown,
                  GError             **error)
{
  g_autoptr (GBytes) bytes = baton_archive_load_program (server->archive, digest, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = NULL;

  if (bytes == NULL)
    return FALSE;
  program = baton_program_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), problems);
  if (program == NULL)
    {
      g_set_error (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_DAMAGED,
                   "the program of revision %" G_GINT64_FORMAT " cannot be read", number);
      return FALSE;
    }
  shown->number = number;
  shown->snapshot = baton_snapshot_new (program, (guint64) number);
  /* Without an index the search of the preview is slower, not missing. */
  shown->index = baton_portal_index_new (shown->snapshot, NULL);
  return TRUE;
}

/* Whether who asks may see that revision: what has been taken back, or never was for everybody, is for those with a token.
 * The colours of the one before may still be asked for by a page that was open. */
static gboolean
may_show (BatonServer        *server,
          const BatonRequest *request,
          gint64              number,
          GError            **error)
{
  g_autoptr (BatonArchiveRevision) head = NULL;

  if (server->options.open_earlier || request->role != BATON_ROLE_ANONYMOUS || request->route->handler == baton_server_show_brand)
    return TRUE;
  head = baton_archive_get_head (server->archive, error);
  return head != NULL && number == head->number;
}

/* The revision that the request asks for. FALSE when it was answered: there is none, or the archive failed. */
static gboolean
get_shown (BatonServer        *server,
           const BatonRequest *request,
           BatonAnswer        *answer,
           BatonShownRevision *shown)
{
  const char *wanted = baton_request_get_query (request, "r");
  g_autoptr (BatonArchiveRevision) revision = NULL;
  g_autoptr (GError) error = NULL;

  if (wanted != NULL && !may_show (server, request, baton_server_parse_number (wanted), &error))
    {
      if (error != NULL)
        baton_server_fail (server, request, answer, error);
      else
        baton_answer_refuse (answer, BATON_REFUSAL_UNAUTHORISED, NULL);
      return FALSE;
    }
  if (wanted != NULL)
    revision = baton_archive_get_revision (server->archive, baton_server_parse_number (wanted), &error);
  else
    revision = baton_archive_get_head (server->archive, &error);
  if (revision == NULL)
    {
      baton_server_fail (server, request, answer, error);
      return FALSE;
    }
  if (revision->number == 0)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_NOT_FOUND, NULL);
      return FALSE;
    }
  if (find_shown (server, revision->number, shown))
    return TRUE;
  if (!compile_revision (server, revision->number, revision->digest, shown, &error))
    {
      baton_server_fail (server, request, answer, error);
      return FALSE;
    }
  keep_shown (server, shown);
  return TRUE;
}

/* ── What is asked ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonShownRevision  shown;
  gboolean            pinned;      /* the revision was asked for by number */
  const char         *persona;     /* borrowed from the request; NULL for the house brand of the index */
  const char         *page;        /* likewise; nullable */
  const char         *locale;      /* likewise; nullable */
  const char         *record;      /* likewise; nullable */
  const char         *day_text;    /* likewise; nullable: today */
  BatonDay            day;
} Question;

static void
question_clear (Question *question)
{
  shown_clear (&question->shown);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static BatonDay
today_of_program (const BatonSnapshot *snapshot)
{
  const BatonEntity *root = baton_snapshot_get_root (snapshot);
  const char *name = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_TIME_ZONE) : NULL;
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  g_autoptr (GDateTime) now = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_utc ();

  return baton_day_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

/* FALSE when it was answered. */
static gboolean
read_question (BatonServer        *server,
               const BatonRequest *request,
               BatonAnswer        *answer,
               Question           *question)
{
  question->persona = request->parameters[0];
  question->page = request->parameters[1];
  question->locale = baton_request_get_query (request, "locale");
  question->record = baton_request_get_query (request, "record");
  question->day_text = baton_request_get_query (request, "day");
  question->pinned = baton_request_get_query (request, "r") != NULL;
  if (!get_shown (server, request, answer, &question->shown))
    return FALSE;

  question->day = question->day_text != NULL ? baton_day_parse (question->day_text)
                                             : today_of_program (question->shown.snapshot);
  if (question->day == BATON_DAY_NONE)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_BAD_REQUEST, NULL);
      return FALSE;
    }
  return TRUE;
}

/* What the persona, or without one a visitor without a name, sees. (transfer full); NULL when there is no such persona. */
static BatonPortal *
resolve (const Question     *question,
         const BatonRequest *request)
{
  BatonSnapshot *snapshot = question->shown.snapshot;
  g_autoptr (BatonProfile) profile = NULL;
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();
  BatonPortalRequest wanted = {
    .persona = question->persona,
    .locale = question->locale,
    .record = question->record,
    .device = BATON_DEVICE_WIDE,
    .day = question->day,
    .target = question->page,
    .words = baton_request_get_query (request, "q"),
    .index = question->shown.index,
  };

  profile = question->persona != NULL ? baton_profile_new_for_persona (snapshot, question->persona, question->day)
                                      : baton_profile_new_anonymous (snapshot);
  if (profile == NULL)
    return NULL;
  for (guint i = 0; i < request->query->len; i += 2)
    if (strcmp (g_ptr_array_index (request->query, i), "term") == 0)
      g_ptr_array_add (filters, g_ptr_array_index (request->query, i + 1));
  g_ptr_array_add (filters, NULL);
  wanted.filters = (const char *const *) filters->pdata;
  return baton_portal_resolve (snapshot, profile, &wanted);
}

/* ── Addresses ───────────────────────────────────────────────────────────────────────────────────────── */

static void
append_member (GString    *address,
               const char *name,
               const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (address, "%c%s=", strchr (address->str, '?') != NULL ? '&' : '?', name);
  g_string_append_uri_escaped (address, value, NULL, FALSE);
}

/* What a link keeps of the question: it leads on in the same language, on the same day, beside the same record. */
static void
append_question (GString        *address,
                 const Question *question,
                 const char     *locale)
{
  append_member (address, "locale", locale);
  append_member (address, "day", question->day_text);
  append_member (address, "record", question->record);
  if (question->pinned)
    g_string_append_printf (address, "%cr=%" G_GINT64_FORMAT, strchr (address->str, '?') != NULL ? '&' : '?',
                            question->shown.number);
}

static char *
make_href (BatonHrefType  type,
           const char    *id,
           gpointer       user_data)
{
  const Question *question = user_data;
  g_autoptr (GString) address = g_string_new ("/preview/");

  switch (type)
    {
    case BATON_HREF_ASSET:
      g_string_append_printf (address, "assets/%s", id);
      break;
    case BATON_HREF_STYLESHEET:
      g_string_append (address, "style.css");
      break;
    case BATON_HREF_BRAND_STYLESHEET:
      g_string_append_uri_escaped (address, question->persona, NULL, FALSE);
      g_string_append_printf (address, "/brand.css?r=%" G_GINT64_FORMAT, question->shown.number);
      append_member (address, "day", question->day_text);
      break;
    case BATON_HREF_PAGE:
    case BATON_HREF_CONTENT:
    case BATON_HREF_COLLECTION:
    case BATON_HREF_WORKFLOW:
    case BATON_HREF_TOOL:
      g_string_append_uri_escaped (address, question->persona, NULL, FALSE);
      g_string_append_c (address, '/');
      g_string_append_uri_escaped (address, id, NULL, FALSE);
      append_question (address, question, question->locale);
      break;
    case BATON_HREF_LOCALE:
      g_string_append_uri_escaped (address, question->persona, NULL, FALSE);
      if (question->page != NULL)
        {
          g_string_append_c (address, '/');
          g_string_append_uri_escaped (address, question->page, NULL, FALSE);
        }
      append_question (address, question, id);
      break;
    case BATON_HREF_HOME:
    case BATON_HREF_SEARCH:
    default:
      g_string_append_uri_escaped (address, question->persona, NULL, FALSE);
      append_question (address, question, question->locale);
      break;
    }
  return g_string_free (g_steal_pointer (&address), FALSE);
}

/* ── Pages ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
answer_html (BatonAnswer *answer,
             guint        status,
             char        *html)
{
  baton_answer_take_text (answer, status, "text/html; charset=utf-8", html);
  baton_answer_set_header (answer, "Content-Security-Policy", BATON_PORTAL_CSP);
}

void
baton_server_show_page (gpointer            data,
                        const BatonRequest *request,
                        BatonAnswer        *answer)
{
  g_auto (Question) question = { 0 };
  g_autoptr (BatonPortal) portal = NULL;
  BatonPortalHtmlOptions options = { .href = make_href, .href_data = &question };

  if (!read_question (data, request, answer, &question))
    return;
  portal = resolve (&question, request);
  if (portal == NULL)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_NOT_FOUND, NULL);
      return;
    }
  /* A page that is not for this persona is drawn as the portal draws it, but must not be taken for one that is. */
  answer_html (answer, portal->open == BATON_PORTAL_OPEN_NOTHING && question.page != NULL ? 404 : 200,
               baton_portal_to_html (portal, &options));
}

void
baton_server_show_brand (gpointer            data,
                         const BatonRequest *request,
                         BatonAnswer        *answer)
{
  g_auto (Question) question = { 0 };
  g_autoptr (BatonPortal) portal = NULL;

  if (!read_question (data, request, answer, &question))
    return;
  question.page = NULL;
  portal = resolve (&question, request);
  if (portal == NULL)
    {
      baton_answer_refuse (answer, BATON_REFUSAL_NOT_FOUND, NULL);
      return;
    }
  if (question.pinned && question.day_text != NULL)
    baton_answer_set_header (answer, "Cache-Control", LONG_LIFE);
  baton_answer_take_text (answer, 200, "text/css; charset=utf-8", baton_portal_brand_stylesheet (&portal->brand));
}

void
baton_server_show_style (gpointer            data,
                         const BatonRequest *request,
                         BatonAnswer        *answer)
{
  const char *css = baton_portal_get_stylesheet ();
  g_autofree char *digest = baton_portal_stylesheet_digest (css);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", digest);
  g_autoptr (GBytes) bytes = g_bytes_new_static (css, strlen (css));

  baton_answer_set_header (answer, "Cache-Control", "private, no-cache");
  if (!baton_server_not_modified (request, answer, etag))
    baton_answer_set_body (answer, 200, "text/css; charset=utf-8", bytes);
}

void
baton_server_show_root (gpointer            data,
                        const BatonRequest *request,
                        BatonAnswer        *answer)
{
  baton_answer_set_body (answer, 303, NULL, NULL);
  baton_answer_set_header (answer, "Location", "/preview/");
}

/* ── The index of personas ───────────────────────────────────────────────────────────────────────────── */

static void
write_persona (BatonHtml           *html,
               const BatonSnapshot *snapshot,
               const BatonEntity   *persona,
               const Question      *question)
{
  const char *id = baton_entity_get_id (persona);
  const char *person = baton_entity_get_string (persona, BATON_FIELD_PERSONA_PERSON);
  const char *goals = baton_snapshot_text (snapshot, baton_entity_get (persona, BATON_FIELD_PERSONA_GOALS), NULL, NULL);
  g_autoptr (GString) address = g_string_new ("/preview/");

  g_string_append_uri_escaped (address, id, NULL, FALSE);
  append_question (address, question, NULL);

  baton_html_open (html, "li", "class", "card", NULL);
  baton_html_open (html, "div", "class", "card-body", NULL);
  if (person != NULL)
    {
      baton_html_open (html, "p", "class", "kicker", NULL);
      baton_html_name (html, "person", person);
      baton_html_close (html);
    }
  baton_html_open (html, "h2", NULL);
  baton_html_open (html, "a", "class", "card-link", "href", address->str, NULL);
  baton_html_text (html, baton_snapshot_get_name (snapshot, id, NULL));
  baton_html_close (html);
  baton_html_close (html);
  baton_html_plain (html, "p", NULL, goals);
  baton_html_close (html);
  baton_html_close (html);
}

/* Which revision is shown: named, as everywhere, by day, author and message. */
static void
write_banner (BatonHtml                  *html,
              const BatonArchiveRevision *revision,
              const char                 *locale)
{
  g_autofree char *day = NULL;

  if (revision == NULL)
    return;
  day = baton_format_day ((BatonDay) (revision->time / G_USEC_PER_SEC / (24 * 60 * 60)), locale);
  baton_html_open (html, "p", "class", "banner", NULL);
  baton_html_text (html, day);
  baton_html_text (html, " · ");
  baton_html_name (html, NULL, revision->author);
  if (*revision->message != '\0')
    {
      baton_html_text (html, " · ");
      baton_html_name (html, NULL, revision->message);
    }
  baton_html_close (html);
}

/* *revision* is NULL while there is none. */
static char *
write_index (const Question             *question,
             const BatonArchiveRevision *revision,
             const char                 *title)
{
  BatonSnapshot *snapshot = question->shown.snapshot;
  const char *locale = snapshot != NULL ? baton_snapshot_get_source_locale (snapshot) : "en";
  gboolean rtl = baton_locale_is_rtl (locale);
  BatonHtml *html = baton_html_new (locale, rtl);
  g_autofree char *body = NULL;

  baton_html_open (html, "html", "lang", locale, "dir", rtl ? "rtl" : "ltr", NULL);
  baton_html_open (html, "head", NULL);
  baton_html_void (html, "meta", "charset", "utf-8", NULL);
  baton_html_void (html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1", NULL);
  baton_html_plain (html, "title", NULL, title);
  baton_html_void (html, "link", "rel", "stylesheet", "href", "/preview/style.css", NULL);
  if (revision != NULL)
    {
      g_autofree char *brand = g_strdup_printf ("/preview/brand.css?r=%" G_GINT64_FORMAT, revision->number);

      baton_html_void (html, "link", "rel", "stylesheet", "href", brand, NULL);
    }
  baton_html_close (html);
  baton_html_open (html, "body", NULL);
  write_banner (html, revision, locale);
  baton_html_open (html, "main", NULL);
  baton_html_open (html, "div", "class", "block", NULL);
  baton_html_plain (html, "h1", NULL, title);
  if (snapshot != NULL)
    {
      GPtrArray *personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA);

      if (personas->len == 0)
        baton_html_plain (html, "p", NULL, _("This program has no personas yet."));
      else
        baton_html_plain (html, "p", NULL, _("Choose whose portal to see."));
      baton_html_close (html);
      baton_html_open (html, "ul", "class", "cards", "role", "list", NULL);
      for (guint i = 0; i < personas->len; i++)
        write_persona (html, snapshot, g_ptr_array_index (personas, i), question);
      baton_html_close (html);
    }
  else
    {
      baton_html_plain (html, "p", NULL, _("No program has been pushed to this server yet."));
    }
  body = baton_html_finish (html);
  return g_strconcat ("<!DOCTYPE html>\n", body, NULL);
}

void
baton_server_show_index (gpointer            data,
                         const BatonRequest *request,
                         BatonAnswer        *answer)
{
  BatonServer *server = data;
  g_auto (Question) question = { 0 };
  g_autoptr (BatonArchiveRevision) head = NULL;
  g_autoptr (GError) error = NULL;
  const BatonEntity *root;
  const char *title;

  /* The first thing that somebody who starts a server looks at: it should not be an error. */
  head = baton_archive_get_head (server->archive, &error);
  if (head != NULL && head->number == 0)
    {
      answer_html (answer, 200, write_index (&question, NULL, _("Baton")));
      return;
    }
  if (!read_question (server, request, answer, &question))
    return;
  if (head == NULL || head->number != question.shown.number)
    {
      g_clear_pointer (&head, baton_archive_revision_free);
      head = baton_archive_get_revision (server->archive, question.shown.number, NULL);
    }
  root = baton_snapshot_get_root (question.shown.snapshot);
  title = root != NULL ? baton_snapshot_get_name (question.shown.snapshot, baton_entity_get_id (root), NULL) : _("Baton");
  answer_html (answer, 200, write_index (&question, head, title));
}
