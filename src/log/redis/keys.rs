//! The names of things in Redis, and the cluster's slots they fall into.

use crate::log::{Epoch, LogId, SealId};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Slots of a Redis Cluster.
pub(super) const SLOTS: usize = 16_384;

/// What the vault's keys of seals begin with.
const SEAL: &[u8] = b"seal:";

/// Names keys. All keys of one log share a hash tag, so that a script may touch them at once.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    prefix: String,
}

impl Keys {
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned() }
    }

    fn of_log(&self, log: LogId, what: &str) -> String {
        format!("{}:{{{}}}:{what}", self.prefix, log.0.simple())
    }

    /// A hash: the end of the log, and how far every replica has it.
    pub(super) fn head(&self, log: LogId) -> String {
        self.of_log(log, "head")
    }

    /// A stream with one entry per batch.
    pub(super) fn log(&self, log: LogId) -> String {
        self.of_log(log, "log")
    }

    /// A hash: event → what people wrote.
    pub(super) fn content(&self, log: LogId) -> String {
        self.of_log(log, "content")
    }

    /// A hash: event → fold.
    pub(super) fn snapshots(&self, log: LogId) -> String {
        self.of_log(log, "snapshots")
    }

    /// A stream: what was lost when an epoch began.
    pub(super) fn orphans(&self, log: LogId, epoch: Epoch) -> String {
        self.of_log(log, &format!("orphans:{}", epoch.0.simple()))
    }

    /// The channel of those who follow a log.
    pub(super) fn channel(&self, log: LogId) -> String {
        self.of_log(log, "wake")
    }

    /// Whose channel this is.
    pub(super) fn followed(channel: &[u8]) -> Option<LogId> {
        let channel = std::str::from_utf8(channel).ok()?.strip_suffix(":wake")?;
        Uuid::try_parse(channel.split(['{', '}']).nth(1)?).ok().map(LogId)
    }

    /// A secret. Its key may be of any bytes: a hash of it is the name, and the key itself lies
    /// beside the secret, so that the vault can be copied.
    pub(super) fn secret(&self, key: &Bytes) -> String {
        match key.strip_prefix(SEAL) {
            Some(_) => format!("{}:seal:{{{}}}", self.prefix, tag(key)),
            None => format!("{}:vault:{{{}}}", self.prefix, tag(key)),
        }
    }

    /// What the vault calls the key of what is sealed. It lies apart: whoever lists, sweeps or
    /// copies the vault does not come across it.
    pub(super) fn seal(id: SealId) -> Bytes {
        [SEAL, id.log.0.as_bytes(), id.of.as_bytes()].concat().into()
    }

    /// Every key of what is sealed.
    pub(super) fn seals(&self) -> String {
        format!("{}:seal:*", self.prefix)
    }

    /// The other way round.
    pub(super) fn sealed(name: &str) -> Option<SealId> {
        let ids = name.strip_suffix('}')?.rsplit('{').next()?;
        let (log, of) = ids.split_at_checked(32)?;
        let log = LogId(Uuid::try_parse(log).ok()?);
        Some(SealId { log, of: Uuid::try_parse(of).ok()? })
    }

    /// The parts of a secret that is being uploaded, in the slot where it will be.
    pub(super) fn upload(&self, key: &Bytes, upload: &str) -> String {
        format!("{}:upload:{{{}}}:{upload}", self.prefix, tag(key))
    }

    /// A hash: node → what it says of itself.
    pub(super) fn leases(&self) -> String {
        format!("{}:{{nodes}}:leases", self.prefix)
    }

    /// A sorted set: until when each lease lasts.
    pub(super) fn lease_ends(&self) -> String {
        format!("{}:{{nodes}}:until", self.prefix)
    }

    /// Every secret of this installation.
    pub(super) fn secrets(&self) -> String {
        format!("{}:vault:*", self.prefix)
    }

    /// Written to find out whether a server can be written to.
    pub(super) fn probe(&self, tag: &str) -> String {
        format!("{}:{{{tag}}}:probe", self.prefix)
    }

    /// Heard by the process that speaks there: proof that its subscriptions live.
    pub(super) fn ping(&self, tag: &str, instance: Uuid) -> String {
        format!("{}:{{{tag}}}:ping:{}", self.prefix, instance.simple())
    }
}

/// What decides the slot of a secret.
fn tag(key: &Bytes) -> String {
    match key.strip_prefix(SEAL) {
        Some(id) => hex(id),
        None => hex(&Sha256::digest(key)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The slot of a key: of what stands in its first braces, if anything does.
pub(super) fn slot(key: &str) -> usize {
    let tag = key.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    let tag = tag.map(|(tag, _)| tag).filter(|tag| !tag.is_empty());
    usize::from(crc16(tag.unwrap_or(key).as_bytes())) % SLOTS
}

/// CRC-16/XMODEM, which Redis Cluster spreads keys with.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc: u16, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_those_of_redis() {
        assert_eq!(crc16(b"123456789"), 0x31c3);
        assert_eq!(slot("foo"), 12_182);
        assert_eq!(slot("convene:{foo}:head"), 12_182);
        assert_eq!(slot("{}foo"), usize::from(crc16(b"{}foo")) % SLOTS);
    }

    #[test]
    fn seals_are_named_by_what_they_are_of() {
        let id = SealId { log: LogId(Uuid::from_u128(7)), of: Uuid::from_u128(8) };
        let name = Keys::new("some:prefix").secret(&Keys::seal(id));
        assert!(name.starts_with("some:prefix:seal:{"), "{name}");
        assert_eq!(Keys::sealed(&name), Some(id));
        assert_eq!(Keys::sealed("some:prefix:seal:{7}"), None);
        let upload = Keys::new("some:prefix").upload(&Keys::seal(id), "1");
        assert_eq!(slot(&upload), slot(&name), "a script may touch both");
    }

    #[test]
    fn channels_name_their_log() {
        let log = LogId(Uuid::from_u128(7));
        let channel = Keys::new("some:prefix").channel(log);
        assert_eq!(Keys::followed(channel.as_bytes()), Some(log));
        assert_eq!(Keys::followed(b"convene:{1}:ping:x"), None);
    }
}
