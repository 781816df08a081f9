import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { latestPush } from '../../probes/installation/latest-push.ts';

interface Data {
  readonly resource: string;
  readonly minutes: number;
}

/** The console fetches image space and free storage this often; minutes. */
const EVERY_MIN = 10;

export default defineComponentCheck({
  id: 'statistics-lag',
  severity: 'low',
  rows: ['S0-13'],
  signs: [],
  needs: { push: latestPush },
  uses: { asked: latestPush },
  judge({ push }, { asked }) {
    if (push === null) return { outcome: 'skip', why: 'no push is in the audit log' };
    const now = asked.state === 'known' ? Date.parse(asked.at) : Number.NaN;
    const minutes = Math.floor((now - Date.parse(push.at)) / 60_000);
    if (!(minutes >= 0 && minutes < EVERY_MIN)) return { outcome: 'pass' };
    const says = `${push.operation} ${push.kind} ${push.resource} at ${push.at}`;
    return {
      outcome: 'fail',
      evidence: [quoted('Harbor’s audit log', says, asked)],
      data: { resource: push.resource, minutes } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Numbers of the console not yet fetched',
      summary: ({ resource, minutes }: Data) =>
        `\`${resource}\` was pushed ${minutes} min ago: the console may show its space only in ${EVERY_MIN - minutes} min, and that is no fault.`,
      probably: 'the console has not fetched the numbers since the push',
      explains:
        'Image space and free storage of a hosted registry are fetched every ten minutes, not at each push or new project. Harbor itself has the numbers at once.',
      steps: ({ data }) => [
        `Look again in ${data ? EVERY_MIN - data.minutes : EVERY_MIN} min.`,
        'Still the same then: `kubectl -n kangaroo-system get pods`, and the logs of the pod that fetches them.',
      ],
    },
  },
});
