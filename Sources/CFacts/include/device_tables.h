#pragma once
/* What is known of devices beside display controllers, in the form of gpu_tables.h. */
#include "blob.h"

/* vendor_id, product_id: USB readers of fingerprints that libfprint drives */
nixwiz_blob nixwiz_fingerprint_readers(void);
/* vendor, field of DMI, start of its text, vendor of the processor: a profile of nixos-hardware.
   `-` is any. */
nixwiz_blob nixwiz_profiles(void);
