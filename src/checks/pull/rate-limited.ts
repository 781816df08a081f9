import { defineCheck } from '../../engine/check.ts';
import { toldStatus } from '../../engine/text/http-status.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { nameOf, podAttempts } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { createSecret } from '../../facts/manual-steps.ts';
import { authorization } from '../../probes/authorization.ts';
import { challenge } from '../../probes/challenge.ts';
import { manifest } from '../../probes/manifest.ts';

export default defineCheck({
  id: 'rate-limited',
  stage: 'quota',
  severity: 'high',
  signs: [
    {
      pattern:
        /^429$|toomanyrequests|TOOMANYREQUESTS|429 \(?Too Many Requests|(?:[Ss]tatus ?[Cc]ode:? |HTTP status:? |status |HTTP )429\b|Too Many Requests|too many requests/i,
      specimen:
        'Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
      source: 'ceph/ceph-csi#2029; Docker Hub',
      tells: 'sure',
    },
    {
      pattern:
        /(?:pull|request) rate limit|rate[ -]?limit(?:ed| exceeded| reached|ing)|[Rr]ate exceeded|increase-rate-limit|Data limit exceeded|ThrottlingException|RequestLimitExceeded|Quota exceeded for quota metric|RESOURCE_EXHAUSTED: Quota|error parsing HTTP 429 response body/,
      specimen: 'toomanyrequests: Rate exceeded',
      source: 'public ECR; Artifact Registry; Quay',
      tells: 'sure',
    },
    {
      pattern:
        /You have reached your (?:unauthenticated )?pull|exceeded (?:the |your )?(?:pull|download|request)s? (?:limit|quota|rate)|download (?:limit|quota) (?:has been )?(?:exceeded|reached)|too many (?:failed )?(?:pulls|downloads|connections from)/i,
      specimen:
        'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      source: 'Docker Hub',
      tells: 'sure',
    },
    {
      // What is tried too often is mostly a wrong login.
      pattern: /(?:toomanyrequests: )?too many failed login attempts[^\n]{0,80}/i,
      specimen: 'toomanyrequests: too many failed login attempts for username or IP address',
      source: 'Docker Hub',
      tells: 'suggests',
      orElse: ['credentials-invalid'],
    },
    {
      pattern: toldStatus({ 429: 'Too Many' }),
      specimen: 'curl: (22) The requested URL returned error: 429',
      source: 'clients that print the status alone',
      tells: 'sure',
    },
  ],
  needs: { challenge },
  uses: { authorization, manifest, asked: challenge },
  judge({ challenge: { ending, url } }, also) {
    const fact = factOf(also.manifest);
    const attempt = fact && podAttempts(fact).find(({ ended }) => ended === 'rate-limited');
    const mayElse = fact?.found && fact.found.who.kind !== 'own' ? fact.found.who : null;
    if (attempt && !mayElse)
      return {
        outcome: 'fail',
        evidence: [quoted('registry', attempt.says, also.manifest)],
        data: {
          who: nameOf(attempt.who),
          anonymous: attempt.who.kind === 'anonymous',
          retry: attempt.limits['retry-after'] ?? null,
          status: attempt.status ?? 429,
        },
      };
    const token = factOf(also.authorization)?.asked.find(
      ({ ended, who }) => ended === 'rate-limited' && who.kind !== 'own',
    );
    if (token && !mayElse)
      return {
        outcome: 'fail',
        evidence: [quoted(token.by, token.says, also.authorization)],
        data: {
          who: nameOf(token.who),
          anonymous: token.who.kind === 'anonymous',
          retry: null,
          status: token.status ?? 429,
        },
      };
    if (ending.ended === 'answered' && ending.status === 429)
      return {
        outcome: 'fail',
        evidence: [quoted('registry', `GET ${url}: 429 ${ending.body.slice(0, 120)}`.trim(), also.asked)],
        data: {
          who: 'this address',
          anonymous: true,
          retry: ending.headers['retry-after'] ?? null,
          status: 429,
        },
      };
    // Without a login the limit counts per address, and the node's address is not ours.
    if (mayElse?.kind === 'credential') return { outcome: 'pass' };
    return {
      outcome: 'skip',
      why: 'without a login the limit counts for the node’s address, which we cannot ask from',
    };
  },
  words: {
    en: {
      title: 'Rate limit reached',
      summary: ({ who, anonymous, retry, status }, { image }) => {
        const again = retry === null ? '' : `; ${recovers(retry)}`;
        return anonymous
          ? `\`${hostOf(image)}\` answers ${status}: the pulls it allows one address without a login are used up${again}.`
          : `\`${hostOf(image)}\` answers ${status}: the pulls it allows ${who} are used up${again}.`;
      },
      probably: ({ host }) =>
        `${host ? `\`${host}\`` : 'the registry'} limits the rate of pulls, and the limit is reached`,
      explains:
        'The registry counts pulls per account or, without a login, per address; behind one NAT address all nodes share one count. It recovers by itself when the window has passed.',
      steps: ({ data, pull }) => [
        data?.retry
          ? `Wait: ${recovers(data.retry)}; the kubelet tries again by itself.`
          : 'Wait for the window to pass (Docker Hub: 6 hours); the kubelet tries again by itself.',
        `Pull with a login, which has its own and higher limit: ${createSecret(pull, 'regcred')} and name it in \`imagePullSecrets\`.`,
        'To stay clear of it: a proxy cache (a Harbor proxy project, a pull-through mirror), `imagePullPolicy: IfNotPresent`, and fewer restarts that pull.',
      ],
    },
  },
});

/** The Retry-After header in words: seconds, or a date (RFC 9110, 10.2.3). */
function recovers(retryAfter: string): string {
  if (!/^\d{1,9}$/.test(retryAfter)) return `it recovers after ${retryAfter}`;
  const seconds = Number(retryAfter);
  if (seconds < 120) return `it recovers in ${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `it recovers in ${minutes} min` : `it recovers in ${Math.ceil(minutes / 60)} h`;
}
