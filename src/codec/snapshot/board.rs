//! Boards in a snapshot.

use crate::{
    codec::{
        CodecError, board as wire, board_view,
        ids::{self, WireId},
        stored::{
            board::{elements, read_board, read_element, read_template},
            read_id, read_ids,
        },
    },
    domain::{
        ElementId, PersonId, RoundId,
        board::{Board, Boards, Element, Key, Template},
    },
    proto,
};
use bytes::Bytes;
use imbl::{OrdMap, OrdSet};
use std::sync::Arc;

pub(super) fn boards(boards: &Boards) -> Vec<proto::BoardSnapshot> {
    boards.iter().map(|(key, found)| board(key, found)).collect()
}

pub(super) fn rounds(boards: &Boards) -> Vec<proto::RoundBoardSnapshot> {
    let round = |(round, template): (&RoundId, &Arc<Template>)| proto::RoundBoardSnapshot {
        round_id: round.to_bytes(),
        carry: wire::wire_carry(template.carry),
        board: Some(board_view::header(String::new(), &template.header)),
        elements: elements(&template.elements),
    };
    boards.rounds.iter().map(round).collect()
}

fn board(key: Key, board: &Board) -> proto::BoardSnapshot {
    let people = |of: &OrdMap<ElementId, OrdSet<PersonId>>, id: ElementId| -> Vec<Bytes> {
        of.get(&id).into_iter().flatten().map(WireId::to_bytes).collect()
    };
    let element = |found: &Arc<Element>| proto::ElementSnapshot {
        element: Some(proto::Element {
            gone: found.gone.then_some(true),
            hidden: found.hidden.then_some(true),
            votes: (found.votes > 0).then_some(found.votes),
            ..board_view::element(&found.patch())
        }),
        seq: found.seq,
        voters: people(&board.voters, found.id),
        reporters: people(&board.reporters, found.id),
    };
    proto::BoardSnapshot {
        board: Some(board_view::header(ids::board(key), &board.header)),
        elements: board.elements.values().map(element).collect(),
        uncounted: board.uncounted.iter().map(WireId::to_bytes).collect(),
        recounted: board.recounted.iter().map(WireId::to_bytes).collect(),
        sight_since: board.sight_since,
        turned: board.turned,
    }
}

pub(super) fn restore(snapshot: &proto::SessionSnapshot) -> Result<Boards, CodecError> {
    let mut boards = Boards::default();
    for found in &snapshot.boards {
        let (key, board) = restore_board(found)?;
        boards.bytes += board.bytes;
        boards.boards.insert(key, Arc::new(board));
    }
    for found in &snapshot.round_boards {
        let header = found.board.as_ref().ok_or(CodecError::Field("board"))?;
        let template = read_template(found.carry, header, &found.elements)?;
        boards.rounds.insert(read_id(&found.round_id)?, Arc::new(template));
    }
    Ok(boards)
}

fn restore_board(found: &proto::BoardSnapshot) -> Result<(Key, Board), CodecError> {
    let header = found.board.as_ref().ok_or(CodecError::Field("board"))?;
    let key = read_board(&header.id)?;
    let header = wire::header_of(header, "").map_err(|_| CodecError::Field("board"))?;
    let mut board = Board::new(header);
    board.sight_since = found.sight_since;
    board.turned = found.turned;
    board.uncounted = read_ids(&found.uncounted)?;
    board.recounted = read_ids(&found.recounted)?;
    for found in &found.elements {
        let stored = found.element.as_ref().ok_or(CodecError::Field("element"))?;
        let patch = read_element(stored)?;
        let id = patch.id;
        board.take(&patch, found.seq);
        let (voters, reporters): (OrdSet<PersonId>, OrdSet<PersonId>) =
            (read_ids(&found.voters)?, read_ids(&found.reporters)?);
        if let Some(element) = board.elements.get_mut(&id) {
            let element = Arc::make_mut(element);
            element.hidden = stored.hidden.unwrap_or_default();
            element.votes = stored.votes.unwrap_or_default();
            element.reports = u32::try_from(reporters.len()).unwrap_or(u32::MAX);
        }
        if !voters.is_empty() {
            board.voters.insert(id, voters);
        }
        if !reporters.is_empty() {
            board.reporters.insert(id, reporters);
        }
    }
    Ok((key, board))
}
