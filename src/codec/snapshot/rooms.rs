//! Rounds and rooms in a snapshot.

use crate::{
    codec::{
        CodecError, breakout_view,
        ids::WireId,
        stored::{self, read_id, title},
        terms, view,
    },
    domain::{
        PersonId, RoundId,
        breakout::{Breakouts, Help, Outcome, Place, Role, Room, Round, Stage, Told},
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
        ends_at_ms: room.ends_at.unwrap_or_default(),
        closed: room.closed_at.is_some(),
        closed_at_ms: room.closed_at.unwrap_or_default(),
        roles: room.roles.iter().map(role).collect(),
        facilitator: stored::some_id(room.facilitator),
        looking: stored::ids(&room.looking),
        barred: stored::ids(&room.barred),
        step: room.step.map(|(step, _)| step).unwrap_or_default(),
        step_at_ms: room.step.map(|(_, at)| at).unwrap_or_default(),
        result: room.result.as_ref().map(breakout_view::outcome),
        told: room.told.as_ref().map(told),
        waiting: room.waiting.iter().map(WireId::to_bytes).collect(),
    }
}

fn role((role, person): &(Role, PersonId)) -> proto::StoredRole {
    proto::StoredRole { room: 0, role: terms::room_role(*role), person_id: person.to_bytes() }
}

fn round(round: &Round) -> proto::RoundSnapshot {
    let shown = breakout_view::round(round);
    proto::RoundSnapshot {
        round: Some(proto::RoundPut {
            round_id: round.id.to_bytes(),
            spec: shown.spec,
            item_id: stored::some_id(round.item),
            minutes: round.minutes,
            rooms: round.rooms.iter().map(|found| room(round.id, found)).collect(),
            ..stored::stored_form(&round.form)
        }),
        step_titles: round.form.steps.iter().map(|step| view::text(&step.title)).collect(),
        paused_at_ms: shown.paused_at_ms,
        rotation: shown.rotation,
        followed: matches!(round.stage, Stage::Closing { is_followed: true, .. }),
        rotates_at_ms: shown.rotates_at_ms,
        outside: round.outside.iter().map(WireId::to_bytes).collect(),
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
    let told = snapshot.told.as_ref().map(restore_told);
    let reports = snapshot.report_turns.as_ref().map(|turns| {
        let id = read_id(&turns.round_id)?;
        let (rooms, at) = (turns.rooms.clone(), snapshot.report_turns_at_ms);
        Ok::<_, CodecError>((id, rooms, turns.seconds, turns.now, at))
    });
    let mut breakouts = Breakouts {
        rounds: rounds.collect::<Result<_, _>>()?,
        open: stored::read_some_id(&snapshot.open_round)?,
        told: told.transpose()?,
        reports: reports.transpose()?,
        ..Breakouts::default()
    };
    breakouts.look();
    Ok(breakouts)
}

/// Who reports, and since when.
pub(super) fn reports(breakouts: &Breakouts) -> Option<(proto::ReportsSet, i64)> {
    let (id, rooms, seconds, now, at) = breakouts.reports.as_ref()?;
    let (round_id, rooms) = (id.to_bytes(), rooms.clone());
    Some((proto::ReportsSet { round_id, rooms, seconds: *seconds, now: *now }, *at))
}

fn restore_told(told: &proto::Told) -> Result<Told, CodecError> {
    let by = WireId::from_wire(&told.by_id).ok_or(CodecError::Field("told"))?;
    Ok(Told { text: title(told.text.clone()), at: told.at_ms, by })
}

fn restore_round(found: &proto::RoundSnapshot) -> Result<Round, CodecError> {
    let put = found.round.as_ref().ok_or(CodecError::Field("round"))?;
    let opened_at = found.opened_at_ms;
    let ends_at = (found.ends_at_ms != 0).then_some(found.ends_at_ms);
    let stage = match found.state() {
        proto::RoundState::Planned => Stage::Planned,
        proto::RoundState::Open => Stage::Open { opened_at, ends_at },
        proto::RoundState::Closing => {
            let is_followed = found.followed;
            Stage::Closing { opened_at, ends_at: found.ends_at_ms, is_followed }
        }
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
        form: stored::form(put, &found.step_titles)?,
        stage,
        paused_at: some_time(found.paused_at_ms),
        rotation: found.rotation,
        rotates_at: some_time(found.rotates_at_ms),
        outside: stored::read_ids(&found.outside)?,
        rooms: rooms.collect::<Result<_, _>>()?,
    })
}

fn some_time(at_ms: i64) -> Option<i64> {
    (at_ms != 0).then_some(at_ms)
}

fn restore_room(found: &proto::StoredRoom) -> Result<Room, CodecError> {
    let named = found.name.clone().unwrap_or_default();
    let link = if named.link.is_empty() { None } else { Some(Link::parse(&named.link)) };
    let help = found.help.as_ref().map(|help| {
        let claimed_by = stored::read_some_id(&found.help_claimed_by)?;
        Ok(Help { person: read_id(&help.person_id)?, at: found.help_at_ms, claimed_by })
    });
    let role = |stored: &proto::StoredRole| {
        let role = terms::room_role_of(stored.role).ok_or(CodecError::Field("role"))?;
        Ok::<_, CodecError>((role, read_id(&stored.person_id)?))
    };
    let result = found.result.as_ref().map(|result| {
        let by = WireId::from_wire(&result.by_id).ok_or(CodecError::Field("result"))?;
        Ok::<_, CodecError>(Outcome { text: result.text.clone(), by, at: result.at_ms })
    });
    Ok(Room {
        ends_at: some_time(found.ends_at_ms),
        closed_at: some_time(found.closed_at_ms),
        roles: found.roles.iter().map(role).collect::<Result<_, _>>()?,
        facilitator: stored::read_some_id(&found.facilitator)?,
        looking: stored::read_ids(&found.looking)?,
        barred: stored::read_ids(&found.barred)?,
        step: (found.step != 0).then_some((found.step, found.step_at_ms)),
        result: result.transpose()?,
        told: found.told.as_ref().map(restore_told).transpose()?,
        waiting: stored::read_ids(&found.waiting)?,
        number: found.number,
        name: title(named.name),
        link: link.transpose().map_err(|_| CodecError::Field("link"))?,
        places: found.places.iter().map(stored::place).collect::<Result<_, _>>()?,
        help: help.transpose()?,
    })
}
