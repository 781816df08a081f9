/** What several sections of the YAML file are made of. */
import { z } from 'zod';

export const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'write the name of an environment variable, not its value');
export const userId = z
  .string()
  .regex(/^[UW][A-Z0-9]{5,}$/, 'a Slack user id, such as U024BE7LH (profile → Copy member ID)');
export const groupId = z.string().regex(/^S[A-Z0-9]{5,}$/, 'a Slack user group id, such as S0604QSJC');
export const names = z.array(z.string().min(1)).min(1);
