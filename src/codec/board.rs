//! Boards: what clients ask for, and what they see.

use crate::{
    codec::{
        FieldError,
        agenda::file_id,
        board_view::element,
        ids::{self, WireId},
        terms,
    },
    domain::{
        ElementId, PersonId, RoundId, TemplateId,
        board::{
            self, AT_ONCE_MAX, Carry, Command, Face, Header, Key, Kind, LENGTHS, Made, Mode,
            NO_COLOR, Owner, Patch, Rank, Saved, Settings, Style, Template, VOTES_MAX,
        },
        text::{Invalid, Text, element_text},
    },
    proto::{self, command::Body, owner},
};
use std::ops::RangeInclusive;

/// Characters of what groups elements.
const GROUP_MAX: usize = 36;

/// Which board an id names.
///
/// # Errors
/// None.
pub(super) fn key(id: &str, field: &str) -> Result<Key, FieldError> {
    ids::board_of(id).ok_or_else(|| FieldError::at(field)(Invalid("no board's id")))
}

fn element_id(id: &str, field: &str) -> Result<ElementId, FieldError> {
    ElementId::from_wire(id).ok_or_else(|| FieldError::at(field)(Invalid("no element's id")))
}

fn some_element(id: &str, field: &str) -> Result<Option<ElementId>, FieldError> {
    if id.is_empty() { Ok(None) } else { element_id(id, field).map(Some) }
}

fn round_id(id: &str, field: &str) -> Result<RoundId, FieldError> {
    RoundId::from_wire(id).ok_or_else(|| FieldError::at(field)(Invalid("no round's id")))
}

/// Reads a command about boards.
///
/// # Errors
/// The field that is missing or wrong.
pub(super) fn command(body: &Body) -> Result<Command, FieldError> {
    Ok(match body {
        Body::PutBoard(body) => put(body)?,
        Body::RemoveBoard(body) => Command::Remove(key(&body.board_id, "remove_board.board_id")?),
        Body::SetRoundBoard(body) => {
            let round = round_id(&body.round_id, "set_round_board.round_id")?;
            let template = body.board.as_ref().map(|board| template(body, board)).transpose()?;
            Command::SetRound(round, template)
        }
        Body::SetRoundBoards(body) => {
            let round = round_id(&body.round_id, "set_round_boards.round_id")?;
            let mode = mode_of(body.mode);
            let mode = mode.ok_or_else(|| FieldError::missing("set_round_boards.mode"))?;
            let settings = Settings { mode, veiled: body.veiled, shared: body.shared };
            Command::SetAll(round, settings)
        }
        Body::EditBoard(body) => Command::Edit(
            key(&body.board_id, "edit_board.board_id")?,
            patches(&body.elements, "edit_board.elements")?,
        ),
        Body::VoteElement(body) => Command::Vote(
            key(&body.board_id, "vote_element.board_id")?,
            element_id(&body.element_id, "vote_element.element_id")?,
            body.on,
        ),
        Body::ReportElement(body) => Command::Report(
            key(&body.board_id, "report_element.board_id")?,
            element_id(&body.element_id, "report_element.element_id")?,
        ),
        Body::HideElement(body) => Command::Hide(
            key(&body.board_id, "hide_element.board_id")?,
            element_id(&body.element_id, "hide_element.element_id")?,
            body.hidden,
        ),
        Body::CarryElements(body) => carry(body)?,
        Body::HarvestBoards(body) => Command::Harvest(
            round_id(&body.round_id, "harvest_boards.round_id")?,
            key(&body.into_board_id, "harvest_boards.into_board_id")?,
        ),
        _ => return Err(FieldError::missing("body")),
    })
}

fn put(body: &proto::PutBoard) -> Result<Command, FieldError> {
    let board = body.board.as_ref().ok_or_else(|| FieldError::missing("put_board.board"))?;
    let key = match &*board.id {
        "" => None,
        id => Some(key(id, "put_board.board.id")?),
    };
    let header = header_of(board, "put_board.board")?;
    let elements = patches(&body.elements, "put_board.elements")?;
    Ok(Command::Put(key, Box::new(header), elements))
}

fn template(body: &proto::SetRoundBoard, board: &proto::Board) -> Result<Template, FieldError> {
    let carry = carry_of(body.carry);
    let wrong = FieldError::at("set_round_board.carry");
    Ok(Template {
        header: header_of(board, "set_round_board.board")?,
        elements: patches(&body.elements, "set_round_board.elements")?.into(),
        carry: carry.ok_or(Invalid("not known")).map_err(wrong)?,
    })
}

fn carry(body: &proto::CarryElements) -> Result<Command, FieldError> {
    if body.element_ids.len() > AT_ONCE_MAX {
        return Err(FieldError::at("carry_elements.element_ids")(Invalid("at most 200")));
    }
    let read =
        |(n, id): (usize, &String)| element_id(id, &format!("carry_elements.element_ids[{n}]"));
    Ok(Command::Carry {
        from: key(&body.board_id, "carry_elements.board_id")?,
        elements: body.element_ids.iter().enumerate().map(read).collect::<Result<_, _>>()?,
        into: key(&body.into_board_id, "carry_elements.into_board_id")?,
        section: some_element(&body.section_id, "carry_elements.section_id")?,
    })
}

/// Reads a board's settings.
///
/// # Errors
/// The field that is missing or wrong.
pub(super) fn header_of(board: &proto::Board, at: &str) -> Result<Header, FieldError> {
    let title = board.title.clone().unwrap_or_default();
    let title = Text::title(&title.en, &title.es);
    let face = match board.face() {
        proto::Face::Notes => Face::Notes,
        proto::Face::Canvas => Face::Canvas,
        proto::Face::Unspecified => return Err(FieldError::missing(format!("{at}.face"))),
    };
    if board.votes_each > VOTES_MAX {
        return Err(FieldError::at(format!("{at}.votes_each"))(Invalid("at most 100")));
    }
    let item = match &*board.item_id {
        "" => None,
        id => Some(super::agenda::item_id(id, &format!("{at}.item_id"))?),
    };
    Ok(Header {
        title: title.map_err(FieldError::at(format!("{at}.title.en")))?,
        face,
        mode: mode_of(board.mode).ok_or_else(|| FieldError::missing(format!("{at}.mode")))?,
        veiled: board.veiled,
        votes_each: board.votes_each,
        shared: board.shared,
        item,
        named: board.named,
    })
}

/// Who works on a board.
pub(super) fn mode_of(mode: i32) -> Option<Mode> {
    Some(match proto::BoardMode::try_from(mode).ok()? {
        proto::BoardMode::Unspecified => return None,
        proto::BoardMode::Open => Mode::Open,
        proto::BoardMode::Comments => Mode::Comments,
        proto::BoardMode::Facilitators => Mode::Facilitators,
        proto::BoardMode::Frozen => Mode::Frozen,
    })
}

/// The same on the wire.
pub(super) fn mode(mode: Mode) -> i32 {
    match mode {
        Mode::Open => proto::BoardMode::Open,
        Mode::Comments => proto::BoardMode::Comments,
        Mode::Facilitators => proto::BoardMode::Facilitators,
        Mode::Frozen => proto::BoardMode::Frozen,
    }
    .into()
}

/// What rooms take over.
pub(super) fn carry_of(carry: i32) -> Option<Carry> {
    Some(match proto::Carry::try_from(carry).ok()? {
        proto::Carry::Unspecified => Carry::Nothing,
        proto::Carry::Person => Carry::Person,
        proto::Carry::Room => Carry::Room,
        proto::Carry::Group => Carry::Group,
    })
}

/// The same on the wire.
pub(super) fn wire_carry(carry: Carry) -> i32 {
    match carry {
        Carry::Nothing => proto::Carry::Unspecified,
        Carry::Person => proto::Carry::Person,
        Carry::Room => proto::Carry::Room,
        Carry::Group => proto::Carry::Group,
    }
    .into()
}

/// Reads elements, or what is to change of them.
///
/// # Errors
/// The field that is out of bounds.
pub(super) fn patches(all: &[proto::Element], at: &str) -> Result<Vec<Patch>, FieldError> {
    if all.len() > AT_ONCE_MAX {
        return Err(FieldError::at(at)(Invalid("at most 200")));
    }
    let read = |(n, element)| patch_of(element, &format!("{at}[{n}]"));
    all.iter().enumerate().map(read).collect()
}

/// A number within bounds, if it is there.
fn within<T, U>(
    value: Option<T>,
    bounds: RangeInclusive<T>,
    at: &str,
    field: &str,
    detail: &'static str,
) -> Result<Option<U>, FieldError>
where
    T: PartialOrd + Copy + TryInto<U>,
{
    let Some(value) = value else { return Ok(None) };
    let read = bounds.contains(&value).then(|| value.try_into().ok()).flatten();
    let read = read.ok_or(Invalid(detail));
    read.map(Some).map_err(FieldError::at(format!("{at}.{field}")))
}

/// Reads an element, or what is to change of it. What is the server's is left out.
///
/// # Errors
/// The field that is out of bounds.
pub(super) fn patch_of(element: &proto::Element, at: &str) -> Result<Patch, FieldError> {
    let wrong = |field: &str| FieldError::at(format!("{at}.{field}"));
    let length = |value: Option<i32>, field: &str| {
        within(value, LENGTHS, at, field, "a length of at most 10,000,000 hundredths of a point")
    };
    let color = |value: Option<u32>, max: u32, field: &str| {
        within(value, 0..=max, at, field, "a colour as 0xRRGGBB")
    };
    let other = |id: &Option<String>, field: &str| {
        let id = id.as_ref();
        id.map(|id| some_element(id, &format!("{at}.{field}"))).transpose()
    };
    let text = element.text.as_ref().map(|text| element_text(text)).transpose();
    let title = element.title.as_ref().map(|title| {
        Text::label(&title.en, &title.es, Text::TITLE_CHARS_MAX, false, "at most 120 characters")
    });
    let group = match element.group_id.as_deref() {
        Some(group) if group.len() > GROUP_MAX || !group.bytes().all(is_plain) => {
            return Err(wrong("group_id")(Invalid("at most 36 of 0-9 A-Z a-z - _")));
        }
        group => group.map(str::to_owned),
    };
    Ok(Patch {
        id: element_id(&element.id, &format!("{at}.id"))?,
        made: made_of(element, at)?,
        author: None,
        gone: element.gone,
        x: length(element.x, "x")?,
        y: length(element.y, "y")?,
        width: length(element.width, "width")?,
        height: length(element.height, "height")?,
        angle: within(element.angle, 0..=3_599, at, "angle", "0 to 3,599 tenths of a degree")?,
        rank: element.rank.as_deref().map(Rank::parse).transpose().map_err(wrong("rank"))?,
        section: other(&element.section_id, "section_id")?,
        text: text.map_err(wrong("text"))?,
        title: title.transpose().map_err(wrong("title"))?,
        stroke_color: color(element.stroke_color, 0x00FF_FFFF, "stroke_color")?,
        fill_color: color(element.fill_color, NO_COLOR, "fill_color")?,
        stroke_width: {
            let detail = "10 to 10,000 hundredths of a point";
            within(element.stroke_width, 10..=10_000, at, "stroke_width", detail)?
        },
        opacity: within(element.opacity, 0..=100, at, "opacity", "0 to 100 percent")?,
        style: element.style.as_ref().map(|style| style_of(style, at)).transpose()?,
        points: element.points.as_ref().map(|points| points_of(points, at)).transpose()?,
        from: other(&element.from_id, "from_id")?,
        to: other(&element.to_id, "to_id")?,
        group,
        locked: element.locked,
        owner: element.owner.as_ref().map(|owner| owner_of(owner, at)).transpose()?,
    })
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn made_of(element: &proto::Element, at: &str) -> Result<Option<Made>, FieldError> {
    let wrong = |field: &str| FieldError::at(format!("{at}.{field}"));
    let kind = proto::ElementKind::try_from(element.kind);
    let kind = match kind.map_err(|_| Invalid("not known")).map_err(wrong("kind"))? {
        proto::ElementKind::Unspecified => return Ok(None),
        proto::ElementKind::Note => Kind::Note,
        proto::ElementKind::Text => Kind::Text,
        proto::ElementKind::Rectangle => Kind::Rectangle,
        proto::ElementKind::Ellipse => Kind::Ellipse,
        proto::ElementKind::Diamond => Kind::Diamond,
        proto::ElementKind::Line => Kind::Line,
        proto::ElementKind::Stroke => Kind::Stroke,
        proto::ElementKind::Image => Kind::Image,
        proto::ElementKind::Section => Kind::Section,
        proto::ElementKind::Comment => Kind::Comment,
    };
    let parent = element.parent_id.as_deref().unwrap_or_default();
    let image = match element.image_id.as_deref() {
        None | Some("") => None,
        Some(id) => {
            let id = file_id(id).ok_or(Invalid("upload the image first"));
            Some(id.map_err(wrong("image_id"))?)
        }
    };
    let parent = some_element(parent, &format!("{at}.parent_id"))?;
    Ok(Some(Made { kind, at: 0, by_desk: false, parent, image }))
}

fn style_of(style: &proto::Style, at: &str) -> Result<Style, FieldError> {
    let wrong = |field: &str| FieldError::at(format!("{at}.style.{field}"));
    let known = |value: i32, max: u8, field: &str| {
        let read = u8::try_from(value).ok().filter(|value| *value <= max);
        read.ok_or(Invalid("not known")).map_err(wrong(field))
    };
    let roughness = u8::try_from(style.roughness).ok().filter(|roughness| *roughness <= 2);
    let size = u16::try_from(style.font_size).ok();
    let size = size.filter(|size| *size == 0 || (400..=40_000).contains(size));
    Ok(Style {
        dash: known(style.dash, 2, "dash")?,
        fill: known(style.fill, 2, "fill")?,
        roughness: roughness.ok_or(Invalid("0 to 2")).map_err(wrong("roughness"))?,
        rounded: style.rounded,
        font: known(style.font, 2, "font")?,
        font_size: size
            .ok_or(Invalid("400 to 40,000 hundredths of a point, or 0"))
            .map_err(wrong("font_size"))?,
        align: known(style.align, 2, "align")?,
        start: known(style.start, 4, "start")?,
        end: known(style.end, 4, "end")?,
    })
}

fn points_of(points: &proto::Points, at: &str) -> Result<std::sync::Arc<[i32]>, FieldError> {
    let wrong = FieldError::at(format!("{at}.points"));
    let fits = points.xy.len().is_multiple_of(2) && points.xy.len() <= 2 * board::STROKE_POINTS_MAX;
    match fits && points.xy.iter().all(|at| LENGTHS.contains(at)) {
        true => Ok(points.xy.clone().into()),
        false => Err(wrong(Invalid("x and y of at most 2,000 points, within bounds"))),
    }
}

fn owner_of(owner: &proto::Owner, at: &str) -> Result<Option<Owner>, FieldError> {
    let wrong = |field: &str| FieldError::at(format!("{at}.owner.{field}"));
    Ok(match &owner.by {
        None => None,
        Some(owner::By::PersonId(id)) => {
            let person = PersonId::from_wire(id).ok_or(Invalid("no person's id"));
            Some(Owner::Person(person.map_err(wrong("person_id"))?))
        }
        Some(owner::By::Room(number)) => Some(Owner::Room(*number)),
        Some(owner::By::JobRole(role)) => {
            let role = terms::job_role_of(*role).ok_or(Invalid("not known"));
            Some(Owner::JobRole(role.map_err(wrong("job_role"))?))
        }
    })
}

/// Reads a template that is to be saved.
///
/// # Errors
/// The field that is missing or wrong.
pub fn template_to_save(
    template: &proto::BoardTemplate,
    fresh: TemplateId,
) -> Result<Saved, FieldError> {
    let id = match &*template.id {
        "" => Some(fresh),
        id => TemplateId::from_wire(id),
    };
    let board = template.board.as_ref();
    Ok(Saved {
        id: id.ok_or(Invalid("no template's id")).map_err(FieldError::at("id"))?,
        header: header_of(board.ok_or_else(|| FieldError::missing("board"))?, "board")?,
        elements: patches(&template.elements, "elements")?,
    })
}

/// Elements that someone is about to change at once.
pub const DRAFTS_MAX: usize = 20;

/// What someone is about to do, checked: without a name, which the server gives it.
///
/// # Errors
/// The field that is out of bounds.
pub fn sign(sign: &proto::Sign) -> Result<proto::PersonSign, FieldError> {
    if sign.drafts.len() > DRAFTS_MAX {
        return Err(FieldError::at("sign.drafts")(Invalid("at most 20")));
    }
    let drafts = patches(&sign.drafts, "sign.drafts")?;
    let pointer = sign.pointer.filter(|at| LENGTHS.contains(&at.x) && LENGTHS.contains(&at.y));
    some_element(&sign.writing_id, "sign.writing_id")?;
    Ok(proto::PersonSign {
        person_id: String::new(),
        pointer,
        drafts: drafts.iter().map(element).collect(),
        writing_id: sign.writing_id.clone(),
    })
}
