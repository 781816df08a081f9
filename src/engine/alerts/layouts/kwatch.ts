/** kwatch: `*Cluster*\nx` fields, a reason, the pod's events (abahmed/kwatch). Sends no resolution. */
import type { Layout } from '../reading.ts';
import { relevanceOf, saysPull } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';

export const kwatch: Layout = (said) => {
  if (!/kwatch detected/i.test(said.lines)) return null;
  const rows = listed(said.lines);
  const labels = { ...spoken(said.lines), ...rows, ...(rows.name ? { pod: rows.name } : {}) };
  const relevance = relevanceOf(null, labels, said.lines);
  const vague =
    relevance === 'no' && /^(?:BackOff|Failed|Waiting)?$/.test(rows.reason ?? '') && saysPull(said.lines);
  return { alertname: null, status: 'firing', labels, relevance: vague ? 'explicit' : relevance };
};
