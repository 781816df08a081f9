/** A list that opens under its button: arrows move, Enter picks, Escape closes. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Icon } from '../icons.tsx';
import { say } from '../words.ts';
import type { Option, OptionGroup } from './texts.ts';

interface MenuProps {
  readonly label: string;
  readonly className: string;
  readonly groups: readonly OptionGroup[];
  readonly chosen: readonly string[];
  readonly children: ReactNode;
  readonly keepOpen?: boolean;
  readonly disabled?: boolean;
  pick(option: Option): void;
}

/** Lists longer than this get a field to search in. */
const SEARCHED_FROM = 8;

export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const frame = useRef<HTMLSpanElement>(null);
  const id = useId();
  const [place, setPlace] = useState<CSSProperties>({});
  const show = (): void => {
    setPlace(placeBeside(frame.current));
    setOpen(true);
  };
  const close = (): void => {
    setOpen(false);
    setQuery('');
  };
  useEffect(() => {
    if (!open) return;
    const first = frame.current?.querySelector<HTMLElement>(
      '.menu input, .menu [aria-selected=true], .menu [role=option]',
    );
    first?.focus();
    const outside = (event: Event): void => {
      if (!frame.current?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('scroll', outside, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('scroll', outside, true);
    };
  });
  const pick = (option: Option): void => {
    props.pick(option);
    if (props.keepOpen) return;
    close();
    frame.current?.querySelector('button')?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
      frame.current?.querySelector('button')?.focus();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const rows = [...(frame.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows.at((at + (event.key === 'ArrowDown' ? 1 : -1) + rows.length) % rows.length)?.focus();
  };
  const total = props.groups.reduce((sum, group) => sum + group.options.length, 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <span className="menu-frame" ref={frame} onKeyDown={keys}>
      <button
        type="button"
        className={props.className}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={id}
        aria-label={props.label}
        disabled={props.disabled}
        onClick={() => (open ? close() : show())}
      >
        {props.children}
      </button>
      {open && (
        <div className="menu" style={place} role="listbox" id={id} aria-label={props.label} tabIndex={-1}>
          {total > SEARCHED_FROM && (
            <input
              className="menu-search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              placeholder={say.search}
              aria-label={say.search}
            />
          )}
          {props.groups.map((group) => (
            <MenuGroup key={group.label} group={group} query={query} chosen={props.chosen} pick={pick} />
          ))}
        </div>
      )}
    </span>
  );
}

const MENU_HEIGHT_PX = 300;
const MENU_WIDTH_PX = 340;

/** Fixed to the window, so that no scrolling frame cuts it off; above the button where there is no room below. */
function placeBeside(button: HTMLElement | null): CSSProperties {
  if (!button) return {};
  const at = button.getBoundingClientRect();
  const below = window.innerHeight - at.bottom > MENU_HEIGHT_PX;
  const right = at.left + MENU_WIDTH_PX > window.innerWidth;
  return {
    ...(below ? { top: at.bottom + 4 } : { bottom: window.innerHeight - at.top + 4 }),
    ...(right ? { right: window.innerWidth - at.right } : { left: at.left }),
  };
}

interface GroupProps {
  readonly group: OptionGroup;
  readonly query: string;
  readonly chosen: readonly string[];
  pick(option: Option): void;
}

function MenuGroup({ group, query, chosen, pick }: GroupProps) {
  const wanted = query.trim().toLowerCase();
  const shown = group.options.filter((one) => one.label.toLowerCase().includes(wanted));
  return (
    <>
      {group.label && <div className="menu-label">{group.label}</div>}
      {shown.map((option) => (
        <button
          type="button"
          role="option"
          key={option.value}
          className="menu-option"
          aria-selected={chosen.includes(option.value)}
          onClick={() => pick(option)}
        >
          <span>
            {option.label}
            {option.description && <small>{option.description}</small>}
          </span>
          {chosen.includes(option.value) && <Icon name="check" size={16} />}
        </button>
      ))}
    </>
  );
}
