/**
 * Any other tool that tells of a pull which fails: Zabbix, Icinga, Better Stack, Coralogix, Komodor, event exporters
 * and templates that leave titles and states out (kalisio/kargo's Alertmanager template writes `<place>` and the
 * summary). Only the words say what it is about.
 */
import { onlyImage } from '../image-said.ts';
import type { Said } from '../message.ts';
import type { Layout, Reading } from '../reading.ts';
import { registryHost, troubledRegistry } from '../registry-trouble.ts';
import { saysPull } from '../relevance.ts';
import { listed, loosePod, opened, silenced, spoken } from '../spoken.ts';
import { targetOf } from '../target.ts';

/** Tools that tell of code, tickets, builds, costs, scans and news: what they quote happened elsewhere. */
const NO_ALERTS =
  /git ?hub|git ?lab|bitbucket|gitea|jira|linear\b|asana|trello|notion|confluence|renovate|dependabot|sentry|trivy|snyk|kubecost|jenkins|circleci|buildkite|drone|tekton|travis|teamcity|azure ?devops|stack ?overflow|\brss\b|reddit|calendar|zoom|donut|polly|standup|statuspage|release|changelog|\bci\b/i;
const ELSEWHERE =
  /\b(?:pull request|merge request|merged|commit(?:ted|s)?|workflow run|pipeline|build #?\d|issue (?:opened|created|closed)|ticket|postmortem|post-mortem|retrospective|runbook of the week|blog)\b/i;

// Only where a state stands: "could not be resolved" is an error.
const OVER =
  /^[^\w\n]{0,12}(?:RESOLVED|Resolved|RECOVERED|Recovered|RECOVERY|Recovery|CLOSED|Closed|CLEARED|Cleared|OK)\b|\b(?:status|state|type)[*_`]{0,2}:[*_`\s]{0,6}(?:resolved|closed|recovered|recovery|ok|cleared)\b|:white_check_mark:|\bis (?:now |back )?(?:resolved|recovered|up)\b|\[[^\]\w]{0,6}Up\]/im;

const STATE =
  /^[^\w\n[]{0,12}\[?(?:#\d{1,9}\s)?(?:Triggered|Re-?Triggered|Firing|Open(?:ed)?|Activated|Active|Problem|Critical|Warning|Error|Alert|Alarm|Incident|Major|High|Resolved|Recovered|Recovery|Closed|Cleared|Started|New (?:alert|incident)|OK)\b(?: in [\dhms ]{1,20})?(?:\s?(?:alert|incident|problem|#\d{1,9}))?(?:\]\s{0,3}[:|-]?|\s{0,3}[:|-])\s{0,3}\*?([^\n]{3,200}?)\*?$/im;
const ENDS =
  /^[^\w\n[]{0,12}([^\n]{3,200}?) (?:is|has|was) (?:triggered|firing|resolved|recovered|started|opened|closed)\b/im;

/** Icinga and Checkmk name host and service, then the state and what the check said. */
const SAYS_STATE = / is (?:CRITICAL|WARNING|UNKNOWN|DOWN|OK|UP)\b.*$/;

/** UptimeRobot, Uptime Kuma and their like: a monitor is down, or up again. */
const MONITOR =
  /\b(?:monitor|site|host|service|check|endpoint|url)\b[^\n]{0,80}?\bis (?:back )?(?:down|up)\b|\[[^\]\w]{0,6}(?:Down|Up)\]/i;

/** Whether it tells of code, tickets or builds: an alert that such a tool quotes is none. */
export function tellsOfElsewhere({ author, lines }: Said): boolean {
  return NO_ALERTS.test(author) || ELSEWHERE.test(lines);
}

export const alertingApp: Layout = (said) => {
  if (said.by !== 'app' || tellsOfElsewhere(said)) return null;
  const told = { ...opened(said.urls), ...spoken(said.lines), ...listed(said.lines), ...silenced(said.urls) };
  const image = told.image ?? onlyImage(said.lines);
  const loose = targetOf(told)?.pod || targetOf(told)?.workload ? null : loosePod(said.lines);
  const labels = { ...told, ...(image ? { image } : {}), ...(loose ? { pod: loose } : {}) };
  if (saysPull(said.lines) && targetOf(labels) !== null) return reading(said.lines, labels);
  const watched = MONITOR.exec(said.lines);
  const registry = watched ? registryHost(said.lines) : troubledRegistry(said.lines);
  return registry && (watched ?? STATE.exec(said.lines))
    ? reading(said.lines, { ...labels, registry })
    : null;
};

function reading(lines: string, labels: Reading['labels']): Reading {
  const title = STATE.exec(lines)?.[1] ?? ENDS.exec(lines)?.[1];
  return {
    alertname: labels.alertname ?? title?.replace(SAYS_STATE, '').trim() ?? null,
    status: OVER.test(lines) ? 'resolved' : 'firing',
    labels,
    relevance: 'explicit',
  };
}
