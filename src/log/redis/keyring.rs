//! Keys that can be wiped, in Redis.
//!
//! What is deleted there goes on lying in the append-only file until that is written anew. So a key
//! is overwritten first and stays listed; then every server writes its file anew; and only then
//! it is deleted. Whoever dies in between has left something that is found and wiped again.

use crate::log::{
    Keyring, LogError, SealId, SealKey, Vault,
    redis::{
        RedisLog,
        connection::Address,
        finder::Finder,
        keys::Keys,
        replies,
        servers::unavailable,
        vault::{SCAN_START, scan},
    },
    whole_key,
};
use async_trait::async_trait;
use bytes::Bytes;
use redis::{RedisResult, cmd};
use std::{collections::BTreeSet, time::Duration};

/// No key: what is being wiped.
const NOTHING: SealKey = [0; 32];
/// Between two looks whether a file has been written anew.
const LOOK: Duration = Duration::from_millis(200);
/// How often; after that somebody else may try.
const LOOKS_MAX: usize = 1_500;

fn read(kept: &Bytes) -> Result<SealKey, LogError> {
    whole_key(kept).ok_or_else(|| LogError::Unavailable("the key is being wiped".into()))
}

#[async_trait]
impl Keyring for RedisLog {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        read(&self.keep(Keys::seal(id), Bytes::copy_from_slice(&key)).await?)
    }

    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        let found = self.get(Keys::seal(id), 0).await?;
        Ok(found.and_then(|found| whole_key(&found)))
    }

    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        let name = Keys::seal(id);
        if self.get(name.clone(), 0).await?.is_none() {
            return Ok(());
        }
        self.put(name.clone(), Bytes::from_static(&NOTHING), 0).await?;
        self.rewrite_files().await?;
        self.remove(name).await
    }

    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        let names = self.keys().seals();
        let mut found = BTreeSet::new();
        for node in self.servers.nodes() {
            let mut cursor = SCAN_START;
            loop {
                let (next, page) = scan(&node.secrets, &cursor, &names).await?;
                found.extend(page.iter().filter_map(|name| Keys::sealed(name)));
                if next == SCAN_START {
                    break;
                }
                cursor = next;
            }
        }
        Ok(found.into_iter().collect())
    }
}

impl RedisLog {
    /// Has every server write its append-only file anew: replicas have files of their own.
    async fn rewrite_files(&self) -> Result<(), LogError> {
        let mut finder = Finder::new(self.url.clone()).await.map_err(unavailable)?;
        for member in finder.members().await.map_err(unavailable)? {
            rewrite(&finder, &member.address).await?;
        }
        Ok(())
    }
}

async fn rewrite(finder: &Finder, address: &Address) -> Result<(), LogError> {
    let mut has_begun = false;
    for _ in 0..LOOKS_MAX {
        if !has_begun {
            match finder.ask(address, cmd("BGREWRITEAOF")).await {
                Ok(_) => has_begun = true,
                // What it writes at this moment may still hold the key.
                Err(error) if error.to_string().contains("in progress") => {}
                Err(error) if error.code().is_some() => {
                    let cause = &error as &dyn std::error::Error;
                    tracing::warn!(error = cause, redis.address = %address,
                        "a wiped key stays in the append-only file until it is rewritten");
                    return Ok(());
                }
                Err(error) => return Err(unavailable(error)),
            }
        } else if let Some(is_written) = has_ended(finder, address).await.map_err(unavailable)? {
            if is_written {
                return Ok(());
            }
            // Its disk was full, or its memory: the old file is still there.
            has_begun = false;
        }
        tokio::time::sleep(LOOK).await;
    }
    Err(LogError::Unavailable("the append-only file is not being rewritten".into()))
}

/// Whether the last rewrite has ended, and if so, whether it was written.
async fn has_ended(finder: &Finder, address: &Address) -> RedisResult<Option<bool>> {
    let mut info = cmd("INFO");
    info.arg("persistence");
    let info = replies::text(finder.ask(address, info).await?)?;
    let goes_on = ["aof_rewrite_in_progress:1", "aof_rewrite_scheduled:1"];
    if goes_on.iter().any(|line| info.contains(line)) {
        return Ok(None);
    }
    Ok(Some(info.contains("aof_last_bgrewrite_status:ok")))
}
