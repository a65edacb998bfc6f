#pragma once
/* Data embedded in the executable with C23 #embed. Every blob is a pair of a pointer and a size. */
#include "blob.h"
#include "device_tables.h"
#include "gpu_tables.h"
#include "nixpkgs_facts.h"
