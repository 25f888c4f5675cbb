//! HTTP and WebSocket: parse, authorise, translate, never decide.

mod body;
mod check;
mod client;
mod directory;
mod error;
mod files;
mod from;
pub mod http;
mod links;
mod login;
mod nodes;
mod pictures;
mod seats;
mod signatures;
mod throttle;
mod wire;

pub use client::WebClient;
pub use directory::Directory;
pub use error::Error;
pub use links::Links;
pub use wire::{Ended, Wire, talk};

use crate::{
    config::Site,
    domain::Millis,
    live::Registry,
    log::{EventLog, SaveTimes, Vault},
    proto,
    replay::Replays,
    telemetry,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use signatures::Signatures;
use std::sync::Arc;
use throttle::Throttle;
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

/// Largest HTTP body: 500 people with long names fit.
const BODY_BYTES_MAX: usize = 1 << 20;
/// Password hashes that are computed at once; each takes a core and 19 MiB.
const HASHES_AT_ONCE: usize = 1;

/// Password hashes that may wait for their turn; beyond, people are told to come back.
const HASHES_WAITING_MAX: usize = 64;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    /// In the answer, in the error's body, and in the server's log.
    static CURRENT_REQUEST: String;
}

/// Everything that a request may need. Clones share it.
#[derive(Clone)]
pub struct Gateway {
    /// Accounts and sessions.
    pub directory: Directory,
    /// Live sessions.
    pub registry: Registry,
    /// Logins, tickets, links, password hashes.
    pub vault: Arc<dyn Vault>,
    /// For readiness.
    pub log: Arc<dyn EventLog>,
    /// Personal links.
    pub links: Links,
    /// Ended sessions.
    pub replays: Replays,
    /// Where people reach this server.
    pub site: Arc<Site>,
    /// Counts for operators.
    pub metrics: PrometheusHandle,
    /// How well everything is kept, for staff.
    pub storage: Arc<proto::Storage>,
    /// How long saving took lately.
    pub saves: SaveTimes,
    /// When this server began.
    pub started_at: Millis,
    /// Open WebSockets; a shutdown waits for them.
    pub sockets: TaskTracker,
    /// The server shuts down.
    pub draining: CancellationToken,
    carried: wire::Carried,
    reading_tables: Arc<Semaphore>,
    planning: Arc<Semaphore>,
    signing: Arc<Semaphore>,
    signatures: Signatures,
    redrawing: Arc<Semaphore>,
    shown_files: files::Shown,
    hashing: Arc<Semaphore>,
    waiting_to_hash: Arc<Semaphore>,
    wrong_passwords: Throttle,
}

/// What [`Gateway::new`] is made of.
pub struct Parts {
    /// See [`Gateway`].
    pub directory: Directory,
    /// See [`Gateway`].
    pub vault: Arc<dyn Vault>,
    /// See [`Gateway`].
    pub log: Arc<dyn EventLog>,
    /// See [`Gateway`].
    pub links: Links,
    /// See [`Gateway`].
    pub site: Site,
    /// See [`Gateway`].
    pub metrics: PrometheusHandle,
    /// See [`Gateway`].
    pub about: proto::Storage,
    /// See [`Gateway`].
    pub saves: SaveTimes,
}

impl Gateway {
    /// Puts it together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            registry: parts.directory.registry().clone(),
            directory: parts.directory,
            vault: parts.vault,
            links: parts.links,
            replays: Replays::new(Arc::clone(&parts.log)),
            log: parts.log,
            site: Arc::new(parts.site),
            metrics: parts.metrics,
            storage: Arc::new(parts.about),
            saves: parts.saves,
            started_at: crate::clock::now(),
            sockets: TaskTracker::new(),
            draining: CancellationToken::new(),
            carried: wire::Carried::default(),
            reading_tables: Arc::new(Semaphore::new(1)),
            planning: Arc::new(Semaphore::new(1)),
            signing: Arc::new(Semaphore::new(1)),
            signatures: Signatures::default(),
            redrawing: Arc::new(Semaphore::new(1)),
            shown_files: files::Shown::default(),
            hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            waiting_to_hash: Arc::new(Semaphore::new(HASHES_WAITING_MAX)),
            wrong_passwords: Throttle::new(10),
        }
    }
}

/// All routes.
pub fn router(gateway: Gateway, client: WebClient) -> Router {
    let routes = Router::new()
        .merge(http::routes())
        .route("/live", get(wire::ws::upgrade))
        .merge(wire::carried::routes())
        .merge(check::routes())
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn_with_state(gateway.clone(), same_origin))
        .route("/nodes", get(nodes::link))
        .route("/livez", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(gateway);
    routes.merge(client.routes()).layer(middleware::from_fn(finish))
}

async fn ready(State(gateway): State<Gateway>) -> Response {
    if gateway.draining.is_cancelled() {
        (StatusCode::SERVICE_UNAVAILABLE, "draining").into_response()
    } else if gateway.log.is_writable() {
        "ok".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the log cannot be written").into_response()
    }
}

/// For the machine itself. What came through a proxy is refused: counts say what goes on.
async fn metrics(State(gateway): State<Gateway>, request: Request) -> Response {
    let peer = request.extensions().get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
    let is_local = peer.is_some_and(|peer| peer.0.ip().is_loopback());
    if !is_local || request.headers().contains_key("x-forwarded-for") {
        return Error::not_found().into_response();
    }
    let gauge = |name: &'static str, value: usize| {
        metrics::gauge!(name).set(u32::try_from(value).unwrap_or(u32::MAX));
    };
    let (known, reached) = gateway.registry.nodes().others();
    gauge(telemetry::CONNECTIONS, gateway.registry.readers().sum());
    gauge(telemetry::SESSIONS, gateway.registry.readers().count());
    gauge(telemetry::NODES_KNOWN, known);
    gauge(telemetry::NODES_REACHED, reached);
    gateway.metrics.render().into_response()
}

/// Pages of other origins may not use this server with a browser's cookies.
async fn same_origin(State(gateway): State<Gateway>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN);
    let is_ours = origin.is_none_or(|origin| {
        gateway.site.origins.iter().any(|ours| ours.as_bytes() == origin.as_bytes())
    });
    let is_reading =
        request.method() == Method::GET && !matches!(request.uri().path(), "/live" | "/check/ws");
    if is_ours || is_reading {
        next.run(request).await
    } else {
        Error::wrong_origin().into_response()
    }
}

/// Names the request, and adds what every answer carries.
async fn finish(request: Request, next: Next) -> Response {
    let id = crate::clock::id().simple().to_string();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("static", MatchedPath::as_str).to_owned();
    let span =
        tracing::debug_span!("request", request.id = id, route, status = tracing::field::Empty);
    // A task of its own: what was begun is finished, also when the client has gone.
    let answering = CURRENT_REQUEST.scope(id.clone(), next.run(request));
    let answering = tokio::spawn(answering.instrument(span.clone()));
    let mut response = match answering.await {
        Ok(response) => response,
        Err(panic) => {
            CURRENT_REQUEST.sync_scope(id.clone(), || Error::internal(&panic).into_response())
        }
    };
    span.record("status", response.status().as_u16());
    metrics::counter!(
        telemetry::REQUESTS, "route" => route, "status" => response.status().as_str().to_owned()
    )
    .increment(1);
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, client::CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
