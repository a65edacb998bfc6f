#pragma once
/* ncursesw for Swift: what the importer cannot express (macros, variadics) as static inline
   functions with the prefix nixwiz_. */
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
