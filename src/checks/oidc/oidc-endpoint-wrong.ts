import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'oidc-endpoint-wrong',
  severity: 'high',
  signs: [
    {
      pattern:
        /issuer did not match the issuer returned by provider|oidc: (?:issuer|failed to decode provider discovery)[^\n]{0,200}|(?:openid-configuration|\.well-known)[^\n]{0,260}(?:404|no such host|refused|timeout|certificate|unexpected|invalid|x509|EOF|malformed)|[Ff]ailed to (?:verify connection|create OIDC provider|get OIDC provider|get (?:the )?provider|query provider)[^\n]{0,300}|[Ff]ailed to get (?:Authorization code URL|oidc provider)[^\n]{0,300}|(?:404|403|405|500) \w[^\n]{0,60}\.well-known\/openid-configuration/,
      specimen:
        'failed to create OIDC provider, error: oidc: issuer did not match the issuer returned by provider, expected "https://sso.acme.test" got "https://sso.acme.test/"',
      source: 'coreos/go-oidc oidc.go',
    },
  ],
  words: {
    en: {
      title: 'OIDC issuer address wrong',
      probably: 'the issuer address of the OIDC provider is wrong or not reachable',
      explains:
        'Harbor reads `<endpoint>/.well-known/openid-configuration`; the issuer named there must be the endpoint to the letter, with or without the slash at its end.',
      steps: [
        '`curl <endpoint>/.well-known/openid-configuration` from the core pod; compare `issuer`.',
        'Correct `oidc_endpoint` and test it on the same page.',
      ],
    },
  },
});
