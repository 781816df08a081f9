/** PagerDuty's incidents: `#48213: <title>`, then Status and Urgency. Alertmanager's titles are read as such before. */
import type { Layout } from '../reading.ts';
import { relevanceOf } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';
import { withoutSender } from './datadog.ts';

const TITLE = /^\*?(?:(?:Triggered|Resolved|Reopened)\s)?(?:#\d{1,9}:\s*)?([^\n]{3,300}?)\*?$/;

/** The older cards tell number and title apart. */
const NUMBER = /^(?:Triggered|Resolved|Reopened|Acknowledged)? ?#\d{1,9}$/;

export const pagerduty: Layout = (said) => {
  if (!said.author.includes('pagerduty') && !said.urls.some((url) => /\bpagerduty\.com\//.test(url)))
    return null;
  const title =
    TITLE.exec(said.headlines.find((line) => !NUMBER.test(line))?.split('\n')[0] ?? '')?.[1] ?? null;
  const name = withoutSender(title ?? undefined);
  const labels = { ...spoken(said.lines), ...listed(said.lines) };
  // Of what is about neither a pull nor a registry not even the name is of use.
  // Changes of on-call and of schedules are no incidents: those have a number or a status.
  const isIncident = /#\d{1,9}\b|\bStatus:/.test(said.lines);
  if (name === undefined || !isIncident || relevanceOf(name, labels, said.lines) === 'no') return null;
  const isOver = /^\*?Resolved #|\bStatus:\*?\s*Resolved/im.test(said.lines);
  return { alertname: name, status: isOver ? 'resolved' : 'firing', labels };
};
