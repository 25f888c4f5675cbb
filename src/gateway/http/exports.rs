//! What leaves Convene as a file: personal links for mail merge, attendance, calendar entries.

use crate::{
    clock,
    domain::{
        Level, Millis, PersonId, State as SessionState,
        roster::{Consent, Identified, JobRole, Person, Stay},
        session::{Life, Session},
    },
    gateway::{
        Error, Gateway,
        body::Asked,
        http::{
            join,
            sessions::{has_link, need_facilitator},
        },
        login::Login,
    },
    intake::csv_out,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;

/// Where the collaborative's clocks hang.
const TIME_ZONE: &str = "America/Los_Angeles";
/// Longest line of a calendar entry, in bytes (RFC 5545).
const CALENDAR_LINE_BYTES_MAX: usize = 74;

#[derive(Deserialize)]
pub(super) struct LanguageQuery {
    language: Option<String>,
}

/// Words of a file, in the language of whoever asks for it.
pub(super) struct Words {
    pub(super) is_spanish: bool,
}

impl Words {
    pub(super) fn of(query: &LanguageQuery) -> Self {
        Self { is_spanish: query.language.as_deref() == Some("es") }
    }

    pub(super) fn say(&self, en: &'static str, es: &'static str) -> String {
        if self.is_spanish { es } else { en }.to_owned()
    }

    fn yes(&self, is_so: bool) -> String {
        if is_so { self.say("yes", "sí") } else { self.say("no", "no") }
    }

    pub(super) fn job_role(&self, role: JobRole) -> String {
        match role {
            JobRole::Teacher => self.say("Teacher", "Docente"),
            JobRole::Coach => self.say("Coach or TOSA", "Coach o TOSA"),
            JobRole::SiteAdmin => self.say("Site administrator", "Dirección escolar"),
            JobRole::CurriculumAdmin => {
                self.say("Curriculum administrator", "Administración curricular")
            }
            JobRole::Specialist => self.say("Specialist", "Especialista"),
            JobRole::Cabinet => self.say("Superintendent or cabinet", "Superintendencia"),
            JobRole::EdtechData => self.say("Ed-tech or data", "Tecnología o datos"),
            JobRole::PupilServices => self.say("Pupil services", "Servicios estudiantiles"),
            JobRole::FamilyCommunity => self.say("Family and community", "Familia y comunidad"),
            JobRole::CoeStaff => self.say("County office staff", "Oficina del condado"),
            JobRole::Partner => self.say("Partner", "Organización aliada"),
        }
    }

    fn identified(&self, how: Identified) -> String {
        match how {
            Identified::Link => self.say("personal link or account", "enlace personal o cuenta"),
            Identified::Code => self.say("session code, unverified", "código, sin verificar"),
            Identified::Guest => self.say("guest", "visita"),
            Identified::Facilitator => self.say("by a facilitator", "por facilitación"),
        }
    }

    fn consent(&self, consent: Option<Consent>) -> String {
        match consent {
            None => String::new(),
            Some(Consent::Given) => self.say("agreed to be kept", "aceptó"),
            Some(Consent::WatchOnly) => self.say("watched only", "solo observó"),
        }
    }
}

pub(super) fn attachment(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

pub(super) fn csv(name: &str, rows: Vec<Vec<String>>) -> Response {
    attachment("text/csv; charset=utf-8", name, csv_out::write(rows))
}

/// Everyone on the roster, and those who were taken out after they had been here.
fn by_name(state: &SessionState) -> Vec<&Person> {
    let people = state.roster.everyone().map(|person| &**person);
    let people = people.filter(|person| !person.removed || person.arrived);
    // A guest who turned out to be someone else has given them their stays.
    let mut people: Vec<_> = people.filter(|person| person.merged_into.is_none()).collect();
    people.sort_by_key(|person| (person.name.to_lowercase(), person.id));
    people
}

/// What [`who`] says.
fn who_headers(words: &Words) -> Vec<String> {
    vec![
        words.say("Name", "Nombre"),
        words.say("E-mail", "Correo"),
        words.say("Job role", "Función"),
        words.say("District or office", "Distrito u oficina"),
        words.say("CDS code", "Código CDS"),
    ]
}

/// Who someone is, for a table.
fn who(words: &Words, person: &Person) -> Vec<String> {
    let code = person.organisation.code.map(|code| code.to_string());
    let role = person.job_role.map(|role| words.job_role(role));
    vec![
        person.name.clone(),
        person.email.clone(),
        role.unwrap_or_default(),
        person.organisation.name.clone(),
        code.unwrap_or_default(),
    ]
}

pub(super) async fn get_links(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Asked(query): Asked<LanguageQuery>,
) -> Result<Response, Error> {
    let (session, _, permission) = need_facilitator(&gateway, &login, &session_id).await?;
    let (state, words) = (session.hub().state(), Words::of(&query));
    let mut headers = who_headers(&words);
    headers.push(words.say("Personal link", "Enlace personal"));
    headers.push(words.say("Calendar entry", "Cita de calendario"));
    let mut rows = vec![headers];
    for person in by_name(&state) {
        if !has_link(person, permission) {
            continue;
        }
        let Some(token) = gateway.links.token(&state, person.id) else { continue };
        let url = &gateway.site.url;
        let mut row = who(&words, person);
        row.push(format!("{url}/j/{token}"));
        row.push(format!("{url}/api/join/link/{token}/calendar.ics"));
        rows.push(row);
    }
    Ok(csv("links.csv", rows))
}

/// A moment on the collaborative's clocks, as spreadsheets read it.
fn local(at: Millis) -> String {
    let zone = TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC);
    let moment = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(zone);
    moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// A stay as a table shows it: who is still here has no end.
fn stay(stay: Stay, ended_at: Option<Millis>) -> [String; 3] {
    let until = [stay.until, ended_at].into_iter().flatten().min();
    let until = until.map(|until| until.max(stay.from));
    let minutes = until.map(|until| (until - stay.from + 30_000) / 60_000);
    let until = until.map(local).unwrap_or_default();
    [local(stay.from), until, minutes.map(|minutes| minutes.to_string()).unwrap_or_default()]
}

pub(super) async fn get_attendance(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Asked(query): Asked<LanguageQuery>,
) -> Result<Response, Error> {
    let (session, _, _) = need_facilitator(&gateway, &login, &session_id).await?;
    let (state, words) = (session.hub().state(), Words::of(&query));
    Ok(csv("attendance.csv", attendance(&state, &words)))
}

/// One row for each stay; one for each person who never came.
fn attendance(state: &SessionState, words: &Words) -> Vec<Vec<String>> {
    let ended_at = match state.session.life {
        Life::Ended { ended_at, .. } => Some(ended_at),
        Life::Scheduled | Life::Lobby | Life::Live { .. } => None,
    };
    let mut headers = who_headers(words);
    headers.extend([
        words.say("Identified", "Identificación"),
        words.say("Consent", "Consentimiento"),
        words.say("Attended", "Asistió"),
        words.say("Joined (Pacific time)", "Entrada (hora del Pacífico)"),
        words.say("Left (Pacific time)", "Salida (hora del Pacífico)"),
        words.say("Minutes", "Minutos"),
        words.say("Presence checks answered", "Verificaciones de presencia respondidas"),
        words.say("Presence checks asked", "Verificaciones de presencia hechas"),
    ]);
    let mut rows = vec![headers];
    for person in by_name(state) {
        let checks = state.presence.of(person.id).count.to_string();
        let asked = state.presence.check.number.to_string();
        let who = || {
            let mut row = who(words, person);
            row.push(words.identified(person.identified));
            row.push(words.consent(person.consent));
            row.push(words.yes(person.arrived));
            row
        };
        let none = [String::new(), String::new(), String::new()];
        // Whoever looks in after the end does not attend.
        let attended = person.stays.iter().filter(|stay| ended_at.is_none_or(|e| stay.from < e));
        let mut stays: Vec<_> = attended.map(|found| stay(*found, ended_at)).collect();
        if stays.is_empty() {
            stays.push(none);
        }
        for found in stays {
            let mut row = who();
            row.extend(found);
            row.extend([checks.clone(), asked.clone()]);
            rows.push(row);
        }
    }
    rows
}

pub(super) async fn get_calendar(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Asked(query): Asked<LanguageQuery>,
) -> Result<Response, Error> {
    let (state, viewer) = super::lines::reader(&gateway, &login, &session_id).await?;
    let is_in = viewer.sight.level > Level::Nothing;
    let person = viewer.person.filter(|_| is_in).ok_or_else(Error::not_found)?;
    Ok(calendar(&gateway, &state, person, &Words::of(&query)))
}

pub(super) async fn get_link_calendar(
    State(gateway): State<Gateway>,
    Path(token): Path<String>,
    Asked(query): Asked<LanguageQuery>,
) -> Result<Response, Error> {
    let (session, person) = join::session_of_link(&gateway, &token).await?;
    let state = session.hub().state();
    Ok(calendar(&gateway, &state, person, &Words::of(&query)))
}

/// The session as a calendar entry. Its id stays and its number grows, so that a calendar
/// that has it already changes it.
fn calendar(gateway: &Gateway, state: &SessionState, who: PersonId, words: &Words) -> Response {
    let Session { id, plan, revision, .. } = &state.session;
    let person = state.roster.person(who);
    // A seat that was taken with a code proves nothing, so it does not lead to the link; the
    // place of an account has none.
    let own = person.filter(|person| person.account.is_none());
    let own = own.filter(|person| person.identified == Identified::Link);
    let own = own.and_then(|person| join::link(gateway, state, person.id));
    let page = format!("{}/s/{}", gateway.site.url, crate::codec::ids::WireId::to_wire(id));
    let link = own.unwrap_or(page);
    let is_translated = words.is_spanish && !plan.title.es.is_empty();
    let title = if is_translated { &plan.title.es } else { &plan.title.en };
    let note = words.say(
        "Your personal link. Please do not pass it on:",
        "Su enlace personal. Por favor, no lo comparta:",
    );
    let utc = |at: Millis| {
        let moment = Timestamp::from_millisecond(at).unwrap_or_default();
        moment.strftime("%Y%m%dT%H%M%SZ").to_string()
    };
    let ends_at = plan.scheduled_at + Millis::from(plan.minutes) * 60_000;
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Convene//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@convene", id.0.simple()),
        format!("SEQUENCE:{revision}"),
        format!("DTSTAMP:{}", utc(clock::now())),
        format!("DTSTART:{}", utc(plan.scheduled_at)),
        format!("DTEND:{}", utc(ends_at)),
        format!("SUMMARY:{}", escaped(title)),
        format!("DESCRIPTION:{}", escaped(&format!("{note}\n{link}"))),
        format!("URL:{link}"),
        "STATUS:CONFIRMED".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    let text: String = lines.iter().map(|line| folded(line)).collect();
    attachment("text/calendar; charset=utf-8", "session.ics", text.into_bytes())
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace('\n', "\\n")
}

/// Long lines go on behind a space.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > CALENDAR_LINE_BYTES_MAX {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}
