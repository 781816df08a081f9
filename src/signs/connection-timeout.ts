/** How a connection that is never answered looks in text. */
import type { Sign } from '../engine/sign.ts';
import { NO_WAY_OUT } from './left-open.ts';

export const signs: readonly Sign[] = [
  {
    // Fargate, from a subnet without a NAT gateway or an endpoint of ECR.
    pattern: /There is a connection issue between the task and Amazon ECR/,
    specimen:
      'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration.',
    source: 'Amazon ECS agent; anomalyco/sst#6019',
    tells: 'suggests',
    orElse: NO_WAY_OUT,
  },
  {
    pattern:
      /dial tcp(?! (?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)[\d.]{7,15}:443: ) (?<host>\S{1,270}): (?:i\/o timeout|connect: connection timed out|connect: operation timed out|connectex: A connection attempt failed)/,
    specimen: 'Error response from daemon: Get "https://r.acme.test/v2/": dial tcp 10.0.0.9:443: i/o timeout',
    source: 'docker engine; Go net',
    tells: 'sure',
  },
  {
    // Nobody tells which address: not even the name may have been looked up.
    pattern: /dial tcp:? (?:i\/o timeout|connect: (?:connection|operation) timed out)/,
    specimen: 'Get https://registry-1.docker.io/v2/: dial tcp: i/o timeout',
    source: 'docker engine 1.x; Go net',
    tells: 'suggests',
    orElse: NO_WAY_OUT,
  },
  {
    // An address of the internet: where there is no way out, a proxy or a mirror is meant to be used.
    pattern:
      /dial tcp (?=(?<host>[\d.]{7,15}:443): )(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)[\d.]{7,15}:443: (?:i\/o timeout|connect: connection timed out|connect: operation timed out|connectex: A connection attempt failed[^\n]{0,200})/,
    specimen:
      'error pulling image configuration: Get https://dseasb33srnrn.cloudfront.net/registry-v2/docker/registry/v2/blobs/sha256/a6/a61a/data?Expires=1: dial tcp 218.248.255.164:443: i/o timeout',
    source: 'docker engine; Go net',
    tells: 'suggests',
    orElse: NO_WAY_OUT,
  },
  {
    // A token service that is silent: a firewall before it, or the registry names the wrong address.
    pattern:
      /\/(?:service\/token|jwt\/auth|api\/auth|auth\/token|v2\/token|token|auth)\?[^\s"]{0,600}"?: dial tcp(?: (?<host>\S{1,270}))?: (?:i\/o timeout|connect: (?:connection|operation) timed out)/,
    specimen:
      'Get "https://git.acme.test/jwt/auth?service=container_registry": dial tcp 10.3.0.4:443: i/o timeout',
    source: 'GitLab and Harbor behind a registry of another name',
    tells: 'suggests',
    orElse: [
      'token-service-misconfigured',
      'proxy-misconfigured',
      'network-unreachable',
      'registry-unavailable',
    ],
  },
  {
    // A public registry's API out of reach: often on purpose, with a proxy or mirror that is not used.
    pattern:
      /(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|k8s\.io|microsoft\.com|nvcr\.io)\/(?:v[12]\/|token)[^\s"]{0,400}"?: dial tcp (?<host>\S{1,270}): (?:i\/o timeout|connect: (?:connection|operation) timed out)/,
    specimen:
      'ctr: failed to resolve reference "docker.io/rayproject/ray:2.34.0": failed to do request: Head "https://registry-1.docker.io/v2/rayproject/ray/manifests/2.34.0": dial tcp 128.242.240.180:443: i/o timeout',
    source: 'containerd on a network without direct egress',
    tells: 'suggests',
    orElse: NO_WAY_OUT,
  },
  {
    // A mirror that does not answer, or an entry that names the wrong address.
    pattern:
      /https?:\/\/[^/"\s]{1,253}\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: dial tcp(?: (?<host>\S{1,270}))?: (?:i\/o timeout|connect: connection timed out)/,
    specimen:
      'failed to do request: Head "https://mirror.acme.test/v2/library/nginx/manifests/1?ns=docker.io": dial tcp 10.0.0.9:443: i/o timeout',
    source: 'containerd remotes/docker: requests to a mirror carry ns=',
    tells: 'suggests',
    orElse: [
      'mirror-misconfigured',
      'proxy-misconfigured',
      'network-unreachable',
      'registry-unavailable',
      'dns-failure',
    ],
  },
  {
    pattern: /request canceled while waiting for connection(?: \(Client\.Timeout exceeded[^)]{0,60}\))?/,
    specimen:
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    source: 'docker engine; Go net/http',
    tells: 'suggests',
    orElse: [...NO_WAY_OUT, 'network-reset'],
  },
  {
    pattern: /TLS handshake timeout|tls: handshake timeout/,
    specimen: 'Get https://docker-registry.default.svc:5000/v2/: net/http: TLS handshake timeout',
    source: 'Go net/http',
    tells: 'suggests',
    orElse: [
      'network-reset',
      'proxy-misconfigured',
      'registry-unavailable',
      'mirror-misconfigured',
      'pull-too-slow',
      'policy-blocked',
      'dns-failure',
    ],
  },
  {
    pattern:
      /(?:Client\.Timeout (?:or context cancellation )?(?:exceeded )?while (?:awaiting headers|reading body)|timeout awaiting response headers)/,
    specimen:
      'Error response from daemon: Get "https://registry.example.com/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    source: 'Go net/http',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'proxy-misconfigured',
      'network-reset',
      'pull-too-slow',
      'mirror-misconfigured',
      'token-service-misconfigured',
      'policy-blocked',
      'dns-failure',
      'registry-storage-failure',
    ],
  },
  {
    pattern: /(?:Get|Head|Post|Put) "?https?:\/\/[^"\s]{1,400}"?: context deadline exceeded/,
    specimen:
      'failed to resolve reference "quay.io/acme/app:1": failed to do request: Head "https://quay.io/v2/acme/app/manifests/1": context deadline exceeded',
    source: 'containerd; Go net/http',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'proxy-misconfigured',
      'pull-too-slow',
      'network-reset',
      'mirror-misconfigured',
      'dns-failure',
      'token-service-misconfigured',
    ],
  },
  {
    pattern:
      /(?:ETIMEDOUT|[Cc]onnection timed out|Operation timed out after|read tcp \S{1,200}: read: (?:connection timed out|operation timed out))/,
    specimen:
      'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://registry.example.com/v2/a/blobs/sha256:1": read tcp 10.0.0.2:4000->10.0.0.5:443: read: connection timed out',
    source: 'Go net; curl',
    tells: 'suggests',
    orElse: ['network-reset', 'proxy-misconfigured', 'registry-unavailable', 'pull-too-slow'],
  },
  {
    pattern: /read tcp \S{1,200}: i\/o timeout/,
    specimen: 'Get https://registry.example.com/v2/: read tcp 10.0.0.2:51234->10.0.0.5:443: i/o timeout',
    source: 'Go net',
    tells: 'suggests',
    orElse: ['network-reset', 'pull-too-slow', 'registry-unavailable', 'proxy-misconfigured'],
  },
  {
    pattern:
      /SocketTimeoutException: [Cc]onnect timed out|ConnectTimeoutException|Connect timeout on endpoint URL|ConnectTimeoutError|A connection attempt failed because the connected party|connectex: A connection attempt failed|\berrno=110\b|tcp connect error(?::|\s{1,6}\d:) (?:deadline has elapsed|[Cc]onnection timed out)/,
    specimen: 'Connect timeout on endpoint URL: "https://api.ecr.us-west-2.amazonaws.com/"',
    source: 'AWS CLI; Java java.net; Python urllib3',
    tells: 'sure',
  },
  {
    pattern:
      /SocketTimeoutException: Read timed out|Read timed out|Read timeout on endpoint URL|HttpClient\.Timeout of \d{1,6} seconds elapsing|ReadTimeoutError/,
    specimen: 'Caused by: java.net.SocketTimeoutException: Read timed out',
    source: 'Java java.net; AWS CLI',
    tells: 'suggests',
    orElse: ['network-reset', 'registry-unavailable', 'proxy-misconfigured', 'pull-too-slow'],
  },
  {
    pattern: /Could not connect to the (?:endpoint URL|registry login server)/,
    specimen: 'Could not connect to the endpoint URL: "https://api.ecr.eu-west-1.amazonaws.com/"',
    source: 'AWS CLI; Azure CLI',
    tells: 'suggests',
    orElse: [
      'dns-failure',
      'proxy-misconfigured',
      'network-unreachable',
      'connection-refused',
      'policy-blocked',
    ],
  },
  {
    // What ended the request is cut off.
    pattern:
      /^i\/o timeout$|failed to do request(?:: (?:Head|Get|Post|Put) "?https?:\/\/\S{1,500})?$|pinging (?:container|docker) registry \S{1,253}$|dial tcp [\d.]{7,15}:\d{1,5}$/,
    specimen: 'failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest"',
    source: 'containerd; containers/image',
    tells: 'suggests',
    orElse: [
      'dns-failure',
      'connection-refused',
      'network-unreachable',
      'network-reset',
      'proxy-misconfigured',
      'tls-unknown-authority',
      'http-https-mismatch',
      'registry-unavailable',
    ],
  },
  {
    pattern: /Network timed out while trying to connect to/,
    specimen:
      'Network timed out while trying to connect to https://index.docker.io/v1/repositories/library/busybox/images.',
    source: 'docker engine 1.x; docker/for-mac#9',
    tells: 'suggests',
    orElse: [
      'dns-failure',
      'proxy-misconfigured',
      'network-unreachable',
      'registry-unavailable',
      'policy-blocked',
    ],
  },
];
