// Small pieces of the contract for tests: name what matters, the rest is made up.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { Channel, Line } from '../protocol/convene/v1/chat_pb';
import { ChannelKind, ChannelSchema, LineSchema } from '../protocol/convene/v1/chat_pb';
import type { Person } from '../protocol/convene/v1/roster_pb';
import { Identified, JobRole, Permission, PersonSchema } from '../protocol/convene/v1/roster_pb';
import { Consent, SessionState } from '../protocol/convene/v1/session_pb';
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

export function channel(more: MessageInitShape<typeof ChannelSchema> = {}): Channel {
  return create(ChannelSchema, { id: 'ch_all', kind: ChannelKind.PLENARY, ...more });
}

export function view(more: MessageInitShape<typeof ViewSchema> = {}): View {
  return create(ViewSchema, {
    session: {
      id: 'ses_1',
      title: { en: 'Spring convening', es: 'Encuentro de primavera' },
      state: SessionState.LIVE,
    },
    me: { personId: ME, permission: Permission.PARTICIPANT, consent: Consent.GIVEN },
    people: [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz')],
    channels: [channel()],
    ...(more as object),
  });
}

export function change(body: Change['change']): Change {
  return create(ChangeSchema, { change: body });
}

export function lineAdded(added: Line): ServerItem['item'] {
  return { case: 'change', value: change({ case: 'lineAdded', value: added }) };
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
