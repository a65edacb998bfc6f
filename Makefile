# nixwiz: `make run` builds and runs the main job here, `make test` is everything CI runs.
APT_PACKAGES = libncurses-dev libpci-dev nettle-dev libcrypt-dev pkg-config
SWIFT_FLAGS = --explicit-target-dependency-import-check error

.PHONY: setup build test format

setup:
	apt-get update -q && apt-get install -y -q $(APT_PACKAGES)

build:
	swift build -c release $(SWIFT_FLAGS)

test:
	swift format lint --strict -r Sources Tests Package.swift
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --disable-xctest

format:
	swift format -i -r Sources Tests Package.swift
