/** Whose words a text is, and which lines of a component mean no trouble. */
import type { Language, Words } from '../words.ts';

/** They pull and push; everybody else is a part of a registry, of Harbor, or of what carries it. */
const CLIENTS: ReadonlySet<string> = new Set([
  'kubelet',
  'containerd',
  'cri-o',
  'crio',
  'docker',
  'dockerd',
  'docker-client',
  'cri-dockerd',
  'podman',
  'buildah',
  'buildkit',
  'buildkitd',
  'kaniko',
  'skopeo',
  'crane',
  'nerdctl',
  'ctr',
  'client',
  'runtime',
  'token',
]);

/** Log lines of Harbor (level and Go file), of distribution (its logger's fields) and of Redis (process and role). */
const LOG_LINE =
  /\[(?:DEBUG|INFO|WARNING|ERROR|FATAL|PANIC)\] ?\[[^\]\n]{1,200}\.go:\d{1,6}\]|\bhttp\.request\.method=|\bgo\.version=go|\binstance\.id=|^(?:\S{20,35} )?\d{1,7}:[MSCX] \d[^\n]{8,40} [-.*#] /m;

/** `component`: judged as a line of a component first; `pull`: as an error of a pull, push or login first. */
export function viewOf(component: string | undefined, text: string): 'pull' | 'component' {
  if (component !== undefined && component.trim() !== '') return 'component';
  return LOG_LINE.test(text) ? 'component' : 'pull';
}

/** Whether this one pulls and pushes itself. */
export function isClient(component: string | undefined): boolean {
  return component !== undefined && CLIENTS.has(component.trim().toLowerCase());
}

/** What a kubelet says of probes and volumes is about the pod, whatever words stand in it. */
export function isOfPod(line: string): boolean {
  return /(?:Liveness|Readiness|Startup) probe (?:failed|errored)|MountVolume\.|AttachVolume\.|Multi-Attach error/.test(
    line,
  );
}

/** Written at a level at which nobody complains. */
export function isQuiet(line: string): boolean {
  return /\blevel=(?:info|debug|trace)\b|\[(?:INFO|DEBUG)\]|"level": ?"(?:info|debug)"|^LOG: |\bLOG: {2}|\b\d{1,7}:[MSCX] \d[^\n#*]{8,40} [-.*] /.test(
    line,
  );
}

type Noise = 'admiral' | 'current-user' | 'proxy-cache-miss' | 'blob-head' | 'challenge' | 'stats' | 'no-jwt';

/** Lines that look like trouble and are none. */
const NOISE: readonly (readonly [RegExp, Noise])[] = [
  [/failed to get key admiral_url/, 'admiral'],
  [/\/api\/(?:v2\.0\/)?users\/current[^\n]{0,80}(?:401|failed with error)/, 'current-user'],
  [/is not found in proxy cache, fetch it from remote repo/, 'proxy-cache-miss'],
  // Every push asks first whether a layer is there; no is the usual answer.
  [/err\.code="?blob[ _]unknown"?[^\n]{0,600}http\.request\.method=HEAD/i, 'blob-head'],
  [/http\.request\.method=HEAD[^\n]{0,600}err\.code="?blob[ _]unknown"?/i, 'blob-head'],
  [/authorize header needed to send (?:HEAD|GET) to repository/, 'challenge'],
  [/stats may not have been ready yet, hold for/, 'stats'],
  [/failed to verify token: oidc: malformed jwt/, 'no-jwt'],
  // Without a login first, as every client asks: the answer is the challenge.
  [/"?(?:GET|HEAD) \/v2\/? HTTP\/\d(?:\.\d)?"? 401/, 'challenge'],
  [/error authorizing context: (?:basic authentication challenge|authorization token required)/, 'challenge'],
];

const words: Words<Readonly<Record<Noise, string>>> = {
  en: {
    admiral: '`admiral_url`: Harbor 1.8 and 1.9 look for a setting that nobody sets',
    'current-user': '`users/current` 401: somebody opened the portal without a login',
    'proxy-cache-miss': 'a proxy cache that fetches what it does not have yet',
    'blob-head': 'pushes that ask first whether a layer is there',
    challenge: '401 at first: every client asks without a login and is told how to log in',
    'no-jwt': 'every login is first tried as an OIDC token, and a password is none',
    stats: 'metrics that are not ready yet after a start',
  },
};

/** Served: the numbers in an access log are no errors. */
const SERVED: readonly RegExp[] = [
  /"(?:GET|HEAD|POST|PUT|PATCH|DELETE) \/[^"\n]{0,1000} HTTP\/\d(?:\.\d)?" [123]\d\d/,
  /http\.response\.status=[123]\d\d\b/,
];

/** Known harmless lines of registries and Harbor. */
export function isNoise(line: string): boolean {
  return isServed(line) || NOISE.some(([pattern]) => pattern.test(line));
}

/** Which known noise a line is, in words; null when it is none. */
export function noiseIn(line: string, language: Language = 'en'): string | null {
  const found = NOISE.find(([pattern]) => pattern.test(line));
  return found ? words[language][found[1]] : null;
}

/** A request that went well: noise that nobody takes for trouble. */
export function isServed(line: string): boolean {
  return SERVED.some((pattern) => pattern.test(line));
}
