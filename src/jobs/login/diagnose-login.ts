/** Why does this login fail? Judged from the registry's side alone: nobody's password is asked for or tried. */
import type { Progress, ProgressStep } from '../../engine/progress.ts';
import type { LoginQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import type { Pull, RegistrySubject } from '../../engine/subject.ts';
import { authMode } from '../../probes/auth-mode.ts';
import { robot } from '../../probes/robot.ts';
import { examineOutside, ON_THE_WAY } from '../examine-outside.ts';
import type { Surroundings } from '../surroundings.ts';
import { loginVerdict } from './login-verdict.ts';

const LANGUAGE = 'en';

const OUTSIDE = { judged: [...ON_THE_WAY, 'credentials-invalid'], always: [authMode, robot] };

/** A reference needs a path; no manifest is asked for under it. */
const NO_REPOSITORY = 'registry-medic/login';

export async function diagnoseLogin(
  { registry, user }: LoginQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Reply> {
  const started = performance.now();
  const configured = surroundings.registries.find(({ name, host }) => [name, host].includes(registry));
  const host = configured?.host ?? registry;
  const subject: RegistrySubject = { kind: 'registry', name: host };
  const pull: Pull = {
    image: `${host}/${NO_REPOSITORY}`,
    op: 'login',
    ...(user === undefined ? {} : { user }),
  };
  const steps = new Map<string, ProgressStep>();
  report({ subject, steps: [] });
  const theCase = await examineOutside(pull, OUTSIDE, surroundings, (step) => {
    steps.set(step.id, step);
    report({ subject, steps: [...steps.values()] });
  });
  const took = { at: surroundings.now().toISOString(), ms: Math.round(performance.now() - started) };
  return { kind: 'verdict', verdict: loginVerdict({ subject, user: user ?? null }, theCase, took, LANGUAGE) };
}
