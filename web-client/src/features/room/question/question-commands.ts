// What one asks for about questions, one function for each command.
import type { QuestionRules } from '../../../protocol/convene/v1/question_pb';
import type { CommandBody } from '../../../session/conversations';

export function askQuestion(text: string, anonymous: boolean): CommandBody {
  return { case: 'askQuestion', value: { $typeName: 'convene.v1.AskQuestion', text, anonymous } };
}

export function voteQuestion(questionId: string, on: boolean): CommandBody {
  return { case: 'voteQuestion', value: { $typeName: 'convene.v1.VoteQuestion', questionId, on } };
}

export function withdrawQuestion(questionId: string): CommandBody {
  return {
    case: 'withdrawQuestion',
    value: { $typeName: 'convene.v1.WithdrawQuestion', questionId },
  };
}

export function showQuestion(questionId: string, shown: boolean): CommandBody {
  return {
    case: 'showQuestion',
    value: { $typeName: 'convene.v1.ShowQuestion', questionId, shown },
  };
}

export function mergeQuestion(questionId: string, intoId: string): CommandBody {
  return {
    case: 'mergeQuestion',
    value: { $typeName: 'convene.v1.MergeQuestion', questionId, intoId },
  };
}

/** Without text it was answered live. */
export function answerQuestion(questionId: string, text = ''): CommandBody {
  return {
    case: 'answerQuestion',
    value: { $typeName: 'convene.v1.AnswerQuestion', questionId, text, undo: false },
  };
}

export function unanswerQuestion(questionId: string): CommandBody {
  return {
    case: 'answerQuestion',
    value: { $typeName: 'convene.v1.AnswerQuestion', questionId, text: '', undo: true },
  };
}

export function assignQuestion(
  questionId: string,
  personId: string,
  promisedMs: number,
): CommandBody {
  return {
    case: 'assignQuestion',
    value: {
      $typeName: 'convene.v1.AssignQuestion',
      questionId,
      personId,
      promisedMs: BigInt(promisedMs),
    },
  };
}

export function setQuestionRules(
  rules: Omit<QuestionRules, '$typeName' | '$unknown'>,
): CommandBody {
  return {
    case: 'setQuestionRules',
    value: {
      $typeName: 'convene.v1.SetQuestionRules',
      rules: { $typeName: 'convene.v1.QuestionRules', ...rules },
    },
  };
}
