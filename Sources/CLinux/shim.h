#pragma once
/* What Swift has no words for, as static inline functions with the prefix nixwiz_: system calls that
   its Glibc module leaves out, which return 0, or -1 with errno set, and the stack pointer.

   No header of the C library but the numbers: Swift would take whatever else it declares, such as
   struct stat, for a part of this module. */
#include <sys/syscall.h>

extern long syscall(long number, ...);

/* Relative paths start at the working directory (AT_FDCWD of fcntl.h). */
enum { nixwiz_here = -100 };

/* An address in the frame of the function that this is inlined into. */
static inline unsigned long nixwiz_stack_address(void) {
  return (unsigned long)__builtin_frame_address(0);
}

/* Swaps two names of one file system in one step. */
static inline int nixwiz_exchange(const char *one, const char *other) {
  return (int)syscall(SYS_renameat2, nixwiz_here, one, nixwiz_here, other, 2u /* EXCHANGE */);
}

/* Renames, unless the new name is taken (EEXIST). */
static inline int nixwiz_rename_new(const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, nixwiz_here, from, nixwiz_here, to, 1u /* NOREPLACE */);
}

/* Writes everything that is pending on the file system of `descriptor` to its disk. */
static inline int nixwiz_synchronize(int descriptor) {
  return (int)syscall(SYS_syncfs, descriptor);
}
