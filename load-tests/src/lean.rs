//! The few fields of a server's frame that a reader under load looks at; the rest is skipped.
//!
//! Thousands of readers in one process would otherwise measure how fast they build views.

use bytes::Bytes;
use convene::proto;
use flate2::read::GzDecoder;
use prost::Message as _;
use std::io::Read as _;

#[derive(Clone, PartialEq, prost::Message)]
pub struct Frame {
    #[prost(message, repeated, tag = "1")]
    pub items: Vec<Item>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Item {
    #[prost(message, optional, tag = "1")]
    pub welcome: Option<Welcome>,
    #[prost(message, optional, tag = "2")]
    pub change: Option<Change>,
    #[prost(message, optional, tag = "3")]
    pub ack: Option<proto::Ack>,
    #[prost(message, optional, tag = "4")]
    pub reject: Option<proto::Reject>,
    #[prost(message, optional, tag = "6")]
    pub resync: Option<Resync>,
    #[prost(message, optional, tag = "7")]
    pub heartbeat: Option<proto::Heartbeat>,
    #[prost(message, optional, tag = "8")]
    pub goodbye: Option<proto::Goodbye>,
    #[prost(message, optional, tag = "9")]
    pub packed: Option<proto::Packed>,
}

/// The items of a frame, those that came packed in their place.
pub fn items(bytes: Bytes) -> anyhow::Result<Vec<Item>> {
    let mut items = Vec::new();
    for item in Frame::decode(bytes)?.items {
        match item.packed {
            Some(packed) => {
                let mut bytes = Vec::new();
                GzDecoder::new(&*packed.gzip).read_to_end(&mut bytes)?;
                items.append(&mut Frame::decode(&*bytes)?.items);
            }
            None => items.push(item),
        }
    }
    Ok(items)
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Welcome {
    #[prost(enumeration = "proto::Why", tag = "1")]
    pub why: i32,
    #[prost(message, optional, tag = "2")]
    pub view: Option<View>,
    #[prost(uint64, tag = "3")]
    pub instance: u64,
    #[prost(bytes = "bytes", tag = "4")]
    pub resume_token: Bytes,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Resync {
    #[prost(message, optional, tag = "1")]
    pub view: Option<View>,
    #[prost(bytes = "bytes", tag = "2")]
    pub resume_token: Bytes,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Change {
    #[prost(message, optional, tag = "5")]
    pub line_added: Option<Line>,
    #[prost(message, optional, tag = "21")]
    pub my_room: Option<MyRoom>,
    #[prost(message, optional, tag = "22")]
    pub round_put: Option<Round>,
    #[prost(message, optional, tag = "32")]
    pub poll_put: Option<Poll>,
    #[prost(message, optional, tag = "34")]
    pub run_put: Option<Run>,
    #[prost(message, optional, tag = "36")]
    pub shown: Option<Results>,
    #[prost(message, optional, tag = "38")]
    pub tally_put: Option<Results>,
    #[prost(message, optional, tag = "39")]
    pub my_ballot: Option<MyBallot>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct MyRoom {
    #[prost(string, tag = "1")]
    pub round_id: String,
    #[prost(message, optional, tag = "2")]
    pub room: Option<Room>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Room {
    #[prost(uint32, tag = "1")]
    pub number: u32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Round {
    #[prost(string, tag = "1")]
    pub id: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Poll {
    #[prost(string, tag = "1")]
    pub id: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Run {
    #[prost(string, tag = "1")]
    pub id: String,
    #[prost(int64, tag = "7")]
    pub closed_at_ms: i64,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct MyBallot {
    #[prost(string, tag = "1")]
    pub run_id: String,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Results {
    #[prost(uint32, tag = "2")]
    pub answered: u32,
    #[prost(message, repeated, tag = "4")]
    pub items: Vec<ItemTally>,
}

impl Results {
    /// How often each option of the first item was chosen.
    pub fn counts(&self) -> &[u32] {
        self.items.first().map_or(&[], |item| &item.counts)
    }
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct ItemTally {
    #[prost(uint32, repeated, tag = "4")]
    pub counts: Vec<u32>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct View {
    #[prost(message, repeated, tag = "4")]
    pub channels: Vec<Channel>,
}

impl View {
    /// The scenarios talk in the plenary alone.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.channels.iter().flat_map(|channel| &channel.lines)
    }
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Channel {
    #[prost(message, repeated, tag = "4")]
    pub lines: Vec<Line>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Line {
    #[prost(bytes = "bytes", tag = "5")]
    pub text: Bytes,
}
