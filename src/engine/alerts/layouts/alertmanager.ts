/** Alertmanager's default title and the popular templates around it: `[FIRING:n] …`, `[RESOLVED] …`. */
import { labelValues } from '../label-values.ts';
import type { Layout } from '../reading.ts';
import { listed, opened, silenced, spoken } from '../spoken.ts';

const TITLE =
  /\[(FIRING|RESOLVED)(?::\s?\d+)?[^\]]{0,40}\]\s*((?::[a-z0-9_+-]+:\s*|[^\w\s([]+\s*)*)([^\n]*)/i;

/** PagerDuty and Opsgenie keep FIRING in the subject: their own word wins. */
const DONE =
  /^(?:\*?[^\S\n]{0,8}(?::[a-z_]{1,60}:[^\S\n]{0,8})?)(?:Closed alert|Resolved #|Resolved:|Auto-?resolved)|\bStatus:\*?\s*(?:Resolved|Closed)/im;

export const alertmanager: Layout = (said) => {
  // Without the link that a fallback ends with.
  const found = said.headlines.map((line) => TITLE.exec(line)).find((match) => match !== null);
  if (!found) return null;
  const [, state = '', , after = ''] = found;
  const title = after
    .replace(/\s*\|\s*https?:\S*$/, '')
    .replace(/["*>]+\s*$/, '')
    .trim();
  const values = labelValues(title);
  const table = listed(said.lines);
  const prose = { ...opened(said.urls), ...spoken(said.lines) };
  const silence = silenced(said.urls);
  const sure = { ...table, ...silence };
  const named = sure.alertname ?? values.alertname;
  // Where labels are told by name, places that only order suggests are not taken.
  const toldByName = silence.alertname !== undefined || table.alertname !== undefined;
  const labels = toldByName ? { ...prose, ...sure } : { ...pick(table), ...values, ...prose };
  const resolved = state.toUpperCase() === 'RESOLVED' || DONE.test(said.lines);
  const bare = title.replace(/\s*\([^()]*\)$/, '');
  const alertname =
    named ?? (!toldByName && !labels.namespace && /^[A-Za-z][\w -]{2,60}$/.test(bare) ? bare : null);
  const candidate = alertname === null && labels.job === 'kube-state-metrics' && labels.namespace;
  return {
    alertname,
    status: resolved ? 'resolved' : 'firing',
    labels,
    ...(candidate ? { relevance: 'candidate' as const } : {}),
  };
};

/** A list without an alert's name may be of anything: only places are taken. */
function pick(table: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const places = [
    'cluster',
    'namespace',
    'pod',
    'container',
    'image',
    'deployment',
    'statefulset',
    'daemonset',
    'reason',
  ];
  return Object.fromEntries(Object.entries(table).filter(([key]) => places.includes(key)));
}
