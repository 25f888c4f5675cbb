//! Who holds a place. Its generation lies in the vault; a login that holds another one holds
//! nothing any more.

use crate::{
    clock,
    codec::ids::WireId,
    domain::{
        Command, PersonId, SessionId,
        roster::{self, Identified},
    },
    gateway::{Error, Gateway},
    live::Session,
};
use bytes::Bytes;

fn key(session: SessionId, person: PersonId) -> Bytes {
    [b"seat:".as_slice(), &session.to_bytes(), &person.to_bytes()].concat().into()
}

/// The generation of a place; none while nobody has taken it.
pub(super) async fn generation(
    gateway: &Gateway,
    session: SessionId,
    person: PersonId,
) -> Result<Option<Bytes>, Error> {
    Ok(gateway.vault.get(key(session, person), clock::now()).await?)
}

/// The generation of a place, begun if nobody has taken it.
pub(super) async fn begin(
    gateway: &Gateway,
    session: SessionId,
    person: PersonId,
) -> Result<Bytes, Error> {
    match generation(gateway, session, person).await? {
        Some(generation) => Ok(generation),
        None => renew(gateway, session, person).await,
    }
}

async fn renew(gateway: &Gateway, session: SessionId, person: PersonId) -> Result<Bytes, Error> {
    let generation = Bytes::copy_from_slice(&clock::secret::<16>());
    gateway.vault.put(key(session, person), generation.clone(), 0).await?;
    Ok(generation)
}

/// Takes a place from whoever holds it, and closes what they have open.
pub(super) async fn evict(
    gateway: &Gateway,
    session: &Session,
    person: PersonId,
) -> Result<(), Error> {
    let roster = session.hub().state().roster;
    // Also the browsers of guests who turned out to be this person.
    let held = roster.everyone().filter(|other| roster.resolve(other.id) == person);
    for other in held {
        renew(gateway, session.hub().session(), other.id).await?;
    }
    gateway.registry.close_person(session.hub().session(), person);
    Ok(())
}

/// The one with the personal link is who they say: a claim by code gives way, and so does
/// what a facilitator took them for.
pub(super) async fn confirm(
    gateway: &Gateway,
    session: &Session,
    person: PersonId,
) -> Result<(), Error> {
    let found = session.hub().state().roster.person(person).cloned();
    if found
        .is_some_and(|found| matches!(found.identified, Identified::Code | Identified::Facilitator))
    {
        evict(gateway, session, person).await?;
        session.ask_as_server(Command::Roster(roster::Command::Confirm(person))).await?;
    }
    Ok(())
}
