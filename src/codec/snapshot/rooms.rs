//! Rounds and rooms in a snapshot.

use crate::{
    codec::{
        CodecError, breakout,
        ids::WireId,
        stored::{self, read_id, title},
        terms, view,
    },
    domain::{
        RoundId,
        breakout::{Breakouts, Help, Place, Room, Round, Stage, Told},
        text::Link,
    },
    proto,
};
use std::sync::Arc;

/// All rounds.
pub(super) fn rounds(breakouts: &Breakouts) -> Vec<proto::RoundSnapshot> {
    breakouts.rounds.iter().map(|found| round(found)).collect()
}

fn room(id: RoundId, room: &Room) -> proto::StoredRoom {
    let place = |place: &Place| proto::StoredPlace {
        person_id: place.person.to_bytes(),
        why: terms::placement_why(place.why),
    };
    let link = room.link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default();
    let name = Some(view::text(&room.name));
    proto::StoredRoom {
        number: room.number,
        places: room.places.iter().map(place).collect(),
        name: Some(proto::RoomName { number: room.number, name, link }),
        help: room.help.map(|help| proto::HelpCalled {
            round_id: id.to_bytes(),
            room: room.number,
            person_id: help.person.to_bytes(),
        }),
        help_at_ms: room.help.map(|help| help.at).unwrap_or_default(),
        help_claimed_by: stored::some_id(room.help.and_then(|help| help.claimed_by)),
    }
}

fn round(round: &Round) -> proto::RoundSnapshot {
    let shown = breakout::round(round);
    proto::RoundSnapshot {
        round: Some(proto::RoundPut {
            round_id: round.id.to_bytes(),
            spec: shown.spec,
            item_id: stored::some_id(round.item),
            minutes: round.minutes,
            rooms: round.rooms.iter().map(|found| room(round.id, found)).collect(),
        }),
        title: Some(view::text(&round.title)),
        prompt: Some(view::text(&round.prompt)),
        state: shown.state,
        opened_at_ms: shown.opened_at_ms,
        ends_at_ms: shown.ends_at_ms,
        closed_at_ms: shown.closed_at_ms,
    }
}

pub(super) fn told(told: &Told) -> proto::Told {
    proto::Told { text: Some(view::text(&told.text)), at_ms: told.at, by_id: told.by.to_wire() }
}

/// Reads them.
///
/// # Errors
/// What no version writes.
pub(super) fn restore(snapshot: &proto::SessionSnapshot) -> Result<Breakouts, CodecError> {
    let rounds = snapshot.rounds.iter().map(|found| restore_round(found).map(Arc::new));
    let told = snapshot.told.as_ref().map(|told| {
        let by = WireId::from_wire(&told.by_id).ok_or(CodecError::Field("told"))?;
        Ok(Told { text: title(told.text.clone()), at: told.at_ms, by })
    });
    let mut breakouts = Breakouts {
        rounds: rounds.collect::<Result<_, _>>()?,
        open: stored::read_some_id(&snapshot.open_round)?,
        told: told.transpose()?,
        ..Breakouts::default()
    };
    breakouts.look();
    Ok(breakouts)
}

fn restore_round(found: &proto::RoundSnapshot) -> Result<Round, CodecError> {
    let put = found.round.as_ref().ok_or(CodecError::Field("round"))?;
    let opened_at = found.opened_at_ms;
    let ends_at = (found.ends_at_ms != 0).then_some(found.ends_at_ms);
    let stage = match found.state() {
        proto::RoundState::Planned => Stage::Planned,
        proto::RoundState::Open => Stage::Open { opened_at, ends_at },
        proto::RoundState::Closing => Stage::Closing { opened_at, ends_at: found.ends_at_ms },
        proto::RoundState::Closed => Stage::Closed { opened_at, closed_at: found.closed_at_ms },
        proto::RoundState::Unspecified => return Err(CodecError::Field("state")),
    };
    let rooms = put.rooms.iter().map(|room| restore_room(room).map(Arc::new));
    Ok(Round {
        id: read_id(&put.round_id)?,
        title: title(found.title.clone()),
        prompt: title(found.prompt.clone()),
        spec: stored::spec(put.spec.as_ref())?,
        item: stored::read_some_id(&put.item_id)?,
        minutes: put.minutes,
        stage,
        rooms: rooms.collect::<Result<_, _>>()?,
    })
}

fn restore_room(found: &proto::StoredRoom) -> Result<Room, CodecError> {
    let named = found.name.clone().unwrap_or_default();
    let link = if named.link.is_empty() { None } else { Some(Link::parse(&named.link)) };
    let help = found.help.as_ref().map(|help| {
        let claimed_by = stored::read_some_id(&found.help_claimed_by)?;
        Ok(Help { person: read_id(&help.person_id)?, at: found.help_at_ms, claimed_by })
    });
    Ok(Room {
        number: found.number,
        name: title(named.name),
        link: link.transpose().map_err(|_| CodecError::Field("link"))?,
        places: found.places.iter().map(stored::place).collect::<Result<_, _>>()?,
        help: help.transpose()?,
    })
}
