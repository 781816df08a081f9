/** The incident that a button's value names. */
import { type Incident, standsAt } from '../engine/incident.ts';
import type { Pressed } from '../slack/buttons.ts';
import type { IncidentStore } from '../store/incidents.ts';
import type { Received } from './delivery.ts';

/** Null where it is gone, and where it stands elsewhere: a value carried to another channel or thread finds nothing. */
export async function namedBy(
  { incident: id }: Pick<Pressed, 'incident'>,
  { sender }: Pick<Received, 'sender'>,
  incidents: Pick<IncidentStore, 'read'>,
): Promise<Incident | null> {
  const incident = await incidents.read(id);
  return incident && standsAt(incident.place, sender) ? incident : null;
}
