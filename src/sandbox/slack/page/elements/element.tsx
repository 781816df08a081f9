/** One element a person can act on. */
import { useState } from 'react';
import type { Fields } from '../data.ts';
import { useDesk } from '../desk.tsx';
import { Icon } from '../icons.tsx';
import { useSurface } from '../surface.tsx';
import { say } from '../words.ts';
import { useActing } from './acting.tsx';
import { Boxes } from './boxes.tsx';
import { FIELD_TYPES, Field } from './field.tsx';
import { Menu } from './menu.tsx';
import { groupsOf, initially, type Option, type OptionGroup, plain } from './texts.ts';

export interface ElementProps {
  readonly block: Fields;
  readonly element: Fields;
  /** `input` elements only hold their value until the view is submitted. */
  readonly sends: 'at once' | 'with the view';
}

export function Element(props: ElementProps) {
  const type = String(props.element['type']);
  if (type === 'button') return <Button {...props} />;
  if (type === 'overflow') return <Overflow {...props} />;
  if (type === 'checkboxes' || type === 'radio_buttons') return <Boxes {...props} />;
  if (FIELD_TYPES.has(type)) return <Field {...props} />;
  return <Select {...props} />;
}

function Button({ block, element }: ElementProps) {
  const acting = useActing(block, element);
  const label = plain(element['text']);
  const url = element['url'];
  const style = element['style'];
  const press = (): void => {
    if (typeof url === 'string') window.open(url, '_blank', 'noopener');
    acting.start(element['value']);
  };
  return (
    <>
      <button
        type="button"
        className={`button ${style ? `button-${String(style)}` : ''} ${acting.busy ? 'busy' : ''}`}
        disabled={acting.busy}
        aria-label={String(element['accessibility_label'] ?? label)}
        onClick={press}
      >
        {label}
      </button>
      {acting.beside}
    </>
  );
}

function Overflow({ block, element }: ElementProps) {
  const acting = useActing(block, element);
  return (
    <>
      <Menu
        label={say.moreActions}
        className="button button-icon"
        groups={groupsOf(element)}
        chosen={[]}
        disabled={acting.busy}
        pick={(option) => acting.start(option.value)}
      >
        <Icon name="more" />
      </Menu>
      {acting.beside}
    </>
  );
}

function Select({ block, element, sends }: ElementProps) {
  const surface = useSurface();
  const acting = useActing(block, element);
  const several = String(element['type']).startsWith('multi_');
  const held = surface.held(block, element);
  const [chosen, setChosen] = useState<readonly string[]>(
    held === undefined ? initially(element) : [held].flat().map(String),
  );
  const groups = useGroups(element);
  const pick = ({ value }: Option): void => {
    const next = !several
      ? [value]
      : chosen.includes(value)
        ? chosen.filter((one) => one !== value)
        : [...chosen, value];
    setChosen(next);
    const sent = several ? next : value;
    surface.hold(block, element, sent);
    if (sends === 'at once') acting.start(sent);
  };
  const names = groups
    .flatMap((group) => group.options)
    .filter((option) => chosen.includes(option.value))
    .map((option) => option.label);
  const hint = plain(element['placeholder']) || say.select;
  return (
    <>
      <Menu
        label={names.join(', ') || hint}
        className={`select ${names.length === 0 ? 'empty' : ''}`}
        groups={groups}
        chosen={chosen}
        keepOpen={several}
        disabled={acting.busy}
        pick={pick}
      >
        <span>{names.join(', ') || hint}</span>
        <Icon name="down" size={16} />
      </Menu>
      {acting.beside}
    </>
  );
}

/** Users and channels are options of their own kind of menu. */
function useGroups(element: Fields): readonly OptionGroup[] {
  const { workspace } = useDesk();
  const type = String(element['type']);
  const option = (value: string, label: string): Option => ({ value, label, description: '' });
  if (type.endsWith('users_select'))
    return [{ label: '', options: workspace.users.map((one) => option(one.id, one.realName)) }];
  if (type === 'channels_select' || type === 'conversations_select') {
    const open = workspace.channels.filter((one) => !one.with);
    return [{ label: '', options: open.map((one) => option(one.id, `#${one.name}`)) }];
  }
  return groupsOf(element);
}
