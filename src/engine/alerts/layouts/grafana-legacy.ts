/**
 * Grafana before unified alerting: `[Alerting] <rule>` and `[OK] <rule>`, each series that fails as a field
 * (grafana/grafana pkg/services/alerting/notifiers/slack.go of v7).
 */
import type { Layout } from '../reading.ts';
import { listed, opened, spoken } from '../spoken.ts';

const TITLE = /^\[(Alerting|OK|No Data|Unknown)\]\s{1,3}([^\n]{2,300})$/;

export const grafanaLegacy: Layout = (said) => {
  const [, state = '', name = ''] = said.titles.map((line) => TITLE.exec(line.trim())).find(Boolean) ?? [];
  if (said.by !== 'app' || name === '') return null;
  return {
    alertname: name.trim(),
    status: state === 'OK' ? 'resolved' : 'firing',
    labels: { ...opened(said.urls), ...spoken(said.lines), ...listed(said.lines) },
    ...(/No Data|Unknown/.test(state) ? { relevance: 'no' as const } : {}),
  };
};
