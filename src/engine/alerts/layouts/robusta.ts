/** Robusta's findings: a headline, `*Source:* \`cluster\``, details in attachments (robusta-dev/robusta sinks/slack). */
import type { Layout } from '../reading.ts';
import { listed, silenced, spoken } from '../spoken.ts';
import type { Labels } from '../target.ts';

export const robusta: Layout = (said) => {
  const own = said.author.includes('robusta') || said.urls.some((url) => url.includes('robusta.dev'));
  if (!own || !/K8s event detected|Prometheus|\*Source:\*|\*Alert:\*/.test(said.lines)) return null;
  const cluster = /Source:\*?\s*`([^`]+)`/.exec(said.lines)?.[1];
  const container = /Container `([^`]+)`/.exec(said.lines)?.[1];
  const labels: Labels = {
    ...spoken(said.lines),
    ...listed(said.lines),
    ...(cluster ? { cluster } : {}),
    ...(container ? { container } : {}),
  };
  const name = labels.alertname ?? silenced(said.urls).alertname ?? null;
  const alertname =
    name ?? (/Failed to pull at least one image/.test(said.lines) ? 'ImagePullBackoff' : null);
  return {
    alertname,
    status: /\[RESOLVED\]|Prometheus resolved/i.test(said.lines) ? 'resolved' : 'firing',
    labels,
  };
};
