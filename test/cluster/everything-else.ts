/** May this account do what is not printed? Asked of the server itself: every resource, every verb, several places. */
import { KubeConfig } from '@kubernetes/client-node';
import { type AccessRule, allows } from '../../src/sandbox/cluster/access.ts';
import { type Call, callerOf } from './caller.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
/** What RBAC lets everybody: asking who one is and what one may (system:basic-user). */
const EVERYBODY = new Set(['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews']);
const AT_ONCE = 16;
const REVIEW = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

interface Asked {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
}

/** `unexpected`: where the server's answer is another than that of the printed rules. */
export async function everythingElse(
  kubeconfig: string,
  rules: readonly AccessRule[],
  namespaces: readonly string[],
): Promise<{ readonly asked: number; readonly unexpected: readonly string[] }> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const call = callerOf(config);
  const questions = (await resourcesOf(call)).flatMap(({ group, resource, namespaced }) =>
    VERBS.flatMap((verb) =>
      ['', ...(namespaced ? namespaces : [])].map(
        (namespace): Asked => ({ verb, group, resource, namespace }),
      ),
    ),
  );
  const unexpected: string[] = [];
  for (let at = 0; at < questions.length; at += AT_ONCE)
    await Promise.all(
      questions.slice(at, at + AT_ONCE).map(async (one) => {
        const printed = allows({ user: '', token: '', allow: rules }, { ...one, name: '' });
        const said = await may(one, call);
        if (said !== printed)
          unexpected.push(
            `${said ? 'allowed' : 'refused'}: ${one.verb} ${one.group}/${one.resource} in ${one.namespace || 'all'}`,
          );
      }),
    );
  return { asked: questions.length, unexpected };
}

async function may({ resource, ...rest }: Asked, call: Call): Promise<boolean> {
  const [plural, subresource] = resource.split('/');
  const resourceAttributes = { ...rest, resource: plural, ...(subresource ? { subresource } : {}) };
  const { status } = await call<{ readonly status: { readonly allowed: boolean } }>('POST', REVIEW, {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  });
  return status.allowed;
}

interface Group {
  readonly name: string;
  readonly preferredVersion: { readonly groupVersion: string };
}

interface Served {
  readonly name: string;
  readonly namespaced: boolean;
}

/** Everything that the server says it serves, subresources too. */
async function resourcesOf(call: Call) {
  const { groups } = await call<{ readonly groups: readonly Group[] }>('GET', '/apis');
  const roots = [
    { group: '', path: '/api/v1' },
    ...groups.map(({ name, preferredVersion }) => ({
      group: name,
      path: `/apis/${preferredVersion.groupVersion}`,
    })),
  ];
  const lists = await Promise.all(
    roots.map(async ({ group, path }) => {
      const { resources } = await call<{ readonly resources: readonly Served[] }>('GET', path);
      return resources.map(({ name, namespaced }) => ({ group, resource: name, namespaced }));
    }),
  );
  return lists.flat().filter(({ resource }) => !EVERYBODY.has(resource));
}
