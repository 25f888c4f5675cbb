//! From the catalog to the live sessions: what the one says reaches the others.

use crate::{
    clock,
    codec::ids::WireId,
    domain::{
        self, AccountId, PersonId, SessionId,
        catalog::{self, Account, SessionRow},
        organisation::Organisation,
        roster::{self, Identified, NewPerson, Permission},
        session,
    },
    gateway::Error,
    live::{CatalogService, Registry, Session, Unreachable},
    log::{Epoch, EventLog, LogId},
};
use std::sync::Arc;

/// Characters of a session code: none that look or sound like another.
const CODE_ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_CHARS: usize = 8;

/// Accounts and sessions. Clones share them.
#[derive(Clone)]
pub struct Directory {
    catalog: CatalogService,
    registry: Registry,
    log: Arc<dyn EventLog>,
}

impl Directory {
    /// Puts it together.
    #[must_use]
    pub fn new(catalog: CatalogService, registry: Registry, log: Arc<dyn EventLog>) -> Self {
        Self { catalog, registry, log }
    }

    /// The catalog.
    #[must_use]
    pub fn catalog(&self) -> &CatalogService {
        &self.catalog
    }

    /// The live sessions.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// A session by its id on the wire.
    ///
    /// # Errors
    /// When there is none, or it cannot be loaded now.
    pub async fn session(&self, id: &str) -> Result<Session, Error> {
        let id = SessionId::from_wire(id).ok_or_else(Error::not_found)?;
        self.session_by_id(id).await
    }

    /// A session by its id.
    ///
    /// # Errors
    /// When there is none, or it cannot be loaded now.
    pub async fn session_by_id(&self, id: SessionId) -> Result<Session, Error> {
        let known = self.catalog.read().sessions.get(&id).cloned();
        let row = match known {
            Some(row) => row,
            None => {
                let catalog = self.catalog.look().await?;
                catalog.sessions.get(&id).cloned().ok_or_else(Error::not_found)?
            }
        };
        let session = self.open(&row).await?;
        if !self.registry.nodes().is_alone()
            // What a request rests on may have been said by another node a moment ago.
            && let Ok(Some(head)) = self.log.head(LogId(id.0)).await
        {
            session.keep_up_with(head.seq).await;
        }
        Ok(session)
    }

    /// A session that the catalog has, made if a crash came between the two. Every step may
    /// be repeated.
    ///
    /// # Errors
    /// When it cannot be loaded or made now.
    pub async fn open(&self, row: &SessionRow) -> Result<Session, Error> {
        let session = match self.registry.get(row.id).await {
            Err(Unreachable::NoSuchSession) => {
                self.log.create(LogId(row.id.0), Epoch(clock::id())).await?;
                self.registry.get(row.id).await?
            }
            found => found?,
        };
        let state = session.hub().state();
        if state.session.plan.title.en.is_empty() {
            let schedule = session::Command::Schedule(row.plan.clone());
            session.ask_as_server(domain::Command::Session(schedule)).await?;
        }
        let creator = self.catalog.read().accounts.get(&row.created_by).cloned();
        if let Some(creator) = creator
            && state.roster.of_account(creator.id, &creator.email).is_none()
        {
            self.seat_account(&session, &creator).await?;
        }
        Ok(session)
    }

    /// Makes a session. Its creator is its first facilitator.
    ///
    /// # Errors
    /// When it cannot be saved now.
    pub async fn create_session(
        &self,
        plan: session::Plan,
        created_by: AccountId,
    ) -> Result<SessionRow, Error> {
        let id = SessionId(clock::id());
        let row = SessionRow { id, code: new_code(), plan, created_by };
        self.catalog.ask(catalog::Command::CreateSession(row.clone())).await?;
        self.open(&row).await?;
        Ok(row)
    }

    /// The place of an account in a session, made if it has none and may come in anyway:
    /// the creator and staff.
    ///
    /// # Errors
    /// When the account has no business there, or was taken out.
    pub async fn seat_account(
        &self,
        session: &Session,
        account: &Account,
    ) -> Result<PersonId, Error> {
        let state = session.hub().state();
        if let Some(person) = state.roster.of_account(account.id, &account.email) {
            return Ok(person.id);
        }
        let row = self.catalog.read().sessions.get(&state.session.id).cloned();
        let is_creator = row.is_some_and(|row| row.created_by == account.id);
        if !is_creator && account.permission < Permission::Staff {
            return Err(Error::not_found());
        }
        let id = PersonId(clock::id());
        // Some guest may have typed this address; that makes them no more than a guest.
        let is_taken = state.roster.by_email(&account.email).is_some();
        let email = if is_taken { String::new() } else { account.email.clone() };
        let person = NewPerson {
            id,
            name: account.name.clone(),
            email,
            organisation: Organisation::default(),
            job_role: None,
            permission: account.permission,
            identified: Identified::Link,
            account: Some(account.id),
            details: roster::Details::default(),
            claims: None,
        };
        let add = domain::Command::Roster(roster::Command::Add(vec![person]));
        match session.ask_as_server(add).await {
            Ok(()) => Ok(id),
            // Two requests of one account at once: one of them has made the place.
            Err(refusal) => {
                let state = session.hub().state();
                let person = state.roster.of_account(account.id, &account.email);
                person.map(|person| person.id).ok_or_else(|| refusal.into())
            }
        }
    }
}

fn new_code() -> String {
    let secret = clock::secret::<{ 2 * CODE_CHARS }>();
    let pairs = secret.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    pairs.map(|n| char::from(CODE_ALPHABET[usize::from(n) % CODE_ALPHABET.len()])).collect()
}

/// A session code as it was meant: people type spaces, dashes and small letters.
#[must_use]
pub(super) fn read_code(raw: &str) -> String {
    let kept = raw.chars().filter(char::is_ascii_alphanumeric).take(2 * CODE_CHARS);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}
