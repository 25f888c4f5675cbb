//! A whole server in this process, on a free port, with a roster on request.

use super::browser::Browser;
use convene::{
    app::{Store, assemble},
    config::Site,
    gateway::{Gateway, WebClient, http::offer_setup, router},
    log::{EmbeddedLog, EventLog, Keyring, Leases, MemoryLog, StoreError, Vault, open_file},
    proto::{self, Storage},
};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::{net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

pub const PASSWORD: &str = "correct horse battery";
const HOUR: Duration = Duration::from_secs(3600);

pub struct Server {
    pub address: SocketAddr,
    pub gateway: Gateway,
    serving: tokio::task::JoinHandle<()>,
}

/// An admin, a session, and three people with links: two who take part and a facilitator.
pub struct Team {
    pub admin: Browser,
    pub session: String,
    pub code: String,
    pub ana: Browser,
    pub ben: Browser,
    pub fay: Browser,
    pub ids: [String; 3],
    pub links: Vec<String>,
}

impl Server {
    pub async fn start() -> Self {
        Self::start_on(MemoryLog::default()).await
    }

    /// On a directory, as in production.
    pub async fn start_in(directory: &std::path::Path) -> Self {
        Self::start_in_forgetting(directory, HOUR).await
    }

    pub async fn start_in_forgetting(directory: &std::path::Path, after: Duration) -> Self {
        // The one before may still be letting go of it.
        let opened = async {
            loop {
                match EmbeddedLog::open(open_file(directory).unwrap()) {
                    Ok(log) => break log,
                    Err(StoreError::InUse) => tokio::task::yield_now().await,
                    Err(error) => panic!("{error:?}"),
                }
            }
        };
        let log = tokio::time::timeout(Duration::from_secs(10), opened).await.unwrap();
        Self::start_forgetting(log, after).await
    }

    pub async fn start_on(log: impl EventLog + Vault + Keyring + Clone) -> Self {
        Self::start_forgetting(log, HOUR).await
    }

    /// What is not kept of rooms is forgotten so long after these closed.
    pub async fn start_forgetting(
        log: impl EventLog + Vault + Keyring + Clone,
        after: Duration,
    ) -> Self {
        Self::start_with(|_| Store::alone(log), after).await
    }

    /// One of several on the same log.
    pub async fn start_node(log: impl EventLog + Vault + Keyring + Leases + Clone) -> Self {
        Self::start_node_forgetting(log, HOUR).await
    }

    pub async fn start_node_forgetting(
        log: impl EventLog + Vault + Keyring + Leases + Clone,
        after: Duration,
    ) -> Self {
        Self::start_with(|url| Store::shared(log, url, Storage::default()), after).await
    }

    /// One that the others do not reach where it says.
    pub async fn start_node_at(
        log: impl EventLog + Vault + Keyring + Leases + Clone,
        address: String,
    ) -> Self {
        Self::start_with(|_| Store::shared(log, address, Storage::default()), HOUR).await
    }

    async fn start_with(store: impl FnOnce(String) -> Store, forget_after: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("http://{address}");
        let site = Site { origins: vec![url.clone()], url, is_https: false };
        let metrics = PrometheusBuilder::new().build_recorder().handle();
        let store = store(site.url.clone());
        let gateway = assemble(store, site, metrics, forget_after).await.unwrap();
        let service =
            router(gateway.clone(), WebClient).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self { address, gateway, serving }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// Dies without a word, as far as a task can.
    pub async fn die(self) {
        self.gateway.registry.nodes().abandon();
        self.serving.abort();
        let _ = self.serving.await;
        self.gateway.registry.drain().await;
    }

    /// Ends it, so that another can take its place. Killing is for `process.rs`.
    pub async fn end(self) {
        self.serving.abort();
        let _ = self.serving.await;
        self.gateway.registry.drain().await;
        self.gateway.sockets.close();
        self.gateway.sockets.wait().await;
    }

    pub async fn admin(&self) -> Browser {
        let link = offer_setup(&self.gateway).await.unwrap().unwrap();
        let admin = self.browser();
        let token = link.rsplit('/').next().unwrap().to_owned();
        let body = proto::ClaimAdminBody {
            token,
            name: "Ada Admin".to_owned(),
            email: "ada@example.org".to_owned(),
            password: PASSWORD.to_owned(),
        };
        let _: proto::Whoami = admin.post("/api/setup", &body).await.unwrap();
        admin
    }

    pub async fn team(&self) -> Team {
        let admin = self.admin().await;
        let (session, code) = new_session(&admin).await;
        let rows = [
            ("Ana Teacher", proto::Permission::Participant),
            ("Ben Coach", proto::Permission::Participant),
            ("Fay Facilitator", proto::Permission::Facilitator),
        ];
        let people = rows.map(|(name, permission)| new_person(name, permission)).to_vec();
        let links = add_people(&admin, &session, people).await;
        let [ana, ben, fay] = [self.browser(), self.browser(), self.browser()];
        for (browser, link) in [&ana, &ben, &fay].into_iter().zip(&links) {
            browser.join(&link.link).await.unwrap();
        }
        let ids = [0, 1, 2].map(|n| links[n].person_id.clone());
        let links = links.into_iter().map(|link| link.link).collect();
        Team { admin, session, code, ana, ben, fay, ids, links }
    }
}

pub async fn new_session(admin: &Browser) -> (String, String) {
    let title =
        proto::Text { en: "Spring convening".to_owned(), es: "Encuentro de primavera".to_owned() };
    let body = proto::CreateSessionBody {
        title: Some(title),
        scheduled_at_ms: 1,
        ..proto::CreateSessionBody::default()
    };
    let summary: proto::SessionSummary = admin.post("/api/sessions", &body).await.unwrap();
    (summary.session.unwrap().id, summary.code)
}

pub fn new_person(name: &str, permission: proto::Permission) -> proto::NewPerson {
    proto::NewPerson {
        name: name.to_owned(),
        email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
        organisation: Some(proto::Organisation {
            cds_code: "0110017".to_owned(),
            name: String::new(),
        }),
        job_role: proto::JobRole::Teacher.into(),
        permission: permission.into(),
    }
}

pub async fn add_people(
    admin: &Browser,
    session: &str,
    people: Vec<proto::NewPerson>,
) -> Vec<proto::PersonLink> {
    let path = format!("/api/sessions/{session}/people");
    let links: proto::PersonLinks =
        admin.post(&path, &proto::AddPeopleBody { people }).await.unwrap();
    links.people
}

/// A step of ten minutes.
pub fn new_item(title: &str) -> proto::AgendaItem {
    let text = |text: &str| Some(proto::Text { en: text.to_owned(), es: String::new() });
    proto::AgendaItem {
        title: text(title),
        prompt: text("What did you notice?"),
        minutes: 10,
        opens: proto::Opens::Chat.into(),
        ..Default::default()
    }
}
