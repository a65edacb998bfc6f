#pragma once
/* ncursesw for Swift: what the importer cannot express (macros, variadics, pointers to const data
   that the headers leave mutable) as static inline functions with the prefix nixwiz_. */
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

/* Loads the terminfo entry of `name` (NULL: of $TERM) without writing to the terminal.
   1: loaded, 0: no such entry or not usable, -1: no terminfo database. */
static inline int nixwiz_load_terminfo(const char *name, int descriptor) {
  int status = -1;
  return setupterm(name, descriptor, &status) == OK ? 1 : (status > 0 ? 0 : status);
}

/* A numeric capability of the loaded entry; negative when it has none. */
static inline int nixwiz_terminfo_number(const char *capability) {
  return tigetnum((NCURSES_CONST char *)capability);
}

/* Whether the loaded entry has a string capability. */
static inline int nixwiz_terminfo_has_string(const char *capability) {
  const char *text = tigetstr((NCURSES_CONST char *)capability);
  return text != (const char *)0 && text != (const char *)-1;
}
