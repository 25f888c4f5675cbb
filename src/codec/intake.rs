//! Tables of people on the wire.

use crate::{
    codec::{FieldError, terms, view},
    domain::{
        PersonId,
        organisation::Organisation,
        roster::{Details, Identified, JobRole, NewPerson, Permission, Person, Update},
        text::Invalid,
    },
    intake::{
        ColumnMeaning, RowProblem, RowProblemKind,
        columns::Mapping,
        people::{self, Known, Plan},
        roles::{RoleFound, Roles},
        rows::Draft,
        table::Table,
    },
    proto,
};

/// Rows that a preview shows.
const ROWS_SHOWN_MAX: usize = 300;
/// Roles that a preview asks about.
const ROLES_SHOWN_MAX: usize = 500;
/// Names of people who are not in the table that a preview shows.
const ABSENT_SHOWN_MAX: usize = 100;
/// Values of a column that a preview shows.
const SAMPLES: usize = 3;

terms::terms_with_default!(meaning, meaning_of, ColumnMeaning, proto::ColumnMeaning, {
    Nothing => Unspecified,
    Name => Name,
    FirstName => FirstName,
    LastName => LastName,
    Email => Email,
    JobRole => JobRole,
    District => District,
    DistrictCode => DistrictCode,
    Language => Language,
    Access => Access,
    Groups => Groups,
    KeepWith => KeepWith,
    KeepApart => KeepApart,
});

fn problem_kind(kind: RowProblemKind) -> proto::RowProblemKind {
    use {RowProblemKind as K, proto::RowProblemKind as W};
    match kind {
        K::NameMissing => W::NameMissing,
        K::TooLong => W::TooLong,
        K::Formula => W::Formula,
        K::EmailMalformed => W::EmailMalformed,
        K::EmailTwice => W::EmailTwice,
        K::RoleUnknown => W::RoleUnknown,
        K::DistrictMissing => W::DistrictMissing,
        K::CodeMalformed => W::CodeMalformed,
        K::CodeCheckDigit => W::CodeCheckDigit,
        K::LanguageUnknown => W::LanguageUnknown,
        K::PersonUnknown => W::PersonUnknown,
        K::Contradiction => W::Contradiction,
        K::TooMany => W::TooMany,
        K::RosterFull => W::RosterFull,
        K::Removed => W::Removed,
    }
}

/// What each column holds, as a facilitator says; nothing said: a guess.
///
/// # Errors
/// A mapping that does not fit the table.
pub fn mapping(table: &Table, columns: &[i32]) -> Result<Mapping, FieldError> {
    if columns.is_empty() {
        return Ok(Mapping::guess(table));
    }
    let columns = columns.iter().map(|column| meaning_of(*column).unwrap_or_default());
    let wrong = |_| FieldError::at("table.columns")(Invalid("one meaning for each column, once"));
    Mapping::parse(table, columns.collect()).map_err(wrong)
}

/// What a facilitator says of roles.
#[must_use]
pub fn roles(said: &[proto::RoleMapping]) -> Roles {
    let known = said
        .iter()
        .filter_map(|said| Some((said.text.as_str(), terms::job_role_of(said.job_role)?)));
    Roles::new(known)
}

/// Someone on the roster, as a table is compared with them.
#[must_use]
pub fn known(person: &Person) -> Known {
    let ids = |people: &[PersonId]| people.iter().map(|person| person.0).collect();
    Known {
        id: person.id.0,
        name: person.name.clone(),
        email: person.email.clone(),
        organisation: person.organisation.clone(),
        job_role: person.job_role,
        language: person.details.language,
        access: person.details.access.clone(),
        groups: person.details.groups.to_vec(),
        keep_with: ids(&person.details.keep_with),
        keep_apart: ids(&person.details.keep_apart),
        is_removed: person.removed,
    }
}

fn details(known: &Known) -> Details {
    let ids = |people: &[uuid::Uuid]| people.iter().copied().map(PersonId).collect();
    Details {
        language: known.language,
        access: known.access.clone(),
        groups: known.groups.clone().into(),
        keep_with: ids(&known.keep_with),
        keep_apart: ids(&known.keep_apart),
    }
}

/// What an import asks of a roster.
#[must_use]
pub fn import(plan: Plan) -> (Vec<NewPerson>, Vec<Update>) {
    let additions = plan.additions.into_iter().map(|addition| {
        let person = addition.person;
        NewPerson {
            id: PersonId(person.id),
            details: details(&person),
            name: person.name,
            email: person.email,
            organisation: person.organisation,
            job_role: person.job_role,
            permission: Permission::Participant,
            identified: Identified::Link,
            account: None,
            claims: None,
        }
    });
    let updates = plan.updates.into_iter().map(|update| {
        let person = update.after;
        Update {
            id: PersonId(person.id),
            details: details(&person),
            name: person.name,
            organisation: person.organisation,
            job_role: person.job_role,
        }
    });
    (additions.collect(), updates.collect())
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Who a row is about.
struct Who<'a> {
    name: &'a str,
    email: &'a str,
    organisation: &'a Organisation,
    job_role: Option<JobRole>,
}

fn row(number: u32, fate: proto::RowFate, who: &Who<'_>) -> proto::RowPreview {
    proto::RowPreview {
        row: number,
        fate: fate.into(),
        name: who.name.to_owned(),
        email: who.email.to_owned(),
        organisation: Some(view::organisation(who.organisation)),
        job_role: who.job_role.map(terms::job_role).unwrap_or_default(),
        changes: Vec::new(),
        problems: Vec::new(),
    }
}

fn of_known(number: u32, fate: proto::RowFate, known: &Known) -> proto::RowPreview {
    let Known { name, email, organisation, job_role, .. } = known;
    row(number, fate, &Who { name, email, organisation, job_role: *job_role })
}

fn of_problem(draft: &Draft) -> proto::RowPreview {
    let organisation = draft.organisation.clone().unwrap_or_default();
    let problem = |problem: &RowProblem| proto::RowProblem {
        column: meaning(problem.column),
        kind: problem_kind(problem.kind).into(),
        value: problem.value.clone(),
    };
    let Draft { name, email, job_role, .. } = draft;
    let who = Who { name, email, organisation: &organisation, job_role: *job_role };
    proto::RowPreview {
        problems: draft.problems.iter().map(problem).collect(),
        ..row(draft.row, proto::RowFate::Problem, &who)
    }
}

/// What a column would change, for people to read. `name_of` says who an id is.
fn said(known: &Known, column: ColumnMeaning, name_of: &impl Fn(uuid::Uuid) -> String) -> String {
    let names =
        |ids: &[uuid::Uuid]| ids.iter().map(|id| name_of(*id)).collect::<Vec<_>>().join("; ");
    match column {
        ColumnMeaning::Nothing => String::new(),
        ColumnMeaning::Name | ColumnMeaning::FirstName | ColumnMeaning::LastName => {
            known.name.clone()
        }
        ColumnMeaning::Email => known.email.clone(),
        // An enum's name on the wire, which clients have words for.
        ColumnMeaning::JobRole => {
            let role = known.job_role.map(terms::job_role).unwrap_or_default();
            proto::JobRole::try_from(role).unwrap_or_default().as_str_name().to_owned()
        }
        ColumnMeaning::Language => {
            let language = terms::some_language(known.language);
            proto::Language::try_from(language).unwrap_or_default().as_str_name().to_owned()
        }
        ColumnMeaning::District | ColumnMeaning::DistrictCode => {
            let code = known.organisation.code.map(|code| format!(" ({code})"));
            format!("{}{}", known.organisation.name, code.unwrap_or_default())
        }
        ColumnMeaning::Access => known.access.clone(),
        ColumnMeaning::Groups => known.groups.join("; "),
        ColumnMeaning::KeepWith => names(&known.keep_with),
        ColumnMeaning::KeepApart => names(&known.keep_apart),
    }
}

/// A plan as facilitators look at it before they agree.
#[must_use]
pub fn preview(
    table: &Table,
    mapping: &Mapping,
    roles: &[RoleFound],
    plan: &Plan,
    name_of: impl Fn(uuid::Uuid) -> String,
) -> proto::RosterPreview {
    let columns = table.header.iter().zip(mapping.columns()).enumerate();
    let columns = columns.map(|(index, (header, column))| proto::RosterColumn {
        header: header.clone(),
        meaning: meaning(*column),
        samples: table.samples(index, SAMPLES),
    });
    let roles = roles.iter().take(ROLES_SHOWN_MAX).map(|found| proto::RolePreview {
        text: found.title.clone(),
        job_role: found.job_role.map(terms::job_role).unwrap_or_default(),
        count: found.count,
    });
    let problems = plan.problems.iter().map(of_problem);
    let updates = plan.updates.iter().map(|update| of_update(update, &name_of));
    let additions = plan.additions.iter();
    let additions = additions.map(|new| of_known(new.row, proto::RowFate::Added, &new.person));
    let rows = problems.chain(updates).chain(additions).take(ROWS_SHOWN_MAX);
    let absent = plan.absent.iter().take(ABSENT_SHOWN_MAX).map(|id| name_of(*id));
    proto::RosterPreview {
        digest: String::new(),
        encoding: table.encoding.name().to_owned(),
        columns: columns.collect(),
        roles: roles.collect(),
        rows_count: count(table.rows.len()),
        added_count: count(plan.additions.len()),
        updated_count: count(plan.updates.len()),
        unchanged_count: count(plan.unchanged.len()),
        problem_count: count(plan.problems.len()),
        rows: rows.collect(),
        absent_names: absent.collect(),
    }
}

fn of_update(
    update: &people::Update,
    name_of: &impl Fn(uuid::Uuid) -> String,
) -> proto::RowPreview {
    let changes = update.columns.iter().map(|column| proto::RowChange {
        column: meaning(*column),
        before: said(&update.before, *column, name_of),
        after: said(&update.after, *column, name_of),
    });
    proto::RowPreview {
        changes: changes.collect(),
        ..of_known(update.row, proto::RowFate::Updated, &update.after)
    }
}
