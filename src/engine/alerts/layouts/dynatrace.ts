/** Dynatrace's problem notifications: `{State} Problem {ProblemID}: {ProblemTitle}` (docs.dynatrace.com notifications). */
import type { Layout } from '../reading.ts';
import { listed, spoken } from '../spoken.ts';

const TITLE =
  /^[^\w\n]{0,6}(OPEN|RESOLVED|MERGED|CLOSED)\b[^\w\n]{0,6}(?:Problem\s?)?(?:\(?#?P-\d{1,12}\)?)?[:\s-]{0,4}([^\n]{3,300})$/im;

export const dynatrace: Layout = (said) => {
  if (!said.author.includes('dynatrace') && !said.urls.some((url) => /\bdynatrace\.com\//.test(url)))
    return null;
  const [, state = '', title = ''] = said.headlines.map((line) => TITLE.exec(line)).find(Boolean) ?? [];
  if (title === '') return null;
  return {
    alertname: title.trim(),
    status: /resolved|closed/i.test(state) ? 'resolved' : 'firing',
    labels: { ...spoken(said.lines), ...listed(said.lines) },
  };
};
