/** `npm run chart-data`: writes what the chart holds of our definitions. */
import { writeFileSync } from 'node:fs';
import { rbacFile } from './rbac.ts';
import { valuesSchema } from './values.ts';

const CHART = new URL('../../../deploy/chart/', import.meta.url);
writeFileSync(new URL('files/rbac.yaml', CHART), await rbacFile());
writeFileSync(new URL('values.schema.json', CHART), valuesSchema());
