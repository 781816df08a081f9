import { defineCheck } from '../../engine/check.ts';
import { reference } from '../../probes/reference.ts';

export default defineCheck({
  id: 'image-name-invalid',
  stage: 'spec',
  severity: 'high',
  signs: [
    {
      pattern: /invalid reference format|reference format: repository name/i,
      specimen:
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable nobody filled in
        'InspectFailed: Failed to apply default image tag "${REPOSITORY_PREFIX}/vets-service:latest": couldn\'t parse image reference "${REPOSITORY_PREFIX}/vets-service:latest": invalid reference format: repository name must be lowercase',
      source: 'spring-petclinic/spring-petclinic-cloud#32; distribution/reference',
      tells: 'sure',
    },
    {
      pattern: /couldn't parse image (?:reference|name) "(?<image>[^"]{0,300})"|\bInvalidImageName\b/,
      specimen:
        'Failed to apply default image tag "https://harbor.k8s.mybank/release/name:1.1.0": couldn\'t parse image reference "https://harbor.k8s.mybank/release/name:1.1.0": invalid reference format',
      source: 'jupyterhub/zero-to-jupyterhub-k8s#472; kubernetes pkg/util/parsers',
      tells: 'sure',
    },
    {
      pattern: /short-name resolution enforced but cannot prompt without a TTY/,
      specimen: 'Error: short-name resolution enforced but cannot prompt without a TTY',
      source: 'nmstate/kubernetes-nmstate#1254; containers/image pkg/shortnames',
      tells: 'sure',
    },
    {
      pattern:
        /short-name "?(?<image>[^"\s]{1,300})"? did not resolve to an alias|short name mode is enforcing|no unqualified-search registries are defined|no registries configured while trying to pull an unqualified image|short-name resolution is (?:disabled|enforced)/,
      specimen:
        'Error: short-name "nginx" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
      source: 'containers/image pkg/shortnames',
      tells: 'sure',
    },
    {
      pattern:
        /short name mode is enforcing, but image name (?<image>\S{1,300}) returns ambiguous list|returns ambiguous list/,
      specimen:
        'Failed to inspect image "": rpc error: code = Unknown desc = short name mode is enforcing, but image name nginx:latest returns ambiguous list',
      source: 'cri-o internal/storage, from 1.34 on',
      tells: 'sure',
    },
    {
      pattern:
        /(?:[Rr]epository|registry) name must be (?:lowercase|canonical)|repository can only contain the (?:runes|characters)|registries must be valid RFC 3986|tag can only contain the (?:runes|characters)/,
      specimen:
        'error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: getting tag for destination: repository can only contain the characters `abcdefghijklmnopqrstuvwxyz0123456789_-./`: Team/App',
      source: 'google/go-containerregistry pkg/name; kaniko pkg/executor',
      tells: 'sure',
    },
    {
      pattern:
        /(?:could not parse reference|failed to parse (?:image )?(?:reference|stage name)|parsing (?:image (?:name|reference)|reference)|parsing normalized|error parsing (?:image name|reference))[: ]{1,2}(?!"?docker:\/\/[^"\s]{1,300}"?: (?:error )?(?:pinging|reading|requesting|unable|getting|received|initializing|unexpected|get |head |unauthorized|manifest|choosing|no image|\(mirrors))"?[^":]{0,300}/i,
      specimen: 'Error: parsing image "//Team/app": parsing reference: could not parse reference: Team/app@',
      source: 'google/go-containerregistry pkg/name; containers/image docker/reference',
      tells: 'sure',
    },
    {
      pattern:
        /invalid (?:image name|image reference|repository name|tag format|tag name|reference: \S{1,200})|invalid argument "[^"]{1,300}" for "?-t, --tag|NAME_INVALID|invalid checksum digest (?:length|format)|unsupported digest algorithm|"details":"invalid repository name"|cannot contain a scheme/i,
      specimen:
        'invalid argument "ghcr.io/TheHolm/meraki-dashboard-promethus-exporter:latest" for "-t, --tag" flag: invalid reference format: repository name must be lowercase',
      source: 'macbre/push-to-ghcr#24; docker CLI; distribution registry/api/v2',
      tells: 'sure',
    },
    {
      pattern:
        /invalid[ _]reference: (?:repository name|object required|invalid)|parse "?docker:\/\/\S{1,300} invalid/,
      specimen: 'failed to resolve reference "docker.io/": invalid reference: object required',
      source: 'containerd pkg/reference',
      tells: 'sure',
    },
    {
      pattern:
        /could not find a (?:valid )?(?:manifest digest|registry) in|must be specified with a registry|is not a valid (?:repository\/tag|image)|not a valid image reference/i,
      specimen:
        'Error response from daemon: invalid: myteam/App:1 is not a valid repository/tag: invalid reference format',
      source: 'docker engine, daemon/images',
      tells: 'sure',
    },
    {
      pattern: /dial tcp: lookup (?:https?|docker)(?: on \S{1,60})?: (?:no such host|server misbehaving)/,
      specimen:
        'failed to do request: Head "https://https/v2/harbor.example.com/app/manifests/1": dial tcp: lookup https on 10.96.0.10:53: no such host',
      source: 'Go net with a scheme written in the image name',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'dns-failure', 'mirror-misconfigured'],
    },
    {
      // An OCI registry asked as a chart repository: its charts are named oci://.
      pattern:
        /is not a valid chart repository or cannot be reached: failed to fetch \S{1,400}\/index\.yaml ?: 404 Not Found/,
      specimen:
        'Error: looks like "https://ghcr.io/acme/charts" is not a valid chart repository or cannot be reached: failed to fetch https://ghcr.io/acme/charts/index.yaml : 404 Not Found',
      source: 'pelotech/nidhogg#42; argoproj/argo-cd#7121',
      tells: 'suggests',
      orElse: ['repository-not-found', 'proxy-misconfigured'],
    },
    {
      pattern:
        /^name invalid$|(?:[Rr]epository|[Tt]ag) name can't be empty|repository name must (?:have at least one component|not be more than \d{1,4} characters)|invalid digest format|[Ii]llegal tag name \(|[Ii]nvalid (?:namespace|index) name \(|'[a-z]{1,40}' is a reserved name|(?:cannot push|refusing to create a tag with) a digest reference|base name \([^)\n]{0,200}\) should not be blank/,
      specimen: 'Error: Invalid namespace name (Acme), only [a-z0-9-_] are allowed',
      source:
        'distribution/reference reference.go; docker engine registry/config.go; buildkit dockerfile2llb',
      tells: 'sure',
    },
    {
      // containerd takes no short names: a name without a registry has no object, or its tag is taken for a port.
      pattern:
        /failed to resolve reference "[^"\n]{0,300}": (?:object required|hostname required|parse "?dummy:\/\/[^\n]{1,300})|ctr: (?:object|hostname) required/,
      specimen:
        'ctr: failed to resolve reference "nginx:latest": parse "dummy://nginx:latest": invalid port ":latest" after host',
      source: 'containerd pkg/reference/reference.go',
      tells: 'sure',
    },
    {
      pattern:
        /[cC]ontainers\[\d{1,3}\]\.image: (?:Required value|Invalid value: "[^"\n]{0,300}"(?:: must not have leading or trailing whitespace)?)/,
      specimen: 'The Pod "cart" is invalid: spec.containers[0].image: Required value',
      source: 'kubernetes pkg/apis/core/validation/validation.go',
      tells: 'sure',
    },
    {
      pattern: /You cannot push a "root" repository|dial tcp: address \d{1,9}: invalid port/,
      specimen:
        'You cannot push a "root" repository. Please rename your repository to <user>/<repo> (ex: acme/cart)',
      source: 'docker engine 1.9, graph/push_v1.go; Go net/port.go',
      tells: 'suggests',
      orElse: ['permission-denied', 'mirror-misconfigured', 'proxy-misconfigured'],
    },
    {
      pattern:
        /references with both a tag and digest are currently not supported|manifest tag did not match URI/,
      specimen: 'Docker references with both a tag and digest are currently not supported',
      source: 'containers/image docker/docker_transport.go; distribution registry/api/errcode',
      tells: 'sure',
    },
  ],
  needs: { reference },
  judge({ reference: fact }) {
    if (fact.state === 'valid') return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [{ source: 'image reference', says: fact.says }],
      data: { why: fact.why, meant: fact.meant },
    };
  },
  words: {
    en: {
      title: 'Image name invalid',
      summary: ({ why, meant }, { image }) =>
        `\`${image}\` is no valid image name: ${WHY[why]}${meant === null ? '' : `; \`${meant}\` would be valid`}.`,
      probably: ({ image }) =>
        image ? `\`${image}\` is no valid image name` : 'the image name is not valid',
      explains:
        'The runtime refuses the name before it asks any registry. Names hold lower-case letters, digits and `. _ - /`, no scheme, and all variables must be filled in before the manifest is applied.',
      steps: ({ data, pull }) => [
        data?.meant
          ? `Write \`${data.meant}\` instead of \`${pull.image}\` in the manifest or the chart’s values.`
          : `Correct \`${pull.image}\` in the manifest or the chart’s values: [host[:port]/]path[:tag][@digest], all lower case but the tag.`,
        'Render before applying, to see what the cluster gets: `helm template … | grep image:` or `kubectl kustomize … | grep image:`.',
      ],
    },
  },
});

const WHY = {
  empty: 'it is empty',
  uppercase: 'it has capital letters',
  'unexpanded-variable': 'a variable in it was never filled in',
  whitespace: 'it has a space in it',
  scheme: 'it begins with a scheme such as `https://`',
  'bad-domain': 'its host part is malformed',
  'bad-path': 'its path is malformed',
  'bad-tag': 'its tag is malformed',
  'bad-digest': 'its digest is malformed',
  'too-long': 'it is longer than a registry accepts',
} as const;
