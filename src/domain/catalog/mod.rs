//! Accounts and sessions: the directory of a Convene server, on a log of its own.

#[cfg(test)]
mod tests;

use crate::domain::{
    AccountId, Millis, PollId, SessionId, TemplateId, board::Saved, poll::Poll, roster::Permission,
    session::Plan,
};
use imbl::{HashMap, OrdMap, Vector};
use std::sync::Arc;

/// Accounts of one server.
pub const ACCOUNTS_MAX: usize = 1_000;
/// Sessions of one server.
pub const SESSIONS_MAX: usize = 10_000;
/// Polls that are saved for other sessions.
pub const SAVED_POLLS_MAX: usize = 500;
/// Templates of boards that are saved.
pub const TEMPLATES_MAX: usize = 200;
/// Losses that are remembered.
pub const LOSSES_MAX: usize = 50;

/// What can be asked. The gateway has checked the right to ask.
#[derive(Clone, Debug)]
pub enum Command {
    /// Makes an account without a password.
    CreateAccount(NewAccount),
    /// Its owner has set a password.
    Activate(AccountId),
    /// Makes a session.
    CreateSession(SessionRow),
    /// Remembers what the store has lost.
    RecordLoss(Loss),
    /// Saves a poll for other sessions.
    SavePoll(Box<Poll>, AccountId),
    /// Takes a saved poll out.
    RemovePoll(PollId),
    /// Saves a template of boards, or replaces the one with its id.
    SaveTemplate(Box<Saved>, AccountId),
    /// Takes a template out.
    RemoveTemplate(TemplateId),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is a new account.
    AccountCreated(NewAccount),
    /// An account can be used.
    AccountActivated(AccountId),
    /// There is a new session.
    SessionCreated(SessionRow),
    /// The store has lost what was acknowledged.
    LossRecorded(Loss),
    /// A poll was saved, or otherwise than before.
    PollSaved(Box<Poll>, AccountId),
    /// A saved poll was taken out.
    PollRemoved(PollId),
    /// A template of boards was saved.
    TemplateSaved(Box<Saved>, AccountId),
    /// A template was taken out.
    TemplateRemoved(TemplateId),
    /// Something that only a newer version knows.
    Unknown,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Two accounts cannot share an address.
    #[error("an account with this e-mail address is already there")]
    EmailTaken,
    /// No such account.
    #[error("no such account")]
    NoSuchAccount,
    /// The server is full.
    #[error("no more accounts, sessions or polls fit on this server")]
    Full,
    /// No such saved poll.
    #[error("no such poll is saved")]
    NoSuchPoll,
    /// No such template.
    #[error("no such template is saved")]
    NoSuchTemplate,
    /// Drawn twice; draw again.
    #[error("this session code is taken")]
    CodeTaken,
}

/// An account before it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// Chosen by the server.
    pub id: AccountId,
    /// Whose.
    pub name: String,
    /// Lower case; what they sign in with.
    pub email: String,
    /// What they may do, in every session.
    pub permission: Permission,
}

/// Someone who signs in with a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Whose.
    pub name: String,
    /// Lower case.
    pub email: String,
    /// What they may do.
    pub permission: Permission,
    /// Whether a password was set.
    pub active: bool,
}

/// A session as the directory knows it. What happens in it is in its own log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Which.
    pub id: SessionId,
    /// What people type to join.
    pub code: String,
    /// What was announced at first.
    pub plan: Plan,
    /// Its first facilitator.
    pub created_by: AccountId,
}

/// Events that were acknowledged and are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Of this session, or of the catalog itself.
    pub session: Option<SessionId>,
    /// When that was noticed.
    pub noticed_at: Millis,
    /// How many, as far as is known. 0: nobody knows.
    pub events: u32,
    /// The whole store was put back to what it was some time before.
    pub restored: bool,
}

/// The directory, folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    /// By id.
    pub accounts: OrdMap<AccountId, Arc<Account>>,
    /// By id.
    pub sessions: OrdMap<SessionId, Arc<SessionRow>>,
    /// What the store has lost, as it was noticed.
    pub losses: Vector<Loss>,
    /// Polls for any session, and who saved them; the oldest first.
    pub polls: Vector<(Arc<Poll>, AccountId)>,
    /// Templates of boards for any session, and who saved them; the oldest first.
    pub templates: Vector<(Arc<Saved>, AccountId)>,
    by_email: HashMap<String, AccountId>,
    by_code: HashMap<String, SessionId>,
    /// There are facts that only a newer version knows: nothing is decided here.
    pub is_outdated: bool,
}

impl Catalog {
    /// Whoever signs in with this address.
    #[must_use]
    pub fn by_email(&self, email: &str) -> Option<&Arc<Account>> {
        self.by_email.get(email).and_then(|id| self.accounts.get(id))
    }

    /// The session of a code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Arc<SessionRow>> {
        self.by_code.get(code).and_then(|id| self.sessions.get(id))
    }

    /// Decides D1 to D6.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn decide(&self, command: Command) -> Result<Vec<Event>, Rejection> {
        let event = match command {
            Command::CreateAccount(new) => {
                if self.by_email.contains_key(&new.email) {
                    return Err(Rejection::EmailTaken);
                }
                if self.accounts.len() >= ACCOUNTS_MAX {
                    return Err(Rejection::Full);
                }
                Event::AccountCreated(new)
            }
            Command::Activate(id) => {
                let account = self.accounts.get(&id).ok_or(Rejection::NoSuchAccount)?;
                if account.active {
                    return Ok(Vec::new());
                }
                Event::AccountActivated(id)
            }
            Command::CreateSession(row) => {
                if self.by_code.contains_key(&row.code) {
                    return Err(Rejection::CodeTaken);
                }
                if self.sessions.len() >= SESSIONS_MAX {
                    return Err(Rejection::Full);
                }
                Event::SessionCreated(row)
            }
            Command::RecordLoss(loss) if self.losses.contains(&loss) => return Ok(Vec::new()),
            Command::RecordLoss(loss) => Event::LossRecorded(loss),
            Command::SavePoll(poll, by) => {
                let old = self.polls.iter().find(|(old, _)| old.id == poll.id);
                match old {
                    Some((old, _)) if **old == *poll => return Ok(Vec::new()),
                    None if self.polls.len() >= SAVED_POLLS_MAX => return Err(Rejection::Full),
                    Some(_) | None => Event::PollSaved(poll, by),
                }
            }
            Command::SaveTemplate(template, by) => {
                let old = self.templates.iter().find(|(old, _)| old.id == template.id);
                match old {
                    Some((old, _)) if **old == *template => return Ok(Vec::new()),
                    None if self.templates.len() >= TEMPLATES_MAX => return Err(Rejection::Full),
                    Some(_) | None => Event::TemplateSaved(template, by),
                }
            }
            Command::RemoveTemplate(id) => {
                let is_there = self.templates.iter().any(|(template, _)| template.id == id);
                is_there.then_some(Event::TemplateRemoved(id)).ok_or(Rejection::NoSuchTemplate)?
            }
            Command::RemovePoll(id) => {
                let is_there = self.polls.iter().any(|(poll, _)| poll.id == id);
                is_there.then_some(Event::PollRemoved(id)).ok_or(Rejection::NoSuchPoll)?
            }
        };
        Ok(vec![event])
    }

    /// Folds one fact. Cannot fail: the log is already true.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::AccountCreated(new) => {
                self.by_email.insert(new.email.clone(), new.id);
                self.accounts.insert(
                    new.id,
                    Arc::new(Account {
                        id: new.id,
                        name: new.name.clone(),
                        email: new.email.clone(),
                        permission: new.permission,
                        active: false,
                    }),
                );
            }
            Event::AccountActivated(id) => {
                if let Some(account) = self.accounts.get_mut(id) {
                    Arc::make_mut(account).active = true;
                }
            }
            Event::SessionCreated(row) => {
                self.by_code.insert(row.code.clone(), row.id);
                self.sessions.insert(row.id, Arc::new(row.clone()));
            }
            Event::LossRecorded(loss) => {
                self.losses.push_back(*loss);
                if self.losses.len() > LOSSES_MAX {
                    self.losses.pop_front();
                }
            }
            Event::PollSaved(poll, by) => {
                self.polls.retain(|(old, _)| old.id != poll.id);
                self.polls.push_back((Arc::new(Poll::clone(poll)), *by));
            }
            Event::PollRemoved(id) => self.polls.retain(|(poll, _)| poll.id != *id),
            Event::TemplateSaved(template, by) => {
                self.templates.retain(|(old, _)| old.id != template.id);
                self.templates.push_back((Arc::new(Saved::clone(template)), *by));
            }
            Event::TemplateRemoved(id) => {
                self.templates.retain(|(template, _)| template.id != *id);
            }
            Event::Unknown => self.is_outdated = true,
        }
    }
}
