/** A process of its own that sweeps once, so that its memory is the product's alone. Prints one line of JSON. */
import { loadConfig } from '../../src/config.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { createSurroundings } from '../../src/jobs/surroundings.ts';

/** Memory is looked at this often, milliseconds. */
const LOOK_MS = 5;

const surroundings = await createSurroundings(loadConfig());
const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, LOOK_MS);
const [started, used] = [performance.now(), process.cpuUsage()];
const reply = await answerQuestion({ kind: 'sweep' }, surroundings);
const ms = Math.round(performance.now() - started);
const { user, system } = process.cpuUsage(used);
const cpuMs = Math.round((user + system) / 1_000);
clearInterval(watch);
if (reply.kind !== 'sweep') throw new Error(`Sweeping: ${JSON.stringify(reply)}`);
process.stdout.write(`${JSON.stringify({ report: reply.report, ms, cpuMs, before, peak })}\n`, () =>
  process.exit(0),
);
