//! Session events in the log: facts in the batch, what people wrote beside it.

mod agenda;
pub(super) mod board;
mod breakout;
mod chat;
pub(super) mod poll;
mod rooms;
mod roster;
mod session;
mod talk;

use crate::{
    codec::{CodecError, ids::WireId},
    domain::{
        Actor, Event, Millis, PersonId, Recorded, SessionId, State,
        chat::ChannelKey,
        instances::CommandId,
        organisation::{CdsCode, Organisation},
        text::Text,
    },
    log::{Entry, Seals, is_sealed},
    proto::{self, StoredContent, StoredEvent, stored_event::Fact},
};
use bytes::Bytes;
use prost::Message;
use sha2::{Digest, Sha256};

pub(super) use agenda::{item, stored_item};
pub(super) use breakout::{form, place, spec, stored_form};
pub(super) use roster::{details, updated};
pub(super) use session::{check, check_of, plan, spotlight, spotlight_of};

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
    /// What of it must be sealed.
    pub seals: Seals,
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
    let payload = Bytes::from(batch.encode_to_vec());
    Encoded { events, payload, content, seals: Seals::new() }
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
            // Nobody has opened it: as if it were not there.
            Some((_, bytes)) if is_sealed(bytes) => StoredContent::default(),
            Some((_, bytes)) if *event.content_digest == *Sha256::digest(bytes) => {
                StoredContent::decode(bytes.clone()).map_err(CodecError::Malformed)?
            }
            Some(_) => return Err(CodecError::Content(index)),
        };
        events.push((event, written));
    }
    Ok(events)
}

/// Encodes decided events for the log. `after` is the state after them.
pub fn encode(recorded: &[Recorded], after: &State, salts: Salts<'_>) -> Encoded {
    let mut seals = Seals::new();
    let events = (0..).zip(recorded).map(|(index, recorded)| {
        let (event, content) = encode_one(recorded);
        match after.seal_of(&recorded.event) {
            None => (event, content),
            Some(round) => {
                seals.insert(index, round.0);
                all_beside(event, content)
            }
        }
    });
    let encoded = encode_all(events, salts);
    Encoded { seals, ..encoded }
}

/// What a fact that is sealed says of a line goes beside it: the fact itself stays for ever.
fn all_beside(
    mut event: StoredEvent,
    content: Option<StoredContent>,
) -> (StoredEvent, Option<StoredContent>) {
    let mut content = content.unwrap_or_default();
    if let Some(Fact::RoomLineSent(sent)) = &mut event.fact {
        content.mentions = std::mem::take(&mut sent.mentions);
    }
    (event, Some(content))
}

fn encode_one(recorded: &Recorded) -> (StoredEvent, Option<StoredContent>) {
    let (fact, content) = fact(&recorded.event);
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
        fact,
    };
    (event, content)
}

/// An event, as stored: what happened, and what people wrote.
pub(super) fn fact(event: &Event) -> (Option<Fact>, Option<StoredContent>) {
    let (fact, content) = match event {
        Event::Accepted => (Fact::CommandAccepted(proto::CommandAccepted {}), None),
        Event::Unknown => return (None, None),
        Event::Session(event) => session::fact(event),
        Event::Roster(event) => roster::fact(event),
        Event::Chat(event) => chat::fact(event),
        Event::Agenda(event) => agenda::fact(event),
        Event::Presence(event) => session::presence_fact(*event),
        Event::Breakout(event) => breakout::fact(event),
        Event::Poll(event) => poll::fact(event),
        Event::Counted => (Fact::Counted(proto::Counted {}), None),
        Event::Question(event) => talk::question_fact(event),
        Event::Hand(event) => talk::hand_fact(event),
        Event::Waterfall(event) => talk::waterfall_fact(event),
        Event::Board(event) => board::fact(event),
    };
    (Some(fact), content)
}

/// Content that holds nothing.
const NOTHING: Option<StoredContent> = None;

pub(super) fn channel_parts(key: &ChannelKey) -> (proto::ChannelKind, &[PersonId]) {
    match key {
        ChannelKey::Plenary => (proto::ChannelKind::Plenary, &[]),
        ChannelKey::Facilitators => (proto::ChannelKind::Facilitators, &[]),
        ChannelKey::Private(members) => (proto::ChannelKind::Private, members),
        ChannelKey::Room(..) => (proto::ChannelKind::Room, &[]),
    }
}

pub(super) fn channel_key(kind: i32, members: &[Bytes]) -> Result<ChannelKey, CodecError> {
    match proto::ChannelKind::try_from(kind) {
        Ok(proto::ChannelKind::Plenary) => Ok(ChannelKey::Plenary),
        Ok(proto::ChannelKind::Facilitators) => Ok(ChannelKey::Facilitators),
        Ok(proto::ChannelKind::Private) => {
            let members: Vec<PersonId> = read_ids(members)?;
            Ok(ChannelKey::Private(members.into()))
        }
        // With the round and the number, which lie elsewhere.
        Ok(proto::ChannelKind::Room | proto::ChannelKind::Unspecified) | Err(_) => {
            Err(CodecError::Field("channel"))
        }
    }
}

/// An id that may be missing.
pub(super) fn read_some_id<T: WireId>(bytes: &[u8]) -> Result<Option<T>, CodecError> {
    if bytes.is_empty() { Ok(None) } else { read_id(bytes).map(Some) }
}

/// An id on the wire that may be missing.
pub(super) fn read_some_wire<T: WireId>(text: &str) -> Result<Option<T>, CodecError> {
    if text.is_empty() {
        return Ok(None);
    }
    T::from_wire(text).map(Some).ok_or(CodecError::Field("id"))
}

/// Ids in a row.
pub(super) fn read_ids<T: WireId, C: FromIterator<T>>(ids: &[Bytes]) -> Result<C, CodecError> {
    ids.iter().map(|id| read_id(id)).collect()
}

/// An id that may be missing.
pub(super) fn some_id<T: WireId>(id: Option<T>) -> Bytes {
    id.map(|id| id.to_bytes()).unwrap_or_default()
}

/// Ids in a row.
pub(super) fn ids<T: WireId>(ids: &[T]) -> Vec<Bytes> {
    ids.iter().map(WireId::to_bytes).collect()
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
/// Bytes that no version writes, or content that was tampered with.
pub fn decode(entry: &Entry) -> Result<Vec<Recorded>, CodecError> {
    let events = decode_all(entry)?.into_iter();
    events.map(|(event, content)| decode_one(event, content)).collect()
}

fn decode_one(event: StoredEvent, content: StoredContent) -> Result<Recorded, CodecError> {
    let by = match &*event.actor {
        [] => Actor::Server,
        actor => Actor::Person(read_id(actor)?),
    };
    let (instance, n, digest) = (event.instance, event.n, event.body_digest);
    let command = (n != 0).then_some(CommandId { instance, n, digest });
    // What this version does not know was left out when the bytes were read.
    let decoded = event.fact.map(|fact| decode_fact(fact, content));
    Ok(Recorded { at: event.at_ms, by, command, event: decoded.unwrap_or(Ok(Event::Unknown))? })
}

/// Each module takes what is its own and passes the rest on.
fn decode_fact(fact: Fact, content: StoredContent) -> Result<Event, CodecError> {
    if matches!(fact, Fact::CommandAccepted(_)) {
        return Ok(Event::Accepted);
    }
    if matches!(fact, Fact::Counted(_)) {
        return Ok(Event::Counted);
    }
    if let Some(event) = session::event(&fact, &content)? {
        return Ok(event);
    }
    if let Some(event) = agenda::event(&fact, &content)? {
        return Ok(Event::Agenda(event));
    }
    if let Some(event) = breakout::event(&fact, &content)? {
        return Ok(Event::Breakout(event));
    }
    if let Some(event) = poll::event(&fact, &content)? {
        return Ok(Event::Poll(event));
    }
    if let Some(event) = board::event(&fact, &content)? {
        return Ok(event);
    }
    if let Some(event) = roster::event(&fact, &content)? {
        return Ok(Event::Roster(event));
    }
    if let Some(event) = talk::event(&fact, &content)? {
        return Ok(event);
    }
    let event = chat::event(&fact, content)?;
    // Of the catalog: it has no business here.
    Ok(event.map_or(Event::Unknown, Event::Chat))
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
