//! Events in the life of a session, and of presence checks.

use crate::{
    codec::{
        CodecError,
        ids::{self, WireId},
        stored::{NOTHING, board::read_board, read_id, read_some_id, title},
        terms,
    },
    domain::{
        Event as AnyEvent, presence,
        session::{Event, Plan, Spotlight},
    },
    proto::{self, StoredContent, stored_event::Fact},
};

fn plan_content(plan: &Plan) -> Option<StoredContent> {
    let title = Some(proto::Text { en: plan.title.en.clone(), es: plan.title.es.clone() });
    Some(StoredContent { title, ..StoredContent::default() })
}

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Event::Scheduled(plan) => {
            let (scheduled_at_ms, planned_minutes) = (plan.scheduled_at, plan.minutes);
            let fact = proto::SessionScheduled { scheduled_at_ms, planned_minutes };
            // Of another kind, for a node that does not know of it must not go on with it.
            let fact = match plan.forgets_rooms {
                true => Fact::SessionScheduledForgetful(fact),
                false => Fact::SessionScheduled(fact),
            };
            return (fact, plan_content(plan));
        }
        Event::Rescheduled(plan) => {
            let (scheduled_at_ms, planned_minutes) = (plan.scheduled_at, plan.minutes);
            let fact = proto::SessionRescheduled { scheduled_at_ms, planned_minutes };
            let fact = match plan.forgets_rooms {
                true => Fact::SessionRescheduledForgetful(fact),
                false => Fact::SessionRescheduled(fact),
            };
            return (fact, plan_content(plan));
        }
        Event::LobbyOpened => Fact::LobbyOpened(proto::LobbyOpened {}),
        Event::Started => Fact::SessionStarted(proto::SessionStarted {}),
        Event::Ending(at) => Fact::SessionEnding(proto::SessionEnding { ending_at_ms: *at }),
        Event::EndCancelled => Fact::EndCancelled(proto::EndCancelled {}),
        Event::Ended => Fact::SessionEnded(proto::SessionEnded {}),
        Event::Reopened => Fact::SessionReopened(proto::SessionReopened {}),
        // Of another kind, for a node that does not know of it would show nothing.
        Event::SpotlightSet(Some(Spotlight::Question(id))) => {
            Fact::QuestionSpotlit(proto::QuestionSpotlit { question_id: id.to_bytes() })
        }
        Event::SpotlightSet(Some(Spotlight::Run(id))) => {
            Fact::RunSpotlit(proto::RunSpotlit { run_id: id.to_bytes() })
        }
        Event::SpotlightSet(Some(Spotlight::Board(key))) => {
            Fact::BoardSpotlit(proto::BoardSpotlit { board_id: ids::board(*key) })
        }
        Event::SpotlightSet(on) => Fact::SpotlightSet(spotlight(*on)),
        Event::ConsentAnswered(person, answer) => Fact::ConsentAnswered(proto::ConsentAnswered {
            person_id: person.to_bytes(),
            answer: terms::consent(*answer),
        }),
        Event::ReplayPublished(audience) => {
            let audience = terms::replay_audience(*audience);
            Fact::ReplayPublished(proto::ReplayPublished { audience })
        }
    };
    (fact, NOTHING)
}

/// What is in the spotlight, as stored.
pub(in crate::codec) fn spotlight(on: Option<Spotlight>) -> proto::SpotlightSet {
    let nothing = proto::SpotlightSet::default();
    match on {
        None => nothing,
        Some(Spotlight::Line(line)) => proto::SpotlightSet { line_id: line.to_bytes(), ..nothing },
        Some(Spotlight::Person(person)) => {
            proto::SpotlightSet { person_id: person.to_bytes(), ..nothing }
        }
        Some(Spotlight::Slide(item, page)) => {
            proto::SpotlightSet { item_id: item.to_bytes(), page, ..nothing }
        }
        Some(Spotlight::Question(id)) => {
            proto::SpotlightSet { question_id: id.to_bytes(), ..nothing }
        }
        Some(Spotlight::Run(id)) => proto::SpotlightSet { run_id: id.to_bytes(), ..nothing },
        Some(Spotlight::Board(key)) => proto::SpotlightSet { board_id: ids::board(key), ..nothing },
    }
}

/// What is in the spotlight.
pub(in crate::codec) fn spotlight_of(
    stored: &proto::SpotlightSet,
) -> Result<Option<Spotlight>, CodecError> {
    let line = read_some_id(&stored.line_id)?.map(Spotlight::Line);
    let person = read_some_id(&stored.person_id)?.map(Spotlight::Person);
    let item = read_some_id(&stored.item_id)?;
    let slide = item.map(|item| Spotlight::Slide(item, stored.page.max(1)));
    let question = read_some_id(&stored.question_id)?.map(Spotlight::Question);
    let run = read_some_id(&stored.run_id)?.map(Spotlight::Run);
    let board = match &*stored.board_id {
        "" => None,
        id => Some(Spotlight::Board(read_board(id)?)),
    };
    Ok(line.or(person).or(slide).or(question).or(run).or(board))
}

pub(super) fn presence_fact(event: presence::Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        presence::Event::Asked(asked) => Fact::PresenceAsked(check(asked)),
        presence::Event::Confirmed(check, person) => {
            let person_id = person.to_bytes();
            Fact::PresenceConfirmed(proto::PresenceConfirmed { check, person_id })
        }
    };
    (fact, NOTHING)
}

/// A presence check, as stored.
pub(in crate::codec) fn check(check: presence::Check) -> proto::PresenceAsked {
    let presence::Check { number, asked_at, ends_at } = check;
    proto::PresenceAsked { check: number, asked_at_ms: asked_at, ends_at_ms: ends_at }
}

/// A presence check.
pub(in crate::codec) fn check_of(stored: &proto::PresenceAsked) -> presence::Check {
    let proto::PresenceAsked { check, asked_at_ms, ends_at_ms } = *stored;
    presence::Check { number: check, asked_at: asked_at_ms, ends_at: ends_at_ms }
}

/// What was announced.
pub(in crate::codec) fn plan(text: Option<proto::Text>, scheduled_at: i64, minutes: u32) -> Plan {
    // Of a time when nobody said how long.
    let minutes = if minutes == 0 { Plan::MINUTES } else { minutes };
    Plan { title: title(text), scheduled_at, minutes, forgets_rooms: false }
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<AnyEvent>, CodecError> {
    let field = CodecError::Field;
    let plan = |scheduled_at_ms, planned_minutes, forgets_rooms| {
        let plan = plan(content.title.clone(), scheduled_at_ms, planned_minutes);
        Plan { forgets_rooms, ..plan }
    };
    let event = match fact {
        Fact::SessionScheduled(fact) => {
            Event::Scheduled(plan(fact.scheduled_at_ms, fact.planned_minutes, false))
        }
        Fact::SessionScheduledForgetful(fact) => {
            Event::Scheduled(plan(fact.scheduled_at_ms, fact.planned_minutes, true))
        }
        Fact::SessionRescheduled(fact) => {
            Event::Rescheduled(plan(fact.scheduled_at_ms, fact.planned_minutes, false))
        }
        Fact::SessionRescheduledForgetful(fact) => {
            Event::Rescheduled(plan(fact.scheduled_at_ms, fact.planned_minutes, true))
        }
        Fact::LobbyOpened(_) => Event::LobbyOpened,
        Fact::SessionStarted(_) => Event::Started,
        Fact::SessionEnding(fact) => Event::Ending(fact.ending_at_ms),
        Fact::EndCancelled(_) => Event::EndCancelled,
        Fact::SessionEnded(_) => Event::Ended,
        Fact::SessionReopened(_) => Event::Reopened,
        Fact::SpotlightSet(fact) => Event::SpotlightSet(spotlight_of(fact)?),
        Fact::QuestionSpotlit(fact) => {
            Event::SpotlightSet(Some(Spotlight::Question(read_id(&fact.question_id)?)))
        }
        Fact::BoardSpotlit(fact) => {
            Event::SpotlightSet(Some(Spotlight::Board(read_board(&fact.board_id)?)))
        }
        Fact::RunSpotlit(fact) => Event::SpotlightSet(Some(Spotlight::Run(read_id(&fact.run_id)?))),
        Fact::ConsentAnswered(fact) => Event::ConsentAnswered(
            read_id(&fact.person_id)?,
            terms::consent_of(fact.answer).ok_or(field("answer"))?,
        ),
        Fact::ReplayPublished(fact) => Event::ReplayPublished(
            terms::replay_audience_of(fact.audience).ok_or(field("audience"))?,
        ),
        Fact::PresenceAsked(fact) => {
            return Ok(Some(AnyEvent::Presence(presence::Event::Asked(check_of(fact)))));
        }
        Fact::PresenceConfirmed(fact) => {
            let confirmed = presence::Event::Confirmed(fact.check, read_id(&fact.person_id)?);
            return Ok(Some(AnyEvent::Presence(confirmed)));
        }
        _ => return Ok(None),
    };
    Ok(Some(AnyEvent::Session(event)))
}
