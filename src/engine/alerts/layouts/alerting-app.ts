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

export const alertingApp: Layout = (said) => {
  if (said.by !== 'app' || !(AUTHOR.test(said.author) || said.urls.some((url) => LINK.test(url))))
    return null;
  const labels = { ...spoken(said.lines), ...listed(said.lines) };
  if (!saysPull(said.lines) || targetOf(labels) === null) return null;
  const isOver = /\bresolved\b|:white_check_mark:/i.test(said.lines);
  return {
    alertname: labels.alertname ?? null,
    status: isOver ? 'resolved' : 'firing',
    labels,
    relevance: 'explicit',
  };
};
