/** What the demo tells the person who started it. */
import type { Words } from '../../engine/words.ts';

interface Ready {
  readonly url: string;
  readonly terminal: string;
  readonly log: string;
  readonly faults: number;
}

interface DemoWords {
  readonly starting: string;
  ready(of: Ready): string;
  portTaken(port: number): string;
  botEnded(code: number | null, log: string): string;
  botSilent(seconds: number, log: string): string;
  readonly stopping: string;
}

export const words: Words<DemoWords> = {
  en: {
    starting: "Starting Acme's world: a Slack, a cluster, a Harbor, and the bot.",
    ready: ({ url, terminal, log, faults }) => `
Open ${url}

Try first, in the channel there:
  /registry why-pull-fails shop/cart-0
  /registry why-pull-fails shop/payments
  /registry status

The same from a terminal:
  ${terminal}

${faults} faults are planted. To see and heal them: GET ${url}sandbox/faults, POST ${url}sandbox/heal {"id":"tag-not-found"}
The bot's log: ${log}
Ctrl-C stops everything.
`,
    portTaken: (port) =>
      `Port ${port} is in use on 127.0.0.1. Give another one: npm run demo -- --port ${port + 1}`,
    botEnded: (code, log) => `The bot ended by itself with exit code ${code}. Its log: ${log}`,
    botSilent: (seconds, log) => `The bot was not ready within ${seconds} s. Its log: ${log}`,
    stopping: 'Stopping.',
  },
};
