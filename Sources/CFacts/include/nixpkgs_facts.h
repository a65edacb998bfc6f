#pragma once
#include "blob.h"

/* Names and types of the options and packages of a nixpkgs, packed by FactPacker. */
nixwiz_blob nixwiz_nixpkgs_facts(void);

/* The files of the stand-in for nixpkgs, by path relative to its root; NULL past the last one. */
typedef struct {
  const char *path;
  nixwiz_blob content;
} nixwiz_stand_in_file;
const nixwiz_stand_in_file *nixwiz_stand_in(size_t index);
