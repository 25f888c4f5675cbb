//! What a roster becomes by what happens to people, and who sees it.

use crate::domain::{
    Audience, Change, Millis, PersonId,
    roster::{Attention, Event, Identified, NewPerson, Person, Roster, STAYS_MAX, Stay},
};
use imbl::Vector;
use std::sync::Arc;

pub(in crate::domain) fn apply(roster: &mut Roster, seq: u64, at: Millis, event: &Event) {
    match event {
        Event::Added(new) => {
            // What a guest types proves nothing, and keeps nobody's place.
            if !new.email.is_empty() && new.identified != Identified::Guest {
                roster.by_email.insert(new.email.clone(), new.id);
            }
            roster.people.insert(new.id, Arc::new(expected(new.clone(), seq)));
        }
        Event::Updated(update) => roster.change(update.id, |person| {
            person.name.clone_from(&update.name);
            person.organisation = update.organisation.clone();
            person.job_role = update.job_role;
            person.details = update.details.clone();
        }),
        Event::Admitted(id) => roster.change(*id, |person| {
            person.waiting = false;
            person.sight_since = seq;
        }),
        Event::Merged { guest, into } => merge(roster, seq, at, *guest, *into),
        Event::LinkReissued(id) => roster.change(*id, |person| person.link_generation += 1),
        Event::AttentionSet(id, attention) => {
            roster.change(*id, |person| person.attention = *attention);
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
                    begin(&mut person.stays, at);
                });
            }
        }
        Event::Departed { person, last_heard_at } => roster.change(*person, |person| {
            person.here = false;
            end(&mut person.stays, *last_heard_at);
        }),
    }
}

/// Someone before they have come.
fn expected(new: NewPerson, seq: u64) -> Person {
    Person {
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
        details: new.details,
        waiting: new.identified == Identified::Guest,
        claims: new.claims,
        merged_into: None,
        attention: Attention::Active,
        link_generation: 0,
        stays: Vector::new(),
    }
}

/// Someone has come. Who comes and goes all the time has one long stay in the end.
fn begin(stays: &mut Vector<Stay>, at: Millis) {
    if stays.len() < STAYS_MAX {
        stays.push_back(Stay { from: at, until: None });
    } else if let Some(last) = stays.back_mut() {
        last.until = None;
    }
}

/// Someone was last heard of.
fn end(stays: &mut Vector<Stay>, at: Millis) {
    if let Some(last) = stays.back_mut().filter(|last| last.until.is_none()) {
        last.until = Some(at.max(last.from));
    }
}

/// The guest's attendance and answers become the other's; the guest is there no more.
fn merge(roster: &mut Roster, seq: u64, at: Millis, guest: PersonId, into: PersonId) {
    let Some(was) = roster.people.get(&guest).cloned() else { return };
    roster.change(guest, |person| {
        (person.removed, person.here) = (true, false);
        person.merged_into = Some(into);
        person.sight_since = seq;
        end(&mut person.stays, at);
    });
    let ended = roster.people.get(&guest).map(|person| person.stays.clone());
    roster.change(into, |person| {
        person.stays = joined(&person.stays, &ended.unwrap_or_default());
        person.arrived |= was.arrived;
        person.consent = person.consent.or(was.consent);
        // A place that a code has claimed stays unproven: its link still takes it back.
        if person.identified != Identified::Code {
            person.identified = Identified::Facilitator;
        }
        person.sight_since = seq;
    });
}

/// Two people's stays as one's: what overlaps is one stay, and so is what does not fit.
fn joined(a: &Vector<Stay>, b: &Vector<Stay>) -> Vector<Stay> {
    let mut all: Vec<Stay> = a.iter().chain(b).copied().collect();
    all.sort_by_key(|stay| stay.from);
    let mut joined: Vector<Stay> = Vector::new();
    for stay in all {
        let is_full = joined.len() >= STAYS_MAX;
        match joined.back_mut() {
            Some(last) if is_full || last.until.is_none_or(|until| until >= stay.from) => {
                last.until = last.until.zip(stay.until).map(|(a, b)| a.max(b));
            }
            _ => joined.push_back(stay),
        }
    }
    joined
}

pub(in crate::domain) fn project(roster: &Roster, event: &Event) -> Vec<(Audience, Change)> {
    let put = |id: &PersonId| {
        let person = roster.person(*id)?;
        let audience = if person.arrived { Audience::Everyone } else { Audience::Facilitators };
        Some((audience, Change::PersonPut(Arc::clone(person))))
    };
    let gone = |id: &PersonId| {
        let arrived = roster.anyone(*id).is_some_and(|person| person.arrived);
        let audience = if arrived { Audience::Everyone } else { Audience::Facilitators };
        (audience, Change::PersonGone(*id))
    };
    match event {
        Event::Added(new) => put(&new.id).into_iter().collect(),
        Event::Updated(update) => put(&update.id).into_iter().collect(),
        Event::PermissionSet(id, _)
        | Event::Claimed(id)
        | Event::Confirmed(id)
        | Event::Admitted(id)
        | Event::AttentionSet(id, _) => put(id).into_iter().collect(),
        Event::Removed(id) => vec![gone(id)],
        Event::Merged { guest, into } => [gone(guest)].into_iter().chain(put(into)).collect(),
        Event::Arrived(people) => people.iter().filter_map(put).collect(),
        // Who is connected now is presence; the fact is for attendance. Links are nobody's
        // to see.
        Event::Departed { .. } | Event::LinkReissued(_) => Vec::new(),
    }
}
