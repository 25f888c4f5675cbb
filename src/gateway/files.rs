//! Images and slides that were uploaded for a session: looked at before they are kept, and
//! named by their content.

use crate::{
    domain::{SessionId, agenda::FileKind},
    gateway::{Error, Gateway},
    proto::{ErrorCode, FilesRecord},
};
use bytes::Bytes;
use prost::Message;
use sha2::{Digest, Sha256};

/// Largest file.
pub(super) const FILE_BYTES_MAX: usize = 10 << 20;
/// Bytes that all files of a session take.
const SESSION_BYTES_MAX: u64 = 200 << 20;

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

/// The bytes of a file.
pub(super) async fn read(
    gateway: &Gateway,
    session: SessionId,
    id: &[u8; 32],
) -> Result<Option<Bytes>, Error> {
    Ok(gateway.vault.get(key(session, id), crate::clock::now()).await?)
}
