/** `npm run chart-data`: writes what the chart holds of our definitions, and what is rendered from it. */
import { writeFileSync } from 'node:fs';
import { provideTool } from '../tool/provide.ts';
import { kustomizeBase } from './kustomize.ts';
import { rbacFile } from './rbac.ts';
import { valuesSchema } from './values.ts';

const DEPLOY = new URL('../../../deploy/', import.meta.url);
writeFileSync(new URL('chart/files/rbac.yaml', DEPLOY), await rbacFile());
writeFileSync(new URL('chart/values.schema.json', DEPLOY), valuesSchema());
const base = await kustomizeBase(await provideTool());
writeFileSync(new URL('kustomize/base/registry-medic.yaml', DEPLOY), base.objects);
writeFileSync(new URL('kustomize/base/config.yaml', DEPLOY), base.config);
