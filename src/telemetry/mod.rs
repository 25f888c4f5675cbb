//! Logs, metrics and traces. What people write, and who they are, never gets into any of them.

mod traces;

pub use traces::{Traces, TracesError};

use crate::config::LogFormat;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// Connections that are open now.
pub const CONNECTIONS: &str = "convene_connections";
/// Commands received, by what became of them at the door.
pub const COMMANDS: &str = "convene_commands_total";
/// Connections closed by the server, by close code.
pub const CLOSES: &str = "convene_closes_total";
/// HTTP requests, by route and status.
pub const REQUESTS: &str = "convene_http_requests_total";
/// Appends, by log and outcome.
pub const APPENDS: &str = "convene_appends_total";
/// How long those took that were done, by log.
pub const APPEND_SECONDS: &str = "convene_append_seconds";
/// How many events they had, by log.
pub const APPEND_EVENTS: &str = "convene_append_events";
/// Rounds of commands that went to another node, by outcome.
pub const FORWARDS: &str = "convene_forwards_total";
/// How long its answers took.
pub const FORWARD_SECONDS: &str = "convene_forward_seconds";
/// Rounds of the pumps.
pub const PUMP_ROUNDS: &str = "convene_pump_rounds_total";
/// Frames that they sent.
pub const PUMP_FRAMES: &str = "convene_pump_frames_total";
/// How large those were together.
pub const PUMP_BYTES: &str = "convene_pump_bytes_total";
/// Changes that waited for the reader of a round who was furthest behind.
pub const RING_LAG: &str = "convene_ring_lag";
/// Readers who fell so far behind that they got a fresh view.
pub const RESYNCS: &str = "convene_resyncs_total";
/// People who came or came back, by how.
pub const RESUMES: &str = "convene_resumes_total";
/// Sessions that are loaded.
pub const SESSIONS: &str = "convene_sessions_loaded";
/// Other nodes that are alive.
pub const NODES_KNOWN: &str = "convene_nodes_known";
/// Those of them that this one reaches.
pub const NODES_REACHED: &str = "convene_nodes_reached";
/// Logs that have lost acknowledged events.
pub const LOSSES: &str = "convene_losses_total";

const SECONDS: [f64; 12] =
    [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
const EVENTS: [f64; 8] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];
const LAG: [f64; 10] = [1.0, 2.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1_000.0, 2_000.0, 4_000.0];

/// Starts logging, and tracing if there is somewhere to send traces to, as
/// `http://localhost:4318`. `RUST_LOG` chooses what is logged; information and above by default.
/// What comes out sends the last traces when it is asked to.
///
/// # Errors
/// When traces cannot be sent there.
pub fn start(format: LogFormat, traces_to: Option<&str>) -> Result<Option<Traces>, TracesError> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let logs = match format {
        LogFormat::Text => logs.boxed(),
        LogFormat::Json => logs.json().boxed(),
    };
    let traces = traces_to.map(Traces::to).transpose()?;
    let layer = traces.as_ref().map(Traces::layer);
    tracing_subscriber::registry().with(layer).with(logs.with_filter(filter)).init();
    Ok(traces)
}

/// Starts counting.
///
/// # Errors
/// When something counts already.
pub fn start_metrics() -> Result<PrometheusHandle, BuildError> {
    let suffix = |name: &str| Matcher::Suffix(name.to_owned());
    PrometheusBuilder::new()
        .set_buckets_for_metric(suffix("_seconds"), &SECONDS)?
        .set_buckets_for_metric(suffix("_events"), &EVENTS)?
        .set_buckets_for_metric(suffix("_lag"), &LAG)?
        .install_recorder()
}
