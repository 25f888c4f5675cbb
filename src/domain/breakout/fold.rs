//! What rounds become by what happens to them.

use super::{
    Breakouts, Draft, Event, Given, Help, Move, Outcome, Place, Role, Room, RoomNumber, Round,
    Stage, Told, Why,
};
use crate::domain::{
    Millis, PersonId, RoundId,
    text::{Link, Text},
};
use imbl::OrdSet;
use std::{collections::BTreeSet, sync::Arc};

pub(in crate::domain) fn apply(breakouts: &mut Breakouts, at: Millis, event: &Event) {
    match event {
        Event::Put(draft) => put(breakouts, draft),
        Event::Removed(id) => breakouts.rounds.retain(|round| round.id != *id),
        Event::Opened(id, ends_at, roles) => {
            breakouts.stage(*id, Stage::Open { opened_at: at, ends_at: *ends_at });
            breakouts.change(*id, |round| round.begin(at, roles));
            breakouts.open = Some(*id);
            (breakouts.told, breakouts.reports) = (None, None);
            breakouts.look();
        }
        Event::Placed(id, places) => {
            breakouts.change(*id, |round| place(round, places));
            breakouts.look();
        }
        Event::RoomPut(id, number, name, link) => {
            let (name, link) = (name.clone(), link.clone());
            breakouts.change(*id, |round| round.put_room(*number, name, link));
        }
        Event::Timed(id, ends_at) => {
            let opened_at = breakouts.opened_at(*id, at);
            breakouts.stage(*id, Stage::Open { opened_at, ends_at: *ends_at });
        }
        Event::Closing(id, ends_at, is_followed) => {
            let opened_at = breakouts.opened_at(*id, at);
            let (ends_at, is_followed) = (*ends_at, *is_followed);
            // The clock goes on: what was set for single rooms comes that much later.
            breakouts.change(*id, |round| round.pause(at, false));
            breakouts.stage(*id, Stage::Closing { opened_at, ends_at, is_followed });
        }
        Event::Closed(id) => {
            let opened_at = breakouts.opened_at(*id, at);
            breakouts.stage(*id, Stage::Closed { opened_at, closed_at: at });
            breakouts.change(*id, |round| {
                (round.paused_at, round.rotates_at) = (None, None);
                round.each_room(None, |room| {
                    room.leave();
                    // Whoever opens it again says how long.
                    room.ends_at = None;
                });
            });
            breakouts.open = None;
            breakouts.told = None;
            breakouts.look();
        }
        Event::Told(_, by, text) => {
            breakouts.told = Some(Told { text: text.clone(), at, by: *by });
        }
        Event::HelpCalled(id, number, person) => {
            let help = Help { person: *person, at, claimed_by: None };
            breakouts.change_room(*id, *number, |room| room.help = Some(help));
        }
        Event::HelpClaimed(id, number, by) => breakouts.change_room(*id, *number, |room| {
            if let Some(help) = &mut room.help {
                help.claimed_by = Some(*by);
            }
        }),
        Event::HelpEnded(id, number) => {
            breakouts.change_room(*id, *number, |room| room.help = None);
        }
        Event::Paused(..) | Event::RoomsTimed(..) | Event::RoomsEnded(..) | Event::Reopened(..) => {
            apply_time(breakouts, at, event)
        }
        other => apply_inside(breakouts, at, other),
    }
}

/// What changes how long rooms are open.
fn apply_time(breakouts: &mut Breakouts, at: Millis, event: &Event) {
    match event {
        Event::Paused(id, on) => breakouts.change(*id, |round| round.pause(at, *on)),
        Event::RoomsTimed(id, rooms, ends_at) => {
            breakouts.change_rooms(*id, rooms, |room| room.ends_at = *ends_at);
        }
        Event::RoomsEnded(id, rooms) => {
            breakouts.change_rooms(*id, rooms, |room| {
                room.leave();
                (room.ends_at, room.closed_at) = (None, Some(at));
            });
            breakouts.look();
        }
        Event::Reopened(id, rooms) => {
            if rooms.is_empty() {
                let opened_at = breakouts.opened_at(*id, at);
                breakouts.stage(*id, Stage::Open { opened_at, ends_at: None });
                breakouts.open = Some(*id);
                breakouts.reports = None;
            }
            // Those that had closed before the others stay so.
            breakouts.change_rooms(*id, rooms, |room| room.closed_at = None);
            breakouts.look();
        }
        _ => {}
    }
}

/// What changes rooms, but not who is in them or how long.
fn apply_inside(breakouts: &mut Breakouts, at: Millis, event: &Event) {
    match event {
        Event::RoomsTold(id, rooms, by, text) => breakouts.change_rooms(*id, rooms, |room| {
            room.told = Some(Told { text: text.clone(), at, by: *by });
        }),
        Event::Looked(id, person, from, to) => {
            breakouts.change_rooms(*id, from, |room| room.looking.retain(|one| one != person));
            breakouts.change_rooms(*id, to, |room| {
                if !room.looking.contains(person) {
                    room.looking.push(*person);
                }
            });
        }
        Event::Barred(id, person, from, to) => {
            breakouts.change_rooms(*id, from, |room| room.barred.retain(|one| one != person));
            breakouts.change_rooms(*id, to, |room| {
                room.looking.retain(|one| one != person);
                room.barred.push(*person);
            });
        }
        Event::Assigned(id, rooms, person) => {
            breakouts.change_rooms(*id, rooms, |room| room.facilitator = *person);
        }
        Event::RolesGiven(id, given) => breakouts.change(*id, |round| round.give(given)),
        Event::Stepped(id, rooms, step) => {
            breakouts.change_rooms(*id, rooms, |room| room.step = Some((*step, at)));
        }
        Event::Rotated(id, rotation, again) => breakouts.change(*id, |round| {
            (round.rotation, round.rotates_at) = (*rotation, *again);
        }),
        Event::ResultPut(id, number, by, text) => {
            let outcome = Outcome { text: text.clone(), by: *by, at };
            breakouts.change_room(*id, *number, |room| {
                room.result = (!text.is_empty()).then_some(outcome);
            });
        }
        Event::ReportsSet(id, rooms, seconds, now) => {
            breakouts.reports =
                (!rooms.is_empty()).then(|| (*id, rooms.clone(), *seconds, *now, at));
        }
        Event::Awaited(id, number, person, on) => breakouts.change_room(*id, *number, |room| {
            room.waiting.retain(|one| one != person);
            if *on {
                room.waiting.push_back(*person);
            }
        }),
        _ => {}
    }
}

fn put(breakouts: &mut Breakouts, draft: &Draft) {
    let before = breakouts.round(draft.id).cloned();
    let rooms = draft.rooms.iter().map(|room| {
        // Who cares for a room, and who may not look into it, is not part of the plan.
        let kept = before.as_ref().and_then(|round| round.room(room.number));
        Room {
            number: room.number,
            name: room.name.clone(),
            link: room.link.clone(),
            places: room.places.iter().copied().collect(),
            facilitator: kept.and_then(|kept| kept.facilitator),
            barred: kept.map(|kept| kept.barred.clone()).unwrap_or_default(),
            ..Room::default()
        }
    });
    let mut rooms: Vec<_> = rooms.map(Arc::new).collect();
    rooms.sort_by_key(|room| room.number);
    let round = Arc::new(Round {
        id: draft.id,
        title: draft.title.clone(),
        prompt: draft.prompt.clone(),
        spec: draft.spec.clone(),
        item: draft.item,
        minutes: draft.minutes,
        form: draft.form.clone(),
        stage: Stage::Planned,
        paused_at: None,
        rotation: 0,
        rotates_at: None,
        outside: OrdSet::new(),
        rooms: rooms.into_iter().collect(),
    });
    match breakouts.rounds.iter().position(|old| old.id == draft.id) {
        Some(at) => drop(breakouts.rounds.set(at, round)),
        None => breakouts.rounds.push_back(round),
    }
}

impl Room {
    /// What ends when people leave it.
    fn leave(&mut self) {
        self.help = None;
        self.looking.clear();
        self.waiting.clear();
    }
}

impl Round {
    /// Its rooms open.
    fn begin(&mut self, at: Millis, roles: &[Given]) {
        let minutes = Millis::from(self.form.rotation_minutes);
        self.rotates_at = (minutes > 0).then_some(at + minutes * 60_000);
        let step = (!self.form.steps.is_empty()).then_some((1, at));
        self.each_room(None, |room| room.step = step);
        self.give(roles);
    }

    /// Where a room begins that is added while the others are at work.
    fn first_step(&self) -> Option<(u32, Millis)> {
        let is_open = self.stage.is_open() && !self.form.steps.is_empty();
        let since = self.rooms.iter().filter_map(|room| room.step).map(|(_, at)| at).min();
        is_open.then_some((1, since.unwrap_or_default()))
    }

    /// These rooms, or all.
    fn each_room(&mut self, numbers: Option<&[RoomNumber]>, mut f: impl FnMut(&mut Room)) {
        let is_meant =
            |room: &&mut Arc<Room>| numbers.is_none_or(|numbers| numbers.contains(&room.number));
        self.rooms.iter_mut().filter(is_meant).for_each(|room| f(Arc::make_mut(room)));
    }

    fn give(&mut self, given: &[Given]) {
        for (number, role, person) in given {
            self.each_room(Some(&[*number]), |room| room.give(*role, *person));
        }
    }

    /// The clock stands still, or goes on: then everything comes that much later.
    fn pause(&mut self, at: Millis, on: bool) {
        let Some(since) = self.paused_at.filter(|_| !on) else {
            self.paused_at = if on { self.paused_at.or(Some(at)) } else { None };
            return;
        };
        let late = at - since;
        self.paused_at = None;
        if let Stage::Open { ends_at: Some(ends_at), .. } = &mut self.stage {
            *ends_at += late;
        }
        self.rotates_at = self.rotates_at.map(|at| at + late);
        self.each_room(None, |room| {
            room.ends_at = room.ends_at.map(|at| at + late);
            // A step that has begun meanwhile has had no more than since then.
            room.step = room.step.map(|(step, begun)| (step, begun + (at - since.max(begun))));
        });
    }

    fn put_room(&mut self, number: RoomNumber, name: Text, link: Option<Link>) {
        match self.rooms.iter_mut().find(|room| room.number == number) {
            Some(room) => {
                let room = Arc::make_mut(room);
                (room.name, room.link) = (name, link);
            }
            None => {
                let new = Room { number, name, link, step: self.first_step(), ..Room::default() };
                let at = self.rooms.iter().take_while(|room| room.number < number).count();
                self.rooms.insert(at, Arc::new(new));
            }
        }
    }
}

impl Room {
    fn give(&mut self, role: Role, person: Option<PersonId>) {
        self.roles.retain(|(of, _)| *of != role);
        self.roles.extend(person.map(|person| (role, person)));
        self.roles.sort_unstable();
    }
}

fn place(round: &mut Round, moves: &[Move]) {
    // Who goes round keeps what they see to; whoever else leaves leaves it behind.
    let mut carried = Vec::new();
    for one in moves.iter().filter(|one| one.why == Why::Rotation) {
        let from = one.from.and_then(|from| round.room(from));
        let roles = from.into_iter().flat_map(|room| &room.roles);
        let theirs = roles.filter(|(_, person)| *person == one.person);
        carried.extend(theirs.filter_map(|(role, person)| Some((one.to?, *role, Some(*person)))));
    }
    for one in moves {
        match (one.to, one.why) {
            (None, Why::Facilitator) => drop(round.outside.insert(one.person)),
            (None, _) => {}
            (Some(_), _) => drop(round.outside.remove(&one.person)),
        }
    }
    for number in touched(moves) {
        let Some(room) = round.rooms.iter_mut().find(|room| room.number == number) else {
            continue;
        };
        let room = Arc::make_mut(room);
        room.places.retain(|place| !moves.iter().any(|one| one.person == place.person));
        room.waiting.retain(|person| !moves.iter().any(|one| one.person == *person));
        let come = moves.iter().filter(|one| one.to == Some(number));
        room.places.extend(come.map(|one| Place { person: one.person, why: one.why }));
        let (roles, places) = (&mut room.roles, &room.places);
        roles.retain(|(_, person)| places.iter().any(|place| place.person == *person));
    }
    round.give(&carried);
}

/// Rooms that people have left or entered.
pub(super) fn touched(moves: &[Move]) -> BTreeSet<RoomNumber> {
    moves.iter().flat_map(|one| [one.from, one.to]).flatten().collect()
}

impl Breakouts {
    fn change(&mut self, id: RoundId, f: impl FnOnce(&mut Round)) {
        if let Some(round) = self.rounds.iter_mut().find(|round| round.id == id) {
            f(Arc::make_mut(round));
        }
    }

    fn change_room(&mut self, id: RoundId, number: RoomNumber, f: impl FnOnce(&mut Room)) {
        self.change(id, |round| {
            if let Some(room) = round.rooms.iter_mut().find(|room| room.number == number) {
                f(Arc::make_mut(room));
            }
        });
    }

    /// These rooms.
    fn change_rooms(&mut self, id: RoundId, numbers: &[RoomNumber], f: impl FnMut(&mut Room)) {
        self.change(id, |round| round.each_room(Some(numbers), f));
    }

    fn stage(&mut self, id: RoundId, stage: Stage) {
        self.change(id, |round| round.stage = stage);
    }

    fn opened_at(&self, id: RoundId, at: Millis) -> Millis {
        match self.round(id).map(|round| round.stage) {
            Some(
                Stage::Open { opened_at, .. }
                | Stage::Closing { opened_at, .. }
                | Stage::Closed { opened_at, .. },
            ) => opened_at,
            Some(Stage::Planned) | None => at,
        }
    }

    /// Notes who is where.
    pub(crate) fn look(&mut self) {
        let rooms = self.open_round().into_iter().flat_map(|round| round.open_rooms());
        let places = rooms.flat_map(|room| room.places.iter().map(|at| (at.person, room.number)));
        self.whereabouts = places.collect();
    }
}
