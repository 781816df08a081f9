/** Grafana Alerting's default template: `[FIRING:n] …`, then `Labels:` by name (grafana/alerting default_template.go). */
import type { Layout } from '../reading.ts';
import { listed, opened, silenced, spoken } from '../spoken.ts';

const TITLE = /\[(FIRING|RESOLVED)(?::\s?\d+)?[^\]\n]{0,40}\]/i;

/** Only messages that tell labels by name: of others the title is all there is, as Alertmanager's. */
export const grafana: Layout = (said) => {
  const own =
    said.author.includes('grafana') || said.urls.some((url) => /\/alerting\/(?:grafana|silence)\b/.test(url));
  const state = own ? said.headlines.map((line) => TITLE.exec(line)?.[1]).find(Boolean) : undefined;
  const labels = {
    ...opened(said.urls),
    ...spoken(said.lines),
    ...listed(said.lines),
    ...silenced(said.urls),
  };
  if (state === undefined || labels.alertname === undefined) return null;
  return {
    alertname: labels.alertname,
    status: state.toUpperCase() === 'RESOLVED' ? 'resolved' : 'firing',
    labels,
  };
};
