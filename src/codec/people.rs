//! Rows of a roster as clients send them, parsed once.

use crate::{
    codec::{FieldError, terms},
    domain::{
        PersonId,
        organisation::Organisation,
        roster::{Details, Identified, JobRole, NewPerson, Permission},
        text::{Email, Name},
    },
    proto,
};
use uuid::Uuid;

/// People that one request may add.
const PEOPLE_PER_REQUEST_MAX: usize = 500;

/// Where someone works and as what.
///
/// # Errors
/// The field that is missing or wrong, below `prefix`.
pub fn organisation_and_role(
    organisation: Option<&proto::Organisation>,
    job_role: i32,
    prefix: &str,
) -> Result<(Organisation, JobRole), FieldError> {
    let (code, name) = organisation.map_or(("", ""), |found| (&*found.cds_code, &*found.name));
    let field = if code.is_empty() { "organisation.name" } else { "organisation.cds_code" };
    let organisation =
        Organisation::parse(code, name).map_err(FieldError::at(format!("{prefix}{field}")))?;
    let job_role = terms::job_role_of(job_role)
        .ok_or_else(|| FieldError::missing(format!("{prefix}job_role")))?;
    Ok((organisation, job_role))
}

/// Rows to add to a roster.
///
/// # Errors
/// The first field that is missing or wrong.
pub fn new_people(
    body: &proto::AddPeopleBody,
    mut fresh: impl FnMut() -> Uuid,
) -> Result<Vec<NewPerson>, FieldError> {
    if body.people.is_empty() || body.people.len() > PEOPLE_PER_REQUEST_MAX {
        let detail = "1 to 500 people at a time".to_owned();
        return Err(FieldError { field: "people".to_owned(), detail });
    }
    let rows = body.people.iter().enumerate();
    rows.map(|(index, row)| new_person(index, row, PersonId(fresh()))).collect()
}

fn new_person(index: usize, row: &proto::NewPerson, id: PersonId) -> Result<NewPerson, FieldError> {
    let prefix = format!("people[{index}].");
    let at = |field: &str| FieldError::at(format!("{prefix}{field}"));
    let (organisation, job_role) =
        organisation_and_role(row.organisation.as_ref(), row.job_role, &prefix)?;
    let permission = match terms::permission_of(row.permission) {
        None | Some(Permission::Participant) => Permission::Participant,
        Some(Permission::Facilitator) => Permission::Facilitator,
        Some(Permission::Staff | Permission::Admin) => {
            let detail = "participant or facilitator".to_owned();
            return Err(FieldError { field: format!("{prefix}permission"), detail });
        }
    };
    Ok(NewPerson {
        id,
        name: Name::parse(&row.name).map_err(at("name"))?.into_inner(),
        email: optional_email(&row.email).map_err(at("email"))?,
        organisation,
        job_role: Some(job_role),
        permission,
        identified: Identified::Link,
        account: None,
        details: Details::default(),
        claims: None,
    })
}

fn optional_email(raw: &str) -> Result<String, crate::domain::text::Invalid> {
    if raw.trim().is_empty() { Ok(String::new()) } else { Email::parse(raw).map(Email::into_inner) }
}
