//! The leases of the nodes, in one place that all of them see.

use crate::log::{
    Leases, LogError,
    redis::{
        RedisLog,
        write::{Write, Written},
    },
};
use async_trait::async_trait;
use bytes::Bytes;
use std::time::Duration;
use uuid::Uuid;

#[async_trait]
impl Leases for RedisLog {
    async fn renew(
        &self,
        node: Uuid,
        about: Bytes,
        lasts: Duration,
        _now_ms: i64,
    ) -> Result<Vec<(Uuid, Bytes)>, LogError> {
        match self.servers.write(Write::Renew { node, about, lasts }).await? {
            Written::Leases(leases) => Ok(leases),
            _ => Err(LogError::Refused("no leases")),
        }
    }

    async fn release(&self, node: Uuid) -> Result<(), LogError> {
        self.servers.write(Write::Release { node }).await.map(|_| ())
    }
}
