import {
  Background,
  type Connection,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeChange,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  type XYPosition,
} from '@xyflow/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '@/shared/ui/appearance';
import {
  type Drawing,
  type FlowNode,
  freeDigit,
  HAS_CHOICES,
  lead,
  removeNode,
  WAYS,
  type Way,
  waysOf,
} from './flow-model';
import '@xyflow/react/dist/style.css';

interface Props {
  drawing: Drawing;
  chosen: string | null;
  flawed: ReadonlySet<string>;
  walked: ReadonlySet<string>;
  onDraw(drawing: Drawing): void;
  onChoose(key: string | null): void;
}

interface StepData extends Record<string, unknown> {
  step: FlowNode;
  start: boolean;
  flawed: boolean;
  walked: boolean;
}
type StepNode = Node<StepData, 'step'>;

const edgeId = (way: Way) => `${way.from} ${way.slot}`;
const TYPES = { step: Step };

/** The drawing: steps to be moved, ways to be drawn from a step's lower edge to another step. */
export function FlowCanvas({ drawing, chosen, flawed, walked, onDraw, onChoose }: Props) {
  const { t } = useTranslation();
  const dark = useAppearance((s) => s.dark);
  const { definition, layout } = drawing;
  const { sizes, moving, note, settle } = useMeasures();
  const nodes = useMemo<StepNode[]>(
    () =>
      definition.nodes.map((step) => {
        const [x, y] = layout[step.key] ?? [0, 0];
        return {
          id: step.key,
          type: 'step',
          position: moving[step.key] ?? { x, y },
          measured: sizes[step.key],
          selected: step.key === chosen,
          deletable: step.key !== definition.start,
          data: {
            step,
            start: step.key === definition.start,
            flawed: flawed.has(step.key),
            walked: walked.has(step.key),
          },
        };
      }),
    [definition, layout, chosen, flawed, walked, sizes, moving],
  );
  const edges = useMemo<Edge[]>(
    () =>
      definition.nodes.flatMap(waysOf).map((way) => ({
        id: edgeId(way),
        source: way.from,
        sourceHandle: way.slot.startsWith('choice:') ? 'choice' : way.slot,
        target: way.to,
        label: way.slot.startsWith('choice:')
          ? way.slot.slice('choice:'.length)
          : t(`flow.way.${way.slot as 'next' | 'fallback' | 'after'}`),
        data: { way },
        markerEnd: { type: MarkerType.ArrowClosed },
        className: `way-${way.slot.split(':')[0]}`,
      })),
    [definition, t],
  );
  const connect = ({ source, sourceHandle, target }: Connection) => {
    const node = definition.nodes.find((each) => each.key === source);
    if (!node || !sourceHandle) return;
    const digit = freeDigit(node);
    if (sourceHandle === 'choice' && !digit) return;
    const slot = sourceHandle === 'choice' ? `choice:${digit}` : sourceHandle;
    onDraw(lead(drawing, { from: source, slot }, target));
  };
  return (
    <ReactFlowProvider>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={TYPES}
        colorMode={dark ? 'dark' : 'light'}
        fitView
        fitViewOptions={{ maxZoom: 1 }}
        minZoom={0.3}
        deleteKeyCode={['Delete', 'Backspace']}
        onNodesChange={note}
        onConnect={connect}
        onNodeClick={(_, node) => onChoose(node.id)}
        onPaneClick={() => onChoose(null)}
        onNodeDragStop={(_, __, dragged) => {
          settle();
          const places = dragged.map(({ id, position: { x, y } }) => [id, [Math.round(x), Math.round(y)]]);
          onDraw({ ...drawing, layout: { ...layout, ...Object.fromEntries(places) } });
        }}
        onNodesDelete={(gone) => {
          onDraw(gone.reduce((left, node) => removeNode(left, node.id), drawing));
          onChoose(null);
        }}
        onEdgesDelete={(gone) =>
          onDraw(gone.reduce((left, edge) => lead(left, (edge.data as { way: Way }).way, null), drawing))
        }
        aria-label={t('flow.canvas')}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </ReactFlowProvider>
  );
}

type Size = { width: number; height: number };

/** What the canvas measures: the steps' sizes, given back to it with the next drawing (a step without one is hidden),
 * and where those are that are being dragged. */
function useMeasures() {
  const [sizes, setSizes] = useState<Record<string, Size>>({});
  const [moving, setMoving] = useState<Record<string, XYPosition>>({});
  const note = (changes: NodeChange<StepNode>[]) => {
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) {
        const { id, dimensions } = change;
        setSizes((before) => ({ ...before, [id]: dimensions }));
      } else if (change.type === 'position' && change.dragging && change.position) {
        const { id, position } = change;
        setMoving((before) => ({ ...before, [id]: position }));
      }
    }
  };
  return { sizes, moving, note, settle: () => setMoving({}) };
}

function Step({ data, selected }: NodeProps<StepNode>) {
  const { t } = useTranslation();
  const { step, start, flawed, walked } = data;
  const slots = [...(HAS_CHOICES.includes(step.kind) ? ['choice'] : []), ...WAYS[step.kind]];
  return (
    <div
      className="flow-step"
      data-kind={step.kind}
      data-chosen={selected}
      data-flawed={flawed}
      data-walked={walked}
    >
      <Handle type="target" position={Position.Top} />
      <strong>
        {start && <span title={t('flow.start')}>▶ </span>}
        {flawed && <span title={t('flow.flawed')}>⚠ </span>}
        {t(`flow.kind.${step.kind}`)}
      </strong>
      <span>{step.key}</span>
      <small>{detail(step)}</small>
      {slots.map((slot, i) => (
        <Handle
          key={slot}
          id={slot}
          type="source"
          position={Position.Bottom}
          style={{ left: `${((i + 1) * 100) / (slots.length + 1)}%` }}
          title={t(`flow.way.${slot as 'choice' | 'next' | 'fallback' | 'after'}`)}
        />
      ))}
    </div>
  );
}

const detail = (step: FlowNode): string =>
  step.queue_role ?? step.number ?? step.tenant ?? (step.prompts ?? []).join(', ');
