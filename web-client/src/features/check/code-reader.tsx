// For the help desk: what each character of a code says, of this one or of one that is read out.
import { useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { TextField } from '../../ui/field';
import { findingKey } from './finding-words';
import { decode, encode, SUBJECTS_OF_CHARACTERS, spaced } from './help-desk-code';
import type { Outcome } from './outcome';

/** `outcome` is this browser's own, once it is known. */
export function CodeReader({ outcome }: { outcome: Outcome | undefined }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState('');
  const asked = typed.trim() !== '';
  const read = asked ? decode(typed) : outcome;
  const complete = typed.replace(/[\s-]/g, '').length >= 6;
  return (
    <details className="check-reader">
      <summary>{t('check.reader')}</summary>
      <TextField
        label={t('check.reader.label')}
        hint={t('check.reader.hint')}
        free
        autoComplete="off"
        value={typed}
        error={complete && !read ? t('check.reader.wrong') : undefined}
        onChange={setTyped}
      />
      {read && <CodeTable outcome={read} />}
    </details>
  );
}

function CodeTable({ outcome }: { outcome: Outcome }) {
  const { t } = useI18n();
  const code = encode(outcome);
  return (
    <table className="check-table">
      <caption>{t('check.reader.says', { code: spaced(code) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('check.reader.character')}</th>
          <th scope="col">{t('check.reader.means')}</th>
        </tr>
      </thead>
      <tbody>
        {SUBJECTS_OF_CHARACTERS.map((subjects, index) => (
          <tr key={subjects[0]}>
            <th scope="row" className="check-code">
              {code.charAt(index)}
            </th>
            <td>
              <ul>
                {subjects.map((subject) => (
                  <li key={subject}>
                    {t(`check.${subject}`)}: {t(findingKey(subject, outcome[subject]))}
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" className="check-code">
            {code.charAt(SUBJECTS_OF_CHARACTERS.length)}
          </th>
          <td>{t('check.reader.check')}</td>
        </tr>
      </tbody>
    </table>
  );
}
