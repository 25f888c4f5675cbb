//! The binary itself: killed, stopped, misconfigured, watched by strace, spoken to from
//! Python.

mod ballots;

use crate::support::{
    browser::Browser,
    live::{Kept, Live, say},
    redis::RedisServer,
    rng::Rng,
    server::{PASSWORD, add_people, new_person, new_session},
};
use convene::proto::{self, Permission, command::Body};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

pub const BINARY: &str = env!("CARGO_BIN_EXE_convene");

pub struct Process {
    child: Child,
    address: SocketAddr,
    setup_token: Option<String>,
}

impl Process {
    fn start(directory: &Path, listen: &str) -> Self {
        Self::start_with(Command::new(BINARY), directory, listen)
    }

    pub fn start_with(mut command: Command, directory: &Path, listen: &str) -> Self {
        command.args(["serve", "--listen", listen, "--data-dir"]).arg(directory);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.rsplit('/').next().unwrap().parse().unwrap();
        let link = directory.join("claimed").exists().then(String::new).or_else(|| {
            lines.next().map(|line| line.unwrap().rsplit('/').next().unwrap().to_owned())
        });
        let setup_token = link.filter(|token| !token.is_empty());
        Self { child, address, setup_token }
    }

    pub fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }

    async fn admin(&self, directory: &Path) -> Browser {
        let admin = Browser::new(self.address);
        let body = proto::ClaimAdminBody {
            token: self.setup_token.clone().unwrap(),
            name: "Ada Admin".to_owned(),
            email: "ada@example.org".to_owned(),
            password: PASSWORD.to_owned(),
        };
        let _: proto::Whoami = admin.post("/api/setup", &body).await.unwrap();
        std::fs::write(directory.join("claimed"), "").unwrap();
        admin
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A live session with one facilitator, who is Ada, in it.
pub async fn live_session(process: &Process, directory: &Path) -> (Browser, String, Live) {
    let admin = process.admin(directory).await;
    let (session, _) = new_session(&admin).await;
    let mut ada = Live::enter(&admin, &session).await;
    ada.consent().await;
    ada.ask(Body::StartSession(proto::StartSession {})).await.unwrap();
    (admin, session, ada)
}

/// Killed again and again in the middle of traffic: whoever comes back sends again what was
/// not answered, and every line is there once.
async fn kill_at_any_moment(start: impl Fn(&Path, &str) -> Process) {
    let directory = tempfile::tempdir().unwrap();
    let mut process = start(directory.path(), "127.0.0.1:0");
    let (admin, session, ada) = live_session(&process, directory.path()).await;
    let listen = process.address.to_string();
    let mut rng = Rng::new(7);
    let (mut kept, mut pending) = (ada.kept, BTreeMap::<u64, Body>::new());
    let mut said = Vec::new();
    for round in 0..6 {
        let mut live = Live::enter_with(&admin, &session, kept.clone()).await;
        for (n, body) in &pending {
            live.resend(*n, body.clone()).await;
        }
        for line in 0..1 + rng.below(12) {
            let text = format!("{round}/{line}");
            let body = say(&text);
            let n = live.command(body.clone()).await;
            pending.insert(n, body);
            said.push(text);
        }
        // Somewhere between the first bytes and the last answer.
        for _ in 0..rng.below(6) {
            live.read().await;
        }
        process.child.kill().unwrap();
        process.child.wait().unwrap();
        while live.read().await {}
        pending.retain(|n, _| !live.acked.contains(n));
        kept = live.kept;
        process = start(directory.path(), &listen);
    }
    let mut live = Live::enter_with(&admin, &session, kept).await;
    for (n, body) in pending {
        live.resend(n, body).await;
        live.answer(n).await.unwrap();
    }
    let fresh = Live::enter(&admin, &session).await;
    assert_eq!(fresh.view(), live.view());
    let mut lines = fresh.lines();
    lines.sort();
    said.sort();
    assert_eq!(lines, said);
}

#[tokio::test]
async fn kill_at_any_moment_on_a_file() {
    kill_at_any_moment(Process::start).await;
}

#[tokio::test]
async fn kill_at_any_moment_on_redis() {
    let redis = RedisServer::start(&[]).await;
    let url = redis.url();
    kill_at_any_moment(|directory, listen| on_redis(&url, directory, listen)).await;
}

fn on_redis(url: &str, directory: &Path, listen: &str) -> Process {
    let mut command = Command::new(BINARY);
    command.env("CONVENE_REDIS_URL", url);
    Process::start_with(command, directory, listen)
}

/// Redis as it comes from the package forgets a second of what it acknowledged.
#[tokio::test]
async fn a_careless_redis_is_refused() {
    let redis = RedisServer::start(&[]).await;
    redis.ask(&["CONFIG", "SET", "appendfsync", "everysec"]).await;
    let url = redis.url();
    let output = Command::new(BINARY)
        .args(["serve", "--listen", "127.0.0.1:0", "--redis-url", &url])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(said.contains("CONFIG SET appendfsync always") && said.contains("--unsafe"), "{said}");
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    let mut command = Command::new(BINARY);
    command.env("CONVENE_REDIS_URL", &url).env("CONVENE_UNSAFE", "true");
    let process = Process::start_with(command, &directory, "127.0.0.1:0");
    assert!(!directory.exists(), "nothing is kept on the node's own disk");
    let admin = process.admin(parent.path()).await;
    let list: proto::Sessions = admin.get("/api/sessions").await.unwrap();
    let storage = list.storage.unwrap();
    assert_eq!(storage.kind(), proto::StorageKind::Redis);
    assert!(storage.weaknesses[0].contains("everysec"), "staff see it: {storage:?}");
}

#[tokio::test]
async fn a_clean_shutdown_says_goodbye() {
    let directory = tempfile::tempdir().unwrap();
    let mut process = Process::start(directory.path(), "127.0.0.1:0");
    let (_, _, mut ada) = live_session(&process, directory.path()).await;
    process.signal("-TERM");
    assert_eq!(ada.until_closed().await, 4000);
    let goodbye = ada.goodbye.unwrap();
    assert!(goodbye.reconnect && goodbye.after_ms > 0);
    assert!(process.child.wait().unwrap().success());
}

#[test]
fn wrong_settings_are_refused_with_the_reason() {
    let directory = tempfile::tempdir().unwrap();
    let held = Process::start(directory.path(), "127.0.0.1:0");
    let taken = held.address.to_string();
    let (here, other) = (directory.path().to_str().unwrap(), tempfile::tempdir().unwrap());
    let other = other.path().to_str().unwrap();
    let rows: [(&[&str], &str); 6] = [
        (&["--listen", "nonsense", "--data-dir", other], "invalid socket address"),
        (&["--listen", "0.0.0.0:0", "--data-dir", other], "needed to listen on anything but"),
        (&["--public-url", "http://example.org", "--data-dir", other], "needs --unsafe"),
        (&["--listen", &taken, "--data-dir", other], "cannot listen on"),
        (&["--listen", "127.0.0.1:0", "--data-dir", here], "another process uses this data"),
        (&["--listen", "127.0.0.1:0", "--data-dir", "/proc/nothing"], "failed to prepare"),
    ];
    for (args, because) in rows {
        let output = Command::new(BINARY).arg("serve").args(args).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{args:?}");
        assert!(said.contains(because), "{args:?} said: {said}");
    }
}

#[tokio::test]
async fn a_stranger_writes_a_client_in_python() {
    let directory = tempfile::tempdir().unwrap();
    let process = Process::start(directory.path(), "127.0.0.1:0");
    let (admin, session, mut ada) = live_session(&process, directory.path()).await;
    let rows = vec![new_person("Pía Python", Permission::Participant)];
    let link = add_people(&admin, &session, rows).await.remove(0).link;
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/proto/example.py");
    assert!(std::fs::read_to_string(example).unwrap().lines().count() <= 80);
    let python = tokio::task::spawn_blocking(move || {
        Command::new("python3").args([example, &link, "¡Hola desde Python!"]).output().unwrap()
    });
    let output = python.await.unwrap();
    let (said, complained) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(said, "Pía Python: ¡Hola desde Python!\nsaid\n", "{complained}");
    ada.until_line("¡Hola desde Python!").await;
}

/// In what strace saw, whether every acknowledgement left after an fdatasync of its own.
fn acks_after_sync(trace: &str) -> Result<usize, String> {
    let (mut synced, mut acks) = (false, 0);
    for line in trace.lines() {
        let is_sync = (line.contains(" fdatasync(") || line.contains("fdatasync resumed"))
            && line.trim_end().ends_with("= 0");
        if is_sync {
            synced = true;
        } else if line.contains("\\\"ack\\\"") {
            if !synced {
                return Err(format!("acknowledged before the sync: {line}"));
            }
            (synced, acks) = (false, acks + 1);
        }
    }
    Ok(acks)
}

#[test]
fn the_checker_of_traces_sees_an_early_ack() {
    let good = "1 fdatasync(9) = 0\n2 sendto(11, \"{\\\"ack\\\":1\")\n\
                1 fdatasync(9 <unfinished ...>\n1 <... fdatasync resumed>) = 0\n\
                2 sendto(11, \"{\\\"ack\\\":2\")\n";
    assert_eq!(acks_after_sync(good), Ok(2));
    let early = "1 fdatasync(9) = 0\n2 sendto(11, \"{\\\"ack\\\":1\")\n\
                 1 fdatasync(9 <unfinished ...>\n2 sendto(11, \"{\\\"ack\\\":2\")\n";
    assert!(acks_after_sync(early).is_err());
}

/// G1 as the kernel saw it.
#[tokio::test]
async fn fdatasync_comes_before_the_ack() {
    let directory = tempfile::tempdir().unwrap();
    let trace = directory.path().join("trace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-s", "20000", "-e", "trace=fdatasync,write,writev,sendto,sendmsg"]);
    strace.arg("-o").arg(&trace).arg(BINARY);
    let process = Process::start_with(strace, directory.path(), "127.0.0.1:0");
    let (admin, session, _) = live_session(&process, directory.path()).await;
    let mut ada = Live::open(&admin, "convene.v1.json", Kept::default()).await;
    ada.hello(admin.ticket(&session).await.unwrap()).await;
    ada.until("welcome", |live| live.kept.instance != 0).await;
    for n in 0..25 {
        ada.says(&n.to_string()).await;
    }
    tokio::time::timeout(Duration::from_secs(5), async {
        loop {
            let trace = std::fs::read_to_string(&trace).unwrap_or_default();
            match acks_after_sync(&trace) {
                Ok(acks) if acks >= 25 => break,
                Ok(_) => tokio::task::yield_now().await,
                Err(early) => panic!("{early}"),
            }
        }
    })
    .await
    .expect("strace saw every ack");
    // The child of strace is the server; end both.
    let _ = Command::new("pkill").args(["-KILL", "-P", &process.child.id().to_string()]).status();
}
