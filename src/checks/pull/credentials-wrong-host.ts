import { defineCheck } from '../../engine/check.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { readAccess, toWhom } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { loginWanted } from '../../facts/login-wanted.ts';
import { createSecret, inNamespace, recreatePod } from '../../facts/manual-steps.ts';
import { plausible } from '../../facts/passed-over.ts';
import { authorization } from '../../probes/authorization.ts';
import { credentials } from '../../probes/credentials.ts';
import { manifest } from '../../probes/manifest.ts';
import { repository } from '../../probes/repository.ts';

export default defineCheck({
  id: 'credentials-wrong-host',
  stage: 'auth',
  severity: 'medium',
  rows: ['S0-21', 'S1-69'],
  signs: [
    {
      pattern: /"auths": ?\{ ?"(?:https?:\/\/)?(?<host>127\.0\.0\.1(?::\d{1,5})?|localhost(?::\d{1,5})?)/,
      specimen: '"auths": { "127.0.0.1:5000": { "auth": "…" } }',
      source: 'a pull secret written for loopback',
      tells: 'suggests',
      orElse: ['credentials-missing', 'credentials-invalid'],
    },
    {
      pattern:
        /(?:credential|auth|login)s? (?:for|of) \S{1,253} (?:does|do) not match (?:registry|host|server)|no credentials for host \S{1,253}, (?:but|only) for/i,
      specimen: 'the credentials for harbor.example.com:8443 do not match registry harbor.example.com',
      source: 'build tools that compare the host of a login',
      tells: 'sure',
    },
  ],
  needs: { credentials, authorization },
  uses: { manifest, repository },
  judge({ credentials: logins, authorization: asked }, also) {
    const access = readAccess(asked, logins, factOf(also.manifest));
    const wanted = loginWanted(access, logins, also.repository);
    if (wanted.outcome !== 'wanted') return wanted;
    const meant = plausible(logins);
    if (!meant) return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [
        { source: `secret ${meant.secret}`, says: `auths: "${meant.key}", username "${meant.username}"` },
        quoted(toWhom(wanted.refusal.by, wanted.refusal.who), wanted.refusal.says, also.manifest),
      ],
      data: { secret: meant.secret, key: meant.key, username: meant.username, why: meant.why },
    };
  },
  words: {
    en: {
      title: 'Login is for another host',
      summary: ({ secret, key, why }, { image }) =>
        `The login in pull secret \`${secret}\` is for \`${key}\`, not for \`${hostOf(image)}\`: ${WHY[why]}, so the kubelet pulls without a login.`,
      probably: ({ host }) =>
        `a login exists, but for another host than ${host ? `\`${host}\`` : 'the image’s'}`,
      explains:
        'The kubelet sends a login only to the very host and port it is filed under, and only for images whose path begins with the key’s path. The pod has a login, but its key does not fit the image.',
      steps: ({ data, pull }) => {
        const secret = data?.secret ?? 'regcred';
        return [
          `See the keys: \`kubectl${inNamespace(pull)} get secret ${secret} -o jsonpath='{.data.\\.dockerconfigjson}' | base64 -d | jq '.auths | keys'\``,
          `File the login under the image’s host: \`kubectl${inNamespace(pull)} delete secret ${secret}\`, then ${createSecret(pull, secret)}`,
          ...(data && /^(?:127\.|localhost)/.test(data.key)
            ? [
                'An address of loopback in it was written by the platform that made it: correct the address of the registry there (in kangaroo: the integration), and it makes the secret anew.',
              ]
            : []),
          `Or change the image to the host the login is for. ${recreatePod(pull)}`,
        ];
      },
    },
  },
});

const WHY = {
  port: 'the port differs',
  path: 'its path does not fit the image',
  wildcard: 'its wildcard stands for one label only and does not cover this host',
  'same-address': 'it is another name of the same address',
  sibling: 'it is another host of the same domain',
  foreign: 'it is the only private login the pod has',
} as const;
