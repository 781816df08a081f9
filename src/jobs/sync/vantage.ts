/** Where one stands: the image controller reaches its source from its own pod, which may be where we do not. Pure. */
import type { CheckResult, Finding } from '../../engine/check.ts';
import { PATH_STAGES } from '../../engine/stage.ts';

const WELL = /success|succeed|healthy|\bok\b|\btrue\b|成功|正常/i;

/** By the annotation in which the controller keeps its last test of the connection. */
export function seenByController(verifyStatus: string | null): boolean {
  return verifyStatus !== null && WELL.test(verifyStatus) && !/unhealthy|unsuccess/i.test(verifyStatus);
}

/** A path that is broken only from here is no cause of what the controller does. */
export function withoutOwnPath(results: readonly CheckResult[]): readonly CheckResult[] {
  return results.map((result) =>
    isOwnPath(result)
      ? {
          outcome: 'skip',
          check: result.check,
          why: 'only from here: the controller says that it reaches its source',
        }
      : result,
  );
}

/** What was found on the way from here to the source. */
export function ownPath(results: readonly CheckResult[]): Finding | null {
  return results.find(isOwnPath) ?? null;
}

function isOwnPath(result: CheckResult): result is Finding {
  return (
    result.outcome === 'fail' && result.check.scope !== 'component' && PATH_STAGES.has(result.check.stage)
  );
}
