//! What goes wrong, and how it is put right again: each fault as it strikes once.

use super::{
    nodes::{NODES, Node},
    patience::until,
    person::Place,
    ports::Ports,
    proxy::{Proxy, Weather},
    redis::{Kind, Redis},
    shim,
    witness::Loss,
};
use anyhow::Context;
use clap::ValueEnum;
use convene::{codec::ids::WireId, domain::SessionId};
use rustix::process::Signal;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// What a supervisor waits before it starts again what has died.
const COMES_BACK: Duration = Duration::from_millis(1500);
/// How long a node is cut off: longer than its lease.
const CUT: Duration = Duration::from_secs(4);
/// How long a master that was replaced believes that it is one.
const ZOMBIE: Duration = Duration::from_secs(1);

/// What a slow network adds to everything, each way.
const SLOW: Duration = Duration::from_millis(150);
/// How long a replica hears nothing before its master dies: each round waits a second for it.
const STALL: Duration = Duration::from_secs(4);
/// How long clocks are wrong.
const SKEWED: Duration = Duration::from_secs(6);
/// How much Redis forgets.
const FORGOTTEN: Duration = Duration::from_secs(2);

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Fault {
    /// A node dies, and another takes its place.
    KillNode,
    /// One node after the other is stopped and started, as for a new version.
    RollingRestart,
    /// The master of Redis dies, its replica is promoted, and it comes back as a replica.
    KillRedis,
    /// The master of Redis stands still, is replaced, and wakes up believing in itself.
    StopRedis,
    /// A node is cut off from Redis, from the other nodes, or from both; or its network is slow.
    CutNode,
    /// The replica that is promoted had been hearing nothing for a while.
    StalledPromotion,
    /// Clocks are a minute fast on one node and a minute slow on another.
    ClockSkew,
    /// The power of the only Redis fails: what it had not synced is gone.
    PowerLoss,
    /// Redis comes back as it was seconds ago. Something is lost, and everyone must be told.
    LostTail,
}

impl Fault {
    /// On which installation it can strike, and whether something may be lost by it.
    pub fn needs(self) -> (Kind, Loss) {
        match self {
            Self::KillNode
            | Self::RollingRestart
            | Self::KillRedis
            | Self::StopRedis
            | Self::CutNode
            | Self::StalledPromotion
            | Self::ClockSkew => (Kind::Replicated, Loss::Forbidden),
            Self::PowerLoss => (Kind::Solo, Loss::Forbidden),
            Self::LostTail => (Kind::Solo, Loss::Told),
        }
    }

    /// Whether it needs a library that is built by a C compiler.
    pub fn needs_shim(self) -> bool {
        matches!(self, Self::ClockSkew | Self::PowerLoss)
    }
}

/// What faults strike.
pub struct Stage {
    pub nodes: Vec<Node>,
    pub redis: Redis,
    pub ports: Ports,
    pub place: Arc<Place>,
    pub shim: Option<PathBuf>,
}

/// A fault that has struck. Times since the beginning.
#[derive(Clone, Debug)]
pub struct Struck {
    pub fault: Fault,
    /// What exactly.
    pub what: String,
    pub began: Duration,
    /// When everything that had died was back and whole.
    pub whole: Duration,
}

impl Stage {
    /// Lets a fault strike for the `round`th time, and puts it right.
    pub async fn strike(&mut self, fault: Fault, round: usize) -> anyhow::Result<Struck> {
        let began = self.place.since_start();
        let what = match fault {
            Fault::KillNode => self.kill_node(round % NODES).await?,
            Fault::RollingRestart => self.rolling_restart().await?,
            Fault::KillRedis => self.kill_redis().await?,
            Fault::StopRedis => self.stop_redis().await?,
            Fault::CutNode => self.cut_node(round).await,
            Fault::StalledPromotion => self.stalled_promotion().await?,
            Fault::ClockSkew => self.clock_skew(round).await?,
            Fault::PowerLoss => self.power_loss().await?,
            Fault::LostTail => self.lost_tail().await?,
        };
        Ok(Struck { fault, what, began, whole: self.place.since_start() })
    }

    async fn kill_node(&mut self, n: usize) -> anyhow::Result<String> {
        self.nodes[n].kill().await?;
        tokio::time::sleep(COMES_BACK).await;
        self.nodes[n].run(&[]).await?;
        Ok(format!("node {n}: kill -9"))
    }

    async fn rolling_restart(&mut self) -> anyhow::Result<String> {
        for node in &mut self.nodes {
            let status = node.end().await?;
            anyhow::ensure!(
                status.is_some_and(|status| status.success()),
                "a node that was told to end came to {status:?}"
            );
            node.run(&[]).await?;
        }
        Ok("SIGTERM, one node after the other".to_owned())
    }

    /// What follows a master that is gone: another one, and then a replica for it.
    async fn kill_redis(&mut self) -> anyhow::Result<String> {
        let old = self.redis.master().await;
        self.redis.servers[old].kill().await?;
        let took = self.replace(old).await?;
        Ok(format!("kill -9 of the master; the other was promoted after {took:.1} s"))
    }

    async fn replace(&mut self, old: usize) -> anyhow::Result<f64> {
        let since = self.place.since_start();
        let new = self.redis.has_promoted_another_than(old).await?;
        let took = (self.place.since_start() - since).as_secs_f64();
        let port = self.redis.servers[new].port;
        self.redis.servers[old].run(Some(port)).await?;
        self.redis.is_whole(new).await?;
        Ok(took)
    }

    async fn stop_redis(&mut self) -> anyhow::Result<String> {
        let old = self.redis.master().await;
        let since = self.place.since_start();
        self.redis.servers[old].signal(Signal::STOP)?;
        let new = self.redis.has_promoted_another_than(old).await?;
        let took = (self.place.since_start() - since).as_secs_f64();
        self.redis.servers[old].signal(Signal::CONT)?;
        tokio::time::sleep(ZOMBIE).await;
        // The sentinels would tell it as well, ten seconds later.
        let port = self.redis.servers[new].port.to_string();
        self.redis.servers[old].ask(&["REPLICAOF", "127.0.0.1", &port]).await?;
        self.redis.is_whole(new).await?;
        Ok(format!("SIGSTOP of the master; the other was promoted after {took:.1} s; SIGCONT"))
    }

    async fn cut_node(&mut self, round: usize) -> String {
        let n = round % NODES;
        let (redis, links, how) = match round % 4 {
            0 => (Weather::Cut, Weather::Cut, "cut off from Redis and the other nodes"),
            1 => (Weather::Held, Weather::Fair, "cut off from Redis, in silence"),
            2 => (Weather::Fair, Weather::Cut, "not to be reached by the other nodes"),
            _ => (Weather::Slow(SLOW), Weather::Slow(SLOW), "behind a slow network"),
        };
        self.nodes[n].redis_weather(redis);
        self.nodes[n].link_weather(links);
        tokio::time::sleep(CUT).await;
        self.nodes[n].redis_weather(Weather::Fair);
        self.nodes[n].link_weather(Weather::Fair);
        format!("node {n} {how} for {CUT:?}")
    }

    async fn stalled_promotion(&mut self) -> anyhow::Result<String> {
        let old = self.redis.master().await;
        let (master, replica) = (self.redis.servers[old].port, usize::from(old == 0));
        let between = Proxy::open(self.ports.free()?, master, Vec::new()).await?;
        let port = between.port.to_string();
        let follower = &self.redis.servers[replica];
        follower.ask(&["REPLICAOF", "127.0.0.1", &port]).await?;
        until("a replica behind the proxy", async || {
            let info = follower.replication().await.unwrap_or_default();
            info.contains(&format!("master_port:{port}\r"))
                && info.contains("master_link_status:up")
        })
        .await?;
        self.redis.is_whole(old).await?;
        between.set(Weather::Held);
        // Written by the master, received by nobody: none of it may ever be shown.
        tokio::time::sleep(STALL).await;
        self.redis.servers[old].kill().await?;
        drop(between);
        let took = self.replace(old).await?;
        Ok(format!("the replica heard nothing for {STALL:?}, and was promoted after {took:.1} s"))
    }

    async fn clock_skew(&mut self, round: usize) -> anyhow::Result<String> {
        let shim = self.shim.as_ref().context("the shim")?.display().to_string();
        let skewed = [(round % NODES, "60000"), ((round + 1) % NODES, "-60000")];
        for (n, shift_ms) in skewed {
            self.nodes[n].end().await?;
            let env = [("LD_PRELOAD", &*shim), ("SHIM_CLOCK_MS", shift_ms)];
            self.nodes[n].run(&env).await?;
        }
        tokio::time::sleep(SKEWED).await;
        for (n, _) in skewed {
            self.nodes[n].end().await?;
            self.nodes[n].run(&[]).await?;
        }
        Ok(format!("a minute fast, a minute slow, for {SKEWED:?}"))
    }

    async fn power_loss(&mut self) -> anyhow::Result<String> {
        let server = &mut self.redis.servers[0];
        server.kill().await?;
        let taken = shim::cut_power(&server.directory)?;
        tokio::time::sleep(COMES_BACK).await;
        server.run(None).await?;
        Ok(format!("kill -9 of Redis, and {taken} bytes that were not synced are gone"))
    }

    async fn lost_tail(&mut self) -> anyhow::Result<String> {
        let id = SessionId::from_wire(&self.place.session).context("a session")?.0.simple();
        let parts = ["head", "log", "content"].map(|part| format!("convene:{{{id}}}:{part}"));
        let before = parts.clone().map(|part| part + ":before");
        let server = &self.redis.servers[0];
        for (from, to) in [(&parts, &before), (&before, &parts)] {
            let copy = "for i = 1, 3 do redis.call('COPY', KEYS[i], KEYS[i + 3], 'REPLACE') end";
            let mut words = vec!["EVAL", copy, "6"];
            words.extend(from.iter().chain(to).map(String::as_str));
            server.ask(&words).await?;
            tokio::time::sleep(FORGOTTEN).await;
        }
        let orphans = "return #redis.call('KEYS', '*:orphans:*')";
        let orphans = server.ask(&["EVAL", orphans, "0"]).await?;
        anyhow::ensure!(orphans != redis::Value::Int(0), "staff cannot see what was lost");
        let is_said = |node: &Node| node.said().contains("the store has lost acknowledged events");
        anyhow::ensure!(self.nodes.iter().any(is_said), "no node has said that something is lost");
        Ok(format!("the last {FORGOTTEN:?} of the session are gone"))
    }
}
