//! What importing a table would do to a roster.

use super::{ColumnMeaning, RowProblemKind, keep, places::Places, rows::Draft};
use crate::domain::{
    organisation::Organisation,
    roster::{JobRole, Language},
};
use uuid::Uuid;

/// Someone on the roster: as they are, or as they would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub id: Uuid,
    /// What they are called.
    pub name: String,
    /// Lower case, or empty.
    pub email: String,
    /// Where they work.
    pub organisation: Organisation,
    /// What they work as.
    pub job_role: Option<JobRole>,
    /// What they are at home in.
    pub language: Option<Language>,
    /// What they need to take part.
    pub access: String,
    /// What they belong to.
    pub groups: Vec<String>,
    /// Always in one room with these.
    pub keep_with: Vec<Uuid>,
    /// Never in one room with these.
    pub keep_apart: Vec<Uuid>,
    /// Were they taken out?
    pub is_removed: bool,
}

/// Someone new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// As a spreadsheet counts.
    pub row: u32,
    /// As they would be.
    pub person: Known,
}

/// Someone who would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// As a spreadsheet counts.
    pub row: u32,
    /// As they are.
    pub before: Known,
    /// As they would be.
    pub after: Known,
    /// What differs: at least one.
    pub columns: Vec<ColumnMeaning>,
}

/// Someone who stays as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// As a spreadsheet counts.
    pub row: u32,
    /// Who.
    pub id: Uuid,
}

/// What an import would do, each part in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Those who are new.
    pub additions: Vec<Addition>,
    /// Those who change.
    pub updates: Vec<Update>,
    /// Those who stay as they are.
    pub unchanged: Vec<Unchanged>,
    /// Rows that are left out, with the reasons.
    pub problems: Vec<Draft>,
    /// On the roster and in no row, in the order of the roster. They stay.
    pub absent: Vec<Uuid>,
}

/// Compares the rows with everyone who is or was on the roster. `people_max` counts those
/// who were taken out, as the roster does. `fresh` gives an id to each who is new, in the
/// order of the rows.
pub fn plan(
    mut drafts: Vec<Draft>,
    known: &[Known],
    people_max: usize,
    mut fresh: impl FnMut() -> Uuid,
) -> Plan {
    let places = Places::find(&mut drafts, known);
    for (draft, place) in drafts.iter_mut().zip(&places.of_rows) {
        if place.is_some_and(|place| place >= known.len()) {
            require(draft);
        }
    }
    let references = keep::settle(&mut drafts, known, &places, people_max);
    let mut ids: Vec<Uuid> = known.iter().map(|person| person.id).collect();
    for row in &places.owners[known.len()..] {
        let comes = row.is_some_and(|row| drafts[row].problems.is_empty());
        ids.push(if comes { fresh() } else { Uuid::nil() });
    }
    let mut plan = Plan::default();
    for (row, draft) in drafts.into_iter().enumerate() {
        let place = places.of_rows[row].filter(|_| draft.problems.is_empty());
        let Some(place) = place else {
            plan.problems.push(draft);
            continue;
        };
        let number = draft.row;
        let kept = [ColumnMeaning::KeepWith, ColumnMeaning::KeepApart].map(|column| {
            let places = keep::places(&references[row], column);
            places.map(|place| ids[place]).collect::<Vec<_>>()
        });
        let before = known.get(place).cloned().unwrap_or_else(|| nobody(ids[place]));
        let (after, columns) = changed(&before, draft, kept);
        match place {
            place if place >= known.len() => {
                plan.additions.push(Addition { row: number, person: after });
            }
            _ if columns.is_empty() => {
                plan.unchanged.push(Unchanged { row: number, id: before.id });
            }
            _ => plan.updates.push(Update { row: number, before, after, columns }),
        }
    }
    let here = known.iter().zip(&places.owners).filter(|(person, _)| !person.is_removed);
    plan.absent = here.filter(|(_, row)| row.is_none()).map(|(person, _)| person.id).collect();
    plan
}

/// Someone new needs what someone known already has.
fn require(draft: &mut Draft) {
    use ColumnMeaning::{District, DistrictCode, Email, FirstName, JobRole, LastName, Name};
    // Whose address is wrong may be known: what else the row lacks is not yet the question.
    if draft.has_problem(&[Email]) {
        return;
    }
    if draft.name.is_empty() && !draft.has_problem(&[Name, FirstName, LastName]) {
        draft.refuse(Name, RowProblemKind::NameMissing, "");
    }
    if draft.organisation.is_none() && !draft.has_problem(&[District, DistrictCode]) {
        draft.refuse(District, RowProblemKind::DistrictMissing, "");
    }
    if draft.job_role.is_none() && !draft.has_problem(&[JobRole]) {
        draft.refuse(JobRole, RowProblemKind::RoleUnknown, "");
    }
}

fn nobody(id: Uuid) -> Known {
    Known {
        id,
        name: String::new(),
        email: String::new(),
        organisation: Organisation::default(),
        job_role: None,
        language: None,
        access: String::new(),
        groups: Vec::new(),
        keep_with: Vec::new(),
        keep_apart: Vec::new(),
        is_removed: false,
    }
}

/// What a row makes of someone. What it does not say stays.
fn changed(before: &Known, draft: Draft, kept: [Vec<Uuid>; 2]) -> (Known, Vec<ColumnMeaning>) {
    let mut after = before.clone();
    if !draft.email.is_empty() {
        after.email = draft.email;
    }
    let mut columns = Vec::new();
    let mut note = |column, is_other: bool| {
        if is_other {
            columns.push(column);
        }
        is_other
    };
    if note(ColumnMeaning::Name, !draft.name.is_empty() && draft.name != before.name) {
        after.name = draft.name;
    }
    let organisation = draft.organisation.filter(|place| *place != before.organisation);
    if note(ColumnMeaning::District, organisation.is_some()) {
        after.organisation = organisation.unwrap_or_default();
    }
    let is_other = draft.job_role.is_some() && draft.job_role != before.job_role;
    if note(ColumnMeaning::JobRole, is_other) {
        after.job_role = draft.job_role;
    }
    let is_other = draft.language.is_some() && draft.language != before.language;
    if note(ColumnMeaning::Language, is_other) {
        after.language = draft.language;
    }
    if note(ColumnMeaning::Access, !draft.access.is_empty() && draft.access != before.access) {
        after.access = draft.access;
    }
    if note(ColumnMeaning::Groups, is_other_list(&draft.groups, &before.groups)) {
        after.groups = draft.groups;
    }
    let [keep_with, keep_apart] = kept;
    if note(ColumnMeaning::KeepWith, is_other_list(&keep_with, &before.keep_with)) {
        after.keep_with = keep_with;
    }
    if note(ColumnMeaning::KeepApart, is_other_list(&keep_apart, &before.keep_apart)) {
        after.keep_apart = keep_apart;
    }
    (after, columns)
}

/// Whether a list says something else; its order says nothing.
fn is_other_list<T: Ord>(said: &[T], before: &[T]) -> bool {
    let sorted = |list: &[T]| {
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by(|a, b| list[*a].cmp(&list[*b]));
        order
    };
    let (left, right) = (sorted(said), sorted(before));
    let is_same = left.len() == right.len()
        && left.iter().zip(&right).all(|(left, right)| said[*left] == before[*right]);
    !said.is_empty() && !is_same
}
