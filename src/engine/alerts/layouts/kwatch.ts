/** kwatch: `*Cluster*\nx` fields, a reason, the pod's events; or one line (abahmed/kwatch). Sends no resolution. */
import type { Layout } from '../reading.ts';
import { relevanceOf, saysPull } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';

const COMPACT = /\bK8s Alert: ([a-z0-9.-]{1,253}) - ([A-Za-z]{2,60})(?: \(([a-z0-9-]{1,63})\))?/;

export const kwatch: Layout = (said) => {
  const [, pod, reason, namespace] = COMPACT.exec(said.lines) ?? [];
  if (!/kwatch detected/i.test(said.lines) && pod === undefined) return null;
  const rows = listed(said.lines);
  const labels = {
    ...spoken(said.lines),
    ...rows,
    ...(rows.name ? { pod: rows.name } : {}),
    ...(pod && reason ? { pod, reason } : {}),
    ...(namespace ? { namespace } : {}),
  };
  const relevance = relevanceOf(null, labels, said.lines);
  const vague =
    relevance === 'no' && /^(?:BackOff|Failed|Waiting)?$/.test(labels.reason ?? '') && saysPull(said.lines);
  return { alertname: null, status: 'firing', labels, relevance: vague ? 'explicit' : relevance };
};
