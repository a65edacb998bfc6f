#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

extern char **environ;

/* The numbers of a report `Esc [ row ; column R`, wherever it stands in what was read; 1 when it is
   there as a whole. */
static int parse_report(const char *text, size_t size, int *width, int *height) {
  for (size_t i = 0; i + 1 < size; i++) {
    if (text[i] != '\033' || text[i + 1] != '[') continue;
    int numbers[2] = {0, 0}, index = 0;
    for (size_t place = i + 2; place < size; place++) {
      const char c = text[place];
      if (c >= '0' && c <= '9' && numbers[index] < 10000) {
        numbers[index] = numbers[index] * 10 + (c - '0');
      } else if (c == ';' && index == 0) {
        index = 1;
      } else if (c == 'R' && index == 1 && numbers[0] > 0 && numbers[1] > 0) {
        *height = numbers[0];
        *width = numbers[1];
        return 1;
      } else {
        break;
      }
    }
  }
  return 0;
}

int nixwiz_ask_size(int input, int output, int milliseconds, int *width, int *height) {
  struct termios settings, raw;
  if (tcgetattr(input, &settings) != 0) return 0;
  raw = settings;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  if (tcsetattr(input, TCSANOW, &raw) != 0) return 0;
  /* Save the cursor, go to the far corner, ask, come back. */
  static const char question[] = "\0337\033[999;999H\033[6n\0338";
  int done = 0;
  if (write(output, question, sizeof question - 1) == sizeof question - 1) {
    char text[256];
    size_t size = 0;
    struct pollfd request = {.fd = input, .events = POLLIN};
    while (!done && size < sizeof text && poll(&request, 1, milliseconds) > 0) {
      const ssize_t count = read(input, text + size, sizeof text - size);
      if (count <= 0) break;
      size += (size_t)count;
      done = parse_report(text, size, width, height);
    }
  }
  tcsetattr(input, TCSANOW, &settings);
  return done;
}

int nixwiz_run_shell(const char *path) {
  posix_spawnattr_t attributes;
  if (posix_spawnattr_init(&attributes) != 0) return -1;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  char *const words[] = {(char *)path, NULL};
  pid_t child;
  const int failure = posix_spawn(&child, path, NULL, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  if (failure != 0) return -1;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  /* A shell with jobs had the terminal for its own group; taking it back from behind would stop us. */
  sigset_t output, before;
  sigemptyset(&output);
  sigaddset(&output, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &output, &before);
  tcsetpgrp(STDIN_FILENO, getpgrp());
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
