//! What scripts answer, read with care: a reply of another shape is an error, never a panic.

use crate::log::{BatchId, Entry, Epoch, Position, Seals, Tag};
use bytes::Bytes;
use redis::{ErrorKind, RedisError, RedisResult, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// A reply that no script of ours gives.
pub(super) fn strange() -> RedisError {
    (ErrorKind::UnexpectedReturnType, "Redis gave an answer that cannot be read").into()
}

pub(super) fn array(value: Value) -> RedisResult<Vec<Value>> {
    match value {
        Value::Array(values) => Ok(values),
        Value::ServerError(error) => Err(error.into()),
        _ => Err(strange()),
    }
}

pub(super) fn bytes(value: Value) -> RedisResult<Bytes> {
    optional_bytes(value)?.ok_or_else(strange)
}

pub(super) fn optional_bytes(value: Value) -> RedisResult<Option<Bytes>> {
    match value {
        Value::BulkString(bytes) => Ok(Some(bytes.into())),
        Value::SimpleString(text) => Ok(Some(text.into())),
        Value::Nil => Ok(None),
        Value::ServerError(error) => Err(error.into()),
        _ => Err(strange()),
    }
}

pub(super) fn text(value: Value) -> RedisResult<String> {
    String::from_utf8(bytes(value)?.into()).map_err(|_| strange())
}

/// A number, as an integer or as text: numbers travel as text through Lua, which would round.
pub(super) fn number<T: std::str::FromStr + TryFrom<i64>>(value: Value) -> RedisResult<T> {
    match value {
        Value::Int(n) => T::try_from(n).map_err(|_| strange()),
        other => text(other)?.parse().map_err(|_| strange()),
    }
}

fn uuid(value: Value) -> RedisResult<Uuid> {
    Uuid::try_parse(&text(value)?).map_err(|_| strange())
}

/// Nodes, each followed by what it says of itself.
pub(super) fn leases(value: Value) -> RedisResult<Vec<(Uuid, Bytes)>> {
    let mut leases = Vec::new();
    let mut values = array(value)?.into_iter();
    while let Some(node) = values.next() {
        leases.push((uuid(node)?, bytes(next(&mut values)?)?));
    }
    Ok(leases)
}

pub(super) fn tag(value: Value) -> RedisResult<Tag> {
    Ok(Tag(bytes(value)?.as_ref().try_into().map_err(|_| strange())?))
}

pub(super) fn next(values: &mut impl Iterator<Item = Value>) -> RedisResult<Value> {
    values.next().ok_or_else(strange)
}

/// Epoch, number, tag. `None`: there is no such log.
pub(super) fn position(value: Value) -> RedisResult<Option<Position>> {
    let mut parts = array(value)?.into_iter();
    match parts.next() {
        None | Some(Value::Nil) => Ok(None),
        Some(epoch) => Ok(Some(Position {
            epoch: Epoch(uuid(epoch)?),
            seq: number(next(&mut parts)?)?,
            tag: tag(next(&mut parts)?)?,
        })),
    }
}

pub(super) fn some_position(value: Value) -> RedisResult<Position> {
    position(value)?.ok_or_else(strange)
}

/// One entry, as `add_entries` writes it.
pub(super) fn entry(value: Value) -> RedisResult<Entry> {
    let mut parts = array(value)?.into_iter();
    let mut entry = Entry {
        first_seq: number(next(&mut parts)?)?,
        last_seq: number(next(&mut parts)?)?,
        batch_id: BatchId(uuid(next(&mut parts)?)?),
        tag: tag(next(&mut parts)?)?,
        payload: bytes(next(&mut parts)?)?,
        content: Vec::new(),
        seals: Seals::new(),
    };
    while let Some(index) = parts.next() {
        entry.content.push((number(index)?, bytes(next(&mut parts)?)?));
    }
    Ok(entry)
}

/// Epoch and tag of a snapshot, in one value.
pub(super) fn epoch_and_tag(value: Value) -> RedisResult<(Epoch, Tag)> {
    let bytes = bytes(value)?;
    let (epoch, tag) = bytes.split_at_checked(16).ok_or_else(strange)?;
    let epoch = Uuid::from_slice(epoch).map_err(|_| strange())?;
    Ok((Epoch(epoch), Tag(tag.try_into().map_err(|_| strange())?)))
}

/// Names and values, one after the other.
pub(super) fn fields(value: Value) -> RedisResult<HashMap<String, String>> {
    let mut values = array(value)?.into_iter();
    let mut fields = HashMap::new();
    while let Some(name) = values.next() {
        fields.insert(text(name)?, text(next(&mut values)?)?);
    }
    Ok(fields)
}
