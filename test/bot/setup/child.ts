/** A process of its own that can be killed: `node child.ts <role>`. Answers slowly, and says when it starts to. */
import { writeSync } from 'node:fs';
import { loadConfig } from '../../../src/config.ts';
import type { AnswerQuestion } from '../../../src/jobs/diagnose.ts';
import { runUntilSignal, startProcess } from '../../../src/main.ts';

const slowness = Number(process.env['ANSWER_MS'] ?? '0');

const answer: AnswerQuestion = async (question, report) => {
  const what = question.kind === 'pull' ? question.what : 'status';
  writeSync(1, `answering ${what}\n`);
  report({ steps: [{ id: 'pod', asks: `reading the pod in ${process.pid}`, state: 'asking' }] });
  await new Promise((done) => setTimeout(done, slowness));
  return { kind: 'refusal', why: 'not-found', says: `Answered \`${what}\` by ${process.pid}.`, tries: [] };
};
await runUntilSignal(async (unwanted) => {
  const started = await startProcess(loadConfig(), { answer }, unwanted);
  writeSync(1, 'up\n');
  return started;
});
process.exit(0);
