/** Projects by size as bars, each with its quota behind it. Colours never tell alone: every bar has its figures. */
import { BarChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { sizeOf } from '../engine/bytes.ts';
import type { ProjectStorage } from '../engine/storage-report.ts';
import type { Language, Words } from '../engine/words.ts';
import { TYPEFACE } from './picture.ts';

use([BarChart, GridComponent, TitleComponent, SVGRenderer]);

/** Bars of one picture; more cannot be read on a telephone. */
export const MOST_BARS = 12;

const WIDTH = 1000;
const BAR = 52;
const FRAME = 120;
const NAME_CHARACTERS = 24;
const COLOURS = { text: '#1d1c1d', quiet: '#616061', bar: '#1264a3', full: '#c0392b', quota: '#e3e6ea' };
/** Of its quota, from which on a project counts as full. */
const FULL = 0.9;
/** A quota is drawn up to so many times the largest project. */
const FARTHEST = 4;

const words: Words<{
  title(host: string): string;
  used(of: { used: string; hard: string | null; percent: number | null; grown: string | null }): string;
  readonly key: string;
  more(count: number): string;
}> = {
  en: {
    title: (host) => `Projects of ${host} by size`,
    used: ({ used, hard, percent, grown }) =>
      `${used}${hard === null ? '' : ` of ${hard} (${percent} %)`}${grown === null ? '' : `, ${grown}`}`,
    key: 'grey: quota · red: nine tenths of the quota or more · + and −: since the last look',
    more: (count) => `; ${count} smaller ones are not drawn`,
  },
};

interface ToDraw {
  readonly host: string;
  /** The largest first. */
  readonly projects: readonly ProjectStorage[];
  readonly more: number;
}

/** What the picture says, for who cannot see it. */
export function projectsAlt({ host, projects, more }: ToDraw, language: Language = 'en'): string {
  const shown = projects.slice(0, MOST_BARS).map((one) => `${one.name} ${figures(one, language)}`);
  const hidden = more + Math.max(0, projects.length - MOST_BARS);
  const say = words[language];
  return `${say.title(host)}: ${shown.join('; ')}${hidden > 0 ? say.more(hidden) : ''}.`.slice(0, 1_000);
}

export function projectsChart({ host, projects, more }: ToDraw, language: Language = 'en'): string {
  const say = words[language];
  const shown = projects.slice(0, MOST_BARS);
  const hidden = more + Math.max(0, projects.length - MOST_BARS);
  const most = scaleOf(shown);
  const height = FRAME + shown.length * BAR;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  const text = { fontFamily: TYPEFACE, color: COLOURS.text, fontSize: 20 };
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: {
      text: say.title(host),
      subtext: `${say.key}${hidden > 0 ? say.more(hidden) : ''}`,
      left: 24,
      top: 16,
      textStyle: { ...text, fontSize: 24, fontWeight: 'bold' },
      subtextStyle: { ...text, fontSize: 16, color: COLOURS.quiet },
    },
    grid: { left: 310, right: 330, top: 96, bottom: 16 },
    xAxis: { type: 'value', show: false, max: most },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map(({ name }) => shortened(name)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, margin: 16 },
    },
    series: [
      {
        type: 'bar',
        barWidth: 26,
        barGap: '-100%',
        silent: true,
        data: shown.map(({ hard }) => Math.min(hard ?? 0, most)),
        itemStyle: { color: COLOURS.quota },
      },
      {
        type: 'bar',
        barWidth: 26,
        data: shown.map((one) => ({
          value: one.used,
          itemStyle: { color: isFull(one) ? COLOURS.full : COLOURS.bar },
        })),
      },
      {
        // Bears the figures alone, at the right edge of all bars.
        type: 'bar',
        barWidth: 26,
        barGap: '-100%',
        itemStyle: { color: 'transparent' },
        data: shown.map((one) => ({
          value: most,
          label: {
            show: true,
            position: 'right',
            distance: 12,
            ...text,
            fontSize: 18,
            formatter: figures(one, language),
          },
        })),
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function figures({ used, hard, grownBy }: ProjectStorage, language: Language): string {
  return words[language].used({
    used: sizeOf(used),
    hard: hard === null ? null : sizeOf(hard),
    percent: hard === null || hard === 0 ? null : Math.round((used / hard) * 100),
    grown:
      grownBy === null || grownBy === 0 ? null : `${grownBy > 0 ? '+' : '−'}${sizeOf(Math.abs(grownBy))}`,
  });
}

/** Where the picture ends, bytes: quotas far beyond what is used would make every bar a splinter. */
function scaleOf(projects: readonly ProjectStorage[]): number {
  const used = Math.max(1, ...projects.map((one) => one.used));
  const quota = Math.max(0, ...projects.map(({ hard }) => hard ?? 0));
  return Math.max(used, Math.min(quota, used * FARTHEST));
}

function isFull({ used, hard }: ProjectStorage): boolean {
  return hard !== null && used >= hard * FULL;
}

function shortened(name: string): string {
  return name.length <= NAME_CHARACTERS ? name : `${name.slice(0, NAME_CHARACTERS - 1)}…`;
}
