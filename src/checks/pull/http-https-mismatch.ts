import { defineCheck, type Judgement } from '../../engine/check.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { hostPort } from '../../facts/manual-steps.ts';
import { onNode } from '../../facts/node-fault.ts';
import { challenge } from '../../probes/challenge.ts';
import { tls } from '../../probes/tls.ts';

const WANTS_TLS = /HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/i;

interface Mismatch {
  readonly host: string;
  readonly port: number;
  readonly serves: 'http' | 'https';
}

export default defineCheck({
  id: 'http-https-mismatch',
  stage: 'tls',
  severity: 'high',
  signs: [
    {
      pattern: /server gave HTTP response to HTTPS client/,
      specimen:
        'failed to do request: Head https://vlab048011.dom047600.lab:5000/v2/myjenkins/manifests/latest: http: server gave HTTP response to HTTPS client',
      source: 'containerd/containerd#4938; Go net/http',
      tells: 'sure',
    },
    {
      // A public registry speaks TLS: somebody on the way answers in its name.
      pattern:
        /https:\/\/[^\s"/]{0,200}(?:docker\.io|quay\.io|gcr\.io|ghcr\.io|k8s\.io|microsoft\.com|amazonaws\.com|azurecr\.io|gitlab\.com)\/[^\s"]{0,400}"?: (?:http: server gave HTTP response to HTTPS client|tls: first record does not look like a TLS handshake|net\/http: HTTP\/1\.x transport connection broken: malformed HTTP response)/,
      specimen: 'Get "https://registry-1.docker.io/v2/": http: server gave HTTP response to HTTPS client',
      source: 'docker engine behind a proxy that intercepts; Go net/http',
      tells: 'suggests',
      orElse: ['proxy-misconfigured', 'mirror-misconfigured', 'dns-failure', 'policy-blocked'],
    },
    {
      // containerd before 1.4 named only the last endpoint's error: a plain-HTTP mirror may have said another.
      pattern: /no available registry endpoint: [^\n]{0,400}server gave HTTP response to HTTPS client/,
      specimen:
        'failed to resolve image "172.17.0.3:31653/webserver-doctest:e7376bfde60d": no available registry endpoint: failed to do request: Head https://172.17.0.3:31653/v2/webserver-doctest/manifests/e7376bfde60d: http: server gave HTTP response to HTTPS client',
      source: 'containerd/cri#1201',
      tells: 'suggests',
      orElse: ['tag-not-found', 'repository-not-found', 'mirror-misconfigured', 'credentials-missing'],
    },
    {
      pattern:
        /HTTP request was sent to HTTPS port|Client sent an HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled server port/i,
      specimen: '<center>The plain HTTP request was sent to HTTPS port</center>',
      source: 'nginx; Go net/http server',
      tells: 'sure',
    },
    {
      // The same as a client tells it, with the page around it: not any page of any proxy.
      pattern:
        /(?:https?:\/\/[^/\s"]{1,253}\/v2\/"?: |error parsing HTTP 400)[^\n]{0,250}HTTP request was sent to HTTPS port[^\n]{0,400}/,
      specimen:
        "Error response from daemon: error parsing HTTP 400 response body: invalid character '<' looking for beginning of value: \"<html> <head><title>400 The plain HTTP request was sent to HTTPS port</title></head>",
      source: 'docker engine and crane against nginx',
      tells: 'sure',
    },
    {
      pattern:
        /first record does not look like a TLS handshake|malformed HTTP response|wrong version number|WRONG_VERSION_NUMBER|Unsupported or unrecognized SSL message|plaintext connection\?|EPROTO|oversized record received with length/,
      specimen:
        'Error response from daemon: Get http://localhost:5000/v2/: net/http: HTTP/1.x transport connection broken: malformed HTTP response',
      source: 'Go crypto/tls, net/http; OpenSSL',
      tells: 'sure',
    },
    {
      pattern:
        /received corrupt message of type InvalidContentType|(?:The SSL connection could not be established[^\n]{0,80}\s{1,4}---> )?(?:System\.[A-Za-z.]{1,60}: )?Cannot determine the frame size or a corrupted frame was received/,
      specimen: 'client error (Connect): received corrupt message of type InvalidContentType',
      source: 'rustls/rustls rustls/src/error.rs; dotnet/runtime System.Net.Security',
      tells: 'sure',
    },
    {
      pattern:
        /credentials (?:for \S{1,400} )?were not sent because the connection was over HTTP|will not send auth headers over HTTP/,
      specimen:
        'Required credentials for host.acme.test:30082/demo were not sent because the connection was over HTTP',
      source: 'GoogleContainerTools/jib#3574; docker engine 1.x',
      tells: 'sure',
    },
    {
      // Of a mirror: it speaks the other protocol, or its entry names the wrong one.
      pattern:
        /https?:\/\/[^/"\s]{1,253}\/v2\/[^"\s?]{1,400}\?(?:[^"\s]{0,100}&)?ns=[^"\s]{1,200}"?: (?:http: server gave HTTP response to HTTPS client|net\/http: HTTP\/1\.x transport connection broken: malformed HTTP response[^\n]{0,80}|tls: first record does not look like a TLS handshake)/,
      specimen:
        'failed to do request: Head "http://kind-registry:5000/v2/hello-app/manifests/latest?ns=localhost%3A5000": net/http: HTTP/1.x transport connection broken: malformed HTTP response',
      source: 'containerd/containerd#2994; containerd remotes/docker: requests to a mirror carry ns=',
      tells: 'suggests',
      orElse: ['mirror-misconfigured', 'proxy-misconfigured'],
    },
    {
      pattern: /server gave HTTPS response to HTTP client|add [`']?--insecure-registry/,
      specimen:
        "Error: Invalid registry endpoint: please add `--insecure-registry 10.0.0.1:5000` to the daemon's arguments",
      source: 'docker engine 1.x',
      tells: 'suggests',
      orElse: ['tls-unknown-authority', 'connection-timeout', 'connection-refused'],
    },
    {
      pattern: /use a registry that supports HTTPS/,
      specimen: 'perhaps you should use a registry that supports HTTPS or set the configuration parameter',
      source: 'Jib HelpfulSuggestions',
      tells: 'suggests',
      orElse: ['tls-unknown-authority', 'tls-name-mismatch'],
    },
  ],
  needs: { tls },
  uses: { challenge, asked: tls },
  onNode: onNode('http-https-mismatch'),
  judge({ tls: fact }, also): Judgement<Mismatch> {
    const where = { host: fact.host, port: fact.port };
    if (fact.spoken === 'plain') {
      const ending = factOf(also.challenge)?.ending;
      if (ending?.ended !== 'answered')
        return { outcome: 'skip', why: 'the registry did not answer over plain HTTP' };
      if (ending.status !== 400 || !WANTS_TLS.test(ending.body))
        return {
          outcome: 'skip',
          why: 'it speaks plain HTTP; whether the node was told so is not seen from here',
        };
      return {
        outcome: 'fail',
        evidence: [quoted('registry', ending.body.slice(0, 200), also.challenge)],
        data: { ...where, serves: 'https' },
      };
    }
    if (fact.handshake?.ended === 'done') return { outcome: 'pass' };
    if (fact.handshake?.ended !== 'not-tls')
      return { outcome: 'skip', why: 'the handshake did not get far enough to tell' };
    if (!fact.handshake.speaksHttp)
      return { outcome: 'skip', why: 'what listens there speaks neither TLS nor HTTP' };
    return {
      outcome: 'fail',
      evidence: [quoted('TLS', fact.handshake.says, also.asked)],
      data: { ...where, serves: 'http' },
    };
  },
  words: {
    en: {
      title: 'HTTP where HTTPS is expected',
      summary: ({ host, port, serves }) =>
        serves === 'http'
          ? `\`${host}:${port}\` speaks plain HTTP, and the node speaks HTTPS to it.`
          : `\`${host}:${port}\` speaks HTTPS, and it is configured to be spoken to over plain HTTP.`,
      probably: ({ host }) => `one side speaks HTTP and the other HTTPS${host ? ` at \`${host}\`` : ''}`,
      explains:
        'Runtimes speak HTTPS to every registry but those on localhost. A registry without TLS must be named as such on every node, or better be given a certificate.',
      steps: ({ data, pull }) => {
        const where = data ? `${data.host}:${data.port}` : hostPort(pull.image);
        return [
          `See what it speaks: \`curl -sI http://${where}/v2/; curl -skI https://${where}/v2/\``,
          'Best: give the registry a certificate, or put a TLS-terminating proxy before it.',
          `Else on each node: containerd \`/etc/containerd/certs.d/${where}/hosts.toml\` with \`server = "http://${where}"\`; CRI-O \`insecure = true\` in \`registries.conf\`; Docker \`"insecure-registries": ["${where}"]\`.`,
        ];
      },
    },
  },
});
