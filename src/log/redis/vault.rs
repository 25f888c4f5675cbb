//! The vault in Redis: a hash per secret, in one part or, when it is a file, in several.

use crate::log::{
    Contents, Inventory, LogError, Vault, is_fresh,
    redis::{
        RedisLog,
        connection::Link,
        replies,
        servers::unavailable,
        write::{Secret, Write, Written, join},
    },
};
use async_trait::async_trait;
use bytes::Bytes;
use redis::{Pipeline, RedisResult, Value, cmd};
use std::{collections::BTreeMap, sync::atomic::Ordering};

/// What one write of a large secret holds, so that syncing it keeps nobody waiting for long.
const PART_BYTES: usize = 256 << 10;
/// A secret that is replaced while its parts are read is read again, this often.
const READS_MAX: usize = 3;
/// Keys that one step of a sweep or a listing looks at.
const SCAN_KEYS: usize = 512;

/// Where a scan begins, and says that it has ended.
pub(super) const SCAN_START: Bytes = Bytes::from_static(b"0");

/// Name in Redis → expiry and key in the vault.
type Listed = BTreeMap<String, (i64, Option<Bytes>)>;
/// What lies beside a secret: expiry, number of parts, upload, first part.
type About = (i64, usize, Bytes, Bytes);

fn about(value: Value) -> RedisResult<Option<About>> {
    let mut fields = replies::array(value)?.into_iter();
    match replies::next(&mut fields)? {
        Value::Nil => Ok(None),
        expires => Ok(Some((
            replies::number(expires)?,
            replies::number(replies::next(&mut fields)?)?,
            replies::bytes(replies::next(&mut fields)?)?,
            replies::bytes(replies::next(&mut fields)?)?,
        ))),
    }
}

impl RedisLog {
    /// One part of a secret; `None` when another has taken its place.
    async fn part(
        &self,
        name: &str,
        upload: &Bytes,
        number: usize,
    ) -> Result<Option<Bytes>, LogError> {
        let mut get = cmd("HMGET");
        get.arg(name).arg("upload").arg(number);
        let fields = self.servers.read_secret(name, get).await?;
        let mut fields = replies::array(fields).map_err(unavailable)?.into_iter();
        let mut next = || replies::optional_bytes(replies::next(&mut fields)?);
        let found = next().map_err(unavailable)?;
        let part = next().map_err(unavailable)?;
        Ok(part.filter(|_| found.as_ref() == Some(upload)))
    }

    /// Reads a secret; `Err(None)`: it was replaced meanwhile.
    async fn read_secret(
        &self,
        name: &str,
        now_ms: i64,
    ) -> Result<Option<Bytes>, Option<LogError>> {
        let mut get = cmd("HMGET");
        get.arg(name).arg("expires").arg("parts").arg("upload").arg(0);
        let found = self.servers.read_secret(name, get).await?;
        let found = about(found).map_err(unavailable)?;
        let Some((expires_at_ms, parts, upload, first)) = found else { return Ok(None) };
        if !is_fresh(expires_at_ms, now_ms) {
            return Ok(None);
        }
        let mut secret = vec![first];
        for number in 1..parts {
            secret.push(self.part(name, &upload, number).await?.ok_or(None)?);
        }
        Ok(Some(join(secret)))
    }

    /// One step through the secrets of one master: where to go on, and their names.
    async fn scan(&self, link: &Link, cursor: &[u8]) -> Result<(Bytes, Vec<String>), LogError> {
        scan(link, cursor, &self.servers.common.keys.secrets()).await
    }

    /// Deletes what has expired on one master.
    async fn sweep_node(&self, link: &Link, now_ms: i64) -> Result<(), LogError> {
        let mut cursor = SCAN_START;
        loop {
            let (next, names) = self.scan(link, &cursor).await?;
            let mut look = Pipeline::with_capacity(names.len());
            for name in &names {
                look.cmd("HGET").arg(name).arg("expires");
            }
            let expiries = link.ask_all(&look).await.map_err(unavailable)?;
            for (name, expires) in names.into_iter().zip(expiries) {
                let expires = replies::number::<i64>(expires).unwrap_or_default();
                if !is_fresh(expires, now_ms) {
                    self.servers.write(Write::Sweep { name, now_ms }).await?;
                }
            }
            if next == SCAN_START {
                return Ok(());
            }
            cursor = next;
        }
    }

    /// Adds what one master has. A scan may name a secret twice.
    async fn list_node(&self, link: &Link, found: &mut Listed) -> Result<(), LogError> {
        let mut cursor = SCAN_START;
        loop {
            let (next, names) = self.scan(link, &cursor).await?;
            let mut look = Pipeline::with_capacity(names.len());
            for name in &names {
                look.cmd("HMGET").arg(name).arg("expires").arg("key");
            }
            let rows = link.ask_all(&look).await.map_err(unavailable)?;
            for (name, row) in names.into_iter().zip(rows) {
                if let Some(about) = expiry_and_key(row).map_err(unavailable)? {
                    found.insert(name, about);
                }
            }
            if next == SCAN_START {
                return Ok(());
            }
            cursor = next;
        }
    }

    /// Unique among all uploads of all processes.
    fn upload(&self) -> String {
        let number = self.uploads.fetch_add(1, Ordering::Relaxed);
        format!("{}:{number}", self.servers.common.instance.simple())
    }
}

/// One step through the keys of one master that are named so.
pub(super) async fn scan(
    link: &Link,
    cursor: &[u8],
    names: &str,
) -> Result<(Bytes, Vec<String>), LogError> {
    let mut scan = cmd("SCAN");
    scan.arg(cursor).arg("MATCH").arg(names).arg("COUNT").arg(SCAN_KEYS);
    page(link.ask(scan).await.map_err(unavailable)?).map_err(unavailable)
}

/// Nothing: it is gone since it was named.
fn expiry_and_key(value: Value) -> RedisResult<Option<(i64, Option<Bytes>)>> {
    let mut fields = replies::array(value)?.into_iter();
    match replies::next(&mut fields)? {
        Value::Nil => Ok(None),
        expires => {
            let key = replies::optional_bytes(replies::next(&mut fields)?)?;
            Ok(Some((replies::number(expires)?, key)))
        }
    }
}

fn page(value: Value) -> RedisResult<(Bytes, Vec<String>)> {
    let mut parts = replies::array(value)?.into_iter();
    let cursor = replies::bytes(replies::next(&mut parts)?)?;
    let names = replies::array(replies::next(&mut parts)?)?;
    Ok((cursor, names.into_iter().map(replies::text).collect::<RedisResult<_>>()?))
}

#[async_trait]
impl Vault for RedisLog {
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError> {
        let upload = self.upload();
        let secret = if secret.len() <= PART_BYTES {
            Secret::Whole(secret)
        } else {
            let parts = secret.len().div_ceil(PART_BYTES);
            for number in 0..parts {
                let from = number * PART_BYTES;
                let bytes = secret.slice(from..secret.len().min(from + PART_BYTES));
                let (key, upload) = (key.clone(), upload.clone());
                self.servers.write(Write::Part { key, upload, number, bytes }).await?;
            }
            Secret::Parts(parts)
        };
        self.servers.write(Write::Put { key, secret, expires_at_ms, upload }).await.map(|_| ())
    }

    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError> {
        let upload = self.upload();
        match self.servers.write(Write::Keep { key, secret, upload }).await? {
            Written::Secret(Some((_, kept))) => Ok(kept),
            _ => Err(LogError::Refused("nothing was kept")),
        }
    }

    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        let name = self.servers.common.keys.secret(&key);
        for _ in 0..READS_MAX {
            match self.read_secret(&name, now_ms).await {
                Ok(secret) => return Ok(secret),
                Err(Some(error)) => return Err(error),
                Err(None) => {}
            }
        }
        Err(LogError::Unavailable("the secret is being replaced again and again".into()))
    }

    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        match self.servers.write(Write::Take { key }).await? {
            Written::Secret(Some((expires, secret))) if is_fresh(expires, now_ms) => {
                Ok(Some(secret))
            }
            _ => Ok(None),
        }
    }

    async fn remove(&self, key: Bytes) -> Result<(), LogError> {
        self.servers.write(Write::Take { key }).await.map(|_| ())
    }

    async fn sweep(&self, now_ms: i64) -> Result<(), LogError> {
        for node in self.servers.nodes() {
            self.sweep_node(&node.secrets, now_ms).await?;
        }
        Ok(())
    }
}

#[async_trait]
impl Inventory for RedisLog {
    async fn contents(&self) -> Result<Contents, LogError> {
        let mut listed = Listed::new();
        for node in self.servers.nodes() {
            self.list_node(&node.secrets, &mut listed).await?;
        }
        let mut found = Contents::default();
        for (expires_at_ms, key) in listed.into_values() {
            match key {
                Some(key) => drop(found.keys.insert(key, expires_at_ms)),
                None => found.nameless += 1,
            }
        }
        Ok(found)
    }
}
