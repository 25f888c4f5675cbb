//! The log in Redis: the contract on every kind of installation, what servers are refused, and
//! what happens when they die.

mod failover;
mod faults;
mod load;
mod nodes;
mod weaknesses;

use crate::{
    log_contract::{append, batch, contract, new_log, read_all},
    support::{
        faulty::FaultyLog,
        redis::{Cluster, RedisServer, Replicated, open},
    },
};

#[tokio::test]
async fn solo_keeps_the_contract() {
    let server = RedisServer::start(&[]).await;
    let log = open(&server.url(), 0).await;
    contract(log.clone()).await;
    for seed in 0..2 {
        contract(FaultyLog::new(log.clone(), seed)).await;
    }
}

#[tokio::test]
async fn replicated_keeps_the_contract() {
    let servers = Replicated::with_sentinels(2).await;
    let log = open(&servers.url(), 2).await;
    contract(log.clone()).await;
    contract(FaultyLog::new(log, 0)).await;
}
