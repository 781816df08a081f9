/** Alertmanager's default title and the popular templates around it: `[FIRING:n] …`, `[RESOLVED] …`. */
import { clusterForm } from '../cluster-words.ts';
import { labelValues } from '../label-values.ts';
import type { Layout } from '../reading.ts';
import { listed, opened, silenced, spoken } from '../spoken.ts';
import type { Labels } from '../target.ts';

const TITLE =
  /\[(FIRING|RESOLVED)(?::\s?\d+)?[^\]]{0,40}\]\s*((?::[a-z0-9_+-]+:\s*|[^\w\s([]+\s*)*)([^\n]*)/i;

/** The default template's fallback, which custom templates leave as it is (notify/slack/slack.go, default.tmpl). */
const DEFAULT =
  /^(\[(?:FIRING|RESOLVED)(?::\d{1,5})?\] [^\n]{0,2000}?)\s{0,3}\| https?:\/\/\S{0,500}#\/alerts/;

/** PagerDuty and Opsgenie keep FIRING in the subject: their own word wins. */
const DONE =
  /^(?:\*?[^\S\n]{0,8}(?::[a-z_]{1,60}:[^\S\n]{0,8})?)(?:Closed alert|Resolved #|Resolved:|Auto-?resolved)|\bStatus:\*?\s*(?:Resolved|Closed)/im;

export const alertmanager: Layout = (said) => {
  const hidden = said.fallbacks.map((line) => DEFAULT.exec(line)?.[1]).find((line) => line !== undefined);
  const shown = said.headlines.map((line) => TITLE.exec(line)).find((match) => match !== null);
  const found = (hidden === undefined ? null : TITLE.exec(hidden)) ?? shown;
  if (!found) return null;
  const [, state = '', , after = ''] = found;
  const title = bareTitle(after);
  const table = listed(said.lines);
  const prose = { ...opened(said.urls), ...spoken(said.lines) };
  const silence = silenced(said.urls);
  const sure = { ...table, ...silence };
  const isShown = hidden === undefined || bareTitle(shown?.[3] ?? '') === title;
  const isProse = /^[A-Z][a-z]+ [a-z]+(?: [a-z]+){0,8}$/.test(title);
  const ordered = isProse ? {} : labelValues(title, isShown ? {} : { ...pick(table), ...prose, ...silence });
  const values = isShown ? ordered : agreeing(ordered, { ...pick(table), ...prose });
  const named = sure.alertname ?? values.alertname;
  // Where labels are told by name, places that only order suggests are not taken.
  const toldByName = silence.alertname !== undefined || table.alertname !== undefined;
  const told = isShown ? { ...pick(table), ...values, ...prose } : { ...values, ...pick(table), ...prose };
  const labels = toldByName ? { ...prose, ...sure } : told;
  const resolved = state.toUpperCase() === 'RESOLVED' || DONE.test(said.lines);
  const isFree = !toldByName && (isProse || !labels.namespace);
  const alertname = named ?? (isFree ? bareName(title) : null);
  const candidate = isOfKubeState(alertname, labels);
  return {
    alertname,
    status: resolved ? 'resolved' : 'firing',
    labels,
    ...(candidate ? { relevance: 'candidate' as const } : {}),
  };
};

/** An alert of kube-state-metrics without a name, about a namespace: worth a look. */
function isOfKubeState(alertname: string | null, { job, namespace }: Labels): boolean {
  return alertname === null && job === 'kube-state-metrics' && namespace !== undefined;
}

/** A title of words, without the labels in its brackets; null for anything else. */
function bareName(title: string): string | null {
  const bare = title.replace(/\s*\([^()]*\)$/, '');
  return /^[A-Za-z][\w -]{2,60}$/.test(bare) ? bare : null;
}

/** Without the link that a fallback ends with. */
function bareTitle(after: string): string {
  return after
    .replace(/\s*\|\s*https?:\S*$/, '')
    .replace(/["*>]+\s*$/, '')
    .trim();
}

/** Labels beside which a namespace stands, and not the name of a scrape's job. */
const OF_PODS = ['pod', 'container', 'deployment', 'statefulset', 'daemonset', 'job_name', 'reason'];

/**
 * What order suggests of a title that nobody sees: the alert's name, and places where it contradicts no word that is
 * shown. A cluster must look like one, for labels of any name can stand in its place.
 */
function agreeing(ordered: Labels, shown: Labels): Labels {
  const isAgreed = ['namespace', 'pod', 'container', 'cluster'].every(
    (key) => !ordered[key] || !shown[key] || ordered[key] === shown[key],
  );
  const { alertname, reason, cluster } = ordered;
  if (!isAgreed) return { ...(alertname ? { alertname } : {}), ...(reason ? { reason } : {}) };
  const isOfPods = OF_PODS.some((key) => ordered[key] !== undefined) || ordered.job === 'kube-state-metrics';
  const left = Object.entries(ordered).filter(
    ([key]) =>
      (key !== 'cluster' || clusterForm(cluster ?? '') !== 'no') && (key !== 'namespace' || isOfPods),
  );
  return Object.fromEntries(left);
}

/** A list without an alert's name may be of anything: only places are taken. */
function pick(table: Labels): Labels {
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
