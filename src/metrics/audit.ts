/** The audit as a whole. */
import { Gauge } from 'prom-client';
import { registry } from './registry.ts';

export const auditRecords = new Gauge({
  name: 'registry_medic_audit_records',
  help: 'Records in the audit.',
  registers: [registry],
});

export const auditWhole = new Gauge({
  name: 'registry_medic_audit_whole',
  help: '1 when the chain of the audit was whole the last time it was followed from its beginning, at most an hour before a scrape; 0 when a record is altered, missing or cut off.',
  labelNames: [],
  registers: [registry],
});
