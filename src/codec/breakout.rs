//! Rounds of breakout rooms, as clients send them, parsed once.

use crate::{
    codec::{FieldError, ids::WireId, terms},
    domain::{
        ItemId, PersonId, RoundId,
        breakout::{
            Command, Draft, DraftRoom, Form, PEOPLE_MAX, Place, REPORTS_MAX, ROOMS_MAX, Role,
            RoomNumber, STEPS_MAX, Spec, Step, Strategy, Why,
        },
        text::{Invalid, Link, Text},
    },
    proto::{self, command::Body},
};
use uuid::Uuid;

/// Longest time that rooms are open, or that is added at once.
const MINUTES_MAX: u32 = 600;
/// Hosts of one round.
const HOSTS_MAX: usize = ROOMS_MAX;
/// Longest of what is said to all rooms.
const TOLD_CHARS_MAX: usize = 500;
/// Longest of what a room brings back.
const RESULT_CHARS_MAX: usize = 1_000;
/// Longest step of what rooms do.
const STEP_MINUTES_MAX: u32 = 120;
/// How long a room reports.
const REPORT_SECONDS: std::ops::RangeInclusive<u32> = 10..=3_600;

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
            Command::Extend(id, body.minutes, some_rooms(&body.rooms, "extend_rooms.rooms")?)
        }
        Body::PauseRooms(body) => {
            Command::Pause(round_id(&body.round_id, "pause_rooms.round_id")?, body.on)
        }
        Body::CloseRooms(body) => {
            let id = round_id(&body.round_id, "close_rooms.round_id")?;
            let rooms = some_rooms(&body.rooms, "close_rooms.rooms")?;
            if body.now { Command::CloseNow(id, rooms) } else { Command::Close(id, rooms) }
        }
        Body::ReopenRooms(body) => {
            let id = round_id(&body.round_id, "reopen_rooms.round_id")?;
            Command::Reopen(id, some_rooms(&body.rooms, "reopen_rooms.rooms")?)
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
                _ => {
                    let id = round_id(&body.round_id, "tell_rooms.round_id")?;
                    Command::Tell(id, text, some_rooms(&body.rooms, "tell_rooms.rooms")?)
                }
            }
        }
        _ => inside(body)?,
    })
}

/// What is asked about single rooms.
fn inside(body: &Body) -> Parsed<Command> {
    Ok(match body {
        Body::MergeRooms(body) => {
            let id = round_id(&body.round_id, "merge_rooms.round_id")?;
            Command::Merge(id, body.room, number(body.into))
        }
        Body::LookIntoRooms(body) => {
            let id = round_id(&body.round_id, "look_into_rooms.round_id")?;
            Command::Look(id, some_rooms(&body.rooms, "look_into_rooms.rooms")?)
        }
        Body::BarFromRooms(body) => Command::Bar(
            round_id(&body.round_id, "bar_from_rooms.round_id")?,
            person_id(&body.person_id, "bar_from_rooms.person_id")?,
            some_rooms(&body.rooms, "bar_from_rooms.rooms")?,
        ),
        Body::AssignRooms(body) => {
            if body.rooms.is_empty() {
                return Err(FieldError::missing("assign_rooms.rooms"));
            }
            Command::Assign(
                round_id(&body.round_id, "assign_rooms.round_id")?,
                some_rooms(&body.rooms, "assign_rooms.rooms")?,
                some_person(&body.person_id, "assign_rooms.person_id")?,
            )
        }
        Body::GiveRole(body) => {
            let role = terms::room_role_of(body.role);
            Command::GiveRole(
                round_id(&body.round_id, "give_role.round_id")?,
                body.room,
                role.ok_or_else(|| FieldError::missing("give_role.role"))?,
                some_person(&body.person_id, "give_role.person_id")?,
            )
        }
        Body::StepRooms(body) => {
            let id = round_id(&body.round_id, "step_rooms.round_id")?;
            Command::Step(id, some_rooms(&body.rooms, "step_rooms.rooms")?, body.step)
        }
        Body::RotateRooms(body) => {
            Command::Rotate(round_id(&body.round_id, "rotate_rooms.round_id")?, body.rotation)
        }
        _ => from_inside(body)?,
    })
}

/// What those in rooms ask for, and what rooms tell everyone.
fn from_inside(body: &Body) -> Parsed<Command> {
    Ok(match body {
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
            Command::Choose(round_id(&body.round_id, "choose_room.round_id")?, number(body.room))
        }
        Body::PutResult(body) => {
            let id = round_id(&body.round_id, "put_result.round_id")?;
            let text = body.text.trim();
            if text.chars().count() > RESULT_CHARS_MAX {
                return Err(wrong("put_result.text", "at most 1,000 characters"));
            }
            Command::PutResult(id, body.room, text.to_owned())
        }
        Body::SetReports(body) => {
            let id = round_id(&body.round_id, "set_reports.round_id")?;
            if !body.rooms.is_empty() && !REPORT_SECONDS.contains(&body.seconds) {
                return Err(wrong("set_reports.seconds", "10 to 3,600"));
            }
            if body.rooms.len() > REPORTS_MAX {
                return Err(wrong("set_reports.rooms", "at most 100 rooms"));
            }
            Command::SetReports(id, body.rooms.clone(), body.seconds, body.now)
        }
        _ => return Err(FieldError::missing("body")),
    })
}

fn some_rooms(rooms: &[u32], field: &str) -> Parsed<Vec<RoomNumber>> {
    if rooms.len() > ROOMS_MAX {
        return Err(wrong(field, "at most 500 rooms"));
    }
    Ok(rooms.to_vec())
}

fn some_person(id: &str, field: &str) -> Parsed<Option<PersonId>> {
    (!id.is_empty()).then(|| person_id(id, field)).transpose()
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
    let rooms = round.rooms.iter().map(|room| room_draft(room, "put_round.round.rooms"));
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
        form: form(round)?,
        rooms: rooms.collect::<Parsed<_>>()?,
    })
}

/// What rooms do, and how.
fn form(round: &proto::Round) -> Parsed<Form> {
    let at = |field: &str| format!("put_round.round.{field}");
    if round.rotation_minutes > MINUTES_MAX {
        return Err(wrong(&at("rotation_minutes"), "at most 600 minutes"));
    }
    if round.steps.len() > STEPS_MAX {
        return Err(wrong(&at("steps"), "at most 12 steps"));
    }
    let mut roles = Vec::new();
    for role in &round.roles {
        let role = terms::room_role_of(*role);
        let role = role.ok_or_else(|| wrong(&at("roles"), "no role that there is"))?;
        if roles.contains(&role) {
            return Err(wrong(&at("roles"), "each role once"));
        }
        roles.push(role);
    }
    let step = |step: &proto::RoomStep| {
        let title = step.title.clone().unwrap_or_default();
        if !(1..=STEP_MINUTES_MAX).contains(&step.minutes) {
            return Err(wrong(&at("steps.minutes"), "1 to 120 minutes"));
        }
        let silent: Option<Role> = terms::room_role_of(step.silent);
        let title = Text::title(&title.en, &title.es);
        let title = title.map_err(FieldError::at(at("steps.title")))?;
        Ok(Step { title, minutes: step.minutes, silent })
    };
    let next = &*round.next_round_id;
    Ok(Form {
        candid: round.candid,
        roles,
        steps: round.steps.iter().map(step).collect::<Parsed<_>>()?,
        rotation_minutes: round.rotation_minutes,
        next: (!next.is_empty()).then(|| round_id(next, &at("next_round_id"))).transpose()?,
    })
}

/// A room of a plan, below `field`.
pub(super) fn room_draft(room: &proto::Room, field: &str) -> Parsed<DraftRoom> {
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
