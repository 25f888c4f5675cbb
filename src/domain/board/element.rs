//! What boards consist of, and how it changes: field by field.

use crate::domain::{
    BoardId, ElementId, Millis, PersonId,
    breakout::RoomNumber,
    roster::JobRole,
    text::{Invalid, Text},
};
use std::{ops::RangeInclusive, sync::Arc};

/// Where something can be, and how large it is, in hundredths of a point.
pub const LENGTHS: RangeInclusive<i32> = -10_000_000..=10_000_000;
/// Characters that someone writes into an element.
pub const TEXT_MAX: usize = 2_000;
/// Points of a stroke.
pub const STROKE_POINTS_MAX: usize = 2_000;
/// Points of a line.
pub const LINE_POINTS_MAX: usize = 200;
/// Characters of a rank.
pub const RANK_MAX: usize = 32;
/// No colour at all.
pub const NO_COLOR: u32 = 0x0100_0000;

/// What an element is. It stays that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A note.
    Note,
    /// A text.
    Text,
    /// A rectangle.
    Rectangle,
    /// An ellipse.
    Ellipse,
    /// A diamond.
    Diamond,
    /// A line or an arrow.
    Line,
    /// A freehand stroke.
    Stroke,
    /// A picture.
    Image,
    /// A column, or a frame.
    Section,
    /// What someone says to another element.
    Comment,
}

/// Who alone works in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// This person.
    Person(PersonId),
    /// Those in the room with this number.
    Room(RoomNumber),
    /// Those with this job role.
    JobRole(JobRole),
}

/// How something is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// 0 solid, 1 dashed, 2 dotted.
    pub dash: u8,
    /// 0 solid, 1 hatched, 2 crossed.
    pub fill: u8,
    /// 0 to 2.
    pub roughness: u8,
    /// Round corners.
    pub rounded: bool,
    /// 0 plain, 1 by hand, 2 code.
    pub font: u8,
    /// Hundredths of a point.
    pub font_size: u16,
    /// 0 left, 1 in the middle, 2 right.
    pub align: u8,
    /// 0 none, 1 arrow, 2 dot, 3 bar, 4 triangle.
    pub start: u8,
    /// The same.
    pub end: u8,
}

/// What is fixed when an element is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it is.
    pub kind: Kind,
    /// When.
    pub at: Millis,
    /// By someone who ran the session: also seen while the board is veiled.
    pub by_desk: bool,
    /// A comment: to what.
    pub parent: Option<ElementId>,
    /// A picture: which.
    pub image: Option<[u8; 32]>,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $default:expr,)*) => {
        /// What of an element can change.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Content {
            $($(#[$doc])* pub $name: $type,)*
        }

        impl Default for Content {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        /// An element, or what changes of one.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Patch {
            /// Of which.
            pub id: ElementId,
            /// Makes it.
            pub made: Option<Made>,
            /// Whose it is.
            pub author: Option<PersonId>,
            /// It is taken out, or put back.
            pub gone: Option<bool>,
            $($(#[$doc])* pub $name: Option<$type>,)*
        }

        impl Patch {
            /// Nothing of this element changes.
            #[must_use]
            pub fn of(id: ElementId) -> Self {
                Self { id, made: None, author: None, gone: None, $($name: None,)* }
            }

            /// Leaves out what is so already.
            pub(super) fn leave_out(&mut self, content: &Content) {
                $(if self.$name.as_ref() == Some(&content.$name) {
                    self.$name = None;
                })*
            }
        }

        impl Content {
            /// Takes over what a patch says.
            pub fn take(&mut self, patch: &Patch) {
                $(if let Some(value) = &patch.$name {
                    self.$name = value.clone();
                })*
            }

            /// Itself, as a patch onto nothing.
            #[must_use]
            pub fn patch(&self, id: ElementId) -> Patch {
                let mut patch = Patch::of(id);
                let nothing = Self::default();
                $(if self.$name != nothing.$name {
                    patch.$name = Some(self.$name.clone());
                })*
                patch
            }

            /// Itself, as a patch onto anything.
            #[must_use]
            pub fn every_field(&self, id: ElementId) -> Patch {
                Patch { $($name: Some(self.$name.clone()),)* ..Patch::of(id) }
            }
        }
    };
}

fields! {
    /// From the left, in hundredths of a point.
    x: i32 = 0,
    /// From the top.
    y: i32 = 0,
    /// How wide.
    width: i32 = 0,
    /// How high.
    height: i32 = 0,
    /// Turned by so many tenths of a degree.
    angle: u16 = 0,
    /// Its place among the others.
    rank: Rank = Rank::default(),
    /// The section it lies in.
    section: Option<ElementId> = None,
    /// What is written.
    text: String = String::new(),
    /// What a section is called.
    title: Text = Text::default(),
    /// 0xRRGGBB.
    stroke_color: u32 = 0,
    /// 0xRRGGBB, or none.
    fill_color: u32 = NO_COLOR,
    /// In hundredths of a point.
    stroke_width: u16 = 200,
    /// Percent.
    opacity: u8 = 100,
    /// How it is drawn.
    style: Style = Style::default(),
    /// x and y in turn.
    points: Arc<[i32]> = Arc::default(),
    /// Where a line begins.
    from: Option<ElementId> = None,
    /// Where it ends.
    to: Option<ElementId> = None,
    /// What moves together.
    group: String = String::new(),
    /// Facilitators alone change it.
    locked: bool = false,
    /// Who alone works in a section.
    owner: Option<Owner> = None,
}

impl Content {
    /// Roughly how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        200 + self.text.len()
            + self.title.en.len()
            + self.title.es.len()
            + 4 * self.points.len()
            + self.group.len()
    }
}

/// A place among others: compared byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(String);

impl Default for Rank {
    fn default() -> Self {
        Self("V".to_owned())
    }
}

impl Rank {
    /// Reads a rank.
    ///
    /// # Errors
    /// Empty, too long, or of other characters.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let fits = (1..=RANK_MAX).contains(&raw.len());
        match fits && raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            true => Ok(Self(raw.to_owned())),
            false => Err(Invalid("1 to 32 of 0-9 A-Z a-z")),
        }
    }

    /// The place of the so-manieth of many.
    #[must_use]
    pub fn nth(n: usize) -> Self {
        Self(format!("N{n:05}"))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An element on its board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Which.
    pub id: ElementId,
    /// What is fixed.
    pub made: Made,
    /// Whose it is; nobody's: of a template.
    pub author: Option<PersonId>,
    /// What can change.
    pub content: Content,
    /// It was taken out.
    pub gone: bool,
    /// Facilitators took it from everyone's sight.
    pub hidden: bool,
    /// As of the last count.
    pub votes: u32,
    /// How many have reported it.
    pub reports: u32,
    /// The event that changed it last.
    pub(crate) seq: u64,
}

impl Element {
    /// Makes an element of its first patch.
    pub(crate) fn make(patch: &Patch, made: Made, seq: u64) -> Self {
        let mut content = Content::default();
        content.take(patch);
        let (id, author) = (patch.id, patch.author);
        let (gone, hidden, votes, reports) = (false, false, 0, 0);
        Self { id, made, author, content, gone, hidden, votes, reports, seq }
    }

    /// Itself, as a patch onto nothing.
    #[must_use]
    pub fn patch(&self) -> Patch {
        let patch = self.content.patch(self.id);
        Patch { made: Some(self.made), author: self.author, ..patch }
    }

    /// Itself, as a patch onto whatever it was.
    #[must_use]
    pub fn every_field(&self) -> Patch {
        let patch = self.content.every_field(self.id);
        Patch { made: Some(self.made), author: self.author, ..patch }
    }

    /// Whether people vote for it.
    #[must_use]
    pub fn can_be_voted_for(&self) -> bool {
        !matches!(self.made.kind, Kind::Section | Kind::Comment)
    }
}

/// Names a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// One of the plenary.
    Plenary(BoardId),
    /// That of a room.
    Room(crate::domain::RoundId, RoomNumber),
}
