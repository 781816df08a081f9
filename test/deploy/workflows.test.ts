import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly permissions?: object;
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly permissions: object;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

const ROOT = new URL('../../', import.meta.url);
const FOLDER = new URL('.github/workflows/', ROOT);
const scripts = (JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { scripts: object })
  .scripts;

describe.each(readdirSync(fileURLToPath(FOLDER)))('%s', (name) => {
  const workflow = parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  test('may read alone unless a job asks for more, and ends', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const endless = jobs.filter((job) => job.uses === undefined && !job['timeout-minutes']);
    expect(endless).toEqual([]);
  });

  test('a pipe fails with any of its parts', () => {
    const piped = steps.filter(({ run = '' }) => / \| /.test(run));
    if (piped.length > 0) expect(workflow.defaults?.run?.shell).toBe('bash');
  });

  test('runs scripts and files that there are', () => {
    const run = steps.map((step) => step.run ?? '').join('\n');
    const named = [...run.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
    const files = [...run.matchAll(/(?:^|[\s"'])((?:\.github|deploy|src|test)\/[\w./-]+)/g)].map(
      ([, file = '']) => file,
    );
    // What must not be in the image is named as well.
    const gone = files.filter((file) => file !== 'src/sandbox' && !existsSync(new URL(file, ROOT)));
    expect(gone).toEqual([]);
  });

  test('takes each action at one commit, whose version stands beside it, and gives none the token of the checkout', () => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const taken = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    const pinned = [...text.matchAll(/uses: ([\w./-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$/gm)];
    expect(taken.length).toBeGreaterThan(1);
    expect(pinned.map(([, uses]) => uses)).toEqual(taken);
    for (const job of jobs)
      if (job.uses !== undefined) expect(existsSync(new URL(job.uses, ROOT)), job.uses).toBe(true);
    const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0;
    expect(text.match(/persist-credentials: false/g)?.length ?? 0).toBe(checkouts);
    // What others may write (titles, names of branches) never becomes part of a script.
    expect(
      steps.flatMap(({ run = '' }) => run.match(/\$\{\{\s*github\.(?:event|head_ref)[^}]*\}\}/g) ?? []),
    ).toEqual([]);
  });
});
