//! Events that happen to rounds and rooms.

use crate::{
    codec::{
        CodecError,
        breakout_view::spec_out,
        ids::WireId,
        stored::{NOTHING, read_id, read_some_id, rooms, some_id, title},
        terms, view,
    },
    domain::{
        PersonId,
        breakout::{Draft, DraftRoom, Event, Form, Given, Move, Place, RoomNumber, Spec, Step},
        text::{Link, Text},
    },
    proto::{self, StoredContent, stored_event::Fact},
};

fn number(number: Option<RoomNumber>) -> u32 {
    number.unwrap_or_default()
}

fn number_of(number: u32) -> Option<RoomNumber> {
    (number > 0).then_some(number)
}

pub(super) fn stored_text(text: &Text) -> Option<StoredContent> {
    Some(StoredContent { title: Some(view::text(text)), ..StoredContent::default() })
}

fn link_text(link: Option<&Link>) -> String {
    link.map(|link| link.as_str().to_owned()).unwrap_or_default()
}

fn link(text: &str) -> Result<Option<Link>, CodecError> {
    let link = if text.is_empty() { None } else { Some(Link::parse(text)) };
    link.transpose().map_err(|_| CodecError::Field("link"))
}

/// A round's plan, as stored: what people wrote lies beside it.
fn put(draft: &Draft) -> (proto::RoundPut, StoredContent) {
    let place = |place: &Place| proto::StoredPlace {
        person_id: place.person.to_bytes(),
        why: terms::placement_why(place.why),
    };
    let room = |room: &DraftRoom| proto::StoredRoom {
        number: room.number,
        places: room.places.iter().map(place).collect(),
        ..proto::StoredRoom::default()
    };
    let fact = proto::RoundPut {
        round_id: draft.id.to_bytes(),
        spec: Some(spec_out(&draft.spec)),
        item_id: some_id(draft.item),
        minutes: draft.minutes,
        rooms: draft.rooms.iter().map(room).collect(),
        ..stored_form(&draft.form)
    };
    let name = |room: &DraftRoom| proto::RoomName {
        number: room.number,
        name: Some(view::text(&room.name)),
        link: link_text(room.link.as_ref()),
    };
    let step_titles = draft.form.steps.iter().map(|step| view::text(&step.title));
    let content = StoredContent {
        step_titles: step_titles.collect(),
        title: Some(view::text(&draft.title)),
        prompt: Some(view::text(&draft.prompt)),
        room_names: draft.rooms.iter().map(name).collect(),
        ..StoredContent::default()
    };
    (fact, content)
}

/// What rooms do, but for the titles of steps, which people wrote.
pub(in crate::codec) fn stored_form(form: &Form) -> proto::RoundPut {
    let step = |step: &Step| proto::StoredStep {
        minutes: step.minutes,
        silent: step.silent.map(terms::room_role).unwrap_or_default(),
    };
    proto::RoundPut {
        candid: form.candid,
        roles: form.roles.iter().copied().map(terms::room_role).collect(),
        steps: form.steps.iter().map(step).collect(),
        rotation_minutes: form.rotation_minutes,
        next_round: some_id(form.next),
        ..proto::RoundPut::default()
    }
}

/// What rooms do, with the titles of its steps.
pub(in crate::codec) fn form(
    stored: &proto::RoundPut,
    titles: &[proto::Text],
) -> Result<Form, CodecError> {
    let role = |role: &i32| terms::room_role_of(*role).ok_or(CodecError::Field("roles"));
    let mut titles = titles.iter();
    let step = |step: &proto::StoredStep| Step {
        title: title(titles.next().cloned()),
        minutes: step.minutes,
        silent: terms::room_role_of(step.silent),
    };
    Ok(Form {
        candid: stored.candid,
        roles: stored.roles.iter().map(role).collect::<Result<_, _>>()?,
        steps: stored.steps.iter().map(step).collect(),
        rotation_minutes: stored.rotation_minutes,
        next: read_some_id(&stored.next_round)?,
    })
}

pub(super) fn stored_roles(given: &[Given]) -> Vec<proto::StoredRole> {
    let one = |(room, role, person): &Given| proto::StoredRole {
        room: *room,
        role: terms::room_role(*role),
        person_id: some_id(*person),
    };
    given.iter().map(one).collect()
}

/// Who sees to what.
pub(in crate::codec) fn roles(stored: &[proto::StoredRole]) -> Result<Vec<Given>, CodecError> {
    let one = |stored: &proto::StoredRole| {
        let role = terms::room_role_of(stored.role).ok_or(CodecError::Field("role"))?;
        Ok((stored.room, role, read_some_id(&stored.person_id)?))
    };
    stored.iter().map(one).collect()
}

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Event::Put(draft) => {
            let (fact, content) = put(draft);
            // Who knows no forms must not take it for a round without.
            let has_form = draft.form != Form::default();
            let fact = if has_form { Fact::RoundFormed(fact) } else { Fact::RoundPut(fact) };
            return (fact, Some(content));
        }
        Event::Removed(id) => Fact::RoundRemoved(proto::RoundRemoved { round_id: id.to_bytes() }),
        Event::Opened(id, ends_at, given) => Fact::RoomsOpened(proto::RoomsOpened {
            round_id: id.to_bytes(),
            ends_at_ms: ends_at.unwrap_or_default(),
            roles: stored_roles(given),
        }),
        Event::Placed(id, moves) => {
            let one = |one: &Move| proto::StoredMove {
                person_id: one.person.to_bytes(),
                from: number(one.from),
                to: number(one.to),
                why: terms::placement_why(one.why),
            };
            let moves = moves.iter().map(one).collect();
            Fact::PeoplePlaced(proto::PeoplePlaced { round_id: id.to_bytes(), moves })
        }
        Event::RoomPut(id, number, name, link) => {
            let put = proto::RoomPut { round_id: id.to_bytes(), number: *number };
            let link = link_text(link.as_ref());
            let name = proto::RoomName { number: *number, name: Some(view::text(name)), link };
            let content = StoredContent { room_names: vec![name], ..StoredContent::default() };
            return (Fact::RoomPut(put), Some(content));
        }
        Event::Timed(id, ends_at) => Fact::RoomsTimed(proto::RoomsTimed {
            round_id: id.to_bytes(),
            ends_at_ms: ends_at.unwrap_or_default(),
        }),
        Event::Closing(id, ends_at, followed) => Fact::RoomsClosing(proto::RoomsClosing {
            round_id: id.to_bytes(),
            ends_at_ms: *ends_at,
            followed: *followed,
        }),
        Event::Closed(id) => Fact::RoomsClosed(proto::RoomsClosed { round_id: id.to_bytes() }),
        Event::Told(id, by, text) => {
            let told = proto::RoomsTold { round_id: id.to_bytes(), by: by.to_bytes() };
            return (Fact::RoomsTold(told), stored_text(text));
        }
        Event::HelpCalled(id, number, person) => Fact::HelpCalled(proto::HelpCalled {
            round_id: id.to_bytes(),
            room: *number,
            person_id: person.to_bytes(),
        }),
        Event::HelpClaimed(id, number, person) => Fact::HelpClaimed(proto::HelpClaimed {
            round_id: id.to_bytes(),
            room: *number,
            person_id: person.to_bytes(),
        }),
        Event::HelpEnded(id, number) => {
            Fact::HelpEnded(proto::HelpEnded { round_id: id.to_bytes(), room: *number })
        }
        other => return rooms::fact(other),
    };
    (fact, NOTHING)
}

/// How a stored round deals people.
pub(in crate::codec) fn spec(stored: Option<&proto::RoundSpec>) -> Result<Spec, CodecError> {
    let field = CodecError::Field("spec");
    let stored = stored.ok_or(CodecError::Field("spec"))?;
    let hosts: Option<Vec<_>> = stored.host_ids.iter().map(|id| PersonId::from_wire(id)).collect();
    Ok(Spec {
        strategy: terms::strategy_of(stored.strategy).ok_or(CodecError::Field("strategy"))?,
        size: stored.size,
        min: stored.min,
        max: stored.max,
        from: WireId::from_wire(&stored.from_round_id),
        hosts: hosts.ok_or(field)?,
        splits_districts: stored.splits_districts,
    })
}

/// A stored place.
pub(in crate::codec) fn place(stored: &proto::StoredPlace) -> Result<Place, CodecError> {
    let why = terms::placement_why_of(stored.why).ok_or(CodecError::Field("why"))?;
    Ok(Place { person: read_id(&stored.person_id)?, why })
}

fn draft(fact: &proto::RoundPut, content: &StoredContent) -> Result<Draft, CodecError> {
    let room = |room: &proto::StoredRoom| {
        let named = content.room_names.iter().find(|named| named.number == room.number);
        Ok(DraftRoom {
            number: room.number,
            name: title(named.and_then(|named| named.name.clone())),
            link: link(named.map_or("", |named| &named.link))?,
            places: room.places.iter().map(place).collect::<Result<_, CodecError>>()?,
        })
    };
    Ok(Draft {
        id: read_id(&fact.round_id)?,
        title: title(content.title.clone()),
        prompt: title(content.prompt.clone()),
        spec: spec(fact.spec.as_ref())?,
        item: read_some_id(&fact.item_id)?,
        minutes: fact.minutes,
        form: form(fact, &content.step_titles)?,
        rooms: fact.rooms.iter().map(room).collect::<Result<_, CodecError>>()?,
    })
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<Event>, CodecError> {
    let some_time = |at_ms: i64| (at_ms != 0).then_some(at_ms);
    Ok(Some(match fact {
        Fact::RoundPut(fact) | Fact::RoundFormed(fact) => {
            Event::Put(Box::new(draft(fact, content)?))
        }
        Fact::RoundRemoved(fact) => Event::Removed(read_id(&fact.round_id)?),
        Fact::RoomsOpened(fact) => {
            let given = roles(&fact.roles)?;
            Event::Opened(read_id(&fact.round_id)?, some_time(fact.ends_at_ms), given)
        }
        Fact::PeoplePlaced(fact) => {
            let one = |one: &proto::StoredMove| {
                Ok(Move {
                    person: read_id(&one.person_id)?,
                    from: number_of(one.from),
                    to: number_of(one.to),
                    why: terms::placement_why_of(one.why).ok_or(CodecError::Field("why"))?,
                })
            };
            let moves = fact.moves.iter().map(one).collect::<Result<_, CodecError>>()?;
            Event::Placed(read_id(&fact.round_id)?, moves)
        }
        Fact::RoomPut(fact) => {
            let named = content.room_names.first();
            let name = title(named.and_then(|named| named.name.clone()));
            let link = link(named.map_or("", |named| &named.link))?;
            Event::RoomPut(read_id(&fact.round_id)?, fact.number, name, link)
        }
        Fact::RoomsTimed(fact) => {
            Event::Timed(read_id(&fact.round_id)?, some_time(fact.ends_at_ms))
        }
        Fact::RoomsClosing(fact) => {
            Event::Closing(read_id(&fact.round_id)?, fact.ends_at_ms, fact.followed)
        }
        Fact::RoomsClosed(fact) => Event::Closed(read_id(&fact.round_id)?),
        Fact::RoomsTold(fact) => {
            let text = title(content.title.clone());
            Event::Told(read_id(&fact.round_id)?, read_id(&fact.by)?, text)
        }
        Fact::HelpCalled(fact) => {
            Event::HelpCalled(read_id(&fact.round_id)?, fact.room, read_id(&fact.person_id)?)
        }
        Fact::HelpClaimed(fact) => {
            Event::HelpClaimed(read_id(&fact.round_id)?, fact.room, read_id(&fact.person_id)?)
        }
        Fact::HelpEnded(fact) => Event::HelpEnded(read_id(&fact.round_id)?, fact.room),
        other => return rooms::event(other, content),
    }))
}
