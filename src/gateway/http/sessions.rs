//! Sessions and their rosters, for those who run them; tickets for everyone.

use crate::{
    clock,
    codec::{self, ids::WireId},
    domain::{
        Command, Millis, PersonId, State as SessionState,
        catalog::{Account, SessionRow},
        roster::{self, Identified, Permission, Person},
        session,
    },
    gateway::{
        Error, Gateway,
        body::{Body, Json},
        http::join,
        login::{Login, Seat, new_secret, vault_key},
        seats,
    },
    live::Session,
    proto::{self, ComeAs, ErrorCode, TicketRecord},
};
use axum::extract::{Path, State};
use bytes::Bytes;
use prost::Message;
use std::sync::Arc;

/// How long a ticket may wait to be used.
const TICKET_MS: u32 = 30_000;
/// Sessions in one list.
const LIST_MAX: usize = 100;
/// Sessions that are looked at for it, newest first.
const SCAN_MAX: usize = 500;

type Reply<M> = Result<Json<M>, Error>;

fn summary(row: &SessionRow, state: &SessionState) -> proto::SessionSummary {
    proto::SessionSummary {
        session: Some(codec::session(&state.session)),
        code: row.code.clone(),
        people_count: u32::try_from(state.roster.iter().count()).unwrap_or(u32::MAX),
    }
}

/// Whether an account may run a session or review it.
fn account_runs(account: &Account, row: &SessionRow, state: &SessionState) -> bool {
    let seat = state.roster.of_account(account.id, &account.email);
    account.permission >= Permission::Staff
        || (row.created_by == account.id && seat.is_none())
        || seat.is_some_and(|seat| !seat.removed && seat.permission.runs_sessions())
}

/// The session, for someone who runs it: by account, or from a facilitator's seat. And what
/// they may do in it.
pub(super) async fn need_facilitator(
    gateway: &Gateway,
    login: &Login,
    session_id: &str,
) -> Result<(Session, Arc<SessionRow>, Permission), Error> {
    let account = login.account(gateway);
    if account.is_none() && login.seats().next().is_none() {
        return Err(Error::not_signed_in());
    }
    let session = gateway.directory.session(session_id).await?;
    let state = session.hub().state();
    let row = gateway.directory.catalog().read().sessions.get(&state.session.id).cloned();
    let row = row.ok_or_else(Error::not_found)?;
    let seat = login.seat(gateway, &state).await?;
    let seat = seat.and_then(|seat| state.roster.person(seat.person));
    let by_account = account.filter(|account| account_runs(account, &row, &state));
    let by_account = by_account.map(|account| account.permission);
    let by_seat = seat.map(|seat| seat.permission).filter(|permission| permission.runs_sessions());
    match (by_account.max(by_seat), seat) {
        (Some(permission), _) => Ok((session, row, permission)),
        (None, Some(_)) => Err(Error::not_allowed()),
        // Whoever has no place in it does not learn that it exists.
        (None, None) => Err(Error::not_found()),
    }
}

pub(super) async fn list_sessions(
    State(gateway): State<Gateway>,
    login: Login,
) -> Reply<proto::Sessions> {
    let account = login.need_account(&gateway)?;
    let mut rows: Vec<_> = gateway.directory.catalog().read().sessions.values().cloned().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.plan.scheduled_at));
    let mut sessions: Vec<proto::SessionSummary> = Vec::new();
    for row in rows.into_iter().take(SCAN_MAX) {
        if sessions.len() == LIST_MAX {
            break;
        }
        let state = match gateway.directory.open(&row).await {
            Ok(session) => session.hub().state(),
            // One that cannot be opened must not hide the others; its own page says why.
            Err(_) => continue,
        };
        if account_runs(&account, &row, &state) {
            sessions.push(summary(&row, &state));
        }
    }
    let scheduled_at = |of: &proto::SessionSummary| of.session.as_ref().map(|s| s.scheduled_at_ms);
    // Some have been put off since they were made.
    sessions.sort_by_key(|of| std::cmp::Reverse(scheduled_at(of)));
    let is_staff = account.permission >= Permission::Staff;
    let storage = is_staff.then(|| proto::Storage::clone(&gateway.storage));
    Ok(Json(proto::Sessions { sessions, storage }))
}

pub(super) async fn create_session(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::CreateSessionBody>,
) -> Reply<proto::SessionSummary> {
    let account = login.need_account(&gateway)?;
    let made = gateway.directory.create_session(codec::plan(body, true)?, account.id).await?;
    let state = gateway.directory.open(&made).await?.hub().state();
    Ok(Json(summary(&made, &state)))
}

pub(super) async fn get_session(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
) -> Reply<proto::SessionDetail> {
    let (session, row, permission) = need_facilitator(&gateway, &login, &session_id).await?;
    let state = session.hub().state();
    let roster = state.roster.iter().map(|person| row_of(&gateway, &state, person, permission));
    Ok(Json(proto::SessionDetail {
        summary: Some(summary(&row, &state)),
        roster: roster.collect(),
        agenda: Some(codec::agenda(&state.agenda.items)),
    }))
}

/// A link is a seat: nobody gets one to a seat above their own, or to an account's. Who came
/// uninvited has none.
pub(super) fn has_link(person: &Person, asking: Permission) -> bool {
    let is_guest = person.identified == Identified::Guest;
    person.permission <= asking && person.account.is_none() && !is_guest
}

fn row_of(
    gateway: &Gateway,
    state: &SessionState,
    person: &Person,
    asking: Permission,
) -> proto::RosterRow {
    let details = &person.details;
    let ids = |people: &[PersonId]| people.iter().map(WireId::to_wire).collect();
    let link = has_link(person, asking).then(|| join::link(gateway, state, person.id));
    proto::RosterRow {
        person: Some(codec::person(person)),
        email: person.email.clone(),
        language: codec::language(details.language),
        access: details.access.clone(),
        groups: details.groups.to_vec(),
        keep_with_ids: ids(&details.keep_with),
        keep_apart_ids: ids(&details.keep_apart),
        link: link.flatten().unwrap_or_default(),
    }
}

pub(super) async fn update_session(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::CreateSessionBody>,
) -> Reply<proto::SessionSummary> {
    let (session, row, _) = need_facilitator(&gateway, &login, &session_id).await?;
    let forgets_rooms = session.hub().state().session.plan.forgets_rooms;
    let reschedule = session::Command::Reschedule(codec::plan(body, forgets_rooms)?);
    session.ask_as_server(Command::Session(reschedule)).await?;
    Ok(Json(summary(&row, &session.hub().state())))
}

pub(super) async fn add_people(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::AddPeopleBody>,
) -> Reply<proto::PersonLinks> {
    let (session, _, _) = need_facilitator(&gateway, &login, &session_id).await?;
    let people = codec::new_people(&body, clock::id)?;
    let names: Vec<_> = people.iter().map(|person| (person.id, person.name.clone())).collect();
    session.ask_as_server(Command::Roster(roster::Command::Add(people))).await?;
    let state = session.hub().state();
    let links = names.into_iter().filter_map(|(person, name)| {
        let link = join::link(&gateway, &state, person)?;
        Some(proto::PersonLink { person_id: person.to_wire(), name, link })
    });
    Ok(Json(proto::PersonLinks { people: links.collect() }))
}

pub(super) async fn reissue_link(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, person_id)): Path<(String, String)>,
) -> Reply<proto::PersonLink> {
    let (session, _, permission) = need_facilitator(&gateway, &login, &session_id).await?;
    let no_such_person = || Error::new(ErrorCode::NoSuchPerson, "no such person in this session");
    let person = PersonId::from_wire(&person_id).ok_or_else(no_such_person)?;
    let state = session.hub().state();
    let found = state.roster.person(person).ok_or_else(no_such_person)?;
    if !has_link(found, permission) {
        return Err(Error::not_allowed());
    }
    let name = found.name.clone();
    session.ask_as_server(Command::Roster(roster::Command::ReissueLink(person))).await?;
    seats::evict(&gateway, &session, person).await?;
    let link = join::link(&gateway, &session.hub().state(), person).ok_or_else(no_such_person)?;
    Ok(Json(proto::PersonLink { person_id: person.to_wire(), name, link }))
}

pub(super) async fn new_ticket(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::NewTicketBody>,
) -> Reply<proto::Ticket> {
    let account = login.account(&gateway);
    if account.is_none() && login.seats().next().is_none() {
        return Err(Error::not_signed_in());
    }
    let session = gateway.directory.session(&session_id).await?;
    let state = session.hub().state();
    let seat = login.seat(&gateway, &state).await?;
    let seat = match (body.come_as(), seat, account) {
        (ComeAs::Unspecified | ComeAs::Person, Some(seat), _) => seat,
        (ComeAs::Unspecified | ComeAs::Account, _, Some(account)) => {
            let person = gateway.directory.seat_account(&session, &account).await?;
            Seat { person, held_as: person, generation: Bytes::new() }
        }
        (ComeAs::Unspecified | ComeAs::Person | ComeAs::Account, _, _) => {
            return Err(Error::not_found());
        }
    };
    // A place that was just made is not in the state above.
    join::seat(&session, seat.person)?;
    let secret = new_secret();
    let record = TicketRecord {
        session_id: state.session.id.to_bytes(),
        person_id: seat.person.to_bytes(),
        login: login.key.clone(),
        generation: seat.generation,
        held_as: seat.held_as.to_bytes(),
    };
    let expires_at = clock::now() + Millis::from(TICKET_MS);
    let key = vault_key("ticket", &secret);
    gateway.vault.put(key, record.encode_to_vec().into(), expires_at).await?;
    Ok(Json(proto::Ticket { ticket: secret, expires_in_ms: TICKET_MS }))
}
