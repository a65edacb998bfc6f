#pragma once
/* What a program on a terminal needs of Linux and Swift's Glibc module does not have: descriptors
   for events and signals, a way out of a crash, and files of the build machine that a static
   program carries along. Nothing of the C library is declared here, as Swift would take it for a
   part of this module. */
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A descriptor that is readable after `nixwiz_event_post` and until `nixwiz_event_clear`; -1 with
   errno set. */
int nixwiz_event_open(void);
void nixwiz_event_post(int descriptor);
void nixwiz_event_clear(int descriptor);

/* Blocks the signals that a screen has to answer (window changes, stop and continue, interrupt,
   termination, hang-up), for this thread and those that it starts, and gives a descriptor that
   reads them. */
int nixwiz_signals_open(void);
/* The next signal that waits, or 0. */
int nixwiz_signals_take(int descriptor);
/* Undoes `nixwiz_signals_open`. */
void nixwiz_signals_close(int descriptor);
/* Stops the process group as Ctrl-Z does, and returns when it goes on. Without a shell that
   controls jobs the kernel does not stop it. */
void nixwiz_suspend(void);

/* Runs a program on the terminal with the signals of a fresh process, and waits for its end: its
   exit status, 128 and the signal that ended it, or -1 when it could not be started. `words` begin
   with its path and end with NULL. When it stops, as with Ctrl-Z, we stop with it. */
int nixwiz_run_program(char *const *words);

/* Keeps the settings of the terminal as they are now, and `bytes` that bring its screen back, for
   the case that the program crashes: they are written before the signal takes its course. */
void nixwiz_crash_arm(int descriptor, const uint8_t *bytes, size_t size);
/* The terminal is in order; crashes are none of our business any more. */
void nixwiz_crash_disarm(void);

/* From now on the memory of the process gets into no core and no debugger of the same user. */
void nixwiz_forbid_dumps(void);

/* Memory for a secret: on pages of its own that are not swapped and not dumped; NULL when there is
   none. */
uint8_t *nixwiz_secret_open(size_t size);
/* Overwrites it in a way that the compiler keeps. */
void nixwiz_secret_wipe(uint8_t *memory, size_t size);
/* The same, and gives it back. */
void nixwiz_secret_close(uint8_t *memory, size_t size);

enum {
  /* There will be no line any more. */
  nixwiz_secret_end = -1,
  nixwiz_secret_too_long = -2,
  /* A signal came whose action did not end the program. */
  nixwiz_secret_interrupted = -3,
};
/* Shows a prompt and reads a line from the terminal `input` without showing it; gives its length.
   Signals find the terminal as it was; after a stop it asks anew. One thread at a time. */
ssize_t nixwiz_secret_read(
    int input, int output, const char *prompt, uint8_t *buffer, size_t capacity);

/* A file that was embedded when the program was built; `bytes` is NULL when the machine that built
   it had none. */
typedef struct {
  const char *name;
  const uint8_t *bytes;
  size_t size;
} nixwiz_embedded;

/* The compiled terminfo entries of the usual terminals; the last one has no name. */
const nixwiz_embedded *nixwiz_terminfo_entries(void);
/* LC_CTYPE of the locale C.UTF-8, of the same C library that a static program is linked with. */
nixwiz_embedded nixwiz_utf8_ctype(void);
