/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folding: NFKC with case folding (width, ligatures, ß → ss), then marks that merely accent a letter are dropped.
 * Only marks of Latin, Greek, Cyrillic, Arabic and Hebrew go: the voicing marks of kana and the vowel signs of Indic
 * scripts make other words. The Arabic article, written together with its word, goes too.
 */
#define G_LOG_DOMAIN "baton-search"

#include "search/baton-search-fold.h"

#include "search/baton-search-index.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

/* A body of 65,536 characters is the largest text of the schema; what goes beyond is not searched. */
#define MAX_UNITS (1 << 20)

typedef struct
{
  UChar  *units;
  int32_t length;
} Units;

static void
units_clear (Units *units)
{
  g_clear_pointer (&units->units, g_free);
  units->length = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Units, units_clear)

static Units
steal_units (Units *units)
{
  Units result = *units;

  *units = (Units) { NULL, 0 };
  return result;
}

static Units
units_from_utf8 (const char *text)
{
  Units result = { NULL, 0 };
  UErrorCode status = U_ZERO_ERROR;
  gsize bytes = strlen (text);

  bytes = MIN (bytes, MAX_UNITS);
  result.units = g_new (UChar, bytes + 1);
  u_strFromUTF8WithSub (result.units, (int32_t) bytes + 1, &result.length, text, (int32_t) bytes, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    result.length = 0;
  return result;
}

static Units
units_normalize (const UNormalizer2 *normalizer,
                 Units               source)
{
  Units result = { NULL, 0 };
  UErrorCode status = U_ZERO_ERROR;
  int32_t capacity = source.length * 2 + 16;

  result.units = g_new (UChar, capacity);
  result.length = unorm2_normalize (normalizer, source.units, source.length, result.units, capacity, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR)
    {
      capacity = result.length + 1;
      result.units = g_renew (UChar, result.units, capacity);
      status = U_ZERO_ERROR;
      result.length = unorm2_normalize (normalizer, source.units, source.length, result.units, capacity, &status);
    }
  if (U_FAILURE (status))
    result.length = 0;
  return result;
}

static gboolean
is_accent (UChar32 c)
{
  return (c >= 0x0300 && c <= 0x036f)                      /* Latin, Greek, Cyrillic */
         || (c >= 0x0591 && c <= 0x05c7 && u_charType (c) == U_NON_SPACING_MARK)
         || (c >= 0x064b && c <= 0x065f) || c == 0x0670 || c == 0x0640;   /* Arabic vowels, dagger alef, tatweel */
}

static void
drop_accents (Units *units)
{
  int32_t read = 0;
  int32_t written = 0;

  while (read < units->length)
    {
      UChar32 c;
      int32_t start = read;

      U16_NEXT (units->units, read, units->length, c);
      if (is_accent (c))
        continue;
      while (start < read)
        units->units[written++] = units->units[start++];
    }
  units->length = written;
}

struct _BatonSearchFolder
{
  const UNormalizer2 *case_fold;    /* ICU's own; NULL when it could not be had, and then nothing is found in any text */
  const UNormalizer2 *decompose;
  const UNormalizer2 *compose;
  UBreakIterator     *breaks;
};

BatonSearchFolder *
baton_search_folder_new (void)
{
  BatonSearchFolder *folder = g_new0 (BatonSearchFolder, 1);
  UErrorCode status = U_ZERO_ERROR;

  folder->case_fold = unorm2_getNFKCCasefoldInstance (&status);
  folder->decompose = unorm2_getNFDInstance (&status);
  folder->compose = unorm2_getNFCInstance (&status);
  folder->breaks = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  if (U_FAILURE (status))
    {
      g_warning ("ICU cannot break words: %s", u_errorName (status));
      folder->case_fold = NULL;
    }
  return folder;
}

void
baton_search_folder_free (BatonSearchFolder *folder)
{
  if (folder == NULL)
    return;
  if (folder->breaks != NULL)
    ubrk_close (folder->breaks);
  g_free (folder);
}

static gboolean
is_ascii (const char *text)
{
  while (*text != '\0')
    if ((guchar) *text++ >= 0x80)
      return FALSE;
  return TRUE;
}

static Units
fold (const BatonSearchFolder *folder,
      const char              *text)
{
  g_auto (Units) source = units_from_utf8 (text);
  g_auto (Units) folded = { NULL, 0 };
  g_auto (Units) apart = { NULL, 0 };

  folded = units_normalize (folder->case_fold, source);
  if (is_ascii (text))
    return steal_units (&folded);
  apart = units_normalize (folder->decompose, folded);
  drop_accents (&apart);
  return units_normalize (folder->compose, apart);
}

static char *
units_to_utf8 (const UChar *units,
               int32_t      length)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t capacity = length * 3 + 1;
  char *text = g_malloc (capacity);

  u_strToUTF8WithSub (text, capacity, NULL, units, length, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    text[0] = '\0';
  return text;
}

/* How many units the article takes at the beginning of the word: "al-", "wa-l-". What is left must still be a word. */
static int32_t
measure_article (const UChar *word,
                 int32_t      length)
{
  if (length >= 5 && word[0] == 0x0627 && word[1] == 0x0644)
    return 2;
  if (length >= 6 && word[0] == 0x0648 && word[1] == 0x0627 && word[2] == 0x0644)
    return 3;
  return 0;
}

static void
split_words (BatonSearchFolder *folder,
             const Units       *folded,
             GPtrArray         *words)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t start;
  int32_t end;

  ubrk_setText (folder->breaks, folded->units, folded->length, &status);
  if (U_FAILURE (status))
    return;
  start = ubrk_first (folder->breaks);
  while ((end = ubrk_next (folder->breaks)) != UBRK_DONE)
    {
      if (ubrk_getRuleStatus (folder->breaks) >= UBRK_WORD_NONE_LIMIT)
        {
          int32_t article = measure_article (folded->units + start, end - start);

          g_ptr_array_add (words, units_to_utf8 (folded->units + start + article, end - start - article));
        }
      start = end;
    }
}

/* Scripts written without spaces between words that readers cut by eye. */
static gboolean
is_unspaced (UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;

  switch (uscript_getScript (c, &status))
    {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return TRUE;
    default:
      return c == 0x30fc;   /* the long-vowel mark belongs to both kana */
    }
}

static void
split_grams (const Units *folded,
             GPtrArray   *runs)
{
  int32_t at = 0;

  while (at < folded->length)
    {
      g_autoptr (GString) run = NULL;
      int32_t before = at;   /* start of the character before the present one */
      int32_t previous = -1;
      UChar32 c;

      U16_NEXT (folded->units, at, folded->length, c);
      if (!is_unspaced (c))
        continue;

      run = g_string_new (NULL);
      previous = before;
      while (at < folded->length)
        {
          int32_t here = at;
          g_autofree char *pair = NULL;

          U16_NEXT (folded->units, at, folded->length, c);
          if (!is_unspaced (c))
            break;
          pair = units_to_utf8 (folded->units + previous, at - previous);
          if (run->len > 0)
            g_string_append_c (run, ' ');
          g_string_append (run, pair);
          previous = here;
        }
      if (run->len == 0)
        {
          int32_t next = before;
          g_autofree char *lone = NULL;

          U16_FWD_1 (folded->units, next, folded->length);
          lone = units_to_utf8 (folded->units + before, next - before);
          g_string_append (run, lone);
        }
      g_ptr_array_add (runs, g_string_free (g_steal_pointer (&run), FALSE));
    }
}

void
baton_search_folder_split (BatonSearchFolder *folder,
                           const char        *text,
                           GPtrArray         *words,
                           GPtrArray         *grams)
{
  g_auto (Units) folded = { NULL, 0 };

  if (text == NULL || *text == '\0' || folder->case_fold == NULL)
    return;
  folded = fold (folder, text);
  if (folded.length == 0)
    return;
  if (words != NULL)
    split_words (folder, &folded, words);
  if (grams != NULL && !is_ascii (text))
    split_grams (&folded, grams);
}

GPtrArray *
baton_search_words (const char *text)
{
  g_autoptr (BatonSearchFolder) folder = baton_search_folder_new ();
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  baton_search_folder_split (folder, text, words, NULL);
  return words;
}

GPtrArray *
baton_search_grams (const char *text)
{
  g_autoptr (BatonSearchFolder) folder = baton_search_folder_new ();
  GPtrArray *grams = g_ptr_array_new_with_free_func (g_free);

  baton_search_folder_split (folder, text, NULL, grams);
  return grams;
}

char *
baton_search_fold (const char *text)
{
  g_autoptr (GPtrArray) words = baton_search_words (text);

  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}
