/** The question three causes share: is a login wanted here that the pod does not send? */
import type { Answer } from '../engine/answer.ts';
import type { CredentialsFact } from '../probes/credentials.ts';
import type { RepositoryFact } from '../probes/repository.ts';
import type { Access, Identity } from './access.ts';
import { factOf } from './answered.ts';

export type LoginWanted =
  | { readonly outcome: 'wanted'; readonly refusal: Identity }
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'skip'; readonly why: string };

/** The refusal of whoever sends none; else why a missing login is not the cause, or cannot be told to be. */
export function loginWanted(
  access: Access,
  logins: CredentialsFact,
  repository: Answer<RepositoryFact>,
): LoginWanted {
  // Not needed: the pull works without it, or another login is filed for this very host.
  if (access.pod === 'may' || logins.matching.length > 0) return { outcome: 'pass' };
  const [unread] = logins.unreadableSecrets;
  if (unread)
    return {
      outcome: 'skip',
      why: `the secret \`${unread}\` may not be read, so what the node sends is not known`,
    };
  if (access.pod === 'unclear' || !access.anonymous)
    return { outcome: 'skip', why: 'whether a login is needed could not be seen' };
  if (factOf(repository)?.state === 'absent')
    return { outcome: 'skip', why: 'the repository does not exist, so no login would help' };
  return { outcome: 'wanted', refusal: access.anonymous };
}
