import { tellsLine } from '../log-lines.ts';

tellsLine('oidc-endpoint-wrong', {
  shows:
    'failed to create OIDC provider, error: oidc: issuer did not match the issuer returned by provider, expected "https://sso.acme.test" got "https://sso.acme.test/"',
  near: 'GET /.well-known/openid-configuration 200',
});
