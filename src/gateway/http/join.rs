//! Taking a seat: by personal link, or by session code.

use crate::{
    clock,
    codec::{self, FieldError},
    domain::{
        Command, PersonId, State as SessionState,
        organisation::{self, Organisation},
        roster::{self, Details, Identified, JobRole, NewPerson, Permission, Person},
        session::Life,
        text::{Email, Name},
    },
    gateway::{
        Error, Gateway,
        body::{Body, Json},
        directory::read_code,
        login::{Login, SetCookie},
        seats,
    },
    live::Session,
    proto::{self, ErrorCode},
};
use axum::extract::{Path, State};

type ReplyWithCookie<M> = Result<(Option<SetCookie>, Json<M>), Error>;

/// Someone's place in a session.
pub(super) fn seat(session: &Session, person: PersonId) -> Result<proto::Seat, Error> {
    let state = session.hub().state();
    let person = state.roster.resolve(person);
    let found = state.roster.anyone(person).ok_or_else(Error::not_found)?;
    if found.removed {
        return Err(Error::new(ErrorCode::Removed, "you were taken out of this session"));
    }
    Ok(proto::Seat {
        session: Some(codec::session(&state.session)),
        person: Some(codec::person(found)),
    })
}

/// Someone's personal link.
pub(super) fn link(gateway: &Gateway, state: &SessionState, person: PersonId) -> Option<String> {
    let token = gateway.links.token(state, person)?;
    Some(format!("{}/j/{token}", gateway.site.url))
}

/// The session of a link, and whose it is.
pub(super) async fn session_of_link(
    gateway: &Gateway,
    token: &str,
) -> Result<(Session, PersonId), Error> {
    let used = || Error::new(ErrorCode::LinkUsed, "this link was replaced, or is not whole");
    let claim = gateway.links.read(token).ok_or_else(used)?;
    // A link of a session that is not there says no more than one that is not whole.
    let session = gateway.directory.session_by_id(claim.session).await.map_err(|_| used())?;
    if !gateway.links.holds(&claim, &session.hub().state()) {
        return Err(used());
    }
    Ok((session, claim.person))
}

pub(super) async fn join_by_link(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::JoinByLinkBody>,
) -> ReplyWithCookie<proto::Seat> {
    let (session, person) = session_of_link(&gateway, &body.token).await?;
    seats::confirm(&gateway, &session, person).await?;
    take_seat(&gateway, login, &session, person).await
}

async fn take_seat(
    gateway: &Gateway,
    login: Login,
    session: &Session,
    person: PersonId,
) -> ReplyWithCookie<proto::Seat> {
    let seat = seat(session, person)?;
    let (_, cookie) = login.take_seat(gateway, session.hub().session(), person).await?;
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
    let place = codec::organisation_and_role(body.organisation.as_ref(), body.job_role, "");
    let known = match (&*email, &place) {
        ("", Ok((organisation, _))) => state.roster.only_one(&name, organisation),
        ("", Err(_)) => None,
        (email, _) => state.roster.by_email(email),
    };
    let held = login.seat(&gateway, &state).await?.map(|held| held.person);
    if let Some(person) = known
        && (held == Some(person.id) || claim(&gateway, &session, person).await?)
    {
        return take_seat(&gateway, login, &session, person.id).await;
    }
    if let Some(held) = held.and_then(|held| state.roster.person(held))
        && held.identified == Identified::Guest
    {
        // Whoever asks twice waits once.
        return take_seat(&gateway, login, &session, held.id).await;
    }
    let claims = known.map(|person| person.id);
    let guest = guest(name, email, place?, claims);
    let person = guest.id;
    session.ask_as_server(Command::Roster(roster::Command::Add(vec![guest]))).await?;
    take_seat(&gateway, login, &session, person).await
}

/// Takes a free place for whoever says that it is theirs. False: it is taken.
async fn claim(gateway: &Gateway, session: &Session, person: &Person) -> Result<bool, Error> {
    if person.removed {
        return Err(Error::new(ErrorCode::Removed, "you were taken out of this session"));
    }
    // Someone has opened the personal link: then the place is not free.
    if seats::generation(gateway, session.hub().session(), person.id).await?.is_some() {
        return Ok(false);
    }
    let claim = Command::Roster(roster::Command::Claim(person.id));
    match session.ask_as_server(claim).await {
        Ok(()) => Ok(true),
        Err(refusal) if refusal.code() == ErrorCode::AlreadyClaimed => Ok(false),
        Err(refusal) => Err(refusal.into()),
    }
}

fn guest(
    name: String,
    email: String,
    (organisation, job_role): (Organisation, JobRole),
    claims: Option<PersonId>,
) -> NewPerson {
    NewPerson {
        id: PersonId(clock::id()),
        name,
        // The address is that of the place that is taken.
        email: if claims.is_some() { String::new() } else { email },
        organisation,
        job_role: Some(job_role),
        permission: Permission::Participant,
        identified: Identified::Guest,
        account: None,
        details: Details::default(),
        claims,
    }
}

pub(super) async fn list_organisations() -> Json<proto::Organisations> {
    let organisations = organisation::county_offices().map(|office| codec::organisation(&office));
    Json(proto::Organisations { organisations: organisations.collect() })
}
