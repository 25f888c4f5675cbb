//! One master, and everything that is connected to it.

use crate::log::redis::{
    connection::{Address, Link},
    lane::{Lane, Post},
    write::Write,
};
use tokio::task::AbortHandle;

/// Larger writes go their own way, so that commits never wait behind a file.
const COMMIT_BYTES_MAX: usize = 64 << 10;

/// Ends a task when dropped.
pub(super) struct Task(AbortHandle);

impl Task {
    pub(super) fn spawn(task: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(task).abort_handle())
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A master. Another one at its address, or other slots, make another of these.
pub(super) struct Node {
    pub(super) address: Address,
    /// A hash tag of a slot of this master.
    pub(super) tag: String,
    commits: Lane,
    bulk: Lane,
    /// Reads of logs.
    pub(super) reads: Link,
    /// Reads of secrets, which may be files: nobody's session waits behind one.
    pub(super) secrets: Link,
    _subscriber: Task,
}

impl Node {
    pub(super) fn new(post: Post, subscriber: Task) -> Self {
        let link = || Link::new(post.access.clone(), post.address.clone(), post.stale.clone());
        Self {
            address: post.address.clone(),
            tag: post.tag.clone(),
            reads: link(),
            secrets: link(),
            commits: Lane::open(post.clone()),
            bulk: Lane::open(post),
            _subscriber: subscriber,
        }
    }

    pub(super) fn lane(&self, write: &Write) -> &Lane {
        if write.bytes() > COMMIT_BYTES_MAX { &self.bulk } else { &self.commits }
    }

    pub(super) fn is_writable(&self) -> bool {
        self.commits.is_writable() && self.bulk.is_writable()
    }
}
