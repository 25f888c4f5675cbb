// The servers: which, of what version, since when, and how they are, in words.
import { useI18n } from '../../i18n/i18n-provider';
import type { NodeStatus } from '../../protocol/convene/v1/api_pb';
import { shortId } from './short-id';

export function NodeTable({ nodes }: { nodes: readonly NodeStatus[] }) {
  const { t } = useI18n();
  return (
    <div className="table-frame">
      <table className="table" aria-labelledby="status-nodes">
        <thead>
          <tr>
            <th scope="col">{t('status.nodes.server')}</th>
            <th scope="col">{t('status.nodes.version')}</th>
            <th scope="col">{t('status.nodes.since')}</th>
            <th scope="col">{t('status.nodes.state')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node, at) => (
            // The one that answers comes first.
            <NodeRow key={node.id} node={node} answers={at === 0} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NodeRow({ node, answers }: { node: NodeStatus; answers: boolean }) {
  const { t, dates } = useI18n();
  const { id, version, startedAtMs, isReached, isOutdated } = node;
  const notSaid = t('status.nodes.notSaid');
  return (
    <tr>
      <th scope="row">
        {/* One that works alone has no name. */}
        <span className="numbers">{id === '' ? t('status.nodes.alone') : shortId(id)}</span>
        {answers && <span className="cell-meta">{t('status.nodes.answers')}</span>}
      </th>
      <td>
        <CellLabel words={t('status.nodes.version')} />
        {version || notSaid}
      </td>
      <td>
        <CellLabel words={t('status.nodes.since')} />
        {startedAtMs > 0n ? dates.dayAndTime(Number(startedAtMs)) : notSaid}
      </td>
      <td>
        <span className={`badge badge-${isReached ? 'positive' : 'attention'}`}>
          {t(isReached ? 'status.nodes.reached' : 'status.nodes.notReached')}
        </span>
        {!isReached && <span className="cell-meta">{t('status.nodes.notReached.means')}</span>}
        {isOutdated && (
          <>
            {' '}
            <span className="badge badge-attention">{t('status.nodes.outdated')}</span>
            <span className="cell-meta">{t('status.nodes.outdated.means')}</span>
          </>
        )}
      </td>
    </tr>
  );
}

/** Where the table is a list of cards, its heads are not seen: each value brings its own. */
function CellLabel({ words }: { words: string }) {
  return (
    <span className="status-cell-label" aria-hidden="true">
      {words}:{' '}
    </span>
  );
}
