// Small pieces of questions, hands and waterfalls for tests: name what matters.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { Hand } from '../protocol/convene/v1/hand_pb';
import { HandSchema } from '../protocol/convene/v1/hand_pb';
import type { MyQuestion, Question, QuestionDesk } from '../protocol/convene/v1/question_pb';
import {
  MyQuestionSchema,
  QuestionDeskSchema,
  QuestionSchema,
  QuestionState,
} from '../protocol/convene/v1/question_pb';
import type { Waterfall } from '../protocol/convene/v1/waterfall_pb';
import { WaterfallSchema, WaterfallState } from '../protocol/convene/v1/waterfall_pb';
import { ANA } from './builders';

/** By Ana and shown, unless told otherwise. */
export function question(id: string, more: MessageInitShape<typeof QuestionSchema> = {}): Question {
  return create(QuestionSchema, {
    id,
    text: `What about ${id}?`,
    atMs: 1n,
    authorId: ANA,
    authorName: 'Ana Ruiz',
    state: QuestionState.SHOWN,
    ...(more as object),
  });
}

export function desk(of: Question, more: MessageInitShape<typeof QuestionDeskSchema> = {}) {
  const { authorId, authorName } = of;
  return create(QuestionDeskSchema, {
    question: of,
    authorId,
    authorName,
    ...(more as object),
  }) as QuestionDesk;
}

export function mine(of: Question, anonymous = false): MyQuestion {
  return create(MyQuestionSchema, { question: of, anonymous });
}

export function hand(personId: string, raisedAtMs: number, turns = 0): Hand {
  return create(HandSchema, { personId, raisedAtMs: BigInt(raisedAtMs), turns });
}

/** People write, unless told otherwise. */
export function waterfall(more: MessageInitShape<typeof WaterfallSchema> = {}): Waterfall {
  return create(WaterfallSchema, {
    id: 'wf_1',
    prompt: { en: 'What will you try on Monday?', es: '¿Qué probará el lunes?' },
    state: WaterfallState.WRITING,
    startedAtMs: 1n,
    ...(more as object),
  });
}
