//! A disk that keeps a journal of what was done to it, so that power can be cut anywhere.

use super::rng::Rng;
use convene::log::{OpenDatabase, StoreError, StoreOpener};
use redb::{Builder, StorageBackend};
use std::{
    io,
    sync::{Arc, Mutex},
};

/// What a disk may tear: a write reaches it sector by sector.
const SECTOR: usize = 512;

#[derive(Clone)]
pub enum Op {
    Write(u64, Arc<[u8]>),
    SetLen(u64),
    Sync,
    /// Not the disk's: somebody was told that this is safe.
    Acked(u64),
}

/// The keys of what is to be forgotten lie in a directory of the real one.
#[derive(Clone, Debug)]
pub struct Disk(Arc<Mutex<State>>, Arc<tempfile::TempDir>);

impl Default for Disk {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

#[derive(Default)]
struct State {
    image: Vec<u8>,
    journal: Vec<Op>,
    /// Writes that still work; then the disk is full. `None`: no limit.
    room: Option<usize>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk").field("bytes", &self.image.len()).finish()
    }
}

impl Disk {
    pub fn of(image: Vec<u8>) -> Self {
        let keys = Arc::new(tempfile::tempdir().unwrap());
        Self(Arc::new(Mutex::new(State { image, ..State::default() })), keys)
    }

    pub fn ack(&self, what: u64) {
        self.0.lock().unwrap().journal.push(Op::Acked(what));
    }

    pub fn journal(&self) -> Vec<Op> {
        self.0.lock().unwrap().journal.clone()
    }

    /// Lets `writes` more writes through, then fails them all.
    pub fn fill_after(&self, writes: Option<usize>) {
        self.0.lock().unwrap().room = writes;
    }

    pub fn opener(&self) -> StoreOpener {
        let disk = self.clone();
        let database: OpenDatabase = Arc::new(move || {
            let backend = Backend(disk.clone());
            Builder::new()
                .set_cache_size(1 << 20)
                .create_with_backend(backend)
                .map_err(StoreError::from)
        });
        StoreOpener::new(database, self.1.path().join("keys"))
    }
}

/// What is on the disk when power is cut after `upto` operations: everything synced, and of
/// the rest any subset, the last piece of each possibly torn.
pub fn crash(start: &[u8], journal: &[Op], upto: usize, rng: &mut Rng) -> Vec<u8> {
    let synced = journal[..upto].iter().rposition(|op| matches!(op, Op::Sync)).map_or(0, |i| i + 1);
    let mut image = start.to_vec();
    journal[..synced].iter().for_each(|op| perform(&mut image, op));
    for op in &journal[synced..upto] {
        match op {
            Op::Write(offset, data) if rng.one_in(3) => {
                let sectors = data.len().div_ceil(SECTOR);
                let from = rng.below(sectors) * SECTOR;
                let to = (from + (1 + rng.below(sectors)) * SECTOR).min(data.len());
                let piece = data[from..to].into();
                perform(&mut image, &Op::Write(offset + from as u64, piece));
            }
            op if rng.one_in(2) => perform(&mut image, op),
            _ => {}
        }
    }
    image
}

fn perform(image: &mut Vec<u8>, op: &Op) {
    match op {
        Op::Write(offset, data) => {
            let offset = usize::try_from(*offset).unwrap();
            if image.len() < offset + data.len() {
                image.resize(offset + data.len(), 0);
            }
            image[offset..offset + data.len()].copy_from_slice(data);
        }
        Op::SetLen(len) => image.resize(usize::try_from(*len).unwrap(), 0),
        Op::Sync | Op::Acked(_) => {}
    }
}

#[derive(Debug)]
struct Backend(Disk);

impl Backend {
    fn change(&self, op: Op) -> io::Result<()> {
        let mut state = self.0.0.lock().unwrap();
        if let Some(room) = &mut state.room {
            *room = room.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
        }
        perform(&mut state.image, &op);
        state.journal.push(op);
        Ok(())
    }
}

impl StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.0.lock().unwrap().image.len() as u64)
    }
    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let state = self.0.0.lock().unwrap();
        let offset = usize::try_from(offset).unwrap();
        let bytes = state.image.get(offset..offset + out.len());
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
    fn set_len(&self, len: u64) -> io::Result<()> {
        self.change(Op::SetLen(len))
    }
    fn sync_data(&self) -> io::Result<()> {
        self.change(Op::Sync)
    }
    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.change(Op::Write(offset, data.into()))
    }
}
