/** Who may read a Secret, in words. Pure. */
import type { SecretReader } from '../engine/kubernetes/secret-readers.ts';

const MOST = 5;

/** `ServiceAccount \`ci/deployer\` (RoleBinding deployers), … and 3 more`. */
export function readersToldOf(readers: readonly SecretReader[]): string {
  const told = readers.slice(0, MOST).map(({ kind, name, by }) => `${kind} \`${name}\` (${by})`);
  const more = readers.length > MOST ? ` and ${readers.length - MOST} more` : '';
  return `${told.join(', ')}${more}`;
}
