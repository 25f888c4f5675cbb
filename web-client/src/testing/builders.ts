// Small pieces of the contract for tests: name what matters, the rest is made up.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { Agenda, AgendaItem, Now, Outline } from '../protocol/convene/v1/agenda_pb';
import {
  AgendaItemSchema,
  AgendaSchema,
  NowSchema,
  OutlineSchema,
} from '../protocol/convene/v1/agenda_pb';
import type { Channel, Line, Reaction, Review } from '../protocol/convene/v1/chat_pb';
import {
  ChannelKind,
  ChannelSchema,
  LineSchema,
  MyReactionSchema,
  ReactionCountSchema,
  ReviewSchema,
  ReviewState,
} from '../protocol/convene/v1/chat_pb';
import type { Me, Person } from '../protocol/convene/v1/roster_pb';
import {
  Identified,
  JobRole,
  MeSchema,
  Permission,
  PersonSchema,
} from '../protocol/convene/v1/roster_pb';
import type { Session } from '../protocol/convene/v1/session_pb';
import { Consent, SessionSchema, SessionState } from '../protocol/convene/v1/session_pb';
import type { Change, View } from '../protocol/convene/v1/view_pb';
import { ChangeSchema, ViewSchema } from '../protocol/convene/v1/view_pb';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import { ServerItemSchema, WelcomeSchema, Why } from '../protocol/convene/v1/wire_pb';

export const ME = 'per_me';
export const ANA = 'per_ana';

export function person(id: string, name: string, more: MessageInitShape<typeof PersonSchema> = {}) {
  return create(PersonSchema, {
    id,
    name,
    organisation: { cdsCode: '0190017', name: 'Lakeside Unified' },
    jobRole: JobRole.TEACHER,
    permission: Permission.PARTICIPANT,
    identified: Identified.LINK,
    arrived: true,
    ...(more as object),
  }) as Person;
}

export function line(id: string, more: MessageInitShape<typeof LineSchema> = {}): Line {
  return create(LineSchema, {
    id,
    channelId: 'ch_all',
    authorId: ANA,
    authorName: 'Ana Ruiz',
    text: `Text of ${id}`,
    atMs: 1n,
    ...(more as object),
  });
}

export function reaction(kind: Reaction, count: number) {
  return create(ReactionCountSchema, { reaction: kind, count });
}

export function myReaction(lineId: string, kind: Reaction) {
  return create(MyReactionSchema, { lineId, reaction: kind });
}

/** A line that was reported, unless told otherwise. */
export function review(of: Line, more: MessageInitShape<typeof ReviewSchema> = {}): Review {
  return create(ReviewSchema, { line: of, state: ReviewState.OPEN, ...(more as object) });
}

export function agendaItem(
  id: string,
  more: MessageInitShape<typeof AgendaItemSchema> = {},
): AgendaItem {
  const title = { en: `Step ${id}`, es: `Punto ${id}` };
  return create(AgendaItemSchema, { id, title, minutes: 10, ...(more as object) });
}

/** The plan as facilitators see it. */
export function agenda(...items: AgendaItem[]): Agenda {
  return create(AgendaSchema, { items });
}

/** The same plan as everyone sees it. */
export function outline(...items: AgendaItem[]): Outline {
  return create(OutlineSchema, {
    items: items.map(({ id, title, minutes }) => ({ id, title, minutes })),
  });
}

/** The session is at this step, since now. */
export function now(item?: AgendaItem, more: MessageInitShape<typeof NowSchema> = {}): Now {
  const sinceMs = Date.now();
  return create(NowSchema, {
    item,
    sinceMs: BigInt(sinceMs),
    endsAtMs: BigInt(sinceMs + (item?.minutes ?? 0) * 60_000),
    page: 1,
    ...(more as object),
  });
}

export function session(more: MessageInitShape<typeof SessionSchema> = {}): Session {
  return create(SessionSchema, {
    id: 'ses_1',
    title: { en: 'Spring convening', es: 'Encuentro de primavera' },
    state: SessionState.LIVE,
    ...(more as object),
  });
}

export function me(more: MessageInitShape<typeof MeSchema> = {}): Me {
  return create(MeSchema, {
    personId: ME,
    permission: Permission.PARTICIPANT,
    consent: Consent.GIVEN,
    ...(more as object),
  });
}

export function channel(more: MessageInitShape<typeof ChannelSchema> = {}): Channel {
  return create(ChannelSchema, { id: 'ch_all', kind: ChannelKind.PLENARY, ...more });
}

export function view(more: MessageInitShape<typeof ViewSchema> = {}): View {
  return create(ViewSchema, {
    session: session(),
    me: me(),
    people: [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz')],
    channels: [channel()],
    ...(more as object),
  });
}

export function change(body: Change['change']): Change {
  return create(ChangeSchema, { change: body });
}

/** A change as the server sends it. */
export function changed(body: Change['change']): ServerItem['item'] {
  return { case: 'change', value: change(body) };
}

export function lineAdded(added: Line): ServerItem['item'] {
  return changed({ case: 'lineAdded', value: added });
}

export function token(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function welcome(more: MessageInitShape<typeof WelcomeSchema> = {}): ServerItem['item'] {
  const value = create(WelcomeSchema, {
    why: Why.FRESH,
    view: view(),
    instance: 7n,
    resumeToken: token('t1'),
    serverTimeMs: BigInt(Date.now()),
    revision: 1,
    heartbeatIntervalMs: 5000,
    ...(more as object),
  });
  return { case: 'welcome', value };
}

/** Any item, from what matters of it. */
export function item(init: MessageInitShape<typeof ServerItemSchema>['item']): ServerItem['item'] {
  return create(ServerItemSchema, { item: init }).item;
}
