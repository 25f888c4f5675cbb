//! Ids on the wire: a prefix that says of what, and 22 characters.

use crate::domain::{
    AccountId, BoardId, ElementId, ItemId, LineId, PersonId, PollId, QuestionId, RoundId, RunId,
    SessionId, TemplateId, WaterfallId, board::Key, chat::ChannelKey,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// An id with its prefix.
pub trait WireId: Sized {
    /// Three letters and an underscore.
    const PREFIX: &'static str;
    /// Wraps.
    fn from_uuid(uuid: Uuid) -> Self;
    /// Unwraps.
    fn uuid(&self) -> Uuid;

    /// As on the wire.
    fn to_wire(&self) -> String {
        let mut text = String::with_capacity(26);
        text.push_str(Self::PREFIX);
        URL_SAFE_NO_PAD.encode_string(self.uuid().as_bytes(), &mut text);
        text
    }

    /// From the wire; `None` for anything else.
    fn from_wire(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix(Self::PREFIX)?).ok()?;
        Uuid::from_slice(&bytes).ok().map(Self::from_uuid)
    }

    /// As stored.
    fn to_bytes(&self) -> Bytes {
        Bytes::copy_from_slice(self.uuid().as_bytes())
    }

    /// From the store.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().map(Self::from_uuid)
    }
}

macro_rules! wire_id {
    ($name:ident, $prefix:literal) => {
        impl WireId for $name {
            const PREFIX: &'static str = $prefix;
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(&self) -> Uuid {
                self.0
            }
        }
    };
}

wire_id!(SessionId, "ses_");
wire_id!(PersonId, "per_");
wire_id!(AccountId, "acc_");
wire_id!(LineId, "lin_");
wire_id!(ItemId, "itm_");
wire_id!(RoundId, "rnd_");
wire_id!(PollId, "pol_");
wire_id!(RunId, "run_");
wire_id!(QuestionId, "qst_");
wire_id!(WaterfallId, "wfl_");
wire_id!(BoardId, "brd_");
wire_id!(ElementId, "elm_");
wire_id!(TemplateId, "tpl_");

/// A board's id. That of a room is called as its conversation.
#[must_use]
pub fn board(key: Key) -> String {
    match key {
        Key::Plenary(id) => id.to_wire(),
        Key::Room(round, number) => channel(&ChannelKey::Room(round, number)),
    }
}

/// Which board it is; `None` for anything else.
#[must_use]
pub fn board_of(text: &str) -> Option<Key> {
    if let Some(id) = BoardId::from_wire(text) {
        return Some(Key::Plenary(id));
    }
    let (round, number) = text.strip_prefix("room_")?.rsplit_once('_')?;
    // Written in one way alone: ids are compared as texts elsewhere.
    let number = number.parse().ok().filter(|n: &u32| *n > 0 && n.to_string() == number)?;
    Some(Key::Room(RoundId::from_wire(round)?, number))
}

/// A channel's id. A private one's is a hash of its members: the same for all of them,
/// and no list of ids in every line.
#[must_use]
pub fn channel(key: &ChannelKey) -> String {
    match key {
        ChannelKey::Plenary => "plenary".to_owned(),
        ChannelKey::Facilitators => "facilitators".to_owned(),
        ChannelKey::Private(members) => {
            let mut hash = Sha256::new();
            for member in members.iter() {
                hash.update(member.0.as_bytes());
            }
            let short = hash.finalize();
            format!("private_{}", URL_SAFE_NO_PAD.encode(&short[..16]))
        }
        ChannelKey::Room(round, number) => format!("room_{}_{number}", round.to_wire()),
    }
}
