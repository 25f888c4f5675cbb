//! The open store: opened safely, and opened again after an I/O error.

use crate::log::{LogError, embedded::tables};
use redb::{Builder, Database, ReadTransaction, ReadableDatabase};
use std::{
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

/// The name of the store in its directory.
const FILE: &str = "convene.redb";
/// The directory beside it that holds the keys of what is to be forgotten.
const KEYS: &str = "keys";
/// The store's page cache. Its own default is 1 GiB.
const CACHE_BYTES: usize = 64 << 20;

/// Opens the database anew; called at start and after every I/O error.
pub type OpenDatabase = Arc<dyn Fn() -> Result<Database, StoreError> + Send + Sync>;

/// Where a store is: its database, and the directory of its keys, which is made when there is
/// one.
#[derive(Clone)]
pub struct StoreOpener {
    pub(super) database: OpenDatabase,
    pub(super) keys: PathBuf,
}

impl StoreOpener {
    /// Of a database that is opened so, with its keys there.
    #[must_use]
    pub fn new(database: OpenDatabase, keys: PathBuf) -> Self {
        Self { database, keys }
    }
}

/// Why the store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// One data directory serves one process.
    #[error("another process uses this data directory")]
    InUse,
    /// It was to be there already.
    #[error("there is no store in this directory")]
    Missing,
    /// The file is damaged, or was written by something else.
    #[error("the store cannot be opened")]
    Store(#[source] redb::Error),
    /// The file system said no.
    #[error("failed to prepare {path}")]
    File {
        /// What was being made.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl<E: Into<redb::Error>> From<E> for StoreError {
    fn from(error: E) -> Self {
        match error.into() {
            redb::Error::DatabaseAlreadyOpen => Self::InUse,
            other => Self::Store(other),
        }
    }
}

/// An opener for the file in a data directory, which is made if it is not there. The opener
/// itself makes nothing: a volume that has dropped out must not come back empty.
///
/// # Errors
/// When the directory or the file cannot be made.
pub fn open_file(directory: &Path) -> Result<StoreOpener, StoreError> {
    let path = directory.join(FILE);
    if !path.exists() {
        create_file(directory, &path)?;
    }
    find_file(directory)
}

/// An opener for the file in a data directory, which must be there.
///
/// # Errors
/// When it is not.
pub fn find_file(directory: &Path) -> Result<StoreOpener, StoreError> {
    let path = directory.join(FILE);
    if !path.exists() {
        return Err(StoreError::Missing);
    }
    let database: OpenDatabase =
        Arc::new(move || Ok(Builder::new().set_cache_size(CACHE_BYTES).open(&path)?));
    Ok(StoreOpener::new(database, directory.join(KEYS)))
}

/// A crash while the file is being created would leave one that does not open, so it is
/// made under another name and moved when it is whole.
fn create_file(directory: &Path, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), source };
    // What people write is nobody else's on this machine.
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    let new = directory.join("convene.redb.new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let database = Builder::new().set_cache_size(CACHE_BYTES).create(&new)?;
    prepare(&database)?;
    drop(database);
    File::open(&new).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(&new, path).map_err(failed)?;
    File::open(directory).and_then(|dir| dir.sync_all()).map_err(failed)
}

/// Makes the tables, so that readers find them.
fn prepare(database: &Database) -> Result<(), redb::Error> {
    let mut txn = database.begin_write()?;
    txn.set_quick_repair(true);
    tables::create(&txn)?;
    txn.commit()?;
    Ok(())
}

/// The database, or nothing while it cannot be opened.
pub(super) struct Store {
    opener: OpenDatabase,
    // A lock and not a channel: readers share it, and only reopening excludes them. It is
    // taken on blocking threads alone.
    database: RwLock<Option<Database>>,
}

impl Store {
    pub(super) fn open(opener: OpenDatabase) -> Result<Self, StoreError> {
        let database = opener()?;
        prepare(&database)?;
        Ok(Self { opener, database: RwLock::new(Some(database)) })
    }

    /// After an I/O error the old handle refuses every write and may be wrong about what
    /// is on disk: drop it, then look again.
    pub(super) fn reopen(&self) -> Result<(), StoreError> {
        let mut database = self.database.write().unwrap_or_else(PoisonError::into_inner);
        *database = None;
        *database = Some((self.opener)()?);
        Ok(())
    }

    pub(super) fn with<T>(
        &self,
        f: impl FnOnce(&Database) -> Result<T, redb::Error>,
    ) -> Result<T, redb::Error> {
        let database = self.database.read().unwrap_or_else(PoisonError::into_inner);
        match &*database {
            Some(database) => f(database),
            None => Err(redb::Error::PreviousIo),
        }
    }

    pub(super) fn read<T>(
        &self,
        f: impl FnOnce(&ReadTransaction) -> Result<T, redb::Error>,
    ) -> Result<T, LogError> {
        self.with(|database| f(&database.begin_read()?))
            .map_err(|error| LogError::Unavailable(Box::new(error)))
    }
}
