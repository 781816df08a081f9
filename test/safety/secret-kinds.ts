/** Kinds of secrets as people, programs and systems write them, each with a place for one of its own. */
import { createHash } from 'node:crypto';

/** Letters of both cases and digits, as generated secrets have; the same for the same place. */
export function secretFor(place: string): string {
  const raw = createHash('sha512').update(`planted ${place}`).digest('base64').replaceAll(/[+/=]/g, 'x');
  return `Zq7${raw.slice(0, 29)}`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** A PEM body in lines of 64. */
function pem(secret: string): string {
  const body = base64(`${secret}${secret}${secret}${secret}`).slice(0, 64);
  return `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`;
}

/** By name: a text that gives one secret away. */
export const KINDS: Readonly<Record<string, (secret: string) => string>> = {
  'login in a URL': (s) => `cannot reach https://svc:${s}@upstream.acme.test/v2/`,
  'Basic header': (s) => `request had Authorization: Basic ${base64(`ci:${s}`)}`,
  'Bearer header': (s) => `request had Authorization: Bearer ${s}`,
  'token header': (s) => `header PRIVATE-TOKEN: ${s} refused`,
  JWT: (s) => `token eyJhbGciOiJSUzI1NiJ9.${base64url(`{"sub":"${s}"}`)}.${s} is expired`,
  'AWS secret key': (s) => `AWS_SECRET_ACCESS_KEY=${s} is wrong`,
  'AWS profile': (s) => `aws_secret_access_key = ${s}`,
  'AWS signed link': (s) => `GET https://s3.acme.test/b?X-Amz-Expires=60&X-Amz-Signature=${s}: 403`,
  'AWS session token': (s) => `GET https://s3.acme.test/b?X-Amz-Security-Token=${s}&x=1: 403`,
  'GCP key file': (s) => `{"type":"service_account","private_key":"${pem(s).replaceAll('\n', '\\n')}"}`,
  'GCP signed link': (s) => `https://storage.acme.test/x?X-Goog-Signature=${s}&X-Goog-Expires=60: 403`,
  'Google API key': (s) => `key AIza${s} is not valid`,
  'Azure SAS': (s) => `https://acme.blob.core.windows.net/x?sv=2024&sig=${s}&se=2026: 403`,
  'Azure account key': (s) => `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${s};`,
  'robot and secret': (s) => `login of robot$shop+ci:${s} failed`,
  'PEM block': (s) => `loaded ${pem(s)}`,
  'password=': (s) => `dial failed: user=harbor password=${s} dbname=registry`,
  'password:': (s) => `password: ${s} was typed`,
  'token=': (s) => `GET /service/token?account=ci&token=${s} 401`,
  'X-Api-Key': (s) => `X-Api-Key: ${s}`,
  'client_secret in JSON': (s) => `{"client_id":"harbor","client_secret":"${s}"}`,
  'JSON within JSON': (s) => `{"body":"{\\"password\\":\\"${s}\\"}"}`,
  'GitHub token': (s) => `remote: ghp_${s} has no access`,
  'GitLab token': (s) => `remote: glpat-${s} was revoked`,
  'Slack token': (s) => `xoxb-${s} invalid_auth`,
  'Docker Hub token': (s) => `unauthorized: dckr_pat_${s}`,
  'npm token': (s) => `npm_${s} is not allowed`,
  'Vault token': (s) => `vault: hvs.${s} permission denied`,
  'Redis URL': (s) => `redis://:${s}@redis:6379/2: NOAUTH`,
  'Postgres DSN': (s) => `postgres://harbor:${s}@db:5432/registry?sslmode=disable`,
  cookie: (s) => `sent Cookie: sid=${s}; lang=en`,
  'a flag': (s) => `helm registry login --username ci --password ${s} harbor.acme.test`,
  'a short flag': (s) => `docker login -u ci -p ${s} harbor.acme.test`,
  'an admin password': (s) => `HARBOR_ADMIN_PASSWORD=${s}`,
  'core secret': (s) => `CORE_SECRET: ${s}`,
  'docker config': (s) => `{"auths":{"harbor.acme.test":{"auth":"${base64(`ci:${s}`)}"}}}`,
};

/** What is left of each kind where the product read it and hid the secret; quotes and backslashes are left out. */
export const READ_AS: Readonly<Record<string, string>> = {
  'login in a URL': 'https://•••@upstream.acme.test',
  'Basic header': 'Authorization: Basic •••',
  'Bearer header': 'Authorization: Bearer •••',
  'token header': 'PRIVATE-TOKEN: ••• refused',
  JWT: 'token ••• is expired',
  'AWS secret key': 'AWS_SECRET_ACCESS_KEY=••• is wrong',
  'AWS profile': 'aws_secret_access_key = •••',
  'AWS signed link': 'X-Amz-Signature=•••',
  'AWS session token': 'X-Amz-Security-Token=•••',
  'GCP key file': 'private_key:•••',
  'GCP signed link': 'X-Goog-Signature=•••',
  'Google API key': 'key ••• is not valid',
  'Azure SAS': 'sig=•••&se=2026',
  'Azure account key': 'AccountKey=•••;',
  'robot and secret': 'robot$shop+ci:••• failed',
  'PEM block': 'loaded •••',
  'password=': 'user=harbor password=•••',
  'password:': 'password: ••• was typed',
  'token=': 'account=ci&token=•••',
  'X-Api-Key': 'X-Api-Key: •••',
  'client_secret in JSON': 'client_secret:•••',
  'JSON within JSON': '{body:{password:•••',
  'GitHub token': 'remote: ••• has no access',
  'GitLab token': 'remote: ••• was revoked',
  'Slack token': '••• invalid_auth',
  'Docker Hub token': 'unauthorized: •••',
  'npm token': '••• is not allowed',
  'Vault token': 'vault: ••• permission denied',
  'Redis URL': 'redis://•••@redis:6379/2',
  'Postgres DSN': 'postgres://•••@db:5432',
  cookie: 'sent Cookie: •••',
  'a flag': 'helm registry login --username ci --password •••',
  'a short flag': 'docker login -u ci -p •••',
  'an admin password': 'HARBOR_ADMIN_PASSWORD=•••',
  'core secret': 'CORE_SECRET: •••',
  'docker config': 'auths:{harbor.acme.test:{auth:•••',
};
