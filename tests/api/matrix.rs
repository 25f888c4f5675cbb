//! Who may do and read what: a row for every command and every route that the protocol
//! describes. A new one without a row fails.

use super::Room;
use crate::support::{
    browser::Browser,
    live::{Live, answer_consent, say},
    server::{PASSWORD, add_people, new_person},
};
use convene::proto::{
    self, Consent, DESCRIPTORS, ErrorCode, Permission, ReplayAudience, command::Body,
};
use prost_reflect::Value;

const OK: Option<ErrorCode> = None;
const NOT_ALLOWED: Option<ErrorCode> = Some(ErrorCode::NotAllowed);
const CONSENT_NEEDED: Option<ErrorCode> = Some(ErrorCode::ConsentNeeded);
/// Allowed, but not now: the right is there.
const WRONG_STATE: Option<ErrorCode> = Some(ErrorCode::WrongState);

/// Outcomes for: expected (has not answered the notice), participant, facilitator, staff.
fn command(name: &str, ben: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let only_facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    match name {
        "open_lobby" => (Body::OpenLobby(proto::OpenLobby {}), only_facilitators(WRONG_STATE)),
        "start_session" => {
            (Body::StartSession(proto::StartSession {}), only_facilitators(WRONG_STATE))
        }
        "end_session" => {
            // The first facilitator ends it; for staff it is over.
            let outcomes = [NOT_ALLOWED, NOT_ALLOWED, OK, WRONG_STATE];
            (Body::EndSession(proto::EndSession {}), outcomes)
        }
        "publish_replay" => {
            let audience = ReplayAudience::Roster.into();
            let body = Body::PublishReplay(proto::PublishReplay { audience });
            (body, only_facilitators(WRONG_STATE))
        }
        "answer_consent" => (answer_consent(Consent::Given), [OK, OK, OK, OK]),
        "set_permission" => {
            let permission = Permission::Participant.into();
            let set = proto::SetPermission { person_id: ben.to_owned(), permission };
            (Body::SetPermission(set), only_facilitators(OK))
        }
        "remove_person" => {
            let remove = proto::RemovePerson { person_id: ben.to_owned() };
            (Body::RemovePerson(remove), only_facilitators(OK))
        }
        "send_line" => (say("hello"), [CONSENT_NEEDED, OK, OK, OK]),
        _ => panic!("the command `{name}` needs a row here"),
    }
}

#[tokio::test]
async fn every_command() {
    let commands = DESCRIPTORS.get_message_by_name("convene.v1.Command").unwrap();
    let names: Vec<String> = commands
        .fields()
        .filter(|field| field.containing_oneof().is_some())
        .map(|field| field.name().to_owned())
        .collect();
    assert!(names.len() >= 8);
    for name in names {
        let mut room = Room::open().await;
        let rows = vec![new_person("Eva Expected", Permission::Participant)];
        let link = add_people(&room.team.admin, &room.team.session, rows).await.remove(0).link;
        let browser = room.server.browser();
        browser.join(&link).await.unwrap();
        let mut eva = Live::enter(&browser, &room.team.session).await;
        let mut staff = Live::enter(&room.team.admin, &room.team.session).await;
        staff.consent().await;
        let (body, outcomes) = command(&name, &room.team.ids[1]);
        let actors = [&mut eva, &mut room.ana, &mut room.fay, &mut staff];
        for (index, (live, outcome)) in actors.into_iter().zip(outcomes).enumerate() {
            let asked = live.ask(body.clone()).await.err().map(|reject| reject.code());
            assert_eq!(asked, outcome, "{name}, actor {index}");
        }
    }
}

/// Statuses for: stranger, participant, facilitator by seat, facilitator of another session
/// by account, staff (an admin).
type Statuses = [u16; 5];

fn read(name: &str, room: &Room) -> (String, Statuses) {
    let json = |text: &str| text.to_owned();
    let only_admins: Statuses = [401, 401, 401, 403, 200];
    let only_its_team: Statuses = [401, 403, 200, 404, 200];
    match name {
        "GetMe" | "ListOrganisations" | "GetCode" => (json(""), [200; 5]),
        "SignOut" => (json("{}"), [200; 5]),
        // Secrets decide, not who asks.
        "ClaimAdmin" => (
            json(
                r#"{"token":"guessed","name":"N","email":"n@example.org","password":"0123456789"}"#,
            ),
            [410; 5],
        ),
        "AcceptInvitation" => (json(r#"{"token":"guessed","password":"0123456789"}"#), [410; 5]),
        "SignIn" => (json(r#"{"email":"ada@example.org","password":"guessed"}"#), [401; 5]),
        "JoinByLink" => (json(r#"{"token":"guessed"}"#), [410; 5]),
        "JoinByCode" => (json(r#"{"code":"GUESSED2","name":"N"}"#), [404; 5]),
        "ListAccounts" => (json(""), only_admins),
        "CreateAccount" => {
            (json(r#"{"name":"N","email":"","permission":2}"#), [401, 401, 401, 403, 400])
        }
        "ListSessions" => (json(""), [401, 401, 401, 200, 200]),
        "CreateSession" => (json("{}"), [401, 401, 401, 400, 400]),
        "GetSession" => (json(""), only_its_team),
        "AddPeople" => (json("{}"), [401, 403, 400, 404, 400]),
        "ReissueLink" => (json("{}"), only_its_team),
        "NewTicket" => (json("{}"), [401, 200, 200, 404, 200]),
        "GetReplay" | "GetReplayWindow" => (json(""), [401, 403, 200, 404, 200]),
        _ => panic!("the route `{name}` needs a row here, in session {}", room.team.session),
    }
}

/// A facilitator by account who has nothing to do with the session.
async fn another_facilitator(room: &Room) -> Browser {
    let new = proto::CreateAccountBody {
        name: "Olga Other".to_owned(),
        email: "olga@example.org".to_owned(),
        permission: Permission::Facilitator.into(),
    };
    let invitation: proto::Invitation = room.team.admin.post("/api/accounts", &new).await.unwrap();
    let token = invitation.link.rsplit('/').next().unwrap().to_owned();
    let accept = proto::AcceptInvitationBody { token, password: PASSWORD.to_owned() };
    let olga = room.server.browser();
    let _: proto::Whoami = olga.post("/api/invitations", &accept).await.unwrap();
    olga
}

#[tokio::test]
async fn every_route() {
    let mut room = Room::open().await;
    room.fay.ask(Body::EndSession(proto::EndSession {})).await.unwrap();
    let olga = another_facilitator(&room).await;
    let service = DESCRIPTORS.get_service_by_name("convene.v1.Convene").unwrap();
    let route = DESCRIPTORS.get_extension_by_name("convene.v1.route").unwrap();
    // Signing out last: it ends what the others need.
    let mut methods: Vec<_> = service.methods().collect();
    methods.sort_by_key(|method| method.name() == "SignOut");
    for method in methods {
        let options = method.options();
        let Value::String(route) = options.get_extension(&route).into_owned() else {
            panic!("{} has no route", method.name())
        };
        let (verb, path) = route.split_once(' ').unwrap();
        let path = path
            .replace("{session_id}", &room.team.session)
            .replace("{person_id}", &room.team.ids[1])
            .replace("{window}", "0")
            .replace("{code}", &room.team.code);
        let (body, statuses) = read(method.name(), &room);
        let stranger = room.server.browser();
        let actors = [&stranger, &room.team.ana, &room.team.fay, &olga, &room.team.admin];
        for (index, (browser, status)) in actors.into_iter().zip(statuses).enumerate() {
            let headers = [("content-type", "application/json")];
            let answer = browser.send(verb, &path, &headers, &body).await;
            let said = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.status, status, "{route}, actor {index}: {said}");
        }
    }
}
