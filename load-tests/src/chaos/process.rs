//! A process of the installation: started, stopped for a while, killed, and gone with us.

use anyhow::Context;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    ffi::OsStr,
    fs::File,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};
use tokio::process::{Child, Command};

/// What a node may take for its goodbyes, and a little more.
const GOODBYES: Duration = Duration::from_secs(15);

/// A program with its arguments and settings, as often as it is started.
#[derive(Clone)]
pub struct Program {
    pub name: String,
    program: PathBuf,
    args: Vec<String>,
    env: Vec<(String, String)>,
    /// What it says is added here.
    pub said: PathBuf,
}

impl Program {
    pub fn new(name: &str, program: impl Into<PathBuf>, directory: &Path) -> Self {
        Self {
            name: name.to_owned(),
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            said: directory.join(format!("{name}.log")),
        }
    }

    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }

    pub fn start(&self) -> anyhow::Result<Process> {
        let said = File::options().create(true).append(true).open(&self.said)?;
        // It dies with us, however we end: also by force.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL"]).arg(&self.program).args(&self.args);
        command.envs(self.env.iter().map(|(name, value)| (OsStr::new(name), value)));
        command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said);
        let child = command.kill_on_drop(true).spawn();
        let child = child.with_context(|| format!("cannot start {} under setpriv", self.name))?;
        Ok(Process { name: self.name.clone(), child })
    }
}

/// A child of ours.
pub struct Process {
    name: String,
    child: Child,
}

impl Process {
    pub fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        let pid = self.child.id().with_context(|| format!("{} has ended", self.name))?;
        let pid = Pid::from_raw(i32::try_from(pid)?).context("a process")?;
        Ok(kill_process(pid, signal)?)
    }

    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// `kill -9`, and it is over when this returns.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        self.child.start_kill()?;
        self.child.wait().await?;
        Ok(())
    }

    /// Ends it as an administrator would; by force when that takes too long.
    pub async fn end(mut self) -> anyhow::Result<Option<ExitStatus>> {
        // It may have ended by itself.
        let _ = self.signal(Signal::TERM);
        match tokio::time::timeout(GOODBYES, self.child.wait()).await {
            Ok(status) => Ok(Some(status?)),
            Err(_) => self.kill().await.map(|()| None),
        }
    }
}
