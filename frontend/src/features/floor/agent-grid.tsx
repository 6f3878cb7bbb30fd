import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { AgentStateTag, agentNumberOf, seatNumber, TimeInState } from '@/entities/agent';
import { MODE_GLYPHS } from '@/entities/supervision';
import type { AgentState, FloorFragment } from '@/shared/graphql/generated/graphql';
import { AgentMenu } from './agent-menu';
import { SeatRecording } from './seat-recording';

type Agent = FloorFragment['agents'][number];

/** Who needs looking at comes first. */
const ORDER: readonly AgentState[] = [
  'RINGING',
  'TALKING',
  'DIALLING',
  'WRAP_UP',
  'SUPERVISING',
  'READY',
  'NOT_READY',
  'SIGNED_OUT',
];
const byState = (a: Agent, b: Agent) =>
  ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.agentNumber.localeCompare(b.agentNumber);

export function AgentGrid({ floor, by }: { floor: FloorFragment; by: 'agents' | 'seats' }) {
  const { t } = useTranslation();
  if (by === 'seats')
    return (
      <ul className="agents">
        {floor.seats.map((seat) => {
          const agent = floor.agents.find((a) => a.seat === seat.key || a.agentNumber === seat.takenBy);
          return (
            <li key={seat.key} className="agent">
              <strong>
                {seat.number}
                {seat.remote && <small> {t('desk.remote')}</small>}
              </strong>
              {agent && seat.takenBy ? (
                <AgentLine agent={agent} floor={floor} />
              ) : (
                <span className="agent-free">○ {t('desk.seatFree')}</span>
              )}
              <SeatRecording seat={seat} floor={floor} />
            </li>
          );
        })}
      </ul>
    );
  if (floor.agents.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('floor.noAgents')} />;
  return (
    <ul className="agents">
      {[...floor.agents].sort(byState).map((agent) => (
        <li key={agent.agentKey} className="agent">
          <strong>
            {agent.agentNumber} {agent.displayName}
            {agent.seat && <small> {t('desk.seat', { seat: seatNumber(floor.seats, agent.seat) })}</small>}
          </strong>
          <AgentLine agent={agent} floor={floor} />
        </li>
      ))}
    </ul>
  );
}

function AgentLine({ agent, floor }: { agent: Agent; floor: FloorFragment }) {
  const { t } = useTranslation();
  const away = agent.state === 'SIGNED_OUT';
  return (
    <>
      <AgentStateTag state={agent.state} reason={agent.reason} since={away ? null : agent.since} />
      <AgentMarks agent={agent} floor={floor} />
      <AgentMenu agent={agent} floor={floor} />
      {!away && !agent.reachable && <span className="agent-unreachable">⚠ {t('floor.unreachable')}</span>}
    </>
  );
}

/** What has been ordered about an agent, and who listens. */
function AgentMarks({ agent, floor }: { agent: Agent; floor: FloorFragment }) {
  const { t } = useTranslation();
  const listeners = floor.listenings.filter((l) => l.agent === agent.agentKey);
  const recorded = floor.recorded.includes(agent.agentKey);
  const dismissed = floor.dismissed.includes(agent.agentKey);
  const written = floor.written.find((held) => held.agent === agent.agentKey)?.count ?? 0;
  const help = floor.helps.find((each) => each.agent === agent.agentKey);
  if (!help && !recorded && !dismissed && !written && listeners.length === 0) return null;
  return (
    <span className="agent-marks">
      {help && (
        <small className="agent-help" title={help.note || undefined}>
          {help.raisedAt ? '▲' : '△'} {t(help.raisedAt ? 'supervise.helpRaised' : 'supervise.helpAsked')}{' '}
          <TimeInState since={help.askedAt} />
        </small>
      )}
      {written > 0 && <small title={t('written.inHand')}>✉ {t('written.pieces', { count: written })}</small>}
      {recorded && <small>● {t('supervise.recorded')}</small>}
      {dismissed && <small>⏏ {t('supervise.dismissed')}</small>}
      {listeners.map((l) => (
        <small key={l.id} title={t(`supervise.mode.${l.mode as 'MONITOR'}`)}>
          {MODE_GLYPHS[l.mode as 'MONITOR']} {agentNumberOf(l.supervisor)}
        </small>
      ))}
    </span>
  );
}
