/** Sysdig Monitor: `<alert> is Triggered`, then the scope as `label = value` (docs.sysdig.com, Slack channels). */
import type { Layout } from '../reading.ts';
import { listed, spoken } from '../spoken.ts';

const TITLE = /^[^\w\n[]{0,6}([^\n]{3,300}?) (?:is|has been) (Triggered|Resolved|Acknowledged|OK)\b/im;

export const sysdig: Layout = (said) => {
  if (!said.author.includes('sysdig') && !said.urls.some((url) => /\bsysdig(?:cloud)?\.com\//.test(url)))
    return null;
  const [, alertname, state = ''] = said.headlines.map((line) => TITLE.exec(line)).find(Boolean) ?? [];
  if (alertname === undefined) return null;
  return {
    alertname,
    status: /resolved|ok/i.test(state) ? 'resolved' : 'firing',
    labels: { ...spoken(said.lines), ...listed(said.lines) },
  };
};
