//! Who is expected, who is here, and what they may do.

#[cfg(test)]
mod tests;

use crate::domain::{
    AccountId, Actor, Audience, Change, Ctx, Millis, PersonId, State, organisation::Organisation,
};
use imbl::{HashMap, OrdMap};
use std::sync::Arc;

/// People on one roster.
pub const PEOPLE_MAX: usize = 5_000;
/// Of them people whom nobody expected: a code that got about must not fill the roster.
pub const GUESTS_MAX: usize = 1_000;
/// People in one event of arrival.
pub const ARRIVALS_MAX: usize = 200;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Puts people on the roster, all or none.
    Add(Vec<NewPerson>),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Whoever has this address, even if taken out.
    #[must_use]
    pub fn by_email(&self, email: &str) -> Option<&Arc<Person>> {
        self.by_email.get(email).and_then(|id| self.people.get(id))
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

    /// The one who asks.
    pub(super) fn acting(&self, ctx: &Ctx) -> Result<&Arc<Person>, Rejection> {
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

/// For what only the server may ask.
pub(super) fn only_server(ctx: &Ctx) -> Result<(), Rejection> {
    match ctx.actor {
        Actor::Server => Ok(()),
        Actor::Person(_) => Err(Rejection::NotAllowed),
    }
}

/// Decides R1 to R8.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, super::Rejection> {
    let roster = &state.roster;
    match command {
        Command::Add(people) => Ok(add(roster, ctx, people)?),
        Command::SetPermission(id, permission) => Ok(set_permission(roster, ctx, id, permission)?),
        Command::Remove(id) => {
            let acting = roster.acting_with(ctx, Permission::Facilitator)?;
            let person = roster.anyone(id).ok_or(Rejection::NoSuchPerson)?;
            if person.removed {
                return Ok(Vec::new());
            }
            if person.permission > acting.permission {
                return Err(Rejection::NotAllowed.into());
            }
            roster.without_facilitator(id)?;
            Ok(vec![Event::Removed(id)])
        }
        Command::Claim(id) => {
            only_server(ctx)?;
            let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
            // A code proves nothing: it gives nobody a right over others.
            let is_open = person.identified == Identified::Link
                && person.consent.is_none()
                && person.account.is_none()
                && !person.permission.runs_sessions();
            if is_open {
                Ok(vec![Event::Claimed(id)])
            } else {
                Err(Rejection::AlreadyClaimed.into())
            }
        }
        Command::Confirm(id) => {
            only_server(ctx)?;
            let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
            let is_claimed = person.identified == Identified::Code;
            Ok(if is_claimed { vec![Event::Confirmed(id)] } else { Vec::new() })
        }
        Command::Arrive(people) => {
            only_server(ctx)?;
            let new = |id: &PersonId| {
                roster.person(*id).is_some_and(|person| person.consent.is_some() && !person.here)
            };
            let people: Vec<PersonId> = people.into_iter().filter(new).collect();
            Ok(people.chunks(ARRIVALS_MAX).map(|some| Event::Arrived(some.to_vec())).collect())
        }
        Command::Depart(person, last_heard_at) => {
            only_server(ctx)?;
            let here = roster.anyone(person).is_some_and(|person| person.here);
            let departed = Event::Departed { person, last_heard_at };
            Ok(if here { vec![departed] } else { Vec::new() })
        }
    }
}

fn add(roster: &Roster, ctx: &Ctx, people: Vec<NewPerson>) -> Result<Vec<Event>, Rejection> {
    only_server(ctx)?;
    let is_guest = |identified: Identified| identified == Identified::Guest;
    let new_guests = people.iter().filter(|person| is_guest(person.identified)).count();
    let guests = roster.iter().filter(|person| is_guest(person.identified)).count() + new_guests;
    if roster.people.len() + people.len() > PEOPLE_MAX || (new_guests > 0 && guests > GUESTS_MAX) {
        return Err(Rejection::Full);
    }
    let mut emails = std::collections::HashSet::new();
    for person in people.iter().filter(|person| !person.email.is_empty()) {
        if roster.by_email.contains_key(&person.email) || !emails.insert(&person.email) {
            return Err(Rejection::EmailTaken);
        }
    }
    Ok(people.into_iter().map(Event::Added).collect())
}

fn set_permission(
    roster: &Roster,
    ctx: &Ctx,
    id: PersonId,
    permission: Permission,
) -> Result<Vec<Event>, Rejection> {
    let acting = roster.acting_with(ctx, Permission::Facilitator)?;
    let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
    // Staff and admins are made in the catalog, and nobody rises above themselves.
    if permission > Permission::Facilitator || person.permission > acting.permission {
        return Err(Rejection::NotAllowed);
    }
    if person.permission == permission {
        return Ok(Vec::new());
    }
    if !permission.runs_sessions() {
        roster.without_facilitator(id)?;
    }
    Ok(vec![Event::PermissionSet(id, permission)])
}

pub(super) fn apply(roster: &mut Roster, seq: u64, event: &Event) {
    match event {
        Event::Added(new) => {
            let new = new.clone();
            if !new.email.is_empty() {
                roster.by_email.insert(new.email.clone(), new.id);
            }
            roster.people.insert(
                new.id,
                Arc::new(Person {
                    id: new.id,
                    name: new.name,
                    email: new.email,
                    organisation: new.organisation,
                    job_role: new.job_role,
                    permission: new.permission,
                    identified: new.identified,
                    account: new.account,
                    consent: None,
                    arrived: false,
                    here: false,
                    removed: false,
                    sight_since: seq,
                }),
            );
        }
        Event::PermissionSet(id, permission) => roster.change(*id, |person| {
            person.permission = *permission;
            person.sight_since = seq;
        }),
        Event::Removed(id) => roster.change(*id, |person| {
            person.removed = true;
            person.sight_since = seq;
        }),
        Event::Claimed(id) => roster.change(*id, |person| person.identified = Identified::Code),
        Event::Confirmed(id) => roster.change(*id, |person| person.identified = Identified::Link),
        Event::Arrived(people) => {
            for id in people {
                roster.change(*id, |person| {
                    person.arrived = true;
                    person.here = true;
                });
            }
        }
        Event::Departed { person, .. } => roster.change(*person, |person| person.here = false),
    }
}

pub(super) fn project(roster: &Roster, event: &Event) -> Vec<(Audience, Change)> {
    let put = |id: &PersonId| {
        let person = roster.person(*id)?;
        let audience = if person.arrived { Audience::Everyone } else { Audience::Facilitators };
        Some((audience, Change::PersonPut(Arc::clone(person))))
    };
    match event {
        Event::Added(new) => put(&new.id).into_iter().collect(),
        Event::PermissionSet(id, _) | Event::Claimed(id) | Event::Confirmed(id) => {
            put(id).into_iter().collect()
        }
        Event::Removed(id) => {
            let arrived = roster.anyone(*id).is_some_and(|person| person.arrived);
            let audience = if arrived { Audience::Everyone } else { Audience::Facilitators };
            vec![(audience, Change::PersonGone(*id))]
        }
        Event::Arrived(people) => people.iter().filter_map(put).collect(),
        // Who is connected now is presence; the fact is for attendance.
        Event::Departed { .. } => Vec::new(),
    }
}
