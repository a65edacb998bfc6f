#pragma once
/* Nettle's hash functions for Swift, behind one context for all of them. */
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stddef.h>
#include <stdint.h>

/* Nettle 4 no longer takes the length of the digest. */
#if NETTLE_VERSION_MAJOR >= 4
#define NIXWIZ_DIGEST(name, context, out, size) name##_digest(context, out)
#else
#define NIXWIZ_DIGEST(name, context, out, size) name##_digest(context, size, out)
#endif

/* The states are numbered by the size of the digest: 16, 20, 32 or 64 bytes. */
typedef struct {
  size_t size;
  union {
    struct md5_ctx md5;
    struct sha1_ctx sha1;
    struct sha256_ctx sha256;
    struct sha512_ctx sha512;
  } state;
} nixwiz_hasher;

static inline void nixwiz_hasher_init(nixwiz_hasher *hasher, size_t size) {
  hasher->size = size;
  switch (size) {
    case 16: md5_init(&hasher->state.md5); break;
    case 20: sha1_init(&hasher->state.sha1); break;
    case 32: sha256_init(&hasher->state.sha256); break;
    case 64: sha512_init(&hasher->state.sha512); break;
  }
}

static inline void nixwiz_hasher_update(nixwiz_hasher *hasher, const void *bytes, size_t count) {
  const uint8_t *data = (const uint8_t *)bytes;
  switch (hasher->size) {
    case 16: md5_update(&hasher->state.md5, count, data); break;
    case 20: sha1_update(&hasher->state.sha1, count, data); break;
    case 32: sha256_update(&hasher->state.sha256, count, data); break;
    case 64: sha512_update(&hasher->state.sha512, count, data); break;
  }
}

/* Writes `size` bytes and starts anew. */
static inline void nixwiz_hasher_digest(nixwiz_hasher *hasher, uint8_t *out) {
  switch (hasher->size) {
    case 16: NIXWIZ_DIGEST(md5, &hasher->state.md5, out, 16); break;
    case 20: NIXWIZ_DIGEST(sha1, &hasher->state.sha1, out, 20); break;
    case 32: NIXWIZ_DIGEST(sha256, &hasher->state.sha256, out, 32); break;
    case 64: NIXWIZ_DIGEST(sha512, &hasher->state.sha512, out, 64); break;
  }
}
