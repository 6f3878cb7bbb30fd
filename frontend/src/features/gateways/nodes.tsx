import { useTranslation } from 'react-i18next';
import '@/shared/ui/state-tag.css';
import type { GatewayNodeState, GatewayOverviewFragment } from '@/shared/graphql/generated/graphql';
import { dateTime } from '@/shared/ui/time';

const LOOKS: Record<GatewayNodeState, { glyph: string; tone: string }> = {
  UP: { glyph: '✓', tone: 'done' },
  STUCK: { glyph: '⚠', tone: 'todo' },
  DOWN: { glyph: '✕', tone: 'alarm' },
};
const ms = (value: number | null | undefined) => (value == null ? '–' : `${value.toFixed(1)} ms`);

/** Every node: its state in colour, glyph and word, what it carries, how quickly it answers. */
export function Nodes({ nodes }: { nodes: GatewayOverviewFragment['nodes'] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('gateways.nodes')}>
      <h2>{t('gateways.nodes')}</h2>
      <div className="gateway-nodes">
        {nodes.map((node) => (
          <article key={node.key} className="gateway-node" data-state={node.state}>
            <header>
              <h3>{node.key}</h3>
              <span className="case-tag" data-tone={LOOKS[node.state].tone}>
                <span aria-hidden>{LOOKS[node.state].glyph}</span>
                {t(`gateways.state.${node.state}`)}
              </span>
            </header>
            <dl>
              <dt>{t('gateways.calls')}</dt>
              <dd>{node.calls}</dd>
              <dt>{t('gateways.legs')}</dt>
              <dd>{node.legs}</dd>
              <dt>{t('gateways.control')}</dt>
              <dd>{ms(node.controlMs)}</dd>
              <dt>SIP</dt>
              <dd>{ms(node.sipMs)}</dd>
              <dt>{t('gateways.since')}</dt>
              <dd>{node.since ? dateTime(node.since) : '–'}</dd>
            </dl>
            {node.why && <p className="gateway-why">{node.why}</p>}
          </article>
        ))}
      </div>
    </section>
  );
}
