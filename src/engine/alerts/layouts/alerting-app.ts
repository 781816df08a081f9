/**
 * An alerting tool whose template leaves titles and states out: only the words say what it is about
 * (kalisio/kargo's Alertmanager template writes `<place>` and the summary).
 */
import type { Layout } from '../reading.ts';
import { saysPull } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';
import { targetOf } from '../target.ts';

const AUTHOR = /\b(?:alert ?manager|prometheus|grafana|vmalert|alerts?|alerting|monitoring)\b/;
const LINK = /\/#\/alerts(?:\?|$)|\/alerting\/(?:grafana|silence)/;

// Only where a state stands: "could not be resolved" is an error.
const OVER =
  /^[^\w\n]{0,12}(?:RESOLVED|Resolved)\b|\bstatus[*_`]{0,2}:[*_`\s]{0,6}resolved\b|:white_check_mark:/m;

export const alertingApp: Layout = (said) => {
  if (said.by !== 'app' || !(AUTHOR.test(said.author) || said.urls.some((url) => LINK.test(url))))
    return null;
  const labels = { ...spoken(said.lines), ...listed(said.lines) };
  if (!saysPull(said.lines) || targetOf(labels) === null) return null;
  return {
    alertname: labels.alertname ?? null,
    status: OVER.test(said.lines) ? 'resolved' : 'firing',
    labels,
    relevance: 'explicit',
  };
};
