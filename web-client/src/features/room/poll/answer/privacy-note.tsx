// Who can find out who answered what: beside every poll, always in the same words.
import { useI18n } from '../../../../i18n/i18n-provider';
import { PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import { PRIVACY_WORDS } from '../poll-words';

export function PrivacyNote({ privacy }: { privacy: PollPrivacy | undefined }) {
  const { t } = useI18n();
  return (
    <span className="poll-privacy" data-testid="poll-privacy">
      {t(PRIVACY_WORDS[privacy ?? PollPrivacy.NAMED])}
    </span>
  );
}
