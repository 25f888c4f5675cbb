//! Rounds of breakout rooms, as they are shown.

use crate::{
    codec::{
        ids::{self, WireId},
        terms, view,
    },
    domain::{
        PersonId, RoundId,
        breakout::{
            Brought, Choice, Help, MyRoom, OpenRound, Outcome, Place, Reports, Results, Role, Room,
            RoomNumber, Round, Spec, Stage, Step, Told, Turn, Why,
        },
        chat::ChannelKey,
        text::Text,
    },
    proto,
};

fn help(help: &Help) -> proto::HelpCall {
    proto::HelpCall {
        person_id: help.person.to_wire(),
        at_ms: help.at,
        claimed_by_id: help.claimed_by.map(|by| by.to_wire()).unwrap_or_default(),
    }
}

/// A room, whole.
#[must_use]
pub(super) fn room(round: RoundId, room: &Room) -> proto::Room {
    let place = |place: &Place| proto::RoomPlace {
        person_id: place.person.to_wire(),
        why: terms::placement_why(place.why),
    };
    proto::Room {
        number: room.number,
        name: some_text(&room.name),
        places: room.places.iter().map(place).collect(),
        link: room.link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default(),
        channel_id: ids::channel(&ChannelKey::Room(round, room.number)),
        help: room.help.as_ref().map(help),
        ends_at_ms: room.ends_at.unwrap_or_default(),
        closed: room.closed_at.is_some(),
        roles: room.roles.iter().map(role_holder).collect(),
        facilitator_id: some_id(room.facilitator),
        looking_ids: room.looking.iter().map(WireId::to_wire).collect(),
        barred_ids: room.barred.iter().map(WireId::to_wire).collect(),
        step: room.step.map(|(step, _)| step).unwrap_or_default(),
        step_at_ms: room.step.map(|(_, at)| at).unwrap_or_default(),
        result: room.result.as_ref().map(outcome),
        told: room.told.as_ref().map(told),
        waiting_ids: room.waiting.iter().map(WireId::to_wire).collect(),
    }
}

fn some_id(id: Option<PersonId>) -> String {
    id.map(|id| id.to_wire()).unwrap_or_default()
}

fn role_holder((role, person): &(Role, PersonId)) -> proto::RoleHolder {
    proto::RoleHolder { role: terms::room_role(*role), person_id: person.to_wire() }
}

/// What a room brings back.
pub(super) fn outcome(outcome: &Outcome) -> proto::RoomResult {
    let Outcome { text, by, at } = outcome;
    proto::RoomResult { text: text.clone(), by_id: by.to_wire(), at_ms: *at }
}

/// One room among the results of its round.
pub(super) fn room_outcome(
    number: RoomNumber,
    name: &Text,
    result: Option<&Outcome>,
) -> proto::RoomOutcome {
    proto::RoomOutcome { number, name: some_text(name), result: result.map(outcome) }
}

/// What the rooms of a round brought back.
pub(super) fn results(results: &Results) -> proto::RoundResults {
    let rooms = results.rooms.iter();
    proto::RoundResults {
        round_id: results.round.to_wire(),
        title: Some(view::text(&results.title)),
        rooms: rooms.map(|(number, name, of)| room_outcome(*number, name, of.as_ref())).collect(),
        room_count: results.room_count,
    }
}

/// Who reports to everyone.
pub(super) fn reports(reports: &Reports) -> proto::Reports {
    let turn = |turn: &Turn| proto::ReportTurn {
        room: turn.room,
        name: some_text(&turn.name),
        reporter_id: some_id(turn.reporter),
    };
    proto::Reports {
        round_id: reports.round.to_wire(),
        turns: reports.turns.iter().map(turn).collect(),
        seconds: reports.seconds,
        now: reports.now,
        started_at_ms: reports.at,
    }
}

fn step(step: &Step) -> proto::RoomStep {
    proto::RoomStep {
        title: Some(view::text(&step.title)),
        minutes: step.minutes,
        silent: step.silent.map(terms::room_role).unwrap_or_default(),
    }
}

/// A room that can be chosen.
pub(super) fn choice(choice: &Choice) -> proto::RoomChoice {
    proto::RoomChoice {
        number: choice.number,
        name: some_text(&choice.name),
        people_count: choice.people,
        full: choice.is_full,
        waiting_count: choice.waiting,
    }
}

pub(super) fn some_text(text: &Text) -> Option<proto::Text> {
    let is_empty = text.en.is_empty() && text.es.is_empty();
    (!is_empty).then(|| view::text(text))
}

pub(super) fn spec_out(spec: &Spec) -> proto::RoundSpec {
    proto::RoundSpec {
        strategy: terms::strategy(spec.strategy),
        size: spec.size,
        min: spec.min,
        max: spec.max,
        from_round_id: spec.from.map(|from| from.to_wire()).unwrap_or_default(),
        host_ids: spec.hosts.iter().map(WireId::to_wire).collect(),
        splits_districts: spec.splits_districts,
    }
}

fn times(stage: Stage) -> (proto::RoundState, i64, i64, i64) {
    match stage {
        Stage::Planned => (proto::RoundState::Planned, 0, 0, 0),
        Stage::Open { opened_at, ends_at } => {
            (proto::RoundState::Open, opened_at, ends_at.unwrap_or_default(), 0)
        }
        Stage::Closing { opened_at, ends_at, .. } => {
            (proto::RoundState::Closing, opened_at, ends_at, 0)
        }
        Stage::Closed { opened_at, closed_at } => {
            (proto::RoundState::Closed, opened_at, 0, closed_at)
        }
    }
}

/// A round, whole.
#[must_use]
pub(super) fn round(round: &Round) -> proto::Round {
    let (state, opened_at_ms, ends_at_ms, closed_at_ms) = times(round.stage);
    proto::Round {
        id: round.id.to_wire(),
        title: Some(view::text(&round.title)),
        prompt: some_text(&round.prompt),
        spec: Some(spec_out(&round.spec)),
        item_id: round.item.map(|item| item.to_wire()).unwrap_or_default(),
        minutes: round.minutes,
        state: state.into(),
        opened_at_ms,
        ends_at_ms,
        closed_at_ms,
        rooms: round.rooms.iter().map(|found| room(round.id, found)).collect(),
        candid: round.form.candid,
        roles: round.form.roles.iter().copied().map(terms::room_role).collect(),
        steps: round.form.steps.iter().map(step).collect(),
        rotation_minutes: round.form.rotation_minutes,
        next_round_id: round.form.next.map(|next| next.to_wire()).unwrap_or_default(),
        paused_at_ms: round.paused_at.unwrap_or_default(),
        rotation: round.rotation,
        rotates_at_ms: round.rotates_at.unwrap_or_default(),
    }
}

fn told(told: &Told) -> proto::Told {
    proto::Told { text: Some(view::text(&told.text)), at_ms: told.at, by_id: told.by.to_wire() }
}

/// The open round, as everyone sees it.
pub(super) fn open_round(open: &OpenRound) -> proto::OpenRound {
    let (state, opened_at_ms, ends_at_ms, _) = times(open.stage);
    proto::OpenRound {
        id: open.id.to_wire(),
        title: Some(view::text(&open.title)),
        prompt: some_text(&open.prompt),
        state: state.into(),
        opened_at_ms,
        ends_at_ms,
        room_count: open.room_count,
        told: open.told.as_ref().map(told),
        choices: open.choices.iter().map(choice).collect(),
        candid: open.form.candid,
        steps: open.form.steps.iter().map(step).collect(),
        rotation_minutes: open.form.rotation_minutes,
        rotation: open.rotation,
        rotates_at_ms: open.rotates_at.unwrap_or_default(),
        paused_at_ms: open.paused_at.unwrap_or_default(),
        has_next: open.has_next,
    }
}

/// The room that someone is in.
pub(super) fn my_room(mine: &MyRoom) -> proto::MyRoom {
    let mut room = room(mine.round, &mine.room);
    // Everyone in it reads the same: what someone speaks or whom they need is not said.
    let told = [terms::placement_why(Why::Language), terms::placement_why(Why::Together)];
    for place in room.places.iter_mut().filter(|place| told.contains(&place.why)) {
        place.why = proto::PlacementWhy::Unspecified.into();
    }
    let brought = |one: &Brought| proto::Brought {
        round_id: one.round.to_wire(),
        room: one.room,
        person_ids: one.people.iter().map(WireId::to_wire).collect(),
    };
    let brought = mine.brought.iter().map(brought).collect();
    proto::MyRoom { round_id: mine.round.to_wire(), room: Some(room), brought }
}
