import { defineCheck, type Judgement } from '../../engine/check.ts';
import { inASentence } from '../../engine/distribution/error-words.ts';
import { toldStatus } from '../../engine/text/http-status.ts';
import { hostOf, pathOf } from '../../engine/text/image-names.ts';
import { podAttempts } from '../../facts/access.ts';
import { quoted } from '../../facts/answered.ts';
import { type FullQuota, fullQuota, hasRoom, NOT_SHOWN } from '../../facts/project-limits.ts';
import { manifest } from '../../probes/manifest.ts';
import { project } from '../../probes/project.ts';

interface Exceeded {
  /** What the registry answered to a pull. */
  readonly says: string;
  /** What Harbor tells of the project that is pushed to. */
  readonly full: FullQuota | null;
}

export default defineCheck({
  id: 'quota-exceeded',
  stage: 'quota',
  severity: 'medium',
  signs: [
    {
      pattern:
        /[Nn]ot enough quota|of storage resource(?:, which when updated| overflow)|will exceed the configured upper limit|over the quota|exceeded your (?:storage|pull traffic) quota|[Qq]uota exceeded when processing|Failed to add resources|overflow the hard limit|exceeds? the (?:project )?(?:storage )?quota/,
      specimen:
        'Not enough quota available to process the request, add 1.3MiB of storage resource overflow the hard limit, current usage is 235.9MiB and hard limit is 100.0MiB.',
      source: 'goharbor/harbor#8802; Harbor core',
      tells: 'sure',
    },
    {
      pattern:
        /(?:storage|project|artifact|namespace|disk|bandwidth|egress|account|organization|package|repository|registry)(?:'s)? (?:storage |space |transfer |data )?(?:quota|limit|allowance)[^\n]{0,40}(?:exceed|reach|full|exhaust|used up|overflow)|(?:exceed(?:ed|s)?|reached|over|exhausted)[^\n]{0,40}(?:storage|bandwidth|data transfer|artifact|disk|namespace|account)[^\n]{0,20}(?:quota|limit)/i,
      specimen: 'denied: The namespace storage quota has been exceeded',
      source: 'GitLab, GHCR, Quay and ACR wordings',
      tells: 'sure',
    },
    {
      pattern:
        /billing (?:is )?(?:disabled|not enabled|account)|payment required|402 Payment Required|spending limit|LimitExceededException|QuotaExceeded|QUOTA_EXCEEDED|SizeLimitExceeded|out of storage|storage (?:is )?full|insufficient storage|507 Insufficient Storage|maximum (?:allowed )?(?:number|size) of (?:images|repositories|tags|artifacts|layers)|registry contains \d{1,9} repositories, limit is \d{1,9}|(?:repositor(?:y|ies)|image|tag|artifact)s? limit (?:of \d{1,9} )?(?:is |was |has been )?(?:reached|exceeded)|layer (?:size )?(?:exceeds|limit)|subscription (?:has )?(?:expired|inactive)/i,
      specimen:
        "LimitExceededException: The maximum number of images per repository limit of '10000' has been exceeded",
      source: 'ECR; Docker Hub; cloud billing',
      tells: 'sure',
    },
    {
      // Quay words it as a refusal; Google's metrics are rates, not room.
      pattern: /(?:denied: )?[Qq]uota (?:has been |was |is )?exceeded(?! for quota metric)/,
      specimen: 'denied: Quota has been exceeded on namespace',
      source: 'quay/quay endpoints/v2 (QuotaExceeded)',
      tells: 'sure',
    },
    {
      // Older Harbor lets a full project fail with a bare 500 while the layers are accepted.
      pattern:
        /Layer already exists[^\n]{0,200}500 Internal Server Error|(?:PUT|Put) "?https?:\/\/\S{1,400}\/manifests\/\S{1,200}: (?:unexpected status code )?(?:500 Internal|403 Forbidden|413)|failed commit on ref "(?:manifest|index)-sha256:[^"]{1,80}": unexpected status[^\n]{0,300}: 403 Forbidden/,
      specimen:
        'unexpected status from PUT https://harbor.example.com/v2/p/app/manifests/1: 500 Internal Server Error',
      source: 'goharbor/harbor#8688',
      tells: 'suggests',
      orElse: ['registry-unavailable', 'registry-storage-failure', 'permission-denied', 'policy-blocked'],
      op: 'push',
    },
    {
      // The server’s own disk, past the share its operator set.
      pattern: /[Dd]atastore disk usage is too high/,
      specimen: 'unknown: Datastore disk usage is too high. Contact your Artifactory administrator',
      source: 'Artifactory storage quota',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'registry-unavailable'],
    },
    {
      // A bare status: any other word of the same error tells more.
      pattern: toldStatus({ 402: 'Payment Required', 507: 'Insufficient Storage', 509: 'Bandwidth Limit' }),
      specimen: 'curl: (22) The requested URL returned error: 507',
      source: 'clients that print the status alone',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'registry-unavailable', 'rate-limited'],
    },
  ],
  needs: { manifest },
  uses: { asked: manifest, project },
  judge({ manifest: fact }, { asked, project: limits }, { op }): Judgement<Exceeded> {
    const full = fullQuota(limits);
    if (full) return { outcome: 'fail', evidence: [full.evidence], data: { says: '', full: full.data } };
    // With little left it depends on how much is pushed.
    if (op === 'push') return hasRoom(limits) ? { outcome: 'pass' } : NOT_SHOWN;
    const refused = podAttempts(fact).find(({ ended }) => ended === 'over-quota');
    if (!refused) return { outcome: 'skip', why: 'the registry speaks of no quota; a push would show more' };
    return {
      outcome: 'fail',
      evidence: [quoted('registry', refused.says, asked)],
      data: { says: inASentence(refused.says), full: null },
    };
  },
  words: {
    en: {
      title: 'Quota exceeded',
      summary: ({ says, full }, { image }) =>
        full
          ? `Project \`${full.project}\` of \`${hostOf(image)}\` is full: ${full.used} of its quota of ${full.hard} are used, so nothing more can be pushed.`
          : `The quota for \`${pathOf(image)}\` at \`${hostOf(image)}\` is used up: it answers \`${says}\`.`,
      probably: ({ image }) =>
        `the storage or transfer quota ${image ? `for \`${pathOf(image)}\` ` : ''}is used up`,
      explains:
        'The project or account may hold or transfer only so much, and that is reached. Pushes fail first; with proxy projects and paid-for bandwidth, pulls as well.',
      steps: ({ pull }) => [
        `Harbor: look at Project \`${pathOf(pull.image).split('/')[0]}\` → Summary → Quotas, delete what is not needed (artifacts, then run garbage collection), or have an administrator raise the quota.`,
        'Cloud registry: look at the account’s quota and billing pages.',
        'To keep it from coming back: a retention rule, and scheduled garbage collection.',
      ],
    },
  },
});
