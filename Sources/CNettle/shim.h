#pragma once
/* Nettle's hash functions for Swift. */
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
