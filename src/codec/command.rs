//! What clients ask for, parsed once.

use crate::{
    codec::{FieldError, ids::WireId, terms},
    domain::{
        Command, PersonId, chat,
        organisation::Organisation,
        roster::{self, Identified, JobRole, NewPerson, Permission},
        session,
        text::{Email, LineText, Name},
    },
    proto::{self, command::Body, send_line},
};
use prost::Message;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// People that one request may add.
const PEOPLE_PER_REQUEST_MAX: usize = 500;

/// Reads a command's body.
///
/// # Errors
/// The field that is missing or wrong.
pub fn command(body: &Body) -> Result<Command, FieldError> {
    Ok(match body {
        Body::OpenLobby(_) => Command::Session(session::Command::OpenLobby),
        Body::StartSession(_) => Command::Session(session::Command::Start),
        Body::EndSession(_) => Command::Session(session::Command::End),
        Body::AnswerConsent(body) => {
            let answer = terms::consent_of(body.answer);
            let answer = answer.ok_or_else(|| FieldError::missing("answer_consent.answer"))?;
            Command::Session(session::Command::AnswerConsent(answer))
        }
        Body::PublishReplay(body) => {
            let audience = terms::replay_audience_of(body.audience);
            let audience =
                audience.ok_or_else(|| FieldError::missing("publish_replay.audience"))?;
            Command::Session(session::Command::PublishReplay(audience))
        }
        Body::SetPermission(body) => {
            let permission = terms::permission_of(body.permission);
            let permission =
                permission.ok_or_else(|| FieldError::missing("set_permission.permission"))?;
            let person = person_id(&body.person_id, "set_permission.person_id")?;
            Command::Roster(roster::Command::SetPermission(person, permission))
        }
        Body::RemovePerson(body) => {
            let person = person_id(&body.person_id, "remove_person.person_id")?;
            Command::Roster(roster::Command::Remove(person))
        }
        Body::SendLine(body) => Command::Chat(send_line(body)?),
    })
}

fn send_line(body: &proto::SendLine) -> Result<chat::Command, FieldError> {
    let text = LineText::parse(&body.text).map_err(FieldError::at("send_line.text"))?;
    let to = match &body.to {
        None => return Err(FieldError::missing("send_line.to")),
        Some(send_line::To::Plenary(_)) => chat::To::Plenary,
        Some(send_line::To::Facilitators(_)) => chat::To::Facilitators,
        Some(send_line::To::People(people)) => {
            let field = "send_line.people.person_ids";
            if people.person_ids.len() > chat::MEMBERS_MAX {
                let detail = "write to one to seven others".to_owned();
                return Err(FieldError { field: field.to_owned(), detail });
            }
            let people = people.person_ids.iter().map(|id| person_id(id, field));
            chat::To::People(people.collect::<Result<_, _>>()?)
        }
    };
    Ok(chat::Command::Send { to, text })
}

fn person_id(text: &str, field: &str) -> Result<PersonId, FieldError> {
    let wrong = || FieldError { field: field.to_owned(), detail: "no person's id".to_owned() };
    PersonId::from_wire(text).ok_or_else(wrong)
}

/// Tells two commands apart that came under one id. The same for both wire formats.
#[must_use]
pub fn digest(command: &proto::Command) -> u64 {
    let hash = Sha256::digest(command.encode_to_vec());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    u64::from_be_bytes(first)
}

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
    })
}

fn optional_email(raw: &str) -> Result<String, crate::domain::text::Invalid> {
    if raw.trim().is_empty() { Ok(String::new()) } else { Email::parse(raw).map(Email::into_inner) }
}
