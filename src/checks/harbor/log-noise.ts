import { isNoise, isServed } from '../../engine/text/component.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';

interface Data {
  readonly count: number;
  readonly components: readonly string[];
}

export default defineComponentCheck({
  id: 'log-noise',
  severity: 'low',
  rows: ['S2-1.9', 'S2-2.1', 'S2-2.2', 'S2-5.8', 'S2-5.11'],
  // Lines of noise are no cause: what they look like is kept apart, so that nothing is judged by them.
  signs: [],
  needs: { logs: componentLogs },
  judge({ logs: { logs } }) {
    const noise = logs.flatMap(({ component, lines }) =>
      lines.filter(({ text }) => isNoise(text) && !isServed(text)).map((line) => ({ component, ...line })),
    );
    const last = noise.at(-1);
    if (!last) return { outcome: 'pass' };
    const evidence = {
      source: `log of ${last.component}`,
      says: last.text,
      ...(last.at === null ? {} : { at: last.at }),
    };
    const components = [...new Set(noise.map(({ component }) => component))];
    return {
      outcome: 'fail',
      evidence: [evidence],
      data: { count: noise.length, components } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Noise in the log',
      summary: ({ count, components }: Data) =>
        `${count} line${count === 1 ? '' : 's'} in the log of ${components.join(', ')} look${count === 1 ? 's' : ''} like trouble and ${count === 1 ? 'is' : 'are'} harmless noise.`,
      probably: 'the line is harmless noise',
      explains:
        'Harbor 1.8 and 1.9 complain of `admiral_url` at every look at their settings; a 401 at `/v2/` or at `users/current` is how every client finds out how to log in.',
      steps: () => [
        'Nothing to do; look for other lines.',
        'To silence `admiral_url` in 1.8 and 1.9: `ADMIRAL_URL: "NA"` in the ConfigMap of adminserver or core, then restart it.',
      ],
    },
  },
});
