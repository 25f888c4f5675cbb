//! Hears wake-ups from one master. Publishing is only a hint: messages are lost, and a
//! subscription can die unnoticed. So it proves itself by hearing its own voice, and whenever
//! it cannot, everyone who follows is woken to look for themselves.

use crate::log::{
    LogId,
    redis::{
        connection::{self, send},
        keys::{Keys, slot},
        lane::Post,
        map::Map,
    },
    wakeups::Wakeups,
};
use redis::{Pipeline, PushInfo, PushKind, RedisResult, Value, aio::MultiplexedConnection};
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    time::MissedTickBehavior,
};

/// How often it speaks to itself; silence until the next time is the end.
const PING_EVERY: Duration = Duration::from_millis(500);
/// The rest between attempts to listen. Followers are woken once in each.
const PAUSE: Duration = Duration::from_millis(400);
/// Subscriptions that one request asks for.
const SUBSCRIBE_MAX: usize = 128;
/// Channels of logs that nobody follows any more, before it begins anew without them.
const LEFTOVERS_MAX: usize = 1024;

/// Follows on one master what is followed in this process.
pub(super) struct Subscriber {
    pub(super) post: Post,
    pub(super) wakeups: Wakeups,
    /// Changes when another log is followed.
    pub(super) follows: watch::Receiver<()>,
    pub(super) maps: watch::Receiver<Arc<Map>>,
}

#[derive(Default)]
struct Ear {
    ping: AtomicBool,
    lost: Notify,
}

impl Ear {
    fn hear(&self, push: &PushInfo, wakeups: &Wakeups) {
        match (&push.kind, push.data.first()) {
            (PushKind::SMessage, Some(Value::BulkString(channel))) => {
                match Keys::followed(channel) {
                    Some(log) => wakeups.wake(log),
                    None => self.ping.store(true, Ordering::Relaxed),
                }
            }
            // Nobody here unsubscribes: the server does, for a slot that it gives away.
            (PushKind::Disconnection | PushKind::SUnsubscribe, _) => self.lost.notify_one(),
            _ => {}
        }
    }
}

/// Why listening ended.
enum End {
    Lost,
    /// The log is being dropped.
    Closed,
}

impl Subscriber {
    pub(super) async fn run(mut self) {
        loop {
            // Whatever was published until now was not heard. While listening fails, this is
            // all that wakes anyone.
            self.mine().into_iter().for_each(|log| self.wakeups.wake(log));
            match self.listen().await {
                Ok(End::Closed) => return,
                Ok(End::Lost) => {}
                Err(error) => {
                    let address = &self.post.address;
                    tracing::debug!(%error, redis.address = %address, "not listening");
                }
            }
            // It is often the first to notice that a master is gone.
            self.post.stale.notify_one();
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Logs that are followed here and live there.
    fn mine(&self) -> Vec<LogId> {
        let map = Arc::clone(&self.maps.borrow());
        let (keys, address) = (&self.post.keys, &self.post.address);
        let is_mine = |log: &LogId| {
            map.node(slot(&keys.channel(*log))).is_some_and(|node| node.address == *address)
        };
        self.wakeups.followed().into_iter().filter(is_mine).collect()
    }

    async fn listen(&mut self) -> RedisResult<End> {
        let ear = Arc::new(Ear::default());
        let (hearing, wakeups) = (Arc::clone(&ear), self.wakeups.clone());
        let heard = move |push: PushInfo| hearing.hear(&push, &wakeups);
        let post = &self.post;
        let mut connection = connection::listen(&post.access, &post.address, heard).await?;
        let ping = post.keys.ping(&post.tag, post.instance);
        subscribe(&mut connection, std::slice::from_ref(&ping)).await?;
        let mut speak = Pipeline::with_capacity(1);
        speak.cmd("SPUBLISH").arg(&ping).arg("");
        send(&mut connection, &speak).await?;
        let mut subscribed = HashSet::new();
        let mut tick = tokio::time::interval(PING_EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tick.tick().await;
        loop {
            self.subscribe_missing(&mut connection, &mut subscribed).await?;
            if subscribed.len() > self.mine().len() + LEFTOVERS_MAX {
                return Ok(End::Lost);
            }
            tokio::select! {
                changed = self.maps.changed() => if changed.is_err() { return Ok(End::Closed) },
                changed = self.follows.changed() => if changed.is_err() { return Ok(End::Closed) },
                () = ear.lost.notified() => return Ok(End::Lost),
                _ = tick.tick() => {
                    if !ear.ping.swap(false, Ordering::Relaxed) {
                        return Ok(End::Lost);
                    }
                    // No script counts here: an answer that is an error is silence later.
                    send(&mut connection, &speak).await?;
                }
            }
        }
    }

    async fn subscribe_missing(
        &self,
        connection: &mut MultiplexedConnection,
        subscribed: &mut HashSet<LogId>,
    ) -> RedisResult<()> {
        let mine = self.mine();
        let missing: Vec<_> = mine.into_iter().filter(|log| !subscribed.contains(log)).collect();
        for logs in missing.chunks(SUBSCRIBE_MAX) {
            let channels: Vec<_> = logs.iter().map(|log| self.post.keys.channel(*log)).collect();
            subscribe(connection, &channels).await?;
            for log in logs {
                subscribed.insert(*log);
                // What was appended since it was followed made no sound here.
                self.wakeups.wake(*log);
            }
        }
        Ok(())
    }
}

/// One request per channel: an answer each, as the connection expects.
async fn subscribe(connection: &mut MultiplexedConnection, channels: &[String]) -> RedisResult<()> {
    let mut subscribe = Pipeline::with_capacity(channels.len());
    for channel in channels {
        subscribe.cmd("SSUBSCRIBE").arg(channel);
    }
    for answer in send(connection, &subscribe).await? {
        answer.extract_error()?;
    }
    Ok(())
}
