/** Fields to type in, and pickers of dates and times. */
import { useState } from 'react';
import type { Fields } from '../data.ts';
import { useSurface } from '../surface.tsx';
import { useActing } from './acting.tsx';
import type { ElementProps } from './element.tsx';
import { initially, plain } from './texts.ts';

const KINDS: Readonly<Record<string, string>> = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};
export const FIELD_TYPES: ReadonlySet<string> = new Set(Object.keys(KINDS));

export function Field({ block, element, sends }: ElementProps) {
  const surface = useSurface();
  const acting = useActing(block, element);
  const held = surface.held(block, element);
  const [value, setValue] = useState(String(held ?? initially(element)[0] ?? ''));
  const type = String(element['type']);
  const change = (next: string): void => {
    setValue(next);
    surface.hold(block, element, sentAs(type, next));
    if (sends === 'at once' && type.endsWith('picker') && next !== '') acting.start(sentAs(type, next));
  };
  const shared = {
    className: 'field',
    value,
    placeholder: plain(element['placeholder']),
    'aria-label': plain(block['label']) || plain(element['placeholder']) || type,
    ...limits(element),
  };
  return (
    <>
      {element['multiline'] === true ? (
        <textarea {...shared} rows={4} onChange={(event) => change(event.target.value)} />
      ) : (
        <input {...shared} type={KINDS[type]} onChange={(event) => change(event.target.value)} />
      )}
      {acting.beside}
    </>
  );
}

function limits(element: Fields): { minLength?: number; maxLength?: number } {
  const { min_length: min, max_length: max } = element;
  return {
    ...(typeof min === 'number' ? { minLength: min } : {}),
    ...(typeof max === 'number' ? { maxLength: max } : {}),
  };
}

/** Slack sends moments as seconds. */
function sentAs(type: string, value: string): string | number {
  return type === 'datetimepicker' ? Math.floor(new Date(value).getTime() / 1000) : value;
}
