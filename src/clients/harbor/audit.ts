/** The audit log of 2.x and the access log of 1.x. */
import { z } from 'zod';
import type { HarborReader } from '../../engine/harbor/reader.ts';
import type { AuditEntry } from '../../engine/harbor/records.ts';
import type { HarborAsking } from './asking.ts';
import { Since } from './moments.ts';

const USUAL = 100;
type Of = Parameters<HarborReader['audit']>[0];

const Entry = z
  .object({
    username: z.string().nullish(),
    resource: z.string().nullish(),
    resource_type: z.string().nullish(),
    operation: z.string().nullish(),
    op_time: Since,
  })
  .transform(
    (entry): AuditEntry => ({
      at: entry.op_time,
      who: entry.username ?? '',
      operation: entry.operation ?? '',
      kind: entry.resource_type ?? '',
      resource: entry.resource ?? '',
    }),
  );

/** Needs `audit-log list`. Still answered by 2.13 and later, beside `/auditlog-exts`. */
export function auditV2(asking: HarborAsking, { operation, resource, limit = USUAL }: Of) {
  const q = [
    ...(operation === undefined ? [] : [`operation=${operation}`]),
    ...(resource === undefined ? [] : [`resource=~${resource}`]),
  ];
  const query = new URLSearchParams({ sort: '-op_time', ...(q.length > 0 ? { q: q.join(',') } : {}) });
  return asking.list(`/audit-logs?${query}`, Entry, limit);
}

const OldEntry = z
  .object({
    username: z.string().nullish(),
    repo_name: z.string().nullish(),
    repo_tag: z.string().nullish(),
    operation: z.string().nullish(),
    op_time: Since,
  })
  .transform(
    (entry): AuditEntry => ({
      at: entry.op_time,
      who: entry.username ?? '',
      operation: entry.operation ?? '',
      kind: entry.repo_tag && entry.repo_tag !== 'N/A' ? 'artifact' : 'project',
      resource: [entry.repo_name ?? '', entry.repo_tag ?? '']
        .filter((part) => part && part !== 'N/A')
        .join(':'),
    }),
  );

export function auditV1(asking: HarborAsking, { operation, resource, limit = USUAL }: Of) {
  const query = new URLSearchParams({
    ...(operation === undefined ? {} : { operation }),
    ...(resource === undefined ? {} : { repository: resource }),
  });
  return asking.list(`/logs?${query}`, OldEntry, limit);
}
