#pragma once
#include <stddef.h>
#include <stdint.h>

/* One embedded file: bytes[0 ..< size], not NUL-terminated, alive for the whole process. */
typedef struct {
  const uint8_t *bytes;
  size_t size;
} nixwiz_blob;
