#include "gpu_tables.h"

static const uint8_t nvidia_gpus[] = {
#embed "gpus/nvidia-gpus.tsv"
};
nixwiz_blob nixwiz_nvidia_gpus(void) { return (nixwiz_blob){nvidia_gpus, sizeof nvidia_gpus}; }

static const uint8_t nvidia_chips[] = {
#embed "gpus/nvidia-chips.tsv"
};
nixwiz_blob nixwiz_nvidia_chips(void) { return (nixwiz_blob){nvidia_chips, sizeof nvidia_chips}; }

static const uint8_t nvidia_id_blocks[] = {
#embed "gpus/nvidia-id-blocks.tsv"
};
nixwiz_blob nixwiz_nvidia_id_blocks(void) { return (nixwiz_blob){nvidia_id_blocks, sizeof nvidia_id_blocks}; }

static const uint8_t nvidia_pre_tesla[] = {
#embed "gpus/nvidia-pre-tesla.tsv"
};
nixwiz_blob nixwiz_nvidia_pre_tesla(void) { return (nixwiz_blob){nvidia_pre_tesla, sizeof nvidia_pre_tesla}; }

static const uint8_t amd_gpus[] = {
#embed "gpus/amd-gpus.tsv"
};
nixwiz_blob nixwiz_amd_gpus(void) { return (nixwiz_blob){amd_gpus, sizeof amd_gpus}; }

static const uint8_t amd_names[] = {
#embed "gpus/amd-names.tsv"
};
nixwiz_blob nixwiz_amd_names(void) { return (nixwiz_blob){amd_names, sizeof amd_names}; }

static const uint8_t intel_gpus[] = {
#embed "gpus/intel-gpus.tsv"
};
nixwiz_blob nixwiz_intel_gpus(void) { return (nixwiz_blob){intel_gpus, sizeof intel_gpus}; }

static const uint8_t other_gpus[] = {
#embed "gpus/other-gpus.tsv"
};
nixwiz_blob nixwiz_other_gpus(void) { return (nixwiz_blob){other_gpus, sizeof other_gpus}; }
