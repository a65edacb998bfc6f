#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The terminal is for our process group again, whoever had it; asking for it from behind would stop
   us. */
static void take_terminal(void) {
  sigset_t output, before;
  sigemptyset(&output);
  sigaddset(&output, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &output, &before);
  tcsetpgrp(STDIN_FILENO, getpgrp());
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* The status with which a child ended, which may stop and go on before. */
static int wait_for(pid_t child) {
  int status = 0;
  while (1) {
    if (waitpid(child, &status, WUNTRACED) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
    /* Whoever started us waits for us to stop, not for our child. A shell of jobs is in a group of
       its own, which does not go on with ours. */
    take_terminal();
    nixwiz_suspend();
    kill(child, SIGCONT);
  }
}

int nixwiz_run_program(char *const *words) {
  posix_spawnattr_t attributes;
  if (posix_spawnattr_init(&attributes) != 0) return -1;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  /* As in system(3): what interrupts the program does not interrupt us. Nor do we stop before it
     has: what it does is seen below. */
  const struct sigaction ignore = {.sa_handler = SIG_IGN};
  struct sigaction interrupt, quit;
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  pid_t child;
  const int failure = posix_spawn(&child, words[0], NULL, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  const int status = failure == 0 ? wait_for(child) : -1;
  /* A shell with jobs had the terminal for its own group. */
  if (failure == 0) take_terminal();
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  return status;
}
