/** How a proxy that is wrong, forward or reverse, looks in text. */
import type { Sign } from '../engine/sign.ts';
import { toldStatus } from '../engine/text/http-status.ts';

export const signs: readonly Sign[] = [
  {
    pattern: /proxyconnect tcp: [^\n]{1,300}/,
    specimen:
      'FATA[0000] failed to resolve reference "docker.io/library/hello-world:latest": failed to do request: Head "https://registry-1.docker.io/v2/library/hello-world/manifests/latest": proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused',
    source: 'containerd; Go net/http',
    tells: 'sure',
  },
  {
    pattern:
      /(?:proxy: (?:unknown scheme|SOCKS|no support)|socks connect tcp|invalid proxy (?:address|URL)|error connecting to proxy|Tunnel connection failed|CONNECT tunnel failed|Proxy CONNECT aborted|tunnel error: |proxy tunnel request to proxy|unsupported proxy scheme)[^\n]{0,300}/i,
    specimen:
      'Get "https://registry-1.docker.io/v2/": socks connect tcp 127.0.0.1:1080->registry-1.docker.io:443: dial tcp 127.0.0.1:1080: connect: connection refused',
    source: 'Go net/http, golang.org/x/net/proxy; hyper-util tunnel.rs; dotnet/runtime System.Net.Http',
    tells: 'sure',
  },
  {
    pattern:
      /407 Proxy Authentication|Proxy Authentication Required|authenticationrequired proxy|https:\/\/[^"\s]{1,400}"?: authenticationrequired/i,
    specimen:
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": Proxy Authentication Required',
    source: 'Go net/http on a refused CONNECT',
    tells: 'sure',
  },
  {
    pattern:
      /413 (?:Request Entity Too Large|Payload Too Large|Content Too Large)|[Ss]tatus ?[Cc]ode:? 413|HTTP 413|status: 413|[Ss]erver error: 413|HTTP code 413|client intended to send too large body|Request Entity Too Large|status code 'RequestEntityTooLarge'/,
    specimen:
      'Error: writing blob: uploading layer chunked: StatusCode: 413, <html> <head><title>413 Request Entity Too Large<...',
    source: 'podman; nginx client_max_body_size',
    tells: 'sure',
  },
  {
    // A CONNECT the proxy refuses is printed with the status text alone.
    pattern:
      /(?:(?:Get|Head|Post) "?https:\/\/[^"\s]{1,400}"?|download failed after attempts=\d{1,3}): (?:Service Unavailable|Internal Server Error|Forbidden|Bad Gateway|Gateway Time-?out|Bad Request|Not Allowed|Method Not Allowed|Blocked|Access Denied)/i,
    specimen: 'Error response from daemon: Get https://nonexist.example.com/v2/: Service Unavailable',
    source: 'Go net/http on a refused CONNECT',
    tells: 'suggests',
    orElse: [
      'dns-failure',
      'policy-blocked',
      'registry-unavailable',
      'connection-timeout',
      'mirror-misconfigured',
      'permission-denied',
    ],
  },
  {
    // Any other reason a proxy gives; Go's own errors begin with a small letter.
    pattern: /(?:Get|Head|Post) "?https:\/\/[^"\s]{1,400}"?: (?!Proxy )[A-Z][a-z][A-Za-z ]{1,60}$/,
    specimen:
      'Error while pulling image: Get https://index.docker.io/v1/repositories/library/hello-world/images: AuthorizedOnly',
    source: 'docker/for-linux#376; Go net/http Transport.dialConn prints the reason of a refused CONNECT',
    tells: 'suggests',
    orElse: [
      'policy-blocked',
      'registry-unavailable',
      'mirror-misconfigured',
      'dns-failure',
      'connection-timeout',
      'permission-denied',
    ],
  },
  {
    pattern:
      /error parsing HTTP (?:404|405|400|30\d|200) response body: (?:invalid character|unexpected end of JSON|json: cannot|no error details)[^\n]{0,200}/,
    specimen:
      'Error response from daemon: error parsing HTTP 404 response body: invalid character \'p\' after top-level value: "404 page not found\\n"',
    source: 'distribution registry/client/errors.go',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'repository-not-found',
      'mirror-misconfigured',
      'token-service-misconfigured',
      'tag-not-found',
      'image-name-invalid',
      'http-https-mismatch',
    ],
  },
  {
    pattern:
      /Unexpected status code \[404\]|\(Code: 40[45]; Headers: |Login: (?:<html>|[Nn]ot found|\w{0,20} ?page)[^\n]{0,200}|error unmarshall?ing content: invalid character '<'|invalid character '<' looking for beginning of value/,
    specimen:
      'Error response from daemon: Login: <html><head><title>404 Not Found</title></head> (Code: 404)',
    source: 'goharbor/harbor#6319; docker engine',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'token-service-misconfigured',
      'mirror-misconfigured',
      'policy-blocked',
      'credentials-missing',
    ],
  },
  {
    pattern:
      /unsupported protocol scheme ""|upload resumed at wrong offest|received unexpected HTTP status: 5(?:20|21|22|23|24|25)|cross-site redirect|redirected too many times|stopped after 10 redirects/,
    specimen: 'Upload failed, retrying: received unexpected HTTP status: 524',
    source: 'goharbor/harbor#17546; distribution',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'registry-storage-failure', 'network-reset', 'pull-too-slow'],
  },
  {
    // The API's root must answer 200 or 401: whoever says 404 or a page is not the registry.
    pattern:
      /https?:\/\/[^/\s"]{1,253}\/v2\/"?: (?:unexpected status code )?40[04] [^\n]{0,200}|StatusCode: 4\d\d, "<(?:html|!DOCTYPE)[^\n]{0,200}/i,
    specimen:
      'creating push check transport for index.docker.io failed: GET https://index.docker.io/v2/: unexpected status code 404 Not Found: <?xml version="1.0" encoding="iso-8859-1"?>',
    source: 'GoogleContainerTools/kaniko#2416; podman-container-tools/skopeo#2723',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'token-service-misconfigured',
      'mirror-misconfigured',
      'image-name-invalid',
      'network-reset',
    ],
  },
  {
    pattern: /(?:411 Length Required|[Ss]tatus ?[Cc]ode:? 411|408 Request Time-?out|431 Request Header)/,
    specimen:
      'failed to push: unexpected status from PUT request to https://registry.example.com/v2/a/blobs/uploads/1: 411 Length Required',
    source: 'reverse proxies before a registry',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'network-reset', 'pull-too-slow'],
  },
  {
    pattern: /login attempt to \S{1,400} failed with status: 40[45][^\n]{0,40}/,
    specimen:
      'Error response from daemon: login attempt to https://r.acme.test/v2/ failed with status: 404 Not Found',
    source: 'docker engine: the host answers, the API is not there',
    tells: 'suggests',
    orElse: ['image-name-invalid', 'token-service-misconfigured', 'registry-unavailable'],
  },
  {
    pattern: /<title>405 (?:Method )?Not Allowed<\/title>/,
    specimen: '<head><title>405 Not Allowed</title></head>',
    source: 'goharbor/harbor#22459; nginx: a page server got the upload',
    tells: 'sure',
    op: 'push',
  },
  {
    pattern: /unknown: <html>|<title>(?:400 Bad Request|404 Not Found|30[128] [\w ]{1,40})<\/title>/,
    specimen: 'unknown: <html> <head><title>404 Not Found</title></head>',
    source: 'reverse proxies before a registry',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'repository-not-found', 'image-name-invalid', 'http-https-mismatch'],
  },
  {
    // Whoever answers is no registry, or something drops what it says.
    pattern:
      /StatusCode: 404, "404 page not found|response did not include (?:Content-Type|Content-Length|Docker-Content-Digest) header|missing Location header|421 Misdirected Request/,
    specimen:
      'HEAD https://r.acme.test/v2/a/manifests/1: response did not include Docker-Content-Digest header',
    source: 'go-containerregistry remote; containers/image docker/errors.go; oras-go errcode; nginx',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'repository-not-found',
      'tag-not-found',
      'mirror-misconfigured',
      'image-name-invalid',
    ],
  },
  {
    pattern: /Request Header Or Cookie Too Large|[Cc]ould not resolve proxy|Could not connect to proxy/,
    specimen: 'curl: (5) Could not resolve proxy: proxy.acme.test',
    source: 'curl lib/hostip.c; nginx',
    tells: 'sure',
  },
  {
    // An old TLS stack answers: the registry’s own, or that of a proxy or firewall before it.
    pattern:
      /tls: server selected unsupported protocol version|remote error: tls: no application protocol|tls: server did not send a key share|tls: server (?:chose|sent|selected) an? (?:invalid|unsupported|unconfigured)[^\n]{0,60}|tls: (?:no supported|unsupported) [^\n]{0,60}|unsupported protocol version/,
    specimen: 'Get "https://r.acme.test/v2/": tls: server selected unsupported protocol version 301',
    source: 'Go crypto/tls',
    tells: 'suggests',
    orElse: ['registry-unavailable', 'network-reset', 'tls-unknown-authority', 'http-https-mismatch'],
  },
  {
    // A bare status: any other word of the same error tells more.
    pattern: toldStatus({
      405: 'Method Not Allowed',
      408: 'Request Time-?out',
      411: 'Length Required',
      414: 'Request.UR[IL]|URI Too',
      421: 'Misdirected',
      426: 'Upgrade Required',
      431: 'Request Header',
      494: '',
      499: 'Client Closed',
      501: 'Not Implemented',
    }),
    specimen:
      'unexpected status from HEAD request to https://r.acme.test/v2/a/manifests/1: 501 Not Implemented',
    source: 'reverse proxies before a registry',
    tells: 'suggests',
    orElse: [
      'registry-unavailable',
      'mirror-misconfigured',
      'network-reset',
      'http-https-mismatch',
      'pull-too-slow',
      'registry-storage-failure',
      'permission-denied',
    ],
  },
  {
    pattern: toldStatus({
      407: 'Proxy Auth',
      413: '(?:Request Entity|Payload|Content) Too',
      511: 'Network Authentication',
    }),
    specimen: 'curl: (22) The requested URL returned error: 413',
    source: 'curl and other clients; a captive portal',
    tells: 'sure',
  },
];
