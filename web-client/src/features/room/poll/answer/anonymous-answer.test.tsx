// Answering anonymously: what is said before, while it goes, after it, and when nobody knows.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../../../api/api-error';
import { PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import { view } from '../../../../testing/builders';
import { ballot, choice, poll, run } from '../../../../testing/polls';
import { enterRoom } from '../../../../testing/room-bench';
import { castAnonymously } from '../anonymous-ballot';
import { BallotBox } from '../ballot-box';

vi.mock('../anonymous-ballot', () => ({ castAnonymously: vi.fn() }));
const cast = vi.mocked(castAnonymously);

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  cast.mockReset();
});

const secret = poll('pol_1', [choice(1, ['Yes', 'No'])], { privacy: PollPrivacy.ANONYMOUS });

async function asked(more: object = {}) {
  const { user } = await enterRoom(view({ runs: [run('run_1', secret)], ...more }));
  await screen.findByTestId('run');
  const answer = async () => {
    await user.click(screen.getByRole('radio', { name: 'No' }));
    await user.click(screen.getByRole('button', { name: 'Answer' }));
  };
  return { user, answer };
}

test('it says before that it is final, and after it which ballot it was', async () => {
  let taken: (nullifier: string) => void = () => undefined;
  cast.mockReturnValue(new Promise((resolve) => (taken = resolve)));
  const { answer } = await asked();
  expect(screen.getByText('Nobody can find out, including us')).toBeTruthy();
  expect(screen.getByText(/You cannot change your mind afterwards/)).toBeTruthy();
  await answer();
  expect(screen.getByRole('button', { name: 'Sending' })).toBeTruthy();
  expect(cast.mock.calls[0]?.[1]).toMatchObject([
    { itemId: 1, value: { value: { options: [1] } } },
  ]);
  taken('ab'.repeat(32));
  expect(await screen.findByText(/Your ballot was taken/)).toBeTruthy();
  expect(screen.getByText('ab'.repeat(8))).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Change my answer' })).toBeNull();
});

test('when nobody knows whether it arrived, that is said, and the same goes again', async () => {
  cast.mockImplementationOnce(async () => {
    const bytes = new Uint8Array(32);
    new BallotBox('ses_1', 'run_1').write({
      nullifier: bytes,
      prefix: bytes,
      signature: bytes,
      answers: [],
      sent: true,
    });
    throw ApiError.offline();
  });
  const { user, answer } = await asked();
  await answer();
  expect(await screen.findByText(/has not been confirmed yet/)).toBeTruthy();
  cast.mockResolvedValueOnce('cd'.repeat(32));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/Your ballot was taken/)).toBeTruthy();
});

test('a token that this device does not hold is of another device', async () => {
  await asked({ myBallots: [ballot('run_1', { tokenIssued: true })] });
  expect(screen.getByText(/on another device/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Answer' })).toBeNull();
});
