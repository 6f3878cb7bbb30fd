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
}

/** Lying bars, one for each name. Drawn on a canvas, tooltips too: nothing that a content policy would refuse. */
export default function BarChart({ label, names, values }: Props) {
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
    chart.current?.setOption({
      grid: { left: 4, right: 28, top: 4, bottom: 4, containLabel: true },
      tooltip: { trigger: 'item', renderMode: 'richText' },
      xAxis: { type: 'value', minInterval: 1, axisLabel: { color: text }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: [...names],
        axisTick: { show: false },
        axisLabel: { color: text, width: 120, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: [...values],
          barMaxWidth: 18,
          itemStyle: { color: colour('--hl-color-primary', '#0b5cad'), borderRadius: 3 },
          label: { show: true, position: 'right', color: text },
        },
      ],
    });
  }, [names, values]);
  return <div ref={box} role="img" aria-label={label} style={{ height: 36 + 30 * names.length }} />;
}
