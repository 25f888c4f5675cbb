//! What a browser keeps and does, short of the page: a cookie, and requests.

use convene::{
    codec::json,
    proto::{self, Problem},
};
use prost::Name;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

#[derive(Clone)]
pub struct Browser {
    pub address: SocketAddr,
    http: reqwest::Client,
    pub cookie: Arc<Mutex<String>>,
}

pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn problem(&self) -> Problem {
        json::read(&self.body).unwrap()
    }

    pub fn read<M: prost::Message + Name + Default>(&self) -> Result<M, Problem> {
        if self.status < 400 { Ok(json::read(&self.body).unwrap()) } else { Err(self.problem()) }
    }
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, http: reqwest::Client::new(), cookie: Arc::default() }
    }

    /// The same cookie at another address: after a restart, or another node.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// A request with whatever headers; the cookie goes along and is kept.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        self.try_send(method, path, headers, body).await.unwrap()
    }

    /// To a server that may die before it has answered.
    pub async fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> reqwest::Result<Answer> {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let url = format!("http://{}{path}", self.address);
        let cookie = self.cookie.lock().unwrap().clone();
        let mut request = self.http.request(method, url).body(body.to_owned());
        if !cookie.is_empty() {
            request = request.header("cookie", cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if let Some(cookie) = headers.get("set-cookie") {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
            *self.cookie.lock().unwrap() = cookie.to_owned();
        }
        Ok(Answer { status, headers, body: response.bytes().await?.to_vec() })
    }

    async fn fetch(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    pub async fn status(&self, path: &str) -> u16 {
        self.fetch(path).await.status
    }

    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let answer = self.fetch(path).await;
        assert_eq!(answer.status, 200, "{path}");
        answer.body
    }

    pub async fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path).await).unwrap()
    }

    /// Posts bytes as they are.
    pub async fn upload<R: prost::Message + Name + Default>(
        &self,
        path: &str,
        bytes: Vec<u8>,
    ) -> Result<R, Problem> {
        let url = format!("http://{}{path}", self.address);
        let cookie = self.cookie.lock().unwrap().clone();
        let origin = format!("http://{}", self.address);
        let request = self.http.post(url).header("cookie", cookie).header("origin", origin);
        let response = request.body(bytes).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.unwrap().to_vec();
        Answer { status, headers, body }.read()
    }

    pub async fn post_text(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], body).await
    }

    pub async fn post<M, R>(&self, path: &str, body: &M) -> Result<R, Problem>
    where
        M: prost::Message + Name,
        R: prost::Message + Name + Default,
    {
        self.post_text(path, &json::write(body)).await.read()
    }

    /// `None`: the server died before it had answered.
    pub async fn try_post<M, R>(&self, path: &str, body: &M) -> Option<Result<R, Problem>>
    where
        M: prost::Message + Name,
        R: prost::Message + Name + Default,
    {
        let headers = [("content-type", "application/json")];
        let answer = self.try_send("POST", path, &headers, &json::write(body)).await.ok()?;
        Some(answer.read())
    }

    pub async fn get<R: prost::Message + Name + Default>(&self, path: &str) -> Result<R, Problem> {
        self.send("GET", path, &[], "").await.read()
    }

    pub async fn join(&self, link: &str) -> Result<proto::Seat, Problem> {
        let token = link.rsplit('/').next().unwrap().to_owned();
        self.post("/api/join/link", &proto::JoinByLinkBody { token }).await
    }

    pub async fn ticket(&self, session: &str) -> Result<String, Problem> {
        let path = format!("/api/sessions/{session}/tickets");
        let body = proto::NewTicketBody::default();
        self.post::<_, proto::Ticket>(&path, &body).await.map(|ticket| ticket.ticket)
    }
}
