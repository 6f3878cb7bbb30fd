import {
  ApartmentOutlined,
  RedoOutlined,
  RollbackOutlined,
  SaveOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Alert, App, Button, Dropdown, Input, Space, Tabs } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { FlowsQuery, FlowWholeFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useViewer } from '@/shared/session/session';
import { dateTime } from '@/shared/ui/time';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import { FlowCanvas } from './flow-canvas';
import { FlowActivateMutation, FlowFlawsQuery, FlowReturnMutation, FlowSaveMutation } from './flow-documents';
import { addNode, arranged, type Definition, EMPTY, KINDS, readDrawing, sameFlow } from './flow-model';
import { FlowSimulator } from './flow-simulator';
import { keepDrawing, keptDrawing, placeOf } from './kept-drawing';
import { NodePanel } from './node-panel';
import { useDrawing } from './use-drawing';

const told = ({ author, createdAt, version }: FlowWholeFragment['versions'][number]) => ({
  author,
  at: dateTime(createdAt),
  version,
});

/** A flaw's field as the step's form calls it; what has no name there stays. */
const fieldName = (t: TFunction, field: string): string =>
  t([`flow.field.${field.replace('.', '_')}`, `flow.way.${field}`] as never, { defaultValue: field });

interface Props {
  flowKey: string;
  flow: FlowWholeFragment | null;
  choices: FlowsQuery['flowChoices'];
  onChanged(): void;
}

const NOBODY: ReadonlySet<string> = new Set();

/** One flow on the bench: palette and canvas, the chosen step, flaws, the simulator, versions. */
export function FlowBench({ flowKey, flow, choices, onChanged }: Props) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const newest = flow?.versions[0];
  const first = useMemo(() => (newest ? readDrawing(newest.definition, newest.layout) : EMPTY), [newest]);
  const { tenant, id: user } = useViewer();
  const place = placeOf(tenant.key, user, flowKey);
  const [begun] = useState(() => keptDrawing(place));
  const [base, setBase] = useState(begun?.base ?? newest?.version ?? 0);
  const { drawing, draw, undo, redo } = useDrawing(begun?.drawing ?? first);
  const [chosen, setChosen] = useState<string | null>(null);
  const [walked, setWalked] = useState(NOBODY);
  const [note, setNote] = useState('');
  const [save, saving] = useAction(FlowSaveMutation);
  const [activate, activating] = useAction(FlowActivateMutation);
  const [takeBack, takingBack] = useAction(FlowReturnMutation);
  const definition = JSON.stringify(drawing.definition);
  const [{ data }] = useQuery({
    query: FlowFlawsQuery,
    variables: { definition },
    requestPolicy: 'network-only',
  });
  const flaws = data?.flowFlaws ?? [];
  const flawed = useMemo(() => new Set(flaws.map((flaw) => flaw.node)), [flaws]);
  const node = drawing.definition.nodes.find((each) => each.key === chosen) ?? null;
  const kept = useMemo(
    () => !!newest && sameFlow(JSON.parse(newest.definition) as Definition, drawing.definition),
    [newest, drawing.definition],
  );
  const unkept = !kept && drawing !== first;
  useEffect(() => keepDrawing(place, unkept ? { base, drawing } : null), [place, unkept, base, drawing]);
  const overtaken = unkept && newest && newest.version > base;
  const open = (version: NonNullable<typeof newest>) => {
    setBase(newest?.version ?? 0);
    draw(readDrawing(version.definition, version.layout));
  };

  const keep = async () => {
    if (saving) return null;
    const outcome = await save({ key: flowKey, definition, layout: JSON.stringify(drawing.layout), note });
    if (!outcome?.ok) return null;
    setNote('');
    onChanged();
    const [version, former] = outcome.payload.flow?.versions ?? [];
    if (former && former.version > base) void message.warning(t('flow.overtaken', told(former)));
    setBase(version?.version ?? base);
    return version?.version ?? null;
  };
  const keepOnly = async () => {
    const version = await keep();
    if (version) void message.success(t('flow.kept', { version }));
  };
  const letAnswer = (version: number) =>
    void modal.confirm({
      title: t('flow.activateTitle', { version }),
      content: t('flow.activateHint'),
      okText: t('flow.activate'),
      onOk: async () => {
        const outcome = await activate({ key: flowKey, version });
        if (outcome?.ok) {
          void message.success(t('flow.activated', { version }));
          onChanged();
        }
      },
    });
  const keepAndAnswer = async () => {
    const version = kept ? newest?.version : await keep();
    if (version) letAnswer(version);
  };
  const giveBack = () =>
    void modal.confirm({
      title: t('flow.returnTitle'),
      content: t('flow.activateHint'),
      okText: t('flow.return'),
      onOk: async () => {
        const outcome = await takeBack({ key: flowKey });
        if (!outcome?.ok) return;
        void message.success(t('flow.returned'));
        onChanged();
      },
    });
  useHotkeys({ 'ctrl+s': () => void keepOnly(), 'ctrl+z': undo, 'ctrl+shift+z': redo });

  return (
    <>
      <Space wrap className="flow-tools">
        <Dropdown
          trigger={['click']}
          menu={{
            items: KINDS.map((kind) => ({
              key: kind,
              label: t(`flow.kind.${kind}`),
              onClick: () => {
                const places = Object.values(drawing.layout);
                const lowest = Math.max(0, ...places.map(([, y]) => y));
                const [drawn, key] = addNode(drawing, kind, [places[0]?.[0] ?? 0, lowest + 130]);
                draw(drawn);
                setChosen(key);
              },
            })),
          }}
        >
          <Button type="primary" ghost>
            ＋ {t('flow.add')}
          </Button>
        </Dropdown>
        <Button icon={<UndoOutlined />} disabled={!undo} onClick={undo} aria-label={t('flow.undo')} />
        <Button icon={<RedoOutlined />} disabled={!redo} onClick={redo} aria-label={t('flow.redo')} />
        <Button
          icon={<ApartmentOutlined />}
          onClick={() => draw({ ...drawing, layout: arranged(drawing.definition) })}
        >
          {t('flow.arrange')}
        </Button>
        <Input
          aria-label={t('flow.note')}
          placeholder={t('flow.note')}
          maxLength={200}
          value={note}
          onChange={(e) => setNote(e.target.value)}
        />
        <Button icon={<SaveOutlined />} loading={saving} disabled={kept} onClick={() => void keepOnly()}>
          {t('flow.keep')}
        </Button>
        <Button
          type="primary"
          loading={activating}
          disabled={flaws.length > 0 || (kept && newest?.version === flow?.version)}
          onClick={() => void keepAndAnswer()}
        >
          {t('flow.activate')}
        </Button>
        <Button icon={<RollbackOutlined />} loading={takingBack} disabled={!flow?.version} onClick={giveBack}>
          {t('flow.return')}
        </Button>
        {unkept && (
          <>
            <span className="flow-unkept">● {t('flow.unsaved')}</span>
            <Button type="link" size="small" onClick={() => (newest ? open(newest) : draw(first))}>
              {t('flow.discard')}
            </Button>
          </>
        )}
      </Space>
      {overtaken && (
        <Alert className="flow-overtaken" type="warning" showIcon title={t('flow.overtaken', told(newest))} />
      )}
      <div className="flow-bench">
        <div className="flow-canvas">
          <FlowCanvas
            drawing={drawing}
            chosen={chosen}
            flawed={flawed}
            walked={walked}
            onDraw={draw}
            onChoose={setChosen}
          />
        </div>
        <Tabs
          items={[
            {
              key: 'step',
              label: t('flow.step'),
              children: node ? (
                <NodePanel
                  key={node.key}
                  drawing={drawing}
                  node={node}
                  choices={choices}
                  speech={newest?.speech ?? []}
                  onDraw={draw}
                  onRemoved={() => setChosen(null)}
                />
              ) : (
                <p className="flow-hint">{t('flow.chooseStep')}</p>
              ),
            },
            {
              key: 'flaws',
              label: `${t('flow.flaws')} (${flaws.length})`,
              children: (
                <ul className="flow-list">
                  {flaws.length === 0 && <li>✓ {t('flow.sound')}</li>}
                  {flaws.map((flaw) => (
                    <li key={`${flaw.node} ${flaw.field} ${flaw.code}`}>
                      <Button type="link" size="small" onClick={() => setChosen(flaw.node || null)}>
                        {flaw.node || '–'}
                      </Button>
                      {fieldName(t, flaw.field)}: {t(`flow.flaw.${flaw.code}`, { defaultValue: flaw.code })}
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              key: 'simulator',
              label: t('flow.simulator'),
              children: (
                <FlowSimulator
                  definition={definition}
                  flawed={flaws.length > 0}
                  prompts={[...choices.prompts, ...choices.pieces]}
                  onWalked={setWalked}
                />
              ),
            },
            {
              key: 'versions',
              label: t('flow.versions'),
              children: (
                <ul className="flow-list">
                  {flow?.versions.map((version) => (
                    <li key={version.id}>
                      <span>
                        <strong>{version.version}</strong> {version.version === flow.version && '✓ '}
                        {version.note && `${version.note} · `}
                        {version.author} {dateTime(version.createdAt)}
                      </span>
                      <Space>
                        <Button size="small" onClick={() => open(version)}>
                          {t('flow.open')}
                        </Button>
                        {version.version !== flow.version && (
                          <Button size="small" onClick={() => letAnswer(version.version)}>
                            {t('flow.activate')}
                          </Button>
                        )}
                      </Space>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}
