/** Asks a question about a registry of a test, as a job would. */
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import type { NetworkSource } from '../../src/clients/network/sites.ts';
import type { Question } from '../../src/engine/question.ts';
import type { Verdict } from '../../src/engine/verdict.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { allChecks } from '../checks/all-checks.ts';

export async function verdictOf(config: NetworkSource, question: Question): Promise<Verdict> {
  const network = createNetworkAsker(config);
  try {
    const reply = await answerQuestion(question, {
      clusters: new Map(),
      defaultCluster: null,
      registries: config.file.registries,
      network,
      remediations: [],
      checks: allChecks,
      now: () => new Date(),
    });
    if (reply.kind !== 'verdict') throw new Error(`no verdict but ${JSON.stringify(reply)}`);
    return reply.verdict;
  } finally {
    await network.close();
  }
}
