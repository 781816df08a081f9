/** Botkube's events: `v1/pods error`, then Kind, Name, Namespace, Reason, Cluster (kubeshop/botkube). */
import type { Layout } from '../reading.ts';
import { saysPull } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';

const HEADLINE =
  /^\*?(?::[a-z_]+:|[^\w\s*]+)?[^\S\n]{0,8}([a-z0-9.]+\/[a-z0-9]+(?:\/[a-z0-9]+)? (?:error|warning|created|updated|deleted|info))\*?$/im;

export const botkube: Layout = (said) => {
  const alertname = HEADLINE.exec(said.lines)?.[1];
  if (!alertname) return null;
  const rows = listed(said.lines);
  const kind = (rows.kind ?? '').toLowerCase();
  const named: Record<string, string> = rows.name ? { [kind === 'pod' ? 'pod' : 'workload']: rows.name } : {};
  const pulls = saysPull(said.lines) && /error|warning/.test(alertname);
  return {
    alertname,
    status: 'firing',
    labels: { ...spoken(said.lines), ...rows, ...named },
    relevance: pulls ? 'explicit' : 'no',
  };
};
