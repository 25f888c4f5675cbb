//! What is shown of rounds and rooms, and to whom.

use super::{Breakouts, Event, Move, Room, RoomNumber, Round, Strategy, fold::touched};
use crate::domain::{Audience, Change, PersonId, RoundId, State, chat::ChannelKey};
use std::sync::Arc;

type Shown = Vec<(Audience, Change)>;

/// What an event changes on whose screen. `state` is the state after it.
pub(in crate::domain) fn project(state: &State, event: &Event) -> Shown {
    let mut changes = changes(state, event);
    // Who reports, and for which room, is told by name.
    let named = match event {
        Event::RoomPut(id, ..) | Event::RolesGiven(id, _) | Event::Placed(id, _) => Some(*id),
        _ => None,
    };
    let reports = state.breakouts.reports();
    if reports.as_ref().is_some_and(|reports| Some(reports.round) == named) {
        changes.push((Audience::Everyone, Change::Reports(reports)));
    }
    changes
}

fn changes(state: &State, event: &Event) -> Shown {
    let breakouts = &state.breakouts;
    let overview = || (Audience::Everyone, Change::OpenRound(breakouts.overview().map(Box::new)));
    let put = |id: &RoundId| {
        let round = breakouts.round(*id).cloned();
        round.map(|round| (Audience::Facilitators, Change::RoundPut(round)))
    };
    match event {
        // It may be the one that follows.
        Event::Put(draft) => put(&draft.id).into_iter().chain(next_changed(state)).collect(),
        Event::Removed(id) => {
            let gone = (Audience::Facilitators, Change::RoundGone(*id));
            [gone].into_iter().chain(next_changed(state)).collect()
        }
        Event::Opened(id, ..) => {
            let rooms =
                breakouts.round(*id).into_iter().flat_map(|round| all_entered(state, round));
            let reports = (Audience::Everyone, Change::Reports(breakouts.reports()));
            [reports, overview()].into_iter().chain(put(id)).chain(rooms).collect()
        }
        Event::Placed(id, places) => placed(state, *id, places),
        Event::RoomPut(id, number, ..) => {
            let open = breakouts.open_round().filter(|round| round.id == *id);
            let room = open.and_then(|round| Some((round, round.room(*number)?)));
            let room = room.filter(|(_, room)| room.closed_at.is_none());
            let channel = room.map(|(round, room)| {
                let key = ChannelKey::Room(*id, room.number);
                (round.ears(room).audience(), Change::ChannelPut(key))
            });
            let overview = open.map(|_| overview()).or_else(|| next_changed(state));
            room_changed(state, *id, *number).into_iter().chain(channel).chain(overview).collect()
        }
        Event::Timed(id, _) | Event::Rotated(id, ..) => {
            std::iter::once(overview()).chain(put(id)).collect()
        }
        // The clock goes on, also when rooms close: what was set for single ones comes later.
        Event::Paused(id, _) | Event::Closing(id, ..) => {
            let rooms = breakouts.round(*id).into_iter().flat_map(|round| {
                let has_time = |room: &&Arc<Room>| room.step.is_some() || room.ends_at.is_some();
                round.open_rooms().filter(has_time).map(move |room| (round, room))
            });
            let mine = rooms.map(|(round, room)| my_room(breakouts, round, room));
            std::iter::once(overview()).chain(put(id)).chain(mine).collect()
        }
        Event::Closed(id) => {
            let Some(round) = breakouts.round(*id) else { return Vec::new() };
            let rooms = round.rooms.iter().filter(|room| room.closed_at.is_none());
            let rooms = rooms.flat_map(|room| all_left(round, room));
            let results = (Audience::Everyone, Change::ResultsPut(round.results()));
            [overview(), results].into_iter().chain(put(id)).chain(rooms).collect()
        }
        Event::Reopened(id, rooms) => reopened(state, *id, rooms),
        Event::Told(..) => vec![overview()],
        other => inside(state, other),
    }
}

fn next_changed(state: &State) -> Option<(Audience, Change)> {
    let open = state.breakouts.overview().filter(|open| open.form.next.is_some())?;
    Some((Audience::Everyone, Change::OpenRound(Some(Box::new(open)))))
}

/// What changes rooms, but not who is in them.
fn inside(state: &State, event: &Event) -> Shown {
    let breakouts = &state.breakouts;
    let each = |id: &RoundId, rooms: &[RoomNumber]| -> Shown {
        rooms.iter().flat_map(|number| room_changed(state, *id, *number)).collect()
    };
    match event {
        Event::RoomsTimed(id, rooms, _)
        | Event::RoomsTold(id, rooms, ..)
        | Event::Assigned(id, rooms, _)
        | Event::Stepped(id, rooms, _) => each(id, rooms),
        Event::RoomsEnded(id, rooms) => {
            let Some(round) = breakouts.round(*id) else { return Vec::new() };
            let left = rooms.iter().filter_map(|number| round.room(*number));
            let left = left.flat_map(|room| all_left(round, room));
            left.chain(each(id, rooms)).chain(choices_left(state, round)).collect()
        }
        Event::RolesGiven(id, given) => {
            let rooms: Vec<_> = given.iter().map(|(number, ..)| *number).collect();
            each(id, &rooms)
        }
        Event::HelpCalled(id, number, _)
        | Event::HelpClaimed(id, number, _)
        | Event::HelpEnded(id, number) => room_changed(state, *id, *number),
        Event::Looked(id, person, from, to) | Event::Barred(id, person, from, to) => {
            let mut rooms: Vec<_> = from.iter().chain(to).copied().collect();
            rooms.sort_unstable();
            rooms.dedup();
            let heard = rooms.iter().flat_map(|number| heard_by(state, *id, *number, *person));
            let heard: Shown = heard.collect();
            heard.into_iter().chain(each(id, &rooms)).collect()
        }
        Event::ResultPut(id, number, ..) => {
            let round = breakouts.round(*id);
            let over = round.filter(|round| round.closed_at().is_some());
            let outcome = over.and_then(|round| round.room(*number)).map(|room| {
                let (name, result) = (room.name.clone(), room.result.clone());
                (Audience::Everyone, Change::OutcomeSet(*id, *number, name, result))
            });
            outcome.into_iter().chain(room_changed(state, *id, *number)).collect()
        }
        Event::ReportsSet(..) => {
            vec![(Audience::Everyone, Change::Reports(breakouts.reports()))]
        }
        Event::Awaited(id, number, ..) => {
            let choice = breakouts.round(*id).and_then(|round| choice_changed(round, *number));
            room_changed(state, *id, *number).into_iter().chain(choice).collect()
        }
        _ => Vec::new(),
    }
}

fn choice_changed(round: &Round, number: RoomNumber) -> Option<(Audience, Change)> {
    let room = round.room(number).filter(|room| room.closed_at.is_none())?;
    Some((Audience::Everyone, Change::ChoiceSet(round.choice(room))))
}

/// The rooms that can still be chosen, once some have closed.
fn choices_left(state: &State, round: &Round) -> Option<(Audience, Change)> {
    let is_chosen = round.spec.strategy == Strategy::SelfSelect;
    let overview = Change::OpenRound(state.breakouts.overview().map(Box::new));
    is_chosen.then_some((Audience::Everyone, overview))
}

/// A round or some of its rooms are open again.
fn reopened(state: &State, id: RoundId, rooms: &[RoomNumber]) -> Shown {
    let breakouts = &state.breakouts;
    let Some(round) = breakouts.round(id) else { return Vec::new() };
    if !rooms.is_empty() {
        let rooms = rooms.iter().filter_map(|number| round.room(*number));
        let rooms = rooms.flat_map(|room| {
            entered_again(state, round, room).into_iter().chain(room_changed(
                state,
                id,
                room.number,
            ))
        });
        return rooms.chain(choices_left(state, round)).collect();
    }
    let put = (Audience::Facilitators, Change::RoundPut(Arc::clone(round)));
    let overview = (Audience::Everyone, Change::OpenRound(breakouts.overview().map(Box::new)));
    // What it brought back is not settled any more; those before it may come into sight again.
    let results = Change::Results(breakouts.results());
    let reports = (Audience::Everyone, Change::Reports(breakouts.reports()));
    let rooms = round.open_rooms().flat_map(|room| entered_again(state, round, room));
    let first = [reports, (Audience::Everyone, results), overview, put];
    first.into_iter().chain(rooms).collect()
}

/// Who is in a room sees it and what was said there, and so does who hears it.
fn entered_again(state: &State, round: &Round, room: &Arc<Room>) -> Shown {
    let conversation = state.chat.conversation(ChannelKey::Room(round.id, room.number));
    vec![
        (round.ears(room).audience(), Change::ChannelSet(conversation)),
        my_room(&state.breakouts, round, room),
    ]
}

/// A room is otherwise: for facilitators, and for those who are in it while it is open.
fn room_changed(state: &State, id: RoundId, number: RoomNumber) -> Shown {
    let breakouts = &state.breakouts;
    let round = breakouts.round(id);
    let Some((round, room)) = round.and_then(|round| Some((round, round.room(number)?))) else {
        return Vec::new();
    };
    let mut changes = vec![(Audience::Facilitators, Change::RoomSet(id, Arc::clone(room)))];
    if breakouts.open == Some(id) && room.closed_at.is_none() {
        changes.push(my_room(breakouts, round, room));
    }
    changes
}

/// A room, for those who are in it.
fn my_room(breakouts: &Breakouts, round: &Round, room: &Arc<Room>) -> (Audience, Change) {
    let mine = breakouts.as_mine(round, room);
    (Audience::People(room.members()), Change::MyRoom(Some(mine)))
}

/// Everyone is in their rooms now.
fn all_entered(state: &State, round: &Round) -> Shown {
    let rooms = round.open_rooms().flat_map(|room| {
        let key = ChannelKey::Room(round.id, room.number);
        let channel = (round.ears(room).audience(), Change::ChannelPut(key));
        [channel, my_room(&state.breakouts, round, room)]
    });
    rooms.collect()
}

/// Everyone has left a room. Who looked in sees it no more, whoever may look in.
fn all_left(round: &Round, room: &Room) -> [(Audience, Change); 2] {
    let members = room.members();
    let key = ChannelKey::Room(round.id, room.number);
    [
        (Audience::People(Arc::clone(&members)), Change::MyRoom(None)),
        (Audience::Room(members), Change::ChannelGone(key)),
    ]
}

/// What a facilitator hears of a room from now on, if it depends on them.
fn heard_by(state: &State, id: RoundId, number: RoomNumber, person: PersonId) -> Shown {
    let open = state.breakouts.open_round().filter(|round| round.id == id);
    let room = open.and_then(|round| Some((round, round.room(number)?)));
    let Some((round, room)) = room.filter(|(_, room)| room.closed_at.is_none()) else {
        return Vec::new();
    };
    let key = ChannelKey::Room(id, number);
    let viewer = state.viewer(person);
    let change = if viewer.is_in(&round.ears(room).audience()) {
        Change::ChannelSet(state.chat.conversation(key))
    } else {
        Change::ChannelGone(key)
    };
    vec![(Audience::People([person].into()), change)]
}

fn placed(state: &State, id: RoundId, moves: &[Move]) -> Shown {
    let Some(round) = state.breakouts.round(id) else { return Vec::new() };
    let mut changes = Vec::new();
    let is_open = state.breakouts.open == Some(id);
    if is_open {
        for one in moves {
            changes.extend(moved(state, round, one));
        }
    }
    let touched = touched(moves);
    changes.extend(touched.iter().flat_map(|number| room_changed(state, id, *number)));
    if is_open && round.spec.strategy == Strategy::SelfSelect {
        changes.extend(touched.iter().filter_map(|number| choice_changed(round, *number)));
    }
    changes
}

/// What someone who goes elsewhere sees no more, and what they see now.
fn moved(state: &State, round: &Round, one: &Move) -> Shown {
    let them = || Audience::People([one.person].into());
    let viewer = state.viewer(one.person);
    let hears = |number: RoomNumber| {
        let room = round.room(number).filter(|room| room.closed_at.is_none());
        room.is_some_and(|room| viewer.is_in(&round.ears(room).audience()))
    };
    let mut changes = Vec::new();
    if let Some(from) = one.from.filter(|from| !hears(*from)) {
        changes.push((them(), Change::ChannelGone(ChannelKey::Room(round.id, from))));
    }
    let to = one.to.filter(|to| hears(*to));
    if let Some(to) = to {
        let conversation = state.chat.conversation(ChannelKey::Room(round.id, to));
        changes.push((them(), Change::ChannelSet(conversation)));
    }
    if to.is_none() {
        changes.push((them(), Change::MyRoom(None)));
    }
    changes
}
