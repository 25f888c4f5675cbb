//! Images and slides that were uploaded for a session: looked at before they are kept, and
//! named by their content.

use crate::{
    domain::{PersonId, SessionId, agenda::FileKind},
    gateway::{Error, Gateway},
    proto::{ErrorCode, FilesRecord},
};
use bytes::Bytes;
use prost::Message;
use sha2::{Digest, Sha256};
use std::{collections::VecDeque, sync::Arc};
use tokio::sync::Mutex;

/// Largest file.
pub(super) const FILE_BYTES_MAX: usize = 10 << 20;
/// Bytes that all files of a session take.
const SESSION_BYTES_MAX: u64 = 200 << 20;

/// Pictures of one person in a session.
const PICTURES_MAX: usize = 20;

/// Files that are kept in memory, for all who ask for them at once.
const SHOWN_MAX: usize = 4;

/// What bytes are, whatever they are called; `None` for what is not shown to people.
pub(super) fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if begins(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR") {
        return has_end(bytes, b"IEND").then_some(FileKind::Png);
    }
    if begins(b"\xFF\xD8\xFF") {
        return has_end(bytes, b"\xFF\xD9").then_some(FileKind::Jpeg);
    }
    if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        let length = bytes.get(4..8).and_then(|length| length.try_into().ok());
        let length = length.map(u32::from_le_bytes).and_then(|length| usize::try_from(length).ok());
        return length.is_some_and(|length| length + 8 <= bytes.len()).then_some(FileKind::Webp);
    }
    // A PDF has a table of what is in it at its end.
    (begins(b"%PDF-") && has_end(bytes, b"%%EOF")).then_some(FileKind::Pdf)
}

/// Whether a mark is near the end: what was cut off on the way is refused now, not shown to
/// two hundred people as a broken picture.
fn has_end(bytes: &[u8], mark: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    tail.windows(mark.len()).any(|window| window == mark)
}

fn key(session: SessionId, id: &[u8; 32]) -> Bytes {
    [b"file:".as_slice(), session.0.as_bytes(), id].concat().into()
}

/// Keeps a file. Its id is the digest of its bytes: the same file twice is one.
pub(super) async fn keep(
    gateway: &Gateway,
    session: SessionId,
    bytes: Bytes,
) -> Result<[u8; 32], Error> {
    let id: [u8; 32] = Sha256::digest(&bytes).into();
    // One after the other: two at once would both find room for themselves.
    let _one = gateway.shown_files.keeping.lock().await;
    let now = crate::clock::now();
    let known = Bytes::from([b"files:".as_slice(), session.0.as_bytes()].concat());
    let record = gateway.vault.get(known.clone(), now).await?.unwrap_or_default();
    let mut record = FilesRecord::decode(record).map_err(|error| Error::internal(&error))?;
    if record.ids.iter().any(|known| **known == id) {
        return Ok(id);
    }
    record.bytes += bytes.len() as u64;
    if record.bytes > SESSION_BYTES_MAX {
        return Err(Error::new(ErrorCode::Full, "a session holds at most 200 MiB of files"));
    }
    record.ids.push(Bytes::copy_from_slice(&id));
    gateway.vault.put(key(session, &id), bytes, 0).await?;
    gateway.vault.put(known, record.encode_to_vec().into(), 0).await?;
    Ok(id)
}

/// Keeps a picture of someone. They have so many in a session; the same one twice is one.
pub(super) async fn keep_of(
    gateway: &Gateway,
    session: SessionId,
    person: PersonId,
    bytes: Bytes,
) -> Result<[u8; 32], Error> {
    let id: [u8; 32] = Sha256::digest(&bytes).into();
    let now = crate::clock::now();
    let theirs = [b"files-of:".as_slice(), session.0.as_bytes(), person.0.as_bytes()].concat();
    let theirs = Bytes::from(theirs);
    let record = gateway.vault.get(theirs.clone(), now).await?.unwrap_or_default();
    let mut record = FilesRecord::decode(record).map_err(|error| Error::internal(&error))?;
    if !record.ids.iter().any(|known| **known == id) {
        if record.ids.len() >= PICTURES_MAX {
            return Err(Error::new(ErrorCode::Full, "each person has at most 20 pictures here"));
        }
        record.ids.push(Bytes::copy_from_slice(&id));
        gateway.vault.put(theirs, record.encode_to_vec().into(), 0).await?;
    }
    keep(gateway, session, bytes).await
}

/// The files that were read last. When a step is reached, everyone asks for the same one.
#[derive(Clone, Default)]
pub(super) struct Shown {
    // Async mutexes: one request reads the file while the others wait for it.
    files: Arc<Mutex<VecDeque<(Bytes, Bytes)>>>,
    keeping: Arc<Mutex<()>>,
}

/// The bytes of a file.
pub(super) async fn read(
    gateway: &Gateway,
    session: SessionId,
    id: &[u8; 32],
) -> Result<Option<Bytes>, Error> {
    let key = key(session, id);
    let mut files = gateway.shown_files.files.lock().await;
    if let Some((_, bytes)) = files.iter().find(|(of, _)| *of == key) {
        return Ok(Some(bytes.clone()));
    }
    let found = gateway.vault.get(key.clone(), crate::clock::now()).await?;
    if let Some(bytes) = &found {
        files.push_back((key, bytes.clone()));
        if files.len() > SHOWN_MAX {
            files.pop_front();
        }
    }
    Ok(found)
}
