import { defineCheck, type Judgement } from '../../engine/check.ts';
import type { Evidence, NonEmpty } from '../../engine/evidence.ts';
import type { Endpoint } from '../../engine/registry.ts';
import { quoted } from '../../facts/answered.ts';
import { unlessUndialled } from '../../facts/dialled.ts';
import { onNode } from '../../facts/node-fault.ts';
import { sentOut } from '../../facts/storage.ts';
import { layers } from '../../probes/layers.ts';
import { manifest } from '../../probes/manifest.ts';
import { tcp } from '../../probes/tcp.ts';

export default defineCheck({
  id: 'connection-refused',
  stage: 'network',
  severity: 'high',
  rows: ['S1-1', 'S1-10'],
  signs: [
    {
      pattern: /dial tcp (?<host>\S{1,270}): (?:connect: |getsockopt: )?connection refused/,
      specimen:
        'Error response from daemon: Get "http://localhost:5000/v2/": dial tcp [::1]:5000: connect: connection refused',
      source: 'podman; Go net',
      tells: 'sure',
    },
    {
      pattern:
        /(?:ECONNREFUSED|ConnectException: Connection refused|\[Errno 111\] Connection refused|connectex: No connection could be made because the target machine actively refused it|actively refused|Connect call failed|\berrno=111\b)/,
      specimen:
        'Get "https://harbor.example.com/v2/": dial tcp 10.0.0.5:443: connectex: No connection could be made because the target machine actively refused it.',
      source: 'Go net on Windows; Node.js',
      tells: 'sure',
    },
    {
      // A registry named without a port often serves plain HTTP on 80 only.
      pattern:
        /https:\/\/(?![^\s"/]{0,200}(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|k8s\.io|amazonaws\.com|azurecr\.io|gitlab\.com)\/)(?<host>[^\s"/:[]{1,253})\/v[12]\/[^\s"?]{0,400}"?: dial tcp (?!127\.|\[::1\])\S{1,60}:443: (?:connect: |getsockopt: )?connection refused/,
      specimen:
        'Error response from daemon: Get "https://10.4.4.12/v2/": dial tcp 10.4.4.12:443: connect: connection refused',
      source: 'goharbor/harbor#17148; goharbor/harbor#9945',
      tells: 'suggests',
      orElse: [
        'http-https-mismatch',
        'dns-failure',
        'registry-unavailable',
        'proxy-misconfigured',
        'mirror-misconfigured',
      ],
    },
    {
      // An upload is sent on to where the registry says: a proxy before it may have passed its own backend's name on.
      pattern:
        /\bP(?:ut|atch|ost|UT|ATCH|OST) ["'`]?https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d{2,5}\/v[12]\/[^\n]{1,400}?: dial tcp (?<host>\S{1,60}): (?:connect: |getsockopt: )?connection refused/,
      specimen:
        'Failed to upload metadata: Put http://localhost:5000/v1/images/1/json: dial tcp localhost:5000: connection refused',
      source: 'docker-archive/docker-registry#91',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'registry-unavailable'],
    },
    {
      // Podman writes `localhost/` before images that were built here: there is no registry to be asked.
      pattern:
        /https:\/\/localhost\/v[12]\/[^\s"]{0,400}"?: dial tcp (?<host>\S{1,60}): (?:connect: |getsockopt: )?connection refused/,
      specimen:
        'Error: initializing source docker://localhost/web:1: pinging container registry localhost: Get "https://localhost/v2/": dial tcp [::1]:443: connect: connection refused',
      source: 'podman; containers/image',
      tells: 'suggests',
      orElse: ['image-name-invalid', 'repository-not-found', 'tag-not-found', 'pull-policy-never'],
    },
    {
      // A mirror that is away, or an entry that names the wrong address.
      pattern:
        /https?:\/\/[^/"\s]{1,253}\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: dial tcp (?<host>\S{1,270}): connect: connection refused/,
      specimen:
        'failed to do request: Head "http://127.0.0.1:30020/v2/library/nginx/manifests/1?ns=docker.io": dial tcp 127.0.0.1:30020: connect: connection refused',
      source: 'containerd remotes/docker: requests to a mirror carry ns=',
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'proxy-misconfigured', 'dns-failure', 'registry-unavailable'],
    },
    {
      pattern: /[Cc]onnection refused/,
      specimen: 'curl: (7) Failed to connect to harbor.example.com port 443: Connection refused',
      source: 'curl and other clients',
      tells: 'suggests',
      orElse: [
        'node-runtime-failure',
        'proxy-misconfigured',
        'http-https-mismatch',
        'registry-unavailable',
        'mirror-misconfigured',
      ],
    },
    {
      pattern:
        /(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io)\/(?:v2\/|token)[^\s"]{0,300}"?: dial tcp (?:127\.|0\.0\.0\.0|\[::1?\])\S{1,60}: connect: connection refused/,
      specimen:
        'failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": dial tcp 127.0.0.1:443: connect: connection refused',
      source: 'containerd on a node whose DNS or hosts file sends a public registry to loopback',
      tells: 'suggests',
      orElse: ['dns-failure', 'mirror-misconfigured', 'proxy-misconfigured'],
    },
    {
      // A public registry listens: who refuses stands before it.
      pattern:
        /(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io)\/(?:v2\/|token)[^\s"]{0,300}"?: dial tcp (?!127\.|0\.0\.0\.0|\[::1?\])(?<host>\S{1,60}): connect: connection refused/,
      specimen: 'Get "https://ghcr.io/v2/": dial tcp 140.82.121.33:443: connect: connection refused',
      source: 'aquasecurity/trivy#2456; a firewall that refuses what does not go through the proxy',
      tells: 'suggests',
      orElse: [
        'proxy-misconfigured',
        'policy-blocked',
        'dns-failure',
        'mirror-misconfigured',
        'registry-unavailable',
      ],
    },
    {
      // A token service where nothing listens: it is down, or the registry names the wrong address.
      pattern:
        /\/(?:service\/token|jwt\/auth|api\/auth|auth\/token|v2\/token|token|auth)\?[^\s"]{0,600}"?: dial tcp (?<host>\S{1,270}): (?:connect: |getsockopt: )?connection refused/,
      specimen:
        'Get "http://10.3.0.4:5001/auth?scope=repository%3Aa%3Apull&service=reg": dial tcp 10.3.0.4:5001: connect: connection refused',
      source: 'cesanta/docker_auth; Go net',
      tells: 'suggests',
      orElse: ['token-service-misconfigured', 'registry-unavailable', 'proxy-misconfigured'],
    },
  ],
  needs: { tcp },
  uses: { layers, manifest, asked: tcp },
  onNode: onNode('connection-refused'),
  judge({ tcp: fact }, also): Judgement<Endpoint> {
    const sent = sentOut(also, 'refused');
    if (sent)
      return {
        outcome: 'fail',
        evidence: [sent.quote('network')],
        data: { host: sent.host, port: sent.port },
      };
    if (fact.open) return { outcome: 'pass' };
    const quotes = fact.dials.flatMap(({ dial }) =>
      dial.ended === 'refused' ? [quoted('network', dial.says, also.asked)] : [],
    );
    const [first, ...others] = quotes;
    if (!first) return unlessUndialled(fact);
    const evidence: NonEmpty<Evidence> = [first, ...others];
    return { outcome: 'fail', evidence, data: { host: fact.host, port: fact.port } };
  },
  words: {
    en: {
      title: 'Connection refused',
      summary: ({ host, port }) =>
        `Nothing listens on port ${port} of \`${host}\`: the connection is refused.`,
      probably: ({ host }) => `nothing listens at ${host ? `\`${host}\`` : 'the registry’s port'}`,
      explains:
        'The machine answers, but no program listens on that port: the registry is stopped, listens elsewhere, or the image names the wrong port. A name that leads to loopback looks the same.',
      steps: ({ data }) => {
        const host = data?.host ?? '<registry host>';
        const port = data?.port ?? 443;
        return [
          `Try from a node: \`nc -vz ${host} ${port}\` and \`curl -vk https://${host}:${port}/v2/\``,
          'Check that the registry, its ingress or load balancer runs and on which port: `kubectl get pods,svc,endpoints -n <registry namespace>`.',
          'If it listens on another port, write that port into the image name.',
        ];
      },
    },
  },
});
