#pragma once
/* libpci for Swift: what the importer cannot express (variadics, error callbacks) as static inline
   functions with the prefix nixwiz_. */
#include <pci/pci.h>
