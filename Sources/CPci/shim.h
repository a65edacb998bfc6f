#pragma once
/* libpci for Swift: what the importer cannot express (variadics, error callbacks) as static inline
   functions with the prefix nixwiz_.

   libpci reports an error by calling access->error, which must not return; its default calls
   exit(1). Here the callback leaves through longjmp, so that no input can end the process. What
   libpci had open at that moment (one pci_access, one file) is leaked: its state is undefined, and a
   probe meets such an error at most once.

   Only functions and fields of libpci 3.9 are used, so that a binary built against it starts with
   any later one. */
#include <pci/pci.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where libpci reads from. */
typedef enum {
  NIXWIZ_PCI_SYSFS, /* path: a folder like /sys/bus/pci */
  NIXWIZ_PCI_DUMP,  /* path: a file like the output of `lspci -x` */
} nixwiz_pci_source;

/* One PCI function. */
typedef struct {
  uint32_t domain;
  uint8_t bus, device, function;
  uint8_t prog_if, revision;
  uint16_t class_code;
  uint16_t vendor_id, device_id;
  uint16_t subsystem_vendor_id, subsystem_id;
  uint8_t has_class, has_subsystem;
  uint8_t failed; /* libpci could not read it; the numbers are not to be used */
} nixwiz_pci_function;

/* The functions in libpci's order, to be released with nixwiz_pci_release. */
typedef struct {
  nixwiz_pci_function *functions;
  size_t count;
  char error[256]; /* of the scan as a whole; empty when it went well */
} nixwiz_pci_list;

/* The way out of the callback. One a thread, since the callback is given no context. */
typedef struct {
  jmp_buf out;
  char message[256];
} nixwiz_pci_failure;

static inline nixwiz_pci_failure *nixwiz_pci_current_failure(void) {
  static _Thread_local nixwiz_pci_failure failure;
  return &failure;
}

__attribute__((noreturn)) static inline void nixwiz_pci_fail(char *format, ...) {
  nixwiz_pci_failure *failure = nixwiz_pci_current_failure();
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(failure->message, sizeof failure->message, format, arguments);
  va_end(arguments);
  longjmp(failure->out, 1);
}

static inline void nixwiz_pci_ignore(char *format, ...) { (void)format; }

/* Reads one function; failed is set when libpci gives up on it. */
__attribute__((noinline)) static inline void nixwiz_pci_read(
    struct pci_dev *device, nixwiz_pci_function *out) {
  memset(out, 0, sizeof *out);
  out->domain = (uint32_t)device->domain;
  out->bus = device->bus;
  out->device = device->dev;
  out->function = device->func;
  if (setjmp(nixwiz_pci_current_failure()->out)) {
    out->failed = 1;
    return;
  }
  int known = pci_fill_info(
      device, PCI_FILL_IDENT | PCI_FILL_CLASS | PCI_FILL_CLASS_EXT | PCI_FILL_SUBSYS);
  out->vendor_id = device->vendor_id;
  out->device_id = device->device_id;
  out->class_code = device->device_class;
  out->has_class = (known & PCI_FILL_CLASS) != 0;
  if (known & PCI_FILL_CLASS_EXT) {
    out->prog_if = device->prog_if;
    out->revision = device->rev_id;
  }
  out->has_subsystem = (known & PCI_FILL_SUBSYS) != 0;
  out->subsystem_vendor_id = device->subsys_vendor_id;
  out->subsystem_id = device->subsys_id;
}

/* Lists what `source` holds. Never exits and never returns a half-filled list. */
__attribute__((noinline)) static inline nixwiz_pci_list nixwiz_pci_scan(
    nixwiz_pci_source source, const char *path) {
  nixwiz_pci_list list = {0};
  nixwiz_pci_failure *failure = nixwiz_pci_current_failure();
  struct pci_access *access = pci_alloc();
  access->error = nixwiz_pci_fail;
  access->warning = nixwiz_pci_ignore;
  access->debug = nixwiz_pci_ignore;
  /* Set, or libpci picks a method by itself and looks at the real machine. */
  access->method = source == NIXWIZ_PCI_DUMP ? PCI_ACCESS_DUMP : PCI_ACCESS_SYS_BUS_PCI;
  if (setjmp(failure->out)) {
    nixwiz_pci_list failed = {0};
    memcpy(failed.error, failure->message, sizeof failed.error);
    if (!failed.error[0]) strcpy(failed.error, "libpci failed");
    return failed;
  }
  /* Parameters exist after pci_alloc and are read by pci_init. */
  char *parameter = source == NIXWIZ_PCI_DUMP ? "dump.name" : "sysfs.path";
  if (pci_set_param(access, parameter, (char *)path))
    nixwiz_pci_fail("libpci has no parameter %s", parameter);
  pci_init(access);
  pci_scan_bus(access);

  size_t count = 0;
  for (struct pci_dev *device = access->devices; device; device = device->next) count++;
  nixwiz_pci_function *functions = calloc(count ? count : 1, sizeof *functions);
  if (!functions) nixwiz_pci_fail("out of memory for %zu PCI functions", count);
  size_t index = 0;
  for (struct pci_dev *device = access->devices; device; device = device->next)
    nixwiz_pci_read(device, &functions[index++]);
  pci_cleanup(access);
  list.functions = functions;
  list.count = count;
  return list;
}

static inline void nixwiz_pci_release(nixwiz_pci_list list) { free(list.functions); }

/* memfd_create(2), which the headers show to _GNU_SOURCE only. libpci takes a dump by its path. */
extern int memfd_create(const char *name, unsigned int flags);

static inline int nixwiz_memory_file(const char *name) {
  return memfd_create(name, 1 /* MFD_CLOEXEC */);
}
