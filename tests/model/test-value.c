/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values, the strict scanner and canonical JSON.
 */
#include "model/baton-json.h"

static void
check_round_trip (const char *json,
                  const char *canonical)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse (json, strlen (json), &error);
  g_autofree char *written = NULL;

  g_assert_nonnull (value);
  written = baton_value_to_json (value);
  g_assert_cmpstr (written, ==, canonical);

  g_autofree char *pretty = baton_value_to_pretty_json (value);
  g_autoptr (BatonValue) again = baton_json_parse (pretty, strlen (pretty), NULL);
  g_assert_true (baton_value_equal (value, again));
}

static void
test_canonical (void)
{
  check_round_trip ("{\"b\":1,\"a\":[true,false,\"x\"],\"\":{}}", "{\"\":{},\"a\":[true,false,\"x\"],\"b\":1}");
  check_round_trip (" [ 9007199254740991 , -9007199254740991, 0 ] ", "[9007199254740991,-9007199254740991,0]");
  /* RFC 8785 section 3.2.2.2 and 3.2.3 */
  check_round_trip ("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  /* The order is that of UTF-16: the face (a surrogate pair) comes before U+FFE6. */
  check_round_trip ("{\"\\u20ac\":1,\"\\r\":2,\"\\uffe6\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}",
                    "{\"\\r\":2,\"1\":4,\"\302\200\":6,\"ö\":7,\"€\":1,\"😀\":5,\"￦\":3}");
  /* NFC: e and a combining acute become one character */
  check_round_trip ("\"e\\u0301\"", "\"é\"");
}

static void
check_error (const char    *json,
             BatonJsonCode  code,
             guint          line,
             guint          column,
             const char    *path)
{
  g_auto (BatonJsonError) error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse (json, strlen (json), &error);
  g_autofree char *shown = g_strescape (json, NULL);

  g_test_message ("%s", shown);
  g_assert_null (value);
  g_assert_cmpstr (baton_json_code_get_name (error.code), ==, baton_json_code_get_name (code));
  g_assert_cmpuint (error.line, ==, line);
  g_assert_cmpuint (error.column, ==, column);
  g_assert_cmpstr (error.path, ==, path);
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  check_error ("", BATON_JSON_TRUNCATED, 1, 1, "");
  check_error ("{\"a\":1,\n \"é\": nul}", BATON_JSON_NULL, 2, 7, "/é");
  check_error ("{\"a\":null}", BATON_JSON_NULL, 1, 6, "/a");
  check_error ("{\"a\":1,\"a\":2}", BATON_JSON_DUPLICATE_KEY, 1, 8, "/a");
  check_error ("{\"a/b\":{\"c~\":[1,2.5]}}", BATON_JSON_NOT_INTEGER, 1, 18, "/a~1b/c~0/1");
  check_error ("[1e3]", BATON_JSON_NOT_INTEGER, 1, 3, "/0");
  check_error ("[-0]", BATON_JSON_NOT_INTEGER, 1, 3, "/0");
  check_error ("[01]", BATON_JSON_SYNTAX, 1, 2, "/0");
  check_error ("[9007199254740992]", BATON_JSON_OUT_OF_RANGE, 1, 17, "/0");
  check_error ("[\"\\ud800\"]", BATON_JSON_BAD_STRING, 1, 9, "/0");
  check_error ("[\"\\u0000\"]", BATON_JSON_BAD_STRING, 1, 9, "/0");
  check_error ("[\"a\tb\"]", BATON_JSON_BAD_STRING, 1, 4, "/0");
  check_error ("[1,]", BATON_JSON_SYNTAX, 1, 4, "/1");
  check_error ("{\"a\":1,}", BATON_JSON_SYNTAX, 1, 8, "");
  check_error ("[1] x", BATON_JSON_TRAILING, 1, 5, "");
  check_error ("[\"ab", BATON_JSON_TRUNCATED, 1, 5, "/0");
  check_error ("[tru", BATON_JSON_TRUNCATED, 1, 2, "/0");
  check_error ("\"\xff\"", BATON_JSON_NOT_UTF8, 1, 2, "");
  check_error ("\xef\xbb\xbf{}", BATON_JSON_SYNTAX, 1, 1, "");

  for (int i = 0; i < BATON_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < BATON_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, ']');
  g_autoptr (BatonValue) deepest = baton_json_parse (deep->str, deep->len, NULL);
  g_assert_nonnull (deepest);
  g_string_prepend_c (deep, '[');
  g_string_append_c (deep, ']');
  g_assert_null (baton_json_parse (deep->str, deep->len, NULL));
}

/* Every prefix of a valid text is refused, and as truncated. */
static void
test_truncated (void)
{
  const char *json = "{\"a\":[1,true,\"x\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":false}}";

  for (gsize length = 0; length < strlen (json); length++)
    {
      g_auto (BatonJsonError) error = { 0 };

      g_assert_null (baton_json_parse (json, length, &error));
      g_assert_cmpstr (baton_json_code_get_name (error.code), ==, "truncated");
    }
}

/* A body says what it says however its values are allocated. */
static void
check_body (const char *json,
            gsize       length)
{
  g_auto (BatonJsonError) error = { 0 }, body_error = { 0 };
  g_autoptr (BatonValue) value = baton_json_parse (json, length, &error);
  g_autoptr (BatonValue) body = baton_json_parse_body (json, length, &body_error);

  g_assert_cmpint (body_error.code, ==, error.code);
  g_assert_cmpuint (body_error.line, ==, error.line);
  g_assert_cmpuint (body_error.column, ==, error.column);
  g_assert_cmpstr (body_error.path, ==, error.path);
  g_assert_true ((body == NULL) == (value == NULL));
  if (body != NULL)
    g_assert_true (baton_value_equal (body, value));
}

static void
test_body (void)
{
  static const char * const texts[] = {
    "{}", "7", "\"\"", "[[],{},[[[1]]]]", "{\"b\":[1,\"x\",true],\"a\":{\"ä\":\"e\\u0301\"}}",
    "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"c\":[{}],\"b\":2}}", "[1,2", "[1] 2", "{\"a\":[\"\xff\"]}", "12345678\xc3\xa9", "\"12345678\xc3", "\"1234567\0\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_body (texts[i], strlen (texts[i]));
  check_body ("[\"a\0bcdefgh\"]", 14);
}

/* What takes most memory for its length, about as long as may lie in one allocation. */
static void
test_body_dense (void)
{
  static const char * const elements[] = { "1", "[]", "{}", "\"\"", "\"a\"", "\"123456789\"", "[0]", "{\"\":0}", "{\"a\":[[[[0]]]]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    for (gsize length = 4080; length < 4110; length++)
      {
        g_autoptr (GString) json = g_string_new ("[");

        while (json->len + strlen (elements[i]) + 2 <= length)
          g_string_append_printf (json, "%s,", elements[i]);
        json->str[json->len - 1] = ']';
        check_body (json->str, json->len);
      }
}

/* A part outlives the whole, in either order, and may stand in another. */
static void
test_body_parts (void)
{
  static const char json[] = "{\"name\":{\"locales\":{\"de\":\"Nordwind\"},\"source\":\"North Wind\"},\"tags\":[\"a\",\"b\"]}";
  BatonValue *body = baton_json_parse_body (json, strlen (json), NULL);
  BatonValue *tags = baton_value_ref (baton_value_get_member (body, "tags"));
  BatonValue *name = baton_value_ref (baton_value_get_member (body, "name"));
  g_autoptr (BatonValue) other = baton_value_with_member (tags, "locales", baton_value_get_member (name, "locales"));
  g_autofree char *shown = NULL;

  baton_value_unref (body);
  baton_value_unref (tags);
  g_assert_cmpstr (baton_value_get_member_string (name, "source"), ==, "North Wind");
  baton_value_unref (name);
  shown = baton_value_to_json (other);
  g_assert_cmpstr (shown, ==, "{\"locales\":{\"de\":\"Nordwind\"}}");
}

static void
test_with_member (void)
{
  g_autoptr (BatonValue) one = baton_value_new_integer (1);
  g_autoptr (BatonValue) a = baton_value_with_member (NULL, "b", one);
  g_autoptr (BatonValue) b = baton_value_with_member (a, "a", one);
  g_autoptr (BatonValue) c = baton_value_with_member (b, "b", NULL);
  g_autoptr (BatonValue) d = baton_value_with_member (b, "missing", NULL);
  g_autofree char *b_json = baton_value_to_json (b);
  g_autofree char *c_json = baton_value_to_json (c);

  g_assert_cmpstr (b_json, ==, "{\"a\":1,\"b\":1}");
  g_assert_cmpstr (c_json, ==, "{\"a\":1}");
  g_assert_true (baton_value_equal (b, d));
  g_assert_false (baton_value_equal (a, b));
  g_assert_cmpint (baton_value_get_member_integer (b, "b", 7), ==, 1);
  g_assert_cmpint (baton_value_get_member_integer (c, "b", 7), ==, 7);
}

/* The scanner leaves some text alone that is plainly in NFC; it must be right about which. */
static void
test_normal_form (void)
{
  for (gunichar c = 0x80; c < 0x30000; c = c == 0xd7ff ? 0xe000 : c + 1)
    {
      char utf8[8] = { 0 };
      g_autofree char *json = NULL;
      g_autofree char *text = NULL;
      g_autofree char *normal = NULL;
      g_autoptr (BatonValue) value = NULL;

      if (!g_unichar_isdefined (c))
        continue;
      g_unichar_to_utf8 (c, utf8);
      text = g_strconcat ("a", utf8, "\xc3\xa9", utf8, NULL);
      json = g_strdup_printf ("\"%s\"", text);
      normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
      value = baton_json_parse (json, strlen (json), NULL);
      g_assert_cmpstr (baton_value_get_string (value), ==, normal);
    }
}

static void
test_builder_duplicate (void)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) value = NULL;

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "a");
  baton_value_builder_add_integer (builder, 1);
  baton_value_builder_key (builder, "a");
  baton_value_builder_add_integer (builder, 2);
  g_assert_false (baton_value_builder_close (builder));
  value = baton_value_builder_finish (builder);
  g_assert_cmpint (baton_value_get_member_integer (value, "a", 0), ==, 1);
  g_assert_cmpuint (baton_value_get_length (value), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/value/canonical", test_canonical);
  g_test_add_func ("/model/value/refused", test_refused);
  g_test_add_func ("/model/value/truncated", test_truncated);
  g_test_add_func ("/model/value/body", test_body);
  g_test_add_func ("/model/value/body-dense", test_body_dense);
  g_test_add_func ("/model/value/body-parts", test_body_parts);
  g_test_add_func ("/model/value/with-member", test_with_member);
  g_test_add_func ("/model/value/normal-form", test_normal_form);
  g_test_add_func ("/model/value/builder-duplicate", test_builder_duplicate);
  return g_test_run ();
}
