import { Link } from '@tanstack/react-router';
import { Alert, Button, Progress, Spin, Table, type TableColumnsType } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { detailText, subjectText } from '@/entities/alarm';
import { useNames } from '@/entities/names';
import { errorCode } from '@/shared/graphql/errors';
import type { HouseHealthQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useMay } from '@/shared/session/session';
import { bytes } from '@/shared/ui/bytes';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { Sparkline } from './sparkline';
import { HouseHealthDocument } from './system-documents';
import '@/shared/ui/state-tag.css';
import './system.css';

type Health = HouseHealthQuery['houseHealth'];
type Process = Health['processes'][number];
const LOOK_EVERY_MS = 5000;
const NAMES = ['web', 'switchboard', 'recorder', 'worker', 'beat', 'postbox'] as const;
const STATES = ['UP', 'STUCK', 'DOWN'] as const;
const TONES = { UP: 'done', STUCK: 'todo', DOWN: 'alarm' } as const;
const GLYPHS = { UP: '✓', STUCK: '⚠', DOWN: '✕' } as const;
const LITTLE_PERCENT = 90;

/** Every process, machine, store and gateway of the house, the last hour, and what is out of order. */
export function SystemPage() {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: HouseHealthDocument });
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) ask({ requestPolicy: 'network-only' });
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  const seen = data?.houseHealth;
  return (
    <Page title={t('nav.system')}>
      {error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
        />
      )}
      {!seen && fetching && <Spin />}
      {seen && (
        <div className="system">
          <Troubles troubles={seen.troubles} />
          <LastHour samples={seen.samples} />
          <Processes processes={seen.processes} />
          <div className="system-cards">
            <Machines machines={seen.machines} />
            <Stores services={seen.services} samples={seen.samples} />
            <Gateways seen={seen} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Troubles({ troubles }: { troubles: Health['troubles'] }) {
  const { t } = useTranslation();
  const names = useNames();
  const may = useMay('alarm.handle');
  if (troubles.length === 0) return <Alert type="success" showIcon title={t('system.allWell')} />;
  return (
    <Alert
      type="error"
      showIcon
      title={t('system.troubles', { count: troubles.length })}
      description={
        <ul className="system-troubles">
          {troubles.map((each) => (
            <li key={each.id}>
              <strong>{t(`alarmKind.${each.kind}`)}</strong> {subjectText(t, names, each.kind, each.subject)}{' '}
              {detailText(t, each.kind, each.detail)} · {dateTime(each.firstAt)}
              <div>{t(`alarmTodo.${each.kind}`)}</div>
            </li>
          ))}
        </ul>
      }
      action={may && <Link to="/alarms">{t('nav.alarms')}</Link>}
    />
  );
}

function LastHour({ samples }: { samples: Health['samples'] }) {
  const { t } = useTranslation();
  const now = samples.at(-1);
  const drawn = [
    { key: 'calls', unit: '', most: 1 },
    { key: 'waiting', unit: '', most: 1 },
    { key: 'perMinute', unit: '', most: 1 },
    { key: 'cpu', unit: ' %', most: 100 },
    { key: 'memory', unit: ' %', most: 100 },
  ] as const;
  return (
    <section aria-label={t('system.lastHour')}>
      <h2>{t('system.lastHour')}</h2>
      <div className="system-lines">
        {drawn.map(({ key, unit, most }) => (
          <figure key={key}>
            <figcaption>
              {t(`system.line.${key}`)}
              <strong>{now ? `${Math.round(now[key])}${unit}` : '–'}</strong>
            </figcaption>
            <Sparkline
              label={t('system.lineSaid', {
                what: t(`system.line.${key}`),
                most: Math.round(Math.max(0, ...samples.map((each) => each[key]))),
              })}
              values={samples.map((each) => each[key])}
              most={most}
            />
          </figure>
        ))}
      </div>
    </section>
  );
}

function Processes({ processes }: { processes: Health['processes'] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Process> = [
    {
      key: 'name',
      title: t('system.process'),
      width: 190,
      render: (_, row) => {
        const known = NAMES.find((name) => name === row.name);
        return known ? t(`system.name.${known}`) : row.name;
      },
    },
    {
      key: 'up',
      title: t('system.state'),
      width: 110,
      render: (_, row) => (
        <span className="case-tag" data-tone={row.up ? 'done' : 'alarm'}>
          <span aria-hidden>{row.up ? '✓' : '✕'}</span>
          {t(row.up ? 'system.up' : 'system.silent')}
        </span>
      ),
    },
    { key: 'host', title: t('system.host'), render: (_, row) => row.host || '–' },
    { key: 'pid', title: 'PID', width: 80, align: 'right', render: (_, row) => row.pid ?? '–' },
    { key: 'version', title: t('system.version'), width: 90, render: (_, row) => row.version || '–' },
    {
      key: 'cpu',
      title: 'CPU',
      width: 80,
      align: 'right',
      render: (_, row) => (row.cpu == null ? '–' : `${row.cpu.toFixed(0)} %`),
    },
    {
      key: 'memory',
      title: t('system.line.memory'),
      width: 100,
      align: 'right',
      render: (_, row) => (row.memory == null ? '–' : bytes(row.memory)),
    },
    {
      key: 'files',
      title: t('system.files'),
      width: 130,
      align: 'right',
      render: (_, row) => (row.files == null ? '–' : `${row.files} / ${row.filesMost ?? '–'}`),
    },
    { key: 'since', title: t('system.since'), width: 170, render: (_, row) => dateTime(row.since) || '–' },
    { key: 'at', title: t('system.lastSign'), width: 170, render: (_, row) => dateTime(row.at) },
  ];
  return (
    <section aria-label={t('system.processes')}>
      <h2>{t('system.processes')}</h2>
      <Table<Process>
        size="small"
        columns={columns}
        dataSource={[...processes]}
        rowKey={(row) => `${row.name} ${row.host} ${row.pid}`}
        pagination={false}
        scroll={{ x: 1000 }}
        locale={{ emptyText: t('system.none') }}
      />
    </section>
  );
}

function Machines({ machines }: { machines: Health['machines'] }) {
  const { t } = useTranslation();
  return machines.map((each) => (
    <section key={each.host} className="system-card" aria-label={each.host}>
      <h2>{t('system.machine', { host: each.host, cores: each.cores })}</h2>
      <Share label="CPU" percent={each.cpu} said={`${each.cpu.toFixed(0)} %`} />
      <Share
        label={t('system.line.memory')}
        percent={(100 * each.memory) / each.memoryTotal}
        said={`${bytes(each.memory)} / ${bytes(each.memoryTotal)}`}
      />
      {each.disks.map((disk) => (
        <Share
          key={disk.path}
          label={disk.path}
          percent={100 - (100 * disk.free) / disk.total}
          said={t('system.free', { size: bytes(disk.free) })}
        />
      ))}
    </section>
  ));
}

function Share({ label, percent, said }: { label: string; percent: number; said: string }) {
  return (
    <div className="system-share">
      <span>{label}</span>
      <Progress
        percent={Math.round(percent)}
        size="small"
        showInfo={false}
        status={percent > LITTLE_PERCENT ? 'exception' : 'normal'}
        aria-label={label}
      />
      <span>{said}</span>
    </div>
  );
}

function Stores({ services, samples }: { services: Health['services']; samples: Health['samples'] }) {
  const { t } = useTranslation();
  const now = samples.at(-1);
  return (
    <section className="system-card" aria-label={t('system.stores')}>
      <h2>{t('system.stores')}</h2>
      <dl>
        {services.map((each) => (
          <div key={each.name}>
            <dt>
              {each.name} {each.version}
            </dt>
            <dd>{t('system.holds', { size: bytes(each.size), count: each.connected })}</dd>
          </div>
        ))}
        <div>
          <dt>{t('system.events')}</dt>
          <dd>{now?.events ?? '–'}</dd>
        </div>
        <div>
          <dt>{t('system.outbox')}</dt>
          <dd>{now?.outbox ?? '–'}</dd>
        </div>
      </dl>
    </section>
  );
}

function Gateways({ seen }: { seen: Health }) {
  const { t } = useTranslation();
  const may = useMay('admin.gateways');
  return (
    <section className="system-card" aria-label={t('system.gateways')}>
      <h2>{t('system.gateways')}</h2>
      {seen.gateways.length === 0 && <p>{t('system.none')}</p>}
      <dl>
        {seen.gateways.map((each) => {
          const state = STATES.find((known) => known === each.state) ?? 'DOWN';
          return (
            <div key={each.key}>
              <dt>
                {each.key}{' '}
                <span className="case-tag" data-tone={TONES[state]}>
                  <span aria-hidden>{GLYPHS[state]}</span>
                  {t(`gateways.state.${state}`)}
                </span>
              </dt>
              <dd>
                {t('system.carries', { calls: each.calls, legs: each.legs })}
                {each.controlMs != null && ` · ${each.controlMs.toFixed(1)} ms`}
              </dd>
            </div>
          );
        })}
        <div>
          <dt>{t('system.channels')}</dt>
          <dd>{seen.channels ? `${seen.taken} / ${seen.channels}` : seen.taken}</dd>
        </div>
      </dl>
      {may && <Link to="/gateways">{t('nav.gateways')}</Link>}
    </section>
  );
}
