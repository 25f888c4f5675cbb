//! Masters die under load and others take over.

use super::{Cluster, Replicated, contract, load::Load, open};
use crate::support::{faulty::FaultyLog, redis::eventually};
use convene::log::EventLog;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sentinel_fail_over_loses_nothing() {
    let mut servers = Replicated::with_sentinels(1).await;
    let (log, follower) = (open(&servers.url(), 1).await, open(&servers.url(), 1).await);
    let load = Load::start(&log, &follower).await;
    load.acknowledged(200).await;
    servers.servers[0].kill().await;
    servers.have_promoted(&servers.servers[1]).await;
    assert!(!log.is_writable(), "its only replica is missing");
    // What a supervisor does, without the sentinels' patience of ten seconds.
    let promoted = servers.servers[1].port.to_string();
    servers.servers[0].run(&["--replicaof", "127.0.0.1", &promoted]).await;
    let healed = load.acknowledged(200).await;
    println!("{} acknowledged, none lost; healed {healed:?} after", load.check(&log).await);
    assert!(log.is_writable());
}

/// One cluster for all of it: starting one takes seconds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cluster_keeps_the_contract_and_loses_nothing() {
    let mut cluster = Cluster::start().await;
    let (log, follower) = (open(&cluster.url(), 1).await, open(&cluster.url(), 1).await);
    assert_eq!(log.weaknesses().await.unwrap(), []);
    contract(log.clone()).await;
    contract(FaultyLog::new(log.clone(), 1)).await;
    let load = Load::start(&log, &follower).await;
    load.acknowledged(200).await;
    cluster.servers[0].kill().await;
    eventually("the replica is promoted", async || {
        cluster.servers[3].text(&["INFO", "replication"]).await.contains("role:master")
    })
    .await;
    cluster.servers[0].run(&[]).await;
    cluster.is_whole().await;
    eventually("every master can be written", async || log.is_writable()).await;
    load.acknowledged(300).await;
    println!("{} acknowledged, none lost", load.check(&log).await);
}
