/** One question in, one reply out. The same for a queue's job and for the terminal. */
import type { Progress } from '../engine/progress.ts';
import type { Question } from '../engine/question.ts';
import type { Reply } from '../engine/reply.ts';
import { makeBundle } from './bundle/make-bundle.ts';
import { diagnosePull } from './diagnose-pull.ts';
import { explain } from './explain/explain.ts';
import { askJobs } from './job-service/ask-jobs.ts';
import { diagnoseLogin } from './login/diagnose-login.ts';
import { answerOffline } from './offline/offline.ts';
import { diagnosePush } from './push/diagnose-push.ts';
import { scanLogs } from './scan-logs/scan-logs.ts';
import { diagnoseSlow } from './slow/diagnose-slow.ts';
import { replyStatus } from './status/reply-status.ts';
import { askStorage } from './storage/ask-storage.ts';
import type { Surroundings } from './surroundings.ts';
import { sweep } from './sweep/sweep.ts';
import { diagnoseSync } from './sync/diagnose-sync.ts';
import { withContact } from './whom-to-ask.ts';

const LANGUAGE = 'en';

/** Answers a question. Throws only for our own failures; what a system said, however bad, is in the reply. */
export async function answerQuestion(
  question: Question,
  surroundings: Surroundings,
  report: (progress: Progress) => void = () => {},
): Promise<Reply> {
  return withContact(await replyTo(question, surroundings, report), surroundings.registries, LANGUAGE);
}

async function replyTo(
  question: Question,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  switch (question.kind) {
    case 'pull':
      return diagnosePull(question, surroundings, report);
    case 'push':
      return diagnosePush(question, surroundings, report);
    case 'login':
      return diagnoseLogin(question, surroundings, report);
    case 'explain':
      return explain(question, surroundings.checks, surroundings.now);
    case 'status':
      return replyStatus(question, surroundings);
    case 'slow':
      return diagnoseSlow(question, surroundings, report);
    case 'scan-logs':
      return scanLogs(question, surroundings, report);
    case 'sync':
      return diagnoseSync(question, surroundings, report);
    case 'jobs':
      return askJobs(question, surroundings);
    case 'storage':
      return askStorage(question, surroundings, report);
    case 'bundle':
      return makeBundle(question, surroundings, report);
    case 'offline':
      return answerOffline(question, surroundings, report, answerQuestion);
    case 'sweep':
      return sweep(question, surroundings, report);
  }
}
