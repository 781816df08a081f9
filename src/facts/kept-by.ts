/** Whether an edit of an object lasts, in words for a plan. */
import type { Keeper } from '../engine/kubernetes/keeper.ts';
import type { Words } from '../engine/words.ts';

/** `theirs`: it would be set back, so the change belongs where they read it from. `warn`: it lasts for a while. */
export type Keeping =
  | { readonly is: 'ours' }
  | { readonly is: 'warn'; readonly beware: string }
  | { readonly is: 'theirs'; readonly why: string };

const words: Words<{
  readonly helm: (release: string) => string;
  readonly git: (by: string, change: string) => string;
  readonly operator: (owner: string, change: string) => string;
}> = {
  en: {
    helm: (release) => `${release} sets it back at its next upgrade; make the same change in its values.`,
    git: (by, change) => `${by} sets it back; write in the repository it reads: ${change}`,
    operator: (owner, change) => `${owner} sets it back; change it there: ${change}`,
  },
};

/** `change`: what is to be written, for whoever has to write it elsewhere. */
export function keptBy(keeper: Keeper | null, change: string): Keeping {
  const say = words.en;
  const named = (what: string): string => (keeper?.name ? `${what} \`${keeper.name}\`` : what);
  switch (keeper?.by) {
    case undefined:
    case 'controller':
      return { is: 'ours' };
    case 'helm':
      return { is: 'warn', beware: say.helm(named('Helm’s release')) };
    case 'argocd':
      return { is: 'theirs', why: say.git(named('Argo CD'), change) };
    case 'flux':
      return { is: 'theirs', why: say.git(named('Flux'), change) };
    case 'operator':
      return { is: 'theirs', why: say.operator(named('its operator'), change) };
  }
}
