// Who stays in a room and receives the others: a list that can be searched.
import { useI18n } from '../../../../i18n/i18n-provider';
import { CheckList } from '../check-list';
import { whoWords } from '../room-words';
import { usePeople } from '../use-people';

interface HostsFieldProps {
  hostIds: readonly string[];
  error: string | undefined;
  onChange: (hostIds: string[]) => void;
}

export function HostsField({ hostIds, error, onChange }: HostsFieldProps) {
  const { t } = useI18n();
  const { dealt } = usePeople();
  return (
    <CheckList
      legend={t('plan.hosts', { count: hostIds.length })}
      find={t('plan.hosts.find')}
      items={dealt.map((one) => ({ id: one.id, words: one.name, note: whoWords(one, t) }))}
      chosen={hostIds}
      error={error}
      onChange={onChange}
    />
  );
}
