//! The server as its clients meet it.

mod abuse;
mod agenda;
mod boards;
mod chat;
mod door;
mod faults;
mod forgetting;
mod matrix;
mod nodes;
mod life;
mod people;
pub mod polls;
mod replay;
mod resume;
mod rooms;
mod roster;
mod talk;
mod two_nodes;
mod versions;
mod views;

use crate::support::{
    live::Live,
    server::{Server, Team},
};
use convene::proto::{self, ErrorCode, OpenLobby, StartSession, command::Body};

/// A live session with Ana, Ben and Fay in it, all of whom have agreed.
struct Room {
    server: Server,
    team: Team,
    ana: Live,
    ben: Live,
    fay: Live,
}

impl Room {
    async fn open() -> Self {
        Self::open_on(Server::start().await).await
    }

    async fn open_on(server: Server) -> Self {
        let team = server.team().await;
        Self::enter(server, team).await
    }

    /// In which what is written in rooms is kept.
    async fn open_keeping() -> Self {
        let server = Server::start().await;
        let team = server.team().await;
        forgets_rooms(&team, Some(false)).await.unwrap();
        Self::enter(server, team).await
    }

    async fn enter(server: Server, team: Team) -> Self {
        let mut fay = Live::enter(&team.fay, &team.session).await;
        fay.consent().await;
        fay.ask(Body::OpenLobby(OpenLobby {})).await.unwrap();
        fay.ask(Body::StartSession(StartSession {})).await.unwrap();
        let mut ana = Live::enter(&team.ana, &team.session).await;
        ana.consent().await;
        let mut ben = Live::enter(&team.ben, &team.session).await;
        ben.consent().await;
        for live in [&mut ana, &mut ben, &mut fay] {
            live.until("all three", |live| {
                live.here.len() == 3 && live.kept.view.people.len() >= 3
            })
            .await;
        }
        Self { server, team, ana, ben, fay }
    }
}

/// Says whether what is written in rooms is kept, if anything, and nothing else otherwise.
async fn forgets_rooms(team: &Team, forgets: Option<bool>) -> Result<bool, ErrorCode> {
    let text = |text: &str| text.to_owned();
    let title = proto::Text { en: text("Spring convening"), es: text("Encuentro de primavera") };
    let body = proto::CreateSessionBody {
        title: Some(title),
        scheduled_at_ms: 1,
        planned_minutes: 0,
        forgets_rooms: forgets,
    };
    let path = format!("/api/sessions/{}", team.session);
    let changed: Result<proto::SessionSummary, _> = team.fay.post(&path, &body).await;
    changed.map(|summary| summary.session.unwrap().forgets_rooms).map_err(|problem| problem.code())
}
