//! A process that we have started: pinned to one core, measured from outside, ended by its id.

use anyhow::{Context, bail};
use std::{
    collections::HashMap,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// Clock ticks a second in `/proc/*/stat`, on every Linux that we know.
const TICKS_PER_S: f64 = 100.0;
/// What the server may take for its goodbyes, and a little more.
const GOODBYES: Duration = Duration::from_secs(15);

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
    pub fn start_pinned(program: &Path, args: &[&str]) -> anyhow::Result<Self> {
        let mut command = Command::new("taskset");
        command.args(["-c", "0"]).arg(program).args(args);
        Self::spawn(command).context("cannot start the server under taskset")
    }

    /// Starts a program with the whole machine, which says nothing unless something is wrong.
    pub fn start_quietly(program: &Path, args: &[&str]) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.args(args).env("RUST_LOG", "warn");
        Self::spawn(command).context("cannot start the server")
    }

    fn spawn(mut command: Command) -> anyhow::Result<Self> {
        let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let stdout = child.stdout.take().context("no output")?;
        Ok(Self { child, lines: BufReader::new(stdout).lines() })
    }

    /// Ends it as an administrator would, and waits; by force when it takes too long.
    pub async fn end(&mut self) -> anyhow::Result<()> {
        // After Ctrl-C in a terminal it has heard that itself.
        if self.child.try_wait()?.is_none() {
            self.signal("-TERM").await?;
            if tokio::time::timeout(GOODBYES, self.child.wait()).await.is_err() {
                self.child.kill().await?;
            }
        }
        Ok(())
    }

    /// Waits until it ends by itself.
    pub async fn ended(&mut self) -> anyhow::Result<()> {
        self.child.wait().await?;
        Ok(())
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

    /// CPU nanoseconds of each of its threads: finer than ticks.
    pub fn cpu_of_threads(&self) -> anyhow::Result<HashMap<OsString, u64>> {
        let mut all = HashMap::new();
        for thread in std::fs::read_dir(format!("/proc/{}/task", self.pid()?))? {
            let thread = thread?;
            // One that has just ended is left out.
            let Ok(stat) = std::fs::read_to_string(thread.path().join("schedstat")) else {
                continue;
            };
            let ns = stat.split(' ').next().and_then(|ns| ns.parse().ok()).context("schedstat")?;
            all.insert(thread.file_name(), ns);
        }
        Ok(all)
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
