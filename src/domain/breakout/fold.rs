//! What rounds become by what happens to them, and what of it is shown to whom.

use super::{
    Breakouts, Draft, Event, Help, Move, Place, Room, RoomNumber, Round, Stage, Strategy, Told,
};
use crate::domain::{
    Audience, Change, Millis, RoundId, State,
    chat::{ChannelKey, Members},
    text::{Link, Text},
};
use imbl::Vector;
use std::{collections::BTreeSet, sync::Arc};

pub(in crate::domain) fn apply(breakouts: &mut Breakouts, at: Millis, event: &Event) {
    match event {
        Event::Put(draft) => put(breakouts, draft),
        Event::Removed(id) => breakouts.rounds.retain(|round| round.id != *id),
        Event::Opened(id, ends_at) => {
            breakouts.stage(*id, Stage::Open { opened_at: at, ends_at: *ends_at });
            breakouts.open = Some(*id);
            breakouts.told = None;
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
        Event::Closing(id, ends_at) => {
            let opened_at = breakouts.opened_at(*id, at);
            breakouts.stage(*id, Stage::Closing { opened_at, ends_at: *ends_at });
        }
        Event::Closed(id) => {
            let opened_at = breakouts.opened_at(*id, at);
            breakouts.stage(*id, Stage::Closed { opened_at, closed_at: at });
            breakouts.change(*id, |round| {
                for room in round.rooms.iter_mut().filter(|room| room.help.is_some()) {
                    Arc::make_mut(room).help = None;
                }
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
    }
}

fn put(breakouts: &mut Breakouts, draft: &Draft) {
    let rooms = draft.rooms.iter().map(|room| Room {
        number: room.number,
        name: room.name.clone(),
        link: room.link.clone(),
        places: room.places.iter().copied().collect(),
        help: None,
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
        stage: Stage::Planned,
        rooms: rooms.into_iter().collect(),
    });
    match breakouts.rounds.iter().position(|old| old.id == draft.id) {
        Some(at) => drop(breakouts.rounds.set(at, round)),
        None => breakouts.rounds.push_back(round),
    }
}

impl Round {
    fn put_room(&mut self, number: RoomNumber, name: Text, link: Option<Link>) {
        match self.rooms.iter_mut().find(|room| room.number == number) {
            Some(room) => {
                let room = Arc::make_mut(room);
                (room.name, room.link) = (name, link);
            }
            None => {
                let (places, help) = (Vector::new(), None);
                let at = self.rooms.iter().take_while(|room| room.number < number).count();
                self.rooms.insert(at, Arc::new(Room { number, name, link, places, help }));
            }
        }
    }
}

fn place(round: &mut Round, moves: &[Move]) {
    for number in touched(moves) {
        let Some(room) = round.rooms.iter_mut().find(|room| room.number == number) else {
            continue;
        };
        let room = Arc::make_mut(room);
        room.places.retain(|place| !moves.iter().any(|one| one.person == place.person));
        let come = moves.iter().filter(|one| one.to == Some(number));
        room.places.extend(come.map(|one| Place { person: one.person, why: one.why }));
    }
}

/// Rooms that people have left or entered.
fn touched(moves: &[Move]) -> BTreeSet<RoomNumber> {
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
        let rooms = self.open_round().into_iter().flat_map(|round| &round.rooms);
        let places = rooms.flat_map(|room| room.places.iter().map(|at| (at.person, room.number)));
        self.whereabouts = places.collect();
    }
}

/// What an event changes on whose screen. `state` is the state after it.
pub(in crate::domain) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    let breakouts = &state.breakouts;
    let overview = || (Audience::Everyone, Change::OpenRound(breakouts.overview()));
    let put = |id: &RoundId| {
        let round = breakouts.round(*id).cloned();
        round.map(|round| (Audience::Facilitators, Change::RoundPut(round)))
    };
    match event {
        Event::Put(draft) => put(&draft.id).into_iter().collect(),
        Event::Removed(id) => vec![(Audience::Facilitators, Change::RoundGone(*id))],
        Event::Opened(id, _) => {
            let rooms = breakouts.round(*id).into_iter().flat_map(|round| &round.rooms);
            let rooms = rooms.flat_map(|room| entered(*id, room, &room.members()));
            std::iter::once(overview()).chain(put(id)).chain(rooms).collect()
        }
        Event::Placed(id, places) => placed(state, *id, places),
        Event::RoomPut(id, number, ..) => {
            let new = breakouts.open == Some(*id);
            let room = breakouts.round(*id).and_then(|round| round.room(*number));
            let channel = room.filter(|_| new).map(|room| {
                let key = ChannelKey::Room(*id, room.number);
                (Audience::Room(room.members()), Change::ChannelPut(key))
            });
            let overview = new.then(overview);
            room_changed(state, *id, *number).into_iter().chain(channel).chain(overview).collect()
        }
        Event::Timed(id, _) | Event::Closing(id, _) => {
            std::iter::once(overview()).chain(put(id)).collect()
        }
        Event::Closed(id) => {
            let round = breakouts.round(*id);
            let rooms = round.into_iter().flat_map(|round| &round.rooms);
            let rooms = rooms.flat_map(|room| {
                let key = ChannelKey::Room(*id, room.number);
                let members = room.members();
                [
                    (Audience::People(Arc::clone(&members)), Change::MyRoom(None)),
                    (Audience::Room(members), Change::ChannelGone(key)),
                ]
            });
            std::iter::once(overview()).chain(put(id)).chain(rooms).collect()
        }
        Event::Told(..) => vec![overview()],
        Event::HelpCalled(id, number, _)
        | Event::HelpClaimed(id, number, _)
        | Event::HelpEnded(id, number) => room_changed(state, *id, *number),
    }
}

/// A room is otherwise: for facilitators, and for those who are in it while it is open.
fn room_changed(state: &State, id: RoundId, number: RoomNumber) -> Vec<(Audience, Change)> {
    let breakouts = &state.breakouts;
    let Some(room) = breakouts.round(id).and_then(|round| round.room(number)) else {
        return Vec::new();
    };
    let mut changes = vec![(Audience::Facilitators, Change::RoomSet(id, Arc::clone(room)))];
    if breakouts.open == Some(id) {
        let members = room.members();
        changes.push((Audience::People(members), Change::MyRoom(Some((id, Arc::clone(room))))));
    }
    changes
}

/// These people are in a room now.
fn entered(id: RoundId, room: &Arc<Room>, members: &Members) -> [(Audience, Change); 2] {
    let key = ChannelKey::Room(id, room.number);
    [
        (Audience::Room(Arc::clone(members)), Change::ChannelPut(key)),
        (Audience::People(Arc::clone(members)), Change::MyRoom(Some((id, Arc::clone(room))))),
    ]
}

fn placed(state: &State, id: RoundId, moves: &[Move]) -> Vec<(Audience, Change)> {
    let Some(round) = state.breakouts.round(id) else { return Vec::new() };
    let mut changes = Vec::new();
    if state.breakouts.open == Some(id) {
        for one in moves {
            changes.extend(moved(state, id, one));
        }
    }
    changes.extend(touched(moves).into_iter().flat_map(|number| room_changed(state, id, number)));
    if state.breakouts.open == Some(id) && round.spec.strategy == Strategy::SelfSelect {
        changes.push((Audience::Everyone, Change::OpenRound(state.breakouts.overview())));
    }
    changes
}

/// What someone who goes elsewhere sees no more, and what they see now.
fn moved(state: &State, id: RoundId, one: &Move) -> Vec<(Audience, Change)> {
    // Whoever runs the session sees all rooms anyway.
    let runs = state.roster.person(one.person).is_some_and(|who| who.permission.runs_sessions());
    let them = || Audience::People([one.person].into());
    let mut changes = Vec::new();
    if let Some(from) = one.from.filter(|_| !runs) {
        changes.push((them(), Change::ChannelGone(ChannelKey::Room(id, from))));
    }
    match one.to {
        Some(to) if !runs => {
            let conversation = state.chat.conversation(ChannelKey::Room(id, to));
            changes.push((them(), Change::ChannelSet(conversation)));
        }
        Some(_) => {}
        None => changes.push((them(), Change::MyRoom(None))),
    }
    changes
}
