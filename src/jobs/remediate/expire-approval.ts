/** The time of an approval is over: its message says so and its buttons are gone. */
import { expire } from '../../engine/approval.ts';
import { type RemediateParts, show } from './parts.ts';
import { tellState } from './tell-state.ts';

export async function expireApproval(id: string, parts: RemediateParts): Promise<void> {
  const at = parts.surroundings.now().toISOString();
  const expired = await parts.approvals.change(id, (now) => expire(now, at));
  const approval = expired ?? (await parts.approvals.read(id));
  if (approval?.state.is !== 'expired') return;
  await tellState(approval, parts);
  await show(parts, approval);
}
