/** The list above the composer. */
import type { Completion } from './completions.ts';
import { say } from './words.ts';

interface ListProps {
  readonly id: string;
  readonly found: readonly Completion[];
  readonly marked: Completion | undefined;
  mark(at: number): void;
  take(completion: Completion): void;
}

export function CompletionsList({ id, found, marked, mark, take }: ListProps) {
  if (found.length === 0) return null;
  return (
    <div className="completions" role="listbox" id={id} aria-label={say.completions}>
      {found.map((one, n) => (
        <button
          type="button"
          role="option"
          key={one.label}
          aria-selected={one === marked}
          tabIndex={-1}
          onMouseEnter={() => mark(n)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(one)}
        >
          <code>{one.label}</code>
          <span>{one.about}</span>
        </button>
      ))}
      <p>
        <kbd>↑</kbd> <kbd>↓</kbd> {say.toChoose} · <kbd>Tab</kbd> {say.toTake} · <kbd>Esc</kbd> {say.toClose}
      </p>
    </div>
  );
}
