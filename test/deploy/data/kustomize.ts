/** deploy/kustomize/base/registry-medic.yaml: the chart, rendered with deploy/kustomize/values.yaml. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Values } from '../chart/cases.ts';
import { type KubeObject, renderAll } from '../chart/rendered.ts';
import type { Provided } from '../tool/provide.ts';

const VALUES = new URL('../../../deploy/kustomize/values.yaml', import.meta.url);
const INTRO =
  '# Made by `npm run chart-data` from the chart and deploy/kustomize/values.yaml; a test fails when it is another.\n';

export async function kustomizeBase(provided: Provided): Promise<string> {
  const values = parse(readFileSync(VALUES, 'utf8')) as Values;
  const where = { release: 'registry-medic', namespace: 'registry-medic' };
  const [{ objects, error } = { objects: [], error: 'nothing' }] = await renderAll(provided, [values], where);
  if (error !== '') throw new Error(error);
  return INTRO + objects.map((one) => stringify(withoutHelm(one), { lineWidth: 0 })).join('---\n');
}

/** Nothing here is managed by Helm. */
function withoutHelm(object: KubeObject): unknown {
  return JSON.parse(JSON.stringify(object), (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    const {
      'app.kubernetes.io/managed-by': _by,
      'helm.sh/chart': _chart,
      ...rest
    } = value as Record<string, unknown>;
    return rest;
  });
}
