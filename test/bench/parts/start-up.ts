/** How long each role takes from its start until it is ready, against the start of Node itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpuMsOf, openProduct, type Product, residentOf } from '../product.ts';
import { median, mib, ms, type Row, type Say, times } from '../row.ts';

const ROLES = ['bot', 'worker', 'remediator', 'all', 'node'] as const;
const RUNS = 3;

export async function startUp(say: Say): Promise<readonly Row[]> {
  const product = await openProduct({ pods: 24, failing: 24, namespaces: 2, nodes: 4 });
  try {
    const rows: Row[] = [];
    for (const role of ROLES) {
      const all: Started[] = [];
      await started(product, role);
      for (let run = 0; run < RUNS; run += 1) all.push(await started(product, role));
      const [bare, ready] = [median(all.map((one) => one.bare)), median(all.map((one) => one.ready))];
      say(`${role}: ${ms(ready)}`);
      rows.push({
        part: 'start-up',
        figure: `${role}, until it is ready; CPU of that; against \`node -e 0\`; memory then`,
        value: `${ms(ready)}; ${ms(median(all.map((one) => one.cpu)))} CPU; ${times(median(all.map((one) => one.ready / one.bare)))} of ${ms(bare)}; ${mib(median(all.map((one) => one.resident)))}`,
      });
    }
    return rows;
  } finally {
    await product.stop();
  }
}

interface Started {
  readonly bare: number;
  readonly ready: number;
  readonly cpu: number;
  readonly resident: number;
}

/** The two in turn, so that both meet the same machine. */
async function started(product: Product, role: string): Promise<Started> {
  const bareBegan = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  const bare = performance.now() - bareBegan;
  const began = performance.now();
  const running = await product.startRole(role);
  const ready = performance.now() - began;
  const [cpu, resident] = [cpuMsOf(running.process.pid), residentOf(running.process.pid)];
  await running.kill('SIGTERM');
  return { bare, ready, cpu, resident };
}
