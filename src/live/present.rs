//! Who is here: told to readers by the tick, and noted as attendance.

use crate::{
    codec,
    domain::{Level, Millis, PersonId},
    live::{DEPARTURE_GRACE_MS, Hub, Item, hub::Inner},
    proto::{Presence, server_item},
};
use std::collections::HashSet;

/// Between two looks for people whose leaving nobody will note, in ticks: 5 s.
const LOOK_TICKS: u64 = 20;

/// Who has come and who has left, as far as attendance goes.
#[derive(Default)]
pub(super) struct Attendance {
    pub(super) arrive: Vec<PersonId>,
    pub(super) depart: Vec<(PersonId, Millis)>,
}

/// Who has come and gone, for other nodes to know.
#[derive(Default)]
pub(super) struct Moves {
    pub(super) came: Vec<PersonId>,
    pub(super) went: Vec<PersonId>,
}

impl Hub {
    /// How many connections it has.
    #[must_use]
    pub fn readers(&self) -> usize {
        self.lock().readers.len()
    }
}

impl Inner {
    /// People who are connected and in the session.
    fn connected(&self) -> impl Iterator<Item = PersonId> + use<'_> {
        self.of_person.keys().copied().filter(|person| self.is_inside(*person))
    }

    fn is_inside(&self, person: PersonId) -> bool {
        self.state.viewer(person).sight.level >= Level::Participant
    }

    /// Who arrived here and who left for good. Those who went to another node are neither.
    pub(super) fn attendance(&mut self, now: Millis, elsewhere: &HashSet<PersonId>) -> Attendance {
        for (person, (last_heard, deadline)) in &mut self.gone {
            if elsewhere.contains(person) {
                (*last_heard, *deadline) = (now, now + DEPARTURE_GRACE_MS);
            }
        }
        if self.beats.is_multiple_of(LOOK_TICKS) {
            self.miss(now, elsewhere);
        }
        let here =
            |person: PersonId| self.state.roster.person(person).is_some_and(|person| person.here);
        // Who came and left between two ticks was there, too.
        let passed = self.gone.keys().copied().filter(|person| {
            let arrived = self.state.roster.person(*person).is_some_and(|person| person.arrived);
            !arrived && self.is_inside(*person)
        });
        let passing: HashSet<PersonId> = passed.collect();
        let come = self.connected().filter(|person| !here(*person));
        let arrive = come.chain(passing.iter().copied()).collect();
        let due = self.gone.iter().filter(|(_, (_, deadline))| *deadline <= now);
        let due: Vec<_> = due.map(|(person, (last_heard, _))| (*person, *last_heard)).collect();
        let mut depart = Vec::new();
        for (person, last_heard) in due {
            // Kept until the departure is recorded, in case recording it fails.
            match self.state.roster.anyone(person).is_some_and(|person| person.here) {
                true => depart.push((person, last_heard)),
                false => {
                    self.gone.remove(&person);
                }
            }
        }
        self.passing.extend(passing);
        Attendance { arrive, depart }
    }

    /// Whoever is noted as here and is nowhere is gone: the node that they left may have ended
    /// before the grace did.
    fn miss(&mut self, now: Millis, elsewhere: &HashSet<PersonId>) {
        for person in self.state.roster.everyone().filter(|person| person.here) {
            if !self.of_person.contains_key(&person.id) && !elsewhere.contains(&person.id) {
                self.gone.entry(person.id).or_insert((now, now + DEPARTURE_GRACE_MS));
            }
        }
    }

    /// Who has come to this node and who has gone from it since the last call.
    pub(super) fn moves(&mut self) -> Moves {
        let now: HashSet<PersonId> = self.of_person.keys().copied().collect();
        let came = now.difference(&self.told).copied().collect();
        let went = self.told.difference(&now).copied().collect();
        self.told = now;
        Moves { came, went }
    }

    pub(super) fn tell_presence(&mut self, elsewhere: &HashSet<PersonId>) -> bool {
        let others = elsewhere.iter().copied().filter(|person| self.is_inside(*person));
        let now: HashSet<PersonId> = self.connected().chain(others).collect();
        let wire = |person: &PersonId| codec::ids::WireId::to_wire(person);
        let here: Vec<String> = now.difference(&self.here).map(wire).collect();
        let away: Vec<String> = self.here.difference(&now).map(wire).collect();
        if here.is_empty() && away.is_empty() {
            return false;
        }
        self.here = now;
        self.ticks += 1;
        let delta = Presence { full: false, here, away };
        self.presence.push((self.ticks, 0), Item::new(server_item::Item::Presence(delta)));
        true
    }
}
