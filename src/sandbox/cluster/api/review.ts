/** SelfSubjectAccessReview: may I? */
import { type Attributes, allows } from '../access.ts';
import { bodyObject, type Call, sendJson } from './call.ts';

export function review(call: Call): void {
  const body = bodyObject(call);
  const asked =
    (body['spec'] as { resourceAttributes?: Record<string, string> } | undefined)?.resourceAttributes ?? {};
  const { verb = '', group = '', resource = '', subresource, namespace = '', name = '' } = asked;
  const attributes: Attributes = {
    verb,
    group,
    resource: subresource ? `${resource}/${subresource}` : resource,
    namespace,
    name,
  };
  const allowed = allows(call.identity, attributes);
  sendJson(call.response, 201, {
    ...body,
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    status: { allowed, ...(allowed ? { reason: 'RBAC: allowed' } : {}) },
  });
}
