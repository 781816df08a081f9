import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const SCRIPT = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
const { HttpMethod, KubeConfig, RequestContext } = await import('./src/clients/kubernetes/client.ts');
const config = new KubeConfig();
config.loadFromClusterAndUser({ name: 'prod', server: 'https://prod' }, { name: 'reader', token: 'secret' });
const context = new RequestContext('https://prod', HttpMethod.GET);
await config.applySecurityAuthentication(context);
const of = (part) => loaded.filter((url) => url.includes('/client-node/dist/gen/' + part)).length;
console.log(JSON.stringify({ headers: context.getHeaders(), models: of('models/'), apis: of('apis/') }));
const whole = await import('@kubernetes/client-node');
console.log(JSON.stringify({ same: whole.KubeConfig === KubeConfig, apis: of('apis/') > 50, more: typeof whole.CoreV1Api }));
`;

test('the client is loaded without its classes of kinds and APIs, and whole for who asks for all of it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', SCRIPT]);
  const [light, whole] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(light).toEqual({ headers: { Authorization: 'Bearer secret' }, models: 0, apis: 0 });
  expect(whole).toEqual({ same: true, apis: true, more: 'function' });
});
