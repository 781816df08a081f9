/** The time of an approval is over: its message says so and its buttons are gone. */
import { expire } from '../../engine/approval.ts';
import { type RemediateParts, show, tell } from './parts.ts';

export async function expireApproval(id: string, parts: RemediateParts): Promise<void> {
  const at = parts.surroundings.now().toISOString();
  const expired = await parts.approvals.change(id, (now) => expire(now, at));
  const approval = expired ?? (await parts.approvals.read(id));
  if (approval?.state.is !== 'expired') return;
  const says = approval.plan?.does ?? approval.title;
  await tell(parts, approval, { what: 'expired', who: 'worker', at: approval.state.at, says });
  await show(parts, approval);
}
