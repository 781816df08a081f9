/** A process of its own that looks at one image, or unpacks one file: `node bomb-child.ts pull|file|log <what>`. */
import { readFileSync } from 'node:fs';
import { readDump } from '../../src/clients/bundle/read-dump.ts';
import { linesOf } from '../../src/clients/kubernetes/lines.ts';
import { authorization } from '../../src/probes/authorization.ts';
import { challenge } from '../../src/probes/challenge.ts';
import { layers } from '../../src/probes/layers.ts';
import { manifest } from '../../src/probes/manifest.ts';
import { repository } from '../../src/probes/repository.ts';
import { askProbes } from '../setup/registry-lab/ask-probes.ts';
import { stubConfig } from '../setup/registry-lab/stub-config.ts';

const [how = '', what = ''] = process.argv.slice(2);
const started = performance.now();

/** The worst that the loop was held up, milliseconds: nobody is answered meanwhile. */
let held = 0;
let last = performance.now();
const beat = setInterval(() => {
  held = Math.max(held, performance.now() - last - 20);
  last = performance.now();
}, 20);

async function pull(): Promise<string> {
  const host = what.slice(0, what.indexOf('/'));
  const port = Number(host.split(':')[1]);
  // The product's own limits: 4 MiB, and times as they are by default.
  const asking = askProbes(stubConfig(port, {}, {}), {
    image: what,
    secrets: { regcred: { [host]: { username: 'ci', password: 'Secret1234' } } },
    node: { os: 'linux', arch: 'amd64' },
  });
  const all = [challenge, authorization, manifest, layers, repository];
  const answers = await Promise.all(all.map((probe) => asking.ask<unknown>(probe)));
  await asking.close();
  return answers.map((answer) => ('why' in answer ? `unknown: ${answer.why}` : answer.state)).join('; ');
}

async function file(): Promise<string> {
  try {
    const { form, dump, unread } = await readDump(what, readFileSync(what));
    return `read as ${form}, ${dump.objects.size} kinds, unread: ${unread.join(' ') || 'nothing'}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** A line of so many bytes that never ends. */
async function log(): Promise<string> {
  async function* endless(): AsyncGenerator<Uint8Array> {
    const piece = Buffer.alloc(1024 * 1024, 120);
    for (let left = Number(what); left > 0; left -= piece.byteLength) yield piece;
  }
  let longest = 0;
  for await (const line of linesOf(endless(), 64 * 1024)) longest = Math.max(longest, line.length);
  return `longest line ${longest}`;
}

const says = await { pull, file, log }[how as 'pull' | 'file' | 'log']();
clearInterval(beat);
held = Math.max(held, performance.now() - last - 20);
const { maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({ says, ms: performance.now() - started, heldMs: held, mib: Math.round(maxRSS / 1024) }),
);
process.exit(0);
