//! Real Redis servers: one, one with replicas and sentinels, a cluster. They die with the
//! test, however it ends.

use convene::{
    codec::ids::WireId,
    domain::SessionId,
    log::{RedisLog, RedisSettings, RedisUrl},
};
use redis::{Value, aio::MultiplexedConnection};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use uuid::Uuid;

/// Ends the server when whoever started it is gone, even if killed: its standard input closes.
const GUARD: &str =
    r#""$@" >/dev/null 2>&1 </dev/null & echo $!; read -r _; kill -9 $! 2>/dev/null"#;
/// What the embedded profile's fdatasync is here.
const SAFE: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "always"];

/// Waits until a condition holds, and says which one never did.
pub async fn eventually(what: &str, condition: impl AsyncFn() -> bool) {
    let holds = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), holds).await.expect(what);
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

struct Process {
    _guard: Child,
    pid: Pid,
}

impl Process {
    fn start(command: &[String]) -> Self {
        let mut guard = Command::new("sh")
            .args(["-c", GUARD, "sh"])
            .args(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(guard.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let pid = Pid::from_raw(line.trim().parse().unwrap()).unwrap();
        Self { _guard: guard, pid }
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = kill_process(self.pid, Signal::KILL);
        drop(self._guard.stdin.take());
        let _ = self._guard.wait();
    }
}

/// One `redis-server` in a directory of its own.
pub struct RedisServer {
    pub port: u16,
    args: Vec<String>,
    process: Option<Process>,
    pub directory: TempDir,
}

impl RedisServer {
    /// As a careful operator would set it up; later arguments win.
    pub async fn start(args: &[&str]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let port = free_port();
        let path = directory.path().display().to_string();
        let port_text = port.to_string();
        let mut all = vec!["redis-server", "--port", &port_text, "--dir", &path];
        all.extend(["--bind", "127.0.0.1", "--save", "", "--repl-diskless-sync-delay", "0"]);
        all.extend(SAFE);
        all.extend(args);
        let args = all.into_iter().map(str::to_owned).collect();
        let mut server = Self { port, args, process: None, directory };
        server.run(&[]).await;
        server
    }

    /// Starts it with what it has on disk.
    pub async fn run(&mut self, more: &[&str]) {
        let more = more.iter().map(|arg| (*arg).to_owned());
        let command: Vec<_> = self.args.iter().cloned().chain(more).collect();
        self.process = Some(Process::start(&command));
        eventually("a server starts", async || self.is_up().await).await;
    }

    async fn is_up(&self) -> bool {
        self.try_ask(&["PING"]).await.is_ok()
    }

    /// `kill -9`, and it is over when this returns.
    pub async fn kill(&mut self) {
        let process = self.process.take().unwrap();
        let pid = process.pid;
        drop(process);
        eventually("a killed server is gone", async || test_kill_process(pid).is_err()).await;
    }

    pub fn freeze(&self) {
        self.process.as_ref().unwrap().signal(Signal::STOP);
    }

    pub fn thaw(&self) {
        self.process.as_ref().unwrap().signal(Signal::CONT);
    }

    async fn connect(&self) -> redis::RedisResult<MultiplexedConnection> {
        redis::Client::open(("127.0.0.1", self.port))?.get_multiplexed_async_connection().await
    }

    pub async fn try_ask(&self, words: &[&str]) -> redis::RedisResult<Value> {
        let mut command = redis::cmd(words[0]);
        command.arg(&words[1..]);
        command.query_async(&mut self.connect().await?).await
    }

    pub async fn ask(&self, words: &[&str]) -> Value {
        self.try_ask(words).await.unwrap()
    }

    pub async fn text(&self, words: &[&str]) -> String {
        redis::from_redis_value(self.ask(words).await).unwrap()
    }

    pub async fn follow(&self, master: &RedisServer) {
        self.ask(&["REPLICAOF", "127.0.0.1", &master.port.to_string()]).await;
    }

    /// Waits until so many replicas have everything.
    pub async fn has_replicas(&self, count: usize) {
        eventually("replicas are attached", async || {
            let info = self.text(&["INFO", "replication"]).await;
            info.lines().filter(|line| line.contains("state=online")).count() == count
        })
        .await;
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}

/// A log at a URL, as one process of an installation opens it.
pub async fn open(url: &str, replicas: u32) -> RedisLog {
    let url = RedisUrl::parse(url).unwrap();
    let (prefix, instance) = ("convene".to_owned(), Uuid::new_v4());
    RedisLog::open(RedisSettings { url, replicas, prefix, instance }).await.unwrap()
}

/// A primary, its replicas, and three sentinels that replace it when it dies.
pub struct Replicated {
    /// The first is the primary at the beginning.
    pub servers: Vec<RedisServer>,
    sentinels: Vec<(u16, Process, TempDir)>,
}

impl Replicated {
    pub async fn start(replicas: usize) -> Self {
        let primary = RedisServer::start(&[]).await;
        let port = primary.port.to_string();
        let mut servers = vec![primary];
        for _ in 0..replicas {
            servers.push(RedisServer::start(&["--replicaof", "127.0.0.1", &port]).await);
        }
        servers[0].has_replicas(replicas).await;
        Self { servers, sentinels: Vec::new() }
    }

    pub async fn with_sentinels(replicas: usize) -> Self {
        let mut replicated = Self::start(replicas).await;
        for _ in 0..3 {
            replicated.sentinels.push(Self::sentinel(replicated.servers[0].port));
        }
        for (port, _, _) in &replicated.sentinels {
            eventually("sentinels know each other and the replicas", async || {
                let about = sentinel_says(*port).await.unwrap_or_default();
                about.contains("sentinels=3") && about.contains(&format!("slaves={replicas}"))
            })
            .await;
        }
        replicated
    }

    fn sentinel(primary: u16) -> (u16, Process, TempDir) {
        let (port, directory) = (free_port(), tempfile::tempdir().unwrap());
        let path = directory.path().join("sentinel.conf");
        let settings = format!(
            "port {port}\nbind 127.0.0.1\ndir {}\nsentinel monitor main 127.0.0.1 {primary} 2\n\
             sentinel down-after-milliseconds main 500\nsentinel failover-timeout main 4000\n",
            directory.path().display()
        );
        std::fs::write(&path, settings).unwrap();
        let path = path.display().to_string();
        let command = ["redis-server".to_owned(), path, "--sentinel".to_owned()];
        (port, Process::start(&command), directory)
    }

    /// Waits until every sentinel names this one as the master.
    pub async fn have_promoted(&self, server: &RedisServer) {
        for (port, _, _) in &self.sentinels {
            eventually("the sentinels agree on a fail-over", async || {
                let about = sentinel_says(*port).await.unwrap_or_default();
                about.contains(&format!("address=127.0.0.1:{},", server.port))
            })
            .await;
        }
    }

    pub fn url(&self) -> String {
        let hosts: Vec<_> =
            self.sentinels.iter().map(|(port, _, _)| format!("127.0.0.1:{port}")).collect();
        format!("redis+sentinel://{}/main", hosts.join(","))
    }
}

async fn sentinel_says(port: u16) -> redis::RedisResult<String> {
    let client = redis::Client::open(("127.0.0.1", port))?;
    let mut sentinel = client.get_multiplexed_async_connection().await?;
    redis::cmd("INFO").arg("sentinel").query_async(&mut sentinel).await
}

/// Three masters, a replica each.
pub struct Cluster {
    /// Masters first, then in the same order their replicas.
    pub servers: Vec<RedisServer>,
}

impl Cluster {
    pub async fn start() -> Self {
        let mut servers = Vec::new();
        for _ in 0..6 {
            let bus = free_port().to_string();
            let mut args = vec!["--cluster-enabled", "yes", "--cluster-node-timeout", "800"];
            args.extend(["--cluster-port", &bus, "--cluster-replica-validity-factor", "0"]);
            args.extend(["--cluster-allow-replica-migration", "no"]);
            let server = RedisServer::start(&args).await;
            servers.push((server, bus));
        }
        for (i, range) in [["0", "5460"], ["5461", "10922"], ["10923", "16383"]].iter().enumerate()
        {
            let server = &servers[i].0;
            server.ask(&["CLUSTER", "ADDSLOTSRANGE", range[0], range[1]]).await;
            server.ask(&["CLUSTER", "SET-CONFIG-EPOCH", &(i + 1).to_string()]).await;
        }
        for (server, bus) in &servers[1..] {
            let port = server.port.to_string();
            servers[0].0.ask(&["CLUSTER", "MEET", "127.0.0.1", &port, bus]).await;
        }
        let cluster = Self { servers: servers.into_iter().map(|(server, _)| server).collect() };
        for server in &cluster.servers {
            eventually("the nodes meet", async || {
                let nodes = server.text(&["CLUSTER", "NODES"]).await;
                nodes.lines().count() == 6 && !nodes.contains("handshake")
            })
            .await;
        }
        for i in 0..3 {
            let master = cluster.servers[i].text(&["CLUSTER", "MYID"]).await;
            cluster.servers[i + 3].ask(&["CLUSTER", "REPLICATE", &master]).await;
        }
        cluster.is_whole().await;
        cluster
    }

    /// Waits until every node sees all slots served, and every master has its replica.
    pub async fn is_whole(&self) {
        for server in &self.servers {
            eventually("the cluster is whole", async || {
                let info = server.text(&["CLUSTER", "INFO"]).await;
                let replication = server.text(&["INFO", "replication"]).await;
                let is_attached = replication.contains("state=online")
                    || replication.contains("master_link_status:up");
                info.contains("cluster_state:ok") && is_attached
            })
            .await;
        }
    }

    /// Which server began as the master of a session.
    pub async fn master_of(&self, session: &str) -> usize {
        let log = SessionId::from_wire(session).unwrap().0.simple();
        let slot = self.servers[0].ask(&["CLUSTER", "KEYSLOT", &format!("{{{log}}}")]).await;
        let Value::Int(slot) = slot else { panic!("{slot:?}") };
        usize::from(slot > 5460) + usize::from(slot > 10_922)
    }

    pub fn url(&self) -> String {
        let hosts: Vec<_> =
            self.servers.iter().map(|server| format!("127.0.0.1:{}", server.port)).collect();
        format!("redis+cluster://{}", hosts[..3].join(","))
    }
}
