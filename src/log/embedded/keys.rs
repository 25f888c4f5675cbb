//! Keys that can be wiped: a small file for each, beside the store.
//!
//! The database copies on write, so what is removed from it lingers in pages that are free. A file
//! of its own is overwritten where it lies, before it is unlinked.

use crate::log::{LogError, LogId, SealId, SealKey, whole_key};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// Who reaches the directory: one at a time, on blocking threads alone. Clones share it.
#[derive(Clone)]
pub(super) struct KeyFiles(Arc<Mutex<Directory>>);

impl KeyFiles {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self(Arc::new(Mutex::new(Directory(directory))))
    }

    pub(super) async fn with<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Directory) -> io::Result<T> + Send + 'static,
    ) -> Result<T, LogError> {
        let directory = Arc::clone(&self.0);
        let work =
            move || f(&directory.lock().unwrap_or_else(PoisonError::into_inner)).map_err(Box::new);
        let done = tokio::task::spawn_blocking(work).await;
        let done = done.map_err(|error| LogError::Unavailable(Box::new(error)))?;
        done.map_err(|error| LogError::Unavailable(error))
    }
}

/// The directory, which is not there before the first key.
pub(super) struct Directory(PathBuf);

fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// What may not be there.
fn if_there<T>(outcome: io::Result<T>) -> io::Result<Option<T>> {
    match outcome {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Directory {
    fn path(&self, id: SealId) -> PathBuf {
        self.0.join(format!("{}-{}", id.log.0.simple(), id.of.simple()))
    }

    pub(super) fn find(&self, id: SealId) -> io::Result<Option<SealKey>> {
        let Some(mut file) = if_there(File::open(self.path(id)))? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(whole_key(&bytes))
    }

    pub(super) fn keep(&self, id: SealId, key: SealKey) -> io::Result<SealKey> {
        let path = self.path(id);
        let kept = match self.find(id)? {
            Some(found) => found,
            None => {
                self.make()?;
                // Whole, or not there: nobody ever finds half a key.
                let new = path.with_extension("new");
                let mut options = OpenOptions::new();
                let options = options.write(true).create(true).truncate(true).mode(0o600);
                options.open(&new)?.write_all(&key)?;
                sync(&new)?;
                fs::rename(&new, &path)?;
                key
            }
        };
        // Also of one that is there: whoever made it may not have come as far.
        sync(&path)?;
        sync(&self.0)?;
        Ok(kept)
    }

    fn make(&self) -> io::Result<()> {
        if self.0.exists() {
            return Ok(());
        }
        DirBuilder::new().mode(0o700).create(&self.0)?;
        self.0.parent().map_or(Ok(()), sync)
    }

    pub(super) fn wipe(&self, id: SealId) -> io::Result<()> {
        let path = self.path(id);
        let open = OpenOptions::new().write(true).open(&path);
        let Some(mut file) = if_there(open)? else { return Ok(()) };
        file.write_all(&[0; size_of::<SealKey>()])?;
        file.sync_all()?;
        fs::remove_file(&path)?;
        sync(&self.0)
    }

    pub(super) fn list(&self) -> io::Result<Vec<SealId>> {
        let Some(files) = if_there(fs::read_dir(&self.0))? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for file in files {
            let name = file?.file_name();
            // Anything else was not finished, and never used.
            let id = name.to_str().and_then(|name| name.split_once('-')).and_then(|(log, of)| {
                let log = LogId(Uuid::try_parse(log).ok()?);
                Some(SealId { log, of: Uuid::try_parse(of).ok()? })
            });
            found.extend(id);
        }
        Ok(found)
    }
}
