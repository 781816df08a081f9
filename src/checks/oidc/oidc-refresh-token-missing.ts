import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-refresh-token-missing',
  severity: 'medium',
  rows: ['S3-14', 'S3-15', 'S3-16', 'S3-17'],
  signs: [
    {
      pattern:
        /failed to verify secret, username: \S{1,200}, error: failed to refresh[^\n]{0,200}|works again after a browser login|refresh token[^\n]{0,60}(?:expired|invalid|missing|not set)/,
      specimen:
        'unauthorized: authentication required (docker login with OIDC CLI secret, works again after a browser login)',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'OIDC login must be renewed',
      probably: 'the CLI secret works only after a new sign-in in the browser',
      explains:
        'Harbor refreshes the OIDC token behind the CLI secret; the provider gave no refresh token, or it expired.',
      steps: [
        'At once: the user signs in to Harbor in the browser; the CLI secret works again until the token behind it ends.',
        'Does the provider refresh at all? `curl -s https://<issuer>/.well-known/openid-configuration | jq .grant_types_supported` must name `refresh_token`, and `OIDC Scope` (Harbor: Configuration, Authentication) `offline_access`. After a change the user signs in once more.',
        'To be sure, on a test provider only: shorten its ID tokens (dex: `expiry: {idTokens: "1m"}`, restart dex), sign in, wait two minutes, then `docker login <registry>`. Refused again: the connector does not refresh.',
        'A dex connector without refresh needs it added to its code (`Refresh` beside `HandleCallback`, as dex’s GitHub connector has it), or another connector.',
        'Pipelines and clusters need no user: give them a robot account with the rights they use.',
      ],
    },
  },
});
