// The agenda of a session as those who run it plan it.
import { useMemo, useState } from 'react';
import { inLanguage } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Link } from '../../../ui/link';
import { Notice } from '../../../ui/notice';
import { Page } from '../../../ui/page';
import { useStore } from '../../../ui/use-store';
import { textGaps } from '../text-gaps';
import { TextGapsNotice } from '../text-gaps-notice';
import { AgendaSum } from './agenda-sum';
import { CopyAgenda } from './copy-agenda';
import { RefusedCommands } from './refused-commands';
import type { Wanted } from './step-list';
import { StepList } from './step-list';

interface AgendaPlannerProps {
  engine: Engine;
  sessionId: string;
}

export function AgendaPlanner({ engine, sessionId }: AgendaPlannerProps) {
  const { t, language } = useI18n();
  const view = useStore(engine.store, (state) => state.view);
  const live = useStore(engine.store, ({ connection }) => connection.kind === 'live');
  const [wanted, setWanted] = useState<Wanted>();
  const [said, setSaid] = useState('');
  const session = view?.session;
  const items = view?.agenda?.items ?? [];
  const gaps = useMemo(
    () => textGaps(view?.session?.title, view?.agenda?.items ?? []),
    [view?.session?.title, view?.agenda?.items],
  );
  const back = `/sessions/${encodeURIComponent(sessionId)}`;
  const before = session !== undefined && session.state < SessionState.LIVE;

  return (
    <Page
      title={t('plan.of', { title: inLanguage(session?.title, language).words })}
      width="wide"
      lead={
        <>
          <p>{t('plan.sees')}</p>
          <p>
            <Link to={back}>{t('import.back')}</Link>
          </p>
        </>
      }
    >
      {!live && (
        <Notice tone="warning" urgent>
          {t('plan.notLive')}
        </Notice>
      )}
      <RefusedCommands engine={engine} />
      {items.length > 0 && (
        <AgendaSum items={items} plannedMinutes={session?.plannedMinutes ?? 0} />
      )}
      {before && (
        <TextGapsNotice
          gaps={gaps}
          renderWay={({ itemId }, words) =>
            itemId === undefined ? (
              <Link to={`${back}?edit=details`}>{words}</Link>
            ) : (
              <Button
                kind="plain"
                size="small"
                className="gap-way"
                onClick={() => setWanted((old) => ({ itemId, times: (old?.times ?? 0) + 1 }))}
              >
                {words}
              </Button>
            )
          }
        />
      )}
      {before && gaps.length === 0 && items.length > 0 && <p className="muted">{t('gaps.none')}</p>}
      <StepList engine={engine} sessionId={sessionId} wanted={wanted} onSaid={setSaid} />
      <CopyAgenda sessionId={sessionId} count={items.length} onCopied={setSaid} />
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </Page>
  );
}
