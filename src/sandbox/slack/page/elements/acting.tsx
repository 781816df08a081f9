/** Confirm, send, wait, and a warning sign when the app did not answer. */
import { type ReactNode, useState } from 'react';
import type { Fields } from '../data.ts';
import { Icon } from '../icons.tsx';
import { useSurface } from '../surface.tsx';
import { say } from '../words.ts';
import { Confirm } from './confirm.tsx';

type Doing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'confirming'; readonly value: unknown }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly why: string };

export interface Acting {
  /** Does it, after the confirm dialog where there is one. */
  start(value?: unknown): void;
  readonly busy: boolean;
  /** The dialog or the warning sign, to stand beside the element. */
  readonly beside: ReactNode;
}

export function useActing(block: Fields, element: Fields): Acting {
  const [doing, setDoing] = useState<Doing>({ kind: 'nothing' });
  const surface = useSurface();
  const confirm = element['confirm'] as Fields | undefined;
  const go = async (value: unknown): Promise<void> => {
    setDoing({ kind: 'waiting' });
    const sent = await surface.act(block, element, value);
    setDoing(sent.ok ? { kind: 'nothing' } : { kind: 'failed', why: sent.why ?? say.refused });
  };
  const decide = (answer: 'yes' | 'no'): void => {
    if (answer === 'yes' && doing.kind === 'confirming') void go(doing.value);
    else setDoing({ kind: 'nothing' });
  };
  return {
    start: (value) => (confirm ? setDoing({ kind: 'confirming', value }) : void go(value)),
    busy: doing.kind === 'waiting',
    beside: (
      <>
        {confirm && doing.kind === 'confirming' && <Confirm confirm={confirm} decide={decide} />}
        {doing.kind === 'failed' && (
          <span className="warning" role="alert" title={doing.why}>
            <Icon name="warning" size={16} /> {doing.why}
          </span>
        )}
      </>
    ),
  };
}
