#pragma once
/* ncursesw for Swift: what the importer cannot express (macros, variadics, global variables,
   pointers to const data that the headers leave mutable) as static inline functions with the
   prefix nixwiz_. Only one thread may call those that draw or read. */
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdlib.h>
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

/* A string capability of the loaded entry, or NULL. */
static inline const char *nixwiz_terminfo_string(const char *capability) {
  const char *text = tigetstr((NCURSES_CONST char *)capability);
  return text == (const char *)-1 ? (const char *)0 : text;
}

/* Whether the loaded entry has a string capability. */
static inline int nixwiz_terminfo_has_string(const char *capability) {
  return nixwiz_terminfo_string(capability) != (const char *)0;
}

/* Keys that terminfo does not know: those of PuTTY, of vt220's editing pad, and bracketed paste. */
enum {
  nixwiz_key_paste_begin = 0x2000,
  nixwiz_key_paste_end = 0x2001,
};

/* Starts the screen on standard input and output; NULL when the terminal cannot have one. `colored`
   wishes for colours, `*colors` says how many there are then. Input never waits, the escape key is
   told from sequences by `escape_delay` milliseconds, and signals stay as they are. */
static inline SCREEN *nixwiz_screen_start(
    const char *term, int colored, int escape_delay, int *colors) {
  /* LINES and COLUMNS do not outvote the terminal. */
  use_env(FALSE);
  use_tioctl(TRUE);
  SCREEN *screen = newterm((char *)term, stdout, stdin);
  if (!screen) return NULL;
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  intrflush(stdscr, FALSE);
  set_escdelay(escape_delay);
  typeahead(-1);
  static const struct {
    const char *bytes;
    int key;
  } keys[] = {
      {"\033[200~", nixwiz_key_paste_begin},
      {"\033[201~", nixwiz_key_paste_end},
      {"\033[1~", KEY_HOME},  {"\033[7~", KEY_HOME}, {"\033[H", KEY_HOME}, {"\033OH", KEY_HOME},
      {"\033[4~", KEY_END},   {"\033[8~", KEY_END},  {"\033[F", KEY_END},  {"\033OF", KEY_END},
      {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC},
      {"\033[A", KEY_UP},     {"\033[B", KEY_DOWN},  {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP},     {"\033OB", KEY_DOWN},  {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
      {"\033[Z", KEY_BTAB},
      {"\033[11~", KEY_F(1)}, {"\033[12~", KEY_F(2)}, {"\033[13~", KEY_F(3)},
      {"\033[14~", KEY_F(4)}, {"\033[15~", KEY_F(5)},
      {"\033OP", KEY_F(1)},   {"\033OQ", KEY_F(2)},  {"\033OR", KEY_F(3)}, {"\033OS", KEY_F(4)},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (key_defined(keys[i].bytes) <= 0) define_key(keys[i].bytes, keys[i].key);
  }
  *colors = 0;
  if (colored && has_colors()) {
    start_color();
    use_default_colors();
    *colors = COLORS;
  }
  return screen;
}

/* Where leaving the screen does not bring back what was there before, as on the Linux console, the
   last row is emptied: what is said next is written over it. */
static inline void nixwiz_screen_vacate(void) {
  if (exit_ca_mode) return;
  move(LINES - 1, 0);
  clrtoeol();
  refresh();
}

/* Ends the screen; the terminal is as it was. */
static inline void nixwiz_screen_stop(SCREEN *screen) {
  nixwiz_screen_vacate();
  endwin();
  delscreen(screen);
}

/* Gives the terminal back for a while, and takes it again. */
static inline void nixwiz_screen_leave(void) {
  nixwiz_screen_vacate();
  def_prog_mode();
  endwin();
}
static inline void nixwiz_screen_return(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
}

/* Draws everything anew with the next refresh. */
static inline void nixwiz_screen_redraw(void) { clearok(curscr, TRUE); }

static inline void nixwiz_screen_resize(int height, int width) { resizeterm(height, width); }

enum {
  nixwiz_bold = 1,
  nixwiz_reverse = 2,
  nixwiz_underline = 4,
};

/* Puts one character (a base and its marks) at a place. */
static inline void nixwiz_put(
    int row, int column, const wchar_t *text, unsigned looks, short pair) {
  attr_t attributes = A_NORMAL;
  if (looks & nixwiz_bold) attributes |= A_BOLD;
  if (looks & nixwiz_reverse) attributes |= A_REVERSE;
  if (looks & nixwiz_underline) attributes |= A_UNDERLINE;
  cchar_t cell;
  if (setcchar(&cell, text, attributes, pair, NULL) == OK) mvadd_wch(row, column, &cell);
}

/* Forgets a row of what is to be shown. */
static inline void nixwiz_clear_row(int row) {
  move(row, 0);
  clrtoeol();
}

/* Shows what was put, with the cursor at a place, or out of sight when `row` is negative. */
static inline void nixwiz_refresh(int row, int column) {
  if (row >= 0) move(row, column);
  curs_set(row >= 0);
  refresh();
}

/* The next key that waits: 0 for a character, 1 for a key with a code, -1 for none. */
static inline int nixwiz_read_key(unsigned int *code) {
  wint_t read = 0;
  const int kind = wget_wch(stdscr, &read);
  *code = read;
  return kind == OK ? 0 : (kind == KEY_CODE_YES ? 1 : -1);
}

/* The events of the mouse are for us, or for the terminal's own selection. */
static inline void nixwiz_mouse(int on) {
  mouseinterval(0);
  mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

/* The event behind a KEY_MOUSE: 1 for a click, 4 and 5 for the wheel, 0 for nothing. */
static inline int nixwiz_mouse_event(int *row, int *column) {
  MEVENT event;
  if (getmouse(&event) != OK) return 0;
  *row = event.y;
  *column = event.x;
  if (event.bstate & BUTTON1_PRESSED) return 1;
  if (event.bstate & BUTTON4_PRESSED) return 4;
  if (event.bstate & BUTTON5_PRESSED) return 5;
  return 0;
}

/* A code of `nixwiz_read_key` as a name that Swift can switch over; KEY_F(n) is 100 + n. */
enum {
  nixwiz_key_other, nixwiz_key_up, nixwiz_key_down, nixwiz_key_left, nixwiz_key_right,
  nixwiz_key_home, nixwiz_key_end, nixwiz_key_page_up, nixwiz_key_page_down,
  nixwiz_key_backspace, nixwiz_key_delete, nixwiz_key_enter, nixwiz_key_back_tab,
  nixwiz_key_mouse, nixwiz_key_resize, nixwiz_key_paste, nixwiz_key_pasted,
  nixwiz_key_function = 100,
};
static inline int nixwiz_key_name(unsigned int code) {
  switch (code) {
  case KEY_UP: return nixwiz_key_up;
  case KEY_DOWN: return nixwiz_key_down;
  case KEY_LEFT: return nixwiz_key_left;
  case KEY_RIGHT: return nixwiz_key_right;
  case KEY_HOME: case KEY_FIND: return nixwiz_key_home;
  case KEY_END: case KEY_SELECT: return nixwiz_key_end;
  case KEY_PPAGE: return nixwiz_key_page_up;
  case KEY_NPAGE: return nixwiz_key_page_down;
  case KEY_BACKSPACE: return nixwiz_key_backspace;
  case KEY_DC: return nixwiz_key_delete;
  case KEY_ENTER: return nixwiz_key_enter;
  case KEY_BTAB: return nixwiz_key_back_tab;
  case KEY_MOUSE: return nixwiz_key_mouse;
  case KEY_RESIZE: return nixwiz_key_resize;
  case nixwiz_key_paste_begin: return nixwiz_key_paste;
  case nixwiz_key_paste_end: return nixwiz_key_pasted;
  default: break;
  }
  for (int n = 1; n <= 12; n++) {
    if (code == (unsigned int)KEY_F(n)) return nixwiz_key_function + n;
  }
  return nixwiz_key_other;
}

/* Makes colour `foreground` on the terminal's own background pair `pair`. */
static inline void nixwiz_color(short pair, short foreground) { init_pair(pair, foreground, -1); }

static inline int nixwiz_baudrate(void) { return baudrate(); }
