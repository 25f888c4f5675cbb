//! The composition root: builds every part once, runs them, and takes them down in order.

use crate::{
    clock,
    config::{Serve, Wrong},
    fold::FoldError,
    gateway::{Directory, Gateway, Links, Parts, WebClient, http::offer_setup, router},
    live::{CatalogService, Forgetting, Registry, Sealer, take_over},
    log::{EventLog, Keyring, Leases, LogError, Measured, SaveTimes, Sealed, Vault},
    nodes::{Joining, NodeId, Nodes, WebSockets},
    operate::{InRedis, OpenError, Place, open_directory, open_redis},
    proto, telemetry,
};
use axum::{Router, extract::connect_info::IntoMakeServiceWithConnectInfo, serve::ListenerExt};
use bytes::Bytes;
use metrics_exporter_prometheus::{BuildError, PrometheusHandle};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Protocol, Socket, Type};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Connections that may wait to be accepted: a thousand people come at once.
const BACKLOG: i32 = 4096;
/// How long a shutdown waits for goodbyes.
const SHUTDOWN: Duration = Duration::from_secs(10);
/// Between two clean-ups of expired secrets.
const SWEEP: Duration = Duration::from_secs(600);

/// Why the server cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting cannot work.
    #[error(transparent)]
    Setting(#[from] Wrong),
    /// The port is taken, or not ours to take.
    #[error("cannot listen on {listen}")]
    Listen {
        /// Where.
        listen: SocketAddr,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// What keeps things cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The log cannot be read or written.
    #[error("cannot use the log")]
    Log(#[from] LogError),
    /// The catalog cannot be folded.
    #[error("cannot load the catalog")]
    Fold(#[from] FoldError),
    /// Something counts already.
    #[error("cannot start the metrics")]
    Metrics(#[from] BuildError),
    /// Serving failed.
    #[error("cannot serve")]
    Serve(#[source] io::Error),
}

/// A server that is bound and loaded, but does not serve yet.
pub struct App {
    listener: TcpListener,
    gateway: Gateway,
    /// The one-time link of a first start.
    pub setup_link: Option<String>,
    /// Where people reach it.
    pub url: String,
}

impl App {
    /// Opens the log, loads the catalog and binds the port.
    ///
    /// # Errors
    /// Whatever keeps it from starting, with the reason.
    pub async fn prepare(config: &Serve) -> Result<Self, StartError> {
        let metrics = telemetry::start_metrics()?;
        raise_file_limit();
        let listener = listen(config.listen)
            .map_err(|source| StartError::Listen { listen: config.listen, source })?;
        let bound = listener.local_addr().map_err(StartError::Serve)?;
        let site = config.site(bound)?;
        let url = site.url.clone();
        let store = match Place::of(&config.storage)? {
            Place::Redis(redis) => in_redis(config, redis, bound).await?,
            Place::Directory(directory) => Store::alone(open_directory(&directory)?),
        };
        let forget_after = Duration::from_secs(config.forget_rooms_after.into());
        let gateway = assemble(store, site, metrics, forget_after).await?;
        let setup_link = offer_setup(&gateway).await?;
        Ok(Self { listener, gateway, setup_link, url })
    }

    /// Serves until `stop` is done, then drains: sessions finish what they have begun,
    /// clients are told to come back.
    ///
    /// # Errors
    /// When serving fails.
    pub async fn serve(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), StartError> {
        let Self { listener, gateway, .. } = self;
        let listener = listener.tap_io(|stream| {
            // Every write is a whole frame; waiting for more would only delay it.
            let _ = stream.set_nodelay(true);
        });
        let draining = gateway.draining.clone();
        let sweeper = tokio::spawn(sweep(Arc::clone(&gateway.vault)));
        let service: IntoMakeServiceWithConnectInfo<Router, SocketAddr> =
            router(gateway.clone(), WebClient).into_make_service_with_connect_info();
        let drained = async {
            stop.await;
            tracing::info!("draining");
            draining.cancel();
            gateway.sockets.close();
            let goodbyes = async {
                // First, so that nobody sends commands here any more.
                gateway.registry.nodes().leave().await;
                gateway.registry.drain().await;
                gateway.sockets.wait().await;
            };
            if tokio::time::timeout(SHUTDOWN, goodbyes).await.is_err() {
                tracing::warn!("some clients did not hear goodbye");
            }
        };
        let shutdown = draining.clone().cancelled_owned();
        let serving = axum::serve(listener, service).with_graceful_shutdown(shutdown);
        let served = async {
            tokio::select! {
                served = serving.into_future() => served,
                // A download may take longer than anyone waits for a restart.
                () = too_long(&draining) => Ok(()),
            }
        };
        let (served, ()) = tokio::join!(served, drained);
        sweeper.abort();
        served.map_err(StartError::Serve)
    }
}

async fn too_long(draining: &CancellationToken) {
    draining.cancelled().await;
    tokio::time::sleep(SHUTDOWN).await;
}

/// Reaches Redis, with what others and staff may know of it.
async fn in_redis(config: &Serve, redis: InRedis, bound: SocketAddr) -> Result<Store, StartError> {
    let address = config.node_url(bound)?;
    let (log, weaknesses) = open_redis(&redis, config.r#unsafe).await?;
    let (kind, replicas) = (proto::StorageKind::Redis.into(), redis.replicas);
    Ok(Store::shared(log, address, proto::Storage { kind, replicas, weaknesses }))
}

/// What keeps things, and what tells of other nodes that keep them there, too.
pub struct Store {
    log: Arc<dyn EventLog>,
    vault: Arc<dyn Vault>,
    keys: Arc<dyn Keyring>,
    leases: Option<(Arc<dyn Leases>, String)>,
    /// What staff may know of it.
    about: proto::Storage,
}

impl Store {
    /// For one node.
    pub fn alone(store: impl EventLog + Vault + Keyring + Clone) -> Self {
        let kind = proto::StorageKind::Embedded.into();
        let about = proto::Storage { kind, ..proto::Storage::default() };
        let (log, vault) = (Arc::new(store.clone()), Arc::new(store.clone()));
        Self { log, vault, keys: Arc::new(store), leases: None, about }
    }

    /// For any number of nodes; the others reach this one at `address`, as
    /// `http://10.0.0.7:8080`.
    pub fn shared(
        store: impl EventLog + Vault + Keyring + Leases + Clone,
        address: String,
        about: proto::Storage,
    ) -> Self {
        let leases: Arc<dyn Leases> = Arc::new(store.clone());
        Self { leases: Some((leases, address)), about, ..Self::alone(store) }
    }
}

/// Puts the parts together, on whatever keeps things. What is written in rooms and not kept is
/// forgotten so long after these closed.
///
/// # Errors
/// When the catalog or the vault cannot be used.
pub async fn assemble(
    store: Store,
    site: crate::config::Site,
    metrics: PrometheusHandle,
    forget_after: Duration,
) -> Result<Gateway, StartError> {
    let Store { log, vault, keys, leases, about } = store;
    let saves = SaveTimes::default();
    let log = Arc::new(Measured::new(log, saves.clone()));
    let log = Arc::new(Sealed::new(log, keys, clock::secret::<32>));
    let forgetting =
        Forgetting { log: Arc::clone(&log), after: forget_after, look: Arc::default() };
    let log: Arc<dyn EventLog> = log;
    let sealer = Sealer::new(&kept_key(&*vault, "key:resume").await?);
    let links = Links::new(&kept_key(&*vault, "key:links").await?);
    let (nodes, losses) = match leases {
        Some((leases, address)) => {
            let secret = kept_key(&*vault, "key:nodes").await?;
            let (id, dial) = (NodeId(clock::id()), Arc::new(WebSockets));
            let joining = Joining { id, address, secret, leases, dial };
            let (nodes, losses) = Nodes::join(joining);
            nodes.settled().await;
            (nodes, Some(losses))
        }
        None => (Nodes::alone(), None),
    };
    let catalog = CatalogService::load(Arc::clone(&log), nodes.clone()).await?;
    let registry = Registry::new(forgetting, sealer, nodes, catalog.clone());
    registry.look_after_keys();
    let directory = Directory::new(catalog.clone(), registry.clone(), Arc::clone(&log));
    let gateway = Gateway::new(Parts { directory, vault, log, links, site, metrics, about, saves });
    if let Some(losses) = losses {
        let draining = gateway.draining.clone();
        let taking_over = take_over(registry, losses);
        gateway.sockets.spawn(draining.run_until_cancelled_owned(taking_over));
        let draining = gateway.draining.clone();
        gateway.sockets.spawn(draining.run_until_cancelled_owned(catalog.follow()));
    }
    Ok(gateway)
}

/// A key that is kept, so that people come back, and their links work, across a restart.
async fn kept_key(vault: &dyn Vault, name: &'static str) -> Result<[u8; 32], LogError> {
    let key = Bytes::copy_from_slice(&clock::secret::<32>());
    let kept = vault.keep(Bytes::from_static(name.as_bytes()), key).await?;
    <[u8; 32]>::try_from(&*kept).map_err(|_| LogError::Refused("a key of another length"))
}

/// A thousand people are a thousand sockets, and the usual soft limit is 1,024.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(error = &error as &dyn std::error::Error, "the file limit stays");
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    TcpListener::from_std(socket.into())
}

async fn sweep(vault: Arc<dyn Vault>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        if let Err(error) = vault.sweep(clock::now()).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "expired secrets stay");
        }
    }
}
