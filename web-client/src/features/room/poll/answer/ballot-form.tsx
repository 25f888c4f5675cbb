// All items of a poll on one page, with one button; what is wrong is listed and leads to its item.
import type { FormEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Answer, Run } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { useMyId } from '../../room-context';
import { Said } from '../said';
import { isTicket } from '../use-polls';
import type { Wrong } from './answers';
import { answeredCount, readSheet } from './answers';
import { ItemField } from './item-field';
import type { Sheet } from './typed';
import { typedOf, withTyped } from './typed';

interface BallotFormProps {
  run: Run;
  sheet: Sheet;
  onSheet: (sheet: Sheet) => void;
  busy: boolean;
  onSend: (answers: Answer[]) => void;
  /** Said right above the button. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Shown as a participant would see it: nothing is sent. */
  preview?: boolean;
}

type AllWrong = Readonly<Record<number, Wrong>>;

export function BallotForm(props: BallotFormProps) {
  const { run, sheet, onSheet, busy, onSend, note, actions, preview } = props;
  const { t } = useI18n();
  const meId = useMyId();
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const [wrong, setWrong] = useState<AllWrong>({});
  const items = run.poll?.items ?? [];
  const ticket = isTicket(run);
  const itemId = (item: number) => `${id}-${item}`;
  const wrongItems = items.filter((item) => wrong[item.id]);
  const words = (item: number) => {
    const { key, values } = wrong[item] ?? {};
    return key && t(key, values);
  };

  useEffect(() => {
    if (Object.keys(wrong).length > 0) summary.current?.focus();
  }, [wrong]);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (busy || preview) return;
    const read = readSheet(items, sheet);
    if (Object.keys(read.wrong).length === 0 && read.answers.length === 0) {
      const [first] = items;
      return setWrong(first ? { [first.id]: { key: 'answer.wrong.nothing' } } : {});
    }
    setWrong(read.wrong);
    if (Object.keys(read.wrong).length === 0) onSend(read.answers);
  }

  return (
    <form
      className={ticket ? 'poll-form poll-ticket' : 'poll-form'}
      aria-label={t(ticket ? 'poll.ticket' : 'poll.form')}
      noValidate
      onSubmit={handleSubmit}
    >
      {wrongItems.length > 0 && (
        <div ref={summary} className="notice notice-danger" role="alert" tabIndex={-1}>
          <div className="notice-words">
            <p className="notice-title">{t('answer.wrong', { count: wrongItems.length })}</p>
            <ul className="notice-body">
              {wrongItems.map((item) => (
                <li key={item.id}>
                  <a
                    href={`#${itemId(item.id)}`}
                    onClick={(event) => {
                      event.preventDefault();
                      focusItem(itemId(item.id));
                    }}
                  >
                    <Said text={item.question} />: {words(item.id)}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {items.map((item, at) => (
        <ItemField
          key={item.id}
          item={item}
          number={items.length > 1 ? at + 1 : 0}
          id={itemId(item.id)}
          typed={typedOf(sheet, item)}
          error={words(item.id)}
          seed={[meId, run.id]}
          onTyped={(changes) => onSheet(withTyped(sheet, item.id, changes))}
        />
      ))}
      <div className="poll-send">
        {ticket && (
          <p className="numbers" role="status">
            {t('poll.progress', { some: answeredCount(items, sheet), count: items.length })}
          </p>
        )}
        {note}
        <div className="form-actions">
          <Button type="submit" kind="primary" busy={busy} className="poll-primary">
            {t(busy ? 'poll.sending' : ticket ? 'poll.send' : 'poll.answer')}
          </Button>
          {actions}
        </div>
      </div>
    </form>
  );
}

/** The first thing in it that can be answered. */
function focusItem(id: string): void {
  const item = document.getElementById(id);
  const field = item?.querySelector<HTMLElement>('input, textarea, button');
  (field ?? item)?.focus();
}
