//! Canonical proto3 JSON, made from the descriptors: one way for every message.

use crate::proto::DESCRIPTORS;
use prost::{Message, Name};
use prost_reflect::{DynamicMessage, MessageDescriptor, SerializeOptions};

/// Why a text is not the JSON of a message. The words of the JSON reader, which name the
/// field.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct JsonError(String);

#[expect(clippy::expect_used, reason = "the types come from the same files as the descriptors")]
fn descriptor(name: &str) -> MessageDescriptor {
    let name = format!("convene.v1.{name}");
    DESCRIPTORS.get_message_by_name(&name).expect("every generated type is described")
}

/// A message as JSON.
#[must_use]
pub fn write<M: Message + Name>(message: &M) -> String {
    write_bytes(M::NAME, &message.encode_to_vec())
}

/// An encoded message as JSON.
///
/// # Panics
/// When the bytes are not of that message.
#[must_use]
#[expect(clippy::expect_used, reason = "called with bytes that we have encoded")]
pub fn write_bytes(name: &str, bytes: &[u8]) -> String {
    let message = DynamicMessage::decode(descriptor(name), bytes).expect("our own bytes");
    let mut out = Vec::with_capacity(bytes.len() * 2);
    let mut serializer = serde_json::Serializer::new(&mut out);
    message
        .serialize_with_options(&mut serializer, &SerializeOptions::new())
        .expect("JSON of a message");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// A message from JSON. Unknown fields are refused: half-understood is misunderstood.
///
/// # Errors
/// What is wrong, and where.
pub fn read<M: Message + Name + Default>(text: &[u8]) -> Result<M, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let message = DynamicMessage::deserialize(descriptor(M::NAME), &mut deserializer)
        .map_err(|error| JsonError(error.to_string()))?;
    deserializer.end().map_err(|error| JsonError(error.to_string()))?;
    message.transcode_to().map_err(|error| JsonError(error.to_string()))
}
