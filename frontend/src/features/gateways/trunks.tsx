import { App, Button, Checkbox, Input, InputNumber, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  GatewayOverviewFragment,
  MediaSafety,
  NumberForm,
  SipTransport,
  TrunkInput,
} from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { MEDIA, mediaTag, TRANSPORTS } from '@/shared/ui/sip';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { TrunksSetMutation } from './gateway-documents';
import { isAccountWhole, type KnownTrunk, TrunkAccount, TrunkAccountFields } from './trunk-account';

const NEW: TrunkInput = {
  key: '',
  host: '',
  port: 5061,
  match: [],
  transport: 'TLS',
  media: 'REQUIRED',
  verify: true,
  outgoing: true,
  numberForm: 'NATIONAL',
  shown: '',
  shownForm: 'AS_SET',
  user: '',
  register: false,
};
const USUAL_PORTS: readonly number[] = [5060, 5061];
const FORMS: readonly NumberForm[] = ['NATIONAL', 'PLUS', 'DIGITS'];
/** What is sent back: the settings alone, none of what else an answer carries. */
const plain = (trunk: GatewayOverviewFragment['trunks'][number]): TrunkInput => ({
  key: trunk.key,
  host: trunk.host,
  port: trunk.port,
  match: [...trunk.match],
  transport: trunk.transport,
  media: trunk.media,
  verify: trunk.verify,
  outgoing: trunk.outgoing,
  numberForm: trunk.numberForm,
  shown: trunk.shown,
  shownForm: trunk.shownForm,
  user: trunk.user,
  register: trunk.register,
});

/** The carriers' trunks: where calls out go, from where calls come in, and what of it is encrypted. */
export function Trunks({ seen, onSaved }: { seen: GatewayOverviewFragment; onSaved(): void }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [edited, setEdited] = useState<{ at: number; trunk: TrunkInput } | null>(null);
  const [set, saving] = useAction(TrunksSetMutation);
  const rows = seen.trunks.map(plain);
  const silentAt = (key: string) => seen.trunks.find((each) => each.key === key)?.silentAt ?? [];
  const registrations = (key: string) => seen.trunks.find((each) => each.key === key)?.registrations ?? [];
  const outgoing = rows.filter((each) => each.outgoing);
  const answering = outgoing.filter((each) => silentAt(each.key).length === 0);
  const isKnown = (key: string) =>
    registrations(key).every(({ state }) => state !== 'REFUSED' && state !== 'LOCKED');
  const inUse = (answering.find((each) => isKnown(each.key)) ?? answering[0] ?? outgoing[0])?.key;
  const save = async (wanted: TrunkInput[]) => {
    const outcome = await set({ rows: wanted });
    if (!outcome?.ok) return;
    setEdited(null);
    onSaved();
    void message.success(t('gateways.saved'));
  };
  const drop = (at: number) =>
    void modal.confirm({
      title: t('sip.dropTrunk', { name: rows[at]?.key }),
      content: t('sip.dropTrunkHint'),
      okText: t('gateways.remove'),
      cancelText: t('action.cancel'),
      okButtonProps: { danger: true },
      onOk: () => save(rows.filter((_, n) => n !== at)),
    });
  const columns: TableColumnsType<TrunkInput> = [
    { key: 'key', title: t('sip.trunk'), width: 130, dataIndex: 'key' },
    {
      key: 'host',
      title: t('sip.peer'),
      render: (_, row) => (
        <>
          {row.host}:{row.port}
          {silentAt(row.key).length > 0 && (
            <div>
              <span className="case-tag" data-tone="alarm">
                <span aria-hidden>✕</span>
                {t('sip.silent', { gateways: silentAt(row.key).join(', ') })}
              </span>
            </div>
          )}
        </>
      ),
    },
    {
      key: 'account',
      title: t('trunkAccount.account'),
      width: 190,
      render: (_, row) => (
        <TrunkAccount user={row.user ?? ''} register={row.register ?? false} at={registrations(row.key)} />
      ),
    },
    {
      key: 'match',
      title: t('sip.match'),
      render: (_, row) => row.match.join(', ') || '–',
    },
    {
      key: 'safety',
      title: t('sip.safety'),
      width: 260,
      render: (_, row) => (
        <>
          {mediaTag(t, row.transport, row.media)}
          {row.transport === 'TLS' && !row.verify && (
            <span className="case-tag" data-tone="todo">
              <span aria-hidden>⚠</span>
              {t('sip.unverified')}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'outgoing',
      title: t('sip.outgoing'),
      width: 110,
      render: (_, row) => (
        <>
          {!row.outgoing ? t('sip.no') : inUse === row.key ? `✓ ${t('sip.inUse')}` : t('sip.yes')}
          {row.outgoing && (
            <div className="sip-numbers">
              {t(`sip.short_${row.numberForm as 'NATIONAL' | 'PLUS' | 'DIGITS'}`)}
            </div>
          )}
        </>
      ),
    },
    ...(seen.editable
      ? [
          {
            key: 'do',
            width: 150,
            render: (_: unknown, row: TrunkInput, at: number) => (
              <>
                <Button type="link" size="small" onClick={() => setEdited({ at, trunk: row })}>
                  {t('action.edit')}
                </Button>
                <Button type="link" size="small" danger onClick={() => drop(at)}>
                  {t('gateways.remove')}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <section aria-label={t('sip.trunks')}>
      <div className="gateway-head">
        <h2>{t('sip.trunks')}</h2>
        {seen.editable && (
          <span className="gateway-actions">
            <Button onClick={() => setEdited({ at: rows.length, trunk: NEW })}>{t('sip.addTrunk')}</Button>
          </span>
        )}
      </div>
      <Table<TrunkInput>
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey="key"
        pagination={false}
        locale={{ emptyText: t('sip.noTrunks') }}
      />
      {edited && (
        <TrunkDialog
          trunk={edited.trunk}
          isNew={edited.at === rows.length}
          known={seen.trunks[edited.at]}
          saving={saving}
          onChange={(trunk) => setEdited({ ...edited, trunk })}
          onClose={() => setEdited(null)}
          onSave={() => void save([...rows.slice(0, edited.at), edited.trunk, ...rows.slice(edited.at + 1)])}
        />
      )}
    </section>
  );
}

interface DialogProps {
  trunk: TrunkInput;
  isNew: boolean;
  /** As it is set now; its password stays while user and carrier do. */
  known: KnownTrunk | undefined;
  saving: boolean;
  onChange(trunk: TrunkInput): void;
  onClose(): void;
  onSave(): void;
}

function TrunkDialog({ trunk, isNew, known, saving, onChange, onClose, onSave }: DialogProps) {
  const { t } = useTranslation();
  useFirstFocus(isNew ? 'trunk-key' : 'trunk-host');
  const change = (part: Partial<TrunkInput>) => onChange({ ...trunk, ...part });
  const setTransport = (transport: SipTransport) => {
    const usual = transport === 'TLS' ? 5061 : 5060;
    change({ transport, port: USUAL_PORTS.includes(trunk.port) ? usual : trunk.port });
  };
  return (
    <Modal
      open
      title={isNew ? t('sip.addTrunk') : trunk.key}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      confirmLoading={saving}
      okButtonProps={{ disabled: !trunk.key.trim() || !trunk.host.trim() || !isAccountWhole(trunk, known) }}
      onOk={onSave}
      onCancel={onClose}
    >
      <div className="sip-form">
        <label htmlFor="trunk-key">{t('sip.trunk')}</label>
        <Input
          id="trunk-key"
          maxLength={32}
          disabled={!isNew}
          placeholder="carrier-1"
          value={trunk.key}
          onChange={(e) => change({ key: e.target.value.toLowerCase().replace(/[^a-z0-9-]/g, '') })}
        />
        <label htmlFor="trunk-host">{t('sip.peer')}</label>
        <span className="sip-peer">
          <Input
            id="trunk-host"
            maxLength={253}
            placeholder="sip.example.com"
            value={trunk.host}
            onChange={(e) => change({ host: e.target.value.trim() })}
          />
          <InputNumber
            aria-label={t('sip.port')}
            min={1}
            max={65535}
            value={trunk.port}
            onChange={(port) => change({ port: port ?? 5061 })}
          />
        </span>
        <TrunkAccountFields trunk={trunk} known={known} onChange={change} />
        <label htmlFor="trunk-match">{t('sip.match')}</label>
        <Select
          id="trunk-match"
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', ' ', ';']}
          placeholder="198.51.100.0/24"
          value={[...trunk.match]}
          onChange={(match: string[]) => change({ match })}
        />
        <label htmlFor="trunk-transport">{t('sip.transport')}</label>
        <Select
          id="trunk-transport"
          value={trunk.transport}
          options={TRANSPORTS.map((value) => ({ value, label: t(`sip.transport_${value}`) }))}
          onChange={setTransport}
        />
        <label htmlFor="trunk-media">{t('sip.media')}</label>
        <Select
          id="trunk-media"
          value={trunk.media as MediaSafety}
          options={MEDIA.map((value) => ({ value, label: t(`sip.media_${value}`) }))}
          onChange={(media) => change({ media })}
        />
        <span />
        <Checkbox
          disabled={trunk.transport !== 'TLS'}
          checked={trunk.verify}
          onChange={(e) => change({ verify: e.target.checked })}
        >
          {t('sip.verify')}
        </Checkbox>
        <span />
        <Checkbox checked={trunk.outgoing} onChange={(e) => change({ outgoing: e.target.checked })}>
          {t('sip.outgoingHint')}
        </Checkbox>
        <label htmlFor="trunk-numbers">{t('sip.numberForm')}</label>
        <Select
          id="trunk-numbers"
          disabled={!trunk.outgoing}
          value={trunk.numberForm as NumberForm}
          options={FORMS.map((value) => ({ value, label: t(`sip.form_${value}`) }))}
          onChange={(numberForm) => change({ numberForm })}
        />
        <label htmlFor="trunk-shown">{t('sip.shown')}</label>
        <span className="sip-shown">
          <Input
            id="trunk-shown"
            maxLength={21}
            disabled={!trunk.outgoing}
            placeholder={t('sip.shownUsual')}
            value={trunk.shown ?? ''}
            onChange={(e) => change({ shown: e.target.value.replace(/[^0-9+*#]/g, '') })}
          />
          <Select
            aria-label={t('sip.shownForm')}
            disabled={!trunk.outgoing}
            value={trunk.shownForm as NumberForm}
            options={(['AS_SET', ...FORMS] as const).map((value) => ({
              value,
              label: t(`sip.form_${value}`),
            }))}
            onChange={(shownForm) => change({ shownForm })}
          />
        </span>
      </div>
      {trunk.register && trunk.match.length === 0 && (
        <p className="gateway-hint">⚠ {t('trunkAccount.noCallsIn')}</p>
      )}
      {trunk.transport !== 'TLS' && trunk.media !== 'PLAIN' && (
        <p className="gateway-hint">⚠ {t('sip.keysInTheClear')}</p>
      )}
    </Modal>
  );
}
