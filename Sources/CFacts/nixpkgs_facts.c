#include "CFacts.h"
#include "nixpkgs_facts.h"

static const uint8_t packed[] = {
#embed "nixpkgs-26.11pre/packed.bin"
};
nixwiz_blob nixwiz_nixpkgs_facts(void) { return (nixwiz_blob){packed, sizeof packed}; }
