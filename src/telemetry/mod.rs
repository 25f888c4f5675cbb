//! Logs and metrics. What people write never gets into either.

use crate::config::LogFormat;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Connections that are open now.
pub const CONNECTIONS: &str = "convene_connections";
/// Commands received, by what became of them at the door.
pub const COMMANDS: &str = "convene_commands_total";
/// Connections closed by the server, by close code.
pub const CLOSES: &str = "convene_closes_total";
/// HTTP requests, by route and status.
pub const REQUESTS: &str = "convene_http_requests_total";

/// Starts logging. `RUST_LOG` chooses what; information and above by default.
pub fn start_logging(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().init(),
    }
}

/// Starts counting.
///
/// # Errors
/// When something counts already.
pub fn start_metrics() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new().install_recorder()
}
