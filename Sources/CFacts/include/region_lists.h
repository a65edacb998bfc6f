#pragma once
/* Names of regional settings: one a line, sorted by bytes, comment lines begin with #. */
#include "blob.h"

nixwiz_blob nixwiz_time_zones(void);
nixwiz_blob nixwiz_locales(void);
nixwiz_blob nixwiz_keymaps(void);
nixwiz_blob nixwiz_xkb_layouts(void);
/* A layout, a blank and a variant of it. */
nixwiz_blob nixwiz_xkb_variants(void);
nixwiz_blob nixwiz_xkb_options(void);
