/** Opsgenie's alerts: `#46353: <title>` or `Closed alert: #46353`. Alertmanager's titles are read as such before. */
import type { Layout } from '../reading.ts';
import { relevanceOf } from '../relevance.ts';
import { listed, spoken } from '../spoken.ts';
import { withoutSender } from './datadog.ts';

const TITLE = /(?:^|\n)\*?(?:(?:New|Closed) alert:?\s)?#\d{1,9}:\s*"?([^\n"*]{3,300})/;

/** `New alert: #7740`, whose title stands below in quotes. */
const NUMBER = /^(?:New|Closed|Acknowledged|Re-?opened|Escalated) alert:? #\d{1,9}$/i;
const QUOTED = /^"?([^\n"]{3,500})/;

export const opsgenie: Layout = (said) => {
  if (
    !said.author.includes('opsgenie') &&
    !said.urls.some((url) => /\/\/opsg\.in\/|opsgenie\.com\//.test(url))
  )
    return null;
  const numbered = said.headlines.map((line) => TITLE.exec(line)?.[1]).find((name) => name !== undefined);
  const below = said.headlines.findIndex((line) => NUMBER.test(line));
  const quoted = below < 0 ? undefined : QUOTED.exec(said.headlines[below + 1] ?? '')?.[1];
  const title = withoutSender(numbered ?? quoted);
  const labels = { ...spoken(said.lines), ...listed(said.lines) };
  if (title === undefined || relevanceOf(title, labels, said.lines) === 'no') return null;
  const isOver = /^Closed alert|\bStatus:\*?\s*Closed/im.test(said.lines);
  return { alertname: title.trim(), status: isOver ? 'resolved' : 'firing', labels };
};
