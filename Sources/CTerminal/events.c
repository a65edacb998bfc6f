#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

int nixwiz_event_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void nixwiz_event_post(int descriptor) {
  const uint64_t one = 1;
  while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) continue;
}

void nixwiz_event_clear(int descriptor) {
  uint64_t count;
  while (read(descriptor, &count, sizeof count) < 0 && errno == EINTR) continue;
}

/* SIGQUIT is not among them: Ctrl-\ ends the program even when its loop hangs. */
static sigset_t screen_signals(void) {
  static const int signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP};
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaddset(&set, signals[i]);
  return set;
}

int nixwiz_signals_open(void) {
  const sigset_t set = screen_signals();
  if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int nixwiz_signals_take(int descriptor) {
  struct signalfd_siginfo info;
  ssize_t count;
  while ((count = read(descriptor, &info, sizeof info)) < 0 && errno == EINTR) continue;
  return count == sizeof info ? (int)info.ssi_signo : 0;
}

void nixwiz_signals_close(int descriptor) {
  const sigset_t set = screen_signals();
  while (nixwiz_signals_take(descriptor) != 0) continue;
  close(descriptor);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void nixwiz_suspend(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  struct sigaction standard = {.sa_handler = SIG_DFL}, before;
  sigaction(SIGTSTP, &standard, &before);
  kill(0, SIGTSTP);
  /* Here we stop, and go on when the shell says so. */
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  sigaction(SIGTSTP, &before, NULL);
}
