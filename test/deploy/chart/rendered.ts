/** Renders the chart and takes its objects apart. */
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { askTool, type Provided } from '../tool/provide.ts';
import type { Values } from './cases.ts';

export const CHART = fileURLToPath(new URL('../../../deploy/chart', import.meta.url));
export const RELEASE = { release: 'medic', namespace: 'tools', kubeVersion: '1.34.0' };

export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: any kind there is.
  readonly [key: string]: any;
}

export interface Rendered {
  readonly objects: readonly KubeObject[];
  readonly notes: string;
  /** Why nothing was rendered, else empty. */
  readonly error: string;
  readonly lint: readonly string[];
}

interface Answer {
  readonly rendered: readonly {
    readonly files?: Readonly<Record<string, string>>;
    readonly error?: string;
    readonly lint: readonly string[];
  }[];
}

export async function renderAll(
  provided: Provided,
  values: readonly Values[],
  where: Partial<typeof RELEASE> & { readonly lint?: boolean } = {},
): Promise<readonly Rendered[]> {
  const cases = values.map((one) => ({ values: one, ...RELEASE, ...where }));
  const { rendered } = await askTool<Answer>(provided, { chart: CHART, cases });
  return rendered.map(({ files = {}, error = '', lint }) => ({ ...partsOf(files), error, lint }));
}

function partsOf(files: Readonly<Record<string, string>>): Pick<Rendered, 'objects' | 'notes'> {
  const all = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    notes: all.find(([name]) => name.endsWith('NOTES.txt'))?.[1] ?? '',
    objects: all
      .filter(([name]) => name.endsWith('.yaml'))
      .flatMap(([name, text]) =>
        parseAllDocuments(text).flatMap((document) => {
          if (document.errors[0]) throw new Error(`${name}: ${document.errors[0].message}`);
          const value = document.toJS() as KubeObject | null;
          return value === null ? [] : [value];
        }),
      ),
  };
}

export function byKind(objects: readonly KubeObject[], ...kinds: readonly string[]): readonly KubeObject[] {
  return objects.filter(({ kind }) => kinds.includes(kind));
}

/** Objects with pods. */
export function workloads(objects: readonly KubeObject[]): readonly KubeObject[] {
  return byKind(objects, 'Deployment', 'DaemonSet', 'StatefulSet');
}
