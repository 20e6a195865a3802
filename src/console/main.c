/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * baton: the desktop console.
 */
#include "config.h"

#include "console/baton-application.h"

#include "words/baton-words.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (BatonApplication) application = NULL;

  baton_words_init ();
  g_set_prgname (APP_ID);
  application = baton_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
