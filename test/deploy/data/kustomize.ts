/** deploy/kustomize/base: the chart, rendered with deploy/kustomize/values.yaml. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Values } from '../chart/cases.ts';
import { byKind, type KubeObject, renderAll } from '../chart/rendered.ts';
import type { Provided } from '../tool/provide.ts';

const VALUES = new URL('../../../deploy/kustomize/values.yaml', import.meta.url);
const INTRO =
  '# Made by `npm run chart-data` from the chart and deploy/kustomize/values.yaml; a test fails when it is another.\n';

export interface KustomizeBase {
  /** registry-medic.yaml: everything but the configuration. */
  readonly objects: string;
  /** config.yaml: the configuration of every role, from which kustomization.yaml makes a ConfigMap of each. */
  readonly config: string;
}

export async function kustomizeBase(provided: Provided): Promise<KustomizeBase> {
  const values = parse(readFileSync(VALUES, 'utf8')) as Values;
  const where = { release: 'registry-medic', namespace: 'registry-medic' };
  const [{ objects, error } = { objects: [], error: 'nothing' }] = await renderAll(provided, [values], where);
  if (error !== '') throw new Error(error);
  const [config, ...others] = new Set(
    byKind(objects, 'ConfigMap').map((one) => one['data']['registry-medic.yaml']),
  );
  if (config === undefined || others.length > 0) throw new Error('each role has a configuration of its own');
  const kept = objects.filter(({ kind }) => kind !== 'ConfigMap');
  return {
    objects: INTRO + kept.map((one) => stringify(withoutHelm(one), { lineWidth: 0 })).join('---\n'),
    config: INTRO + stringify(parse(config)),
  };
}

/** Nothing here is managed by Helm, and the name of a ConfigMap that kustomize makes tells whether it changed. */
function withoutHelm(object: KubeObject): unknown {
  return JSON.parse(JSON.stringify(object), (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    const {
      'app.kubernetes.io/managed-by': _by,
      'helm.sh/chart': _chart,
      'checksum/config': _config,
      'checksum/secrets': _secrets,
      ...rest
    } = value as Record<string, unknown>;
    return rest;
  });
}
