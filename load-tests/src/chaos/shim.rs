//! The library that stands between a process and the kernel (`shim/shim.c`): built when it is
//! needed, and asked afterwards what was on disk.

use anyhow::Context;
use std::{
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
};
use tokio::process::Command;

const SOURCE: &str = include_str!("../../shim/shim.c");

/// Builds it into a directory. `None`: there is no compiler here.
pub async fn build(directory: &Path) -> anyhow::Result<Option<PathBuf>> {
    let (source, library) = (directory.join("shim.c"), directory.join("shim.so"));
    fs::write(&source, SOURCE)?;
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O2", "-o"]).arg(&library).arg(&source).arg("-ldl");
    match cc.status().await {
        Ok(status) => {
            anyhow::ensure!(status.success(), "cc came to {status}");
            Ok(Some(library))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What a power cut takes: in every file that grows, what came after the last sync. How much.
pub fn cut_power(redis: &Path) -> anyhow::Result<u64> {
    let mut taken = 0;
    for entry in fs::read_dir(redis.join("appendonlydir"))? {
        let path = entry?.path();
        if path.extension() != Some(OsStr::new("aof")) {
            continue;
        }
        let name = path.file_name().context("a name")?;
        let noted = fs::read_to_string(redis.join("synced").join(name)).unwrap_or_default();
        let synced: u64 = noted.trim().parse().unwrap_or_default();
        let file = File::options().write(true).open(&path)?;
        let length = file.metadata()?.len();
        taken += length.saturating_sub(synced);
        file.set_len(length.min(synced))?;
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn python(script: &str, library: &Path, name: &str, value: &str) -> std::process::Output {
        let mut python = std::process::Command::new("python3");
        python.args(["-c", script]).env("LD_PRELOAD", library).env(name, value);
        python.output().unwrap()
    }

    #[tokio::test]
    async fn it_knows_what_is_on_disk_and_what_time_it_is_not() {
        let directory = tempfile::tempdir().unwrap();
        let library = build(directory.path()).await.unwrap().unwrap();
        let files = directory.path().join("appendonlydir");
        fs::create_dir_all(&files).unwrap();
        fs::create_dir_all(directory.path().join("synced")).unwrap();
        let script = format!(
            "import os; f = open('{}/1.incr.aof', 'wb', 0); f.write(b'kept'); \
             os.fdatasync(f.fileno()); f.write(b'gone')",
            files.display()
        );
        let synced = directory.path().join("synced").display().to_string();
        assert!(python(&script, &library, "SHIM_SYNCED", &synced).status.success());
        assert_eq!(fs::read(files.join("1.incr.aof")).unwrap(), b"keptgone");
        assert_eq!(cut_power(directory.path()).unwrap(), 4);
        assert_eq!(fs::read(files.join("1.incr.aof")).unwrap(), b"kept");
        let said = python("import time; print(time.time())", &library, "SHIM_CLOCK_MS", "-60000");
        let said: f64 = String::from_utf8(said.stdout).unwrap().trim().parse().unwrap();
        let now = std::time::Duration::from_millis(convene::clock::now().unsigned_abs());
        let behind = now.as_secs_f64() - said;
        assert!((59.0..62.0).contains(&behind), "{behind}");
    }
}
