/**
 * Templates whose title only counts: `2 alert(s) firing`, the alert's name is the first line below it
 * (sinanejadebrahim/grafana-alert-template).
 */
import { withoutEmoji } from '../plain.ts';
import type { Layout } from '../reading.ts';
import { listed, opened, silenced, spoken } from '../spoken.ts';

const TITLE = /^[^\w\n]{0,12}\d{1,4} alert(?:\(s\)|s)? (firing|resolved)\b/i;
const NAME = /^[^\w\n]{0,6}([A-Z][\w -]{2,80}?)[*_`:]{0,3}$/;

export const countedAlerts: Layout = (said) => {
  const headlines = said.headlines.map(withoutEmoji);
  const at = headlines.findIndex((line) => TITLE.test(line));
  const state = TITLE.exec(headlines[at] ?? '')?.[1];
  if (said.by !== 'app' || state === undefined) return null;
  const below = headlines
    .slice(at)
    .join('\n')
    .split('\n')
    .slice(1)
    .map((row) => row.trim());
  const labels = {
    ...opened(said.urls),
    ...spoken(said.lines),
    ...listed(said.lines),
    ...silenced(said.urls),
  };
  const first = below.find((row) => row !== '' && !TITLE.test(row)) ?? '';
  return {
    alertname: labels.alertname ?? NAME.exec(first)?.[1] ?? null,
    status: state.toLowerCase() === 'resolved' ? 'resolved' : 'firing',
    labels,
  };
};
