#include "device_tables.h"

static const uint8_t fingerprint_readers[] = {
#embed "devices/fingerprint-readers.tsv"
};
nixwiz_blob nixwiz_fingerprint_readers(void) {
  return (nixwiz_blob){fingerprint_readers, sizeof fingerprint_readers};
}

static const uint8_t profiles[] = {
#embed "devices/profiles.tsv"
};
nixwiz_blob nixwiz_profiles(void) { return (nixwiz_blob){profiles, sizeof profiles}; }
