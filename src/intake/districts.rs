//! Where people work, as far as the table, the roster and the counties know.

use super::{RowProblemKind, codes, words};
use crate::domain::{
    organisation::{CdsCode, Organisation, county_offices},
    text::Name,
};
use std::collections::{HashMap, HashSet};

/// What an office of education is also called.
const OFFICES: [&str; 6] = [
    "county office of education",
    "county office of ed",
    "county department of education",
    "county superintendent of schools",
    "county coe",
    "county schools",
];

/// Kinds of districts as people shorten them.
const KINDS: [(&str, &str); 8] = [
    ("usd", "unified"),
    ("jusd", "joint unified"),
    ("esd", "elementary"),
    ("uesd", "union elementary"),
    ("uhsd", "union high"),
    ("juhsd", "joint union high"),
    ("elem", "elementary"),
    ("mount", "mt"),
];

fn kind(word: &str) -> &str {
    KINDS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// What a name is compared by: Alameda USD is Alameda Unified School District.
pub(super) fn key(name: &str) -> String {
    let mut text = words::fold(name);
    if let Some(county) = text.strip_prefix("oficina de educacion del condado de ") {
        return format!("{county} coe");
    }
    if let Some(rest) = text.strip_prefix("distrito escolar unificado de ") {
        return format!("{rest} unified");
    }
    for office in OFFICES {
        if let Some(county) = text.strip_suffix(office) {
            text = format!("{county}coe");
        }
    }
    let says_little =
        |word: &&str| matches!(*word, "school" | "schools" | "district" | "sd" | "the");
    let key: Vec<&str> = text.split(' ').filter(|word| !says_little(word)).map(kind).collect();
    // A place that is called School keeps its name.
    if key.is_empty() { text } else { key.join(" ") }
}

/// Organisations with codes, by code and by name.
#[derive(Debug, Default)]
pub(super) struct Directory {
    names: HashMap<CdsCode, String>,
    /// A county office has one name, whatever a row calls it.
    offices: HashSet<CdsCode>,
    /// Nothing under a name that several have.
    codes: HashMap<String, Option<CdsCode>>,
}

impl Directory {
    /// The counties, and what the roster knows.
    pub(super) fn new(known: &[Organisation]) -> Self {
        let mut directory = Self::default();
        county_offices().for_each(|office| directory.learn(&office));
        directory.offices = directory.names.keys().copied().collect();
        known.iter().for_each(|organisation| directory.learn(organisation));
        directory
    }

    /// The first spelling of a name stays.
    pub(super) fn learn(&mut self, organisation: &Organisation) {
        let Some(code) = organisation.code else { return };
        self.names.entry(code).or_insert_with(|| organisation.name.clone());
        let known = self.codes.entry(key(&organisation.name)).or_insert(Some(code));
        if *known != Some(code) {
            *known = None;
        }
    }

    /// Where someone works: what is written with a code stays as it is written, the rest is
    /// looked up.
    pub(super) fn find(&self, written: &Written) -> Result<Option<Organisation>, RowProblemKind> {
        let name = written.name.as_str();
        let known = match written.code {
            None if name.is_empty() => return Ok(None),
            None => self.codes.get(&key(name)).copied().flatten(),
            code => code,
        };
        let looked_up = known.and_then(|code| self.names.get(&code));
        let is_ours = name.is_empty()
            || written.code.is_none()
            || known.is_some_and(|code| self.offices.contains(&code));
        let name = match looked_up {
            Some(looked_up) if is_ours => looked_up,
            _ => name,
        };
        let parsed = Name::parse(name).map_err(|_| RowProblemKind::DistrictMissing)?;
        Ok(Some(Organisation { code: known, name: parsed.into_inner() }))
    }
}

/// What a row says of a place, by itself.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) code: Option<CdsCode>,
    pub(super) name: String,
}

impl Written {
    /// From the cell for the name or the code, and the one for the code alone, which wins.
    /// The error says in which of them, counted from zero.
    pub(super) fn parse(district: &str, code: &str) -> Result<Self, (usize, RowProblemKind)> {
        let is_code = codes::is_code(district);
        let name = if is_code { "" } else { district };
        if words::is_formula(name) {
            return Err((0, RowProblemKind::Formula));
        }
        let name = words::one_line(name);
        if name.chars().count() > Name::CHARS_MAX {
            return Err((0, RowProblemKind::TooLong));
        }
        if !name.is_empty() && Name::parse(&name).is_err() {
            return Err((0, RowProblemKind::DistrictMissing));
        }
        let code = match (code, is_code) {
            ("", false) => None,
            ("", true) => Some(codes::parse(district).map_err(|kind| (0, kind))?),
            (code, _) => Some(codes::parse(code).map_err(|kind| (1, kind))?),
        };
        Ok(Self { code, name })
    }

    /// What the row tells the others.
    pub(super) fn organisation(&self) -> Option<Organisation> {
        let code = self.code.filter(|_| !self.name.is_empty());
        code.map(|code| Organisation { code: Some(code), name: self.name.clone() })
    }
}
