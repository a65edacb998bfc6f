#pragma once
/* What is known of display controllers and accelerators, by PCI id: tab-separated text, one header
   line, `-` for "does not apply or unknown", rows sorted by their first columns so that they are
   searched where they lie. */
#include "blob.h"

/* device_id (10de), from G80 of 2006 on */
nixwiz_blob nixwiz_nvidia_gpus(void);
/* chip: compute capability, driver branch and the CUDA versions of nixpkgs that build for it */
nixwiz_blob nixwiz_nvidia_chips(void);
/* first, last: blocks of 128 ids that hold one chip only, to guess at ids newer than the table */
nixwiz_blob nixwiz_nvidia_id_blocks(void);
/* device_id (10de), before G80 */
nixwiz_blob nixwiz_nvidia_pre_tesla(void);
/* device_id (1002) */
nixwiz_blob nixwiz_amd_gpus(void);
/* device_id, revision (1002): the name on the box */
nixwiz_blob nixwiz_amd_names(void);
/* device_id (8086) */
nixwiz_blob nixwiz_intel_gpus(void);
/* vendor_id, device_id: management controllers and virtual displays */
nixwiz_blob nixwiz_other_gpus(void);
