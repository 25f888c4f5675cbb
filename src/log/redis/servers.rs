//! The masters of one installation: found at start, watched from then on.

use crate::log::{
    LogError, LogId,
    redis::{
        connection::{Address, Link},
        finder::Finder,
        keys::{Keys, slot},
        lane::Post,
        map::{Map, Placement},
        node::{Node, Task},
        subscriber::Subscriber,
        url::Access,
        write::{Write, Written},
    },
    wakeups::Wakeups,
};
use redis::{Cmd, RedisError, RedisResult, Value};
use std::{sync::Arc, time::Duration};
use tokio::sync::{Notify, watch};
use uuid::Uuid;

/// How often it is asked where the masters are, when nothing calls for it earlier.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The least time between two such looks.
const LOOK_PAUSE: Duration = Duration::from_millis(50);

/// What all connections have in common.
#[derive(Clone)]
pub(super) struct Common {
    pub(super) access: Access,
    pub(super) keys: Keys,
    /// Replicas that could be promoted. 0: solo.
    pub(super) replicas: u32,
    /// Names this process.
    pub(super) instance: Uuid,
    pub(super) wakeups: Wakeups,
    /// Told when the masters may have changed.
    pub(super) stale: Arc<Notify>,
}

/// Routes to the masters. Clones share them.
#[derive(Clone)]
pub(super) struct Servers {
    pub(super) common: Common,
    maps: watch::Receiver<Arc<Map>>,
    follows: watch::Sender<()>,
}

pub(super) fn unavailable(error: RedisError) -> LogError {
    LogError::Unavailable(Box::new(error))
}

impl Servers {
    /// Finds the masters and goes on watching; the task ends when dropped.
    pub(super) async fn open(common: Common, mut finder: Finder) -> RedisResult<(Self, Task)> {
        let placement = finder.find().await?;
        let follows = watch::Sender::new(());
        let nowhere = Placement::of_many(&[]);
        let (sender, maps) =
            watch::channel(Arc::new(Map { placement: nowhere, nodes: Vec::new() }));
        let builder = Builder {
            common: common.clone(),
            follows: follows.clone(),
            maps: sender,
            is_cluster: finder.is_cluster(),
        };
        builder.build(placement);
        let watching = Task::spawn(watch_masters(builder, finder));
        Ok((Self { common, maps, follows }, watching))
    }

    fn node(&self, key: &str) -> Result<Arc<Node>, LogError> {
        let map = Arc::clone(&self.maps.borrow());
        let node = map.node(slot(key)).map(Arc::clone);
        node.ok_or_else(|| {
            self.common.stale.notify_one();
            LogError::Unavailable("no master has this slot now".into())
        })
    }

    pub(super) fn nodes(&self) -> Vec<Arc<Node>> {
        self.maps.borrow().nodes.clone()
    }

    pub(super) async fn write(&self, write: Write) -> Result<Written, LogError> {
        let node = match write.key(&self.common.keys) {
            Some(key) => self.node(&key)?,
            None => return Err(LogError::Refused("a write without a place")),
        };
        node.lane(&write).write(write).await
    }

    async fn ask(link: &Link, question: Cmd) -> Result<Value, LogError> {
        link.ask(question).await.map_err(unavailable)
    }

    /// Asks the master of a log.
    pub(super) async fn read(&self, log: LogId, question: Cmd) -> Result<Value, LogError> {
        let node = self.node(&self.common.keys.head(log))?;
        Self::ask(&node.reads, question).await
    }

    /// Asks the master of a secret.
    pub(super) async fn read_secret(&self, key: &str, question: Cmd) -> Result<Value, LogError> {
        Self::ask(&self.node(key)?.secrets, question).await
    }

    /// Lets subscribers know that another log is followed.
    pub(super) fn follow(&self) {
        self.follows.send_replace(());
    }

    pub(super) fn is_writable(&self) -> bool {
        let map = self.maps.borrow();
        !map.nodes.is_empty() && map.nodes.iter().all(|node| node.is_writable())
    }
}

struct Builder {
    common: Common,
    follows: watch::Sender<()>,
    maps: watch::Sender<Arc<Map>>,
    is_cluster: bool,
}

impl Builder {
    /// Connects what is new and drops what is no more.
    fn build(&self, placement: Placement) {
        let before = Arc::clone(&self.maps.borrow());
        if before.placement == placement {
            return;
        }
        let nodes = placement.masters.iter().map(|address| {
            let known = before
                .nodes
                .iter()
                .find(|node| node.address == *address && placement.has_tag(address, &node.tag));
            known.map_or_else(|| Arc::new(self.node(address.clone(), &placement)), Arc::clone)
        });
        let nodes = nodes.collect();
        tracing::info!(redis.masters = ?placement.masters, "Redis masters");
        self.maps.send_replace(Arc::new(Map { placement, nodes }));
    }

    fn node(&self, address: Address, placement: &Placement) -> Node {
        let Common { access, keys, replicas, instance, wakeups, stale } = self.common.clone();
        let tag = placement.tag(&address).unwrap_or_default();
        let is_cluster = self.is_cluster;
        let post = Post { access, address, tag, keys, replicas, is_cluster, instance, stale };
        let subscriber = Subscriber {
            post: post.clone(),
            wakeups,
            follows: self.follows.subscribe(),
            maps: self.maps.subscribe(),
        };
        Node::new(post, Task::spawn(subscriber.run()))
    }
}

async fn watch_masters(builder: Builder, mut finder: Finder) {
    loop {
        let called = builder.common.stale.notified();
        // Called or not, it is time.
        let _ = tokio::time::timeout(LOOK_EVERY, called).await;
        match finder.find().await {
            Ok(placement) => builder.build(placement),
            Err(error) => tracing::debug!(%error, "the masters are not known now"),
        }
        tokio::time::sleep(LOOK_PAUSE).await;
    }
}
