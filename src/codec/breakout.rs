//! Rounds of breakout rooms: as clients send them, parsed once, and as they are shown.

use crate::{
    codec::{
        FieldError,
        ids::{self, WireId},
        terms, view,
    },
    domain::{
        ItemId, PersonId, RoundId,
        breakout::{
            Command, Draft, DraftRoom, Help, OpenRound, PEOPLE_MAX, Place, ROOMS_MAX, Room,
            RoomNumber, Round, Spec, Stage, Strategy, Told, Why,
        },
        chat::ChannelKey,
        text::{Invalid, Link, Text},
    },
    proto::{self, command::Body},
};
use std::sync::Arc;
use uuid::Uuid;

/// Longest time that rooms are open, or that is added at once.
const MINUTES_MAX: u32 = 600;
/// Hosts of one round.
const HOSTS_MAX: usize = ROOMS_MAX;
/// Longest of what is said to all rooms.
const TOLD_CHARS_MAX: usize = 500;

type Parsed<T> = Result<T, FieldError>;

fn wrong(field: &str, detail: &'static str) -> FieldError {
    FieldError::at(field)(Invalid(detail))
}

fn round_id(text: &str, field: &str) -> Parsed<RoundId> {
    RoundId::from_wire(text).ok_or_else(|| wrong(field, "no round's id"))
}

fn person_id(text: &str, field: &str) -> Parsed<PersonId> {
    PersonId::from_wire(text).ok_or_else(|| wrong(field, "no person's id"))
}

fn number(number: u32) -> Option<RoomNumber> {
    (number > 0).then_some(number)
}

/// Reads what is asked about rooms. What it brings into being gets the id `fresh`.
///
/// # Errors
/// The field that is missing or wrong.
pub(super) fn command(body: &Body, fresh: Uuid) -> Parsed<Command> {
    Ok(match body {
        Body::PutRound(body) => {
            let round =
                body.round.as_ref().ok_or_else(|| FieldError::missing("put_round.round"))?;
            Command::Put(Box::new(draft(round, fresh)?))
        }
        Body::RemoveRound(body) => {
            Command::Remove(round_id(&body.round_id, "remove_round.round_id")?)
        }
        Body::OpenRooms(body) => Command::Open(round_id(&body.round_id, "open_rooms.round_id")?),
        Body::PlacePeople(body) => {
            let id = round_id(&body.round_id, "place_people.round_id")?;
            if body.placements.len() > ROOMS_MAX * PEOPLE_MAX {
                return Err(wrong("place_people.placements", "too many"));
            }
            let place = |one: &proto::Placement| {
                let person = person_id(&one.person_id, "place_people.placements.person_id")?;
                Ok((person, number(one.room)))
            };
            Command::Place(id, body.placements.iter().map(place).collect::<Parsed<_>>()?)
        }
        Body::PutRoom(body) => Command::PutRoom(
            round_id(&body.round_id, "put_room.round_id")?,
            number(body.number),
            name(body.name.as_ref(), "put_room.name")?,
            link(&body.link, "put_room.link")?,
        ),
        Body::ExtendRooms(body) => {
            if body.minutes.unsigned_abs() > MINUTES_MAX {
                return Err(wrong("extend_rooms.minutes", "-600 to 600 minutes"));
            }
            let id = round_id(&body.round_id, "extend_rooms.round_id")?;
            Command::Extend(id, body.minutes)
        }
        Body::CloseRooms(body) => {
            let id = round_id(&body.round_id, "close_rooms.round_id")?;
            if body.now { Command::CloseNow(id) } else { Command::Close(id) }
        }
        Body::TellRooms(body) => {
            let text = body.text.clone().unwrap_or_default();
            let text =
                Text::prompt(&text.en, &text.es).map_err(FieldError::at("tell_rooms.text"))?;
            let chars = text.en.chars().count().max(text.es.chars().count());
            match chars {
                0 => return Err(wrong("tell_rooms.text", "write something")),
                n if n > TOLD_CHARS_MAX => {
                    return Err(wrong("tell_rooms.text", "at most 500 characters"));
                }
                _ => Command::Tell(round_id(&body.round_id, "tell_rooms.round_id")?, text),
            }
        }
        Body::CallHelp(body) => Command::CallHelp(body.on),
        Body::AnswerHelp(body) => {
            let id = round_id(&body.round_id, "answer_help.round_id")?;
            if body.done {
                Command::EndHelp(id, body.room)
            } else {
                Command::ClaimHelp(id, body.room)
            }
        }
        Body::ChooseRoom(body) => {
            Command::Choose(round_id(&body.round_id, "choose_room.round_id")?, body.room)
        }
        _ => return Err(FieldError::missing("body")),
    })
}

fn name(name: Option<&proto::Text>, field: &str) -> Parsed<Text> {
    let name = name.cloned().unwrap_or_default();
    let (en, es) = (name.en.trim(), name.es.trim());
    match (en, es) {
        ("", "") => Ok(Text::default()),
        // A name in one language is a name in both.
        ("", es) => Text::title(es, es).map_err(FieldError::at(field)),
        (en, es) => Text::title(en, es).map_err(FieldError::at(field)),
    }
}

fn link(link: &str, field: &str) -> Parsed<Option<Link>> {
    let link = if link.trim().is_empty() { None } else { Some(Link::parse(link)) };
    link.transpose().map_err(FieldError::at(field))
}

fn draft(round: &proto::Round, fresh: Uuid) -> Parsed<Draft> {
    let at = |field: &str| FieldError::at(format!("put_round.round.{field}"));
    let (title, prompt) = (round.title.clone(), round.prompt.clone());
    let (title, prompt) = (title.unwrap_or_default(), prompt.unwrap_or_default());
    if round.minutes > MINUTES_MAX {
        return Err(at("minutes")(Invalid("at most 600 minutes")));
    }
    if round.rooms.len() > ROOMS_MAX {
        return Err(at("rooms")(Invalid("at most 500 rooms")));
    }
    let item = match &*round.item_id {
        "" => None,
        id => Some(ItemId::from_wire(id).ok_or(Invalid("no step's id")).map_err(at("item_id"))?),
    };
    let spec = round.spec.as_ref().ok_or_else(|| FieldError::missing("put_round.round.spec"))?;
    Ok(Draft {
        id: match &*round.id {
            "" => RoundId(fresh),
            id => round_id(id, "put_round.round.id")?,
        },
        title: Text::title(&title.en, &title.es).map_err(at("title.en"))?,
        prompt: Text::prompt(&prompt.en, &prompt.es).map_err(at("prompt"))?,
        spec: self::spec(spec, "put_round.round.spec")?,
        item,
        minutes: round.minutes,
        rooms: round.rooms.iter().map(room_draft).collect::<Parsed<_>>()?,
    })
}

fn room_draft(room: &proto::Room) -> Parsed<DraftRoom> {
    let field = "put_round.round.rooms";
    if room.places.len() > PEOPLE_MAX {
        return Err(wrong(&format!("{field}.places"), "at most 100 people"));
    }
    let place = |place: &proto::RoomPlace| {
        let person = person_id(&place.person_id, &format!("{field}.places.person_id"))?;
        // Whoever says no reason has put them there.
        let why = terms::placement_why_of(place.why).unwrap_or(Why::Facilitator);
        Ok(Place { person, why })
    };
    Ok(DraftRoom {
        number: room.number,
        name: name(room.name.as_ref(), &format!("{field}.name"))?,
        link: link(&room.link, &format!("{field}.link"))?,
        places: room.places.iter().map(place).collect::<Parsed<_>>()?,
    })
}

/// Reads how a round deals people; what is not said is as the strategy has it.
///
/// # Errors
/// The field that is missing or out of bounds, below `field`.
pub(super) fn spec(spec: &proto::RoundSpec, field: &str) -> Parsed<Spec> {
    let at = |name: &str| FieldError::at(format!("{field}.{name}"));
    let strategy = terms::strategy_of(spec.strategy);
    let strategy = strategy.ok_or_else(|| FieldError::missing(format!("{field}.strategy")))?;
    let (size, min, max) = sizes(strategy, (spec.size, spec.min, spec.max));
    let bounds = 1..=u32::try_from(PEOPLE_MAX).unwrap_or(u32::MAX);
    if !(bounds.contains(&min) && bounds.contains(&max) && min <= size && size <= max) {
        return Err(at("size")(Invalid("at least <= wanted <= at most, 1 to 100")));
    }
    let from = match &*spec.from_round_id {
        "" => None,
        id => Some(round_id(id, &format!("{field}.from_round_id"))?),
    };
    let derives = matches!(strategy, Strategy::Jigsaw | Strategy::Nested | Strategy::SameAs);
    if derives && from.is_none() {
        return Err(FieldError::missing(format!("{field}.from_round_id")));
    }
    if spec.host_ids.len() > HOSTS_MAX {
        return Err(at("host_ids")(Invalid("at most 500 hosts")));
    }
    let host = |id: &String| person_id(id, &format!("{field}.host_ids"));
    let hosts = spec.host_ids.iter().map(host).collect::<Parsed<_>>()?;
    Ok(Spec { strategy, size, min, max, from, hosts, splits_districts: spec.splits_districts })
}

/// What was said, and for the rest what the strategy wants.
fn sizes(strategy: Strategy, said: (u32, u32, u32)) -> (u32, u32, u32) {
    let (size, min, max) = match strategy {
        Strategy::DistrictTeam | Strategy::CoeRegion => (8, 3, 15),
        Strategy::Nested => (4, 4, 6),
        Strategy::SelfSelect => (8, 1, 12),
        Strategy::Manual | Strategy::SameAs => (5, 1, 100),
        Strategy::RoleAlike => (6, 3, 7),
        Strategy::Mixed
        | Strategy::Jigsaw
        | Strategy::BalancedRandom
        | Strategy::Pinned
        | Strategy::LanguageFirst => (5, 3, 7),
    };
    let or = |said: u32, usual: u32| if said == 0 { usual } else { said };
    let wanted = or(said.0, size);
    // Whoever wants pairs does not want at least three.
    (wanted, or(said.1, min.min(wanted)), or(said.2, max.max(wanted)))
}

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
        Stage::Closing { opened_at, ends_at } => {
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
    }
}

fn told(told: &Told) -> proto::Told {
    proto::Told { text: Some(view::text(&told.text)), at_ms: told.at, by_id: told.by.to_wire() }
}

/// The open round, as everyone sees it.
pub(super) fn open_round(open: &OpenRound) -> proto::OpenRound {
    let (state, opened_at_ms, ends_at_ms, _) = times(open.stage);
    let choice = |(number, name, people_count, full): &(RoomNumber, Text, u32, bool)| {
        let (number, people_count, full) = (*number, *people_count, *full);
        proto::RoomChoice { number, name: some_text(name), people_count, full }
    };
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
    }
}

/// The room that someone is in.
pub(super) fn my_room((round, found): &(RoundId, Arc<Room>)) -> proto::MyRoom {
    let mut room = room(*round, found);
    // Everyone in it reads the same: what someone speaks or whom they need is not said.
    let told = [terms::placement_why(Why::Language), terms::placement_why(Why::Together)];
    for place in room.places.iter_mut().filter(|place| told.contains(&place.why)) {
        place.why = proto::PlacementWhy::Unspecified.into();
    }
    proto::MyRoom { round_id: round.to_wire(), room: Some(room) }
}
