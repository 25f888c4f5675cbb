//! A process under load: started, pinned to one core, measured from outside.

use anyhow::{Context, bail};
use std::{path::PathBuf, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// Clock ticks a second in `/proc/*/stat`, on every Linux that we know.
const TICKS_PER_S: f64 = 100.0;

pub struct Server {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

/// The program beside this one.
pub fn beside(name: &str) -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe().context("where am I?")?;
    let path = here.with_file_name(name);
    if !path.exists() {
        bail!("{} is not built; run `make load`", path.display());
    }
    Ok(path)
}

impl Server {
    /// Starts a program on the first core; whoever measures has the others.
    pub fn start(program: &PathBuf, args: &[&str]) -> anyhow::Result<Self> {
        let mut child = Command::new("taskset")
            .args(["-c", "0"])
            .arg(program)
            .args(args)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start the server under taskset")?;
        let stdout = child.stdout.take().context("no output")?;
        Ok(Self { child, lines: BufReader::new(stdout).lines() })
    }

    /// The next line that it prints.
    pub async fn line(&mut self) -> anyhow::Result<String> {
        self.lines.next_line().await?.context("the server said nothing and ended")
    }

    fn pid(&self) -> anyhow::Result<u32> {
        self.child.id().context("the server has ended")
    }

    /// CPU that it has used, user and system.
    pub fn cpu_s(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid()?))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split(' ').collect();
        let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
        let (user, system) = (ticks(12).context("stat")?, ticks(13).context("stat")?);
        Ok((user + system) / TICKS_PER_S)
    }

    /// Memory that is its own.
    pub fn memory_kib(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()?))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
        let kib = line.split_whitespace().nth(1).context("VmRSS")?;
        Ok(kib.parse()?)
    }

    pub async fn signal(&self, signal: &str) -> anyhow::Result<()> {
        let pid = self.pid()?.to_string();
        Command::new("kill").args([signal, &pid]).status().await?;
        Ok(())
    }
}
