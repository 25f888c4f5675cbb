// What came of one item: a picture, the same as a table, and what was right and why.
import { useId, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { ItemTally, PollItem } from '../../../../protocol/convene/v1/poll_pb';
import { ConfirmDialog } from '../../../../ui/dialog';
import { useFacilitating, useRoom } from '../../room-context';
import { hideAnswer } from '../poll-commands';
import { Said } from '../said';
import { useWords } from '../use-words';
import { BarChart } from './bar-chart';
import { chartOf, inRank } from './chart';
import { ChartTable } from './chart-table';
import { Pictured } from './pictured';
import { TextList } from './text-list';
import { WordCloud } from './word-cloud';

interface ItemResultProps {
  runId: string;
  item: PollItem;
  tally: ItemTally;
}

export function ItemResult({ runId, item, tally }: ItemResultProps) {
  const { t, language } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const wordsOf = useWords();
  const id = useId();
  const [takingOut, setTakingOut] = useState<string>();
  const plain = chartOf(item, tally, language, t);
  const chart = plain && inRank(plain);
  const question = wordsOf(item.question);
  const explanation = item.kind.case === 'choice' ? item.kind.value.explanation : undefined;
  const onTakeOut = runs && engine ? setTakingOut : undefined;
  return (
    <section className="poll-result" aria-labelledby={id} data-testid="item-result">
      <h3 id={id}>
        <Said text={item.question} />
      </h3>
      <p className="muted numbers">
        {t('tally.answered', { count: tally.answered, abstained: tally.abstained })}
      </p>
      {chart?.facts.map((fact) => (
        <p key={fact} className="poll-fact">
          {fact}
        </p>
      ))}
      {chart && chart.bars.length > 0 && (
        <Pictured
          picture={<BarChart chart={chart} />}
          table={<ChartTable chart={chart} caption={question} />}
        />
      )}
      {tally.words.length > 0 && (
        <WordCloud words={tally.words} label={question} onTakeOut={onTakeOut} />
      )}
      {tally.texts.length > 0 && (
        <TextList texts={tally.texts} label={question} onTakeOut={onTakeOut} />
      )}
      {wordsOf(explanation) !== '' && (
        <p className="poll-why">
          <Said text={explanation} />
        </p>
      )}
      {takingOut !== undefined && engine && (
        <ConfirmDialog
          title={t('tally.takeOut.title')}
          body={t('tally.takeOut.body', { text: takingOut })}
          confirm={t('tally.takeOut')}
          onConfirm={() => engine.send(hideAnswer(runId, item.id, takingOut))}
          onClose={() => setTakingOut(undefined)}
        />
      )}
    </section>
  );
}
