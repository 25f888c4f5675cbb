//! A Redis of our own, with replicas if asked for: on loopback, in a directory that goes with it.

use anyhow::{Context, bail};
use std::{process::Stdio, time::Duration};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

pub struct Redis {
    // End before their directories go.
    _servers: Vec<Child>,
    _directories: Vec<TempDir>,
    port: u16,
    pub replicas: u32,
}

impl Redis {
    /// A master that syncs before it answers, and its replicas, on the second core.
    pub async fn start(replicas: u32) -> anyhow::Result<Self> {
        let (mut servers, mut directories) = (Vec::new(), Vec::new());
        let port = free_port().await?;
        for n in 0..=replicas {
            let directory = tempfile::tempdir()?;
            let own = if n == 0 { port } else { free_port().await? };
            let mut command = Command::new("taskset");
            command.args(["-c", "1", "redis-server", "--save", "", "--appendonly", "yes"]);
            command.args(["--appendfsync", "always", "--bind", "127.0.0.1", "--dir"]);
            command.arg(directory.path()).args(["--port", &own.to_string()]);
            if n > 0 {
                command.args(["--replicaof", "127.0.0.1", &port.to_string()]);
            }
            command.stdout(Stdio::null()).kill_on_drop(true);
            servers.push(command.spawn().context("cannot start redis-server")?);
            directories.push(directory);
            until(own, "PING", "+PONG").await?;
        }
        let whole = format!("connected_slaves:{replicas}");
        until(port, "INFO replication", &whole).await?;
        if replicas > 0 {
            until(port, "INFO replication", "state=online").await?;
        }
        Ok(Self { _servers: servers, _directories: directories, port, replicas })
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}

async fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

/// Asks until the answer is as it should be.
async fn until(port: u16, question: &str, answer: &str) -> anyhow::Result<()> {
    let asking = async {
        loop {
            if ask(port, question).await.is_ok_and(|said| said.contains(answer)) {
                return;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("redis-server on port {port} never said {answer}"),
    }
}

async fn ask(port: u16, question: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(format!("{question}\r\nQUIT\r\n").as_bytes()).await?;
    let mut said = String::new();
    stream.read_to_string(&mut said).await?;
    Ok(said)
}
