#pragma once
/* Data embedded in the executable with C23 #embed. Every blob is a pair of a pointer and a size. */
#include <stddef.h>
#include <stdint.h>

/* One embedded file: bytes[0 ..< size], not NUL-terminated, alive for the whole process. */
typedef struct {
  const uint8_t *bytes;
  size_t size;
} nixwiz_blob;
