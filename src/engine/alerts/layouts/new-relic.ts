/** New Relic's issues: State, Policy and Condition as fields (docs.newrelic.com, Slack destinations of workflows). */
import type { Layout } from '../reading.ts';
import { relevanceOf, saysPull } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';

const field = (lines: string, name: string): string | undefined =>
  new RegExp(`^\\*?${name}(?: name)?:?\\*?:?[ \\n]{1,3}([^\\n]{2,300})$`, 'im').exec(lines)?.[1]?.trim();

export const newRelic: Layout = (said) => {
  const own =
    /new ?relic/.test(said.author) || said.urls.some((url) => /\bnewrelic\.com\/|\bnr-ext\.net\//.test(url));
  if (!own) return null;
  const state = field(said.lines, '(?:State|Status)') ?? said.headlines[0] ?? '';
  const condition = field(said.lines, 'Condition');
  const title = said.headlines[0]?.split('\n')[0]?.replace(/^[*\s]+|[*\s]+$/g, '');
  const alertname = condition ?? title ?? null;
  const labels = { ...spoken(said.lines), ...listed(said.lines) };
  const named = relevanceOf(alertname, labels, said.lines);
  return {
    alertname,
    status: /closed|resolved|deactivated/i.test(state) ? 'resolved' : 'firing',
    labels,
    relevance: named === 'no' && saysPull(title ?? '') ? 'explicit' : named,
  };
};
