//! The nodes: processes of the real server, each behind networks of its own that can fail.

use super::{
    patience::until,
    ports::Ports,
    process::{Process, Program},
    proxy::{Proxy, Weather},
    redis::{Kind, Redis},
};
use crate::server;
use anyhow::Context;
use std::{path::Path, process::ExitStatus};

/// As many as an installation may lose one of and still have two.
pub const NODES: usize = 3;

/// One place of the installation; the process in it comes and goes.
pub struct Node {
    /// Where clients reach it: host and port.
    pub address: String,
    /// Between it and Redis, sentinels included.
    to_redis: Vec<Proxy>,
    /// Between the other nodes and it.
    from_nodes: Proxy,
    program: Program,
    process: Option<Process>,
}

impl Node {
    async fn new(
        n: usize,
        redis: &Redis,
        directory: &Path,
        ports: &mut Ports,
    ) -> anyhow::Result<Self> {
        let mut to_redis = Vec::new();
        let mut rewrites = Vec::new();
        for server in &redis.servers {
            let proxy = Proxy::open(ports.free()?, server.port, Vec::new()).await?;
            let text = |port: u16| port.to_string().into_bytes();
            rewrites.push((text(server.port), text(proxy.port)));
            to_redis.push(proxy);
        }
        // Sentinels say where the master is: for this node it is where its proxy is.
        let mut asked = vec![to_redis[0].port];
        if redis.kind == Kind::Replicated {
            asked.clear();
            for port in &redis.sentinels {
                let proxy = Proxy::open(ports.free()?, *port, rewrites.clone()).await?;
                asked.push(proxy.port);
                to_redis.push(proxy);
            }
        }
        let listen = ports.free()?;
        let from_nodes = Proxy::open(ports.free()?, listen, Vec::new()).await?;
        let address = format!("127.0.0.1:{listen}");
        let program = Program::new(&format!("node-{n}"), server::beside("convene")?, directory)
            .args(["serve"])
            .env("CONVENE_LISTEN", &address)
            .env("CONVENE_NODE_URL", format!("http://127.0.0.1:{}", from_nodes.port))
            .env("CONVENE_REDIS_URL", redis.url(&asked))
            .env("CONVENE_REDIS_REPLICAS", redis.kind.replicas().to_string())
            .env("RUST_LOG", "info");
        Ok(Self { address, to_redis, from_nodes, program, process: None })
    }

    /// Runs it with these settings besides its own, until it says that it is ready.
    pub async fn run(&mut self, more: &[(&str, &str)]) -> anyhow::Result<()> {
        let program = more
            .iter()
            .fold(self.program.clone(), |program, (name, value)| program.env(name, *value));
        let mut process = program.start()?;
        let url = format!("http://{}/readyz", self.address);
        let client = reqwest::Client::new();
        until("a node is ready", async || {
            client.get(&url).send().await.is_ok_and(|said| said.status().is_success())
        })
        .await
        .with_context(|| format!("see {}", program.said.display()))?;
        anyhow::ensure!(process.is_alive(), "a node ended: see {}", program.said.display());
        self.process = Some(process);
        Ok(())
    }

    pub async fn kill(&mut self) -> anyhow::Result<()> {
        self.process.take().context("it runs")?.kill().await
    }

    /// As systemd stops it.
    pub async fn end(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        self.process.take().context("it runs")?.end().await
    }

    /// What lies between it and Redis.
    pub fn redis_weather(&self, weather: Weather) {
        self.to_redis.iter().for_each(|proxy| proxy.set(weather));
    }

    /// What lies between the other nodes and it.
    pub fn link_weather(&self, weather: Weather) {
        self.from_nodes.set(weather);
    }

    /// What it has said so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.program.said).unwrap_or_default()
    }

    fn is_alive(&mut self) -> bool {
        self.process.as_mut().is_some_and(Process::is_alive)
    }
}

/// All of them, one after the other: the first one makes the installation.
pub async fn start(
    redis: &Redis,
    directory: &Path,
    ports: &mut Ports,
) -> anyhow::Result<Vec<Node>> {
    let mut nodes = Vec::new();
    for n in 0..NODES {
        let mut node = Node::new(n, redis, directory, ports).await?;
        node.run(&[]).await?;
        nodes.push(node);
    }
    Ok(nodes)
}

/// Those that have ended without being told to.
pub fn fallen(nodes: &mut [Node]) -> Vec<String> {
    let dead = nodes.iter_mut().filter_map(|node| {
        let is_dead = !node.is_alive();
        is_dead.then(|| format!("the node at {} has ended by itself", node.address))
    });
    dead.collect()
}
