import { defineCheck, type Judgement } from '../../engine/check.ts';
import { factOf, ONLY_TEXT } from '../../facts/answered.ts';
import { brokenMirrors, type MirrorFault } from '../../facts/mirrors.ts';
import { manifest } from '../../probes/manifest.ts';
import { nodeView } from '../../probes/node-view.ts';

export default defineCheck({
  id: 'mirror-misconfigured',
  stage: 'network',
  severity: 'medium',
  signs: [
    {
      // The node's own peer-to-peer daemon, which is set as its mirror.
      pattern: /dfget fail[^\n]{0,100}/,
      specimen: 'http: proxy error: dfget fail(exit status 1):exit status 1',
      source: 'dragonflyoss/dragonfly-archived#37',
      tells: 'sure',
    },
    {
      pattern:
        /registry-mirror[^\n]{0,400}invalid character|parse registry endpoint "[^"\n]{0,300}" from mirrors|invalid (?:registry )?mirror|registry-mirrors[^\n]{0,200}(?:invalid|unsupported|unable)/,
      specimen:
        'server error - {"message":"parse https://docker-machine create --engine-registry-mirror=https://b3zydnfm.mirror.aliyuncs.com: invalid character " " in host name"}',
      source: 'docker-archive-public/docker.kitematic#2740',
      tells: 'sure',
    },
    {
      // An endpoint written without its scheme: the host is taken for one.
      pattern: /[^\s"]{1,253}\/v2\/[^\s"]{0,400}"?: unsupported protocol scheme "[^"\n]{1,253}"/,
      specimen:
        'failed to do request: Head registry.acme.test:///v2/busybox/manifests/latest: unsupported protocol scheme "registry.acme.test"',
      source: 'containerd/containerd#4108',
      tells: 'suggests',
      orElse: ['image-name-invalid', 'proxy-misconfigured'],
    },
    {
      pattern: /is blocked in \S{0,200}registries\.conf/,
      specimen:
        'Failed to pull image "quay.io/ibmmas/mongo@sha256:3434": registry quay.io/ibmmas is blocked in /etc/containers/registries.conf or /root/.config/containers/registries.conf.d',
      source: 'containers/image docker/docker_image_src.go',
      tells: 'suggests',
      orElse: ['policy-blocked', 'image-name-invalid'],
    },
    {
      pattern:
        /Mirrors also failed: [^\n]{0,600}(?:manifest unknown|name unknown|not found|manifest_unknown|NotFound|404)/i,
      specimen:
        '(Mirrors also failed: [mirror.acme.test/ocp/release@sha256:1: reading manifest sha256:1 in mirror.acme.test/ocp/release: manifest unknown]): quay.io/ocp/release@sha256:1: pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 1.2.3.4:443: i/o timeout',
      source: 'containers/image docker/docker_image_src.go',
      tells: 'suggests',
      orElse: [
        'tag-not-found',
        'repository-not-found',
        'registry-storage-failure',
        'permission-denied',
        'credentials-missing',
        'registry-unavailable',
      ],
    },
    {
      pattern:
        /(?:unexpected status(?: code)?(?: from [A-Z]{3,6} request to)?:? ?)?https?:\/\/(?<host>[^/"\s]{1,253})\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: (?:40\d|4\d\d|30\d) [A-Z][^\n]{0,100}/,
      specimen:
        'failed to resolve reference "docker.io/library/nginx-latest:latest": unexpected status from HEAD request to https://docker.m.daocloud.io/v2/library/nginx-latest/manifests/latest?ns=docker.io: 403 Forbidden',
      source: 'containerd remotes/docker: requests to a mirror carry ns=',
      tells: 'suggests',
      orElse: [
        'repository-not-found',
        'policy-blocked',
        'permission-denied',
        'tag-not-found',
        'credentials-missing',
        'rate-limited',
        'proxy-misconfigured',
        'registry-storage-failure',
        'registry-unavailable',
      ],
    },
    {
      pattern:
        /(?:unexpected status(?: code)?(?: from [A-Z]{3,6} request to)?:? ?)?https?:\/\/(?<host>[^/"\s]{1,253})\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: 5\d\d [A-Z][^\n]{0,100}/,
      specimen:
        'failed to resolve reference "docker.io/library/nginx:1": unexpected status from HEAD request to https://mirror.acme.test/v2/library/nginx/manifests/1?ns=docker.io: 502 Bad Gateway',
      source: 'containerd remotes/docker: requests to a mirror carry ns=',
      tells: 'suggests',
      orElse: [
        'registry-unavailable',
        'repository-not-found',
        'registry-storage-failure',
        'proxy-misconfigured',
        'token-service-misconfigured',
      ],
    },
    {
      pattern: /content at \S{1,400}[?&]ns=\S{1,200} not found/,
      specimen:
        'failed to copy: httpReadSeeker: failed open: content at v2/library/openjdk/manifests/sha256:24de?ns=docker.io not found: not found',
      source: 'containerd/containerd#6147: a mirror without the content',
      tells: 'suggests',
      orElse: ['registry-storage-failure', 'tag-not-found'],
    },
    {
      pattern:
        /https?:\/\/(?<host>[^/"\s]{1,253})\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: (?:tls: failed to verify certificate: )?(?:x509: (?!certificate signed by unknown)|remote error: tls:)[^\n]{0,300}/,
      specimen:
        'failed to do request: Get "https://mirror.acme.test/v2/library/nginx/blobs/sha256:8c78?ns=docker.io": tls: failed to verify certificate: x509: certificate is valid for acme.test, not mirror.acme.test',
      source: 'containerd remotes/docker: requests to a mirror carry ns=',
      tells: 'suggests',
      orElse: ['tls-name-mismatch', 'tls-expired', 'proxy-misconfigured', 'network-reset'],
    },
    {
      pattern:
        /(?:hosts\.toml|certs\.d|config_path|registry\.mirrors)[^\n]{0,200}(?:invalid|failed to (?:parse|load|decode)|cannot be set|mutually exclusive)|(?:failed to (?:parse|load|decode)|invalid)[^\n]{0,200}(?:hosts\.toml|certs\.d|registries\.conf)|`mirrors` cannot be set when `config_path` is provided/,
      specimen:
        'failed to load plugin io.containerd.grpc.v1.cri: invalid plugin config: `mirrors` cannot be set when `config_path` is provided',
      source: 'containerd pkg/cri/config; remotes/docker/config',
      tells: 'sure',
    },
    {
      // A file of mirrors that the runtime cannot read, or, without its name, another file of its settings.
      pattern:
        /cannot load TOML value of type [^\n]{1,100} into a Go \w{1,20}|(?:registries\.conf|registries\.conf\.d\/\S{1,100}|hosts\.toml|containerd\/config\.toml)"?: (?:toml: |\(\d{1,5}, \d{1,5}\): |Near line \d)[^\n]{1,200}|loading registries configuration$/,
      specimen: 'cannot load TOML value of type map[string]interface {} into a Go slice',
      source: 'podman-container-tools/podman#5764; BurntSushi/toml under containers/image',
      tells: 'suggests',
      orElse: ['node-runtime-failure', 'image-name-invalid'],
    },
    {
      // A public mirror that serves only its own network: the engine goes on to the registry itself.
      pattern:
        /Attempting next endpoint for pull after error: error parsing HTTP 403 response body: [^\n]{0,200}?(?<host>[\w.-]{0,200}\bmirrors?\.[\w.-]{1,200})/,
      specimen:
        'level=info msg="Attempting next endpoint for pull after error: error parsing HTTP 403 response body: no error details found in HTTP response body: \\"{\\\\"message\\\\":\\\\"docker.mirrors.example.edu is currently campus-only\\\\"}',
      source: 'dyrnq/install-docker#12; docker engine distribution/pull_v2.go',
      tells: 'sure',
    },
    {
      pattern:
        /error parsing HTTP (?:403|404) response body: invalid character '<' [^\n]{0,200}<center>nginx/,
      specimen:
        'Error response from daemon: error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html> <head><title>403 Forbidden</title></head> <body bgcolor="white"> <center><h1>403 Forbidden</h1></center> <hr><center>nginx/1.14.0 (Ubuntu)</center>',
      source: 'xuxinkun/littleTools#7',
      tells: 'suggests',
      orElse: [
        'policy-blocked',
        'proxy-misconfigured',
        'permission-denied',
        'repository-not-found',
        'registry-unavailable',
      ],
    },
    {
      pattern:
        /(?:proxy|remote|upstream) (?:repository|registry|cache)[^\n]{0,120}(?:not configured|offline|disabled|blocked)|manually blocked|Remote Auto Blocked|remote repository is (?:offline|blocked)/i,
      specimen: 'unknown: Failed to fetch manifest: remote repository is offline: docker-hub-proxy',
      source: 'Nexus Repository and Artifactory proxy repositories',
      tells: 'suggests',
      orElse: ['registry-unavailable', 'policy-blocked', 'tag-not-found'],
    },
    {
      pattern: /image not found on any configured mapped registries/,
      specimen: 'image not found on any configured mapped registries for index.docker.io/library/alpine:3',
      source: 'kaniko pkg/image/remote/remote.go',
      tells: 'suggests',
      orElse: ['tag-not-found', 'repository-not-found', 'credentials-missing'],
    },
  ],
  needs: {},
  uses: { nodeView, manifest },
  judge(_, also): Judgement<MirrorFault> {
    const view = factOf(also.nodeView);
    if (view === null || also.nodeView.state !== 'known') return ONLY_TEXT;
    return brokenMirrors(view, factOf(also.manifest), also.nodeView.at);
  },
  words: {
    en: {
      title: 'Mirror misconfigured',
      summary: ({ node, url, from, says, rest }, { image }) =>
        rest === 'left-out'
          ? `Node \`${node}\` asks only the mirror \`${url}\` for \`${image}\`, and it fails while the registry itself works: ${says}. \`${from}\` leaves the registry out.`
          : `Node \`${node}\` asks the mirror \`${url}\` for \`${image}\` (\`${from}\`), and it fails: ${says}. The registry itself works from the cluster network, but not from the node.`,
      probably: ({ host }) =>
        `a mirror${host ? ` (\`${host}\`)` : ''} is incomplete, wrong, or hides the real registry`,
      explains:
        'The node does not ask the registry in the image’s name but a mirror or proxy cache. That mirror lacks the image, refuses it, or its settings do not apply to this runtime.',
      steps: ({ data, pull }) => [
        ...(data
          ? [
              `On node \`${data.node}\`: correct or take out \`${data.url}\` in \`${data.from}\`; containerd reads \`hosts.toml\` anew at every pull.`,
              `On node \`${data.node}\`: \`curl -sI ${data.url}/v2/\``,
            ]
          : []),
        'containerd: `ls -R /etc/containerd/certs.d; grep -n config_path /etc/containerd/config.toml` on the node; CRI-O: `/etc/containers/registries.conf` and `registries.conf.d/`; Docker: `registry-mirrors` in `/etc/docker/daemon.json`.',
        `Ask the mirror itself: \`curl -sI https://<mirror>/v2/<repository>/manifests/<tag>\`, and the origin: \`crane manifest ${pull.image}\``,
        'OpenShift: compare `oc get imagedigestmirrorset,imagetagmirrorset,imagecontentsourcepolicy -o yaml` with the image’s repository, then mirror what is missing: `oc mirror` or `skopeo copy`.',
      ],
    },
  },
});
