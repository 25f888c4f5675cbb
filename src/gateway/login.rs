//! Who a browser is: an opaque cookie, whose record lies in the vault.

use crate::{
    clock,
    codec::ids::WireId,
    domain::{AccountId, Millis, PersonId, SessionId, State as SessionState, catalog::Account},
    gateway::{Error, Gateway, seats},
    proto::{LoginRecord, SeatRecord},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, header, request::Parts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use prost::Message;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// How long a browser stays signed in, or keeps its seat.
const LOGIN_MS: Millis = 30 * 24 * 3_600_000;
/// Seats that one browser holds; the oldest makes room.
const SEATS_MAX: usize = 64;

/// A fresh secret for a cookie, a ticket or a link.
pub(super) fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(clock::secret::<32>())
}

/// Under what the vault keeps something secret: the secret itself is nowhere on disk.
pub(super) fn vault_key(kind: &str, secret: &str) -> Bytes {
    let hash = Sha256::digest(secret.as_bytes());
    [kind.as_bytes(), b":", hash.as_slice()].concat().into()
}

fn cookie_name(gateway: &Gateway) -> &'static str {
    if gateway.site.is_https { "__Host-convene" } else { "convene" }
}

fn secure(gateway: &Gateway) -> &'static str {
    if gateway.site.is_https { "; Secure" } else { "" }
}

/// The login of the browser that asks; empty when it has none.
#[derive(Clone, Default)]
pub(super) struct Login {
    /// Its key in the vault; empty: not there.
    pub(super) key: Bytes,
    record: LoginRecord,
}

impl FromRequestParts<Gateway> for Login {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Error> {
        let name = cookie_name(gateway);
        let cookies = parts.headers.get_all(header::COOKIE).iter();
        let mut cookies =
            cookies.filter_map(|value| value.to_str().ok()).flat_map(|v| v.split(';'));
        let secret = cookies.find_map(|cookie| {
            let (key, value) = cookie.trim().split_once('=')?;
            (key == name).then(|| value.to_owned())
        });
        let Some(secret) = secret else { return Ok(Self::default()) };
        let key = vault_key("login", &secret);
        let Some(record) = gateway.vault.get(key.clone(), clock::now()).await? else {
            return Ok(Self::default());
        };
        let record = LoginRecord::decode(record).map_err(|error| Error::internal(&error))?;
        Ok(Self { key, record })
    }
}

/// A place in a session that a browser holds.
pub(super) struct Seat {
    /// Whose it is now.
    pub(super) person: PersonId,
    /// Whose it was when it was taken: a guest's, who turned out to be someone else.
    pub(super) held_as: PersonId,
    /// Of `held_as`; empty for accounts.
    pub(super) generation: Bytes,
}

/// What goes into the answer when a login changes.
pub(super) type SetCookie = [(HeaderName, String); 1];

impl Login {
    /// The account that is signed in.
    pub(super) fn account(&self, gateway: &Gateway) -> Option<Arc<Account>> {
        let id = AccountId::from_bytes(&self.record.account_id)?;
        gateway.directory.catalog().read().accounts.get(&id).cloned()
    }

    /// The account that is signed in.
    pub(super) fn need_account(&self, gateway: &Gateway) -> Result<Arc<Account>, Error> {
        self.account(gateway).ok_or_else(Error::not_signed_in)
    }

    /// The seats that were taken in this browser.
    pub(super) fn seats(&self) -> impl Iterator<Item = (SessionId, PersonId)> {
        self.record.seats.iter().filter_map(|seat| {
            let session = SessionId::from_bytes(&seat.session_id)?;
            Some((session, PersonId::from_bytes(&seat.person_id)?))
        })
    }

    /// The seat in a session, unless it was given to someone else.
    pub(super) async fn seat(
        &self,
        gateway: &Gateway,
        state: &SessionState,
    ) -> Result<Option<Seat>, Error> {
        let held = self.held(gateway, state.session.id).await?;
        Ok(held.map(|(held_as, generation)| Seat {
            person: state.roster.resolve(held_as),
            held_as,
            generation,
        }))
    }

    /// Whose seat was taken in this browser, and its generation.
    async fn held(
        &self,
        gateway: &Gateway,
        session: SessionId,
    ) -> Result<Option<(PersonId, Bytes)>, Error> {
        let id = session.to_bytes();
        let Some(held) = self.record.seats.iter().find(|seat| seat.session_id == id) else {
            return Ok(None);
        };
        let Some(person) = PersonId::from_bytes(&held.person_id) else { return Ok(None) };
        let is_valid =
            seats::generation(gateway, session, person).await?.as_ref() == Some(&held.generation);
        Ok(is_valid.then(|| (person, held.generation.clone())))
    }

    /// Signs an account in, under a new cookie: one that was known before must not become
    /// worth more.
    pub(super) async fn sign_in(
        mut self,
        gateway: &Gateway,
        account: AccountId,
    ) -> Result<(Self, SetCookie), Error> {
        self.record.account_id = account.to_bytes();
        self.renew(gateway).await
    }

    /// Takes a seat.
    pub(super) async fn take_seat(
        mut self,
        gateway: &Gateway,
        session: SessionId,
        person: PersonId,
    ) -> Result<(Self, Option<SetCookie>), Error> {
        let generation = seats::begin(gateway, session, person).await?;
        if self.held(gateway, session).await?.is_some_and(|(held, _)| held == person) {
            return Ok((self, None));
        }
        let session_id = session.to_bytes();
        self.record.seats.retain(|seat| seat.session_id != session_id);
        if self.record.seats.len() >= SEATS_MAX {
            self.record.seats.remove(0);
        }
        let person_id = person.to_bytes();
        self.record.seats.push(SeatRecord { session_id, person_id, generation });
        let (login, cookie) = self.renew(gateway).await?;
        Ok((login, Some(cookie)))
    }

    async fn renew(mut self, gateway: &Gateway) -> Result<(Self, SetCookie), Error> {
        let secret = new_secret();
        let old = std::mem::replace(&mut self.key, vault_key("login", &secret));
        let record = Bytes::from(self.record.encode_to_vec());
        gateway.vault.put(self.key.clone(), record, clock::now() + LOGIN_MS).await?;
        if !old.is_empty() {
            gateway.vault.remove(old.clone()).await?;
            // It is still the same browser: what it has open stays open.
            gateway.registry.rename_login(old, self.key.clone());
        }
        let (name, secure) = (cookie_name(gateway), secure(gateway));
        let age_s = LOGIN_MS / 1000;
        let cookie =
            format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age_s}{secure}");
        Ok((self, [(header::SET_COOKIE, cookie)]))
    }

    /// Ends the login, and closes what it has open.
    pub(super) async fn sign_out(self, gateway: &Gateway) -> Result<SetCookie, Error> {
        if !self.key.is_empty() {
            gateway.vault.remove(self.key.clone()).await?;
            gateway.registry.close_login(self.key.clone());
        }
        let (name, secure) = (cookie_name(gateway), secure(gateway));
        let cookie = format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}");
        Ok([(header::SET_COOKIE, cookie)])
    }
}

/// Whether someone asks for the binary form of an answer.
pub(super) fn wants_binary(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("application/x-protobuf"))
}
