//! Personal links: made from a key of the server, so that they can be shown again and lie
//! nowhere on disk.

use crate::domain::{PersonId, SessionId, State, roster::Identified};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// Enough that nobody guesses one.
const SEAL_BYTES: usize = 16;

/// Makes personal links and recognises them.
#[derive(Clone)]
pub struct Links {
    key: Hmac<Sha256>,
}

impl Links {
    /// With a key that stays the same for as long as the links should work.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        // A key of any length will do; this one is never refused.
        let key = Hmac::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&Default::default()));
        Self { key }
    }

    fn sealed(&self, session: SessionId, person: PersonId, generation: u32) -> Hmac<Sha256> {
        let mut seal = self.key.clone();
        seal.update(session.0.as_bytes());
        seal.update(person.0.as_bytes());
        seal.update(&generation.to_be_bytes());
        seal
    }

    /// The secret part of someone's link, if they are on the roster.
    #[must_use]
    pub(super) fn token(&self, state: &State, person: PersonId) -> Option<String> {
        let session = state.session.id;
        let generation = state.roster.person(person)?.link_generation;
        let seal = self.sealed(session, person, generation).finalize().into_bytes();
        let parts = [session.0.as_bytes(), person.0.as_bytes(), &seal[..SEAL_BYTES]];
        Some(URL_SAFE_NO_PAD.encode(parts.concat()))
    }

    /// Whose link this says to be, and the rest to check it with.
    pub(super) fn read(&self, token: &str) -> Option<Claim> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (session, rest) = bytes.split_first_chunk::<16>()?;
        let (person, seal) = rest.split_first_chunk::<16>()?;
        Some(Claim {
            session: SessionId(Uuid::from_bytes(*session)),
            person: PersonId(Uuid::from_bytes(*person)),
            seal: seal.try_into().ok()?,
        })
    }

    /// Whether the link is the present one of that person.
    pub(super) fn holds(&self, claim: &Claim, state: &State) -> bool {
        // Guests have no link, whoever they turned out to be.
        let person = state.roster.anyone(claim.person);
        let person = person.filter(|person| person.identified != Identified::Guest);
        let Some(person) = person else { return false };
        let seal = self.sealed(claim.session, claim.person, person.link_generation);
        seal.verify_truncated_left(&claim.seal).is_ok()
    }
}

/// What a link says.
pub(super) struct Claim {
    pub(super) session: SessionId,
    pub(super) person: PersonId,
    seal: [u8; SEAL_BYTES],
}
