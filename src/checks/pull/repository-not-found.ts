import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import { hostOf, pathOf } from '../../engine/text/image-names.ts';
import { toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { NOT_SHOWN } from '../../facts/project-limits.ts';
import { manifest } from '../../probes/manifest.ts';
import { type ProjectFact, project } from '../../probes/project.ts';
import { repository } from '../../probes/repository.ts';

/** Registries hide what one may not see, so the same words mean a private repository. */
const HIDDEN = [
  'credentials-missing',
  'credentials-invalid',
  'permission-denied',
  'credentials-wrong-host',
  'secret-missing',
  // A mirror is asked in the registry's name, and its refusal is told in that name.
  'mirror-misconfigured',
  // An incident of the registry: everybody is refused for some hours.
  'registry-unavailable',
];

interface Absent {
  readonly project: 'absent' | 'exists' | 'unknown';
  readonly nearest: readonly string[];
}

export default defineCheck({
  id: 'repository-not-found',
  stage: 'access',
  severity: 'high',
  rows: ['S1-22', 'S1-23', 'S3-7', 'S4-6', 'S4-37'],
  signs: [
    {
      pattern:
        /[Tt]he repository with name '(?<image>[^']{1,300})' does not exist|RepositoryNotFoundException/,
      specimen:
        "name unknown: The repository with name 'public.ecr.aws/a1e6v7a9/myrepo' does not exist in the registry with id 'xxx'",
      source: 'actions/starter-workflows#2647; ECR',
      tells: 'sure',
    },
    {
      pattern:
        /NAME_UNKNOWN|name unknown|repository name not known to registry|repository (?:name )?not (?:found|known)|[Rr]epository "[^"]{1,300}" not found|repository \S{1,300} not found/,
      specimen: '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}',
      source: 'distribution registry/api/errcode',
      tells: 'sure',
    },
    {
      // Docker before 1.10 said it of every refusal, and of names without their registry.
      pattern: /repository (?<image>\S{1,300}) not found: does not exist or no pull access/,
      specimen:
        'Error response from daemon: repository worker-image not found: does not exist or no pull access',
      source: 'finalduty/docker-archlinux#4; docker engine, distribution/errors.go',
      tells: 'suggests',
      orElse: HIDDEN,
    },
    {
      // Another registry's path below this one: a proxy cache that is not there, or not the one that was meant.
      pattern:
        /(?:unknown: )?repository (?<image>[^\s:]{0,100}(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io)\/\S{1,300}) not found/,
      specimen:
        'reading manifest 3.11 in harbor.acme.test/docker.io/library/python: unknown: repository docker.io/library/python not found',
      source: 'goharbor/harbor#23051; Harbor src/server/registry',
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'registry-unavailable', 'tag-not-found', 'credentials-missing'],
    },
    {
      pattern:
        /project \S{1,200} not found|project '?"?[^'"\s]{1,200}'?"? (?:was )?not found|project does not exist|no such (?:project|repository)|[Pp]roject not found|[Nn]amespace \S{1,200} (?:not found|does not exist)|Tenant with name|Login with the Azure|app not found|could not find repository|Unable to find repository/,
      specimen: 'unknown: project shopp not found: project shopp not found',
      source: 'Harbor core; GitLab; Nexus',
      tells: 'sure',
    },
    {
      pattern:
        /pull access denied for (?<image>[^\s,]{1,300}), repository does not exist or may require (?:'docker login'|authorization)(?:: denied: requested access to the resource is denied)?/,
      specimen:
        "Error response from daemon: pull access denied for cargo.example.com/devops/node, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      source: 'docker engine, distribution/errors.go',
      tells: 'suggests',
      // Docker Hub locks what is past an account’s plan, and tells no more of it.
      orElse: [...HIDDEN, 'quota-exceeded'],
    },
    {
      pattern:
        /docker\.io\/[^\n]{1,400}pull access denied, repository does not exist or may require authorization(?:: server message: [^\n]{0,100})?/,
      specimen:
        'failed to resolve reference "docker.io/acme/nope:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      source: 'containerd remotes/docker/resolver.go, against Docker Hub; infiniflow/ragflow#4830',
      tells: 'suggests',
      orElse: HIDDEN,
    },
    {
      pattern: /requested access to the resource is denied(?: unauthorized: authentication required)?/,
      specimen:
        'Error reading manifest latest in docker.io/crio/busybox: errors: denied: requested access to the resource is denied unauthorized: authentication required',
      source: 'cri-o/cri-o#2331; Docker Hub',
      tells: 'suggests',
      orElse: HIDDEN,
      op: 'pull',
    },
    {
      pattern: /access to the requested resource is not authorized/,
      specimen:
        'Error response from daemon: unauthorized: access to the requested resource is not authorized',
      source: 'jetstack/kube-oidc-proxy#189; Quay and Nexus',
      tells: 'suggests',
      orElse: HIDDEN,
    },
    {
      pattern:
        /(?:Error: )?image \S{1,300} not found(?: in registry)?|No such image|image not found|could not find image|unable to find image|image does not exist/i,
      specimen: 'Error: image library/nope:latest not found',
      source: 'docker engine before 1.10; build tools',
      tells: 'suggests',
      orElse: ['tag-not-found', ...HIDDEN],
    },
    {
      // Private ones, and ones that are not on this machine, are told alike.
      pattern:
        /Could not find repository on any of the indexed registries|^(?:\S{1,12} )?Repository does not exist: \S{1,300}|^(?:Error: )?Repository not found$|HTTP code: 404|^repository does not exist or may require (?:'docker login'|authorization)/,
      specimen: 'FATA[0003] Error: Could not find repository on any of the indexed registries.',
      source: 'docker engine before 1.10, graph',
      tells: 'suggests',
      orElse: ['tag-not-found', ...HIDDEN],
    },
    {
      pattern: /not_found: owner not found/,
      specimen: 'denied: not_found: owner not found',
      source: 'goreleaser/goreleaser#2815; GHCR',
      tells: 'sure',
    },
    {
      // A path the registry does not serve: a repository key left out, or a method it does not know.
      pattern:
        /^unknown: Not Found$|unexpected status: 404 Not Found|unexpected status from (?:POST|PATCH|PUT) request to \S{1,400}\/blobs\/\S{0,300}: 404 Not Found|unknown: 404 (?:page )?[Nn]ot [Ff]ound|status code '?NotFound/,
      specimen: 'unknown: Not Found',
      source: 'jfrog/charts#908; docker/buildx#196',
      tells: 'suggests',
      orElse: [
        'image-name-invalid',
        'proxy-misconfigured',
        'manifest-unsupported',
        'registry-storage-failure',
      ],
      op: 'push',
    },
  ],
  needs: {},
  uses: { repository, manifest, project },
  judge(_, also, { op }): Judgement<Absent> {
    if (op === 'push') return judgePush(also.project);
    if (factOf(also.manifest)?.found) return { outcome: 'pass' };
    const repo = factOf(also.repository);
    if (repo === null) return { outcome: 'skip', why: 'whether the repository exists was not asked' };
    if (repo.state === 'exists') return { outcome: 'pass' };
    if (repo.state === 'hidden')
      return { outcome: 'skip', why: 'nobody who asked may see whether it exists' };
    return {
      outcome: 'fail',
      evidence: [quoted(toWhom('registry', repo.who), repo.says, also.repository)],
      data: { project: repo.project, nearest: repo.nearest.slice(0, 5) },
    };
  },
  words: {
    en: {
      title: 'Repository not found',
      summary: ({ project, nearest }, { image }) => {
        const path = pathOf(image);
        const what =
          project === 'absent'
            ? `\`${hostOf(image)}\` has no project \`${path.split('/')[0]}\`, so \`${path}\` cannot exist`
            : `\`${hostOf(image)}\` has no repository \`${path}\``;
        return nearest.length === 0 ? `${what}.` : `${what}; the nearest there is \`${nearest[0]}\`.`;
      },
      probably: ({ image }) =>
        `the repository${image ? ` of \`${image}\`` : ''} does not exist, or is hidden from whoever asks`,
      explains:
        'The registry has no repository of that name: a typo, a project that was renamed or deleted, or an image that was never pushed there. Many registries answer the same for a private repository that the asker may not see.',
      steps: ({ data, pull }) => [
        data?.nearest.length
          ? `Probably meant: ${data.nearest.map((name) => `\`${hostOf(pull.image)}/${name}\``).join(', ')}. Correct the image name.`
          : `Check the spelling of \`${pathOf(pull.image)}\`, and that it is this registry: \`crane ls ${hostOf(pull.image)}/${pathOf(pull.image)}\``,
        'If it was never pushed: push it, and create the project first where the registry wants that (Harbor, ECR, Artifact Registry). With Cargo it must exist in Cargo-Admin as well as in its Harbor.',
      ],
    },
  },
});

/** A push makes the repository; the project it cannot make. */
function judgePush(answer: Answer<ProjectFact>): Judgement<Absent> {
  const fact = factOf(answer);
  if (fact?.ended === 'found') return { outcome: 'pass' };
  if (fact?.ended !== 'absent') return NOT_SHOWN;
  return {
    outcome: 'fail',
    evidence: [quoted('Harbor', `project ${fact.name}: ${fact.says}`, answer)],
    data: { project: 'absent', nearest: [] },
  };
}
