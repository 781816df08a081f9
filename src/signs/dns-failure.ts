/** How a name that does not resolve looks in text. */
import type { Sign } from '../engine/sign.ts';

export const signs: readonly Sign[] = [
  {
    pattern: /lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: no such host/,
    specimen:
      'failed to do request: Head "https://harbor.acme.test/v2/pause/manifests/3.10": dial tcp: lookup harbor.acme.test on 192.168.98.2:53: no such host',
    source: 'Go net, dnsclient errors',
    tells: 'sure',
  },
  {
    // A name that all the world can look up: this machine's resolver is wrong, or it is meant to go out by a proxy.
    pattern:
      /(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|k8s\.io|microsoft\.com|nvcr\.io)\/(?:v[12]\/|token)[^\s"]{0,400}"?: dial tcp: lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:no such host|server misbehaving|read udp \S{1,160}: i\/o timeout)/,
    specimen:
      'pinging docker registry returned: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io: no such host',
    source: 'NixOS/nixpkgs#29271; kelseyhightower/kubernetes-the-hard-way#889; docker/for-linux#754',
    tells: 'suggests',
    orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'network-unreachable', 'connection-timeout'],
  },
  {
    // Runtimes ask Docker Hub at registry-1.docker.io: whoever asks `docker.io` itself was told to by the settings of a mirror.
    pattern:
      /\/\/docker\.io\/v2\/[^\s"\\]{0,400}\\?"?: dial tcp: lookup (?<host>docker\.io)(?: on \S{1,100}?)?: (?:no such host|server misbehaving|(?:read|dial) udp \S{1,160}: [^\n"\\]{1,80}|i\/o timeout)/,
    specimen:
      'failed to do request: Head "https://docker.io/v2/nginxinc/nginx-unprivileged/manifests/v1.25.1": dial tcp: lookup docker.io on 172.16.0.4:53: server misbehaving',
    source: 'k0sproject/k0s#5478: the mirror before it answered 404',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'network-unreachable'],
  },
  {
    // The same without the address that was asked for.
    pattern:
      /dial tcp: lookup (?<host>(?:registry-1|index|auth)\.docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|production\.(?:cloudflare|cloudfront)\.docker\.com|[\w.-]{1,100}\.(?:cloudfront\.net|cloudflarestorage\.com|githubusercontent\.com))(?: on \S{1,100}?)?: (?:no such host|server misbehaving|read udp \S{1,160}: i\/o timeout)/,
    specimen: 'dial tcp: lookup index.docker.io on 127.0.1.1:53: no such host',
    source: 'moby/moby#34138',
    tells: 'suggests',
    orElse: [
      'proxy-misconfigured',
      'mirror-misconfigured',
      'network-unreachable',
      'connection-timeout',
      'policy-blocked',
    ],
  },
  {
    // A name without a dot is the first part of an image's own name, to clients that know of no Docker Hub.
    pattern:
      /https?:\/\/(?!(?:https?|docker)\/)(?<host>[A-Za-z0-9_-]{1,63})\/v2\/[^\s"]{0,400}"?: dial tcp: lookup \k<host>(?:\.)?(?: on \S{1,100}?)?: (?:no such host|server misbehaving)/,
    specimen:
      'failed to resolve reference "library/nginx:1": failed to do request: Head "https://library/v2/nginx/manifests/1": dial tcp: lookup library on 10.0.0.2:53: no such host',
    source: 'containerd reference/reference.go: what stands before the first slash is the host',
    tells: 'suggests',
    orElse: ['image-name-invalid', 'mirror-misconfigured', 'repository-not-found'],
  },
  {
    // ctr reads none of the settings by which the kubelet's pulls find a mirror.
    pattern:
      /\bctr: [^\n]{0,600}"?: dial tcp: lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: no such host/,
    specimen:
      'ctr: failed to resolve reference "comp.test/app:1": failed to do request: Head https://comp.test/v2/app/manifests/1: dial tcp: lookup comp.test: no such host',
    source: 'containerd/containerd#4231',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'image-name-invalid', 'proxy-misconfigured'],
  },
  {
    // A token service that is asked under a name of its own: the name is missing, or it is the wrong one.
    pattern:
      /\/(?:service\/token|jwt\/auth|api\/auth|auth\/token|v2\/token|token|auth)\?[^\s"]{0,600}"?: dial tcp: lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:no such host|server misbehaving)/,
    specimen:
      'Get "https://git.acme.test/jwt/auth?service=container_registry": dial tcp: lookup git.acme.test on 10.0.0.2:53: no such host',
    source: 'GitLab and Harbor behind a registry of another name',
    tells: 'suggests',
    orElse: ['token-service-misconfigured', 'proxy-misconfigured', 'network-unreachable'],
  },
  {
    pattern:
      /lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:server misbehaving|device or resource busy|dial udp \S{1,120}: (?!connect: (?:network|no route))[^\n]{1,80}|cannot unmarshal DNS message|dnsquery|read udp \S{1,120}: connection refused|getaddrinfow|no answer from DNS server|DNS name does not exist|no data of the requested type)/i,
    specimen:
      'Error response from daemon: Get "https://registry.acme.test/v2/": dial tcp: lookup registry.acme.test on 127.0.0.53:53: server misbehaving',
    source: 'Go net, dnsclient errors',
    tells: 'sure',
  },
  {
    pattern:
      /(?:dial tcp: )?lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:(?:read|write|dial) (?:udp|tcp) \S{1,160}: )?(?:i\/o timeout|connection timed out)/,
    specimen:
      'Get "https://hub.acme.test/token?scope=repository%3Atel2%3Apull&service=hub": dial tcp: lookup hub.acme.test on 127.0.0.53:53: read udp 127.0.0.1:49842->127.0.0.53:53: i/o timeout',
    source: 'telepresenceio/telepresence, through docker; Go net',
    tells: 'suggests',
    orElse: ['connection-timeout', 'network-unreachable', 'proxy-misconfigured'],
  },
  {
    pattern:
      /lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:(?:read|write|dial) (?:udp|tcp) \S{1,160}: )?(?:connect: |read: |write: )?(?:operation not permitted|connection refused|connection reset by peer)/,
    specimen:
      'dial tcp: lookup quay.io on [::1]:53: read udp [::1]:38011->[::1]:53: read: connection refused',
    source: 'Go net',
    tells: 'sure',
  },
  {
    // The resolver is only the first that this machine cannot reach.
    pattern:
      /(?:dial tcp: )?lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:(?:read|write|dial) (?:udp|tcp) \S{1,160}: )?(?:connect: |read: |write: )?(?:network is unreachable|no route to host)/,
    specimen:
      'Get "https://r.acme.test/v2/": dial tcp: lookup r.acme.test on 8.8.8.8:53: dial udp 8.8.8.8:53: connect: network is unreachable',
    source: 'Go net on a machine without a way out',
    tells: 'suggests',
    orElse: ['network-unreachable', 'connection-timeout', 'proxy-misconfigured'],
  },
  {
    pattern:
      /(?:dial tcp: )?lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: (?:Temporary failure in name resolution|Try again)|Temporary failure in name resolution|Try again \(EAI_AGAIN\)|getaddrinfo EAI_AGAIN/,
    specimen:
      'Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io: Temporary failure in name resolution',
    source: 'cloudnativelabs/kube-router; glibc through cgo',
    tells: 'suggests',
    orElse: ['connection-timeout', 'network-unreachable', 'proxy-misconfigured'],
  },
  {
    // A mirror whose name does not resolve: the name is missing, or the mirror's entry is wrong.
    pattern:
      /https?:\/\/[^/"\s]{1,253}\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: dial tcp: lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: [^\n]{1,300}/,
    specimen:
      'failed to do request: Get "https://mirror.acme.test/v2/library/nginx/blobs/sha256:8c78?ns=docker.io": dial tcp: lookup mirror.acme.test on 10.0.0.53:53: no such host',
    source: 'siderolabs/talos#12972; containerd remotes/docker: requests to a mirror carry ns=',
    tells: 'suggests',
    orElse: ['mirror-misconfigured', 'network-unreachable'],
  },
  {
    pattern:
      /(?:Name or service not known|getaddrinfo ENOTFOUND|[Cc]ould not resolve host|unknown host (?<host>\S{1,253})|nodename nor servname provided|No such host is known|Name does not resolve|unable to resolve host address|failed to lookup address information|name resolution failed|NXDOMAIN|SERVFAIL)/,
    specimen: 'ping: unknown host devops.example.com',
    source: 'glibc, musl, macOS, curl and Node.js wordings',
    tells: 'sure',
  },
  {
    pattern: /dial tcp: lookup (?:(?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100}?)?: |on |:)/,
    specimen:
      'Error while pulling image: Get https://hub.acme.test/v1/repositories/library/jenkins/images: dial tcp: lookup hub.acme.test: no such host',
    source: 'docker engine 1.x',
    tells: 'sure',
  },
  {
    pattern: /^(?:no such host|server misbehaving)$/,
    specimen: 'no such host',
    source: 'Go net, the words alone',
    tells: 'sure',
  },
  {
    // What the resolver answered is cut off.
    pattern: /dial tcp: lookup (?<host>[A-Za-z0-9._-]{1,253})(?: on \S{1,100})?$/,
    specimen: 'dial tcp: lookup registry.acme.test on 10.96.0.10:53',
    source: 'Go net',
    tells: 'suggests',
    orElse: ['connection-timeout', 'network-unreachable', 'proxy-misconfigured'],
  },
  {
    pattern: /UnknownHostException: (?<host>[A-Za-z0-9._-]{1,253})|UnknownHostException\b/,
    specimen: 'java.net.UnknownHostException: registry.acme.test: Name or service not known',
    source: 'Java java.net; Jib and docker-maven-plugin',
    tells: 'sure',
  },
];
