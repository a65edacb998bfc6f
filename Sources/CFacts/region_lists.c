#include "region_lists.h"

static const uint8_t time_zones[] = {
#embed "regions/time-zones.txt"
};
nixwiz_blob nixwiz_time_zones(void) { return (nixwiz_blob){time_zones, sizeof time_zones}; }

static const uint8_t locales[] = {
#embed "regions/locales.txt"
};
nixwiz_blob nixwiz_locales(void) { return (nixwiz_blob){locales, sizeof locales}; }

static const uint8_t keymaps[] = {
#embed "regions/keymaps.txt"
};
nixwiz_blob nixwiz_keymaps(void) { return (nixwiz_blob){keymaps, sizeof keymaps}; }

static const uint8_t xkb_layouts[] = {
#embed "regions/xkb-layouts.txt"
};
nixwiz_blob nixwiz_xkb_layouts(void) { return (nixwiz_blob){xkb_layouts, sizeof xkb_layouts}; }

static const uint8_t xkb_variants[] = {
#embed "regions/xkb-variants.txt"
};
nixwiz_blob nixwiz_xkb_variants(void) { return (nixwiz_blob){xkb_variants, sizeof xkb_variants}; }

static const uint8_t xkb_options[] = {
#embed "regions/xkb-options.txt"
};
nixwiz_blob nixwiz_xkb_options(void) { return (nixwiz_blob){xkb_options, sizeof xkb_options}; }
