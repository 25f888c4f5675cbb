# Two commands do everything: `make run` and `make test`.

WEB := web-client
DIST := $(WEB)/dist/index.html
WEB_SOURCES := $(shell find $(WEB)/src $(WEB)/public $(WEB)/scripts proto -type f -not -path '*/src/protocol/*' 2>/dev/null) $(wildcard $(WEB)/*.json $(WEB)/*.ts $(WEB)/*.html $(WEB)/*.yaml)

.PHONY: run run-cluster demo test check rust-test web-test journeys load chaos broken tools clean

run: $(DIST)
	cargo run --release -- serve

# Three nodes behind nginx, on a Redis Cluster of six; Ctrl-C ends it and leaves nothing.
run-cluster: $(DIST)
	cargo build --release
	deploy/run-cluster

# A convening to facilitate, with 205 simulated educators; Ctrl-C ends it and leaves nothing.
demo: $(DIST)
	cargo build --release --workspace
	target/release/load-tests demo $(ARGS)

test: tools check rust-test web-test journeys
	@echo "everything passed"

# Formatting, lints, types and the protocol's own rules.
check: $(DIST)
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cd $(WEB) && npm run --silent check
	cd $(WEB) && npm run --silent lint:proto
	cd $(WEB) && npx buf breaking ../proto --against ../proto/baseline.binpb

rust-test: $(DIST)
	cargo build --workspace
	cargo test --workspace -- --show-output
	target/debug/load-tests chaos --brief

web-test: $(DIST)
	cd $(WEB) && npm run --silent test

# A real browser against the real server.
journeys: $(DIST)
	cargo build --workspace
	cd $(WEB) && npm run --silent journeys

load: $(DIST)
	cargo build --release --workspace
	target/release/load-tests $(ARGS)

# Nodes and Redis die in every way while people talk, and a witness looks for what is lost.
chaos: $(DIST)
	cargo build --release --workspace
	target/release/load-tests chaos $(ARGS)

# Servers that are broken on purpose: each of them must be caught. Takes about half an hour.
broken: $(DIST)
	cargo build -p load-tests
	load-tests/broken/run $(ARGS)

$(DIST): $(WEB)/node_modules/.package-lock.json $(WEB_SOURCES)
	cd $(WEB) && npm run --silent build
	@touch $(DIST)

$(WEB)/node_modules/.package-lock.json: $(WEB)/package-lock.json
	cd $(WEB) && npm ci --silent

# What the tests need besides Rust, Node and make.
tools:
	@sh .ci/tools

clean:
	cargo clean
	rm -rf $(WEB)/dist $(WEB)/node_modules $(WEB)/src/protocol
