import { BarChart as Bars } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([Bars, GridComponent, TooltipComponent, CanvasRenderer]);

interface Props {
  /** What is drawn, for those who do not see it; its numbers must stand beside it. */
  label: string;
  names: readonly string[];
  values: readonly number[];
  /** Standing bars, for what follows in time. */
  upright?: boolean;
}

const HEIGHT = 190;

/** Bars, one for each name, lying unless they are to stand. Drawn on a canvas, tooltips too: nothing that a content policy would refuse. */
export default function BarChart({ label, names, values, upright = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current);
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
    const text = colour('--hl-color-text-secondary', '#667');
    const numbers = { type: 'value', minInterval: 1, axisLabel: { color: text }, splitLine: { show: false } };
    const words = {
      type: 'category',
      inverse: !upright,
      data: [...names],
      axisTick: { show: false },
      axisLabel: upright ? { color: text } : { color: text, width: 120, overflow: 'truncate' },
    };
    const radius = upright ? [3, 3, 0, 0] : 3;
    chart.current?.setOption(
      {
        grid: { left: 4, right: 28, top: upright ? 20 : 4, bottom: 4, containLabel: true },
        tooltip: { trigger: 'item', renderMode: 'richText' },
        xAxis: upright ? words : numbers,
        yAxis: upright ? numbers : words,
        series: [
          {
            type: 'bar',
            data: [...values],
            barMaxWidth: upright ? 32 : 18,
            itemStyle: { color: colour('--hl-color-primary', '#0b5cad'), borderRadius: radius },
            label: { show: true, position: upright ? 'top' : 'right', color: text },
          },
        ],
      },
      { notMerge: true },
    );
  }, [names, values, upright]);
  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      style={{ height: upright ? HEIGHT : 36 + 30 * names.length }}
    />
  );
}
