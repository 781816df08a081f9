import type { Answer } from '../../engine/answer.ts';
import { defineCheck, type Judgement } from '../../engine/check.ts';
import { inASentence } from '../../engine/distribution/error-words.ts';
import { hostOf } from '../../engine/text/image-names.ts';
import { spurnedToken } from '../../facts/access.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { CARGO_DOMAIN_STEP, cargoTokenSteps } from '../../facts/cargo-steps.ts';
import { type StrayTokens, strayTokens, tokenServiceSays } from '../../facts/cargo-tokens.ts';
import { aboutRealm, firstFlaw, flawOf, type TokenFlaw } from '../../facts/token-path.ts';
import { authorization } from '../../probes/authorization.ts';
import { type CargoLoginsFact, cargoLogins } from '../../probes/cargo-logins.ts';
import { challenge } from '../../probes/challenge.ts';
import { manifest } from '../../probes/manifest.ts';
import { signs } from '../../signs/token-service-misconfigured.ts';

interface TokenTrouble {
  readonly realm: string;
  readonly says: string;
  /** The registry refuses the tokens that its own service makes. */
  readonly spurned: boolean;
  /** What is wrong with the token by its own claims, where it tells. */
  readonly flaw: TokenFlaw | null;
  /** Cargo asks another token service than its cluster's. */
  readonly stray?: StrayTokens;
}

export default defineCheck({
  id: 'token-service-misconfigured',
  stage: 'auth',
  severity: 'medium',
  rows: ['S4-4', 'S4-15', 'S4-16', 'S4-17', 'S4-18', 'S4-20', 'S4-21', 'S4-22'],
  signs,
  needs: { challenge, authorization },
  uses: { manifest, tokens: authorization, asked: challenge, cargo: cargoLogins },
  judge({ challenge: fact, authorization: { asked } }, also): Judgement<TokenTrouble> {
    const realm = fact.realm ?? '';
    const cargo = factOf(also.cargo);
    const stray = cargo && strayTokens(cargo);
    if (cargo && stray) return strayed(cargo, stray, realm, also.cargo);
    if (fact.scheme === 'bearer' && !/^https?:\/\/[^/]/.test(realm))
      return {
        outcome: 'fail',
        evidence: [quoted('registry', `WWW-Authenticate: Bearer realm="${realm}"`, also.asked)],
        data: { realm, says: 'the registry names no usable token service', spurned: false, flaw: null },
      };
    if (fact.scheme !== 'bearer') return { outcome: 'pass' };
    const at = also.tokens.state === 'known' ? also.tokens.at : '';
    const challenged = quoted('registry', challengeWords(realm, fact.service), also.asked);
    const spurned = spurnedToken(asked, factOf(also.manifest));
    if (spurned) {
      const { by, says, times } = spurned.grant;
      const flaw = flawOf(times, fact.service, at);
      return {
        outcome: 'fail',
        evidence: [
          challenged,
          quoted(by, says, also.tokens),
          ...(flaw ? [quoted('its token', flaw.says, also.tokens)] : []),
          quoted('registry', `to that token: ${spurned.says}`, also.manifest),
        ],
        data: { realm, says: inASentence(spurned.says), spurned: true, flaw },
      };
    }
    const flaw = factOf(also.manifest)?.found ? firstFlaw(asked, fact.service, at) : null;
    // A registry that takes the token all the same shows that only its short life can be wrong with it.
    if (flaw?.is === 'short-lived')
      return {
        outcome: 'fail',
        evidence: [challenged, quoted('its token', flaw.says, also.tokens)],
        data: { realm, says: flaw.says, spurned: false, flaw },
      };
    if (asked.some(({ ended }) => ended !== 'failed')) return { outcome: 'pass' };
    const [first] = asked;
    if (!first) return { outcome: 'skip', why: 'the token service was not asked' };
    return {
      outcome: 'fail',
      evidence: [challenged, ...aboutRealm(fact), quoted(first.by, first.says, also.tokens)],
      data: { realm, says: first.says, spurned: false, flaw: null },
    };
  },
  words: {
    en: {
      title: 'Token service misconfigured',
      summary: ({ realm, says, spurned, flaw, stray }, { image }) => {
        if (stray) {
          const who = stray.users.map((user) => `\`${user}\``).join(', ');
          const only = stray.admin === 'accepted' ? 'only `admin` gets tokens' : 'it knows `admin` alone';
          return stray.is === 'built-in'
            ? `Cargo at \`${hostOf(image)}\` uses its built-in token service, because that of the cluster cannot be asked: ${only}, ${who} and every pipeline are refused.`
            : `Cargo at \`${hostOf(image)}\` does not ask this cluster’s token service but its built-in one or another cluster’s: ${only}, ${who} and every pipeline are refused.`;
        }
        if (flaw?.is === 'short-lived')
          return `The tokens of \`${realm}\` live only ${flaw.seconds} s, less than the layers of \`${image}\` may take.`;
        if (flaw?.is === 'other-audience')
          return `\`${hostOf(image)}\` refuses the tokens of its own token service \`${realm}\`: they are ${flaw.says}.`;
        if (flaw)
          return `\`${hostOf(image)}\` refuses the tokens of its own token service \`${realm}\`, whose clock is wrong: a token ${flaw.says}.`;
        if (spurned)
          return `\`${hostOf(image)}\` refuses the tokens of its own token service \`${realm}\`, though they grant the pull: \`${says}\`.`;
        return realm === ''
          ? `\`${hostOf(image)}\` asks for a token but names no token service.`
          : `\`${hostOf(image)}\` sends everybody to the token service \`${realm}\`, and asking there fails: \`${says}\`.`;
      },
      probably: ({ host }) =>
        `the token service that ${host ? `\`${host}\`` : 'the registry'} names is wrong or cannot be reached`,
      explains:
        'The registry answers and sends its clients to a token service (the realm) that is another host, port or scheme than they can reach, or that refuses their kind of request. In Harbor the realm follows `externalURL`, from 2.14 on the Host header.',
      steps: ({ data, pull }) =>
        data?.stray
          ? cargoTokenSteps(data.stray.address)
          : [
              ...(data?.spurned
                ? [
                    'Compare what both sides believe: the key (distribution `auth.token.rootcertbundle`; Harbor: core’s `private_key.pem` and the registry’s `root.crt` must be one pair), `issuer`, `service`, and the clocks of both machines (`date -u`).',
                  ]
                : []),
              `See the realm: \`curl -sI https://${hostOf(pull.image)}/v2/ | grep -i www-authenticate\``,
              data?.realm ? `Ask it: \`curl -sv '${data.realm}'\`` : 'Ask it: `curl -sv <realm>`',
              'Harbor: set `externalURL` (harbor.yml: `external_url` or `hostname`) to the address clients use, port included, and let the proxy before it pass `Host` (`proxy_set_header Host $http_host;`). distribution: correct `auth.token.realm`.',
              CARGO_DOMAIN_STEP,
              'Cargo where only `admin` gets tokens: it uses its built-in token service; `cargo_token_service` must be the master VIP of the same cluster.',
              'Until then use the domain that the registry is configured with.',
            ],
    },
  },
});

function challengeWords(realm: string, service: string | null): string {
  const named = service === null ? '' : `,service="${service}"`;
  return `WWW-Authenticate: Bearer realm="${realm}"${named}`;
}

function strayed(
  cargo: CargoLoginsFact,
  stray: StrayTokens,
  realm: string,
  asked: Answer<CargoLoginsFact>,
): Judgement<TokenTrouble> {
  const refused = cargo.refused.map(({ username, says, by }) =>
    quoted(by, `to the login of ${username}: ${says}`, asked),
  );
  const admin = cargo.admin === 'accepted' ? [quoted('token service', 'admin is accepted', asked)] : [];
  const silent =
    stray.is === 'elsewhere' ? [quoted('log of cargo-token', 'no line about those users', asked)] : [];
  const says = tokenServiceSays(cargo);
  return {
    outcome: 'fail',
    evidence: [quoted('Kubernetes API', says, asked), ...refused, ...admin, ...silent],
    data: { realm, says, spurned: false, flaw: null, stray },
  };
}
