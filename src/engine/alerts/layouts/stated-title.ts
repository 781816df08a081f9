/**
 * Templates with a title of their own that say the alert's name and its state in words: `Alert Firing: KubePodNotReady`,
 * `FIRING[1] KubePodNotReady - Team shop`, `KubePodNotReady is firing`, or `*Alert:* KubePodNotReady` in a row.
 */
import { withoutEmoji } from '../plain.ts';
import type { AlertStatus, Layout } from '../reading.ts';
import { relevanceOf } from '../relevance.ts';
import { listed, opened, silenced, spoken } from '../spoken.ts';
import { tellsOfElsewhere } from './alerting-app.ts';

const STATE = '(firing|resolved|alerting|triggered|recovered|problem|ok)';
const FIRST = new RegExp(
  `^[^\\w\\n]{0,8}(?:(?:prometheus|alertmanager|grafana|kubernetes|k8s)\\s)?(?:alerts?:?\\s|status:?\\s)?[[(]?${STATE}\\b[^\\w\\n]{0,4}(?:\\d{1,4})?[^\\w\\n]{0,8}([A-Za-z][^\\n]{2,200})$`,
  'i',
);
const LAST = new RegExp(
  `^[^\\w\\n]{0,8}([A-Za-z][^\\n]{2,200}?)[^\\w\\n]{1,6}(?:is |has )?[[(]?${STATE}\\W{0,8}$`,
  'i',
);
const ROW =
  /^(?:[-•●*]\s{0,3})?[*_`]{0,2}(?:alert(?:[ _]?name)?|rule)[*_`]{0,2}:[*_`\s]{1,6}([A-Z][A-Za-z0-9_]{3,80})[*_`]{0,2}$/im;

/** Names of alerts are words run together; what follows them is of the template. Free titles are read by their words. */
const NAME =
  /^[`*"']{0,2}([A-Z][a-z0-9]+(?:[A-Z0-9][A-Za-z0-9]*)+)(?=[`*"']{0,2}\s{0,3}(?:$|[-–—|@([{:<,/]|(?:for|in|on|at|is)\s))/;

/** A name on a row of its own, at most with a severity. */
const ALONE =
  /^[^\w\n]{0,6}([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)[^\w\n]{0,4}(?:warning|critical|info|page|high|low|error)?[^\w\n]{0,4}$/;

/** What is done about an alert is no alert. */
const ABOUT =
  /\b(?:silenc|acknowledg|muted?\b|snooz|escalat|on-?call|maintenance|assigned|unacknowledg|inhibit|expired silence)/i;

const RESOLVED = /\b(?:status|state)[*_`]{0,2}:[*_`\s]{0,6}(?:resolved|ok|recovered|inactive)\b/i;

export const statedTitle: Layout = (said) => {
  if (said.by !== 'app' || tellsOfElsewhere(said)) return null;
  const rows = said.headlines.slice(0, 6).map((line) => withoutEmoji(line).trim().split('\n')[0] ?? '');
  if (rows.some((row) => ABOUT.test(row))) return null;
  const told = rows.map(stated).find((one) => one !== null);
  const written = ROW.exec(withoutEmoji(said.lines.slice(0, 20_000)))?.[1];
  const alone = rows.map((row) => ALONE.exec(row)?.[1]).find((one) => one !== undefined);
  const name = told?.name ?? written ?? alone;
  if (name === undefined) return null;
  const labels = {
    ...opened(said.urls),
    ...spoken(said.lines),
    ...listed(said.lines),
    ...silenced(said.urls),
  };
  const alertname = labels.alertname ?? name;
  if (relevanceOf(alertname, labels, said.lines) === 'no') return null;
  const isOver = told ? told.status === 'resolved' : RESOLVED.test(said.lines);
  return { alertname, status: isOver ? 'resolved' : 'firing', labels };
};

function stated(row: string): { readonly name: string; readonly status: AlertStatus } | null {
  const first = FIRST.exec(row.slice(0, 300));
  const last = first ? null : LAST.exec(row.slice(0, 300));
  const [state = '', said = ''] = first ? [first[1], first[2]] : [last?.[2], last?.[1]];
  if (state === '' || said === '') return null;
  const name = NAME.exec(said)?.[1];
  if (name === undefined) return null;
  return { name, status: /resolved|ok|recovered/i.test(state) ? 'resolved' : 'firing' };
}
