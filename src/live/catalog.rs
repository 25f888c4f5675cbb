//! The catalog's service: decides, appends, and answers from memory.

use crate::{
    clock,
    codec::{self, CatalogFact},
    domain::{
        SessionId,
        catalog::{Catalog, Command, Loss, Rejection},
    },
    fold::{FoldError, Folded, Outcome},
    log::{Epoch, EventLog, LogError, LogId},
    nodes::Nodes,
    telemetry,
};
use std::{
    collections::VecDeque,
    sync::{Arc, MutexGuard, PoisonError, RwLock},
    time::Duration,
};
use tokio::sync::Mutex;

/// Tries of one command while others keep appending, before it is told to come back.
const TRIES_MAX: usize = 8;
/// Before another look at a store that could not be read.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// Events between two snapshots.
const SNAPSHOT_EVENTS: u64 = 256;

/// Why the catalog did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules say no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// It could not be saved, or nobody knows whether it was.
    #[error("it could not be saved now")]
    Unavailable(#[source] FoldError),
    /// Others kept appending.
    #[error("the catalog is busy")]
    Busy,
    /// Not all nodes know what it would write, or this one does not know what is there.
    #[error("the servers are being upgraded; try again in a few minutes")]
    Upgrading,
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Self::Unavailable(error.into())
    }
}

impl From<FoldError> for Failure {
    fn from(error: FoldError) -> Self {
        Self::Unavailable(error)
    }
}

/// Clones share the catalog.
#[derive(Clone)]
pub struct CatalogService {
    // An async mutex: one command after the other, each waiting for the disk.
    writer: Arc<Mutex<Folded<Catalog>>>,
    // A std lock: readers clone the state, which is cheap, and never wait for the disk.
    catalog: Arc<RwLock<Catalog>>,
    nodes: Nodes,
    /// What the store has lost and the catalog does not say yet. Shared.
    unrecorded: Arc<std::sync::Mutex<VecDeque<Loss>>>,
}

impl CatalogService {
    /// Loads the catalog, or begins it.
    ///
    /// # Errors
    /// When its log is unreadable.
    pub async fn load(log: Arc<dyn EventLog>, nodes: Nodes) -> Result<Self, FoldError> {
        log.create(LogId::CATALOG, Epoch(clock::id())).await?;
        let mut folded = Folded::<Catalog>::open(log, LogId::CATALOG, u64::MAX).await?;
        folded.catch_up(|_, _| true, |_| ()).await?;
        let catalog = Arc::new(RwLock::new(folded.state().clone()));
        Ok(Self {
            writer: Arc::new(Mutex::new(folded)),
            catalog,
            nodes,
            unrecorded: Arc::default(),
        })
    }

    /// The catalog as it is on disk.
    #[must_use]
    pub fn read(&self) -> Catalog {
        self.catalog.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The catalog as it is in the log now. Look here before refusing what is not in
    /// [`Self::read`]: another node may have added it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn look(&self) -> Result<Catalog, FoldError> {
        let mut folded = self.writer.lock().await;
        self.catch_up(&mut folded).await?;
        self.publish(&folded);
        Ok(folded.state().clone())
    }

    /// Folds what others have appended, and saves what could not be saved before.
    async fn catch_up(&self, folded: &mut Folded<Catalog>) -> Result<(), FoldError> {
        match folded.catch_up(|_, _| true, |_| ()).await {
            // What lies behind is not what was folded here.
            Err(FoldError::Broken(_)) => self.reload(folded).await?,
            caught_up => caught_up?,
        }
        self.record_losses(folded).await;
        Ok(())
    }

    /// The log is not what it was. That is said in it, and what is left is loaded.
    async fn reload(&self, folded: &mut Folded<Catalog>) -> Result<(), FoldError> {
        // One that cannot be folded from its beginning is broken, and nothing is lost by that.
        let mut anew = folded.reopen().await?;
        anew.catch_up(|_, _| true, |_| ()).await?;
        if let Some(events) = folded.report_loss(Epoch(clock::id())).await? {
            tracing::error!(events, "the store has lost events of the catalog");
            self.note_loss(None, events);
            anew = folded.reopen().await?;
            anew.catch_up(|_, _| true, |_| ()).await?;
        }
        *folded = anew;
        self.publish(folded);
        Ok(())
    }

    /// Remembers what the store has lost until it can be saved, so that staff find it on whatever
    /// node they look.
    pub fn note_loss(&self, session: Option<SessionId>, events: u64) {
        metrics::counter!(telemetry::LOSSES).increment(1);
        let events = u32::try_from(events).unwrap_or(u32::MAX);
        let loss = Loss { session, noticed_at: clock::now(), events, restored: false };
        self.unrecorded().push_back(loss);
    }

    fn unrecorded(&self) -> MutexGuard<'_, VecDeque<Loss>> {
        self.unrecorded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn record_losses(&self, folded: &mut Folded<Catalog>) {
        loop {
            let Some(loss) = self.unrecorded().front().copied() else { return };
            if let Err(error) = self.ask_on(folded, Command::RecordLoss(loss)).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a loss cannot be recorded now");
                return;
            }
            self.unrecorded().retain(|left| *left != loss);
        }
    }

    /// There may be less than is known here, and nothing to read behind that.
    async fn look_at_end(&self) -> Result<(), FoldError> {
        let mut folded = self.writer.lock().await;
        if folded.is_lost().await? {
            self.reload(&mut folded).await?;
            self.record_losses(&mut folded).await;
        }
        Ok(())
    }

    /// Keeps up with what other nodes do, for ever.
    pub async fn follow(self) {
        let mut tail = {
            let folded = self.writer.lock().await;
            folded.tail()
        };
        let mut is_failing = false;
        loop {
            // Once before waiting: something may have come between loading and following.
            if let Err(error) = self.look().await {
                if !std::mem::replace(&mut is_failing, true) {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, "the catalog cannot be read now");
                }
                tokio::time::sleep(LOOK_AGAIN).await;
                continue;
            }
            is_failing = false;
            if let Err(error) = self.look_at_end().await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "nobody knows whether the catalog has lost something");
            }
            let is_done = self.unrecorded().is_empty();
            match is_done {
                true => tail.changed().await,
                false => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    fn publish(&self, folded: &Folded<Catalog>) {
        *self.catalog.write().unwrap_or_else(PoisonError::into_inner) = folded.state().clone();
    }

    /// Does something, and returns when it is on disk.
    ///
    /// # Errors
    /// The rule that forbids it, or that it cannot be saved now.
    pub async fn ask(&self, command: Command) -> Result<(), Failure> {
        let mut folded = self.writer.lock().await;
        // An append whose outcome was unknown may have happened.
        self.catch_up(&mut folded).await?;
        self.ask_on(&mut folded, command).await
    }

    async fn ask_on(&self, folded: &mut Folded<Catalog>, command: Command) -> Result<(), Failure> {
        for _ in 0..TRIES_MAX {
            let events = folded.state().decide(command.clone())?;
            if events.is_empty() {
                return Ok(());
            }
            let too_new = self.nodes.too_new();
            let is_too_new = |event| too_new.contains(&codec::kind_of_catalog(event));
            if folded.state().is_outdated || events.iter().any(is_too_new) {
                return Err(Failure::Upgrading);
            }
            let at = clock::now();
            let mut after = folded.state().clone();
            events.iter().for_each(|event| after.apply(event));
            let facts: Vec<_> = events.into_iter().map(|event| CatalogFact { at, event }).collect();
            let batch = folded.batch(clock::id(), &facts, &after, &mut clock::secret::<16>);
            let appended = folded.append(batch.clone()).await?;
            let outcome = folded.settle(appended, batch, after, |_| ())?;
            self.publish(folded);
            match outcome {
                Outcome::Done => {
                    self.snapshot(folded).await;
                    return Ok(());
                }
                Outcome::Moved => {}
                Outcome::Diverged => self.reload(folded).await?,
            }
        }
        Err(Failure::Busy)
    }

    async fn snapshot(&self, folded: &Folded<Catalog>) {
        if folded.position().seq.is_multiple_of(SNAPSHOT_EVENTS)
            && !folded.state().is_outdated
            && let Err(error) = folded.snapshot().await
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "no snapshot of the catalog");
        }
    }
}
