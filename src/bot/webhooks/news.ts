/** The alerts of an Alertmanager group as news; Grafana's groups have the same shape. */
import { z } from 'zod';
import type { News } from '../../engine/alerts/heard-message.ts';
import type { Triage } from '../../engine/alerts/reading.ts';

const Group = z.looseObject({
  alerts: z.array(z.looseObject({ status: z.string(), labels: z.record(z.string(), z.unknown()) })),
  groupKey: z.unknown().optional(),
});

/** Null: no group. Fingerprint and beginning tell an alert; where a template left them out, its group and status. */
export function newsOfGroup(body: unknown, { alerts }: Triage): readonly News[] | null {
  const group = Group.safeParse(body);
  if (!group.success) return null;
  const { groupKey } = group.data;
  const delivery = `group ${typeof groupKey === 'string' ? groupKey : ''}`;
  return alerts.map((alert) => ({ alert, delivery: `${delivery} ${alert.startsAt ?? ''}` }));
}
