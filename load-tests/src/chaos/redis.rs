//! A real Redis of our own: one server alone, or a master, its replica and three sentinels,
//! set up by the file that operators get.

use super::{
    patience::until,
    ports::Ports,
    process::{Process, Program},
};
use anyhow::Context;
use redis::{Value, aio::MultiplexedConnection};
use rustix::process::Signal;
use std::path::{Path, PathBuf};

/// What operators are told to set.
const SETTINGS: &str = include_str!("../../../deploy/redis.conf");
/// A master that is silent for this long is replaced. Operators are told 5,000; every round
/// would take that much longer. Sentinels ask once a second, and with less than that they take a
/// master that they have just promoted for dead.
const DOWN_AFTER_MS: u32 = 1_500;
/// A disk so slow that power fails in the midst of a sync.
const SYNC_MS: &str = "20";
/// How the sentinels call the master.
const NAME: &str = "main";
const SENTINELS: usize = 3;

/// What keeps the logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One server; its disk is the durability.
    Solo,
    /// A master and its replica, under sentinels.
    Replicated,
}

impl Kind {
    /// Replicas of the master, as nodes are told.
    pub fn replicas(self) -> usize {
        match self {
            Self::Solo => 0,
            Self::Replicated => 1,
        }
    }
}

/// One server, as often as it is started.
pub struct Server {
    pub port: u16,
    pub directory: PathBuf,
    program: Program,
    process: Option<Process>,
}

impl Server {
    fn new(name: &str, port: u16, parent: &Path, shim: Option<&Path>) -> anyhow::Result<Self> {
        let directory = parent.join(name);
        std::fs::create_dir_all(directory.join("synced"))?;
        let settings = directory.join("redis.conf");
        std::fs::write(&settings, SETTINGS)?;
        let text = |path: &Path| path.display().to_string();
        let mut program = Program::new(name, "redis-server", parent)
            .args([text(&settings)])
            .args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--dir", &text(&directory)]);
        if let Some(shim) = shim {
            program = program
                .env("LD_PRELOAD", text(shim))
                .env("SHIM_SYNCED", text(&directory.join("synced")))
                .env("SHIM_SYNC_MS", SYNC_MS);
        }
        Ok(Self { port, directory, program, process: None })
    }

    /// Starts it with what it has on disk, as the replica of a port or as a master.
    pub async fn run(&mut self, master: Option<u16>) -> anyhow::Result<()> {
        let mut program = self.program.clone();
        if let Some(master) = master {
            program = program.args(["--replicaof", "127.0.0.1", &master.to_string()]);
        }
        self.process = Some(program.start()?);
        until("a Redis server", async || self.ask(&["PING"]).await.is_ok()).await
    }

    pub async fn kill(&mut self) -> anyhow::Result<()> {
        self.process.take().context("it runs")?.kill().await
    }

    pub fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        self.process.as_ref().context("it runs")?.signal(signal)
    }

    pub async fn ask(&self, words: &[&str]) -> anyhow::Result<Value> {
        ask(self.port, words).await
    }

    pub async fn replication(&self) -> anyhow::Result<String> {
        Ok(redis::from_redis_value(self.ask(&["INFO", "replication"]).await?)?)
    }

    /// Whether so many replicas have everything.
    pub async fn has_replicas(&self, count: usize) -> bool {
        let info = self.replication().await.unwrap_or_default();
        info.contains("role:master")
            && info.lines().filter(|line| line.contains("state=online")).count() == count
    }
}

async fn ask(port: u16, words: &[&str]) -> anyhow::Result<Value> {
    let client = redis::Client::open(("127.0.0.1", port))?;
    let mut connection: MultiplexedConnection = client.get_multiplexed_async_connection().await?;
    let (name, rest) = words.split_first().context("a command")?;
    Ok(redis::cmd(name).arg(rest).query_async(&mut connection).await?)
}

/// All servers.
pub struct Redis {
    pub kind: Kind,
    pub servers: Vec<Server>,
    pub sentinels: Vec<u16>,
    _watching: Vec<Process>,
}

impl Redis {
    /// Starts all of it. With a shim, what was synced to disk is noted.
    pub async fn start(
        kind: Kind,
        parent: &Path,
        ports: &mut Ports,
        shim: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let mut servers = Vec::new();
        for n in 0..=kind.replicas() {
            let mut server = Server::new(&format!("redis-{n}"), ports.free()?, parent, shim)?;
            server.run(servers.first().map(|first: &Server| first.port)).await?;
            servers.push(server);
        }
        let mut redis = Self { kind, servers, sentinels: Vec::new(), _watching: Vec::new() };
        redis.is_whole(0).await?;
        if kind == Kind::Replicated {
            redis.watch(parent, ports).await?;
        }
        Ok(redis)
    }

    /// Waits until this one is the master and has its replicas.
    pub async fn is_whole(&self, master: usize) -> anyhow::Result<()> {
        let count = self.servers.len() - 1;
        let has = async || self.servers[master].has_replicas(count).await;
        until("the master has its replicas", has).await
    }

    async fn watch(&mut self, parent: &Path, ports: &mut Ports) -> anyhow::Result<()> {
        for n in 0..SENTINELS {
            let (port, name) = (ports.free()?, format!("sentinel-{n}"));
            let path = parent.join(format!("{name}.conf"));
            let settings = format!(
                "port {port}\nbind 127.0.0.1\ndir {}\n\
                 sentinel monitor {NAME} 127.0.0.1 {} 2\n\
                 sentinel down-after-milliseconds {NAME} {DOWN_AFTER_MS}\n\
                 sentinel failover-timeout {NAME} 8000\n",
                parent.display(),
                self.servers[0].port
            );
            std::fs::write(&path, settings)?;
            let program = Program::new(&name, "redis-server", parent)
                .args([path.display().to_string(), "--sentinel".to_owned()]);
            self._watching.push(program.start()?);
            self.sentinels.push(port);
        }
        let (sentinels, replicas) = (SENTINELS, self.kind.replicas());
        for port in &self.sentinels {
            until("the sentinels know each other", async || {
                let about = about(*port).await;
                about.contains(&format!("sentinels={sentinels}"))
                    && about.contains(&format!("slaves={replicas}"))
            })
            .await?;
        }
        Ok(())
    }

    /// Which server the sentinels call the master; without sentinels there is one.
    pub async fn master(&self) -> usize {
        let mut said = String::new();
        for port in &self.sentinels {
            said.push_str(&about(*port).await);
        }
        let votes =
            |server: &Server| said.matches(&format!("address=127.0.0.1:{},", server.port)).count();
        let most = (0..self.servers.len()).max_by_key(|n| votes(&self.servers[*n]));
        most.unwrap_or_default()
    }

    /// Waits until all sentinels call another one the master, and it thinks so, too. Which.
    pub async fn has_promoted_another_than(&self, old: usize) -> anyhow::Result<usize> {
        let new = usize::from(old == 0);
        let address = format!("address=127.0.0.1:{},", self.servers[new].port);
        until("another master", async || {
            let mut agree = 0;
            for port in &self.sentinels {
                agree += usize::from(about(*port).await.contains(&address));
            }
            let info = self.servers[new].replication().await.unwrap_or_default();
            agree == self.sentinels.len() && info.contains("role:master")
        })
        .await?;
        Ok(new)
    }

    /// How the nodes reach it, when these are the ports of the sentinels, or of the server.
    pub fn url(&self, ports: &[u16]) -> String {
        let hosts: Vec<_> = ports.iter().map(|port| format!("127.0.0.1:{port}")).collect();
        match self.kind {
            Kind::Solo => format!("redis://{}", hosts.join(",")),
            Kind::Replicated => format!("redis+sentinel://{}/{NAME}", hosts.join(",")),
        }
    }

    /// The same without anything between.
    pub fn direct_url(&self) -> String {
        match self.kind {
            Kind::Solo => self.url(&[self.servers[0].port]),
            Kind::Replicated => self.url(&self.sentinels),
        }
    }
}

/// What a sentinel says of its master.
async fn about(port: u16) -> String {
    let said = ask(port, &["INFO", "sentinel"]).await.ok();
    said.and_then(|said| redis::from_redis_value(said).ok()).unwrap_or_default()
}
