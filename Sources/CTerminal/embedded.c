#include "CTerminal.h"

/* The files are those of the machine that builds the program, so that the LC_CTYPE is of the very
   version of the C library that a static program is linked with, which another would not read.
   Where a file is missing the program works with what it finds where it runs. */

#if __has_embed("/lib/terminfo/l/linux") == __STDC_EMBED_FOUND__
#define HAS_TERMINFO 1
static const uint8_t entry_linux[] = {
#embed "/lib/terminfo/l/linux"
};
static const uint8_t entry_xterm[] = {
#embed "/lib/terminfo/x/xterm"
};
static const uint8_t entry_xterm_256color[] = {
#embed "/lib/terminfo/x/xterm-256color"
};
static const uint8_t entry_tmux_256color[] = {
#embed "/lib/terminfo/t/tmux-256color"
};
static const uint8_t entry_screen[] = {
#embed "/lib/terminfo/s/screen"
};
static const uint8_t entry_screen_256color[] = {
#embed "/lib/terminfo/s/screen-256color"
};
static const uint8_t entry_rxvt[] = {
#embed "/lib/terminfo/r/rxvt"
};
static const uint8_t entry_vt220[] = {
#embed "/lib/terminfo/v/vt220"
};
static const uint8_t entry_vt100[] = {
#embed "/lib/terminfo/v/vt100"
};
static const uint8_t entry_ansi[] = {
#embed "/lib/terminfo/a/ansi"
};
#endif

const nixwiz_embedded *nixwiz_terminfo_entries(void) {
  static const nixwiz_embedded entries[] = {
#ifdef HAS_TERMINFO
      {"linux", entry_linux, sizeof entry_linux},
      {"xterm", entry_xterm, sizeof entry_xterm},
      {"xterm-256color", entry_xterm_256color, sizeof entry_xterm_256color},
      {"tmux-256color", entry_tmux_256color, sizeof entry_tmux_256color},
      {"screen", entry_screen, sizeof entry_screen},
      {"screen-256color", entry_screen_256color, sizeof entry_screen_256color},
      {"rxvt", entry_rxvt, sizeof entry_rxvt},
      {"vt220", entry_vt220, sizeof entry_vt220},
      {"vt100", entry_vt100, sizeof entry_vt100},
      {"ansi", entry_ansi, sizeof entry_ansi},
#endif
      {0, 0, 0},
  };
  return entries;
}

#if __has_embed("/usr/lib/locale/C.utf8/LC_CTYPE") == __STDC_EMBED_FOUND__
static const uint8_t ctype[] = {
#embed "/usr/lib/locale/C.utf8/LC_CTYPE"
};
nixwiz_embedded nixwiz_utf8_ctype(void) {
  return (nixwiz_embedded){"C.utf8", ctype, sizeof ctype};
}
#else
nixwiz_embedded nixwiz_utf8_ctype(void) { return (nixwiz_embedded){"C.utf8", 0, 0}; }
#endif
