//! The shape of the code itself: layers, sizes, first lines, rules and their tests. Plain
//! string matching on purpose: a reader can predict what it will catch.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Each module and what it may use besides itself: arrows only point up the list.
const LAYERS: [(&str, &[&str]); 17] = [
    ("domain", &[]),
    ("intake", &["domain"]),
    ("proto", &[]),
    ("config", &[]),
    ("telemetry", &["config", "clock"]),
    ("log", &["telemetry"]),
    ("codec", &["domain", "intake", "proto", "log"]),
    ("clock", &["domain"]),
    ("fold", &["domain", "log", "codec"]),
    ("anonymous", &["domain", "log", "codec"]),
    ("nodes", &["domain", "proto", "telemetry", "log", "codec", "clock"]),
    (
        "live",
        &["domain", "proto", "telemetry", "log", "codec", "clock", "fold", "anonymous", "nodes"],
    ),
    ("replay", &["domain", "proto", "log", "codec", "fold"]),
    ("operate", &["domain", "intake", "log", "codec", "clock", "fold", "config"]),
    (
        "gateway",
        &[
            "domain",
            "intake",
            "proto",
            "log",
            "codec",
            "clock",
            "fold",
            "anonymous",
            "nodes",
            "live",
            "replay",
            "config",
            "telemetry",
        ],
    ),
    (
        "app",
        &[
            "proto",
            "log",
            "clock",
            "fold",
            "nodes",
            "live",
            "config",
            "telemetry",
            "operate",
            "gateway",
        ],
    ),
    ("main", &[]),
];

const LINES_MAX: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for directory in ["src", "tests", "load-tests/src"] {
        files(&root().join(directory), &mut found);
    }
    let name = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn module_of(name: &str) -> &str {
    let inside = name.strip_prefix("src/").unwrap_or_default();
    inside.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn arrows_point_up() {
    let allowed: BTreeMap<_, _> = LAYERS.into_iter().collect();
    for (name, text) in sources().iter().filter(|(name, _)| name.starts_with("src/")) {
        let module = module_of(name);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let allowed = allowed.get(module).unwrap_or_else(|| panic!("{name} is in no layer"));
        for after in text.split("crate::").skip(1) {
            let used: String =
                after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_allowed = used.is_empty() || used == module || allowed.contains(&used.as_str());
            // `use crate::{a::…, b::…}` hides nothing: each name in it begins a line.
            assert!(is_allowed, "{name} uses crate::{used}, which is below it");
        }
        for (line, text) in text.lines().enumerate() {
            let used = text.trim().split("::").next().unwrap_or_default();
            let begins = text.starts_with("    ") && !text.starts_with("     ");
            if begins && LAYERS.iter().any(|(layer, _)| *layer == used) && text.contains("::") {
                let is_allowed = used == module || allowed.contains(&used);
                assert!(is_allowed, "{name}:{} uses {used}, which is below it", line + 1);
            }
        }
    }
}

#[test]
fn the_domain_never_waits() {
    let banned =
        ["async ", ".await", "std::time", "tokio", "tracing", "rand", "std::fs", "std::env"];
    for (name, text) in sources().iter().filter(|(name, _)| name.starts_with("src/domain/")) {
        if name.ends_with("tests.rs") {
            continue;
        }
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let found = banned.iter().find(|banned| line.contains(**banned));
            assert!(found.is_none(), "{name}: `{}` in `{line}`", found.unwrap());
        }
    }
}

/// Time and chance that a test rules are for tests.
#[test]
fn the_server_simulates_nothing() {
    for (name, text) in sources().iter().filter(|(name, _)| !name.starts_with("tests/")) {
        let calls = text.contains("simulate(") && name != "src/clock.rs";
        assert!(!calls, "{name} simulates");
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} begins with `//! ` and one sentence");
        let lines = text.lines().count();
        let is_test = name.starts_with("tests/") || name.ends_with("tests.rs");
        assert!(is_test || lines <= LINES_MAX, "{name} has {lines} lines");
        for left in ["TODO", "FIXME", "XXX"] {
            let mark = format!("// {left}");
            assert!(!text.contains(&mark), "{name} has a {left}");
        }
    }
}

/// The ids in a text, as `C4` or `LG10`.
fn rule_ids(text: &str, starts: &[&str]) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_id = |word: &&str| {
        starts.iter().any(|start| {
            word.strip_prefix(start)
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    words.filter(is_id).map(str::to_owned).collect()
}

/// Every rule has a row that cites it, and every row cites a rule.
#[test]
fn rules_and_their_tests_agree() {
    let starts =
        ["S", "R", "C", "A", "B", "P", "H", "I", "D", "V", "Q", "N", "W", "E", "L", "K", "O"];
    let rules = fs::read_to_string(root().join("src/domain/RULES.md")).unwrap();
    let rules: BTreeSet<String> = rules
        .lines()
        .filter_map(|line| line.strip_prefix("- **")?.split("**").next())
        .map(str::to_owned)
        .collect();
    assert!(rules.len() > 25, "{rules:?}");
    let mut cited = BTreeSet::new();
    for (name, text) in sources() {
        if name.starts_with("src/domain/") && name.ends_with("tests.rs") {
            let strings = text.split('"').skip(1).step_by(2);
            strings.for_each(|string| cited.extend(rule_ids(string, &starts)));
        }
    }
    assert_eq!(rules.difference(&cited).collect::<Vec<_>>(), Vec::<&String>::new(), "no row");
    assert_eq!(cited.difference(&rules).collect::<Vec<_>>(), Vec::<&String>::new(), "no rule");
}

/// The close codes in the protocol's story are the ones that are sent.
#[test]
fn close_codes_are_written_down() {
    let story = fs::read_to_string(root().join("proto/README.md")).unwrap();
    for close in convene::live::Close::ALL {
        let row =
            format!("| {} | {} |", close.code(), if close.code() < 4500 { "yes" } else { "no" });
        assert!(story.contains(&row), "proto/README.md lacks the row `{row}`");
        assert_eq!(close.goodbye().reconnect, close.code() < 4500);
    }
}

/// What this was built for.
fn host() -> &'static str {
    match std::env::consts::ARCH {
        "aarch64" => "aarch64-unknown-linux-gnu",
        _ => "x86_64-unknown-linux-gnu",
    }
}

/// The licences of everything we build on are permissive.
#[test]
fn licences_are_permissive() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        // What other systems need was never fetched.
        .args(["--filter-platform", host()])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let fine = [
        "MIT",
        "Apache-2.0",
        "BSD",
        "ISC",
        "MPL",
        "Zlib",
        "Unicode",
        "CC0",
        "BSL",
        "Unlicense",
        "0BSD",
        "CDLA",
    ];
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or("none");
        let is_fine = licence
            .split(" OR ")
            .any(|one| one.split(" AND ").all(|part| fine.iter().any(|fine| part.contains(fine))));
        assert!(is_fine, "{} is licensed {licence}", package["name"]);
    }
}
