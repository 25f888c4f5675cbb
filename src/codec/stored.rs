//! Session events in the log: facts in the batch, what people wrote beside it.

use crate::{
    codec::{CodecError, ids::WireId, terms},
    domain::{
        Actor, Event, LineId, Millis, PersonId, Recorded, SessionId,
        chat::{self, ChannelKey},
        instances::CommandId,
        organisation::{CdsCode, Organisation},
        roster::{self, NewPerson},
        session,
        text::Text,
    },
    log::Entry,
    proto::{self, StoredContent, StoredEvent, stored_event::Fact},
};
use bytes::Bytes;
use prost::Message;
use sha2::{Digest, Sha256};

/// Where salts come from.
pub type Salts<'a> = &'a mut dyn FnMut() -> [u8; 16];

/// Events, ready to be appended.
pub struct Encoded {
    /// How many.
    pub events: u32,
    /// The facts.
    pub payload: Bytes,
    /// What people wrote, by index of its event.
    pub content: Vec<(u32, Bytes)>,
}

/// Puts stored events together: content beside facts, under a salted digest.
pub(super) fn encode_all(
    events: impl IntoIterator<Item = (StoredEvent, Option<StoredContent>)>,
    salts: Salts<'_>,
) -> Encoded {
    let mut batch = proto::StoredBatch::default();
    let mut content = Vec::new();
    for (index, (mut event, written)) in (0..).zip(events) {
        if let Some(written) = written {
            let salt = Bytes::copy_from_slice(&salts());
            let bytes = Bytes::from(StoredContent { salt, ..written }.encode_to_vec());
            event.content_digest = Bytes::copy_from_slice(&Sha256::digest(&bytes));
            content.push((index, bytes));
        }
        batch.events.push(event);
    }
    let events = u32::try_from(batch.events.len()).unwrap_or(u32::MAX);
    Encoded { events, payload: Bytes::from(batch.encode_to_vec()), content }
}

/// Takes an entry apart. Content that was deleted comes back empty.
pub(super) fn decode_all(entry: &Entry) -> Result<Vec<(StoredEvent, StoredContent)>, CodecError> {
    let batch = proto::StoredBatch::decode(entry.payload.clone()).map_err(CodecError::Malformed)?;
    let mut content = entry.content.iter().peekable();
    let mut events = Vec::with_capacity(batch.events.len());
    for (index, event) in batch.events.into_iter().enumerate() {
        let mine = content.next_if(|(of, _)| usize::try_from(*of) == Ok(index));
        let written = match mine {
            None => StoredContent::default(),
            Some((_, bytes)) if *event.content_digest == *Sha256::digest(bytes) => {
                StoredContent::decode(bytes.clone()).map_err(CodecError::Malformed)?
            }
            Some(_) => return Err(CodecError::Content(index)),
        };
        events.push((event, written));
    }
    Ok(events)
}

/// Encodes decided events for the log.
pub fn encode(recorded: &[Recorded], salts: Salts<'_>) -> Encoded {
    encode_all(recorded.iter().map(encode_one), salts)
}

fn encode_one(recorded: &Recorded) -> (StoredEvent, Option<StoredContent>) {
    let (fact, content) = match &recorded.event {
        Event::Accepted => (Fact::CommandAccepted(proto::CommandAccepted {}), None),
        Event::Session(event) => session_fact(event),
        Event::Roster(event) => roster_fact(event),
        Event::Chat(event) => chat_fact(event),
    };
    let actor = match recorded.by {
        Actor::Server => Bytes::new(),
        Actor::Person(person) => person.to_bytes(),
    };
    let command = recorded.command.unwrap_or(CommandId { instance: 0, n: 0, digest: 0 });
    let event = StoredEvent {
        at_ms: recorded.at,
        actor,
        instance: command.instance,
        n: command.n,
        body_digest: command.digest,
        content_digest: Bytes::new(),
        fact: Some(fact),
    };
    (event, content)
}

fn session_fact(event: &session::Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        session::Event::Scheduled { title, scheduled_at } => {
            let title = Some(proto::Text { en: title.en.clone(), es: title.es.clone() });
            let content = StoredContent { title, ..StoredContent::default() };
            let scheduled = proto::SessionScheduled { scheduled_at_ms: *scheduled_at };
            return (Fact::SessionScheduled(scheduled), Some(content));
        }
        session::Event::LobbyOpened => Fact::LobbyOpened(proto::LobbyOpened {}),
        session::Event::Started => Fact::SessionStarted(proto::SessionStarted {}),
        session::Event::Ended => Fact::SessionEnded(proto::SessionEnded {}),
        session::Event::ConsentAnswered(person, answer) => {
            Fact::ConsentAnswered(proto::ConsentAnswered {
                person_id: person.to_bytes(),
                answer: terms::consent(*answer),
            })
        }
        session::Event::ReplayPublished(audience) => {
            let audience = terms::replay_audience(*audience);
            Fact::ReplayPublished(proto::ReplayPublished { audience })
        }
    };
    (fact, None)
}

fn roster_fact(event: &roster::Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        roster::Event::Added(new) => {
            let content = StoredContent {
                name: new.name.clone(),
                email: new.email.clone(),
                organisation_name: new.organisation.name.clone(),
                ..StoredContent::default()
            };
            return (Fact::PersonAdded(person_added(new)), Some(content));
        }
        roster::Event::PermissionSet(person, permission) => {
            Fact::PermissionSet(proto::PermissionSet {
                person_id: person.to_bytes(),
                permission: terms::permission(*permission),
            })
        }
        roster::Event::Removed(person) => {
            Fact::PersonRemoved(proto::PersonRemoved { person_id: person.to_bytes() })
        }
        roster::Event::Claimed(person) => {
            Fact::PersonClaimed(proto::PersonClaimed { person_id: person.to_bytes() })
        }
        roster::Event::Confirmed(person) => {
            Fact::PersonConfirmed(proto::PersonConfirmed { person_id: person.to_bytes() })
        }
        roster::Event::Arrived(people) => Fact::PeopleArrived(proto::PeopleArrived {
            person_ids: people.iter().map(WireId::to_bytes).collect(),
        }),
        roster::Event::Departed { person, last_heard_at } => {
            Fact::PersonDeparted(proto::PersonDeparted {
                person_id: person.to_bytes(),
                last_heard_at_ms: *last_heard_at,
            })
        }
    };
    (fact, None)
}

fn person_added(new: &NewPerson) -> proto::PersonAdded {
    proto::PersonAdded {
        person_id: new.id.to_bytes(),
        organisation_cds: new.organisation.code.map(|code| code.to_string()).unwrap_or_default(),
        job_role: new.job_role.map(terms::job_role).unwrap_or_default(),
        permission: terms::permission(new.permission),
        identified: terms::identified(new.identified),
        account_id: new.account.map(|account| account.to_bytes()).unwrap_or_default(),
    }
}

fn chat_fact(event: &chat::Event) -> (Fact, Option<StoredContent>) {
    let chat::Event::Sent { line, channel, author, author_name, text } = event;
    let (kind, members) = channel_parts(channel);
    let content =
        StoredContent { text: text.clone(), name: author_name.clone(), ..StoredContent::default() };
    let sent = proto::LineSent {
        line_id: line.to_bytes(),
        author_id: author.to_bytes(),
        channel: kind.into(),
        person_ids: members.iter().map(WireId::to_bytes).collect(),
    };
    (Fact::LineSent(sent), Some(content))
}

pub(super) fn channel_parts(key: &ChannelKey) -> (proto::ChannelKind, &[PersonId]) {
    match key {
        ChannelKey::Plenary => (proto::ChannelKind::Plenary, &[]),
        ChannelKey::Facilitators => (proto::ChannelKind::Facilitators, &[]),
        ChannelKey::Private(members) => (proto::ChannelKind::Private, members),
    }
}

pub(super) fn channel_key(kind: i32, members: &[Bytes]) -> Result<ChannelKey, CodecError> {
    match proto::ChannelKind::try_from(kind) {
        Ok(proto::ChannelKind::Plenary) => Ok(ChannelKey::Plenary),
        Ok(proto::ChannelKind::Facilitators) => Ok(ChannelKey::Facilitators),
        Ok(proto::ChannelKind::Private) => {
            let members: Result<Vec<PersonId>, _> = members.iter().map(|id| read_id(id)).collect();
            Ok(ChannelKey::Private(members?.into()))
        }
        Ok(proto::ChannelKind::Unspecified) | Err(_) => Err(CodecError::Field("channel")),
    }
}

pub(super) fn read_id<T: WireId>(bytes: &[u8]) -> Result<T, CodecError> {
    T::from_bytes(bytes).ok_or(CodecError::Field("id"))
}

pub(super) fn organisation(code: &str, name: String) -> Result<Organisation, CodecError> {
    let code = if code.is_empty() { None } else { Some(CdsCode::parse(code)) };
    let code = code.transpose().map_err(|_| CodecError::Field("organisation_cds"))?;
    Ok(Organisation { code, name })
}

pub(super) fn title(title: Option<proto::Text>) -> Text {
    title.map(|title| Text { en: title.en, es: title.es }).unwrap_or_default()
}

/// Reads the events of an entry.
///
/// # Errors
/// Bytes that this version cannot read, or content that was tampered with.
pub fn decode(entry: &Entry) -> Result<Vec<Recorded>, CodecError> {
    let events = decode_all(entry)?.into_iter().enumerate();
    events.map(|(index, (event, content))| decode_one(index, event, content)).collect()
}

fn decode_one(
    index: usize,
    event: StoredEvent,
    content: StoredContent,
) -> Result<Recorded, CodecError> {
    let by = match &*event.actor {
        [] => Actor::Server,
        actor => Actor::Person(read_id(actor)?),
    };
    let (instance, n, digest) = (event.instance, event.n, event.body_digest);
    let command = (n != 0).then_some(CommandId { instance, n, digest });
    let fact = event.fact.ok_or(CodecError::UnknownKind(index))?;
    Ok(Recorded { at: event.at_ms, by, command, event: decode_fact(fact, content, index)? })
}

fn decode_fact(fact: Fact, content: StoredContent, index: usize) -> Result<Event, CodecError> {
    let field = CodecError::Field;
    Ok(match fact {
        Fact::CommandAccepted(_) => Event::Accepted,
        Fact::SessionScheduled(fact) => Event::Session(session::Event::Scheduled {
            title: title(content.title),
            scheduled_at: fact.scheduled_at_ms,
        }),
        Fact::LobbyOpened(_) => Event::Session(session::Event::LobbyOpened),
        Fact::SessionStarted(_) => Event::Session(session::Event::Started),
        Fact::SessionEnded(_) => Event::Session(session::Event::Ended),
        Fact::ConsentAnswered(fact) => Event::Session(session::Event::ConsentAnswered(
            read_id(&fact.person_id)?,
            terms::consent_of(fact.answer).ok_or(field("answer"))?,
        )),
        Fact::ReplayPublished(fact) => Event::Session(session::Event::ReplayPublished(
            terms::replay_audience_of(fact.audience).ok_or(field("audience"))?,
        )),
        Fact::PersonAdded(fact) => {
            Event::Roster(roster::Event::Added(decode_person(&fact, content)?))
        }
        Fact::PermissionSet(fact) => Event::Roster(roster::Event::PermissionSet(
            read_id(&fact.person_id)?,
            terms::permission_of(fact.permission).ok_or(field("permission"))?,
        )),
        Fact::PersonRemoved(fact) => {
            Event::Roster(roster::Event::Removed(read_id(&fact.person_id)?))
        }
        Fact::PersonClaimed(fact) => {
            Event::Roster(roster::Event::Claimed(read_id(&fact.person_id)?))
        }
        Fact::PersonConfirmed(fact) => {
            Event::Roster(roster::Event::Confirmed(read_id(&fact.person_id)?))
        }
        Fact::PeopleArrived(fact) => {
            let people: Result<_, _> = fact.person_ids.iter().map(|id| read_id(id)).collect();
            Event::Roster(roster::Event::Arrived(people?))
        }
        Fact::PersonDeparted(fact) => Event::Roster(roster::Event::Departed {
            person: read_id(&fact.person_id)?,
            last_heard_at: fact.last_heard_at_ms,
        }),
        Fact::LineSent(fact) => Event::Chat(chat::Event::Sent {
            line: read_id::<LineId>(&fact.line_id)?,
            channel: channel_key(fact.channel, &fact.person_ids)?,
            author: read_id(&fact.author_id)?,
            author_name: content.name,
            text: content.text,
        }),
        Fact::AccountCreated(_) | Fact::AccountActivated(_) | Fact::SessionCreated(_) => {
            return Err(CodecError::UnknownKind(index));
        }
    })
}

fn decode_person(
    fact: &proto::PersonAdded,
    content: StoredContent,
) -> Result<NewPerson, CodecError> {
    let account = match &*fact.account_id {
        [] => None,
        account => Some(read_id(account)?),
    };
    Ok(NewPerson {
        id: read_id(&fact.person_id)?,
        name: content.name,
        email: content.email,
        organisation: organisation(&fact.organisation_cds, content.organisation_name)?,
        job_role: terms::job_role_of(fact.job_role),
        permission: terms::permission_of(fact.permission).ok_or(CodecError::Field("permission"))?,
        identified: terms::identified_of(fact.identified).ok_or(CodecError::Field("identified"))?,
        account,
    })
}

/// The id of a session's log is the session's.
pub(super) fn session_id(bytes: &[u8]) -> Result<SessionId, CodecError> {
    read_id(bytes)
}

/// When the events of an entry were decided: all at once.
///
/// # Errors
/// Bytes that this version cannot read.
pub fn decided_at(entry: &Entry) -> Result<Millis, CodecError> {
    let batch = proto::StoredBatch::decode(entry.payload.clone()).map_err(CodecError::Malformed)?;
    Ok(batch.events.first().map_or(0, |event| event.at_ms))
}
