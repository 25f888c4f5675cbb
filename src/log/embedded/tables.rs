//! The tables of the store, and how a log is laid out in them.

use crate::log::{
    Append, Batch, BatchId, Contents, Entry, Epoch, LogId, Position, READ_ENTRIES_MAX, Seals,
    Snapshot, Tag, is_fresh,
};
use bytes::Bytes;
use redb::{ReadableTable, TableDefinition, WriteTransaction};
use uuid::Uuid;

type Head = (u128, u64, [u8; 32]);
type StoredSnapshot<'a> = (u128, [u8; 32], &'a [u8]);
type StoredBatch<'a> = (u64, u128, [u8; 32], &'a [u8]);

/// Log → epoch, last event, tag.
pub(super) const HEADS: TableDefinition<'_, u128, Head> = TableDefinition::new("heads");
/// Log and first event → last event, batch id, tag after it, facts.
pub(super) const BATCHES: TableDefinition<'_, (u128, u64), StoredBatch<'_>> =
    TableDefinition::new("batches");
/// Log and event → what people wrote.
pub(super) const CONTENT: TableDefinition<'_, (u128, u64), &[u8]> = TableDefinition::new("content");
/// Log and event → epoch, tag, fold.
pub(super) const SNAPSHOTS: TableDefinition<'_, (u128, u64), StoredSnapshot<'_>> =
    TableDefinition::new("snapshots");
/// Log, the epoch that began with the loss, and event → a batch that was lost.
pub(super) const ORPHANS: TableDefinition<'_, (u128, u128, u64), StoredBatch<'_>> =
    TableDefinition::new("orphans");
/// Log, the epoch that began with the loss, and event → what people wrote.
pub(super) const ORPHAN_CONTENT: TableDefinition<'_, (u128, u128, u64), &[u8]> =
    TableDefinition::new("orphan_content");
/// Key → expiry (0: never), secret.
pub(super) const VAULT: TableDefinition<'_, &[u8], (i64, &[u8])> = TableDefinition::new("vault");

type Result<T> = std::result::Result<T, redb::Error>;

pub(super) fn create(txn: &WriteTransaction) -> Result<()> {
    txn.open_table(HEADS)?;
    txn.open_table(BATCHES)?;
    txn.open_table(CONTENT)?;
    txn.open_table(SNAPSHOTS)?;
    txn.open_table(VAULT)?;
    Ok(())
}

pub(super) fn head(heads: &impl ReadableTable<u128, Head>, log: LogId) -> Result<Option<Position>> {
    let found = heads.get(log.0.as_u128())?;
    Ok(found.map(|head| {
        let (epoch, seq, tag) = head.value();
        Position { epoch: Epoch(Uuid::from_u128(epoch)), seq, tag: Tag(tag) }
    }))
}

fn entry(first_seq: u64, batch: StoredBatch<'_>) -> Entry {
    let (last_seq, batch_id, tag, payload) = batch;
    Entry {
        first_seq,
        last_seq,
        tag: Tag(tag),
        batch_id: BatchId(Uuid::from_u128(batch_id)),
        payload: Bytes::copy_from_slice(payload),
        content: Vec::new(),
        seals: Seals::new(),
    }
}

pub(super) fn entries(
    batches: &impl ReadableTable<(u128, u64), StoredBatch<'static>>,
    content: &impl ReadableTable<(u128, u64), &'static [u8]>,
    log: LogId,
    after_seq: u64,
) -> Result<Vec<Entry>> {
    let log = log.0.as_u128();
    let mut found = Vec::new();
    for row in batches.range((log, after_seq + 1)..=(log, u64::MAX))?.take(READ_ENTRIES_MAX) {
        let (key, batch) = row?;
        let mut entry = entry(key.value().1, batch.value());
        for row in content.range((log, entry.first_seq)..=(log, entry.last_seq))? {
            let (key, bytes) = row?;
            let index = u32::try_from(key.value().1 - entry.first_seq).unwrap_or(u32::MAX);
            entry.content.push((index, Bytes::copy_from_slice(bytes.value())));
        }
        found.push(entry);
    }
    Ok(found)
}

/// Whether the log has ever ended at this position.
fn knows(
    batches: &impl ReadableTable<(u128, u64), StoredBatch<'static>>,
    log: LogId,
    head: Position,
    position: Position,
) -> Result<bool> {
    if position.epoch != head.epoch || position.seq > head.seq {
        return Ok(false);
    }
    if position.seq == 0 {
        return Ok(position.tag == Tag::START);
    }
    let log = log.0.as_u128();
    let last = batches.range((log, 0)..=(log, position.seq))?.next_back().transpose()?;
    Ok(last.is_some_and(|(_, batch)| {
        let (last_seq, _, tag, _) = batch.value();
        last_seq == position.seq && tag == position.tag.0
    }))
}

/// Appends within a transaction; `None` when there is no such log.
pub(super) fn append(
    txn: &WriteTransaction,
    log: LogId,
    expected: Position,
    batch: &Batch,
) -> Result<Option<Append>> {
    let mut heads = txn.open_table(HEADS)?;
    let Some(head) = head(&heads, log)? else { return Ok(None) };
    let mut batches = txn.open_table(BATCHES)?;
    let mut content = txn.open_table(CONTENT)?;
    if expected != head {
        if !knows(&batches, log, head, expected)? {
            return Ok(Some(Append::Diverged(head)));
        }
        let since = entries(&batches, &content, log, expected.seq)?;
        return Ok(Some(match since.first() {
            Some(first) if first.batch_id == batch.id => Append::AlreadyThere(Position {
                epoch: head.epoch,
                seq: first.last_seq,
                tag: first.tag,
            }),
            _ => Append::Moved(since),
        }));
    }
    let key = log.0.as_u128();
    let first_seq = head.seq + 1;
    let seq = head.seq + u64::from(batch.events);
    let tag = head.tag.next(batch.id, &batch.payload);
    batches.insert((key, first_seq), (seq, batch.id.0.as_u128(), tag.0, &*batch.payload))?;
    for (index, bytes) in &batch.content {
        content.insert((key, first_seq + u64::from(*index)), &**bytes)?;
    }
    heads.insert(key, (head.epoch.0.as_u128(), seq, tag.0))?;
    Ok(Some(Append::Done(Position { epoch: head.epoch, seq, tag })))
}

/// Opens a new epoch at the end; `None` when there is no such log.
pub(super) fn reopen(
    txn: &WriteTransaction,
    log: LogId,
    from: Position,
    epoch: Epoch,
    lost: &[Entry],
) -> Result<Option<Position>> {
    let mut heads = txn.open_table(HEADS)?;
    let Some(head) = head(&heads, log)? else { return Ok(None) };
    if head != from {
        return Ok(Some(head));
    }
    let (key, new) = (log.0.as_u128(), epoch.0.as_u128());
    let mut orphans = txn.open_table(ORPHANS)?;
    let mut content = txn.open_table(ORPHAN_CONTENT)?;
    for entry in lost {
        let batch = (entry.last_seq, entry.batch_id.0.as_u128(), entry.tag.0, &*entry.payload);
        orphans.insert((key, new, entry.first_seq), batch)?;
        for (index, bytes) in &entry.content {
            content.insert((key, new, entry.first_seq + u64::from(*index)), &**bytes)?;
        }
    }
    // Folds of what was lost.
    let beyond = (key, from.seq + 1)..=(key, u64::MAX);
    txn.open_table(SNAPSHOTS)?.retain_in(beyond, |_, _| false)?;
    heads.insert(key, (new, head.seq, head.tag.0))?;
    Ok(Some(Position { epoch, ..head }))
}

pub(super) fn snapshot(
    snapshots: &impl ReadableTable<(u128, u64), StoredSnapshot<'static>>,
    log: LogId,
    at_seq: u64,
) -> Result<Option<Snapshot>> {
    let log = log.0.as_u128();
    let newest = snapshots.range((log, 0)..=(log, at_seq))?.next_back().transpose()?;
    Ok(newest.map(|(key, value)| {
        let (epoch, tag, bytes) = value.value();
        let epoch = Epoch(Uuid::from_u128(epoch));
        let position = Position { epoch, seq: key.value().1, tag: Tag(tag) };
        Snapshot { position, bytes: Bytes::copy_from_slice(bytes) }
    }))
}

pub(super) fn secret(
    vault: &impl ReadableTable<&'static [u8], (i64, &'static [u8])>,
    key: &[u8],
    now_ms: i64,
) -> Result<Option<Bytes>> {
    let found = vault.get(key)?;
    Ok(found.and_then(|found| {
        let (expires_at_ms, secret) = found.value();
        is_fresh(expires_at_ms, now_ms).then(|| Bytes::copy_from_slice(secret))
    }))
}

pub(super) fn contents(
    vault: &impl ReadableTable<&'static [u8], (i64, &'static [u8])>,
) -> Result<Contents> {
    let mut found = Contents::default();
    for row in vault.iter()? {
        let (key, value) = row?;
        found.keys.insert(Bytes::copy_from_slice(key.value()), value.value().0);
    }
    Ok(found)
}

/// Where the vault keeps files.
const FILES: std::ops::Range<&[u8]> = b"file:"..b"file;";

pub(super) fn sweep(txn: &WriteTransaction, now_ms: i64) -> Result<()> {
    let mut vault = txn.open_table(VAULT)?;
    // Files never expire, and reading them all would keep everyone's commits waiting.
    let fresh = |_: &[u8], (expires_at_ms, _): (i64, &[u8])| is_fresh(expires_at_ms, now_ms);
    vault.retain_in(..FILES.start, fresh)?;
    vault.retain_in(FILES.end.., fresh)?;
    Ok(())
}
