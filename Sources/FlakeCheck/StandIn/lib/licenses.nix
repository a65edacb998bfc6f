# Licences that configurations name in allow lists and in their own packages.
{ lib }:
let
  free = shortName: spdxId: {
    inherit shortName spdxId;
    fullName = shortName;
    free = true;
    deprecated = false;
    redistributable = true;
  };
  unfree = shortName: redistributable: {
    inherit shortName redistributable;
    fullName = shortName;
    free = false;
    deprecated = false;
  };
in
builtins.mapAttrs free {
  agpl3Only = "AGPL-3.0-only";
  agpl3Plus = "AGPL-3.0-or-later";
  asl20 = "Apache-2.0";
  artistic2 = "Artistic-2.0";
  boost = "BSL-1.0";
  bsd0 = "0BSD";
  bsd2 = "BSD-2-Clause";
  bsd3 = "BSD-3-Clause";
  bsdOriginal = "BSD-4-Clause";
  cc-by-10 = "CC-BY-1.0";
  cc-by-30 = "CC-BY-3.0";
  cc-by-40 = "CC-BY-4.0";
  cc-by-sa-30 = "CC-BY-SA-3.0";
  cc-by-sa-40 = "CC-BY-SA-4.0";
  cc0 = "CC0-1.0";
  cddl = "CDDL-1.0";
  epl10 = "EPL-1.0";
  epl20 = "EPL-2.0";
  eupl12 = "EUPL-1.2";
  fdl13Plus = "GFDL-1.3-or-later";
  free = "free";
  gpl1Only = "GPL-1.0-only";
  gpl1Plus = "GPL-1.0-or-later";
  gpl2 = "GPL-2.0";
  gpl2Only = "GPL-2.0-only";
  gpl2Plus = "GPL-2.0-or-later";
  gpl3 = "GPL-3.0";
  gpl3Only = "GPL-3.0-only";
  gpl3Plus = "GPL-3.0-or-later";
  isc = "ISC";
  lgpl2 = "LGPL-2.0";
  lgpl21 = "LGPL-2.1";
  lgpl21Only = "LGPL-2.1-only";
  lgpl21Plus = "LGPL-2.1-or-later";
  lgpl2Plus = "LGPL-2.0-or-later";
  lgpl3 = "LGPL-3.0";
  lgpl3Only = "LGPL-3.0-only";
  lgpl3Plus = "LGPL-3.0-or-later";
  mit = "MIT";
  mit0 = "MIT-0";
  mpl11 = "MPL-1.1";
  mpl20 = "MPL-2.0";
  ncsa = "NCSA";
  ofl = "OFL-1.1";
  postgresql = "PostgreSQL";
  psfl = "Python-2.0";
  publicDomain = "Public-Domain";
  unlicense = "Unlicense";
  vim = "Vim";
  wtfpl = "WTFPL";
  x11 = "X11";
  zlib = "Zlib";
}
// builtins.mapAttrs unfree {
  unfree = false;
  unfreeRedistributable = true;
  unfreeRedistributableFirmware = true;
  bsl11 = false;
  busl11 = false;
  cc-by-nc-40 = true;
  cc-by-nc-sa-40 = true;
  cc-by-nc-nd-40 = true;
  elastic20 = false;
  issl = true;
  nvidiaCuda = false;
  nvidiaCudaRedist = true;
  obsidian = false;
  sspl = false;
}
// {
  nvidiaCudaRedist = unfree "CUDA EULA" true;
}
