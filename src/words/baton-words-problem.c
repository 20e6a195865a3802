/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-problem.h"

#include "model/baton-day.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-standard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The sentence, with {1}, {2}… for the arguments, and what each argument is: n a name to be looked up by id, k the
 * name of a kind, f the label of a field of the same kind, p a vocabulary's purpose, t a type of record fields, # a number,
 * v a number as the field shows it, u what stands in the field, s anything else. Braces rather than percent signs, because translators may leave one out. */
typedef struct
{
  const char *sentence;
  const char *arguments;
} Wording;

static const Wording wordings[BATON_N_PROBLEMS] = {
  [BATON_PROBLEM_JSON] = { N_("The file cannot be read here ({1}). Restore it from where it came from."), "j" },
  [BATON_PROBLEM_NOT_A_PROGRAM] = { N_("This is not a program of Baton. Choose a file that Baton exported."), "" },
  [BATON_PROBLEM_NEWER_SCHEMA] = { N_("The file was made by a newer Baton (format {1}, this one knows {2}). Update Baton to open it."), "ss" },
  [BATON_PROBLEM_UNKNOWN_KIND] = { N_("Baton does not know “{1}”. Correct the name or take it out."), "s" },
  [BATON_PROBLEM_UNKNOWN_FIELD] = { N_("There is no field “{1}” here. Correct the name or take it out."), "s" },
  [BATON_PROBLEM_BAD_ID] = { N_("“{1}” cannot identify anything. It must be a short name, a hyphen and ten characters."), "s" },
  [BATON_PROBLEM_DUPLICATE_ID] = { N_("“{1}” identifies two things. Each needs its own."), "s" },
  [BATON_PROBLEM_MISSING] = { N_("This must be filled in."), "" },
  [BATON_PROBLEM_WRONG_TYPE] = { N_("This is not the kind of value that belongs here."), "" },
  [BATON_PROBLEM_TOO_SMALL] = { N_("{1} is too small; the least is {2}."), "vv" },
  [BATON_PROBLEM_TOO_LARGE] = { N_("{1} is too large; the most is {2}."), "vv" },
  [BATON_PROBLEM_TOO_LONG] = { N_("This is {1} characters long; at most {2} fit."), "##" },
  [BATON_PROBLEM_EMPTY_TEXT] = { N_("This text is empty. Write something or remove it."), "" },
  [BATON_PROBLEM_CONTROL_CHARACTER] = { N_("This text holds characters that cannot be shown. Type it again."), "" },
  [BATON_PROBLEM_UNKNOWN_CHOICE] = { N_("“{1}” is not one of the choices. Choose another."), "s" },
  [BATON_PROBLEM_BAD_DAY] = { N_("“{1}” is not a day of the calendar. Write it as year-month-day."), "s" },
  [BATON_PROBLEM_BAD_COLOUR] = { N_("“{1}” is not a colour. Write it like #1a5fb4."), "s" },
  [BATON_PROBLEM_BAD_LOCALE] = { N_("“{1}” is not a language that Baton knows. Choose one from the list."), "s" },
  [BATON_PROBLEM_BAD_TIME_ZONE] = { N_("“{1}” is not a time zone. Choose one from the list, such as Europe/Berlin."), "s" },
  [BATON_PROBLEM_BAD_CURRENCY] = { N_("“{1}” is not a currency. Choose one from the list, such as EUR."), "s" },
  [BATON_PROBLEM_BAD_ADDRESS] = { N_("“{1}” is not a web address. It must begin with https://."), "s" },
  [BATON_PROBLEM_BAD_MARKUP] = { N_("The text uses formatting that the portal does not show: {1}. Remove it."), "s" },
  [BATON_PROBLEM_BAD_PLACE] = { N_("It stands nowhere in its list. Move it to where it belongs."), "" },
  [BATON_PROBLEM_BAD_AUDIENCE] = { N_("A part of this audience cannot be understood. Choose it again."), "" },
  [BATON_PROBLEM_NOT_SORTED] = { N_("The list is not in order. Export the program again."), "" },
  [BATON_PROBLEM_TWICE] = { N_("{1} stands here twice. Remove one."), "n" },
  [BATON_PROBLEM_WINDOW_BACKWARDS] = { N_("It ends ({2}) before it begins ({1}). Swap the days or correct one."), "dd" },
  [BATON_PROBLEM_RANGE_BACKWARDS] = { N_("The least ({1}) is above the most ({2}). Swap them or correct one."), "##" },
  [BATON_PROBLEM_EXCEPTION_UNLIMITED] = { N_("This exception has neither a day nor an audience, so it always applies. Change the value itself, or say when or for whom."), "" },
  [BATON_PROBLEM_DANGLING] = { N_("This refers to something that no longer exists. Choose another."), "" },
  [BATON_PROBLEM_WRONG_KIND] = { N_("{1} ({2}) does not belong here. Choose something else."), "nk" },
  [BATON_PROBLEM_CYCLE] = { N_("This contains itself. Move it to another place."), "" },
  [BATON_PROBLEM_TOO_DEEP] = { N_("This lies too many levels deep. Move it up."), "" },
  [BATON_PROBLEM_TERM_OF_OTHER_VOCABULARY] = { N_("{1} does not belong to {2}. Choose a term that does."), "nn" },
  [BATON_PROBLEM_NOT_UNIQUE] = { N_("“{1}” is also used by {2}. Change one of them."), "un" },
  [BATON_PROBLEM_NO_ROOT] = { N_("The program has no name, time zone and currency. Fill them in under Program."), "" },
  [BATON_PROBLEM_SEVERAL_ROOTS] = { N_("The file holds several programs. Keep one."), "" },
  [BATON_PROBLEM_ENDED_TERM_USED] = { N_("{1} is no longer in use. Replace it by its successor."), "n" },
  [BATON_PROBLEM_TERM_OF_OTHER_PURPOSE] = { N_("{1} belongs to a vocabulary with another purpose than “{2}”. Choose a term of one that has it."), "np" },
  [BATON_PROBLEM_ROLE_NOT_AT_TYPE] = { N_("{1} does not exist at organizations of this kind. Choose another role or widen where it exists."), "n" },
  [BATON_PROBLEM_UNPUBLISHED_USED] = { N_("{1} is not published, so members do not see it here."), "n" },
  [BATON_PROBLEM_ACTIVITY_NOT_IN_FORCE] = { N_("{1} is switched off or not in force on these days, so it never counts here. Choose another or change its days."), "n" },
  [BATON_PROBLEM_NOBODY_MEETS] = { N_("Nobody can meet this part of the audience together with the others. Remove one of them or choose otherwise."), "" },
  [BATON_PROBLEM_LADDER_ASKS_FOR_ITSELF] = { N_("The ladder is only for who holds one of its tiers already, so nobody ever gets onto it. Take that part out."), "" },
  [BATON_PROBLEM_SEVERAL_TERMS] = { N_("Only one term of {1} may be chosen. Keep one."), "n" },
  [BATON_PROBLEM_TIER_OF_OTHER_LADDER] = { N_("{1} is not a tier of {2}. Choose one that is."), "nn" },
  [BATON_PROBLEM_SEVERAL_TIERS] = { N_("Only one tier of {1} can be held. Keep one."), "n" },
  [BATON_PROBLEM_FIELD_OF_OTHER_TYPE] = { N_("{1} is not a field of {2}. Choose one that is."), "nn" },
  [BATON_PROBLEM_ASSET_MISSING] = { N_("The picture itself is missing. Choose the file again."), "" },
  [BATON_PROBLEM_FALLBACK_CYCLE] = { N_("These languages fall back to each other in a circle. Change one of them."), "" },
  [BATON_PROBLEM_FALLBACK_OTHER_SCRIPT] = { N_("{2} is written in another script than {1}; readers may not be able to read it."), "ll" },
  [BATON_PROBLEM_FALLBACK_UNLISTED] = { N_("It falls back to {1}, which is not among the languages, so nothing is found there. Choose another."), "l" },
  [BATON_PROBLEM_SOURCE_LOCALE_UNLISTED] = { N_("The source language {1} is not among the languages. Add it."), "l" },
  [BATON_PROBLEM_TEXT_LOCALE_UNLISTED] = { N_("There is a text in {1}, which is not among the languages. Add the language or remove the text."), "l" },
  [BATON_PROBLEM_NATIVE_AND_KEPT] = { N_("This text is said to be written for {1} alone and to be the same in every language. Keep one of the two."), "l" },
  [BATON_PROBLEM_TRANSLATIONS_UNUSED] = { N_("This text is not translated, so the translations that it still has are never shown. Remove them, or have it translated again."), "" },
  [BATON_PROBLEM_PLACEHOLDER_UNKNOWN] = { N_("Nothing fills {{1}} here. Remove it or correct its name."), "s" },
  [BATON_PROBLEM_PLACEHOLDER_MISSING] = { N_("The translation lacks {{1}}, which the source has. Add it."), "s" },
  [BATON_PROBLEM_CLAUSE_EMPTY] = { N_("Nothing is chosen in one part of this audience. Choose something or remove the part."), "" },
  [BATON_PROBLEM_CLAUSE_OF_MEMBERS] = { N_("One part asks content or a record for what only members have, so nothing meets it. Choose it again."), "" },
  [BATON_PROBLEM_CLAUSE_OUT_OF_PLACE] = { N_("One part asks about content, an event or a record, and there is none here, so nothing meets it. Choose it again."), "" },
  [BATON_PROBLEM_PORTAL_WORDS_MISSING] = { N_("Fixed words of the portal that are not written yet: {1}. Members read English there."), "#" },
  [BATON_PROBLEM_VOCABULARY_EMPTY] = { N_("The vocabulary has no terms, so nothing can be chosen from it. Add one."), "" },
  [BATON_PROBLEM_OWN_AND_ADDRESSED] = { N_("{1} stands both under “Only within their own” and under “Addressed to them”: the one is for authors, the other for readers. Keep one."), "n" },
  [BATON_PROBLEM_VIEW_WITH_APPROVAL] = { N_("Nobody approves a look: who may view only with approval sees nothing. Put viewing into a rule of its own, without approval."), "" },
  [BATON_PROBLEM_UNDECIDED_CELL] = { N_("The points are left open and earn nothing. Enter a number or “-”."), "" },
  [BATON_PROBLEM_EARNS_NOTHING] = { N_("This activity earns nothing at all. Enter points or a fee, or switch it off."), "" },
  [BATON_PROBLEM_MOTION_EMPTY] = { N_("The motion has no activities, so nothing is earned in it. Add one."), "" },
  [BATON_PROBLEM_LIMIT_ZERO] = { N_("A limit of 0 leaves nothing to give. Enter more, or clear it."), "" },
  [BATON_PROBLEM_EXCEPTION_COVERED] = { N_("Exception {1} comes later and always applies where this one does, so this one never counts. Change their order or remove it."), "#" },
  [BATON_PROBLEM_EXCEPTION_TOO_LATE] = { N_("The activity ends on {1}, before this exception begins, so it never counts. Change its day or the end of the activity."), "d" },
  [BATON_PROBLEM_UNIT_SIZE_MISSING] = { N_("For each full how much? Enter the number or amount."), "" },
  [BATON_PROBLEM_BANDS_MISSING] = { N_("The points are earned by bands, but there are none. Add one."), "" },
  [BATON_PROBLEM_BANDS_NOT_RISING] = { N_("Each band must begin above the one before it. Correct the order."), "" },
  [BATON_PROBLEM_STEP_INCOMPLETE] = { N_("Extra credit needs both a full number and a percentage. Fill in the other."), "" },
  [BATON_PROBLEM_AGAIN_MONTHS_MISSING] = { N_("After how many months does it count again? Enter the number."), "" },
  [BATON_PROBLEM_UNIT_NAME_MISSING] = { N_("What does the number count? Name the unit, so that partners read “per lead” and not “per 1”."), "" },
  [BATON_PROBLEM_SUCCESSOR_WITHOUT_END] = { N_("{1} takes its place, but it has no last day, so both are earned. Give it one."), "n" },
  [BATON_PROBLEM_SUCCESSOR_OVERLAPS] = { N_("{1} takes its place, but is in force before this ends, so both are earned for a while. Let it begin on the day after."), "n" },
  [BATON_PROBLEM_PROMOTION_INCOMPLETE] = { N_("Without this the promotion gives nothing. Fill it in."), "" },
  [BATON_PROBLEM_PROMOTION_WITHOUT_END] = { N_("The promotion never ends. Give it a last day."), "" },
  [BATON_PROBLEM_PROMOTIONS_OVERLAP] = { N_("It runs at the same time as {1} on {2}; in the same group the better one applies."), "nn" },
  [BATON_PROBLEM_GROUPS_ALIKE] = { N_("The group is called “{1}” at {2}, so the two are different groups and both promotions apply. Write it the same way if one group is meant."), "sn" },
  [BATON_PROBLEM_PROMOTION_REACHES_NOTHING] = { N_("A promotion for all activities leaves the one-time ones out, and there are no others in use. Choose the activities that it is for."), "" },
  [BATON_PROBLEM_BUDGET_NOT_CHARGED] = { N_("The points that it gives have no value in money, so nothing is charged on the budget and it never runs out. Say under Program what a point is worth."), "" },
  [BATON_PROBLEM_ACTIVITY_WITHOUT_FEE] = { N_("{1} pays no referral fee, so there is nothing to add to. Choose another or give it a fee."), "n" },
  [BATON_PROBLEM_ACTIVITY_WITHOUT_POINTS] = { N_("{1} earns no points, so there is nothing to multiply. Choose another or give it points."), "n" },
  [BATON_PROBLEM_MULTIPLIER_WITHOUT_GAIN] = { N_("A multiplier of 100 % or less adds nothing. Enter more."), "" },
  [BATON_PROBLEM_THRESHOLDS_EQUAL] = { N_("{1} begins at the same points. Change one of them."), "n" },
  [BATON_PROBLEM_THRESHOLDS_NOT_RISING] = { N_("{1} stands before it but begins at more points. Change the order or the points."), "n" },
  [BATON_PROBLEM_LADDER_EMPTY] = { N_("The ladder has no tiers. Add one."), "" },
  [BATON_PROBLEM_BENEFITS_FALL] = { N_("Who climbs here from {1} gets less than there: only the benefits of the tier that is held count. Add what is missing or raise it."), "n" },
  [BATON_PROBLEM_REQUIREMENT_EMPTY] = { N_("A requirement names neither an activity nor a term. Choose one."), "" },
  [BATON_PROBLEM_REQUIREMENT_BEYOND_ONCE] = { N_("{1} counts only once, so nobody ever has it as often as this. Ask for it once, or let it count again."), "n" },
  [BATON_PROBLEM_BENEFIT_INCOMPLETE] = { N_("The benefit does not say how much, or into which fund. Fill it in."), "" },
  [BATON_PROBLEM_GRACE_MISSING] = { N_("How long is the grace period? Enter the months."), "" },
  [BATON_PROBLEM_PRICE_MISSING] = { N_("The reward has no price. Enter the points or the exchange rate."), "" },
  [BATON_PROBLEM_POINTS_NOT_EARNED] = { N_("No activity and no promotion gives the points that it is paid with, so nobody can ever redeem it. Choose the other kind, or let them be earned."), "" },
  [BATON_PROBLEM_FUND_INCOMPLETE] = { N_("The fund lacks its bands. Add them."), "" },
  [BATON_PROBLEM_REBATE_WITHOUT_ACTIVITIES] = { N_("The rebate is counted on no activity, so nothing is ever paid. Choose the activities whose amounts count."), "" },
  [BATON_PROBLEM_PIN_WITHOUT_REASON] = { N_("This partner holds a tier by exception without a reason. Say why."), "" },
  [BATON_PROBLEM_PIN_WITHOUT_END] = { N_("This exception never ends. Give it a last day."), "" },
  [BATON_PROBLEM_PINS_OVERLAP] = { N_("Row {1} gives the same partner a tier on some of the same days. Keep one or part their days."), "#" },
  [BATON_PROBLEM_EXCEPTION_WITHOUT_REASON] = { N_("This exception has no reason. Say why, so that nobody has to ask."), "" },
  [BATON_PROBLEM_LOW_CONTRAST] = { N_("{1} on {2} is hard to read (contrast {3} to 1). {4} would pass."), "ssrs" },
  [BATON_PROBLEM_BRAND_COVERED] = { N_("{1} comes later and is for everybody, so what both set is never seen here. Move this brand behind it."), "n" },
  [BATON_PROBLEM_HOUSE_BRAND_MISSING] = { N_("No brand is for everybody, so some members may see none. Leave one brand without an audience."), "" },
  [BATON_PROBLEM_BRAND_EMPTY] = { N_("The brand sets nothing, so nobody sees a difference. Give it a logo, colours or pictures."), "" },
  [BATON_PROBLEM_DEAD_LINK] = { N_("A link leads to something that does not exist. Remove it or choose another target."), "" },
  [BATON_PROBLEM_NO_TARGET] = { N_("This leads nowhere. Choose what opens, or put items below it."), "" },
  [BATON_PROBLEM_TWO_TARGETS] = { N_("This leads both into the portal and to a web address. Keep one."), "" },
  [BATON_PROBLEM_TOOL_WITHOUT_ADDRESS] = { N_("The tool opens nowhere. Enter its web address."), "" },
  [BATON_PROBLEM_NEVER_REACHED] = { N_("{1} comes before it and is for everybody, so nobody ever gets to this one. Move it up or say for whom the other is."), "n" },
  [BATON_PROBLEM_DASHBOARD_EMPTY] = { N_("The dashboard shows nothing. Add a measure."), "" },
  [BATON_PROBLEM_TARGETS_OVERLAP] = { N_("There are two targets for the same people on some of the same days. Part their days, or keep one."), "" },
  [BATON_PROBLEM_BLOCK_INCOMPLETE] = { N_("The block is empty. Write or choose what fills it."), "" },
  [BATON_PROBLEM_PAGE_EMPTY] = { N_("The page has no blocks. Add one."), "" },
  [BATON_PROBLEM_COLLECTION_EMPTY] = { N_("The collection holds nothing and asks for nothing. Add content."), "" },
  [BATON_PROBLEM_WORKFLOW_EMPTY] = { N_("The workflow has no steps. Add one."), "" },
  [BATON_PROBLEM_STEP_WITHOUT_OWNER] = { N_("Nobody does this step. Choose the role that does."), "" },
  [BATON_PROBLEM_CONTENT_EMPTY] = { N_("The content has neither a text nor a web address."), "" },
  [BATON_PROBLEM_ALTERNATIVE_MISSING] = { N_("The picture is not described for those who cannot see it."), "" },
  [BATON_PROBLEM_NO_LANDING_PAGE] = { N_("There is no landing page, so members arrive nowhere. Add one."), "" },
  [BATON_PROBLEM_LANDING_PAGE_FOR_ALL_MISSING] = { N_("No landing page is for everybody, so some members may arrive nowhere. Leave the last one without an audience."), "" },
  [BATON_PROBLEM_RECORD_FIELD_WITHOUT_VOCABULARY] = { N_("From which vocabulary do its values come? Choose it."), "" },
  [BATON_PROBLEM_RECORD_VALUE_UNFIT] = { N_("“{1}” does not fit a field of the type “{2}”. Correct it."), "st" },
  [BATON_PROBLEM_CURRENCY_DIGITS_UNUSUAL] = { N_("The currency usually has {2} digits after the decimal sign, not {1}. Check that amounts mean what you think."), "##" },
  [BATON_PROBLEM_POINT_VALUE_MISSING] = { N_("These points have no value in money, so what is owed for them is not counted. Enter what one is worth."), "" },
  [BATON_PROBLEM_WITHOUT_EFFECT] = { N_("This has no effect with what is chosen under “{1}”. Clear it or choose otherwise."), "f" },
  [BATON_PROBLEM_ROW_TWICE] = { N_("Row {1} is about the same. Keep one of the two."), "#" },
  [BATON_PROBLEM_ROW_WITHOUT_EFFECT] = { N_("This row changes nothing. Complete it or remove it."), "" },
  [BATON_PROBLEM_SAME_NAME] = { N_("{2} stands beside it under the same name, so nobody can tell which is meant. Rename one, or put the two together."), "sn" },
  [BATON_PROBLEM_SAME_CODE] = { N_("{2} has the code “{1}” as well, so an import cannot tell which is meant. Change one of the codes."), "sn" },
  [BATON_PROBLEM_UNTRANSLATED] = { N_("Texts missing in this language: {1}."), "#" },
  [BATON_PROBLEM_STALE_TEXT] = { N_("Texts whose source has changed since they were translated: {1}."), "#" },
};

static const char * const json_wordings[] = {
  [BATON_JSON_OK] = N_("nothing is wrong"),
  [BATON_JSON_NOT_UTF8] = N_("the text is not in UTF-8"),
  [BATON_JSON_SYNTAX] = N_("something else is expected"),
  [BATON_JSON_TRUNCATED] = N_("the file ends in the middle"),
  [BATON_JSON_TRAILING] = N_("something follows the end"),
  [BATON_JSON_TOO_DEEP] = N_("it is nested too deeply"),
  [BATON_JSON_TOO_LARGE] = N_("the file is too large"),
  [BATON_JSON_DUPLICATE_KEY] = N_("the same name stands twice"),
  [BATON_JSON_NULL] = N_("a value is null"),
  [BATON_JSON_NOT_INTEGER] = N_("a number has a fraction or an exponent"),
  [BATON_JSON_OUT_OF_RANGE] = N_("a number is too large"),
  [BATON_JSON_BAD_STRING] = N_("a text holds a character that is not allowed"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (json_wordings) == BATON_JSON_BAD_STRING + 1);

const char *
baton_words_severity (BatonSeverity severity)
{
  switch (severity)
    {
    case BATON_SEVERITY_ERROR:
      return C_("severity", "Error");
    case BATON_SEVERITY_WARNING:
      return C_("severity", "Warning");
    case BATON_SEVERITY_HINT:
    default:
      return C_("severity", "Hint");
    }
}

/* What an argument names: a thing of the program, or a choice of the problem's field or of one of its columns. What is
 * gone has no name left, and its id would say nothing to anybody. */
static char *
format_name (const BatonNames   *names,
             const BatonProblem *problem,
             const char         *argument)
{
  const BatonFieldInfo *info = problem->field != BATON_FIELD_NONE ? baton_schema_get_field (problem->field) : NULL;

  if (baton_names_lookup (names, argument) != NULL)
    return baton_words_quoted_name (names, argument);
  if (info != NULL && info->choices != NULL)
    return g_strdup (baton_words_choice (info, argument));
  for (const BatonFieldInfo *column = info != NULL ? info->columns : NULL; column != NULL && column->name != NULL; column++)
    if (column->choices != NULL && baton_schema_find_choice (column, argument) >= 0)
      return g_strdup (baton_words_choice (column, argument));
  /* Translators: stands where a sentence would name a thing that is not there */
  return baton_id_is_valid (argument) ? g_strdup (C_("name in a problem", "“unknown”")) : g_strdup (argument);
}

/* The label of the field of that name, of the kind that the problem is about. */
static const char *
find_field_label (const BatonProblem *problem,
                  const char         *name)
{
  BatonField field = problem->kind != BATON_KIND_NONE ? baton_schema_find_field (problem->kind, name) : BATON_FIELD_NONE;

  return field != BATON_FIELD_NONE ? baton_words_field (field) : name;
}

/* The field, or the column of its list, in which the number stands; NULL where it counts rows. */
static const BatonFieldInfo *
find_number_field (const BatonNames   *names,
                   const BatonProblem *problem)
{
  const BatonFieldInfo *info = problem->field != BATON_FIELD_NONE ? baton_schema_get_field (problem->field) : NULL;
  const BatonEntity *entity = problem->entity != NULL ? baton_names_lookup (names, problem->entity) : NULL;
  const char *name = problem->path != NULL ? strrchr (problem->path, '/') : NULL;
  const BatonValue *row;

  if (info == NULL)
    return NULL;
  if (entity != NULL && baton_entity_get_kind (entity) != info->kind)
    entity = NULL;
  if (info->columns == NULL)
    return baton_words_meant_field (names, entity, problem->field);
  row = entity != NULL ? baton_value_get_element (baton_entity_get (entity, problem->field), problem->row) : NULL;
  /* Only a problem of a file says in which column it is; else it is where the number stands. */
  for (const BatonFieldInfo *column = info->columns; problem->row >= 0 && column->name != NULL; column++)
    if (name != NULL ? strcmp (column->name, name + 1) == 0
                     : baton_value_get_member (row, column->name) != NULL && problem->arguments[0] != NULL
                         && baton_value_get_member_integer (row, column->name, 0) == g_ascii_strtoll (problem->arguments[0], NULL, 10))
      return baton_words_meant_column (column);
  return NULL;
}

/* 10000 is a hundred percent, or a hundred of the currency. */
static char *
format_number (const BatonNames   *names,
               const BatonProblem *problem,
               gint64              number)
{
  const BatonFieldInfo *info = find_number_field (names, problem);

  if (info != NULL && info->type == BATON_TYPE_MONEY)
    return baton_words_money (names, number);
  return info != NULL && info->type == BATON_TYPE_PERCENT ? baton_words_percent (number) : baton_words_number (number);
}

static char *
format_argument (const BatonNames   *names,
                 const BatonProblem *problem,
                 char                type,
                 const char         *argument)
{
  switch (type)
    {
    case 'n':
      return format_name (names, problem, argument);
    case 'f':
      return g_strdup (find_field_label (problem, argument));
    case 'p':
      return g_strdup (baton_words_choice (baton_schema_get_field (BATON_FIELD_VOCABULARY_PURPOSE), argument));
    case 't':
      return g_strdup (baton_words_choice (baton_schema_get_field (BATON_FIELD_RECORD_FIELD_TYPE), argument));
    case 'k':
      return g_strdup (baton_schema_find_kind (argument) != BATON_KIND_NONE ? baton_words_kind (baton_schema_find_kind (argument)) : argument);
    case '#':
      return baton_words_number (g_ascii_strtoll (argument, NULL, 10));
    case 'v':
      return format_number (names, problem, g_ascii_strtoll (argument, NULL, 10));
    case 'u':
      {
        BatonStandard standard = problem->field != BATON_FIELD_NONE ? baton_schema_get_field (problem->field)->standard : BATON_STANDARD_NONE;
        g_autofree char *shown = baton_words_standard (standard, argument);

        return baton_words_discreet (names, shown);
      }
    case 'r': /* a ratio × 100 */
      return baton_words_exact (g_ascii_strtoll (argument, NULL, 10) * 100);
    case 'd':
      return baton_day_parse (argument) != BATON_DAY_NONE ? baton_words_day (baton_day_parse (argument)) : g_strdup (argument);
    case 'l':
      return baton_words_isolate (baton_words_language (argument));
    case 'j':
      for (guint code = 0; code < G_N_ELEMENTS (json_wordings); code++)
        if (g_strcmp0 (baton_json_code_get_name (code), argument) == 0)
          return g_strdup (_(json_wordings[code]));
      return g_strdup (argument);
    default:
      return baton_words_discreet (names, argument);
    }
}

char *
baton_words_problem (const BatonNames   *names,
                     const BatonProblem *problem)
{
  const Wording *wording;
  GString *text;

  g_return_val_if_fail ((guint) problem->code < BATON_N_PROBLEMS, NULL);

  wording = &wordings[problem->code];
  if (wording->sentence == NULL)
    return g_strdup (baton_problem_code_get_name (problem->code));

  text = g_string_new (NULL);
  for (const char *c = _(wording->sentence); *c != '\0'; c++)
    {
      guint index = c[0] == '{' && c[1] >= '1' && c[1] <= '9' && c[2] == '}' ? (guint) (c[1] - '1') : G_MAXUINT;

      if (index < strlen (wording->arguments) && problem->arguments != NULL && index < g_strv_length (problem->arguments))
        {
          g_autofree char *argument = format_argument (names, problem, wording->arguments[index], problem->arguments[index]);

          g_string_append (text, argument);
          c += 2;
        }
      else
        {
          g_string_append_c (text, *c);
        }
    }
  return g_string_free (text, FALSE);
}

/* The row by the partner whom it is about or by the sentence that it makes, else by its number. */
static void
add_row (GPtrArray          *parts,
         const BatonNames   *names,
         const BatonProblem *problem)
{
  const BatonFieldInfo *info = problem->field != BATON_FIELD_NONE ? baton_schema_get_field (problem->field) : NULL;
  const BatonEntity *entity = problem->entity != NULL ? baton_names_lookup (names, problem->entity) : NULL;
  const BatonValue *record = entity != NULL && baton_entity_get_kind (entity) == problem->kind && info != NULL ? baton_value_get_element (baton_entity_get (entity, problem->field), problem->row) : NULL;

  g_autofree char *sentence = record != NULL ? baton_words_line (info->columns, record) : NULL;

  if (sentence != NULL)
    {
      g_ptr_array_add (parts, g_strdup_printf (C_("name", "“%s”"), sentence));
      return;
    }
  for (const BatonFieldInfo *column = info != NULL ? info->columns : NULL; record != NULL && column != NULL && column->name != NULL; column++)
    if (baton_words_is_holder (column) && baton_value_get_member_string (record, column->name) != NULL)
      {
        g_ptr_array_add (parts, baton_words_isolate (baton_words_holder (names, baton_value_get_member_string (record, column->name))));
        return;
      }
  g_ptr_array_add (parts, g_strdup_printf (_("row %d"), problem->row + 1));
}

/* The label of the column of that name; nothing where the list has none. */
static void
add_column (GPtrArray  *parts,
            BatonField  field,
            const char *name)
{
  for (const BatonFieldInfo *column = baton_schema_get_field (field)->columns; column != NULL && column->name != NULL; column++)
    if (strcmp (column->name, name) == 0)
      g_ptr_array_add (parts, g_strdup (baton_words_label (column->label)));
}

char *
baton_words_problem_place (const BatonNames   *names,
                           const BatonProblem *problem)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  GString *place = g_string_new (NULL);

  if (problem->line > 0)
    /* Translators: a place in a file */
    g_ptr_array_add (parts, g_strdup_printf (_("line %1$u, column %2$u"), problem->line, problem->column));
  if (problem->entity != NULL && baton_names_lookup (names, problem->entity) != NULL)
    {
      g_autofree char *name = baton_words_quoted_name (names, problem->entity);

      /* Translators: %1$s is a kind of thing, %2$s its name in quotation marks: Activity “Blog post” */
      g_ptr_array_add (parts, g_strdup_printf (C_("place of a problem", "%1$s %2$s"), baton_words_kind (problem->kind), name));
    }
  else if (problem->path != NULL && *problem->path != '\0')
    {
      g_ptr_array_add (parts, g_strdup (problem->path));
    }
  if (problem->field != BATON_FIELD_NONE)
    g_ptr_array_add (parts, g_strdup (baton_words_field (problem->field)));
  if (problem->row >= 0)
    add_row (parts, names, problem);
  if (problem->code == BATON_PROBLEM_MISSING && problem->field != BATON_FIELD_NONE && problem->arguments[0] != NULL)
    add_column (parts, problem->field, problem->arguments[0]);
  if (problem->locale != NULL)
    g_ptr_array_add (parts, baton_words_isolate (baton_words_language (problem->locale)));

  for (guint i = 0; i < parts->len; i++)
    /* Translators: stands between the parts of a place: Activity “Blog post”, Tier points, row 2 */
    g_string_append_printf (place, "%s%s", i > 0 ? C_("place of a problem", ", ") : "", (char *) parts->pdata[i]);
  return g_string_free (place, FALSE);
}

char *
baton_words_problem_line (const BatonNames   *names,
                          const BatonProblem *problem)
{
  g_autofree char *place = baton_words_problem_place (names, problem);
  g_autofree char *sentence = baton_words_problem (names, problem);

  if (*place == '\0')
    return g_steal_pointer (&sentence);
  /* Translators: %1$s is where, %2$s is what is wrong */
  return g_strdup_printf (C_("problem", "%1$s: %2$s"), place, sentence);
}

char *
baton_words_json_error (const BatonJsonError *error)
{
  g_return_val_if_fail ((guint) error->code < G_N_ELEMENTS (json_wordings), NULL);

  /* Translators: %3$s is what is wrong with a file at that place */
  return g_strdup_printf (_("Line %1$u, column %2$u: %3$s."), error->line, error->column, _(json_wordings[error->code]));
}

const char *
baton_words_mend (BatonProblemCode code)
{
  switch ((int) code)
    {
    case BATON_PROBLEM_EMPTY_TEXT: return C_("mend", "Take the Empty Text Out");
    case BATON_PROBLEM_BAD_COLOUR: return C_("mend", "Write the Colour Right");
    case BATON_PROBLEM_BAD_LOCALE: return C_("mend", "Write the Language Right");
    case BATON_PROBLEM_NOT_SORTED: return C_("mend", "Put in Order");
    case BATON_PROBLEM_TWICE: return C_("mend", "Keep One");
    case BATON_PROBLEM_WINDOW_BACKWARDS: return C_("mend", "Swap the Days");
    case BATON_PROBLEM_DANGLING: return C_("mend", "Take It Out");
    case BATON_PROBLEM_ENDED_TERM_USED: return C_("mend", "Use the Successor");
    case BATON_PROBLEM_FALLBACK_CYCLE:
    case BATON_PROBLEM_FALLBACK_OTHER_SCRIPT:
    case BATON_PROBLEM_FALLBACK_UNLISTED: return C_("mend", "Fall Back as Usual");
    case BATON_PROBLEM_SOURCE_LOCALE_UNLISTED:
    case BATON_PROBLEM_TEXT_LOCALE_UNLISTED: return C_("mend", "Add the Language");
    case BATON_PROBLEM_PORTAL_WORDS_MISSING: return C_("mend", "Add the Words");
    case BATON_PROBLEM_BANDS_NOT_RISING:
    case BATON_PROBLEM_THRESHOLDS_NOT_RISING: return C_("mend", "Put in Order");
    case BATON_PROBLEM_REQUIREMENT_BEYOND_ONCE: return C_("mend", "Ask for It Once");
    case BATON_PROBLEM_LOW_CONTRAST: return C_("mend", "Take the Nearest Colour");
    case BATON_PROBLEM_DEAD_LINK: return C_("mend", "Take the Link Out");
    case BATON_PROBLEM_WITHOUT_EFFECT: return C_("mend", "Clear It");
    case BATON_PROBLEM_SAME_NAME: return C_("mend", "Delete the Unused Copy");
    case BATON_PROBLEM_ROW_TWICE: return C_("mend", "Keep One");
    case BATON_PROBLEM_ROW_WITHOUT_EFFECT: return C_("mend", "Remove the Row");
    case BATON_PROBLEM_TRANSLATIONS_UNUSED: return C_("mend", "Remove the Translations");
    case BATON_PROBLEM_GROUPS_ALIKE: return C_("mend", "Write It the Same Way");
    case BATON_PROBLEM_SUCCESSOR_OVERLAPS: return C_("mend", "Let It Begin the Day After");
    case BATON_PROBLEM_TWO_TARGETS: return C_("mend", "Keep One Target");
    default: return C_("mend", "Mend");
    }
}
