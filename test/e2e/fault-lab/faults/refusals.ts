/** Answers of registries that no program here gives by itself, given by nginx in their own words. */
import type { Fault } from '../fault.ts';

const JSON_TYPE = 'default_type application/json;';
const REGISTRY = 'add_header Docker-Distribution-Api-Version registry/2.0 always;';

interface Refusal {
  readonly id: string;
  readonly cause: string;
  readonly status: number;
  readonly body: string;
  readonly type?: 'html';
  readonly headers?: string;
  readonly says: RegExp;
  readonly ruledOut?: readonly string[];
}

const REFUSALS: readonly Refusal[] = [
  {
    id: 'pulls are counted: 429',
    cause: 'rate-limited',
    status: 429,
    body: '{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your unauthenticated pull rate limit."}]}',
    headers: 'add_header Retry-After 1740 always;',
    says: /29 min/,
  },
  {
    id: 'a 403 that is a rate limit',
    cause: 'rate-limited',
    status: 403,
    body: '{"errors":[{"code":"DENIED","message":"API rate limit exceeded for 192.0.2.7"}]}',
    says: /rate limit exceeded/,
    ruledOut: [],
  },
  {
    id: 'a 403 that is a geo block',
    cause: 'policy-blocked',
    status: 403,
    body: '{"errors":[{"code":"DENIED","message":"This service is not available in your country"}]}',
    says: /country/,
  },
  {
    id: 'a 403 of a firewall before the registry',
    cause: 'policy-blocked',
    status: 403,
    body: '<html><head><title>Request blocked</title></head></html>',
    type: 'html',
    says: /Request blocked/,
  },
  {
    id: 'unavailable for legal reasons',
    cause: 'policy-blocked',
    status: 451,
    body: '{"errors":[{"code":"DENIED","message":"blocked by export rules"}]}',
    says: /451/,
  },
  {
    id: 'a 403 that is a quota',
    cause: 'quota-exceeded',
    status: 403,
    body: '{"errors":[{"code":"DENIED","message":"Quota has been exceeded on namespace"}]}',
    says: /Quota has been exceeded/,
  },
  {
    id: 'bandwidth that must be paid for',
    cause: 'quota-exceeded',
    status: 402,
    body: '{"errors":[{"code":"DENIED","message":"data transfer limit reached"}]}',
    says: /402/,
  },
  {
    id: 'a proxy cache whose upstream has had enough',
    cause: 'rate-limited',
    status: 429,
    body: '{"errors":[{"code":"TOO_MANY_REQUEST","message":"too many requests to upstream registry"}]}',
    says: /upstream/,
  },
  {
    id: 'a proxy cache whose upstream is down',
    cause: 'registry-unavailable',
    status: 500,
    body: '{"errors":[{"code":"UNKNOWN","message":"unknown: http status code: 502, body: bad gateway"}]}',
    says: /502/,
  },
  ...[502, 503, 504].map((status) => ({
    id: `the front answers ${status}`,
    cause: 'registry-unavailable',
    status,
    body: '<html><head><title>Sorry</title></head></html>',
    type: 'html' as const,
    says: new RegExp(String(status)),
  })),
];

export const refusalFaults: readonly Fault[] = REFUSALS.map((refusal, at) => ({
  id: refusal.id,
  cause: refusal.cause,
  stage: async ({ front }) => {
    const { status, body, type, headers = '' } = refusal;
    const kind = type === 'html' ? 'default_type text/html;' : `${JSON_TYPE} ${REGISTRY}`;
    const domain = await front(
      `refusing-${at}`,
      `location = /v2/ { ${JSON_TYPE} ${REGISTRY} return 200 '{}'; }
       location / { ${kind} ${headers} return ${status} '${body}'; }`,
    );
    return { image: `${domain}/shop/cart:1` };
  },
  ruledOut: refusal.ruledOut ?? [],
  never: ['permission-denied', 'credentials-missing'],
  says: refusal.says,
}));
