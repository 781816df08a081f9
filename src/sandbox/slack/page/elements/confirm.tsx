/** Asks once more before an action, as the element's confirm object says. */
import { useEffect, useRef } from 'react';
import type { Fields } from '../data.ts';
import { Text } from '../texts.tsx';
import { plain } from './texts.ts';

interface ConfirmProps {
  readonly confirm: Fields;
  decide(answer: 'yes' | 'no'): void;
}

export function Confirm({ confirm, decide }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const danger = confirm['style'] === 'danger';
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-label={plain(confirm['title'])}
      onCancel={(event) => {
        event.preventDefault();
        decide('no');
      }}
    >
      <h2>{plain(confirm['title'])}</h2>
      <Text of={confirm['text']} />
      <footer>
        <button type="button" className="button" onClick={() => decide('no')}>
          {plain(confirm['deny'])}
        </button>
        <button
          type="button"
          className={`button ${danger ? 'button-danger-full' : 'button-primary'}`}
          onClick={() => decide('yes')}
        >
          {plain(confirm['confirm'])}
        </button>
      </footer>
    </dialog>
  );
}
