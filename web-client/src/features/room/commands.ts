// What the room asks for, one function for each command.

import type { ChatRules, Reaction } from '../../protocol/convene/v1/chat_pb';
import type {
  Attention,
  JobRole,
  Organisation,
  Permission,
} from '../../protocol/convene/v1/roster_pb';
import type { CommandBody } from '../../session/conversations';

type Spotlit =
  | { lineId: string }
  | { personId: string }
  | { questionId: string }
  | { boardId: string }
  | { itemId: string; page: number }
  | undefined;

export function openLobby(): CommandBody {
  return { case: 'openLobby', value: { $typeName: 'convene.v1.OpenLobby' } };
}

export function startSession(): CommandBody {
  return { case: 'startSession', value: { $typeName: 'convene.v1.StartSession' } };
}

export function endSession(now: boolean): CommandBody {
  return { case: 'endSession', value: { $typeName: 'convene.v1.EndSession', now } };
}

export function cancelEnd(): CommandBody {
  return { case: 'cancelEnd', value: { $typeName: 'convene.v1.CancelEnd' } };
}

export function reopenSession(): CommandBody {
  return { case: 'reopenSession', value: { $typeName: 'convene.v1.ReopenSession' } };
}

export function setSpotlight(on: Spotlit): CommandBody {
  const value = { $typeName: 'convene.v1.SetSpotlight' } as const;
  if (on && 'page' in on) {
    const slide = { $typeName: 'convene.v1.SlideChoice', ...on } as const;
    return { case: 'setSpotlight', value: { ...value, on: { case: 'slide', value: slide } } };
  }
  if (on && 'lineId' in on) {
    return { case: 'setSpotlight', value: { ...value, on: { case: 'lineId', value: on.lineId } } };
  }
  if (on && 'questionId' in on) {
    const question = { case: 'questionId', value: on.questionId } as const;
    return { case: 'setSpotlight', value: { ...value, on: question } };
  }
  if (on && 'boardId' in on) {
    return {
      case: 'setSpotlight',
      value: { ...value, on: { case: 'boardId', value: on.boardId } },
    };
  }
  if (on) {
    const person = { case: 'personId', value: on.personId } as const;
    return { case: 'setSpotlight', value: { ...value, on: person } };
  }
  const nobody = { case: 'nobody', value: { $typeName: 'convene.v1.Nobody' } } as const;
  return { case: 'setSpotlight', value: { ...value, on: nobody } };
}

export function askPresence(): CommandBody {
  return { case: 'askPresence', value: { $typeName: 'convene.v1.AskPresence' } };
}

export function confirmPresence(check: number): CommandBody {
  return {
    case: 'confirmPresence',
    value: { $typeName: 'convene.v1.ConfirmPresence', check },
  };
}

export function setPermission(personId: string, permission: Permission): CommandBody {
  return {
    case: 'setPermission',
    value: { $typeName: 'convene.v1.SetPermission', personId, permission },
  };
}

export function removePerson(personId: string): CommandBody {
  return { case: 'removePerson', value: { $typeName: 'convene.v1.RemovePerson', personId } };
}

export function setAttention(attention: Attention): CommandBody {
  return { case: 'setAttention', value: { $typeName: 'convene.v1.SetAttention', attention } };
}

export function admitPerson(personId: string): CommandBody {
  return { case: 'admitPerson', value: { $typeName: 'convene.v1.AdmitPerson', personId } };
}

export function correctPerson(
  personId: string,
  name: string,
  organisation: Pick<Organisation, 'cdsCode' | 'name'>,
  jobRole: JobRole,
): CommandBody {
  const { cdsCode, name: orgName } = organisation;
  return {
    case: 'correctPerson',
    value: {
      $typeName: 'convene.v1.CorrectPerson',
      personId,
      name,
      organisation: { $typeName: 'convene.v1.Organisation', cdsCode, name: orgName },
      jobRole,
    },
  };
}

export function mergePerson(guestId: string, intoPersonId: string): CommandBody {
  return {
    case: 'mergePerson',
    value: { $typeName: 'convene.v1.MergePerson', guestId, intoPersonId },
  };
}

export function editLine(lineId: string, text: string): CommandBody {
  return { case: 'editLine', value: { $typeName: 'convene.v1.EditLine', lineId, text } };
}

export function deleteLine(lineId: string): CommandBody {
  return { case: 'deleteLine', value: { $typeName: 'convene.v1.DeleteLine', lineId } };
}

export function pinLine(lineId: string, pinned: boolean): CommandBody {
  return { case: 'pinLine', value: { $typeName: 'convene.v1.PinLine', lineId, pinned } };
}

export function react(lineId: string, reaction: Reaction, on: boolean): CommandBody {
  return { case: 'react', value: { $typeName: 'convene.v1.React', lineId, reaction, on } };
}

export function reportLine(lineId: string): CommandBody {
  return { case: 'reportLine', value: { $typeName: 'convene.v1.ReportLine', lineId } };
}

export function keepLine(lineId: string): CommandBody {
  return { case: 'keepLine', value: { $typeName: 'convene.v1.KeepLine', lineId } };
}

export function setChatRules(rules: Omit<ChatRules, '$typeName' | '$unknown'>): CommandBody {
  return {
    case: 'setChatRules',
    value: {
      $typeName: 'convene.v1.SetChatRules',
      rules: { $typeName: 'convene.v1.ChatRules', ...rules },
    },
  };
}

export function goToAgendaItem(itemId: string, fromId: string): CommandBody {
  return {
    case: 'goToAgendaItem',
    value: { $typeName: 'convene.v1.GoToAgendaItem', itemId, fromId },
  };
}

export function extendAgendaItem(itemId: string, minutes: number): CommandBody {
  return {
    case: 'extendAgendaItem',
    value: { $typeName: 'convene.v1.ExtendAgendaItem', itemId, minutes },
  };
}

export function turnPage(itemId: string, page: number): CommandBody {
  return { case: 'turnPage', value: { $typeName: 'convene.v1.TurnPage', itemId, page } };
}

export function answerConsent(answer: number): CommandBody {
  return { case: 'answerConsent', value: { $typeName: 'convene.v1.AnswerConsent', answer } };
}

export function publishReplay(audience: number): CommandBody {
  return { case: 'publishReplay', value: { $typeName: 'convene.v1.PublishReplay', audience } };
}
