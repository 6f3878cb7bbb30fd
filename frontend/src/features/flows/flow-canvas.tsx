import {
  Background,
  type Connection,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '@/shared/ui/appearance';
import {
  type Drawing,
  type FlowNode,
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
  const nodes = useMemo<StepNode[]>(
    () =>
      definition.nodes.map((step) => {
        const [x, y] = layout[step.key] ?? [0, 0];
        return {
          id: step.key,
          type: 'step',
          position: { x, y },
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
    [definition, layout, chosen, flawed, walked],
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
    const slot = sourceHandle === 'choice' ? `choice:${freeDigit(node)}` : sourceHandle;
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
        minZoom={0.3}
        deleteKeyCode={['Delete', 'Backspace']}
        onConnect={connect}
        onNodeClick={(_, node) => onChoose(node.id)}
        onPaneClick={() => onChoose(null)}
        onNodeDragStop={(_, node) =>
          onDraw({
            ...drawing,
            layout: { ...layout, [node.id]: [Math.round(node.position.x), Math.round(node.position.y)] },
          })
        }
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

/** The first key that leads nowhere yet. */
const freeDigit = (node: FlowNode): string =>
  [...'1234567890*#'].find((digit) => !node.choices?.[digit]) ?? '0';

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
