import { useNavigate } from '@tanstack/react-router';
import { Button, Empty, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { CitizenCard, CitizenEditor, OperationList } from '@/entities/citizen';
import { BlockCaller } from '@/entities/number-list/block-caller';
import { GrantMarks } from '@/entities/number-list/grant-marks';
import { OriginBanner } from '@/entities/reach';
import type { CitizenCardFragment, DeskCallFragment } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';
import { shortTime } from '@/shared/ui/time';

interface Props {
  call: DeskCallFragment;
  /** The citizen that the form is for: known from the number, or chosen here. */
  citizen: CitizenCardFragment | null;
  onCitizen(citizen: CitizenCardFragment | null): void;
}

/** Who is calling and what was between us before, there no later than the ring. */
export function ScreenPop({ call, citizen, onCitizen }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const { pop } = call;
  const phone = (pop?.callerLocal || localNumber(call.party)).replaceAll(' ', '');
  const maybe = citizen ? [] : (pop?.possibleMatches ?? []);

  return (
    <div className="desk-left">
      <section className="desk-panel" aria-label={t('pop.citizen')}>
        <header className="desk-panel-head">
          <h2>{t('pop.citizen')}</h2>
          <Standing citizen={citizen} maybe={maybe.length} />
        </header>
        {editing ? (
          <CitizenEditor
            citizen={citizen}
            phone={phone}
            onSaved={(saved) => {
              onCitizen(saved);
              setEditing(false);
            }}
            onCancel={() => setEditing(false)}
          />
        ) : citizen ? (
          <CitizenCard citizen={citizen} onEdit={() => setEditing(true)} />
        ) : (
          <>
            {maybe.map((match) => (
              <div key={match.id} className="possible-match">
                <span>
                  <Tag variant="filled" color="orange">
                    ？ {t('pop.maybe')}
                  </Tag>
                  <strong>{match.name}</strong> {match.address}
                </span>
                <Button size="small" onClick={() => onCitizen(match)}>
                  {t('pop.thatIsThem')}
                </Button>
              </div>
            ))}
            <Button block type="dashed" onClick={() => setEditing(true)}>
              {t('pop.newCitizen')}
            </Button>
          </>
        )}
      </section>
      {pop?.origin && <OriginBanner origin={pop.origin} waitedSince={pop.waitedSince} />}
      {pop && (
        <CallFacts
          pop={pop}
          outbound={call.outbound}
          block={
            !call.outbound && pop.caller && pop.verified ? (
              <BlockCaller callId={call.callId} number={phone} />
            ) : null
          }
        />
      )}
      <section className="desk-panel" aria-label={t('pop.operations')}>
        <header className="desk-panel-head">
          <h2>{t('pop.operations')}</h2>
        </header>
        {pop && pop.operations.length > 0 ? (
          <OperationList
            operations={pop.operations.slice(0, 4)}
            onOpenCase={(number) => void navigate({ to: '/cases/$number', params: { number } })}
          />
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pop.noOperations')} />
        )}
      </section>
    </div>
  );
}

function Standing({ citizen, maybe }: { citizen: CitizenCardFragment | null; maybe: number }) {
  const { t } = useTranslation();
  if (citizen) return <Tag color="green">✓ {t('pop.known')}</Tag>;
  return maybe > 0 ? (
    <Tag color="orange">？ {t('pop.possible', { count: maybe })}</Tag>
  ) : (
    <Tag color="blue">＋ {t('pop.new')}</Tag>
  );
}

function CallFacts({
  pop,
  outbound,
  block,
}: {
  pop: NonNullable<DeskCallFragment['pop']>;
  outbound: boolean;
  block: React.ReactNode;
}) {
  const { t } = useTranslation();
  const facts: [string, React.ReactNode][] = [
    [
      outbound ? t('pop.party') : t('pop.caller'),
      `${pop.callerLocal || pop.caller || t('call.withheld')}${pop.verified ? '' : ` (${t('pop.unverified')})`}`,
    ],
    [t('pop.area'), pop.homeTenant.name],
    ...(pop.listedPriority > 0 || pop.free
      ? ([[t('grant.title'), <GrantMarks key="grant" priority={pop.listedPriority} free={pop.free} />]] as [
          string,
          React.ReactNode,
        ][])
      : []),
    [t('pop.queue'), pop.queue || '–'],
    [t('pop.medium'), t(`medium.${pop.medium}`)],
    [outbound ? t('pop.dialledAt') : t('pop.arrivedAt'), shortTime(pop.waitedSince)],
  ];
  if (!outbound) facts.splice(1, 0, [t('pop.called'), pop.called]);
  if (pop.consultFrom) facts.push([t('pop.consultFrom'), agentNumberOf(pop.consultFrom)]);
  return (
    <section className="desk-panel" aria-label={t('pop.facts')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {block}
    </section>
  );
}
