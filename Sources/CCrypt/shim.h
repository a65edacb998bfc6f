#pragma once
/* crypt(3) of libxcrypt for Swift: hashes of passwords. */
#include <crypt.h>
#include <string.h>

/* Hashes `password` (NUL-terminated) with yescrypt at its default cost and a random salt into
   `hash`, which has `size` bytes. 1: done, 0: the library cannot. All that the library kept of the
   password is wiped. */
static inline int nixwiz_hash_password(const char *password, char *hash, unsigned long size) {
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  if (!crypt_gensalt_rn("$y$", 0, 0, 0, setting, sizeof setting)) return 0;
  struct crypt_data data;
  memset(&data, 0, sizeof data);
  const char *made = crypt_r(password, setting, &data);
  int done = made && made[0] == '$' && strlen(made) < size;
  if (done) memcpy(hash, made, strlen(made) + 1);
  explicit_bzero(&data, sizeof data);
  return done;
}
