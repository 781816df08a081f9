/** The audit as a whole. */
import { untoldGauge } from './registry.ts';

export const auditRecords = untoldGauge('registry_medic_audit_records', 'Records in the audit.');

export const auditWhole = untoldGauge(
  'registry_medic_audit_whole',
  '1 when the chain of the audit was whole the last time it was followed from its beginning, at most an hour before a scrape; 0 when a record is altered, missing or cut off.',
);
