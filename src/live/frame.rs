//! Items encoded once, whoever reads them, and joined into frames byte by byte.

use crate::{
    codec::{self, json},
    domain::{
        Change, LineId, QuestionId, RunId,
        chat::Conversation,
        question::{Asked, Update},
    },
    proto::{ServerItem, server_item},
};
use bytes::{BufMut, Bytes, BytesMut};
use prost::{Message, encoding};
use std::sync::{Arc, OnceLock};

/// What a connection speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `convene.v1.proto`
    Proto,
    /// `convene.v1.json`
    Json,
}

/// One item of a server frame.
#[derive(Debug)]
pub struct Item {
    /// As it stands in a frame: field number, length, message.
    proto: Bytes,
    /// Where the message begins in `proto`.
    message_at: usize,
    /// Made when someone reads JSON.
    json: OnceLock<String>,
    /// What it shows that may be taken back.
    pub(super) holds: Holds,
}

/// What an item shows that may be taken back while it waits to be read.
#[derive(Debug)]
pub(super) enum Holds {
    /// Nothing of the kind.
    Nothing,
    /// A line, as it was said.
    Line(LineId),
    /// A line, as it became.
    ChangedLine(LineId),
    /// A conversation, with the end of what was said in it.
    Conversation(Arc<Conversation>),
    /// The pinned lines.
    Pins,
    /// What is in the spotlight.
    Spotlight,
    /// A question, as everyone sees it.
    Question(QuestionId),
    /// What came of a run, as it is shown to everyone.
    Results(RunId),
    /// What came of a run, for those who run the session or for those who have answered.
    Tally {
        /// Of which.
        run: RunId,
        /// For whom.
        is_for_team: bool,
    },
}

impl Item {
    /// Encodes an item.
    #[must_use]
    pub fn new(item: server_item::Item) -> Arc<Self> {
        Self::from_parts(&ServerItem { item: Some(item) }.encode_to_vec(), &[])
    }

    /// Encodes a change.
    pub(super) fn of_change(change: &Change) -> Arc<Self> {
        let holds = match change {
            Change::LineAdded(_, line) => Holds::Line(line.id),
            Change::LinePut(_, line) => Holds::ChangedLine(line.id),
            Change::ChannelSet(conversation) => Holds::Conversation(Arc::new(conversation.clone())),
            Change::Pinned(..) => Holds::Pins,
            Change::Spotlight(_) => Holds::Spotlight,
            Change::Question(Update::Put(Asked { id, .. })) => Holds::Question(*id),
            Change::ShownPut(tally) => Holds::Results(tally.run),
            Change::TallyPut(tally) => {
                Holds::Tally { run: tally.run, is_for_team: tally.is_for_team }
            }
            _ => Holds::Nothing,
        };
        let item = server_item::Item::Change(codec::change(change));
        let item = ServerItem { item: Some(item) }.encode_to_vec();
        Self::build(&item, &[], holds)
    }

    /// An item whose message comes in two parts, the second encoded before: a message that
    /// continues in `tail`.
    pub(super) fn from_parts(head: &[u8], tail: &[u8]) -> Arc<Self> {
        Self::build(head, tail, Holds::Nothing)
    }

    fn build(head: &[u8], tail: &[u8], holds: Holds) -> Arc<Self> {
        let mut proto = Self::head(head, tail.len());
        let message_at = proto.len() - head.len();
        proto.put_slice(tail);
        let proto = proto.freeze();
        Arc::new(Self { proto, message_at, json: OnceLock::new(), holds })
    }

    /// How an item begins in a frame, whose message begins with `head` and goes on.
    pub(super) fn head(head: &[u8], more: usize) -> BytesMut {
        let length = head.len() + more;
        let mut proto = BytesMut::with_capacity(length + 6);
        encoding::encode_key(1, encoding::WireType::LengthDelimited, &mut proto);
        encoding::encode_varint(length as u64, &mut proto);
        proto.put_slice(head);
        proto
    }

    /// As it stands in a binary frame.
    pub(super) fn as_framed(&self) -> &[u8] {
        &self.proto
    }

    /// Bytes that this item keeps in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        self.proto.len()
    }

    fn json(&self) -> &str {
        self.json.get_or_init(|| json::write_bytes("ServerItem", &self.proto[self.message_at..]))
    }
}

/// Collects items into one frame.
pub(super) struct Frame {
    format: Format,
    bytes: BytesMut,
    items: usize,
}

impl Frame {
    pub(super) fn new(format: Format) -> Self {
        Self { format, bytes: BytesMut::new(), items: 0 }
    }

    pub(super) fn push(&mut self, item: &Item) {
        match self.format {
            Format::Proto => self.bytes.put_slice(&item.proto),
            Format::Json => {
                let before = if self.items == 0 { "{\"items\":[" } else { "," };
                self.bytes.put_slice(before.as_bytes());
                self.bytes.put_slice(item.json().as_bytes());
            }
        }
        self.items += 1;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items == 0
    }

    pub(super) fn finish(mut self) -> Bytes {
        if self.format == Format::Json && self.items > 0 {
            self.bytes.put_slice(b"]}");
        }
        self.bytes.freeze()
    }
}

/// A frame of one item.
#[must_use]
pub fn single(format: Format, item: server_item::Item) -> Bytes {
    let mut frame = Frame::new(format);
    frame.push(&Item::new(item));
    frame.finish()
}
