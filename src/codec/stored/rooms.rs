//! Events that happen to some rooms, and in them.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        stored::{
            NOTHING,
            breakout::{roles, stored_roles, stored_text},
            read_id, read_some_id, some_id, title,
        },
    },
    domain::breakout::Event,
    proto::{self, StoredContent, stored_event::Fact},
};

/// What happens to some rooms, and in them.
pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Event::Paused(id, on) => {
            Fact::RoomsPaused(proto::RoomsPaused { round_id: id.to_bytes(), on: *on })
        }
        Event::RoomsTimed(id, rooms, ends_at) => Fact::RoomTimed(proto::RoomTimed {
            round_id: id.to_bytes(),
            rooms: rooms.clone(),
            ends_at_ms: ends_at.unwrap_or_default(),
        }),
        Event::RoomsEnded(id, rooms) => {
            Fact::RoomsEnded(proto::RoomsEnded { round_id: id.to_bytes(), rooms: rooms.clone() })
        }
        Event::Reopened(id, rooms) => Fact::RoomsReopened(proto::RoomsReopened {
            round_id: id.to_bytes(),
            rooms: rooms.clone(),
        }),
        Event::Looked(id, person, from, to) => Fact::RoomsLooked(proto::RoomsLooked {
            round_id: id.to_bytes(),
            person_id: person.to_bytes(),
            from: from.clone(),
            to: to.clone(),
        }),
        Event::Barred(id, person, from, to) => Fact::RoomsBarred(proto::RoomsBarred {
            round_id: id.to_bytes(),
            person_id: person.to_bytes(),
            from: from.clone(),
            to: to.clone(),
        }),
        Event::Assigned(id, rooms, person) => Fact::RoomsAssigned(proto::RoomsAssigned {
            round_id: id.to_bytes(),
            rooms: rooms.clone(),
            person_id: some_id(*person),
        }),
        Event::RolesGiven(id, given) => Fact::RolesGiven(proto::RolesGiven {
            round_id: id.to_bytes(),
            roles: stored_roles(given),
        }),
        Event::Stepped(id, rooms, step) => Fact::RoomsStepped(proto::RoomsStepped {
            round_id: id.to_bytes(),
            rooms: rooms.clone(),
            step: *step,
        }),
        Event::Rotated(id, rotation, again) => Fact::RoomsRotated(proto::RoomsRotated {
            round_id: id.to_bytes(),
            rotation: *rotation,
            rotates_at_ms: again.unwrap_or_default(),
        }),
        Event::ReportsSet(id, rooms, seconds, now) => Fact::ReportsSet(proto::ReportsSet {
            round_id: id.to_bytes(),
            rooms: rooms.clone(),
            seconds: *seconds,
            now: *now,
        }),
        Event::Awaited(id, room, person, on) => Fact::RoomAwaited(proto::RoomAwaited {
            round_id: id.to_bytes(),
            room: *room,
            person_id: person.to_bytes(),
            on: *on,
        }),
        other => return written(other),
    };
    (fact, NOTHING)
}

/// What people have written in them, and to them.
fn written(event: &Event) -> (Fact, Option<StoredContent>) {
    match event {
        Event::RoomsTold(id, rooms, by, text) => {
            let (round_id, by) = (id.to_bytes(), by.to_bytes());
            let told = proto::RoomTold { round_id, rooms: rooms.clone(), by };
            (Fact::RoomTold(told), stored_text(text))
        }
        Event::ResultPut(id, room, by, text) => {
            let (round_id, by) = (id.to_bytes(), by.to_bytes());
            let content = StoredContent { text: text.clone(), ..StoredContent::default() };
            (Fact::ResultPut(proto::ResultPut { round_id, room: *room, by }), Some(content))
        }
        // Those are stored before they come here; named, so that a new one is not forgotten.
        Event::Put(_)
        | Event::Removed(_)
        | Event::Opened(..)
        | Event::Placed(..)
        | Event::RoomPut(..)
        | Event::Timed(..)
        | Event::Closing(..)
        | Event::Closed(_)
        | Event::Told(..)
        | Event::HelpCalled(..)
        | Event::HelpClaimed(..)
        | Event::HelpEnded(..)
        | Event::Paused(..)
        | Event::RoomsTimed(..)
        | Event::RoomsEnded(..)
        | Event::Reopened(..)
        | Event::Looked(..)
        | Event::Barred(..)
        | Event::Assigned(..)
        | Event::RolesGiven(..)
        | Event::Stepped(..)
        | Event::Rotated(..)
        | Event::ReportsSet(..)
        | Event::Awaited(..) => (Fact::CommandAccepted(proto::CommandAccepted {}), NOTHING),
    }
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<Event>, CodecError> {
    let some_time = |at_ms: i64| (at_ms != 0).then_some(at_ms);
    Ok(Some(match fact {
        Fact::RoomsPaused(fact) => Event::Paused(read_id(&fact.round_id)?, fact.on),
        Fact::RoomTimed(fact) => {
            let ends_at = some_time(fact.ends_at_ms);
            Event::RoomsTimed(read_id(&fact.round_id)?, fact.rooms.clone(), ends_at)
        }
        Fact::RoomsEnded(fact) => Event::RoomsEnded(read_id(&fact.round_id)?, fact.rooms.clone()),
        Fact::RoomsReopened(fact) => Event::Reopened(read_id(&fact.round_id)?, fact.rooms.clone()),
        Fact::RoomTold(fact) => {
            let (by, text) = (read_id(&fact.by)?, title(content.title.clone()));
            Event::RoomsTold(read_id(&fact.round_id)?, fact.rooms.clone(), by, text)
        }
        Fact::RoomsLooked(fact) => {
            let (from, to) = (fact.from.clone(), fact.to.clone());
            Event::Looked(read_id(&fact.round_id)?, read_id(&fact.person_id)?, from, to)
        }
        Fact::RoomsBarred(fact) => {
            let (from, to) = (fact.from.clone(), fact.to.clone());
            Event::Barred(read_id(&fact.round_id)?, read_id(&fact.person_id)?, from, to)
        }
        Fact::RoomsAssigned(fact) => {
            let person = read_some_id(&fact.person_id)?;
            Event::Assigned(read_id(&fact.round_id)?, fact.rooms.clone(), person)
        }
        Fact::RolesGiven(fact) => Event::RolesGiven(read_id(&fact.round_id)?, roles(&fact.roles)?),
        Fact::RoomsStepped(fact) => {
            Event::Stepped(read_id(&fact.round_id)?, fact.rooms.clone(), fact.step)
        }
        Fact::RoomsRotated(fact) => {
            let again = some_time(fact.rotates_at_ms);
            Event::Rotated(read_id(&fact.round_id)?, fact.rotation, again)
        }
        Fact::ResultPut(fact) => {
            let (by, text) = (read_id(&fact.by)?, content.text.clone());
            Event::ResultPut(read_id(&fact.round_id)?, fact.room, by, text)
        }
        Fact::ReportsSet(fact) => {
            let rooms = fact.rooms.clone();
            Event::ReportsSet(read_id(&fact.round_id)?, rooms, fact.seconds, fact.now)
        }
        Fact::RoomAwaited(fact) => {
            let person = read_id(&fact.person_id)?;
            Event::Awaited(read_id(&fact.round_id)?, fact.room, person, fact.on)
        }
        _ => return Ok(None),
    }))
}
