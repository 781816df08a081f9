/** Datadog monitors: `[P2] Triggered: <monitor> on <group>` (docs.datadoghq.com/monitors/notify). */
import type { Layout } from '../reading.ts';
import { listed, spoken } from '../spoken.ts';

const TITLE =
  /^\*?(?:\[P\d\]\s*)?\[?(Triggered|Re-Triggered|Warn|Alert|Recovered|No Data|Re-Alert|Renotify)\b[^:\]\n]{0,40}(?:\]|:)\s*(.+?)(?: on ([\w]+:[^\s*]+))?\*?$/im;

export const datadog: Layout = (said) => {
  const title = said.headlines.map((line) => TITLE.exec(line)).find(Boolean);
  if (
    !title ||
    !(said.author.includes('datadog') || said.urls.some((url) => /datadoghq\.|ddog-gov/.test(url)))
  )
    return null;
  const [, state = '', name = '', group = ''] = title;
  const noData = /no data/i.test(state);
  const labels = { ...spoken(said.lines), ...listed(`${group}\n${said.lines}`) };
  const reason = /reason:([a-z]+)/i.exec(said.lines)?.[1];
  return {
    alertname: name.trim(),
    status: /recovered/i.test(state) ? 'resolved' : 'firing',
    labels: { ...labels, ...(reason ? { reason } : {}) },
    ...(noData ? { relevance: 'no' as const } : {}),
  };
};

/** How Datadog's title stands in another tool: `[Datadog] [P2] [Triggered on {pod_name:x}] <monitor>`. */
export function withoutSender(title: string | undefined): string | undefined {
  return title
    ?.replace(
      /^(?:\[(?:Datadog|P\d|(?:Re-?)?(?:Triggered|Alert|Warn|Recovered)(?: on \{[^{}\]]{0,500}\})?)\]:?\s{0,3}){1,5}/i,
      '',
    )
    .trim();
}
