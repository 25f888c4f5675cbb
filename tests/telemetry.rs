//! What operators can see of a server: metrics, traces, the status page. Never who people are.

use crate::{
    process::{Process, live_session},
    support::server::Server,
};
use convene::{proto, telemetry};
use std::{collections::BTreeSet, process::Command, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

const PATIENCE: Duration = Duration::from_secs(15);

/// Every name of a metric that the server exports.
const METRICS: [&str; 19] = [
    telemetry::CONNECTIONS,
    telemetry::COMMANDS,
    telemetry::CLOSES,
    telemetry::REQUESTS,
    telemetry::APPENDS,
    telemetry::APPEND_SECONDS,
    telemetry::APPEND_EVENTS,
    telemetry::FORWARDS,
    telemetry::FORWARD_SECONDS,
    telemetry::PUMP_ROUNDS,
    telemetry::PUMP_FRAMES,
    telemetry::PUMP_BYTES,
    telemetry::RING_LAG,
    telemetry::RESYNCS,
    telemetry::RESUMES,
    telemetry::SESSIONS,
    telemetry::NODES_KNOWN,
    telemetry::NODES_REACHED,
    telemetry::LOSSES,
];

/// Reads one request and says that all is well.
async fn collect(mut stream: TcpStream, found: mpsc::Sender<(String, Vec<u8>)>) {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 65_536];
        let Ok(read) = stream.read(&mut part).await else { return };
        if read == 0 {
            return;
        }
        bytes.extend_from_slice(&part[..read]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.and_then(|length| length.parse().ok()).unwrap_or(0);
        if bytes.len() < end + 4 + length {
            continue;
        }
        let body = bytes[end + 4..end + 4 + length].to_vec();
        bytes.drain(..end + 4 + length);
        let first = head.lines().next().unwrap_or_default().to_owned();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
        if found.send((first, body)).await.is_err() {
            return;
        }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn operators_see_what_goes_on_and_not_who() {
    let collector = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = format!("http://{}", collector.local_addr().unwrap());
    let (sender, mut traces) = mpsc::channel(64);
    tokio::spawn(async move {
        while let Ok((stream, _)) = collector.accept().await {
            tokio::spawn(collect(stream, sender.clone()));
        }
    });
    let directory = tempfile::tempdir().unwrap();
    let mut command = Command::new(crate::process::BINARY);
    command.env("CONVENE_OTLP_URL", &to);
    let process = Process::start_with(command, directory.path(), "127.0.0.1:0");
    let (admin, session, mut ada) = live_session(&process, directory.path()).await;
    ada.says("nobody's business").await;

    let metrics = admin.send("GET", "/metrics", &[], "").await;
    let metrics = String::from_utf8(metrics.body.to_vec()).unwrap();
    for line in [
        "convene_connections 1",
        "convene_sessions_loaded 1",
        "convene_appends_total{log=\"session\",outcome=\"done\"}",
        "convene_append_seconds_bucket{log=\"catalog\",le=\"",
        "convene_append_events_sum{log=\"session\"}",
        "convene_pump_frames_total",
        "convene_ring_lag_bucket",
        "convene_resumes_total{why=\"fresh\"} 1",
    ] {
        assert!(metrics.contains(line), "{line} in:\n{metrics}");
    }

    // What has not been sent goes when the server ends.
    process.signal("-TERM");
    let (mut heads, mut all) = (BTreeSet::new(), Vec::new());
    let collected = tokio::time::timeout(PATIENCE, async {
        while !["append", "batch", "request", &session, "/api/setup"]
            .iter()
            .all(|text| holds(&all, text))
        {
            let (head, body) = traces.recv().await.unwrap();
            heads.insert(head);
            all.extend(body);
        }
    });
    assert!(collected.await.is_ok(), "{}", String::from_utf8_lossy(&all));
    assert_eq!(heads.len(), 1);
    assert!(heads.first().unwrap().starts_with("post /v1/traces"), "{heads:?}");
    for secret in ["Ada", "ada@", "Spring", "nobody's"] {
        assert!(!holds(&all, secret) && !metrics.contains(secret), "{secret}");
    }
}

/// A panel that asks for something that is not there shows nothing, and nobody knows why.
#[test]
fn the_dashboard_asks_for_what_there_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/grafana.json");
    let dashboard = std::fs::read_to_string(path).unwrap();
    let dashboard: serde_json::Value = serde_json::from_str(&dashboard).unwrap();
    let text = dashboard.to_string();
    let asked: BTreeSet<_> = text
        .match_indices("convene_")
        .map(|(at, _)| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let name: String = text[at..].chars().take_while(|c| is_name(*c)).collect();
            let plain = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
            plain.unwrap_or(&name).to_owned()
        })
        .collect();
    let there: BTreeSet<_> = METRICS.iter().map(ToString::to_string).collect();
    assert_eq!(asked, there, "each of them, and nothing else");
}

#[tokio::test]
async fn staff_see_how_the_server_is() {
    let server = Server::start().await;
    let team = server.team().await;
    let mut fay = crate::support::live::Live::enter(&team.fay, &team.session).await;
    fay.consent().await;
    let status: proto::Status = team.admin.get("/api/status").await.unwrap();
    assert!(status.can_save);
    assert_eq!((status.open_sessions, status.connections), (1, 1));
    let saves = status.save_times.unwrap();
    assert!(saves.saves > 3 && saves.p50_us <= saves.p99_us, "{saves:?}");
    let [node] = &status.nodes[..] else { panic!("{:?}", status.nodes) };
    assert!(node.is_reached && !node.is_outdated && node.started_at_ms > 0);
    assert_eq!(node.version, env!("CARGO_PKG_VERSION"));
    assert!(status.losses.is_empty());
}
