//! Who is expected, who is here, and what they may do.

mod decide;
mod fold;
#[cfg(test)]
mod tests;

pub(super) use decide::{decide, only_server};
pub(super) use fold::{apply, project};

use crate::domain::{
    AccountId, Actor, Ctx, Millis, PersonId, organisation::Organisation, text::folded,
};
use imbl::{HashMap, OrdMap, Vector};
use std::sync::Arc;

/// People on one roster.
pub const PEOPLE_MAX: usize = 5_000;
/// Of them people whom nobody expected: a code that got about must not fill the roster.
pub const GUESTS_MAX: usize = 1_000;
/// People in one event of arrival.
pub const ARRIVALS_MAX: usize = 200;
/// Stays of one person that are told apart.
pub const STAYS_MAX: usize = 500;
/// How often a merged place is followed to where it went.
const MERGES_MAX: usize = 8;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Puts people on the roster, all or none.
    Add(Vec<NewPerson>),
    /// Puts people on the roster and changes others, all or nothing.
    Import(Vec<NewPerson>, Vec<Update>),
    /// Puts right who someone is.
    Correct(Correction),
    /// Lets someone in who waits at the door.
    Admit(PersonId),
    /// A guest is this person on the roster.
    Merge {
        /// Who came.
        guest: PersonId,
        /// Who they are.
        into: PersonId,
    },
    /// Makes someone's personal link anew.
    ReissueLink(PersonId),
    /// Says how one takes part.
    SetAttention(Attention),
    /// Changes what someone may do.
    SetPermission(PersonId, Permission),
    /// Takes someone out of the session.
    Remove(PersonId),
    /// Someone takes their place by the session code.
    Claim(PersonId),
    /// Someone opens the personal link of a place that was claimed by code.
    Confirm(PersonId),
    /// These people are connected.
    Arrive(Vec<PersonId>),
    /// This person has been gone for the grace period.
    Depart(PersonId, Millis),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Someone is expected.
    Added(NewPerson),
    /// Someone is otherwise than was known.
    Updated(Box<Update>),
    /// Someone was let in.
    Admitted(PersonId),
    /// A guest turned out to be someone on the roster.
    Merged {
        /// Who came.
        guest: PersonId,
        /// Who they are.
        into: PersonId,
    },
    /// Someone has another personal link.
    LinkReissued(PersonId),
    /// Someone takes part otherwise.
    AttentionSet(PersonId, Attention),
    /// Someone may do more, or less.
    PermissionSet(PersonId, Permission),
    /// Someone was taken out.
    Removed(PersonId),
    /// Someone took their place by the session code.
    Claimed(PersonId),
    /// The one with the personal link took it back.
    Confirmed(PersonId),
    /// These people are here.
    Arrived(Vec<PersonId>),
    /// Someone left.
    Departed {
        /// Who.
        person: PersonId,
        /// When the server last heard of them.
        last_heard_at: Millis,
    },
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The right is missing.
    #[error("you may not do this")]
    NotAllowed,
    /// The one who asks was taken out.
    #[error("you were taken out of this session")]
    Removed,
    /// Nobody here has this id.
    #[error("no such person in this session")]
    NoSuchPerson,
    /// Two people cannot share an address.
    #[error("someone with this e-mail address is already there")]
    EmailTaken,
    /// The roster is full.
    #[error("a session has at most 5,000 people")]
    Full,
    /// Someone must be able to run the session.
    #[error("a session needs one facilitator")]
    LastFacilitator,
    /// This place is taken.
    #[error("this place on the roster is already taken")]
    AlreadyClaimed,
    /// They wait at the door.
    #[error("wait until a facilitator lets you in")]
    Waiting,
    /// Only a guest becomes someone else, and only someone on the roster.
    #[error("only a guest becomes someone on the roster")]
    NoGuest,
}

/// What someone may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// Takes part.
    Participant,
    /// Runs sessions.
    Facilitator,
    /// Works for the collaborative.
    Staff,
    /// Staff who create accounts.
    Admin,
}

impl Permission {
    /// Whether what is for facilitators is for them.
    #[must_use]
    pub fn runs_sessions(self) -> bool {
        self >= Self::Facilitator
    }
}

/// What someone works as. Forms breakout rooms; says nothing of rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the taxonomy speaks for itself")]
pub enum JobRole {
    Teacher,
    Coach,
    SiteAdmin,
    CurriculumAdmin,
    Specialist,
    Cabinet,
    EdtechData,
    PupilServices,
    FamilyCommunity,
    CoeStaff,
    Partner,
}

/// What someone agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// What I write is kept.
    Given,
    /// Keep nothing but my attendance.
    WatchOnly,
}

/// How we know who someone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// By an account or a personal link.
    Link,
    /// They typed the code and an address that is on the roster.
    Code,
    /// They typed the code, and nobody expected them.
    Guest,
    /// A facilitator said who they are.
    Facilitator,
}

/// How someone takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attention {
    /// With all they have.
    #[default]
    Active,
    /// Listening, no more.
    Listening,
    /// Back in a moment.
    Away,
}

/// The language someone prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum Language {
    English,
    Spanish,
    Bilingual,
}

/// What a roster says of someone for forming rooms. Facilitators alone see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// What they prefer.
    pub language: Option<Language>,
    /// What they need to take part.
    pub access: String,
    /// Which groups they belong to.
    pub groups: Arc<[String]>,
    /// With whom they are always in one room.
    pub keep_with: Arc<[PersonId]>,
    /// With whom they never are.
    pub keep_apart: Arc<[PersonId]>,
}

impl Details {
    /// Most groups, or people to be kept with or apart from.
    pub const LIST_MAX: usize = 20;
}

/// What an import changes of someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Where they work.
    pub organisation: Organisation,
    /// What they work as.
    pub job_role: Option<JobRole>,
    /// For forming rooms.
    pub details: Details,
}

/// What a facilitator puts right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Where they work.
    pub organisation: Organisation,
    /// What they work as.
    pub job_role: JobRole,
}

/// One stay in the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// From when.
    pub from: Millis,
    /// Until when; `None` while they are here.
    pub until: Option<Millis>,
}

/// A row of the roster, before it is on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Chosen by the server.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Lower case, or empty.
    pub email: String,
    /// Where they work.
    pub organisation: Organisation,
    /// What they work as; unknown of those who come by account.
    pub job_role: Option<JobRole>,
    /// What they may do.
    pub permission: Permission,
    /// How we will know them.
    pub identified: Identified,
    /// The account whose person this is.
    pub account: Option<AccountId>,
    /// For forming rooms.
    pub details: Details,
    /// A guest who says to be this person, whose place is taken.
    pub claims: Option<PersonId>,
}

/// A row of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Lower case, or empty.
    pub email: String,
    /// Where they work.
    pub organisation: Organisation,
    /// What they work as; unknown of those who come by account.
    pub job_role: Option<JobRole>,
    /// What they may do.
    pub permission: Permission,
    /// How we know them.
    pub identified: Identified,
    /// The account whose person this is.
    pub account: Option<AccountId>,
    /// What they agreed to; nothing while they have not answered.
    pub consent: Option<Consent>,
    /// Have they ever been here?
    pub arrived: bool,
    /// Are they here, as far as attendance goes?
    pub here: bool,
    /// Were they taken out? Kept, so that they cannot come back by the same link.
    pub removed: bool,
    /// The event since which they see what they see now.
    pub sight_since: u64,
    /// For forming rooms.
    pub details: Details,
    /// They wait at the door.
    pub waiting: bool,
    /// Who they say to be, although that place is taken.
    pub claims: Option<PersonId>,
    /// Who they turned out to be.
    pub merged_into: Option<PersonId>,
    /// How they take part.
    pub attention: Attention,
    /// How often their personal link was made anew.
    pub link_generation: u32,
    /// When they were here.
    pub stays: Vector<Stay>,
}

/// The people of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    pub(crate) people: OrdMap<PersonId, Arc<Person>>,
    pub(crate) by_email: HashMap<String, PersonId>,
}

impl Roster {
    /// Someone who is on the roster and was not taken out.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Arc<Person>> {
        self.people.get(&id).filter(|person| !person.removed)
    }

    /// Someone who is or was on the roster.
    #[must_use]
    pub fn anyone(&self, id: PersonId) -> Option<&Arc<Person>> {
        self.people.get(&id)
    }

    /// Whoever has this address, even if taken out. That of a guest who turned out to be
    /// someone else is theirs.
    #[must_use]
    pub fn by_email(&self, email: &str) -> Option<&Arc<Person>> {
        self.by_email.get(email).and_then(|id| self.people.get(&self.resolve(*id)))
    }

    /// The one person of this name who works there, if there is exactly one: how someone
    /// without e-mail says who they are.
    #[must_use]
    pub fn only_one(&self, name: &str, organisation: &Organisation) -> Option<&Arc<Person>> {
        let is_same = |person: &&Arc<Person>| {
            let place = &person.organisation;
            let is_there = match (place.code, organisation.code) {
                (Some(a), Some(b)) => a == b,
                _ => folded(&place.name) == folded(&organisation.name),
            };
            person.identified != Identified::Guest
                && is_there
                && folded(&person.name) == folded(name)
        };
        let mut found = self.iter().filter(is_same);
        found.next().filter(|_| found.next().is_none())
    }

    /// The person of an account, even if taken out: the one made for it, or the one that a
    /// facilitator put on the roster with its address. An address that a guest typed proves
    /// nothing.
    #[must_use]
    pub fn of_account(&self, account: AccountId, email: &str) -> Option<&Arc<Person>> {
        let made_for_it = self.people.values().find(|person| person.account == Some(account));
        let by_email = || self.by_email(email).filter(|found| found.identified == Identified::Link);
        made_for_it.or_else(by_email)
    }

    /// Whoever a place belongs to now, if its guest turned out to be someone else.
    #[must_use]
    pub fn resolve(&self, id: PersonId) -> PersonId {
        let next = |id: &PersonId| self.people.get(id).and_then(|person| person.merged_into);
        std::iter::successors(Some(id), next).take(MERGES_MAX).last().unwrap_or(id)
    }

    /// Everyone who is or was on the roster.
    pub fn everyone(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.values()
    }

    /// Everyone who was not taken out.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.values().filter(|person| !person.removed)
    }

    /// Those who have been here.
    pub fn arrived(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.iter().filter(|person| person.arrived)
    }

    /// Those who have not.
    pub fn expected(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.iter().filter(|person| !person.arrived)
    }

    /// The one who asks, if they are in.
    pub(super) fn acting(&self, ctx: &Ctx) -> Result<&Arc<Person>, Rejection> {
        let person = self.acting_or_waiting(ctx)?;
        if person.waiting { Err(Rejection::Waiting) } else { Ok(person) }
    }

    /// The one who asks, who may be at the door.
    pub(super) fn acting_or_waiting(&self, ctx: &Ctx) -> Result<&Arc<Person>, Rejection> {
        let Actor::Person(id) = ctx.actor else { return Err(Rejection::NotAllowed) };
        match self.people.get(&id) {
            None => Err(Rejection::NotAllowed),
            Some(person) if person.removed => Err(Rejection::Removed),
            Some(person) => Ok(person),
        }
    }

    /// The one who asks, if they may do this.
    pub(super) fn acting_with(
        &self,
        ctx: &Ctx,
        permission: Permission,
    ) -> Result<&Arc<Person>, Rejection> {
        let person = self.acting(ctx)?;
        if person.permission >= permission { Ok(person) } else { Err(Rejection::NotAllowed) }
    }

    pub(super) fn consented(&mut self, seq: u64, id: PersonId, answer: Consent) {
        self.change(id, |person| {
            person.consent = Some(answer);
            person.sight_since = seq;
        });
    }

    fn change(&mut self, id: PersonId, f: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.get_mut(&id) {
            f(Arc::make_mut(person));
        }
    }

    /// Refuses to leave the session without anyone to run it.
    fn without_facilitator(&self, id: PersonId) -> Result<(), Rejection> {
        let others = self.iter().any(|other| other.id != id && other.permission.runs_sessions());
        if others { Ok(()) } else { Err(Rejection::LastFacilitator) }
    }
}
