// People to mention, above the input: by arrow keys and Enter, or by a press.
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import { Avatar } from '../../../ui/avatar';
import type { MentionBox } from './use-mention-box';

export function MentionList({ id, box }: { id: string; box: MentionBox }) {
  const { t } = useI18n();
  return (
    <div className="mentions" id={id} role="listbox" aria-label={t('mention.label')}>
      {box.options.map((person, index) => {
        const { jobRole, organisation } = person;
        const job = jobRole === JobRole.UNSPECIFIED ? '' : t(JOB_WORDS[jobRole]);
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input.
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the input.
          <div
            key={person.id}
            id={`${id}-${index}`}
            role="option"
            className="mention-option"
            aria-selected={index === box.active}
            // A press must not take the focus out of the input.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => box.take(person)}
          >
            <Avatar personId={person.id} name={person.name} />
            <span className="mention-name">{person.name}</span>
            <span className="mention-meta">
              {[job, organisation?.name].filter(Boolean).join(' · ')}
            </span>
          </div>
        );
      })}
    </div>
  );
}
