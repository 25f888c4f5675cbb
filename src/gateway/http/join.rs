//! Taking a seat: by personal link, or by session code.

use crate::{
    clock,
    codec::{self, FieldError, ids::WireId},
    domain::{
        Command, PersonId, Rejection, SessionId, organisation,
        roster::{self, Identified, NewPerson, Permission},
        session::Life,
        text::{Email, Name},
    },
    gateway::{
        Error, Gateway,
        body::{Body, Json},
        directory::read_code,
        login::{Login, SetCookie, vault_key},
        seats,
    },
    live::{Refusal, Session},
    proto::{self, ErrorCode},
};
use axum::extract::{Path, State};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use uuid::Uuid;

type ReplyWithCookie<M> = Result<(Option<SetCookie>, Json<M>), Error>;

/// Someone's place in a session.
pub(super) fn seat(session: &Session, person: PersonId) -> Result<proto::Seat, Error> {
    let state = session.hub().state();
    let found = state.roster.anyone(person).ok_or_else(Error::not_found)?;
    if found.removed {
        return Err(Error::new(ErrorCode::Removed, "you were taken out of this session"));
    }
    Ok(proto::Seat {
        session: Some(codec::session(&state.session)),
        person: Some(codec::person(found)),
    })
}

fn link_key(session: SessionId, person: PersonId) -> Bytes {
    [b"link:".as_slice(), session.0.as_bytes(), person.0.as_bytes()].concat().into()
}

/// A new personal link; the one before stops working.
pub(super) async fn new_link(
    gateway: &Gateway,
    session: SessionId,
    person: PersonId,
    name: String,
) -> Result<proto::PersonLink, Error> {
    let secret = clock::secret::<16>();
    let token = [*session.0.as_bytes(), *person.0.as_bytes(), secret].concat();
    let token = URL_SAFE_NO_PAD.encode(token);
    gateway.vault.put(link_key(session, person), vault_key("link", &token), 0).await?;
    let link = format!("{}/j/{token}", gateway.site.url);
    Ok(proto::PersonLink { person_id: person.to_wire(), name, link })
}

pub(super) async fn join_by_link(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::JoinByLinkBody>,
) -> ReplyWithCookie<proto::Seat> {
    let used = || Error::new(ErrorCode::LinkUsed, "this link was replaced, or is not whole");
    let token = URL_SAFE_NO_PAD.decode(&body.token).map_err(|_| used())?;
    let (session, rest) = token.split_first_chunk::<16>().ok_or_else(used)?;
    let (person, _) = rest.split_first_chunk::<16>().ok_or_else(used)?;
    let session = SessionId(Uuid::from_bytes(*session));
    let person = PersonId(Uuid::from_bytes(*person));
    let known = gateway.vault.get(link_key(session, person), clock::now()).await?;
    if known != Some(vault_key("link", &body.token)) {
        return Err(used());
    }
    let live = gateway.directory.session_by_id(session).await?;
    seats::confirm(&gateway, &live, person).await?;
    take_seat(&gateway, login, session, person).await
}

fn already_claimed() -> Rejection {
    roster::Rejection::AlreadyClaimed.into()
}

async fn take_seat(
    gateway: &Gateway,
    login: Login,
    session_id: SessionId,
    person: PersonId,
) -> ReplyWithCookie<proto::Seat> {
    let session = gateway.directory.session_by_id(session_id).await?;
    let seat = seat(&session, person)?;
    let (_, cookie) = login.take_seat(gateway, session_id, person).await?;
    Ok((cookie, Json(seat)))
}

async fn session_of_code(gateway: &Gateway, code: &str) -> Result<Session, Error> {
    let code = read_code(code);
    let known = gateway.directory.catalog().read().by_code(&code).cloned();
    let row = match known {
        Some(row) => Some(row),
        None => gateway.directory.catalog().look().await?.by_code(&code).cloned(),
    };
    // Nobody is locked out for wrong codes: 30^8 of them are not guessed over a network.
    let no_such_code = || Error::new(ErrorCode::NoSuchCode, "no session has this code");
    let row = row.ok_or_else(no_such_code)?;
    gateway.directory.open(&row).await
}

pub(super) async fn get_code(
    State(gateway): State<Gateway>,
    Path(code): Path<String>,
) -> Result<Json<proto::CodeInfo>, Error> {
    let session = session_of_code(&gateway, &code).await?;
    let state = session.hub().state();
    Ok(Json(proto::CodeInfo { session: Some(codec::session(&state.session)) }))
}

pub(super) async fn join_by_code(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::JoinByCodeBody>,
) -> ReplyWithCookie<proto::Seat> {
    let session = session_of_code(&gateway, &body.code).await?;
    let id = session.hub().state().session.id;
    let name = Name::parse(&body.name).map_err(FieldError::at("name"))?.into_inner();
    let email = match body.email.trim() {
        "" => String::new(),
        email => Email::parse(email).map_err(FieldError::at("email"))?.into_inner(),
    };
    let state = session.hub().state();
    if matches!(state.session.life, Life::Ended { .. }) {
        return Err(Error::new(ErrorCode::WrongState, "the session has ended"));
    }
    if gateway.directory.catalog().look().await?.by_email(&email).is_some() {
        let detail = "this address has an account: sign in instead";
        return Err(Error::new(ErrorCode::AlreadyClaimed, detail));
    }
    let known = state.roster.by_email(&email).map(|person| person.id);
    if let Some(person) = known {
        let held = login.seat(&gateway, id).await?;
        if held.is_none_or(|(held, _)| held != person) {
            // Someone has opened the personal link: then the place is not free.
            if seats::generation(&gateway, id, person).await?.is_some() {
                return Err(Refusal::from(already_claimed()).into());
            }
            let claim = Command::Roster(roster::Command::Claim(person));
            session.ask_as_server(claim).await?;
        }
        return take_seat(&gateway, login, id, person).await;
    }
    let (organisation, job_role) =
        codec::organisation_and_role(body.organisation.as_ref(), body.job_role, "")?;
    let person = PersonId(clock::id());
    let guest = NewPerson {
        id: person,
        name,
        email,
        organisation,
        job_role: Some(job_role),
        permission: Permission::Participant,
        identified: Identified::Guest,
        account: None,
    };
    session.ask_as_server(Command::Roster(roster::Command::Add(vec![guest]))).await?;
    take_seat(&gateway, login, id, person).await
}

pub(super) async fn list_organisations() -> Json<proto::Organisations> {
    let organisations = organisation::county_offices().map(|office| codec::organisation(&office));
    Json(proto::Organisations { organisations: organisations.collect() })
}
