import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface Point { value: number; text: string; href: string; }
interface Panel { measure: string; name: string; unit: string; years: { name: string; points: (Point | null)[] }[]; }
interface Chart { way: string; title: string; places: string[]; panels: Panel[]; }

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function drawCharts(root: Document): void {
  for (const plot of root.querySelectorAll<HTMLElement>("[data-chart]")) {
    const json = root.getElementById(plot.dataset["chart"] ?? "")?.textContent;
    const chart = json ? (JSON.parse(json) as Chart) : undefined;
    const panel = chart?.panels[Number(plot.dataset["panel"])];
    if (chart && panel) draw(plot, chart, panel);
  }
}

function draw(plot: HTMLElement, chart: Chart, panel: Panel): void {
  const drawing = init(plot, null, { renderer: "canvas" });
  drawing.setOption(options(chart, panel));
  drawing.on("click", (event) => {
    const href = (event.data as Point | undefined)?.href;
    if (href) location.assign(href);
  });
  new ResizeObserver(() => drawing.resize()).observe(plot);
}

function options(chart: Chart, panel: Panel): EChartsCoreOption {
  const bars = panel.measure === "level";
  const text = { color: token("--ink-3"), fontFamily: token("--sans"), fontSize: 12 };
  return {
    animation: false,
    grid: { left: 8, right: 96, top: 16, bottom: 8, containLabel: true },
    xAxis: {
      type: "category",
      data: chart.places,
      axisLine: { lineStyle: { color: token("--rule") } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      scale: !bars,
      axisLabel: { ...text, formatter: (value: number) => (panel.unit === "%" ? `${value}%` : `${value}`) },
      splitLine: { lineStyle: { color: token("--rule-2") } },
    },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      backgroundColor: token("--ink"),
      borderWidth: 0,
      textStyle: { ...text, color: "#fff" },
      formatter: (at: { seriesName: string; name: string; data: Point }) => `${at.seriesName}${at.name}  ${at.data.text}`,
    },
    // The newest year is drawn last, above the others.
    series: panel.years.map((year, age) => series(year, age, bars, text, lifted(panel, age))).reverse(),
  };
}

const end = (points: (Point | null)[]): number => points.reduce((found, point, i) => (point ? i : found), -1);

/** How far the label at the end of a line moves off that of a newer line which ends beside it, in pixels. */
function lifted(panel: Panel, age: number): number {
  const values = panel.years.flatMap(({ points }) => points.flatMap((point) => (point ? [point.value] : [])));
  const near = (Math.max(...values) - Math.min(...values)) * 0.08;
  const own = panel.years[age]?.points ?? [];
  const at = end(own);
  for (const { points } of panel.years.slice(0, age)) {
    const here = own[at], there = points[at];
    if (here && there && end(points) === at && Math.abs(here.value - there.value) < near) return here.value < there.value ? 15 : -15;
  }
  return 0;
}

function series(year: Panel["years"][number], age: number, bars: boolean, text: object, lift: number): object {
  const colour = age === 0 ? token("--ink") : age === 1 ? "#9aa4ab" : "#c9ced2";
  const last = end(year.points);
  const data = year.points.map((point, i) => point && { ...point, label: { show: i === last && !bars } });
  const common = { name: year.name, data, cursor: "pointer", itemStyle: { color: colour }, z: 10 - age };
  if (bars) {
    const label = { show: true, position: "top", formatter: (at: { data: Point }) => at.data.text.replace(/[^\d.−]/gu, ""), ...text };
    return { ...common, type: "bar", barMaxWidth: 18, barGap: "10%", label: { ...label, show: age === 0 } };
  }
  const label = { formatter: (at: { data: Point }) => `${year.name.slice(0, 4)} ${at.data.text}`, position: "right", distance: 8, backgroundColor: token("--paper"), padding: [0, 2], offset: [0, lift] };
  return {
    ...common,
    type: "line",
    connectNulls: false,
    symbol: "circle",
    symbolSize: age === 0 ? 7 : 5,
    lineStyle: { color: colour, width: age === 0 ? 2.5 : 1.5 },
    label: { ...text, ...label, color: age === 0 ? token("--ink") : token("--ink-3"), fontWeight: age === 0 ? 600 : 400 },
  };
}
