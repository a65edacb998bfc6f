#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

void nixwiz_forbid_dumps(void) {
  /* No core, not even through a pipe of core_pattern, and no look into the memory by programs of the
     same user. The limit stays for a kernel that was told to dump such programs too
     (fs.suid_dumpable); only the soft one, as children may want theirs. */
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  struct rlimit limit;
  if (getrlimit(RLIMIT_CORE, &limit) == 0) {
    limit.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &limit);
  }
}

uint8_t *nixwiz_secret_open(size_t size) {
  void *memory =
      mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return NULL;
  /* Best effort: a limit on locked memory is no reason to refuse a password. */
  mlock(memory, size);
  madvise(memory, size, MADV_DONTDUMP);
  return memory;
}

void nixwiz_secret_wipe(uint8_t *memory, size_t size) { explicit_bzero(memory, size); }

void nixwiz_secret_close(uint8_t *memory, size_t size) {
  explicit_bzero(memory, size);
  munmap(memory, size);
}

/* Signals that end or stop the program while the terminal shows nothing. */
static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
enum { signal_count = sizeof signals / sizeof *signals };
static volatile sig_atomic_t caught;

static void catch(int signal) { caught = signal; }

/* One line without its end. The signals are blocked but while this waits. */
static ssize_t read_line(int descriptor, const sigset_t *open, uint8_t *buffer, size_t capacity) {
  size_t count = 0;
  int is_too_long = 0;
  while (1) {
    struct pollfd request = {.fd = descriptor, .events = POLLIN};
    const int ready = ppoll(&request, 1, NULL, open);
    if (caught) return nixwiz_secret_interrupted;
    if (ready < 0 && errno == EINTR) continue;
    uint8_t byte;
    const ssize_t got = read(descriptor, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got != 1) return count > 0 ? (ssize_t)count : nixwiz_secret_end;
    if (byte == '\n') return is_too_long ? nixwiz_secret_too_long : (ssize_t)count;
    if (count < capacity) {
      buffer[count++] = byte;
    } else {
      is_too_long = 1;
    }
    explicit_bzero(&byte, 1);
  }
}

static void put(int descriptor, const char *text) {
  size_t size = strlen(text);
  while (size > 0) {
    const ssize_t count = write(descriptor, text, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text += count;
    size -= (size_t)count;
  }
}

ssize_t nixwiz_secret_read(
    int input, int output, const char *prompt, uint8_t *buffer, size_t capacity) {
  ssize_t result;
  do {
    caught = 0;
    struct termios settings, silent;
    if (tcgetattr(input, &settings) != 0) return nixwiz_secret_end;
    sigset_t ours, before;
    sigemptyset(&ours);
    for (int i = 0; i < signal_count; i++) sigaddset(&ours, signals[i]);
    pthread_sigmask(SIG_BLOCK, &ours, &before);
    sigset_t open = before;
    struct sigaction action = {.sa_handler = catch}, kept[signal_count];
    sigfillset(&action.sa_mask);
    for (int i = 0; i < signal_count; i++) {
      sigaction(signals[i], &action, &kept[i]);
      sigdelset(&open, signals[i]);
    }
    silent = settings;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    /* What was typed ahead was shown, and is no secret any more. The prompt comes after that, so
       that a script which waits for it loses nothing. */
    tcsetattr(input, TCSAFLUSH, &silent);
    put(output, prompt);
    result = read_line(input, &open, buffer, capacity);
    tcsetattr(input, TCSADRAIN, &settings);
    put(output, "\n");
    for (int i = 0; i < signal_count; i++) sigaction(signals[i], &kept[i], NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (result < 0) explicit_bzero(buffer, capacity);
    /* Now the terminal is in order, and the signal may do what it does. After a stop we ask anew. */
    if (caught) raise(caught);
  } while (result == nixwiz_secret_interrupted && caught == SIGTSTP);
  return result;
}
