//! Connections with a limit on everything, and links that connect again by themselves.

use crate::log::redis::{scripts, url::Access};
use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ErrorKind, IntoConnectionInfo, Pipeline,
    ProtocolVersion, PushInfo, RedisConnectionInfo, RedisError, RedisResult, Value,
    aio::MultiplexedConnection, io::tcp::TcpSettings,
};
use std::{fmt, sync::Arc, time::Duration};
use tokio::sync::{Mutex, Notify};

/// How long connecting may take.
const CONNECT_MAX: Duration = Duration::from_secs(1);
/// How long an answer may take. Longer than `WAIT` waits.
const ANSWER_MAX: Duration = Duration::from_secs(3);

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Name or number of the host.
    pub host: String,
    /// Its port.
    pub port: u16,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

fn client(access: &Access, address: &Address, protocol: ProtocolVersion) -> RedisResult<Client> {
    let mut settings =
        RedisConnectionInfo::default().set_protocol(protocol).set_skip_set_lib_name();
    if let Some(username) = &access.username {
        settings = settings.set_username(username);
    }
    if let Some(password) = &access.password {
        settings = settings.set_password(password);
    }
    let info = ConnectionAddr::Tcp(address.host.clone(), address.port).into_connection_info()?;
    // Without it a pipeline may wait 40 ms for the last acknowledgement of TCP.
    let info = info.set_tcp_settings(TcpSettings::default().set_nodelay(true));
    Client::open(info.set_redis_settings(settings))
}

fn limits() -> AsyncConnectionConfig {
    AsyncConnectionConfig::new()
        .set_connection_timeout(Some(CONNECT_MAX))
        .set_response_timeout(Some(ANSWER_MAX))
}

async fn open(client: Client, limits: AsyncConnectionConfig) -> RedisResult<MultiplexedConnection> {
    // The limit of the crate is on the handshake; a silent server must not hold us either.
    let connecting = client.get_multiplexed_async_connection_with_config(&limits);
    match tokio::time::timeout(CONNECT_MAX, connecting).await {
        Ok(connected) => connected,
        Err(_) => Err((ErrorKind::Io, "connecting took too long").into()),
    }
}

/// A connection for requests.
pub(super) async fn connect(
    access: &Access,
    address: &Address,
) -> RedisResult<MultiplexedConnection> {
    open(client(access, address, ProtocolVersion::RESP2)?, limits()).await
}

/// A connection that messages arrive on.
pub(super) async fn listen(
    access: &Access,
    address: &Address,
    heard: impl Fn(PushInfo) + Send + Sync + 'static,
) -> RedisResult<MultiplexedConnection> {
    let heard = move |push| -> Result<(), ()> {
        heard(push);
        Ok(())
    };
    open(client(access, address, ProtocolVersion::RESP3)?, limits().set_push_sender(heard)).await
}

/// Sends commands together. One answer each: a refusal is one of them, and only a broken
/// connection is an error.
pub(super) async fn send(
    connection: &mut MultiplexedConnection,
    commands: &Pipeline,
) -> RedisResult<Vec<Value>> {
    if commands.is_empty() {
        return Ok(Vec::new());
    }
    connection.send_packed_commands(commands, 0, commands.len()).await
}

/// Whether a key lives elsewhere, or is on its way there.
pub(super) fn is_elsewhere(error: &RedisError) -> bool {
    matches!(error.code(), Some("MOVED" | "ASK" | "TRYAGAIN"))
}

/// Whether a server has said that it is not, or not now, the one to ask.
pub(super) fn is_misdirected(error: &RedisError) -> bool {
    let is_no_master =
        matches!(error.code(), Some("READONLY" | "CLUSTERDOWN" | "MASTERDOWN" | "UNBLOCKED"));
    is_no_master || is_elsewhere(error)
}

pub(super) fn is_unknown_script(value: &Value) -> bool {
    matches!(value, Value::ServerError(error) if error.code() == "NOSCRIPT")
}

/// A connection for requests that may be repeated, made when needed and again when broken.
/// Clones share it.
#[derive(Clone)]
pub(super) struct Link {
    access: Access,
    address: Address,
    /// Told when the server may no longer be the one to ask.
    stale: Arc<Notify>,
    // A tokio mutex: held while connecting, so that a crowd makes one connection.
    connection: Arc<Mutex<Option<MultiplexedConnection>>>,
}

impl Link {
    pub(super) fn new(access: Access, address: Address, stale: Arc<Notify>) -> Self {
        Self { access, address, stale, connection: Arc::default() }
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    async fn connection(&self) -> RedisResult<MultiplexedConnection> {
        let mut connection = self.connection.lock().await;
        if let Some(connection) = &*connection {
            return Ok(connection.clone());
        }
        let made = connect(&self.access, &self.address).await?;
        *connection = Some(made.clone());
        Ok(made)
    }

    async fn try_ask(&self, questions: &Pipeline) -> RedisResult<Vec<Value>> {
        let mut connection = self.connection().await?;
        let mut answers = send(&mut connection, questions).await;
        if matches!(&answers, Ok(answers) if answers.iter().any(is_unknown_script)) {
            send(&mut connection, &scripts::load()).await?;
            answers = send(&mut connection, questions).await;
        }
        if answers.is_err() {
            self.connection.lock().await.take();
        }
        answers
    }

    /// Asks, and once more on a new connection if the old one turns out to be broken.
    pub(super) async fn ask_all(&self, questions: &Pipeline) -> RedisResult<Vec<Value>> {
        let answers = match self.try_ask(questions).await {
            Err(error) if !error.is_timeout() => self.try_ask(questions).await,
            answers => answers,
        };
        let is_stale = match &answers {
            Err(_) => true,
            Ok(answers) => answers.iter().any(|answer| match answer {
                Value::ServerError(error) => is_misdirected(&error.clone().into()),
                _ => false,
            }),
        };
        if is_stale {
            self.stale.notify_one();
        }
        answers
    }

    /// Asks one question. A refusal is an error.
    pub(super) async fn ask(&self, question: Cmd) -> RedisResult<Value> {
        let mut questions = Pipeline::with_capacity(1);
        questions.add_command(question);
        match self.ask_all(&questions).await?.pop() {
            Some(Value::ServerError(error)) => Err(error.into()),
            answer => Ok(answer.unwrap_or(Value::Nil)),
        }
    }
}
