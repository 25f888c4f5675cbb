//! Each row of a table by itself: what it says of one person, and what is wrong with it.

use super::{
    ColumnMeaning, RowProblem, RowProblemKind, columns::Mapping, districts::Directory,
    districts::Written, roles::Roles, table::Row, table::Table, words,
};
use crate::domain::{
    organisation::Organisation,
    roster::{JobRole, Language},
    text::{Email, Name},
};
use std::collections::HashSet;

/// Longest description of what someone needs.
pub const ACCESS_CHARS_MAX: usize = 200;
/// Longest name of a group.
pub const GROUP_CHARS_MAX: usize = 60;
/// Groups of one person; so many they can be kept with or apart from.
pub const LIST_MAX: usize = 20;

/// What a row says. Whatever it does not say is empty, and changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// As a spreadsheet counts: the headers are row 1.
    pub row: u32,
    /// What they are called.
    pub name: String,
    /// Lower case.
    pub email: String,
    /// Where they work.
    pub organisation: Option<Organisation>,
    /// What they work as.
    pub job_role: Option<JobRole>,
    /// What they are at home in.
    pub language: Option<Language>,
    /// What they need to take part.
    pub access: String,
    /// Each once.
    pub groups: Vec<String>,
    /// Addresses or names, as they were written.
    pub keep_with: Vec<String>,
    /// Addresses or names, as they were written.
    pub keep_apart: Vec<String>,
    /// If there are any, the row is left out.
    pub problems: Vec<RowProblem>,
}

impl Draft {
    pub(super) fn refuse(&mut self, column: ColumnMeaning, kind: RowProblemKind, value: &str) {
        let problem = RowProblem::new(column, kind, value);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn has_problem(&self, columns: &[ColumnMeaning]) -> bool {
        self.problems.iter().any(|problem| columns.contains(&problem.column))
    }
}

/// Reads every row. A district without a code learns it from the other rows or from those
/// that are known, and the other way round.
#[must_use]
pub fn drafts(
    table: &Table,
    mapping: &Mapping,
    roles: &Roles,
    known: &[Organisation],
) -> Vec<Draft> {
    let mut roles = roles.clone();
    let mut directory = Directory::new(known);
    let mut drafts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cells = Cells { row, mapping };
        let mut draft = Draft { row: row.number, ..Draft::default() };
        cells.read(&mut draft, &mut roles);
        let written = cells.district(&mut draft);
        if let Some(organisation) = written.organisation() {
            directory.learn(&organisation);
        }
        drafts.push((draft, written));
    }
    let mut emails = HashSet::new();
    let found = drafts.into_iter().map(|(mut draft, written)| {
        match directory.find(&written) {
            Ok(organisation) => draft.organisation = organisation,
            Err(kind) => {
                let code = written.code.map(|code| code.to_string()).unwrap_or_default();
                draft.refuse(ColumnMeaning::District, kind, &code);
            }
        }
        if !draft.email.is_empty() && !emails.insert(draft.email.clone()) {
            let email = draft.email.clone();
            draft.refuse(ColumnMeaning::Email, RowProblemKind::EmailTwice, &email);
        }
        draft
    });
    found.collect()
}

/// The cells of one row by what they mean.
struct Cells<'a> {
    row: &'a Row,
    mapping: &'a Mapping,
}

impl<'a> Cells<'a> {
    fn get(&self, meaning: ColumnMeaning) -> &'a str {
        let column = self.mapping.column(meaning);
        column.and_then(|column| self.row.cells.get(column)).map_or("", |raw| words::cell(raw))
    }

    fn read(&self, draft: &mut Draft, roles: &mut Roles) {
        self.name(draft);
        self.email(draft);
        let role = self.get(ColumnMeaning::JobRole);
        draft.job_role = roles.find(role);
        if draft.job_role.is_none() && !role.is_empty() {
            draft.refuse(ColumnMeaning::JobRole, RowProblemKind::RoleUnknown, role);
        }
        let language = self.get(ColumnMeaning::Language);
        draft.language = Language::parse(language);
        if draft.language.is_none() && !language.is_empty() {
            draft.refuse(ColumnMeaning::Language, RowProblemKind::LanguageUnknown, language);
        }
        let access = self.get(ColumnMeaning::Access);
        draft.access = text(draft, ColumnMeaning::Access, access, ACCESS_CHARS_MAX);
        draft.groups = self.list(draft, ColumnMeaning::Groups);
        draft.keep_with = self.list(draft, ColumnMeaning::KeepWith);
        draft.keep_apart = self.list(draft, ColumnMeaning::KeepApart);
    }

    fn name(&self, draft: &mut Draft) {
        let whole = self.get(ColumnMeaning::Name);
        if !whole.is_empty() {
            let whole = text(draft, ColumnMeaning::Name, whole, Name::CHARS_MAX);
            draft.name = turned_around(&whole);
        } else {
            let mut part = |meaning| text(draft, meaning, self.get(meaning), Name::CHARS_MAX);
            let (first, last) = (part(ColumnMeaning::FirstName), part(ColumnMeaning::LastName));
            draft.name = words::one_line(&format!("{first} {last}"));
        }
        if draft.name.is_empty() {
            return;
        }
        let kind = match Name::parse(&draft.name) {
            Ok(name) => return draft.name = name.into_inner(),
            Err(_) if draft.name.chars().count() > Name::CHARS_MAX => RowProblemKind::TooLong,
            Err(_) => RowProblemKind::NameMissing,
        };
        let name = std::mem::take(&mut draft.name);
        draft.refuse(ColumnMeaning::Name, kind, &name);
    }

    fn email(&self, draft: &mut Draft) {
        let raw = self.get(ColumnMeaning::Email);
        if raw.is_empty() {
            return;
        }
        let clean = words::one_line(raw);
        let address = clean.strip_prefix("mailto:").unwrap_or(&clean);
        match Email::parse(address) {
            _ if words::is_formula(raw) => {
                draft.refuse(ColumnMeaning::Email, RowProblemKind::Formula, raw);
            }
            Ok(email) => draft.email = email.into_inner(),
            Err(_) => draft.refuse(ColumnMeaning::Email, RowProblemKind::EmailMalformed, raw),
        }
    }

    fn district(&self, draft: &mut Draft) -> Written {
        let columns = [ColumnMeaning::District, ColumnMeaning::DistrictCode];
        let [district, code] = columns.map(|meaning| self.get(meaning));
        Written::parse(district, code).unwrap_or_else(|(wrong, kind)| {
            draft.refuse(columns[wrong], kind, [district, code][wrong]);
            Written::default()
        })
    }

    /// What stands between semicolons or line breaks, each once. Commas do not part names
    /// that are written last name first.
    fn list(&self, draft: &mut Draft, meaning: ColumnMeaning) -> Vec<String> {
        let is_group = meaning == ColumnMeaning::Groups;
        let max = if is_group { GROUP_CHARS_MAX } else { Email::CHARS_MAX };
        let raw = self.get(meaning);
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        let parts = raw.split([';', '\n', '\r']).map(words::cell);
        for part in parts.filter(|part| !part.is_empty() && seen.insert(words::fold(part))) {
            list.push(text(draft, meaning, part, max));
            if list.len() > LIST_MAX {
                draft.refuse(meaning, RowProblemKind::TooMany, raw);
                return Vec::new();
            }
        }
        list.retain(|part| !part.is_empty());
        list
    }
}

/// One line that is no formula and not too long; empty if it is, and the draft says so.
fn text(draft: &mut Draft, column: ColumnMeaning, raw: &str, max: usize) -> String {
    let clean = words::one_line(raw);
    if words::is_formula(raw) || words::is_formula(&clean) {
        draft.refuse(column, RowProblemKind::Formula, &clean);
    } else if clean.chars().count() > max {
        draft.refuse(column, RowProblemKind::TooLong, &clean);
    } else {
        return clean;
    }
    String::new()
}

/// "Núñez, Ana" is Ana Núñez, but "Ana Núñez, EdD" is not EdD Ana Núñez.
pub(super) fn turned_around(name: &str) -> String {
    let titles = ["jr", "sr", "ii", "iii", "iv", "phd", "edd", "md", "ma", "med", "ms", "mba"];
    match name.split_once(',').map(|(last, first)| (last.trim(), first.trim())) {
        Some((last, first))
            if !last.is_empty()
                && !first.is_empty()
                && !first.contains(',')
                && !titles.contains(&words::fold(first).replace(' ', "").as_str()) =>
        {
            format!("{first} {last}")
        }
        _ => name.to_owned(),
    }
}

impl Language {
    /// What someone wrote; nothing if it is neither of the two.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let (mut english, mut spanish) = (false, false);
        for word in words::fold(raw).split(' ') {
            match word {
                "english" | "en" | "eng" | "ingles" => english = true,
                "spanish" | "es" | "esp" | "spa" | "espanol" | "castellano" => spanish = true,
                "bilingual" | "bilingue" | "both" | "ambos" | "dual" => {
                    (english, spanish) = (true, true);
                }
                // Words between and around: "English and Spanish", "es-MX", "Spanish only".
                "and" | "y" | "e" | "us" | "mx" | "only" | "preferred" | "language" | "idioma" => {}
                _ => return None,
            }
        }
        match (english, spanish) {
            (true, true) => Some(Self::Bilingual),
            (true, false) => Some(Self::English),
            (false, true) => Some(Self::Spanish),
            (false, false) => None,
        }
    }
}
