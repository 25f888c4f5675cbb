// Someone without a seat opens the address of a session.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { MeProvider } from '../../api/me-provider';
import { WhoamiSchema } from '../../protocol/convene/v1/api_pb';
import { engineBench } from '../../testing/engine-bench';
import { ok, serve } from '../../testing/fake-server';
import { renderInApp } from '../../testing/render';
import { EndScreen } from './end-screen';
import { liveRoom, RoomContext } from './room-context';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

function open(whoami: Parameters<typeof ok<typeof WhoamiSchema>>[1]) {
  serve({ 'GET /api/me': ok(WhoamiSchema, whoami) });
  const { engine } = engineBench();
  renderInApp(
    <MeProvider>
      <RoomContext value={liveRoom('ses_1', engine)}>
        <EndScreen reason="not-signed-in" asTeam={false} engine={engine} />
      </RoomContext>
    </MeProvider>,
  );
}

test('who has an account enters as the team', async () => {
  open({ account: { id: 'acc_1', name: 'Fay Facilitator' } });
  const enter = await screen.findByRole('link', { name: 'Enter as the team' });
  expect(enter.getAttribute('href')).toBe('/s/ses_1?as=team');
  expect(screen.getByText(/signed in as Fay Facilitator/)).toBeTruthy();
});

test('everyone else joins with a code', async () => {
  open({});
  const join = await screen.findByRole('link', { name: 'Join with a code' });
  expect(join.getAttribute('href')).toBe('/join');
  expect(screen.queryByRole('link', { name: 'Enter as the team' })).toBeNull();
});
