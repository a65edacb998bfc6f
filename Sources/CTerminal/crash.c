#define _GNU_SOURCE
#include "CTerminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Only functions that POSIX calls async-signal-safe are used in the handler. */

/* SIGQUIT is no crash, but the way out of a program that hangs (Ctrl-\), and ends it as one does. */
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT};
enum { crash_count = sizeof crashes / sizeof *crashes };

static struct {
  volatile sig_atomic_t armed;
  int descriptor;
  struct termios settings;
  uint8_t bytes[512];
  size_t size;
  int wants_backtrace;
  struct sigaction before[crash_count];
  /* The stack may be what broke. */
  uint8_t stack[64 << 10];
} state;

static void put(const void *bytes, size_t size) {
  const uint8_t *rest = bytes;
  while (size > 0) {
    const ssize_t count = write(state.descriptor, rest, size);
    if (count <= 0) return;
    rest += count;
    size -= (size_t)count;
  }
}

static void handle(int signal) {
  if (state.armed) {
    state.armed = 0;
    put(state.bytes, state.size);
    tcsetattr(state.descriptor, TCSANOW, &state.settings);
    static const char message[] =
        "\r\nnixwiz: a mistake in the program ended it; answers given so far are in the draft,\r\n"
        "and the next start offers them. Please report what happened.\r\n";
    if (signal != SIGQUIT) put(message, sizeof message - 1);
  }
  const struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int i = 0; i < crash_count; i++) {
    sigaction(crashes[i], state.wants_backtrace ? &state.before[i] : &standard, NULL);
  }
  /* What was sent, as by abort(3), does not happen again by itself; a fault does. */
  raise(signal);
}

void nixwiz_crash_arm(int descriptor, const uint8_t *bytes, size_t size) {
  if (state.armed || size > sizeof state.bytes) return;
  state.descriptor = descriptor;
  if (size > 0) memcpy(state.bytes, bytes, size);
  state.size = size;
  const stack_t stack = {.ss_sp = state.stack, .ss_size = sizeof state.stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_ONSTACK};
  sigfillset(&action.sa_mask);
  /* The handlers that Swift's runtime installs ask on a terminal whether to show a backtrace and
     wait half a minute for the answer; they get the crash only when somebody asked for them. */
  state.wants_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &action, &state.before[i]);
  state.armed = 1;
}

/* `state.settings` must be those of the shell, so they are taken before curses changes them. */
__attribute__((constructor)) static void keep_settings(void) {
  tcgetattr(STDIN_FILENO, &state.settings);
}

void nixwiz_crash_disarm(void) {
  if (!state.armed) return;
  state.armed = 0;
  for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &state.before[i], NULL);
}
