# nixwiz: `make run` builds the program and runs its main job on this machine, `make test` is
# everything CI runs. `make help` lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=
RUN_OUTPUT ?= nixos-config
FUZZ_COUNT ?= 100000

VERSION := $(shell sed -n 's/.*text = "\(.*\)"/\1/p' Sources/NixwizCommands/Version.swift)
MACHINE := $(shell uname -m)
SWIFT_FLAGS = --explicit-target-dependency-import-check error
# Swift's own libraries inside: the program starts 3 ms earlier than with them beside it.
RELEASE_FLAGS = -c release --static-swift-stdlib $(SWIFT_FLAGS)
STATIC_LIBS = $(CURDIR)/.build/static-libs
STATIC_FLAGS = -c release --scratch-path .build-static --static-swift-stdlib \
  -Xswiftc -static-executable -Xlinker -L$(STATIC_LIBS) -Xlinker -ltinfo
DIST = nixwiz-$(VERSION)-$(MACHINE)-linux
MAN_PAGES = man/nixwiz.1 man/nixwiz-answers.5 man/nixwiz-findings.7

.PHONY: fuzz help build run test lint debug unit pairwise static prove-static completions dist \
  install update-golden format bench soak clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

build: ## build the program (release)
	@Scripts/install-dependencies.sh build
	swift build $(RELEASE_FLAGS) --product nixwiz

run: build ## probe this machine, take every default, write a flake to ./nixos-config
	Scripts/run-here.sh "$$(swift build -c release --show-bin-path)/nixwiz" "$(RUN_OUTPUT)"

test: ## everything CI runs; the tests come last
	@Scripts/install-dependencies.sh build test static
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory prove-static
	@$(MAKE) --no-print-directory unit

lint: ## format, sizes, imports, screens of the README, man pages
	swift format lint --strict -r Sources Tests Package.swift
	Scripts/check-sources.sh
	Scripts/screens.py check
	$(if $(wildcard $(MAN_PAGES)),mandoc -Tlint -Werror $(wildcard $(MAN_PAGES)))

debug:
	NIXWIZ_WARNINGS_AS_ERRORS=1 swift build --build-tests $(SWIFT_FLAGS)

unit: debug ## the tests (debug build)
	NIXWIZ_WARNINGS_AS_ERRORS=1 swift test --skip-build --disable-xctest

ROWS ?= all
TURN ?= 0
pairwise: ## each pair of choices on the recorded machines (ROWS=n for less, TURN=n for other rows)
	NIXWIZ_PAIRWISE=$(ROWS) NIXWIZ_PAIRWISE_TURN=$(TURN) swift test -c release --scratch-path .build/release-tests \
	  -Xswiftc -enable-testing --disable-xctest --filter PairwiseTests

static: ## one executable without any shared library
	@Scripts/install-dependencies.sh build static
	@Scripts/static-libpci.sh $(STATIC_LIBS)
	swift build $(STATIC_FLAGS) --product nixwiz
	@Scripts/finish-static.sh .build-static/release/nixwiz .build-static/nixwiz

prove-static: static ## and the proof that it runs where nothing else is
	Scripts/prove-static.sh .build-static/nixwiz

completions: static
	@mkdir -p .build/completions
	@for shell in bash zsh fish; do \
	  .build-static/nixwiz --generate-completion-script $$shell >.build/completions/nixwiz.$$shell || exit; \
	done

dist: static completions ## tarball: static program, man pages, completions, checksums
	@rm -rf "dist/$(DIST)" && mkdir -p "dist/$(DIST)"
	@$(MAKE) --no-print-directory install-files FROM=.build-static/nixwiz \
	  ROOT="$(CURDIR)/dist/$(DIST)"
	@cp README.md CHANGELOG.md LICENSE "dist/$(DIST)/"
	@cd "dist/$(DIST)" && find . -type f ! -name SHA256SUMS | sort | xargs sha256sum >SHA256SUMS
	@tar -C dist --sort=name --owner=0 --group=0 --numeric-owner -czf "dist/$(DIST).tar.gz" "$(DIST)"
	@cd dist && sha256sum "$(DIST).tar.gz" >SHA256SUMS
	@echo "dist/$(DIST).tar.gz"

install: completions ## install the static program below PREFIX (and DESTDIR)
	@$(MAKE) --no-print-directory install-files FROM=.build-static/nixwiz ROOT="$(DESTDIR)$(PREFIX)"

.PHONY: install-files
install-files:
	install -Dm755 "$(FROM)" "$(ROOT)/bin/nixwiz"
	$(foreach page,$(MAN_PAGES),install -Dm644 $(page) \
	  "$(ROOT)/share/man/man$(subst .,,$(suffix $(page)))/$(notdir $(page))";)
	install -Dm644 .build/completions/nixwiz.bash "$(ROOT)/share/bash-completion/completions/nixwiz"
	install -Dm644 .build/completions/nixwiz.zsh "$(ROOT)/share/zsh/site-functions/_nixwiz"
	install -Dm644 .build/completions/nixwiz.fish "$(ROOT)/share/fish/vendor_completions.d/nixwiz.fish"

update-golden: ## rewrite the golden files that differ, then review them with git diff
	@if [ -n "$$CI" ]; then echo "error: golden files are not updated in CI" >&2; exit 1; fi
	swift build --build-tests $(SWIFT_FLAGS)
	-NIXWIZ_UPDATE_GOLDEN=1 swift test --skip-build --disable-xctest
	git status --short Tests

format: ## format all sources
	swift format -i -r Sources Tests Package.swift

bench: build ## paired timings against lspci and nix-instantiate, where installed
	Benchmarks/run.sh "$$(swift build -c release --show-bin-path)/nixwiz"
	swift run -c release --package-path Benchmarks CheckBenchmark 41 \
	  Tests/Machines/laptop-intel-rtx4060/tree Tests/Machines/desktop-rtx3090/tree

fuzz: ## compare 100,000 random expressions with nix-instantiate, where installed
	swift build -c release --package-path Fuzz
	nice Fuzz/.build/release/DifferentialFuzz $(FUZZ_COUNT)

soak: build ## 100,000 random keys and sizes for the wizard on a terminal
	Scripts/wizard-soak.py "$$(swift build -c release --show-bin-path)/nixwiz" \
	  "$${MACHINE:?a folder as nixwiz probe --capture makes it}"

clean: ## remove everything that was built
	rm -rf .build .build-static dist
