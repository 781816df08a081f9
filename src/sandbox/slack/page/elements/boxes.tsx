/** Checkboxes and radio buttons. */
import { useId, useState } from 'react';
import { useSurface } from '../surface.tsx';
import { Mrkdwn } from '../texts.tsx';
import { useActing } from './acting.tsx';
import type { ElementProps } from './element.tsx';
import { groupsOf, initially } from './texts.ts';

export function Boxes({ block, element, sends }: ElementProps) {
  const surface = useSurface();
  const acting = useActing(block, element);
  const held = surface.held(block, element);
  const [chosen, setChosen] = useState<readonly string[]>(
    held === undefined ? initially(element) : [held].flat().map(String),
  );
  const name = useId();
  const one = element['type'] === 'radio_buttons';
  const pick = (value: string): void => {
    const next = one
      ? [value]
      : chosen.includes(value)
        ? chosen.filter((each) => each !== value)
        : [...chosen, value];
    setChosen(next);
    const sent = one ? value : next;
    surface.hold(block, element, sent);
    if (sends === 'at once') acting.start(sent);
  };
  const options = groupsOf(element).flatMap((group) => group.options);
  return (
    <div className="boxes">
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={one ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(option.value)}
            disabled={acting.busy}
            onChange={() => pick(option.value)}
          />
          <span>
            <Mrkdwn text={option.label} />
            {option.description && <small>{option.description}</small>}
          </span>
        </label>
      ))}
      {acting.beside}
    </div>
  );
}
