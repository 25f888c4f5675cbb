//! Servers whose settings would break a promise are named, with the line to change.

use super::{RedisServer, Replicated, open};
use convene::log::RedisLog;

async fn said(log: &RedisLog) -> Vec<String> {
    log.weaknesses().await.unwrap().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_careful_server_has_none() {
    let server = RedisServer::start(&[]).await;
    assert_eq!(said(&open(&server.url(), 0).await).await, Vec::<String>::new());
}

#[tokio::test]
async fn each_wrong_setting_is_named() {
    let server = RedisServer::start(&[]).await;
    let log = open(&server.url(), 0).await;
    let rows = [
        ("appendonly", "no", "yes"),
        ("appendfsync", "everysec", "always"),
        ("no-appendfsync-on-rewrite", "yes", "no"),
        ("maxmemory-policy", "allkeys-lru", "noeviction"),
    ];
    for (name, wrong, right) in rows {
        server.ask(&["CONFIG", "SET", name, wrong]).await;
        let said = said(&log).await;
        let begin = format!("`{name}` is `{wrong}` on 127.0.0.1:{}: ", server.port);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with(&begin), "{said:?}");
        assert!(said[0].contains(&format!("`CONFIG SET {name} {right}`")), "{said:?}");
        server.ask(&["CONFIG", "SET", name, right]).await;
    }
}

#[tokio::test]
async fn replicas_must_be_as_many_as_promised() {
    let servers = Replicated::start(1).await;
    let url = servers.servers[0].url();
    assert_eq!(said(&open(&url, 1).await).await, Vec::<String>::new());
    let more = said(&open(&url, 0).await).await;
    assert!(more[0].contains("CONVENE_REDIS_REPLICAS=1"), "{more:?}");
    let fewer = said(&open(&url, 2).await).await;
    assert!(fewer[0].contains("1 of 2 replicas"), "{fewer:?}");
    // A replica may become the master: its settings count as well.
    servers.servers[1].ask(&["CONFIG", "SET", "appendfsync", "no"]).await;
    let replica = said(&open(&url, 1).await).await;
    let at = format!("`appendfsync` is `no` on 127.0.0.1:{}", servers.servers[1].port);
    assert!(replica[0].starts_with(&at), "{replica:?}");
}

#[tokio::test]
async fn hidden_settings_are_a_weakness() {
    let server = RedisServer::start(&[]).await;
    server.ask(&["ACL", "SETUSER", "default", "-config"]).await;
    let said = said(&open(&server.url(), 0).await).await;
    assert!(said.len() == 1 && said[0].contains("ACL SETUSER"), "{said:?}");
}
