import { defineCheck } from '../../engine/check.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { hostPort } from '../../facts/manual-steps.ts';
import { onNode } from '../../facts/node-fault.ts';
import { challenge } from '../../probes/challenge.ts';
import { tls } from '../../probes/tls.ts';

/** What else ends a transfer early. */
const CUT_BY = [
  'proxy-misconfigured',
  'registry-storage-failure',
  'registry-unavailable',
  'content-corrupt',
  'mirror-misconfigured',
  'pull-too-slow',
  'node-disk-full',
  'connection-timeout',
  'node-runtime-failure',
];

export default defineCheck({
  id: 'network-reset',
  stage: 'network',
  severity: 'medium',
  signs: [
    {
      pattern:
        /read tcp \S{1,200}: (?:read: )?connection reset by peer|(?:wsarecv|wsasend): An (?:existing connection was forcibly closed|established connection was aborted)/,
      specimen:
        'httpReaderSeeker: failed open: failed to do request: Get https://winlayers.cdn.mscr.io/layers/windowsservercore: read tcp 192.168.1.112:49380->204.79.197.219:443: read: connection reset by peer',
      source: 'containerd on Linux; Go net',
      tells: 'sure',
      op: 'pull',
    },
    {
      // An upload is cut by a proxy that limits it and by a registry that falls over, too.
      pattern:
        /(?:read|write) tcp \S{1,200}: (?:(?:read|write): )?connection reset by peer|(?:wsarecv|wsasend): An (?:existing connection was forcibly closed|established connection was aborted)/,
      specimen:
        'Patch "https://r.acme.test/v2/a/blobs/uploads/1": read tcp 10.0.0.2:4000->10.0.0.5:443: read: connection reset by peer',
      source: 'Go net',
      tells: 'suggests',
      orElse: [
        'proxy-misconfigured',
        'registry-unavailable',
        'registry-storage-failure',
        'connection-timeout',
      ],
      op: 'push',
    },
    {
      pattern:
        /https?:\/\/[^/"\s]{1,253}\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: read tcp \S{1,200}: (?:read: )?connection reset by peer/,
      specimen:
        'failed to do request: Get "https://mirror.acme.test/v2/library/nginx/blobs/sha256:8c78?ns=docker.io": read tcp 10.0.0.2:4000->10.0.0.9:443: read: connection reset by peer',
      source: 'containerd remotes/docker: requests to a mirror carry ns=',
      tells: 'suggests',
      orElse: CUT_BY,
    },
    {
      // The API of a public registry: a firewall cuts it, or docker fell back to it from a mirror that failed.
      pattern:
        /(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|k8s\.io|nvcr\.io)\/(?:v[12]\/|token)[^\s"]{0,400}"?: read tcp \S{1,200}: (?:read: )?connection reset by peer/,
      specimen:
        'Error response from daemon: Get "https://registry-1.docker.io/v2/": read tcp 10.0.2.15:58184->52.45.33.149:443: read: connection reset by peer',
      source: 'dqzboy/Workers-Proxy-Docker#1; docker-archive-public/docker.kitematic#2151',
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'policy-blocked', 'registry-unavailable'],
    },
    {
      pattern: /connection reset by peer|ECONNRESET|socket hang up|connection was reset|Connection reset/,
      specimen: 'error pulling image: Get "https://quay.io/v2/": connection reset by peer',
      source: 'Go net; Node.js',
      tells: 'suggests',
      orElse: [
        'proxy-misconfigured',
        'registry-unavailable',
        'mirror-misconfigured',
        'policy-blocked',
        'node-runtime-failure',
        'http-https-mismatch',
      ],
    },
    {
      pattern:
        /(?:write tcp \S{1,200}: (?:write: )?)?(?:broken pipe|use of closed network connection|connection was forcibly closed)|http2: (?:server sent GOAWAY|client connection (?:lost|force closed)|Transport)[^\n]{0,80}|http2: stream closed|stream error: stream ID \d{1,9}|server closed idle connection|transport connection broken: unexpected EOF|HTTP\/2 stream \d{1,9} was (?:reset|not closed cleanly)/,
      specimen:
        'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://registry.example.com/v2/a/blobs/sha256:1": http2: client connection lost',
      source: 'Go net/http, http2',
      tells: 'suggests',
      orElse: CUT_BY,
    },
    {
      pattern: /unexpected EOF/,
      specimen: '9eea4969cc0f: Download complete unexpected EOF',
      source: 'ustclug/discussions#222; docker engine',
      tells: 'suggests',
      orElse: CUT_BY,
    },
    {
      pattern:
        /(?:Get|Head|Post|Put|Patch|GET|HEAD|POST|PUT|PATCH) "?https?:\/\/[^"\s]{1,600}"?: EOF|failed to copy: (?![^\n]{0,600}proxyconnect)[^\n]{0,300}: EOF|: EOF$/,
      specimen: 'Error response from daemon: Get "https://registry.example.com/v2/": EOF',
      source: 'Go net/http',
      tells: 'suggests',
      orElse: [...CUT_BY, 'token-service-misconfigured', 'http-https-mismatch', 'policy-blocked'],
    },
    {
      // Alone it says least of all: ECR ends the uploads so of whoever may not push, or where no repository is.
      pattern: /^EOF$/,
      specimen: 'EOF',
      source: 'CircleCI-Public/aws-ecr-orb#259',
      tells: 'suggests',
      orElse: [
        ...CUT_BY,
        'token-service-misconfigured',
        'http-https-mismatch',
        'permission-denied',
        'repository-not-found',
      ],
    },
    {
      pattern:
        /tls: bad record MAC|local error: tls: (?:unexpected message|record overflow)|error decrypting message/,
      specimen: 'failed to copy: local error: tls: bad record MAC',
      source: 'Go crypto/tls',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'content-corrupt', 'node-runtime-failure', 'tls-unknown-authority'],
    },
    {
      pattern:
        /remote error: tls: (?:handshake failure|internal error|access denied|user canceled|protocol version not supported)|tls: protocol version|SSL_ERROR_SYSCALL/,
      specimen: 'Get "https://registry.example.com/v2/": remote error: tls: handshake failure',
      source: 'Go crypto/tls',
      tells: 'suggests',
      orElse: [
        'proxy-misconfigured',
        'tls-name-mismatch',
        'registry-unavailable',
        'tls-unknown-authority',
        'policy-blocked',
        'mirror-misconfigured',
        'http-https-mismatch',
      ],
    },
    {
      pattern:
        /happened during read: (?:unexpected EOF|Digest did not match)[^\n]{0,200}|happened during read: [^\n]{0,200}/,
      specimen:
        'writing blob: storing blob to file "/var/tmp/container_images_storage451663201/3": happened during read: unexpected EOF (after reconnecting, fetching blob: StatusCode: 400, "<?xml version=\\"1.0\\"")',
      source: 'containers/image docker/body_reader.go',
      tells: 'suggests',
      orElse: CUT_BY,
    },
    {
      pattern: /dial tcp \S{1,200}: connect: connection reset by peer/,
      specimen: 'dial tcp 104.18.122.25:443: connect: connection reset by peer',
      source: 'Go net',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'policy-blocked', 'connection-refused', 'mirror-misconfigured'],
    },
    {
      pattern:
        /Connection was closed before we received a valid response|Remote end closed connection without response|RemoteDisconnected|TLS connection was non-properly terminated|NoHttpResponseException|failed to respond$/,
      specimen:
        'Connection was closed before we received a valid response from endpoint URL: "https://api.ecr.ca-central-1.amazonaws.com/".',
      source: 'aws/aws-cli#7621; Java and Python HTTP clients',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'policy-blocked', 'registry-unavailable', 'connection-timeout'],
    },
    {
      // What BuildKit prints when the registry ended the upload early, whatever the reason it gave.
      pattern: /cannot reuse body, request must be retried|io: read\/write on closed pipe/,
      specimen: 'failed to copy: io: read/write on closed pipe',
      source: 'docker/build-push-action#761; docker/build-push-action#626',
      tells: 'suggests',
      orElse: ['registry-unavailable', 'proxy-misconfigured', 'permission-denied', 'credentials-missing'],
    },
    {
      // Rust's and .NET's clients: the server closed while they sent or read.
      pattern:
        /connection closed before message completed|tls handshake eof|error sending request for url \(\S{1,600}\): channel closed|error decoding response body|error reading a body from connection|received fatal alert: (?:HandshakeFailure|InternalError|ProtocolVersion|AccessDenied)|The response ended prematurely|Received an unexpected EOF or 0 bytes from the transport stream|SocketException with message "(?:Broken pipe|Connection reset by peer)"[^\n]{0,40}/,
      specimen: 'client error (SendRequest): connection closed before message completed',
      source: 'hyperium/hyper src/error.rs; rustls; dotnet/runtime; dotnet/sdk-container-builds#483',
      tells: 'suggests',
      orElse: [...CUT_BY, 'http-https-mismatch', 'tls-name-mismatch'],
    },
    {
      // containerd's pusher: the request of the upload ended without an answer, and its reason is not printed.
      pattern: /failed commit on ref "[^"\n]{1,200}": no response/,
      specimen: 'failed commit on ref "layer-sha256:49507e21bb5d": no response',
      source: 'docker/build-push-action#251; containerd remotes/docker/pusher.go',
      tells: 'suggests',
      orElse: ['registry-unavailable', 'connection-timeout', 'proxy-misconfigured', 'permission-denied'],
    },
    {
      pattern: /transfer closed with (?:\d{1,15} bytes|outstanding read data) remaining|IncompleteRead\(/,
      specimen: 'curl: (18) transfer closed with 10240 bytes remaining to read',
      source: 'curl lib/transfer.c; urllib3 response.py',
      tells: 'suggests',
      orElse: [
        'proxy-misconfigured',
        'registry-storage-failure',
        'registry-unavailable',
        'content-corrupt',
        'pull-too-slow',
      ],
    },
  ],
  needs: {},
  uses: { tls, challenge },
  onNode: onNode('network-reset'),
  judge(_, also) {
    const handshake = factOf(also.tls)?.handshake;
    if (handshake?.ended === 'reset')
      return { outcome: 'fail', evidence: [quoted('TLS', handshake.says, also.tls)], data: {} };
    const ending = factOf(also.challenge)?.ending;
    if (ending?.ended === 'reset')
      return { outcome: 'fail', evidence: [quoted('network', ending.says, also.challenge)], data: {} };
    return {
      outcome: 'skip',
      why: ending
        ? 'short questions pass; whether a long transfer is cut cannot be seen from here'
        : 'no connection got as far as an answer',
    };
  },
  words: {
    en: {
      title: 'Connection cut',
      summary: (_, { image }) =>
        `The connection to \`${hostPort(image)}\` is cut by the other side or something between.`,
      probably: ({ host }) => `the connection ${host ? `to \`${host}\` ` : ''}is cut in the middle`,
      explains:
        'The connection opened and was then torn down: an idle or size limit of a proxy or load balancer, a firewall that resets what it does not like, a wrong MTU, or a registry that died while sending.',
      steps: ({ pull }) => [
        `Try a long transfer from the node: \`curl -v -o /dev/null https://${hostPort(pull.image)}/v2/\`, then \`crictl pull ${pull.image}\` twice: does it stop at the same layer and size?`,
        'Look for the reset in the logs of each proxy, load balancer and firewall between the node and the registry; raise read timeouts and body limits there.',
        'Compare MTUs along the path: `ping -M do -s 1372 <registry>`; lower the node’s MTU if big packets vanish.',
      ],
    },
  },
});
