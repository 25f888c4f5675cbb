//! Who may put, change and take out whom: R1 to R17.

use crate::domain::{
    Actor, Ctx, PersonId, Rejection as AnyRejection, State,
    roster::{
        ARRIVALS_MAX, Command, Correction, Event, GUESTS_MAX, Identified, NewPerson, PEOPLE_MAX,
        Permission, Person, Rejection, Roster, Update,
    },
};
use std::sync::Arc;

/// For what only the server may ask.
pub(in crate::domain) fn only_server(ctx: &Ctx) -> Result<(), Rejection> {
    match ctx.actor {
        Actor::Server => Ok(()),
        Actor::Person(_) => Err(Rejection::NotAllowed),
    }
}

/// Decides R1 to R17.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    let roster = &state.roster;
    match command {
        Command::Add(people) => Ok(add(roster, ctx, people)?),
        Command::Import(add_all, updates) => {
            let mut events = add(roster, ctx, add_all)?;
            for update in updates {
                roster.person(update.id).ok_or(Rejection::NoSuchPerson)?;
                events.push(Event::Updated(Box::new(update)));
            }
            Ok(events)
        }
        Command::Correct(correction) => Ok(correct(roster, ctx, correction)?),
        Command::Admit(id) => {
            roster.acting_with(ctx, Permission::Facilitator)?;
            let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
            Ok(if person.waiting { vec![Event::Admitted(id)] } else { Vec::new() })
        }
        Command::Merge { guest, into } => Ok(merge(roster, ctx, guest, into)?),
        Command::ReissueLink(id) => {
            only_server(ctx)?;
            roster.person(id).ok_or(Rejection::NoSuchPerson)?;
            Ok(vec![Event::LinkReissued(id)])
        }
        Command::SetAttention(attention) => {
            let person = roster.acting(ctx)?;
            let is_same = person.attention == attention;
            Ok(if is_same { Vec::new() } else { vec![Event::AttentionSet(person.id, attention)] })
        }
        Command::SetPermission(id, permission) => Ok(set_permission(roster, ctx, id, permission)?),
        Command::Remove(id) => Ok(remove(roster, ctx, id)?),
        Command::Claim(id) => Ok(claim(roster, ctx, id)?),
        Command::Confirm(id) => {
            only_server(ctx)?;
            let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
            let is_claimed =
                matches!(person.identified, Identified::Code | Identified::Facilitator);
            Ok(if is_claimed { vec![Event::Confirmed(id)] } else { Vec::new() })
        }
        Command::Arrive(people) => {
            only_server(ctx)?;
            let new = |id: &PersonId| {
                let is_in = |person: &Arc<Person>| person.consent.is_some() && !person.waiting;
                roster.person(*id).is_some_and(|person| is_in(person) && !person.here)
            };
            let mut people: Vec<PersonId> = people.into_iter().filter(new).collect();
            people.sort_unstable();
            people.dedup();
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
    let is_known = |person: &&NewPerson| !person.email.is_empty() && !is_guest(person.identified);
    for person in people.iter().filter(is_known) {
        if roster.by_email.contains_key(&person.email) || !emails.insert(&person.email) {
            return Err(Rejection::EmailTaken);
        }
    }
    Ok(people.into_iter().map(Event::Added).collect())
}

fn correct(roster: &Roster, ctx: &Ctx, new: Correction) -> Result<Vec<Event>, Rejection> {
    let acting = roster.acting_with(ctx, Permission::Facilitator)?;
    let person = roster.person(new.id).ok_or(Rejection::NoSuchPerson)?;
    if person.permission > acting.permission {
        return Err(Rejection::NotAllowed);
    }
    let update = Update {
        id: new.id,
        name: new.name,
        organisation: new.organisation,
        job_role: Some(new.job_role),
        details: person.details.clone(),
    };
    let is_same = (&update.name, &update.organisation, update.job_role)
        == (&person.name, &person.organisation, person.job_role);
    Ok(if is_same { Vec::new() } else { vec![Event::Updated(Box::new(update))] })
}

fn merge(
    roster: &Roster,
    ctx: &Ctx,
    guest: PersonId,
    into: PersonId,
) -> Result<Vec<Event>, Rejection> {
    let acting = roster.acting_with(ctx, Permission::Facilitator)?;
    if roster.anyone(guest).is_some_and(|guest| guest.merged_into == Some(into)) {
        return Ok(Vec::new());
    }
    let guest = roster.person(guest).ok_or(Rejection::NoSuchPerson)?;
    let into = roster.person(into).ok_or(Rejection::NoSuchPerson)?;
    // A browser that came by code gets no right over others, and no account's place.
    if into.permission > acting.permission || into.account.is_some() {
        return Err(Rejection::NotAllowed);
    }
    let is_guest = guest.identified == Identified::Guest && guest.id != into.id;
    // Someone who was made a facilitator meanwhile is more than a guest.
    let is_plain = !guest.permission.runs_sessions() && !into.permission.runs_sessions();
    if !is_guest || !is_plain || into.identified == Identified::Guest {
        return Err(Rejection::NoGuest);
    }
    Ok(vec![Event::Merged { guest: guest.id, into: into.id }])
}

fn set_permission(
    roster: &Roster,
    ctx: &Ctx,
    id: PersonId,
    permission: Permission,
) -> Result<Vec<Event>, Rejection> {
    let acting = roster.acting_with(ctx, Permission::Facilitator)?;
    let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
    if person.waiting {
        return Err(Rejection::Waiting);
    }
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

fn remove(roster: &Roster, ctx: &Ctx, id: PersonId) -> Result<Vec<Event>, Rejection> {
    let acting = roster.acting_with(ctx, Permission::Facilitator)?;
    let person = roster.anyone(id).ok_or(Rejection::NoSuchPerson)?;
    if person.removed {
        return Ok(Vec::new());
    }
    if person.permission > acting.permission {
        return Err(Rejection::NotAllowed);
    }
    roster.without_facilitator(id)?;
    Ok(vec![Event::Removed(id)])
}

fn claim(roster: &Roster, ctx: &Ctx, id: PersonId) -> Result<Vec<Event>, Rejection> {
    only_server(ctx)?;
    let person = roster.person(id).ok_or(Rejection::NoSuchPerson)?;
    // A code proves nothing: it gives nobody a right over others.
    let is_open = person.identified == Identified::Link
        && person.consent.is_none()
        && person.account.is_none()
        && !person.permission.runs_sessions();
    if is_open { Ok(vec![Event::Claimed(id)]) } else { Err(Rejection::AlreadyClaimed) }
}
